//! All documents and facts -> [`Handbook`]: names, references, backlinks, related pages, navigation.

pub mod address;
pub mod backlinks;
pub mod handbook;
pub mod names;
pub mod related;
pub mod resolve;
pub mod sections;
pub mod target;
pub mod task_ids;
pub mod theme_file;
pub mod tree;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::load::Inputs;
use crate::load::probe::{OnDisk, Probe};
use crate::parse::document::Document;
use crate::understand::fact::Fact;

pub use handbook::Handbook;

/// Paths below the repository's root that references name and no document has: what the disk must be asked.
pub fn outside_paths(inputs: &Inputs, documents: &[Document]) -> BTreeSet<String> {
    let names = names::Names::new(inputs, documents);
    let ask = |document: usize| {
        let mut asked = BTreeSet::new();
        for link in &documents[document].links {
            resolve::link(&names, document, link, &mut |path| {
                asked.insert(path.to_owned());
                OnDisk::Missing
            });
        }
        asked
    };
    (0..documents.len()).into_par_iter().map(ask).reduce(BTreeSet::new, |mut all, more| {
        all.extend(more);
        all
    })
}

/// Links everything with everything. `facts` are by document.
pub fn link<'a>(inputs: &'a Inputs, documents: Vec<Document>, facts: Vec<Vec<Fact>>, probe: &Probe) -> Handbook<'a> {
    let targets: Vec<Vec<target::Target>> = {
        let names = names::Names::new(inputs, &documents);
        let on_disk = |path: &str| probe.get(path).cloned().unwrap_or(OnDisk::Missing);
        let resolve_all = |at: usize| {
            documents[at].links.iter().map(|link| resolve::link(&names, at, link, &mut |path| on_disk(path))).collect()
        };
        (0..documents.len()).into_par_iter().map(resolve_all).collect()
    };
    let addresses = address::Addresses::new(inputs, &documents, &facts);
    let tree = tree::Tree::new(inputs, &documents, &addresses);
    let backlinks = backlinks::find(&documents, &targets);
    let related = related::find(inputs, &documents, &targets, &tree);
    let task_ids = task_ids::define(&documents);
    Handbook { inputs, documents, facts, targets, addresses, tree, backlinks, related, task_ids }
}
