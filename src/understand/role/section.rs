//! Sections that are about one role or group: `### Security Team`, `**Who:** Security Engineer, Compliance Officer`.

use super::{Roles, duties, meetings, texts};
use crate::understand::evidence::Evidence;
use crate::understand::fact::{Name, Role};
use crate::understand::phrase::role::{self, Sort};
use crate::understand::reading::{Entry, Kind};
use crate::understand::squad;
use crate::understand::staff::{self, Words};

/// Labels of the line that says who it is.
const WHO: Words = Words::of(&[
    "who",
    "members",
    "member",
    "team members",
    "people",
    "filled by",
    "held by",
    "staffed by",
    "current members",
    "current holder",
    "current",
    "names",
    "name",
    "roster",
    "core members",
    "assigned to",
    "made up of",
    "consists of",
    "who is in it",
    "who we are",
]);

/// Labels of lines that are told of a role.
const OF_ROLE: Words = Words::of(&[
    "involvement",
    "responsibilities",
    "responsibility",
    "responsible for",
    "duties",
    "time commitment",
    "meetings",
    "reports to",
    "availability",
    "contact",
    "authority",
]);

/// Labels of lines that are told of meetings, steps and decisions.
const OF_OTHERS: Words = Words::of(&[
    "agenda",
    "duration",
    "date",
    "when",
    "attendees",
    "actions",
    "action",
    "steps",
    "timeline",
    "decision",
    "trigger",
    "objective",
    "status",
    "due",
    "priority",
    "severity",
    "impact",
    "deliverables",
]);

/// Words at the head of a heading that is a part of a plan.
const PARTS: [&str; 8] = ["phase", "step", "stage", "week", "sprint", "task", "part", "day"];

/// Headings that say "here is a team" and no more.
pub(super) const GENERIC: [&str; 16] = [
    "team",
    "the team",
    "our team",
    "members",
    "team members",
    "people",
    "staff",
    "organizers",
    "organisers",
    "core team",
    "project team",
    "crew",
    "who we are",
    "maintainers",
    "volunteers",
    "committee members",
];

/// What it takes to be believed.
const ENOUGH: i32 = 4;

/// Reads a heading and what stands directly under it.
pub(super) fn read(heading: Entry<'_>, roles: &mut Roles<'_>) {
    let title = staff::heading_name(heading);
    if title.is_empty() || title.len() > 80 {
        return;
    }
    let who = heading.children().filter(|child| !child.is_heading()).find(|child| child.is_labelled(&WHO));
    if who.is_none() && !has_list(heading) {
        return;
    }
    let members = match who {
        Some(who) => of_field(who),
        None => of_list(heading, title),
    };
    // Who they are may be said in words: `Members: one from each school`.
    let meets = who.is_some_and(|who| !who.value().is_empty()) && meetings::list(heading).is_some();
    let told = !members.is_empty() || meets || who.is_some_and(|who| is_described(who, title));
    if !told && !duties::may_tell(heading) || roles.is_charter || squad::is_section(heading) {
        return;
    }
    if !told {
        duties::read(heading, title, roles);
        return;
    }
    let mut evidence = weigh(heading, title, who, staff::among_people(heading));
    if meets {
        evidence.add(2, "it lists its own meetings", heading.span());
    }
    if evidence.weight() < ENOUGH {
        return;
    }
    let unnamed = ["members", "team members", "people", "who we are", "our team", "the team", "committee members"];
    let title = if unnamed.iter().any(|name| title.eq_ignore_ascii_case(name)) { "Team" } else { title };
    let mut role = Role { members, ..Role::default() };
    meetings::read(heading, &mut role);
    let duties = heading.field(&["responsibilities", "responsibility", "duties", "responsible for"]);
    role.responsibilities = duties.map(texts).unwrap_or_default();
    roles.add(heading, title, role, evidence);
}

/// Whether a list or table stands directly under a heading or under a line there.
fn has_list(heading: Entry<'_>) -> bool {
    let lists = |entry: Entry<'_>| entry.is_item() || matches!(entry.kind(), Kind::Table(_));
    let mut own = heading.children().take_while(|child| !child.is_heading());
    own.any(|child| lists(child) || child.children().any(lists))
}

fn weigh<'r>(heading: Entry<'r>, title: &str, who: Option<Entry<'r>>, among_people: bool) -> Evidence {
    let mut evidence = Evidence::new(heading.reading);
    let span = heading.span();
    match who {
        Some(who) => evidence.add(2, "a line says who it is", who.span()),
        None => {
            // A name alone may be the name of a thing.
            let sure = among_people || staff::announces_people(heading);
            evidence.add(if sure { 2 } else { 1 }, "a list of people stands under it", span)
        }
    };
    if matches!(role::sort(title), Some(Sort::Role | Sort::Group)) {
        evidence.add(2, "its heading is the name of a role or group", span);
    }
    if who.is_some() && has_sisters(heading) {
        evidence.add(2, "the sections beside it say who they are, too", span);
    }
    if among_people {
        evidence.add(2, "it stands where the document says who is who", span);
    }
    if let Some(field) = heading.field(&OF_ROLE) {
        evidence.add(1, "a line tells what the role does", field.span());
    }
    if let Some(field) = heading.field(&OF_OTHERS) {
        evidence.add(-3, "it has a line that meetings and steps have", field.span());
    }
    let mut words = staff::words(title);
    let is_part = words.next().is_some_and(|first| PARTS.iter().any(|part| first.eq_ignore_ascii_case(part)))
        && words.next().is_some_and(|second| second.starts_with(|letter: char| letter.is_ascii_digit()));
    if staff::is_dated(heading) || is_part {
        evidence.add(-4, "its heading is a part of a plan", span);
    }
    evidence
}

