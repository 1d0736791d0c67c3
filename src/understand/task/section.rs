//! What sort of work the lines above an entry announce: a list of actions, a backlog, or nothing of the sort.

use super::super::fact::Serves;
use super::super::reading::{Entry, clean};
use super::backlog;
use super::list::ByLine;

/// What the nearest telling line above says of the entries below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Section {
    /// A list of action items: what begins or ends with a person is that person's.
    Actions,
    /// A backlog or another list of work: what has an owner or a state is a task.
    Work,
    /// Something else that has owners and states: risks, roles, meetings, decisions.
    Other,
    /// It does not tell.
    #[default]
    Unknown,
}

/// What was said of each line that was asked for, so that long lists are asked for once.
#[derive(Debug, Default)]
pub(super) struct Sections {
    sections: ByLine<Section>,
    serves: ByLine<Option<Serves>>,
}

/// Lines above which are asked.
const REACH: usize = 4;

/// Most bytes and words of a line that announces a list; a longer one is a sentence.
const LONGEST: usize = 80;
const MOST_WORDS: usize = 8;

impl Sections {
    /// The sort of the lines above an entry.
    pub fn of(&mut self, entry: Entry<'_>) -> Section {
        let Some(parent) = entry.parent() else { return Section::Unknown };
        self.sections.of(parent, above)
    }

    /// What a box is to the event it stands under, by the line that introduces its list.
    pub fn serves(&mut self, entry: Entry<'_>) -> Option<Serves> {
        let line = entry.ancestors().find(|above| !above.is_item())?;
        self.serves.of(line, serves)
    }
}

fn above(parent: Entry<'_>) -> Section {
    let lines = std::iter::once(parent).chain(parent.ancestors());
    for line in lines.filter(|line| line.level() != 1).take(REACH) {
        // A piece of work of its own: what stands below it are its parts.
        if line.is_item() || backlog::has_fields(line) {
            return Section::Unknown;
        }
        let section = said(line);
        if section != Section::Unknown {
            return section;
        }
    }
    Section::Unknown
}

/// What one line says.
fn said(line: Entry<'_>) -> Section {
    let text = if line.is_heading() || line.label().is_empty() { line.text() } else { line.label() };
    sort(text)
}

/// What a heading or the line that introduces a list says of what follows.
pub(super) fn sort(text: &str) -> Section {
    let text = clean(text);
    if text.len() > LONGEST {
        return Section::Unknown;
    }
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.len() > MOST_WORDS {
        return Section::Unknown;
    }
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let pair = |first: &str, second: &[&str]| words.windows(2).any(|run| run[0] == first && second.contains(&run[1]));
    let items = |first: &str| pair(first, &["item", "items", "point", "points"]);
    let agreed = ["agreed", "next", "required", "open", "new", "outstanding", "immediate", "corrective", "remaining"];
    let sure = pair("to", &["do", "dos"])
        || pair("follow", &["up", "ups"])
        || items("action")
        || has(&["next"]) && has(&["steps"])
        || has(&["actions"]) && (words.len() == 1 || has(&agreed))
        || has(&["todo", "todos", "followups"]);
    if sure {
        return Section::Actions;
    }
    if has(&OTHER) {
        return Section::Other;
    }
    if items("open") || items("work") || has(&["backlog", "tasks", "tickets", "stories", "assignments", "issues"]) {
        return Section::Work;
    }
    Section::Unknown
}

/// Words of lines under which owners and states are not those of work.
const OTHER: [&str; 53] = [
    "agenda",
    "approvals",
    "architecture",
    "attendees",
    "availability",
    "calendar",
    "ceremonies",
    "changelog",
    "channels",
    "communication",
    "contact",
    "contacts",
    "criteria",
    "decision",
    "decisions",
    "definitions",
    "dependencies",
    "dependency",
    "endpoints",
    "environments",
    "escalation",
    "faq",
    "glossary",
    "history",
    "indicators",
    "known",
    "kpis",
    "legend",
    "meetings",
    "members",
    "metrics",
    "milestone",
    "milestones",
    "objectives",
    "people",
    "principles",
    "responsibilities",
    "retrospective",
    "risk",
    "risks",
    "roles",
    "roster",
    "rotation",
    "scale",
    "schedule",
    "signals",
    "stakeholders",
    "states",
    "statuses",
    "support",
    "targets",
    "timeline",
    "workflow",
];

/// What boxes under a line are to the event they stand under.
fn serves(line: Entry<'_>) -> Option<Serves> {
    let text = if line.is_heading() || line.label().is_empty() { line.text() } else { line.label() };
    if text.len() > 60 {
        return None;
    }
    let text = text.to_lowercase();
    let has = |any: &[&str]| any.iter().any(|word| text.contains(word));
    if has(&["deliverable", "outcome", "outputs"]) {
        Some(Serves::Deliverable)
    } else if has(&[
        "preparation",
        "prerequisite",
        "pre-work",
        "prework",
        "pre-read",
        "to prepare",
        "before the meeting",
    ]) {
        Some(Serves::Preparation)
    } else {
        None
    }
}
