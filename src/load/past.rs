//! The handbook as a commit has it: read from git's store into memory, by the same rules as from the disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::base::path as slashed;
use crate::base::source::{Source, SourceKind};
use crate::config;

use super::ignored::Ignored;
use super::inputs::{Inputs, Places, Request};
use super::revision::{Revision, RevisionError};
use super::{left_out, read, root};

/// The inputs of a run with the same flags at that commit; `now` is what the run has on the disk. Where the handbook
/// was not there yet, there are no documents; mistakes of its handbook.yaml are among its `config_diagnostics`.
///
/// # Errors
/// When git does not give the files.
pub fn load(
    revision: &Revision,
    request: &Request,
    now: &Inputs,
    known_codes: &[&'static str],
) -> Result<Inputs, RevisionError> {
    let mut inputs = Inputs { today: now.today, drafts: request.drafts, ..Inputs::default() };
    read_config(&mut inputs, revision, request, now, known_codes)?;
    read::obey_flags(&mut inputs, request);
    let Some(content) = content(&inputs, revision, &now.places) else { return Ok(inputs) };
    inputs.places = Places {
        content: now.places.repository.join(content.trim_end_matches('/')),
        content_in_repository: content,
        on_disk: false,
        ..now.places.clone()
    };
    inputs.sources.content_prefix = root::below(&inputs.places.root, &inputs.places.content).unwrap_or_default();
    inputs.tree = revision.paths().map(str::to_owned).collect();
    read_content(&mut inputs, revision)?;
    if inputs.config_source.is_some() {
        read_theme(&mut inputs, revision)?;
    }
    Ok(inputs)
}

/// handbook.yaml, or the file of `--config`. One of `--config` that the commit does not have, such as a file that git
/// does not track, is taken as it is now.
fn read_config(
    inputs: &mut Inputs,
    revision: &Revision,
    request: &Request,
    now: &Inputs,
    known_codes: &[&'static str],
) -> Result<(), RevisionError> {
    let current = now.config_source.map(|id| now.sources.get(id));
    let file = match &request.config {
        Some(file) => root::absolute(&request.here.join(file)),
        None => now.places.root.join(root::CONFIG),
    };
    let tracked = file.strip_prefix(&now.places.repository).ok().map(root::slashed);
    let then = match &tracked {
        Some(path) => revision.read(&[path])?.pop().flatten(),
        None => None,
    };
    let given = || request.config.is_some().then(|| current.map(|source| source.text.clone().into_bytes())).flatten();
    let Some(bytes) = then.or_else(given) else { return Ok(()) };
    let shown = current.map_or_else(|| root::CONFIG.to_owned(), |source| source.path.clone());
    let id = inputs.sources.add(Source::from_bytes(SourceKind::Config, shown, bytes));
    (inputs.config, inputs.config_diagnostics) = config::read(id, inputs.sources.get(id), known_codes);
    inputs.config_source = Some(id);
    Ok(())
}

/// Where the documents were, below the repository's root; none where that is outside of it.
fn content(inputs: &Inputs, revision: &Revision, places: &Places) -> Option<String> {
    let own_root = root::below(&places.repository, &places.root);
    let has = |folder: &str| revision.paths().any(|path| path.starts_with(folder));
    let folder = match &inputs.config.source {
        // An absolute path, or one from a root that is in no repository.
        Some(source) if own_root.is_none() || Path::new(&source.value).is_absolute() => {
            let folder = root::absolute(&places.root.join(&source.value));
            return root::below(&places.repository, &folder);
        }
        Some(source) => slashed::join(&own_root?, &source.value)?,
        None => {
            let own_root = own_root?;
            let below = format!("{own_root}content/");
            if has(&below) { below } else { own_root }
        }
    };
    let folder = folder.trim_end_matches('/');
    Some(if folder.is_empty() { String::new() } else { format!("{folder}/") })
}

/// The documents, and the names of the other files.
fn read_content(inputs: &mut Inputs, revision: &Revision) -> Result<(), RevisionError> {
    let mut walk = Walk { ignored: ignored(revision, &inputs.places)?, folders: HashMap::new() };
    let content = inputs.places.content_in_repository.clone();
    let mut documents: Vec<(String, String)> = Vec::new();
    for path in revision.paths() {
        let Some(relative) = path.strip_prefix(&content) else { continue };
        if walk.leaves_out(relative, inputs) || inputs.config.is_excluded(relative) {
            continue;
        }
        if slashed::is_document(relative) {
            documents.push((relative.to_owned(), path.to_owned()));
        } else {
            inputs.files.insert(relative.to_owned());
        }
    }
    documents.sort();
    let paths: Vec<&str> = documents.iter().map(|(_, path)| path.as_str()).collect();
    let read = revision.read(&paths)?;
    for ((relative, _), bytes) in documents.into_iter().zip(read) {
        let Some(bytes) = bytes.filter(|bytes| bytes.len() < u32::MAX as usize / 2) else { continue };
        let id = inputs.sources.add(Source::from_bytes(SourceKind::Document, relative, bytes));
        inputs.documents.push(id);
    }
    Ok(())
}

/// The rules of all `.gitignore` files of the commit.
fn ignored(revision: &Revision, places: &Places) -> Result<Ignored, RevisionError> {
    let files: Vec<&str> = revision.paths().filter(|path| slashed::name(path) == ".gitignore").collect();
    let texts = revision.read(&files)?;
    let texts = files.iter().zip(texts).filter_map(|(path, bytes)| {
        Some((places.repository.join(slashed::folder(path)), String::from_utf8_lossy(&bytes?).into_owned()))
    });
    Ok(Ignored::of(texts))
}

/// What a walk of the disk would not see.
struct Walk {
    ignored: Ignored,
    /// Folders that were asked about.
    folders: HashMap<String, bool>,
}

impl Walk {
    /// Whether the file, or a folder that it is in, is left out; paths below the content root.
    fn leaves_out(&mut self, relative: &str, inputs: &Inputs) -> bool {
        for (slash, _) in relative.match_indices('/') {
            let folder = &relative[..slash];
            let known = self.folders.get(folder).copied();
            let left_out = known.unwrap_or_else(|| self.is_left_out(folder, true, inputs));
            if known.is_none() {
                self.folders.insert(folder.to_owned(), left_out);
            }
            if left_out {
                return true;
            }
        }
        self.is_left_out(relative, false, inputs)
    }

    fn is_left_out(&self, relative: &str, is_folder: bool, inputs: &Inputs) -> bool {
        let path: PathBuf = inputs.places.content.join(relative);
        left_out::by_name(&path, is_folder, &inputs.places, inputs.config_source.is_some()).is_some()
            || self.ignored.covers(&path, is_folder)
    }
}

/// `templates/` beside handbook.yaml, and the names in `static/`: no rule looks into those.
fn read_theme(inputs: &mut Inputs, revision: &Revision) -> Result<(), RevisionError> {
    let Some(own_root) = root::below(&inputs.places.repository, &inputs.places.root) else { return Ok(()) };
    let below = |folder: &str| -> Vec<(String, &str)> {
        let folder = format!("{own_root}{folder}/");
        let inside = |path| Some((str::strip_prefix(path, &folder)?.to_owned(), path));
        let is_shown = |(name, _): &(String, &str)| !name.split('/').any(|part| part.starts_with('.'));
        revision.paths().filter_map(inside).filter(is_shown).collect()
    };
    let templates = below("templates");
    let paths: Vec<&str> = templates.iter().map(|(_, path)| *path).collect();
    for ((name, _), bytes) in templates.into_iter().zip(revision.read(&paths)?) {
        if let Some(bytes) = bytes {
            inputs.add_template(name, bytes);
        }
    }
    inputs.statics = below("static").into_iter().map(|(name, _)| (name, Vec::new())).collect();
    Ok(())
}
