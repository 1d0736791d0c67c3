//! Where a line stands, and what that says: under a schedule, in a role's list of meetings, in a log.

use std::collections::HashMap;

use super::words;
use crate::understand::fact::TellingBy;
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::{Entry, Kind, Reading, clean};
use crate::understand::role;

/// What stands around a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place<'r> {
    /// The nearest heading or line above speaks of things that take place.
    pub schedule: bool,
    /// Something above speaks of anything else: risks, decisions, a change log, an agenda.
    pub other: bool,
    /// It is a line of a role's or group's own list of meetings: the role.
    pub role: Option<Entry<'r>>,
    /// It is a line that says who has to be there.
    pub availability: bool,
}

impl Place<'_> {
    pub fn by(&self) -> TellingBy {
        if self.role.is_some() {
            TellingBy::RoleList
        } else if self.availability {
            TellingBy::Availability
        } else {
            TellingBy::Mention
        }
    }
}

/// Labels of lists whose lines belong to what they stand under.
const PARTS: [&str; 22] = [
    "agenda",
    "topics",
    "discussion",
    "content",
    "contents",
    "deliverables",
    "preparation",
    "preparation required",
    "outcomes",
    "action items",
    "actions",
    "responsibilities",
    "acceptance criteria",
    "criteria",
    "tasks",
    "inputs",
    "outputs",
    "goals",
    "updates",
    "notes",
    "description",
    "key deliverables",
];
/// Labels of a role's own list of meetings.
const MEETINGS: [&str; 7] =
    ["meetings", "attends", "events", "ceremonies", "required meetings", "key meetings", "meetings to attend"];

/// Judges where an entry stands.
///
/// `roles` keeps for headings whether they are a role's: what stands below them is looked at once.
pub(super) fn of<'r>(entry: Entry<'r>, roles: &mut HashMap<u32, bool>) -> Place<'r> {
    let mut place = Place::default();
    let mut nearest = true;
    for above in entry.ancestors() {
        if matches!(above.kind(), Kind::Table(_) | Kind::Row { .. }) {
            continue;
        }
        // The title of a document says what it is about, not what each of its lists is.
        if above.level() == 1 && !nearest {
            break;
        }
        let named = if above.is_heading() || above.label().is_empty() { above.text() } else { above.label() };
        let words = named.split_whitespace().count();
        if place.role.is_none() && (above.is_labelled(&MEETINGS) || nearest) {
            let heading = above
                .heading()
                .filter(|heading| heading.level() > 1 && *roles.entry(heading.id).or_insert_with(|| is_role(*heading)));
            let lists = |heading: &Entry<'_>| role::meetings_of(*heading).is_some_and(|list| list.id == above.id);
            place.role = heading.filter(|heading| above.is_labelled(&MEETINGS) || lists(heading));
        }
        if above.is_labelled(&PARTS) {
            place.other = true;
        }
        // A sentence is no name of a list, unless it ends in a colon before one.
        if words <= 12 {
            let says = clean(named);
            place.availability |= asks_to_be_there(&says.to_lowercase());
            if nearest || above.is_heading() && !place.schedule {
                place.schedule |= words::is_schedule(says);
            }
            // `Decision meetings` speaks of meetings, `Vacation calendar` of none.
            let names = words <= 5 || above.is_heading();
            place.other |= words::is_surely_other(says) || names && words::is_other(says) && !place.schedule;
        }
        nearest &= says_only_when(above, named);
    }
    place
}

/// Whether a list says who has to have time when: `Availability`, `Please keep free`.
fn asks_to_be_there(says: &str) -> bool {
    const RUNS: [&str; 9] = [
        "availab",
        "keep free",
        "keep these",
        "keep this",
        "hold the date",
        "save the date",
        "block your",
        "block these",
        "in your calendar",
    ];
    RUNS.iter().any(|run| says.contains(run))
}

/// Whether a line says nothing but a day or week: what it stands under says more.
fn says_only_when(entry: Entry<'_>, named: &str) -> bool {
    let said: usize = entry.mentions_in(named).map(|mention| (mention.end - mention.start) as usize).sum();
    said > 0 && named.chars().filter(|letter| letter.is_alphanumeric()).count() <= said + 8
}

/// Whether a section is about a role: it says who fills it or what they answer for.
fn is_role(heading: Entry<'_>) -> bool {
    const LABELS: [&str; 12] = [
        "who",
        "involvement",
        "members",
        "responsibilities",
        "time commitment",
        "role",
        "team",
        "people",
        "made up of",
        "consists of",
        "staffed by",
        "filled by",
    ];
    heading.field(&LABELS).is_some()
}

/// Whether a document plans a timebox: it has a name, a start or dated lines of its own.
pub(super) fn plans(reading: &Reading<'_>) -> bool {
    let title = reading.document.title();
    let spoken = ["sprint", "wave", "iteration", "release schedule", "kickoff", "roadmap"];
    let lower = title.to_lowercase();
    reading.timebox.is_some()
        || reading.anchors.own.days.is_some()
        || spoken.iter().any(|word| lower.contains(word))
            && reading.entries().any(|entry| entry.phrases().any(|phrase| matches!(phrase, Phrase::Day(_))))
}
