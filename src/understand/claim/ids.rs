//! Ids of a series with what they are called: `### OPS-12: Access review`, a row `OPS-12 | Access review`, an item.

use super::sums::{counted, has_word};
use crate::base::span::Span;
use crate::parse::task_id;
use crate::understand::reading::{CellRef, Entry, Kind, Reading, clean, role::Role};

/// An id at the head of a heading, row, item or line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedId {
    /// The id.
    pub id: Box<str>,
    /// What it is called there; empty where no mark sets a name off.
    pub title: Box<str>,
    /// Whether anything is said of it there, so that a reader finds out what it is.
    pub explained: bool,
    /// Where the id stands.
    pub span: Span,
    /// What it stands at the head of.
    pub sort: Sort,
    /// The list, table or section that it stands in, as a number of its own in the document.
    pub list: u32,
}

/// What an id stands at the head of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A heading.
    Heading,
    /// A row of a table.
    Row,
    /// An item of a task list.
    Box,
    /// Any other item of a list.
    Item,
    /// A line of its own: `**OPS-12: Access review**`.
    Line,
}

/// Words of headers of columns with names of tasks.
const NAMES: [&str; 11] =
    ["task", "title", "name", "summary", "story", "feature", "item", "subject", "deliverable", "description", "ticket"];

/// Whole headers of such columns: `What is missing` is something else.
const WHOLE: [&str; 11] =
    ["what", "action", "risk", "decision", "we need", "question", "issue", "milestone", "requirement", "goal", "work"];

/// All ids with their names.
pub(super) fn read(reading: &Reading<'_>) -> Vec<NamedId> {
    if reading.document.task_ids.is_empty() {
        return Vec::new();
    }
    let tables = tables(reading);
    reading.entries().filter_map(|entry| named(entry, &tables)).collect()
}

/// Each table with the first one that has the same header: one list in several sections.
fn tables(reading: &Reading<'_>) -> Vec<(u32, u32)> {
    let mut known: Vec<(u32, u32, &str)> = Vec::new();
    for table in reading.entries().filter(|entry| matches!(entry.kind(), Kind::Table(_))) {
        let Some(header) = table.children().next().filter(|row| !row.is_row()) else { continue };
        let text = header.text();
        let first = known.iter().find(|other| other.2 == text).map_or(table.id, |other| other.1);
        known.push((table.id, first, text));
    }
    known.into_iter().map(|(table, first, _)| (table, first)).collect()
}

fn named(entry: Entry<'_>, tables: &[(u32, u32)]) -> Option<NamedId> {
    let parent = entry.parent().map_or(u32::MAX, |parent| parent.id);
    let list = tables.iter().find(|(table, _)| *table == parent).map_or(parent, |(_, first)| *first);
    if entry.is_row() {
        let cell = entry
            .cells()
            .find(|cell| cell.column == 0 || cell.role() == Role::Id)
            .filter(|cell| counted::leading_ids(cell.text()) == 1)?;
        let (id, span, rest) = leading(entry, cell.text())?;
        let names = |header: &str| {
            let whole = clean(header).trim_end_matches('?');
            has_word(header, &NAMES) || WHOLE.iter().any(|known| whole.eq_ignore_ascii_case(known))
        };
        let other = |cell: &CellRef<'_>| names(cell.header()) && counted::leading_ids(cell.text()) == 0;
        // Without a header that says so, the words beside the id name it; beside a column of tasks stands what is said
        // of them.
        let beside = || {
            let next = entry.cells().nth(cell.column + 1).filter(|_| !has_word(cell.header(), &NAMES))?;
            (next.text().split_whitespace().count() > 1 && counted::leading_ids(next.text()) == 0).then_some(next)
        };
        let title = match rest {
            "" => entry.cells().find(other).or_else(beside).map_or("", CellRef::text),
            rest => rest,
        };
        let explained = entry.cells().filter(|cell| cell.text().contains(char::is_alphabetic)).count() > 1;
        return Some(NamedId { id, title: title.into(), explained, span, sort: Sort::Row, list });
    }
    if matches!(entry.kind(), Kind::Row { .. } | Kind::Table(_) | Kind::Fence | Kind::FenceLine)
        || counted::leading_ids(entry.text()) != 1
    {
        return None;
    }
    let (id, span, title) = leading(entry, entry.text())?;
    let sort = match entry.kind() {
        Kind::Heading { .. } => Sort::Heading,
        Kind::Item { .. } if entry.task().is_some() => Sort::Box,
        Kind::Item { .. } => Sort::Item,
        _ => Sort::Line,
    };
    let more = clean(entry.text()).split_whitespace().count() > 1;
    let explained = more
        && !(sort == Sort::Item && is_remark(entry, title))
        && (sort != Sort::Line || entry.is_bold() && !title.is_empty());
    Some(NamedId { id, title: title.into(), explained, span, sort, list })
}

/// Whether an item only says something of an id that it begins with: a sentence among items that name other things.
fn is_remark(item: Entry<'_>, title: &str) -> bool {
    if !title.is_empty() {
        return false;
    }
    let next = clean(item.text()).split(' ').nth(1).unwrap_or_default();
    let Some(parent) = item.parent().filter(|_| next.starts_with(char::is_lowercase)) else { return false };
    let (mut all, mut led) = (0, 0);
    for other in parent.children().filter(|other| other.is_item()) {
        all += 1;
        led += u32::from(counted::leading_ids(other.text()) > 0);
    }
    led * 2 < all
}

/// Whether an id of one letter is one in this document; all others are.
fn is_of_series(entry: Entry<'_>, id: &str) -> bool {
    let letter = id.get(..2).filter(|head| head.ends_with('-'));
    let ids = &entry.reading.document.task_ids;
    letter.is_none_or(|letter| ids.iter().any(|mention| mention.id.starts_with(letter)))
}

/// The id that a text begins with, its place, and what a mark sets off behind it.
fn leading<'r>(entry: Entry<'r>, text: &'r str) -> Option<(Box<str>, Span, &'r str)> {
    let text = clean(text).trim_start_matches(['[', '(']);
    let found = task_id::find_any(text).into_iter().next()?;
    if found.range.start > 0 || !is_of_series(entry, &found.id) {
        return None;
    }
    let rest = text[found.range.end..].trim_start();
    let title = rest.trim_start_matches([']', ')', ':', '-', '–', '—', '|', ' ', '*']);
    let set_off = title.len() < rest.len() || entry.is_heading();
    // What follows in parentheses belongs to the entry and not to its name.
    let end = title.find([' ']).and_then(|_| title.find(" (").or_else(|| title.find(" ["))).unwrap_or(title.len());
    // `- OPS-12 Hire the tent (5) – Ada`: what stands before the estimate or the person names it.
    let ends = [" (", " – ", " — "].iter().filter_map(|mark| title.find(mark)).min();
    let titled = || title.starts_with(char::is_uppercase) && entry.is_item();
    let title = match ends {
        _ if set_off => title[..end].trim(),
        Some(end) if titled() => title[..end].trim(),
        _ => "",
    };
    Some((found.id.into(), entry.span_of(&text[found.range]), title))
}
