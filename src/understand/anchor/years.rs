//! The year of a date that is written without one: that of what stands around it.

use chrono::{Datelike, NaiveDate};

use crate::understand::phrase::date::DatePhrase;
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::{Entry, Kind, Reading, Says};

/// Dates of a document that have their year, and where they stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Years {
    /// Index of the entry and a date; sorted by index.
    known: Vec<(u32, NaiveDate)>,
    /// Tables whose dates go over years, such as those of versions: their first entry, and the first after them. Their
    /// dates say nothing of the year of other lines.
    wide: Vec<(u32, u32)>,
}

/// Days within which the dates of one plan lie.
const PLAN: i64 = 550;

impl Years {
    /// All dates with a year, and the middle of every period with one.
    pub fn read(reading: &Reading<'_>) -> Self {
        let mut known = Vec::new();
        let dated = |entry: &Entry<'_>| entry.says().any(Says::DATE.or(Says::PERIOD));
        for entry in reading.entries().filter(dated) {
            for phrase in entry.phrases() {
                known.extend(full(phrase).map(|date| (entry.id, date)));
            }
        }
        if known.is_empty() {
            return Self::default();
        }
        let mut wide = Vec::new();
        for table in reading.entries().filter(|entry| matches!(entry.kind(), Kind::Table(_))) {
            let end = table.descendants().next_back().map_or(table.id, |last| last.id) + 1;
            let own =
                &known[known.partition_point(|(at, _)| *at < table.id)..known.partition_point(|(at, _)| *at < end)];
            let (first, last) = (own.iter().map(|own| own.1).min(), own.iter().map(|own| own.1).max());
            if matches!((first, last), (Some(first), Some(last)) if (last - first).num_days() > PLAN) {
                wide.push((table.id, end));
            }
        }
        Self { known, wide }
    }

    /// Whether a date of one entry says nothing of the year of another.
    fn is_apart(&self, from: u32, entry: u32) -> bool {
        self.wide.iter().any(|(start, end)| (*start..*end).contains(&from) && !(*start..*end).contains(&entry))
    }

    /// The date with a year that is nearest before an entry, or in it; else the first after it.
    pub fn near(&self, entry: u32) -> Option<NaiveDate> {
        let next = self.known.partition_point(|(at, _)| *at <= entry);
        let tells = |known: &&(u32, NaiveDate)| !self.is_apart(known.0, entry);
        let before = self.known[..next].iter().rev().find(tells);
        before.or_else(|| self.known[next..].iter().find(tells)).map(|(_, date)| *date)
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
