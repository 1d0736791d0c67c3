//! The year of a date that is written without one: that of what stands around it.

use chrono::{Datelike, NaiveDate};

use crate::understand::phrase::date::DatePhrase;
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::{Entry, Reading};

/// Dates of a document that have their year, and where they stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Years {
    /// Index of the entry and a date; sorted by index.
    known: Vec<(u32, NaiveDate)>,
}

impl Years {
    /// All dates with a year, and the middle of every period with one.
    pub fn read(reading: &Reading<'_>) -> Self {
        let mut known = Vec::new();
        for entry in reading.entries() {
            for phrase in entry.phrases() {
                known.extend(full(phrase).map(|date| (entry.id, date)));
            }
        }
        Self { known }
    }

    /// The date with a year that is nearest before an entry, or in it; else the first after it.
    pub fn near(&self, entry: u32) -> Option<NaiveDate> {
        let next = self.known.partition_point(|(at, _)| *at <= entry);
        let nearest = next.checked_sub(1).unwrap_or(next);
        self.known.get(nearest).map(|(_, date)| *date)
    }

    /// What tells the year in a heading above an entry: `## October 2025`.
    pub fn near_heading(&self, entry: Entry<'_>, date: DatePhrase) -> Option<NaiveDate> {
        if self.known.is_empty() {
            return None;
        }
        let headings = entry.ancestors().filter(|above| above.is_heading());
        headings.flat_map(|heading| heading.phrases()).find_map(|phrase| match phrase {
            Phrase::Period(first, last) if first.year() == last.year() => {
                NaiveDate::from_ymd_opt(first.year(), date.month, date.day)
            }
            Phrase::Date { .. } | Phrase::Period(..) => full(phrase),
            _ => None,
        })
    }
}

/// A date that a phrase names with its year; of a period its middle.
fn full(phrase: &Phrase) -> Option<NaiveDate> {
    match phrase {
        Phrase::Date { days, .. } => days.first.year.and_then(|_| days.first.on(None)),
        Phrase::Period(first, last) => first.checked_add_signed((*last - *first) / 2),
        _ => None,
    }
}
