//! `decisions/`: a card for each decision, by sprint: the open ones first, those that are due soonest before the others.
//!
//! A decision that several documents tell is one card ([`crate::link::decisions`]): each of its fields comes from the
//! fullest place that has it.

mod meeting;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::register::{self, Sections, link_into};
use super::split::split;
use super::{Overview, Page, Planned, Shown};
use crate::base::span::Span;
use crate::link::address::Generated;
use crate::link::alike;
use crate::render::escape::text_into;
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::registers::TallyView;
use crate::render::who;
use crate::render::wording::capitalised;
use crate::understand::fact::{Decision, DecisionState, Fact, Name};
use crate::understand::phrase::date;
use meeting::{Meeting, Meetings};

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::Decisions, pages, show, files: &[] };

fn pages(site: &Site<'_>) -> Vec<Planned> {
    split(site, Generated::Decisions, &site.index.counts(site.handbook, "decision"))
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let mut view = register::view(site, page, "decision");
    let all: Vec<Choice<'_>> =
        register::entries(site, page, "decision").map(|entry| Choice::new(site, entry)).collect();
    let tally = |of: DecisionState| TallyView {
        class: of.word(),
        title: word(of),
        count: all.iter().filter(|choice| choice.state() == of).count(),
    };
    let states = [DecisionState::Open, DecisionState::Deferred, DecisionState::Decided];
    view.tallies = states.into_iter().map(tally).filter(|tally| tally.count > 0).collect();
    let mut sections = Sections::new(1_000 * all.len());
    if view.below.is_empty() {
        by_sprint(site, page, all, &mut sections);
    }
    view.list_html = std::mem::take(&mut sections.html);
    Shown { template: "decisions-content.html", variables: Variables::of("decisions", &view), toc: sections.toc }
}

/// What a state is called.
fn word(state: DecisionState) -> &'static str {
    match state {
        DecisionState::Open => "Open",
        DecisionState::Decided => "Decided",
        DecisionState::Deferred => "Deferred",
    }
}

/// A decision with all that documents tell of it.
struct Choice<'s> {
    entry: &'s Entry<'s>,
    /// Every document's telling, the fullest first.
    told: Vec<(u32, &'s Fact)>,
}

impl<'s> Choice<'s> {
    fn new(site: &'s Site<'_>, entry: &'s Entry<'s>) -> Self {
        let told = site.handbook.decision_told(entry.document as usize, entry.at as usize);
        Self { entry, told: told.map(Iterator::collect).unwrap_or_default() }
    }

