//! Telephone numbers in what is published: found, and masked unless handbook.yaml says `phone_numbers: show`.
//!
//! A number is found where something says that it is one: a plus and a country's number (ITU-T E.164: at most 15
//! digits), an area code in parentheses, or a word such as `Phone` right before it. Bare digits are left alone: dates,
//! amounts, ids, versions and the like look as a number may.

pub mod calendar;
pub mod html;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Match, MatchKind};

/// What stands in the place of a number.
pub const MASK: &str = "[number hidden]";

/// Words that a telephone number follows.
const LABELS: [&str; 9] = ["phone", "phones", "telephone", "tel", "mobile", "cell", "cellphone", "pager", "fax"];

/// Words between a label and its number.
const BETWEEN: [&str; 8] = ["number", "numbers", "no", "nr", "work", "home", "office", "private"];

/// Whether a text may hold a number; `false` is certain. Cheap enough for everything that is published.
pub fn may_hold(text: &[u8]) -> bool {
    holds_sign(text) || labels(text).next().is_some()
}

/// Whether what is made of a document, a setting or a template may hold a number; `false` is certain. A label counts
/// only where a number follows it, or where it may be the name of a column or field.
pub fn may_give(text: &str) -> bool {
    holds_sign(text.as_bytes())
        || labels(text.as_bytes()).any(|at| {
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            // Markup may stand between a label and its number, and within both.
            let line = text[start..end].replace(['*', '_', '`', '~', '\\'], "");
            line.contains('<') || line.split(['|', ':']).any(is_label) || !find(&line).is_empty()
        })
}

/// `&` begins a plus that is written as `&#43;`.
fn holds_sign(text: &[u8]) -> bool {
    memchr::memchr3_iter(b'+', b'(', b'&', text).any(|at| is_sign(text, at))
}

/// Where words stand that a number may follow.
fn labels(text: &[u8]) -> impl Iterator<Item = usize> {
    static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let mut words = AhoCorasick::builder();
        words.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        words.build(LABELS).expect("a few short words are not too many")
    });
    let is_whole = |found: &Match| {
        let joins = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        !joins(found.start().checked_sub(1).and_then(|at| text.get(at))) && !joins(text.get(found.end()))
    };
    WORDS.find_iter(text).filter(is_whole).map(|found| found.start())
}

/// Whether enough digits follow a sign, be there markup between them.
fn is_sign(text: &[u8], at: usize) -> bool {
    let behind = &text[at + 1..];
    let digits = |within: usize| behind.iter().take(within).filter(|byte| byte.is_ascii_digit()).count();
    match text[at] {
        b'(' => digits(3) == 3 && digits(200) >= 9,
        b'&' => behind.starts_with(b"#43") || behind.starts_with(b"#x2b") || behind.starts_with(b"plus"),
        _ => digits(4) > 0 && digits(200) >= 8,
    }
}

/// A text without its numbers.
pub fn mask(text: &str) -> String {
    let mut masked = text.to_owned();
    for range in find(text).into_iter().rev() {
        masked.replace_range(range, MASK);
    }
    masked
}

/// Where numbers stand, in order.
pub fn find(text: &str) -> Vec<Range<usize>> {
    find_with(text, false)
}

/// The same; `labelled` says that what stands before the text calls it a number, as the name of a column does.
pub fn find_with(text: &str, labelled: bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    // A list behind a label is of numbers: `Phone: 12345, 67890`.
    let mut list = labelled;
    while let Some(start) = text[at..].find(|letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '(')) {
        let start = at + start;
        let run = run(text, start);
        let said = list && is_join(&text[at..start], labelled && found.is_empty()) || is_labelled(&text[..start]);
        // What is right behind a number is joined to nothing, once that is masked.
        let is_free = found.last().is_some_and(|before| before.end == start);
        if is_number(text, &run, said, is_free) {
            list = list || said;
            at = run.end;
            found.push(run);
        } else {
            let is_one = text[start..].starts_with(['+', '(']);
            at = if is_one { start + 1 } else { start + digits_end(&text[start..]) };
            list = list && said;
        }
    }
    found
}

fn digits_end(text: &str) -> usize {
    text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len())
}

