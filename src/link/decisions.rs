//! Decisions that several documents tell: which of them are one. Worked out once, while documents are linked; the
//! agenda, the calendar, people's pages, feeds and `decisions/` all read it from `handbook.decisions`.
//!
//! Two decisions of different documents are one where their titles have the same words, they may be of one sprint, and
//! nothing that both tell contradicts: the day by which they are to be made, the day of the sprint, all deciders. Equal
//! words alone are not enough: the sprint, the day or a decider has to be the same. Where that leaves a choice, nothing
//! is joined.

use std::collections::{BTreeMap, BTreeSet};

use crate::understand::fact::Fact;

use super::alike;
use super::roster::Roster;
use super::same::{FactAt, Same};
use super::scope::Scope;
use super::subjects::Subjects;
use super::timeboxes::Timeboxes;

/// Words of a title that do not say which decision it is.
const SORTS: [&str; 9] = ["decision", "decide", "the", "a", "an", "on", "of", "about", "for"];
/// So many of one title are not compared each with each other.
const MANY: usize = 100;

/// What decisions are compared with.
pub struct Known<'k> {
    /// By document.
    pub facts: &'k [Vec<Fact>],
    /// By document.
    pub scopes: &'k [Scope],
    /// By document: whether it is published.
    pub published: &'k [bool],
    /// Who there is.
    pub roster: &'k Roster,
    /// Sprints.
    pub timeboxes: &'k Timeboxes,
    /// People, roles and squads.
    pub subjects: &'k Subjects,
}

/// Groups of decisions that are one, the fullest first and then in the order of the documents.
pub fn find(known: &Known<'_>) -> Same {
    let mut by_title: BTreeMap<(&str, Vec<String>), Vec<FactAt>> = BTreeMap::new();
    for (document, facts) in known.facts.iter().enumerate().filter(|(document, _)| known.published[*document]) {
        for (at, fact) in facts.iter().enumerate().filter(|(_, fact)| fact.decision().is_some()) {
            let mut words = alike::words(&fact.title);
            words.retain(|word| !SORTS.contains(&word.as_str()));
            if !words.is_empty() {
                let key = (known.scopes[document].series.as_str(), words);
                by_title.entry(key).or_default().push((document as u32, at as u32));
            }
        }
    }
    let several = by_title.into_values().filter(|told| told.iter().any(|other| other.0 != told[0].0));
    let mut groups: Vec<Vec<FactAt>> = several.flat_map(|told| known.groups(&told)).collect();
    for group in &mut groups {
        let fullest = (0..group.len()).rev().max_by_key(|&at| fullness(known.fact(group[at]))).unwrap_or(0);
        group[..=fullest].rotate_right(1);
    }
    groups.sort_unstable();
    Same::of_groups(groups)
}

/// A decision as one document tells it.
struct Telling<'a> {
    at: FactAt,
    fact: &'a Fact,
    /// Its sprint, as a number in [`Timeboxes`].
    timebox: Option<u32>,
    /// The squad or stream of its document.
    part: &'a str,
    /// Who decides, groups and all who fill them.
    deciders: BTreeSet<u32>,
}

impl<'k> Known<'k> {
    fn fact(&self, at: FactAt) -> &'k Fact {
        &self.facts[at.0 as usize][at.1 as usize]
    }

    fn telling(&self, at: FactAt) -> Telling<'k> {
        let (document, fact) = (at.0 as usize, self.fact(at));
        let scope = &self.scopes[document];
        Telling {
            at,
            fact,
            timebox: fact.timebox.as_ref().and_then(|name| self.timeboxes.named(name, scope)),
            part: &scope.part,
            deciders: self.subjects.among(self.roster, fact.people.iter().chain(&fact.owner), document),
        }
    }

    /// The groups among decisions of one title.
    fn groups(&self, told: &[FactAt]) -> Vec<Vec<FactAt>> {
        let told: Vec<Telling<'_>> = told.iter().map(|&at| self.telling(at)).collect();
        if told.len() > MANY {
            return of_one_day(told.iter());
        }
        let mut groups = Vec::new();
        for members in connected(&told) {
            if is_one(&members) {
                groups.push(members.iter().map(|telling| telling.at).collect());
            } else {
                groups.extend(of_one_day(members.into_iter()));
            }
        }
        groups
    }
}

/// Those of one sprint and one day, where the others leave a choice.
fn of_one_day<'t>(told: impl Iterator<Item = &'t Telling<'t>>) -> Vec<Vec<FactAt>> {
    let mut by_day: BTreeMap<_, Vec<&Telling<'_>>> = BTreeMap::new();
    for telling in told {
        if let Some(due) = telling.fact.due {
            by_day.entry((telling.timebox, due)).or_default().push(telling);
        }
    }
    let sound = by_day.into_values().filter(|members| members.len() > 1 && members.len() <= MANY && is_one(members));
    sound.map(|members| members.iter().map(|telling| telling.at).collect()).collect()
}

