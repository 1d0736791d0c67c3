//! `doc/duplicate-url`

use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::link::Handbook;
use crate::link::address::Claim;

pub(super) const RULE: Rule = Rule {
    code: "doc/duplicate-url",
    level: Level::Error,
    explanation: Explanation {
        what: "Two pages, or a page and an alias, want one address. Letter case does not count, since some disks do \
               not know it.",
        why: "One of them could not be reached. Until it is mended, the second page gets a number behind its \
              address, and an alias leads nowhere.",
        bad: "---\n# in plan.md, beside the page kickoff.md\nslug: kickoff\n---",
        good: "---\nslug: plan\n---",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let found = handbook.addresses.duplicates.iter().map(|duplicate| {
        let (source, span) = place(handbook, &duplicate.second);
        let address = format!("/{}", duplicate.address);
        let other = &handbook.documents[duplicate.first.document as usize].path;
        let same_document = duplicate.first.document == duplicate.second.document;
        let message = match (duplicate.second.alias.is_some(), duplicate.first.alias.is_some()) {
            (true, true) if same_document => format!("The alias `{address}` stands here twice."),
            (true, true) => format!("The alias `{address}` is an alias of `{other}`, too."),
            (true, false) => format!("The alias `{address}` is the address of `{other}`."),
            (false, _) => format!("The address of this page, `{address}`, is that of `{other}`, too."),
        };
        let help = if duplicate.second.alias.is_some() {
            "Take the alias out of one of them."
        } else {
            "Rename one of the files, or give one a `slug` of its own."
        };
        let (other_source, other_span) = place(handbook, &duplicate.first);
        Diagnostic::new(RULE.code, RULE.level, source, span, message).help(help).related(
            other_source,
            other_span,
            format!("This has the address `{address}`."),
        )
    });
    found.collect()
}

/// Where a claim is written: the alias, the `slug`, else the page's title.
fn place(handbook: &Handbook<'_>, claim: &Claim) -> (SourceId, Span) {
    if let Some(alias) = claim.alias {
        return alias;
    }
    let document = &handbook.documents[claim.document as usize];
    match &document.front_matter.slug {
        Some(slug) => (slug.source, slug.span),
        None => (document.source, links::head(handbook, claim.document as usize)),
    }
}
