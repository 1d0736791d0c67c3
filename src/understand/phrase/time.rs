//! Times of day: `09:00`, `9:00 AM UTC`, `9–10:30 AM`, `09:00–10:00 PT`.

use chrono::{NaiveTime, Timelike};
use chrono_tz::Tz;

use super::scan::Scanner;
use super::zone;

/// A time of day as written, or the first and last of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockPhrase {
    /// When it begins.
    pub start: NaiveTime,
    /// When it ends, where that is written.
    pub end: Option<NaiveTime>,
    /// The zone, where it is written.
    pub zone: Option<Tz>,
}

/// Half a day, as `9–10:30 AM` says it once for both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

/// A time before it is known which half of the day is meant.
#[derive(Clone, Copy)]
struct Written {
    hour: u32,
    minute: Option<u32>,
    half: Option<Half>,
}

/// Reads a time at the head of a text; gives it with the number of bytes it takes.
pub fn read(text: &str) -> Option<(ClockPhrase, usize)> {
    let mut scan = Scanner::new(text);
    let clock = scan_clock(&mut scan)?;
    Some((clock, scan.at()))
}

impl ClockPhrase {
    /// Whole minutes from start to end, past midnight where the end is the earlier.
    pub fn minutes(self) -> Option<u32> {
        let minute = |time: NaiveTime| time.hour() * 60 + time.minute();
        let length = (minute(self.end?) + 24 * 60 - minute(self.start)) % (24 * 60);
        (length > 0).then_some(length)
    }
}

/// Reads a time, or a span of times, and its zone.
pub(super) fn scan_clock(scan: &mut Scanner<'_>) -> Option<ClockPhrase> {
    scan.attempt(|scan| {
        let start = scan_written(scan)?;
        let early_zone = scan.attempt(scan_spaced_zone);
        let end = scan.attempt(|scan| {
            scan.range_mark()?;
            scan_written(scan).filter(Written::is_certain)
        });
        let zone = early_zone.filter(|_| end.is_none()).or_else(|| scan.attempt(scan_spaced_zone)).or(early_zone);
        let (start, end) = match end {
            Some(end) => (start.before(end)?, Some(end.time()?)),
            None => (Some(start).filter(Written::is_certain)?.time()?, None),
        };
        Some(ClockPhrase { start, end, zone })
    })
}

/// `T09:00:00-07:00` of a date and time in ISO 8601, after its `T`.
pub(super) fn scan_iso_clock(scan: &mut Scanner<'_>) -> Option<ClockPhrase> {
    let start = scan_written(scan)?.time()?;
    Some(ClockPhrase { start, end: None, zone: zone::scan_iso_offset(scan, true) })
}

fn scan_written(scan: &mut Scanner<'_>) -> Option<Written> {
    if scan.peek()?.is_ascii_alphabetic() {
        let hour = match scan.keyword(&["noon", "midday", "midnight"])? {
            midnight if midnight.eq_ignore_ascii_case("midnight") => 0,
            _ => 12,
        };
        return Some(Written { hour, minute: Some(0), half: None });
    }
    if let Some(military) = scan.attempt(scan_military) {
        return Some(military);
    }
    let hour = scan.number(2)?;
    let minute = scan.attempt(|scan| {
        scan.eat(&[':'])?;
        scan.digits(2)
    });
    if minute.is_some() && scan.attempt(|scan| scan.eat(&[':']).and(scan.digits(2))).is_some() {
        // Seconds are read over: no meeting has any.
    }
    let half = scan.attempt(scan_half);
    // `12 noon`
    if half.is_none()
        && hour == 12
        && scan.attempt(|scan| scan.spaces().then_some(()).and(scan.keyword(&["noon"]))).is_some()
    {
        return Some(Written { hour, minute: Some(0), half });
    }
    let ends =
        scan.keyword(&["h", "hrs"]).is_some() || scan.word_ends() || minute.is_some() && scan.rest().starts_with('Z');
    if !ends {
        return None;
    }
    Some(Written { hour, minute, half })
}

/// `1400 UTC`, `0900 hrs`: four digits are a time only before a zone or hours.
fn scan_military(scan: &mut Scanner<'_>) -> Option<Written> {
    let digits = scan.digits(4)?;
    let mut ahead = *scan;
    ahead.spaces();
    let hours = ahead.keyword(&["hrs", "hours"]).is_some();
    if hours {
        *scan = ahead;
    }
    let said = hours || zone::scan_zone(&mut ahead) == Some(Tz::UTC);
    let (hour, minute) = (digits / 100, digits % 100);
    (said && hour < 24 && minute < 60).then_some(Written { hour, minute: Some(minute), half: None })
}

