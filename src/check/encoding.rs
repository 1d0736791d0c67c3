//! `doc/encoding`

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Span;
use crate::link::Handbook;

pub(super) const RULE: Rule = Rule {
    code: "doc/encoding",
    level: Level::Error,
    explanation: Explanation {
        what: "A document is not UTF-8. It is shown with `\u{fffd}` where a byte is no part of any character.",
        why: "Nobody can tell which letters were meant. Most often an old program saved it as Windows-1252 or UTF-16.",
        bad: "Caf\u{fffd}, with one byte E9 for the last letter.",
        good: "Café, saved as UTF-8.",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let found = handbook.documents.iter().filter_map(|document| {
        let source = handbook.inputs.sources.get(document.source);
        let at = source.text.floor_char_boundary(source.not_utf8? as usize);
        let end = at + source.text[at..].chars().next().map_or(0, char::len_utf8);
        let count = source.text[at..].matches('\u{fffd}').count().max(1);
        let zeros = source.text.bytes().take(2_000).filter(|&byte| byte == 0).count();
        let places = if count == 1 { "one place".to_owned() } else { format!("{count} places") };
        let message = format!("This document is not UTF-8: {places} of it cannot be read, the first is here.");
        let help = if zeros * 3 > source.text.len().min(2_000) {
            "It looks like UTF-16. Save it as UTF-8."
        } else {
            "Save it as UTF-8; it may be Windows-1252 now."
        };
        Some(Diagnostic::new(RULE.code, RULE.level, document.source, Span::new(at, end), message).help(help))
    });
    found.collect()
}
