//! The author's own files: a file or folder gets another name, and texts change with it. All of it, or nothing.
//!
//! Everything that can be refused is tried before the first change: every text is as it was read, every new text is
//! written and waits beside its file, both folders can be written to, and nothing has the new name. Then the texts are
//! put in their places, and one rename is the last step. Where a step fails all the same, those before it are undone.
//! A run that is killed in between leaves the old name in place, and the same command finishes what it began.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::source::{self, SourceError};

/// A text that changes.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its file, by the name that it has before.
    pub path: PathBuf,
    /// What the file holds.
    pub was: Vec<u8>,
    /// What it will hold.
    pub becomes: Vec<u8>,
}

/// Why nothing, or not everything, was done.
#[derive(Debug, thiserror::Error)]
pub enum RelocateError {
    /// Everything is as it was.
    #[error("{0} Nothing was changed.")]
    Undone(SourceError),
    /// Some files could not be given their old texts again.
    #[error(
        "{cause} Nothing was moved. These files have new texts already and could not be changed back: {}. Run the same command again to finish.",
        list(left)
    )]
    Half {
        /// What stopped it.
        cause: SourceError,
        /// The files that have their new texts.
        left: Vec<PathBuf>,
    },
    /// The link would lead elsewhere from its new folder.
    #[error("`{}` is a symbolic link that leads elsewhere from another folder. Move the link by hand. Nothing was changed.", .0.display())]
    Link(PathBuf),
    /// One file under two names would have to become two texts.
    #[error("`{}` is one file with another name, and both would need different texts. Make it a file of its own first. Nothing was changed.", .0.display())]
    TwoNames(PathBuf),
}

fn list(paths: &[PathBuf]) -> String {
    let shown: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    shown.join(", ")
}

/// Changes the texts, then renames `old` to `new`. Folders above `new` are made. Nothing is overwritten: where
/// something has the new name, letter case told apart, nothing is done.
///
/// # Errors
/// What stopped it, and what is left to do; most often nothing was changed.
pub fn relocate(old: &Path, new: &Path, texts: &[Text]) -> Result<(), RelocateError> {
    let mut texts = one_by_file(texts)?;
    // What moves changes last: a run that is killed before finds all of it as it was, and can go on from there.
    texts.sort_by_key(|text| text.path.starts_with(old));
    refuse_link(old, new)?;
    is_free(old, new).map_err(RelocateError::Undone)?;
    let mut staged = Vec::new();
    for text in &texts {
        staged.push(source::stage(&text.path, &text.was, &text.becomes).map_err(RelocateError::Undone)?);
    }
    let made = make_folders(new).map_err(RelocateError::Undone)?;
    let unmake = || made.iter().for_each(|folder| drop(fs::remove_dir(folder)));
    for folder in [old.parent(), new.parent()].into_iter().flatten() {
        if let Err(cause) = can_write(folder) {
            unmake();
            return Err(RelocateError::Undone(cause));
        }
    }
    let mut done = 0;
    let mut outcome = Ok(());
    for one in staged {
        outcome = one.commit();
        if outcome.is_err() {
            break;
        }
        done += 1;
    }
    let Err(cause) = outcome.and_then(|()| rename(old, new)) else { return Ok(()) };
    unmake();
    let undo = |text: &&&Text| source::replace(&text.path, &text.becomes, &text.was).is_err();
    let left: Vec<PathBuf> = texts[..done].iter().filter(undo).map(|text| text.path.clone()).collect();
    Err(if left.is_empty() { RelocateError::Undone(cause) } else { RelocateError::Half { cause, left } })
}

/// Each file once: one that has two names is changed under one of them.
fn one_by_file(texts: &[Text]) -> Result<Vec<&Text>, RelocateError> {
    let mut real: BTreeMap<PathBuf, &Text> = BTreeMap::new();
    let mut found = Vec::new();
    for text in texts {
        let path = fs::canonicalize(&text.path).map_err(SourceError::io("find", &text.path));
        match real.insert(path.map_err(RelocateError::Undone)?, text) {
            None => found.push(text),
            Some(other) if other.becomes == text.becomes => {}
            Some(_) => return Err(RelocateError::TwoNames(text.path.clone())),
        }
    }
    Ok(found)
}

fn refuse_link(old: &Path, new: &Path) -> Result<(), RelocateError> {
    let is_relative = fs::read_link(old).is_ok_and(|to| to.is_relative());
    if is_relative && old.parent() != new.parent() { Err(RelocateError::Link(old.to_owned())) } else { Ok(()) }
}

/// Whether nothing has the new name. Where letter case does not count, the old file has it itself.
fn is_free(old: &Path, new: &Path) -> Result<(), SourceError> {
    if fs::symlink_metadata(new).is_err() {
        return Ok(());
    }
    let taken = || Err(SourceError::Exists(new.to_owned()));
    let (Some(folder), Some(name)) = (new.parent(), new.file_name()) else { return taken() };
    let entries = fs::read_dir(folder).map_err(SourceError::io("read", folder))?;
    let listed = entries.flatten().any(|entry| entry.file_name() == name);
    if listed || !differ_in_case(old, new) { taken() } else { Ok(()) }
}

