//! Documents that are the charter of one squad: `# Squad Charter — Payments`.

use super::{LEAD, MEMBERS, MISSION, TEAMS, lead};
use crate::understand::evidence::Evidence;
use crate::understand::fact::{Detail, Fact, Name, Place, Squad};
use crate::understand::phrase::names;
use crate::understand::phrase::words::Known;
use crate::understand::reading::{Entry, Kind, Reading, clean};
use crate::understand::staff;

/// Marks between `Squad Charter` and the name.
const MARKS: [char; 7] = ['—', '–', '-', ':', '|', '(', ')'];

/// The heading of a charter and what the squad is called.
pub(super) fn heading<'r>(reading: &'r Reading<'r>) -> Option<(Entry<'r>, &'r str)> {
    let entry = reading.entries().find(|entry| entry.is_heading()).filter(|entry| entry.level() <= 2)?;
    let text = staff::heading_name(entry);
    if !staff::has_word(text, &["charter"]) || staff::has_word(text, &["project", "template", "charters", "example"]) {
        return None;
    }
    // The word may be a part of a name, such as that of a file.
    if text.to_ascii_lowercase().find("charter").is_some_and(|at| text[..at].ends_with(['-', '/', '_', '.'])) {
        return None;
    }
    let named = name(text);
    let name = match named {
        Some(name) => name,
        None => told(entry, &["team name", "squad name", "squad", "team", "name"])?.1,
    };
    let of_team = staff::has_word(text, &TEAMS)
        || reading.document.front_matter.squad.is_some()
        || told(entry, &LEAD).is_some()
        || entry.descendants().any(|below| below.is_labelled(&LEAD) || is_part(below, &["mission"]));
    (of_team && !names::is_blank(name)).then_some((entry, name))
}

/// What is left of `Squad Charter — Payments`, `Charter: Payments`, `Payments Team Charter`; none if nothing is.
fn name(text: &str) -> Option<&str> {
    let at = text.to_ascii_lowercase().find("charter")?;
    let after = text[at + "charter".len()..].trim_start();
    let after = after.strip_prefix("for ").or(after.strip_prefix("of ")).unwrap_or(after);
    let after = after.trim_matches(|letter: char| letter.is_whitespace() || MARKS.contains(&letter));
    let after = after.strip_prefix("the ").unwrap_or(after);
    if !after.is_empty() {
        return Some(after);
    }
    let before = text[..at].trim_matches(|letter: char| letter.is_whitespace() || MARKS.contains(&letter));
    let only = staff::words(before).all(|word| TEAMS.knows(word));
    (!only).then_some(before)
}

/// The squad of a charter.
pub(super) fn read<'r>(reading: &'r Reading<'r>) -> Option<(Entry<'r>, Fact)> {
    let (heading, name) = heading(reading)?;
    let mut evidence = Evidence::new(reading);
    evidence.add(4, "the document is its charter", heading.span());
    let below = |labels: &'static [&'static str]| heading.descendants().find(move |entry| entry.is_labelled(labels));
    let line = below(&LEAD).filter(|entry| !entry.is_heading());
    let line = line.map(|entry| (entry, entry.value())).or_else(|| told(heading, &LEAD));
    let owner = line.and_then(|(entry, value)| lead(entry, value));
    let squad = Squad { members: members(heading), mission: mission(heading), ..Squad::default() };
    let mut fact = Fact::new(name, place(heading), Detail::Squad(Box::new(squad)));
    // A charter that is one table names the squad there.
    fact.also.extend(of_row(heading, &["squad", "team", "squad name", "team name"]).map(|(row, _)| row.place()));
    fact.heading = heading.heading_index();
    fact.owner = owner;
    fact.why = evidence.into_whys();
    Some((heading, fact))
}

