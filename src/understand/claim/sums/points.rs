//! Story points: `Sprint Backlog (34 points)`, `Total Story Points: 73`, and the points of the entries below.

use std::collections::HashSet;

use super::amount::{amount, plain};
use super::{Measure, Sum, has_digit, has_word, is_table, rows};
use crate::base::span::Span;
use crate::parse::task_id;
use crate::understand::reading::{Entry, Reading, clean, role::Role};

/// An entry with points.
#[derive(Clone)]
struct Leaf {
    id: Option<String>,
    value: i64,
    span: Span,
    /// Whether it may be counted elsewhere: `(included in OPS-12)`.
    optional: bool,
}

/// A total that stands below what it is the total of.
struct Stated<'r> {
    value: i64,
    span: Span,
    /// What it is the total of, where its label says it: `Sprint 3` of `Sprint 3 Total:`.
    name: &'r str,
}

/// What an entry and all that stands under it are worth.
#[derive(Default)]
struct Worth<'r> {
    top: Vec<Leaf>,
    /// Whether an entry has no points where its neighbours have some.
    lacks: bool,
    /// What any part adds up to by itself: a document may list the same work twice.
    groups: Vec<i64>,
    pending: Vec<Stated<'r>>,
    /// What each child with points is worth, in order.
    children: Vec<i64>,
    /// Whether it states its own points.
    own: bool,
}

/// All totals of points that stand above or below their entries.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    // Without a total nothing is held against what stands below it.
    if !reading.entries().any(states) {
        return;
    }
    let top = reading.entries().filter(|entry| entry.parent().is_none());
    let mut whole = Worth::default();
    for entry in top {
        take(entry, &mut whole, sums);
    }
}

/// Whether an entry says a number of points that may be the total of others.
fn states(entry: Entry<'_>) -> bool {
    !entry.label().is_empty() && (stated_total(entry).is_some() || own_field(entry).is_some())
        || own_points(entry).is_some()
}

/// Adds a child of something to its worth.
fn take<'r>(child: Entry<'r>, worth: &mut Worth<'r>, sums: &mut Vec<Sum>) -> bool {
    if let Some(stated) = stated_total(child) {
        let list = below(child, sums);
        push(stated.value, stated.span, &list, sums);
        worth.pending.push(stated);
        return false;
    }
    let mut found = if is_table(child) { of_table(child) } else { walk(child, sums) };
    worth.groups.append(&mut found.groups);
    worth.pending.append(&mut found.pending);
    worth.lacks |= found.lacks;
    worth.top.append(&mut found.top);
    found.own
}

/// Deepest that entries are looked at.
const DEEPEST: usize = 40;

/// What stands under an entry.
fn below<'r>(entry: Entry<'r>, sums: &mut Vec<Sum>) -> Worth<'r> {
    let mut worth = Worth::default();
    if entry.ancestors().take(DEEPEST).count() == DEEPEST {
        return worth;
    }
    // By sort: how many have points of their own, and how many have none.
    let mut with = [0_u32; 2];
    let mut without: Vec<(usize, bool)> = Vec::new();
    let mut ids = 0;
    for child in entry.children() {
        if own_field(child).is_some() && (entry.is_heading() || entry.is_item()) {
            continue;
        }
        let before = worth.top.len();
        if is_apart(child) && !worth.top.is_empty() {
            // What is not taken into the sprint is checked for itself.
            let mut apart = Worth::default();
            take(child, &mut apart, sums);
            continue;
        }
        let own = take(child, &mut worth, sums);
        if worth.top.len() > before {
            worth.children.push(sum_of(&worth.top[before..]));
        }
        let sort = usize::from(child.is_heading());
        if own {
            with[sort] += 1;
            ids += u32::from(leading_id(child).is_some());
        } else if worth.top.len() == before && (child.is_heading() || child.is_item()) {
            without.push((sort, leading_id(child).is_some()));
        }
    }
    let named = ids > 0 && ids == with[0] + with[1];
    // Where all with points have ids, what has none is something else.
    worth.lacks |= without.iter().any(|(sort, id)| with[*sort] > 0 && (*id || !named));
    worth
}

