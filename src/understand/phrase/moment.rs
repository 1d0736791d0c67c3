//! Dates with their times of day: `Jan 7, 2026 at 09:00 UTC`, `02:00 UTC Thursday 16th October 2025`, `2026-01-07T09:00Z`.

use chrono_tz::Tz;

use super::date::{self, DateSpan};
use super::scan::Scanner;
use super::time::{self, ClockPhrase};
use super::zone;

/// Days, a time of day, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The days.
    pub days: Option<DateSpan>,
    /// The time of day.
    pub clock: Option<ClockPhrase>,
    /// The zone where it is written without a time of day: `(AoE)`.
    pub zone: Option<Tz>,
}

/// Reads a date, a time of day, or both, at the head of a text; gives them with the number of bytes they take.
pub fn read(text: &str) -> Option<(Moment, usize)> {
    let mut scan = Scanner::new(text);
    let moment = scan_moment(&mut scan)?;
    Some((moment, scan.at()))
}

pub(super) fn scan_moment(scan: &mut Scanner<'_>) -> Option<Moment> {
    scan.attempt(scan_date_first).or_else(|| scan.attempt(scan_clock_first))
}

fn scan_date_first(scan: &mut Scanner<'_>) -> Option<Moment> {
    let days = date::scan_span(scan)?;
    let clock = scan.attempt(scan_following_clock);
    let zone = if clock.is_none() { scan.attempt(scan_following_zone) } else { None };
    Some(Moment { days: Some(days), clock, zone })
}

/// `02:00 UTC Thursday 16th October 2025`, `9 AM on Friday, 12 Dec`
fn scan_clock_first(scan: &mut Scanner<'_>) -> Option<Moment> {
    let clock = time::scan_clock(scan)?;
    let days = scan.attempt(|scan| {
        scan.spaces();
        scan.eat(&[',', '·']);
        scan.spaces();
        if scan.keyword(&["on"]).is_some() {
            scan.spaces();
        }
        date::scan_span(scan)
    });
    Some(Moment { days, clock: Some(clock), zone: None })
}

/// `, 14:00`, ` at 14:00`, ` @ 14:00`, `T14:00` after a day or a date.
pub(super) fn scan_following_clock(scan: &mut Scanner<'_>) -> Option<ClockPhrase> {
    if scan.rest().starts_with('T') {
        scan.eat(&['T']);
        return time::scan_iso_clock(scan);
    }
    scan.spaces();
    scan.eat(&[',', ';', '@', '·']);
    scan.spaces();
    if scan.keyword(&["at", "from"]).is_some() {
        scan.spaces();
    }
    time::scan_clock(scan)
}

/// ` (AoE)`, ` UTC`, ` Anywhere on Earth` after a date.
fn scan_following_zone(scan: &mut Scanner<'_>) -> Option<Tz> {
    scan.spaces();
    scan.eat(&[',']);
    scan.spaces();
    let open = scan.eat(&['(']);
    let zone = zone::scan_zone(scan)?;
    if open.is_some() {
        scan.eat(&[')'])?;
    }
    Some(zone)
}
