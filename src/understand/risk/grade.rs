//! How bad or likely something is, as people grade it.

use super::super::phrase::words::Words;
use super::super::words;

/// Words that grade alone.
const GRADES: Words = Words::of(&[
    "critical",
    "severe",
    "catastrophic",
    "extreme",
    "major",
    "high",
    "medium",
    "moderate",
    "med",
    "minor",
    "low",
    "minimal",
    "negligible",
    "insignificant",
    "marginal",
    "possible",
    "likely",
    "unlikely",
    "certain",
    "rare",
    "frequent",
    "occasional",
    "remote",
    "red",
    "orange",
    "amber",
    "yellow",
    "green",
    "h",
    "m",
    "l",
]);
/// Lights that grade alone.
const LIGHTS: [(&str, &str); 4] = [("🔴", "red"), ("🟠", "orange"), ("🟡", "yellow"), ("🟢", "green")];

/// The grade at the head of a text, in lower case: `🔴 HIGH (blocks the release)` -> `high`, `Medium-High` ->
/// `medium-high`, `Very low` -> `very low`, `4/5` -> `4`, `P1 – data loss` -> `p1`. None where it is no grade.
pub(super) fn read(text: &str) -> Option<String> {
    if !text.contains(char::is_alphanumeric) {
        let light = LIGHTS.iter().find(|(light, _)| text.trim().starts_with(light));
        return light.map(|(_, colour)| (*colour).to_owned());
    }
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let first = words::words(text).next()?;
    let rest = &text[first.len()..];
    if is_code(first) {
        return ends(rest).then(|| first.to_lowercase());
    }
    if words::is(first, &["very", "almost"]) {
        let second = words::words(rest).next().filter(|word| words::is(word, &GRADES))?;
        let behind = &rest[rest.find(second)? + second.len()..];
        return ends(behind).then(|| format!("{} {}", first.to_lowercase(), second.to_lowercase()));
    }
    let graded = first.split('-').all(|part| words::is(part, &GRADES));
    if !graded {
        return None;
    }
    // `Low to medium`, `Medium/High`
    let spread = rest.trim_start().strip_prefix('/').or_else(|| words::after(rest.trim_start(), &["to"]));
    if let Some(other) = spread.and_then(|rest| words::words(rest).next()).filter(|word| words::is(word, &GRADES)) {
        return Some(format!("{}-{}", first.to_lowercase(), other.to_lowercase()));
    }
    ends(rest).then(|| first.to_lowercase())
}

/// Whether a text begins with a word that grades.
pub(super) fn begins(text: &str) -> bool {
    words::words(text).next().is_some_and(|word| words::is(word, &GRADES))
}

/// The grade at the head of a text, and what is told behind it: `high; guard the door`.
pub(super) fn and_rest(text: &str) -> (Option<String>, Option<&str>) {
    let Some(grade) = read(text) else { return (None, Some(text)) };
    let rest = text
        .find([';', ',', '–', '—', '.', '|', '→'])
        .map(|at| text[at..].trim_start_matches(|c: char| !c.is_alphanumeric()));
    (Some(grade), rest.filter(|rest| !rest.is_empty()))
}

/// A name and the grades in parentheses at its end: `Rain (likely, high)`; none where they hold anything else.
pub(super) fn without_aside(name: &str) -> (&str, Option<&str>) {
    let parts = name.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let Some((before, aside)) = parts.filter(|(before, _)| !before.trim().is_empty()) else { return (name, None) };
    let graded = pieces(aside).all(|piece| read(piece).is_some() || of_part(piece).is_some());
    if graded { (before.trim_end(), Some(aside)) } else { (name, None) }
}

/// A name, the grades in parentheses behind it and what is told behind them: `Rain (likely, high) – bring a tent`.
pub(super) fn split_aside(text: &str) -> Option<(&str, &str, &str)> {
    let close = text.find(')')?;
    let (name, aside) = without_aside(&text[..=close]);
    let rest = text[close + 1..].trim_start_matches([' ', ':', '–', '—', '-', '.', ';', ',', '→']);
    Some((name, aside?, rest))
}

/// How bad and how likely, of `likely, high`, `impact: high, likelihood: low`, `high`. Of two grades that do not say
/// which is which neither is taken.
pub(super) fn of_aside(aside: &str) -> (Option<String>, Option<String>) {
    let (mut severity, mut probability) = (None, None);
    let mut plain = 0;
    for piece in pieces(aside) {
        if let Some((is_severity, grade)) = of_part(piece) {
            *(if is_severity { &mut severity } else { &mut probability }) = Some(grade);
        } else if words::has(piece, &LIKELY) {
            probability = read(piece);
        } else if severity.is_none() {
            plain += 1;
            severity = read(piece);
        } else {
            plain += 1;
        }
    }
    (severity.filter(|_| plain < 2), probability)
}

/// Words that grade how likely something is, and nothing else.
const LIKELY: Words =
    Words::of(&["possible", "likely", "unlikely", "certain", "rare", "frequent", "occasional", "remote"]);

fn pieces(aside: &str) -> impl Iterator<Item = &str> {
    aside.split([',', ';', '/']).map(str::trim)
}

/// `impact: high`, `high impact`, `low probability`: whether it tells how bad it is, and the grade.
fn of_part(piece: &str) -> Option<(bool, String)> {
    let severity = words::has(piece, &["impact", "severity", "effect"]);
    let probability = words::has(piece, &["probability", "likelihood", "chance"]);
    if severity == probability {
        return None;
    }
    let grade = match piece.split_once(':') {
        Some((_, behind)) => read(behind),
        None => read(piece).or_else(|| read(piece.split_whitespace().last()?)),
    };
    grade.map(|grade| (severity, grade))
}

/// `P0`, `S2`, `SEV1`, `3`, `60`
fn is_code(word: &str) -> bool {
    let digits = word.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let head = &word[..word.len() - digits.len()];
    (1..=3).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (head.is_empty() || words::is(head, &["p", "s", "sev"]))
}

/// Whether nothing but a remark follows a grade: `high availability` is none.
fn ends(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with(['(', '[', ',', ';', ':', '.', '/', '%', '–', '—', '-', '→', '|'])
        || rest.starts_with(|letter: char| !letter.is_ascii() && !letter.is_alphanumeric())
        || words::after(rest, &["risk", "risks", "impact", "probability", "likelihood", "severity"]).is_some()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn grades_and_what_is_none() {
        let cases = [
            ("High (Could block)", Some("high")),
            ("🔴 HIGH", Some("high")),
            ("Very low", Some("very low")),
            ("🟡 Medium-High", Some("medium-high")),
            ("Low to medium", Some("low-medium")),
            ("P1 – data loss", Some("p1")),
            ("4/5", Some("4")),
            ("High Risks", Some("high")),
            ("High availability is lost", None),
            ("Data loss, lag", None),
            ("", None),
            ("2026 budget", None),
        ];
        for (text, want) in cases {
            assert_eq!(read(text).as_deref(), want, "{text}");
        }
    }
}
