//! Who did not come to the meeting that minutes tell of: `Apologies: Ada Lane`.

use crate::understand::fact::Name;
use crate::understand::phrase::names;
use crate::understand::phrase::role;
use crate::understand::reading::Reading;
use crate::understand::words::{self, Known, Words};

/// Labels of those who did not come.
const AWAY: Words = Words::of(&[
    "apologies",
    "excused",
    "absent",
    "regrets",
    "not present",
    "apologies for absence",
    "absent with apologies",
    "could not come",
    "unable to attend",
]);

/// What the labels of those who came begin with; without them a list of those who did not tells of no meeting.
const PRESENT: [&str; 11] = [
    "present",
    "attendees",
    "attending",
    "attended",
    "participants",
    "attendance",
    "in the room",
    "in attendance",
    "who came",
    "members present",
    "who was there",
];

/// Words of such labels, one of which a document has that has such a list.
const WORDS: Words = Words::of(&["apologies", "excused", "absent", "regrets", "present", "unable", "come"]);

/// Those whom the minutes of one meeting name as away; nobody where it has several such lists.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Name> {
    if !reading.vocabulary().may_have(&WORDS) {
        return Vec::new();
    }
    let labelled = || reading.entries().filter(|line| !line.is_row() && !line.label().is_empty());
    let mut lists = labelled().filter(|line| {
        // `Present (6)`
        let label = line.label().split(" (").next().unwrap_or_default();
        line.is_labelled(&AWAY) || AWAY.knows(label)
    });
    let (Some(list), None) = (lists.next(), lists.next()) else { return Vec::new() };
    // Minutes of several meetings do not tell who missed which.
    if labelled().filter(|line| words::after(line.label(), &PRESENT).is_some()).count() != 1 {
        return Vec::new();
    }
    let below = list.children().filter(|item| item.is_item()).map(|item| (item, item.text()));
    let texts = std::iter::once((list, list.value())).chain(below);
    let mut away = Vec::new();
    for (line, text) in texts {
        let people = names::split(text).into_iter().filter(|name| role::sort(name).is_some());
        away.extend(people.map(|name| line.name(name)));
    }
    away
}
