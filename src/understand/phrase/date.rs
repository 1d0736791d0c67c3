//! Dates as people write them: `2026-01-07`, `January 7, 2026`, `Wed, 7 Jan 2026`, `7–9 January 2026`.
//!
//! `07/01/2026` is left unread: no reader can know which number is the month.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use super::scan::Scanner;
use super::span;

/// A date as written; it need not exist, and its year may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatePhrase {
    /// The year, where it is written.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// The weekday, where it is written.
    pub weekday: Option<Weekday>,
}

/// A date, or the first and last of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateSpan {
    /// The first day.
    pub first: DatePhrase,
    /// The last day, of a span.
    pub last: Option<DatePhrase>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
    ("Saturday", Weekday::Sat),
    ("Sunday", Weekday::Sun),
];

/// Reads a date, or a span of dates, at the head of a text; gives it with the number of bytes it takes.
pub fn read(text: &str) -> Option<(DateSpan, usize)> {
    let mut scan = Scanner::new(text);
    let span = span::scan_span(&mut scan)?;
    Some((span, scan.at()))
}

/// The day that a text names, with nothing behind it but a remark in parentheses, and its length in bytes.
pub fn alone(text: &str) -> Option<(NaiveDate, usize)> {
    let text = text.trim();
    let (span, length) = read(text)?;
    let rest = text[length..].trim().trim_end_matches('.');
    let alone = rest.is_empty() || rest.starts_with('(') && rest.ends_with(')');
    let date = span.first.on(None).filter(|_| alone && span.last.is_none())?;
    Some((date, length))
}

/// The weekday that a word names: in full, by three letters, or as `Tues`, `Thur`, `Thurs`.
pub fn weekday(word: &str) -> Option<Weekday> {
    let (_, weekday) = WEEKDAYS.iter().find(|(name, _)| abbreviates(word, name, &["Tues", "Thur", "Thurs"]))?;
    Some(*weekday)
}

/// `5 January 2026`
pub fn long(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), MONTHS[date.month0() as usize], date.year())
}

/// `Monday 5 January 2026`
pub fn long_with_weekday(date: NaiveDate) -> String {
    format!("{} {}", weekday_name(date.weekday()), long(date))
}

/// `Monday`
pub fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAYS[weekday.num_days_from_monday() as usize].0
}

/// `January`; months count from 1 to 12.
pub fn month_name(month: u32) -> &'static str {
    MONTHS[(month as usize + 11) % 12]
}

/// The month that a word names, 1 to 12: in full, by three letters, or as `Sept`.
pub fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|name| abbreviates(word, name, &["Sept"]))?;
    Some(at as u32 + 1)
}

