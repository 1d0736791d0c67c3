//! Points as a text writes them: `13 points`, `8 story points`, `2.5 pts`.

use super::has_word;

/// Points as written in a text.
pub(super) struct Written<'t> {
    /// In hundredths.
    pub value: i64,
    /// The amount alone.
    pub text: &'t str,
    /// What stands before it.
    pub before: &'t str,
    /// What follows it.
    pub after: &'t str,
}

const UNITS: [&str; 5] = ["points", "point", "pts", "pt", "sp"];

/// The points that a text names; none where it names none, two, or about so many.
pub(super) fn amount(text: &str) -> Option<Written<'_>> {
    let mut found = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + text[at..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - at);
        if let Some(unit) = unit_end(&text[end..]) {
            if found.is_some() {
                return None;
            }
            found = Some((at, end, end + unit));
        }
        at = end.max(at + 1);
    }
    let (start, number, end) = found?;
    let (before, after) = (&text[..start], &text[end..]);
    let vague = before.trim_end().ends_with(['-', '–', '/', '<', '>', '~', '≈', '≥', '≤', '+', '±', '.', ',', '$'])
        && !before.ends_with(", ")
        && !before.ends_with("- ")
        && !before.ends_with("– ");
    let joined = before.ends_with(|c: char| c.is_alphanumeric());
    if vague || joined || after.starts_with(['/', '-']) || has_word(after, &["per", "each", "saved"]) {
        return None;
    }
    Some(Written { value: plain(&text[start..number])?, text: &text[start..end], before, after })
}

/// Bytes of ` story points` after a number.
fn unit_end(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches([' ', '-', '\u{a0}']);
    let rest = rest.strip_prefix("story ").or_else(|| rest.strip_prefix("Story ")).unwrap_or(rest);
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    UNITS.iter().any(|unit| rest[..length].eq_ignore_ascii_case(unit)).then(|| text.len() - rest.len() + length)
}

/// A number of at most four digits, with halves and quarters, in hundredths.
pub(super) fn plain(text: &str) -> Option<i64> {
    let text = text.trim().trim_matches('*');
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=4).contains(&whole.len()) || !(1..=2).contains(&part.len()) || !digits(whole) || !digits(part) {
        return None;
    }
    let hundredths: i64 = part.parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + if part.len() == 1 { hundredths * 10 } else { hundredths })
}
