//! Years that are not written with their date: taken from what stands around only where they are certain.

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::super::phrase::date::{DatePhrase, DateSpan};
use super::super::super::reading::Entry;
use super::DatedWeekday;
use crate::base::span::Span;

/// A span with the year of each side: of `Dec 29 – Jan 9, 2026` and `Nov 15, 2025 – Jan 10` the year stands once, and
/// the other side may be in the next or the last year.
pub(super) fn of_span(days: DateSpan, text: &str) -> DateSpan {
    let Some(last) = days.last else { return days };
    let (Some(year), true) = (days.first.year, days.first.year == last.year) else { return days };
    if days.first.month < last.month + 6 || text.matches(&year.to_string()).count() != 1 {
        return days;
    }
    // Where the year ends the phrase it is the last day's.
    let ends = text.trim_end().ends_with(&year.to_string());
    let (first, second) = if ends { (year - 1, year) } else { (year, year + 1) };
    DateSpan {
        first: DatePhrase { year: Some(first), ..days.first },
        last: Some(DatePhrase { year: Some(second), ..last }),
    }
}

/// The dates of a document that say their year.
#[derive(Default)]
pub(super) struct Years {
    /// The date, the entry it stands in, and that entry's place; in the order of the text.
    dates: Vec<Dated>,
    /// The first and the last day of all.
    ends: Option<[Dated; 2]>,
}

type Dated = (NaiveDate, u32, Span);

impl Years {
    /// Remembers the dates of a phrase.
    pub fn add(&mut self, entry: Entry<'_>, days: DateSpan) {
        for day in [Some(days.first), days.last].into_iter().flatten() {
            if let (Some(_), Some(date)) = (day.year, day.on(None)) {
                let dated = (date, entry.id, entry.span());
                self.dates.push(dated);
                let [first, last] = self.ends.get_or_insert([dated, dated]);
                if date < first.0 {
                    *first = dated;
                } else if date > last.0 {
                    *last = dated;
                }
            }
        }
    }

    /// The first of all.
    pub fn first(&self) -> Option<NaiveDate> {
        self.ends.map(|[first, _]| first.0)
    }

    /// The date with the year of a date in the same entry, and where that stands.
    fn beside(&self, one: &Pending) -> Option<(NaiveDate, Span)> {
        let from = self.dates.partition_point(|(_, entry, _)| *entry < one.entry);
        let same = self.dates[from..].iter().take_while(|(_, entry, _)| *entry == one.entry);
        certain(one.day, same)
    }

    /// The date with the year of the dates in the same table or list, and where one of these stands.
    fn within(&self, one: &Pending) -> Option<(NaiveDate, Span)> {
        let (from, to) = one.within?;
        let from = self.dates.partition_point(|(_, entry, _)| *entry <= from);
        certain(one.day, self.dates[from..].iter().take_while(|(_, entry, _)| *entry < to).take(MOST))
    }

    /// Whether the weekday contradicts the nearest year and fits another that the document's dates say: `Mon 21
    /// December` in a plan that begins on 5 January 2026.
    fn fits_other(&self, one: &Pending, date: NaiveDate) -> bool {
        let fits = |year: i32| {
            let day = DatePhrase { year: Some(year), ..one.day };
            year != date.year() && day.on(None).is_some_and(|date| date.weekday() == one.weekday)
        };
        let mut known = self.ends.iter().flatten().map(|(known, ..)| known.year());
        date.weekday() != one.weekday && known.clone().all(|year| year != date.year()) && known.any(fits)
    }

    /// The date with the year of the document's dates, and where one of these stands; none where they give several.
    fn around(&self, day: DatePhrase) -> Option<(NaiveDate, Span)> {
        // What the first and the last agree on, those between say too.
        certain(day, self.ends.iter().flatten())
    }
}

/// The date nearest to all of these, where that is one date.
fn certain<'d>(day: DatePhrase, mut dates: impl Iterator<Item = &'d Dated>) -> Option<(NaiveDate, Span)> {
    let (near, _, span) = dates.next()?;
    let date = day.on(Some(*near))?;
    dates.all(|(near, _, _)| day.on(Some(*near)) == Some(date)).then_some((date, *span))
}

/// Most dates of a table that are asked for the year.
const MOST: usize = 40;

/// A weekday beside a date without a year.
pub(super) struct Pending {
    pub entry: u32,
    /// The table or list that it stands in: its node, and the first after it.
    pub within: Option<(u32, u32)>,
    pub weekday: Weekday,
    pub day: DatePhrase,
    pub span: Span,
    pub date_span: Option<Span>,
}

/// Fewest other weekdays of a document that have to fit a year which stands elsewhere in it.
const WITNESSES: usize = 2;

/// Gives those that wait the years that are certain: said in the same line, or by the dates of the document while its
/// other weekdays fit that year.
pub(super) fn settle(years: &Years, pending: &[Pending], found: &mut Vec<DatedWeekday>) {
    let claim = |one: &Pending, (date, year): (NaiveDate, Span)| DatedWeekday {
        weekday: one.weekday,
        date,
        span: one.span,
        year: Some(year),
        date_span: one.date_span,
    };
    let mut afar = Vec::new();
    let before = found.len();
    for one in pending {
        match years.beside(one) {
            Some(date) => found.push(claim(one, date)),
            None => {
                let found = years.within(one).or_else(|| years.around(one.day));
                afar.extend(found.filter(|(date, _)| !years.fits_other(one, *date)).map(|date| claim(one, date)));
            }
        }
    }
    let fitting = |claims: &[DatedWeekday]| claims.iter().filter(|claim| claim.date.weekday() == claim.weekday).count();
    let fits = fitting(&afar);
    let witnesses = fits + fitting(&found[before..]);
    if witnesses >= WITNESSES && (afar.len() - fits) * 2 <= witnesses {
        found.append(&mut afar);
    }
}
