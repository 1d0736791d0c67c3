//! Numbers of things that stand away from the list of these things: `seven talks` at the head of a document with a
//! section `Talks`, `Doing (3/3)` over the cards of a column, `Checklist (12 points)` over its boxes.

use super::count::sum;
use super::counted::{Counted, counted, may_count};
use super::{Sum, has_word, is_table, lists, rows};
use crate::understand::reading::{Entry, Kind, Reading, clean};

/// All such numbers.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    announced(reading, sums);
    for entry in reading.entries() {
        if entry.is_heading() && entry.text().ends_with(')') {
            sums.extend(checklist(entry));
        }
        let columns: Vec<Column<'_>> = if entry.is_heading() && !entry.text().ends_with(')') {
            entry.children().filter_map(column).collect()
        } else {
            Vec::new()
        };
        // The first number counts the cards where it does so in another column, and is no limit there.
        if columns.iter().any(|column| column.count == column.number && column.number != column.limit) {
            sums.extend(columns.iter().filter_map(Column::sum));
        }
    }
}

/// Lines of a document before its first section.
const HEAD: usize = 30;

/// `seven talks` at the head of a document that has one section `Talks` with one list.
fn announced(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    let sections: Vec<Entry<'_>> =
        reading.entries().filter(|entry| entry.is_heading() && entry.text().len() <= 40).collect();
    if sections.len() < 2 {
        return;
    }
    let lines = reading.entries().take(HEAD).take_while(|entry| entry.level() < 2);
    for line in lines.filter(|line| matches!(line.kind(), Kind::Paragraph | Kind::Field | Kind::Item { .. })) {
        if !may_count(line) {
            continue;
        }
        for stated in counted(line.text()) {
            let mut own = sections.iter().copied().filter(|section| is_named(*section, stated.noun));
            let only = own.next().filter(|_| own.next().is_none());
            if let Some(entries) = only.and_then(entries_of) {
                sums.extend(sum(line, &stated, &entries));
            }
        }
    }
}

/// Whether a heading is the plural that was counted and no more: `Talks`, `The talks`.
fn is_named(section: Entry<'_>, noun: &str) -> bool {
    let title = clean(section.text());
    let title = ["The ", "Our ", "All "].iter().find_map(|article| title.strip_prefix(article)).unwrap_or(title);
    title.eq_ignore_ascii_case(noun)
}

/// The only list or table of a section without sections.
fn entries_of(section: Entry<'_>) -> Option<Vec<Entry<'_>>> {
    if section.children().any(|child| child.is_heading() || !child.is_item() && !lists(child).is_empty()) {
        return None;
    }
    let mut groups = lists(section);
    groups.extend(section.children().filter(|child| is_table(*child)).map(rows));
    groups.pop().filter(|_| groups.is_empty())
}

/// `Checklist (12 points)` over boxes.
fn checklist(heading: Entry<'_>) -> Option<Sum> {
    const NOUNS: [&str; 4] = ["points", "boxes", "checks", "items"];
    let text = heading.text();
    let (before, inner) = text.strip_suffix(')')?.rsplit_once('(')?;
    let (number, noun) = inner.split_once(' ')?;
    let value = number.parse::<u8>().ok()?;
    if !NOUNS.contains(&noun) || !has_word(before, &["checklist", "checklists", "criteria"]) {
        return None;
    }
    let items: Vec<Entry<'_>> = heading
        .descendants()
        .filter(|entry| entry.is_item() && entry.parent().is_none_or(|parent| !parent.is_item()))
        .collect();
    let stated = Counted { value: value.into(), number, noun, before, after: ")" };
    items.iter().all(|item| item.task().is_some()).then(|| sum(heading, &stated, &items)).flatten()
}

/// A column of a board, written as a section: its title, how many cards it says it has, and its limit.
struct Column<'r> {
    heading: Entry<'r>,
    written: &'r str,
    number: i64,
    limit: i64,
    count: i64,
    cards: Vec<Entry<'r>>,
}

/// `Doing (3/4)`
fn column(heading: Entry<'_>) -> Option<Column<'_>> {
    if !heading.is_heading() {
        return None;
    }
    let (_, inner) = heading.text().strip_suffix(')')?.rsplit_once('(')?;
    let (written, limit) = inner.split_once('/')?;
    let (number, limit) = (written.trim().parse::<u8>().ok()?, limit.trim().parse::<u8>().ok()?);
    let cards = entries_of(heading)?;
    // What has boxes may be done so far.
    let plain = cards.iter().all(|card| card.is_item() && card.task().is_none());
    let count = cards.len() as i64;
    plain.then(|| Column { heading, written, number: number.into(), limit: limit.into(), count, cards })
}

impl Column<'_> {
    fn sum(&self) -> Option<Sum> {
        let stated = Counted { value: self.number, number: self.written, noun: "cards", before: "", after: "" };
        sum(self.heading, &stated, &self.cards)
    }
}
