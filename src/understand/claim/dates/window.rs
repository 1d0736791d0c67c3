//! How long the document's own timebox is, and the days and weeks of it that the document names.

use chrono::{Days, NaiveDate};

use super::super::super::anchor::StartWhy;
use super::super::super::phrase::mention::Phrase;
use super::super::super::reading::{Entry, Kind};
use super::length::{self, Written};
use super::{Gather, pair, year};
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::config::Numbering;

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

/// Paragraphs that may be the head of a document.
const HEAD: usize = 8;

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
        } else if self.windows == 0 && own.days.is_some() {
            self.found.window = self.counted();
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

    /// A paragraph at the head of the document that tells the dates of Day 1 and of the last day of a whole week: `Day 1
    /// is Monday 5 January, …, Day 10 is Friday 16 January.`
    fn counted(&self) -> Option<Window> {
        let own = &self.reading.anchors.own;
        let days = own.days?;
        let Some(StartWhy::Pairs(lines)) = &own.start_why else { return None };
        let paragraphs = self.reading.entries().filter(|entry| entry.kind() == Kind::Paragraph);
        let line = paragraphs
            .take(HEAD)
            .find(|entry| lines.contains(&entry.span()) && entry.ancestors().all(|above| above.level() == 1))?;
        let numbers = line.phrases().filter_map(|phrase| match phrase {
            Phrase::Day(day) if day.week.is_none() => Some(day.last.unwrap_or(day.first)),
            _ => None,
        });
        let numbers: Vec<i32> = numbers.collect();
        let last = numbers.iter().copied().max()?;
        let week = if own.numbering == Numbering::Working { 5 } else { 7 };
        let whole = numbers.contains(&1) && numbers.len() > 2 && last % week == 0;
        let ends = days.date(last).filter(|_| whole)?;
        window((days.start, ends), self.reading.document.source, line.span())
    }

    /// `From 2026-01-05 to 2026-03-13, ten weeks.` at the head of a document about a timebox.
    pub(super) fn window_of_sentence(&mut self, entry: Entry<'r>) {
        let at_head = entry.kind() == Kind::Paragraph && entry.parent().is_some_and(|above| above.level() == 1);
        if !at_head || !entry.text().starts_with("From ") || !names_timebox(self.reading.document.title()) {
            return;
        }
        let first = entry.mentions().first().filter(|mention| mention.start as usize <= "From ".len());
        if let Some(mention) = first
            && let Phrase::Date { days, .. } = &mention.phrase
        {
            let days = year::of_span(*days, entry.phrase_text(mention));
            let ends = days.first.on(None).zip(days.last.and_then(|last| last.on(None)));
            let span = entry.phrase_span(mention);
            self.keep(ends.and_then(|ends| window(ends, self.reading.document.source, span)));
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

/// Whether a title is that of a timebox: `Program Increment 9`.
fn names_timebox(title: &str) -> bool {
    const WORDS: [&str; 8] = ["sprint", "iteration", "increment", "cycle", "wave", "phase", "quarter", "timebox"];
    crate::understand::staff::has_word(title, &WORDS)
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
