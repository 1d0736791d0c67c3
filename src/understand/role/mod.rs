//! Roles and groups, and who fills them.
//!
//! A section with a line `Who`, a row of a table of roles, a line of a list of contacts: each says who is who.

mod aside;
mod duties;
mod line;
mod meetings;
mod prose;
mod section;
mod sisters;
mod table;
mod vacant;

pub(in crate::understand) use meetings::list as meetings_of;
pub use vacant::vacant;

use super::evidence::Evidence;
use super::fact::{Detail, Fact, Name, Place, Role};
use super::reading::{Entry, Kind, Reading};
use super::squad;

/// One fact for each.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut roles = Roles { reading, facts: Vec::new(), is_charter: squad::is_charter(reading), beside: None };
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Heading { .. } => section::read(entry, &mut roles),
            Kind::Table(_) => table::read(entry, &mut roles),
            Kind::Field | Kind::Item { .. } | Kind::Paragraph => {
                let before = roles.facts.len();
                line::read(entry, &mut roles);
                if roles.facts.len() == before {
                    prose::read(entry, &mut roles);
                }
            }
            _ => {}
        }
    }
    roles.facts
}

/// The roles found so far.
struct Roles<'r> {
    reading: &'r Reading<'r>,
    facts: Vec<Fact>,
    /// Whether the document is a squad's charter, whose members are the squad's.
    is_charter: bool,
    /// The lines beside the last that was asked about, by what they stand under.
    beside: Option<(Option<u32>, sisters::Sisters)>,
}

impl Roles<'_> {
    /// What the lines beside an entry are, counted once for all of them.
    fn beside(&mut self, entry: Entry<'_>) -> sisters::Sisters {
        let parent = entry.parent().map(|above| above.id);
        match self.beside {
            Some((known, sisters)) if known == parent => sisters,
            _ => {
                let sisters = sisters::Sisters::beside(entry);
                self.beside = Some((parent, sisters));
                sisters
            }
        }
    }

    /// Adds a role, or one more place of a role that is known with the same members.
    fn add(&mut self, entry: Entry<'_>, title: &str, role: Role, evidence: Evidence) {
        let place = place(entry);
        let same = |fact: &&mut Fact| {
            fact.title.eq_ignore_ascii_case(title)
                && fact.role().is_some_and(|known| !known.members.is_empty() && is_told(&role.members, &known.members))
        };
        if let Some(known) = self.facts.iter_mut().find(same) {
            known.also.push(place);
            return;
        }
        let mut fact = Fact::new(title, place, Detail::Role(Box::new(role)));
        fact.heading = entry.heading_index();
        fact.timebox = self.reading.timebox.clone();
        fact.why = evidence.into_whys();
        self.facts.push(fact);
    }
}

/// Of a heading its section without those below it; of anything else its own text.
fn place(entry: Entry<'_>) -> Place {
    match entry.kind() {
        Kind::Heading { index, .. } => Place { span: entry.reading.span_between(index, index + 1), ..entry.place() },
        _ => entry.place(),
    }
}

/// Whether all of these names are among those.
fn is_told(names: &[Name], known: &[Name]) -> bool {
    names.iter().all(|name| known.iter().any(|known| known.text.eq_ignore_ascii_case(&name.text)))
}

/// The texts of a value and of the items under it: responsibilities, duties.
fn texts(entry: Entry<'_>) -> Vec<Box<str>> {
    let own = Some(entry.value()).filter(|value| !value.is_empty());
    own.into_iter().chain(entry.children().filter(|child| child.is_item()).map(Entry::text)).map(Into::into).collect()
}

#[cfg(test)]
mod tests;
