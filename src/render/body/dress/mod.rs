//! What facts add to a document's text on its own page: where, and what. The text itself stays as it is.
//!
//! All lists are in the order of the text, so that the writer finds what it is at by a search in a short list; a
//! document without facts has nothing to be searched.

mod cards;
mod chip;
mod marks;
mod rail;

use chrono::NaiveDate;

use crate::base::span::Span;
use crate::render::site::Site;
use crate::understand::fact::{Detail, Fact, State};
use crate::understand::phrase::date;

pub use cards::{Card, state_of};
pub use chip::{Chip, chip, clock};
pub use marks::{Mark, Sense};
pub use rail::{Rest, Slot};

/// What is added to one document.
#[derive(Default)]
pub struct Dress<'s> {
    /// Days and names within the text; none overlaps another.
    pub marks: Vec<Mark>,
    /// Brackets at the end of a box that say who or when.
    pub asides: Vec<Span>,
    /// Sections that are a meeting's or a decision's.
    pub cards: Vec<Card<'s>>,
    /// Items of agendas.
    pub slots: Vec<Slot>,
    /// Boxes by their number: how far, and by when.
    pub boxes: Vec<(u32, State, Option<NaiveDate>)>,
    /// Tasks and decisions that a row of a table or an item of a list tells: where that begins, and the fact.
    pub lines: Vec<(u32, &'s Fact)>,
}

impl<'s> Dress<'s> {
    /// All that facts add to a document, for its page at `address`.
    pub fn of(site: &Site<'s>, document: usize, address: &str) -> Self {
        let facts = &site.handbook.facts[document];
        let days = site.handbook.claims.get(document).map_or(&[][..], |claims| &claims.days);
        let mut dress = Self::default();
        if facts.is_empty() && days.is_empty() {
            return dress;
        }
        dress.marks = marks::of(site, document, address, days);
        dress.asides = marks::asides(site, document, &dress.marks);
        dress.cards = cards::of(site, document, address);
        for fact in facts {
            match &fact.detail {
                Detail::Event(event) => dress.slots.extend(rail::of(fact, event)),
                Detail::Task(task) => match (task.item, fact.state) {
                    (Some(item), Some(state)) => dress.boxes.push((item, state, fact.due)),
                    (None, Some(_)) => dress.lines.push((fact.place.span.start, fact)),
                    _ => {}
                },
                Detail::Decision(_) if !cards::is_section(site, document, fact) => {
                    dress.lines.push((fact.place.span.start, fact));
                }
                _ => {}
            }
        }
        dress.slots.sort_by_key(|slot| slot.start);
        dress.slots.dedup_by_key(|slot| slot.start);
        dress.boxes.sort_by_key(|(item, ..)| *item);
        dress
    }

    /// Whether a section, whose text is this, names a day.
    pub fn tells(&self, section: Span, day: NaiveDate, text: &str) -> bool {
        let is_day =
            |mark: &Mark| matches!(&mark.sense, Sense::Day(chip) if chip.start == day || chip.end == Some(day));
        self.marks_in(section).any(is_day)
            || text.contains(&day.format("%Y-%m-%d").to_string())
            || text.contains(&date::long(day))
    }

    /// The marks that stand wholly within a piece of the text.
    pub fn marks_in(&self, piece: Span) -> impl Iterator<Item = &Mark> {
        let from = self.marks.partition_point(|mark| mark.span.start < piece.start);
        self.marks[from..].iter().take_while(move |mark| mark.span.end <= piece.end)
    }

    /// The brackets that stand wholly within a piece of the text.
    pub fn aside_in(&self, piece: Span) -> Option<Span> {
        let at = self.asides.partition_point(|aside| aside.start < piece.start);
        self.asides.get(at).copied().filter(|aside| aside.end <= piece.end)
    }

    /// The first item of an agenda within a piece of the text.
    pub fn slot_in(&self, piece: Span) -> Option<&Slot> {
        let slot = self.slots.get(self.slots.partition_point(|slot| slot.start < piece.start))?;
        (slot.start < piece.end).then_some(slot)
    }

    /// What the first row or item of a list within a piece of the text tells, and where that begins.
    pub fn line_in(&self, piece: Span) -> Option<(u32, &'s Fact)> {
        let at = self.lines.partition_point(|(start, _)| *start < piece.start);
        self.lines.get(at).filter(|(start, _)| *start < piece.end).copied()
    }

    /// How far a box is, and by when it is to be ticked.
    pub fn state_of_box(&self, item: usize) -> Option<(State, Option<NaiveDate>)> {
        let at = self.boxes.binary_search_by_key(&(item as u32), |(item, ..)| *item).ok()?;
        Some((self.boxes[at].1, self.boxes[at].2))
    }
}
