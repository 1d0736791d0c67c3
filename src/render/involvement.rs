//! Who has to do with what: the meetings, decisions, shifts and tasks of each person, role and squad. Worked out once
//! for a site, for their pages and their feeds.
//!
//! `site.involvement.of(n)` is all that subject `n` of `handbook.subjects` has to do with: its `events`, `decisions`,
//! `tasks` and `shifts`, as numbers in `site.index.of("event")`, `.of("decision")`, `.of("task")` and
//! `site.shifts.list`. A feed of subject `n` is made of `events` and `shifts`, and of what is due in `decisions` and
//! `tasks`. With `people: off` it is there as well: whoever publishes something of it looks at `addresses.people`,
//! which is empty then.

use std::collections::{BTreeMap, HashMap};

use crate::link::Handbook;
use crate::link::subjects::{Meant, Sort};
use crate::understand::fact::{DecisionState, Fact, Name, State, TellingBy};

use super::index::Index;
use super::shifts::Shifts;

/// What somebody has to do with; each list in reading order, each thing once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Meetings and the like that they take part in.
    pub events: Vec<Attends>,
    /// Of a group: meetings to which some of its members are invited, and not the group.
    pub near: Vec<u32>,
    /// What they decide or sign; once for each way.
    pub decisions: Vec<Decides>,
    /// Open tasks with a due date that are theirs.
    pub tasks: Vec<u32>,
    /// When they are on duty, in the order of the rotas.
    pub shifts: Vec<OnDuty>,
    /// The groups and roles that they are in or fill.
    pub groups: Vec<u32>,
    /// Who fills it.
    pub members: Vec<u32>,
}

/// That somebody takes part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attends {
    /// The event, as a number in `site.index.of("event")`.
    pub event: u32,
    /// The group by which they are invited; none where they are named.
    pub through: Option<u32>,
    /// Whether they have to come.
    pub required: bool,
}

/// That somebody has a part in a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decides {
    /// The decision, as a number in `site.index.of("decision")`.
    pub decision: u32,
    /// The group by which they have it; none where they are named.
    pub through: Option<u32>,
    /// What they do.
    pub act: Act,
}

/// What somebody does for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// Takes it, alone or with others.
    Takes,
    /// Signs it.
    Signs,
    /// Takes it where another one is away.
    StandsIn,
}

/// That somebody is on duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnDuty {
    /// The shift, as a number in `site.shifts.list`.
    pub shift: u32,
    /// Whether they stand in for who is on duty.
    pub is_backup: bool,
}

/// By subject: their share.
#[derive(Debug, Default)]
pub struct Involvement {
    shares: Vec<Share>,
    /// By event: who takes part, and whether they have to.
    events: Vec<Vec<(u32, bool)>>,
}

impl Involvement {
    /// Of everybody in the handbook.
    pub fn new(handbook: &Handbook<'_>, index: &Index<'_>, shifts: &Shifts<'_>) -> Self {
        let subjects = &handbook.subjects;
        let (members, groups) = subjects.groups(&handbook.roster);
        let shares = members.into_iter().zip(groups);
        let shares = shares.map(|(members, groups)| Share { members, groups, ..Share::default() });
        let squads = subjects.list.iter().enumerate().filter(|(_, subject)| subject.sort == Sort::Squad);
        let squads = squads.map(|(at, subject)| (crate::link::alike::name(&subject.name), at as u32)).collect();
        let (shares, attending) = (shares.collect(), Vec::with_capacity(index.of("event").len()));
        let mut working = Working { handbook, squads, shares, attending, document: u32::MAX, names: HashMap::new() };
        working.events(index);
        working.decisions(index);
        working.tasks(index);
        working.shifts(index, shifts);
        Self { shares: working.shares, events: working.attending }
    }

    /// Who takes part in an event, by its number in `site.index.of("event")`, and whether they have to come.
    pub fn at(&self, event: u32) -> &[(u32, bool)] {
        &self.events[event as usize]
    }

    /// What subject `n` has to do with.
    pub fn of(&self, subject: u32) -> &Share {
        &self.shares[subject as usize]
    }
}

struct Working<'h, 'a> {
    handbook: &'h Handbook<'a>,
    /// Squads by their names, as `link::alike` has them.
    squads: HashMap<String, u32>,
    shares: Vec<Share>,
    /// By event: who takes part.
    attending: Vec<Vec<(u32, bool)>>,
    /// The document of `names`.
    document: u32,
    /// Names of that document, and whom they mean: few names stand there often.
    names: HashMap<&'h str, Vec<Meant>>,
}

