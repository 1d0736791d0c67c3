//! What an archetype is told: its variables, by their names.

use serde::Serialize;

use super::sprint::{Dates, Sprint};
use crate::base::path;
use crate::parse::document::Document;

/// The variables of an archetype.
#[derive(Clone, Debug, Serialize)]
pub struct Known {
    /// The kind of document.
    pub kind: String,
    /// What was asked for, as typed.
    pub name: String,
    /// What the document is called.
    pub title: String,
    /// Name of its file, or of its own folder, without what stands before it (a date, a number).
    pub slug: String,
    /// Its day as `2026-01-09`.
    pub date: String,
    /// Its day as `9 January 2026`.
    pub day: String,
    /// For a sprint the number in its name, else the next; for others the next where files are numbered.
    pub number: Option<u32>,
    /// For a sprint: its first day.
    pub start: Option<String>,
    /// For a sprint: its last day.
    pub end: Option<String>,
    /// For a sprint: the number of its last working day.
    pub last_day: Option<i32>,
    /// The sprint that it belongs to: itself, or the one that runs on its day.
    pub sprint: Option<SprintLink>,
    /// For a sprint: the one before.
    pub previous: Option<SprintLink>,
    /// All sprints that run on its day.
    pub sprints: Vec<SprintLink>,
    /// Who answers for it: as in the documents beside it.
    pub owner: String,
    /// The name without words such as “squad” at its end.
    pub squad: String,
    /// What handbook.yaml requires at the head of every document.
    pub notice: Option<String>,
    /// The handbook.
    pub handbook: HandbookName,
}

/// A sprint, as an archetype links to it.
#[derive(Clone, Debug, Serialize)]
pub struct SprintLink {
    /// Its name: `Sprint 12`.
    pub name: String,
    /// Title of its page.
    pub title: String,
    /// The way to it from the new document, as a link's target.
    pub path: String,
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
}

/// The handbook, as an archetype sees it.
#[derive(Clone, Debug, Serialize)]
pub struct HandbookName {
    /// What it is called.
    pub title: String,
}

impl SprintLink {
    /// To the sprint that a document declares, from a document at the path `from`.
    pub(super) fn new(sprint: &Sprint, document: &Document, from: &str) -> Self {
        let mut path = String::new();
        path::relative_into(&mut path, from, &document.path);
        let title = document.title().to_owned();
        Self { name: sprint.name.clone(), title, path, start: sprint.start.to_string(), end: sprint.end.to_string() }
    }

    /// Of a new sprint to itself.
    pub(super) fn own(name: &str, title: &str, dates: &Dates, path: &str) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            path: path::encode(path::name(path)),
            start: dates.start.to_string(),
            end: dates.end.to_string(),
        }
    }
}