    fn of(fact: &'s Fact) -> &'s Decision {
        fact.decision().expect("the index has decisions under this kind, and only decisions are told with them")
    }

    fn state(&self) -> DecisionState {
        Self::of(self.entry.fact).state
    }

    /// What the fullest place tells that tells it, with its document.
    fn first<T>(&self, of: impl Fn(&'s Fact) -> Option<T>) -> Option<(u32, T)> {
        self.told.iter().find_map(|(document, fact)| Some((*document, of(fact)?)))
    }

    /// The same for a list that is empty where it is not told.
    fn list<T>(&self, of: impl Fn(&'s Fact) -> &'s [T]) -> (u32, &'s [T]) {
        self.first(|fact| Some(of(fact)).filter(|list| !list.is_empty())).unwrap_or((self.entry.document, &[]))
    }

    fn due(&self) -> Option<NaiveDate> {
        self.first(|fact| fact.due).map(|(_, due)| due)
    }

    /// The day of the sprint by which it is to be made.
    fn day(&self) -> Option<i32> {
        self.first(|fact| fact.when.as_ref()?.day).map(|(_, day)| day)
    }

    /// Open ones first, by their days; those without a day behind them; then what is settled.
    fn order(&self) -> (u8, bool, Option<NaiveDate>, Option<i32>) {
        let state = match self.state() {
            DecisionState::Open => 0,
            DecisionState::Deferred => 1,
            DecisionState::Decided => 2,
        };
        (state, self.due().is_none() && self.day().is_none(), self.due(), self.day())
    }
}

fn by_sprint(site: &Site<'_>, page: &Page, all: Vec<Choice<'_>>, sections: &mut Sections) {
    let meetings = Meetings::new(site);
    let mut by_sprint: BTreeMap<(bool, Option<u32>), Vec<Choice<'_>>> = BTreeMap::new();
    for choice in all {
        let timebox = choice.entry.timebox;
        by_sprint.entry((timebox.is_none(), timebox)).or_default().push(choice);
    }
    let alone = by_sprint.len() == 1 && by_sprint.contains_key(&(true, None));
    for ((_, timebox), mut choices) in by_sprint {
        let known = timebox.map(|at| &site.handbook.timeboxes.list[at as usize]);
        let name = match known {
            Some(timebox) => &*timebox.name,
            None if alone => "All decisions",
            None => "Not part of a sprint",
        };
        let to = timebox.and_then(|at| site.handbook.addresses.sprints.get(at as usize));
        let href = to.map(|to| site.handbook.addresses.href(&page.address, to)).unwrap_or_default();
        let id = sections.id(known.map_or("no-sprint", |timebox| &timebox.slug));
        sections.begin(&id, name, &href, choices.len());
        choices.sort_by_key(Choice::order);
        for choice in &choices {
            Card { site, page, choice, meeting: meetings.of(choice) }.write(&mut sections.html);
        }
        sections.end();
        sections.list(&id, name);
    }
}

struct Card<'c> {
    site: &'c Site<'c>,
    page: &'c Page,
    choice: &'c Choice<'c>,
    meeting: Option<Meeting<'c>>,
}

impl Card<'_> {
    fn write(&self, out: &mut String) {
        let choice = self.choice;
        out.push_str("<article class=\"decision-card\"");
        if let Some(due) = choice.due().filter(|_| choice.state() == DecisionState::Open) {
            for piece in [" data-due=\"", &due.to_string(), "\""] {
                out.push_str(piece);
            }
        }
        out.push_str(">\n<h3>");
        let title = capitalised(&choice.entry.fact.title);
        link_into(out, &self.site.href_of(&self.page.address, choice.entry), &title);
        out.push_str("</h3>\n");
        self.banner(out);
        out.push_str("<dl class=\"fields\">");
        self.options(out);
        self.names(out, "Decided by", choice.list(|fact| &fact.people[..]));
        self.names(out, "If somebody is away", choice.list(|fact| &Choice::of(fact).backups[..]));
        self.meeting(out);
        self.blocks(out);
        self.places(out);
        out.push_str("\n</dl>\n");
        self.signatures(out);
        out.push_str("</article>\n");
    }

    /// How far it is, and by when it is to be made.
    fn banner(&self, out: &mut String) {
        let (choice, state) = (self.choice, self.choice.state());
        for piece in
            ["<p class=\"decision-state\"><strong class=\"state ", state.word(), "\">", word(state), "</strong>"]
        {
            out.push_str(piece);
        }
        let made = || choice.first(|fact| fact.start()).map(|(_, day)| day).filter(|_| state == DecisionState::Decided);
        let day = choice.day().map(|day| format!("Day {day}"));
        out.push_str(" <span class=\"due\">");
        match (choice.due(), made()) {
            (Some(due), _) => {
                out.push_str(if state == DecisionState::Open { "by " } else { "was due " });
                time_into(out, due);
            }
            (None, Some(made)) => {
                out.push_str("on ");
                time_into(out, made);
            }
            (None, None) => {}
        }
        match (choice.due(), day) {
            (Some(_), Some(day)) => out.push_str(&format!(" ({day})")),
            (None, Some(day)) if made().is_none() => out.push_str(&format!("by {day}")),
            (None, None) if state == DecisionState::Open => out.push_str("without a deadline"),
            _ => {}
        }
        out.push_str("</span></p>\n");
    }

    fn options(&self, out: &mut String) {
        let (_, options) = self.choice.list(|fact| &Choice::of(fact).options[..]);
        if options.is_empty() {
            return;
        }
        field(out, "Options", |out| {
            out.push_str("<ul>");
            for option in options {
                out.push_str("<li>");
                text_into(out, option);
                out.push_str("</li>");
            }
            out.push_str("</ul>");
        });
    }

    fn names(&self, out: &mut String, label: &str, (document, names): (u32, &[Name])) {
        if !names.is_empty() {
            field(out, label, |out| who::links_into(out, self.site, &self.page.address, names, document));
        }
    }

    fn meeting(&self, out: &mut String) {
        let Some(meeting) = &self.meeting else { return };
        field(out, "Taken at", |out| {
            let href = meeting.event.map(|event| self.site.href_of(&self.page.address, event)).unwrap_or_default();
            link_into(out, &href, meeting.name);
            if let Some(day) = meeting.day.filter(|day| Some(*day) != self.choice.due()) {
                out.push_str(", ");
                time_into(out, day);
            }
        });
    }

    fn blocks(&self, out: &mut String) {
        let (_, blocks) = self.choice.list(|fact| &Choice::of(fact).blocks[..]);
        if blocks.is_empty() {
            return;
        }
        field(out, "Waiting for it", |out| {
            for (at, waiting) in blocks.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                register::with_task_ids_into(out, self.site, &self.page.address, waiting);
            }
        });
    }

