//! `8 hours total`, and the lengths of the list beside it.

use super::length::{self, Length};
use super::{Measure, Sum, has_word, is_open_ended, is_table, lists, lists_of, rows, siblings, table};
use crate::base::span::Span;
use crate::understand::reading::{Entry, Reading, Says};

/// Labels of a total of time, lower case.
pub(super) const LABELS: [&str; 24] = [
    "time commitment",
    "total time commitment",
    "commitment",
    "total commitment",
    "total time",
    "total hours",
    "total effort",
    "total duration",
    "total",
    "in total",
    "sum",
    "hours",
    "time",
    "time needed",
    "time required",
    "time asked for",
    "time you need",
    "hours needed",
    "effort",
    "estimated effort",
    "estimated time",
    "workload",
    "total workload",
    "total estimate",
];

/// Words that say that more is counted than stands in the list.
const MORE: [&str; 22] = [
    "plus",
    "and",
    "standup",
    "standups",
    "stand-up",
    "stand",
    "daily",
    "weekly",
    "per",
    "preparation",
    "prep",
    "incl",
    "included",
    "includes",
    "excluding",
    "without",
    "ad",
    "async",
    "more",
    "other",
    "also",
    "reading",
];

/// All totals of time that stand beside a list of lengths.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    for entry in reading.entries() {
        if !entry.says().any(Says::DURATION) || entry.is_row() {
            continue;
        }
        if entry.is_heading() {
            sums.extend(of_heading(entry));
        } else if !entry.label().is_empty() && entry.is_labelled(&LABELS) {
            sums.extend(total(entry));
        } else if entry.text().ends_with(':') || !entry.label().is_empty() {
            sums.extend(introduced(entry));
        }
    }
}

fn total(field: Entry<'_>) -> Option<Sum> {
    let value = field.value();
    let first = field.mentions_in(value).find(|mention| length::minutes(mention).is_some())?;
    let written = field.phrase_text(first);
    let at = length::offset(value, written);
    let rest = &value[at + written.len()..];
    let says_total = has_word(field.label(), &["total", "sum"]) || is_in_all(rest);
    let commits = has_word(field.label(), &["commitment", "effort", "workload", "needed", "required", "asked", "need"]);
    if !value[..at].trim_matches(['*', ' ']).is_empty() || !length::is_exact(written) || !(says_total || commits) {
        return None;
    }
    // `8 hours/week`, `8 hours per day`, `8 hours – 10 hours`
    if rest.trim_start().starts_with(['/', '–', '-', '+'])
        || has_word(rest, &["week", "day", "person", "each", "month"])
    {
        return None;
    }
    let group = group(field)?;
    let more = rest.contains('+') || has_word(rest, &MORE);
    let sum = group.lengths.iter().map(|length| length.minutes).sum();
    let least = group.lengths.iter().filter(|length| !length.optional).map(|length| length.minutes).sum();
    let mut readings = vec![(sum, sum), (least, least)];
    readings.dedup();
    Some(Sum {
        measure: Measure::Time,
        stated: length::minutes(first)?,
        span: field.phrase_span(first),
        readings,
        complete: !more && group.lengths.iter().all(|length| length.exact),
        parts: group.spans,
        what: "".into(),
    })
}

/// Whether a text says that an amount is that of all: `in all`, `together`.
pub(super) fn is_in_all(text: &str) -> bool {
    has_word(text, &["total", "altogether", "overall", "together"])
        || memchr::memmem::find(text.as_bytes(), b"in all").is_some()
}

/// `96 hours have been agreed in total:`, `That makes 6 hours:` over a list of lengths.
fn introduced(line: Entry<'_>) -> Option<Sum> {
    const MAKES: [&str; 7] = ["that is", "that makes", "this is", "this makes", "adds up to", "add up to", "comes to"];
    line.children().next()?;
    let text = line.text();
    let mut lengths = line.mentions().iter().filter(|mention| length::minutes(mention).is_some());
    let only = lengths.next().filter(|_| lengths.next().is_none())?;
    let written = line.phrase_text(only);
    let at = length::offset(text, written);
    let (before, rest) = (&text[..at], &text[at + written.len()..]);
    let tail = before.trim_end().as_bytes();
    let makes = MAKES.iter().any(|known| {
        tail.len() >= known.len() && tail[tail.len() - known.len()..].eq_ignore_ascii_case(known.as_bytes())
    });
    let mut all = lists(line);
    if !(makes || is_in_all(rest) || is_in_all(before))
        || !length::is_exact(written)
        || has_word(rest, &["each", "per"])
        || is_open_ended(text)
        || all.len() != 1
    {
        return None;
    }
    let group = of_list(&all.pop()?)?;
    let sum = group.lengths.iter().map(|length| length.minutes).sum();
    let stated = length::minutes(only)?;
    // What is far from the total is part of something else.
    (sum <= stated * 2 && sum * 2 >= stated).then(|| Sum {
        measure: Measure::Time,
        stated,
        span: line.phrase_span(only),
        readings: vec![(sum, sum)],
        complete: group.lengths.iter().all(|length| length.exact),
        parts: group.spans,
        what: "".into(),
    })
}

