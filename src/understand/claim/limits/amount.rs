//! One range of values in words: `fewer than 5 tents`, `over 30 minutes and up to 2 hours`, `21 to 100`, `200 and more`.

use crate::understand::fact::{Bound, Limit};
use crate::understand::phrase::words::{self, Words};

/// What stands before a number and bounds it: whether it bounds from below, and whether the number itself belongs to it.
const BEFORE: [(&str, bool, bool); 25] = [
    ("fewer than", false, false),
    ("less than", false, false),
    ("smaller than", false, false),
    ("shorter than", false, false),
    ("under", false, false),
    ("below", false, false),
    ("<", false, false),
    ("not more than", false, true),
    ("no more than", false, true),
    ("up to", false, true),
    ("at most", false, true),
    ("≤", false, true),
    ("<=", false, true),
    ("more than", true, false),
    ("greater than", true, false),
    ("larger than", true, false),
    ("longer than", true, false),
    ("over", true, false),
    ("above", true, false),
    ("beyond", true, false),
    ("exceeding", true, false),
    (">", true, false),
    ("at least", true, true),
    ("≥", true, true),
    (">=", true, true),
];
/// What stands behind it.
const BEHIND: [(&str, bool); 10] = [
    ("or more", true),
    ("and more", true),
    ("or above", true),
    ("and above", true),
    ("or longer", true),
    ("and longer", true),
    ("or less", false),
    ("or fewer", false),
    ("and less", false),
    ("or below", false),
];
/// Words that say nothing of what is counted.
const FILLERS: Words = Words::of(&[
    "of",
    "a",
    "an",
    "the",
    "and",
    "to",
    "from",
    "between",
    "or",
    "more",
    "less",
    "fewer",
    "than",
    "up",
    "at",
    "most",
    "least",
    "over",
    "under",
    "above",
    "below",
    "beyond",
    "exceeding",
    "no",
    "not",
    "per",
    "with",
    "if",
    "for",
    "in",
    "on",
    "is",
    "are",
    "by",
    "smaller",
    "greater",
    "larger",
    "longer",
    "shorter",
]);

/// A number with its unit, and where it stands.
struct Amount<'t> {
    value: f64,
    unit: &'static str,
    /// From its currency or first digit.
    start: usize,
    end: usize,
    text: &'t str,
}

/// The one range of values that a piece of text speaks of; none where it names no bound, or several numbers that make no
/// range.
pub(super) fn limit(text: &str) -> Option<Limit> {
    let amounts = amounts(text)?;
    let [first, rest @ ..] = amounts.as_slice() else { return None };
    let unit = amounts.iter().map(|amount| amount.unit).find(|unit| !unit.is_empty()).unwrap_or("");
    // What has no unit beside it shares the other's.
    if amounts.iter().any(|amount| !amount.unit.is_empty() && amount.unit != unit) {
        return None;
    }
    let (low, high) = match rest {
        [] => single(first)?,
        [second] if is_range(&text[first.end..second.start], &text[..first.start]) => {
            let below = ["below", "under", "less than"].iter().any(|word| text[first.end..second.start].contains(word));
            let bound = |value, included| Some(Bound { value, included });
            (bound(first.value, true), bound(second.value, !below))
        }
        [second] => match (single(first)?, single(second)?) {
            ((Some(low), None), (None, Some(high))) | ((None, Some(high)), (Some(low), None)) => {
                (Some(low), Some(high))
            }
            _ => return None,
        },
        _ => return None,
    };
    let ordered = low.zip(high).is_none_or(|(low, high)| low.value < high.value);
    ordered.then(|| Limit { low, high, unit: unit.into(), measure: about(text, &amounts).into() })
}

/// The bounds that a single number has by what stands beside it.
fn single(amount: &Amount<'_>) -> Option<(Option<Bound>, Option<Bound>)> {
    let before = amount.text[..amount.start].trim_end().to_lowercase();
    let ends = |sign: &str| {
        let head = before.strip_suffix(sign)?;
        let word = sign.starts_with(char::is_alphabetic);
        (!word || !head.ends_with(char::is_alphanumeric)).then_some(sign.len())
    };
    // `not more than` is longer than `more than`.
    let found = BEFORE.iter().filter_map(|sign| Some((ends(sign.0)?, sign))).max_by_key(|(length, _)| *length);
    let behind = || {
        // `5 points or more`: a unit of one word may stand between.
        let rest = amount.text[amount.end..].trim_start().to_lowercase();
        let next = rest.split_once(' ').map_or("", |(_, next)| next);
        let starts = |mark: &str| [rest.as_str(), next].iter().any(|rest| rest.starts_with(mark));
        BEHIND.iter().find(|(mark, _)| starts(mark)).map(|(_, low)| (*low, true))
    };
    let (is_low, included) = found.map(|(_, sign)| (sign.1, sign.2)).or_else(behind)?;
    let bound = Some(Bound { value: amount.value, included });
    Some(if is_low { (bound, None) } else { (None, bound) })
}

/// Whether what stands between two numbers makes them a range: `3–5`, `3 to 5`, `3 to below 5`, `between 3 and 5`.
fn is_range(between: &str, before: &str) -> bool {
    let between = ["below", "under", "less than"]
        .iter()
        .fold(between.trim(), |text, sign| text.trim_end_matches(sign).trim_end());
    // `10 EUR to 20 EUR`
    let last = between.split_whitespace().last().unwrap_or_default();
    let short = between.split_whitespace().count() <= 2;
    let head = before.trim_end();
    short && (matches!(last, "-" | "–" | "—" | "to") || last == "and" && head.to_lowercase().ends_with("between"))
}

