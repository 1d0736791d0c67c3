//! What lies in the output directory where this run wants to write or delete. Looks, and changes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::PublishError;
use super::path;

/// What lay at a planned path before this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// No file.
    Nothing,
    /// A file of ours, of so many bytes.
    File(u64),
    /// A link where our file was. It is replaced, and what it leads to is left alone.
    Link,
}

/// What a run has to do beside writing.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Every planned path.
    pub(super) planned: HashMap<String, Before>,
    /// Our files that must go before the first write, because a planned path needs their place.
    pub(super) in_the_way: Vec<String>,
    /// Our other files that are not planned any more.
    pub(super) stale: Vec<String>,
    /// Folders that may be empty once those files are gone, and that are ours then.
    pub(super) emptied: BTreeSet<String>,
    /// Where a run that was killed may have left half a file.
    pub(super) halves: Vec<PathBuf>,
}

impl Survey {
    /// Of a directory in which nothing lies.
    pub(super) fn of_nothing(planned: &[String]) -> Self {
        Self { planned: planned.iter().map(|path| (path.clone(), Before::Nothing)).collect(), ..Self::default() }
    }

    /// Of a directory of ours. Fails when something that is not ours lies where a planned file has to go.
    pub(super) fn of(root: &Path, planned: &[String], owned: &BTreeSet<String>) -> Result<Self, PublishError> {
        let ground = Ground::of(root, planned, owned)?;
        let wanted: HashSet<&str> = planned.iter().map(String::as_str).collect();
        let mut survey = Self::default();
        let mut stale = BTreeSet::new();
        for path in owned.iter().map(String::as_str).filter(|path| !wanted.contains(path)) {
            survey.emptied.extend(path::folders(path).filter(|folder| ground.is_real(folder)).map(str::to_owned));
            if matches!(ground.lies(path), Lies::File(_) | Lies::Link) {
                stale.insert(path);
            }
        }
        let mut first = BTreeSet::new();
        let by_fold: HashMap<String, &str> = stale.iter().map(|path| (path::folded(path), *path)).collect();
        for path in planned {
            // On a disk that folds case, what lies at `about.html` may be our own `About.html`.
            let twin = by_fold.get(&path::folded(path)).copied();
            let before = ground.before(path, twin, &stale, &mut first)?;
            first.extend(twin);
            survey.planned.insert(path.clone(), before);
        }
        survey.halves = ground.files.keys().map(|path| path::temporary(root, path)).collect();
        survey.stale = stale.difference(&first).map(|&path| path.to_owned()).collect();
        survey.in_the_way = first.into_iter().map(str::to_owned).collect();
        Ok(survey)
    }
}

/// What one path is on the disk, links not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lies {
    Nothing,
    File(u64),
    Folder,
    Link,
    /// A device, a socket and the like.
    Other,
}

/// Everything that was looked at.
struct Ground<'a> {
    root: &'a Path,
    owned: &'a BTreeSet<String>,
    /// Each folder on the way to a path: itself, or the nearest thing above it that is no folder.
    folders: BTreeMap<&'a str, (&'a str, Lies)>,
    files: HashMap<&'a str, Lies>,
}

impl<'a> Ground<'a> {
    fn of(root: &'a Path, planned: &'a [String], owned: &'a BTreeSet<String>) -> Result<Self, PublishError> {
        let paths: HashSet<&str> = planned.iter().chain(owned).map(String::as_str).collect();
        let above: HashSet<&str> = paths.iter().copied().flat_map(path::folders).collect();
        let look = |path: &'a str| Ok((path, look(&path::on_disk(root, path))?));
        let looked: BTreeMap<&str, Lies> = above.into_par_iter().map(look).collect::<Result<_, PublishError>>()?;
        let mut folders: BTreeMap<&str, (&str, Lies)> = BTreeMap::new();
        // Sorted, so what is above a folder comes before it.
        for (&folder, &lies) in &looked {
            let above = folder.rsplit_once('/').and_then(|(above, _)| folders.get(above).copied());
            let reached = above.filter(|&(_, lies)| lies != Lies::Folder).unwrap_or((folder, lies));
            folders.insert(folder, reached);
        }
        let mut ground = Self { root, owned, folders, files: HashMap::new() };
        let reached = paths.into_par_iter().filter(|path| ground.parent(path).1 == Lies::Folder);
        ground.files = reached.map(look).collect::<Result<_, PublishError>>()?;
        Ok(ground)
    }