/// `Hours of the architect (24 hours a week)` over a list of lengths.
fn of_heading(heading: Entry<'_>) -> Option<Sum> {
    let text = heading.text();
    let open = text.rfind('(')?;
    let mut lengths = heading.mentions().iter().filter(|mention| length::minutes(mention).is_some());
    let only = lengths.next().filter(|_| lengths.next().is_none())?;
    let written = heading.phrase_text(only);
    let at = length::offset(text, written);
    let rest = text.get(at + written.len()..)?;
    let (inner, after) = rest.split_once(')')?;
    let whole = ["", "a week", "a day", "in all", "in total", "total", "altogether"];
    let sound = text[open + 1..].trim_start().len() == text.len() - at
        && after.trim().is_empty()
        && whole.contains(&inner.trim())
        && has_word(&text[..open], &["hours", "time", "effort", "workload", "capacity"]);
    let mut all = lists(heading);
    if !sound || all.len() != 1 || !(written.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let group = of_list(&all.pop()?)?;
    let sum = group.lengths.iter().map(|length| length.minutes).sum();
    Some(Sum {
        measure: Measure::Time,
        stated: length::minutes(only)?,
        span: heading.phrase_span(only),
        readings: vec![(sum, sum)],
        complete: group.lengths.iter().all(|length| length.exact),
        parts: group.spans,
        what: "".into(),
    })
}

struct Group {
    lengths: Vec<Length>,
    spans: Vec<Span>,
}

/// The only list or table beside the total whose lines all have a length.
fn group(field: Entry<'_>) -> Option<Group> {
    let mut groups = Vec::new();
    let own = lists(field);
    if own.is_empty() {
        let near = siblings(field);
        let beside = lists_of(near.iter().copied())
            .into_iter()
            .map(|list| list.into_iter().filter(|item| item.id != field.id).collect());
        let introduced = near.iter().copied().filter(|child| {
            // Fields may be items, too, and hold the list.
            child.id != field.id && !child.is_heading() && (!child.is_item() || child.text().ends_with(':'))
        });
        let introduced: Vec<Entry<'_>> = introduced.collect();
        let lists: Vec<Vec<Entry<'_>>> = beside
            .chain(introduced.iter().filter(|line| !is_open_ended(line.text())).flat_map(|line| lists(*line)))
            .collect();
        groups.extend(lists.iter().filter_map(|list| of_list(list)));
        let below = introduced.iter().flat_map(|line| line.children()).filter(|child| is_table(*child));
        groups.extend(introduced.iter().copied().filter(|child| is_table(*child)).chain(below).filter_map(of_table));
    } else {
        groups.extend(own.iter().filter_map(|list| of_list(list)));
    }
    (groups.len() == 1).then(|| groups.pop())?
}

fn of_list(list: &[Entry<'_>]) -> Option<Group> {
    if list.len() < 2 || list.iter().any(|item| is_open_ended(item.text())) {
        return None;
    }
    let lengths: Vec<Length> = list.iter().map(|item| length::of_part(*item)).collect::<Option<_>>()?;
    Some(Group { lengths, spans: list.iter().map(|item| item.span()).collect() })
}

fn of_table(table: Entry<'_>) -> Option<Group> {
    let rows = rows(table);
    let minutes = table::minutes(table, &rows)?;
    let spans: Vec<Span> = rows.iter().map(|row| row.span()).collect();
    let length = |(minutes, span): (Option<i64>, &Span)| {
        Some(Length { minutes: minutes?, span: *span, exact: true, optional: false })
    };
    let lengths: Vec<Length> = minutes.into_iter().zip(&spans).map(length).collect::<Option<_>>()?;
    (lengths.len() > 1).then_some(Group { lengths, spans })
}
