//! What a careful reader takes from a document and could act on: a common part, and a part of each kind's own.
//!
//! Facts carry spans; lines and columns come when they are printed (`render::facts`).

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use crate::base::source::SourceId;
use crate::base::span::Span;
mod detail;
mod few;
mod rota;

pub use super::phrase::quantity::Comparator;
pub use super::phrase::state::State;
pub use detail::*;
pub use few::Few;
pub use rota::{Handover, Rotation, Shift, Tier, Waiting};

/// One fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The document's path without extension, `#`, the slug of the title; repeats end in `-2`, `-3` in document order.
    pub id: Box<str>,
    /// A name, not a paragraph.
    pub title: Box<str>,
    /// Where it is told most fully.
    pub place: Place,
    /// Where else it is told.
    pub also: Few<Place>,
    /// Index of the heading it is or stands under, in the outline of the document of its place.
    pub heading: Option<u32>,
    /// Name of the sprint (wave, phase …) it belongs to.
    pub timebox: Option<Arc<str>>,
    /// When it happens; of a task without a date for its day, the day of the timebox on which it is due.
    pub when: Option<Box<When>>,
    /// Who answers for it, as written: `QA/Security`, `DevOps + Backend Developer`.
    pub owner: Option<Name>,
    /// Who takes part or decides, as written.
    pub people: Few<Name>,
    /// How far it is; of events and the like mostly none.
    pub state: Option<State>,
    /// By when it is to be done or decided.
    pub due: Option<NaiveDate>,
    /// Ids of tasks it names, in the order of the text, each once.
    pub refs: Few<Box<str>>,
    /// What it is, and what belongs to that kind alone.
    pub detail: Detail,
    /// Why it was recognised; kept only where [`super::explained`] was asked.
    pub why: Few<Why>,
}

/// A piece of evidence for a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// What speaks for it, in words that follow "because": `its heading begins with a day`.
    pub reason: &'static str,
    /// Where that stands.
    pub span: Span,
    /// The document in which that stands, where it is not the fact's own.
    pub elsewhere: Option<SourceId>,
}

/// A name as written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: Box<str>,
    /// Where it stands in the fact's document; empty for a name that handbook.yaml gives.
    pub span: Span,
}

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document's text.
    pub source: SourceId,
    /// Where in it.
    pub span: Span,
}

/// When something happens; what is unknown is none, never guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct When {
    /// As written: `Day 3`.
    pub text: Box<str>,
    /// Day of the timebox, of a span the first.
    pub day: Option<i32>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day, inclusive, where it is not the first.
    pub end: Option<NaiveDate>,
    /// Local time of day in `zone`, or wherever the reader is.
    pub time: Option<NaiveTime>,
    /// The zone of `time`; without a time, the zone that is written beside the date: `Thursday (AoE)`.
    pub zone: Option<Tz>,
    /// Length in whole minutes.
    pub minutes: Option<u32>,
    /// An RFC 5545 recurrence rule without its name.
    pub rrule: Option<Box<str>>,
}

/// The kind of a fact, and what belongs to it alone.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// A sprint, wave, phase, release or week with its dates.
    Timebox(Timebox),
    /// Something that happens at a time.
    Event(Box<Event>),
    /// A piece of work with a state.
    Task(Task),
    /// A choice to be made or made, with its deciders.
    Decision(Box<Decision>),
    /// A role or group and who fills it.
    Role(Box<Role>),
    /// A team with a mission, a lead or a charter.
    Squad(Box<Squad>),
    /// Who is on duty when.
    Rotation(Box<Rotation>),
    /// A ladder of who is told after how long, or beyond what limit.
    Escalation(Vec<Step>),
    /// Something that may go wrong.
    Risk(Box<Risk>),
    /// One thing needs another.
    Dependency(Dependency),
    /// A document or deliverable named by a link or a path.
    Artifact(Artifact),
    /// A measurable threshold.
    Target(Box<Target>),
    /// A template with blanks to be filled in.
    Form(Form),
}

/// Kinds of facts by their words in `facts.json`, in the order of `Detail`.
pub const KINDS: [&str; 13] = [
    "timebox",
    "event",
    "task",
    "decision",
    "role",
    "squad",
    "rotation",
    "escalation",
    "risk",
    "dependency",
    "artifact",
    "target",
    "form",
];

impl Detail {
    /// The word for the kind in `facts.json`.
    pub fn kind(&self) -> &'static str {
        KINDS[self.number()]
    }

    /// The number of the kind in [`KINDS`].
    pub fn number(&self) -> usize {
        match self {
            Self::Timebox(_) => 0,
            Self::Event(_) => 1,
            Self::Task(_) => 2,
            Self::Decision(_) => 3,
            Self::Role(_) => 4,
            Self::Squad(_) => 5,
            Self::Rotation(_) => 6,
            Self::Escalation(_) => 7,
            Self::Risk(_) => 8,
            Self::Dependency(_) => 9,
            Self::Artifact(_) => 10,
            Self::Target(_) => 11,
            Self::Form(_) => 12,
        }
    }
}

