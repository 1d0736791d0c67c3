//! The checklists pages: every box by document and section, by owner, by due date, with counts.

use serde::{Serialize, Serializer};

use super::LinkView;
use super::lists::state_word;
use crate::render::escape;

/// Everything a checklists page shows: either sheets, or (above 1,000 boxes) the pages that hold them.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistsView {
    /// Number of boxes.
    pub total: usize,
    /// How many are ticked.
    pub done: usize,
    /// What the count is of: `All checklists`, `Ada`.
    pub label: String,
    /// The same boxes in other orders, this page among them; empty where there is one order only.
    pub ways: Vec<LinkView>,
    /// The boxes for spreadsheets.
    pub csv: String,
    /// Whether only boxes that are not done yet are listed.
    pub only_open: bool,
    /// Whether groups are told with their counts.
    pub counted: bool,
    /// Pages below this one, where there are too many boxes for it.
    pub sections: Vec<ChecklistSectionView>,
    /// Sheets of boxes: of a document, of an owner, of a day.
    pub sheets: Vec<ChecklistSheetView>,
}

/// A page with some of the boxes.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistSectionView {
    /// Its name.
    pub title: String,
    /// Its address.
    pub href: String,
    /// Number of boxes.
    pub total: usize,
    /// How many are ticked.
    pub done: usize,
}

/// Boxes that are printed on a sheet of their own.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistSheetView {
    /// Of what: the title of a document, the name of an owner, a day.
    pub title: String,
    /// Its page; empty where there is none.
    pub href: String,
    /// The id of its heading; empty where nothing leads to it.
    pub id: String,
    /// Whether it is signed on paper.
    pub signed: bool,
    /// Number of boxes.
    pub total: usize,
    /// How many are ticked.
    pub done: usize,
    /// Boxes by the headings above them, or by their documents.
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
    /// The path of their document: ticks are kept by it.
    pub path: String,
    /// The boxes. Templates see `items_html`, a list.
    #[serde(rename = "items_html", serialize_with = "serialize_boxes")]
    pub items: Vec<ChecklistItemView>,
}

/// One box.
#[derive(Clone, Debug)]
pub struct ChecklistItemView {
    /// Its text.
    pub text: String,
    /// `open`, `in-progress`, `blocked`, `done`, `cancelled`
    pub state: &'static str,
    /// Nesting, from 0.
    pub depth: u8,
    /// What a reader's tick is kept by, within its document.
    pub tick: String,
    /// Who owns it; those without a page have no address.
    pub owners: Vec<(String, Option<String>)>,
    /// By when it is to be done.
    pub due: Option<DueView>,
}

/// A day by which something is to be done.
#[derive(Clone, Debug)]
pub struct DueView {
    /// `2026-01-05`; none where the day has no date.
    pub iso: Option<String>,
    /// `5 January 2026`, `Day 8`
    pub text: String,
}

/// For serde: boxes as templates get them.
pub fn serialize_boxes<S: Serializer>(items: &[ChecklistItemView], serializer: S) -> Result<S::Ok, S::Error> {
    let mut html = String::with_capacity(220 * items.len() + 30);
    html.push_str("<ul class=\"tasks\">");
    for item in items {
        item_into(&mut html, item);
    }
    html.push_str("\n</ul>");
    serializer.serialize_str(&html)
}

fn item_into(html: &mut String, item: &ChecklistItemView) {
    let word = state_word(item.state);
    push(html, &["\n<li class=\"task ", item.state, " depth-", DEPTHS[usize::from(item.depth).min(6)]]);
    let closed = matches!(item.state, "done" | "cancelled");
    match item.due.as_ref().and_then(|due| due.iso.as_deref()).filter(|_| !closed) {
        Some(iso) => push(html, &["\" data-due=\"", iso, "\">"]),
        None => html.push_str("\">"),
    }
    push(html, &["<span class=\"box\" role=\"img\" aria-label=\"", word]);
    match closed {
        true => html.push_str("\"></span>"),
        false => push(html, &["\" data-tick=\"", &item.tick, "\"></span>"]),
    }
    escape::text_into(html, &item.text);
    if !matches!(item.state, "done" | "open") {
        push(html, &[" <strong class=\"state\">", word, "</strong>"]);
    }
    for (name, href) in &item.owners {
        match href {
            Some(href) => push(html, &[" <a class=\"owner\" href=\"", href, "\">"]),
            None => html.push_str(" <span class=\"owner\">"),
        }
        escape::text_into(html, name);
        html.push_str(if href.is_some() { "</a>" } else { "</span>" });
    }
    if let Some(due) = &item.due {
        match &due.iso {
            Some(iso) => push(html, &[" <span class=\"due\">Due <time datetime=\"", iso, "\">"]),
            None => html.push_str(" <span class=\"due\">Due "),
        }
        escape::text_into(html, &due.text);
        html.push_str(if due.iso.is_some() { "</time></span>" } else { "</span>" });
    }
    html.push_str("</li>");
}

const DEPTHS: [&str; 7] = ["0", "1", "2", "3", "4", "5", "6"];

fn push(html: &mut String, pieces: &[&str]) {
    for piece in pieces {
        html.push_str(piece);
    }
}
