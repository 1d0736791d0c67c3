//! Where a decision is to be made, and when what waits for it begins: `Decided at: board meeting of 27 April`, `Blocks:
//! the order, which goes out on 3 May`.

use super::super::fact::{Held, Waits};
use super::super::moment;
use super::super::phrase::mention::Phrase;
use super::super::reading::Entry;
use super::super::words::{self, Words};

/// Labels of the meeting at which something is decided.
pub(super) const MEETING: Words = Words::of(&[
    "decided at",
    "decided in",
    "decide at",
    "to be decided at",
    "to be decided in",
    "decision at",
    "decision in",
    "decision meeting",
    "settled at",
    "settled in",
    "chosen at",
    "taken at",
    "made at",
    "meeting",
    "forum",
]);

/// Labels of a day or a meeting, or both.
pub(super) const WHEN: Words = Words::of(&["when"]);

/// Words of `in the morning`, `at the latest`, which are no meeting.
const NO_MEETING: Words = Words::of(&[
    "morning",
    "afternoon",
    "evening",
    "night",
    "week",
    "weeks",
    "day",
    "days",
    "month",
    "year",
    "latest",
    "end",
    "beginning",
    "start",
    "sprint",
    "moment",
    "future",
    "meantime",
    "office",
    "same",
    "next",
    "first",
    "last",
    "middle",
    "budget",
    "project",
]);

/// The meeting that the value of such a label names.
pub(super) fn named<'r>(line: Entry<'r>, piece: &'r str) -> Option<Held> {
    let piece = words::bare(piece);
    let sound = piece.contains(char::is_alphabetic) && words::words(piece).count() <= 12;
    let name = words::after(piece, &["in the", "at the", "the", "in", "at"]).map_or(piece, str::trim_start);
    sound.then(|| held(line, name, piece))
}

/// The meeting that stands beside a day or in a sentence: `16 May, in the final check`, `When: Final check, Day 9`.
pub(super) fn beside<'r>(line: Entry<'r>, piece: &'r str, titled: bool) -> Option<Held> {
    let inside = ["in the ", "at the "].iter().find_map(|mark| {
        let at = piece.find(mark).filter(|at| *at == 0 || piece[..*at].ends_with(' '))?;
        let rest = piece[at + mark.len()..].split([';', ',', '(']).next()?;
        let rest = rest.split(". ").next()?;
        let first = words::words(rest).next()?;
        (!words::is(first, &NO_MEETING) && words::words(rest).count() <= 10).then(|| words::bare(rest))
    });
    let name = inside.or_else(|| piece.split(',').map(str::trim).find(|part| titled && is_title(line, part)))?;
    Some(held(line, name, piece))
}

/// Whether a part of a value is the title of a meeting, and no day.
fn is_title(line: Entry<'_>, part: &str) -> bool {
    const NO: &[&str] =
        &["must", "before", "by", "not", "no", "end", "latest", "after", "during", "until", "on", "tbd"];
    part.starts_with(char::is_uppercase)
        && words::words(part).count() <= 6
        && line.mentions_in(part).next().is_none()
        && words::words(part).next().is_some_and(|first| !words::is(first, NO))
}

fn held<'r>(line: Entry<'r>, name: &'r str, piece: &'r str) -> Held {
    let days = |text: &'r str| {
        line.mentions_in(text)
            .filter(|found| matches!(found.phrase, Phrase::Day(_) | Phrase::Date { .. }))
            .find_map(|found| moment::of(line, found))
    };
    let day = days(name).or_else(|| days(piece));
    Held {
        name: line.name(name),
        start: day.as_ref().and_then(|day| day.start),
        day: day.as_ref().and_then(|day| day.day),
    }
}

/// What a piece of a line tells of that which waits, with the day that it names.
pub(super) fn waits<'r>(line: Entry<'r>, piece: &'r str) -> Waits {
    let day = line
        .mentions_in(piece)
        .filter(|found| matches!(found.phrase, Phrase::Day(_) | Phrase::Date { .. }))
        .find_map(|found| moment::of(line, found)?.start);
    Waits { span: line.span_of(piece), from: day }
}
