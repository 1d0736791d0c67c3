//! Heading ids, as GitHub and as Python-Markdown make them.

use std::collections::{HashMap, HashSet};

/// GitHub's slug of a heading's text: lower case; letters, marks, digits, `_` and `-` stay, spaces become `-`.
///
/// Variation selectors (the invisible half of many emoji) are dropped here; [`fold_anchor`] drops them in anchors.
pub fn github(text: &str) -> String {
    let text = text.trim();
    let mut slug = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(|byte| *byte != 0 && SLUG[*byte as usize] == *byte).count();
        slug.push_str(&rest[..plain]);
        let Some(character) = rest[plain..].chars().next() else { break };
        match character {
            ' ' => slug.push('-'),
            'A'..='Z' => slug.push(character.to_ascii_lowercase()),
            _ if character.is_ascii() => {}
            '\u{fe00}'..='\u{fe0f}' | '\u{200d}' => {}
            _ if is_word(character) => slug.extend(character.to_lowercase()),
            _ => {}
        }
        rest = &rest[plain + character.len_utf8()..];
    }
    slug
}

/// Bytes that a slug keeps as they are; 0 for all others.
const SLUG: [u8; 256] = {
    let mut kept = [0; 256];
    let mut byte = 1;
    while byte < 128 {
        if matches!(byte as u8, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_') {
            kept[byte] = byte as u8;
        }
        byte += 1;
    }
    kept
};

/// Letters, marks, decimal digits and connecting punctuation beyond ASCII (Ruby's `\p{Word}`).
fn is_word(character: char) -> bool {
    use unicode_normalization::char::is_combining_mark;
    character.is_alphabetic()
        || is_combining_mark(character)
        || is_decimal(character)
        || matches!(character, '‿' | '⁀' | '⁔' | '＿')
}

/// Decimal digits: numeric, but neither superscripts nor fractions nor circled numbers.
fn is_decimal(character: char) -> bool {
    character.is_numeric()
        && !matches!(character, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{bc}'..='\u{be}' | '\u{2070}'..='\u{218f}' | '\u{2460}'..='\u{27bf}' | '\u{3192}'..='\u{3195}' | '\u{3220}'..='\u{32bf}')
}

/// Python-Markdown's slug: ASCII only, runs of spaces and hyphens become one hyphen.
pub fn python_markdown(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::with_capacity(text.len());
    let ascii = text.nfkd().filter(char::is_ascii);
    for character in ascii.filter(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | ' '))
    {
        match character {
            ' ' | '-' if slug.is_empty() || slug.ends_with('-') => {}
            ' ' | '-' => slug.push('-'),
            _ => slug.push(character.to_ascii_lowercase()),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A name as a file's: the words of the text in lower case with a hyphen between each two; empty where it has none.
pub fn file_name(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut name = String::with_capacity(text.len());
    let mut between = false;
    for character in text.nfc() {
        match character {
            // An apostrophe stands within a word.
            '\'' | '’' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}' => {}
            '_' => name.push('_'),
            _ if character.is_ascii_alphanumeric() || !character.is_ascii() && is_word(character) => {
                if between && !name.is_empty() {
                    name.push('-');
                }
                between = false;
                name.extend(character.to_lowercase());
            }
            _ => between = true,
        }
    }
    name
}

/// An anchor as it is compared: without the invisible half of emoji.
pub fn fold_anchor(anchor: &str) -> String {
    anchor.chars().filter(|character| !matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{200d}')).collect()
}

/// Numbers repeated slugs of one page: `setup`, `setup-1`, `setup-2`.
#[derive(Debug, Default)]
pub struct Slugger {
    seen: HashMap<String, u32>,
    taken: HashSet<String>,
}

impl Slugger {
    /// A slug that this page has not given yet.
    pub fn unique(&mut self, slug: String) -> String {
        let mut count = self.seen.get(&slug).copied().unwrap_or(0);
        let mut id = if count == 0 { slug.clone() } else { format!("{slug}-{count}") };
        while self.taken.contains(&id) {
            count += 1;
            id = format!("{slug}-{count}");
        }
        self.seen.insert(slug, count + 1);
        self.taken.insert(id.clone());
        id
    }

    /// Keeps an id that the author gave from being given again.
    pub fn reserve(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_plain() {
        for (text, name) in [
            ("Sprint 12", "sprint-12"),
            ("  Release 2.1: Ada's & Kai’s review! ", "release-2-1-adas-kais-review"),
            ("2026-01-09", "2026-01-09"),
            ("Überblick", "überblick"),
            ("日本語", "日本語"),
            ("a_b", "a_b"),
            ("?!", ""),
        ] {
            assert_eq!(file_name(text), name, "{text}");
        }
    }

    #[test]
    fn slugs_are_githubs() {
        for (text, slug) in [
            ("Day 14: Sprint Review & Demo", "day-14-sprint-review--demo"),
            ("🎯 Sprint Objectives", "-sprint-objectives"),
            ("Überblick", "überblick"),
            ("DevOps / Infrastructure Team", "devops--infrastructure-team"),
            ("`check --format json`", "check---format-json"),
            ("snake_case", "snake_case"),
            ("  trimmed  ", "trimmed"),
            ("日本語", "日本語"),
            ("⚠️ Warning", "-warning"),
        ] {
            assert_eq!(github(text), slug, "{text}");
        }
    }

    #[test]
    fn slugs_are_python_markdowns_too() {
        assert_eq!(python_markdown("Day 14: Sprint Review & Demo"), "day-14-sprint-review-demo");
        assert_eq!(python_markdown("Überblick"), "uberblick");
    }

    #[test]
    fn repeats_are_numbered_and_never_collide() {
        let mut slugger = Slugger::default();
        let ids: Vec<_> = ["a", "a", "a-1", "a"].map(|slug| slugger.unique(slug.into())).into();
        assert_eq!(ids, ["a", "a-1", "a-1-1", "a-2"]);
    }
}
