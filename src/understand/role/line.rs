//! Lines that name a role and who fills it: `**Product Manager:** Ada Lovelace`, `- Ada – Tech Lead`, `Team: Ada, Kai`.

use super::{Roles, texts};
use crate::understand::evidence::Evidence;
use crate::understand::fact::{Name, Role};
use crate::understand::phrase::role::{self, Sort};
use crate::understand::reading::{Entry, Kind, clean};
use crate::understand::{squad, staff};

/// Labels of lines that list a team.
const TEAM: [&str; 8] =
    ["team", "team members", "members", "core team", "the team", "project team", "crew", "delivery team"];

/// Roles that a line gives to somebody for one thing: a document, a task, a meeting.
const PASSING: [&str; 25] = [
    "owner",
    "lead",
    "leader",
    "author",
    "reviewer",
    "approver",
    "facilitator",
    "scribe",
    "host",
    "moderator",
    "presenter",
    "chair",
    "head",
    "assistant",
    "shadow",
    "sponsor",
    "maintainer",
    "editor",
    "document owner",
    "task owner",
    "process owner",
    "risk owner",
    "page owner",
    "action owner",
    "decision owner",
];

/// Reads a field, item or paragraph.
pub(super) fn read(entry: Entry<'_>, roles: &mut Roles<'_>) {
    let label = clean(entry.label());
    if entry.task().is_some() || entry.text().len() > 300 {
        return;
    }
    if label.is_empty() {
        if entry.is_item() && roles.around.among_people(entry) {
            filled(entry, roles);
        }
        return;
    }
    let label = staff::bare(label);
    if TEAM.iter().any(|team| label.eq_ignore_ascii_case(team)) {
        team(entry, label, roles);
    } else {
        labelled(entry, label, roles);
    }
}

/// `Team: Ada (lead), Kai, Lin`, or a list under it.
fn team(entry: Entry<'_>, label: &str, roles: &mut Roles<'_>) {
    let of_section = entry.parent().is_some_and(|above| {
        above.is_heading() && matches!(role::sort(staff::heading_name(above)), Some(Sort::Role | Sort::Group))
    });
    if roles.is_charter || of_section || staff::in_event(entry) || !stands_alone(entry, roles) {
        return;
    }
    let members = people(entry);
    if members.len() >= 2 {
        let mut evidence = Evidence::new(entry.reading);
        evidence.add(4, "it lists the people of a team", entry.span());
        roles.add(entry, label, Role { members, ..Role::default() }, evidence);
    }
}

/// Whether it is a line of the document or of a section about it, and not of one of many things in it.
fn stands_alone(entry: Entry<'_>, roles: &Roles<'_>) -> bool {
    entry.parent().is_none_or(|above| above.is_heading() && (above.level() <= 2 || roles.around.among_people(entry)))
}

/// `**Product Manager:** Ada Lovelace - coordination`
fn labelled(entry: Entry<'_>, label: &str, roles: &mut Roles<'_>) {
    let Some(sort) = staff::sort(label) else { return };
    let among = roles.around.among_people(entry) && !staff::in_event(entry);
    if entry.parent().is_some_and(|above| above.is_heading() && squad::is_section(above)) {
        return;
    }
    if label.eq_ignore_ascii_case("role") {
        described(entry, roles);
        return;
    }
    match sort {
        Sort::Role | Sort::Group => {
            let passing = PASSING.iter().any(|passing| label.eq_ignore_ascii_case(passing));
            if passing || !among && (sort == Sort::Group || !stands_alone(entry, roles) || !is_whole(label)) {
                return;
            }
            let mut members = people(entry);
            if members.is_empty() && among && sort == Sort::Group {
                members = roles_in(entry);
            }
            if sort == Sort::Group && !staff::is_role_or_group(label) {
                return;
            }
            if members.is_empty() {
                return;
            }
            let mut evidence = Evidence::new(entry.reading);
            evidence.add(3, "its label is the name of a role", entry.span());
            evidence.add(2, "its value is a name", entry.span());
            roles.add(entry, label, Role { members, ..Role::default() }, evidence);
        }
        Sort::Capitalised | Sort::Handle if among && entry.is_item() && is_dashed(entry) => {
            // `Ada Lovelace – Product Manager, plans`
            let title = staff::bare(entry.value().split([',', ';', '.']).next().unwrap_or_default());
            if is_role(title) && staff::is_person(label) && label.split_whitespace().count() <= 3 {
                let mut evidence = Evidence::new(entry.reading);
                evidence.add(3, "a role stands behind a name", entry.span());
                evidence.add(2, "it stands where the document says who is who", entry.span());
                let members = vec![entry.name(staff::bare(label))];
                let responsibilities = entry.field(&["responsibilities"]).map(texts).unwrap_or_default();
                roles.add(entry, title, Role { members, responsibilities, ..Role::default() }, evidence);
            }
        }
        _ => {}
    }
}

