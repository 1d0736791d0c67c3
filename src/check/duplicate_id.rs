//! `doc/duplicate-id`

use std::collections::HashMap;

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::parse::document::ExplicitId;

pub(super) const RULE: Rule = Rule {
    code: "doc/duplicate-id",
    level: Level::Error,
    explanation: Explanation {
        what: "Two ids that the author gave on one page are equal: `{#id}` of a heading, `id` or `name` in raw HTML. \
               Ids that headings get by themselves never collide.",
        why: "A link to the second one leads to the first.",
        bad: "## Goals {#aim}\n\n## Scope {#aim}",
        good: "## Goals {#aim}\n\n## Scope {#scope}",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    (0..handbook.documents.len()).flat_map(|document| in_document(handbook, document)).collect()
}

fn in_document(handbook: &Handbook<'_>, at: usize) -> Vec<Diagnostic> {
    let document = &handbook.documents[at];
    let text = &handbook.source(at).text;
    let mut ids: Vec<&ExplicitId> = document.ids.iter().filter(|id| !id.id.is_empty()).collect();
    ids.sort_by_key(|id| id.span);
    let mut seen: HashMap<&str, &ExplicitId> = HashMap::new();
    let mut found = Vec::new();
    for id in ids {
        let Some(first) = seen.get(id.id.as_str()) else {
            seen.insert(&id.id, id);
            continue;
        };
        // `<a id="x" name="x">` is one place with one id.
        let between = text.get(first.span.end as usize..id.span.start as usize).unwrap_or_default();
        if between.contains('>') || between.contains('\n') && between.contains("{#") || between.contains('}') {
            let line = handbook.source(at).line(first.span.start);
            let message = format!("The id `{}` is given twice on this page, first in line {line}.", id.id);
            let diagnostic = Diagnostic::new(RULE.code, RULE.level, document.source, id.span, message)
                .help("Give one of them another id; links to it have to follow.")
                .related(document.source, first.span, "The first is here.");
            found.push(diagnostic);
        }
    }
    found
}
