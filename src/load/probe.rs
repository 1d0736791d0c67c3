//! Whether paths that no document has are there all the same: files outside the documents, in the repository.
#![expect(clippy::disallowed_methods, reason = "load reads the disk")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::inputs::Inputs;

/// What is at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnDisk {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Nothing, but something whose path differs in letter case alone.
    WrongCase(String),
    /// Nothing.
    Missing,
}

/// Answers for paths below the repository's root.
#[derive(Clone, Debug, Default)]
pub struct Probe {
    answers: HashMap<String, OnDisk>,
}

impl Probe {
    /// These answers, by path.
    pub fn of(answers: HashMap<String, OnDisk>) -> Self {
        Self { answers }
    }

    /// What is at `path`; none where nobody asked the disk.
    pub fn get(&self, path: &str) -> Option<&OnDisk> {
        self.answers.get(path)
    }
}

/// Looks at each of `paths` (below the repository's root, `/`-separated, without `.` and `..`).
pub fn probe(inputs: &Inputs, paths: &BTreeSet<String>) -> Probe {
    let mut folders = if inputs.places.on_disk { Folders::default() } else { Folders::listed(inputs) };
    let root = if inputs.places.on_disk { inputs.places.repository.as_path() } else { Path::new("") };
    let answers = paths.iter().map(|path| (path.clone(), folders.look(root, path)));
    Probe { answers: answers.collect() }
}

/// Listings of folders that were looked into: true names and whether they are folders.
#[derive(Default)]
struct Folders {
    seen: HashMap<PathBuf, Vec<(String, bool)>>,
    /// Whether there is nothing but what was seen.
    complete: bool,
}

impl Folders {
    /// Without a disk: what the handbook and its repository list.
    fn listed(inputs: &Inputs) -> Self {
        let documents = inputs.documents.iter().map(|&id| inputs.sources.get(id).path.as_str());
        let content = &inputs.places.content_in_repository;
        let below = documents.chain(inputs.files.iter().map(String::as_str)).map(|path| format!("{content}{path}"));
        let paths: BTreeSet<String> = below.chain(inputs.tree.iter().cloned()).collect();
        let mut seen: HashMap<PathBuf, BTreeMap<String, bool>> = HashMap::new();
        for path in &paths {
            let mut folder = PathBuf::new();
            let mut parts = path.split('/').peekable();
            while let Some(part) = parts.next() {
                let is_folder = parts.peek().is_some();
                seen.entry(folder.clone()).or_default().insert(part.to_owned(), is_folder);
                folder.push(part);
            }
        }
        let seen = seen.into_iter().map(|(folder, names)| (folder, names.into_iter().collect())).collect();
        Self { seen, complete: true }
    }

    /// Goes down part by part, comparing true names, so that the answer is the same on every disk.
    fn look(&mut self, root: &Path, path: &str) -> OnDisk {
        let mut at = root.to_owned();
        let mut true_path = Vec::new();
        let mut is_folder = true;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let listing = self.list(&at);
            let exact = listing.iter().find(|(name, _)| name == part || name.nfc().eq(part.nfc()));
            let folded = || listing.iter().find(|(name, _)| name.to_lowercase() == part.to_lowercase());
            let Some((name, folder)) = exact.or_else(folded).cloned() else { return OnDisk::Missing };
            at.push(&name);
            is_folder = folder;
            true_path.push((name, exact.is_some()));
        }
        if path.ends_with('/') && !is_folder {
            return OnDisk::Missing;
        }
        if !true_path.iter().all(|(_, exact)| *exact) {
            let parts: Vec<_> = true_path.into_iter().map(|(name, _)| name).collect();
            return OnDisk::WrongCase(parts.join("/"));
        }
        if is_folder { OnDisk::Folder } else { OnDisk::File }
    }

    fn list(&mut self, folder: &Path) -> &[(String, bool)] {
        let complete = self.complete;
        self.seen.entry(folder.to_owned()).or_insert_with(|| {
            if complete {
                return Vec::new();
            }
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let mut names: Vec<_> = entries
                .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path().is_dir()))
                .collect();
            names.sort();
            names
        })
    }
}
