//! Teams with a mission, a lead or a charter.

mod charter;
mod section;
mod table;

use super::fact::{Fact, Name};
use super::phrase::names;
use super::phrase::role::{self, Sort};
use super::phrase::words::{Known, Words};
use super::reading::{Entry, Kind, Reading, clean};
use super::staff;

/// Words that make a name the name of a team.
const TEAMS: Words = Words::of(&[
    "squad",
    "team",
    "stream",
    "crew",
    "guild",
    "pod",
    "track",
    "workstream",
    "tribe",
    "chapter",
    "subteam",
    "sig",
    "committee",
    "group",
    "wg",
    "taskforce",
    "unit",
    "cell",
]);

/// The same for several.
const SEVERAL: Words = Words::of(&[
    "squads",
    "teams",
    "streams",
    "crews",
    "guilds",
    "pods",
    "tracks",
    "workstreams",
    "tribes",
    "chapters",
    "subteams",
    "committees",
    "groups",
]);

/// Labels of the line that says who leads.
const LEAD: [&str; 19] = [
    "lead",
    "leads",
    "lead(s)",
    "squad lead",
    "team lead",
    "stream lead",
    "tech lead",
    "engineering lead",
    "leader",
    "team leader",
    "lead engineer",
    "led by",
    "captain",
    "coordinator",
    "chair",
    "chairs",
    "co-leads",
    "group lead",
    "crew lead",
];
const MEMBERS: [&str; 9] = [
    "members",
    "team members",
    "squad members",
    "people",
    "engineers",
    "crew",
    "core members",
    "members (core)",
    "who",
];
const MISSION: [&str; 8] =
    ["mission", "purpose", "mission statement", "our mission", "squad mission", "team mission", "focus", "goal"];

/// One fact for each.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let own = charter::read(reading);
    let charter = own.as_ref().map(|(heading, _)| heading.id);
    match own {
        Some((_, fact)) => facts.push(fact),
        None => facts.extend(charter::plain(reading)),
    }
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Heading { .. } if charter != Some(entry.id) && is_section(entry) => facts.push(section::fact(entry)),
            Kind::Item { .. } => facts.extend(section::of_item(entry)),
            Kind::Table(_) => facts.append(&mut table::facts(entry)),
            _ => {}
        }
    }
    once(facts)
}

/// Whether the document as a whole is the charter of a squad.
pub fn is_charter(reading: &Reading<'_>) -> bool {
    charter::heading(reading).is_some()
}

/// Whether a heading is the name of a squad that the lines under it describe.
pub fn is_section(heading: Entry<'_>) -> bool {
    section::is_squad(heading)
}

/// A squad that is told in several places is one: the first that names its lead, else the first.
fn once(facts: Vec<Fact>) -> Vec<Fact> {
    let mut kept: Vec<Fact> = Vec::with_capacity(facts.len());
    for mut fact in facts {
        let Some(known) = kept.iter_mut().find(|known| known.title.eq_ignore_ascii_case(&fact.title)) else {
            kept.push(fact);
            continue;
        };
        if known.owner.is_none() && fact.owner.is_some() {
            std::mem::swap(known, &mut fact);
        }
        known.also.push(fact.place);
        known.also.append(&mut fact.also);
    }
    kept
}

/// The person who leads, as a value or cell says: `Policy Lead (Ada)`, `Mira, Experience Lead`, `Ada`.
fn lead(entry: Entry<'_>, text: &str) -> Option<Name> {
    if let Some(filled) = role::qualified(text).and_then(|_| role::filled(text)) {
        return Some(entry.name(text[filled.people].trim()));
    }
    let pieces = staff::pieces(text);
    let first = staff::bare(pieces.first()?);
    if names::is_blank(first) || staff::sort(first).is_none() {
        return None;
    }
    // Several leads stay one text.
    let all = pieces.len() > 1 && !text.contains(',') && pieces.iter().all(|name| staff::is_person(name));
    Some(entry.name(if all { text.trim() } else { first }))
}

/// Whether a heading or cell is the name of a team: `Team Falcon`, `Platform Squad`.
fn is_team_name(name: &str) -> bool {
    // Most names have no such word at all.
    if !staff::has_word(name, &TEAMS) {
        return false;
    }
    let is_team = |word: Option<&str>| word.is_some_and(|word| TEAMS.knows(word));
    let name = staff::bare(clean(name));
    let count = name.split_whitespace().count();
    (2..=6).contains(&count) && (is_team(staff::words(name).next()) || is_team(staff::words(name).last()))
}

/// Whether a name stands for somebody at all, so that a cell with it says who leads.
fn is_name(text: &str) -> bool {
    !names::is_blank(text)
        && matches!(staff::sort(text), Some(Sort::Capitalised | Sort::Handle | Sort::Role | Sort::Group))
}

#[cfg(test)]
mod tests;
