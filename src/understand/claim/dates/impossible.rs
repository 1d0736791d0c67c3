//! Days, weeks and times that never are: 31 September, day 8 of a week, week 54 of a year, quarter 5, 25:00.

use chrono::NaiveDate;

use super::super::super::phrase::date::{DatePhrase, DateSpan};
use super::super::super::phrase::mention::Mention;
use super::super::super::reading::{Entry, Says};
use super::{Gather, Number, around};
use crate::base::span::Span;

/// Something that never is, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Impossible {
    /// What it is.
    pub never: Never,
    /// Where.
    pub span: Span,
}

/// What never is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Never {
    /// A day that its month does not have: month 1 to 12, the year where it matters, the day.
    DayOfMonth(u32, Option<i32>, u32),
    /// A month beyond the twelfth.
    Month(u32),
    /// A day of a week beyond the seventh: the week, the day.
    DayOfWeek(u32, i32),
    /// A week that a year does not have: the week, the year where it is written.
    WeekOfYear(u32, Option<i32>),
    /// A quarter beyond the fourth.
    Quarter(u32),
    /// A time of day: hour, minute.
    Time(u32, u32),
}

impl<'r> Gather<'r> {
    fn never(&mut self, never: Never, span: Span) {
        self.found.impossible.push(Impossible { never, span });
    }

    /// A date, or a side of a span, that its month does not have.
    pub(super) fn impossible_date(&mut self, entry: Entry<'r>, mention: &Mention, days: DateSpan) -> bool {
        let never = |day: DatePhrase| {
            // 29 February needs its year; a leap year has all other days.
            let year = day.year.unwrap_or(2024);
            NaiveDate::from_ymd_opt(year, day.month, day.day).is_none()
        };
        let Some(day) = [Some(days.first), days.last].into_iter().flatten().find(|day| never(*day)) else {
            return false;
        };
        let year = day.year.filter(|_| day.month == 2);
        self.never(Never::DayOfMonth(day.month, year, day.day), entry.phrase_span(mention));
        true
    }

    /// A bare day below its month.
    pub(super) fn impossible_day_of_month(&mut self, span: Span, year: Option<i32>, month: u32, day: u32) {
        if NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, day).is_none() {
            self.never(Never::DayOfMonth(month, year.filter(|_| month == 2), day), span);
        }
    }

    /// `32 January`, `January 32`: the month is read, the day beside it is none.
    pub(super) fn impossible_day_beside(&mut self, entry: Entry<'r>, mention: &Mention) {
        let (before, after) = around::beside(entry, mention);
        let phrase = entry.phrase_text(mention);
        let word = phrase.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let Some(month) = crate::understand::phrase::date::month(word) else { return };
        let own = entry.span_of(phrase);
        if let Some((day, length)) = after.strip_prefix(' ').and_then(day_number)
            && phrase.len() == word.len()
            && !after[1 + length..]
                .trim_start()
                .starts_with(|next: char| next.is_alphanumeric() && !next.is_ascii_digit())
        {
            let end = entry.span_of(&after[1..1 + length]).end;
            self.never(Never::DayOfMonth(month, None, day), Span { end, ..own });
            return;
        }
        let head = before.trim_end();
        let from = head.rfind(|letter: char| !letter.is_alphanumeric()).map_or(0, |at| head.ceil_char_boundary(at + 1));
        // `top 50 January talks` is no date, so nothing may stand before it.
        if let Some((day, length)) = day_number(&head[from..])
            && from + length == head.len()
            && !head[..from].chars().any(char::is_alphanumeric)
        {
            let start = entry.span_of(&head[from..]).start;
            self.never(Never::DayOfMonth(month, None, day), Span { start, ..own });
        }
    }

    /// `Week 54 of 2026`, `CW 54`: other weeks may be those of a project.
    pub(super) fn impossible_week(&mut self, entry: Entry<'r>, mention: &Mention, week: u32) {
        if week < 53 {
            return;
        }
        let (before, after) = around::beside(entry, mention);
        let rest = after.trim_start_matches([' ', ',', '/', '(', '-']);
        let rest = rest.strip_prefix("of ").unwrap_or(rest);
        let year = year_at(rest);
        let lead = before.trim_end().to_ascii_lowercase();
        let of_year = year.is_some() || ["iso", "calendar"].iter().any(|word| lead.ends_with(word));
        if of_year && week > last_week(year) {
            self.never(Never::WeekOfYear(week, year), entry.phrase_span(mention));
        }
    }

    /// What no phrase is read from: `25:00`, `2026-13-01`, `2026-W54`, `Q5 2026`.
    pub(super) fn impossible_texts(&mut self, entry: Entry<'r>) {
        if !entry.says().any(Says::DIGIT) {
            return;
        }
        let text = entry.text();
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let found = match byte {
                b':' => time(text, at),
                b'-' => numbered_date(text, at),
                b'Q' => quarter(text, at),
                _ => None,
            };
            let Some((never, from, to)) = found else { continue };
            let piece = &text[from..to];
            let (start, end) = (piece.as_ptr() as usize, piece.as_ptr() as usize + piece.len());
            let in_code =
                entry.code().any(|code| start < code.as_ptr() as usize + code.len() && (code.as_ptr() as usize) < end);
            if !in_code {
                self.never(never, entry.span_of(piece));
            }
        }
    }

    /// `Week 5 Day 8`. `Week 2, Day 8` may count the days of the sprint: only where the document begins each week
    /// anew it is told.
    pub(super) fn impossible_days_of_weeks(&mut self) {
        let of_week = |claim: &super::DayClaim| match claim.number {
            Number::WeekDay(week, day) if week > 0 => Some((week as i32, day)),
            Number::Day(day) => claim.of_week.filter(|week| *week > 0).map(|week| (week as i32, day)),
            _ => None,
        };
        let runs_on =
            |week: i32, day: i32| [5, 7].iter().any(|length| ((week - 1) * length + 1..=week * length).contains(&day));
        if !self.found.days.iter().filter_map(of_week).any(|(_, day)| day > 7) {
            return;
        }
        let anew = self.found.days.iter().filter_map(of_week).any(|(week, day)| day <= 7 && !runs_on(week, day));
        let told = self.found.days.iter().filter_map(|claim| {
            let (week, day) = of_week(claim)?;
            (day > 7 && (anew || !runs_on(week, day)))
                .then_some(Impossible { never: Never::DayOfWeek(week as u32, day), span: claim.span })
        });
        self.found.impossible.extend(told.collect::<Vec<_>>());
    }
}