/// What may stand between two numbers of a list, or before the first.
fn is_join(text: &str, is_first: bool) -> bool {
    let text = text.trim();
    let words = text.trim_matches([',', ';', '/', ':', '(', ')', '.', '|', '~', '#']).trim();
    words.is_empty() || ["or", "and", "oder"].contains(&words) || is_first
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

/// Digits from a place on, with what separates the groups of a number.
fn run(text: &str, start: usize) -> Range<usize> {
    let (mut end, mut between) = (start, 0);
    for (at, letter) in text[start..].char_indices() {
        let behind = start + at + letter.len_utf8();
        if letter.is_ascii_digit() {
            (end, between) = (behind, 0);
        } else if letter == '+' && at == 0
            || matches!(letter, '-' | '.' | '/' | '(' | ')' | '\u{2010}' | '\u{2011}' | '\u{2013}')
            || is_space(letter)
        {
            between += 1;
            if between > 3 {
                break;
            }
        } else {
            break;
        }
    }
    start..end
}

/// Whether a run of digits is a telephone number.
fn is_number(text: &str, run: &Range<usize>, said: bool, is_free: bool) -> bool {
    let own = &text[run.clone()];
    let digits: usize = own.bytes().filter(u8::is_ascii_digit).count();
    let before = text[..run.start].chars().next_back().filter(|_| !is_free);
    let joined = before.is_some_and(|letter| {
        letter.is_alphanumeric() || matches!(letter, '_' | '/' | '=' | '.' | '$' | '€' | '£' | '#')
    });
    let behind = text[run.end..].chars().next();
    let goes_on =
        behind.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '%' | '$' | '€' | '£'));
    if goes_on || is_date(own) || is_address(own) || is_amount(text, run) {
        return false;
    }
    if said {
        return (5..=17).contains(&digits) && before.is_none_or(|letter| !letter.is_alphanumeric());
    }
    if joined && !before.is_some_and(|letter| matches!(letter, '/' | '#')) {
        return false;
    }
    match own.as_bytes().first() {
        Some(b'+') => (8..=15).contains(&digits) && is_international(own),
        Some(b'(') => is_area(own, digits),
        _ => false,
    }
}

/// `+49 30 1234567`: a country's number does not begin with 0.
fn is_international(own: &str) -> bool {
    let first = own[1..].trim_start_matches([' ', '(', '\u{a0}']);
    first.starts_with(|letter: char| letter.is_ascii_digit() && letter != '0')
}

/// `(415) 555-0123`, `(030) 12345678`
fn is_area(own: &str, digits: usize) -> bool {
    let Some((area, rest)) = own[1..].split_once(')') else { return false };
    let area_is_plain = area.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<usize> =
        rest.split(|letter: char| !letter.is_ascii_digit()).map(str::len).filter(|length| *length > 0).collect();
    let american = area.len() == 3 && groups == [3, 4];
    let trunk = area.starts_with('0') && (3..=5).contains(&area.len()) && (9..=13).contains(&digits);
    area_is_plain && (american || trunk)
}

/// `2026-01-05`, `05.01.2026`, also with more behind it.
fn is_date(own: &str) -> bool {
    let groups: Vec<usize> =
        own.split(|letter: char| !letter.is_ascii_digit()).map(str::len).filter(|length| *length > 0).collect();
    let plain = !own.contains(['(', ')']);
    plain
        && (groups.starts_with(&[4, 2, 2]) || groups.starts_with(&[2, 2, 4]) || groups.starts_with(&[1, 1, 4]))
        && own
            .trim_start_matches('+')
            .split(|letter: char| !letter.is_ascii_digit())
            .any(|group| group.len() == 4 && (group.starts_with("19") || group.starts_with("20")))
}

/// `192.168.10.24`
fn is_address(own: &str) -> bool {
    let parts: Vec<&str> = own.split('.').collect();
    parts.len() == 4 && parts.iter().all(|part| part.parse::<u8>().is_ok())
}

