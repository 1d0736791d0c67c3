//! Events and sprints that several documents tell: which of them are one.
//!
//! Two events of different documents are one where they share the sprint, the day or date, and one title's words
//! contain the other's. Where that leaves a choice, nothing is joined.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use crate::load::Inputs;
use crate::parse::document::Document;
use crate::understand::fact::{Fact, When};

use super::alike;
use super::scope::Scope;

/// A fact: its document, and its number there.
pub type FactAt = (u32, u32);

/// Which facts are one.
#[derive(Clone, Debug, Default)]
pub struct Same {
    /// Facts that are one, each group with the fullest first and then in the order of the documents.
    pub groups: Vec<Vec<FactAt>>,
    /// Group of each fact that is in one.
    of: HashMap<FactAt, u32>,
}

impl Same {
    /// Groups that are known; the fullest of each stands first.
    pub(super) fn of_groups(groups: Vec<Vec<FactAt>>) -> Self {
        let numbered = groups.iter().enumerate();
        let of = numbered.flat_map(|(number, group)| group.iter().map(move |fact| (*fact, number as u32))).collect();
        Self { groups, of }
    }

    /// Where else a fact is told; none for a fact that another document tells more fully.
    pub fn elsewhere(&self, document: usize, at: usize) -> Option<&[FactAt]> {
        let fact = (document as u32, at as u32);
        let Some(&group) = self.of.get(&fact) else { return Some(&[]) };
        let group = &self.groups[group as usize];
        (group[0] == fact).then_some(&group[1..])
    }

    /// Whether two facts are one.
    pub fn are_one(&self, one: FactAt, other: FactAt) -> bool {
        self.of.get(&one).is_some_and(|group| self.of.get(&other) == Some(group))
    }
}

/// Finds what published documents tell together. `facts` and `scopes` are by document.
pub fn find(inputs: &Inputs, documents: &[Document], facts: &[Vec<Fact>], scopes: &[Scope]) -> Same {
    let mut joining = Joining { facts, groups: Vec::new(), of: HashMap::new() };
    let mut events: BTreeMap<Key, Vec<Telling>> = BTreeMap::new();
    let mut timeboxes: BTreeMap<(String, NaiveDate, NaiveDate), Vec<FactAt>> = BTreeMap::new();
    for (document, facts) in facts.iter().enumerate() {
        if documents[document].is_draft() && !inputs.drafts {
            continue;
        }
        for (at, fact) in facts.iter().enumerate() {
            let place = (document as u32, at as u32);
            if let Some(timebox) = fact.as_timebox() {
                let key = (alike::name(&timebox.name), timebox.start, timebox.end);
                timeboxes.entry(key).or_default().push(place);
            } else if let Some((sprint, when, words)) = comparable(fact) {
                for moment in Moment::of(when) {
                    let key = (sprint.clone(), scopes[document].series.clone(), moment);
                    let part = scopes[document].part.as_str();
                    events.entry(key).or_default().push(Telling { at: place, part, words: words.clone() });
                }
            }
        }
    }
    for told in timeboxes.values() {
        joining.join(told);
    }
    for told in events.values() {
        for class in classes(told) {
            joining.join(&class);
        }
    }
    joining.finish()
}

/// Sprint, series of sprints, moment.
type Key = (String, String, Moment);

/// A day of a sprint or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Moment {
    Day(i32),
    Date(NaiveDate),
}

impl Moment {
    fn of(when: &When) -> impl Iterator<Item = Self> {
        when.day.map(Self::Day).into_iter().chain(when.start.map(Self::Date))
    }
}

/// What an event is compared by: its sprint, when it is, the words of its title; none where one of them is unknown.
fn comparable(fact: &Fact) -> Option<(String, &When, Vec<String>)> {
    fact.event()?;
    let (timebox, when) = (fact.timebox.as_deref()?, fact.when.as_deref()?);
    if when.day.is_none() && when.start.is_none() {
        return None;
    }
    let words = alike::words(&fact.title);
    (!words.is_empty()).then(|| (alike::name(timebox), when, words))
}

/// An event of a day.
struct Telling<'a> {
    at: FactAt,
    /// The squad or stream of its document.
    part: &'a str,
    words: Vec<String>,
}

