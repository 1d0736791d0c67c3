//! `link/missing-path`

use super::moved::Moved;
use super::nearest::{Index, Nearest};
use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::link::target::Broken;

pub(super) const RULE: Rule = Rule {
    code: "link/missing-path",
    level: Level::Warning,
    explanation: Explanation {
        what: "A code span names a document, or a folder of documents, that is not there. It is looked for from the \
               document's own folder, the folder of the documents, the handbook's root and the repository's root. \
               Placeholders such as `<name>.md`, dates such as `YYYY-MM-DD.md` and patterns with `*` are not \
               reported. Among deliverables, outputs and open boxes, where it need not exist yet, it is a hint; so is a \
               mere file name that one document of another folder has.",
        why: "People write paths in backquotes where they mean a link. Where the path exists it becomes one; where \
              it does not, the reader looks for something that was moved, renamed or never written.",
        bad: "The steps are in `docs/runbook-old.md`.",
        good: "The steps are in `docs/runbook.md`.",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut index = None;
    let moved = Moved::new(handbook);
    let found = links::broken(handbook).filter_map(|link| {
        let Broken::Path { path, elsewhere } = link.broken else { return None };
        let kind = if path.ends_with('/') { "folder" } else { "file" };
        let shown = links::cut(path);
        let (level, message) = if link.link.planned {
            (Level::Hint, format!("There is no {kind} `{shown}` yet."))
        } else if let Some(elsewhere) = elsewhere {
            let there = &handbook.documents[*elsewhere as usize].path;
            (Level::Hint, format!("There is no file `{shown}` here; the handbook has it as `{there}`."))
        } else {
            (RULE.level, format!("There is no {kind} `{shown}` in the handbook or its repository."))
        };
        let diagnostic = link.diagnostic(handbook, RULE.code, level, message);
        let index = index.get_or_insert_with(|| Index::new(handbook));
        let wanted = path.trim_start_matches("./").trim_start_matches("../");
        let near = moved.of_code(&link, path).or_else(|| index.find(wanted, &handbook.documents[link.document].path));
        Some(match near {
            Some(near) => suggested(handbook, diagnostic, &link, near),
            None => diagnostic,
        })
    });
    found.collect()
}

/// With the nearest path; the fix is only for what should be there by now.
fn suggested(handbook: &Handbook<'_>, found: Diagnostic, link: &links::BrokenLink<'_>, near: Nearest) -> Diagnostic {
    let target = link.rewritten(handbook, &near.path);
    let found = found.help(format!("Did you mean `{target}`?"));
    if near.certain && !link.link.planned { link.change_to(handbook, found, &target) } else { found }
}