fn walk<'r>(entry: Entry<'r>, sums: &mut Vec<Sum>) -> Worth<'r> {
    let mut inner = below(entry, sums);
    if entry.is_heading() {
        settle(entry, &mut inner, sums);
    }
    let own = own_points(entry)
        .or_else(|| entry.children().find_map(own_field).filter(|_| entry.is_heading() || entry.is_item()));
    let Some(own) = own else {
        if inner.top.len() > 1 {
            inner.groups.push(sum_of(&inner.top));
        }
        return inner;
    };
    push(own.value, own.span, &inner, sums);
    let leaf = Leaf { id: leading_id(entry), value: own.value, span: entry.span(), optional: own.optional };
    let mut groups = inner.groups;
    groups.push(inner.top.iter().map(|leaf| leaf.value).sum());
    Worth { top: vec![leaf], groups, pending: inner.pending, own: true, ..Worth::default() }
}

/// Totals below that are this section's.
fn settle<'r>(heading: Entry<'r>, inner: &mut Worth<'r>, sums: &mut Vec<Sum>) {
    let title = clean(heading.text());
    let is_own = |stated: &Stated<'_>| {
        let named = title.get(..stated.name.len()).is_some_and(|head| {
            head.eq_ignore_ascii_case(stated.name)
                && !title[stated.name.len()..].starts_with(|c: char| c.is_alphanumeric())
        });
        if stated.name.is_empty() { inner.top.len() > 1 } else { named }
    };
    let (own, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut inner.pending).into_iter().partition(is_own);
    inner.pending = rest;
    for stated in own {
        push(stated.value, stated.span, inner, sums);
    }
}

fn sum_of(leaves: &[Leaf]) -> i64 {
    leaves.iter().map(|leaf| leaf.value).sum()
}

/// Sections of work that is not part of the total above them.
fn is_apart(section: Entry<'_>) -> bool {
    let name = clean(section.text());
    section.is_heading()
        && (["backlog", "product backlog"].iter().any(|known| name.eq_ignore_ascii_case(known))
            || has_word(
                name,
                &[
                    "stretch",
                    "later",
                    "icebox",
                    "unplanned",
                    "previous",
                    "deferred",
                    "future",
                    "leftover",
                    "ideas",
                    "optional",
                ],
            ))
}

/// The sums of neighbours: a total may leave out the sections before or after them.
fn runs(children: &[i64]) -> Vec<i64> {
    let few = &children[..children.len().min(20)];
    let from = |at: usize| {
        few[at..].iter().scan(0, |sum, value| {
            *sum += value;
            Some(*sum)
        })
    };
    if few.len() < 3 { Vec::new() } else { (0..few.len()).flat_map(from).collect() }
}

fn push(stated: i64, span: Span, inner: &Worth<'_>, sums: &mut Vec<Sum>) {
    let mut seen = HashSet::new();
    let once: Vec<&Leaf> = inner.top.iter().filter(|leaf| leaf.id.as_ref().is_none_or(|id| seen.insert(id))).collect();
    let sum: i64 = once.iter().map(|leaf| leaf.value).sum();
    // What is worth twice as much or half of it is something else.
    if once.len() < 2 || sum > stated * 2 || sum * 2 < stated {
        return;
    }
    let least: i64 = once.iter().filter(|leaf| !leaf.optional).map(|leaf| leaf.value).sum();
    let mut readings = vec![(sum, sum)];
    for other in inner.groups.iter().copied().chain([least, sum_of(&inner.top)]).chain(runs(&inner.children)) {
        if !readings.contains(&(other, other)) && (other == stated || other == least) {
            readings.push((other, other));
        }
    }
    sums.push(Sum {
        measure: Measure::Points,
        stated,
        span,
        readings,
        complete: !inner.lacks,
        parts: once.iter().map(|leaf| leaf.span).collect(),
        what: "points".into(),
    });
}

