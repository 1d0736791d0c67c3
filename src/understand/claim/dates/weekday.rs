//! Weekdays beside dates and beside day numbers.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::super::phrase::date::{self, DatePhrase, DateSpan};
use super::super::super::phrase::day::DayPhrase;
use super::super::super::phrase::mention::{Mention, Phrase};
use super::super::super::reading::Entry;
use super::around::{self, Weekdays};
use super::{Gather, year};
use crate::base::span::Span;

/// A weekday beside a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedWeekday {
    /// The weekday as written.
    pub weekday: Weekday,
    /// The date.
    pub date: NaiveDate,
    /// Where both stand; of cells, where the weekday stands.
    pub span: Span,
    /// Where the year stands, if it is not written with the date.
    pub year: Option<Span>,
    /// Where the date stands, if not with the weekday.
    pub date_span: Option<Span>,
}

/// A weekday beside the number of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedWeekday {
    /// The weekday as written.
    pub weekday: Weekday,
    /// The day.
    pub day: DayPhrase,
    /// Where both stand.
    pub span: Span,
    /// What the timebox is called whose day it is.
    pub timebox: Option<Arc<str>>,
    /// Its Day 1, where that is known.
    pub start: Option<NaiveDate>,
}

impl<'r> Gather<'r> {
    /// Weekdays within, before and after a date.
    pub(super) fn weekdays_of_date(&mut self, entry: Entry<'r>, mention: &Mention, days: DateSpan) {
        let (before, after) = around::beside(entry, mention);
        let text = entry.phrase_text(mention);
        let written = days.first.weekday.is_some() || days.last.is_some_and(|last| last.weekday.is_some());
        if written || text.contains(" / ") {
            self.weekdays_within(entry, text, around::takes_weekday(before));
        }
        if days.first.weekday.is_some() {
            return;
        }
        let Some((weekdays, span)) = weekdays_beside(entry, text, before, after) else { return };
        self.weekdays_of_span(entry, days, weekdays, span);
    }

    /// `Monday the 5th` at the head of a line, below a heading that names the month and its year.
    pub(super) fn weekday_of_month(&mut self, entry: Entry<'r>, mention: &Mention) {
        let (before, _) = around::beside(entry, mention);
        if before.chars().any(char::is_alphanumeric) || entry.is_row() {
            return;
        }
        let month = |above: Entry<'_>| {
            above.phrases().find_map(|phrase| match phrase {
                Phrase::Period(first, last) => {
                    Some((first.year(), first.month())).filter(|month| *month == (last.year(), last.month()))
                }
                _ => None,
            })
        };
        if let Some((year, month)) = entry.ancestors().find_map(month) {
            let text = &entry.text()[before.len().min(entry.text().len())..];
            self.days_of_month(entry, text, Some(year), month);
        }
    }

    /// The dates of a phrase that say their weekday; one phrase has several in `Thursday … (AoE) / Friday …`.
    fn weekdays_within(&mut self, entry: Entry<'r>, text: &'r str, skip_first: bool) {
        let mut at = 0;
        while let Some(rest) = text.get(at..) {
            let begins = at == 0 || !text[..at].ends_with(char::is_alphanumeric);
            let read = if begins && rest.starts_with(char::is_alphanumeric) { date::read(rest) } else { None };
            let Some((days, length)) = read else {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let days = year::of_span(days, &rest[..length]);
            let span = entry.span_of(rest[..length].trim_end());
            // `They sat 7 January down` and `in the sun 5 May` are words.
            let is_word = rest.get(..4).is_some_and(|word| matches!(word, "sat " | "sun " | "wed "));
            if !(skip_first && at == 0 || is_word) {
                self.pair(entry, days.first, span);
            }
            if let Some(last) = days.last {
                self.pair(entry, last, span);
            }
            at += length;
        }
    }

    /// A date that may say its weekday.
    fn pair(&mut self, entry: Entry<'r>, day: DatePhrase, span: Span) {
        if let Some(weekday) = day.weekday {
            self.weekday(entry, weekday, day, span, None);
        }
    }

    /// A weekday of a date; one without its year waits for the year.
    pub(super) fn weekday(
        &mut self,
        entry: Entry<'r>,
        weekday: Weekday,
        day: DatePhrase,
        span: Span,
        date_span: Option<Span>,
    ) {
        match (day.year, day.on(None)) {
            (Some(_), Some(date)) => {
                self.found.weekdays.push(DatedWeekday { weekday, date, span, year: None, date_span });
            }
            (None, _) => {
                let list = entry.parent().filter(|parent| !parent.is_heading());
                let within = list.map(|list| (list.id, super::end(list)));
                self.pending.push(year::Pending { entry: entry.id, within, weekday, day, span, date_span });
            }
            (Some(_), None) => {}
        }
    }

    fn weekdays_of_span(&mut self, entry: Entry<'r>, days: DateSpan, weekdays: Weekdays, span: Span) {
        match (days.last, weekdays.last) {
            (None, None) => self.weekday(entry, weekdays.first, days.first, span, None),
            (Some(last), Some(second)) => {
                self.weekday(entry, weekdays.first, days.first, span, None);
                self.weekday(entry, second, last, span, None);
            }
            _ => {}
        }
    }

    /// Weekdays before and after a day number.
    pub(super) fn weekdays_of_day(&mut self, entry: Entry<'r>, mention: &Mention, day: DayPhrase) {
        let (before, after) = around::beside(entry, mention);
        let phrase = entry.phrase_text(mention);
        let Some((weekdays, span)) = weekdays_beside(entry, phrase, before, after) else { return };
        self.numbered_weekdays(entry, day, weekdays, span);
    }

    /// A weekday, or two of a span, of a day number.
    pub(super) fn numbered_weekdays(&mut self, entry: Entry<'r>, day: DayPhrase, weekdays: Weekdays, span: Span) {
        let anchor = self.reading.anchors.at(entry);
        let mut add = |weekday, first| {
            let day = DayPhrase { first, last: None, ..day };
            let (timebox, start) = (anchor.name.clone(), anchor.days.map(|days| days.start));
            self.found.numbered.push(NumberedWeekday { weekday, day, span, timebox, start });
        };
        match (day.last, weekdays.last) {
            (None, None) => add(weekdays.first, day.first),
            (Some(last), Some(second)) => {
                add(weekdays.first, day.first);
                add(second, last);
            }
            _ => {}
        }
    }
}

/// The weekdays after or else before a phrase, and the place of both.
fn weekdays_beside<'r>(entry: Entry<'r>, phrase: &'r str, before: &'r str, after: &'r str) -> Option<(Weekdays, Span)> {
    let own = entry.span_of(phrase);
    if let Some((weekdays, length)) = around::after(after).or_else(|| around::said(before, after)) {
        let end = entry.span_of(&after[..length]).end.max(own.end);
        return Some((weekdays, Span { end, ..own }));
    }
    let (weekdays, from) = around::before(before)?;
    let start = entry.span_of(&before[from..]).start.min(own.start);
    let end = if after.starts_with(')') { entry.span_of(&after[..1]).end.max(own.end) } else { own.end };
    Some((weekdays, Span { start, end }))
}
