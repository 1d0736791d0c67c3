//! What the entries of one list have in common, found once for each list and only where it is asked for.

use super::super::phrase::state::{self, State};
use super::super::phrase::words::{Known, Words};
use super::super::reading::{Entry, clean};
use super::people;
use super::wording::last_mark;

/// Answers that were given of lines, by the index of the line.
#[derive(Debug)]
pub(super) struct ByLine<T>(Vec<Option<T>>);

impl<T> Default for ByLine<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> ByLine<T> {
    /// What is known of a line, found out when it is asked for first.
    pub fn of<'r>(&mut self, line: Entry<'r>, find: impl FnOnce(Entry<'r>) -> T) -> T {
        let at = line.id as usize;
        if self.0.len() <= at {
            self.0.resize(line.reading.entries().len(), None);
        }
        *self.0[at].get_or_insert_with(|| find(line))
    }
}

/// How many of the items under one line look alike.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// How many there are.
    pub all: usize,
    /// How many begin with words of a state.
    pub worded: usize,
    /// How many begin with what looks like a person.
    pub persons: usize,
}

/// Answers by the line above.
#[derive(Debug, Default)]
pub(super) struct Lists {
    counts: ByLine<Counts>,
    boards: ByLine<Option<State>>,
    assigned: ByLine<bool>,
    estimated: ByLine<bool>,
}

impl Lists {
    /// What the items under a line begin with.
    pub fn counts(&mut self, parent: Entry<'_>) -> Counts {
        self.counts.of(parent, count)
    }

    /// The state of all items under a line, where they are a column of a board.
    pub fn board(&mut self, parent: Entry<'_>) -> Option<State> {
        self.boards.of(parent, column)
    }

    /// Whether most of them end with a person: `Hire the tent (Ada)`, `Hire the tent – Ada, by Friday`.
    pub fn assigned(&mut self, parent: Entry<'_>) -> bool {
        self.assigned.of(parent, are_assigned)
    }

    /// Whether most of them have a small number in parentheses: `OPS-3 Hire the tent (5)`.
    pub fn estimated(&mut self, parent: Entry<'_>) -> bool {
        self.estimated.of(parent, |parent| {
            let (all, found) =
                texts(parent).fold((0, 0), |(all, found), text| (all + 1, found + u32::from(estimate(text))));
            found > 1 && found * 3 >= all * 2
        })
    }
}

/// The items under a line.
fn texts<'r>(parent: Entry<'r>) -> impl Iterator<Item = &'r str> {
    parent.children().filter(|child| child.is_item()).map(Entry::text)
}

fn count(parent: Entry<'_>) -> Counts {
    let mut counts = Counts::default();
    for text in texts(parent) {
        counts.all += 1;
        counts.worded += usize::from(has_state_word(text));
        let head = text.split([':', '–', '—']).next().unwrap_or_default();
        let head = head.split(" to ").next().unwrap_or_default().trim();
        counts.persons += usize::from(people::looks_personal(head));
    }
    counts
}

fn are_assigned(parent: Entry<'_>) -> bool {
    let (mut all, mut named) = (0, Vec::new());
    for text in texts(parent) {
        all += 1;
        named.extend(person_at_end(text));
    }
    if named.len() < 2 || named.len() * 3 < all * 2 {
        return false;
    }
    // Tools look like persons: that one name comes back, or has a surname, tells them apart, or that all have one.
    let sure = named.len() == all && all > 2 || named.iter().any(|name| name.contains(' '));
    sure || {
        named.sort_unstable();
        named.windows(2).any(|pair| pair[0] == pair[1])
    }
}

/// The person in the last parentheses of a text or after its last dash.
fn person_at_end(text: &str) -> Option<&str> {
    let inner = |open: usize| text[open + 1..].split([')', ',']).next();
    let dash = last_mark(text, &[" – ", " — ", " - "]).and_then(|(at, mark)| text[at + mark..].split(',').next());
    let person = |name: &&str| people::is_plainly_personal(name);
    dash.map(str::trim).filter(person).or_else(|| text.rfind('(').and_then(inner).map(str::trim).filter(person))
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
    state::read_head(bare).is_some() && state::read_head(text).is_some()
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
    const WAITING: Words = Words::of(&[
        "ready",
        "next",
        "up next",
        "later",
        "ideas",
        "selected",
        "ready to start",
        "ready for development",
    ]);
    WAITING.knows(name).then_some(State::Open)
}
