//! Fields that stand together: `Start` and `End` with their `Duration`, `Day` and `Date`.

use chrono::NaiveDate;

use super::super::super::phrase::date::DatePhrase;
use super::super::super::phrase::mention::Phrase;
use super::super::super::phrase::words::Known;
use super::super::super::reading::{Entry, clean};
use super::around::{self, Weekdays};
use super::length::{self, Length, Stated, Written};
use super::{DaySpan, Gather};
use crate::base::span::Span;

const START: [&str; 8] = ["start", "start date", "starts", "begin", "begins", "from", "sprint start", "start day"];
const END: [&str; 9] = ["end", "end date", "ends", "until", "finish", "to", "sprint end", "end day", "finish date"];
const WEEKDAY: [&str; 4] = ["day", "weekday", "day of week", "day of the week"];
const DATE: [&str; 3] = ["date", "when", "meeting date"];
pub(super) const LENGTH: [&str; 6] =
    ["duration", "length", "sprint duration", "sprint length", "timebox", "iteration length"];

/// What the fields of one run have said so far.
#[derive(Default)]
pub(super) struct Run {
    parent: Option<u32>,
    start: Option<(NaiveDate, Span)>,
    end: Option<(NaiveDate, Span)>,
    length: Option<(Written, Span)>,
    weekday: Option<(Weekdays, Span)>,
    date: Option<(DatePhrase, Span)>,
}

impl<'r> Gather<'r> {
    /// Takes what a field says, and tells what it and the fields before it say together.
    pub(super) fn pairs(&mut self, entry: Entry<'r>) {
        let Some((label, value)) = label_and_value(entry) else { return };
        let parent = entry.parent().map(|parent| parent.id);
        if self.run.parent != parent {
            self.run = Run { parent, ..Run::default() };
        }
        let Some(mention) = entry.mentions_in(value).next() else { return };
        let span = entry.phrase_span(mention);
        match &mention.phrase {
            Phrase::Date { days, .. } if days.last.is_none() => {
                if is_one_of(label, &START) {
                    self.run.start = days.first.on(None).map(|date| (date, span));
                    (self.run.end, self.run.length) = (None, None);
                } else if is_one_of(label, &END) {
                    self.run.end = days.first.on(None).map(|date| (date, span));
                    self.start_to_end(entry);
                } else if is_one_of(label, &DATE) && days.first.weekday.is_none() {
                    self.run.date = Some((days.first, span));
                    self.day_of_date(entry);
                }
            }
            Phrase::Duration(length) if is_one_of(label, &LENGTH) && entry.phrase_text(mention) == value => {
                self.run.length = length::written(*length, entry.phrase_text(mention)).map(|written| (written, span));
                self.length_of_run();
            }
            Phrase::Weekday(_) | Phrase::Recurrence(_) if is_one_of(label, &WEEKDAY) => {
                self.run.weekday = around::whole(value).map(|weekdays| (weekdays, span));
                self.day_of_date(entry);
            }
            _ => {}
        }
    }

    fn start_to_end(&mut self, entry: Entry<'r>) {
        if let (Some(first), Some(last)) = (self.run.start, self.run.end) {
            self.found.spans.push(DaySpan { first, last, together: false });
            self.window_of_fields(entry, first, last);
        }
        self.length_of_run();
    }

    fn length_of_run(&mut self) {
        let Run { start: Some(first), end: Some(last), length: Some((written, span)), .. } = self.run else { return };
        if first.0 < last.0 {
            self.found.lengths.push(Length { written, span, of: Stated::Dates(first.0, last.0), of_span: first.1 });
        }
    }

    fn day_of_date(&mut self, entry: Entry<'r>) {
        let (Some((weekdays, span)), Some((day, date_span))) = (self.run.weekday, self.run.date) else { return };
        if weekdays.last.is_none() {
            self.weekday(entry, weekdays.first, day, span, Some(date_span));
        }
        (self.run.weekday, self.run.date) = (None, None);
    }
}

/// Label and value of a field or item, and of a row of two cells.
pub(super) fn label_and_value(entry: Entry<'_>) -> Option<(&str, &str)> {
    if entry.is_row() {
        let mut cells = entry.cells();
        let (label, value) = (cells.next()?, cells.next()?);
        return cells.next().is_none().then_some((label.text(), value.text()));
    }
    (!entry.label().is_empty() && !entry.is_heading()).then_some((entry.label(), entry.value()))
}

/// Whether a label is one of these (lower case), whatever its case and its symbols.
pub(super) fn is_one_of(label: &str, any: &(impl Known + ?Sized)) -> bool {
    any.knows(clean(label))
}
