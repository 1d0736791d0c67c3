//! What may begin with a word or a number, for the pass over a text that finds every phrase.

use super::day;
use super::mention::Phrase;
use super::words::{Known, Words};
use super::{date, duration, moment, offset, period, quantity, recurrence};

/// Reads what begins at a place of a text.
pub(super) type Reader = fn(&str, usize) -> Reading;

/// A phrase and its length in bytes.
pub(super) type Reading = Option<(Phrase, usize)>;

/// What may begin with a word: mostly nothing, which its first three letters tell.
#[inline]
pub(super) fn reader(word: &[u8]) -> Option<Reader> {
    if may_begin(word) { known(word) } else { None }
}

fn known(word: &[u8]) -> Option<Reader> {
    if let [letter, digit, ..] = word
        && digit.is_ascii_digit()
    {
        return match letter {
            b'Q' | b'H' => Some(period_at),
            b'W' | b'D' => Some(short_at),
            _ => None,
        };
    }
    // `Day3` is one word to a reader, too.
    let letters = word.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = std::str::from_utf8(&word[..letters]).ok()?;
    STARTS.iter().find(|(words, _)| words.knows(word)).map(|(_, read)| *read)
}

/// Whether a word may begin a phrase, by a glance at its first three letters; most words may not.
#[inline]
fn may_begin(word: &[u8]) -> bool {
    let letter = |at: usize| word.get(at).map_or(0, |byte| *byte as usize & 31);
    HEADS[letter(0) << 5 | letter(1)] >> letter(2) & 1 == 1
}

/// By first and second letter: the third letters of words that are read.
static HEADS: [u32; 1 << 10] = {
    let mut heads = [0; 1 << 10];
    let mut at = 0;
    while at < STARTS.len() {
        let words = STARTS[at].0.all();
        let mut of = 0;
        while of < words.len() {
            let word = words[of].as_bytes();
            let second = if word.len() > 1 { word[1] as usize & 31 } else { 0 };
            let third = if word.len() > 2 { word[2] & 31 } else { 0 };
            heads[(word[0] as usize & 31) << 5 | second] |= 1 << third;
            of += 1;
        }
        at += 1;
    }
    // `Q4`, `H1`, `W3`, `D1`
    let mut digit = b'0' as usize;
    while digit <= b'9' as usize {
        let mut letter = 0;
        while letter < 4 {
            heads[(b"QHWD"[letter] as usize & 31) << 5 | digit & 31] = u32::MAX;
            letter += 1;
        }
        digit += 1;
    }
    heads
};

/// The words with which phrases begin, and what reads these.
static STARTS: [(Words, Reader); 9] = [
    (
        Words::of(&[
            "january",
            "jan",
            "february",
            "feb",
            "march",
            "mar",
            "april",
            "apr",
            "may",
            "june",
            "jun",
            "july",
            "jul",
            "august",
            "aug",
            "september",
            "sept",
            "sep",
            "october",
            "oct",
            "november",
            "nov",
            "december",
            "dec",
        ]),
        month_at,
    ),
    (
        Words::of(&[
            "monday",
            "mondays",
            "mon",
            "tuesday",
            "tuesdays",
            "tue",
            "tues",
            "wednesday",
            "wednesdays",
            "wed",
            "thursday",
            "thursdays",
            "thu",
            "thur",
            "thurs",
            "friday",
            "fridays",
            "fri",
            "saturday",
            "saturdays",
            "sat",
            "sunday",
            "sundays",
            "sun",
            "monthly",
        ]),
        weekday_at,
    ),
    (Words::of(&["day", "days", "sprint"]), day_at),
    (Words::of(&["week", "weeks", "wk", "weekly", "weekdays"]), week_at),
    (
        Words::of(&[
            "every",
            "each",
            "alternate",
            "alternating",
            "daily",
            "nightly",
            "biweekly",
            "bi",
            "fortnightly",
            "quarterly",
            "yearly",
            "annually",
            "once",
            "workdays",
        ]),
        recurrence_at,
    ),
    (Words::of(&["within", "t"]), offset_at),
    (
        Words::of(&[
            "first", "second", "third", "fourth", "last", "one", "two", "three", "four", "five", "six", "seven",
            "eight", "nine", "ten", "eleven", "twelve", "half",
        ]),
        counted_at,
    ),
    (Words::of(&["a", "an"]), article_at),
    (Words::of(&["noon", "midday", "midnight", "between", "w"]), moment_at),
];

/// The first byte behind the letters of the word at a place and what may stand between it and what it counts.
fn behind(text: &str, at: usize, between: &[u8]) -> u8 {
    let mut rest = text.as_bytes()[at..].iter().skip_while(|byte| byte.is_ascii_alphabetic());
    rest.find(|byte| **byte > b' ' && !between.contains(byte)).map_or(0, u8::to_ascii_lowercase)
}

