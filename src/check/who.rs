//! Whether two names in documents may mean one person: for rules that compare lists of people.

use std::collections::BTreeSet;

use crate::link::Handbook;
use crate::link::roster::{EntryId, Meaning};
use crate::understand::fact::Name;
use crate::understand::phrase::role::{self, Sort};
use crate::understand::staff;

/// Whom a name means.
pub(super) enum Whom {
    /// Everyone there is.
    Everyone,
    /// These of the roster: the role or group, and all who fill it.
    Known(BTreeSet<EntryId>),
    /// Somebody whom no roster has, by the name in small letters; and whether it names a person and not a role.
    Named(String, bool),
    /// A group of which nobody knows who is in it, or nobody in particular.
    Unclear,
}

/// Whom a name in a document means.
pub(super) fn whom(handbook: &Handbook<'_>, document: usize, name: &str) -> Whom {
    match handbook.roster.resolve(name, document) {
        Meaning::Everyone => Whom::Everyone,
        Meaning::Known(ids) => Whom::Known(handbook.roster.expand(&ids)),
        Meaning::Unknown(_) | Meaning::NoName => {
            let bare = staff::bare(name);
            match role::sort(bare) {
                Some(Sort::Role) => Whom::Named(bare.to_lowercase(), false),
                Some(Sort::Capitalised | Sort::Handle) => Whom::Named(bare.to_lowercase(), true),
                Some(Sort::Group) | None => Whom::Unclear,
            }
        }
    }
}

/// A list of people, with whom each name means.
pub(super) struct People<'h> {
    /// The names, as written.
    pub names: Vec<(&'h Name, Whom)>,
}

impl<'h> People<'h> {
    /// Of the names of a document.
    pub fn new(handbook: &Handbook<'_>, document: usize, names: &'h [Name]) -> Self {
        Self { names: names.iter().map(|name| (name, whom(handbook, document, name))).collect() }
    }

    /// Whether somebody is among them, as far as anybody can know: where that is unclear, he may be.
    pub fn may_hold(&self, handbook: &Handbook<'_>, other: &Whom) -> bool {
        self.names.iter().any(|(_, own)| may_be(handbook, own, other))
    }

    /// The names as one text: `Sponsors (CEO, CTO) and Tech Lead`, groups with who is in them.
    pub fn text(&self, handbook: &Handbook<'_>) -> String {
        let texts: Vec<String> = self.names.iter().map(|(name, whom)| with_members(handbook, name, whom)).collect();
        list(&texts)
    }
}

/// Whether two names may mean one person.
fn may_be(handbook: &Handbook<'_>, one: &Whom, other: &Whom) -> bool {
    match (one, other) {
        // Two documents may each declare a role of one name.
        (Whom::Known(one), Whom::Known(other)) => {
            let name = |id: &EntryId| &handbook.roster.entry(*id).name;
            !one.is_disjoint(other)
                || one.iter().any(|one| other.iter().any(|id| name(one).eq_ignore_ascii_case(name(id))))
        }
        (Whom::Named(one, person), Whom::Named(other, other_person)) => {
            // Who fills a role is not told.
            person != other_person || within(one, other) || within(other, one)
        }
        (Whom::Known(ids), Whom::Named(_, person)) | (Whom::Named(_, person), Whom::Known(ids)) => {
            // A role that nobody is said to fill may be filled by a person whom no roster has.
            *person && !ids.iter().any(|id| handbook.roster.entry(*id).is_person)
        }
        (Whom::Everyone | Whom::Unclear, _) | (_, Whom::Everyone | Whom::Unclear) => true,
    }
}

/// Whether all words of one name stand in the other.
fn within(few: &str, many: &str) -> bool {
    few.split_whitespace().all(|word| many.split_whitespace().any(|other| other == word))
}

fn with_members(handbook: &Handbook<'_>, name: &Name, whom: &Whom) -> String {
    let Whom::Known(ids) = whom else { return name.to_string() };
    let own = staff::bare(name).to_lowercase();
    let members: Vec<&str> = ids
        .iter()
        .map(|id| handbook.roster.entry(*id))
        .filter(|entry| entry.members.is_empty() && entry.name.to_lowercase() != own)
        .map(|entry| &*entry.name)
        .collect();
    if members.is_empty() || members.len() > 8 { name.to_string() } else { format!("{name} ({})", members.join(", ")) }
}

/// `A, B and C`
pub(super) fn list<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [before @ .., last] => {
            let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", before.join(", "), last.as_ref())
        }
    }
}
