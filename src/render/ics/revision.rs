//! When an entry was last changed: DTSTAMP, LAST-MODIFIED and SEQUENCE, all of one instant.

use chrono::{DateTime, Utc};

use super::line::Lines;
use super::stamp;

/// When the count of revisions begins, and the revision of a document of which nobody knows when it was changed:
/// SEQUENCE counts the seconds from here, so such an entry has SEQUENCE 0 and any known revision supersedes it.
pub const EPOCH: DateTime<Utc> = DateTime::from_timestamp(1_577_836_800, 0).expect("2020-01-01 is an instant");

/// Writes the three. Without a METHOD, DTSTAMP is the time of the last revision (RFC 5545, 3.8.7.2).
pub(super) fn write(lines: &mut Lines, revised: Option<DateTime<Utc>>) {
    let revised = revised.unwrap_or(EPOCH);
    let stamp = stamp::utc(revised.naive_utc());
    lines.raw("DTSTAMP", &stamp);
    lines.raw("LAST-MODIFIED", &stamp);
    lines.raw("SEQUENCE", &(revised - EPOCH).num_seconds().clamp(0, i64::from(i32::MAX)).to_string());
}
