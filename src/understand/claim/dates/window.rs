//! How long the document's own timebox is, and the days and weeks of it that the document names.

use chrono::{Days, NaiveDate};

use super::super::super::anchor::StartWhy;
use super::super::super::phrase::mention::Phrase;
use super::super::super::reading::{Entry, Kind};
use super::length::{self, Written};
use super::{Gather, pair, year};
use crate::base::source::SourceId;
use crate::base::span::Span;

/// A day or weeks of a timebox by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayClaim {
    /// Which.
    pub number: Number,
    /// The week with which its line begins, where it is no day of a week itself.
    pub of_week: Option<u32>,
    /// Where it stands.
    pub span: Span,
    /// Index of the entry it stands in.
    pub(super) entry: u32,
}

/// A day or weeks of a timebox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// A day of the timebox, of a span the last.
    Day(i32),
    /// A day of a week: the week, the day.
    WeekDay(u32, i32),
    /// Weeks, first and last.
    Weeks(u32, u32),
}

/// How long the document says that its timebox is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First and last day, where they are written.
    pub dates: Option<(NaiveDate, NaiveDate)>,
    /// Days of the calendar from the first to the last.
    pub days: u32,
    /// The text where it stands: the document, or handbook.yaml.
    pub source: SourceId,
    /// Where it stands there.
    pub span: Span,
}

const DATES: [&str; 12] = [
    "window",
    "sprint window",
    "dates",
    "sprint dates",
    "sprint",
    "period",
    "sprint period",
    "timeframe",
    "time frame",
    "timebox",
    "duration",
    "sprint duration",
];

impl<'r> Gather<'r> {
    /// Start and end of the front matter, else what a field at the head of the document said.
    pub(super) fn window(&mut self) {
        let front_matter = &self.reading.document.front_matter;
        if let (Some(start), Some(end)) = (&front_matter.start, &front_matter.end) {
            self.found.window = window((start.value, end.value), end.source, end.span);
            return;
        }
        let own = &self.reading.anchors.own;
        if let (Some(days), Some(end), Some(StartWhy::Line(span))) = (own.days, own.end, &own.start_why) {
            self.found.window = window((days.start, end), self.reading.document.source, *span);
        } else if self.windows > 1 {
            self.found.window = None;
        } else if let (Some(found), Some(days)) = (&mut self.found.window, own.days)
            && found.dates.is_none()
            && found.days.is_multiple_of(7)
        {
            let last = days.start.checked_add_days(Days::new(u64::from(found.days) - 1));
            found.dates = last.map(|last| (days.start, last));
        }
    }

    /// Whether a field speaks of the whole document.
    fn is_at_head(entry: Entry<'r>) -> bool {
        matches!(entry.kind(), Kind::Field | Kind::Item { .. } | Kind::Row { .. })
            && entry.ancestors().all(|above| match above.kind() {
                Kind::Heading { level, .. } => level == 1 || is_about_timebox(above.text()),
                kind => matches!(kind, Kind::Table(_)),
            })
    }

    /// `**Duration:** 2 weeks`, `**Window:** 2025-10-04 → 2025-10-18` at the head of the document.
    pub(super) fn window_of_field(&mut self, entry: Entry<'r>) {
        let Some((label, value)) = pair::label_and_value(entry) else { return };
        let of_length = pair::is_one_of(label, &pair::LENGTH);
        if !(of_length || pair::is_one_of(label, &DATES)) || !Self::is_at_head(entry) {
            return;
        }
        let Some(mention) = entry.mentions_in(value).next() else { return };
        let span = entry.phrase_span(mention);
        let source = self.reading.document.source;
        let text = entry.phrase_text(mention);
        let found = match &mention.phrase {
            Phrase::Date { days, .. } => {
                let days = year::of_span(*days, text);
                let ends = days.first.on(None).zip(days.last.and_then(|last| last.on(None)));
                ends.and_then(|ends| window(ends, source, span))
            }
            Phrase::Duration(length) if of_length => match length::written(*length, text) {
                Some(Written::Weeks(weeks)) => Some(Window { dates: None, days: weeks * 7, source, span }),
                Some(Written::Days(days)) if days > 1 => Some(Window { dates: None, days, source, span }),
                _ => None,
            },
            _ => None,
        };
        self.keep(found);
    }

    /// `**Start:**` and `**End:**` at the head of the document.
    pub(super) fn window_of_fields(&mut self, entry: Entry<'r>, first: (NaiveDate, Span), last: (NaiveDate, Span)) {
        if Self::is_at_head(entry) {
            self.keep(window((first.0, last.0), self.reading.document.source, last.1));
        }
    }

    fn keep(&mut self, found: Option<Window>) {
        let Some(found) = found else { return };
        match &mut self.found.window {
            // Dates say more than a length.
            Some(known) if known.dates.is_none() && found.dates.is_some() => *known = found,
            Some(known) if known.dates.is_some() && found.dates.is_none() => {}
            Some(known) if known.days == found.days && known.dates == found.dates => {}
            known => {
                self.windows += 1;
                *known = Some(found);
            }
        }
    }
}

/// Whether a section tells of the timebox as a whole: `Sprint Overview`, `Metadata`.
fn is_about_timebox(heading: &str) -> bool {
    let heading = heading.to_ascii_lowercase();
    ["overview", "metadata", "details", "summary", "information", "at a glance", "dates"]
        .iter()
        .any(|word| heading.contains(word))
}

fn window((first, last): (NaiveDate, NaiveDate), source: SourceId, span: Span) -> Option<Window> {
    let days = u32::try_from((last - first).num_days()).ok()? + 1;
    Some(Window { dates: Some((first, last)), days, source, span })
}
