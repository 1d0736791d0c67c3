//! Everything that a run knows before it begins.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};

use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Source, SourceId, SourceKind, Sources};
use crate::config::Config;

use super::changes::Commit;
use super::history::History;

/// What the user asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `--root` or DIR; none to look for a `handbook.yaml` from `here` upwards.
    pub root: Option<PathBuf>,
    /// `--config`
    pub config: Option<PathBuf>,
    /// The current directory.
    pub here: PathBuf,
    /// `--output-dir`, else `public` below the root; its documents are none of ours.
    pub output: Option<PathBuf>,
    /// `--drafts`
    pub drafts: bool,
    /// `--flat`
    pub flat: bool,
    /// `--base-url`
    pub base_url: Option<String>,
    /// `--today`, else the clock.
    pub today: NaiveDate,
    /// Whether to read what the newest commits did: only a site needs it.
    pub changes: bool,
}

/// All inputs of one run.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Documents, handbook.yaml and overriding templates.
    pub sources: Sources,
    /// The documents among them, in the order of their paths.
    pub documents: Vec<SourceId>,
    /// The settings.
    pub config: Config,
    /// Mistakes in handbook.yaml.
    pub config_diagnostics: Vec<Diagnostic>,
    /// handbook.yaml, where there is one.
    pub config_source: Option<SourceId>,
    /// Paths below the content root of files that are not documents.
    pub files: BTreeSet<String>,
    /// Templates of the handbook: name and source.
    pub templates: Vec<(String, SourceId)>,
    /// Archetypes of the handbook, which new documents start from: name below `templates/`, and source.
    pub archetypes: Vec<(String, SourceId)>,
    /// Files of `static/`: path below it, and bytes.
    pub statics: Vec<(String, Vec<u8>)>,
    /// When each document was last committed, by its path below the content root.
    pub revised: BTreeMap<String, DateTime<Utc>>,
    /// When the files of documents were written that were not committed as they are now, likewise; without a disk empty.
    /// Read where the request asked for changes.
    pub modified: BTreeMap<String, DateTime<Utc>>,
    /// What the newest commits did to the documents, the newest first, where the request asked for it.
    pub changes: Vec<Commit>,
    /// What the documents were like before; empty unless somebody asked (see [`super::history::read`]).
    pub history: History,
    /// The day of the run, for findings.
    pub today: NaiveDate,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Where things are.
    pub places: Places,
    /// Without a disk: the files that are no documents, by their paths below the root.
    pub in_memory: BTreeMap<String, Vec<u8>>,
    /// Without a disk: all files of the repository, by their paths below its root.
    pub tree: BTreeSet<String>,
}

/// Where the handbook lies.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The handbook's root.
    pub root: PathBuf,
    /// Where the documents are.
    pub content: PathBuf,
    /// The root of the git repository around, else the handbook's root.
    pub repository: PathBuf,
    /// Path of `content` below `repository`, with a slash at its end unless empty.
    pub content_in_repository: String,
    /// Path of `root` below `repository`, likewise.
    pub root_in_repository: String,
    /// Where the site goes.
    pub output: PathBuf,
    /// Without a disk there is nothing but the documents and files that are listed.
    pub on_disk: bool,
}

/// The machine kept us from reading.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No such folder.
    #[error("{0} is not a folder: give the folder of the handbook")]
    NoFolder(PathBuf),
    /// The file of `--config` is not there.
    #[error("{0}: no such configuration file")]
    NoConfig(PathBuf),
    /// `source:` names no folder.
    #[error("{path} is not a folder, and `source:` in handbook.yaml names it as the folder of documents")]
    NoSource {
        /// The folder.
        path: PathBuf,
    },
    /// Reading failed.
    #[error("cannot read {path}: {cause}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// More than 4 GiB.
    #[error("{0} is larger than 4 GiB: leave it out with `exclude:` in handbook.yaml")]
    TooLarge(PathBuf),
}