impl<'h> Working<'h, '_> {
    fn meant(&mut self, document: u32, name: &'h str) -> &[Meant] {
        if self.document != document {
            (self.document, self.names) = (document, HashMap::new());
        }
        let handbook = self.handbook;
        self.names.entry(name).or_insert_with(|| handbook.subjects.meant(&handbook.roster, name, document as usize))
    }

    fn events(&mut self, index: &Index<'h>) {
        for (at, entry) in index.of("event").iter().enumerate() {
            let mut attending: BTreeMap<u32, (Option<u32>, bool)> = BTreeMap::new();
            let names = invited(entry.fact);
            for (name, required) in &names {
                for meant in self.meant(entry.document, &name.text) {
                    let known = attending.entry(meant.subject).or_insert((meant.through, *required));
                    known.1 |= required;
                    if meant.through.is_none() {
                        known.0 = None;
                    }
                }
            }
            if names.is_empty() {
                self.of_document(entry.document, entry.fact, &mut attending);
            }
            self.attend(at as u32, attending);
        }
    }

    /// Who has a meeting that names nobody: the squad that its document is about.
    fn of_document(&self, document: u32, fact: &Fact, attending: &mut BTreeMap<u32, (Option<u32>, bool)>) {
        let part = &self.handbook.scopes[document as usize].part;
        let Some(&squad) = self.squads.get(part).filter(|_| !part.is_empty()) else { return };
        let required = fact.event().is_some_and(|event| !event.optional);
        attending.insert(squad, (None, required));
        for member in &self.shares[squad as usize].members {
            attending.insert(*member, (Some(squad), required));
        }
    }

    /// Writes down who takes part; a group of which all are invited does, too.
    fn attend(&mut self, event: u32, mut attending: BTreeMap<u32, (Option<u32>, bool)>) {
        let mut invited: BTreeMap<u32, (usize, bool)> = BTreeMap::new();
        for (subject, (_, required)) in &attending {
            for group in &self.shares[*subject as usize].groups {
                let known = invited.entry(*group).or_insert((0, false));
                known.0 += 1;
                known.1 |= required;
            }
        }
        for (group, (count, required)) in invited {
            if attending.contains_key(&group) {
                continue;
            }
            if count == self.shares[group as usize].members.len() {
                attending.insert(group, (None, required));
            } else {
                self.shares[group as usize].near.push(event);
            }
        }
        self.attending.push(attending.iter().map(|(subject, (_, required))| (*subject, *required)).collect());
        for (subject, (through, required)) in attending {
            self.shares[subject as usize].events.push(Attends { event, through, required });
        }
    }

    fn decisions(&mut self, index: &Index<'h>) {
        for (at, entry) in index.of("decision").iter().enumerate() {
            let Some(decision) = entry.fact.decision() else { continue };
            let acts = [
                (Act::Takes, &entry.fact.people[..]),
                (Act::Signs, &decision.signers[..]),
                (Act::StandsIn, &decision.backups[..]),
            ];
            for (act, names) in acts {
                let mut with: BTreeMap<u32, Option<u32>> = BTreeMap::new();
                for meant in names.iter().flat_map(|name| self.meant(entry.document, &name.text).to_vec()) {
                    let known = with.entry(meant.subject).or_insert(meant.through);
                    *known = known.and(meant.through);
                }
                for (subject, through) in with {
                    let decides = Decides { decision: at as u32, through, act };
                    self.shares[subject as usize].decisions.push(decides);
                }
            }
        }
    }

    fn tasks(&mut self, index: &Index<'h>) {
        for (at, entry) in index.of("task").iter().enumerate() {
            let open = !matches!(entry.fact.state, Some(State::Done | State::Cancelled));
            let Some(owner) = entry.fact.owner.as_ref().filter(|_| open && entry.fact.due.is_some()) else { continue };
            for subject in self.alone(entry.document, owner) {
                self.shares[subject as usize].tasks.push(at as u32);
            }
        }
    }

    fn shifts(&mut self, index: &Index<'h>, shifts: &Shifts<'h>) {
        let rotas = index.of("rotation");
        for (at, (rota, shift)) in shifts.list.iter().enumerate() {
            let document = rotas[*rota as usize].document;
            let on_duty = shift.who.iter().map(|name| (name, false)).chain(shift.backup.map(|name| (name, true)));
            for (name, is_backup) in on_duty {
                for subject in self.alone(document, name) {
                    self.shares[subject as usize].shifts.push(OnDuty { shift: at as u32, is_backup });
                }
            }
        }
    }

    /// Whom a name means, and whoever alone fills a role among them.
    fn alone(&mut self, document: u32, name: &'h Name) -> Vec<u32> {
        let meant = self.meant(document, &name.text).to_vec();
        let fills =
            |meant: &Meant| meant.through.is_none_or(|group| self.shares[group as usize].members == [meant.subject]);
        meant.iter().filter(|meant| fills(meant)).map(|meant| meant.subject).collect()
    }
}

