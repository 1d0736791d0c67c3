//! The whole compiler on one screen: no IO, no phase logic.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::base::suggest;
use crate::check;
use crate::link::{self, Handbook};
use crate::load::probe::Probe;
use crate::load::{Inputs, LoadError};
use crate::parse::{self, document::Document};
use crate::render::plan::{self, Work};
use crate::render::site::Site;
use crate::render::theme::{TemplateOverride, Theme};
use crate::understand::claim::Claims;
use crate::understand::{self, fact::Fact};

/// What was read of all documents, before they know of each other.
pub struct Read {
    /// The documents, in the order of their paths.
    pub documents: Vec<Document>,
    /// By document: what it says.
    pub facts: Vec<Vec<Fact>>,
    /// By document: what of it can be checked.
    pub claims: Vec<Claims>,
    /// Mistakes in front matter.
    pub diagnostics: Vec<Diagnostic>,
}

/// Texts -> documents and their facts.
pub fn read(inputs: &Inputs) -> Read {
    read_as(inputs, false)
}

/// The same, and each fact keeps why it was recognised.
pub fn read_explained(inputs: &Inputs) -> Read {
    read_as(inputs, true)
}

fn read_as(inputs: &Inputs, explains: bool) -> Read {
    let understand = if explains { understand::explained } else { understand::document };
    let one = |&id: &SourceId| {
        let source = inputs.sources.get(id);
        let (document, diagnostics) = parse::document(id, source, &inputs.config);
        let understood = understand(&document, source, &inputs.config);
        (document, (understood, diagnostics))
    };
    // Documents go straight to where they stay: this is where most memory is in use.
    let (mut documents, mut rest) = (Vec::new(), Vec::new());
    inputs.documents.par_iter().map(one).unzip_into_vecs(&mut documents, &mut rest);
    let (mut facts, mut claims, mut mistakes) = (Vec::new(), Vec::new(), Vec::new());
    for (understood, diagnostics) in rest {
        facts.push(understood.facts);
        claims.push(understood.claims);
        mistakes.extend(diagnostics);
    }
    link::anchor::anchor(inputs, &documents, &mut facts, &mut claims, explains);
    Read { documents, facts, claims, diagnostics: mistakes }
}

/// Documents -> the handbook. `look` asks the disk about paths that no document has.
pub fn handbook<'a>(inputs: &'a Inputs, read: Read, look: impl FnOnce(&BTreeSet<String>) -> Probe) -> Handbook<'a> {
    let draft = link::draft(inputs, &read.documents, &read.facts, &read.claims);
    let probe = look(&draft.outside);
    link::link(inputs, read.documents, read.facts, read.claims, draft, &probe)
}

/// Documents -> the handbook and all that is wrong with it. `look` asks the disk about paths that no document has.
pub fn link<'a>(
    inputs: &'a Inputs,
    mut read: Read,
    look: impl FnOnce(&BTreeSet<String>) -> Probe,
) -> (Handbook<'a>, Vec<Diagnostic>) {
    let mistakes = std::mem::take(&mut read.diagnostics);
    let handbook = handbook(inputs, read, look);
    let diagnostics = check::check(&handbook, mistakes);
    (handbook, diagnostics)
}

/// What was wrong with a handbook that is not on the disk, at the levels of its rules, to be compared with what is wrong
/// today; nothing of it is about templates. Pages to which no other leads are among it even where so many are that no
/// rule speaks of them: one link more, and it would speak of all the others.
pub fn findings(inputs: &Inputs) -> Vec<Diagnostic> {
    let (handbook, mut found) = link(inputs, read(inputs), |paths| crate::load::probe::probe(inputs, paths));
    let orphans = check::orphans(&handbook);
    found.retain(|one| one.code != "doc/orphan");
    found.extend(orphans);
    if let Ok(theme) = theme(inputs) {
        found.extend(unknown_templates(&handbook, &theme));
    }
    found
}

