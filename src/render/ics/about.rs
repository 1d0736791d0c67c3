//! What events and tasks of a feed have in common.

use chrono::{DateTime, Utc};

use super::line::Lines;
use super::revision;

/// What an entry of a feed is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// Its name for good, as [`super::uid`] gives it.
    pub uid: String,
    /// What it is called.
    pub title: String,
    /// What is shown when it is opened, line by line; none for nothing.
    pub description: String,
    /// Its sprint and the like.
    pub categories: Vec<String>,
    /// Absolute address of its place on the page that tells it, where the site has one.
    pub url: Option<String>,
    /// It may not be missed.
    pub critical: bool,
    /// When its document was last changed; [`revision::EPOCH`] where nobody knows.
    pub revised: Option<DateTime<Utc>>,
}

/// Writes who the entry is and when it was changed.
pub(super) fn head(lines: &mut Lines, about: &About) {
    lines.text("UID", &about.uid);
    revision::write(lines, about.revised);
}

/// Writes what it is about. Readers choke on an empty DESCRIPTION, and on CATEGORIES in several lines.
pub(super) fn body(lines: &mut Lines, about: &About) {
    lines.text("SUMMARY", &about.title);
    if !about.description.is_empty() {
        lines.text("DESCRIPTION", &about.description);
    }
    lines.list("CATEGORIES", about.categories.iter().map(String::as_str));
    if let Some(url) = &about.url {
        lines.uri("URL", url);
    }
}