/// Who is invited to an event, and whether they have to come: its people, who leads it, and roles that have it in their
/// own list of meetings.
fn invited(fact: &Fact) -> Vec<(&Name, bool)> {
    let Some(event) = fact.event() else { return Vec::new() };
    let named = fact.people.iter().chain(&fact.owner);
    let lists = event.told.iter().filter(|told| told.by == TellingBy::RoleList).flat_map(|told| &told.people);
    named.chain(lists).map(|name| (name, !event.optional && !is_optional(name))).collect()
}

/// `Ada (optional)`, `CFO (if available)`
fn is_optional(name: &str) -> bool {
    let Some((_, remark)) = name.split_once('(') else { return false };
    let remark = remark.to_lowercase();
    ["optional", "if available", "if needed", "as needed", "if required", "as required"]
        .iter()
        .any(|said| remark.contains(said))
}

/// Whether a decision is still to be made.
pub fn is_open(fact: &Fact) -> bool {
    fact.decision().is_some_and(|decision| decision.state == DecisionState::Open)
}

#[cfg(test)]
mod tests {
    use crate::render::site::Site;
    use crate::render::testing::with_site;

    const GUIDE: &str = "---\nsprint: Sprint 4\nstart: 2026-01-05\nend: 2026-01-18\n---\n# Sprint 4\n\n## Roles\n\n\
        ### Testers\n**Who:** Test Lead, Test Engineer\n\n### Builders\n**Who:** Tech Lead, Site Engineer\n\n\
        ### Sponsors\n**Who:** CEO, CTO\n\n\
        ## Day 1: Kickoff\n**Attendees:** Testers, Tech Lead, CEO (optional)\n\n\
        ## Day 2: Build\n**Attendees:** Tech Lead, Site Engineer\n\n\
        ## Day 3: All hands\n**Attendees:** All stakeholders\n";

    /// The meetings of somebody: title, through which group, `?` where they need not come; behind `|` those near.
    fn meetings(site: &Site<'_>, name: &str) -> String {
        let list = &site.handbook.subjects.list;
        let at = list.iter().position(|subject| &*subject.name == name).unwrap_or_else(|| panic!("{name}: {list:?}"));
        let share = site.involvement.of(at as u32);
        let title = |event: u32| site.index.of("event")[event as usize].fact.title.to_string();
        let shown = share.events.iter().map(|attends| {
            let through = attends.through.map_or(String::new(), |group| format!(" ({})", list[group as usize].name));
            format!("{}{through}{}", title(attends.event), if attends.required { "" } else { "?" })
        });
        let near = share.near.iter().map(|event| title(*event));
        format!("{} | {}", shown.collect::<Vec<_>>().join(", "), near.collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn groups_bring_their_members_and_members_their_group() {
        with_site(&[("content/a.md", GUIDE)], |site| {
            assert_eq!(meetings(site, "Test Lead"), "Kickoff (Testers), All hands (Testers) | ");
            assert_eq!(meetings(site, "Builders"), "Build, All hands | Kickoff");
            assert_eq!(meetings(site, "CEO"), "Kickoff?, All hands (Sponsors) | ");
        });
    }

    #[test]
    fn a_meeting_that_names_nobody_is_its_squads() {
        let charter = "---\nsquad: Falcon\n---\n# Falcon\n\n| Squad | Lead | Members |\n|---|---|---|\n| Falcon | Ada | Ada, Kai |\n| Heron | Mira | Mira, Jon |\n\n## 2026-01-07: Squad sync\n";
        with_site(&[("content/a.md", charter)], |site| {
            assert_eq!(meetings(site, "Kai"), "Squad sync (Falcon) | ");
            assert_eq!(meetings(site, "Heron"), " | ");
        });
    }
}
