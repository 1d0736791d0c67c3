//! Words of titles and labels: whether a heading speaks of something, and what it is called without its number and day.

use super::phrase::mention::Phrase;
use super::reading::{Entry, Kind, clean};

pub use super::phrase::words::{Known, Words, joined_words as words};

/// Whether a text has one of these words (lower case), whatever its case; a hyphen or apostrophe joins two.
pub fn has(text: &str, any: &(impl Known + ?Sized)) -> bool {
    words(text).any(|word| any.knows(word))
}

/// Whether a word is one of these (lower case), whatever its case.
pub fn is(word: &str, any: &(impl Known + ?Sized)) -> bool {
    any.knows(word)
}

/// Whether a text begins with one of these (lower case) and a word ends there; gives what follows.
pub fn after<'t>(text: &'t str, any: &[&str]) -> Option<&'t str> {
    any.iter().find_map(|known| {
        let head = text.get(..known.len())?;
        let rest = &text[known.len()..];
        (head.eq_ignore_ascii_case(known) && !rest.starts_with(char::is_alphanumeric)).then_some(rest)
    })
}

/// Where one of these words (lower case) begins in a text, as a word of its own, and where it ends.
pub fn find(text: &str, any: &(impl Known + ?Sized)) -> Option<(usize, usize)> {
    let base = text.as_ptr() as usize;
    words(text).find(|word| is(word, any)).map(|word| {
        let at = word.as_ptr() as usize - base;
        (at, at + word.len())
    })
}

/// What a heading or introducing line calls what stands under it: its own words before a colon or dash where it is a
/// line, without symbols and numbers (`### 2. Review (Day 5)` -> `Review (Day 5)`).
pub fn named<'r>(entry: Entry<'r>) -> &'r str {
    let text = if entry.is_heading() || entry.label().is_empty() { entry.text() } else { entry.label() };
    unnumbered(text)
}

/// The same without a day, date or number of weeks in parentheses at its end.
pub fn title<'r>(entry: Entry<'r>) -> &'r str {
    let text = named(entry);
    let Some((before, aside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else { return text };
    let dated = entry.mentions_in(aside).any(|mention| {
        matches!(mention.phrase, Phrase::Day(_) | Phrase::Date { .. } | Phrase::Weeks(..) | Phrase::Period(..))
    });
    let before = before.trim_end();
    if dated && !before.is_empty() { before } else { text }
}

/// A text without the symbols and the number of its section at its head: `🔧 5.2 Risks:` -> `Risks`.
pub fn unnumbered(text: &str) -> &str {
    let head = clean(text);
    let rest = head.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let numbered = rest.len() < head.len() && head[..head.len() - rest.len()].contains('.');
    if numbered && rest.starts_with([' ', ')', ':']) { clean(rest.trim_start_matches([')', ':'])) } else { head }
}

/// A text without the quotation marks and marks of emphasis around it and the stop at its end.
pub fn bare(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['.', ';', ',', ':']).trim_end();
    let pairs = [('"', '"'), ('“', '”'), ('*', '*'), ('_', '_'), ('`', '`')];
    let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    inner.filter(|inner| !inner.contains(['"', '“', '*', '`'])).unwrap_or(text)
}

/// Whether a paragraph is a heading of plain text: a few words in capitals alone, as `WE NEED`.
pub fn heads_in_capitals(entry: Entry<'_>) -> bool {
    let text = entry.text();
    entry.kind() == Kind::Paragraph
        && (4..=40).contains(&text.len())
        && text.bytes().all(|letter| letter.is_ascii_uppercase() || b" &/-".contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_lose_their_numbers() {
        let cases = [
            ("5.2 Risks", "Risks"),
            ("🔧 2. Review:", "Review"),
            ("1) Scope", "Scope"),
            ("3 options", "3 options"),
            ("2.0 release", "release"),
            ("", ""),
        ];
        for (text, want) in cases {
            assert_eq!(unnumbered(text), want, "{text}");
        }
    }

    #[test]
    fn words_are_found_whole() {
        assert!(has("Risks & Mitigation", &["risk", "risks"]));
        assert!(!has("Brisk walk", &["risk"]));
        assert_eq!(after("Risk 1: Drift", &["risk"]), Some(" 1: Drift"));
        assert_eq!(after("Risky", &["risk"]), None);
        assert_eq!(find("all by Friday", &["by"]), Some((4, 6)));
    }
}
