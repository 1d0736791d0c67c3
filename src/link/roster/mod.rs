//! Who there is: roles, groups and people of all documents and of handbook.yaml, and what a name as written means.
//!
//! Role and squad facts declare; rotas add the people of their shifts; `roles` and `aliases` of handbook.yaml hold for
//! every document. A name is looked up in its own document first ([`Roster::resolve`]); groups are opened into their
//! members by [`Roster::expand`]. "All stakeholders" is [`Meaning::Everyone`]: the roles that [`Roster::declared`]
//! gives for that document, while a parenthesis that names some of them makes it [`Meaning::Known`].

mod build;
mod key;
mod nearest;

use std::collections::{BTreeSet, HashMap};

use crate::understand::fact::Place;
use crate::understand::phrase::names;
use crate::understand::phrase::role::{self, Sort};
use crate::understand::staff;

use key::{Key, Reach};

/// A role, group or person of a roster: its number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// A role, group or person that is known.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As written where it is declared.
    pub name: Box<str>,
    /// Whether a document or handbook.yaml declares it as a role, group or squad; others are known as members alone.
    pub is_declared: bool,
    /// Whether it is the name of a person.
    pub is_person: bool,
    /// Who fills it.
    pub members: Vec<EntryId>,
    /// The document that knows it; none for handbook.yaml.
    pub document: Option<u32>,
    /// Where it stands; none for handbook.yaml.
    pub place: Option<Place>,
}

/// What a name as written means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// These roles, groups or people.
    Known(Vec<EntryId>),
    /// Every role that is declared: `All stakeholders`, `everyone`.
    Everyone,
    /// The name of a role, group or person that no roster has; with the nearest that one has.
    Unknown(Option<EntryId>),
    /// No name of anybody in particular: `end users`, `Decision makers`, half a sentence.
    NoName,
}

/// Who there is.
#[derive(Debug, Default)]
pub struct Roster {
    entries: Vec<Entry>,
    by_key: HashMap<Box<str>, Vec<(Reach, EntryId)>>,
    /// By document: its roles, groups and squads, in the order of the text.
    declared: Vec<Vec<EntryId>>,
    /// Those of handbook.yaml.
    of_handbook: Vec<EntryId>,
}

/// Roles with members from which on a document keeps a roster.
const FEW: usize = 3;

impl Roster {
    /// What is known of one.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// How many are known.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nobody is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whom handbook.yaml means by a name, be it another name of theirs.
    pub(super) fn of_handbook_named(&self, name: &str) -> Option<EntryId> {
        let known = self.by_key.get(Key::new(name).as_str())?;
        let of_handbook =
            |(reach, id): &&(Reach, EntryId)| *reach == Reach::Whole && self.entry(*id).document.is_none();
        known.iter().find(of_handbook).map(|(_, id)| *id)
    }

    /// The roles, groups and squads that a document declares; those of handbook.yaml where it declares none.
    pub fn declared(&self, document: usize) -> &[EntryId] {
        match self.declared.get(document) {
            Some(own) if !own.is_empty() => own,
            _ => &self.of_handbook,
        }
    }

    /// Whether a document keeps a roster: a few roles with members, or two groups with several.
    pub fn keeps(&self, document: usize) -> bool {
        let Some(own) = self.declared.get(document) else { return false };
        let sizes = || own.iter().map(|id| self.entry(*id).members.len()).filter(|size| *size > 0);
        sizes().count() >= FEW || sizes().filter(|size| *size >= FEW).count() > 1
    }

    /// Whether handbook.yaml keeps one.
    pub fn keeps_handbook(&self) -> bool {
        !self.of_handbook.is_empty()
    }

    /// Whether any document or handbook.yaml keeps one.
    pub fn is_kept(&self) -> bool {
        self.keeps_handbook() || (0..self.declared.len()).any(|document| self.keeps(document))
    }

    /// The documents that keep one, in order.
    pub fn keepers(&self) -> impl Iterator<Item = usize> {
        (0..self.declared.len()).filter(|document| self.keeps(*document))
    }

    /// These, and all who fill them, and so on.
    pub fn expand(&self, ids: &[EntryId]) -> BTreeSet<EntryId> {
        let mut found = BTreeSet::new();
        let mut open: Vec<EntryId> = ids.to_vec();
        while let Some(id) = open.pop() {
            if found.insert(id) {
                open.extend(&self.entry(id).members);
            }
        }
        found
    }

