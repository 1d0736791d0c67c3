//! What the entries of one list have in common, counted once for each list.

use std::collections::HashMap;

use super::super::phrase::state::{self, State};
use super::super::reading::{Entry, clean};
use super::people;

/// What is known of the items that stand under one line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// How many there are.
    pub all: usize,
    /// How many begin with words of a state.
    pub worded: usize,
    /// How many begin with what looks like a person.
    pub persons: usize,
    /// The state of all of them, where they are a column of a board.
    pub board: Option<State>,
}

/// Counts by the line above.
#[derive(Debug, Default)]
pub(super) struct Lists {
    known: HashMap<u32, Counts>,
}

impl Lists {
    /// What is known of the items under a line.
    pub fn of(&mut self, parent: Entry<'_>) -> Counts {
        *self.known.entry(parent.id).or_insert_with(|| count(parent))
    }
}

fn count(parent: Entry<'_>) -> Counts {
    let mut counts = Counts { board: column(parent), ..Counts::default() };
    for text in parent.children().filter(|child| child.is_item()).map(Entry::text) {
        counts.all += 1;
        counts.worded += usize::from(has_state_word(text));
        let head = text.split([':', '–', '—']).next().unwrap_or_default();
        let head = head.split(" to ").next().unwrap_or_default().trim();
        counts.persons += usize::from(people::looks_personal(head));
    }
    counts
}

/// Whether a text begins with words of a state; a sign alone decorates.
pub(super) fn has_state_word(text: &str) -> bool {
    let bare = text.trim_start_matches(|letter: char| !letter.is_ascii_alphabetic());
    state::read_head(text).is_some() && state::read_head(bare).is_some()
}

/// The state of a column of a board: entries under `In progress`, where the sections beside it are named so, too.
fn column(parent: Entry<'_>) -> Option<State> {
    let named = |heading: Entry<'_>| {
        let short = heading.level() > 1 && heading.text().split_whitespace().count() <= 4;
        if short { state::named(clean(heading.text())) } else { None }
    };
    let state = named(parent)?;
    let beside = parent.parent()?.children().filter(|beside| beside.level() == parent.level());
    (beside.filter(|beside| named(*beside).is_some()).take(2).count() > 1).then_some(state)
}
