//! What belongs to one kind of fact alone.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Comparator, Name, When};
use crate::base::span::Span;
use crate::config::Numbering;

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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// It may not be missed or moved.
    pub critical: bool,
    /// Nobody has to come.
    pub optional: bool,
    /// The id that the author gave its heading (`{#kickoff}`).
    pub explicit_id: Option<Box<str>>,
    /// Whether calendar pages and feeds show it; front matter `calendar: false` says no.
    pub in_calendar: bool,
    /// What is talked about, in order.
    pub agenda: Vec<AgendaItem>,
    /// Where the length stands, if it is written.
    pub length_span: Option<Span>,
    /// Ids of the tasks that it is to bring about; [`super::document`] fills them in.
    pub deliverables: Vec<Box<str>>,
    /// Ids of the tasks that have to be done for it; [`super::document`] fills them in.
    pub preparation: Vec<Box<str>>,
    /// What the other places of its document say of it, in the order of [`Fact::also`].
    pub told: Vec<Telling>,
}

/// An item of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    /// What it is.
    pub title: Box<str>,
    /// How long, in minutes.
    pub minutes: Option<u32>,
    /// Its line.
    pub span: Span,
}

/// What one more place says of an event: a line of a role's meetings, of an availability list, of a summary.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// What sort of place it is.
    pub by: TellingBy,
    /// Where.
    pub span: Span,
    /// What it is called there.
    pub title: Box<str>,
    /// When, as told there.
    pub when: Option<Box<When>>,
    /// Who takes part, as told there; of a role's own list the role.
    pub people: Vec<Name>,
}

/// Sorts of places that tell of an event beside its fullest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TellingBy {
    /// A role's or group's own list of meetings.
    RoleList,
    /// A line that names a day and who has to be there.
    Availability,
    /// Anything else.
    Mention,
}

/// What belongs to a task; how far it is, is the fact's state.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The headings above it, the highest first.
    pub group: Arc<[Box<str>]>,
    /// Index of its box in [`crate::parse::document::Document::tasks`], where it is one.
    pub item: Option<u32>,
    /// Story points.
    pub points: Option<f32>,
    /// How urgent, as graded, lower case: `critical`, `high`, `p1`.
    pub priority: Option<Box<str>>,
    /// Whether it is a deliverable of, or a preparation for, what it stands under.
    pub serves: Option<Serves>,
}

/// What a task is to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serves {
    /// The event brings it about.
    Deliverable,
    /// It has to be done before the event.
    Preparation,
}

/// What belongs to a decision; its deciders are the fact's people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// What can be chosen.
    pub options: Vec<Box<str>>,
    /// What waits for it, as written.
    pub blocks: Vec<Box<str>>,
    /// Where that is told, and the day that it names for what waits.
    pub waiting: Option<Waits>,
    /// At which meeting it is to be made, where the text names one.
    pub meeting: Option<Held>,
    /// Who signs, in the order of the lines.
    pub signers: Vec<Name>,
    /// Who decides where somebody is away.
    pub backups: Vec<Name>,
    /// How far it is.
    pub state: DecisionState,
}

/// What a line tells of that which waits for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits {
    /// The line, cell or sentence.
    pub span: Span,
    /// The day on which what waits begins or is due, where the line names it.
    pub from: Option<NaiveDate>,
}

/// The meeting at which a decision is to be made, as told beside the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What it is called there, with its day: `board meeting of 27 April`.
    pub name: Name,
    /// Its day.
    pub start: Option<NaiveDate>,
    /// Its day of the timebox.
    pub day: Option<i32>,
}

/// How far a decision is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DecisionState {
    /// To be made.
    #[default]
    Open,
    /// Made.
    Decided,
    /// Put off.
    Deferred,
}

