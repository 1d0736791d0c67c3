//! Where each id of a series of tasks is defined.

use std::collections::HashMap;

use crate::parse::document::Document;

/// The place that defines an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The document.
    pub document: u32,
    /// The nearest anchor: the heading that is the definition, or above it.
    pub anchor: Option<String>,
    /// How surely, as in `TaskIdMention`.
    pub surety: u8,
}

/// The best definition of each id: a heading before a row of a table before an item; then the document that defines
/// most ids; then the first.
pub fn define(documents: &[Document]) -> HashMap<Box<str>, Definition> {
    let mut counts = vec![0_usize; documents.len()];
    for (at, document) in documents.iter().enumerate() {
        counts[at] = document.task_ids.iter().filter(|mention| mention.defines > 1).count();
    }
    let mut best: HashMap<Box<str>, Definition> = HashMap::new();
    for (at, document) in documents.iter().enumerate() {
        for mention in document.task_ids.iter().filter(|mention| mention.defines > 0) {
            let anchor = mention
                .heading
                .and_then(|heading| document.outline.get(heading as usize))
                .map(|heading| heading.id.clone());
            let rank = |definition: &Definition| (definition.surety, counts[definition.document as usize]);
            let new = Definition { document: at as u32, anchor, surety: mention.defines };
            match best.get(&mention.id) {
                Some(old) if rank(old) >= rank(&new) => {}
                _ => {
                    best.insert(mention.id.clone(), new);
                }
            }
        }
    }
    best
}
