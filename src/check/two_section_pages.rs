//! `doc/two-section-pages`

use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::path;
use crate::link::{Handbook, sections};

pub(super) const RULE: Rule = Rule {
    code: "doc/two-section-pages",
    level: Level::Warning,
    explanation: Explanation {
        what: "A folder has more than one of index.md, _index.md and README.md. The first of these, in this order, \
               is the folder's page; the others are pages like any other.",
        why: "A reader of the site and a reader of the forge see different texts for one folder, and one of them is \
              often forgotten.",
        bad: "guide/index.md and guide/README.md",
        good: "guide/index.md",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let found = handbook.documents.iter().enumerate().filter_map(|(at, document)| {
        sections::rank(&document.path)?;
        let &first = handbook.addresses.sections.get(document.folder())?;
        if first as usize == at {
            return None;
        }
        let chosen = &handbook.documents[first as usize];
        let (own, other) = (path::name(&document.path), path::name(&chosen.path));
        let message = format!("`{own}` stands beside `{other}`, which is this folder's page.");
        let diagnostic = Diagnostic::new(RULE.code, RULE.level, document.source, links::head(handbook, at), message)
            .help(format!("Move what is needed into {other}, or rename this file."))
            .related(chosen.source, links::head(handbook, first as usize), "This is the folder's page.");
        Some(diagnostic)
    });
    found.collect()
}
