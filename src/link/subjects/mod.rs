//! People, roles and squads of the whole handbook: each once, whatever documents know of them, with their pages.
//!
//! A roster knows a name within its document; here the same name of several documents is one subject. Who takes part in
//! a meeting, decides or is on duty and stands in no roster is one too. Whoever owns tasks and nothing else is none,
//! and so is what names nobody in particular ([`spelling`]).

mod spelling;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::parse::slug;
use crate::understand::fact::{Detail, Fact, Name};
use crate::understand::staff;

use super::roster::{EntryId, Meaning, Roster};
use super::same::FactAt;
use super::timeboxes::free;

/// What a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Somebody with a name of their own.
    Person,
    /// A role, or a group that is no squad.
    Role,
    /// A squad.
    Squad,
}

/// A person, role or squad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// As it was first written.
    pub name: Box<str>,
    /// The last part of addresses of its page and feed; no other subject has it.
    pub slug: String,
    /// What it is.
    pub sort: Sort,
    /// What rosters know of it, in the order of the documents, handbook.yaml first.
    pub entries: Vec<EntryId>,
    /// The facts that declare it as a role or squad, in the order of the documents.
    pub told: Vec<FactAt>,
}

/// Somebody whom a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// Who.
    pub subject: u32,
    /// The group of that name that they are in; none where the name is their own.
    pub through: Option<u32>,
}

/// All of them, in the order in which they are first told; handbook.yaml comes before the documents.
#[derive(Clone, Debug, Default)]
pub struct Subjects {
    /// The subjects.
    pub list: Vec<Subject>,
    /// By entry of the roster: its subject.
    of_entry: Vec<Option<u32>>,
    by_key: HashMap<Box<str>, u32>,
}

impl Subjects {
    /// Everybody whom published documents and handbook.yaml tell. `facts` and `published` are by document.
    pub fn new(roster: &Roster, facts: &[Vec<Fact>], published: &[bool]) -> Self {
        let mut subjects = Self { of_entry: vec![None; roster.len()], ..Self::default() };
        let by_place = declared(facts, published);
        let entries: Vec<Known<'_>> = (0..roster.len()).map(|at| Known::of(roster, at, &by_place, facts)).collect();
        for of_document in entries.chunk_by(|one, other| one.document == other.document) {
            if of_document[0].document.is_some_and(|document| !published[document as usize]) {
                continue;
            }
            let short = spelling::short_for(of_document.iter().map(Known::spelling));
            for known in of_document.iter().filter(|known| !spelling::is_nobody(known.name, known.members)) {
                subjects.entry(roster, known, &short);
            }
        }
        for (document, facts) in facts.iter().enumerate().filter(|(document, _)| published[*document]) {
            let names: Vec<&Name> = facts.iter().flat_map(taking_part).collect();
            subjects.unlisted(roster, &names, document);
        }
        let mut slugs = HashSet::new();
        for subject in &mut subjects.list {
            subject.slug = free(&slug::github(&subject.name), "somebody", &mut slugs);
        }
        subjects
    }

    /// Whom a name as written in a document means, groups unopened; nobody where it means nobody in particular.
    pub fn named(&self, roster: &Roster, name: &str, document: usize) -> Vec<u32> {
        let of = |ids: &[EntryId]| ids.iter().filter_map(|id| self.of_entry[id.0 as usize]).collect();
        match roster.resolve(name, document) {
            Meaning::Known(ids) => of(&ids),
            Meaning::Everyone => of(roster.declared(document)),
            Meaning::Unknown(_) => self.by_key.get(&*spelling::key(name)).copied().into_iter().collect(),
            Meaning::NoName => Vec::new(),
        }
    }

    /// The subject of an entry of the roster; none of one whom only a draft knows.
    pub fn of_entry(&self, id: EntryId) -> Option<u32> {
        self.of_entry.get(id.0 as usize).copied().flatten()
    }

    /// Whom a name as written in a document means, and all who fill the groups among them: whoever is meant by name
    /// first, and of several groups through which somebody is meant the first.
    pub fn meant(&self, roster: &Roster, name: &str, document: usize) -> Vec<Meant> {
        let ids = match roster.resolve(name, document) {
            Meaning::Known(ids) => ids,
            Meaning::Everyone => roster.declared(document).to_vec(),
            Meaning::Unknown(_) => {
                let known = self.by_key.get(&*spelling::key(name)).copied();
                return known.map(|subject| Meant { subject, through: None }).into_iter().collect();
            }
            Meaning::NoName => return Vec::new(),
        };
        let mut found: Vec<Meant> = Vec::new();
        let mut seen = HashSet::new();
        let named = ids.iter().filter_map(|id| self.of_entry(*id));
        found.extend(named.filter(|subject| seen.insert(*subject)).map(|subject| Meant { subject, through: None }));
        for id in &ids {
            let through = self.of_entry(*id);
            let opened = self.opened(roster, std::slice::from_ref(id));
            found.extend(opened.filter(|subject| seen.insert(*subject)).map(|subject| Meant { subject, through }));
        }
        found
    }

