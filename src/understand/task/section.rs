//! What sort of work the lines above an entry announce: a list of actions, a backlog, or nothing of the sort.

use super::super::fact::Serves;
use super::super::reading::{Entry, clean};

/// What the nearest telling line above says of the entries below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Section {
    /// A list of actions or a backlog: what has an owner or a state is a task.
    Work,
    /// Something else that has owners and states: risks, roles, meetings, decisions.
    Other,
    /// It does not tell.
    #[default]
    Unknown,
}

/// The last line that was asked for, as entries of one list stand together.
#[derive(Debug, Default)]
pub(super) struct Sections {
    last: Option<(u32, Section)>,
}

/// Lines above which are asked.
const REACH: usize = 4;

impl Sections {
    /// The sort of the lines above an entry.
    pub fn of(&mut self, entry: Entry<'_>) -> Section {
        let Some(parent) = entry.parent() else { return Section::Unknown };
        if let Some((id, section)) = self.last
            && id == parent.id
        {
            return section;
        }
        let lines = std::iter::once(parent).chain(parent.ancestors());
        let told = lines
            .take(REACH)
            .filter(|line| line.level() != 1 && !line.is_item())
            .map(said)
            .find(|section| *section != Section::Unknown);
        let section = told.unwrap_or_default();
        self.last = Some((parent.id, section));
        section
    }
}

/// What one line says.
fn said(line: Entry<'_>) -> Section {
    let text = if line.is_heading() || line.label().is_empty() { line.text() } else { line.label() };
    sort(text)
}

/// What a heading or the line that introduces a list says of what follows.
pub(super) fn sort(text: &str) -> Section {
    let text = clean(text);
    if text.len() > 80 {
        return Section::Unknown;
    }
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let pair = |first: &str, second: &[&str]| words.windows(2).any(|run| run[0] == first && second.contains(&run[1]));
    let items = |first: &str| pair(first, &["item", "items", "point", "points"]);
    let sure = pair("to", &["do", "dos"])
        || pair("follow", &["up", "ups"])
        || items("action")
        || items("work")
        || has(&["next"]) && has(&["steps", "actions"])
        || has(&["actions", "todo", "todos", "backlog", "followups"]);
    if sure {
        return Section::Work;
    }
    if has(&OTHER) {
        return Section::Other;
    }
    if items("open") || has(&["tasks", "tickets", "stories", "assignments", "issues"]) {
        return Section::Work;
    }
    Section::Unknown
}

/// Words of lines under which owners and states are not those of work.
const OTHER: [&str; 44] = [
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
    "contacts",
    "criteria",
    "decision",
    "decisions",
    "dependencies",
    "dependency",
    "endpoints",
    "environments",
    "escalation",
    "faq",
    "glossary",
    "history",
    "indicators",
    "kpis",
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
    "schedule",
    "signals",
    "stakeholders",
    "targets",
    "timeline",
];

/// What a box is to the event it stands under, by the line that introduces its list.
pub(super) fn serves(entry: Entry<'_>) -> Option<Serves> {
    let line = entry.ancestors().find(|above| !above.is_item())?;
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
