//! Totals whose parts stand in the same line: `140 in all – Firmware 45, Server 55, App 30`, `14 nights (8 in May, 6 in
//! June)`, `Rehearsal (60 minutes): sound 20 min, light 25 min, notes 15 min`.

use super::counted::{VAGUE, is_plural_word, value_of};
use super::{Measure, Sum, amount, has_word, hours, length};
use crate::understand::phrase::words::{Known, Words};
use crate::understand::reading::{Entry, Kind, Reading, Says};

/// Longest line that is looked at.
const LONGEST: usize = 400;

/// All such lines.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    for entry in reading.entries() {
        if !entry.says().any(Says::DIGIT) || !matches!(entry.kind(), Kind::Paragraph | Kind::Field | Kind::Item { .. })
        {
            continue;
        }
        let text = entry.text();
        if text.len() > LONGEST || memchr::memchr3(b',', b'+', b';', text.as_bytes()).is_none() {
            continue;
        }
        sums.extend(
            splits(text)
                .find_map(|(left, right)| of_times(entry, left, right).or_else(|| of_numbers(entry, left, right))),
        );
    }
}

/// The places of a text where a total may end and its parts begin: what stands before and what follows, each no longer
/// than its sentence.
fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let marks = text.char_indices().filter(|(at, mark)| match mark {
        ':' => text[at + 1..].starts_with(' '),
        '–' | '—' | '=' => text[..*at].ends_with(' '),
        '(' => true,
        _ => false,
    });
    marks.map(move |(at, mark)| {
        let (left, right) = (&text[..at], &text[at + mark.len_utf8()..]);
        let left = left.rfind([';', '?', '!']).map_or(left, |end| &left[end + 1..]);
        let left = left.rfind(". ").map_or(left, |end| &left[end + 2..]);
        let end = if mark == '(' { right.find(')').unwrap_or(0) } else { right.find(". ").unwrap_or(right.len()) };
        (left.trim(), right[..end].trim().trim_end_matches(['.', ')']))
    })
}

/// The parts of a list in a line.
pub(super) fn pieces(right: &str) -> Vec<&str> {
    let parts =
        right.split([',', ';', '+']).flat_map(|piece| piece.split(" and ")).flat_map(|piece| piece.split(" & "));
    parts
        .map(|piece| piece.trim().strip_prefix("and ").unwrap_or(piece.trim()))
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Words in parts that make them something other than shares of the total.
const NO_PARTS: Words = Words::of(&[
    "each", "per", "every", "about", "least", "most", "more", "other", "up", "than", "after", "within", "before",
    "until", "from", "since", "max", "plus", "or", "maybe", "only", "day", "week", "sprint",
]);

/// Minutes of a meeting, or a total of time, and the lengths behind it.
fn of_times(entry: Entry<'_>, left: &str, right: &str) -> Option<Sum> {
    if !entry.says().any(Says::DURATION) || has_word(right, &NO_PARTS) {
        return None;
    }
    let only = |piece: &str| {
        let mut own = entry.mentions_in(piece).filter(|mention| length::minutes(mention).is_some());
        own.next().filter(|_| own.next().is_none())
    };
    let stated = only(left)?;
    let minutes = length::minutes(stated)?;
    let parts = pieces(right);
    let mut sum = 0;
    for piece in &parts {
        let part = only(piece)?;
        if !length::is_exact(entry.phrase_text(part)) {
            return None;
        }
        sum += length::minutes(part)?;
    }
    let measure = if hours::is_in_all(left) || has_word(left, &["hours"]) { Measure::Time } else { Measure::Agenda };
    // Deadlines and steps of an escalation do not add up to what stands before them.
    let near = (sum - minutes).abs() * 4 <= minutes;
    let sound = parts.len() > 1
        && near
        && length::is_exact(entry.phrase_text(stated))
        && !has_word(left, &["per", "each", "within"]);
    sound.then(|| Sum {
        measure,
        stated: minutes,
        span: entry.phrase_span(stated),
        readings: vec![(sum, sum)],
        complete: true,
        parts: vec![entry.span_of(right)],
        what: "agenda".into(),
    })
}

/// A number among words.
pub(super) struct Number<'t> {
    /// In hundredths.
    pub value: i64,
    /// As written.
    pub text: &'t str,
    /// What stands before it.
    pub before: &'t str,
    /// What follows it.
    pub after: &'t str,
}

