//! When a fact is, as calendars want to know it.

use chrono::NaiveDate;

use crate::link::Handbook;
use crate::render::agenda::series;
use crate::render::ics::{Series, Time};
use crate::render::index::Entry;
use crate::understand::fact::When;

/// When an event is, and when again; none where nobody can tell.
pub fn of(handbook: &Handbook<'_>, entry: &Entry<'_>) -> Option<(Time, Option<Series>)> {
    let when = entry.fact.when.as_deref()?;
    let document = entry.document as usize;
    let days = || series::days_of_sprint(handbook, document, entry.fact);
    // A day of its own, or of its sprint: without one nobody knows the first time.
    if when.rrule.is_some() && (when.start.is_some() || days().is_some()) {
        let series = series::Series::of(handbook, document, entry.fact);
        if let Some((series, first)) = series.and_then(|series| series.first().map(|first| (series, first))) {
            let last = series.last();
            let recurs = last != Some(first);
            let again = Series { last, except: series.holidays(), rule: series.rule };
            return Some((on(when, first, None), recurs.then_some(again)));
        }
    }
    Some((on(when, when.start?, when.end), None))
}

/// At its time of day, or all day where that is not told or there are several days.
fn on(when: &When, first: NaiveDate, last: Option<NaiveDate>) -> Time {
    match when.time.filter(|_| last.is_none()) {
        Some(time) => Time::Clock { start: first.and_time(time), zone: when.zone, minutes: when.minutes },
        None => Time::Days { first, last: last.unwrap_or(first) },
    }
}
