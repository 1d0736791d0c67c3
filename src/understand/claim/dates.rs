//! Claims about days and dates: weekdays, days that do not exist, spans, lengths, timelines, days by their numbers.
//!
//! Headings, paragraphs, fields, items and cells are looked at; fences and code in a line are examples and are not.

use std::sync::Arc;

use chrono::NaiveDate;

use super::super::phrase::date::DateSpan;
use super::super::phrase::day::DayPhrase;
use super::super::phrase::mention::{Mention, Phrase};
use super::super::reading::{Entry, Kind, Reading};
use crate::base::span::Span;
use crate::config::Numbering;

mod around;
mod impossible;
mod length;
mod pair;
mod table;
mod timeline;
mod weekday;
mod window;
mod year;

pub use impossible::{Impossible, Never};
pub use length::{Length, Stated, Written};
pub use timeline::{Row, Timeline};
pub use weekday::{DatedWeekday, NumberedWeekday};
pub use window::{DayClaim, Number, Window};

/// What a document says of days and dates.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    /// Weekdays beside dates.
    pub weekdays: Vec<DatedWeekday>,
    /// Weekdays beside day numbers, in the order of the text.
    pub numbered: Vec<NumberedWeekday>,
    /// The timebox that the document belongs to.
    pub timebox: Option<Arc<str>>,
    /// How its days are counted.
    pub numbering: Numbering,
    /// Days, weeks and times that never are.
    pub impossible: Vec<Impossible>,
    /// First and last days.
    pub spans: Vec<DaySpan>,
    /// Dates of one row that stand in the other order than in all other rows.
    pub across: Vec<Across>,
    /// Lengths beside what they are the length of.
    pub lengths: Vec<Length>,
    /// Tables and lists in the order of time, as far as their first dates tell.
    pub timelines: Vec<Timeline>,
    /// Days and weeks of the timebox by their numbers.
    pub days: Vec<DayClaim>,
    /// How long the document says that its own timebox is.
    pub window: Option<Window>,
}

/// A first and a last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    /// The first day, and where it stands.
    pub first: (NaiveDate, Span),
    /// The last day, and where it stands.
    pub last: (NaiveDate, Span),
    /// Whether one phrase says both; else two fields or cells do.
    pub together: bool,
}

/// Two dates of a row whose columns go forward in all other rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Across {
    /// The date that stands first, and where.
    pub first: (NaiveDate, Span),
    /// The date in the column behind it, and where.
    pub last: (NaiveDate, Span),
    /// How many rows go forward.
    pub rows: u32,
}

/// All claims of a document about days and dates.
pub fn claims(reading: &Reading<'_>) -> Dates {
    let mut gather = Gather::new(reading);
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Fence | Kind::FenceLine => continue,
            Kind::Table(table) => {
                gather.table(entry, table);
                continue;
            }
            _ => {}
        }
        gather.impossible_texts(entry);
        if !entry.mentions().is_empty() {
            gather.entry(entry);
        }
    }
    gather.finish()
}

/// Claims so far, and what they still wait for.
struct Gather<'r> {
    reading: &'r Reading<'r>,
    found: Dates,
    /// Dates that say their year, for those that do not.
    years: year::Years,
    /// Weekdays beside dates without a year.
    pending: Vec<year::Pending>,
    /// Items and headings that begin with a day.
    heads: Vec<timeline::Head>,
    /// The fields that stand together.
    run: pair::Run,
    /// How many different windows the head of the document has.
    windows: u32,
}

impl<'r> Gather<'r> {
    fn new(reading: &'r Reading<'r>) -> Self {
        let anchor = &reading.anchors.own;
        let found = Dates { timebox: reading.timebox.clone(), numbering: anchor.numbering, ..Dates::default() };
        Self {
            reading,
            found,
            years: year::Years::default(),
            pending: Vec::new(),
            heads: Vec::new(),
            run: pair::Run::default(),
            windows: 0,
        }
    }

    fn entry(&mut self, entry: Entry<'r>) {
        let in_header = matches!(entry.kind(), Kind::Row { header: true, .. });
        let mut before: Option<&Mention> = None;
        for mention in entry.mentions() {
            if is_code(entry, mention) {
                before = None;
                continue;
            }
            match &mention.phrase {
                Phrase::Date { days, .. } => self.date(entry, mention, *days),
                Phrase::Day(day) => self.day(entry, mention, *day),
                Phrase::Weeks(first, last) => self.weeks(entry, mention, *first, *last),
                Phrase::Weekday(_) => self.weekday_of_month(entry, mention),
                Phrase::Month(_) | Phrase::Period(..) => self.impossible_day_beside(entry, mention),
                _ => {}
            }
            self.length(entry, mention, before);
            before = Some(mention);
        }
        if !in_header {
            self.pairs(entry);
            self.window_of_field(entry);
            self.window_of_sentence(entry);
            self.head(entry);
        }
    }

