//! When somebody is on duty, as calendars want to know it.

use chrono::Days;
use chrono_tz::Tz;

use crate::render::ics::Time;
use crate::understand::fact::Shift;

/// When a shift is; none where its first day is not known. Shifts of several days that begin and end at a time of day
/// are those days: whether somebody is on duty in between, the times do not say.
pub fn time(shift: &Shift, zone: Option<Tz>) -> Option<Time> {
    if let Some((start, end)) = shift.exact {
        return Some(Time::between(start, end, zone));
    }
    let first = shift.start?;
    let last = shift.end.filter(|end| *end > first);
    match (shift.from, shift.until, last) {
        (Some(from), Some(until), None) => {
            let end = if until > from { Some(first) } else { first.checked_add_days(Days::new(1)) };
            Some(Time::between(first.and_time(from), end?.and_time(until), zone))
        }
        _ => Some(Time::Days { first, last: last.unwrap_or(first) }),
    }
}
