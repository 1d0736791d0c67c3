//! The timeline: a drawing, and the tables below it.

use serde::Serialize;

use super::LinkView;

/// What a timeline page shows.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineView {
    /// The drawing (SVG); empty where the page has pages below it.
    pub svg: String,
    /// Rows of the table of sprints.
    pub rows_html: String,
    /// Rows of the table of milestones; empty where there are none.
    pub milestones_html: String,
    /// Milestones that the table leaves out.
    pub milestones_more: usize,
    /// Pages of sections, where there are too many sprints for one page.
    pub sections: Vec<LinkView>,
}