    /// The names that a name as written stands for: `QA/Security`, the names in the parentheses of `All (A, B)`. A name
    /// that is known as a whole stays whole.
    pub fn parts<'n>(&self, name: &'n str, document: usize) -> Vec<&'n str> {
        let mut parts = Vec::new();
        for piece in names::split(name) {
            let bare = staff::bare(piece);
            let inside = role::qualified(piece).map(|parts| names::split(&piece[parts.inside]));
            match inside {
                Some(inside) if inside.len() > 1 || is_everyone(&Key::new(bare)) => parts.extend(inside),
                _ if self.find(bare, document).is_some() => parts.push(piece),
                _ => parts.extend(piece.split(['/', '&']).map(str::trim).filter(|part| !part.is_empty())),
            }
        }
        parts
    }

    /// What a name in a document means.
    pub fn resolve(&self, name: &str, document: usize) -> Meaning {
        let bare = staff::bare(name);
        let key = Key::new(bare);
        if let Some(qualified) = role::qualified(name) {
            let inside = names::split(&name[qualified.inside]);
            let found: Vec<EntryId> = inside.iter().filter_map(|name| self.find(name, document)).collect();
            // `All stakeholders (A, B)` are A and B; `Policy Lead (Ada)` is who is known of the two.
            if !found.is_empty() && (is_everyone(&key) || self.find(bare, document).is_none()) {
                return Meaning::Known(found);
            }
        }
        if is_everyone(&key) {
            return Meaning::Everyone;
        }
        if let Some(found) = self.all_of(&key, document) {
            return found;
        }
        if let Some(found) = self.find(bare, document) {
            return Meaning::Known(vec![found]);
        }
        let parts: Vec<&str> = bare.split(['/', '&']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let found: Vec<EntryId> = parts.iter().filter_map(|part| self.find(part, document)).collect();
        if !found.is_empty() && found.len() == parts.len() {
            return Meaning::Known(found);
        }
        if !is_somebody(bare) || key.is_generic() || key.first() == Some("all") {
            return Meaning::NoName;
        }
        Meaning::Unknown(self.nearest(bare, document))
    }

    /// `All circles` where the groups of the document are circles: `Board circle`, `Delivery circle`.
    fn all_of(&self, key: &Key, document: usize) -> Option<Meaning> {
        let noun = key.as_str().strip_prefix("all ")?;
        let declared = self.declared(document);
        let ends = |id: &&EntryId| Key::new(&self.entry(**id).name).as_str().rsplit(' ').next() == Some(noun);
        let found: Vec<EntryId> = declared.iter().filter(ends).copied().collect();
        match found.len() {
            0 | 1 => None,
            all if all == declared.len() => Some(Meaning::Everyone),
            _ => Some(Meaning::Known(found)),
        }
    }

    /// The entry with a name; of several that of the document itself, then that of handbook.yaml, then the first.
    fn find(&self, name: &str, document: usize) -> Option<EntryId> {
        let key = Key::new(staff::bare(name));
        key.readings().find_map(|key| {
            let known = self.by_key.get(key.as_str())?;
            let rank = |(reach, id): &&(Reach, EntryId)| {
                let place = match self.entry(*id).document {
                    Some(own) if own as usize == document => 0,
                    None => 1,
                    Some(_) => 2,
                };
                (place, *reach)
            };
            known.iter().min_by_key(rank).map(|(_, id)| *id)
        })
    }
}

/// A name as names are compared: without case, plural and articles.
pub(super) fn key(name: &str) -> Box<str> {
    Key::new(name).as_str().into()
}

/// Whether a key says nobody in particular: `team`, `end user`.
pub(super) fn is_generic(key: &str) -> bool {
    key::is_generic(key)
}

/// Whether a name says everyone: `All stakeholders`, `the whole team`.
fn is_everyone(key: &Key) -> bool {
    const WHOLE: [&str; 10] = [
        "everyone",
        "everybody",
        "all",
        "whole team",
        "entire team",
        "full team",
        "all hand",
        "whole company",
        "all hands meeting",
        "entire crew",
    ];
    const ALL: [&str; 14] = [
        "team",
        "stakeholder",
        "staff",
        "hand",
        "member",
        "team member",
        "participant",
        "attendee",
        "people",
        "squad",
        "crew",
        "role",
        "group",
        "project team",
    ];
    let text = key.as_str();
    // `everyone named above`
    let text = ["named", "listed", "above", "in list"]
        .iter()
        .find_map(|end| text.split_once(&format!(" {end}")))
        .map_or(text, |it| it.0);
    WHOLE.contains(&text) || text.strip_prefix("all ").is_some_and(|rest| ALL.contains(&rest))
}

/// Whether it is surely the name of a role, group or person.
fn is_somebody(name: &str) -> bool {
    staff::is_role_or_group(name)
        || matches!(staff::sort(name), Some(Sort::Capitalised | Sort::Handle))
            && staff::is_person(name)
            && name.split_whitespace().count() <= 3
}

#[cfg(test)]
mod tests;
