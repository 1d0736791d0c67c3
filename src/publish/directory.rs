//! The output directory itself: whether it is ours to write to, and ours alone for now.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::error::PublishError;
use super::path;
use super::record::LOCK;

/// Keeps other runs out of a directory while it lives. Holds no file on a disk that knows no locks.
#[derive(Debug)]
pub(super) struct Lock(Option<File>);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file is not enough: a process that another thread is just starting has it open too for a moment.
        // An error leaves it to the closing.
        let _ = self.0.as_ref().map(File::unlock);
    }
}

/// Makes the directory where it is missing, and locks it. Refuses, untouched, a directory that holds files and none
/// of our names.
pub(super) fn take(dir: &Path) -> Result<Lock, PublishError> {
    match fs::metadata(dir) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(PublishError::NotADirectory(dir.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(dir).map_err(PublishError::io("make the directory", dir))?;
        }
        Err(error) => return Err(PublishError::io("open the directory", dir)(error)),
    }
    if !holds_ours(dir)? {
        refuse_others(dir)?;
    }
    lock(dir)
}

/// Refuses a directory that holds anything beside our own hidden files.
pub(super) fn refuse_others(dir: &Path) -> Result<(), PublishError> {
    match names(dir)?.find(|name| !path::is_reserved(name)) {
        Some(found) => Err(PublishError::NotOurs { dir: dir.to_owned(), found }),
        None => Ok(()),
    }
}

fn holds_ours(dir: &Path) -> Result<bool, PublishError> {
    Ok(names(dir)?.any(|name| path::is_reserved(&name)))
}

fn names(dir: &Path) -> Result<impl Iterator<Item = String>, PublishError> {
    let entries = fs::read_dir(dir).map_err(PublishError::io("read the directory", dir))?;
    Ok(entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()))
}

/// The lock belongs to the open file, so the system takes it off a run that dies.
fn lock(dir: &Path) -> Result<Lock, PublishError> {
    let path = dir.join(LOCK);
    if fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
        return Err(PublishError::Link(path));
    }
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
    let file = file.map_err(PublishError::io("write", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(Some(file))),
        Err(TryLockError::WouldBlock) => Err(PublishError::Busy(dir.to_owned())),
        // Some network disks have no locks. One run at a time is then up to whoever starts them.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(Lock(None)),
        Err(TryLockError::Error(error)) => Err(PublishError::io("lock", &path)(error)),
    }
}
