//! The page of one sprint: goal, days, what comes next, what is to be decided and done, who is on call, its calendar.

use super::days::Days;
use super::{goal, tables};
use crate::config::Numbering;
use crate::link::address::Generated;
use crate::render::feeds::{self, Feed};
use crate::render::index::Entry;
use crate::render::overview::calendar::{self, Calendar, item};
use crate::render::overview::split::MOST;
use crate::render::overview::{self, Shown};
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::calendar::CalendarView;
use crate::render::view::sprints::{SprintDaysView, SprintView};
use crate::render::view::{LinkView, TocView};

/// Most documents that a page lists.
const MOST_DOCUMENTS: usize = 200;
/// With more rotas than these, only those of the sprint itself are looked at.
const MOST_ROTAS: usize = 200;

/// What the page shows.
pub fn show(site: &Site<'_>, address: &str, timebox: u32) -> Shown {
    let known = &site.handbook.timeboxes.list[timebox as usize];
    let sprint = Sprint { site, address, timebox, days: Days::of(site, timebox) };
    let goal = goal::of(site, timebox, known);
    let entries: Vec<Entry<'_>> =
        calendar::KINDS.iter().flat_map(|kind| site.index.in_timebox(kind, timebox)).copied().collect();
    let weight: usize = entries.iter().map(|entry| item::weight(site, entry)).sum();
    let is_long = weight > MOST;
    let (done, total) = boxes(site, timebox);
    let all = if is_long { Vec::new() } else { entries.clone() };
    let items = item::items(site, all.iter().copied(), &[], &[]);
    let rotas = sprint.rotas();
    let documents = site.index.documents_of(timebox);
    let view = SprintView {
        goal_source: goal.as_ref().and_then(|goal| sprint.source(goal)),
        goal: goal.map(|goal| goal.lines).unwrap_or_default(),
        days: sprint.days.as_ref().map(days_view),
        done,
        total,
        points: points(site, timebox),
        events_html: tables::events(site, address, &items),
        decisions_html: tables::decisions(site, address, timebox),
        gates_html: tables::gates(site, address, timebox),
        gates_href: site
            .handbook
            .addresses
            .generated(Generated::Gates)
            .map(|gates| site.handbook.addresses.href(address, &gates)),
        due_html: tables::due(site, address, &items),
        on_call_html: tables::on_call(site, address, &rotas, sprint.days.as_ref()),
        documents: documents.iter().take(MOST_DOCUMENTS).filter_map(|at| site.document_link(address, *at)).collect(),
        documents_more: documents.len().saturating_sub(MOST_DOCUMENTS),
        calendar: if is_long { CalendarView::default() } else { sprint.calendar(all) },
        calendar_more: if is_long { weight } else { 0 },
        subscribe: feeds::offer(site, &[Feed::Timebox(timebox)], address),
    };
    let toc = contents(&view);
    let calendar = site.handbook.addresses.generated(Generated::Calendar);
    let calendar = calendar.map(|calendar| site.handbook.addresses.href(address, &calendar));
    let variables = Variables::of("sprint", &view).with("calendar_href", &calendar);
    Shown { template: "sprint-content.html", variables, toc }
}

/// A sprint as its page needs it.
struct Sprint<'a> {
    site: &'a Site<'a>,
    address: &'a str,
    timebox: u32,
    days: Option<Days<'a>>,
}

impl<'a> Sprint<'a> {
    /// Where the goal is told.
    fn source(&self, goal: &goal::Goal) -> Option<LinkView> {
        let link = self.site.document_link(self.address, goal.document)?;
        Some(LinkView { href: self.site.href_to_heading(self.address, goal.document, goal.heading), ..link })
    }

    /// Its calendar, with the turns of its own rotas.
    fn calendar(&self, entries: Vec<Entry<'a>>) -> CalendarView {
        let shifts = item::shifts_of(self.site, &entries);
        Calendar::new(self.site, self.address, entries).with_shifts(shifts).of_sprint(self.timebox).view()
    }

    /// Rotas of the sprint, and others with turns in its days, as numbers in `site.index.of("rotation")`.
    fn rotas(&self) -> Vec<u32> {
        let all = self.site.index.of("rotation");
        let days = self.days.as_ref().filter(|_| all.len() <= MOST_ROTAS);
        let meets = |rota: u32| {
            days.is_some_and(|days| {
                self.site.shifts.of_rota(rota).iter().any(|(_, shift)| tables::is_during(shift, days))
            })
        };
        let own = |(rota, entry): &(u32, &Entry<'_>)| entry.timebox == Some(self.timebox) || meets(*rota);
        (0..).zip(all).filter(own).map(|(rota, _)| rota).collect()
    }
}

fn days_view(days: &Days<'_>) -> SprintDaysView {
    let off: Vec<String> = days.off().iter().map(ToString::to_string).collect();
    SprintDaysView {
        start: days.start.to_string(),
        end: days.end.map(|end| end.to_string()).unwrap_or_default(),
        text: days.words(),
        working: days.numbering == Numbering::Working,
        counting: days.counting(),
        off: off.join(" "),
    }
}

/// Boxes of a sprint: ticked, and all. Where it has none, the rows of its tables of tasks.
pub fn boxes(site: &Site<'_>, timebox: u32) -> (usize, usize) {
    let (mut boxes, mut rows) = ((0, 0), (0, 0));
    for entry in site.index.in_timebox("task", timebox) {
        let is_box = entry.fact.task().is_some_and(|task| task.item.is_some());
        let count = if is_box { &mut boxes } else { &mut rows };
        count.0 += usize::from(entry.fact.is_done());
        count.1 += 1;
    }
    if boxes.1 > 0 { boxes } else { rows }
}

/// `12 of 73 points done`; empty where no task has points.
fn points(site: &Site<'_>, timebox: u32) -> String {
    let (mut done, mut all) = (0.0, 0.0);
    for entry in site.index.in_timebox("task", timebox) {
        let points = entry.fact.task().and_then(|task| task.points).unwrap_or_default();
        all += points;
        done += if entry.fact.is_done() { points } else { 0.0 };
    }
    if all > 0.0 { format!("{done} of {all} points done") } else { String::new() }
}

fn contents(view: &SprintView) -> Vec<TocView> {
    let parts = [
        (!view.events_html.is_empty(), "Events", "events"),
        (!view.decisions_html.is_empty(), "Decisions", "decisions"),
        (!view.gates_html.is_empty(), "Gates and forms", "gates"),
        (!view.due_html.is_empty(), "Tasks with a due date", "due"),
        (!view.on_call_html.is_empty(), "On call", "on-call"),
        (!view.documents.is_empty(), "Documents", "documents"),
    ];
    let shown = parts.into_iter().filter(|(is_there, ..)| *is_there);
    let mut toc: Vec<TocView> = shown.map(|(_, title, id)| overview::in_contents(title, id)).collect();
    toc.extend(calendar::contents(&view.calendar));
    toc
}

#[cfg(test)]
mod tests {
    #[test]
    fn points_read_as_people_write_them() {
        assert_eq!(format!("{} of {} points", 12.0_f32, 2.5_f32), "12 of 2.5 points");
    }
}
