//! Forms and lists of criteria as sheets: what stands on each of their lines, and what is to be filled in there.
//!
//! A form is a fact; its lines are not, since nobody acts on them but on paper. A list is one of criteria where its
//! heading or the line that introduces it says so.

mod criteria;
mod filled;
mod line;

use std::sync::Arc;

use super::fact::{Fact, Place};
use super::reading::Reading;

/// A form or a list of criteria.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it is called.
    pub title: Box<str>,
    /// What its own first line calls it, where that is a title of its own.
    pub caption: Box<str>,
    /// Where it begins.
    pub place: Place,
    /// Index of the heading it is or stands under, in the outline of its document.
    pub heading: Option<u32>,
    /// Name of the sprint it belongs to.
    pub timebox: Option<Arc<str>>,
    /// What sort it is.
    pub sort: Sort,
    /// Its lines, by the headings above them.
    pub groups: Vec<Group>,
}

/// Sorts of sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Something with blanks to be filled in.
    Form,
    /// Criteria on which something goes on or does not.
    Gate,
    /// Criteria by which something is done or ready.
    Definition,
}

/// Lines under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The heading; empty where there is none.
    pub title: Box<str>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is for.
    pub role: LineRole,
    /// What stands on it.
    pub pieces: Vec<Piece>,
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRole {
    /// Something that has to be so, with a box.
    Criterion {
        /// Whether the box is ticked.
        done: bool,
        /// Index of the box in [`crate::parse::document::Document::tasks`], where it is one.
        item: Option<u32>,
    },
    /// The question whether it goes on: its last piece is the choice.
    Verdict,
    /// Anything else.
    Plain,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(Box<str>),
    /// Room for writing: how many letters, and what belongs there as far as the brackets say.
    Blank {
        /// Letters.
        room: u16,
        /// `Name`; empty for a plain line.
        hint: Box<str>,
    },
    /// An empty box.
    Box,
    /// One of these is circled.
    Choice(Vec<Box<str>>),
}

/// All sheets of a document, in the order of the text.
pub fn read(reading: &Reading<'_>, facts: &[Fact]) -> Vec<Sheet> {
    let forms = facts.iter().filter(|fact| fact.form().is_some());
    let mut sheets: Vec<Sheet> = forms.filter_map(|fact| filled::sheet(reading, fact)).collect();
    sheets.extend(criteria::sheets(reading, facts));
    sheets.sort_by_key(|sheet| sheet.place.span.start);
    sheets.shrink_to_fit();
    sheets
}

impl Sheet {
    /// Its criteria: whether each is met, and its line.
    pub fn criteria(&self) -> impl Iterator<Item = (bool, &Line)> {
        let lines = self.groups.iter().flat_map(|group| &group.lines);
        lines.filter_map(|line| match line.role {
            LineRole::Criterion { done, .. } => Some((done, line)),
            LineRole::Verdict | LineRole::Plain => None,
        })
    }

    /// How many blanks are to be filled in, boxes of criteria left out.
    pub fn blanks(&self) -> usize {
        let pieces = self.groups.iter().flat_map(|group| &group.lines).flat_map(|line| &line.pieces);
        pieces.filter(|piece| !matches!(piece, Piece::Text(_))).count()
    }
}

impl Line {
    /// Its words alone.
    pub fn words(&self) -> String {
        let words = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.trim()),
            _ => None,
        });
        words.collect::<Vec<_>>().join(" ")
    }
}