/// `- **Role:** Project Manager` with `- **Name:** Ada Byron` under it.
fn described(entry: Entry<'_>, roles: &mut Roles<'_>) {
    let named = entry.field(&["name", "who", "person", "assigned to"]);
    let Some(named) = named.filter(|_| staff::is_title(entry.value())) else { return };
    let members = people(named);
    if !members.is_empty() {
        let mut evidence = Evidence::new(entry.reading);
        evidence.add(4, "it has a line for the role and one for the name", entry.span());
        let responsibilities = entry.field(&["responsibilities"]).map(texts).unwrap_or_default();
        roles.add(entry, entry.value(), Role { members, responsibilities, ..Role::default() }, evidence);
    }
}

/// Whether a dash, and no colon, ends the label.
fn is_dashed(entry: Entry<'_>) -> bool {
    let end = entry.text().find(entry.label()).map_or(0, |at| at + entry.label().len());
    !entry.label().ends_with(':') && !entry.text()[end..].trim_start().starts_with(':')
}

fn is_role(title: &str) -> bool {
    role::sort(title) == Some(Sort::Role) && staff::is_title(title)
}

/// Whether one is the first letters of the other: `PM (Preventive Maintenance)`.
fn is_abbreviated(short: &str, long: &str) -> bool {
    let letters = staff::words(long).filter_map(|word| word.chars().next());
    short.chars().eq(letters) && short.len() > 1
}

/// `Product Manager`, `CTO`: a role that says itself, without what stands around it.
fn is_whole(label: &str) -> bool {
    let acronym = label.len() <= 4 && label.chars().all(|letter| letter.is_ascii_uppercase());
    acronym || label.split_whitespace().count() > 1
}

/// `Ada Lovelace (Product Manager)`
fn filled(item: Entry<'_>, roles: &mut Roles<'_>) {
    let text = item.text();
    let head = text.find([',', ';', '.']).map_or(text, |mark| &text[..mark]);
    let found = role::filled(text).or_else(|| role::filled(head)).filter(|_| !staff::in_event(item));
    let Some(found) = found else { return };
    let (title, people) = (staff::bare(&text[found.role]), text[found.people].trim());
    let members: Vec<Name> = staff::members(item, people);
    let one = staff::is_person(people) && people.split_whitespace().count() <= 3 && !is_abbreviated(title, people);
    let named = one && is_role(title) && !PASSING.iter().any(|known| title.eq_ignore_ascii_case(known));
    if named && !members.is_empty() {
        let mut evidence = Evidence::new(item.reading);
        evidence.add(3, "a name and a role stand side by side", item.span());
        evidence.add(2, "it stands where the document says who is who", item.span());
        roles.add(item, title, Role { members, ..Role::default() }, evidence);
    }
}

/// The people of a value, or of a list under it; none where the value says anything else.
fn people(entry: Entry<'_>) -> Vec<Name> {
    let pieces = staff::pieces(entry.value());
    if !pieces.iter().all(|name| staff::is_person(name) && staff::bare(name).split_whitespace().count() <= 3) {
        return Vec::new();
    }
    if !pieces.is_empty() {
        return staff::members(entry, entry.value());
    }
    let items: Vec<Entry<'_>> = entry.children().filter(|child| matches!(child.kind(), Kind::Item { .. })).collect();
    let is_one = |item: &Entry<'_>| staff::is_person(item.text()) && item.task().is_none();
    if !entry.value().is_empty() || !items.iter().all(is_one) {
        return Vec::new();
    }
    items.iter().flat_map(|item| staff::members(*item, item.text())).collect()
}

/// `**Security Team:** Security Engineer, Compliance Officer`
fn roles_in(entry: Entry<'_>) -> Vec<Name> {
    let pieces = staff::pieces(entry.value());
    let titles = pieces.iter().all(|name| staff::is_title(name));
    if titles && pieces.iter().any(|name| is_role(name)) { staff::members(entry, entry.value()) } else { Vec::new() }
}