/// The squad of a charter without a heading that says so: `Team: Falcon` among its first lines, and a mission and a lead
/// or members below.
pub(super) fn plain(reading: &Reading<'_>) -> Option<Fact> {
    const KINDS: [&str; 6] = ["team", "squad", "team name", "squad name", "crew", "guild"];
    let top = reading.entries().take(6);
    let line = top.filter(|entry| entry.task().is_none() && !entry.is_heading()).find(|entry| {
        let named = entry.value();
        let one = named.len() <= 60 && !named.contains([',', ';']) && named.starts_with(char::is_uppercase);
        one && !names::is_blank(named) && entry.is_labelled(&KINDS)
    })?;
    // Each is a line of its own, or a label.
    let is = |entry: &Entry<'_>, labels: &[&str]| {
        let text = entry.text();
        let alone = || text.len() <= 24 && labels.iter().any(|label| clean(text).eq_ignore_ascii_case(label));
        entry.is_labelled(labels) || alone()
    };
    let missions = ["mission", "mission statement", "our mission", "squad mission", "team mission", "why we exist"];
    let mission = reading.entries().find(|entry| is(entry, &missions))?;
    let led = reading.entries().find(|entry| !entry.is_heading() && entry.is_labelled(&LEAD));
    if led.is_none() && !reading.entries().any(|entry| is(&entry, &MEMBERS)) {
        return None;
    }
    let mut evidence = Evidence::new(reading);
    evidence.add(2, "one of its first lines names a team", line.span());
    evidence.add(2, "it says what the team is for", mission.span());
    let own = led.filter(|led| led.parent().is_none_or(|above| above.level() < 3));
    let told = Some(mission.value()).filter(|value| !value.is_empty()).map(Into::into);
    let squad = Squad { mission: told, ..Squad::default() };
    let mut fact = Fact::new(staff::bare(line.value()), line.place(), Detail::Squad(Box::new(squad)));
    fact.heading = line.heading_index();
    fact.owner = own.and_then(|led| lead(led, led.value()));
    fact.why = evidence.into_whys();
    Some(fact)
}

/// A line directly under a heading, or a row of a table of labels and values there, with its value.
fn told<'r>(heading: Entry<'r>, labels: &[&str]) -> Option<(Entry<'r>, &'r str)> {
    heading.field(labels).map(|line| (line, line.value())).or_else(|| of_row(heading, labels))
}

/// `| Lead | Ada Byron |`
fn of_row<'r>(heading: Entry<'r>, labels: &[&str]) -> Option<(Entry<'r>, &'r str)> {
    let tables = heading.children().filter(|child| matches!(child.kind(), Kind::Table(_)));
    tables.flat_map(Entry::children).find_map(|row| {
        let mut cells = row.cells();
        let (label, value) = (clean(cells.next()?.text()), cells.next()?.text());
        let known = labels.iter().any(|known| label.eq_ignore_ascii_case(known));
        (cells.next().is_none() && known && !value.is_empty()).then_some((row, value))
    })
}

/// A heading's section without those below it.
pub(super) fn place(heading: Entry<'_>) -> Place {
    let Kind::Heading { index, .. } = heading.kind() else { return heading.place() };
    Place { span: heading.reading.span_between(index, index + 1), ..heading.place() }
}

/// Whether an entry is the heading of a part: `## Mission`.
fn is_part(entry: Entry<'_>, labels: &[&str]) -> bool {
    entry.is_heading() && labels.iter().any(|label| staff::heading_name(entry).eq_ignore_ascii_case(label))
}

/// What it is for: a line, or the first paragraph of a part.
pub(super) fn mission(heading: Entry<'_>) -> Option<Box<str>> {
    let line = told(heading, &MISSION).map(|(_, value)| value).filter(|value| !value.is_empty());
    let part = || {
        let part = heading.descendants().find(|below| is_part(*below, &MISSION))?;
        part.children().find(|child| child.kind() == Kind::Paragraph).map(Entry::text)
    };
    line.or_else(part).map(Into::into)
}

/// Who is in it: a line, a list under it, or a part of its own.
pub(super) fn members(heading: Entry<'_>) -> Vec<Name> {
    if let Some(line) = heading.field(&MEMBERS) {
        let own = staff::members(line, line.value());
        let listed = line.children().filter(|child| child.is_item()).flat_map(of_item);
        return own.into_iter().chain(listed).collect();
    }
    if let Some((row, value)) = of_row(heading, &MEMBERS) {
        return staff::members(row, value);
    }
    let part = heading.descendants().find(|below| is_part(*below, &["members", "team members", "people", "team"]));
    let Some(part) = part else { return Vec::new() };
    let mut found = Vec::new();
    for child in part.children() {
        match child.kind() {
            Kind::Item { .. } => found.extend(of_item(child)),
            Kind::Table(_) => {
                for row in child.children().filter(|row| row.is_row()) {
                    let named = |text: &str| staff::has_word(text, &["name", "member", "person", "who"]);
                    let cell = row.cells().find(|cell| named(cell.header()));
                    found.extend(cell.map(|cell| staff::members(row, cell.text())).unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    found
}

fn of_item(item: Entry<'_>) -> Vec<Name> {
    let text = if item.label().is_empty() { item.text() } else { item.label() };
    if staff::is_person(text) { staff::members(item, text) } else { staff::members(item, item.value()) }
}