fn differ_in_case(old: &Path, new: &Path) -> bool {
    let folded = |path: &Path| path.to_string_lossy().to_lowercase();
    old != new && folded(old) == folded(new)
}

/// Makes the folders above a path, and gives those that were not there, the innermost first.
fn make_folders(path: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let missing: Vec<PathBuf> =
        path.ancestors().skip(1).take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
    for (at, folder) in missing.iter().enumerate().rev() {
        if let Err(cause) = fs::create_dir(folder) {
            missing[at + 1..].iter().for_each(|made| drop(fs::remove_dir(made)));
            return Err(SourceError::io("make the folder", folder)(cause));
        }
    }
    Ok(missing)
}

/// Whether files can be made in a folder.
fn can_write(folder: &Path) -> Result<(), SourceError> {
    let tried = tempfile::Builder::new().prefix(".sprintbook-").tempfile_in(folder);
    tried.map(drop).map_err(SourceError::io("write in", folder))
}

/// Renames; where the names differ in letter case alone by way of a third one, since some disks take both for one.
fn rename(old: &Path, new: &Path) -> Result<(), SourceError> {
    is_free(old, new)?;
    let failed = |cause: io::Error| SourceError::io("rename", old)(cause);
    if !differ_in_case(old, new) {
        return fs::rename(old, new).map_err(failed);
    }
    let folder = old.parent().unwrap_or(Path::new("."));
    let between = folder.join(format!(".sprintbook-moving-{}", std::process::id()));
    fs::rename(old, &between).map_err(failed)?;
    fs::rename(&between, new).map_err(|cause| {
        // Back to the name under which the next run looks for it.
        let _ = fs::rename(&between, old);
        failed(cause)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: PathBuf, was: &str, becomes: &str) -> Text {
        Text { path, was: was.into(), becomes: becomes.into() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.md"), "a").expect("a file");
        fs::write(folder.path().join("b.md"), "b").expect("a file");
        folder
    }

    #[test]
    fn texts_change_and_the_file_moves() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        let texts = [text(at("a.md"), "a", "A"), text(at("b.md"), "b", "B")];
        relocate(&at("a.md"), &at("x/y/c.md"), &texts).expect("nothing is in the way");
        assert_eq!(names(folder.path()), ["b.md", "x"]);
        assert_eq!(fs::read(at("x/y/c.md")).expect("a file"), b"A");
        assert_eq!(fs::read(at("b.md")).expect("a file"), b"B");
    }

    #[test]
    fn what_fails_late_is_undone() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        let texts = [text(at("b.md"), "b", "B")];
        let name = format!("x/{}", "n".repeat(300));
        let error = relocate(&at("a.md"), &at(&name), &texts).expect_err("no disk has such names");
        assert!(matches!(error, RelocateError::Undone(_)), "{error}");
        assert_eq!(names(folder.path()), ["a.md", "b.md"]);
        assert_eq!(fs::read(at("b.md")).expect("a file"), b"b");
    }

    #[test]
    fn nothing_is_overwritten_and_nothing_changes_then() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        let error = relocate(&at("a.md"), &at("b.md"), &[text(at("a.md"), "a", "A")]).expect_err("b.md is there");
        assert!(matches!(error, RelocateError::Undone(SourceError::Exists(_))), "{error}");
        let changed = [text(at("a.md"), "a", "A"), text(at("b.md"), "other", "B")];
        let error = relocate(&at("a.md"), &at("c.md"), &changed).expect_err("b.md changed");
        assert!(matches!(error, RelocateError::Undone(SourceError::Changed(_))), "{error}");
        assert_eq!(names(folder.path()), ["a.md", "b.md"]);
        assert_eq!(fs::read(at("a.md")).expect("a file"), b"a");
    }

    #[test]
    fn letter_case_alone_can_change() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        relocate(&at("a.md"), &at("A.md"), &[]).expect("nothing is in the way");
        assert_eq!(names(folder.path()), ["A.md", "b.md"]);
        fs::create_dir(at("guide")).expect("a folder");
        relocate(&at("guide"), &at("Guide"), &[]).expect("nothing is in the way");
        assert_eq!(names(folder.path()), ["A.md", "Guide", "b.md"]);
    }

    #[test]
    fn one_file_with_two_names_changes_once() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        std::os::unix::fs::symlink(at("b.md"), at("c.md")).expect("a link");
        let both = |other| [text(at("b.md"), "b", "B"), text(at("c.md"), "b", other)];
        let error = relocate(&at("a.md"), &at("d.md"), &both("C")).expect_err("one file, two texts");
        assert!(matches!(error, RelocateError::TwoNames(_)), "{error}");
        relocate(&at("a.md"), &at("d.md"), &both("B")).expect("one file, one text");
        assert_eq!(fs::read(at("c.md")).expect("a file"), b"B");
    }
}
