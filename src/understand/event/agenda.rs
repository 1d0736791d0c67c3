//! What is talked about at an event, with the minutes for each item, and where the event's length stands.

use super::title;
use super::told::Told;
use crate::understand::fact::AgendaItem;
use crate::understand::phrase::duration::DurationPhrase;
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::role::Role;
use crate::understand::reading::{Entry, Kind, clean};

const AGENDA: [&str; 9] = [
    "agenda",
    "running order",
    "order of the day",
    "topics",
    "programme",
    "program",
    "agenda items",
    "proposed agenda",
    "run of show",
];

/// Fills in the agenda of a section, and where its length stands; gives the agenda's first entry and the first after it.
/// `end` is the first entry after the section.
pub(super) fn read(told: &mut Told<'_>, heading: Entry<'_>, end: u32) -> (u32, u32) {
    told.event.length_span = length_span(heading);
    let own = |entry: &Entry<'_>| entry.id > heading.id && entry.id < end;
    let named = |entry: &Entry<'_>| {
        let name = if entry.is_heading() { clean(entry.text()) } else { clean(entry.label()) };
        AGENDA.iter().any(|known| name.eq_ignore_ascii_case(known))
    };
    let Some(list) = heading.descendants().filter(own).find(named) else { return (0, 0) };
    for child in list.children().filter(own) {
        match child.kind() {
            Kind::Item { .. } => told.event.agenda.push(item(child)),
            Kind::Table(_) => told.event.agenda.extend(child.children().filter(|row| row.is_row()).filter_map(row)),
            _ => {}
        }
    }
    if told.event.agenda.is_empty() {
        // `Agenda: Scope, risks, vote`
        let pieces = list.value().split([',', ';']).map(str::trim).filter(|piece| !piece.is_empty());
        let items = pieces.filter(|_| !list.is_heading());
        told.event.agenda =
            items.map(|piece| AgendaItem { title: piece.into(), minutes: None, span: list.span_of(piece) }).collect();
    }
    (list.id, list.descendants().next_back().map_or(list.id + 1, |last| last.id + 1))
}

fn item(entry: Entry<'_>) -> AgendaItem {
    let minutes = entry.mentions().iter().rev().find_map(|mention| minutes(&mention.phrase));
    let title = title::tidy(without_length(clean(entry.text())));
    AgendaItem { title: title.into(), minutes, span: entry.span() }
}

fn minutes(phrase: &Phrase) -> Option<u32> {
    match phrase {
        Phrase::Duration(DurationPhrase::Minutes(minutes)) => Some(*minutes),
        Phrase::Clock(clock) => clock.minutes(),
        _ => None,
    }
}

/// `Review (DCMMS-140) (20 min)` -> `Review (DCMMS-140)`; `Review - 20 min`, `20 min: Review`.
fn without_length(text: &str) -> &str {
    let is_length = |text: &str| {
        crate::understand::phrase::duration::read(text.trim()).is_some_and(|(_, bytes)| bytes == text.trim().len())
    };
    if let Some((before, inside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('('))
        && is_length(inside)
    {
        return before.trim_end();
    }
    for mark in [" - ", " – ", " — ", ": "] {
        if let Some((before, after)) = text.rsplit_once(mark).filter(|(_, after)| is_length(after)) {
            let _ = after;
            return before;
        }
        if let Some((_, after)) = text.split_once(mark).filter(|(before, _)| is_length(before)) {
            return after;
        }
    }
    text
}

fn row(row: Entry<'_>) -> Option<AgendaItem> {
    let title = row.cell(Role::Title).or_else(|| {
        row.cells().find(|cell| {
            !matches!(cell.role(), Role::Time | Role::Duration | Role::Owner | Role::Id) && !cell.text().is_empty()
        })
    })?;
    let minutes = row.mentions().iter().find_map(|mention| minutes(&mention.phrase));
    Some(AgendaItem { title: title.text().into(), minutes, span: row.span() })
}

/// Where the length of a section's event is written: its field, else the parentheses of its heading.
fn length_span(heading: Entry<'_>) -> Option<crate::base::span::Span> {
    let lines =
        [heading.field(&["duration", "length", "timebox"]), Some(heading), heading.field(&["time", "when", "date"])];
    lines.into_iter().flatten().find_map(|line| {
        let length = line.mentions().iter().find(|mention| minutes(&mention.phrase).is_some())?;
        Some(line.phrase_span(length))
    })
}
