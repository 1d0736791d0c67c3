//! Tables, lists and headings whose rows begin with a day: whether they go forward is for the rule to say.

use chrono::NaiveDate;

use super::super::super::phrase::date::DateSpan;
use super::super::super::phrase::mention::{Mention, Phrase};
use super::super::super::reading::{Entry, Kind};
use super::{Gather, around, year};
use crate::base::span::Span;

/// Rows that each have a day, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whether the days are those of a timebox; else they are dates, counted from 1 January of year 1.
    pub numbered: bool,
}

/// A row of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its first day.
    pub first: i32,
    /// Its last day.
    pub last: i32,
    /// Where its day stands.
    pub span: Span,
}

/// An item or a heading that begins with a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    parent: Option<u32>,
    /// Level of a heading; 0 for items, [`FIELD`] for fields.
    level: u8,
    numbered: bool,
    row: Row,
    /// Its node, and the first after all that stand under it.
    nodes: (u32, u32),
}

const FIELD: u8 = u8::MAX;

impl<'r> Gather<'r> {
    /// Keeps the day with which an item, a field or a heading begins.
    pub(super) fn head(&mut self, entry: Entry<'r>) {
        if !matches!(entry.kind(), Kind::Item { .. } | Kind::Field | Kind::Heading { .. }) {
            return;
        }
        let Some(mention) = entry.mentions().first() else { return };
        let (before, _) = around::beside(entry, mention);
        if before.chars().any(char::is_alphanumeric) {
            return;
        }
        let near = self.heads.last().filter(|head| !head.numbered).map(|head| head.row.first);
        let Some((numbered, row)) = self.row(entry, mention, near) else { return };
        let parent = entry.parent().map(|parent| parent.id);
        let level = if entry.kind() == Kind::Field { FIELD } else { entry.level() };
        self.heads.push(Head { parent, level, numbered, row, nodes: (entry.id, super::end(entry)) });
    }

    /// The day of a phrase; a missing year is that nearest to the day before.
    pub(super) fn row(&self, entry: Entry<'r>, mention: &Mention, near: Option<i32>) -> Option<(bool, Row)> {
        let span = entry.phrase_span(mention);
        match &mention.phrase {
            Phrase::Date { days, .. } => {
                let text = entry.phrase_text(mention);
                let (first, last) = self.ends_of(year::of_span(*days, text), near)?;
                // One instant in two zones may fall on two days.
                let two = text.contains('/') && days.last.is_none();
                Some((false, Row { first: first - i32::from(two), last: last + i32::from(two), span }))
            }
            Phrase::Day(day) if day.week.is_none() => {
                Some((true, Row { first: day.first, last: day.last.unwrap_or(day.first), span }))
            }
            _ => None,
        }
    }

    fn ends_of(&self, days: DateSpan, near: Option<i32>) -> Option<(i32, i32)> {
        use chrono::Datelike;
        let near = near.and_then(NaiveDate::from_num_days_from_ce_opt).or(self.years.first());
        let near = near.or_else(|| NaiveDate::from_ymd_opt(2025, 6, 30));
        let first = days.first.on(near)?;
        let last = days.last.and_then(|last| last.on(Some(first))).unwrap_or(first);
        Some((first.num_days_from_ce(), last.num_days_from_ce()))
    }

    /// Makes timelines of the items and headings that stand in one list or section.
    pub(super) fn lists(&mut self) {
        let mut heads = std::mem::take(&mut self.heads);
        heads.sort_by_key(|head| (head.parent, head.level, head.numbered));
        let reading = self.reading;
        // A sentence between two lists makes them two.
        let joined = |a: &Head, b: &Head| {
            let mut between = (a.nodes.1..b.nodes.0).map(|id| reading.entry(id));
            a.level > 0 && a.level < FIELD
                || between.all(|entry| entry.is_item() || entry.parent().map(|at| at.id) != a.parent)
        };
        let alike = |a: &Head, b: &Head| (a.parent, a.level, a.numbered) == (b.parent, b.level, b.numbered);
        for run in heads.chunk_by(|a, b| alike(a, b) && joined(a, b)) {
            self.timeline(run[0].numbered, run.iter().map(|head| head.row).collect());
        }
    }

    /// Keeps a timeline that is long enough to have an order.
    pub(super) fn timeline(&mut self, numbered: bool, rows: Vec<Row>) {
        if rows.len() >= 4 {
            self.found.timelines.push(Timeline { rows, numbered });
        }
    }
}