/// A table with a column of points.
fn of_table(table: Entry<'_>) -> Worth<'_> {
    let mut worth = Worth::default();
    for row in rows(table) {
        let cell = row.cells().find(|cell| {
            cell.role() == Role::Points && has_word(cell.header(), &["points", "point", "sp", "pts"])
                || cell.role() == Role::Points && amount(cell.text()).is_some()
        });
        let Some(cell) = cell else { continue };
        let value = amount(cell.text()).map(|points| points.value).or_else(|| plain(cell.text()));
        match value {
            Some(value) => worth.top.push(Leaf {
                id: row.cells().next().and_then(|cell| first_id(cell.text())),
                value,
                span: row.span(),
                optional: false,
            }),
            None => worth.lacks = true,
        }
    }
    if worth.top.len() > 1 {
        worth.groups.push(sum_of(&worth.top));
    }
    worth
}

/// Points as written.
struct Amount {
    value: i64,
    span: Span,
    optional: bool,
}

/// Points that an entry gives itself: `Checklist (13 points)`, `(Ada, 8 points)`, and of an item also `Tests: 8 points`.
fn own_points(entry: Entry<'_>) -> Option<Amount> {
    if entry.is_row() || !has_digit(entry.text()) {
        return None;
    }
    let written = amount(entry.text())?;
    if has_word(
        entry.label(),
        &[
            "capacity",
            "velocity",
            "total",
            "completed",
            "remaining",
            "delivered",
            "average",
            "buffer",
            "saved",
            "committed",
            "planned",
        ],
    ) {
        return None;
    }
    let (before, after) = (written.before.trim_end(), written.after.trim_start());
    let opened = before.rfind(['(', '[']).is_some_and(|open| !before[open..].contains([')', ']']));
    let sound = if opened {
        before.ends_with(['(', '[', ',', ';', '·', ':']) && after.starts_with([')', ']', ',', ';'])
    } else {
        (entry.is_item() || entry.is_heading())
            && before.ends_with(['-', '–', '—', ':', '|', '·'])
            && (after.is_empty() || after.starts_with('('))
    };
    let aside = after.trim_start_matches([')', ']']);
    // `(34 points) remain from last sprint`
    let sound = sound && (aside.trim_matches(['*', ' ', '.', ':']).len() < 40);
    let optional = has_word(after, &["included", "optional", "stretch", "counted"]);
    sound.then(|| Amount { value: written.value, span: entry.span_of(written.text), optional })
}

/// `**Story Points:** 8`
fn own_field(field: Entry<'_>) -> Option<Amount> {
    if field.label().is_empty()
        || !field.is_labelled(&["story points", "points", "sp", "story point", "story points (sp)", "estimate", "pts"])
    {
        return None;
    }
    let value = field.value();
    let (points, text) = match amount(value) {
        Some(written) if written.before.trim().is_empty() && written.after.trim().is_empty() => {
            (written.value, written.text)
        }
        Some(_) => return None,
        None if field.is_labelled(&["estimate"]) => return None,
        None => (plain(value)?, value),
    };
    Some(Amount { value: points, span: field.span_of(text), optional: false })
}

/// `Total Story Points: 73 points`, `Sprint 3 Total: 39 points`, `Committed: 34 points`
fn stated_total(field: Entry<'_>) -> Option<Stated<'_>> {
    let label = field.label();
    if label.is_empty()
        || field.is_heading()
        || field.is_row()
        || !has_word(label, &["total", "committed", "commitment"])
    {
        return None;
    }
    let value = field.value();
    let (points, text) = match amount(value) {
        Some(written) if written.before.trim().is_empty() => (written.value, written.text),
        Some(_) => return None,
        None if has_word(label, &["points", "point"]) => (plain(value)?, value),
        None => return None,
    };
    let label = clean(label);
    let at = label.to_ascii_lowercase().find("total").unwrap_or(0);
    Some(Stated { value: points, span: field.span_of(text), name: label[..at].trim() })
}

fn leading_id(entry: Entry<'_>) -> Option<String> {
    first_id(entry.text())
}

/// The id that a text begins with.
fn first_id(text: &str) -> Option<String> {
    let text = clean(text).trim_start_matches(['[', '(']);
    let head = &text[..text.floor_char_boundary(24)];
    let first = task_id::find(head).into_iter().next()?;
    (first.range.start == 0).then_some(first.id)
}
