//! Who a list of names invites.

use std::collections::BTreeSet;

use crate::link::Handbook;
use crate::link::roster::{EntryId, Meaning};
use crate::understand::fact::Name;

/// Who is invited, groups opened into their members.
pub(super) struct Invited {
    everyone: bool,
    /// Whether every name is known, so that nobody is invited whom we do not see.
    certain: bool,
    all: BTreeSet<EntryId>,
}

/// What a name of a document is in the roster, where it is one.
pub(super) fn id_of(handbook: &Handbook<'_>, document: usize, name: &str) -> Option<EntryId> {
    match handbook.roster.resolve(name, document) {
        Meaning::Known(ids) if ids.len() == 1 => ids.first().copied(),
        _ => None,
    }
}

impl Invited {
    pub fn of(handbook: &Handbook<'_>, document: usize, names: &[Name]) -> Self {
        let mut invited = Self { everyone: false, certain: true, all: BTreeSet::new() };
        for name in names {
            match handbook.roster.resolve(name, document) {
                Meaning::Known(ids) => invited.all.extend(handbook.roster.expand(&ids)),
                Meaning::Everyone => invited.everyone = true,
                Meaning::Unknown(_) => invited.certain = false,
                Meaning::NoName => {}
            }
        }
        invited
    }

    pub fn is_everyone(&self) -> bool {
        self.everyone
    }

    /// Whether no name is unknown.
    pub fn is_certain(&self) -> bool {
        self.certain
    }

    /// Whether a group is invited as a whole: by name, or by all of its members.
    pub fn has_whole(&self, handbook: &Handbook<'_>, group: EntryId) -> bool {
        let members = &handbook.roster.entry(group).members;
        self.everyone
            || self.all.contains(&group)
            || !members.is_empty() && members.iter().all(|member| self.all.contains(member))
    }

    /// Whether a group, or somebody of it, is invited.
    pub fn has_any(&self, handbook: &Handbook<'_>, group: EntryId) -> bool {
        self.everyone || handbook.roster.expand(&[group]).iter().any(|id| self.all.contains(id))
    }
}
