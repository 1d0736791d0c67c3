//! Who links to each document.

use crate::parse::document::{Document, LinkKind};

use super::target::Target;

/// One page that links here, by its first link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The linking document.
    pub from: u32,
    /// The link, in its [`Document::links`].
    pub link: u32,
}

/// For each document, who links to it; each linking document once, in the order of documents.
pub fn find(documents: &[Document], targets: &[Vec<Target>]) -> Vec<Vec<Backlink>> {
    let mut found: Vec<Vec<Backlink>> = vec![Vec::new(); documents.len()];
    for (from, targets) in targets.iter().enumerate() {
        for (link, target) in targets.iter().enumerate() {
            let kind = documents[from].links[link].kind;
            let Some(to) = target.document() else { continue };
            if to as usize == from || matches!(kind, LinkKind::Definition | LinkKind::FrontMatter) {
                continue;
            }
            let list = &mut found[to as usize];
            if list.last().is_none_or(|last| last.from != from as u32) {
                list.push(Backlink { from: from as u32, link: link as u32 });
            }
        }
    }
    found
}