/// A number from 32 to 99 at the head of a text that can only be meant as a day, and its bytes.
fn day_number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let day = text[..digits].parse().ok().filter(|day| digits == 2 && (32..=39).contains(day))?;
    let suffix =
        ["st", "nd", "rd", "th"].iter().find(|suffix| text[digits..].starts_with(**suffix)).map_or(0, |s| s.len());
    let length = digits + suffix;
    (!text[length..].starts_with(char::is_alphanumeric)).then_some((day, length))
}

/// A year at the head of a text.
fn year_at(text: &str) -> Option<i32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().ok().filter(|year| digits == 4 && (1990..2100).contains(year))
}

/// The last week of a year by ISO 8601; 53 where the year is unknown.
fn last_week(year: Option<i32>) -> u32 {
    let has_53 = year.is_none_or(|year| NaiveDate::from_isoywd_opt(year, 53, chrono::Weekday::Mon).is_some());
    if has_53 { 53 } else { 52 }
}

/// Digits before a place, at most `most`, with nothing that they hang on.
fn digits_before(text: &str, at: usize, most: usize) -> Option<(u32, usize)> {
    let count = text.as_bytes()[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let from = at - count;
    let free =
        !text[..from].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/' | '#' | ','));
    let value = text[from..at].parse().ok()?;
    ((1..=most).contains(&count) && free).then_some((value, from))
}

/// Exactly two digits at a place, and nothing that hangs on them.
fn two_digits(text: &str, at: usize) -> Option<u32> {
    let value = text.get(at..at + 2).filter(|two| two.bytes().all(|byte| byte.is_ascii_digit()))?;
    let behind = &text[at + 2..];
    let goes_on = behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '/' | '%'))
        || behind.starts_with(['.', '-', ',']) && behind[1..].starts_with(|c: char| c.is_alphanumeric());
    if goes_on { None } else { value.parse().ok() }
}

/// `25:00`, `09:75`, where what stands around says that it is a time of day.
fn time(text: &str, at: usize) -> Option<(Never, usize, usize)> {
    let (hour, from) = digits_before(text, at, 2)?;
    let end = at + 3;
    // `09:00-25:00` hangs on a time before it, which the first try refuses.
    let minute = two_digits(text, at + 1)?;
    let sound = hour < 24 && minute < 60 || hour == 24 && minute == 0;
    if sound || at - from != 2 || hour > 39 {
        return None;
    }
    let cell = text[..from].rsplit('\u{1f}').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let behind = text[end..].trim_start();
    let zone = [
        "UTC", "GMT", "CET", "CEST", "PT", "PST", "PDT", "ET", "EST", "EDT", "BST", "AM", "PM", "am", "pm", "h ",
        "o'clock",
    ]
    .iter()
    .any(|zone| behind.starts_with(zone));
    let said = ["at", "from", "until", "till", "time:", "starts:", "start:", "when:", "@"]
        .iter()
        .any(|word| cell.ends_with(word) && !cell[..cell.len() - word.len()].ends_with(char::is_alphanumeric));
    (zone || said).then_some((Never::Time(hour, minute), from, end))
}

/// `2026-13-01`, `2026-01-32`, `2026-W54`: the first dash is at this place.
fn numbered_date(text: &str, at: usize) -> Option<(Never, usize, usize)> {
    let (year, from) = digits_before(text, at, 4)?;
    let year = year as i32;
    if at - from != 4 || !(1990..2100).contains(&year) {
        return None;
    }
    if text[at + 1..].starts_with('W') {
        let week = two_digits(text, at + 2)?;
        return (week > last_week(Some(year)) || week == 0).then_some((
            Never::WeekOfYear(week, Some(year)),
            from,
            at + 4,
        ));
    }
    let month: u32 = text.get(at + 1..at + 3)?.parse().ok()?;
    if text.as_bytes().get(at + 3) != Some(&b'-') {
        return None;
    }
    let day = two_digits(text, at + 4)?;
    let never = match (month, day) {
        (13..=31, 1..=31) => Never::Month(month),
        (1..=12, 32..=39) => Never::DayOfMonth(month, None, day),
        _ => return None,
    };
    Some((never, from, at + 6))
}

/// `Q5 2026`: without a year it may be a question or a car.
fn quarter(text: &str, at: usize) -> Option<(Never, usize, usize)> {
    let number = text[at + 1..].chars().next()?.to_digit(10).filter(|number| *number == 0 || *number > 4)?;
    if text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_')) {
        return None;
    }
    let rest = &text[at + 2..];
    let year = rest.trim_start_matches([' ', '/', '-', ',']);
    let after = year_at(year).is_some() && year.len() < rest.len();
    let before = text[..at].trim_end();
    let led = before.len() >= 4 && before.get(before.len() - 4..).and_then(year_at).is_some();
    (after || led && !rest.starts_with(char::is_alphanumeric)).then_some((Never::Quarter(number), at, at + 2))
}
