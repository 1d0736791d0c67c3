//! Every phrase of a text: one pass that finds dates, days, times, lengths, recurrences and amounts wherever they stand.

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;

use super::date::{self, DateSpan};
use super::day::{self, DayPhrase};
use super::duration::{self, DurationPhrase};
use super::moment;
use super::offset::{self, Offset};
use super::period;
use super::quantity::{self, Comparator};
use super::recurrence::{self, Recurrence};
use super::time::ClockPhrase;

/// A phrase, and where it stands in the text that was searched.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What it says.
    pub phrase: Phrase,
}

/// What a piece of text says about time or amount.
#[derive(Clone, Debug, PartialEq)]
pub enum Phrase {
    /// A date or a span of dates, with a time of day where one follows. `Thursday 16 October (AoE) / Friday
    /// 17 October, 12:00 UTC` is one mention: the instant in UTC.
    Date {
        /// The days.
        days: DateSpan,
        /// The time of day.
        clock: Option<ClockPhrase>,
        /// The zone where it is written without a time of day: `(AoE)`.
        zone: Option<Tz>,
    },
    /// A month, quarter, half or whole year: `January 2026`, `Q4 2025`, `2026`. First and last day.
    Period(NaiveDate, NaiveDate),
    /// A month without its year, 1 to 12.
    Month(u32),
    /// A day or a span of days of a timebox: `Day 3`, `Week 1 Day 5`, `Days 2-3`.
    Day(DayPhrase),
    /// Weeks of a timebox, first and last: `Week 3`, `Weeks 39-40`.
    Weeks(u32, u32),
    /// `1 week before`, `within 24 hours`
    Offset(Offset),
    /// A time of day: `09:00 PT`, `EOD` (whose time is none's to know) is left out.
    Clock(ClockPhrase),
    /// A length: `1.5 hours`, `2 weeks`.
    Duration(DurationPhrase),
    /// `daily`, `every Friday`, `Mon/Thu`
    Recurrence(Recurrence),
    /// A weekday alone: `Tuesday`.
    Weekday(Weekday),
    /// An amount that is none of the above.
    Quantity {
        /// How a value is compared to it.
        comparator: Option<Comparator>,
        /// The number.
        value: f64,
        /// Bytes of the number within the mention, counted from its start.
        number: (u16, u16),
        /// Bytes of the unit within the mention, counted from its start; empty where there is none.
        unit: (u16, u16),
    },
}

/// All phrases of a text, in order; none overlaps another, the longest reading wins.
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut pass = Pass { text, at: 0, found: Vec::new() };
    while let Some(&byte) = text.as_bytes().get(pass.at) {
        if byte.is_ascii_digit() {
            pass.number();
        } else if byte.is_ascii_alphabetic() {
            pass.word();
        } else if byte < 0x80 {
            pass.at += 1;
        } else {
            pass.other();
        }
    }
    pass.found
}

/// A walk over a text, from word to word and from number to number.
struct Pass<'a> {
    text: &'a str,
    at: usize,
    found: Vec<Mention>,
}

/// A phrase and its length in bytes.
type Reading = Option<(Phrase, usize)>;

impl<'a> Pass<'a> {
    /// A character beyond ASCII: of words in other scripts nothing is read.
    fn other(&mut self) {
        let rest = &self.text[self.at..];
        let letter = rest.chars().next().map_or(1, char::len_utf8);
        let alphabetic = rest.starts_with(char::is_alphabetic);
        self.at += letter;
        if alphabetic {
            self.skip_word();
        }
    }

    fn skip_word(&mut self) {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            self.at += 1;
        }
    }

    /// A word: most begin no phrase, which their first three letters tell.
    fn word(&mut self) {
        let from = self.at;
        self.skip_word();
        let bytes = &self.text.as_bytes()[from..self.at];
        let Some(read) = reader(bytes) else { return };
        if joined(&self.text[..from]) {
            return;
        }
        let rest = &self.text[from..];
        if let Some((phrase, length)) = read(self.text, from).filter(|(_, length)| rest.is_char_boundary(*length)) {
            self.push(from, from + length, phrase);
        }
    }

    fn push(&mut self, start: usize, end: usize, phrase: Phrase) {
        let (Ok(start), Ok(until)) = (u32::try_from(start), u32::try_from(end)) else {
            self.at = self.text.len();
            return;
        };
        self.found.push(Mention { start, end: until, phrase });
        self.at = end;
    }

    /// A number: a date, a time, a length or an amount.
    fn number(&mut self) {
        let from = self.at;
        let before = &self.text[..from];
        if before.ends_with('_') || joined(before) || before.ends_with(['#', '@', '\\']) {
            self.skip_number();
            return;
        }
        let rest = &self.text[from..];
        let best = [moment_at, offset_at, duration_at, place_at, period_at]
            .into_iter()
            .filter_map(|read| read(self.text, from))
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        if let Some((phrase, length)) = best
            && !rest[length..].starts_with(|next: char| next.is_alphanumeric() || next == '_')
        {
            self.push(from, from + length, phrase);
            return;
        }
        let free = self.found.last().map_or(0, |last| last.end as usize);
        if let Some((start, end, phrase)) = amount(self.text, free, from) {
            self.push(start, end, phrase);
            return;
        }
        self.skip_number();
    }

    /// Past a number that is none of ours, with all that hangs on it: `1.2.3`, `9/9`, `3-5`.
    fn skip_number(&mut self) {
        self.skip_word();
        loop {
            let rest = &self.text[self.at..];
            let mut letters = rest.chars();
            let mark = letters.next().filter(|mark| ".,:/-–—_".contains(*mark));
            let Some(mark) = mark.filter(|_| letters.next().is_some_and(|next| next.is_ascii_digit())) else { return };
            self.at += mark.len_utf8();
            self.skip_word();
        }
    }
}

