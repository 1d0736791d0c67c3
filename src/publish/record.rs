//! The two lists that say which paths of the output directory are ours.
//!
//! `.sprintbook-manifest.json` names the files of the last complete run, `.sprintbook-journal` all that a run may
//! write, and all that were ours before it. Both are JSON of one shape, the paths sorted:
//!
//! ```json
//! { "schema": "sprintbook-manifest/1", "files": ["404.html", "index.html"] }
//! ```
//!
//! They hold no fingerprints: whether a file must be written is decided by its bytes on the disk alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::PublishError;
use super::path;

/// The files of the last complete run.
pub(super) const MANIFEST: Name = Name { file: ".sprintbook-manifest.json", schema: "sprintbook-manifest/1" };
/// What a run may write, beside what was ours before it; removed when the run is complete.
pub(super) const JOURNAL: Name = Name { file: ".sprintbook-journal", schema: "sprintbook-journal/1" };
/// An empty file that a run locks while it publishes. The system takes the lock off a run that dies.
pub(super) const LOCK: &str = ".sprintbook-lock";

/// A record's file and the format it declares.
pub(super) struct Name {
    pub(super) file: &'static str,
    schema: &'static str,
}

#[derive(Serialize, Deserialize)]
struct Record<S, P> {
    schema: S,
    files: Vec<P>,
}

/// The paths of a record, or `None` where there is no such record. Each path is sound: a forged record cannot make us
/// delete something outside of the directory.
pub(super) fn read(root: &Path, name: &Name) -> Result<Option<Vec<String>>, PublishError> {
    let file = root.join(name.file);
    let bytes = match fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(PublishError::io("read", &file)(error)),
    };
    let damaged = |why: String| PublishError::Record { path: file.clone(), why };
    let record: Record<String, String> = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
    if record.schema != name.schema {
        return Err(damaged(format!("it says `{}` where `{}` is expected", record.schema, name.schema)));
    }
    match record.files.iter().find(|path| path::check(path).is_err()) {
        Some(path) => Err(damaged(format!("it names `{path}`"))),
        None => Ok(Some(record.files)),
    }
}

/// Writes a record in one step, and has it on the disk before it returns. `files` are sorted.
pub(super) fn write(root: &Path, name: &Name, files: &[&str]) -> Result<(), PublishError> {
    let record = Record { schema: name.schema, files: files.to_vec() };
    let mut bytes =
        serde_json::to_vec_pretty(&record).map_err(|error| PublishError::io("write", root)(error.into()))?;
    bytes.push(b'\n');
    replace(root, name.file, &bytes, true)?;
    sync_directory(root)
}

/// Removes a record that may be there.
pub(super) fn remove(root: &Path, name: &Name) -> Result<(), PublishError> {
    remove_file(&root.join(name.file)).map(|_| ())
}

/// Puts `bytes` at `path` in one step: whoever reads sees all of the old bytes or all of the new ones. Folders are
/// made where they are missing. With `durable`, the bytes are on the disk before the path leads to them.
pub(super) fn replace(root: &Path, path: &str, bytes: &[u8], durable: bool) -> Result<(), PublishError> {
    let temporary = path::temporary(root, path);
    let target = path::on_disk(root, path);
    let written = create(&temporary)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            if durable { file.sync_all() } else { Ok(()) }
        })
        .and_then(|()| fs::rename(&temporary, &target));
    written.map_err(|error| {
        // The first error is the one to tell; what is left here, the next run removes.
        let _ = fs::remove_file(&temporary);
        PublishError::io("write", &target)(error)
    })
}

/// A new file, never one that is there: a link of this name is removed, not followed.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // Trying first is cheaper than looking: as a rule there is nothing in the way, and the folder is there.
    let second = match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.parent().map_or(Err(error), fs::create_dir_all),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => fs::remove_file(path),
        done => return done,
    };
    second.and_then(|()| options.open(path))
}

/// Removes a file or link; says whether there was one.
pub(super) fn remove_file(path: &Path) -> Result<bool, PublishError> {
    use io::ErrorKind::{NotADirectory, NotFound};
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(false),
        Err(error) => Err(PublishError::io("remove", path)(error)),
    }
}

/// Has the names of a directory on the disk. Windows does so by itself and cannot open a directory as a file.
fn sync_directory(root: &Path) -> Result<(), PublishError> {
    if cfg!(unix) {
        File::open(root).and_then(|directory| directory.sync_all()).map_err(PublishError::io("write", root))?;
    }
    Ok(())
}