/// The numbers of a text; none where one is part of a name, date, time or id.
fn amounts(text: &str) -> Option<Vec<Amount<'_>>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = (at..bytes.len()).find(|at| bytes[*at].is_ascii_digit()) {
        let (value, mut end) = number(text, start)?;
        let head = text[..start].trim_end_matches(' ');
        let glued =
            head.len() == start && head.ends_with(|letter: char| letter.is_alphanumeric() || "_#/.:".contains(letter));
        let dash = head.len() == start
            && head.ends_with('-')
            && !head[..head.len() - 1].ends_with(|c: char| c.is_ascii_digit());
        if glued || dash {
            return None;
        }
        let (sign, from) = match head.chars().next_back() {
            Some(sign @ ('€' | '$' | '£')) => (currency(&sign.to_string()), head.len() - sign.len_utf8()),
            _ => ("", start),
        };
        let mut value = value;
        if let Some(thousand) = text[end..].chars().next().filter(|letter| matches!(letter, 'k' | 'K' | 'M'))
            && !text[end + 1..].starts_with(char::is_alphanumeric)
        {
            value *= if thousand == 'M' { 1e6 } else { 1e3 };
            end += 1;
        }
        let rest = text[end..].trim_start();
        if rest.len() == text.len() - end && rest.starts_with(|letter: char| letter.is_alphabetic() && letter != 'h') {
            return None;
        }
        let word = rest.split(|letter: char| !letter.is_alphanumeric() && !"%€$£".contains(letter)).next()?;
        let (unit, factor) = unit(word);
        if !unit.is_empty() {
            end = text.len() - rest.len() + word.len();
        }
        let unit = if sign.is_empty() { unit } else { sign };
        found.push(Amount { value: value * factor, unit, start: from, end, text });
        at = end;
    }
    // `30 to 60 minutes` and `1 hour or more, less than 2` name their unit once.
    if let [first, second] = found.as_mut_slice()
        && second.unit.is_empty()
        && first.unit == "minutes"
    {
        let factor = unit(text[..first.end].rsplit(' ').next().unwrap_or_default()).1;
        (second.unit, second.value) = ("minutes", second.value * factor);
    } else if let [first, second] = found.as_mut_slice()
        && first.unit.is_empty()
        && second.unit == "minutes"
    {
        let factor = unit(text[..second.end].rsplit(' ').next().unwrap_or_default()).1;
        (first.unit, first.value) = ("minutes", first.value * factor);
    }
    Some(found)
}

/// A number with its groups of three: `2 000`, `2,000.50`; and where it ends. None for times, dates and versions.
fn number(text: &str, start: usize) -> Option<(f64, usize)> {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = start + digits(start);
    let mut number = text[start..end].to_owned();
    while number.len() <= 9
        && end - start <= 12
        && bytes.get(end).is_some_and(|byte| b", ".contains(byte))
        && digits(end + 1) == 3
    {
        if text[start..end].len() > 3 && number.len() == end - start {
            break;
        }
        number.push_str(&text[end + 1..end + 4]);
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        let fraction = digits(end + 1);
        number.push_str(&text[end..end + 1 + fraction]);
        end += 1 + fraction;
    }
    let next = bytes.get(end).copied().unwrap_or(b' ');
    let clock =
        next == b':' && digits(end + 1) > 0 || matches!(next, b'/' | b'_') || next == b'.' && digits(end + 1) > 0;
    if clock { None } else { Some((number.parse().ok()?, end)) }
}

fn currency(text: &str) -> &'static str {
    match text {
        "€" | "eur" | "euro" | "euros" => "€",
        "$" | "usd" | "dollar" | "dollars" => "$",
        "£" | "gbp" | "pound" | "pounds" => "£",
        "chf" | "francs" => "chf",
        _ => "",
    }
}

/// A unit in one of its writings, and by what a value in it is multiplied.
fn unit(word: &str) -> (&'static str, f64) {
    let word = word.to_lowercase();
    match &*word {
        "%" | "percent" => ("%", 1.0),
        "min" | "mins" | "minute" | "minutes" => ("minutes", 1.0),
        "h" | "hour" | "hours" => ("minutes", 60.0),
        "day" | "days" => ("minutes", 1440.0),
        "week" | "weeks" => ("minutes", 10_080.0),
        word => (currency(word), 1.0),
    }
}

/// What stands around the amounts, without words that only compare.
fn about(text: &str, amounts: &[Amount<'_>]) -> String {
    let base = text.as_ptr() as usize;
    let outside = |word: &&str| {
        let at = word.as_ptr() as usize - base;
        !amounts.iter().any(|amount| (amount.start..amount.end).contains(&at))
    };
    let kept = words::joined_words(text).filter(outside).filter(|word| !words::Known::knows(&FILLERS, word));
    let kept: Vec<String> = kept.filter(|word| word.contains(char::is_alphabetic)).map(str::to_lowercase).collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::limit;

    #[test]
    fn what_is_no_limit() {
        for text in [
            "5 tents",
            "before 9:30",
            "by 12 March",
            "v2.1 or more",
            "R-5",
            "p95",
            "3 of 5",
            "from 2024-01-02 to 2024-02-03",
        ] {
            assert_eq!(limit(text), None, "{text}");
        }
    }
}
