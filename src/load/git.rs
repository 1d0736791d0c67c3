//! When each document was last committed, from the `git` program.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::{DateTime, Utc};

/// Last commit of every file below `content`, by its path below it. Empty without git or history.
///
/// In a shallow clone the oldest commit seems to have touched everything: dates from such commits are left out.
pub fn last_commits(repository: &Path, content: &Path, prefix: &str) -> BTreeMap<String, DateTime<Utc>> {
    let mut dates = BTreeMap::new();
    let Some(log) = git(
        repository,
        &["log", "--format=%x01%H %ct", "--name-only", "-z", "--no-renames", "--", &content.to_string_lossy()],
    ) else {
        return dates;
    };
    let shallow = shallow_commits(repository);
    for commit in log.split('\u{1}').skip(1) {
        let (head, files) = commit.split_once('\0').or_else(|| commit.split_once('\n')).unwrap_or((commit, ""));
        let Some((hash, seconds)) = head.trim().split_once(' ') else { continue };
        if shallow.iter().any(|boundary| boundary == hash) {
            continue;
        }
        let Some(date) = seconds.trim().parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0)) else {
            continue;
        };
        for file in files.split('\0') {
            if let Some(path) = file.trim_start_matches('\n').strip_prefix(prefix).filter(|path| !path.is_empty()) {
                dates.entry(path.to_owned()).or_insert(date);
            }
        }
    }
    dates
}

/// The commits at which a shallow clone ends.
fn shallow_commits(repository: &Path) -> Vec<String> {
    if git(repository, &["rev-parse", "--is-shallow-repository"]).is_none_or(|answer| answer.trim() != "true") {
        return Vec::new();
    }
    // The boundary commits are those whose parents are not there.
    let listed = git(repository, &["rev-list", "--max-parents=0", "HEAD"]).unwrap_or_default();
    listed.lines().map(str::to_owned).collect()
}

/// What git says; none where it fails or is not there.
pub(super) fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.quotepath=off", "-c", "log.showSignature=false"])
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