/// Whether the line that says who it is says so in words, under the name of a role: `Members: one nurse of each ward`.
fn is_described(who: Entry<'_>, title: &str) -> bool {
    who.value().len() > 12 && matches!(role::sort(title), Some(Sort::Role | Sort::Group))
}

/// Whether another section beside it says who it is.
fn has_sisters(heading: Entry<'_>) -> bool {
    let said = |section: Entry<'_>| section.children().any(|child| !child.is_heading() && child.is_labelled(&WHO));
    let is_sister = |other: Entry<'_>| other.is_heading() && other.id != heading.id && said(other);
    match heading.parent() {
        Some(above) => above.children().any(is_sister),
        None => heading.reading.entries().any(|other| other.parent().is_none() && is_sister(other)),
    }
}

/// `**Who:** A, B`, or a list under `**Members:**`.
fn of_field(who: Entry<'_>) -> Vec<Name> {
    let mut members = staff::members(who, who.value());
    for item in who.children().filter(|child| child.is_item()) {
        members.extend(of_item(item));
    }
    members
}

/// The person or persons with whom an item begins.
fn of_item(item: Entry<'_>) -> Vec<Name> {
    let text = if item.label().is_empty() { item.text() } else { item.label() };
    staff::members(item, text)
}

/// The people of a list directly under the heading of a role, where all of its items are people.
fn of_list(heading: Entry<'_>, title: &str) -> Vec<Name> {
    let generic = GENERIC.iter().any(|generic| title.eq_ignore_ascii_case(generic));
    if !(generic || staff::is_role_or_group(title) || is_plural_role(title)) || staff::is_dated(heading) {
        return Vec::new();
    }
    // A sentence may introduce the list.
    let own = heading.children().take_while(|child| !child.is_heading());
    let listed = own.flat_map(|child| {
        let below = (child.kind() == Kind::Paragraph).then(|| child.children()).into_iter().flatten();
        std::iter::once(child).chain(below)
    });
    let listed: Vec<Entry<'_>> = listed.collect();
    if let Some(table) = listed.iter().find(|child| matches!(child.kind(), Kind::Table(_))) {
        return of_table(*table);
    }
    let items = || listed.iter().copied().filter(|child| child.is_item());
    let mut members = Vec::new();
    // `Ada Byron, Example Ltd, until 2027`
    let first = |item: Entry<'_>| {
        let name = item.text().split([',', ';']).next().map(staff::bare)?;
        (staff::is_full_name(name) && item.task().is_none()).then(|| item.name(name))
    };
    if items().count() > 1 && items().all(|item| item.text().contains(',') && item.label().is_empty()) {
        let named: Option<Vec<Name>> = items().map(first).collect();
        if let Some(named) = named {
            return named;
        }
    }
    for item in listed.into_iter().filter(|child| child.is_item()) {
        let text = if item.label().is_empty() { item.text() } else { item.label() };
        let pieces = staff::pieces(text);
        // Items that tell a role each are roles of their own.
        let tells = generic && role::filled(item.text()).is_some();
        if tells || item.task().is_some() || pieces.is_empty() || !pieces.iter().all(|name| is_one(name)) {
            return Vec::new();
        }
        // `Ada Byron (@ada), Example Ltd`
        let one = pieces.first().filter(|first| first.contains('('));
        members.extend(staff::members(item, one.copied().unwrap_or(text)));
    }
    members
}

/// `| Name | Company | Handle |` under the name of a group; none where a column says who has which role.
fn of_table(table: Entry<'_>) -> Vec<Name> {
    let headers = ["name", "member", "maintainer", "full name", "person", "volunteer"];
    let Some(header) = table.children().next().filter(|row| !row.is_row()) else { return Vec::new() };
    let roles = ["role", "position", "function", "title", "task", "status", "due", "week", "date", "from", "vote"];
    let named = header.cells().find(|cell| headers.iter().any(|known| cell.text().eq_ignore_ascii_case(known)));
    let Some(named) = named.filter(|_| !header.cells().any(|cell| staff::has_word(cell.text(), &roles))) else {
        return Vec::new();
    };
    let cells = table.children().filter(|row| row.is_row()).filter_map(|row| row.cells().nth(named.column));
    let people = cells.map(|cell| staff::is_full_name(cell.text()).then(|| cell.row.name(staff::bare(cell.text()))));
    people.collect::<Option<Vec<Name>>>().unwrap_or_default()
}

/// `Branch managers`
fn is_plural_role(title: &str) -> bool {
    let plain = title.split_whitespace().count() <= 3 && title.starts_with(char::is_uppercase);
    plain && role::sort(title.strip_suffix('s').unwrap_or(title)) == Some(Sort::Role)
}

/// One to three words, each with a capital: a person where a list of people is expected.
fn is_one(name: &str) -> bool {
    staff::is_person(name) && staff::bare(name).split_whitespace().count() <= 3
}
