//! Lists of people, roles and groups: `Executive Sponsors, Tech Lead + QA and Operations`.

use std::ops::Range;

use super::words::{Known, Words};

/// The names in a text, as written: split at commas, semicolons, `+`, ` / ` and `and`, but not inside parentheses.
///
/// Blanks (`____`, `TBD`, `[Name]`, `n/a`) are no names. `QA/Security` and `Policy & Orchestration` stay one name
/// each; `&` splits only the end of a list with commas: `Infra, Ops & QA`.
pub fn split(text: &str) -> Vec<&str> {
    split_ranges(text).into_iter().map(|range| &text[range]).collect()
}

/// The names in a text, as [`split`] finds them: the bytes of each.
pub fn split_ranges(text: &str) -> Vec<Range<usize>> {
    let mut list = List { text, ranges: Vec::new() };
    let (mut from, mut depth) = (0, 0usize);
    let ampersand = last_ampersand(text);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0
            && at >= from
            && let Some(length) = separator(text, at, letter).or_else(|| (ampersand == Some(at)).then_some(1))
        {
            list.add(from..at);
            from = at + length;
        }
    }
    list.add(from..text.len());
    list.ranges
}

/// The names found so far.
struct List<'a> {
    text: &'a str,
    ranges: Vec<Range<usize>>,
}

impl List<'_> {
    fn add(&mut self, piece: Range<usize>) {
        if let Some(name) = name(&self.text[piece]) {
            let from = name.as_ptr() as usize - self.text.as_ptr() as usize;
            self.ranges.push(from..from + name.len());
        }
    }
}

/// The `&` that ends a list with commas, if it is the only one outside parentheses: `Infra, Ops & QA`.
fn last_ampersand(text: &str) -> Option<usize> {
    let at = text.find('&')?;
    let (before, behind) = (&text[..at], &text[at + 1..]);
    let whole = |text: &str| !text.contains(['(', '[']);
    let ends = !behind.contains(['&', ',', ';', '+']) && behind.starts_with(' ');
    (ends && spaced(text, at) && before.contains(',') && whole(before) && whole(behind)).then_some(at)
}

/// Bytes of the separator that begins here.
fn separator(text: &str, at: usize, letter: char) -> Option<usize> {
    let space_behind = |length: usize| text[at + length..].starts_with(char::is_whitespace);
    match letter {
        ',' | ';' | '\n' => Some(1),
        // `C++ Guild` and `QA/Security` have no separator.
        '+' | '/' => (spaced(text, at) && space_behind(1)).then_some(1),
        'a' | 'A' if spaced(text, at) => {
            let word = text.get(at..at + 3)?;
            (word.eq_ignore_ascii_case("and") && space_behind(3)).then_some(3)
        }
        'p' if spaced(text, at) => (text[at..].starts_with("plus") && space_behind(4)).then_some(4),
        _ => None,
    }
}

/// Whether a space, or nothing but a separator, stands before.
fn spaced(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_whitespace)
}

fn name(piece: &str) -> Option<&str> {
    let piece = piece.trim();
    let name = piece.trim_end_matches(['.', ':']).trim_end();
    (!is_blank(name)).then_some(name)
}

/// Whether a text stands where a name is still to be filled in: `____`, `TBD`, `[Name]`, `n/a`, nothing.
pub fn is_blank(text: &str) -> bool {
    const BLANKS: Words = Words::of(&[
        "tbd",
        "tba",
        "tbc",
        "n/a",
        "na",
        "none",
        "nobody",
        "unassigned",
        "vacant",
        "open",
        "unknown",
        "to be decided",
        "to be confirmed",
        "to be finalized",
        "to be determined",
        "to be announced",
        "to be assigned",
        "not assigned",
    ]);
    let text = text.trim();
    let bracketed = text.starts_with(['[', '<', '{']) && text.ends_with([']', '>', '}']);
    bracketed || !text.contains(char::is_alphanumeric) || text.len() <= 16 && BLANKS.knows(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{split, split_ranges};

    #[test]
    fn names_are_split_outside_parentheses() {
        let cases: [(&str, &[&str]); 14] = [
            ("Executive Sponsors, Tech Lead, QA", &["Executive Sponsors", "Tech Lead", "QA"]),
            ("All team + Executive Sponsors", &["All team", "Executive Sponsors"]),
            (
                "All stakeholders (Executive Sponsors, Tech Leads)",
                &["All stakeholders (Executive Sponsors, Tech Leads)"],
            ),
            ("All stakeholders + end users (optional)", &["All stakeholders", "end users (optional)"]),
            ("Ada, Kai, and Mira.", &["Ada", "Kai", "Mira"]),
            ("QA/Security and Policy & Orchestration", &["QA/Security", "Policy & Orchestration"]),
            ("Anders, C++ Guild, Band Leads", &["Anders", "C++ Guild", "Band Leads"]),
            ("____", &[]),
            ("Infra & Ops", &["Infra & Ops"]),
            ("Infra, Ops & QA", &["Infra", "Ops", "QA"]),
            ("Policy & Orchestration, UI & Experience", &["Policy & Orchestration", "UI & Experience"]),
            ("Ada / Kai; Mira plus QA/Security", &["Ada", "Kai", "Mira", "QA/Security"]),
            ("[Name], @ada, unassigned", &["@ada"]),
            ("TBD, Tech Lead", &["Tech Lead"]),
        ];
        for (text, want) in cases {
            assert_eq!(split(text), want, "{text}");
        }
    }

    #[test]
    fn parentheses_that_do_not_match_are_survived() {
        assert_eq!(split("Ada), Kai"), ["Ada)", "Kai"]);
        assert_eq!(split("All (Ada, Kai"), ["All (Ada, Kai"]);
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_names_are_never_blank(text in ".{0,40}", near in "(a|and|,|&|/|\\+| |\\(|\\)|é|And ){0,20}") {
            for text in [text, near] {
                prop_assert!(split(&text).iter().all(|name| !name.trim().is_empty()));
                let mut end = 0;
                for range in split_ranges(&text) {
                    prop_assert!(range.start >= end && text.get(range.clone()).is_some());
                    end = range.end;
                }
            }
        }
    }
}
