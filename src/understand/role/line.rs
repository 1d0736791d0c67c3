//! Lines that name a role and who fills it: `**Product Manager:** Ada Lovelace`, `- Ada – Tech Lead`, `Team: Ada, Kai`.

use super::sisters::Line;
use super::{Roles, aside, texts};
use crate::understand::evidence::Evidence;
use crate::understand::fact::{Name, Role};
use crate::understand::phrase::role::{self, Sort};
use crate::understand::reading::{Entry, clean};
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

/// Of those, the ones that are roles where others stand beside them.
const OF_TEAMS: [&str; 11] =
    ["lead", "leader", "chair", "head", "scribe", "deputy", "sponsor", "host", "secretary", "maintainer", "assistant"];

/// Whether a role, or the singular of several, is often given for one thing only.
pub(super) fn is_passing(label: &str) -> bool {
    let singular = label.strip_suffix('s').unwrap_or(label);
    PASSING
        .iter()
        .chain(&["deputy", "speaker", "signer", "signatory"])
        .any(|passing| label.eq_ignore_ascii_case(passing) || singular.eq_ignore_ascii_case(passing))
}

/// Whether a role of that kind may be one of a team.
pub(super) fn is_of_teams(label: &str) -> bool {
    OF_TEAMS.iter().any(|known| label.eq_ignore_ascii_case(known))
}

/// Reads a field, item or paragraph.
pub(super) fn read(entry: Entry<'_>, roles: &mut Roles<'_>) {
    if entry.task().is_some() || entry.text().len() > 400 {
        return;
    }
    if aside::read(entry, roles) && clean(entry.label()).is_empty() || entry.text().len() > 300 {
        return;
    }
    if clean(entry.label()).is_empty() {
        if entry.is_item() && staff::among_people(entry) {
            filled(entry, roles);
        }
        return;
    }
    if !may_name(entry) {
        return;
    }
    for line in Line::all(entry) {
        let label = staff::bare(line.label);
        if TEAM.iter().any(|team| label.eq_ignore_ascii_case(team)) {
            team(line, label, roles);
        } else {
            labelled(line, roles);
        }
    }
}

/// Whether the value of a line may name somebody, or something under it: every name and title has a capital.
fn may_name(entry: Entry<'_>) -> bool {
    let capital = |byte: u8| byte.is_ascii_uppercase() || byte == b'@' || !byte.is_ascii();
    entry.value().bytes().any(capital) || entry.children().next().is_some()
}

/// `Team: Ada (lead), Kai, Lin`, or a list under it.
fn team(line: Line<'_>, label: &str, roles: &mut Roles<'_>) {
    let entry = line.entry;
    let of_section = entry.parent().is_some_and(|above| {
        above.is_heading() && matches!(role::sort(staff::heading_name(above)), Some(Sort::Role | Sort::Group))
    });
    if roles.is_charter || of_section || staff::in_event(entry) || !stands_alone(entry) {
        return;
    }
    let members = line.people();
    if members.len() >= 2 {
        let mut evidence = Evidence::new(entry.reading);
        evidence.add(4, "it lists the people of a team", entry.span());
        roles.add(entry, label, Role { members, ..Role::default() }, evidence);
    }
}

/// Whether it is a line of the document or of a section about it, and not of one of many things in it.
fn stands_alone(entry: Entry<'_>) -> bool {
    entry.parent().is_none_or(|above| above.is_heading() && (above.level() <= 2 || staff::among_people(entry)))
}

