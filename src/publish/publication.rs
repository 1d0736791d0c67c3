//! One run's writing to one directory: the plan is checked and journalled, files are put, the rest is tidied.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::directory::{self, Lock};
use super::error::PublishError;
use super::record::{self, JOURNAL, MANIFEST};
use super::survey::{Before, Survey};
use super::{Change, Changes, path};

/// A directory that a run is publishing to.
///
/// [`open`](Self::open) it with all paths of the run, [`put`](Self::put) each file, from as many threads as there
/// are, and [`finish`](Self::finish). What is dropped unfinished, or killed, the next run sets right.
#[derive(Debug)]
pub struct Publication {
    root: PathBuf,
    planned: HashMap<String, Planned>,
    stale: Vec<String>,
    emptied: BTreeSet<String>,
    deleted: usize,
    created: AtomicUsize,
    replaced: AtomicUsize,
    kept: AtomicUsize,
    /// Held until the end of the run.
    _lock: Lock,
}

#[derive(Debug)]
struct Planned {
    before: Before,
    put: AtomicBool,
}

impl Publication {
    /// Takes `dir` for a run that will write the `planned` paths: site-relative, `/`-separated, in any order.
    ///
    /// Makes the directory where it is missing. Everything that can be refused is refused here, before any file is
    /// written: a directory that we did not make, a path that no file can have, two paths for one place, and a place
    /// at which something lies that is not ours. Then the journal is written, what a killed run left half-written is
    /// removed, and so are old files of ours in whose place the new site needs a folder, or the other way round.
    pub fn open(dir: &Path, planned: &[String]) -> Result<Self, PublishError> {
        path::check_all(planned)?;
        let lock = directory::take(dir)?;
        let (manifest, journal) = (record::read(dir, &MANIFEST)?, record::read(dir, &JOURNAL)?);
        let (is_new, was_killed) = (manifest.is_none() && journal.is_none(), journal.is_some());
        let owned: BTreeSet<String> = manifest.into_iter().chain(journal).flatten().collect();
        let survey = if is_new {
            directory::refuse_others(dir)?;
            Survey::of_nothing(planned)
        } else {
            Survey::of(dir, planned, &owned)?
        };
        let all: BTreeSet<&str> = owned.iter().chain(planned).map(String::as_str).collect();
        record::write(dir, &JOURNAL, &all.into_iter().collect::<Vec<_>>())?;
        if was_killed {
            survey.halves.iter().try_for_each(|half| record::remove_file(half).map(|_| ()))?;
        }
        let deleted = remove_files(dir, &survey.in_the_way)?;
        if deleted > 0 {
            remove_empty(dir, survey.emptied.iter().map(String::as_str).collect());
        }
        Ok(Self {
            root: dir.to_owned(),
            planned: survey.planned.into_iter().map(|(path, before)| (path, Planned::new(before))).collect(),
            stale: survey.stale,
            emptied: survey.emptied,
            deleted,
            created: AtomicUsize::new(0),
            replaced: AtomicUsize::new(0),
            kept: AtomicUsize::new(0),
            _lock: lock,
        })
    }

    /// Makes the file at `path`, which must be a planned one, hold `bytes`; each path once.
    ///
    /// A file that holds them already is not touched. Any other is replaced in one step. Says what was done. After
    /// an error the publication should be dropped.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Change, PublishError> {
        let planned = self.planned.get(path).ok_or_else(|| PublishError::Unplanned(path.to_owned()))?;
        if planned.put.swap(true, Ordering::Relaxed) {
            return Err(PublishError::Twice(path.to_owned()));
        }
        let (change, count) = match planned.before {
            Before::File(size) if size == bytes.len() as u64 && holds(&path::on_disk(&self.root, path), bytes) => {
                (Change::Kept, &self.kept)
            }
            Before::File(_) | Before::Link => (Change::Replaced, &self.replaced),
            Before::Nothing => (Change::Created, &self.created),
        };
        if change != Change::Kept {
            record::replace(&self.root, path, bytes, false)?;
        }
        count.fetch_add(1, Ordering::Relaxed);
        Ok(change)
    }

    /// Ends a run in which all went well: what was put is the whole site.
    ///
    /// Deletes our files that were not put this time, and folders left empty by that, writes the manifest and
    /// removes the journal. Gives what changed.
    pub fn finish(self) -> Result<Changes, PublishError> {
        let was_put = |planned: &Planned| planned.put.load(Ordering::Relaxed);
        let put: BTreeSet<&str> =
            self.planned.iter().filter(|(_, planned)| was_put(planned)).map(|(path, _)| path.as_str()).collect();
        let missed: Vec<&String> = (self.planned.iter())
            .filter(|(_, planned)| !was_put(planned) && planned.before != Before::Nothing)
            .map(|(path, _)| path)
            .collect();
        let deleted = remove_files(&self.root, &self.stale)? + remove_files(&self.root, missed.iter().copied())?;
        let above = missed.iter().flat_map(|path| path::folders(path));
        remove_empty(&self.root, self.emptied.iter().map(String::as_str).chain(above).collect());
        record::write(&self.root, &MANIFEST, &put.into_iter().collect::<Vec<_>>())?;
        record::remove(&self.root, &JOURNAL)?;
        Ok(Changes {
            created: self.created.into_inner(),
            replaced: self.replaced.into_inner(),
            deleted: self.deleted + deleted,
            kept: self.kept.into_inner(),
        })
    }
}

impl Planned {
    fn new(before: Before) -> Self {
        Self { before, put: AtomicBool::new(false) }
    }
}

/// Whether a file, known to be as long as `bytes`, holds them. One that cannot be read does not.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let compare = || -> io::Result<bool> {
        let mut file = File::open(path)?;
        let mut part = vec![0; bytes.len().min(64 * 1024)];
        for expected in bytes.chunks(part.len().max(1)) {
            let part = &mut part[..expected.len()];
            file.read_exact(part)?;
            if part != expected {
                return Ok(false);
            }
        }
        Ok(true)
    };
    compare().unwrap_or(false)
}

/// Removes files of ours; gives how many there were.
fn remove_files<'a>(root: &Path, paths: impl IntoIterator<Item = &'a String>) -> Result<usize, PublishError> {
    let mut removed = 0;
    for path in paths {
        removed += usize::from(record::remove_file(&path::on_disk(root, path))?);
    }
    Ok(removed)
}

/// Removes those folders that hold nothing. What a folder above holds may be only they, so the innermost go first.
fn remove_empty(root: &Path, folders: BTreeSet<&str>) {
    for folder in folders.into_iter().rev() {
        // It fails where something is left in it, as it should. An empty folder that stays for another reason does
        // no harm: the next run tries again if it is in the way.
        let _ = fs::remove_dir(path::on_disk(root, folder));
    }
}
