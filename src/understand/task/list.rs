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
    /// Whether most of them end with a person: `Hire the tent (Ada)`, `Hire the tent – Ada, by Friday`.
    pub assigned: bool,
    /// Whether most of them have a small number in parentheses: `OPS-3 Hire the tent (5)`.
    pub estimated: bool,
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
    let (mut named, mut estimated) = (Vec::new(), 0);
    for text in parent.children().filter(|child| child.is_item()).map(Entry::text) {
        counts.all += 1;
        counts.worded += usize::from(has_state_word(text));
        let head = text.split([':', '–', '—']).next().unwrap_or_default();
        let head = head.split(" to ").next().unwrap_or_default().trim();
        counts.persons += usize::from(people::looks_personal(head));
        named.extend(person_at_end(text));
        estimated += usize::from(estimate(text));
    }
    // Tools look like persons: that one name comes back, or has a surname, tells them apart, or that all have one.
    let mut names = named.clone();
    names.sort_unstable();
    names.dedup();
    let sure = names.len() < named.len()
        || names.iter().any(|name| name.contains(' '))
        || named.len() == counts.all && counts.all > 2;
    counts.assigned = named.len() > 1 && named.len() * 3 >= counts.all * 2 && sure;
    counts.estimated = estimated > 1 && estimated * 3 >= counts.all * 2;
    counts
}

/// The person in the last parentheses of a text or after its last dash.
fn person_at_end(text: &str) -> Option<&str> {
    let inner = |open: usize| text[open + 1..].split([')', ',']).next();
    let dash = || {
        let cuts = [" – ", " — ", " - "].iter().filter_map(|mark| Some(text.rfind(mark)? + mark.len()));
        cuts.max().and_then(|at| text[at..].split(',').next())
    };
    let person = |name: &&str| people::is_plainly_personal(name);
    dash().map(str::trim).filter(person).or_else(|| text.rfind('(').and_then(inner).map(str::trim).filter(person))
}

/// `(5)`
fn estimate(text: &str) -> bool {
    text.match_indices('(').any(|(open, _)| {
        let inner = text[open + 1..].split(')').next().unwrap_or_default();
        inner.len() <= 2 && inner.parse::<u32>().is_ok_and(|points| points <= 40)
    })
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
        let text = clean(heading.text());
        if short { state::named(text).or_else(|| waits(text)) } else { None }
    };
    let state = named(parent)?;
    let beside = parent.parent()?.children().filter(|beside| beside.level() == parent.level());
    (beside.filter(|beside| named(*beside).is_some()).take(2).count() > 1).then_some(state)
}

/// Columns of a board in which work waits to be begun.
fn waits(text: &str) -> Option<State> {
    let name = text.split('(').next().unwrap_or_default().trim();
    const WAITING: [&str; 8] =
        ["ready", "next", "up next", "later", "ideas", "selected", "ready to start", "ready for development"];
    WAITING.iter().any(|known| name.eq_ignore_ascii_case(known)).then_some(State::Open)
}
