//! Fractions, and the percentage that stands beside them: `7/9 (78%)`, `7 of 9 tasks (78%)`.

use std::ops::Range;

use crate::base::span::Span;
use crate::understand::reading::Entry;

/// `7/9 (78%)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Where the percentage stands.
    pub span: Span,
    /// The percentage, in hundredths.
    pub percent: i64,
    /// How many of `whole`.
    pub part: i64,
    /// How many in all.
    pub whole: i64,
    /// Where the fraction stands.
    pub fraction: Span,
}

impl Share {
    /// Whether the percentage is that of the fraction, however it is rounded.
    pub fn agrees(&self) -> bool {
        let exact = self.part * 10_000 / self.whole.max(1);
        (self.percent - exact).abs() < 100
    }
}

/// All fractions of an entry that have a percentage.
pub(super) fn read(entry: Entry<'_>) -> impl Iterator<Item = Share> {
    let text = entry.text();
    fractions(text).chain(of(text)).filter_map(move |found| share(entry, found))
}

/// A fraction in a text, and where it stands.
pub(super) struct Fraction {
    /// How many.
    pub part: i64,
    /// Of how many.
    pub whole: i64,
    /// Where in the text.
    pub range: Range<usize>,
}

/// The first `7/9` of a text that is no date, path or step.
pub(super) fn fraction(text: &str) -> Option<Fraction> {
    fractions(text).next()
}

/// Every `7/9` of a text that is no date, path or step.
fn fractions(text: &str) -> impl Iterator<Item = Fraction> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'/', bytes).filter_map(move |slash| {
        let digits = |range: &[u8]| range.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let left = bytes[..slash].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let right = digits(&bytes[slash + 1..]);
        let (start, end) = (slash - left, slash + 1 + right);
        let before = &text[..start];
        let number = |range: Range<usize>| text[range].parse::<i64>().ok();
        let free = before.is_empty() || before.ends_with([' ', '(', '*', ':', '[', '\u{1f}']);
        let closes = !text[end..]
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_') || c == '.')
            || text[end..].starts_with('.') && !text[end + 1..].starts_with(|c: char| c.is_alphanumeric());
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        let named = [
            "part", "phase", "page", "step", "week", "day", "slide", "sprint", "release", "on", "by", "since", "due",
            "until", "wave", "v",
        ]
        .iter()
        .any(|word| last.eq_ignore_ascii_case(word));
        if !(1..=4).contains(&left) || !(1..=4).contains(&right) || !free || !closes || named {
            return None;
        }
        let (part, whole) = (number(start..slash)?, number(slash + 1..end)?);
        (part <= whole && whole > 1).then_some(Fraction { part, whole, range: start..end })
    })
}

/// The first `7 of 9` of a text.
fn of(text: &str) -> Option<Fraction> {
    let at = memchr::memmem::find(text.as_bytes(), b" of ")?;
    let left = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
    let right = text[at + 4..].bytes().take_while(u8::is_ascii_digit).count();
    let (start, end) = (at - left, at + 4 + right);
    let free = text[..start].is_empty() || text[..start].ends_with([' ', '(', '*', '\u{1f}']);
    let closes = !text[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '%' | '-'));
    if !(1..=4).contains(&left) || !(1..=4).contains(&right) || !free || !closes {
        return None;
    }
    let (part, whole) = (text[start..at].parse().ok()?, text[at + 4..end].parse().ok()?);
    (part <= whole && whole > 1).then_some(Fraction { part, whole, range: start..end })
}

/// `7/9 (78%)`, `7 of 9 tasks (78%)`
fn share(entry: Entry<'_>, found: Fraction) -> Option<Share> {
    let text = entry.text();
    let after = &text[found.range.end..];
    let near = &after[..after.floor_char_boundary(40)];
    let near = near.split(['\u{1f}', '.', ';', '/']).next().unwrap_or_default();
    let sign = near.find('%').filter(|sign| near[..*sign].chars().filter(char::is_ascii_digit).count() <= 3)?;
    let start = near[..sign]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + near[at..].chars().next().map_or(1, char::len_utf8));
    let percent: i64 = near[start..sign].parse().ok()?;
    let between = near[..start].trim_start();
    // `(78%)`, `tasks complete (78%)`, `= 78%`; nothing that is a number or a claim of its own.
    let plain = between.trim_end().ends_with(['(', '=', '–', '—', '-', ':', '→'])
        && between.chars().all(|c| c.is_alphabetic() || " (=–—-:→*".contains(c));
    let rest = near[sign + 1..].trim_start();
    let of_other = rest.starts_with("of") || rest.starts_with("target") || rest.starts_with("coverage");
    (plain && !of_other && percent <= 100).then(|| Share {
        span: entry.span_of(&near[start..=sign]),
        percent: percent * 100,
        part: found.part,
        whole: found.whole,
        fraction: entry.span_of(&text[found.range]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_and_what_only_looks_like_one() {
        let found = |text: &str| fraction(text).map(|found| (found.part, found.whole));
        assert_eq!(found("Complete (9/9 tasks)"), Some((9, 9)));
        assert_eq!(found("Status: 0/12 tasks complete (0%)"), Some((0, 12)));
        for text in ["phase 1/2 (80%)", "on 11/19 (50%)", "16/9", "a/b", "2025/11/19", "and/or", "docs/7/9", "1/1"] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(of("7 of 9 tasks").map(|found| (found.part, found.whole)), Some((7, 9)));
        assert!(of("7 of 9.5").is_none() && of("most of 9").is_none());
    }

    #[test]
    fn any_rounding_agrees() {
        let share = |part, whole, percent: i64| Share {
            span: Span::at(0),
            percent: percent * 100,
            part,
            whole,
            fraction: Span::at(0),
        };
        assert!(
            share(7, 9, 77).agrees() && share(7, 9, 78).agrees() && share(0, 3, 0).agrees() && share(1, 3, 33).agrees()
        );
        assert!(!share(7, 9, 90).agrees() && !share(7, 9, 80).agrees());
    }
}
