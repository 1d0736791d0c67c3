//! Tables of timeboxes: a row with a name and its first and last day.

use chrono::NaiveDate;

use super::lines::plural;
use super::{UNITS, numbered_name};
use crate::understand::event::title::without_brackets;
use crate::understand::fact::Unit;
use crate::understand::moment;
use crate::understand::phrase::mention::Phrase;
use crate::understand::phrase::words::has_word;
use crate::understand::reading::role::Role;
use crate::understand::reading::{CellRef, Entry, clean};

/// A row that is a timebox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::understand) struct Row {
    /// What it is called: `Sprint 7`, `Release 20.x`.
    pub name: String,
    pub unit: Unit,
    pub start: NaiveDate,
    pub end: NaiveDate,
}

/// The timebox that a row of a table is.
pub(in crate::understand) fn read(row: Entry<'_>) -> Option<Row> {
    if !row.is_row() || !row.phrases().any(|phrase| matches!(phrase, Phrase::Date { .. } | Phrase::Period(..))) {
        return None;
    }
    if row.cells().any(|cell| matches!(cell.role(), Role::Primary | Role::Backup)) {
        return None;
    }
    let name = row.cells().find(|cell| !cell.text().is_empty() && !is_date(*cell))?;
    let (unit, word) = unit_of(row, name)?;
    let (start, end) = dates(row)?;
    Some(Row { name: called(name, word), unit, start, end })
}

/// Whether a cell is a date and nothing else of weight.
fn is_date(cell: CellRef<'_>) -> bool {
    cell.mentions().any(|mention| {
        let dated = matches!(mention.phrase, Phrase::Date { .. } | Phrase::Period(..) | Phrase::Month(_));
        dated && cell.text().starts_with(cell.row.phrase_text(mention))
    })
}

/// What sort of timebox a row is, by its name, the header above it, or what introduces the table; with the header's
/// word for it.
fn unit_of<'r>(row: Entry<'r>, name: CellRef<'r>) -> Option<(Unit, Option<&'r str>)> {
    if let Some((_, unit)) = numbered_name(clean(name.text())) {
        return Some((unit, None));
    }
    let words = |text: &'r str| text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let header = name.header();
    if words(header).count() <= 3 {
        for word in words(header) {
            let unit = UNITS.iter().find(|(unit, _)| word.eq_ignore_ascii_case(unit)).map(|(_, unit)| *unit);
            if let Some(unit) = unit.or_else(|| plural(word)) {
                return Some((unit, Some(word)));
            }
        }
    }
    // `34.0.0 | 2024-Oct-17 | … | EOL`: a version that lives until a last day.
    let version = clean(name.text()).trim_start_matches(['[', 'v', 'V']);
    let numbered = version.starts_with(|letter: char| letter.is_ascii_digit()) && version.contains('.');
    if numbered && row.cells().any(|cell| is_end_of_life(cell.header())) {
        return Some((Unit::Release, Some(header).filter(|header| words(header).count() == 1)));
    }
    let table = row.parent()?;
    let above = table.ancestors().next()?;
    let unit = words(clean(above.text())).find_map(plural)?;
    // `Releases` above a table of something else: only a header that says as little as `Name` is no other thing.
    let plain = header.is_empty()
        || ["name", "title", "what", "#", "id", "slot"].iter().any(|word| header.eq_ignore_ascii_case(word));
    plain.then_some((unit, None))
}

/// A name that is a number alone gets the header's word: `Sprint 7`, `Release 20.x`.
fn called(name: CellRef<'_>, word: Option<&str>) -> String {
    let text = without_brackets(clean(name.text()));
    let bare = !text.starts_with(char::is_alphabetic)
        || text.len() == 1
        || text.starts_with(['v', 'V']) && text[1..].starts_with(|next: char| next.is_ascii_digit());
    match word {
        Some(word) if bare => format!("{word} {text}"),
        _ => text,
    }
}

/// First and last day of a row: of a span in one cell, of the columns for start and end, or of the first and last of
/// several dates where the last column is an end.
fn dates(row: Entry<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let mut starts: Vec<(NaiveDate, Option<NaiveDate>, CellRef<'_>)> = Vec::new();
    for cell in row.cells().filter(|cell| is_date(*cell)) {
        let Some(mention) = cell.mentions().next() else { continue };
        let Some(moment) = moment::of(row, mention) else { continue };
        if matches!(mention.phrase, Phrase::Date { .. })
            && let (Some(start), Some(end)) = (moment.start, moment.end)
        {
            return Some((start, end));
        }
        starts.extend(moment.start.map(|start| (start, moment.end, cell)));
    }
    let [first, .., last] = starts.as_slice() else { return None };
    let begins = first.2.role() == Role::Start || is_begin(first.2.header()) || starts.len() > 2;
    let ends = last.2.role() == Role::End || is_end(last.2.header());
    let end = last.1.unwrap_or(last.0);
    // Of two days in the wrong order `date/order` tells; the row names a timebox all the same.
    (begins && ends && end != first.0).then_some((first.0, end))
}

/// Whether a row would be a timebox, were its last day not before its first.
pub(in crate::understand) fn is_reversed(row: Entry<'_>) -> bool {
    let dated: Vec<CellRef<'_>> = row.cells().filter(|cell| is_date(*cell)).collect();
    let [first, last] = dated[..] else { return false };
    let named = row.cells().find(|cell| !cell.text().is_empty() && !is_date(*cell));
    (first.role() == Role::Start || is_begin(first.header()))
        && (last.role() == Role::End || is_end(last.header()))
        && named.is_some_and(|name| unit_of(row, name).is_some())
}

fn is_begin(header: &str) -> bool {
    has_word(
        header,
        &[
            "start", "starts", "begin", "begins", "from", "initial", "first", "kickoff", "kick", "release", "released",
            "opens",
        ],
    )
}

fn is_end_of_life(header: &str) -> bool {
    has_word(header, &["eol", "life", "eos"])
}

fn is_end(header: &str) -> bool {
    has_word(
        header,
        &["end", "ends", "eol", "eos", "life", "until", "close", "closes", "finish", "to", "through", "last"],
    )
}
