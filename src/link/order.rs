//! The order of entries below one folder: `order`, SUMMARY.md, names.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::base::path;
use crate::parse::document::Document;

use super::address::Addresses;
use super::tree::{Entry, Opens};

/// An entry that waits to be put in order.
pub(super) struct Child<'a> {
    pub opens: Opens,
    pub folder: Option<&'a str>,
    order: Option<f64>,
    /// Place in SUMMARY.md; the last of all where that does not name it.
    rank: usize,
    name: &'a str,
}

/// Where a SUMMARY.md names documents, and the first document of each folder.
#[derive(Default)]
pub(super) struct Ranks {
    documents: HashMap<u32, usize>,
    folders: HashMap<String, usize>,
}

impl Ranks {
    pub fn new(documents: &[Document], summary: &[u32]) -> Self {
        let mut ranks = Self::default();
        for (rank, &document) in summary.iter().enumerate() {
            ranks.documents.entry(document).or_insert(rank);
            let mut folder = documents[document as usize].folder();
            while !folder.is_empty() {
                ranks.folders.entry(folder.to_owned()).or_insert(rank);
                folder = path::folder(folder);
            }
        }
        ranks
    }
}

impl<'a> Child<'a> {
    pub fn new(entry: &Entry<'a>, documents: &'a [Document], addresses: &Addresses, ranks: &Ranks) -> Self {
        match *entry {
            Entry::Document(at) => {
                let document = &documents[at as usize];
                Self {
                    opens: Opens::Document(at),
                    folder: None,
                    order: document.front_matter.order.as_ref().map(|order| order.value),
                    rank: ranks.documents.get(&at).copied().unwrap_or(usize::MAX),
                    name: path::stem(&document.path),
                }
            }
            Entry::Folder(folder) => {
                let section =
                    addresses.sections.get(folder).copied().filter(|&at| addresses.documents[at as usize].is_some());
                let order =
                    section.and_then(|at| documents[at as usize].front_matter.order.as_ref()).map(|order| order.value);
                let opens = section.map_or_else(|| Opens::Listing(folder.to_owned()), Opens::Document);
                let rank = ranks.folders.get(folder).copied().unwrap_or(usize::MAX);
                Self { opens, folder: Some(folder), order, rank, name: path::name(folder) }
            }
        }
    }

    /// By `order` where given, then as SUMMARY.md has them, then documents before folders, then by name as people count.
    pub fn compare(&self, other: &Self) -> Ordering {
        let order = |child: &Self| child.order.unwrap_or(f64::INFINITY);
        order(self)
            .total_cmp(&order(other))
            .then_with(|| self.rank.cmp(&other.rank))
            .then_with(|| self.folder.is_some().cmp(&other.folder.is_some()))
            .then_with(|| natural(self.name, other.name))
    }
}

/// Compares names so that `sprint-9` comes before `sprint-10`; case is folded.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(x), Some(y)) = (left.chars().next(), right.chars().next()) {
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
            let (l, r) = (digits(left), digits(right));
            let (number, other) = (left[..l].trim_start_matches('0'), right[..r].trim_start_matches('0'));
            let order = number.len().cmp(&other.len()).then_with(|| number.cmp(other));
            if order.is_ne() {
                return order;
            }
            (left, right) = (&left[l..], &right[r..]);
            continue;
        }
        let order = x.to_lowercase().cmp(y.to_lowercase());
        if order.is_ne() {
            return order;
        }
        (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]);
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_count() {
        let mut names = ["sprint-10", "sprint-9", "Sprint-1", "a", "sprint-09"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a", "Sprint-1", "sprint-09", "sprint-9", "sprint-10"]);
    }
}
