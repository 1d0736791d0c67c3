//! Days of a timebox: `Day 3`, `Day 2-3`, `Day 0`, `Week 1 Day 5`, and the dates they fall on.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use super::scan::Scanner;
use crate::config::{Holiday, Numbering};

/// A day or a span of days of a timebox, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayPhrase {
    /// The week in which the days are counted; none where they are days of the timebox.
    pub week: Option<u32>,
    /// The first day; day 0 is the day before the start.
    pub first: i32,
    /// The last day, of a span.
    pub last: Option<i32>,
}

/// Reads a day at the head of a text; gives it with the number of bytes it takes.
pub fn read(text: &str) -> Option<(DayPhrase, usize)> {
    let mut scan = Scanner::new(text);
    let day = scan_day(&mut scan, true)?;
    Some((day, scan.at()))
}

/// What `W3` and `D1` stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Short {
    /// `D1`
    Day(DayPhrase),
    /// `W3`, `W1-W2`: first and last.
    Weeks(u32, u32),
}

/// Reads weeks at the head of a text, first and last, with the number of bytes they take: `Week 3`, `Weeks 39-40`.
pub fn weeks(text: &str) -> Option<((u32, u32), usize)> {
    let mut scan = Scanner::new(text);
    scan.keyword(&["week", "weeks", "wk", "wks"]).or_else(|| {
        // `Week3` is one word to a reader, too.
        scan.attempt(|scan| scan.word().filter(|word| word.eq_ignore_ascii_case("week")))
    })?;
    scan.eat(&['.']);
    scan.spaces();
    scan.eat(&['#']);
    let weeks = scan_weeks(&mut scan, &["week", "wk"])?;
    Some((weeks, scan.at()))
}

/// Reads `W3` or `D1`; a day only where it is all there is, or heads the text: `D1` may be anything.
pub fn short(text: &str, at: usize) -> Option<(Short, usize)> {
    let mut scan = Scanner::new(&text[at..]);
    match scan.eat(&['W', 'D'])? {
        'W' => {
            let (first, last) = scan_weeks(&mut scan, &["w"])?;
            Some((Short::Weeks(first, last), scan.at()))
        }
        _ => {
            let (first, last) = scan_weeks(&mut scan, &["d"])?;
            let alone = at == 0 && (scan.rest().is_empty() || scan.rest().starts_with([':', '|']));
            let last = (last > first).then_some(last as i32);
            alone.then(|| (Short::Day(DayPhrase { week: None, first: first as i32, last }), scan.at()))
        }
    }
}

/// The number of a week, and the last of several.
fn scan_weeks(scan: &mut Scanner<'_>, again: &[&str]) -> Option<(u32, u32)> {
    let first = scan.number(2).filter(|_| scan.word_ends())?;
    let last = scan.attempt(|scan| {
        if scan.range_mark().is_none() {
            scan.spaces();
            if scan.eat(&['&', '+']).is_none() {
                scan.keyword(&["and"])?;
            }
            scan.spaces();
        }
        let word =
            scan.attempt(|scan| scan.word().filter(|word| again.iter().any(|known| word.eq_ignore_ascii_case(known))));
        if word.is_some() {
            scan.spaces();
        }
        let last = scan.number(2)?;
        // `Week 3 - 10:00` has one week; `Weeks 1–2: …` has two.
        let clock =
            scan.rest().strip_prefix(':').is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
        (last > first && scan.word_ends() && !clock).then_some(last)
    });
    Some((first, last.unwrap_or(first)))
}

/// Reads a day; of `Day 3 - 5` both numbers when spans are wanted, else the first alone.
pub(super) fn scan_day(scan: &mut Scanner<'_>, spans: bool) -> Option<DayPhrase> {
    scan.attempt(|scan| {
        let week = scan.attempt(scan_week);
        if week.is_none() && scan.keyword(&["sprint"]).is_some() {
            scan.spaces();
        }
        scan.keyword(&["day", "days"]).or_else(|| {
            // `Day3` is one word to a reader, too.
            scan.attempt(|scan| scan.word().filter(|word| word.eq_ignore_ascii_case("day")))
        })?;
        scan.spaces();
        let before_start = scan.eat(&['-', '−']).is_some();
        let number = scan.number(3)? as i32;
        let first = if before_start { -number } else { number };
        let last = if spans { scan.attempt(|scan| scan_last(scan, first)) } else { None };
        let week = week.or_else(|| scan.attempt(scan_of_week));
        scan.word_ends().then_some(DayPhrase { week, first, last })
    })
}

/// `Week 1 `, `Week 1, `, `Week 1 - ` before a day.
fn scan_week(scan: &mut Scanner<'_>) -> Option<u32> {
    scan.keyword(&["week", "wk"])?;
    scan.spaces();
    let week = scan.number(2)?;
    scan.spaces();
    scan.eat(&[',', '-', '–', '—', '/', ':', '·']);
    scan.spaces();
    Some(week)
}

