//! Numbers of things in a text: `7 key decision points`, `Three squads`, `Risks (5)`; and how many things entries are.

use super::{has_digit, has_word};
use crate::parse::task_id;
use crate::understand::phrase::words::{Known, Words};
use crate::understand::reading::{Entry, clean};

/// A number and what it counts.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Counted<'t> {
    /// How many.
    pub value: i64,
    /// The number as written, a slice of the text.
    pub number: &'t str,
    /// What is counted, adjectives among it.
    pub noun: &'t str,
    /// What stands before the number.
    pub before: &'t str,
    /// What follows the noun.
    pub after: &'t str,
}

/// From two on: one thing is no list.
const NUMBERS: Words =
    Words::of(&["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]);

/// Nouns that are no entries of a list.
const MEASURES: Words = Words::of(&[
    "minutes",
    "mins",
    "hours",
    "hrs",
    "days",
    "weeks",
    "months",
    "quarters",
    "years",
    "seconds",
    "secs",
    "ms",
    "points",
    "lines",
    "words",
    "pages",
    "bytes",
    "users",
    "persons",
    "times",
    "events",
    "percent",
    "dollars",
    "euros",
    "metres",
    "meters",
    "miles",
    "km",
    "sprints",
    "weekends",
    "nights",
    "mornings",
    "attempts",
    "retries",
    "records",
    "samples",
    "rows",
    "requests",
    "connections",
    "guests",
    "seats",
]);

/// Words before a number that make it something other than the length of a list.
pub(super) const VAGUE: Words = Words::of(&[
    "about",
    "around",
    "approximately",
    "approx",
    "least",
    "most",
    "over",
    "under",
    "than",
    "top",
    "first",
    "last",
    "next",
    "of",
    "other",
    "another",
    "additional",
    "remaining",
    "every",
    "within",
    "after",
    "before",
    "sprint",
    "week",
    "day",
    "phase",
    "release",
    "version",
    "step",
    "part",
    "or",
    "to",
    "up",
    "no",
    "per",
    "fewer",
    "nearly",
    "almost",
]);

/// Words that end what is counted.
const ENDS: Words = Words::of(&[
    "of",
    "for",
    "in",
    "to",
    "with",
    "that",
    "which",
    "from",
    "at",
    "on",
    "by",
    "per",
    "and",
    "or",
    "are",
    "is",
    "has",
    "have",
    "will",
    "must",
    "before",
    "after",
    "who",
    "need",
    "needs",
    "each",
    "as",
    "below",
    "above",
    "were",
    "was",
    "should",
    "can",
    "restored",
    "remain",
    "remaining",
    "listed",
    "run",
    "total",
    "ready",
]);

/// Whether an entry's text has a digit, or a number in words.
pub(super) fn may_count(entry: Entry<'_>) -> bool {
    let text = entry.text();
    /// The first byte of a typographic apostrophe.
    const JOIN: u8 = 0xe2;
    // A number in a word with a hyphen is not among the entry's words as such.
    let worded = || {
        entry.has(&NUMBERS) || memchr::memchr3(b'-', b'\'', JOIN, text.as_bytes()).is_some() && has_word(text, &NUMBERS)
    };
    text.len() < 400 && (has_digit(text) || worded())
}

/// All that a text counts.
pub(in super::super) fn counted(text: &str) -> Vec<Counted<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_alphanumeric()).map(|next| next + at) {
        let end = start + text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        at = end;
        let number = &text[start..end];
        let Some(value) = value_of(number) else { continue };
        let (before, rest) = (&text[..start], &text[end..]);
        let free = before.is_empty() || before.ends_with([' ', '(', '*', '"', '“']);
        let vague = before
            .trim_end()
            .ends_with(['~', '≈', '<', '>', '≥', '≤', '+', '/', '-', '–', '—', '#', '$', '€', '&', '.', ',', '×'])
            && !before.ends_with("+ ")
            && !before.ends_with("- ")
            && !before.ends_with("– ")
            && !before.ends_with(", ")
            && !before.ends_with("— ");
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        let part = [" of the", " of our", " of these"].iter().any(|of| before.trim_end().ends_with(of));
        if !free || vague || part || VAGUE.knows(last) || !rest.starts_with(' ') {
            continue;
        }
        let length = noun_length(rest);
        let noun = rest[..length].trim();
        if is_plural(noun) {
            found.push(Counted { value, number, noun, before, after: &rest[length..] });
        }
    }
    found
}

/// A small number in digits or words.
pub(super) fn value_of(word: &str) -> Option<i64> {
    if word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok().filter(|value| *value > 0);
    }
    NUMBERS.all().iter().position(|known| word.eq_ignore_ascii_case(known)).map(|at| at as i64 + 2)
}

/// Bytes of the words that follow a number up to the next mark or little word.
fn noun_length(rest: &str) -> usize {
    let mut at = 0;
    for word in rest.split_inclusive(' ') {
        let bare = word.trim();
        if ENDS.knows(bare) {
            break;
        }
        let clear = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        at += word.find(clear).unwrap_or(0) + clear.len();
        // `Six people share …`: the noun ends with the first word of many.
        let ends =
            is_plural_word(clear) && !is_plural_word(rest[at..].trim_start().split(' ').next().unwrap_or_default());
        if ends || clear.len() < bare.len() || bare.contains(['(', '/', ':']) {
            return at;
        }
        at += word.len() - word.trim_end().len();
    }
    at
}

