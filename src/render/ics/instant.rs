//! Local times as instants, and instants as local times.

use chrono::{NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// The UTC time of a local time, by RFC 5545, 3.3.5: of an hour that comes twice the first, and in an hour that
/// is left out the offset before it.
pub(super) fn utc(local: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    if let Some(instant) = zone.from_local_datetime(&local).earliest() {
        return instant.naive_utc();
    }
    // Gaps are an hour long as a rule; Samoa once left out a day.
    let before = [3, 30].into_iter().filter_map(|hours| local.checked_sub_signed(TimeDelta::hours(hours)));
    let offset = before.filter_map(|before| zone.offset_from_local_datetime(&before).earliest()).next();
    offset.and_then(|offset| local.checked_sub_offset(offset.fix())).unwrap_or(local)
}

/// The local time of a UTC time.
pub(super) fn local(utc: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    let offset = zone.offset_from_utc_datetime(&utc).fix();
    utc.checked_add_offset(offset).unwrap_or(utc)
}

/// Whether a local time comes once, so that every reader takes it for the same instant: readers do not agree about
/// hours that are left out or come twice.
pub(super) fn is_plain(local: NaiveDateTime, zone: Tz) -> bool {
    zone.from_local_datetime(&local).single().is_some()
}

/// Whether a zone never changes and few readers know its name: UTC and its likes, `Etc/GMT+12` for Anywhere on Earth.
pub(super) fn is_technical(zone: Tz) -> bool {
    let name = zone.name();
    let likes = ["UTC", "UCT", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich", "Universal", "Zulu"];
    name.starts_with("Etc/") || likes.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_around_both_changes_are_those_of_the_zone() {
        let cases = [
            ("2026-03-08T01:59:00", Tz::America__Los_Angeles, "2026-03-08T09:59:00"),
            ("2026-03-08T02:30:00", Tz::America__Los_Angeles, "2026-03-08T10:30:00"),
            ("2026-03-08T03:00:00", Tz::America__Los_Angeles, "2026-03-08T10:00:00"),
            ("2026-11-01T01:30:00", Tz::America__Los_Angeles, "2026-11-01T08:30:00"),
            ("2026-11-01T02:00:00", Tz::America__Los_Angeles, "2026-11-01T10:00:00"),
            ("2026-03-29T02:30:00", Tz::Europe__Berlin, "2026-03-29T01:30:00"),
            ("2011-12-30T09:00:00", Tz::Pacific__Apia, "2011-12-30T19:00:00"),
            ("2026-01-07T23:59:00", Tz::Etc__GMTPlus12, "2026-01-08T11:59:00"),
        ];
        for (local, zone, want) in cases {
            assert_eq!(utc(local.parse().unwrap(), zone), want.parse().unwrap(), "{local} {zone}");
        }
        assert_eq!(
            local("2026-03-08T10:30:00".parse().unwrap(), Tz::America__Los_Angeles),
            "2026-03-08T03:30:00".parse().unwrap()
        );
        let plain = |local: &str| is_plain(local.parse().unwrap(), Tz::America__Los_Angeles);
        assert!(plain("2026-11-01T02:00:00") && !plain("2026-11-01T01:30:00") && !plain("2026-03-08T02:30:00"));
        assert!(is_technical(Tz::UTC) && is_technical(Tz::Etc__GMTPlus12) && !is_technical(Tz::Europe__London));
    }
}
