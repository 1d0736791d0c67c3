//! Sentences of a review or plan that say how many points there are in all or were finished, and the list beside them
//! whose entries have bare points: `Six planned, 29 points. Five finished, 24 points.` over `- ✅ A-1 Sign in (5)`.

use super::amount::{self, Written};
use super::{Measure, Sum, has_word, lists_of, siblings};
use crate::understand::phrase::state::{self, State};
use crate::understand::reading::{Entry, Kind, Reading};

/// Longest paragraph of such sentences.
const LONGEST: usize = 200;

/// All such sentences.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    let text = reading.source.text.as_bytes();
    if memchr::memmem::find(text, b"oints").is_none() {
        return;
    }
    for entry in reading.entries() {
        let line = matches!(entry.kind(), Kind::Paragraph | Kind::Field) && entry.text().len() <= LONGEST;
        if !line || !entry.text().contains("oints") {
            continue;
        }
        let clauses: Vec<(&str, Written<'_>)> =
            entry.text().split(['.', ';', '!']).filter_map(|clause| Some((clause, amount::amount(clause)?))).collect();
        if clauses.is_empty() {
            continue;
        }
        let Some(leaves) = leaves(entry) else { continue };
        sums.extend(clauses.iter().filter_map(|(clause, stated)| sum(entry, clause, stated, &leaves)));
    }
}

/// An entry with its points, and whether it is done, where it says so.
struct Leaf<'r> {
    entry: Entry<'r>,
    points: i64,
    done: Option<bool>,
}

/// The only list beside a line whose entries all have bare points.
fn leaves(line: Entry<'_>) -> Option<Vec<Leaf<'_>>> {
    let near = siblings(line);
    let below = near.iter().filter(|other| !other.is_heading() && !other.is_item());
    let all = lists_of(near.iter().copied()).into_iter().chain(below.flat_map(|other| lists_of(other.children())));
    let mut found = all.filter_map(|list| {
        let leaves: Option<Vec<Leaf<'_>>> = list.into_iter().map(leaf).collect();
        leaves.filter(|leaves| leaves.len() > 1)
    });
    found.next().filter(|_| found.next().is_none())
}

/// `✅ A-1 Sign in (5) – Ada`
fn leaf(entry: Entry<'_>) -> Option<Leaf<'_>> {
    let mut bare = entry.text().split('(').skip(1).filter_map(|piece| {
        let (inner, _) = piece.split_once(')')?;
        amount::plain(inner).filter(|_| inner.len() <= 3)
    });
    let points = bare.next().filter(|_| bare.next().is_none())?;
    let boxed = entry.task().map(|task| entry.reading.document.tasks[task as usize].done);
    let told = state::read_head(entry.text()).or_else(|| state::read_tail(entry.text()));
    Some(Leaf { entry, points, done: boxed.or(told.map(|(state, _)| state == State::Done)) })
}

fn sum(line: Entry<'_>, clause: &str, stated: &Written<'_>, leaves: &[Leaf<'_>]) -> Option<Sum> {
    const ALL: [&str; 6] = ["planned", "committed", "taken", "total", "altogether", "selected"];
    const DONE: [&str; 6] = ["finished", "done", "completed", "delivered", "accepted", "closed"];
    let (all, done) = (has_word(clause, &ALL), has_word(clause, &DONE));
    let own: Vec<&Leaf<'_>> = match (all, done) {
        (true, false) => leaves.iter().collect(),
        (false, true) if leaves.iter().all(|leaf| leaf.done.is_some()) => {
            leaves.iter().filter(|leaf| leaf.done == Some(true)).collect()
        }
        _ => return None,
    };
    let sum: i64 = own.iter().map(|leaf| leaf.points).sum();
    let near = own.len() > 1 && sum <= stated.value * 2 && sum * 2 >= stated.value;
    near.then(|| Sum {
        measure: Measure::Points,
        stated: stated.value,
        span: line.span_of(stated.text),
        readings: vec![(sum, sum)],
        complete: true,
        parts: own.iter().map(|leaf| leaf.entry.span()).collect(),
        what: "points".into(),
    })
}
