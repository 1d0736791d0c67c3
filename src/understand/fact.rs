//! What a careful reader takes from a document and could act on: a common part, and a part of each kind's own.
//!
//! Facts carry spans; lines and columns come when they are printed (`render::facts`).

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::config::Numbering;

pub use super::phrase::state::State;

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
    pub also: Vec<Place>,
    /// Index of the heading it is or stands under, in the outline of the document of its place.
    pub heading: Option<u32>,
    /// Name of the sprint (wave, phase …) it belongs to.
    pub timebox: Option<Arc<str>>,
    /// When it happens.
    pub when: Option<Box<When>>,
    /// Who takes part, as written.
    pub people: Vec<Box<str>>,
    /// Ids of tasks it names, in the order of the text, each once.
    pub refs: Vec<Box<str>>,
    /// What it is, and what belongs to that kind alone.
    pub detail: Detail,
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
    /// The zone of `time`.
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
    Event(Event),
    /// A piece of work with a state.
    Task(Task),
}

/// What belongs to a timebox.
#[derive(Clone, Debug, PartialEq)]
pub struct Timebox {
    /// What it is called for short: `Sprint 18`.
    pub name: Arc<str>,
    /// What sort it is.
    pub unit: Unit,
    /// First day.
    pub start: NaiveDate,
    /// Last day, inclusive.
    pub end: NaiveDate,
    /// How its days are counted.
    pub numbering: Numbering,
}

/// Sorts of timeboxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A sprint or iteration.
    Sprint,
    /// A wave of parallel sprints.
    Wave,
    /// A phase of a project.
    Phase,
    /// A release and the time until then.
    Release,
    /// A week.
    Week,
}

/// What belongs to an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// It may not be missed or moved.
    pub critical: bool,
    /// Nobody has to come.
    pub optional: bool,
    /// The id that the author gave its heading (`{#kickoff}`).
    pub explicit_id: Option<Box<str>>,
    /// Whether calendar pages and feeds show it; front matter `calendar: false` says no.
    pub in_calendar: bool,
}

/// What belongs to a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// How far it is.
    pub state: State,
    /// The headings above it, the highest first.
    pub group: Arc<[Box<str>]>,
    /// Index of its box in [`crate::parse::document::Document::tasks`], where it is one.
    pub item: Option<u32>,
}

impl Unit {
    /// The word for it in `facts.json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sprint => "sprint",
            Self::Wave => "wave",
            Self::Phase => "phase",
            Self::Release => "release",
            Self::Week => "week",
        }
    }
}

impl Detail {
    /// The word for the kind in `facts.json`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Timebox(_) => "timebox",
            Self::Event(_) => "event",
            Self::Task(_) => "task",
        }
    }
}

impl Fact {
    /// A fact with a title and a place, and nothing else yet; [`super::document`] gives its id.
    pub fn new(title: &str, place: Place, detail: Detail) -> Self {
        Self {
            id: Box::default(),
            title: short(title).into(),
            place,
            also: Vec::new(),
            heading: None,
            timebox: None,
            when: None,
            people: Vec::new(),
            refs: Vec::new(),
            detail,
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