/// The theme with the handbook's own templates and files.
///
/// # Errors
/// Every mistake in the handbook's templates.
pub fn theme(inputs: &Inputs) -> Result<Theme, Vec<Diagnostic>> {
    let template = |(name, id): &'_ (String, SourceId)| (name.clone(), *id);
    let named: Vec<_> = inputs.templates.iter().map(template).collect();
    let overrides: Vec<TemplateOverride<'_>> =
        named.iter().map(|(name, source)| TemplateOverride::new(name, *source, inputs.sources.get(*source))).collect();
    Theme::new(&overrides, inputs.statics.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

/// Why a site was not made; `E` is what kept an artifact from being put where it belongs.
#[derive(Debug, thiserror::Error)]
pub enum BuildError<E> {
    /// A mistake in a template of the handbook.
    #[error("{}", .0.message)]
    Template(Box<Diagnostic>),
    /// A file that pages refer to could not be read.
    #[error(transparent)]
    Load(LoadError),
    /// An artifact could not be put where it belongs.
    #[error(transparent)]
    Put(E),
}

/// Every artifact of a site, each made, handed to `put` with its path, and dropped: bytes of pages never pile up.
///
/// `asset` reads a file by its path below the repository's root.
///
/// # Errors
/// The first that kept an artifact from being made; the site is not whole then.
pub fn render<E: Send>(
    site: &Site<'_>,
    plan: &[(String, Work)],
    asset: &(dyn Fn(&str) -> Result<Vec<u8>, LoadError> + Sync),
    put: impl Fn(&str, &[u8]) -> Result<(), E> + Sync,
) -> Result<(), BuildError<E>> {
    plan.par_iter().try_for_each(|(path, work)| {
        let bytes = match (plan::render(site, work).map_err(BuildError::Template)?, work) {
            (Some(bytes), _) => bytes,
            (None, Work::Asset(path)) => asset(path).map_err(BuildError::Load)?,
            (None, _) => return Ok(()),
        };
        put(path, &bytes).map_err(BuildError::Put)
    })
}

/// Documents whose front matter names a template that there is none of; they are shown with the ordinary one.
pub fn unknown_templates(handbook: &Handbook<'_>, theme: &Theme) -> Vec<Diagnostic> {
    let mut names: Vec<&str> = theme.template_names().collect();
    names.sort_unstable();
    let published = (0..handbook.documents.len()).filter(|&at| handbook.is_published(at));
    let named = published.filter_map(|at| handbook.documents[at].front_matter.template.as_ref());
    let unknown = named.filter(|template| !theme.has_template(&template.value)).map(|template| {
        let message = format!("There is no template `{}`, so the page is shown with `page.html`.", template.value);
        let found =
            Diagnostic::new(parse::front_matter::FRONT_MATTER, Level::Error, template.source, template.span, message);
        match suggest::nearest(&template.value, names.iter().copied()) {
            Some(near) => found.help(format!("Did you mean `{near}`?")),
            None => found.help("Put it into the folder `templates/` beside handbook.yaml."),
        }
    });
    unknown.collect()
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

/// A handbook that was built without a disk.
#[derive(Debug, Default)]
pub struct InMemory {
    /// All findings, at the levels of its settings.
    pub diagnostics: Vec<Diagnostic>,
    /// The site: path below its root, and bytes. Empty where a template or handbook.yaml is broken.
    pub site: BTreeMap<String, Vec<u8>>,
}

/// Builds a handbook from files in memory: paths below the handbook's root (`handbook.yaml`, `content/a.md`) with
/// their bytes. Nothing else exists.
pub fn in_memory(files: &[(&str, &[u8])]) -> InMemory {
    let inputs = Inputs::in_memory(files, &check::codes());
    let (handbook, mut diagnostics) = link(&inputs, read(&inputs), |paths| crate::load::probe::probe(&inputs, paths));
    diagnostics.extend(inputs.config_diagnostics.iter().cloned());
    let site = Mutex::new(BTreeMap::new());
    match theme(&inputs) {
        Ok(theme) => {
            diagnostics.extend(unknown_templates(&handbook, &theme));
            let shown = Site::new(&handbook, &theme);
            let plan: Vec<_> = plan::plan(&shown).into_iter().collect();
            let mistakes = template_mistakes(&shown, &plan);
            if mistakes.is_empty() && inputs.config_diagnostics.is_empty() {
                let bytes_of = |path: &str| Ok(inputs.file(path));
                let put = |path: &str, bytes: &[u8]| -> Result<(), Infallible> {
                    site.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.to_vec());
                    Ok(())
                };
                // Without templates of the handbook's own, nothing can fail.
                let _ = render(&shown, &plan, &bytes_of, put);
            }
            diagnostics.extend(mistakes);
        }
        Err(mistakes) => diagnostics.extend(mistakes),
    }
    check::sort(&handbook, &mut diagnostics);
    let diagnostics = check::settle(diagnostics, &inputs.config, &check::Overrides::default());
    InMemory { diagnostics, site: site.into_inner().unwrap_or_else(PoisonError::into_inner) }
}
