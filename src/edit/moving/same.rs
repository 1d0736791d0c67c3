//! Whether a reference means after the move what it meant before.

use std::collections::HashMap;

use crate::base::source::SourceId;
use crate::link::Handbook;
use crate::link::names::Names;
use crate::link::target::{Broken, Target};

use super::path::Move;

/// The handbook before and after the move, side by side.
pub struct Both<'w, 'b, 'a> {
    /// As it is.
    pub before: &'w Handbook<'b>,
    /// As it would be.
    pub after: &'w Handbook<'a>,
    /// What there is to refer to after the move.
    pub names: Names<'w>,
    /// The move below the folder of the documents.
    pub moved: &'w Move,
    /// The same below the repository's root.
    pub in_repository: Move,
    /// By document before the move: its number after it.
    pub number: Vec<u32>,
}

impl<'w, 'b, 'a> Both<'w, 'b, 'a> {
    /// Puts them side by side.
    pub fn new(before: &'w Handbook<'b>, after: &'w Handbook<'a>, moved: &'w Move) -> Self {
        let of_source: HashMap<SourceId, u32> =
            after.documents.iter().enumerate().map(|(at, document)| (document.source, at as u32)).collect();
        let number = before.documents.iter().map(|document| of_source[&document.source]).collect();
        let in_repository = moved.below(&before.inputs.places.content_in_repository);
        let names = Names::new(after.inputs, &after.documents, &after.addresses);
        Self { before, after, names, moved, in_repository, number }
    }

