//! Documents and other files of the handbook that are symbolic links.

use std::path::PathBuf;

use super::inputs::Inputs;

/// Their paths below the content root, and where each leads, as it is written in the link.
pub fn find(inputs: &Inputs) -> Vec<(String, PathBuf)> {
    let documents = inputs.documents.iter().map(|&id| inputs.sources.get(id).path.as_str());
    let link = |path: &str| Some((path.to_owned(), std::fs::read_link(inputs.places.content.join(path)).ok()?));
    documents.chain(inputs.files.iter().map(String::as_str)).filter_map(link).collect()
}
