//! Which document is a folder's section page.

use std::collections::HashMap;

use crate::base::path;
use crate::parse::document::Document;

/// Names of section pages, the first that is there wins.
pub const SECTION_PAGES: [&str; 3] = ["index.md", "_index.md", "readme.md"];

/// How early a file name stands in [`SECTION_PAGES`]; none for an ordinary document.
pub fn rank(document_path: &str) -> Option<usize> {
    let name = path::name(document_path).to_ascii_lowercase();
    SECTION_PAGES.iter().position(|&section| section == name)
}

/// The section page of each folder that has one, by the folder's path below the content root.
pub fn pages(documents: &[Document]) -> HashMap<&str, u32> {
    let mut best: HashMap<&str, (usize, u32)> = HashMap::new();
    for (at, document) in documents.iter().enumerate() {
        if let Some(rank) = rank(&document.path) {
            let entry = best.entry(document.folder()).or_insert((rank, at as u32));
            if rank < entry.0 {
                *entry = (rank, at as u32);
            }
        }
    }
    best.into_iter().map(|(folder, (_, document))| (folder, document)).collect()
}
