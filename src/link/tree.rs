//! The navigation: folders as sections, in the order of `nav`, of front matter and of names.

use std::collections::{BTreeMap, HashSet};

use crate::base::path;
use crate::config::NavItem;
use crate::load::Inputs;
use crate::parse::document::Document;

use super::address::Addresses;
use super::order::{Child, Ranks};

/// What an entry of the navigation opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// A document's page.
    Document(u32),
    /// The listing of a folder without a section page.
    Listing(String),
    /// Nothing: a group of `nav`.
    Nothing,
}

/// An entry of the navigation.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is called.
    pub title: String,
    /// What it opens.
    pub opens: Opens,
    /// Index of the entry above.
    pub parent: Option<usize>,
    /// Indices of the entries below, in order.
    pub children: Vec<usize>,
    /// Number of documents at and below it.
    pub documents: usize,
}

/// All entries; the first is the home page.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The entries.
    pub nodes: Vec<Node>,
    /// By document: its entry; none for drafts.
    pub of_document: Vec<Option<usize>>,
    /// Entries that have a page, in reading order.
    pub order: Vec<usize>,
    /// By entry: where it stands in `order`.
    pub place: Vec<Option<usize>>,
}

impl Tree {
    /// The tree of all published documents.
    ///
    /// `summary` are the documents that a SUMMARY.md lists, in its order; empty without one.
    pub fn new(inputs: &Inputs, documents: &[Document], addresses: &Addresses, summary: &[u32]) -> Self {
        let mut tree = Self { of_document: vec![None; documents.len()], ..Self::default() };
        let folders = folders(documents, addresses);
        let ranks = Ranks::new(documents, summary);
        tree.add_folder("", &folders, documents, addresses, &ranks);
        if let Some(title) = inputs.config.title.clone()
            && matches!(tree.nodes[0].opens, Opens::Listing(_))
        {
            tree.nodes[0].title = title;
        }
        if !inputs.config.nav.is_empty() {
            tree.arrange(&inputs.config.nav, documents, addresses);
        }
        tree.count(0);
        tree.order_from(0);
        tree.place = vec![None; tree.nodes.len()];
        for (at, &node) in tree.order.iter().enumerate() {
            tree.place[node] = Some(at);
        }
        tree
    }

    fn add(&mut self, title: String, opens: Opens, parent: Option<usize>) -> usize {
        let at = self.nodes.len();
        if let Opens::Document(document) = opens {
            self.of_document[document as usize] = Some(at);
        }
        self.nodes.push(Node { title, opens, parent, children: Vec::new(), documents: 0 });
        if let Some(parent) = parent {
            self.nodes[parent].children.push(at);
        }
        at
    }

    /// A folder's entry with everything below it. Depth is bounded by the length of a path on disk.
    fn add_folder(
        &mut self,
        folder: &str,
        folders: &Folders<'_>,
        documents: &[Document],
        addresses: &Addresses,
        ranks: &Ranks,
    ) {
        let mut waiting = vec![(folder.to_owned(), None)];
        while let Some((folder, slot)) = waiting.pop() {
            let section =
                addresses.sections.get(&folder).copied().filter(|&at| addresses.documents[at as usize].is_some());
            let at = match (section, slot) {
                (_, Some(slot)) => slot,
                (Some(document), None) => {
                    self.add(documents[document as usize].title().to_owned(), Opens::Document(document), None)
                }
                (None, None) => self.add(folder_title(&folder), Opens::Listing(folder.clone()), None),
            };
            let Some(inside) = folders.get(folder.as_str()) else { continue };
            let mut children: Vec<Child<'_>> =
                inside.iter().map(|child| Child::new(child, documents, addresses, ranks)).collect();
            children.sort_by(Child::compare);
            for child in children {
                match child.opens {
                    Opens::Document(document) if child.folder.is_none() => {
                        self.add(documents[document as usize].title().to_owned(), Opens::Document(document), Some(at));
                    }
                    opens => {
                        let below = child.folder.unwrap_or_default().to_owned();
                        let title = match opens {
                            Opens::Document(document) => documents[document as usize].title().to_owned(),
                            _ => folder_title(&below),
                        };
                        let slot = self.add(title, opens, Some(at));
                        waiting.push((below, Some(slot)));
                    }
                }
            }
        }
    }

    /// Puts what `nav` names first, in its order and under its titles; what it does not name follows.
    fn arrange(&mut self, nav: &[NavItem], documents: &[Document], addresses: &Addresses) {
        let rest = std::mem::take(&mut self.nodes[0].children);
        for &child in &rest {
            self.nodes[child].parent = Some(0);
        }
        let mut named = Vec::new();
        for item in nav {
            self.arrange_item(item, 0, documents, addresses, &mut named);
        }
        let left: Vec<_> = rest.into_iter().filter(|child| !named.contains(child)).collect();
        self.nodes[0].children.extend(left);
        self.adopt_emptied(documents);
    }

