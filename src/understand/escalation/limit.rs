//! The limit of a rung: `<3 story points`, `more than 20 %`, `exceeds the budget by >50%`, `3-5 points`.

use super::super::fact::{Bound, Comparator, Limit};
use super::super::phrase::duration::{self, DurationPhrase};
use super::super::phrase::mention::{Mention, Phrase};
use super::super::phrase::quantity;
use super::super::reading::Entry;
use super::super::words;

/// The amounts of a piece of an entry's text that are compared to something, as one range; with its text as written.
///
/// `More than 20 %, up to 50 %` has two bounds in one.
pub(super) fn read<'r>(entry: Entry<'r>, piece: &'r str) -> Option<(&'r str, Limit)> {
    let mut found: Option<(&str, Limit)> = None;
    for (text, next) in entry.mentions_in(piece).filter_map(|mention| of_mention(entry, piece, mention)) {
        let Some((whole, limit)) = &mut found else {
            found = Some((text, next));
            continue;
        };
        // `more than 500 and up to 900 euros` names its unit once.
        if limit.unit.is_empty() && piece[..text.as_ptr() as usize - piece.as_ptr() as usize].ends_with(" and ") {
            limit.unit = next.unit.clone();
        }
        let closes = limit.low.is_none() && next.high.is_none() || limit.high.is_none() && next.low.is_none();
        if limit.unit != next.unit || !closes {
            break;
        }
        limit.low = limit.low.or(next.low);
        limit.high = limit.high.or(next.high);
        let start = whole.as_ptr() as usize - piece.as_ptr() as usize;
        let end = text.as_ptr() as usize - piece.as_ptr() as usize + text.len();
        *whole = &piece[start..end];
    }
    found.or_else(|| of_range(piece))
}

fn of_mention<'r>(entry: Entry<'r>, piece: &'r str, mention: &Mention) -> Option<(&'r str, Limit)> {
    let text = entry.phrase_text(mention);
    let (comparator, value, unit) = match &mention.phrase {
        Phrase::Quantity { comparator, value, unit, .. } => {
            let unit = text.get(unit.0 as usize..unit.1 as usize).unwrap_or_default();
            ((*comparator)?, *value, unit.trim().to_lowercase())
        }
        Phrase::Duration(length) => {
            let minutes = match length {
                DurationPhrase::Minutes(minutes) => *minutes,
                DurationPhrase::Days(days) => days * 24 * 60,
            };
            (sign_before(piece, text)?, f64::from(minutes), "minutes".to_owned())
        }
        _ => return None,
    };
    let bound = |included| Some(Bound { value, included });
    let (low, high) = match comparator {
        Comparator::Less => (None, bound(false)),
        Comparator::AtMost => (None, bound(true)),
        Comparator::Equal => (bound(true), bound(true)),
        Comparator::AtLeast => (bound(true), None),
        Comparator::Greater => (bound(false), None),
    };
    let at = text.as_ptr() as usize - piece.as_ptr() as usize;
    let measure = measure(&piece[..at], &piece[at + text.len()..], &unit);
    Some((text, Limit { low, high, unit: unit.into(), measure }))
}

/// What a length of time is compared to, by the words before or behind it.
pub(super) fn sign_before(piece: &str, text: &str) -> Option<Comparator> {
    const SIGNS: [(&str, Comparator); 13] = [
        ("<=", Comparator::AtMost),
        (">=", Comparator::AtLeast),
        ("<", Comparator::Less),
        (">", Comparator::Greater),
        ("≤", Comparator::AtMost),
        ("≥", Comparator::AtLeast),
        ("less than", Comparator::Less),
        ("under", Comparator::Less),
        ("up to", Comparator::AtMost),
        ("at most", Comparator::AtMost),
        ("at least", Comparator::AtLeast),
        ("more than", Comparator::Greater),
        ("over", Comparator::Greater),
    ];
    let at = text.as_ptr() as usize - piece.as_ptr() as usize;
    let head = piece[..at].trim_end().to_lowercase();
    let own = text.to_lowercase();
    let before = SIGNS.iter().find(|(sign, _)| head.ends_with(sign) || own.starts_with(sign));
    let behind = piece[at + text.len()..].trim_start();
    before.map(|(_, comparator)| *comparator).or_else(|| {
        let more =
            words::after(behind, &["or more", "and more", "or longer", "and longer"]).map(|_| Comparator::AtLeast);
        more.or_else(|| words::after(behind, &["or less", "or fewer"]).map(|_| Comparator::AtMost))
    })
}

/// `3-5 points`: both ends belong to it.
fn of_range(piece: &str) -> Option<(&str, Limit)> {
    let bytes = piece.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if !byte.is_ascii_digit()
            || at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || b"-.,_/".contains(&bytes[at - 1]))
        {
            continue;
        }
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let rest = &piece[at + digits..];
        let Some(mark) = ["-", "–", "—", "to "].into_iter().find(|mark| rest.trim_start().starts_with(mark)) else {
            continue;
        };
        let after = rest.trim_start().get(mark.len()..)?.trim_start();
        let Some((amount, length)) = quantity::read(after).filter(|(amount, _)| amount.comparator.is_none()) else {
            continue;
        };
        let low: f64 = piece[at..at + digits].parse().ok()?;
        // `0-2 hours` says when a rung begins, and is no limit.
        let whole = at == 0 && after.len() == length;
        if amount.unit.is_empty() && !whole || amount.value <= low || duration::read(after).is_some() {
            continue;
        }
        let end = after.as_ptr() as usize - piece.as_ptr() as usize + length;
        let unit = amount.unit.to_lowercase();
        let measure = measure(&piece[..at], &piece[end..], &unit);
        let bound = |value| Some(Bound { value, included: true });
        let limit = Limit { low: bound(low), high: bound(amount.value), unit: unit.into(), measure };
        return Some((&piece[at..end], limit));
    }
    None
}

/// Words that say nothing of what is counted.
const NOTHING: &[&str] = &[
    "by",
    "of",
    "the",
    "a",
    "an",
    "if",
    "is",
    "are",
    "to",
    "than",
    "in",
    "exceeds",
    "exceed",
    "exceeding",
    "above",
    "over",
    "under",
    "below",
    "rises",
    "falls",
    "at",
    "per",
    "with",
    "changes",
    "change",
    "minor",
    "major",
    "small",
    "large",
    "medium",
    "big",
    "total",
    "for",
    "or",
    "and",
    "up",
    "worth",
    "less",
    "more",
    "fewer",
];

/// What is counted, where the unit does not tell it: the word that stands after the amount, else before it. A percentage
/// and a sum of money may be of anything; `story points` need no more words.
fn measure(before: &str, after: &str, unit: &str) -> Box<str> {
    if !matches!(unit, "" | "%" | "$" | "€" | "£" | "¥" | "percent" | "usd" | "eur" | "gbp") {
        return "".into();
    }
    let told = |word: &&str| word.contains(char::is_alphabetic) && !words::is(word, NOTHING);
    let clause = after.split([',', ';', '.', ')', '(']).next().unwrap_or_default();
    let behind = words::words(clause).find(told);
    let ahead = || words::words(before.rsplit([',', ';', '.']).next().unwrap_or_default()).filter(told).last();
    behind.or_else(ahead).unwrap_or_default().to_lowercase().into()
}
