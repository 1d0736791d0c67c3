//! `text/mojibake`

mod garbage;

use rayon::prelude::*;

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Edit, Fix, Level};
use crate::link::Handbook;

use garbage::Garbage;

pub(super) const RULE: Rule = Rule {
    code: "text/mojibake",
    level: Level::Warning,
    explanation: Explanation {
        what: "Letters or signs were saved as UTF-8 and once read as Windows-1252 or Latin-1, so that each became two \
               to four others. Code counts, too. The fix restores them where that is certain; where a byte was lost \
               on the way, only a person can. One line is told once.",
        why: "Readers see garbage in place of letters, arrows, quotes and emoji.",
        bad: "Tier 1 \u{e2}\u{2020}\u{2019} Tier 2, from the caf\u{c3}\u{a9}",
        good: "Tier 1 → Tier 2, from the café",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    // Garbage is never ASCII.
    let candidates = (0..handbook.documents.len()).into_par_iter().filter(|&at| !handbook.source(at).text.is_ascii());
    candidates.flat_map_iter(|document| in_document(handbook, document)).collect()
}

fn in_document(handbook: &Handbook<'_>, at: usize) -> Vec<Diagnostic> {
    let source = handbook.source(at);
    let (certain, lost): (Vec<Garbage>, Vec<Garbage>) =
        garbage::find(&source.text).into_iter().partition(|found| found.restored.is_some());
    let mut diagnostics = Vec::new();
    for of_kind in [certain, lost] {
        let mut rest = of_kind.as_slice();
        while let Some(first) = rest.first() {
            let line = source.line(first.span.start);
            let count = rest.iter().take_while(|other| source.line(other.span.start) == line).count();
            diagnostics.push(finding(handbook, at, &rest[..count]));
            rest = &rest[count..];
        }
    }
    diagnostics
}

/// One finding for all garbage of a kind on one line.
fn finding(handbook: &Handbook<'_>, at: usize, garbage: &[Garbage]) -> Diagnostic {
    let id = handbook.documents[at].source;
    let text = &handbook.source(at).text;
    let first = &garbage[0];
    let written = super::links::cut(&shown(first.span.of(text)));
    let more = match garbage.len() - 1 {
        0 => String::new(),
        1 => ", and one more on this line".to_owned(),
        count => format!(", and {count} more on this line"),
    };
    let Some(restored) = &first.restored else {
        let message = format!("“{written}” was one character of UTF-8, read as Windows-1252{more}.");
        let help = match first.likely {
            Some(likely) => format!("A part of it was lost; most likely it was {likely}"),
            None => "A part of it was lost: write anew what stood here.".to_owned(),
        };
        return Diagnostic::new(RULE.code, RULE.level, id, first.span, message).help(help);
    };
    let restored = shown(restored);
    let message = format!("“{written}” was “{restored}” once: UTF-8 that was read as Windows-1252{more}.");
    let edits = garbage.iter().map(|found| {
        let text = found.restored.clone().unwrap_or_default();
        Edit { source: id, span: found.span, text }
    });
    let title =
        if more.is_empty() { format!("Restore “{restored}”") } else { format!("Restore “{restored}”{more}") };
    let fix = Fix { title, edits: edits.collect() };
    Diagnostic { fix: Some(fix), ..Diagnostic::new(RULE.code, RULE.level, id, first.span, message) }
}

/// With what cannot be seen spelt out.
fn shown(text: &str) -> String {
    let invisible = |c: char| c.is_control() || matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}');
    let spell = |c: char| if invisible(c) { format!("<U+{:04X}>", c as u32) } else { c.to_string() };
    text.chars().map(spell).collect()
}