    /// A group of `nav` that took every page of a folder, and no others, is that folder's page from now on: otherwise
    /// a listing of nothing would stand beside it.
    fn adopt_emptied(&mut self, documents: &[Document]) {
        for at in 0..self.nodes.len() {
            let Opens::Listing(folder) = &self.nodes[at].opens else { continue };
            if !self.nodes[at].children.is_empty() {
                continue;
            }
            let is_inside = |document: &Document| document.folder() == folder;
            let inside: Vec<usize> = documents
                .iter()
                .zip(&self.of_document)
                .filter_map(|(document, node)| node.filter(|_| is_inside(document)))
                .collect();
            let Some(group) = inside.first().and_then(|&node| self.nodes[node].parent) else { continue };
            let took_all = self.nodes[group].opens == Opens::Nothing
                && self.nodes[group].children.len() == inside.len()
                && inside.iter().all(|node| self.nodes[group].children.contains(node));
            if took_all {
                self.nodes[group].opens = std::mem::replace(&mut self.nodes[at].opens, Opens::Nothing);
                if let Some(parent) = self.nodes[at].parent.take() {
                    self.nodes[parent].children.retain(|&child| child != at);
                }
            }
        }
    }

    fn arrange_item(
        &mut self,
        item: &NavItem,
        parent: usize,
        documents: &[Document],
        addresses: &Addresses,
        named: &mut Vec<usize>,
    ) {
        let (title, node, children) = match item {
            NavItem::Page { title, path } => {
                (title.as_ref(), self.find(&path.value, documents, addresses), [].as_slice())
            }
            NavItem::Section { title, children } => {
                (None, Some(self.add(title.value.clone(), Opens::Nothing, None)), children.as_slice())
            }
        };
        // A path that leads nowhere is a finding, and no entry. The home page stands at the top already.
        let Some(node) = node.filter(|&node| node != 0) else { return };
        if named.contains(&node) {
            return;
        }
        named.push(node);
        if let Some(old) = self.nodes[node].parent {
            self.nodes[old].children.retain(|&child| child != node);
        }
        self.nodes[node].parent = Some(parent);
        self.nodes[parent].children.push(node);
        if let Some(title) = title {
            self.nodes[node].title.clone_from(&title.value);
        }
        for child in children {
            self.arrange_item(child, node, documents, addresses, named);
        }
    }

    /// The entry of a document or folder that `nav` names by its path.
    fn find(&self, named: &str, documents: &[Document], addresses: &Addresses) -> Option<usize> {
        let wanted = path::join("", named.trim_start_matches('/'))?;
        let wanted = wanted.trim_end_matches('/');
        let document = documents.iter().position(|document| document.path == wanted);
        if let Some(node) = document.and_then(|document| self.of_document[document]) {
            return Some(node);
        }
        let section = addresses.sections.get(wanted).and_then(|&document| self.of_document[document as usize]);
        section.or_else(|| self.nodes.iter().position(|node| node.opens == Opens::Listing(wanted.to_owned())))
    }

    fn count(&mut self, root: usize) {
        // Children come after their parents only before `nav` moved them: walk by depth instead.
        let mut stack = vec![(root, false)];
        while let Some((at, seen)) = stack.pop() {
            if seen {
                let own = usize::from(matches!(self.nodes[at].opens, Opens::Document(_)));
                let below: usize = self.nodes[at].children.iter().map(|&child| self.nodes[child].documents).sum();
                self.nodes[at].documents = own + below;
            } else {
                stack.push((at, true));
                stack.extend(self.nodes[at].children.iter().map(|&child| (child, false)));
            }
        }
    }

    fn order_from(&mut self, root: usize) {
        let mut stack = vec![root];
        while let Some(at) = stack.pop() {
            if self.nodes[at].opens != Opens::Nothing {
                self.order.push(at);
            }
            stack.extend(self.nodes[at].children.iter().rev());
        }
    }

    /// From the home page down to an entry, both included.
    pub fn way(&self, node: usize) -> Vec<usize> {
        let mut way = vec![node];
        let mut at = node;
        while let Some(parent) = self.nodes[at].parent {
            way.push(parent);
            at = parent;
        }
        way.reverse();
        way
    }

    /// The entry of a folder's listing.
    pub fn listing(&self, folder: &str) -> Option<usize> {
        self.nodes.iter().position(|node| matches!(&node.opens, Opens::Listing(own) if own == folder))
    }
}

/// What stands in each folder: documents by number, folders by path.
type Folders<'a> = BTreeMap<&'a str, Vec<Entry<'a>>>;

#[derive(Clone, Copy)]
pub(super) enum Entry<'a> {
    Document(u32),
    Folder(&'a str),
}

fn folders<'a>(documents: &'a [Document], addresses: &Addresses) -> Folders<'a> {
    let mut folders: Folders<'a> = BTreeMap::new();
    let sections: HashSet<u32> = addresses.sections.values().copied().collect();
    for (at, document) in documents.iter().enumerate() {
        if addresses.documents[at].is_none() {
            continue;
        }
        let mut folder = document.folder();
        let inside = folders.entry(folder);
        let mut new = matches!(inside, std::collections::btree_map::Entry::Vacant(_));
        let inside = inside.or_default();
        if !sections.contains(&(at as u32)) {
            inside.push(Entry::Document(at as u32));
        }
        while new && !folder.is_empty() {
            let above = path::folder(folder);
            let slot = folders.entry(above);
            new = matches!(slot, std::collections::btree_map::Entry::Vacant(_));
            slot.or_default().push(Entry::Folder(folder));
            folder = above;
        }
    }
    folders
}

/// `soma-sprints` -> `Soma sprints`
pub fn folder_title(folder: &str) -> String {
    let name = path::name(folder);
    if name.is_empty() {
        return "Home".to_owned();
    }
    let words = name.replace(['-', '_'], " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + characters.as_str())
}
