//! `link/empty`

use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::link::target::{Broken, Target};
use crate::parse::document::LinkKind;

pub(super) const RULE: Rule = Rule {
    code: "link/empty",
    level: Level::Warning,
    explanation: Explanation {
        what: "A link or picture has no target: `[text]()`.",
        why: "It looks like a link and leads nowhere. Mostly the address was to be filled in later.",
        bad: "See the [budget]().",
        good: "See the [budget](budget.md).",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let empty = links::broken(handbook).filter(|link| *link.broken == Broken::Empty);
    // `[comment]: <> (…)` is how people hide a remark: a definition counts where something uses it.
    let counts = |link: &links::BrokenLink<'_>| link.link.kind != LinkKind::Definition || is_used(handbook, link);
    let found = empty.filter(counts).map(|link| {
        let message = match link.link.kind {
            LinkKind::Definition => "This definition has no target, and a link uses it.".to_owned(),
            _ => format!("This {} has no target.", link.noun()),
        };
        link.diagnostic(handbook, RULE.code, RULE.level, message).help("Write a path or an address, or take it out.")
    });
    found.collect()
}

/// Whether a link takes its target from this definition.
fn is_used(handbook: &Handbook<'_>, definition: &links::BrokenLink<'_>) -> bool {
    let text = &handbook.source(definition.document).text;
    let written = definition.link.span.of(text).trim_start().to_lowercase();
    let Some((label, _)) = written.split_once("]:") else { return false };
    let label = format!("{label}]");
    let links = handbook.documents[definition.document].links.iter().zip(&handbook.targets[definition.document]);
    let mut users = links.filter(|(user, target)| user.by_definition && **target == Target::Broken(Broken::Empty));
    users.any(|(user, _)| user.span.of(text).to_lowercase().contains(&label))
}
