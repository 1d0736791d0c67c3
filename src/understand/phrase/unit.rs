//! What an amount counts: `%`, `ms`, `events/sec`, `critical bugs`.

use super::scan::Scanner;
use super::words::{Known, Words};

/// Units that may stand directly behind a number, or behind a space without being plural.
const MEASURES: Words = Words::of(&[
    "ms", "s", "sec", "secs", "µs", "us", "ns", "min", "mins", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "x", "rps",
    "qps", "tps", "pts", "pt", "sp", "usd", "eur", "gbp", "percent", "kwh", "mw", "kw", "hz", "khz", "mhz", "ghz",
    "km", "kg", "fps", "px", "vcpu", "people", "children", "staff", "kbps", "mbps", "gbps", "cpus", "cores", "uptime",
]);

/// Words at which the name of what is counted ends.
const STOPS: Words = Words::of(&[
    "of", "in", "on", "at", "by", "for", "to", "from", "with", "and", "or", "per", "is", "are", "was", "were", "if",
    "when", "as", "than", "that", "which", "the", "a", "an", "will", "must", "should", "can", "has", "have", "before",
    "after", "until", "during", "through", "via", "under", "over", "within", "not", "be", "but", "then",
]);

/// The unit behind a number: `%`, ` €`, ` ms`, ` events/sec`, ` critical bugs`, `-point`.
pub(super) fn scan_unit<'a>(scan: &mut Scanner<'a>, value: f64) -> Option<&'a str> {
    let spaced = scan.spaces();
    let rest = scan.rest();
    if let Some(sign) = scan.eat(&['%', '‰', '€', '£', '¥']) {
        return Some(&rest[..sign.len_utf8()]).filter(|_| scan.word_ends());
    }
    if !spaced {
        scan.eat(&['-']);
    }
    let from = scan.rest();
    let end = unit_end(from, spaced, value)?;
    scan.take(end)?;
    Some(&from[..end])
}

/// Bytes of the unit at the head of a text.
fn unit_end(text: &str, spaced: bool, value: f64) -> Option<usize> {
    let mut scan = Scanner::new(text);
    let mut first = None;
    for at in 0..3 {
        let Some(word) = scan.attempt(|scan| scan_unit_word(scan, at)) else { break };
        if scan.attempt(scan_per).is_some() || MEASURES.knows(word) {
            return Some(scan.at());
        }
        if !spaced || STOPS.knows(word) {
            break;
        }
        if is_plural(word) {
            return Some(scan.at());
        }
        first = first.or(Some(scan.at()));
        if value == 1.0 && at == 1 {
            return Some(scan.at());
        }
    }
    // Without a plural only the next word is sure, and only when it is no name.
    first.filter(|_| text.starts_with(|letter: char| letter.is_lowercase()))
}

/// The next word of a unit; after the first one with the space or hyphen before it.
fn scan_unit_word<'a>(scan: &mut Scanner<'a>, at: usize) -> Option<&'a str> {
    if at > 0 && scan.eat(&[' ', '-']).is_none() {
        return None;
    }
    let word = scan.word()?;
    scan.word_ends().then_some(word)
}

/// `/sec`, ` per second` behind a unit.
fn scan_per(scan: &mut Scanner<'_>) -> Option<()> {
    if scan.eat(&['/']).is_some() {
        scan.word()?;
        return scan.word_ends().then_some(());
    }
    // `10 s per test` is counted in seconds.
    scan.spaces();
    scan.keyword(&["per"])?;
    scan.spaces();
    scan.keyword(&["second", "sec", "minute", "min", "hour", "day", "week", "sprint", "month", "quarter", "year"])
        .map(|_| ())
}

fn is_plural(word: &str) -> bool {
    let ends = |end: &str| {
        word.len() >= end.len() && word.as_bytes()[word.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    word.len() > 2 && ends("s") && !["ss", "us", "is", "previous"].into_iter().any(ends)
}