    /// The folder of a path, or what stands in its stead.
    fn parent(&self, path: &str) -> (&'a str, Lies) {
        let above = path.rsplit_once('/').and_then(|(folder, _)| self.folders.get(folder).copied());
        above.unwrap_or(("", Lies::Folder))
    }

    fn is_real(&self, folder: &str) -> bool {
        self.folders.get(folder).is_some_and(|&(_, lies)| lies == Lies::Folder)
    }

    fn lies(&self, path: &str) -> Lies {
        self.files.get(path).copied().unwrap_or(Lies::Nothing)
    }

    /// What a planned file will replace; `first` gets those of our `stale` files that have to make room for it.
    fn before(
        &self,
        path: &str,
        twin: Option<&str>,
        stale: &BTreeSet<&'a str>,
        first: &mut BTreeSet<&'a str>,
    ) -> Result<Before, PublishError> {
        match self.parent(path) {
            (_, Lies::Folder | Lies::Nothing) => {}
            (at, Lies::File(_)) if stale.contains(at) => {
                first.insert(at);
                return Ok(Before::Nothing);
            }
            (at, Lies::Link) => return Err(PublishError::Link(path::on_disk(self.root, at))),
            (at, _) => return Err(PublishError::Foreign(path::on_disk(self.root, at))),
        }
        match self.lies(path) {
            Lies::Nothing => Ok(Before::Nothing),
            Lies::File(size) if self.owned.contains(path) => Ok(Before::File(size)),
            Lies::Link if self.owned.contains(path) => Ok(Before::Link),
            Lies::File(_) if twin.is_some() && !self.is_called(path) => Ok(Before::Nothing),
            Lies::Folder => {
                self.all_ours(path)?;
                first.extend(stale.iter().filter(|stale| path::folders(stale).any(|folder| folder == path)));
                Ok(Before::Nothing)
            }
            _ => Err(PublishError::Foreign(path::on_disk(self.root, path))),
        }
    }

    /// Whether what lies at `path` has exactly that name, and not one that differs in letter case.
    fn is_called(&self, path: &str) -> bool {
        let real = fs::canonicalize(path::on_disk(self.root, path));
        let root = fs::canonicalize(self.root);
        !matches!((real, root), (Ok(real), Ok(root)) if real != path::on_disk(&root, path))
    }

    /// Refuses a folder that has to become a file, unless every file in it is ours, and every folder on the way to one.
    fn all_ours(&self, folder: &str) -> Result<(), PublishError> {
        let whole = path::on_disk(self.root, folder);
        if !self.folders.contains_key(folder) {
            return Err(PublishError::Foreign(whole));
        }
        for entry in fs::read_dir(&whole).map_err(PublishError::io("read", &whole))? {
            let entry = entry.map_err(PublishError::io("read", &whole))?;
            let name = entry.file_name();
            let is_folder = entry.file_type().map_err(PublishError::io("read", &whole))?.is_dir();
            match name.to_str() {
                Some(name) if is_folder => self.all_ours(&format!("{folder}/{name}"))?,
                Some(name) if path::is_reserved(name) || self.owned.contains(&format!("{folder}/{name}")) => {}
                _ => return Err(PublishError::Foreign(entry.path())),
            }
        }
        Ok(())
    }
}

fn look(path: &Path) -> Result<Lies, PublishError> {
    use io::ErrorKind::{NotADirectory, NotFound};
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(Lies::File(found.len())),
        Ok(found) if found.is_dir() => Ok(Lies::Folder),
        Ok(found) if found.is_symlink() => Ok(Lies::Link),
        Ok(_) => Ok(Lies::Other),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(Lies::Nothing),
        Err(error) => Err(PublishError::io("look at", path)(error)),
    }
}
