//! Who did not come to the meeting that minutes tell of: `Apologies: Ada Lane`.

use crate::understand::fact::Name;
use crate::understand::phrase::names;
use crate::understand::phrase::role;
use crate::understand::phrase::words::Words;
use crate::understand::reading::{Entry, Reading};

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

/// Labels of those who came; without them a list of those who did not tells of no meeting.
const PRESENT: Words = Words::of(&[
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
    "there",
]);

/// Words of such labels, one of which a document has that has such a list.
const WORDS: Words = Words::of(&["apologies", "excused", "absent", "regrets", "present", "unable", "come"]);

/// Those whom the minutes of one meeting name as away; nobody where it has several such lists.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Name> {
    if !reading.vocabulary().may_have(&WORDS) {
        return Vec::new();
    }
    let labelled = |line: &Entry<'_>, label: &str, any: &Words| {
        line.is_labelled(any) || crate::understand::phrase::words::Known::knows(any, label.split(" (").next().unwrap_or(""))
    };
    let lists = |any: &'static Words| {
        reading.entries().filter(move |line| !line.is_row() && !line.label().is_empty() && labelled(line, line.label(), any))
    };
    let (Some(list), None) = ({
        let mut lists = lists(&AWAY);
        (lists.next(), lists.next())
    }) else {
        return Vec::new();
    };
    if lists(&PRESENT).nth(1).is_some() || lists(&PRESENT).next().is_none() {
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
