//! A line that says how long a meeting takes, and the list right below it whose lines all have minutes:
//! `**Second talk** – Monday, 16:00 (60 minutes)`, `Monday, 13:00 to 15:00`.

use super::length::Length;
use super::{Sum, agenda, hours, length, lists, siblings};
use crate::understand::phrase::words::{Known, Words};
use crate::understand::reading::{Entry, Kind, Reading};

/// Longest line that says when a meeting is and no more.
const LONGEST: usize = 240;

/// All such lines.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    for entry in reading.entries() {
        let line = matches!(entry.kind(), Kind::Paragraph | Kind::Field);
        if !line || entry.mentions().is_empty() || entry.text().len() > LONGEST {
            continue;
        }
        let stated = length::of_line(entry).or_else(|| agenda::of_times(entry)).or_else(|| of_sentence(entry));
        let Some(stated) = stated else { continue };
        if agenda::is_agenda(entry) || is_total(entry) {
            continue;
        }
        if let Some(parts) = list_of(entry).and_then(|list| agenda::timed(&list)) {
            agenda::push(parts, stated, sums);
        }
    }
}

/// `The 40-minute retro is on Friday:`, `The walk-through takes 45 minutes:`
fn of_sentence(line: Entry<'_>) -> Option<Length> {
    const TAKES: Words = Words::of(&["takes", "lasts", "take", "last", "runs", "have", "has", "needs", "is"]);
    let text = line.text();
    if !text.ends_with(':') || hours::is_in_all(text) {
        return None;
    }
    let mut own = line.mentions().iter().filter(|mention| length::minutes(mention).is_some());
    let only = own.next().filter(|_| own.next().is_none())?;
    let written = line.phrase_text(only);
    let at = length::offset(text, written);
    let before = text[..at].trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    // `40-minute` names what follows it.
    let names = written.contains('-') && text[at + written.len()..].starts_with(' ');
    (length::is_exact(written) && (names || TAKES.knows(last))).then(|| Length {
        minutes: length::minutes(only).unwrap_or_default(),
        span: line.phrase_span(only),
        exact: true,
        optional: false,
    })
}

/// A total of time is held against its list elsewhere.
fn is_total(entry: Entry<'_>) -> bool {
    entry.is_labelled(&hours::LABELS) && !entry.is_labelled(&["time"])
}

/// The list that a line introduces, or that follows it at once.
fn list_of(line: Entry<'_>) -> Option<Vec<Entry<'_>>> {
    let mut own = lists(line);
    if !own.is_empty() {
        return own.pop().filter(|_| own.is_empty());
    }
    let after = siblings(line).into_iter().filter(|other| other.id > line.id);
    Some(after.take_while(|other| other.is_item()).collect())
}
