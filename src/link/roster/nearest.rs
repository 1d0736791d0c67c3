//! Who may be meant by a name that nobody has.

use super::key::Key;
use super::{EntryId, Roster};
use crate::base::suggest;

impl Roster {
    /// The name of a roster that comes nearest: by its letters, or the member of the group that begins alike whose role
    /// ends alike (`QA Lead`: `Test Lead` of the `QA Team`).
    pub(super) fn nearest(&self, name: &str, document: usize) -> Option<EntryId> {
        let own: Vec<EntryId> = self.near(document);
        let slip = own.iter().find(|id| suggest::is_slip(name, &self.entry(**id).name));
        let near = || {
            let alike = self.alike(name, &own).or_else(|| self.by_letters(name, &own));
            alike.or_else(|| self.begins(name, &own))
        };
        slip.copied().or_else(near)
    }

    fn alike(&self, name: &str, own: &[EntryId]) -> Option<EntryId> {
        let key = Key::new(name);
        let (first, last) = key.as_str().rsplit_once(' ')?;
        let ends = |id: &&EntryId| Key::new(&self.entry(**id).name).as_str().rsplit(' ').next() == Some(last);
        let group = own.iter().filter(|id| Key::new(&self.entry(**id).name).as_str().starts_with(first));
        group.flat_map(|id| self.entry(*id).members.iter()).find(ends).copied()
    }

    /// The only role that begins with the same word: `Safety Lead`, `Safety Officer`.
    fn begins(&self, name: &str, own: &[EntryId]) -> Option<EntryId> {
        let key = Key::new(name);
        let (first, _) = key.as_str().split_once(' ')?;
        let begins = |id: &&EntryId| {
            let entry = self.entry(**id);
            !entry.is_person
                && Key::new(&entry.name).as_str().strip_prefix(first).is_some_and(|rest| rest.starts_with(' '))
        };
        let filled = |id: &&EntryId| self.entry(**id).members.is_empty();
        let mut roles = own.iter().filter(begins).filter(filled);
        roles.next().filter(|_| roles.next().is_none()).copied()
    }

    fn by_letters(&self, name: &str, own: &[EntryId]) -> Option<EntryId> {
        // Of three letters one is as near as the other: `CFO` is no `CTO`.
        if name.chars().count() <= 4 {
            return None;
        }
        let near = suggest::nearest(name, own.iter().map(|id| &*self.entry(*id).name))?;
        own.iter().find(|id| &*self.entry(**id).name == near).copied()
    }

    /// The entries of a document and of handbook.yaml; all where there are none.
    fn near(&self, document: usize) -> Vec<EntryId> {
        let ids = || (0..self.entries.len() as u32).map(EntryId);
        let own: Vec<EntryId> =
            ids().filter(|id| self.entry(*id).document.is_none_or(|known| known as usize == document)).collect();
        if own.is_empty() { ids().collect() } else { own }
    }
}
