//! Dates with their times of day: `Jan 7, 2026 at 09:00 UTC`, `02:00 UTC Thursday 16th October 2025`, `2026-01-07T09:00Z`.

use chrono::{NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::date::{self, DatePhrase, DateSpan};
use super::scan::Scanner;
use super::span;
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
    let first = scan_one(scan)?;
    if let Some(longer) = scan.attempt(|scan| scan_until(scan, first)) {
        return Some(longer);
    }
    Some(scan.attempt(|scan| scan_again(scan, first)).unwrap_or(first))
}

fn scan_one(scan: &mut Scanner<'_>) -> Option<Moment> {
    scan.attempt(scan_date_first).or_else(|| scan.attempt(scan_clock_first))
}

/// `Jan 5, 09:00 – Jan 6, 17:00`: a span whose ends both have a time; that of the end is read over.
fn scan_until(scan: &mut Scanner<'_>, first: Moment) -> Option<Moment> {
    let days = first.days.filter(|days| days.last.is_none())?;
    first.clock.filter(|clock| clock.end.is_none())?;
    scan.range_mark()?;
    let last = date::scan_date(scan)?;
    scan.attempt(scan_following_clock);
    Some(Moment { days: Some(span::with_years(days.first, last)), ..first })
}

/// ` / Friday 17th October 2025, 12:00 UTC` after the same instant in another zone: of the two, the one in UTC, or that
/// which has a time.
fn scan_again(scan: &mut Scanner<'_>, first: Moment) -> Option<Moment> {
    let zone = first.zone_written()?;
    first.days?;
    scan.spaces();
    let mark = scan.eat(&['/', '(', '=', '|']);
    if mark.is_none() {
        scan.keyword(&["or"])?;
    }
    scan.spaces();
    let other = scan_one(scan).filter(|other| other.days.is_some())?;
    if mark == Some('(') {
        scan.eat(&[')'])?;
    }
    let other_zone = other.zone_written().filter(|other| *other != zone)?;
    let apart = first.days?.minutes_to(other.days?, (first.clock, zone), (other.clock, other_zone))?;
    // An AoE deadline is the end of its day; whoever writes it as an instant rounds by up to half a day.
    let anywhere = [zone, other_zone].contains(&Tz::Etc__GMTPlus12);
    if apart > if anywhere { 24 * 60 } else { 0 } {
        return None;
    }
    let wanted = |moment: &Moment, zone: Tz| (moment.clock.is_some(), zone == Tz::UTC);
    Some(if wanted(&other, other_zone) > wanted(&first, zone) { other } else { first })
}

impl Moment {
    fn zone_written(&self) -> Option<Tz> {
        self.zone.or(self.clock.and_then(|clock| clock.zone))
    }
}

impl DateSpan {
    /// Minutes between two instants, either way; a day without a time ends with its last minute.
    fn minutes_to(self, other: Self, own: (Option<ClockPhrase>, Tz), others: (Option<ClockPhrase>, Tz)) -> Option<i64> {
        let year = self.first.year.or(other.first.year)?;
        let instant = |date: DatePhrase, (clock, zone): (Option<ClockPhrase>, Tz)| {
            let time = clock.map_or(NaiveTime::from_hms_opt(23, 59, 0), |clock| Some(clock.start))?;
            let local = DatePhrase { year: date.year.or(Some(year)), ..date }.on(None)?.and_time(time);
            zone.from_local_datetime(&local).earliest()
        };
        Some((instant(self.first, own)? - instant(other.first, others)?).num_minutes().abs())
    }
}

fn scan_date_first(scan: &mut Scanner<'_>) -> Option<Moment> {
    let days = span::scan_span(scan)?;
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
        span::scan_span(scan)
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
pub(super) fn scan_following_zone(scan: &mut Scanner<'_>) -> Option<Tz> {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        let Some((moment, bytes)) = read(text) else { return String::new() };
        let days = moment.days.map_or(String::new(), |days| {
            format!("{}{}", days.first, days.last.map_or(String::new(), |last| format!("..{last}")))
        });
        let clock = moment.clock.map_or(String::new(), |clock| clock.start.format(" %H:%M").to_string());
        let zone = moment.zone_written().map_or(String::new(), |zone| format!(" {zone}"));
        format!("{days}{clock}{zone}|{}", &text[bytes..])
    }

    #[test]
    fn moments_are_read_as_written() {
        for (text, want) in [
            ("Jan 7, 2026 at 09:00 UTC", "7 January 2026 09:00 UTC|"),
            ("02:00 UTC Thursday 16th October 2025", "Thursday 16 October 2025 02:00 UTC|"),
            ("18:00 PST Friday, 12 Dec 2025", "Friday 12 December 2025 18:00 America/Los_Angeles|"),
            ("2025-10-16T02:00:00Z", "16 October 2025 02:00 UTC|"),
            ("2025-10-16T02:00-07:00", "16 October 2025 02:00 Etc/GMT+7|"),
            ("Thursday 16th October 2025 (AoE)", "Thursday 16 October 2025 Etc/GMT+12|"),
            ("16 October 2025, 23:59 AoE", "16 October 2025 23:59 Etc/GMT+12|"),
            (
                "Thursday 16th October 2025 (AoE) / Friday 17th October 2025, 12:00 UTC",
                "Friday 17 October 2025 12:00 UTC|",
            ),
            ("Thursday 16 October 2025 AoE (Friday 17 October 2025, 12:00 UTC)", "Friday 17 October 2025 12:00 UTC|"),
            ("18:00 PST Friday 12 Dec 2025 / 02:00 UTC Saturday 13 Dec 2025", "Saturday 13 December 2025 02:00 UTC|"),
            (
                "02:00 UTC Thursday 16 October 2025 / 19:00 PDT Wednesday 15 October 2025",
                "Thursday 16 October 2025 02:00 UTC|",
            ),
            ("Jan 5, 09:00 – Jan 6, 17:00 UTC", "5 January..6 January 09:00|"),
            ("09:00 – 10:00 PT", " 09:00 America/Los_Angeles|"),
            ("2026-01-07 (Wed) 09:00", "Wednesday 7 January 2026 09:00|"),
            // Two instants are two moments.
            (
                "16 October 2025 12:00 UTC / 20 October 2025 12:00 PT",
                "16 October 2025 12:00 UTC| / 20 October 2025 12:00 PT",
            ),
            ("16 October 2025 (remote)", "16 October 2025| (remote)"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,40}", near in "(16 October 2025|2025-10-16|T|09:00| UTC| \\(AoE\\)| / | – |,| |Thursday |Z|\\+01:00|é){0,9}") {
            for text in [text, near] {
                if let Some((_, bytes)) = read(&text) {
                    prop_assert!(text.is_char_boundary(bytes));
                }
            }
        }
    }
}
