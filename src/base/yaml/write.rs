//! A value of YAML as it is written: in the quotes that its author gave it, and in quotes where it needs them.

use super::parse;
use crate::base::span::Span;

/// The place of a value with the quotes around it: places of values lie inside of them.
pub fn with_quotes(text: &str, value: Span) -> Span {
    let (start, end) = (value.start as usize, value.end as usize);
    let before = text[..start].chars().next_back().filter(|c| matches!(c, '"' | '\''));
    match before {
        Some(quote) if text[end..].starts_with(quote) => Span::new(start - 1, end + 1),
        _ => value,
    }
}

/// A value in the quotes that `was` has; in double quotes where it would be read as something else.
pub fn scalar(value: &str, was: &str) -> String {
    let single = || format!("'{}'", value.replace('\'', "''"));
    let own = match was.chars().next() {
        Some('"') => None,
        Some('\'') => Some(single()),
        _ => Some(value.to_owned()),
    };
    own.filter(|own| read(own).as_deref() == Some(value)).unwrap_or_else(|| double_quoted(value))
}

fn double_quoted(value: &str) -> String {
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// What a text with its quotes means wherever a value can stand: on a line, and in brackets among others. None where
/// it would be something else than one text.
fn read(written: &str) -> Option<String> {
    let line = parse(written, 0);
    let text = line.root.as_ref()?.as_text().filter(|_| line.problems.is_empty())?;
    let list = parse(&format!("[{written}]"), 0);
    let [one] = list.root.as_ref()?.as_list()? else { return None };
    (list.problems.is_empty() && one.as_text() == Some(text)).then(|| text.to_owned())
}

/// Whether a value stands in a place by itself: not by an alias, and not folded over lines.
pub fn says(text: &str, place: Span, value: &str) -> bool {
    read(with_quotes(text, place).of(text)).as_deref() == Some(value)
}

/// What to write, and where, for the value in a place to become another.
pub fn replaced(text: &str, place: Span, value: &str) -> (Span, String) {
    let place = with_quotes(text, place);
    (place, scalar(value, place.of(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_quotes_and_get_those_they_need() {
        for (value, was, written) in [
            ("a/b.md", "x.md", "a/b.md"),
            ("a/b.md", "'x.md'", "'a/b.md'"),
            ("it's.md", "'x.md'", "'it''s.md'"),
            ("a\"b.md", "\"x.md\"", "\"a\\\"b.md\""),
            ("it's: so.md", "x.md", "\"it's: so.md\""),
            ("it's (new) & odd.md", "x.md", "it's (new) & odd.md"),
            ("100%.md", "x.md", "100%.md"),
            ("true", "x.md", "\"true\""),
            ("a, b", "x.md", "\"a, b\""),
            ("a #b", "x.md", "\"a #b\""),
            ("a\u{1}b", "'x'", "\"a\\u0001b\""),
            ("guide/**", "x", "guide/**"),
            ("**/x", "x", "\"**/x\""),
        ] {
            assert_eq!(scalar(value, was), written);
        }
    }

    #[test]
    fn whatever_is_written_is_read_again() {
        for start in ["", " ", "-", "- ", "? ", ":", "#", "&", "*", "!", "|", ">", "%", "@", "`", "'", "\"", "[", "{"] {
            for end in ["", " ", ":", ": x", " #", "'", "\"", "]", "}", ",", "\\", "\t", "\n", "\r\n", "\u{85}", "ß"] {
                let value = format!("{start}a{end}");
                for was in ["x", "'x'", "\"x\""] {
                    let written = scalar(&value, was);
                    assert_eq!(read(&written).as_deref(), Some(&*value), "{written}");
                }
            }
        }
    }

    #[test]
    fn a_value_is_replaced_with_its_quotes() {
        let text = "a: 'b.md'\nc: *b\n";
        let place = Span::new(4, 8);
        assert!(says(text, place, "b.md"));
        assert_eq!(replaced(text, place, "it's.md"), (Span::new(3, 9), "'it''s.md'".to_owned()));
        assert!(!says(text, Span::new(13, 15), "b.md"), "an alias");
    }
}
