//! How bad or likely something is, as people grade it.

use super::super::words;

/// Words that grade alone.
const GRADES: &[&str] = &[
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
    "h",
    "m",
    "l",
];

/// The grade at the head of a text, in lower case: `🔴 HIGH (blocks the release)` -> `high`, `Medium-High` ->
/// `medium-high`, `Very low` -> `very low`, `4/5` -> `4`, `P1 – data loss` -> `p1`. None where it is no grade.
pub(super) fn read(text: &str) -> Option<String> {
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let first = words::words(text).next()?;
    let rest = &text[first.len()..];
    if is_code(first) {
        return ends(rest).then(|| first.to_lowercase());
    }
    if words::is(first, &["very", "almost"]) {
        let second = words::words(rest).next().filter(|word| words::is(word, GRADES))?;
        let behind = &rest[rest.find(second)? + second.len()..];
        return ends(behind).then(|| format!("{} {}", first.to_lowercase(), second.to_lowercase()));
    }
    let graded = first.split('-').all(|part| words::is(part, GRADES));
    if !graded {
        return None;
    }
    // `Low to medium`, `Medium/High`
    let spread = rest.trim_start().strip_prefix('/').or_else(|| words::after(rest.trim_start(), &["to"]));
    if let Some(other) = spread.and_then(|rest| words::words(rest).next()).filter(|word| words::is(word, GRADES)) {
        return Some(format!("{}-{}", first.to_lowercase(), other.to_lowercase()));
    }
    ends(rest).then(|| first.to_lowercase())
}

/// Whether a text begins with a word that grades.
pub(super) fn begins(text: &str) -> bool {
    words::words(text).next().is_some_and(|word| words::is(word, GRADES))
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
