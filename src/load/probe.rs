//! Whether paths that no document has are there all the same: files outside the documents, in the repository.
#![expect(clippy::disallowed_methods, reason = "load reads the disk")]

use std::collections::{BTreeSet, HashMap};
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
    if !inputs.places.on_disk {
        return Probe { answers: paths.iter().map(|path| (path.clone(), in_memory(inputs, path))).collect() };
    }
    let mut folders = Folders::default();
    let answers = paths.iter().map(|path| (path.clone(), folders.look(&inputs.places.repository, path)));
    Probe { answers: answers.collect() }
}

/// Listings of folders that were looked into: true names and whether they are folders.
#[derive(Default)]
struct Folders {
    seen: HashMap<PathBuf, Vec<(String, bool)>>,
}

impl Folders {
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
        self.seen.entry(folder.to_owned()).or_insert_with(|| {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let mut names: Vec<_> = entries
                .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path().is_dir()))
                .collect();
            names.sort();
            names
        })
    }
}

/// Without a disk: what the handbook itself lists.
fn in_memory(inputs: &Inputs, path: &str) -> OnDisk {
    let folder = format!("{}/", path.trim_end_matches('/'));
    let mut folded = OnDisk::Missing;
    let documents = inputs.documents.iter().map(|&id| inputs.sources.get(id).path.as_str());
    for known in documents.chain(inputs.files.iter().map(String::as_str)) {
        let known = format!("{}{known}", inputs.places.content_in_repository);
        if known == path {
            return OnDisk::File;
        }
        if known.starts_with(&folder) {
            return OnDisk::Folder;
        }
        if known.to_lowercase() == path.to_lowercase() {
            folded = OnDisk::WrongCase(known);
        }
    }
    folded
}
