//! Sprints: all of them, and one.

use serde::Serialize;

use super::calendar::CalendarView;
use super::{LinkView, SubscribeView};

/// The page of all sprints.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SprintsView {
    /// Rows of the table: name, dates with the browser's word for them, progress, goal.
    pub rows_html: String,
    /// Whether a row has a goal.
    pub has_goals: bool,
    /// Number of sprints in all.
    pub total: usize,
    /// Pages with a part of the sprints, where they are too many for one page.
    pub parts: Vec<LinkView>,
}

/// The page of one sprint.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SprintView {
    /// What it is for: one line, or several.
    pub goal: Vec<String>,
    /// Where that is told.
    pub goal_source: Option<LinkView>,
    /// Its days, where a document tells its start.
    pub days: Option<SprintDaysView>,
    /// Boxes that are ticked.
    pub done: usize,
    /// Boxes in all.
    pub total: usize,
    /// Points of tasks that are done, and of all; empty where no task has points.
    pub points: String,
    /// Events with a date, at first those to come: items of a list with `data-date`.
    pub events_html: String,
    /// What is to be decided: rows of a table with `data-due`.
    pub decisions_html: String,
    /// Forms and criteria: items of a list.
    pub gates_html: String,
    /// The page of all gates.
    pub gates_href: Option<String>,
    /// What is to be done by a day: rows of a table with `data-due`.
    pub due_html: String,
    /// Who is on call: rows of a table with `data-from` and `data-to`.
    pub on_call_html: String,
    /// Documents about the sprint, or that tell something of it.
    #[serde(rename = "documents_html", serialize_with = "super::lists::serialize_links")]
    pub documents: Vec<LinkView>,
    /// Number of documents that are not listed.
    pub documents_more: usize,
    /// Its calendar.
    pub calendar: CalendarView,
    /// Entries that the calendar leaves out, being too many.
    pub calendar_more: usize,
    /// How to subscribe to its events.
    pub subscribe: Vec<SubscribeView>,
}

/// The days of a sprint.
#[derive(Clone, Debug, Serialize)]
pub struct SprintDaysView {
    /// First day, ISO.
    pub start: String,
    /// Last day, ISO; empty where it is not known.
    pub end: String,
    /// For people: `5–18 January 2026, 14 days`.
    pub text: String,
    /// Whether working days are counted.
    pub working: bool,
    /// Which days are counted, in a sentence.
    pub counting: String,
    /// Working days on which nobody works, ISO, separated by spaces.
    pub off: String,
}