/// What belongs to a role or group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Role {
    /// Who fills it.
    pub members: Vec<Name>,
    /// How much time it takes in all, in minutes, and where that is written.
    pub hours: Option<(u32, Span)>,
    /// How many meetings it is said to have, and where.
    pub count: Option<(u32, Span)>,
    /// Its own list of meetings.
    pub meetings: Vec<Listed>,
    /// Where that list begins: the line that introduces it.
    pub meetings_span: Option<Span>,
    /// What it answers for.
    pub responsibilities: Vec<Box<str>>,
}

/// A line of a role's list of meetings.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What the meeting is called there.
    pub title: Box<str>,
    /// Its line.
    pub span: Span,
    /// When, as told there, its length among it.
    pub when: When,
}

/// What belongs to a squad; its lead is the fact's owner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Squad {
    /// Who is in it.
    pub members: Vec<Name>,
    /// Path of its charter, as written.
    pub charter: Option<Box<str>>,
    /// What it is for.
    pub mission: Option<Box<str>>,
    /// Whether it is a row of a table of squads, and whether that table has charters for others.
    pub charter_expected: bool,
}

/// A rung of a ladder.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Who is told or decides, where it names somebody.
    pub who: Vec<Name>,
    /// After how many minutes.
    pub after_minutes: Option<u32>,
    /// Beyond what, as written: `>3 story points`.
    pub beyond: Option<Box<str>>,
    /// Where the limit stands; empty where there is none.
    pub beyond_span: Span,
    /// The values that fall to it, where `beyond` names an amount.
    pub limit: Option<Limit>,
    /// Its line.
    pub span: Span,
}

/// The values that fall to a rung: those between two bounds, of which one may be missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The least.
    pub low: Option<Bound>,
    /// The most.
    pub high: Option<Bound>,
    /// In what they are counted, lower case: `story points`, `%`, `$`; of lengths of time `minutes`.
    pub unit: Box<str>,
    /// What is counted, as far as the words beside the amount tell: `budget`; empty where they do not.
    pub measure: Box<str>,
}

/// An end of a range of values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The value.
    pub value: f64,
    /// Whether the value itself belongs to the range.
    pub included: bool,
}

/// What belongs to a risk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Risk {
    /// How bad it would be, as graded, lower case: `high`.
    pub severity: Option<Box<str>>,
    /// How likely it is, as graded, lower case.
    pub probability: Option<Box<str>>,
    /// What is done against it.
    pub mitigation: Option<Box<str>>,
}

/// What belongs to a dependency: who delivers is the fact's owner, by when its `due`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dependency {
    /// What needs it, as written.
    pub needed_by: Vec<Box<str>>,
    /// The day of what needs it, where its own line tells it: `begins 6 April`.
    pub begins: Option<NaiveDate>,
    /// Its own day, where another row of its table tells it.
    pub there: Option<NaiveDate>,
    /// The id of its own row in a table of dependencies, and the ids there of what it waits for itself.
    pub id: Option<Box<str>>,
    /// See `id`.
    pub after: Vec<Box<str>>,
}

/// What belongs to an artifact.
#[derive(Clone, Debug, PartialEq)]
pub struct Artifact {
    /// Where it is: a path as written, or an address.
    pub target: Box<str>,
    /// Whether `target` is an address.
    pub is_url: bool,
    /// Whether it is there; `link` finds out, none for an address.
    pub exists: Option<bool>,
    /// Whether it is to be delivered and need not be there yet.
    pub planned: bool,
    /// Index of its reference in [`crate::parse::document::Document::links`]; none for a path in code that is none.
    pub link: Option<u32>,
}

/// What belongs to a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What is measured.
    pub metric: Box<str>,
    /// How a value is compared to it.
    pub comparator: Comparator,
    /// The threshold.
    pub value: f64,
    /// Its unit, as written; empty where there is none.
    pub unit: Box<str>,
}

/// What belongs to a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// How many blanks are to be filled in.
    pub blanks: u32,
    /// Texts of its boxes and labels of its blanks, in order.
    pub items: Vec<Box<str>>,
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

impl DecisionState {
    /// The word for it in `facts.json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Decided => "decided",
            Self::Deferred => "deferred",
        }
    }
}