    /// The path of a document after the move, below the folder of the documents.
    pub fn path(&self, document: u32) -> &'w str {
        &self.after.documents[self.number[document as usize] as usize].path
    }

    /// Where the listing of a folder is found after the move: the folder, or what the move took out of it last.
    pub fn listing(&self, folder: &str) -> String {
        let now = self.moved.after(folder);
        if self.is_shown(&now) { now } else { self.moved.new.clone() }
    }

    /// Where a folder of the repository is after the move, below its root. One that the move leaves empty is no more:
    /// git keeps no empty folders.
    pub fn source_folder(&self, path: &str) -> String {
        let path = path.trim_end_matches('/');
        let now = self.in_repository.after(path);
        let holds = |handbook: &Handbook<'_>, folder: &str| {
            let below = |known: &str| known.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
            let mut documents = handbook.documents.iter().map(|document| document.path.as_str());
            documents.any(below) || handbook.inputs.files.iter().any(|file| below(file))
        };
        match (self.inside(path), self.inside(&now)) {
            (Some(was), Some(is)) if holds(self.before, was) && !holds(self.after, is) => {
                self.in_repository.new.clone()
            }
            _ => now,
        }
    }

    /// Whether a folder has a page after the move.
    pub fn is_shown(&self, folder: &str) -> bool {
        folder.is_empty() || self.names.is_folder(folder) && self.names.only_drafts(folder).is_none()
    }

    /// Whether a reference that led to `was` may lead to `now`. One that was broken may stay so.
    pub fn is_same(&self, was: &Target, now: &Target) -> bool {
        match (was, now) {
            (Target::Page { document, anchor }, Target::Page { document: to, anchor: there }) => {
                self.is(*document, *to) && anchor == there
            }
            // That a page became a draft, or stands in another letter case, is not of the reference's making.
            (Target::Page { document, .. }, Target::Broken(Broken::Draft { document: to })) => self.is(*document, *to),
            (Target::Listing { folder }, now) => self.is_folder(&self.listing(folder), now),
            (Target::Source { path, folder: true, .. }, now) => self.is_source(&self.source_folder(path), now),
            (Target::Source { path, suffix, .. }, Target::Source { path: there, suffix: end, .. })
            | (Target::Asset { path, suffix, .. }, Target::Asset { path: there, suffix: end, .. }) => {
                self.in_repository.after(path) == *there && suffix == end
            }
            // A page that somebody writes takes the place of one that we make.
            (Target::Generated { address, .. }, Target::Page { document, .. }) => {
                let own = self.after.addresses.documents[*document as usize].as_ref();
                let folder = self.after.documents[*document as usize].folder();
                own == Some(address) || self.after.addresses.folder(folder) == *address
            }
            (Target::Generated { address, .. }, Target::Listing { folder }) => {
                self.after.addresses.folder(folder) == *address
            }
            (Target::Broken(was), now) => self.is_same_fault(was, now),
            (was, now) => was == now,
        }
    }

    /// A path below the repository's root as one below the folder of the documents.
    pub fn inside<'p>(&self, path: &'p str) -> Option<&'p str> {
        let content = self.before.inputs.places.content_in_repository.as_str();
        path.strip_prefix(content).or_else(|| (path == content.trim_end_matches('/')).then_some(""))
    }

    fn is(&self, before: u32, after: u32) -> bool {
        self.number[before as usize] == after
    }

    /// Whether a reference leads to a folder: to its listing, or to what has taken the listing's place.
    fn is_folder(&self, folder: &str, now: &Target) -> bool {
        match now {
            Target::Listing { folder: there } => folder == there,
            Target::Page { document, anchor: None } => {
                self.names.folder_text(folder) == Some(*document)
                    || self.after.addresses.sections.get(folder) == Some(document)
                    || self.names.document(folder) == Some(*document)
            }
            Target::Top => true,
            _ => false,
        }
    }

    /// Whether a reference leads to a path below the repository's root: to what is there, or to its page.
    fn is_source(&self, path: &str, now: &Target) -> bool {
        match now {
            Target::Source { path: there, .. } | Target::Asset { path: there, .. } => {
                there.trim_end_matches('/') == path
            }
            now => self.inside(path).is_some_and(|inside| self.is_folder(inside, now)),
        }
    }

    /// What leads nowhere is left as it is, unless it leads to something that moves all the same.
    fn is_same_fault(&self, was: &Broken, now: &Target) -> bool {
        match (was, now) {
            (Broken::Anchor { document, anchor }, Target::Broken(Broken::Anchor { document: to, anchor: there })) => {
                self.is(*document, *to) && anchor == there
            }
            (Broken::Anchor { document, .. }, Target::Page { document: to, .. }) => self.is(*document, *to),
            (Broken::Anchor { .. } | Broken::ListingAnchor { .. }, Target::Broken(Broken::Draft { .. })) => true,
            (Broken::Anchor { .. }, _) => false,
            (Broken::ListingAnchor { folder, anchor }, now) => match now {
                Target::Broken(Broken::ListingAnchor { folder: there, anchor: same }) => {
                    self.listing(folder) == *there && anchor == same
                }
                Target::Broken(Broken::Anchor { anchor: same, .. }) => anchor == same,
                Target::Page { .. } => true,
                _ => false,
            },
            (
                Broken::Draft { document },
                Target::Broken(Broken::Draft { document: to }) | Target::Page { document: to, .. },
            ) => self.is(*document, *to),
            (Broken::Draft { .. }, _) => false,
            (Broken::Case { actual, document }, now) => match now {
                Target::Broken(Broken::Case { actual: there, .. }) => self.in_repository.after(actual) == *there,
                Target::Page { document: to, .. } | Target::Broken(Broken::Anchor { document: to, .. }) => {
                    document.is_some_and(|document| self.is(document, *to))
                }
                Target::Asset { path, .. } | Target::Source { path, .. } => self.in_repository.after(actual) == *path,
                _ => false,
            },
            (Broken::Path { elsewhere: Some(document), .. }, now) => match now {
                Target::Broken(Broken::Path { elsewhere: Some(to), .. }) | Target::Page { document: to, .. } => {
                    self.is(*document, *to)
                }
                _ => false,
            },
            _ => true,
        }
    }
}
