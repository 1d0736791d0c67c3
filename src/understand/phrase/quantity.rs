//! Amounts and thresholds: `<200 ms p95`, `≥75%`, `72K events/sec`, `100 concurrent users`, `at least 3`.

use super::scan::Scanner;
use super::unit::scan_unit;
use super::words::{Known, Words};

/// An amount with what it is compared to and its unit, as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity<'a> {
    /// How a value is compared to it, where that is written.
    pub comparator: Option<Comparator>,
    /// The number, suffixes such as K and M undone.
    pub value: f64,
    /// The number as written, with its suffix: `72K`.
    pub text: &'a str,
    /// The unit as written: `ms`, `%`, `events/sec`, `story points`; empty where there is none.
    pub unit: &'a str,
}

/// How a value is compared to a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `<`, `under`, `less than`, `below`
    Less,
    /// `≤`, `at most`, `up to`, `within`, `no more than`
    AtMost,
    /// `=`, `exactly`, and amounts without a word
    Equal,
    /// `≥`, `at least`, `75+`
    AtLeast,
    /// `>`, `over`, `more than`, `above`
    Greater,
}

impl Comparator {
    /// The sign for it in `facts.json`.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::Greater => ">",
        }
    }
}

/// Reads an amount at the head of a text; gives it with the number of bytes it takes.
///
/// Of words, the unit is what is counted: `0 critical bugs` has the unit `critical bugs`. Versions, ratios, dates,
/// times and `3-5` are no amounts. A number alone is one here; whether it counts anything is the caller's to know.
pub fn read(text: &str) -> Option<(Quantity<'_>, usize)> {
    let mut scan = Scanner::new(text);
    let before = scan.attempt(scan_comparator);
    scan.spaces();
    scan.eat(&['~', '≈']);
    scan.spaces();
    let from = scan.at();
    let currency = scan.eat(&CURRENCIES).map(|sign| &text[from..from + sign.len_utf8()]);
    if currency.is_some() {
        scan.spaces();
    }
    let from = scan.at();
    let value = scan_number(&mut scan)?;
    let value = value * scan.attempt(|scan| scan_suffix(scan, currency.is_some())).unwrap_or(1.0);
    let number = &text[from..scan.at()];
    let plus = scan.attempt(scan_plus).map(|()| Comparator::AtLeast);
    let unit = match currency {
        Some(sign) => scan.word_ends().then_some(sign)?,
        None => scan.attempt(|scan| scan_unit(scan, value)).unwrap_or(""),
    };
    if unit.is_empty() && !ends_number(&scan) {
        return None;
    }
    let after = plus.or_else(|| scan.attempt(scan_comparator_behind));
    Some((Quantity { comparator: before.or(after), value, text: number, unit }, scan.at()))
}

/// Where the comparator begins that stands before a number, or the number itself: `at least `, `≥ `, `$`.
pub fn begin(text: &str, number: usize) -> usize {
    let head = &text[..number];
    // Nothing that compares ends with these.
    if matches!(head.as_bytes().last(), None | Some(b'\x1f' | b'(' | b'[' | b':')) {
        return number;
    }
    let sign = head.trim_end_matches(CURRENCIES);
    let head = sign.trim_end();
    let signs = head.trim_end_matches(SIGNS);
    if signs.len() < head.len() {
        // `->`, `=>`, `<br>` and `x=5` compare nothing.
        let arrow = signs.ends_with(['-', '–', '/'])
            || signs.ends_with(|c: char| c.is_alphanumeric())
            || head[signs.len()..].starts_with("=>");
        return if arrow { sign.len() } else { signs.len() };
    }
    let last = &head[head.len() - head.bytes().rev().take_while(u8::is_ascii_alphabetic).count()..];
    if !LAST_WORDS.knows(last) {
        return sign.len();
    }
    // `less than or equal to` has five words; the longest comparator that ends at the number counts.
    let (mut from, mut found) = (head.len(), sign.len());
    for _ in 0..5 {
        let before = head[..from].trim_end();
        let word =
            before.len() - before.bytes().rev().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'.').count();
        if word == before.len() {
            break;
        }
        from = word;
        let mut scan = Scanner::new(&text[from..]);
        if scan_comparator(&mut scan).is_some() && text[from + scan.at()..sign.len()].trim().is_empty() {
            found = from;
        }
    }
    found
}

