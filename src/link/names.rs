//! What there is to refer to: documents, folders, files, anchors, and the pages that we make.

use std::collections::{BTreeSet, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::base::path;
use crate::load::Inputs;
use crate::parse::document::Document;
use crate::parse::slug;

use super::address::Addresses;

/// Everything by its name.
pub struct Names<'a> {
    /// The inputs of the run.
    pub inputs: &'a Inputs,
    /// The documents.
    pub documents: &'a [Document],
    /// Where their pages stand.
    pub addresses: &'a Addresses,
    by_path: HashMap<&'a str, u32>,
    folders: HashSet<&'a str>,
    /// Those of them with a document that is published.
    published: HashSet<&'a str>,
    /// By lower-case file name without extension.
    by_stem: HashMap<String, Vec<u32>>,
    /// By address, old ones too, without a slash or `.html` at its end.
    by_address: HashMap<String, u32>,
}

impl<'a> Names<'a> {
    /// Of all documents.
    pub fn new(inputs: &'a Inputs, documents: &'a [Document], addresses: &'a Addresses) -> Self {
        let mut by_path = HashMap::with_capacity(documents.len());
        let mut by_stem: HashMap<String, Vec<u32>> = HashMap::new();
        let (mut folders, mut published) = (HashSet::new(), HashSet::new());
        for (at, document) in documents.iter().enumerate() {
            by_path.insert(document.path.as_str(), at as u32);
            by_stem.entry(wiki_name(path::stem(&document.path))).or_default().push(at as u32);
            with_all_above(&mut folders, document.folder());
            if inputs.drafts || !document.is_draft() {
                with_all_above(&mut published, document.folder());
            }
        }
        let bare = |address: &str| address.trim_end_matches('/').trim_end_matches(".html").to_owned();
        let own = addresses.documents.iter().zip(documents).enumerate();
        // A draft has no page; its path tells what is meant.
        let own = own.map(|(at, (address, document))| (bare(address.as_deref().unwrap_or(document.stem())), at as u32));
        let redirects = addresses.redirects.iter().map(|redirect| (bare(&redirect.address), redirect.document));
        let by_address = redirects.chain(own).collect();
        Self { inputs, documents, addresses, by_path, folders, published, by_stem, by_address }
    }

    /// The document at a path below the content root.
    pub fn document(&self, path: &str) -> Option<u32> {
        self.by_path.get(path).copied().or_else(|| {
            let composed: String = (!path.is_ascii()).then(|| path.nfc().collect())?;
            self.by_path.get(composed.as_str()).copied()
        })
    }

    /// Whether a folder below the content root holds documents; the root is empty.
    pub fn is_folder(&self, path: &str) -> bool {
        self.folders.contains(path.trim_end_matches('/'))
    }

    /// A draft of a folder that holds nothing else, and so has no page; `folder` has no slash at its end.
    pub fn only_drafts(&self, folder: &str) -> Option<u32> {
        if folder.is_empty() || self.published.contains(folder) {
            return None;
        }
        let inside = |document: &Document| document.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.documents.iter().position(inside).map(|at| at as u32)
    }

    /// The document whose anchors a folder has: its README.md, index.md or _index.md.
    pub fn folder_text(&self, folder: &str) -> Option<u32> {
        let folder = folder.trim_end_matches('/');
        let of =
            |name: &str| self.document(&if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") });
        ["README.md", "index.md", "_index.md", "readme.md", "Readme.md"].iter().find_map(|name| of(name))
    }

    /// The documents that a wikilink's name means: the file's name, or the end of its path. With `/` before it, a name
    /// that several have means the one in the folder of all documents.
    pub fn wiki(&self, name: &str) -> Vec<u32> {
        let rooted = name.trim().starts_with('/');
        let name = name.trim().trim_start_matches("./").trim_matches('/');
        let without = if path::is_document(name) { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name };
        let wanted = wiki_name(without);
        let last = wanted.rsplit('/').next().unwrap_or(&wanted);
        let candidates = self.by_stem.get(last).map(Vec::as_slice).unwrap_or_default();
        let full = |&document: &u32| wiki_name(self.documents[document as usize].stem());
        if let Some(&exact) =
            candidates.iter().find(|document| (rooted || wanted.contains('/')) && full(document) == wanted)
        {
            return vec![exact];
        }
        let ends = |document: &&u32| {
            full(document).strip_suffix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        candidates.iter().filter(ends).copied().collect()
    }

    /// The one document of that file name, wherever it is.
    pub fn only_by_name(&self, name: &str) -> Option<u32> {
        let same = |&&document: &&u32| path::name(&self.documents[document as usize].path) == name;
        let mut found = self.by_stem.get(&wiki_name(path::stem(name)))?.iter().filter(same);
        found.next().filter(|_| found.next().is_none()).copied()
    }

    /// The document at an address of the site, given without slashes around it.
    pub fn address(&self, address: &str) -> Option<u32> {
        self.by_address.get(address).copied()
    }

    /// Other files below the content root.
    pub fn files(&self) -> &'a BTreeSet<String> {
        &self.inputs.files
    }

    /// The id on a document's page that an anchor means, percent-encoding undone.
    pub fn anchor(&self, document: u32, anchor: &str) -> Option<String> {
        anchor_of(&self.documents[document as usize], anchor)
    }
}

/// Adds a folder and all folders above it.
fn with_all_above<'a>(folders: &mut HashSet<&'a str>, mut folder: &'a str) {
    while folders.insert(folder) && !folder.is_empty() {
        folder = path::folder(folder);
    }
}

/// A wikilink's name as it is compared: case folded, spaces as hyphens.
fn wiki_name(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase().replace(' ', "-")
}

/// The id on a page that an anchor means: a heading's id, an explicit id, or the form that Python-Markdown gives.
pub fn anchor_of(document: &Document, anchor: &str) -> Option<String> {
    if document.outline.iter().any(|heading| heading.id == anchor) || document.ids.iter().any(|id| id.id == anchor) {
        return Some(anchor.to_owned());
    }
    let folded = slug::fold_anchor(anchor);
    if folded != anchor {
        return anchor_of(document, &folded);
    }
    let composed: String = anchor.nfc().collect();
    if composed != anchor {
        return anchor_of(document, &composed);
    }
    python_markdown_anchor(document, anchor)
}

/// Python-Markdown numbers repeats `_1`, `_2`.
fn python_markdown_anchor(document: &Document, anchor: &str) -> Option<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    document.outline.iter().find_map(|heading| {
        let slug = slug::python_markdown(&heading.text);
        let count = seen.entry(slug.clone()).or_default();
        let id = if *count == 0 { slug } else { format!("{slug}_{count}") };
        *count += 1;
        (!id.is_empty() && id == anchor).then(|| heading.id.clone())
    })
}