    /// Who fills each subject, and the groups that each is in, both by subject and in the order of the documents.
    pub fn groups(&self, roster: &Roster) -> (Vec<Vec<u32>>, Vec<Vec<u32>>) {
        let (mut members, mut groups) = (vec![Vec::new(); self.list.len()], vec![Vec::new(); self.list.len()]);
        for (at, subject) in self.list.iter().enumerate() {
            let filled = subject.entries.iter().flat_map(|id| &roster.entry(*id).members);
            for member in filled.filter_map(|id| self.of_entry(*id)).filter(|member| *member != at as u32) {
                if !members[at].contains(&member) {
                    members[at].push(member);
                    groups[member as usize].push(at as u32);
                }
            }
        }
        (members, groups)
    }

    /// Whom names as written in a document mean, and all who fill the groups among them.
    pub fn among<'n>(
        &self,
        roster: &Roster,
        names: impl IntoIterator<Item = &'n Name>,
        document: usize,
    ) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        for name in names {
            match roster.resolve(&name.text, document) {
                Meaning::Known(ids) => found.extend(self.opened(roster, &ids)),
                Meaning::Everyone => found.extend(self.opened(roster, roster.declared(document))),
                Meaning::Unknown(_) => found.extend(self.by_key.get(&*spelling::key(&name.text))),
                Meaning::NoName => {}
            }
        }
        found
    }

    fn opened<'s>(&'s self, roster: &Roster, ids: &[EntryId]) -> impl Iterator<Item = u32> + use<'s> {
        roster.expand(ids).into_iter().filter_map(|id| self.of_entry[id.0 as usize])
    }

    /// Somebody of a roster.
    fn entry(&mut self, roster: &Roster, known: &Known<'_>, short: &HashMap<Box<str>, Box<str>>) {
        let at = self.known(roster, known.name, known.sort, short);
        self.of_entry[known.id.0 as usize] = Some(at);
        let subject = &mut self.list[at as usize];
        subject.entries.push(known.id);
        subject.told.extend(known.told);
        // A squad that a roster of roles names before its charter does is a squad.
        subject.sort = subject.sort.max(known.sort);
    }

    /// The subject of a name; a new one where it is not known yet.
    fn known(&mut self, roster: &Roster, name: &str, sort: Sort, short: &HashMap<Box<str>, Box<str>>) -> u32 {
        let own = spelling::key(name);
        // Another name for somebody whom handbook.yaml knows.
        let main = roster.of_handbook_named(name).map(|id| spelling::key(&roster.entry(id).name));
        let key = main.or_else(|| short.get(&own).cloned()).unwrap_or(own);
        let name = spelling::name(name);
        let at = *self.by_key.entry(key.clone()).or_insert_with(|| {
            let (slug, entries, told) = (String::new(), Vec::new(), Vec::new());
            self.list.push(Subject { name: name.into(), slug, sort, entries, told });
            self.list.len() as u32 - 1
        });
        // The short name came first.
        let subject = &mut self.list[at as usize];
        if spelling::key(&subject.name) != key && spelling::key(name) == key {
            subject.name = name.into();
        }
        at
    }

    /// Those whom no roster knows, of the names of a document.
    fn unlisted(&mut self, roster: &Roster, names: &[&Name], document: usize) {
        let mut seen = HashSet::new();
        let unknown = names.iter().map(|name| &*name.text).filter(|name| {
            seen.insert(*name)
                && matches!(roster.resolve(name, document), Meaning::Unknown(_))
                && !spelling::is_nobody(name, 0)
        });
        let unknown: Vec<(&str, Sort)> = unknown
            .map(|name| {
                let name = spelling::name(name);
                let is_person = staff::is_person(name) && !staff::is_role_or_group(name);
                (name, if is_person { Sort::Person } else { Sort::Role })
            })
            .collect();
        let short = spelling::short_for(unknown.iter().map(|(name, sort)| (*name, *sort == Sort::Person, false)));
        for (name, sort) in unknown {
            let at = self.known(roster, name, sort, &short);
            // It is found by its short name, too.
            self.by_key.entry(spelling::key(name)).or_insert(at);
        }
    }
}

/// An entry of the roster, and what facts say of it.
struct Known<'r> {
    id: EntryId,
    name: &'r str,
    document: Option<u32>,
    is_declared: bool,
    members: usize,
    told: Option<FactAt>,
    sort: Sort,
}

