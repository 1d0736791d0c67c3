//! `link/outside-root`

use super::nearest::Index;
use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::path;
use crate::link::Handbook;
use crate::link::target::Broken;

pub(super) const RULE: Rule = Rule {
    code: "link/outside-root",
    level: Level::Error,
    explanation: Explanation {
        what: "A relative link leaves the handbook and its repository: it has more `../` than there are folders.",
        why: "What lies there is on one machine only, and never on the site.",
        bad: "See the [notes](../../../../../notes/monday.md).",
        good: "See the [notes](notes/monday.md).",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut index = None;
    let outside = links::broken(handbook).filter(|link| *link.broken == Broken::Outside);
    let found = outside.map(|link| {
        let index = index.get_or_insert_with(|| Index::new(handbook));
        let root = if handbook.inputs.places.repository == handbook.inputs.places.root {
            "the handbook's folder"
        } else {
            "the handbook and its repository"
        };
        let message = format!("This {} leaves {root}: `{}`.", link.noun(), link.shown());
        let bare = link.link.target.split(['?', '#']).next().unwrap_or_default();
        let name = path::decode(path::name(bare));
        let near = index.find(&name, &handbook.documents[link.document].path).filter(|near| near.certain);
        let help = match near {
            Some(near) => format!("Did you mean `{}`?", link.rewritten(handbook, &near.path)),
            None => "Move the file into the handbook, or give its full address.".to_owned(),
        };
        link.diagnostic(handbook, RULE.code, RULE.level, message).help(help)
    });
    found.collect()
}
