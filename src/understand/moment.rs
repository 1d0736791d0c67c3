//! When a phrase is: days of the timebox and dates on the calendar. What nothing tells stays unknown.

use chrono::NaiveDate;

use super::phrase::date::DateSpan;
use super::phrase::day::DayPhrase;
use super::phrase::mention::{Mention, Phrase};
use super::reading::{Entry, Reading};

/// Days that a phrase names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Day of the timebox, of a span the first.
    pub day: Option<i32>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day, inclusive, where it is not the first.
    pub end: Option<NaiveDate>,
}

/// The days that a phrase of an entry names; none for phrases that name no day.
pub fn of(entry: Entry<'_>, mention: &Mention) -> Option<Moment> {
    match &mention.phrase {
        Phrase::Date { days, .. } => Some(of_dates(entry.reading, *days)),
        Phrase::Day(day) => Some(of_day(entry.reading, *day)),
        _ => None,
    }
}

/// The days of a date or a span of dates; a missing year is that of what stands around.
pub fn of_dates(reading: &Reading<'_>, days: DateSpan) -> Moment {
    let near = reading.declared.days.map(|days| days.start);
    let start = days.first.on(near);
    let end = days.last.and_then(|last| last.on(near)).filter(|end| start.is_some_and(|start| *end > start));
    Moment { day: None, start, end }
}

/// The days of a day of the timebox.
pub fn of_day(reading: &Reading<'_>, day: DayPhrase) -> Moment {
    let Some((first, last)) = day.days(reading.declared.numbering) else { return Moment::default() };
    let on = |day| reading.declared.days.and_then(|count| count.date(day));
    let start = on(first);
    let end = last.and_then(on).filter(|end| start.is_some_and(|start| *end > start));
    Moment { day: Some(first), start, end }
}

/// When what stands under it is due: the days that the nearest heading or line above an entry begins with or has in
/// parentheses (`### Day 3: Review`, `**1 week before the sprint:**`), and the entry that says so.
pub fn governing<'r>(entry: Entry<'r>) -> Option<(Entry<'r>, &'r Mention, Moment)> {
    entry.ancestors().find_map(|above| {
        let named = if above.is_heading() || above.label().is_empty() { above.text() } else { above.label() };
        above.mentions_in(named).find_map(|mention| Some((above, mention, of(above, mention)?)))
    })
}