/// ` of Week 2`, ` (Week 2)` after a day.
fn scan_of_week(scan: &mut Scanner<'_>) -> Option<u32> {
    scan.spaces();
    let open = scan.eat(&['(']).is_some();
    if !open {
        scan.eat(&[',']);
        scan.spaces();
        if scan.keyword(&["of", "in"]).is_some() {
            scan.spaces();
        }
    }
    scan.keyword(&["week", "wk"])?;
    scan.spaces();
    let week = scan.number(2)?;
    if open {
        scan.eat(&[')'])?;
    }
    scan.word_ends().then_some(week)
}

/// `-3`, ` – 3`, ` to Day 3`, ` & 3` after the first day of a span.
fn scan_last(scan: &mut Scanner<'_>, first: i32) -> Option<i32> {
    if scan.range_mark().is_none() {
        scan.spaces();
        if scan.eat(&['&', '+']).is_none() {
            scan.keyword(&["and"])?;
        }
        scan.spaces();
    }
    if scan.keyword(&["day"]).is_some() {
        scan.spaces();
    }
    let last = scan.number(3)? as i32;
    (last > first && scan.word_ends()).then_some(last)
}

impl DayPhrase {
    /// First and last day of the timebox; none where a week has no such day.
    pub fn days(self, numbering: Numbering) -> Option<(i32, Option<i32>)> {
        let Some(week) = self.week else { return Some((self.first, self.last)) };
        let length = match numbering {
            Numbering::Calendar => 7,
            Numbering::Working => 5,
        };
        let in_week = 1..=length;
        if week == 0 || !in_week.contains(&self.first) || !self.last.is_none_or(|last| in_week.contains(&last)) {
            return None;
        }
        let before = (week as i32 - 1) * length;
        Some((before + self.first, self.last.map(|last| before + last)))
    }
}

impl fmt::Display for DayPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(week) = self.week {
            write!(f, "Week {week} ")?;
        }
        write!(f, "Day {}", self.first)?;
        self.last.map_or(Ok(()), |last| write!(f, "-{last}"))
    }
}

/// Days of the calendar among which a working day is looked for, each way; holidays may leave none.
const FARTHEST: usize = 4_000;

/// Counts the days of a timebox from its start.
#[derive(Clone, Copy, Debug)]
pub struct DayCount<'a> {
    /// Day 1.
    pub start: NaiveDate,
    /// Which days count.
    pub numbering: Numbering,
    /// Days on which nobody works; they matter to working days alone.
    pub holidays: &'a [Holiday],
}

