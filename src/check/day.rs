//! Days that rules hold against one another: dates, and days of a timebox.

use chrono::NaiveDate;

use crate::understand::fact::Fact;
use crate::understand::phrase::date;

/// A day: a date, or a day of the timebox of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Date(NaiveDate),
    Numbered(i32),
}

impl Day {
    /// By when a fact is to be done, decided or held.
    pub fn of(fact: &Fact) -> Option<Self> {
        let date = fact.due.or_else(|| fact.start());
        date.map(Self::Date).or_else(|| fact.when.as_ref()?.day.map(Self::Numbered))
    }

    /// Whether it comes after another day; days of a timebox can be compared within one document alone.
    pub fn is_after(self, other: Self, same_document: bool) -> bool {
        match (self, other) {
            (Self::Date(own), Self::Date(other)) => own > other,
            (Self::Numbered(own), Self::Numbered(other)) => same_document && own > other,
            _ => false,
        }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Date(day) => f.write_str(&date::long(*day)),
            Self::Numbered(day) => write!(f, "Day {day}"),
        }
    }
}
