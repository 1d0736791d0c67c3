//! Measurable thresholds: `p95 < 200 ms`, in lists of metrics, tables with a target column, boxes and forms.

use std::collections::HashMap;

use super::evidence::Evidence;
use super::fact::{Detail, Fact, Target};
use super::phrase::spelt;
use super::phrase::words::Words;
use super::reading::{Entry, Kind, Reading, Says};

mod amount;
mod context;
mod criteria;
mod measure;
mod metric;
mod table;

use context::Contexts;
use measure::Measure;

/// One fact for each, however often a document tells it.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut contexts = Contexts::default();
    let mut found = Found::default();
    // Few documents spell numbers out behind such a word.
    let may_spell = reading.vocabulary().may_have(&SPELT);
    for entry in reading.entries() {
        contexts.pass(entry);
        match entry.kind() {
            Kind::Table(_) => table::read(entry, &mut contexts, &mut found),
            Kind::Row { .. } | Kind::Heading { .. } | Kind::Fence => {}
            // Most lines have no amount.
            _ if !(has_amount(entry) || may_spell && entry.has(&LIMITED) && entry.has(&spelt::NUMBERS)) => {}
            _ => {
                let context = contexts.of(entry);
                for measure in measure::read(entry, context) {
                    found.add(entry, measure, "it names a metric and its threshold");
                }
            }
        }
    }
    found.facts
}

fn has_amount(entry: Entry<'_>) -> bool {
    entry.says().any(Says::QUANTITY.or(Says::DURATION).or(Says::OFFSET))
}

/// Numbers with the words before them; of each, all words must be there.
const SPELT: Words = Words::of(&[
    "than two",
    "than three",
    "than four",
    "than five",
    "than six",
    "than seven",
    "than eight",
    "than nine",
    "than ten",
    "than twelve",
    "than one",
    "most one",
    "most two",
    "most three",
    "most four",
    "most five",
    "most six",
    "most ten",
    "least one",
    "least two",
    "least three",
    "least four",
    "least five",
    "least six",
    "least ten",
]);
/// Words before a number that is spelt out: `no more than two`.
const LIMITED: Words = Words::of(&["than", "least", "most"]);

/// Most targets of one value that are compared.
const MOST: usize = 64;

/// Targets so far.
#[derive(Default)]
struct Found {
    facts: Vec<Fact>,
    /// Words of each one's metric.
    words: Vec<Vec<String>>,
    /// Targets by value.
    by_value: HashMap<u64, Vec<usize>>,
}

impl Found {
    /// Adds a target, or one more place of a target that is known.
    fn add(&mut self, entry: Entry<'_>, measure: Measure<'_>, reason: &'static str) {
        let place = entry.place();
        let words = words(&measure.metric);
        let same = self.by_value.entry(measure.value.to_bits()).or_default();
        let known = same.iter().copied().take(MOST).find(|&at| {
            let target = self.facts[at].target();
            target.is_some_and(|target| same_unit(&target.unit, measure.unit)) && are_one(&self.words[at], &words)
        });
        if let Some(at) = known {
            self.facts[at].also.push(place);
            // The fuller name is the better one.
            if words.len() > self.words[at].len() {
                self.words[at] = words;
                self.rename(at, &measure.metric, entry.heading_index());
            }
            return;
        }
        same.push(self.facts.len());
        self.words.push(words);
        let mut evidence = Evidence::new(entry.reading);
        evidence.add(1, reason, place.span);
        let target = Target {
            metric: measure.metric.as_str().into(),
            comparator: measure.comparator,
            value: measure.value,
            unit: measure.unit.into(),
        };
        self.facts.push(Fact {
            heading: entry.heading_index(),
            why: evidence.into_whys(),
            timebox: entry.reading.timebox.clone(),
            ..Fact::new(&measure.metric, place, Detail::Target(Box::new(target)))
        });
    }
}

impl Found {
    /// Calls a target as its last place does, and puts that place first.
    fn rename(&mut self, at: usize, metric: &str, heading: Option<u32>) {
        let fact = &mut self.facts[at];
        if let Some(last) = fact.also.pop() {
            fact.also.insert(0, std::mem::replace(&mut fact.place, last));
        }
        fact.title = Fact::new(metric, fact.place, fact.detail.clone()).title;
        fact.heading = heading;
        if let Detail::Target(target) = &mut fact.detail {
            target.metric = metric.into();
        }
    }
}

/// Words of a metric that tell it from others, in lower case.
fn words(metric: &str) -> Vec<String> {
    const SMALL: [&str; 10] = ["the", "a", "of", "for", "all", "in", "is", "and", "at", "rate"];
    let words = metric.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).filter(|word| !SMALL.contains(&word.as_str())).collect()
}

fn same_unit(a: &str, b: &str) -> bool {
    // `100 users` and `100 concurrent users` of one metric.
    a.eq_ignore_ascii_case(b) || a.ends_with(b) || b.ends_with(a)
}

/// Whether all words of one stand in the other.
fn are_one(a: &[String], b: &[String]) -> bool {
    let within = |few: &[String], many: &[String]| !few.is_empty() && few.iter().all(|word| many.contains(word));
    within(a, b) || within(b, a)
}

#[cfg(test)]
mod tests;
