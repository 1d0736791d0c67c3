//! The lists and tables of a sprint's page, as markup.

use std::fmt::Write as _;

use super::days::Days;
use crate::render::escape::text_into as escape;
use crate::render::index::Entry;
use crate::render::overview::calendar::item::{self, Items, What};
use crate::render::overview::calendar::write::Writer;
use crate::render::overview::gates;
use crate::render::shifts::Shift;
use crate::render::site::Site;
use crate::render::wording::{capitalised, span};
use crate::understand::fact::{DecisionState, Name};
use crate::understand::phrase::date;

/// Most events that stand above the calendar.
const MOST_EVENTS: usize = 60;

/// Dated events, but for those that take place again and again.
pub fn events(site: &Site<'_>, page: &str, items: &Items<'_>) -> String {
    let writer = Writer { site, page };
    let mut html = String::new();
    let once = items.dated.iter().filter(|item| match &item.what {
        What::Event(entry) => entry.fact.when.as_ref().is_some_and(|when| when.rrule.is_none()),
        _ => false,
    });
    for item in once.take(MOST_EVENTS) {
        let _ = write!(html, "\n<li data-date=\"{}\"><time datetime=\"{0}\">", item.day);
        escape(&mut html, &date::long_with_weekday(item.day));
        let _ = write!(html, "</time> <a href=\"{}\">", writer.href(&item.what));
        escape(&mut html, &writer.title(&item.what));
        html.push_str("</a></li>");
    }
    html
}

/// What is to be decided, and by when; decided ones last.
pub fn decisions(site: &Site<'_>, page: &str, timebox: u32) -> String {
    let mut all: Vec<&Entry<'_>> = site.index.in_timebox("decision", timebox).collect();
    all.sort_by_key(|entry| (!item::is_open(entry.fact), entry.fact.due.is_none(), entry.fact.due));
    let mut html = String::new();
    for entry in all {
        let fact = entry.fact;
        html.push_str("\n<tr");
        if let Some(due) = fact.due.filter(|_| item::is_open(fact)) {
            let _ = write!(html, " data-due=\"{due}\"");
        }
        let _ = write!(html, "><th scope=\"row\"><a href=\"{}\">", site.href_of(page, entry));
        escape(&mut html, &capitalised(&fact.title));
        html.push_str("</a></th><td data-label=\"Due\">");
        match fact.due {
            Some(due) => time(&mut html, due),
            None => escape(&mut html, fact.when.as_ref().map_or("", |when| &when.text)),
        }
        html.push_str("</td><td data-label=\"Who decides\">");
        escape(&mut html, &names(&fact.people));
        let state = fact.decision().map_or(DecisionState::Open, |decision| decision.state);
        let word = capitalised(state.word());
        let _ = write!(
            html,
            "</td><td data-label=\"State\"><span class=\"state {}\">{word}</span></td></tr>",
            state.word()
        );
    }
    html
}

/// Forms and criteria, each a sheet of its own; those with criteria first.
pub fn gates(site: &Site<'_>, page: &str, timebox: u32) -> String {
    let mut all: Vec<_> = gates::of_sprint(site, timebox).collect();
    all.sort_by_key(|(_, sheet)| sheet.criteria().next().is_none());
    let mut html = String::new();
    for (gate, sheet) in all {
        let href = site.handbook.addresses.href(page, &site.handbook.addresses.gates[gate]);
        let _ = write!(html, "\n<li><a href=\"{href}\">");
        escape(&mut html, &site.handbook.gates[gate].title);
        html.push_str("</a> <span class=\"quiet\">");
        let (met, all) = sheet.criteria().fold((0, 0), |(met, all), (one, _)| (met + usize::from(one), all + 1));
        let blanks = sheet.blanks();
        let parts = [
            (all > 0).then(|| format!("{met} of {all} criteria met")),
            (blanks > 0).then(|| format!("{blanks} {}", if blanks == 1 { "blank" } else { "blanks" })),
        ];
        html.push_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
        html.push_str("</span></li>");
    }
    html
}

/// Open tasks by their days, those of one heading together.
pub fn due(site: &Site<'_>, page: &str, items: &Items<'_>) -> String {
    let writer = Writer { site, page };
    let mut html = String::new();
    for item in items.dated.iter().filter(|item| matches!(item.what, What::Due(_))) {
        let What::Due(tasks) = &item.what else { continue };
        let _ =
            write!(html, "\n<tr data-due=\"{}\"><th scope=\"row\"><a href=\"{}\">", item.day, writer.href(&item.what));
        escape(&mut html, &writer.title(&item.what));
        html.push_str("</a></th><td data-label=\"Due\">");
        time(&mut html, item.day);
        html.push_str("</td><td data-label=\"Who\">");
        let mut owners: Vec<&str> = tasks.iter().filter_map(|task| task.fact.owner.as_deref()).collect();
        owners.sort_unstable();
        owners.dedup();
        escape(&mut html, &owners.join(", "));
        html.push_str("</td></tr>");
    }
    html
}

/// Turns of rotas, by their numbers in `site.index.of("rotation")`: of one that has some in the sprint's days those, of others all.
pub fn on_call(site: &Site<'_>, page: &str, rotas: &[u32], days: Option<&Days<'_>>) -> String {
    let mut html = String::new();
    for &rota in rotas {
        let entry = &site.index.of("rotation")[rota as usize];
        let shifts = || site.shifts.of_rota(rota).iter().map(|(_, shift)| shift);
        let during = |shift: &&Shift<'_>| days.is_some_and(|days| is_during(shift, days));
        let some = shifts().any(|shift| during(&shift));
        let shown: Vec<&Shift<'_>> = shifts().filter(|shift| !some || during(shift)).collect();
        for together in shown.chunk_by(|one, other| (one.start, one.end) == (other.start, other.end)) {
            let (start, end) = (together[0].start, together[0].end);
            let _ = write!(
                html,
                "\n<tr data-from=\"{start}\" data-to=\"{end}\"><th scope=\"row\"><time datetime=\"{start}/{end}\">{}</time></th><td data-label=\"Who\">",
                span(start, end)
            );
            together.iter().for_each(|shift| turn(&mut html, shift));
            let _ = write!(html, "</td><td data-label=\"Rota\"><a href=\"{}\">", site.href_of(page, entry));
            escape(&mut html, &entry.fact.title);
            html.push_str("</a></td></tr>");
        }
    }
    html
}

/// Who has a turn, in which part of the rota, and who stands in: a line.
fn turn(html: &mut String, shift: &Shift<'_>) {
    html.push_str("<div>");
    escape(html, &names(shift.who));
    if let Some(backup) = shift.backup {
        escape(html, &format!(", else {}", backup.text));
    }
    if !shift.slot.is_empty() {
        html.push_str(" <span class=\"quiet\">");
        escape(html, shift.slot);
        html.push_str("</span>");
    }
    html.push_str("</div>");
}

/// Whether a turn has a day of the sprint.
pub fn is_during(shift: &Shift<'_>, days: &Days<'_>) -> bool {
    shift.end >= days.start && days.end.is_some_and(|last| shift.start <= last)
}

fn names(names: &[Name]) -> String {
    names.iter().map(|name| &*name.text).collect::<Vec<_>>().join(", ")
}

fn time(html: &mut String, day: chrono::NaiveDate) {
    let _ = write!(html, "<time datetime=\"{day}\">{}</time>", date::long(day));
}
