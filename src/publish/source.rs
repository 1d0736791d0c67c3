//! The author's own files: replaced in one step, and only while they are as they were read.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::beside::beside;

/// Why a file of the author's was left as it is.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Somebody wrote it while the command ran.
    #[error("`{}` was changed while sprintbook read it, so it was left as it is. Run the command again.", .0.display())]
    Changed(PathBuf),
    /// Something is there already.
    #[error("`{}` is there already, and nothing is overwritten. Choose another name, or move it away first.", .0.display())]
    Exists(PathBuf),
    /// The disk refused.
    #[error("cannot {doing} `{}`: {cause}", path.display())]
    Io {
        /// What was tried, as a verb.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

impl SourceError {
    /// For `map_err`: what was tried on which path.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { doing, path: path.to_owned(), cause }
    }
}

/// Whether the file still holds what was read.
///
/// # Errors
/// [`SourceError::Changed`] if not, [`SourceError::Io`] where it cannot be read.
pub fn unchanged(path: &Path, was: &[u8]) -> Result<(), SourceError> {
    let now = fs::read(path).map_err(SourceError::io("read", path))?;
    if now == was { Ok(()) } else { Err(SourceError::Changed(path.to_owned())) }
}

/// Makes a file that holds `was` hold `becomes`, in one step and with the same permissions. A symbolic link stays
/// one: what it leads to is replaced.
///
/// # Errors
/// [`SourceError::Changed`] where the file holds anything but `was`, [`SourceError::Io`] where the disk refuses. The
/// file is as it was then.
pub fn replace(path: &Path, was: &[u8], becomes: &[u8]) -> Result<(), SourceError> {
    stage(path, was, becomes)?.commit()
}

/// A file's new bytes, which wait beside it. Gone again unless they are committed.
#[derive(Debug)]
pub struct Staged {
    path: PathBuf,
    real: PathBuf,
    was: Vec<u8>,
    file: tempfile::NamedTempFile,
}

/// The first half of [`replace`]: nothing but the last step is left then.
///
/// # Errors
/// As those of [`replace`].
pub fn stage(path: &Path, was: &[u8], becomes: &[u8]) -> Result<Staged, SourceError> {
    let real = fs::canonicalize(path).map_err(SourceError::io("find", path))?;
    let permissions = fs::metadata(&real).map_err(SourceError::io("read", path))?.permissions();
    // A file that may not be written can be replaced all the same, but whoever said so meant it.
    File::options().write(true).open(&real).map_err(SourceError::io("write", path))?;
    let file = beside(&real, becomes, Some(permissions)).map_err(SourceError::io("write", path))?;
    unchanged(&real, was)?;
    Ok(Staged { path: path.to_owned(), real, was: was.to_owned(), file })
}

impl Staged {
    /// The second half of [`replace`].
    ///
    /// # Errors
    /// As those of [`replace`].
    pub fn commit(self) -> Result<(), SourceError> {
        unchanged(&self.real, &self.was)?;
        self.file.persist(&self.real).map_err(|error| SourceError::io("write", &self.path)(error.error))?;
        Ok(())
    }
}

/// Makes a file that is not there yet, in one step, and the folders above it.
///
/// # Errors
/// [`SourceError::Exists`] where anything has that name, [`SourceError::Io`] where the disk refuses.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), SourceError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(SourceError::io("make the folder of", path))?;
    }
    let file = beside(path, bytes, None).map_err(SourceError::io("write", path))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Err(SourceError::Exists(path.to_owned())),
        Err(failed) => Err(SourceError::io("write", path)(failed.error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_is_replaced_and_keeps_its_permissions() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "old").expect("a file");
        let mut permissions = fs::metadata(&path).expect("a file").permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o640);
        fs::set_permissions(&path, permissions).expect("a mode");
        replace(&path, b"old", b"new").expect("nothing is in the way");
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).expect("a file").permissions());
        assert_eq!(mode & 0o777, 0o640);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "theirs").expect("a file");
        assert!(matches!(replace(&path, b"old", b"new"), Err(SourceError::Changed(_))));
        assert_eq!(fs::read(&path).expect("a file"), b"theirs");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&file, "old").expect("a file");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        replace(&link, b"old", b"new").expect("nothing is in the way");
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        assert_eq!(fs::read(&file).expect("a file"), b"new");
    }

    #[test]
    fn nothing_is_overwritten_by_a_new_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/er/a.md");
        create(&path, b"first").expect("nothing is in the way");
        assert!(matches!(create(&path, b"second"), Err(SourceError::Exists(_))));
        assert_eq!(fs::read(&path).expect("a file"), b"first");
        assert_eq!(fs::read_dir(folder.path().join("deep/er")).expect("a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_made_as_any_program_makes_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (own, other) = (folder.path().join("a.md"), folder.path().join("b.md"));
        create(&own, b"text").expect("nothing is in the way");
        fs::write(&other, "text").expect("a file");
        let permissions = |path| fs::metadata(path).expect("a file").permissions();
        assert_eq!(permissions(&own), permissions(&other));
    }
}