/// Whether a word names several things.
pub(super) fn is_plural_word(word: &str) -> bool {
    let ends = |end: &str| word.len() > end.len() && word[word.len() - end.len()..].eq_ignore_ascii_case(end);
    let sound = word.is_ascii() && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    sound
        && (word.len() > 3 && ends("s") && !ends("ss") && !ends("us") && !ends("is")
            || word.eq_ignore_ascii_case("people"))
}

/// Whether a phrase of at most four words ends in something that can be counted.
fn is_plural(noun: &str) -> bool {
    let words = noun.split(' ').count();
    let last = noun.rsplit(' ').next().unwrap_or_default();
    // `decision points` are things, `story points` are not.
    let points = words > 1 && last.eq_ignore_ascii_case("points") && !has_word(noun, &["story", "data", "percentage"]);
    words <= 4 && is_plural_word(last) && (points || !MEASURES.knows(last))
}

/// The only thing a text counts.
pub(super) fn only(text: &str) -> Option<Counted<'_>> {
    let found = counted(text);
    (found.len() == 1).then(|| found[0])
}

/// `Squads (3)`
pub(super) fn bare(text: &str) -> Option<Counted<'_>> {
    let inner = text.trim_end().strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let number = &inner[open + 1..];
    let before = inner[..open].trim_end();
    let noun = before.rsplit([':', '–', '—', '(', ')']).next()?.trim();
    let last = noun.rsplit(' ').next()?;
    let value = value_of(number).filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    is_plural(last).then_some(Counted { value, number, noun: last, before: &text[..open + 1], after: ")" })
}

/// Ids that a text names, ranges spelt out.
pub(super) fn ids(text: &str) -> i64 {
    if memchr::memchr(b'-', text.as_bytes()).is_none() { 0 } else { task_id::find(text).len() as i64 }
}

/// Ids at the head of a text: one, or those of its range.
pub(in super::super) fn leading_ids(text: &str) -> i64 {
    let text = clean(text).trim_start_matches(['[', '(']);
    if memchr::memchr(b'-', &text.as_bytes()[..text.len().min(16)]).is_none() {
        return 0;
    }
    let found = task_id::find_any(text);
    let Some(first) = found.first().filter(|first| first.range.start == 0) else { return 0 };
    // What follows the first without a word between belongs to it.
    let mut end = first.range.end;
    let mut count = 0;
    for id in &found {
        if id.range.start > end + 3 {
            break;
        }
        count += 1;
        end = end.max(id.range.end);
    }
    count
}

/// How many things entries are: each is one, or as many as the range of ids at its head.
pub(in super::super) fn size(entries: &[Entry<'_>]) -> (i64, i64) {
    // What is struck out is there and is not.
    let struck = |entry: &&Entry<'_>| entry.span().of(&entry.reading.source.text).contains("~~");
    let count = entries.len() as i64;
    let more: i64 = entries.iter().map(|entry| (leading_ids(entry.text()) - 1).max(0)).sum();
    (count - entries.iter().filter(struck).count() as i64, count + more)
}
#[cfg(test)]
mod tests {
    use super::*;

    /// Every number with its noun.
    fn shown(text: &str) -> Vec<(i64, &str)> {
        counted(text).iter().map(|counted| (counted.value, counted.noun)).collect()
    }

    #[test]
    fn numbers_of_things() {
        assert_eq!(shown("at 7 key decision points in all"), [(7, "key decision points")]);
        assert_eq!(shown("Three squads"), [(3, "squads")]);
        assert_eq!(shown("Six people share the rota"), [(6, "people")]);
        assert_eq!(shown("8 hours total (daily standups + 4 meetings)"), [(4, "meetings")]);
        assert_eq!(shown("Backlog (12 Tasks)"), [(12, "Tasks")]);
        assert_eq!(bare("Risks (5)").map(|risks| (risks.value, risks.noun)), Some((5, "Risks")));
    }

    #[test]
    fn what_counts_nothing_or_about_so_much() {
        for text in [
            "~7 squads",
            "at least 3 squads",
            "top 5 wishes",
            "2-3 options",
            "7/9 tasks",
            "within 24 hours",
            "5+ languages",
            "sprint 4 goals",
            "one of the 7 altos",
            "3 squad",
            "in 2025 tasks",
            "1.5 tasks",
            "é5 tasks",
        ] {
            assert_eq!(shown(text), [], "{text}");
        }
        assert!(bare("Sprint (2)").is_none() && bare("Costs (2025)").is_none());
    }

    #[test]
    fn a_range_of_ids_is_one_thing_or_as_many() {
        assert_eq!(leading_ids("OPS-29-32 - Pages"), 4);
        assert_eq!(leading_ids("**OPS-35/37** - Details"), 2);
        assert_eq!(leading_ids("OPS-7: after OPS-6"), 1);
        assert_eq!(leading_ids("After OPS-6"), 0);
    }
}
