//! The checklists page: every box by document and section, with counts.

use serde::Serialize;

/// Everything a checklists page shows: either documents, or (above 1,000 boxes) the sections that hold them.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistsView {
    /// Number of boxes.
    pub total: usize,
    /// How many are ticked.
    pub done: usize,
    /// Pages by section, where they are too many for one page.
    pub sections: Vec<ChecklistSectionView>,
    /// Documents with boxes, in reading order.
    pub documents: Vec<ChecklistDocumentView>,
}

/// A section with a checklists page of its own.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistSectionView {
    /// Its name.
    pub title: String,
    /// Its checklists page.
    pub href: String,
    /// Number of boxes.
    pub total: usize,
    /// How many are ticked.
    pub done: usize,
}

/// A document's boxes.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistDocumentView {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Number of boxes.
    pub total: usize,
    /// How many are ticked.
    pub done: usize,
    /// Boxes by the headings above them.
    pub groups: Vec<ChecklistGroupView>,
}

/// Boxes under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistGroupView {
    /// The headings above, the document's title left out; empty for boxes before the first heading.
    pub title: String,
    /// The heading's address.
    pub href: String,
    /// Number of boxes.
    pub total: usize,
    /// How many are ticked.
    pub done: usize,
    /// The boxes. Templates see `items_html`, a list.
    #[serde(rename = "items_html", serialize_with = "super::lists::serialize_boxes")]
    pub items: Vec<ChecklistItemView>,
}

/// One box.
#[derive(Clone, Debug)]
pub struct ChecklistItemView {
    /// Its text.
    pub text: String,
    /// Whether it is ticked.
    pub done: bool,
    /// `open`, `in-progress`, `blocked`, `done`, `cancelled`
    pub state: &'static str,
    /// Nesting, from 0.
    pub depth: u8,
}
