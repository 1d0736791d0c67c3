//! Facts and handbook.yaml -> a roster.

use std::collections::HashMap;

use super::key::Key;
use super::{Entry, EntryId, Roster};
use crate::base::source::SourceId;
use crate::config::Config;
use crate::understand::claim::Claims;
use crate::understand::fact::{Detail, Fact, Name, Place};
use crate::understand::staff;

impl Roster {
    /// Everybody whom the facts and claims (both by document) and handbook.yaml know.
    pub fn new(config: &Config, facts: &[Vec<Fact>], claims: &[Claims]) -> Self {
        let mut roster = Self::default();
        roster.read_config(config);
        for (document, facts) in facts.iter().enumerate() {
            roster.declared.push(Vec::new());
            let vacant = claims.get(document).map_or([].as_slice(), |claims| &claims.vacant);
            roster.read(document as u32, facts, vacant);
        }
        roster
    }

    fn read_config(&mut self, config: &Config) {
        let mut own = Own::new(self, None);
        let ids: Vec<EntryId> = config.roles.iter().map(|role| own.declare(&role.name.value, None)).collect();
        for (role, id) in config.roles.iter().zip(&ids) {
            let members = role.members.iter().map(|member| own.member(&member.value, None)).collect();
            own.fill(*id, members);
            for alias in &role.aliases {
                own.alias(*id, &alias.value);
            }
        }
        for alias in &config.aliases {
            let id = own.member(&alias.name.value, None);
            for other in &alias.others {
                own.alias(id, &other.value);
            }
        }
        self.of_handbook = ids;
    }

    fn read(&mut self, document: u32, facts: &[Fact], vacant: &[Name]) {
        let declares = |fact: &&Fact| matches!(fact.detail, Detail::Role(_) | Detail::Squad(_) | Detail::Rotation(_));
        if vacant.is_empty() && !facts.iter().any(|fact| declares(&fact)) {
            return;
        }
        let mut own = Own::new(self, Some(document));
        let mut ids = Vec::new();
        for fact in facts {
            let named = matches!(fact.detail, Detail::Role(_) | Detail::Squad(_));
            ids.push(named.then(|| own.declare(&fact.title, Some(fact.place))));
        }
        for (fact, id) in facts.iter().zip(&ids) {
            let source = fact.place.source;
            match (&fact.detail, id) {
                (Detail::Role(role), Some(id)) => {
                    let members = own.all(source, &role.members);
                    own.fill(*id, members);
                }
                (Detail::Squad(squad), Some(id)) => {
                    let mut members = own.all(source, &squad.members);
                    members.extend(fact.owner.iter().map(|owner| own.named(source, owner)));
                    own.fill(*id, members);
                }
                (Detail::Rotation(rota), _) => {
                    let waiting = rota.waiting.iter().map(|waiting| &waiting.who);
                    let shifts = rota.shifts.iter().flat_map(|shift| std::iter::once(&shift.who).chain(&shift.backup));
                    for name in shifts.chain(&rota.eligible).chain(waiting) {
                        own.named(source, name);
                    }
                }
                _ => {}
            }
        }
        for name in vacant {
            own.member(&name.text, None);
        }
        let mut declared: Vec<EntryId> = ids.into_iter().flatten().collect();
        let mut seen = std::collections::HashSet::new();
        declared.retain(|id| seen.insert(*id));
        self.declared[document as usize] = declared;
    }
}

/// The names of one document, or of handbook.yaml, as they are read.
struct Own<'r> {
    roster: &'r mut Roster,
    document: Option<u32>,
    names: HashMap<Key, EntryId>,
}

impl<'r> Own<'r> {
    fn new(roster: &'r mut Roster, document: Option<u32>) -> Self {
        Self { roster, document, names: HashMap::new() }
    }

    /// A role or group that is declared.
    fn declare(&mut self, name: &str, place: Option<Place>) -> EntryId {
        let id = self.member(name, place);
        self.roster.entries[id.0 as usize].is_declared = true;
        id
    }

    /// A name that is known; the same one where it is known already.
    fn member(&mut self, name: &str, place: Option<Place>) -> EntryId {
        let key = Key::new(name);
        if let Some(known) = self.names.get(&key) {
            return *known;
        }
        let id = EntryId(self.roster.entries.len() as u32);
        let is_person = staff::is_person(name);
        self.names.insert(key, id);
        self.roster.entries.push(Entry {
            name: name.into(),
            is_declared: false,
            is_person,
            members: Vec::new(),
            document: self.document,
            place,
        });
        for (reach, key) in Key::of_declared(name, is_person) {
            self.roster.by_key.entry(key.as_str().into()).or_default().push((reach, id));
        }
        id
    }

    fn named(&mut self, source: SourceId, name: &Name) -> EntryId {
        self.member(staff::bare(&name.text), Some(Place { source, span: name.span }))
    }

    fn all(&mut self, source: SourceId, names: &[Name]) -> Vec<EntryId> {
        names.iter().map(|name| self.named(source, name)).collect()
    }

    fn fill(&mut self, id: EntryId, members: Vec<EntryId>) {
        let own = &mut self.roster.entries[id.0 as usize].members;
        for member in members {
            // A role that names itself is filled by itself alone.
            if member != id && !own.contains(&member) {
                own.push(member);
            }
        }
    }

    fn alias(&mut self, id: EntryId, name: &str) {
        for (reach, key) in Key::of_declared(name, false) {
            self.roster.by_key.entry(key.as_str().into()).or_default().push((reach, id));
        }
    }
}
