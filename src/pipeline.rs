//! The whole compiler on one screen: no IO, no phase logic.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostic;
use crate::check;
use crate::link::{self, Handbook};
use crate::load::probe::Probe;
use crate::load::{Inputs, LoadError};
use crate::parse::{self, document::Document};
use crate::publish::{PublishError, Sink};
use crate::render::plan::{self, Work};
use crate::render::site::Site;
use crate::render::theme::{TemplateOverride, Theme};
use crate::understand::{self, fact::Fact};

/// What was read of all documents, before they know of each other.
pub struct Read {
    /// The documents, in the order of their paths.
    pub documents: Vec<Document>,
    /// By document: what it says.
    pub facts: Vec<Vec<Fact>>,
    /// Mistakes in front matter.
    pub diagnostics: Vec<Diagnostic>,
}

/// Texts -> documents and their facts.
pub fn read(inputs: &Inputs) -> Read {
    let one = |&id: &crate::base::source::SourceId| {
        let source = inputs.sources.get(id);
        let (document, diagnostics) = parse::document(id, source, &inputs.config);
        let facts = understand::document(&document, source, &inputs.config);
        (document, (facts, diagnostics))
    };
    // Documents go straight to where they stay: this is where most memory is in use.
    let (mut documents, mut rest) = (Vec::new(), Vec::new());
    inputs.documents.par_iter().map(one).unzip_into_vecs(&mut documents, &mut rest);
    let (facts, diagnostics): (Vec<_>, Vec<_>) = rest.into_iter().unzip();
    Read { documents, facts, diagnostics: diagnostics.into_iter().flatten().collect() }
}

/// Documents -> the handbook and all that is wrong with it. `look` asks the disk about paths that no document has.
pub fn link<'a>(
    inputs: &'a Inputs,
    read: Read,
    look: impl FnOnce(&std::collections::BTreeSet<String>) -> Probe,
) -> (Handbook<'a>, Vec<Diagnostic>) {
    let draft = link::draft(inputs, &read.documents);
    let probe = look(&draft.outside);
    let handbook = link::link(inputs, read.documents, read.facts, draft, &probe);
    let diagnostics = check::check(&handbook, read.diagnostics);
    (handbook, diagnostics)
}

/// The theme with the handbook's own templates and files.
///
/// # Errors
/// Every mistake in the handbook's templates.
pub fn theme(inputs: &Inputs) -> Result<Theme, Vec<Diagnostic>> {
    let template = |(name, id): &'_ (String, crate::base::source::SourceId)| (name.clone(), *id);
    let named: Vec<_> = inputs.templates.iter().map(template).collect();
    let overrides: Vec<TemplateOverride<'_>> = named
        .iter()
        .map(|(name, source)| TemplateOverride { name, text: &inputs.sources.get(*source).text, source: *source })
        .collect();
    Theme::new(&overrides, inputs.statics.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

/// Why a site was not made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A mistake in a template of the handbook.
    #[error("{}", .0.message)]
    Template(Box<Diagnostic>),
    /// A file that pages refer to could not be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// An artifact could not be put where it belongs.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

/// Every artifact of a site in the order of paths, each made, handed to `sink` and dropped.
///
/// `asset` reads a file by its path below the repository's root; `progress` is told how many are done.
///
/// # Errors
/// The first that kept an artifact from being made; the site is not whole then.
pub fn render(
    site: &Site<'_>,
    plan: &[(String, Work)],
    sink: &dyn Sink,
    asset: &(dyn Fn(&str) -> Result<Vec<u8>, LoadError> + Sync),
    progress: &(dyn Fn(usize) + Sync),
) -> Result<(), BuildError> {
    let done = AtomicUsize::new(0);
    plan.par_iter().try_for_each(|(path, work)| {
        let bytes = match (plan::render(site, work).map_err(BuildError::Template)?, work) {
            (Some(bytes), _) => bytes,
            (None, Work::Asset(path)) => asset(path)?,
            (None, _) => return Ok(()),
        };
        sink.put(path, &bytes)?;
        progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(())
    })
}

/// Mistakes that templates of the handbook make while pages are rendered; none without such templates, since the
/// theme's own make none. All of them are found before anything is published.
pub fn template_mistakes(site: &Site<'_>, plan: &[(String, Work)]) -> Vec<Diagnostic> {
    if site.handbook.inputs.templates.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Diagnostic> =
        plan.par_iter().filter_map(|(_, work)| plan::render(site, work).err().map(|mistake| *mistake)).collect();
    found.sort_by_key(|mistake| (mistake.source, mistake.span));
    found.dedup();
    found
}

/// All findings of a handbook that is in memory alone, every page rendered and thrown away: for tests and fuzzing.
///
/// `files` are paths below the handbook's root (`handbook.yaml`, `content/a.md`) with their bytes.
pub fn check_memory(files: &[(&str, &[u8])]) -> Vec<Diagnostic> {
    struct Nowhere;
    impl Sink for Nowhere {
        fn put(&self, _: &str, _: &[u8]) -> Result<(), PublishError> {
            Ok(())
        }
    }
    let inputs = Inputs::in_memory(files, &check::codes());
    let (handbook, mut diagnostics) = link(&inputs, read(&inputs), |paths| crate::load::probe::probe(&inputs, paths));
    diagnostics.extend(inputs.config_diagnostics.iter().cloned());
    match theme(&inputs) {
        Ok(theme) => {
            let site = Site::new(&handbook, &theme);
            let plan: Vec<_> = plan::plan(&site).into_iter().collect();
            diagnostics.extend(template_mistakes(&site, &plan));
            let _ = render(&site, &plan, &Nowhere, &|_| Ok(Vec::new()), &|_| {});
        }
        Err(mistakes) => diagnostics.extend(mistakes),
    }
    diagnostics
}