/// Whether a number stands for itself: nothing before it compares, and neither suffix nor unit can follow.
pub(super) fn is_bare(text: &str, number: usize) -> bool {
    let digits = text.as_bytes()[number..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut behind = text.as_bytes()[number + digits..].iter();
    let ends = match behind.next() {
        None | Some(b'\x1f' | b':' | b';' | b')' | b']' | b'!' | b'?' | b'|' | b'"') => true,
        Some(b'.' | b',') => !behind.next().is_some_and(u8::is_ascii_digit),
        _ => false,
    };
    ends && begin(text, number) == number
}

/// Words with which the comparators end.
const LAST_WORDS: Words = Words::of(&[
    "least", "most", "to", "than", "under", "below", "within", "over", "above", "exactly", "max", "maximum", "min",
    "minimum", "of",
]);

const CURRENCIES: [char; 4] = ['$', '€', '£', '¥'];
const SIGNS: [char; 8] = ['<', '>', '=', '≤', '≥', '⩽', '⩾', '~'];

/// `<`, `>=`, `at least`, `no more than`
pub(super) fn scan_comparator(scan: &mut Scanner<'_>) -> Option<Comparator> {
    use Comparator::{AtLeast, AtMost, Equal, Greater, Less};
    const WORDS: [(&[&str], Comparator); 24] = [
        (&["at", "least"], AtLeast),
        (&["at", "most"], AtMost),
        (&["up", "to"], AtMost),
        (&["no", "more", "than"], AtMost),
        (&["not", "more", "than"], AtMost),
        (&["no", "less", "than"], AtLeast),
        (&["no", "fewer", "than"], AtLeast),
        (&["not", "less", "than"], AtLeast),
        (&["less", "than"], Less),
        (&["fewer", "than"], Less),
        (&["lower", "than"], Less),
        (&["more", "than"], Greater),
        (&["greater", "than"], Greater),
        (&["higher", "than"], Greater),
        (&["under"], Less),
        (&["below"], Less),
        (&["within"], AtMost),
        (&["over"], Greater),
        (&["above"], Greater),
        (&["exactly"], Equal),
        (&["max"], AtMost),
        (&["maximum"], AtMost),
        (&["min"], AtLeast),
        (&["minimum"], AtLeast),
    ];
    let sign = scan.eat(&['<', '>', '=', '≤', '≥', '⩽', '⩾']);
    if let Some(sign) = sign {
        let equal = scan.eat(&['=']).is_some();
        return Some(match sign {
            '<' if equal => AtMost,
            '<' => Less,
            '>' if equal => AtLeast,
            '>' => Greater,
            '=' => Equal,
            '≤' | '⩽' => AtMost,
            _ => AtLeast,
        });
    }
    let initial = scan.rest().bytes().next().filter(u8::is_ascii_alphabetic)?.to_ascii_lowercase();
    let (words, comparator) = WORDS
        .iter()
        .filter(|(words, _)| words[0].as_bytes()[0] == initial)
        .find_map(|(words, found)| Some((words, *found)).filter(|_| scan.words(words).is_some()))?;
    if words.len() == 2
        && scan.attempt(|scan| scan.spaces().then_some(()).and(scan.words(&["or", "equal", "to"]))).is_some()
    {
        return Some(if comparator == Less { AtMost } else { AtLeast });
    }
    let noun = words.len() == 1 && words[0].starts_with('m');
    if noun {
        scan.eat(&['.', ':']);
        scan.attempt(|scan| scan.spaces().then_some(()).and(scan.keyword(&["of"])));
    }
    Some(comparator)
}

/// `1,500`, `99.9`, `12`
fn scan_number(scan: &mut Scanner<'_>) -> Option<f64> {
    let rest = scan.rest();
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    if end == 0 || end > 15 {
        return None;
    }
    while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 && end <= 15 {
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    let grouped = rest[..end].contains(',');
    let value = if grouped { rest[..end].replace(',', "").parse() } else { rest[..end].parse() };
    scan.take(end)?;
    value.ok()
}

/// `K`, `M`, ` million` and their like behind a number.
fn scan_suffix(scan: &mut Scanner<'_>, money: bool) -> Option<f64> {
    let direct = scan.peek()?.is_alphabetic();
    scan.spaces();
    let word = scan.word().filter(|_| scan.word_ends())?;
    match word {
        "K" | "k" if direct => Some(1e3),
        // `90m` is minutes.
        "M" if direct => Some(1e6),
        "m" if direct && money => Some(1e6),
        "B" | "bn" if direct && money => Some(1e9),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        _ => None,
    }
}

/// The `+` of `75+`
fn scan_plus(scan: &mut Scanner<'_>) -> Option<()> {
    scan.eat(&['+'])?;
    (!scan.peek().is_some_and(|next| next.is_ascii_digit())).then_some(())
}

/// ` or more`, ` or less`, ` max`
fn scan_comparator_behind(scan: &mut Scanner<'_>) -> Option<Comparator> {
    scan.spaces();
    if scan.keyword(&["or"]).is_some() {
        scan.spaces();
        if scan.keyword(&["more", "higher", "above", "better", "greater", "over"]).is_some() {
            return Some(Comparator::AtLeast);
        }
        return scan.keyword(&["less", "fewer", "lower", "below", "under"]).map(|_| Comparator::AtMost);
    }
    let least = scan.keyword(&["min", "minimum"]).map(|_| Comparator::AtLeast);
    least.or_else(|| scan.keyword(&["max", "maximum"]).map(|_| Comparator::AtMost))
}

/// Whether what stands here lets a number end: no version, ratio, time, span of numbers or word goes on.
fn ends_number(scan: &Scanner<'_>) -> bool {
    let mut ahead = *scan;
    if ahead.range_mark().is_some() && ahead.peek().is_some_and(|next| next.is_ascii_digit()) {
        return false;
    }
    let mut letters = scan.rest().chars();
    match letters.next() {
        Some('.' | ',' | ':' | '/' | '-' | '_') => !letters.next().is_some_and(char::is_alphanumeric),
        Some(next) => !next.is_alphanumeric() && !matches!(next, '°' | '#'),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        let Some((quantity, bytes)) = read(text) else { return String::new() };
        let sign = quantity.comparator.map_or("", Comparator::sign);
        format!("{sign}{} {}|{}", quantity.value, quantity.unit, &text[bytes..])
    }

    #[test]
    fn amounts_are_read_as_written() {
        let cases = [
            ("<200 ms p95", "<200 ms| p95"),
            ("< 200ms", "<200 ms|"),
            ("≥75%", ">=75 %|"),
            (">= 80 % of tests", ">=80 %| of tests"),
            (">95%", ">95 %|"),
            ("99.9%", "99.9 %|"),
            ("72K events/sec", "72000 events/sec|"),
            ("0 critical bugs", "0 critical bugs|"),
            ("100 concurrent users in staging", "100 concurrent users| in staging"),
            ("at least 80 %", ">=80 %|"),
            ("no more than 5", "<=5 |"),
            ("up to 3 retries", "<=3 retries|"),
            ("under 15 ms", "<15 ms|"),
            ("less than or equal to 3 s", "<=3 s|"),
            ("$12,000", "12000 $|"),
            ("€4.5M", "4500000 €|"),
            ("1,500 visitors", "1500 visitors|"),
            ("75+ attendees", ">=75 attendees|"),
            ("90% or higher", ">=90 %|"),
            ("10 requests per second", "10 requests per second|"),
            ("13 story points", "13 story points|"),
            ("max. 3 items", "<=3 items|"),
            ("2x", "2 x|"),
            ("5 of them", "5 | of them"),
        ];
        for (text, want) in cases {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_left_alone() {
        for text in [
            "1.2.3",
            "3-5 users",
            "10–15%",
            "9/9 tasks",
            "09:00",
            "3D",
            "2FA",
            "v2",
            "2026-01-07",
            "< b",
            "less than",
            "12th",
        ] {
            assert_eq!(shown(text), "", "{text}");
        }
    }

    #[test]
    fn a_comparator_is_found_before_its_number() {
        for (before, number, want) in [
            ("p95 < ", "200 ms", "< "),
            ("is at least ", "80 %", "at least "),
            ("of no more than ", "5", "no more than "),
            ("cost $", "12", "$"),
            ("see ", "5", ""),
            ("a -> ", "5", ""),
            ("is less than or equal to ", "5", "less than or equal to "),
            ("maximum of ", "3", "maximum of "),
            ("moved over and ", "3", ""),
        ] {
            assert_eq!(&before[begin(&format!("{before}{number}"), before.len())..], want, "{before}{number}");
        }
    }

    proptest! {
        #[test]
        fn printed_amounts_read_back(tenths in 0u32..1_000_000, sign in 0usize..5) {
            use Comparator::{AtLeast, AtMost, Equal, Greater, Less};
            let comparator = [Less, AtMost, Equal, AtLeast, Greater][sign];
            let value = f64::from(tenths) / 10.0;
            let text = format!("{} {value} ms", comparator.sign());
            let (quantity, bytes) = read(&text).unwrap();
            prop_assert_eq!((quantity.comparator, quantity.value, quantity.unit, bytes), (Some(comparator), value, "ms", text.len()));
        }

        #[test]
        fn any_text_is_survived(text in ".{0,30}", near in "([0-9]|<|≥|at least|\\.|,|%|K| |é|ms|/|\\$|\\+|or more|bugs){0,10}") {
            for text in [text, near] {
                if let Some((_, bytes)) = read(&text) {
                    prop_assert!(text.is_char_boundary(bytes));
                }
                for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_ascii_digit()) {
                    prop_assert!(text.is_char_boundary(begin(&text, at)), "{letter}");
                }
            }
        }
    }
}
