//! Fixes of a whole handbook: as many as leave no new finding behind, done in memory.
//!
//! Fixes are tried together, and the handbook is checked with the new texts. Where that tells of anything that was
//! not told before, fewer are tried, down to the one that brings it, which is left out. So what is kept is proven: the
//! findings that were fixed are gone, and no other has come.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::base::diagnostic::{Diagnostic, Edit, Fix};
use crate::base::source::SourceId;
use crate::load::Inputs;

/// How often a handbook is checked at most. Two or three times are enough unless fixes have to be left out.
const MOST_CHECKS: usize = 100;

/// How many fixes may uncover one another: a link whose file is found may have an anchor that is misspelt.
const MOST_LAYERS: usize = 3;

/// A rule that is silent while most pages are concerned. That it speaks after a fix is no fault of the fix: nothing is
/// mended by taking a sound link away.
const OF_THE_WHOLE: &str = "doc/orphan";

/// What is wanted of a repair.
pub struct Repair<'a> {
    /// Whether a finding's fix is to be done, if it has one.
    pub wanted: &'a dyn Fn(&Diagnostic) -> bool,
    /// Checks the handbook as it is now; the findings are those that a run would tell.
    pub check: &'a dyn Fn(&Inputs) -> Vec<Diagnostic>,
    /// Documents that are one file under several names; what is done to one is done to all of them.
    pub same_file: &'a [Vec<SourceId>],
    /// The codes of all rules, which handbook.yaml may name.
    pub known_codes: &'a [&'static str],
}

/// What came of it; the new texts are in the inputs.
#[derive(Debug, Default)]
pub struct Repaired {
    /// The sources that changed, with their texts as they were.
    pub before: BTreeMap<SourceId, String>,
    /// All findings of the handbook as it is now.
    pub left: Vec<Diagnostic>,
    /// Those of them whose fix was left out, since it would bring a new finding or not mend this one.
    pub refused: Vec<Diagnostic>,
}

/// Does the wanted fixes of the findings `found`, and of those that come to light by that, until nothing changes.
pub fn repair(inputs: &mut Inputs, found: Vec<Diagnostic>, wanted: &Repair<'_>) -> Repaired {
    let mut run = Run { inputs, wanted, before: BTreeMap::new(), checks: 0 };
    let mut found = found;
    let mut refused = Refused::default();
    let mut kept_any = false;
    loop {
        let names = names(&found);
        let wanted = |(one, name): &Candidate<'_>| run.is_fixable(one) && !refused.has(name);
        let set: Vec<Candidate<'_>> = found.iter().zip(&names).filter(wanted).collect();
        if set.is_empty() {
            // What one fix forbade another may have made possible: the last look is at all of them.
            if refused.is_empty() || !kept_any {
                break;
            }
            refused = Refused::default();
            kept_any = false;
            continue;
        }
        if let Some(left) = run.largest_that_holds(&found, set, &mut refused) {
            (found, kept_any) = (left, true);
        }
    }
    let refused = found.iter().filter(|one| run.is_fixable(one)).cloned().collect();
    let Run { inputs, mut before, .. } = run;
    before.retain(|&source, text| inputs.sources.get(source).text != *text);
    Repaired { before, left: found, refused }
}

/// A part of a set that failed: the fixes of texts in which nothing new was told, else the first half.
fn fewer<'d>(set: Vec<Candidate<'d>>, places: &HashSet<SourceId>) -> Vec<Candidate<'d>> {
    let beyond = |(one, _): &Candidate<'_>| {
        let edits = one.fix.iter().flat_map(|fix| &fix.edits);
        !edits.map(|edit| edit.source).any(|source| places.contains(&source))
    };
    let innocent: Vec<Candidate<'_>> = set.iter().copied().filter(beyond).collect();
    if !innocent.is_empty() && innocent.len() < set.len() {
        return innocent;
    }
    let half = set.len() / 2;
    set.into_iter().take(half).collect()
}

/// What makes two findings of different states of a handbook the same: the code, the text's number, and what is said,
/// less the numbers in it. Lines and bytes move when something above them changes.
type Key = (&'static str, SourceId, String);

fn key(finding: &Diagnostic) -> Key {
    (finding.code, finding.source, finding.message.chars().filter(|c| !c.is_ascii_digit()).collect())
}

/// A finding among those of the same key, by their order.
type Name = (Key, usize);

/// A finding whose fix may be tried.
type Candidate<'d> = (&'d Diagnostic, &'d Name);

fn names(found: &[Diagnostic]) -> Vec<Name> {
    let mut counts: HashMap<Key, usize> = HashMap::new();
    let name = |one: &Diagnostic| {
        let key = key(one);
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        (key, *count - 1)
    };
    found.iter().map(name).collect()
}

fn counted<'d>(found: impl IntoIterator<Item = &'d Diagnostic>) -> HashMap<Key, usize> {
    let mut counts = HashMap::new();
    for finding in found {
        *counts.entry(key(finding)).or_default() += 1;
    }
    counts
}

/// Findings whose fix is not tried again.
#[derive(Default)]
struct Refused {
    by_key: HashMap<Key, BTreeSet<usize>>,
}

impl Refused {
    fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    fn has(&self, (key, at): &Name) -> bool {
        self.by_key.get(key).is_some_and(|those| those.contains(at))
    }

    fn add(&mut self, (key, at): &Name) {
        self.by_key.entry(key.clone()).or_default().insert(*at);
    }

