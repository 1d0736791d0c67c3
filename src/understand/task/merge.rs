//! The same task told twice in one document is one fact.

use std::collections::HashMap;

use super::super::fact::{Detail, Fact};
use super::super::phrase::words;

/// What a task looks like in the text, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// A box; it stays where it is, as lists of boxes are counted.
    Box,
    /// A section with fields.
    Heading,
    /// A row of a table.
    Row,
    /// An entry of a list.
    Entry,
}

/// Most tellings of one key that are compared; a list of thousand equal boxes is none of one task.
const MOST: usize = 8;

/// A task as one place tells it.
#[derive(Debug)]
pub(super) struct Found {
    pub fact: Fact,
    pub shape: Shape,
    /// Its own id, where the place begins with one.
    pub id: Option<Box<str>>,
}

/// All tasks, each once. Two boxes are never one.
pub(super) fn merged(found: Vec<Found>) -> Vec<Fact> {
    // Most documents have boxes alone.
    if found.iter().all(|found| found.shape == Shape::Box) {
        return found.into_iter().map(|found| found.fact).collect();
    }
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    // The first telling of each key, and for each telling the next of its key.
    let mut first: HashMap<u64, usize> = HashMap::with_capacity(found.len());
    let mut next: Vec<Option<usize>> = Vec::with_capacity(found.len());
    for new in found {
        let at = kept.len();
        if let Some(key) = key(&new) {
            let known = Some(*first.entry(key).or_insert(at)).filter(|known| *known < at);
            let same_key = std::iter::successors(known, |known| next[*known]).take(MOST);
            let same = same_key.clone().find(|known| are_one(&kept[*known], &new) && have_one_key(&kept[*known], &new));
            if let Some(known) = same {
                join(&mut kept[known], new);
                continue;
            }
            if let Some(last) = same_key.last() {
                next[last] = Some(at);
            }
        }
        kept.push(new);
        next.push(None);
    }
    kept.into_iter().map(|found| found.fact).collect()
}

/// A number for its id, else for the words of its title whatever their case; none for a title of one word.
fn key(found: &Found) -> Option<u64> {
    // FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv).
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let mut hash = 0xcbf2_9ce4_8422_2325;
    if let Some(id) = &found.id {
        return Some(id.bytes().fold(hash, add));
    }
    let mut count = 0;
    for word in words::words(&found.fact.title) {
        hash = if word.is_ascii() {
            word.bytes().map(|byte| byte.to_ascii_lowercase()).fold(hash, add)
        } else {
            word.to_lowercase().bytes().fold(hash, add)
        };
        hash = add(hash, b' ');
        count += 1;
    }
    (count > 1).then_some(hash)
}

/// Whether what two numbers of keys were made of is the same.
fn have_one_key(old: &Found, new: &Found) -> bool {
    let words = |found: &Found| -> Vec<String> { words::words(&found.fact.title).map(str::to_lowercase).collect() };
    old.id == new.id && (old.id.is_some() || words(old) == words(new))
}

/// Whether two tellings with one key are of one task: by their ids, or by their titles where they look different.
fn are_one(old: &Found, new: &Found) -> bool {
    let boxes = old.shape == Shape::Box && new.shape == Shape::Box;
    let taken = matches!((&old.fact.detail, &new.fact.detail), (Detail::Task(a), Detail::Task(b)) if a.item.is_some() && b.item.is_some());
    !boxes && !taken && if new.id.is_some() { !are_two(old, new) } else { old.shape != new.shape }
}

/// Whether two entries of one sort have one id and titles without a common word: one of the ids is a slip.
fn are_two(old: &Found, new: &Found) -> bool {
    const SMALL: [&str; 8] = ["and", "for", "from", "into", "the", "their", "with", "without"];
    let own = |found: &Found| -> Vec<String> {
        let id = found.id.as_deref().unwrap_or_default();
        let title = found.fact.title.replace(id, "").to_lowercase();
        title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 2 && !SMALL.contains(word))
            .map(str::to_owned)
            .collect()
    };
    let same = old.shape == new.shape && old.shape >= Shape::Row;
    let beside = same && (old.fact.heading == new.fact.heading || contradict(&old.fact, &new.fact));
    // A box about a piece of work that a row names is a step of its own.
    let step = matches!((old.shape, new.shape), (Shape::Box, Shape::Row) | (Shape::Row, Shape::Box));
    (beside || step) && {
        let (first, second) = (own(old), own(new));
        !first.is_empty() && !second.is_empty() && !first.iter().any(|word| second.contains(word))
    }
}

/// Whether two places name different owners or different estimates.
fn contradict(old: &Fact, new: &Fact) -> bool {
    let points = |fact: &Fact| if let Detail::Task(task) = &fact.detail { task.points } else { None };
    let owner = |fact: &Fact| fact.owner.as_ref().map(|owner| owner.text.to_lowercase());
    let differ = |a: Option<String>, b: Option<String>| a.zip(b).is_some_and(|(a, b)| a != b);
    differ(owner(old), owner(new)) && points(old).zip(points(new)).is_none_or(|(old, new)| old != new)
}

/// How much a place tells.
fn fullness(found: &Found) -> usize {
    let fact = &found.fact;
    let own = match &fact.detail {
        Detail::Task(task) => usize::from(task.points.is_some()) + usize::from(task.priority.is_some()),
        _ => 0,
    };
    own + usize::from(fact.owner.is_some()) + usize::from(fact.state.is_some()) + usize::from(fact.due.is_some())
}

/// Adds what a second place tells.
fn join(old: &mut Found, mut new: Found) {
    let better = match (old.shape, new.shape) {
        (Shape::Box, _) => false,
        (_, Shape::Box) => true,
        _ => fullness(&new) > fullness(old),
    };
    if better {
        std::mem::swap(old, &mut new);
    }
    let (fact, other) = (&mut old.fact, new.fact);
    fact.also.push(other.place);
    fact.also.extend(other.also);
    fact.owner = fact.owner.take().or(other.owner);
    fact.state = fact.state.or(other.state);
    if fact.due.is_none() && other.due.is_some() {
        fact.due = other.due;
        fact.when = None;
    }
    for id in other.refs {
        if !fact.refs.contains(&id) {
            fact.refs.push(id);
        }
    }
    if let (Detail::Task(task), Detail::Task(rest)) = (&mut fact.detail, other.detail) {
        task.points = task.points.or(rest.points);
        task.priority = task.priority.take().or(rest.priority);
    }
}