impl<'r> Known<'r> {
    fn of(roster: &'r Roster, at: usize, by_place: &ByPlace, facts: &[Vec<Fact>]) -> Self {
        let id = EntryId(at as u32);
        let entry = roster.entry(id);
        let told = entry.place.and_then(|place| by_place.get(&(place.source, place.span)).copied());
        let fact = told.map(|(document, at)| &facts[document as usize][at as usize]);
        let sort = match fact {
            Some(fact) if fact.squad().is_some() => Sort::Squad,
            Some(fact) if fact.role().is_some_and(|role| !role.members.is_empty()) => Sort::Role,
            _ if entry.is_person && entry.members.is_empty() => Sort::Person,
            _ => Sort::Role,
        };
        let (is_declared, members) = (entry.is_declared, entry.members.len());
        Self { id, name: &entry.name, document: entry.document, is_declared, members, told, sort }
    }

    fn spelling(&self) -> (&'r str, bool, bool) {
        let squad = self.sort == Sort::Squad;
        // Who has a line of their own is nobody else.
        (self.name, self.sort == Sort::Person, squad || self.is_declared && !self.name.trim().contains(' '))
    }
}

type ByPlace = HashMap<(crate::base::source::SourceId, crate::base::span::Span), FactAt>;

/// Roles and squads by the places of their facts.
fn declared(facts: &[Vec<Fact>], published: &[bool]) -> ByPlace {
    let mut by_place = HashMap::new();
    for (document, facts) in facts.iter().enumerate().filter(|(document, _)| published[*document]) {
        for (at, fact) in facts.iter().enumerate() {
            if matches!(fact.detail, Detail::Role(_) | Detail::Squad(_)) {
                by_place.insert((fact.place.source, fact.place.span), (document as u32, at as u32));
            }
        }
    }
    by_place
}

/// Who takes part in an event, decides, signs, or is on duty.
fn taking_part(fact: &Fact) -> Box<dyn Iterator<Item = &Name> + '_> {
    match &fact.detail {
        Detail::Event(_) => Box::new(fact.people.iter()),
        Detail::Decision(decision) => Box::new(fact.people.iter().chain(&decision.signers)),
        Detail::Rotation(rota) => {
            let shifts = rota.shifts.iter().flat_map(|shift| std::iter::once(&shift.who).chain(&shift.backup));
            Box::new(shifts.chain(rota.tiers.iter().flat_map(|tier| &tier.who)))
        }
        _ => Box::new(std::iter::empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::understand::testing;

    const CHARTER: &str = "# Sprint 4\n\n| Squad | Lead | Members |\n|---|---|---|\n| Falcon | Ada | Ada, Kai |\n| Heron | Mira | Mira, Jon |\n";
    const NOTES: &str = "---\nstart: 2026-01-05\n---\n# Sprint 4\n\n## Day 1: Kickoff\n\n**Attendees:** Falcon, Mira, the CFO, end users\n";

    fn subjects(texts: &[&str]) -> (Subjects, Roster) {
        let facts: Vec<_> = texts.iter().map(|text| testing::facts("a.md", text)).collect();
        let roster = Roster::new(&Config::default(), &facts, &[]);
        let published = vec![true; texts.len()];
        (Subjects::new(&roster, &facts, &published), roster)
    }

    #[test]
    fn everybody_stands_once_and_groups_open() {
        let (subjects, roster) = subjects(&[CHARTER, NOTES]);
        let shown: Vec<_> = subjects.list.iter().map(|subject| (&*subject.name, subject.sort)).collect();
        assert!(shown.contains(&("Falcon", Sort::Squad)) && shown.contains(&("Kai", Sort::Person)), "{shown:?}");
        assert!(shown.iter().any(|(name, sort)| name.ends_with("CFO") && *sort == Sort::Role), "{shown:?}");
        assert!(shown.iter().all(|(name, _)| !name.contains("users")), "{shown:?}");
        let facts = testing::facts("b.md", NOTES);
        let event = facts.iter().find(|fact| fact.event().is_some()).unwrap();
        let among = subjects.among(&roster, &*event.people, 1);
        let names: Vec<&str> = among.iter().map(|at| &*subjects.list[*at as usize].name).collect();
        assert!(["Falcon", "Ada", "Kai", "Mira"].iter().all(|name| names.contains(name)), "{names:?}");
        assert!(!names.contains(&"Jon"), "{names:?}");
    }

    #[test]
    fn of_a_draft_nobody_is_known() {
        let facts = vec![testing::facts("a.md", CHARTER)];
        let roster = Roster::new(&Config::default(), &facts, &[]);
        assert_eq!(Subjects::new(&roster, &facts, &[false]).list, []);
    }
}