/// Tellings that hang together by pairs of which each may be one decision; alone stands none.
fn connected<'t>(told: &'t [Telling<'t>]) -> Vec<Vec<&'t Telling<'t>>> {
    let mut group: Vec<usize> = (0..told.len()).collect();
    for one in 0..told.len() {
        for other in one + 1..told.len() {
            if told[one].is_like(&told[other]) {
                let (from, to) = (group[one].max(group[other]), group[one].min(group[other]));
                group.iter_mut().filter(|of| **of == from).for_each(|of| *of = to);
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<&Telling<'_>>> = BTreeMap::new();
    for (telling, of) in told.iter().zip(group) {
        members.entry(of).or_default().push(telling);
    }
    members.into_values().filter(|members| members.len() > 1).collect()
}

/// Whether no two of them contradict each other.
fn is_one(members: &[&Telling<'_>]) -> bool {
    members.iter().enumerate().all(|(at, one)| members[at + 1..].iter().all(|other| one.may_be(other)))
}

impl Telling<'_> {
    /// Whether both may be one, and something beside the title says so.
    fn is_like(&self, other: &Self) -> bool {
        let same_due = self.fact.due.is_some() && self.fact.due == other.fact.due;
        let same_timebox = self.timebox.is_some() && self.timebox == other.timebox;
        let same_decider = !self.deciders.is_disjoint(&other.deciders);
        (same_due || same_timebox || same_decider) && self.may_be(other)
    }

    /// Whether nothing that both tell contradicts.
    fn may_be(&self, other: &Self) -> bool {
        let day = |telling: &Self| telling.fact.when.as_ref().and_then(|when| when.day);
        let due = match (self.fact.due, other.fact.due) {
            (Some(one), Some(other)) => one == other,
            _ => agree(day(self), day(other)),
        };
        let parts = self.part.is_empty() || other.part.is_empty() || self.part == other.part;
        let strangers = !self.deciders.is_empty() && !other.deciders.is_empty();
        let deciders = !strangers || !self.deciders.is_disjoint(&other.deciders);
        self.at.0 != other.at.0 && due && agree(self.timebox, other.timebox) && parts && deciders
    }
}

/// Whether two values are equal where both are known.
fn agree<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// How much a place tells: what is known of the decision, then the length of its text.
fn fullness(fact: &Fact) -> (usize, usize) {
    let of_decision = fact.decision().map_or(0, |decision| {
        let lists = [decision.options.is_empty(), decision.blocks.is_empty(), decision.backups.is_empty()];
        lists.into_iter().filter(|empty| !empty).count() + 2 * usize::from(!decision.signers.is_empty())
    });
    let known = [!fact.people.is_empty(), fact.due.is_some(), fact.timebox.is_some(), fact.owner.is_some()];
    (of_decision + known.into_iter().filter(|known| *known).count(), fact.place.span.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::understand::testing;

    /// The titles of groups, each with the numbers of its documents, the fullest first.
    fn joined(texts: &[&str]) -> Vec<Vec<u32>> {
        let facts: Vec<_> = texts.iter().map(|text| testing::facts("a.md", text)).collect();
        let decisions = |facts: &Vec<Fact>| facts.iter().filter(|fact| fact.decision().is_some()).count();
        assert!(facts.iter().all(|facts| decisions(facts) > 0), "every text tells a decision");
        let (scopes, published) = (vec![Scope::default(); texts.len()], vec![true; texts.len()]);
        let roster = Roster::new(&Config::default(), &facts, &[]);
        let timeboxes = Timeboxes::new(&facts, &scopes, &published);
        let subjects = Subjects::new(&roster, &facts, &published);
        let known = Known {
            facts: &facts,
            scopes: &scopes,
            published: &published,
            roster: &roster,
            timeboxes: &timeboxes,
            subjects: &subjects,
        };
        find(&known).groups.iter().map(|group| group.iter().map(|at| at.0).collect()).collect()
    }

    fn record(title: &str, due: &str, deciders: &str) -> String {
        let due = if due.is_empty() { String::new() } else { format!("**Deadline:** {due}\n") };
        format!("# Record\n\n**Decision:** {title}\n**Decision Makers:** {deciders}\n{due}")
    }

    #[test]
    fn one_decision_told_in_three_documents_is_one() {
        let full = format!("{}**Options:** A / B\n", record("Cloud provider", "2026-01-07", "CEO, CTO"));
        let row = "# Log\n\n| Decision | Decide by | Deciders | State |\n|---|---|---|---|\n| The cloud provider | 2026-01-07 | CTO | Open |\n";
        let vague = record("cloud provider decision", "", "CTO");
        assert_eq!(joined(&[row, &full, &vague]), [[1, 0, 2]]);
    }

    #[test]
    fn other_days_or_other_deciders_are_other_decisions() {
        let first = record("Cloud provider", "2026-01-07", "CEO");
        let later = record("Cloud provider", "2026-03-07", "CEO");
        let others = record("Cloud provider", "2026-01-07", "CFO");
        assert_eq!(joined(&[&first, &later]), Vec::<Vec<u32>>::new());
        assert_eq!(joined(&[&first, &others]), Vec::<Vec<u32>>::new());
        assert_eq!(joined(&[&first, &record("Cloud region", "2026-01-07", "CEO")]), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn where_there_is_a_choice_only_equal_days_are_joined() {
        let (first, later) = (record("Release date", "2026-01-07", "CEO"), record("Release date", "2026-03-07", "CEO"));
        let vague = record("Release date", "", "CEO");
        assert_eq!(joined(&[&first, &vague, &later]), Vec::<Vec<u32>>::new());
        assert_eq!(joined(&[&first, &vague, &later, &first]), [[0, 3]]);
    }
}
