//! Walks the folders and reads the files.
#![expect(clippy::disallowed_methods, reason = "load reads the disk")]

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::base::source::{Source, SourceId, SourceKind};
use crate::base::span::Span;
use crate::base::yaml::Spanned;
use crate::config;

use super::ignored::Ignored;
use super::inputs::{Inputs, LoadError, Places, Request};
use super::{changes, left_out, modified, root};

/// Reads everything that a run needs.
///
/// # Errors
/// When the machine does not let us read what is there. A file that vanishes meanwhile is simply not there.
pub fn load(request: &Request, known_codes: &[&'static str]) -> Result<Inputs, LoadError> {
    let (root, config_path) = root::find(request)?;
    let mut inputs = Inputs { today: request.today, drafts: request.drafts, ..Inputs::default() };
    if let Some(path) = &config_path {
        read_config(&mut inputs, path, &root, known_codes)?;
    }
    obey_flags(&mut inputs, request);
    inputs.places = places(request, &root, &inputs)?;
    inputs.sources.content_prefix = root::below(&root, &inputs.places.content).unwrap_or_default();
    walk(&mut inputs, config_path.is_some())?;
    if config_path.is_some() {
        read_theme(&mut inputs)?;
    }
    if inputs.places.repository.join(".git").exists() {
        let Places { repository, content, content_in_repository, .. } = &inputs.places;
        inputs.revised = changes::last_commits(repository, content, content_in_repository);
        if request.changes {
            inputs.changes = changes::commits(repository, content, content_in_repository);
        }
    }
    if request.changes {
        inputs.modified = modified::times(&inputs);
    }
    Ok(inputs)
}

/// What the flags say beside handbook.yaml.
pub(super) fn obey_flags(inputs: &mut Inputs, request: &Request) {
    if let Some(base_url) = &request.base_url {
        let value = base_url.trim_end_matches('/').to_owned();
        inputs.config.base_url = Some(Spanned { value, source: SourceId(0), span: Span::default() });
    }
    inputs.config.flat |= request.flat;
    inputs.drafts |= inputs.config.drafts;
}

fn read_config(inputs: &mut Inputs, path: &Path, root: &Path, known_codes: &[&'static str]) -> Result<(), LoadError> {
    let bytes = std::fs::read(path).map_err(|cause| LoadError::Read { path: path.to_owned(), cause })?;
    let shown = path.strip_prefix(root).map_or_else(|_| path.to_string_lossy().into_owned(), root::slashed);
    let id = inputs.sources.add(Source::from_bytes(SourceKind::Config, shown, bytes));
    let (config, diagnostics) = config::read(id, inputs.sources.get(id), known_codes);
    inputs.config = config;
    inputs.config_diagnostics = diagnostics;
    inputs.config_source = Some(id);
    Ok(())
}

fn places(request: &Request, root: &Path, inputs: &Inputs) -> Result<Places, LoadError> {
    let content = root::content(root, inputs.config.source.as_ref().map(|source| source.value.as_str()))?;
    let repository = root::repository(&content).or_else(|| root::repository(root));
    let around = |folder: &PathBuf| content.starts_with(folder);
    let repository =
        repository.filter(around).or_else(|| Some(root.to_owned()).filter(around)).unwrap_or_else(|| content.clone());
    let output = match &request.output {
        Some(output) => root::absolute(&request.here.join(output)),
        None => root.join("public"),
    };
    Ok(Places {
        content_in_repository: root::below(&repository, &content).unwrap_or_default(),
        root_in_repository: root::below(&repository, root).unwrap_or_default(),
        root: root.to_owned(),
        content,
        repository,
        output,
        on_disk: true,
    })
}

/// Finds and reads the documents, and lists the other files.
fn walk(inputs: &mut Inputs, has_config: bool) -> Result<(), LoadError> {
    let places = inputs.places.clone();
    let mut ignored = Ignored::above(&places.repository, &places.content);
    let mut documents = Vec::new();
    let mut entries = WalkDir::new(&places.content).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        // Loops of links, folders that vanish or may not be read: what cannot be listed is not there.
        let Ok(entry) = entry else { continue };
        let path = entry.path();
        let is_folder = entry.file_type().is_dir();
        if entry.depth() > 0
            && (left_out::by_name(path, is_folder, &places, has_config).is_some() || ignored.covers(path, is_folder))
        {
            if is_folder {
                entries.skip_current_dir();
            }
            continue;
        }
        if is_folder {
            ignored.enter(path);
            continue;
        }
        if entry.path_is_symlink() && !links_inside(path, &places.repository) {
            continue;
        }
        let relative = root::slashed(path.strip_prefix(&places.content).unwrap_or(path));
        if inputs.config.is_excluded(&relative) {
            continue;
        }
        if crate::base::path::is_document(&relative) {
            documents.push((relative, path.to_owned()));
        } else {
            inputs.files.insert(relative);
        }
    }
    documents.sort();
    let read: Vec<_> = documents.into_par_iter().map(|(relative, path)| read_document(relative, path)).collect();
    for source in read {
        if let Some(source) = source? {
            let id = inputs.sources.add(source);
            inputs.documents.push(id);
        }
    }
    Ok(())
}

/// Links are followed to files of the repository, and to nothing else.
fn links_inside(path: &Path, repository: &Path) -> bool {
    path.canonicalize().is_ok_and(|real| real.is_file() && real.starts_with(repository))
}

fn read_document(relative: String, path: PathBuf) -> Result<Option<Source>, LoadError> {
    match std::fs::read(&path) {
        Ok(bytes) if bytes.len() >= u32::MAX as usize / 2 => Err(LoadError::TooLarge(path)),
        Ok(bytes) => Ok(Some(Source::from_bytes(SourceKind::Document, relative, bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(LoadError::Read { path, cause }),
    }
}

/// `templates/` and `static/` beside handbook.yaml.
fn read_theme(inputs: &mut Inputs) -> Result<(), LoadError> {
    let root = inputs.places.root.clone();
    for (name, bytes) in files_of(&root.join("templates"))? {
        inputs.add_template(name, bytes);
    }
    inputs.statics = files_of(&root.join("static"))?;
    Ok(())
}

/// All files below a folder, hidden ones left out, by their paths below it.
fn files_of(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, LoadError> {
    let mut files = Vec::new();
    let shown = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(shown).flatten() {
        if entry.path().is_file() {
            let bytes = std::fs::read(entry.path())
                .map_err(|cause| LoadError::Read { path: entry.path().to_owned(), cause })?;
            files.push((root::slashed(entry.path().strip_prefix(folder).unwrap_or(entry.path())), bytes));
        }
    }
    Ok(files)
}

/// The bytes of a file that an argument names.
///
/// # Errors
/// When it cannot be read; what the system said tells one that is not there.
pub fn file(path: &Path) -> Result<Vec<u8>, io::Error> {
    std::fs::read(path)
}

/// The bytes of a file that pages refer to.
///
/// # Errors
/// When it cannot be read.
pub fn asset(places: &Places, in_repository: &str) -> Result<Vec<u8>, LoadError> {
    let path = places.repository.join(in_repository);
    std::fs::read(&path).map_err(|cause| LoadError::Read { path, cause })
}

/// The text of a file that is no part of the handbook, such as a cache; none if it is not there or no text.
pub fn optional(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}
