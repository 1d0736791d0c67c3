//! `link/forbidden-scheme`

use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::link::target::Broken;

pub(super) const RULE: Rule = Rule {
    code: "link/forbidden-scheme",
    level: Level::Error,
    explanation: Explanation {
        what: "An address begins with `javascript:`, `vbscript:` or `file:`, or with `data:` and is not a picture \
               (png, gif, jpeg, webp).",
        why: "The first two run a program in the reader's browser, `file:` names something on one machine, and \
              `data:` can hide a whole page. Such addresses never reach the site.",
        bad: "[Report](file:///C:/reports/march.pdf)",
        good: "[Report](files/march.pdf)",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let found = links::broken(handbook).filter_map(|link| {
        let Broken::Scheme { scheme } = link.broken else { return None };
        let (does, help) = match scheme.as_str() {
            "file" => ("names a file on one machine", "Put the file into the handbook and link to it there."),
            "data" => ("carries its own content", "Put the content into a file of the handbook."),
            _ => ("would run a program in the reader's browser", "Take it out, or link to a page that says the same."),
        };
        let message = format!("This {} begins with `{scheme}:`, which {does}.", link.noun());
        Some(link.diagnostic(handbook, RULE.code, RULE.level, message).help(help))
    });
    found.collect()
}