impl DayCount<'_> {
    /// The date of a day: Day 1 is the start, Day 0 the day before; none beyond the calendar's end.
    ///
    /// Where working days are counted and the start is none, the next one is Day 1.
    pub fn date(&self, day: i32) -> Option<NaiveDate> {
        match self.numbering {
            Numbering::Calendar => self.start.checked_add_signed(chrono::Duration::days(i64::from(day) - 1)),
            Numbering::Working => self.working_date(day),
        }
    }

    fn working_date(&self, day: i32) -> Option<NaiveDate> {
        let mut forward = self.start.iter_days().take(FARTHEST).filter(|date| self.works(*date));
        let first = forward.next()?;
        if day == 1 {
            return Some(first);
        }
        let mut backward = first.iter_days().rev().take(FARTHEST).filter(|date| self.works(*date));
        match usize::try_from(day - 2) {
            Ok(later) => forward.nth(later),
            Err(_) => backward.nth(usize::try_from(1 - day).ok()?),
        }
    }

    fn works(&self, date: NaiveDate) -> bool {
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
            && !self.holidays.iter().any(|holiday| holiday.contains(date))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn off(start: NaiveDate, end: NaiveDate) -> Holiday {
        Holiday { start, end, name: None }
    }

    fn count(start: &str, numbering: Numbering, holidays: &[Holiday], day: i32) -> String {
        DayCount { start: date(start), numbering, holidays }.date(day).unwrap().to_string()
    }

    #[test]
    fn days_are_read_as_written() {
        let cases = [
            ("Day 3: x", "Day 3", 5),
            ("day 2-3: x", "Day 2-3", 7),
            ("Days 2 – 3", "Day 2-3", 12),
            ("Day 1 to Day 3", "Day 1-3", 14),
            ("Day 0", "Day 0", 5),
            ("Day -1", "Day -1", 6),
            ("Week 1 Day 3", "Week 1 Day 3", 12),
            ("Week 2, Day 1", "Week 2 Day 1", 13),
            ("Sprint Day 4", "Day 4", 12),
            ("Day 3 - Review", "Day 3", 5),
            ("Day 5-3", "Day 5", 5),
            ("Day 5 of Week 2", "Week 2 Day 5", 15),
            ("Day 2 (Week 1)", "Week 1 Day 2", 14),
            ("Days 1-2", "Day 1-2", 8),
            ("Week 1, Days 1-3", "Week 1 Day 1-3", 16),
        ];
        for (text, want, bytes) in cases {
            let (phrase, read) = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((phrase.to_string().as_str(), read), (want, bytes), "{text}");
        }
        for text in ["Daylight 3", "Day", "Day one", "Day 2026", "Days of 3", "Week 3", "Day 3rd", "Today 3", "1 Day 3"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_week_has_no_eighth_day() {
        let phrase = DayPhrase { week: Some(2), first: 3, last: None };
        assert_eq!(phrase.days(Numbering::Calendar), Some((10, None)));
        assert_eq!(phrase.days(Numbering::Working), Some((8, None)));
        assert_eq!(DayPhrase { first: 8, ..phrase }.days(Numbering::Calendar), None);
        assert_eq!(DayPhrase { first: 6, ..phrase }.days(Numbering::Working), None);
        assert_eq!(DayPhrase { week: Some(0), ..phrase }.days(Numbering::Calendar), None);
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays() {
        assert_eq!(count("2026-01-05", Numbering::Calendar, &[], 14), "2026-01-18");
        assert_eq!(count("2026-01-05", Numbering::Calendar, &[], 0), "2026-01-04");
        assert_eq!(count("2026-01-05", Numbering::Working, &[], 6), "2026-01-12");
        assert_eq!(count("2026-01-05", Numbering::Working, &[], 0), "2026-01-02");
        assert_eq!(
            count("2026-01-05", Numbering::Working, &[off(date("2026-01-06"), date("2026-01-07"))], 2),
            "2026-01-08"
        );
        assert_eq!(count("2026-01-03", Numbering::Working, &[], 1), "2026-01-05");
    }

    /// Days since 1 March of year 0, and back, by arithmetic on the Gregorian rules: shares nothing with chrono.
    fn serial(year: i64, month: i64, day: i64) -> i64 {
        let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + day - 1
    }

    fn serial_of(date: NaiveDate) -> i64 {
        serial(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()))
    }

    /// 1 March of year 0 was a Wednesday; Monday is 0.
    fn works(serial: i64, holidays: &[i64]) -> bool {
        (serial + 2).rem_euclid(7) < 5 && !holidays.contains(&serial)
    }

    proptest! {
        #[test]
        fn calendar_days_agree_with_plain_arithmetic(y in 1990i32..2100, m in 1u32..=12, d in 1u32..=28, day in -400i32..400) {
            let start = NaiveDate::from_ymd_opt(y, m, d).unwrap();
            let got = DayCount { start, numbering: Numbering::Calendar, holidays: &[] }.date(day).unwrap();
            prop_assert_eq!(serial_of(got), serial(y.into(), m.into(), d.into()) + i64::from(day) - 1);
        }

        #[test]
        fn working_days_agree_with_counting_them(
            y in 1990i32..2100, m in 1u32..=12, d in 1u32..=28, day in -60i32..60, free in prop::collection::btree_set(0i64..120, 0..12),
        ) {
            let start = NaiveDate::from_ymd_opt(y, m, d).unwrap();
            let holidays: Vec<_> = free.iter().map(|&by| start + chrono::Duration::days(by - 60)).map(|day| off(day, day)).collect();
            let serials: Vec<_> = holidays.iter().map(|day| serial_of(day.start)).collect();
            let got = serial_of(DayCount { start, numbering: Numbering::Working, holidays: &holidays }.date(day).unwrap());
            prop_assert!(works(got, &serials));
            let first = (serial_of(start)..).find(|&at| works(at, &serials)).unwrap();
            let between = |from: i64, to: i64| (from..to).filter(|&at| works(at, &serials)).count() as i32;
            let counted = if got >= first { 1 + between(first, got) } else { 1 - between(got, first) };
            prop_assert_eq!(counted, day);
        }

        #[test]
        fn printed_days_read_back(week in prop::option::of(1u32..60), first in 0i32..=200, longer in prop::option::of(1i32..100)) {
            let phrase = DayPhrase { week, first, last: longer.map(|by| first + by) };
            let text = phrase.to_string();
            prop_assert_eq!(read(&text), Some((phrase, text.len())));
        }

        #[test]
        fn any_text_is_survived(text in ".{0,40}", tail in "(Day|Week|day) ?[-0-9–& to]{0,12}.{0,5}") {
            read(&text);
            if let Some((_, bytes)) = read(&tail) {
                prop_assert!(tail.is_char_boundary(bytes));
            }
        }
    }
}
