//! All documents and facts -> [`Handbook`]: names, references, backlinks, related pages, navigation.

pub mod address;
pub mod alike;
pub mod anchor;
pub mod artifacts;
pub mod backlinks;
pub mod decisions;
pub mod gates;
pub mod handbook;
pub mod names;
pub mod order;
pub mod parts;
pub mod related;
pub mod resolve;
pub mod roster;
pub mod same;
pub mod scope;
pub mod sections;
pub mod subjects;
pub mod target;
pub mod task_ids;
pub mod theme_file;
pub mod timeboxes;
pub mod told;
pub mod tree;
pub mod written;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::load::Inputs;
use crate::load::probe::{OnDisk, Probe};
use crate::parse::document::Document;
use crate::understand::claim::Claims;
use crate::understand::fact::Fact;

pub use handbook::Handbook;
use target::Target;

/// What references lead to as far as the documents can tell: the disk was not asked yet.
pub struct Draft {
    /// Paths below the repository's root that references name and no document has: what the disk must be asked.
    pub outside: BTreeSet<String>,
    addresses: address::Addresses,
    made: Made,
    /// By document, then by link.
    targets: Vec<Vec<Target>>,
    /// The documents with references to those paths, in order.
    asking: Vec<usize>,
}

/// What has a page of its own beside the documents, and what it is known by.
struct Made {
    scopes: Vec<scope::Scope>,
    roster: roster::Roster,
    timeboxes: timeboxes::Timeboxes,
    subjects: subjects::Subjects,
    gates: Vec<gates::Gate>,
}

impl Made {
    fn new(inputs: &Inputs, documents: &[Document], facts: &[Vec<Fact>], claims: &[Claims]) -> Self {
        let published: Vec<bool> = documents.iter().map(|document| inputs.drafts || !document.is_draft()).collect();
        let scopes = scope::find(documents, facts);
        let roster = roster::Roster::new(&inputs.config, facts, claims);
        let timeboxes = timeboxes::Timeboxes::new(facts, &scopes, &published);
        let subjects = subjects::Subjects::new(&roster, facts, &published);
        let gates = gates::find(documents, claims, &published);
        Self { scopes, roster, timeboxes, subjects, gates }
    }
}

/// Gives pages their addresses and resolves all references among the documents. `facts` and `claims` are by document.
pub fn draft(inputs: &Inputs, documents: &[Document], facts: &[Vec<Fact>], claims: &[Claims]) -> Draft {
    let made = Made::new(inputs, documents, facts, claims);
    let addresses = address::Addresses::new(inputs, documents, facts, &made.timeboxes, &made.subjects, &made.gates);
    let names = names::Names::new(inputs, documents, &addresses);
    let resolve = |document: usize| {
        let mut asked = Vec::new();
        let mut ask = |path: &str| {
            asked.push(path.to_owned());
            OnDisk::Missing
        };
        let targets = resolve_all(&names, document, &mut ask);
        artifacts::ask(&names, document, &facts[document], &mut ask);
        (targets, asked)
    };
    let resolved: Vec<_> = (0..documents.len()).into_par_iter().map(resolve).collect();
    drop(names);
    let mut draft = Draft {
        outside: BTreeSet::new(),
        addresses,
        made,
        targets: Vec::with_capacity(documents.len()),
        asking: Vec::new(),
    };
    for (document, (targets, asked)) in resolved.into_iter().enumerate() {
        draft.targets.push(targets);
        if !asked.is_empty() {
            draft.asking.push(document);
            draft.outside.extend(asked);
        }
    }
    draft
}

fn resolve_all(names: &names::Names<'_>, document: usize, ask: &mut dyn FnMut(&str) -> OnDisk) -> Vec<Target> {
    names.documents[document].links.iter().map(|link| resolve::link(names, document, link, ask)).collect()
}

/// Links everything with everything. `facts` are by document; `probe` has the answers for [`Draft::outside`].
pub fn link<'a>(
    inputs: &'a Inputs,
    documents: Vec<Document>,
    mut facts: Vec<Vec<Fact>>,
    claims: Vec<Claims>,
    draft: Draft,
    probe: &Probe,
) -> Handbook<'a> {
    let Draft { addresses, made, mut targets, asking, .. } = draft;
    let Made { scopes, roster, timeboxes, subjects, gates } = made;
    if !asking.is_empty() {
        let names = names::Names::new(inputs, &documents, &addresses);
        let again = |&document: &usize| {
            resolve_all(&names, document, &mut |path| probe.get(path).cloned().unwrap_or(OnDisk::Missing))
        };
        let resolved: Vec<_> = asking.par_iter().map(again).collect();
        for (&document, resolved) in asking.iter().zip(resolved) {
            targets[document] = resolved;
        }
    }
    find_artifacts(inputs, &documents, &addresses, &targets, &mut facts, probe);
    let (tree, (backlinks, task_ids, same)) = rayon::join(
        || tree::Tree::new(inputs, &documents, &addresses, &summary(&documents, &targets)),
        || {
            let same = same::find(inputs, &documents, &facts, &scopes);
            (backlinks::find(&documents, &targets), task_ids::define(&documents), same)
        },
    );
    let related = related::find(inputs, &documents, &targets, &tree);
    let published: Vec<bool> = (0..documents.len()).map(|at| addresses.documents[at].is_some()).collect();
    let known = decisions::Known {
        facts: &facts,
        scopes: &scopes,
        published: &published,
        roster: &roster,
        timeboxes: &timeboxes,
        subjects: &subjects,
    };
    let decisions = decisions::find(&known);
    Handbook {
        inputs,
        documents,
        facts,
        claims,
        scopes,
        same,
        decisions,
        targets,
        addresses,
        tree,
        backlinks,
        related,
        roster,
        timeboxes,
        subjects,
        gates,
        task_ids,
    }
}

/// Says of every artifact whether it is there.
fn find_artifacts(
    inputs: &Inputs,
    documents: &[Document],
    addresses: &address::Addresses,
    targets: &[Vec<Target>],
    facts: &mut [Vec<Fact>],
    probe: &Probe,
) {
    facts.par_iter_mut().zip(targets).for_each(|(facts, targets)| artifacts::fill(facts, targets));
    if !facts.par_iter().any(|facts| artifacts::has_loose(facts)) {
        return;
    }
    let names = names::Names::new(inputs, documents, addresses);
    facts.par_iter_mut().enumerate().for_each(|(document, facts)| {
        artifacts::fill_loose(&names, document, facts, &mut |path| probe.get(path).cloned().unwrap_or(OnDisk::Missing));
    });
}

/// The documents that a SUMMARY.md beside the home page lists, in its order, as mdBook has it.
fn summary(documents: &[Document], targets: &[Vec<Target>]) -> Vec<u32> {
    let at = documents.iter().position(|document| document.path == "SUMMARY.md");
    at.map(|at| targets[at].iter().filter_map(Target::document).collect()).unwrap_or_default()
}
