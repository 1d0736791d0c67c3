//! Every phrase of a text: one pass that finds dates, days, times, lengths, recurrences and amounts wherever they stand.

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;

use super::date::DateSpan;
use super::day::DayPhrase;
use super::duration::DurationPhrase;
use super::offset::Offset;
use super::quantity::Comparator;
use super::reader::{Reader, amount, duration_at, moment_at, offset_at, period_at, reader, recurrence_at};
use super::recurrence::Recurrence;
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
    let mut found = Vec::new();
    read(text, &mut found);
    found
}

/// The same, behind those of other texts.
pub fn read(text: &str, found: &mut Vec<Mention>) {
    let first = found.len();
    let mut pass = Pass { text, at: 0, found, first };
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(pass.at) {
        match CLASSES[byte as usize] {
            Class::Letter => pass.word(),
            Class::Digit => pass.number(),
            Class::Wide => pass.other(),
            Class::Line | Class::Mark => pass.at += 1,
        }
    }
}

/// What a byte is to the pass.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Mark,
    Letter,
    Digit,
    /// `_` goes on with a word.
    Line,
    /// Of a character beyond ASCII.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            letter if letter.is_ascii_alphabetic() => Class::Letter,
            digit if digit.is_ascii_digit() => Class::Digit,
            b'_' => Class::Line,
            128.. => Class::Wide,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};

/// A walk over a text, from word to word and from number to number.
struct Pass<'a, 'f> {
    text: &'a str,
    at: usize,
    /// Phrases, those of this text from `first` on.
    found: &'f mut Vec<Mention>,
    first: usize,
}

impl Pass<'_, '_> {
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

    #[inline]
    fn skip_word(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while at < bytes.len() && !matches!(CLASSES[bytes[at] as usize], Class::Mark | Class::Wide) {
            at += 1;
        }
        self.at = at;
    }

    /// A word: most begin no phrase.
    #[inline]
    fn word(&mut self) {
        let from = self.at;
        self.skip_word();
        if let Some(read) = reader(&self.text.as_bytes()[from..self.at]) {
            self.phrase(from, read);
        }
    }

    fn phrase(&mut self, from: usize, read: Reader) {
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
        // `every 4 hours` recurs, but by no rule of ours, and is no length.
        let every = before.as_bytes().ends_with(b"very ") || before.as_bytes().ends_with(b"ach ");
        if joined(before) || matches!(before.as_bytes().last(), Some(b'#' | b'@' | b'\\')) || every {
            self.skip_number();
            return;
        }
        let rest = &self.text[from..];
        let best = self.readers_of_number(from).filter_map(|read| read(self.text, from));
        let best = best.reduce(|best, next| if next.1 > best.1 { next } else { best });
        if let Some((phrase, length)) = best
            && !rest[length..].starts_with(|next: char| next.is_alphanumeric() || next == '_')
        {
            self.push(from, from + length, phrase);
            return;
        }
        let free = self.found[self.first..].last().map_or(0, |last| last.end as usize);
        if let Some((start, end, phrase)) = amount(self.text, free, from) {
            self.push(start, end, phrase);
            return;
        }
        self.skip_number();
    }

    /// What may begin with a number, judged by its length and by what follows it: most read nothing at all.
    fn readers_of_number(&self, from: usize) -> impl Iterator<Item = Reader> {
        let bytes = &self.text.as_bytes()[from..];
        let digits = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let whole = digits(0);
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let next = byte(whole);
        let mut unit = whole;
        if matches!(next, b'.' | b',') {
            unit += 1 + digits(whole + 1);
        }
        if matches!(byte(unit), b' ' | b'-') {
            unit += 1;
        }
        let initial = byte(unit).to_ascii_lowercase();
        let dated = match whole {
            1 | 2 if next == b' ' => b"jfmasondph-\xe2".contains(&initial) && may_date(&bytes[unit..]),
            // Colon and slash stand within numbers.
            1 | 2 if matches!(next, b':' | b'/') => byte(whole + 1).is_ascii_digit(),
            1 | 2 => b"-.snrtaphAPHJFMASOND\xe2\xc2".contains(&next),
            4 => matches!(next, b'-' | b'/' | 0xe2) || next == b' ' && b"uzgh".contains(&initial),
            _ => false,
        };
        let timed = byte(unit) >= 0x80 || b"mhdwbcf".contains(&initial);
        let ordinal = whole == 1 && matches!(next, b's' | b'n' | b'r' | b't');
        let readers: [(bool, Reader); 5] = [
            (dated, moment_at),
            (timed, offset_at),
            (timed, duration_at),
            (ordinal, recurrence_at),
            (whole == 4, period_at),
        ];
        readers.into_iter().filter(|(may, _)| *may).map(|(_, read)| read)
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

/// Whether a word in small letters behind a day or an hour may be a month, a half of the day, or lead to one of them:
/// `3 of January`, `9 am`, `12 noon`, `9 anywhere on Earth – 10 pm`. All others may.
fn may_date(word: &[u8]) -> bool {
    match word {
        [first, second, ..] if first.is_ascii_lowercase() && second.is_ascii() => matches!(
            &[*first, second.to_ascii_lowercase()],
            b"ja"
                | b"ju"
                | b"fe"
                | b"ma"
                | b"ap"
                | b"au"
                | b"se"
                | b"oc"
                | b"of"
                | b"no"
                | b"de"
                | b"am"
                | b"an"
                | b"a."
                | b"pm"
                | b"p."
        ),
        _ => true,
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

#[cfg(test)]
#[path = "mention_tests.rs"]
mod tests;
