//! Dates and times as RFC 5545, 3.3.4 and 3.3.5, writes them.

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use super::instant;

/// On which clock the times of an event are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// On that of the reader, wherever that is.
    Floating,
    /// As instants.
    Utc,
    /// On that of a zone, which the feed has to define.
    Zone(Tz),
}

impl Clock {
    /// What stands behind the name of a property: `;TZID=Europe/Berlin`.
    pub fn parameter(self) -> String {
        match self {
            Self::Zone(zone) => format!(";TZID={}", zone.name()),
            Self::Floating | Self::Utc => String::new(),
        }
    }

    /// A time of this clock as a value: local time, and of UTC with its `Z`.
    pub fn value(self, time: NaiveDateTime) -> String {
        if self == Self::Utc { utc(time) } else { local(time) }
    }

    /// A time of this clock as UNTIL wants it: in UTC wherever the event is at an instant (RFC 5545, 3.3.10).
    pub fn until(self, time: NaiveDateTime) -> String {
        match self {
            Self::Floating => local(time),
            Self::Utc => utc(time),
            Self::Zone(zone) => utc(instant::utc(time, zone)),
        }
    }
}

/// `20260105`
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// `20260105T090000Z`
pub(super) fn utc(instant: NaiveDateTime) -> String {
    instant.format("%Y%m%dT%H%M%SZ").to_string()
}

/// `20260105T090000`
pub(super) fn local(time: NaiveDateTime) -> String {
    time.format("%Y%m%dT%H%M%S").to_string()
}
