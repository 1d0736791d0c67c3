//! Paths of a site: `/`-separated, below the output directory, sound on every disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::error::PublishError;
use crate::base::fingerprint::Fingerprint;

/// How every name begins that we keep for ourselves inside the output directory.
const RESERVED: &str = ".sprintbook-";

/// Refuses what no file of a site may be called: a path that leaves the directory, one of our own hidden names, and
/// names that this system or a usual web host cannot hold.
pub(super) fn check(path: &str) -> Result<(), PublishError> {
    match path.split('/').find_map(fault) {
        None => Ok(()),
        Some(why) => Err(PublishError::Path { path: path.to_owned(), why }),
    }
}

/// Refuses a plan with a path that no file can have, or with two paths for one place.
pub(super) fn check_all(planned: &[String]) -> Result<(), PublishError> {
    let mut files: HashMap<String, &str> = HashMap::with_capacity(planned.len());
    for path in planned {
        check(path)?;
        match files.insert(folded(path), path) {
            Some(other) if other != path => {
                return Err(PublishError::SameButCase { first: other.to_owned(), second: path.clone() });
            }
            _ => {}
        }
    }
    for path in planned {
        if let Some(file) = folders(&folded(path)).find_map(|folder| files.get(folder)) {
            return Err(PublishError::FileAndFolder { file: (*file).to_owned(), inside: path.clone() });
        }
    }
    Ok(())
}

/// Whether a name is one of those that we keep for ourselves.
pub(super) fn is_reserved(name: &str) -> bool {
    name.starts_with(RESERVED)
}

fn fault(segment: &str) -> Option<&'static str> {
    match segment {
        "" => Some("a part of the path is empty"),
        "." | ".." => Some("it holds `.` or `..`"),
        _ if segment.len() > 255 => Some("a name longer than 255 bytes fits on few disks"),
        _ if segment.contains('\0') => Some("it holds a zero byte"),
        _ if is_reserved(segment) => Some("names that begin with `.sprintbook-` are sprintbook's own"),
        _ if cfg!(windows) => windows_fault(segment),
        _ => None,
    }
}

/// What Windows reads as something else than a file's name: a drive, a stream, a device.
fn windows_fault(segment: &str) -> Option<&'static str> {
    let stem = segment.split('.').next().unwrap_or(segment).trim_end().to_ascii_uppercase();
    let numbered = |name: &str| stem.strip_prefix(name).is_some_and(|n| matches!(n.as_bytes(), [b'1'..=b'9']));
    if segment.contains(|c: char| r#"\:*?"<>|"#.contains(c) || c.is_ascii_control()) {
        Some(r#"Windows allows none of \ : * ? " < > | in a name"#)
    } else if segment.ends_with(['.', ' ']) {
        Some("Windows allows no dot or space at the end of a name")
    } else if matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT") {
        Some("Windows keeps this name for a device")
    } else {
        None
    }
}

/// The form in which two paths are equal if some usual disk takes them for one.
pub(super) fn folded(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().collect::<String>().to_lowercase() }
}

/// The folders above a path, the outermost first: `a/b/c` gives `a`, `a/b`.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Where a site's path lies on the disk.
pub(super) fn on_disk(root: &Path, path: &str) -> PathBuf {
    let mut whole = PathBuf::with_capacity(root.as_os_str().len() + path.len() + 1);
    whole.push(root);
    whole.extend(path.split('/'));
    whole
}

/// Where the bytes of `path` stand until they are complete: beside it, under a name that follows from the path, so
/// that the next run knows it for ours. It does not hold the file's own name, which may already be as long as a name
/// can be.
pub(super) fn temporary(root: &Path, path: &str) -> PathBuf {
    let name = format!("{RESERVED}tmp-{}", Fingerprint::of(path.as_bytes()));
    match path.rsplit_once('/') {
        Some((folder, _)) => on_disk(root, folder).join(name),
        None => root.join(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_the_directory_or_are_ours_are_refused() {
        for bad in ["", "/etc/passwd", "../a", "a/../../b", "a//b", "a/", "./a", ".sprintbook-manifest.json", "a\0"] {
            assert!(check(bad).is_err(), "{bad:?}");
        }
        assert!(check(&format!("a/{}", "x".repeat(256))).is_err());
        for good in ["index.html", "a/b/c.html", ".well-known/x", "...", "ä ö/😀.png", &"x".repeat(255)] {
            assert!(check(good).is_ok(), "{good:?}");
        }
    }

    #[test]
    fn windows_devices_and_streams_are_known() {
        for bad in ["nul", "NUL.html", "com1", "a:b", "a.", "a ", "a\\b", "Lpt9.txt"] {
            assert!(windows_fault(bad).is_some(), "{bad:?}");
        }
        for good in ["null", "com10", "com", "console.html", "a.b"] {
            assert!(windows_fault(good).is_none(), "{good:?}");
        }
    }
}
