//! Sections and lines about one squad each: `### Team Falcon` with its lead and mission, `- **Falcon** – led by Ada`.

use super::{LEAD, MISSION, SEVERAL, charter, is_team_name, lead};
use crate::understand::evidence::Evidence;
use crate::understand::fact::{Detail, Fact, Squad};
use crate::understand::phrase::words::{Known, Words};
use crate::understand::reading::{Entry, clean};
use crate::understand::staff;

/// Words with which a heading about a team goes on, so that it is no name.
const ABOUT: Words = Words::of(&[
    "structure",
    "roles",
    "members",
    "charter",
    "handbook",
    "overview",
    "goals",
    "norms",
    "agreement",
    "agreements",
    "meeting",
    "meetings",
    "plan",
    "update",
    "status",
    "composition",
    "responsibilities",
    "capacity",
    "availability",
    "size",
    "contacts",
    "retrospective",
    "rituals",
    "information",
]);

/// Whether a heading is the name of a squad, and the lines under it say who leads it or what it is for.
pub(super) fn is_squad(heading: Entry<'_>) -> bool {
    let name = staff::heading_name(heading);
    if name.is_empty() || name.len() > 80 || !is_team_name(name) && !among_squads(heading) {
        return false;
    }
    if staff::is_dated(heading) || staff::has_word(name, &ABOUT) || staff::has_word(name, &SEVERAL) {
        return false;
    }
    let tells = |labels: &[&str]| heading.field(labels).is_some_and(|field| !field.value().is_empty());
    tells(&LEAD) || tells(&MISSION[..6]) || tells(&["charter"]) || heading.children().any(is_lead_item)
}

/// Whether it stands under a heading or line that announces squads.
fn among_squads(entry: Entry<'_>) -> bool {
    entry.parent().is_some_and(|above| {
        let named = if above.is_heading() || above.label().is_empty() { above.text() } else { above.label() };
        named.len() <= 60 && staff::has_word(named, &SEVERAL)
    })
}

/// `- Ada (lead)`
fn is_lead_item(item: Entry<'_>) -> bool {
    item.is_item() && lead_in(item.text()).is_some()
}

/// The squad of a section.
pub(super) fn fact(heading: Entry<'_>) -> Fact {
    let mut evidence = Evidence::new(heading.reading);
    evidence.add(2, "its heading is the name of a team", heading.span());
    let told = heading.field(&LEAD);
    if let Some(told) = told {
        evidence.add(2, "a line says who leads it", told.span());
    }
    let item = || heading.children().find(|child| is_lead_item(*child));
    let listed = || item().and_then(|item| Some(item.name(staff::bare(lead_in(item.text())?))));
    let link = heading.field(&["charter"]).and_then(|field| field.links().next());
    let mut members = charter::members(heading);
    if members.is_empty() && item().is_some() {
        let people = heading.children().filter(|child| child.is_item() && staff::is_person(child.text()));
        members = people.flat_map(|child| staff::members(child, child.text())).collect();
    }
    let squad = Squad {
        members,
        charter: link.map(|(_, link)| link.target.clone()),
        mission: charter::mission(heading),
        charter_expected: false,
    };
    let name = staff::heading_name(heading);
    let mut fact = Fact::new(without_kind(name), charter::place(heading), Detail::Squad(Box::new(squad)));
    fact.heading = heading.heading_index();
    fact.owner = told.and_then(|told| lead(told, told.value())).or_else(listed);
    fact.why = evidence.into_whys();
    fact
}

/// `Squad: Falcon` -> `Falcon`; `Team Falcon` stays.
fn without_kind(name: &str) -> &str {
    let after = name.split_once(':').filter(|(kind, _)| super::TEAMS.knows(kind));
    after.map_or(name, |(_, name)| name.trim())
}

/// An item of a list of squads that says who leads: `- **Falcon** – led by Ada`, `- **Falcon:** Ada (lead), Kai`.
pub(super) fn of_item(item: Entry<'_>) -> Option<Fact> {
    let name = if item.label().is_empty() { item.bold() } else { item.label() };
    if name.is_empty() {
        return None;
    }
    let name = staff::bare(clean(name));
    if name.is_empty() || name.len() > 60 || item.task().is_some() || !(among_squads(item) || is_team_name(name)) {
        return None;
    }
    let value = item.value();
    let owner = match item.field(&LEAD) {
        Some(field) => lead(field, field.value()),
        None => lead_in(value).or_else(|| lead_in(item.label())).map(|lead| item.name(staff::bare(lead))),
    };
    let owner = owner?;
    let mut evidence = Evidence::new(item.reading);
    evidence.add(2, "it stands in a list of squads", item.span()).add(2, "it says who leads", owner.span);
    let own = staff::pieces(value);
    let members = if own.iter().all(|name| staff::is_person(name)) { staff::members(item, value) } else { Vec::new() };
    let mission = item.field(&MISSION).map(|field| field.value().into());
    let squad = Squad { members, mission, ..Squad::default() };
    let mut fact = Fact::new(without_kind(name), item.place(), Detail::Squad(Box::new(squad)));
    fact.heading = item.heading_index();
    fact.owner = Some(owner);
    fact.why = evidence.into_whys();
    Some(fact)
}

/// Who leads, in a line: `Ada (lead), Kai`, `led by Ada`, `lead: Ada`.
fn lead_in(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let marks = ["(lead)", "(squad lead)", "(team lead)", "(tech lead)", "(captain)", "(chair)"];
    if let Some(at) = marks.iter().find_map(|mark| lower.find(mark)) {
        let head = text[..at].trim_end();
        let from = head
            .rfind([',', ';', ':', '–', '—', '+'])
            .map_or(0, |mark| mark + head[mark..].chars().next().map_or(1, char::len_utf8));
        return Some(head[from..].trim()).filter(|name| staff::is_person(name));
    }
    let marks = ["led by ", "(lead: ", "lead: ", "lead by ", "lead is ", "lead – ", "lead - "];
    let (at, mark) = marks.iter().find_map(|mark| lower.find(mark).map(|at| (at, mark)))?;
    let rest = &text[at + mark.len()..];
    let end = rest.find([',', ';', '.', ')', '(', '–', '—', '|']).unwrap_or(rest.len());
    Some(rest[..end].trim()).filter(|name| staff::is_person(name) && name.split_whitespace().count() <= 3)
}
