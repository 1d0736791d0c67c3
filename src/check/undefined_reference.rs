//! `link/undefined-reference`

use indexmap::IndexMap;

use super::nearest::{distance, numbers, plain};
use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::parse::document::{LinkKind, Undefined};

pub(super) const RULE: Rule = Rule {
    code: "link/undefined-reference",
    level: Level::Warning,
    explanation: Explanation {
        what: "`[text][label]` or a footnote `[^label]` whose definition the document does not have. `[label]` alone \
               is text and never reported, and neither are tags in \
               capitals such as `[WIP][API]`. One label is told once.",
        why: "The brackets stand on the page as they are, and nothing can be followed.",
        bad: "See the [runbook][ops] and the note[^1].",
        good: "See the [runbook][ops] and the note[^1].\n\n[ops]: runbook.md\n\n[^1]: From the March review.",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    (0..handbook.documents.len()).flat_map(|document| in_document(handbook, document)).collect()
}

fn in_document(handbook: &Handbook<'_>, at: usize) -> Vec<Diagnostic> {
    let document = &handbook.documents[at];
    let mut by_label: IndexMap<(bool, String), Vec<&Undefined>> = IndexMap::new();
    let text = &handbook.source(at).text;
    for missing in document.undefined.iter().filter(|missing| !is_tags(missing, text)) {
        by_label.entry((missing.footnote, missing.label.to_lowercase())).or_default().push(missing);
    }
    let found = by_label.into_iter().map(|((footnote, _), uses)| {
        let first = uses[0];
        let label = links::cut(&first.label);
        let (shown, message) = if footnote {
            (
                format!("[^{label}]"),
                format!("The footnote `[^{label}]` has no text: no line begins with `[^{label}]:`."),
            )
        } else {
            (format!("[{label}]"), format!("`[{label}]` is defined nowhere: no line begins with `[{label}]:`."))
        };
        let mut diagnostic = Diagnostic::new(RULE.code, RULE.level, document.source, first.span, message);
        diagnostic.help = Some(match nearest(handbook, at, first) {
            Some(near) if footnote => format!("Did you mean `[^{near}]`?"),
            Some(near) => format!("Did you mean `[{near}]`?"),
            None if footnote => format!("Write a line `{shown}: …` below."),
            None => format!("Write a line `{shown}: path.md` below, or the path in parentheses here."),
        });
        for other in &uses[1..] {
            diagnostic = diagnostic.related(document.source, other.span, "It is used here, too.");
        }
        diagnostic
    });
    found.collect()
}

/// `[DCMMS-43][DCMMS-44]`, `[WIP][API]`: tags in a row, as people write them in titles and commits.
fn is_tags(missing: &Undefined, text: &str) -> bool {
    let tag = |tag: &str| {
        tag.contains(|c: char| c.is_ascii_uppercase())
            && tag.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | '#'))
    };
    let written = missing.span.of(text).trim_start_matches(['!', '[']);
    let shown = written.split(']').next().unwrap_or_default();
    !missing.footnote && tag(&missing.label) && tag(shown)
}

/// The nearest label that the document defines.
fn nearest<'h>(handbook: &'h Handbook<'_>, at: usize, missing: &Undefined) -> Option<&'h str> {
    let text = handbook.source(at).text.as_str();
    let links = handbook.documents[at].links.iter();
    let definitions = links.filter(|link| link.kind == LinkKind::Definition).map(|link| link.span.of(text));
    let footnotes = text.lines().map(str::trim_start).filter(|line| line.starts_with("[^"));
    let label = |line: &'h str| line.trim_start().strip_prefix('[')?.split_once("]:").map(|(label, _)| label);
    let labels: Vec<&str> = if missing.footnote {
        footnotes.filter_map(label).map(|label| label.trim_start_matches('^')).collect()
    } else {
        definitions.filter_map(label).collect()
    };
    let wanted = plain(&missing.label);
    let same = labels.into_iter().filter(|label| numbers(label) == numbers(&missing.label));
    same.filter_map(|label| Some((distance(&wanted, &plain(label))?, label))).min().map(|(_, label)| label)
}
