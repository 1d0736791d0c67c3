//! Everything about a handbook: what `check` judges and `render` shows.

use std::collections::HashMap;

use crate::base::source::Source;
use crate::load::Inputs;
use crate::parse::document::Document;
use crate::understand::fact::Fact;

use super::address::Addresses;
use super::backlinks::Backlink;
use super::related::Related;
use super::target::Target;
use super::task_ids::Definition;
use super::tree::{Opens, Tree};

/// All documents, and who refers to whom.
pub struct Handbook<'a> {
    /// What the run was given.
    pub inputs: &'a Inputs,
    /// The documents, in the order of their paths.
    pub documents: Vec<Document>,
    /// By document: what it says.
    pub facts: Vec<Vec<Fact>>,
    /// By document: what each of its links leads to.
    pub targets: Vec<Vec<Target>>,
    /// Where each page stands.
    pub addresses: Addresses,
    /// The navigation.
    pub tree: Tree,
    /// By document: who links to it.
    pub backlinks: Vec<Vec<Backlink>>,
    /// By document: what belongs together.
    pub related: Vec<Related>,
    /// Where ids of series are defined.
    pub task_ids: HashMap<Box<str>, Definition>,
}

impl Handbook<'_> {
    /// A document's text.
    pub fn source(&self, document: usize) -> &Source {
        self.inputs.sources.get(self.documents[document].source)
    }

    /// Whether a document has a page.
    pub fn is_published(&self, document: usize) -> bool {
        self.addresses.documents[document].is_some()
    }

    /// The address of an entry of the navigation; none for a group.
    pub fn address_of(&self, node: usize) -> Option<String> {
        match &self.tree.nodes[node].opens {
            Opens::Document(document) => self.addresses.documents[*document as usize].clone(),
            Opens::Listing(folder) => Some(self.addresses.folder(folder)),
            Opens::Nothing => None,
        }
    }

    /// What the handbook is called: its `title`, else its home page's, else its folder's name.
    pub fn title(&self) -> String {
        if let Some(title) = &self.inputs.config.title {
            return title.clone();
        }
        match self.tree.nodes.first().map(|home| &home.opens) {
            Some(Opens::Document(document)) => self.documents[*document as usize].title().to_owned(),
            _ => super::tree::folder_title(&self.inputs.places.root.file_name().unwrap_or_default().to_string_lossy()),
        }
    }
}
