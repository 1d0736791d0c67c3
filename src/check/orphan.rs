//! `doc/orphan`

use std::collections::{HashMap, HashSet};

use super::{Check, Explanation, Rule, links, nav};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::config;
use crate::link::Handbook;
use crate::link::target::{Broken, Target};

pub(super) const RULE: Rule = Rule {
    code: "doc/orphan",
    level: Level::Hint,
    explanation: Explanation {
        what: "No other page refers to this one, and `nav` in handbook.yaml does not name it. A folder's own page is \
               never reported. Nothing is reported in a handbook in which most pages are found through their \
               folders alone, nor in a folder of three or more pages to none of which anything refers: such a \
               folder is a collection, and its listing is the way in.",
        why: "Readers of the other pages never come across it. It may have been forgotten, or its link was lost.",
        bad: "A page risks.md, in a folder whose other pages are linked.",
        good: "A link to risks.md in the folder's index.md.",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let known = known(handbook);
    let ordinary = ordinary(handbook);
    let mut folders: HashMap<&str, (usize, usize)> = HashMap::new();
    for &at in &ordinary {
        let counts = folders.entry(handbook.documents[at].folder()).or_default();
        counts.0 += 1;
        counts.1 += usize::from(known[at]);
    }
    let is_collection = |at: usize| matches!(folders[handbook.documents[at].folder()], (3.., 0));
    let ordinary: Vec<usize> = ordinary.into_iter().filter(|&at| !is_collection(at)).collect();
    let orphans: Vec<usize> = ordinary.iter().copied().filter(|&at| !known[at]).collect();
    if orphans.len() * 2 > ordinary.len() {
        return Vec::new();
    }
    orphans.into_iter().map(|at| finding(handbook, at)).collect()
}

/// Findings for all pages to which no other leads, also where the rule is silent because that is so for most.
pub fn all(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let known = known(handbook);
    ordinary(handbook).into_iter().filter(|&at| !known[at]).map(|at| finding(handbook, at)).collect()
}

/// Published pages that are no folder's own.
fn ordinary(handbook: &Handbook<'_>) -> Vec<usize> {
    let sections: HashSet<u32> = handbook.addresses.sections.values().copied().collect();
    (0..handbook.documents.len()).filter(|&at| handbook.is_published(at) && !sections.contains(&(at as u32))).collect()
}

fn finding(handbook: &Handbook<'_>, at: usize) -> Diagnostic {
    let source = handbook.documents[at].source;
    Diagnostic::new(RULE.code, RULE.level, source, links::head(handbook, at), "No other page leads here.")
        .help("Link to it from a page that its readers know, or name it in `nav`.")
}

/// By document: whether another published page refers to it, or `nav` names it or a folder that it is in.
fn known(handbook: &Handbook<'_>) -> Vec<bool> {
    let mut known = vec![false; handbook.documents.len()];
    for (from, targets) in handbook.targets.iter().enumerate().filter(|(from, _)| handbook.is_published(*from)) {
        for target in targets {
            let several = match target {
                // Whichever is meant: that nobody can tell is told already.
                Target::Broken(Broken::Ambiguous { documents }) => documents.as_slice(),
                _ => &[],
            };
            let to = target.document().into_iter().chain(several.iter().copied());
            to.filter(|&to| to as usize != from).for_each(|to| known[to as usize] = true);
        }
    }
    let named: HashSet<String> =
        config::nav_paths(&handbook.inputs.config.nav).into_iter().map(|path| nav::clean(&path.value)).collect();
    if !named.is_empty() {
        for (at, document) in handbook.documents.iter().enumerate() {
            known[at] |= named.contains(&document.path)
                || nav::folders(document.folder()).any(|folder| !folder.is_empty() && named.contains(folder));
        }
    }
    known
}
