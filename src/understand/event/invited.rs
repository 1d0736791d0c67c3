//! Who comes to a meeting, where no label that we know says so: `In the room: Builders, Testers`.
//!
//! The list itself tells: it names groups that have sections of their own in the document, or everyone.

use crate::understand::phrase::names;
use crate::understand::reading::{CellRef, Entry, Kind, clean};
use crate::understand::staff;

/// Words of labels and headers of people who do something else than come.
const OTHERS: [&str; 36] = [
    "by",
    "owner",
    "owners",
    "lead",
    "leads",
    "led",
    "facilitator",
    "facilitators",
    "host",
    "hosts",
    "chair",
    "moderator",
    "scribe",
    "responsible",
    "accountable",
    "approver",
    "approvers",
    "reviewer",
    "reviewers",
    "decider",
    "deciders",
    "maker",
    "makers",
    "signed",
    "signers",
    "recipients",
    "informed",
    "cc",
    "absent",
    "apologies",
    "excused",
    "away",
    "without",
    "not",
    "from",
    "to",
];
/// Words of labels and headers that say who comes.
const COMES: [&str; 14] = [
    "room",
    "table",
    "cast",
    "called",
    "call",
    "present",
    "attend",
    "attends",
    "attending",
    "invited",
    "comes",
    "joins",
    "there",
    "needed",
];

/// Whether a label or header stands at people who do something else than come.
pub(super) fn does_other(label: &str) -> bool {
    staff::has_word(label, &OTHERS)
}

/// Whether a line under an event's heading says who comes.
pub(super) fn says(line: Entry<'_>) -> bool {
    let label = line.label();
    !label.is_empty() && !line.is_heading() && line.task().is_none() && is_said(line, label, line.value())
}

/// Whether a cell says who comes.
pub(super) fn in_cell(cell: CellRef<'_>) -> bool {
    is_said(cell.row, cell.header(), cell.text())
}

/// The list behind the colon of a line about who has to be there: `Audit: Builders, Testers`.
pub(super) fn behind_colon<'r>(entry: Entry<'r>, text: &'r str) -> Option<&'r str> {
    let (_, list) = text.split_once(": ")?;
    let names = names::split(list);
    let all = names.iter().all(|name| is_everyone(name) || has_section(entry, name) || staff::sort(name).is_some());
    (all && !names.is_empty()).then_some(list.trim())
}

fn is_said(entry: Entry<'_>, label: &str, value: &str) -> bool {
    if value.is_empty() || value.len() > 300 || staff::has_word(label, &OTHERS) {
        return false;
    }
    let list = names::split(value);
    let known = list.iter().filter(|name| is_everyone(name) || has_section(entry, name)).count();
    let named = |name: &&str| staff::is_role_or_group(name) || staff::is_person(name);
    let sound = || list.iter().all(|name| is_everyone(name) || has_section(entry, name) || named(name));
    known == list.len() && known > 0 || staff::has_word(label, &COMES) && !list.is_empty() && sound()
}

/// `everyone named above`, `all circles`
fn is_everyone(name: &str) -> bool {
    let mut words = staff::words(name);
    let first = words.next().unwrap_or_default();
    ["everyone", "everybody"].iter().any(|word| first.eq_ignore_ascii_case(word))
        || first.eq_ignore_ascii_case("all") && words.count() <= 2
}

/// Whether a name is that of a section or of a line with a list of its own: `Workshop: Ada and Kai`.
pub(super) fn is_known(entry: Entry<'_>, name: &str) -> bool {
    let lines = || entry.reading.entries().filter(|line| matches!(line.kind(), Kind::Field | Kind::Item { .. }));
    has_section(entry, name) || lines().any(|line| clean(line.label()).eq_ignore_ascii_case(name))
}

/// Whether a group has a section of its own, that says who is in it.
fn has_section(entry: Entry<'_>, name: &str) -> bool {
    let name = staff::bare(name);
    let mut headings = entry.reading.entries().filter(|entry| entry.level() > 1);
    !name.is_empty() && headings.any(|heading| staff::heading_name(heading).eq_ignore_ascii_case(name))
}
