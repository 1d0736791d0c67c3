//! What may begin with a word or a number, for the pass over a text that finds every phrase.

use super::day;
use super::mention::Phrase;
use super::{date, duration, moment, offset, period, quantity, recurrence};

/// Reads what begins at a place of a text.
pub(super) type Reader = fn(&str, usize) -> Reading;

/// A phrase and its length in bytes.
pub(super) type Reading = Option<(Phrase, usize)>;

/// What may begin with a word, judged by its first three letters.
pub(super) fn reader(word: &[u8]) -> Option<Reader> {
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
    let read: Reader = match &[lower(0), lower(1), lower(2)] {
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
    // `one day` is any day.
    let any = |length: &usize| text[at..at + length].eq_ignore_ascii_case("one day");
    let length = duration_at(text, at).filter(|(_, length)| !any(length));
    offset_at(text, at).or(length).or_else(|| recurrence_at(text, at))
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
pub(super) fn amount(text: &str, free: usize, number: usize) -> Option<(usize, usize, Phrase)> {
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
