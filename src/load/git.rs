//! When each document was last committed, from the `git` program.

use std::collections::BTreeMap;
use std::io::Write;
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
pub(super) fn shallow_commits(repository: &Path) -> Vec<String> {
    if git(repository, &["rev-parse", "--is-shallow-repository"]).is_none_or(|answer| answer.trim() != "true") {
        return Vec::new();
    }
    // The boundary commits are those whose parents are not there.
    let listed = git(repository, &["rev-list", "--max-parents=0", "HEAD"]).unwrap_or_default();
    listed.lines().map(str::to_owned).collect()
}

/// Texts by their object ids; those that are not UTF-8 are left out.
pub(super) fn blobs<'a>(repository: &Path, ids: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, String> {
    let ids: Vec<&str> = ids.into_iter().collect();
    let mut texts = BTreeMap::new();
    let Some(output) = answer(command(repository, &["cat-file", "--batch"]), &(ids.join("\n") + "\n")) else {
        return texts;
    };
    let mut rest = output.as_slice();
    // Each object: `ID TYPE SIZE`, a line end, its bytes, a line end; `ID missing` for one that is not there.
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        rest = &rest[end + 1..];
        let fields: Vec<&str> = head.split(' ').collect();
        let &[id, _, size] = fields.as_slice() else { continue };
        let Some(size) = size.parse::<usize>().ok().filter(|size| *size < rest.len()) else { break };
        if let Ok(text) = String::from_utf8(rest[..size].to_vec()) {
            texts.insert(id.to_owned(), text);
        }
        rest = &rest[size + 1..];
    }
    texts
}

/// What a command prints when it is given a text on its standard input; none when it fails.
fn answer(mut command: Command, question: &str) -> Option<Vec<u8>> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let mut input = child.stdin.take()?;
    // Written while the answer is read: neither pipe holds all of it.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || input.write_all(question.as_bytes()));
        child.wait_with_output().ok()
    })?;
    output.status.success().then_some(output.stdout)
}

/// What `git` prints; none when it fails or is not there.
pub(super) fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = command(folder, arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.quotepath=off", "-c", "log.showSignature=false"])
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stderr(Stdio::null());
    command
}