/// The only number of a text; none where anything else in it has a digit.
pub(super) fn only_number(text: &str) -> Option<Number<'_>> {
    let mut found = None;
    for word in text.split(' ') {
        let bare = word.trim_matches(['(', ')', '*', '.', ':']);
        let value = amount::plain(bare)
            .or_else(|| Some(value_of(bare).or(bare.eq_ignore_ascii_case("one").then_some(1))? * 100));
        match value {
            Some(value) if found.is_none() => {
                let at = length::offset(text, bare);
                let (before, after) = (text[..at].trim_end_matches(['(', '*']), &text[at + bare.len()..]);
                found = Some(Number {
                    value,
                    text: bare,
                    before: before.trim(),
                    after: after.trim_matches([')', '*', ' ', ':']),
                });
            }
            Some(_) => return None,
            None if word.bytes().any(|byte| byte.is_ascii_digit() || byte == b'%') => return None,
            None => {}
        }
    }
    found
}

/// A number of things and the numbers of its sorts: `23 tickets (12 bugs, 8 stories, 3 chores)`.
fn of_numbers(entry: Entry<'_>, left: &str, right: &str) -> Option<Sum> {
    let stated = only_number(left)?;
    let last = stated.before.rsplit(' ').next().unwrap_or_default();
    let noun = stated.after.split([',', ';']).next().unwrap_or_default();
    let in_all = hours::is_in_all(left);
    let counts = in_all || noun.split(' ').take(3).any(is_plural_word);
    if !counts
        || VAGUE.knows(last)
        || has_word(right, &NO_PARTS)
        || has_word(right, &["of"])
        || has_word(left, &["per", "each", "of"])
    {
        return None;
    }
    let parts = pieces(right);
    let (sum, names) = sum_of(&parts)?;
    // `(21 + 18 + 6)` names nothing, and can be nothing else than the parts.
    let added = names.iter().all(|name| name.is_empty()) && right.contains('+') && !right.contains([',', ';']);
    let named = names.iter().all(|name| !name.is_empty());
    let again =
        names.iter().enumerate().any(|(at, name)| names[..at].iter().any(|other| other.eq_ignore_ascii_case(name)));
    let near = (sum - stated.value).abs() * 8 <= stated.value || (sum - stated.value).abs() <= 100;
    if !(added || parts.len() > 2 && named && !again || parts.len() > 1 && in_all && named && !again) || !near {
        return None;
    }
    let (measure, scale) = if has_word(left, &["points", "pts", "sp"]) {
        (Measure::Points, 1)
    } else if has_word(noun, &["hours", "hrs", "h"]) {
        (Measure::Time, 0)
    } else if stated.value % 100 == 0 && sum % 100 == 0 {
        (Measure::Count, 100)
    } else {
        (Measure::Column, 1)
    };
    let amount = |value: i64| if scale == 0 { value * 60 / 100 } else { value / scale };
    let what = noun.split(' ').take(2).collect::<Vec<_>>().join(" ");
    Some(Sum {
        measure,
        stated: amount(stated.value),
        span: entry.span_of(stated.text),
        readings: vec![(amount(sum), amount(sum))],
        complete: true,
        parts: vec![entry.span_of(right)],
        what: if measure == Measure::Column { "".into() } else { what.into() },
    })
}

/// What parts add up to, and what each is called; none where one has no number, or in another place than the others.
fn sum_of<'t>(parts: &[&'t str]) -> Option<(i64, Vec<&'t str>)> {
    let (mut sum, mut names, mut leads) = (0, Vec::with_capacity(parts.len()), 0);
    for piece in parts {
        let number = only_number(piece)?;
        let name = if number.before.is_empty() { number.after } else { number.before };
        let unit = number.before.is_empty()
            || number.after.is_empty()
            || has_word(number.after, &["points", "pts", "h", "hours"]);
        if !unit || name.split(' ').count() > 5 {
            return None;
        }
        leads += usize::from(number.before.is_empty());
        sum += number.value;
        names.push(name.trim_matches([':', '–', '—', '-', '=', ' ', '(']));
    }
    (parts.len() > 1 && (leads == 0 || leads == parts.len())).then_some((sum, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The total and the parts of the first split that reads.
    fn read(text: &str) -> Option<(i64, i64)> {
        splits(text).find_map(|(left, right)| {
            let stated = only_number(left)?;
            Some((stated.value, sum_of(&pieces(right))?.0))
        })
    }

    #[test]
    fn parts_in_one_line() {
        assert_eq!(read("Backlog: 140 in all – Firmware 45, Server 55, App 30."), Some((14_000, 13_000)));
        assert_eq!(read("There are 9 risks: 3 high, 4 medium, 2 low."), Some((900, 900)));
        assert_eq!(read("23 tickets (12 bugs, 8 stories and 3 chores) were closed"), Some((2_300, 2_300)));
        assert_eq!(read("Total: 45 points (21 + 18 + 6)"), Some((4_500, 4_500)));
        assert_eq!(read("Six votes: two yes, three no, one blank"), Some((600, 600)));
    }

    #[test]
    fn what_is_no_list_of_parts() {
        for text in
            ["12 seats: 5 % free, 7 taken", "9 rooms (A12, B13)", "4 teams: red, blue", "2026-01-05: 4 bugs, 5 tasks"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
