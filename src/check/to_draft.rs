//! `link/to-draft`

use super::{Check, Explanation, Rule, links, nav};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::link::target::Broken;
use crate::parse::document::LinkKind;

pub(super) const RULE: Rule = Rule {
    code: "link/to-draft",
    level: Level::Error,
    explanation: Explanation {
        what: "A published page, or `nav` in handbook.yaml, refers to a draft. A path in a code span that does so is \
               a warning.",
        why: "Drafts are not published, so the reader finds nothing. With `--drafts` they are, and this is not \
              reported.",
        bad: "See [next year](next-year.md), which has `draft: true`.",
        good: "Next year's plan follows.",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let in_documents = links::broken(handbook).filter_map(|link| {
        let Broken::Draft { document } = link.broken else { return None };
        let level = if link.link.kind == LinkKind::Path { Level::Warning } else { RULE.level };
        let path = &handbook.documents[*document as usize].path;
        let message = format!("This {} leads to `{path}`, which is a draft and not published.", link.noun());
        Some(finish(handbook, link.diagnostic(handbook, RULE.code, level, message), *document as usize))
    });
    let in_nav = nav::faults(handbook).into_iter().filter_map(|fault| {
        let nav::Kind::Draft(document) = fault.kind else { return None };
        let message = format!("`nav` names `{}`, which is a draft and not published.", fault.path.value);
        let diagnostic = Diagnostic::new(RULE.code, RULE.level, fault.path.source, fault.path.span, message);
        Some(finish(handbook, diagnostic, document))
    });
    in_documents.chain(in_nav).collect()
}

/// With advice, and the place that makes it a draft.
fn finish(handbook: &Handbook<'_>, diagnostic: Diagnostic, draft: usize) -> Diagnostic {
    let diagnostic = diagnostic.help("Publish that page, or take the reference out until then.");
    match &handbook.documents[draft].front_matter.draft {
        Some(key) => diagnostic.related(key.source, key.span, "It is a draft by this line."),
        None => diagnostic,
    }
}