fn abbreviates(word: &str, name: &str, others: &[&str]) -> bool {
    let starts = name.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    starts
        && (word.len() == 3 || word.len() == name.len() || others.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

/// One date, with or without its weekday.
pub(super) fn scan_date(scan: &mut Scanner<'_>) -> Option<DatePhrase> {
    scan.attempt(|scan| {
        let weekday = scan.attempt(scan_weekday);
        let (year, month, day) = match scan.peek()? {
            '0'..='9' => [scan_iso, scan_year_and_month, scan_day_first, scan_dotted, scan_slashed]
                .into_iter()
                .find_map(|form| scan.attempt(form))?,
            _ => [scan_month_first, scan_day_first].into_iter().find_map(|form| scan.attempt(form))?,
        };
        let known = (1..=12).contains(&month) && (1..=31).contains(&day);
        if !known || !scan.word_ends() && !begins_iso_time(scan) {
            return None;
        }
        let weekday = weekday.or_else(|| scan.attempt(scan_weekday_behind));
        Some(DatePhrase { year, month, day, weekday })
    })
}

/// `T09:00` directly behind a date in ISO 8601.
fn begins_iso_time(scan: &Scanner<'_>) -> bool {
    scan.rest().strip_prefix('T').is_some_and(|time| time.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// ` (Wed)`, `, Wednesday` behind a date; the latter only where nothing more is said: `, Monday meetings` is not of it.
fn scan_weekday_behind(scan: &mut Scanner<'_>) -> Option<Weekday> {
    let comma = scan.eat(&[',']).is_some();
    scan.spaces();
    let open = scan.eat(&['(']).is_some();
    let found = weekday(scan.word()?)?;
    if open {
        scan.eat(&['.']);
        scan.eat(&[')'])?;
        return Some(found);
    }
    let ends = scan.rest().trim_start().chars().next().is_none_or(|next| !next.is_alphanumeric());
    (comma && ends && scan.word_ends()).then_some(found)
}

type Parts = (Option<i32>, u32, u32);

fn scan_iso(scan: &mut Scanner<'_>) -> Option<Parts> {
    let year = scan.digits(4)?;
    let dash = scan.eat(&['-', '/', '‑'])?;
    let month = scan.digits(2)?;
    scan.eat(&[dash])?;
    let day = scan.digits(2)?;
    Some((Some(year as i32), month, day))
}

/// `2024-Oct-17`
fn scan_year_and_month(scan: &mut Scanner<'_>) -> Option<Parts> {
    let year = scan.digits(4).filter(|year| (1900..2200).contains(year))?;
    let dash = scan.eat(&['-', '/', ' '])?;
    let month = scan_month(scan)?;
    scan.eat(&[dash])?;
    Some((Some(year as i32), month, scan.number(2)?))
}

/// `7.1.2026`, as German and others write it: the day first.
fn scan_dotted(scan: &mut Scanner<'_>) -> Option<Parts> {
    let day = scan.number(2)?;
    scan.eat(&['.'])?;
    let month = scan.number(2)?;
    scan.eat(&['.'])?;
    Some((Some(scan_four_digits(scan)?), month, day))
}

/// `12/31/2025`, `31/12/2025`: only where one number can be no month.
fn scan_slashed(scan: &mut Scanner<'_>) -> Option<Parts> {
    let one = scan.number(2)?;
    scan.eat(&['/'])?;
    let other = scan.number(2)?;
    scan.eat(&['/'])?;
    let year = Some(scan_four_digits(scan)?);
    match (one, other) {
        (1..=12, 13..) => Some((year, one, other)),
        (13.., 1..=12) => Some((year, other, one)),
        _ => None,
    }
}

fn scan_month_first(scan: &mut Scanner<'_>) -> Option<Parts> {
    let month = scan_month(scan)?;
    scan.spaces();
    let day = scan_ordinal(scan)?;
    // `May 5:30 PM` has no day.
    if scan.peek() == Some(':') && scan.rest()[1..].starts_with(|next: char| next.is_ascii_digit()) {
        return None;
    }
    Some((scan.attempt(scan_year), month, day))
}

fn scan_day_first(scan: &mut Scanner<'_>) -> Option<Parts> {
    if scan.keyword(&["the"]).is_some() {
        scan.spaces();
    }
    let day = scan_ordinal(scan)?;
    scan.spaces();
    scan.eat(&['-']);
    if scan.keyword(&["of"]).is_some() {
        scan.spaces();
    }
    let month = scan_month(scan)?;
    Some((scan.attempt(scan_year), month, day))
}

pub(super) fn scan_weekday(scan: &mut Scanner<'_>) -> Option<Weekday> {
    let weekday = weekday(scan.word()?)?;
    scan.eat(&['.']);
    scan.eat(&[',']);
    scan.spaces();
    Some(weekday)
}

pub(super) fn scan_month(scan: &mut Scanner<'_>) -> Option<u32> {
    let word = scan.word()?;
    // In small letters these are words: `we may 7 times`.
    let month = month(word).filter(|_| !matches!(word, "may" | "march" | "mar"))?;
    scan.eat(&['.']);
    Some(month)
}

/// `7`, `7th`, `7.`
pub(super) fn scan_ordinal(scan: &mut Scanner<'_>) -> Option<u32> {
    let day = scan.number(2).filter(|day| (1..=31).contains(day))?;
    if scan.keyword(&["st", "nd", "rd", "th"]).is_none() && scan.rest().starts_with(". ") {
        scan.eat(&['.']);
    }
    Some(day)
}

/// ` 2026`, `, 2026`, `-2026` after day and month.
pub(super) fn scan_year(scan: &mut Scanner<'_>) -> Option<i32> {
    let comma = scan.eat(&[',']).is_some();
    let space = scan.spaces();
    if !comma && !space {
        scan.eat(&['-'])?;
    }
    scan_four_digits(scan)
}

fn scan_four_digits(scan: &mut Scanner<'_>) -> Option<i32> {
    let year = scan.digits(4)?;
    // `January 7, 1400 h` and other numbers are no years of a sprint.
    ((1900..2200).contains(&year) && scan.word_ends()).then_some(year as i32)
}

impl DatePhrase {
    /// The date; where the year is missing, the one nearest to `near`. None where it is unknown or no such day exists.
    pub fn on(self, near: Option<NaiveDate>) -> Option<NaiveDate> {
        if let Some(year) = self.year {
            return NaiveDate::from_ymd_opt(year, self.month, self.day);
        }
        let near = near?;
        let years = [near.year(), near.year() - 1, near.year() + 1];
        let dates = years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, self.month, self.day));
        dates.min_by_key(|date| (*date - near).num_days().abs())
    }
}

impl DateSpan {
    /// First and, of a span, last day; a missing year is that nearest to `near`. None where a named day does not
    /// exist or its year is unknown. The last may be before the first, if that is what is written.
    pub fn on(self, near: Option<NaiveDate>) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let first = self.first.on(near)?;
        let Some(last) = self.last else { return Some((first, None)) };
        // From December into January a span without years is short.
        Some((first, Some(last.on(Some(first))?)))
    }
}

impl fmt::Display for DatePhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(weekday) = self.weekday {
            write!(f, "{} ", weekday_name(weekday))?;
        }
        write!(f, "{} {}", self.day, month_name(self.month))?;
        self.year.map_or(Ok(()), |year| write!(f, " {year}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first(text: &str) -> Option<(String, usize)> {
        let (span, bytes) = read(text)?;
        let last = span.last.map_or(String::new(), |last| format!(" – {last}"));
        Some((format!("{}{last}", span.first), bytes))
    }

    #[test]
    fn dates_are_read_as_written() {
        let cases = [
            ("2026-01-07: x", "7 January 2026", 10),
            ("January 7, 2026 – x", "7 January 2026", 15),
            ("Wednesday 7 January 2026: x", "Wednesday 7 January 2026", 24),
            ("7 Jan 2026", "7 January 2026", 10),
            ("Mon, Jan 5, 2026", "Monday 5 January 2026", 16),
            ("Sept. 3rd 2026", "3 September 2026", 14),
            ("the 16th of October 2025", "16 October 2025", 24),
            ("5-Jan-2026", "5 January 2026", 10),
            ("2024-Oct-17", "17 October 2024", 11),
            ("7.1.2026", "7 January 2026", 8),
            ("2026-Jan-07", "7 January 2026", 11),
            ("Jan 7", "7 January", 5),
            ("Jan 7, 14:00", "7 January", 5),
            ("January 7–9, 2026", "7 January 2026 – 9 January 2026", 19),
            ("7-9 Jan", "7 January – 9 January", 7),
            ("2025-10-04 → 2025-10-18", "4 October 2025 – 18 October 2025", 25),
            ("12/31/2025", "31 December 2025", 10),
            ("31/12/2025", "31 December 2025", 10),
            ("31 September 2026", "31 September 2026", 17),
            ("2026-01-07 (Wed) x", "Wednesday 7 January 2026", 16),
            ("7 January 2026, Wednesday", "Wednesday 7 January 2026", 25),
            ("Jan 7, Monday meetings", "7 January", 5),
            ("2026-01-07T09:00", "7 January 2026", 10),
            ("Oct 4 - Oct 18, 2025", "4 October 2025 – 18 October 2025", 20),
        ];
        for (text, want, bytes) in cases {
            assert_eq!(first(text), Some((want.to_owned(), bytes)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for text in [
            "January 2026",
            "May I",
            "Monday: x",
            "07/01/2026",
            "2026-13-01",
            "2026-01-071",
            "1.2.3",
            "3 items",
            "Marching 7",
            "Decision 3",
            "32 January",
            "May 5:30",
            "may 7 times",
            "12/13/14",
            "13/13/2026",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn a_missing_year_is_the_nearest_and_a_missing_day_is_none() {
        let near = NaiveDate::from_ymd_opt(2025, 12, 29);
        let read = |text| read(text).unwrap().0.first;
        assert_eq!(read("Jan 7").on(near).unwrap().to_string(), "2026-01-07");
        assert_eq!(read("Jan 7").on(None), None);
        assert_eq!(read("31 September 2026").on(None), None);
    }

    proptest! {
        #[test]
        fn printed_dates_read_back(days in 0i64..70_000, weekday: bool, year: bool) {
            let date = NaiveDate::from_ymd_opt(1905, 1, 1).unwrap() + chrono::Duration::days(days);
            let phrase = DatePhrase {
                year: year.then(|| date.year()), month: date.month(), day: date.day(), weekday: weekday.then(|| date.weekday()),
            };
            let text = phrase.to_string();
            prop_assert_eq!(read(&text), Some((DateSpan { first: phrase, last: None }, text.len())));
            if year {
                prop_assert_eq!(phrase.on(None), Some(date));
            }
        }

        #[test]
        fn any_text_is_survived(text in ".{0,40}", near in "(Mon|Jan|7|2026|the|,|-|–| |\\.|é|to){0,14}") {
            for text in [text, near] {
                if let Some((_, bytes)) = read(&text) {
                    prop_assert!(text.is_char_boundary(bytes));
                }
            }
        }
    }
}
