//! Pieces of work: boxes, headings and rows of a backlog, entries of action lists; each with its state, owner and day.

use std::sync::Arc;

use super::fact::{Fact, Few};
use super::reading::{Entry, Kind, Reading};
use crate::base::span::Span;
use crate::parse::document::TaskIdMention;

mod action;
mod backlog;
mod boxed;
mod due;
mod list;
mod merge;
mod people;
mod pieces;
mod remark;
mod row;
mod section;
mod wording;
mod words;

use list::Lists;
use people::{Names, Place};
use section::Sections;

/// Most bytes between two ids of a list: `OPS-1, OPS-2`.
const LIST: u32 = 5;

/// One fact for every piece of work.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut work = Work::of(reading);
    let mut found = Vec::with_capacity(reading.document.tasks.len());
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Heading { .. } => found.extend(backlog::read(&mut work, entry)),
            Kind::Item { .. } if entry.task().is_some() => found.extend(boxed::read(&mut work, entry)),
            Kind::Item { .. } => found.extend(action::read(&mut work, entry)),
            Kind::Field | Kind::Paragraph => found.extend(action::said(&mut work, entry)),
            Kind::Table(_) => row::read(&mut work, entry, &mut found),
            _ => {}
        }
    }
    merge::merged(found)
}

/// Words that may stand before an id.
const NOUNS: [&str; 9] = ["task", "story", "user", "issue", "ticket", "bug", "epic", "item", "action"];

/// A heading with the names of all above it.
type Group = (Option<u32>, Arc<[Box<str>]>);

/// What the readers of all sorts of tasks need.
struct Work<'r> {
    reading: &'r Reading<'r>,
    /// Task ids in the order of the text.
    ids: Vec<&'r TaskIdMention>,
    names: Names<'r>,
    sections: Sections,
    lists: Lists,
    group: Option<Group>,
}

impl<'r> Work<'r> {
    fn of(reading: &'r Reading<'r>) -> Self {
        let mut ids: Vec<_> = reading.document.task_ids.iter().collect();
        ids.sort_by_key(|mention| mention.span.start);
        Self {
            reading,
            ids,
            names: Names::of(reading),
            sections: Sections::default(),
            lists: Lists::default(),
            group: None,
        }
    }

    /// How far a name may be believed by the entries beside it.
    fn place_of(&mut self, entry: Entry<'r>) -> Place {
        let assigned = entry.parent().is_some_and(|parent| self.lists.assigned(parent));
        if assigned { Place::Listed } else { Place::Anywhere }
    }

    /// Ids that stand in a span, each once.
    fn refs(&self, span: Span) -> Few<Box<str>> {
        let mut ids: Few<Box<str>> = Few::new();
        for mention in self.mentions(span) {
            if !ids.contains(&mention.id) {
                ids.push(mention.id.clone());
            }
        }
        ids
    }

    fn mentions(&self, span: Span) -> impl Iterator<Item = &'r TaskIdMention> {
        let from = self.ids.partition_point(|mention| mention.span.start < span.start);
        self.ids[from..].iter().copied().take_while(move |mention| mention.span.start < span.end)
    }

    /// The id at the head of a text, where it is the only one there: `OPS-12` of `OPS-12: Move the shelves`.
    fn own_id(&self, span: Span) -> Option<&'r str> {
        if self.ids.is_empty() {
            return None;
        }
        let mut mentions = self.mentions(span);
        let first = mentions.next()?;
        let head = self.reading.source.text.get(span.start as usize..first.span.start as usize)?;
        // `Story SHOP-3: …`
        let leads = head
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .all(|word| NOUNS.iter().any(|noun| word.eq_ignore_ascii_case(noun)));
        let alone = !first.implied && mentions.next().is_none_or(|next| next.span.start > first.span.end + LIST);
        (leads && alone).then_some(&*first.id)
    }

    /// The headings above something that stands under `heading`, that one included.
    fn group(&mut self, heading: Option<u32>) -> Arc<[Box<str>]> {
        // Tasks of one heading share its group.
        if let Some((known, names)) = &self.group
            && *known == heading
        {
            return names.clone();
        }
        let outline = &self.reading.document.outline;
        let names: Arc<[Box<str>]> =
            self.reading.headings(heading).into_iter().map(|at| outline[at as usize].text.as_str().into()).collect();
        self.group = Some((heading, names.clone()));
        names
    }
}

#[cfg(test)]
mod tests;
