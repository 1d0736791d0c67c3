//! What `nav` in handbook.yaml names that is not there.

use std::collections::HashMap;

use super::rewrite::in_yaml;
use crate::base::diagnostic::Diagnostic;
use crate::base::path;
use crate::base::yaml::Spanned;
use crate::config::NavItem;
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
    /// With the fix that makes the entry name `path`, where that can be written in its place.
    pub fn change_to(&self, handbook: &Handbook<'_>, found: Diagnostic, path: &str) -> Diagnostic {
        let text = &handbook.inputs.sources.get(self.path.source).text;
        let before = text[..self.path.span.start as usize].chars().next_back();
        let replaceable = in_yaml(self.path.span.of(text), before).as_deref() == Some(self.path.value.as_str());
        if !replaceable || in_yaml(path, before).as_deref() != Some(path) || path == self.path.value {
            return found;
        }
        found.fix(format!("Change it to `{path}`"), self.path.span, path)
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
    paths(nav).into_iter().filter_map(fault).collect()
}

/// Every path that `nav` names.
pub fn paths(nav: &[NavItem]) -> Vec<&Spanned<String>> {
    let mut found = Vec::new();
    let mut waiting: Vec<&NavItem> = nav.iter().rev().collect();
    while let Some(item) = waiting.pop() {
        match item {
            NavItem::Page { path, .. } => found.push(path),
            NavItem::Section { children, .. } => waiting.extend(children.iter().rev()),
        }
    }
    found
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
