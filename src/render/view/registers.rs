//! Lists of facts by document: risks, targets, escalations, dependencies; and decisions by sprint.

use serde::Serialize;

/// Everything that a page with such a list shows: either the list, or (above 1,000 items) the pages that have it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterView {
    /// How many items there are.
    pub total: usize,
    /// In how many documents.
    pub documents: usize,
    /// How many there are of each sort; empty where nothing tells sorts.
    pub tallies: Vec<TallyView>,
    /// The pages below.
    pub below: Vec<BelowView>,
    /// What stands above the list: those that come first, or a picture of all.
    pub head_html: String,
    /// The list.
    pub list_html: String,
}

/// How many there are of a sort.
#[derive(Clone, Debug, Serialize)]
pub struct TallyView {
    /// The class that gives its colour and icon.
    pub class: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// How many.
    pub count: usize,
}

/// A page with a part of a list.
#[derive(Clone, Debug, Serialize)]
pub struct BelowView {
    /// Its name.
    pub title: String,
    /// Its address.
    pub href: String,
    /// How many items it has.
    pub count: usize,
}
