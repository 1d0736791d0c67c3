//! Lists of people, roles and groups: `Executive Sponsors, Tech Lead + QA and Operations`.

/// The names in a text, as written: split at commas, semicolons, `+` and `and`, but not inside parentheses.
///
/// Blanks (`____`, `TBD`, `n/a`) are no names. `QA/Security` and `Policy & Orchestration` stay one name each.
pub fn split(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut from, mut depth) = (0, 0usize);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0
            && at >= from
            && let Some(length) = separator(text, at, letter)
        {
            names.extend(name(&text[from..at]));
            from = at + length;
        }
    }
    names.extend(name(&text[from..]));
    names
}

/// Bytes of the separator that begins here.
fn separator(text: &str, at: usize, letter: char) -> Option<usize> {
    match letter {
        ',' | ';' | '\n' => Some(1),
        // `C++ Guild` has no separator.
        '+' => (spaced(text, at) && text[at + 1..].starts_with(char::is_whitespace)).then_some(1),
        'a' | 'A' if spaced(text, at) => {
            let word = text.get(at..at + 3)?;
            let ends = text[at + 3..].starts_with(char::is_whitespace);
            (word.eq_ignore_ascii_case("and") && ends).then_some(3)
        }
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
    let blank = !name.contains(char::is_alphanumeric)
        || ["tbd", "tba", "n/a", "none", "to be decided", "to be confirmed", "to be finalized"]
            .iter()
            .any(|word| name.eq_ignore_ascii_case(word));
    (!blank).then_some(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::split;

    #[test]
    fn names_are_split_outside_parentheses() {
        let cases: [(&str, &[&str]); 9] = [
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
        fn any_text_is_survived_and_names_are_never_blank(text in ".{0,40}", near in "(a|and|,|\\+| |\\(|\\)|é|And ){0,20}") {
            for text in [text, near] {
                prop_assert!(split(&text).iter().all(|name| !name.trim().is_empty()));
            }
        }
    }
}