pub(super) fn moment_at(text: &str, at: usize) -> Reading {
    let (moment, length) = moment::read(&text[at..])?;
    let phrase = match (moment.days, moment.clock) {
        (Some(days), clock) => Phrase::Date { days, clock, zone: moment.zone },
        (None, Some(clock)) => Phrase::Clock(clock),
        (None, None) => return None,
    };
    Some((phrase, length))
}

pub(super) fn offset_at(text: &str, at: usize) -> Reading {
    offset::read(&text[at..]).map(|(offset, length)| (Phrase::Offset(offset), length))
}

pub(super) fn duration_at(text: &str, at: usize) -> Reading {
    let (duration, length) = duration::read(&text[at..])?;
    // `Sprint 11 Week 25`: the second number has the unit for a label.
    let behind = text[at + length..].trim_start();
    let label = text[..at + length].ends_with(['k', 'y']) && behind.starts_with(|next: char| next.is_ascii_digit());
    (!label).then_some((Phrase::Duration(duration), length))
}

pub(super) fn recurrence_at(text: &str, at: usize) -> Reading {
    recurrence::read(&text[at..]).map(|(recurrence, length)| (Phrase::Recurrence(recurrence), length))
}

pub(super) fn period_at(text: &str, at: usize) -> Reading {
    // A fiscal year has no certain days.
    let before = text[..at].trim_end();
    if before.ends_with("FY") || before.ends_with("iscal") || before.ends_with("iscal year") {
        return None;
    }
    period::read(&text[at..]).map(|(first, last, length)| (Phrase::Period(first, last), length))
}

fn counted_at(text: &str, at: usize) -> Reading {
    // A place in the month: `first Monday`, `1st and 3rd Tuesday`. No length begins so.
    let letters = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if PLACES.knows(&text[at..at + letters]) {
        let next = behind(text, at, b"");
        let may = next >= 0x80 || b"mtwfsa,/&+".contains(&next);
        return if may { recurrence_at(text, at) } else { None };
    }
    // A unit of time, what makes days of work of it, or the number again: `two (2) business days`, `half an hour`.
    let next = behind(text, at, b"-");
    if next < 0x80 && !b"mhdwbcfa(".contains(&next) {
        return None;
    }
    // `one day` is any day.
    let any = |length: &usize| text[at..at + length].eq_ignore_ascii_case("one day");
    let length = duration_at(text, at).filter(|(_, length)| !any(length));
    offset_at(text, at).or(length)
}

const PLACES: Words = Words::of(&["first", "second", "third", "fourth", "last"]);

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
    // `Sprint Day 4` is all that begins with a sprint.
    let sprint = matches!(text.as_bytes()[at], b's' | b'S');
    if sprint && !matches!(behind(text, at, b""), b'd' | 0x80..) {
        return None;
    }
    let day = day::read(&text[at..]).map(|(day, length)| (Phrase::Day(day), length));
    day.or_else(|| offset_at(text, at))
}

fn week_at(text: &str, at: usize) -> Reading {
    let letters = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if letters > "weeks".len() {
        return recurrence_at(text, at);
    }
    // A number, or the first letter of what joins a week to a date or to something else: `of`, `ending`, `before`.
    if !matches!(behind(text, at, b".#"), b'0'..=b'9' | b'o' | b'c' | b'b' | b's' | b'e' | b'a' | 0x80..) {
        return None;
    }
    let weeks = || day::weeks(&text[at..]).map(|((first, last), length)| (Phrase::Weeks(first, last), length));
    let day = day::read(&text[at..]).map(|(day, length)| (Phrase::Day(day), length));
    day.or_else(weeks).or_else(|| moment_at(text, at)).or_else(|| offset_at(text, at))
}

/// `W3`, `D1`
fn short_at(text: &str, at: usize) -> Reading {
    match day::short(text, at)? {
        (day::Short::Day(day), length) => Some((Phrase::Day(day), length)),
        (day::Short::Weeks(first, last), length) => Some((Phrase::Weeks(first, last), length)),
    }
}

/// An amount around the number at a place, not before `free`.
pub(super) fn amount(text: &str, free: usize, number: usize) -> Option<(usize, usize, Phrase)> {
    if quantity::is_bare(text, number) {
        return None;
    }
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
    // `9.2 Test Scenarios` is a section.
    let title = quantity.unit.starts_with(char::is_uppercase) && quantity.unit.contains(char::is_lowercase);
    if title && quantity.text.contains('.') {
        return true;
    }
    let Some(head) = before.strip_suffix(' ') else { return false };
    let from = head.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let word = &head[head.len() - from..];
    let capitals = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    capitals || LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
}
