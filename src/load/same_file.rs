//! Documents that are one file under several names.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::inputs::Inputs;
use crate::base::source::SourceId;

/// The groups of documents that symbolic links make one file; documents that are alone are in none.
pub fn find(inputs: &Inputs) -> Vec<Vec<SourceId>> {
    let path = |id: SourceId| inputs.places.content.join(&inputs.sources.get(id).path);
    let is_link = |id: SourceId| std::fs::symlink_metadata(path(id)).is_ok_and(|metadata| metadata.is_symlink());
    let links: Vec<SourceId> = inputs.documents.iter().copied().filter(|&id| is_link(id)).collect();
    if links.is_empty() {
        return Vec::new();
    }
    let mut files: BTreeMap<PathBuf, Vec<SourceId>> = BTreeMap::new();
    for &id in &inputs.documents {
        // Links to folders are not followed, so what is no link itself is where it seems to be.
        let real = if links.contains(&id) { path(id).canonicalize().unwrap_or_else(|_| path(id)) } else { path(id) };
        files.entry(real).or_default().push(id);
    }
    files.into_values().filter(|names| names.len() > 1).collect()
}