    /// Numbers them anew after these were done.
    fn without(&mut self, done: &[&Name]) {
        for (key, those) in &mut self.by_key {
            let gone: Vec<usize> = done.iter().filter(|(other, _)| other == key).map(|(_, at)| *at).collect();
            *those = those.iter().map(|at| at - gone.iter().filter(|gone| *gone < at).count()).collect();
        }
    }
}

/// The findings after an attempt, and which fixes were done.
type Held = (Vec<Diagnostic>, Vec<bool>);

struct Run<'r, 'a> {
    inputs: &'r mut Inputs,
    wanted: &'r Repair<'a>,
    /// The sources that were touched, with their first texts.
    before: BTreeMap<SourceId, String>,
    checks: usize,
}

impl Run<'_, '_> {
    /// Does as many fixes of `set` as bring nothing new, all of them if that holds, and gives the findings after them.
    /// None where not even one could be done, which is refused then.
    fn largest_that_holds(
        &mut self,
        found: &[Diagnostic],
        set: Vec<Candidate<'_>>,
        refused: &mut Refused,
    ) -> Option<Vec<Diagnostic>> {
        let mut set = set;
        loop {
            let findings: Vec<&Diagnostic> = set.iter().map(|(one, _)| *one).collect();
            match self.attempt(found, &findings) {
                Ok((left, done)) => {
                    let done: Vec<&Name> =
                        set.iter().zip(done).filter(|(_, done)| *done).map(|((_, name), _)| *name).collect();
                    refused.without(&done);
                    return Some(left);
                }
                Err(_) if set.len() == 1 || self.checks >= MOST_CHECKS => {
                    set.iter().for_each(|(_, name)| refused.add(name));
                    return None;
                }
                Err(places) => set = fewer(set, &places),
            }
        }
    }

    /// Those of the findings of which there are more than `allowed`.
    fn new_ones<'d>(&self, found: &'d [Diagnostic], allowed: &HashMap<Key, usize>) -> Vec<&'d Diagnostic> {
        let counts = counted(found);
        let is_new = |one: &&Diagnostic| {
            let key = key(one);
            one.code != OF_THE_WHOLE && counts.get(&key) > Some(allowed.get(&key).unwrap_or(&0))
        };
        found.iter().filter(is_new).collect()
    }

    /// Whether a finding can be fixed and is to be.
    fn is_fixable(&self, finding: &Diagnostic) -> bool {
        // What is no UTF-8 was replaced when it was read: written back, it would be lost.
        let readable = |edit: &Edit| self.inputs.sources.get(edit.source).not_utf8.is_none();
        finding.fix.as_ref().is_some_and(|fix| fix.edits.iter().all(readable)) && (self.wanted.wanted)(finding)
    }

    /// Does the fixes of `set`, then those of what they uncover, and gives the findings after them, and of each of `set`
    /// whether it was done. Where something new is told, or one of the fixed findings still is, everything is as it was
    /// before, and the sources of what is told are given.
    fn attempt(&mut self, found: &[Diagnostic], set: &[&Diagnostic]) -> Result<Held, HashSet<SourceId>> {
        let mut allowed = counted(found);
        let mut undo = BTreeMap::new();
        let done = self.apply(set, &mut undo);
        for (one, _) in set.iter().zip(&done).filter(|(_, done)| **done) {
            allowed.entry(key(one)).and_modify(|count| *count = count.saturating_sub(1));
        }
        for layer in 1.. {
            self.checks += 1;
            let left = (self.wanted.check)(self.inputs);
            let new = self.new_ones(&left, &allowed);
            if new.is_empty() && !undo.is_empty() {
                return Ok((left, done));
            }
            if layer >= MOST_LAYERS || !new.iter().all(|one| self.is_fixable(one)) || undo.is_empty() {
                let places = new.iter().map(|one| one.source).collect();
                self.inputs.set_texts(undo, self.wanted.known_codes);
                return Err(places);
            }
            self.apply(&new, &mut undo);
        }
        Err(HashSet::new())
    }

    /// Changes the texts as the findings' fixes say, and gives which of them were done; `undo` gets the texts of the
    /// sources that it does not have yet.
    fn apply(&mut self, findings: &[&Diagnostic], undo: &mut BTreeMap<SourceId, String>) -> Vec<bool> {
        let fix = |one: &&Diagnostic| one.fix.as_ref().map_or_else(Fix::default, |fix| self.everywhere(fix));
        let fixes: Vec<Fix> = findings.iter().map(fix).collect();
        let (texts, done) = super::apply_fixes(&self.inputs.sources, &fixes);
        for (source, old) in self.inputs.set_texts(texts, self.wanted.known_codes) {
            self.before.entry(source).or_insert_with(|| old.clone());
            undo.entry(source).or_insert(old);
        }
        done
    }

    /// A fix that does the same to every name of a file.
    fn everywhere(&self, fix: &Fix) -> Fix {
        let names = |edit: &Edit| {
            let group = self.wanted.same_file.iter().find(|group| group.contains(&edit.source));
            group.cloned().unwrap_or_else(|| vec![edit.source])
        };
        let edits =
            fix.edits.iter().flat_map(|edit| names(edit).into_iter().map(|source| Edit { source, ..edit.clone() }));
        Fix { title: fix.title.clone(), edits: edits.collect() }
    }
}
