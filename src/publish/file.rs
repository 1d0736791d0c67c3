//! A file that a command was told to write its result to: replaced in one step, whoever wrote it before.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::beside::beside;

/// Why the file was not written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The name is a folder's.
    #[error("`{}` is a folder. Give the name of a file, in it or elsewhere.", .0.display())]
    Folder(PathBuf),
    /// The disk refused.
    #[error("cannot write `{}`: {cause}. Choose another place, or make this one writable.", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

/// Makes a file hold these bytes, and makes the folders above it. A reader sees the old file or the new one, never a
/// part; an old one's permissions stay, and so does a symbolic link. What is no file on a disk, such as a named pipe,
/// is written to as it is.
///
/// # Errors
/// [`FileError::Folder`] where the path is a folder's, [`FileError::Io`] where the disk refuses; what was there is
/// there still.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let failed = |cause| FileError::Io { path: path.to_owned(), cause };
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(FileError::Folder(path.to_owned())),
        // The streams of this process have names there, and one of them may be a file.
        Ok(there) if !there.is_file() || path.starts_with("/dev") => {
            File::options().append(true).open(path).and_then(|mut file| file.write_all(bytes)).map_err(failed)
        }
        Ok(there) => {
            let real = fs::canonicalize(path).map_err(failed)?;
            replace(&real, bytes, Some(&there)).map_err(failed)
        }
        Err(_) => {
            // A path such as `findings.json` has an empty parent: this folder.
            if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                fs::create_dir_all(folder).map_err(failed)?;
            }
            replace(path, bytes, None).map_err(failed)
        }
    }
}

fn replace(path: &Path, bytes: &[u8], old: Option<&Metadata>) -> io::Result<()> {
    beside(path, bytes, old.map(Metadata::permissions))?.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").permissions().mode() & 0o777
    }

    #[test]
    fn a_file_is_made_with_its_folders_and_replaced_with_its_permissions() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/er/findings.json");
        put(&path, b"one").expect("nothing is in the way");
        let others = folder.path().join("another");
        fs::write(&others, "").expect("a file");
        assert_eq!(mode(&path), mode(&others), "as any other program's file");
        fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).expect("a mode");
        put(&path, b"two").expect("nothing is in the way");
        assert_eq!((fs::read(&path).expect("a file"), mode(&path)), (b"two".to_vec(), 0o640));
        assert_eq!(fs::read_dir(folder.path().join("deep/er")).expect("a folder").count(), 1);
    }

    #[test]
    fn a_link_stays_a_link_and_a_pipe_a_pipe() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&file, "old").expect("a file");
        symlink(&file, &link).expect("a link");
        put(&link, b"new").expect("nothing is in the way");
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        assert_eq!(fs::read(&file).expect("a file"), b"new");
        put(Path::new("/dev/null"), b"x").expect("it takes everything");
        assert!(!fs::metadata("/dev/null").expect("a device").is_file());
    }

    #[test]
    fn what_is_in_the_way_is_named_with_the_way_out() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("file"), "mine").expect("a file");
        let said = |path: &Path| put(path, b"x").expect_err("it cannot be written").to_string();
        assert!(said(folder.path()).contains("is a folder. Give the name of a file"));
        let below = said(&folder.path().join("file/findings.json"));
        assert!(below.contains("file/findings.json`: ") && below.contains("Choose another place"), "{below}");
        assert_eq!(fs::read(folder.path().join("file")).expect("a file"), b"mine");
    }
}
