//! `check --changed-since REV`: the handbook as it was where the branch began, to tell what the branch brought about.

use std::collections::BTreeSet;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::{SourceKind, Sources};
use crate::check::baseline::Baseline;
use crate::check::{self, Overrides};
use crate::load::revision::Revision;
use crate::load::{Inputs, Request, past};
use crate::pipeline;
use crate::report::counted;

/// The handbook at the merge base of HEAD and a revision.
pub struct Past {
    /// The revision as it was named.
    revision: String,
    /// What was wrong with the handbook then.
    known: Baseline,
    /// The documents that it had then, below the content root.
    documents: BTreeSet<String>,
    /// Files of the repository that were changed since.
    changed: BTreeSet<String>,
    /// Where the documents are now, below the repository's root.
    content: String,
}

impl Past {
    /// Reads and checks the handbook as it was, with the same flags and on the same day.
    pub fn read(revision: &str, request: &Request, now: &Inputs, overrides: &Overrides) -> anyhow::Result<Self> {
        let base = Revision::merge_base(&now.places.repository, revision)?;
        let then = past::load(&base, request, now, &check::codes())?;
        let documents = then.documents.iter().map(|&id| then.sources.get(id).path.clone()).collect();
        // With broken settings there was no handbook that could have been known.
        let found = if then.config_diagnostics.is_empty() { pipeline::findings(&then) } else { Vec::new() };
        let found = check::settle(found, &then.config, overrides);
        Ok(Self {
            revision: revision.to_owned(),
            known: Baseline::of(&then.sources, &found),
            documents,
            changed: base.changed,
            content: now.places.content_in_repository.clone(),
        })
    }

    /// Whether a document was added, changed or deleted since; its path is below the content root.
    pub fn is_touched(&self, path: &str) -> bool {
        !self.documents.contains(path) || self.changed.contains(&format!("{}{path}", self.content))
    }

    /// By finding: whether it is in a document that was touched, or new since.
    pub fn concerns(&self, sources: &Sources, found: &[Diagnostic]) -> Vec<bool> {
        let compared = self.known.compare(sources, found);
        let concerns = found.iter().zip(compared.known).map(|(diagnostic, known)| {
            let source = sources.get(diagnostic.source);
            let is_touched = source.kind == SourceKind::Document && self.is_touched(&source.path);
            // Nobody asks the network whether an address answered then.
            is_touched || !known && !check::is_on_request(diagnostic.code)
        });
        concerns.collect()
    }

    /// What was looked at, for the summary, with a space before it.
    pub fn sentence(&self, now: &Inputs, elsewhere: usize) -> String {
        let own: BTreeSet<&str> = now.documents.iter().map(|&id| now.sources.get(id).path.as_str()).collect();
        let touched = own.iter().filter(|path| self.is_touched(path)).count();
        let deleted = self.documents.iter().filter(|path| !own.contains(path.as_str())).count();
        let changed = counted(touched + deleted, "document");
        let elsewhere = match elsewhere {
            0 => "no new finding elsewhere".to_owned(),
            1 => "1 finding elsewhere that is new".to_owned(),
            count => format!("{count} findings elsewhere that are new"),
        };
        format!(" {changed} changed since {}, {elsewhere}.", self.revision)
    }
}