/// Whether what follows hangs on a word or number before it: `DCMMS-`, `1.`, `a/`.
fn joined(before: &str) -> bool {
    let mut back = before.chars().rev();
    let Some(mark) = back.next() else { return false };
    if mark.is_alphanumeric() || mark == '_' {
        return true;
    }
    matches!(mark, '-' | '.' | '/' | '#' | '@' | '=' | '\\' | '\'' | '’' | '‑')
        && back.next().is_some_and(char::is_alphanumeric)
}

/// What may begin with a word, judged by its first three letters.
fn reader(word: &[u8]) -> Option<fn(&str, usize) -> Reading> {
    if let [letter, digit, ..] = word
        && digit.is_ascii_digit()
    {
        return match letter {
            b'Q' | b'H' => Some(period_at),
            b'W' | b'D' => Some(short_at),
            _ => None,
        };
    }
    let lower = |at: usize| word.get(at).map_or(0, u8::to_ascii_lowercase);
    let read: fn(&str, usize) -> Reading = match &[lower(0), lower(1), lower(2)] {
        b"jan" | b"feb" | b"mar" | b"apr" | b"may" | b"jun" | b"jul" | b"aug" | b"sep" | b"oct" | b"nov" | b"dec" => {
            month_at
        }
        b"mon" | b"tue" | b"wed" | b"thu" | b"fri" | b"sat" | b"sun" => weekday_at,
        b"day" | b"spr" => day_at,
        b"wee" | b"wk\0" => week_at,
        b"eve" | b"eac" | b"alt" | b"dai" | b"nig" | b"biw" | b"bi\0" | b"for" | b"qua" | b"yea" | b"ann" | b"onc"
        | b"wor" => recurrence_at,
        b"fir" | b"sec" | b"thi" | b"las" => counted_at,
        b"wit" | b"t\0\0" => offset_at,
        b"one" | b"two" | b"thr" | b"fou" | b"fiv" | b"six" | b"sev" | b"eig" | b"nin" | b"ten" | b"ele" | b"twe"
        | b"hal" => counted_at,
        b"a\0\0" | b"an\0" => article_at,
        b"noo" | b"mid" | b"bet" | b"w\0\0" => moment_at,
        _ => return None,
    };
    Some(read)
}

fn moment_at(text: &str, at: usize) -> Reading {
    let (moment, length) = moment::read(&text[at..])?;
    let phrase = match (moment.days, moment.clock) {
        (Some(days), clock) => Phrase::Date { days, clock, zone: moment.zone },
        (None, Some(clock)) => Phrase::Clock(clock),
        (None, None) => return None,
    };
    Some((phrase, length))
}

fn offset_at(text: &str, at: usize) -> Reading {
    offset::read(&text[at..]).map(|(offset, length)| (Phrase::Offset(offset), length))
}

fn duration_at(text: &str, at: usize) -> Reading {
    duration::read(&text[at..]).map(|(duration, length)| (Phrase::Duration(duration), length))
}

fn recurrence_at(text: &str, at: usize) -> Reading {
    recurrence::read(&text[at..]).map(|(recurrence, length)| (Phrase::Recurrence(recurrence), length))
}

/// `1st Monday of the month`
fn place_at(text: &str, at: usize) -> Reading {
    let ordinal = text.as_bytes().get(at + 1).is_some_and(|byte| matches!(byte, b's' | b'n' | b'r' | b't'));
    if ordinal { recurrence_at(text, at) } else { None }
}

fn period_at(text: &str, at: usize) -> Reading {
    // A fiscal year has no certain days.
    let before = text[..at].trim_end();
    if before.ends_with("FY") || before.ends_with("iscal") || before.ends_with("iscal year") {
        return None;
    }
    period::read(&text[at..]).map(|(first, last, length)| (Phrase::Period(first, last), length))
}