/// `+15 000 000 EUR`, `$ 12 345 678`
fn is_amount(text: &str, run: &Range<usize>) -> bool {
    const UNITS: [&str; 14] = [
        "eur", "usd", "chf", "gbp", "sek", "nok", "dkk", "ms", "events", "users", "requests", "rows", "lines", "points",
    ];
    let behind = text[run.end..].trim_start();
    let word: String =
        behind.chars().take_while(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect();
    behind.starts_with(['%', '€', '$', '£'])
        || UNITS.contains(&word.as_str())
        || text[..run.start].trim_end().ends_with(['€', '$', '£'])
}

/// Whether the words right before a number call it one: `Phone: `, `Tel. (work) `, `tel:`.
fn is_labelled(before: &str) -> bool {
    // Labels are short; what is written in one line may be long.
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(48))..];
    let tail = before.trim_end_matches(|letter: char| {
        is_space(letter)
            || matches!(letter, ':' | '.' | '#' | '*' | '(' | ')' | '=' | '|' | '-' | '–' | '"' | '\u{200b}')
    });
    // Labels are on the line of their number.
    let line = tail.rsplit(['\n', '\r']).next().unwrap_or(tail);
    if tail.len() == before.len() {
        return false;
    }
    let mut words = line.rsplit(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    for _ in 0..3 {
        let Some(word) = words.next() else { return false };
        let word = word.to_lowercase();
        if LABELS.contains(&word.as_str()) {
            return true;
        }
        if !BETWEEN.contains(&word.as_str()) {
            return false;
        }
    }
    false
}

/// Whether a text is the name of a field or column of numbers: `Phone`, `Mobile number:`.
pub fn is_label(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let known = |word: &String| LABELS.contains(&word.as_str());
    (1..=4).contains(&words.len())
        && words.iter().any(known)
        && words.iter().all(|word| {
            known(word) || BETWEEN.contains(&word.as_str()) || ["and", "or", "emergency"].contains(&word.as_str())
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_found() {
        for (text, want) in [
            ("Call +49 30 1234567 at night", "Call [number hidden] at night"),
            ("+1-415-555-0123", "[number hidden]"),
            ("+44 (0)20 7946 0958.", "[number hidden]."),
            ("Ada (415) 555-0123, Kai (415) 555.0124", "Ada [number hidden], Kai [number hidden]"),
            ("(030) 123 456 78", "[number hidden]"),
            ("Phone: 030 123456", "Phone: [number hidden]"),
            ("Tel. 12345-67", "Tel. [number hidden]"),
            ("Mobile number: 0171/2345678 or 0172/2345678", "Mobile number: [number hidden] or [number hidden]"),
            ("Pager #55123", "Pager #[number hidden]"),
            ("tel:+4930123456", "tel:[number hidden]"),
            ("CELL 555 0123", "CELL [number hidden]"),
        ] {
            assert_eq!(mask(text), want);
        }
    }

    #[test]
    fn what_only_looks_like_one_stays() {
        for text in [
            "DCMMS-140-150, JIRA-12345678 and #4155550123",
            "2026-01-05 to 2026-01-18, 05.01.2026, 20260105T080000Z",
            "UTC+02:00, +20 %, +1.5 hours, +15 000 000 EUR, $ 12 345 678",
            "1.24.3, v2.10.0+20130313144700, 192.168.10.24",
            "ISBN 978-3-16-148410-0",
            "4f2a91c0b7e3d5a6 and 309268d4155550123",
            "Order 4155550123, invoice 2026-000123",
            "f(123) and (2026) 3-4, (12) 345",
            "Mobile app 12.345.678 downloads",
            "Phone: ____________, Tel: 112",
            "a +12 b, 5+12345678",
            "Phone screen by 2026-01-05 10:00",
            "The phone rings; 1234567 people hear it",
            "72K events/s, +12 345 678 events",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn columns_are_known_by_their_names() {
        assert!(
            ["Phone", "Mobile number:", "Tel.", "Phone (work)", "Emergency phone"].iter().all(|name| is_label(name))
        );
        assert!(!["Phone calls", "Cells", "Hotel", "Mobile app", ""].iter().any(|name| is_label(name)));
    }

    proptest! {
        #[test]
        fn nothing_is_left_that_is_still_found(text in "([+(]?[0-9]{1,6}[-. ()/]{0,2}|Phone: |Tel |, | or |[a-z]{1,3} ?|€){0,24}") {
            let masked = mask(&text);
            prop_assert_eq!(find(&masked), Vec::<Range<usize>>::new(), "{:?} -> {:?}", text, masked);
        }

        #[test]
        fn what_holds_one_may_hold_one(text in "([+(]?[0-9]{1,6}[-. ()/]{0,2}|Phone: |TEL |cell |, |[a-z]{1,3} ?){0,24}") {
            let found = !find(&text).is_empty();
            prop_assert!(!found || may_hold(text.as_bytes()) && may_give(&text), "{:?}", text);
        }
    }
}
