//! People, squads and who is on call.

use serde::Serialize;

use super::SubscribeView;

/// `people/`, the matrix of people and meetings, `squads/` and `on-call/`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PeopleView {
    /// How many the page shows.
    pub total: usize,
    /// The pages with parts of the matrix, where it is too large for one.
    pub parts: Vec<super::LinkView>,
    /// Address of the matrix of people and meetings, if there is one.
    pub matrix: Option<String>,
    /// Address of the same as CSV.
    pub csv: Option<String>,
    /// The list.
    pub list_html: String,
}

/// The page of a person, role or squad.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PersonView {
    /// `Person`, `Role`, `Role or group` or `Squad`.
    pub sort: &'static str,
    /// Who fills it; empty where nobody is known.
    pub members_html: String,
    /// The groups and roles that they are in or fill.
    pub groups_html: String,
    /// The documents that tell what it is.
    pub told_html: String,
    /// How to subscribe to its calendar.
    pub subscribe: Option<SubscribeView>,
    /// First weekday of the reader's week, Sunday is 0; none where nothing has a date.
    pub week: Option<u32>,
    /// Meetings, decisions, tasks, shifts, responsibilities.
    pub list_html: String,
}