/// `**Product Manager:** Ada Lovelace - coordination`
fn labelled(line: Line<'_>, roles: &mut Roles<'_>) {
    let (entry, label) = (line.entry, staff::bare(line.label));
    if entry.parent().is_some_and(|above| above.is_heading() && squad::is_section(above)) {
        return;
    }
    if label.eq_ignore_ascii_case("role") {
        described(entry, roles);
        return;
    }
    let among = staff::among_people(entry) && !staff::in_event(entry);
    let sort = if is_of_teams(label) { Some(Sort::Role) } else { staff::sort(label) };
    let Some(sort) = sort else {
        unsorted(line, among, roles);
        return;
    };
    match sort {
        Sort::Role | Sort::Group => {
            let mut members = believed(line, sort, among, roles);
            if members.is_empty() && among && sort == Sort::Group && staff::is_role_or_group(label) {
                members = roles_in(entry);
            }
            if members.is_empty() {
                unsorted(line, among, roles);
                return;
            }
            let mut evidence = Evidence::new(entry.reading);
            evidence.add(3, "its label is the name of a role", entry.span());
            evidence.add(2, "its value is a name", entry.span());
            roles.add(entry, line.name(), Role { members, ..Role::default() }, evidence);
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
        _ => unsorted(line, among, roles),
    }
}

/// The people of a line whose label is a role or group, where what stands around lets it be one.
fn believed(line: Line<'_>, sort: Sort, among: bool, roles: &mut Roles<'_>) -> Vec<Name> {
    let (entry, label) = (line.entry, line.name());
    // Of the day of a plan, those who are on duty that day.
    if staff::in_event(entry) && !is_on_duty(label) || !among && !stands_alone(entry) {
        return Vec::new();
    }
    let passing = is_passing(label);
    if passing && leads_meeting(line) {
        return line.people();
    }
    if passing && (!is_of_teams(label) || !roles.beside(entry).hold_passing(among)) {
        return Vec::new();
    }
    let members = line.people();
    let trusted = match sort {
        _ if among || passing => sort != Sort::Group || staff::is_role_or_group(label) || line.is_role(),
        Sort::Role => is_whole(label),
        // `Developers: Ada, Kai, Lin`
        _ => line.is_role() && members.len() >= 2,
    };
    if trusted { members } else { Vec::new() }
}

/// Whether a line at the head of minutes says who leads the meeting: `Facilitator: Ada Byron`.
fn leads_meeting(line: Line<'_>) -> bool {
    const LEADS: [&str; 5] = ["facilitator", "moderator", "scribe", "note taker", "minute taker"];
    let at_head = line.entry.parent().is_none_or(|above| above.is_heading() && above.level() == 1);
    at_head && LEADS.iter().any(|known| line.name().eq_ignore_ascii_case(known)) && staff::is_full_name(line.value)
}

/// A label of any words in a run of lines that say who is who: `Sound: Ada Byron`.
fn unsorted(line: Line<'_>, among: bool, roles: &mut Roles<'_>) {
    let entry = line.entry;
    let placed = !staff::in_event(entry) && (among || stands_alone(entry));
    if !placed || !line.may_be_role() || is_passing(line.name()) {
        return;
    }
    let members = line.people();
    if members.is_empty() || roles.is_charter {
        return;
    }
    let sisters = roles.beside(entry);
    let trusted = match line.is_role() {
        true => among || members.len() > 1 || sisters.sure > 1 && !sisters.is_meeting,
        false => sisters.are_roles(among),
    };
    if !trusted {
        return;
    }
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(4, "it stands in a run of roles and who fills them", entry.span());
    roles.add(entry, line.name(), Role { members, ..Role::default() }, evidence);
}

/// `- **Role:** Project Manager` with `- **Name:** Ada Byron` under it.
fn described(entry: Entry<'_>, roles: &mut Roles<'_>) {
    let named = entry.field(&["name", "who", "person", "assigned to"]);
    let Some(named) = named.filter(|_| staff::is_title(entry.value())) else { return };
    let members = Line { entry: named, label: "", value: named.value() }.people();
    if !members.is_empty() {
        let mut evidence = Evidence::new(entry.reading);
        evidence.add(4, "it has a line for the role and one for the name", entry.span());
        let responsibilities = entry.field(&["responsibilities"]).map(texts).unwrap_or_default();
        roles.add(entry, entry.value(), Role { members, responsibilities, ..Role::default() }, evidence);
    }
}

/// `Nurses in charge`, `Engineers on call`
fn is_on_duty(label: &str) -> bool {
    [" in charge", " on duty", " on call", " in the rota"].iter().any(|words| label.ends_with(words))
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

/// `**Security Team:** Security Engineer, Compliance Officer`
fn roles_in(entry: Entry<'_>) -> Vec<Name> {
    let pieces = staff::pieces(entry.value());
    let titles = pieces.iter().all(|name| staff::is_title(name));
    if titles && pieces.iter().any(|name| is_role(name)) { staff::members(entry, entry.value()) } else { Vec::new() }
}
