//! Every box of the handbook in other orders than the documents': by owner, and by due date. Worked out once.

mod due;
mod owner;
mod parts;
pub mod tick;

use crate::link::Handbook;
use crate::understand::fact::{Fact, State};

use super::index::{Entry, Index};
use super::overview::split::MOST;

pub use parts::{Part, Slice};

/// A way to look at boxes beside that by document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By who owns them.
    Owner,
    /// By the day on which they are due.
    Due,
}

/// Boxes that belong together in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What they are called: `DevOps Lead`, `Monday 5 January 2026`, `Day 8 of Sprint 18`.
    pub title: String,
    /// Of an owner whom `handbook.subjects` knows: the number there.
    pub subject: Option<u32>,
    /// The last part of its page's address, where it has one.
    pub slug: String,
    /// Whether these are the boxes that name no owner, or no day.
    pub is_rest: bool,
    /// How many boxes.
    pub total: usize,
    /// How many of them are done.
    pub done: usize,
    /// Those that are listed, as numbers among all tasks, in reading order.
    pub boxes: Vec<u32>,
}

/// All boxes.
#[derive(Debug, Default)]
pub struct Boxes {
    /// By document: how many boxes, and how many of them are done.
    of_document: Vec<(u32, u32)>,
    /// By owner, in the order of the names, those without one last; empty where no box names an owner.
    pub by_owner: Vec<Group>,
    /// By day: dates, then days of sprints without dates, then those without a day; empty where no box has a day.
    pub by_due: Vec<Group>,
    /// Whether boxes are so many that only open ones are listed by owner and by day, on a page for each.
    pub is_long: bool,
    /// The pages below those by owner and by day, where there are such.
    pub parts: Vec<Part>,
}

impl Boxes {
    /// Reads the tasks of published documents.
    pub fn new(handbook: &Handbook<'_>, index: &Index<'_>) -> Self {
        let mut of_document = vec![(0, 0); handbook.documents.len()];
        let mut all = Vec::new();
        for (at, entry) in index.of("task").iter().enumerate() {
            if is_box(entry.fact) {
                let counts = &mut of_document[entry.document as usize];
                *counts = (counts.0 + 1, counts.1 + u32::from(entry.fact.is_done()));
                all.push((at as u32, *entry));
            }
        }
        let is_long = all.len() > MOST;
        let mut boxes = Self { of_document, is_long, ..Self::default() };
        boxes.by_owner = owner::groups(handbook, &all, is_long);
        boxes.by_due = due::groups(&all, is_long);
        boxes.parts = parts::parts(&boxes);
        boxes
    }

    /// How many boxes a document has, and how many of them are done.
    pub fn count(&self, document: u32) -> (usize, usize) {
        let (total, done) = self.of_document[document as usize];
        (total as usize, done as usize)
    }

    /// The same of several documents together.
    pub fn count_all(&self, documents: impl Iterator<Item = u32>) -> (usize, usize) {
        let counts = documents.map(|document| self.count(document));
        counts.fold((0, 0), |(total, done), (boxes, ticked)| (total + boxes, done + ticked))
    }

    /// The groups of a way.
    pub fn groups(&self, way: Way) -> &[Group] {
        match way {
            Way::Owner => &self.by_owner,
            Way::Due => &self.by_due,
        }
    }
}

/// Whether a fact is a box, and no row of a table.
pub fn is_box(fact: &Fact) -> bool {
    fact.task().is_some_and(|task| task.item.is_some())
}

/// Whether nothing is left to be done.
fn is_closed(fact: &Fact) -> bool {
    matches!(fact.state, Some(State::Done | State::Cancelled))
}

impl Group {
    fn named(title: String) -> Self {
        Self { title, ..Self::default() }
    }

    /// Counts a box, and lists it unless there are too many for those that are closed.
    fn add(&mut self, at: u32, entry: &Entry<'_>, is_long: bool) {
        self.total += 1;
        self.done += usize::from(entry.fact.is_done());
        if !is_long || !self.is_rest && !is_closed(entry.fact) {
            self.boxes.push(at);
        }
    }
}
