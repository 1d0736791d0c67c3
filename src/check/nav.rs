//! What `nav` in handbook.yaml names that is not there.

use std::collections::HashMap;

use crate::base::diagnostic::Diagnostic;
use crate::base::path;
use crate::base::yaml::{self, Spanned};
use crate::config;
use crate::link::Handbook;

/// An entry of `nav` that leads nowhere.
pub struct Fault<'h> {
    /// The path, as written.
    pub path: &'h Spanned<String>,
    /// The same without `./` and slashes around it.
    pub clean: String,
    /// Why.
    pub kind: Kind,
}

/// Why an entry of `nav` leads nowhere.
pub enum Kind {
    /// There is neither a document nor a folder of that name.
    Missing,
    /// There is one whose name differs in letter case.
    Case(String),
    /// The document is a draft.
    Draft(usize),
}

impl Fault<'_> {
    /// With the fix that makes the entry name `path`, where it is written in one place.
    pub fn change_to(&self, handbook: &Handbook<'_>, found: Diagnostic, path: &str) -> Diagnostic {
        let text = &handbook.inputs.sources.get(self.path.source).text;
        if !yaml::says(text, self.path.span, &self.path.value) || path == self.path.value {
            return found;
        }
        let (place, new) = yaml::replaced(text, self.path.span, path);
        found.fix(format!("Change it to `{path}`"), place, new)
    }
}

/// All entries of `nav` that lead nowhere, in their order.
pub fn faults<'h>(handbook: &'h Handbook<'_>) -> Vec<Fault<'h>> {
    let nav = &handbook.inputs.config.nav;
    if nav.is_empty() {
        return Vec::new();
    }
    let mut known: HashMap<String, (&str, Option<usize>)> = HashMap::new();
    for (at, document) in handbook.documents.iter().enumerate() {
        known.insert(document.path.to_lowercase(), (&document.path, Some(at)));
        for folder in folders(document.folder()) {
            known.entry(folder.to_lowercase()).or_insert((folder, None));
        }
    }
    let fault = |path: &'h Spanned<String>| {
        let clean = clean(&path.value);
        let kind = match known.get(&clean.to_lowercase()) {
            None => Kind::Missing,
            Some((actual, _)) if **actual != *clean => Kind::Case((*actual).to_owned()),
            Some((_, Some(document))) if !handbook.is_published(*document) => Kind::Draft(*document),
            Some(_) => return None,
        };
        Some(Fault { path, clean, kind })
    };
    config::nav_paths(nav).into_iter().filter_map(fault).collect()
}

/// A path of `nav` without `.`, `..` and slashes around it.
pub fn clean(written: &str) -> String {
    let joined = path::join("", written.trim_start_matches('/'));
    joined.map_or_else(|| written.to_owned(), |joined| joined.trim_end_matches('/').to_owned())
}

/// A folder and all folders above it, the root last.
pub fn folders(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |at| (!at.is_empty()).then(|| path::folder(at)))
}
