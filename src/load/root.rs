//! Where the handbook is.
#![expect(clippy::disallowed_methods, reason = "load reads the disk")]

use std::path::{Component, Path, PathBuf};

use super::inputs::{LoadError, Request};

/// The name of the configuration file.
pub const CONFIG: &str = "handbook.yaml";

/// The handbook's root and its configuration file: `--root`, or the nearest parent with a `handbook.yaml`, or here.
pub fn find(request: &Request) -> Result<(PathBuf, Option<PathBuf>), LoadError> {
    let root = match &request.root {
        Some(root) => request.here.join(root),
        None => with_config(&request.here).unwrap_or(&request.here).to_owned(),
    };
    if !root.is_dir() {
        return Err(LoadError::NoFolder(root));
    }
    let root = absolute(&root);
    let config = match &request.config {
        Some(path) => {
            let path = request.here.join(path);
            Some(if path.is_file() { path } else { return Err(LoadError::NoConfig(path)) })
        }
        None => Some(root.join(CONFIG)).filter(|path| path.is_file()),
    };
    Ok((root, config))
}

fn with_config(here: &Path) -> Option<&Path> {
    here.ancestors().find(|folder| folder.join(CONFIG).is_file())
}

/// Where the documents are: `source:`, else `content/` where there is one, else the root itself.
pub fn content(root: &Path, source: Option<&str>) -> Result<PathBuf, LoadError> {
    let path = match source {
        Some(source) => root.join(source),
        None if root.join("content").is_dir() => root.join("content"),
        None => root.to_owned(),
    };
    if path.is_dir() { Ok(absolute(&path)) } else { Err(LoadError::NoSource { path }) }
}

/// The root of the git repository around a folder.
pub fn repository(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

/// Without links, `.` and `..`, so that paths can be compared.
pub fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| plain(path))
}

/// Without `.` and `..`, as the parts are written.
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// A path as somebody typed it in the folder `here`, whether it exists or not: without `.` and `..`, and with the links
/// among the folders above it followed. The last part is left as it is: a link is meant, not what it leads to.
pub fn located(here: &Path, typed: &Path) -> PathBuf {
    let plain = plain(&here.join(typed));
    let above = plain.ancestors().skip(1).find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    match above {
        Some((folder, real)) => real.join(plain.strip_prefix(folder).unwrap_or(&plain)),
        None => plain,
    }
}

/// `path` below `base` with `/` between its parts and at its end; empty for `base` itself; none where it is not below.
pub fn below(base: &Path, path: &Path) -> Option<String> {
    let relative = slashed(path.strip_prefix(base).ok()?);
    Some(if relative.is_empty() { relative } else { relative + "/" })
}

/// A relative path with `/` between its parts.
pub fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