    fn date(&mut self, entry: Entry<'r>, mention: &Mention, days: DateSpan) {
        if self.impossible_date(entry, mention, days) {
            return;
        }
        let text = entry.phrase_text(mention);
        let days = year::of_span(days, text);
        self.years.add(entry, days);
        self.weekdays_of_date(entry, mention, days);
        if let Some(last) = days.last
            && let (Some(first), Some(last)) = (days.first.on(None), last.on(None))
        {
            let span = entry.phrase_span(mention);
            self.found.spans.push(DaySpan { first: (first, span), last: (last, span), together: true });
        }
    }

    fn day(&mut self, entry: Entry<'r>, mention: &Mention, day: DayPhrase) {
        self.weekdays_of_day(entry, mention, day);
        let number = match day.week {
            Some(week) => Number::WeekDay(week, day.last.unwrap_or(day.first)),
            None => Number::Day(day.last.unwrap_or(day.first)),
        };
        let first = entry.mentions().first().filter(|first| first.start == 0);
        let begins = first.is_some_and(|first| matches!(first.phrase, Phrase::Weeks(..))) && day.week.is_none();
        let before = entry.mentions().iter().take_while(|other| begins && other.start < mention.start);
        let week = before.filter(|other| matches!(other.phrase, Phrase::Weeks(..))).last();
        let of_week = match week.map(|week| &week.phrase) {
            Some(Phrase::Weeks(first, last)) if first == last => Some(*first),
            _ => None,
        };
        self.found.days.push(DayClaim { number, of_week, span: entry.phrase_span(mention), entry: entry.id });
    }

    fn weeks(&mut self, entry: Entry<'r>, mention: &Mention, first: u32, last: u32) {
        self.impossible_week(entry, mention, last);
        let span = entry.phrase_span(mention);
        self.found.days.push(DayClaim { number: Number::Weeks(first, last), of_week: None, span, entry: entry.id });
    }

    fn finish(mut self) -> Dates {
        self.lists();
        self.window();
        self.impossible_days_of_weeks();
        year::settle(&self.years, &self.pending, &mut self.found.weekdays);
        self.found.weekdays.sort_by_key(|claim| claim.span);
        self.found.weekdays.dedup_by_key(|claim| (claim.span, claim.date));
        self.found.numbered.sort_by_key(|claim| claim.span);
        self.found
    }
}

/// The first node after all that stand under one.
fn end(entry: Entry<'_>) -> u32 {
    entry.descendants().next_back().map_or(entry.id, |last| last.id) + 1
}

/// Whether a phrase begins in code: of `31 May at 9:00` the time alone may be written so.
fn is_code(entry: Entry<'_>, mention: &Mention) -> bool {
    let from = entry.phrase_text(mention).as_ptr() as usize;
    entry.code().any(|code| from < code.as_ptr() as usize + code.len() && code.as_ptr() as usize <= from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::Config;
    use crate::understand::testing;

    fn claims(text: &str) -> (Dates, crate::base::source::Source) {
        let (document, source) = testing::read("a.md", text);
        let claims = crate::understand::document(&document, &source, &Config::default()).claims.dates;
        (claims, source)
    }

    #[test]
    fn right_and_wrong_alike_are_claims() {
        let text = "# Plan\n\n- Monday, 2026-01-05 to Friday, 2026-01-09 (5 days)\n- Day 3 (Wednesday)\n- `Monday, 2026-01-06`\n- 31 June 2026\n";
        let (dates, source) = claims(text);
        let at = |span: Span| span.of(&source.text);
        assert_eq!(dates.weekdays.len(), 2);
        assert_eq!(dates.numbered.iter().map(|claim| at(claim.span)).collect::<Vec<_>>(), ["Day 3 (Wednesday)"]);
        assert_eq!(dates.spans.len(), 1);
        assert_eq!(at(dates.lengths[0].span), "5 days");
        assert_eq!(at(dates.impossible[0].span), "31 June 2026");
        assert_eq!(dates.days.len(), 1);
    }

    #[test]
    fn a_document_without_dates_claims_nothing() {
        let (dates, _) =
            claims("# Notes\n\nOnly words, a `2026-02-30` and 12 numbers.\n\n| A | B |\n| - | - |\n| 1 | 2 |\n");
        assert!(dates.weekdays.is_empty() && dates.impossible.is_empty() && dates.timelines.is_empty());
        assert_eq!(dates.window, None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(
            text in "(Mon|Tue|day|Day 3|Week 5 Day 8|2026-01-05|2026-13-01| to |–|/|\\(|\\)|31 June|Jan|Feb 30|é|2 weeks|\n|\n- |\\| |# |\n\n\\|a\\|b\\|\n\\|-\\|-\\|\n|25:00|Q5 2026|,|: |\\*\\*Start:\\*\\* ){0,24}",
        ) {
            let (dates, source) = claims(&text);
            for span in dates.weekdays.iter().map(|claim| claim.span).chain(dates.impossible.iter().map(|claim| claim.span)) {
                prop_assert!(source.text.get(span.range()).is_some());
            }
        }
    }
}
