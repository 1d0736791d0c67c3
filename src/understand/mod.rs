//! A document -> the facts a careful reader takes from it; one kind a file, the words they share in `phrase/`.
//!
//! Each kind is a recogniser over one [`reading::Reading`] of the document. A document is understood alone, so all
//! can be understood in parallel; what is told in several documents is brought together by `link`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;

use crate::base::source::Source;
use crate::config::{Config, Numbering};
use crate::parse::document::Document;
use crate::parse::slug;

pub mod anchor;
pub mod artifact;
pub mod claim;
pub mod decision;
pub mod dependency;
pub mod escalation;
pub mod event;
pub mod evidence;
pub mod fact;
pub mod form;
pub mod moment;
pub mod phrase;
pub mod reading;
pub mod risk;
pub mod role;
pub mod rotation;
pub mod sheet;
pub mod squad;
pub mod staff;
pub mod target;
pub mod task;
pub mod timebox;
pub mod words;

#[cfg(test)]
pub(crate) mod testing;

use claim::Claims;
use fact::Fact;
use phrase::day::DayCount;
use reading::Reading;

/// What one document says.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// What a careful reader takes from it, in the order of the places.
    pub facts: Vec<Fact>,
    /// What it says that can be checked.
    pub claims: Claims,
}

/// Recognisers, in the order in which facts of one place are listed.
const KINDS: [fn(&Reading<'_>) -> Vec<Fact>; 13] = [
    timebox::facts,
    event::facts,
    task::facts,
    decision::facts,
    role::facts,
    squad::facts,
    rotation::facts,
    escalation::facts,
    risk::facts,
    dependency::facts,
    artifact::facts,
    target::facts,
    form::facts,
];

/// All facts of one document, in the order of their places, with their ids; and its claims.
///
/// Numbering, time zone and holidays of the configuration hold where the document declares none.
pub fn document(document: &Document, source: &Source, config: &Config) -> Understood {
    understood(&Reading::new(document, source, config, false))
}

/// The same, and each fact keeps why it was recognised.
pub fn explained(document: &Document, source: &Source, config: &Config) -> Understood {
    understood(&Reading::new(document, source, config, true))
}

/// The same for a document whose days another document gives: Day 1, and how days are counted unless the document
/// itself says how. Facts keep why they were recognised if `explains`.
pub fn anchored(
    document: &Document,
    source: &Source,
    config: &Config,
    (start, numbering): (NaiveDate, Numbering),
    explains: bool,
) -> Understood {
    let mut reading = Reading::new(document, source, config, explains);
    reading.anchors.take(DayCount { start, numbering, holidays: &config.holidays });
    reading.declared.days = reading.anchors.own.days;
    reading.declared.numbering = reading.anchors.own.numbering;
    understood(&reading)
}

fn understood(reading: &Reading<'_>) -> Understood {
    let mut facts = Vec::new();
    for kind in KINDS {
        let mut found = kind(reading);
        // As a rule there is one kind only: its list is taken as it is.
        if facts.is_empty() {
            facts = found;
        } else {
            facts.append(&mut found);
        }
    }
    facts.sort_by_key(|fact| fact.place.span.start);
    name(&mut facts, reading.document.stem());
    event::fill(&mut facts);
    let claims = claim::claims(reading, &facts);
    // All documents are kept: no list keeps room for more.
    facts.shrink_to_fit();
    Understood { facts, claims }
}

/// Gives every fact its id.
fn name(facts: &mut [Fact], stem: &str) {
    let mut repeats: HashMap<String, u32> = HashMap::with_capacity(facts.len());
    for fact in facts {
        let mut slug = slug::github(&fact.title);
        if slug.is_empty() {
            slug = fact.detail.kind().to_owned();
        }
        let free = match repeats.entry(slug) {
            Entry::Vacant(first) => {
                fact.id = [stem, "#", first.key()].concat().into();
                first.insert(1);
                continue;
            }
            Entry::Occupied(repeated) => repeated.key().clone(),
        };
        let free = numbered(&mut repeats, &free);
        fact.id = [stem, "#", &free].concat().into();
        repeats.insert(free, 1);
    }
}

/// A slug that stands already, with the next number that makes it free: `review-2` may be a title of its own.
fn numbered(repeats: &mut HashMap<String, u32>, slug: &str) -> String {
    loop {
        let count = repeats.get_mut(slug).map_or(2, |count| {
            *count += 1;
            *count
        });
        let free = format!("{slug}-{count}");
        if !repeats.contains_key(&free) {
            return free;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing;

    #[test]
    fn ids_are_unique_and_repeats_are_numbered_in_document_order() {
        let text = "# Plan\n\n- [ ] Review\n- [ ] Review\n- [x] Review 2\n- [ ] ???\n- [ ] Review\n\n## Day 1: Review\n\n**Duration:** 1 hour\n";
        let facts = testing::facts("sprint-18/plan.md", text);
        let ids: Vec<&str> = facts.iter().map(|fact| &*fact.id).collect();
        let want = ["review", "review-2", "review-2-2", "task", "review-3", "review-4"];
        assert_eq!(ids, want.map(|slug| format!("sprint-18/plan#{slug}")));
    }

    #[test]
    fn many_equal_titles_are_named_in_no_time() {
        let text = "- [ ] Same\n".repeat(20_000);
        assert_eq!(&*testing::facts("a.md", &text)[19_999].id, "a#same-20000");
    }
}
