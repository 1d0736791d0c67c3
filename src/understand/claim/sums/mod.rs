//! Totals, and what their own lists add up to: the length of a meeting and its agenda, `8 hours total`, `73 points`,
//! `7 meetings`, a row `Total` of a table.
//!
//! Most numbers of a document are no totals. One is taken for a total only where its list is certain.

use super::by_state;
use crate::base::span::Span;
use crate::understand::reading::{Entry, Kind, Reading};

pub(super) use crate::understand::phrase::words::has_word;

mod agenda;
mod amount;
mod beside;
mod count;
pub(super) mod counted;
mod hours;
mod inline;
mod length;
mod meeting;
mod named_cell;
mod points;
mod review;
mod section;
pub(super) mod table;

/// A total and its list.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// What is added up.
    pub measure: Measure,
    /// The total as stated, in the unit of `measure`.
    pub stated: i64,
    /// Where it is stated: the amount alone.
    pub span: Span,
    /// What the list adds up to, the plainest reading first; each from the least to the most that it may mean.
    pub readings: Vec<(i64, i64)>,
    /// Whether all parts are known. If not, only a list that exceeds its total contradicts it.
    pub complete: bool,
    /// Where the parts stand, at least one.
    pub parts: Vec<Span>,
    /// What is counted, as written (`meetings`); of a column its header.
    pub what: Box<str>,
}

/// What is added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Minutes of an agenda, held against the length of its meeting.
    Agenda,
    /// Minutes of anything else.
    Time,
    /// Story points, in hundredths.
    Points,
    /// Entries of a list.
    Count,
    /// A column of a table with a row for its total, in hundredths.
    Column,
    /// Columns or lines by state beside one for all, in hundredths.
    States,
}

impl Sum {
    /// What the list adds up to in the plainest reading.
    pub fn found(&self) -> i64 {
        self.readings.first().map_or(self.stated, |reading| reading.0)
    }

    /// Whether the list can be read so that it makes the total.
    pub fn agrees(&self) -> bool {
        self.readings.is_empty()
            || self
                .readings
                .iter()
                .any(|(least, most)| *least <= self.stated && (!self.complete || self.stated <= *most))
    }
}

/// All totals of a document, in the order of the text.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Sum> {
    let mut sums = Vec::new();
    agenda::read(reading, &mut sums);
    hours::read(reading, &mut sums);
    inline::read(reading, &mut sums);
    points::read(reading, &mut sums);
    count::read(reading, &mut sums);
    beside::read(reading, &mut sums);
    meeting::read(reading, &mut sums);
    named_cell::read(reading, &mut sums);
    review::read(reading, &mut sums);
    section::read(reading, &mut sums);
    table::read(reading, &mut sums);
    by_state::read(reading, &mut sums);
    sums.sort_by_key(|sum| sum.span.start);
    sums
}

/// What stands beside an entry under the same thing, itself among it; far off nobody looks for what belongs to a line.
pub(super) fn siblings(entry: Entry<'_>) -> Vec<Entry<'_>> {
    const FAR: u32 = 200;
    let parent = entry.parent().map(|parent| parent.id);
    let reading = entry.reading;
    let from = entry.id.saturating_sub(FAR).max(parent.map_or(0, |parent| parent + 1));
    let to = (entry.id + FAR).min(reading.entries().len() as u32);
    (from..to).map(|id| reading.entry(id)).filter(|other| other.parent().map(|other| other.id) == parent).collect()
}

/// The lists directly under an entry: runs of items.
pub(super) fn lists(entry: Entry<'_>) -> Vec<Vec<Entry<'_>>> {
    if entry.children().next().is_none() {
        return Vec::new();
    }
    lists_of(entry.children())
}

/// The runs of items among entries.
pub(super) fn lists_of<'r>(entries: impl Iterator<Item = Entry<'r>>) -> Vec<Vec<Entry<'r>>> {
    let mut lists: Vec<Vec<Entry<'r>>> = Vec::new();
    let mut last_is_item = false;
    for child in entries {
        if child.is_item() {
            match lists.last_mut().filter(|_| last_is_item) {
                Some(list) => list.push(child),
                None => lists.push(vec![child]),
            }
        }
        last_is_item = child.is_item();
    }
    lists
}

/// The rows of a table but its header and its totals.
pub(super) fn rows(table: Entry<'_>) -> Vec<Entry<'_>> {
    table.children().filter(|row| row.is_row() && !table::is_total(*row)).collect()
}

/// Whether an entry is a table.
pub(super) fn is_table(entry: Entry<'_>) -> bool {
    matches!(entry.kind(), Kind::Table(_))
}

/// Whether a text has a digit. In whole chunks: processors look at all bytes of one at once.
pub(super) fn has_digit(text: &str) -> bool {
    text.as_bytes().chunks(32).any(|chunk| chunk.iter().fold(false, |any, byte| any | byte.is_ascii_digit()))
}

/// Words after which a list holds examples, or not all.
pub(super) fn is_open_ended(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "etc",
        "e.g",
        "such as",
        "including",
        "for example",
        "for instance",
        "...",
        "…",
        "and more",
        "and others",
        "among others",
        "some of",
        "highlights",
        "not limited to",
    ];
    let bytes = text.as_bytes();
    let begins = |at: usize| {
        let head =
            |word: &&str| bytes.get(at..at + word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()));
        WORDS.iter().any(head)
    };
    let first =
        |byte: u8| matches!(byte | 0x20, b'e' | b's' | b'i' | b'f' | b'a' | b'h' | b'n') || matches!(byte, b'.' | 0xe2);
    (0..bytes.len()).any(|at| first(bytes[at]) && begins(at))
}