    /// Every place that tells it; one that says something else about how far it is says so.
    fn places(&self, out: &mut String) {
        field(out, "Told in", |out| {
            out.push_str("<ul>");
            let mut seen = Vec::new();
            for (document, fact) in &self.choice.told {
                let others = fact.also.iter().map(|place| self.heading_at(*document, place.span));
                for heading in std::iter::once(fact.heading).chain(others) {
                    if seen.contains(&(*document, heading)) {
                        continue;
                    }
                    seen.push((*document, heading));
                    self.place(out, *document, heading);
                    let state = Choice::of(fact).state;
                    if state != self.choice.state() {
                        out.push_str(" <span class=\"quiet\">(there: ");
                        out.push_str(word(state));
                        out.push_str(")</span>");
                    }
                    out.push_str("</li>");
                }
            }
            out.push_str("</ul>");
        });
    }

    fn place(&self, out: &mut String, document: u32, heading: Option<u32>) {
        let known = &self.site.handbook.documents[document as usize];
        let title = heading.and_then(|heading| known.outline.get(heading as usize));
        let title = title.filter(|heading| alike::name(&heading.text) != alike::name(known.title()));
        let name = match title {
            Some(heading) => format!("{} › {}", known.title(), heading.text),
            None => known.title().to_owned(),
        };
        out.push_str("<li>");
        link_into(out, &self.site.href_to_heading(&self.page.address, document, heading), &name);
    }

    /// The heading below which a piece of a document stands.
    fn heading_at(&self, document: u32, span: Span) -> Option<u32> {
        let outline = &self.site.handbook.documents[document as usize].outline;
        let above = outline.partition_point(|heading| heading.span.start <= span.start);
        (above > 0).then(|| above as u32 - 1)
    }

    /// Lines to sign, on paper alone.
    fn signatures(&self, out: &mut String) {
        let (_, signers) = self.choice.list(|fact| &Choice::of(fact).signers[..]);
        let (_, deciders) = self.choice.list(|fact| &fact.people[..]);
        let names = if signers.is_empty() { deciders } else { signers };
        if names.is_empty() {
            return;
        }
        out.push_str("<ul class=\"signatures print-only\" aria-label=\"Signatures\">");
        for name in names {
            out.push_str("<li><span>");
            text_into(out, name);
            out.push_str("</span><span>Signature</span><span>Date</span></li>");
        }
        out.push_str("</ul>\n");
    }
}

fn field(out: &mut String, label: &str, write: impl FnOnce(&mut String)) {
    for piece in ["\n<div><dt>", label, "</dt><dd>"] {
        out.push_str(piece);
    }
    write(out);
    out.push_str("</dd></div>");
}

fn time_into(out: &mut String, day: NaiveDate) {
    for piece in ["<time datetime=\"", &day.to_string(), "\">", &date::long_with_weekday(day), "</time>"] {
        out.push_str(piece);
    }
}

#[cfg(test)]
mod tests;