impl std::ops::Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

impl Fact {
    /// A fact with a title and a place, and nothing else yet; [`super::document`] gives its id.
    pub fn new(title: &str, place: Place, detail: Detail) -> Self {
        Self {
            id: Box::default(),
            title: short(title).into(),
            place,
            also: Few::new(),
            heading: None,
            timebox: None,
            when: None,
            owner: None,
            people: Few::new(),
            state: None,
            due: None,
            refs: Few::new(),
            detail,
            why: Few::new(),
        }
    }

    /// The event's own part, if it is an event.
    pub fn event(&self) -> Option<&Event> {
        match &self.detail {
            Detail::Event(event) => Some(event),
            _ => None,
        }
    }

    /// The task's own part, if it is a task.
    pub fn task(&self) -> Option<&Task> {
        match &self.detail {
            Detail::Task(task) => Some(task),
            _ => None,
        }
    }

    /// The timebox's own part, if it is a timebox.
    pub fn as_timebox(&self) -> Option<&Timebox> {
        match &self.detail {
            Detail::Timebox(timebox) => Some(timebox),
            _ => None,
        }
    }

    /// The decision's own part, if it is a decision.
    pub fn decision(&self) -> Option<&Decision> {
        match &self.detail {
            Detail::Decision(decision) => Some(decision),
            _ => None,
        }
    }

    /// The role's own part, if it is a role.
    pub fn role(&self) -> Option<&Role> {
        match &self.detail {
            Detail::Role(role) => Some(role),
            _ => None,
        }
    }

    /// The squad's own part, if it is a squad.
    pub fn squad(&self) -> Option<&Squad> {
        match &self.detail {
            Detail::Squad(squad) => Some(squad),
            _ => None,
        }
    }

    /// The rotation's own part, if it is a rotation.
    pub fn rotation(&self) -> Option<&Rotation> {
        match &self.detail {
            Detail::Rotation(rotation) => Some(rotation),
            _ => None,
        }
    }

    /// The risk's own part, if it is a risk.
    pub fn risk(&self) -> Option<&Risk> {
        match &self.detail {
            Detail::Risk(risk) => Some(risk),
            _ => None,
        }
    }

    /// The dependency's own part, if it is a dependency.
    pub fn dependency(&self) -> Option<&Dependency> {
        match &self.detail {
            Detail::Dependency(dependency) => Some(dependency),
            _ => None,
        }
    }

    /// The artifact's own part, if it is an artifact.
    pub fn artifact(&self) -> Option<&Artifact> {
        match &self.detail {
            Detail::Artifact(artifact) => Some(artifact),
            _ => None,
        }
    }

    /// The target's own part, if it is a target.
    pub fn target(&self) -> Option<&Target> {
        match &self.detail {
            Detail::Target(target) => Some(target),
            _ => None,
        }
    }

    /// The form's own part, if it is a form.
    pub fn form(&self) -> Option<&Form> {
        match &self.detail {
            Detail::Form(form) => Some(form),
            _ => None,
        }
    }

    /// The rungs of a ladder, if it is an escalation.
    pub fn steps(&self) -> Option<&[Step]> {
        match &self.detail {
            Detail::Escalation(steps) => Some(steps),
            _ => None,
        }
    }

    /// Whether it is done.
    pub fn is_done(&self) -> bool {
        self.state == Some(State::Done)
    }

    /// First day, where it is known.
    pub fn start(&self) -> Option<NaiveDate> {
        match &self.detail {
            Detail::Timebox(timebox) => Some(timebox.start),
            _ => self.when.as_ref().and_then(|when| when.start),
        }
    }
}

/// Most bytes of a title; a longer text is a paragraph.
const LONGEST: usize = 200;

/// A text as a title: its first sentence where it is too long for a name, cut between words if even that is.
fn short(text: &str) -> String {
    let text = text.trim();
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let head = &text[..text.floor_char_boundary(LONGEST)];
    if let Some(end) = head.find(". ").or_else(|| head.rfind("; ")) {
        return head[..end].to_owned();
    }
    let end = head.rfind(char::is_whitespace).unwrap_or(head.len());
    format!("{} …", head[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_title_is_a_name_and_not_a_paragraph() {
        assert_eq!(short(" Scope approved "), "Scope approved");
        let long = format!("Scope approved. {}", "More and more words follow. ".repeat(20));
        assert_eq!(short(&long), "Scope approved");
        let endless = "é".repeat(400);
        assert!(short(&endless).len() <= super::LONGEST + 4);
        assert!(short(&"word ".repeat(100)).ends_with("word …"));
    }
}