/// The events of one day and sprint that are one: those of equal words, and those whose words contain each other one
/// after the other, where no document tells two of them.
fn classes(told: &[Telling<'_>]) -> Vec<Vec<FactAt>> {
    if told.iter().all(|telling| telling.at.0 == told[0].at.0) {
        return Vec::new();
    }
    let mut by_words: BTreeMap<&[String], Vec<&Telling<'_>>> = BTreeMap::new();
    for telling in told {
        by_words.entry(&telling.words).or_default().push(telling);
    }
    let titles: Vec<&[String]> = by_words.keys().copied().collect();
    let mut classes = Vec::new();
    for chain in chains(&titles) {
        let members = || chain.iter().flat_map(|&title| &by_words[titles[title]]).copied();
        if is_one(members()) {
            classes.push(members().map(|telling| telling.at).collect());
        } else {
            let alone = chain.iter().map(|&title| &by_words[titles[title]]);
            let sound = alone.filter(|tellings| is_one(tellings.iter().copied()));
            classes.extend(sound.map(|tellings| tellings.iter().map(|telling| telling.at).collect::<Vec<_>>()));
        }
    }
    classes
}

/// Whether no document tells two of them, and they are not of two squads.
fn is_one<'t>(tellings: impl Iterator<Item = &'t Telling<'t>>) -> bool {
    let (mut documents, mut part) = (HashSet::new(), "");
    for telling in tellings {
        if !documents.insert(telling.at.0) || !telling.part.is_empty() && !part.is_empty() && part != telling.part {
            return false;
        }
        if !telling.part.is_empty() {
            part = telling.part;
        }
    }
    true
}

/// Titles of which each contains the one before, by their numbers; a title that fits into two that do not contain each
/// other stands alone, and so do they.
fn chains(titles: &[&[String]]) -> Vec<Vec<usize>> {
    let mut with_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, words) in titles.iter().enumerate() {
        for word in *words {
            with_word.entry(word).or_default().push(at);
        }
    }
    let mut group: Vec<usize> = (0..titles.len()).collect();
    for (at, words) in titles.iter().enumerate() {
        // Of all its words, the one that fewest titles have.
        let fewest = words.iter().map(|word| &with_word[word.as_str()]).min_by_key(|titles| titles.len());
        for &other in fewest.into_iter().flatten() {
            if other != at && alike::contains(titles[other], words) {
                let (one, two) = (root(&group, at), root(&group, other));
                group[one.max(two)] = one.min(two);
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..titles.len() {
        members.entry(root(&group, at)).or_default().push(at);
    }
    let mut chains = Vec::new();
    for mut chain in members.into_values() {
        chain.sort_by_key(|&at| titles[at].len());
        if chain.windows(2).all(|pair| alike::contains(titles[pair[1]], titles[pair[0]])) {
            chains.push(chain);
        } else {
            chains.extend(chain.into_iter().map(|at| vec![at]));
        }
    }
    chains
}

fn root(group: &[usize], mut at: usize) -> usize {
    while group[at] != at {
        at = group[at];
    }
    at
}

/// Groups as they grow.
struct Joining<'a> {
    facts: &'a [Vec<Fact>],
    groups: Vec<Vec<FactAt>>,
    of: HashMap<FactAt, u32>,
}

impl Joining<'_> {
    /// Joins facts, and what was joined with them by their other moment, unless some document would tell two of them.
    fn join(&mut self, facts: &[FactAt]) {
        let mut whole: Vec<FactAt> = Vec::new();
        for fact in facts {
            match self.of.get(fact) {
                Some(&group) => whole.extend(&self.groups[group as usize]),
                None => whole.push(*fact),
            }
        }
        whole.sort_unstable();
        whole.dedup();
        let one_each = whole.windows(2).all(|pair| pair[0].0 != pair[1].0);
        if whole.len() < 2 || !one_each {
            return;
        }
        let group = self.groups.len() as u32;
        for fact in &whole {
            if let Some(old) = self.of.insert(*fact, group) {
                self.groups[old as usize].clear();
            }
        }
        self.groups.push(whole);
    }

    fn finish(self) -> Same {
        let fact = |at: &FactAt| &self.facts[at.0 as usize][at.1 as usize];
        let mut groups: Vec<Vec<FactAt>> = self.groups.into_iter().filter(|group| !group.is_empty()).collect();
        for group in &mut groups {
            let fullest = (0..group.len()).rev().max_by_key(|&at| fullness(fact(&group[at]))).unwrap_or(0);
            group[..=fullest].rotate_right(1);
        }
        Same::of_groups(groups)
    }
}

/// How much a place tells: the fields that are known, then the length of its text.
fn fullness(fact: &Fact) -> (usize, usize) {
    let when = fact.when.as_deref();
    let of_when = when.map_or(0, |when| {
        [
            when.day.is_some(),
            when.start.is_some(),
            when.end.is_some(),
            when.time.is_some(),
            when.zone.is_some(),
            when.minutes.is_some(),
            when.rrule.is_some(),
        ]
        .into_iter()
        .filter(|known| *known)
        .count()
    });
    let of_event = fact.event().map_or(0, |event| {
        [!event.agenda.is_empty(), !event.deliverables.is_empty(), !event.preparation.is_empty()]
            .into_iter()
            .filter(|known| *known)
            .count()
    });
    let common = usize::from(fact.owner.is_some()) + usize::from(!fact.people.is_empty());
    (of_when + of_event + common, fact.place.span.len())
}

#[cfg(test)]
mod tests;
