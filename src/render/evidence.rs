//! What a criterion of a gate rests on: the tasks whose ids it names, and the task that has the same words.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::link::Handbook;
use crate::parse::task_id;
use crate::understand::fact::{Fact, State};
use crate::understand::sheet::Line;

use super::index::{Entry, Index};

/// More tasks than these are not listed beside a criterion that names a range.
const MOST: usize = 16;

/// Words that only say that something is to be so.
const SAYING: [&str; 34] = [
    "a",
    "all",
    "an",
    "and",
    "approved",
    "are",
    "be",
    "been",
    "complete",
    "completed",
    "done",
    "every",
    "finished",
    "for",
    "has",
    "have",
    "in",
    "is",
    "of",
    "on",
    "operational",
    "or",
    "pass",
    "passed",
    "passing",
    "ready",
    "signed",
    "successful",
    "tested",
    "the",
    "to",
    "validated",
    "work",
    "works",
];

/// A place that shows whether a criterion is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What the link is called: an id, or a task's title.
    pub title: String,
    /// Its document.
    pub document: u32,
    /// The id on that page where it is defined, if it is known.
    pub anchor: Option<String>,
    /// Else the heading above it.
    pub heading: Option<u32>,
    /// How far the task is, where its own document tells it.
    pub state: Option<&'static str>,
}

/// Tasks by what criteria name.
#[derive(Debug, Default)]
pub struct Evidence<'h> {
    /// Of ids that criteria name, the task that tells most of each.
    by_id: HashMap<String, Entry<'h>>,
    /// Of words that criteria have, the first task with the same.
    by_words: HashMap<u64, Vec<Entry<'h>>>,
}

impl<'h> Evidence<'h> {
    /// Looks for what the criteria of all gates name; at once, since it walks all tasks.
    pub fn new(handbook: &Handbook<'_>, index: &Index<'h>) -> Self {
        let (mut ids, mut words) = (HashSet::new(), HashSet::new());
        for gate in &handbook.gates {
            let sheet = &handbook.claims[gate.document as usize].sheets[gate.sheet as usize];
            for (_, line) in sheet.criteria() {
                let text = line.words();
                ids.extend(task_id::find(&text).into_iter().map(|found| found.id));
                words.extend(key(&text));
            }
        }
        let mut evidence = Self::default();
        if ids.is_empty() && words.is_empty() {
            return evidence;
        }
        for entry in index.of("task") {
            for id in entry.fact.refs.iter().filter(|id| ids.contains(&***id)) {
                let better = |old: &Entry<'_>| rank(handbook, entry, id) < rank(handbook, old, id);
                if evidence.by_id.get(&**id).is_none_or(better) {
                    evidence.by_id.insert(id.to_string(), *entry);
                }
            }
            if let Some(key) = key(&entry.fact.title).filter(|key| words.contains(key)) {
                evidence.by_words.entry(key).or_default().push(*entry);
            }
        }
        evidence
    }

    /// What a line of a sheet of this document rests on; `item` is its own box.
    pub fn of(&self, handbook: &Handbook<'_>, document: u32, item: Option<u32>, line: &Line) -> Vec<Proof> {
        let text = line.words();
        let ids: BTreeSet<String> = task_id::find(&text).into_iter().map(|found| found.id.to_string()).collect();
        let mut proofs: Vec<Proof> = ids.into_iter().filter_map(|id| self.of_id(handbook, id)).take(MOST).collect();
        let is_own = |entry: &&Entry<'_>| {
            let its = entry.fact.task().and_then(|task| task.item);
            entry.document == document && its.is_some() && its == item
        };
        let same = key(&text).and_then(|key| self.by_words.get(&key));
        let same = same.into_iter().flatten().find(|entry| !is_own(entry));
        proofs.extend(same.filter(|_| proofs.is_empty()).map(|entry| Proof {
            title: entry.fact.title.to_string(),
            document: entry.document,
            anchor: None,
            heading: entry.fact.heading,
            state: Some(word(entry.fact)),
        }));
        proofs
    }

    fn of_id(&self, handbook: &Handbook<'_>, id: String) -> Option<Proof> {
        let told = self.by_id.get(&id);
        let defined =
            handbook.task_ids.get(&*id).filter(|definition| handbook.is_published(definition.document as usize));
        match defined {
            Some(definition) => {
                let own = told.filter(|entry| entry.document == definition.document && is_of(entry.fact, &id));
                let state = own.map(|entry| word(entry.fact));
                let (document, anchor) = (definition.document, definition.anchor.clone());
                Some(Proof { title: id, document, anchor, heading: None, state })
            }
            None => told.map(|entry| Proof {
                title: id,
                document: entry.document,
                anchor: None,
                heading: entry.fact.heading,
                state: None,
            }),
        }
    }
}

/// Whether a task is the one that an id names, and does not only speak of it.
fn is_of(fact: &Fact, id: &str) -> bool {
    fact.refs.iter().next().is_some_and(|first| **first == *id) && fact.title.find(id).is_none_or(|at| at == 0)
}

/// How well a task tells of an id, least first: in the document that defines it, and the earlier the id in its title.
fn rank(handbook: &Handbook<'_>, entry: &Entry<'_>, id: &str) -> (bool, bool, usize) {
    let defines = handbook.task_ids.get(id).is_some_and(|definition| definition.document == entry.document);
    (!defines, !is_of(entry.fact, id), entry.fact.title.find(id).unwrap_or(usize::MAX))
}

fn word(fact: &Fact) -> &'static str {
    match fact.state.unwrap_or(State::Open) {
        State::Done => "done",
        State::InProgress => "in progress",
        State::Blocked => "blocked",
        State::Cancelled => "cancelled",
        State::Open => "to do",
    }
}

/// The words of a text in no order, what stands in parentheses left out, as one number; none where they are too few to
/// tell one thing from another.
fn key(text: &str) -> Option<u64> {
    let text = text.split('(').next().unwrap_or_default();
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut count = 0;
    let sum =
        words.filter(|word| !SAYING.iter().any(|known| word.eq_ignore_ascii_case(known))).fold(0u64, |sum, word| {
            count += 1;
            sum.wrapping_add(hash(word))
        });
    (count >= 2).then_some(sum)
}

/// FNV-1a of a word in lower case.
fn hash(word: &str) -> u64 {
    let letters = word.chars().flat_map(char::to_lowercase);
    letters.fold(0xcbf2_9ce4_8422_2325, |hash: u64, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn criteria_and_tasks_are_compared_by_their_words() {
        let same = |one: &str, other: &str| key(one).is_some() && key(one) == key(other);
        assert!(same("Deployment runbook validated (dry-run successful)", "The deployment runbook is validated"));
        assert!(same("Security audit complete", "Audit: security"));
        assert!(!same("Security audit complete", "Security audit report"));
        assert_eq!(key("All done"), None);
        assert_eq!(key("Runbooks complete"), None);
    }
}
