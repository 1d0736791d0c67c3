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
    let mut known: HashMap<Box<str>, Vec<usize>> = HashMap::new();
    for new in found {
        let Some(key) = key(&new) else {
            kept.push(new);
            continue;
        };
        let places = known.entry(key).or_default();
        let same = places.iter().copied().take(MOST).find(|&at| are_one(&kept[at], &new));
        match same {
            Some(at) => join(&mut kept[at], new),
            None => {
                places.push(kept.len());
                kept.push(new);
            }
        }
    }
    kept.into_iter().map(|found| found.fact).collect()
}

/// Its id, else the words of its title.
fn key(found: &Found) -> Option<Box<str>> {
    if let Some(id) = &found.id {
        return Some(id.clone());
    }
    let title = &found.fact.title;
    let (mut key, mut count) = (String::with_capacity(title.len()), 0);
    for word in words::words(title) {
        if count > 0 {
            key.push(' ');
        }
        if word.is_ascii() {
            key.push_str(word);
            let start = key.len() - word.len();
            key[start..].make_ascii_lowercase();
        } else {
            key.push_str(&word.to_lowercase());
        }
        count += 1;
    }
    (count > 1).then(|| key.into())
}

/// Whether two tellings with one key are of one task: by their ids, or by their titles where they look different.
fn are_one(old: &Found, new: &Found) -> bool {
    let boxes = old.shape == Shape::Box && new.shape == Shape::Box;
    let taken = matches!((&old.fact.detail, &new.fact.detail), (Detail::Task(a), Detail::Task(b)) if a.item.is_some() && b.item.is_some());
    !boxes && !taken && (new.id.is_some() && !are_two(old, new) || old.shape != new.shape)
}

/// Whether two entries of one sort have one id and titles without a common word: one of the ids is a slip.
fn are_two(old: &Found, new: &Found) -> bool {
    let own = |found: &Found| -> Vec<String> {
        let id = found.id.as_deref().unwrap_or_default();
        let title = found.fact.title.replace(id, "").to_lowercase();
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_owned).collect()
    };
    let beside = old.fact.heading == new.fact.heading && old.shape == new.shape && old.shape >= Shape::Row;
    beside && {
        let (first, second) = (own(old), own(new));
        !first.is_empty() && !second.is_empty() && !first.iter().any(|word| second.contains(word))
    }
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
