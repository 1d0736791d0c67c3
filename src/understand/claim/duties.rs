//! People and roles that a document gives something to do outside its facts: `The Privacy Officer is told within a day`,
//! who stands in for somebody who is away.

use crate::understand::fact::Name;
use crate::understand::phrase::role::Sort;
use crate::understand::reading::{Entry, Kind, Reading};
use crate::understand::staff::{self, Words};

/// What somebody has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Is told or asked, by a rule of the document.
    IsTold,
    /// Stands in for somebody who is away.
    Covers,
}

/// Verbs behind `is`, `are` or `must be`.
const TOLD: Words = Words::of(&[
    "told",
    "informed",
    "called",
    "paged",
    "notified",
    "consulted",
    "asked",
    "alerted",
    "contacted",
    "warned",
]);
/// Headers of columns with those who stand in for somebody.
const COVERS: [&str; 9] =
    ["stands in", "stand-in", "stand in", "cover", "covered by", "covers", "substitute", "replacement", "replaced by"];

/// All of a document, in the order of the text.
pub(super) fn read(reading: &Reading<'_>) -> Vec<(Name, Duty)> {
    const COVER: Words =
        Words::of(&["stands", "stand", "cover", "covers", "covered", "substitute", "replacement", "replaced"]);
    let (told, covers) = (reading.vocabulary().may_have(&TOLD), reading.vocabulary().may_have(&COVER));
    let mut found = Vec::new();
    if !told && !covers {
        return found;
    }
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Paragraph | Kind::Item { .. } | Kind::Field if told && entry.task().is_none() && entry.has(&TOLD) => {
                in_sentences(entry, &mut found);
            }
            Kind::Table(_) if covers => in_table(entry, &mut found),
            _ => {}
        }
    }
    found
}

/// `The Privacy Officer is told within 24 hours`
fn in_sentences(entry: Entry<'_>, found: &mut Vec<(Name, Duty)>) {
    let text = entry.text();
    for verb in [" is ", " must be ", " are ", " has to be "] {
        for (at, _) in text.match_indices(verb) {
            let first =
                text[at + verb.len()..].split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
            let begins = text[..at].rfind("The ").or_else(|| text[..at].rfind("the ")).map(|article| article + 4);
            let Some(title) = begins.map(|from| &text[from..at]).filter(|_| staff::has_word(first, &TOLD)) else {
                continue;
            };
            // A name of the house has its capitals: `the duty officer` may be anybody.
            let named = title.split_whitespace().count() > 1 && staff::is_title(title) && title.len() <= 50;
            if named && staff::sort(title) == Some(Sort::Role) {
                found.push((entry.name(title), Duty::IsTold));
            }
        }
    }
}

/// `| Who | From | To | Stands in |`
fn in_table(table: Entry<'_>, found: &mut Vec<(Name, Duty)>) {
    let Some(header) = table.children().next().filter(|row| !row.is_row()) else { return };
    let is_cover = |text: &str| COVERS.iter().any(|known| text.eq_ignore_ascii_case(known));
    let Some(column) = header.cells().position(|cell| is_cover(cell.text())) else { return };
    // A row is somebody who is away for some days.
    let dated = |row: &Entry<'_>| row.cells().any(|cell| cell.column != column && cell.mentions().next().is_some());
    for row in table.children().filter(|row| row.is_row()).filter(dated) {
        let Some(cell) = row.cells().nth(column) else { continue };
        // `Lake: Ada Byron`
        let text = cell.text().rsplit(": ").next().unwrap_or_default();
        let pieces = staff::pieces(text).into_iter().map(staff::bare);
        found.extend(pieces.filter(|name| staff::is_full_name(name)).map(|name| (row.name(name), Duty::Covers)));
    }
}