impl Inputs {
    /// The bytes of a file of a handbook in memory, by its path below the root; empty for one that is not there.
    pub fn file(&self, path: &str) -> Vec<u8> {
        self.in_memory.get(path).cloned().unwrap_or_default()
    }

    /// The file of a source.
    pub fn path_of(&self, id: SourceId) -> PathBuf {
        let source = self.sources.get(id);
        let folder = if source.kind == SourceKind::Document { &self.places.content } else { &self.places.root };
        folder.join(&source.path)
    }

    /// Gives sources other texts, as if they had been read so, and returns those that they had. Texts are UTF-8, and so
    /// must be those that they replace. `known_codes` are the codes of all rules, which handbook.yaml may name.
    pub fn set_texts(
        &mut self,
        texts: BTreeMap<SourceId, String>,
        known_codes: &[&'static str],
    ) -> BTreeMap<SourceId, String> {
        let old: BTreeMap<_, _> = texts.into_iter().map(|(id, text)| (id, self.sources.replace(id, text))).collect();
        if self.config_source.is_some_and(|id| old.contains_key(&id)) {
            self.read_settings_again(known_codes);
        }
        old
    }

    /// Takes the settings from the text that handbook.yaml has now. What the command line said wins over it, as it did
    /// before.
    pub fn read_settings_again(&mut self, known_codes: &[&'static str]) {
        let Some(id) = self.config_source else { return };
        let (config, found) = crate::config::read(id, self.sources.get(id), known_codes);
        let Config { base_url, flat, .. } = std::mem::replace(&mut self.config, config);
        self.config.base_url = base_url;
        self.config.flat = flat;
        self.config_diagnostics = found;
    }

    /// Takes a file of `templates/`: a template of pages, or an archetype of documents.
    pub(super) fn add_template(&mut self, name: String, bytes: Vec<u8>) {
        let id = self.sources.add(Source::from_bytes(SourceKind::Template, format!("templates/{name}"), bytes));
        if name.starts_with("archetypes/") {
            self.archetypes.push((name, id));
        } else {
            self.templates.push((name, id));
        }
    }

    /// The inputs of a handbook that is in memory alone: paths below its root with their bytes. Nothing else exists.
    pub fn in_memory(files: &[(&str, &[u8])], known_codes: &[&'static str]) -> Self {
        let mut inputs = Self { today: NaiveDate::default(), ..Self::default() };
        let find = |name: &str| files.iter().find(|(path, _)| *path == name);
        if let Some((path, bytes)) = find(super::root::CONFIG) {
            let id = inputs.sources.add(Source::from_bytes(SourceKind::Config, *path, bytes.to_vec()));
            (inputs.config, inputs.config_diagnostics) = crate::config::read(id, inputs.sources.get(id), known_codes);
            inputs.config_source = Some(id);
        }
        let content = if files.iter().any(|(path, _)| path.starts_with("content/")) { "content/" } else { "" };
        inputs.sources.content_prefix = content.to_owned();
        inputs.places.content_in_repository = content.to_owned();
        let mut sorted: Vec<_> = files.iter().filter(|(path, _)| *path != super::root::CONFIG).collect();
        sorted.sort();
        for (path, bytes) in sorted {
            if let Some(name) = path.strip_prefix("templates/") {
                inputs.add_template(name.to_owned(), bytes.to_vec());
            } else if let Some(name) = path.strip_prefix("static/") {
                inputs.statics.push((name.to_owned(), bytes.to_vec()));
            } else if let Some(relative) = path.strip_prefix(content) {
                if crate::base::path::is_document(relative) {
                    let source = Source::from_bytes(SourceKind::Document, relative, bytes.to_vec());
                    let id = inputs.sources.add(source);
                    inputs.documents.push(id);
                } else {
                    inputs.files.insert(relative.to_owned());
                    inputs.in_memory.insert((*path).to_owned(), bytes.to_vec());
                }
            }
        }
        inputs
    }
}
