//! `link/missing-file`

use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::link::target::Broken;

pub(super) const RULE: Rule = Rule {
    code: "link/missing-file",
    level: Level::Error,
    explanation: Explanation {
        what: "A link, a picture or an HTML `href` or `src` names a file that is not there.",
        why: "The reader who follows it finds nothing. Most often the file was moved or renamed, or the path starts \
              from another folder than the document's own.",
        bad: "See the [kickoff plan](kickof.md).",
        good: "See the [kickoff plan](kickoff.md).",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let found = links::broken(handbook).filter_map(|link| {
        let Broken::File { path } = link.broken else { return None };
        let content = &handbook.inputs.places.content_in_repository;
        let shown = path.strip_prefix(content.as_str()).unwrap_or(path);
        let written = &link.link.target;
        let shown = if **written == *shown { String::new() } else { format!(" (it leads to `{shown}`)") };
        let message = format!("This {} names `{written}`, but there is no such file{shown}.", link.noun());
        let mut diagnostic = link.diagnostic(handbook, RULE.code, RULE.level, message);
        if let Some(near) = path.strip_prefix(content.as_str()).and_then(|inside| links::nearest(handbook, inside)) {
            let target = links::written(handbook, link.document, &near.path, written);
            diagnostic.help = Some(format!("Did you mean `{target}`?"));
            if near.certain && !diagnostic.span.is_empty() {
                let span = diagnostic.span;
                diagnostic = diagnostic.fix(format!("Change it to `{target}`"), span, target);
            }
        }
        Some(diagnostic)
    });
    found.collect()
}
