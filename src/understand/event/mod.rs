//! What happens at a time: meetings, ceremonies, milestones, freezes, releases, drills; once, or again and again.
//!
//! Sections, lines and rows each tell of events ([`told`]); places that tell of one event are brought together by
//! [`merge`].

use std::collections::HashMap;

use super::fact::{Fact, Name};
use place::Place;

use super::phrase::names;
use super::reading::{Entry, Kind, Reading};

mod agenda;
mod among;
mod below;
mod columns;
mod hours;
mod invited;
mod lexicon;
mod line;
mod merge;
mod month;
mod name;
mod page;
mod place;
mod programme;
mod recurring;
mod same;
mod section;
mod sentence;
mod serves;
mod table;
#[cfg(test)]
mod tests;
pub(super) mod title;
mod told;
#[cfg(test)]
mod told_tests;
mod words;

pub use same::same_title;
pub(super) use serves::fill;
pub(super) use words::names_happening;

/// One fact for every event of a document.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    if reading.entries().all(|entry| entry.mentions().is_empty()) {
        return Vec::new();
    }
    let mut around = Around { plans: place::plans(reading), last: None, roles: HashMap::new() };
    let sections = section::read(reading);
    let mut told = Vec::new();
    let mut inside: Vec<(u32, u32)> = sections.iter().flat_map(|section| section.parts).collect();
    inside.sort_unstable();
    let mut inside = inside.into_iter().peekable();
    let mut closed = 0;
    for entry in reading.entries() {
        while let Some((_, end)) = inside.next_if(|(start, _)| *start <= entry.id) {
            closed = closed.max(end);
        }
        // What stands in an event's section is told of that event.
        if entry.id < closed {
            told.extend(sentence::read(entry, true));
            continue;
        }
        match entry.kind() {
            Kind::Table(_) => told.extend(table::read(entry, &mut around)),
            Kind::Item { .. } | Kind::Field | Kind::Paragraph => told.extend(line::read(entry, &mut around)),
            Kind::Heading { .. } => told.extend(page::below(entry)),
            _ => {}
        }
    }
    if sections.iter().all(|section| section.told.entry.level() > 1) {
        told.extend(page::read(reading));
    }
    told.extend(sections.into_iter().map(|section| section.told));
    if told.is_empty() {
        return Vec::new();
    }
    told.sort_by_key(|one| one.span.start);
    merge::merge(reading, told)
}

/// Whether the bare numbers of a table below months are days of events.
pub(super) fn is_calendar(header: Entry<'_>, rows: &[Entry<'_>]) -> bool {
    columns::has_months(header) && {
        let place = header.parent().map(|table| place::of(table, &mut HashMap::new()));
        columns::is_calendar(header, rows, place.unwrap_or_default())
    }
}

/// What stands around the entries that are read.
struct Around<'r> {
    /// Whether the document plans a timebox.
    plans: bool,
    /// Where the lines below the entry of this index stand.
    last: Option<(Option<u32>, Place<'r>)>,
    /// Whether headings that were asked for are those of roles.
    roles: HashMap<u32, bool>,
}

impl<'r> Around<'r> {
    /// Where an entry stands; its neighbours stand there, too.
    fn place(&mut self, entry: Entry<'r>) -> Place<'r> {
        let parent = entry.parent().map(|parent| parent.id);
        match self.last {
            Some((known, place)) if known == parent => place,
            _ => self.last.insert((parent, place::of(entry, &mut self.roles))).1,
        }
    }
}

/// The people that a piece of an entry's text names.
fn people(entry: Entry<'_>, text: &str) -> Vec<Name> {
    names::split(text).into_iter().map(|name| entry.name(name)).collect()
}
