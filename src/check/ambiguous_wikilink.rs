//! `link/ambiguous-wikilink`

use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::link::target::Broken;

pub(super) const RULE: Rule = Rule {
    code: "link/ambiguous-wikilink",
    level: Level::Error,
    explanation: Explanation {
        what: "`[[Page]]` fits several pages.",
        why: "Nobody can tell which one is meant, and a new page could silently change where it leads.",
        bad: "See [[retrospective]], of which sprint 17 and sprint 18 have one each.",
        good: "See [[sprint-18/retrospective]].",
        configure: "",
    },
    check: Check::Handbook(check),
};

/// No more pages than these are named in one finding.
const MOST: usize = 5;

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let found = links::broken(handbook).filter_map(|link| {
        let Broken::Ambiguous { documents } = link.broken else { return None };
        let name = link.link.target.split(['#', '|']).next().unwrap_or_default().trim();
        let count = documents.len();
        let message = format!("`[[{}]]` fits {count} pages.", links::cut(name));
        let stems: Vec<String> = documents
            .iter()
            .take(MOST)
            .map(|&document| {
                let stem = handbook.documents[document as usize].stem();
                // In the folder of all documents the slash tells it from those of other folders.
                if stem.contains('/') { format!("`[[{stem}]]`") } else { format!("`[[/{stem}]]`") }
            })
            .collect();
        let more = if count > MOST { " or another" } else { "" };
        let help = format!("Write {}{more}.", stems.join(" or "));
        let mut diagnostic = link.diagnostic(handbook, RULE.code, RULE.level, message).help(help);
        for &document in documents.iter().take(MOST) {
            let place = links::head(handbook, document as usize);
            diagnostic =
                diagnostic.related(handbook.documents[document as usize].source, place, "This page has that name.");
        }
        Some(diagnostic)
    });
    found.collect()
}
