//! Fixes of a whole handbook: as many as leave no new finding behind, done in memory.
//!
//! Fixes are tried together, and the handbook is checked with the new texts. Where that tells of anything that was
//! not told before, fewer are tried, down to the one that brings it, which is left out. So what is kept is proven: the
//! findings that were fixed are gone, and no other has come.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::base::diagnostic::{Diagnostic, Edit, Fix};
use crate::base::source::SourceId;
use crate::load::Inputs;

/// How often a handbook is checked at most. Two or three times are enough unless fixes have to be left out.
const MOST_CHECKS: usize = 80;

/// How many fixes may uncover one another: a link whose file is found may have an anchor that is misspelt.
const MOST_LAYERS: usize = 3;

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
    let mut refused: HashSet<Key> = HashSet::new();
    let mut kept_any = false;
    loop {
        let fixable = run.fixable(&found);
        let mut set: Vec<&Diagnostic> = fixable.into_iter().filter(|one| !refused.contains(&run.key(one))).collect();
        if set.is_empty() {
            // What one fix forbade another may have made possible: the last look is at all of them.
            if refused.is_empty() || !kept_any {
                break;
            }
            refused.clear();
            kept_any = false;
            continue;
        }
        let kept = loop {
            match run.attempt(&found, &set) {
                Ok(left) => break Some(left),
                Err(_) if set.len() == 1 || run.checks >= MOST_CHECKS => {
                    refused.extend(set.iter().map(|one| run.key(one)));
                    break None;
                }
                Err(places) => set = fewer(set, &places),
            }
        };
        if let Some(left) = kept {
            found = left;
            kept_any = true;
        }
    }
    let refused = run.fixable(&found).into_iter().cloned().collect();
    let Run { inputs, mut before, .. } = run;
    before.retain(|&source, text| inputs.sources.get(source).text != *text);
    Repaired { before, left: found, refused }
}

/// A part of a set that failed: the fixes of texts in which nothing new was told, else the first half.
fn fewer<'d>(set: Vec<&'d Diagnostic>, places: &HashSet<SourceId>) -> Vec<&'d Diagnostic> {
    let beyond = |one: &&Diagnostic| {
        let edits = one.fix.iter().flat_map(|fix| &fix.edits);
        !edits.map(|edit| edit.source).any(|source| places.contains(&source))
    };
    let innocent: Vec<&Diagnostic> = set.iter().copied().filter(beyond).collect();
    if !innocent.is_empty() && innocent.len() < set.len() {
        return innocent;
    }
    let half = set.len() / 2;
    set.into_iter().take(half).collect()
}

/// What makes two findings of different states of a handbook the same: the code, the text's number, what is said, less
/// the numbers in it, and the words that it is about. Lines and bytes move when something above them changes.
type Key = (&'static str, SourceId, String, String);

struct Run<'r, 'a> {
    inputs: &'r mut Inputs,
    wanted: &'r Repair<'a>,
    /// The sources that were touched, with their first texts.
    before: BTreeMap<SourceId, String>,
    checks: usize,
}

impl Run<'_, '_> {
    fn key(&self, finding: &Diagnostic) -> Key {
        let words = finding.span.of(&self.inputs.sources.get(finding.source).text);
        let message = finding.message.chars().filter(|c| !c.is_ascii_digit()).collect();
        (finding.code, finding.source, message, words.to_owned())
    }

    fn counted(&self, found: &[Diagnostic]) -> HashMap<Key, usize> {
        let mut counts = HashMap::new();
        for finding in found {
            *counts.entry(self.key(finding)).or_default() += 1;
        }
        counts
    }

    /// Those of the findings of which there are more than `allowed`.
    fn new_ones<'d>(&self, found: &'d [Diagnostic], allowed: &HashMap<Key, usize>) -> Vec<&'d Diagnostic> {
        let counts = self.counted(found);
        let is_new = |one: &&Diagnostic| {
            let key = self.key(one);
            counts.get(&key) > Some(allowed.get(&key).unwrap_or(&0))
        };
        found.iter().filter(is_new).collect()
    }

    /// The findings that can be fixed and are to be.
    fn fixable<'d>(&self, found: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
        found.iter().filter(|one| self.is_fixable(one)).collect()
    }

    fn is_fixable(&self, finding: &Diagnostic) -> bool {
        // What is no UTF-8 was replaced when it was read: written back, it would be lost.
        let readable = |edit: &Edit| self.inputs.sources.get(edit.source).not_utf8.is_none();
        finding.fix.as_ref().is_some_and(|fix| fix.edits.iter().all(readable)) && (self.wanted.wanted)(finding)
    }

    /// Does the fixes of `set`, then those of what they uncover, and gives the findings after them. Where something
    /// new is told, or one of the fixed findings still is, everything is as it was before, and the sources of what is
    /// told are given.
    fn attempt(&mut self, found: &[Diagnostic], set: &[&Diagnostic]) -> Result<Vec<Diagnostic>, HashSet<SourceId>> {
        let mut allowed = self.counted(found);
        let mut undo = BTreeMap::new();
        for key in self.apply(set, &mut undo) {
            allowed.entry(key).and_modify(|count| *count = count.saturating_sub(1));
        }
        for layer in 1.. {
            self.checks += 1;
            let left = (self.wanted.check)(self.inputs);
            let new = self.new_ones(&left, &allowed);
            if new.is_empty() && !undo.is_empty() {
                return Ok(left);
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

    /// Changes the texts as the findings' fixes say, and gives the keys of those that were done; `undo` gets the
    /// texts of the sources that it does not have yet.
    fn apply(&mut self, findings: &[&Diagnostic], undo: &mut BTreeMap<SourceId, String>) -> Vec<Key> {
        let fixes: Vec<Fix> = findings.iter().filter_map(|one| Some(self.everywhere(one.fix.as_ref()?))).collect();
        let (texts, done) = super::apply_fixes(&self.inputs.sources, &fixes);
        let keys = findings.iter().zip(done).filter(|(_, done)| *done).map(|(one, _)| self.key(one)).collect();
        for (source, old) in self.inputs.set_texts(texts, self.wanted.known_codes) {
            self.before.entry(source).or_insert_with(|| old.clone());
            undo.entry(source).or_insert(old);
        }
        keys
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