fn counted_at(text: &str, at: usize) -> Reading {
    offset_at(text, at).or_else(|| duration_at(text, at)).or_else(|| recurrence_at(text, at))
}

/// `a week before`, `an hour`; but `a day` says no length.
fn article_at(text: &str, at: usize) -> Reading {
    let next = text[at..].find(' ').map(|space| at + space + 1)?;
    if !matches!(text.as_bytes().get(next)?, b'd' | b'w' | b'h' | b'm' | b'f') {
        return None;
    }
    let hour = text[next..].starts_with("hour");
    offset_at(text, at).or_else(|| duration_at(text, at).filter(|_| hour))
}

fn month_at(text: &str, at: usize) -> Reading {
    moment_at(text, at).or_else(|| period_at(text, at)).or_else(|| {
        let (month, length) = period::month_alone(text, at)?;
        Some((Phrase::Month(month), length))
    })
}

fn weekday_at(text: &str, at: usize) -> Reading {
    moment_at(text, at).or_else(|| recurrence_at(text, at)).or_else(|| {
        let word: &str = text[at..].split(|letter: char| !letter.is_alphabetic()).next()?;
        // `sun`, `sat` and `wed` are words, too.
        let weekday = date::weekday(word).filter(|_| word.starts_with(char::is_uppercase))?;
        Some((Phrase::Weekday(weekday), word.len()))
    })
}

fn day_at(text: &str, at: usize) -> Reading {
    let day = day::read(&text[at..]).map(|(day, length)| (Phrase::Day(day), length));
    day.or_else(|| offset_at(text, at))
}

fn week_at(text: &str, at: usize) -> Reading {
    let weeks = || day::weeks(&text[at..]).map(|((first, last), length)| (Phrase::Weeks(first, last), length));
    let day = day::read(&text[at..]).map(|(day, length)| (Phrase::Day(day), length));
    day.or_else(weeks)
        .or_else(|| moment_at(text, at))
        .or_else(|| offset_at(text, at))
        .or_else(|| recurrence_at(text, at))
}

/// `W3`, `D1`
fn short_at(text: &str, at: usize) -> Reading {
    match day::short(text, at)? {
        (day::Short::Day(day), length) => Some((Phrase::Day(day), length)),
        (day::Short::Weeks(first, last), length) => Some((Phrase::Weeks(first, last), length)),
    }
}

/// An amount around the number at a place, not before `free`.
fn amount(text: &str, free: usize, number: usize) -> Option<(usize, usize, Phrase)> {
    let begin = quantity::begin(text, number).max(free);
    let (start, (quantity, length)) = quantity::read(&text[begin..])
        .map(|read| (begin, read))
        .or_else(|| Some((number, quantity::read(&text[number..])?)))?;
    let said = quantity.comparator.is_some()
        || !quantity.unit.is_empty()
        || quantity.text.ends_with(|c: char| c.is_alphabetic());
    if !said || names_something(&text[..start], &quantity) {
        return None;
    }
    let offset = |part: &str| part.as_ptr() as usize - text[start..].as_ptr() as usize;
    let range = |part: &str| match part {
        "" => Some((0, 0)),
        part => Some((u16::try_from(offset(part)).ok()?, u16::try_from(offset(part) + part.len()).ok()?)),
    };
    let phrase = Phrase::Quantity {
        comparator: quantity.comparator,
        value: quantity.value,
        number: range(quantity.text)?,
        unit: range(quantity.unit)?,
    };
    Some((start, start + length, phrase))
}

/// Whether the word before a number makes it a name: `Sprint 18 goals`, `RFC 5545 rules`, `line 42 onwards`.
fn names_something(before: &str, quantity: &quantity::Quantity<'_>) -> bool {
    const LABELS: [&str; 34] = [
        "sprint",
        "wave",
        "phase",
        "step",
        "task",
        "section",
        "chapter",
        "level",
        "table",
        "figure",
        "version",
        "release",
        "page",
        "line",
        "lines",
        "issue",
        "port",
        "item",
        "story",
        "epic",
        "milestone",
        "iteration",
        "tier",
        "stage",
        "part",
        "option",
        "appendix",
        "day",
        "week",
        "priority",
        "ticket",
        "room",
        "grade",
        "no",
    ];
    if quantity.comparator.is_some() || quantity.unit.starts_with(|unit: char| !unit.is_alphabetic()) {
        return false;
    }
    let Some(head) = before.strip_suffix(' ') else { return false };
    let from = head.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let word = &head[head.len() - from..];
    let capitals = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    capitals || LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
}

#[cfg(test)]
#[path = "mention_tests.rs"]
mod tests;