fn scan_half(scan: &mut Scanner<'_>) -> Option<Half> {
    scan.spaces();
    let letter = scan.eat(&['a', 'A', 'p', 'P'])?;
    let dotted = scan.eat(&['.']).is_some();
    scan.eat(&['m', 'M'])?;
    if dotted {
        scan.eat(&['.']);
    }
    let half = if letter.eq_ignore_ascii_case(&'a') { Half::Am } else { Half::Pm };
    scan.word_ends().then_some(half)
}

/// ` UTC`, ` (UTC)`, `Z`
fn scan_spaced_zone(scan: &mut Scanner<'_>) -> Option<Tz> {
    if let Some(zone) = zone::scan_iso_offset(scan, false) {
        return Some(zone);
    }
    scan.spaces();
    if scan.eat(&['(']).is_none() {
        return zone::scan_zone(scan);
    }
    let zone = zone::scan_zone(scan)?;
    scan.eat(&[')'])?;
    Some(zone)
}

impl Written {
    /// `9` alone could be anything; `9:00` and `9 AM` are times.
    fn is_certain(&self) -> bool {
        self.minute.is_some() || self.half.is_some()
    }

    fn time(self) -> Option<NaiveTime> {
        let hour = match self.half {
            None => self.hour,
            Some(_) if !(1..=12).contains(&self.hour) => return None,
            Some(Half::Am) => self.hour % 12,
            Some(Half::Pm) => self.hour % 12 + 12,
        };
        NaiveTime::from_hms_opt(hour, self.minute.unwrap_or(0), 0)
    }

    /// The time of a start whose half of the day may stand at the end alone.
    fn before(self, end: Self) -> Option<NaiveTime> {
        if self.half.is_some() || end.half.is_none() {
            return self.time();
        }
        let end_time = end.time()?;
        let same_half = Self { half: end.half, ..self }.time();
        same_half.filter(|start| *start < end_time).or_else(|| self.time())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Option<String> {
        let (clock, bytes) = read(text)?;
        let end = clock.end.map_or(String::new(), |end| end.format("-%H:%M").to_string());
        let zone = clock.zone.map_or("", |zone| zone.name());
        Some(format!("{}{end} {zone}|{}", clock.start.format("%H:%M"), &text[bytes..]))
    }

    #[test]
    fn times_are_read_as_written() {
        let cases = [
            ("09:00", "09:00 |"),
            ("9:00 AM UTC", "09:00 UTC|"),
            ("09:00–10:00 PT", "09:00-10:00 America/Los_Angeles|"),
            ("9–10:30 AM", "09:00-10:30 |"),
            ("11-1 PM", "11:00-13:00 |"),
            ("9:00 - 10:00 p.m. (CET)", "21:00-22:00 Europe/Berlin|"),
            ("12 PM", "12:00 |"),
            ("12:30 am", "00:30 |"),
            ("noon UTC", "12:00 UTC|"),
            ("14:00 Europe/Berlin, Room 4", "14:00 Europe/Berlin|, Room 4"),
            ("14:00 – Demo", "14:00 | – Demo"),
            ("16:00 UTC to 17:00 UTC", "16:00-17:00 UTC|"),
            ("2026", ""),
            ("9am ET", "09:00 America/New_York|"),
            ("16:00 CET/CEST", "16:00 Europe/Berlin|"),
            ("23:59 Anywhere on Earth", "23:59 Etc/GMT+12|"),
            ("12 noon", "12:00 |"),
            ("midnight UTC", "00:00 UTC|"),
            ("1400 UTC", "14:00 UTC|"),
            ("1400 ms", ""),
            ("09:00Z", "09:00 UTC|"),
            ("09:00+01:00", "09:00 Etc/GMT-1|"),
            ("14h", ""),
            ("9", ""),
            ("9-10", ""),
            ("25:00", ""),
            ("13 PM", ""),
            ("9:0", ""),
            ("3 amazing", ""),
        ];
        for (text, want) in cases {
            assert_eq!(shown(text).unwrap_or_default(), want, "{text}");
        }
    }

    #[test]
    fn a_span_knows_its_minutes() {
        let minutes = |text| read(text).and_then(|(clock, _)| clock.minutes());
        assert_eq!(minutes("09:00–10:30"), Some(90));
        assert_eq!(minutes("23:30-00:15"), Some(45));
        assert_eq!(minutes("09:00"), None);
        assert_eq!(minutes("09:00-09:00"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,30}", near in "([0-9]|:|am|PM|\\.| |–|UTC|\\(|\\)|é|/|\\+|to){0,14}") {
            for text in [text, near] {
                if let Some((_, bytes)) = read(&text) {
                    prop_assert!(text.is_char_boundary(bytes));
                }
            }
        }
    }
}
