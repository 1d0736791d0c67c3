//! When documents were last committed, and what the newest commits did to them: enough for a feed of changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, Utc};

use super::git::Git;
use super::raw_log::{self, Raw};
use crate::base::path;

/// How many commits are looked at, the newest first.
const COMMITS: &str = "200";

/// For how many changes the texts before and after are read, the newest first.
const TEXTS: usize = 200;

/// A commit that touched documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// When it was committed.
    pub date: DateTime<Utc>,
    /// What it did, in the order of paths.
    pub changes: Vec<Change>,
}

/// What a commit did to one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path below the content root after the commit.
    pub path: String,
    /// Its path today, after all renames since.
    pub now: String,
    /// What was done.
    pub kind: ChangeKind,
}

/// What can be done to a document. Deletions are not among them: there is no page left to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was not there before.
    Added,
    /// It had another path before; its text may have changed, too.
    Moved,
    /// Its text is another one.
    Edited {
        /// The texts before and after, where they were read: only the newest are.
        texts: Option<Box<(String, String)>>,
    },
}

/// Last commit of every file below `content`, by its path below it. Empty without git or history.
///
/// In a shallow clone the oldest commit seems to have touched everything: dates from such commits are left out.
pub fn last_commits(repository: &Path, content: &Path, prefix: &str) -> BTreeMap<String, DateTime<Utc>> {
    let mut dates = BTreeMap::new();
    let git = Git { repository };
    let Some(log) = git.text(&[
        "log",
        "--format=%x01%H %ct",
        "--name-only",
        "-z",
        "--no-renames",
        "--",
        &content.to_string_lossy(),
    ]) else {
        return dates;
    };
    let shallow = git.shallow_commits();
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

/// The newest commits that touched documents below `content`, the newest first; `prefix` is its path below the
/// repository's root, with a slash at its end unless empty. Empty without git or history. Merges do not count: what
/// they bring was committed before. Nor do the commits at which a shallow clone ends: they seem to add everything.
pub fn commits(repository: &Path, content: &Path, prefix: &str) -> Vec<Commit> {
    let content = content.to_string_lossy();
    let log = ["log", "-n", COMMITS, "--no-merges", "--format=%x01%H %ct"];
    let arguments = [&log, &raw_log::SHAPE[..], &["--", &content]].concat();
    let git = Git { repository };
    let Some(log) = git.text(&arguments) else { return Vec::new() };
    let shallow = git.shallow_commits();
    let mut commits = Vec::new();
    for commit in log.split('\u{1}').skip(1) {
        let (head, rest) = commit.split_once('\0').or_else(|| commit.split_once('\n')).unwrap_or((commit, ""));
        let Some((hash, seconds)) = head.trim().split_once(' ') else { continue };
        let date = seconds.trim().parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        if let Some(date) = date.filter(|_| !shallow.iter().any(|boundary| boundary == hash)) {
            commits.push((date, raw_log::read(rest)));
        }
    }
    let texts = texts(repository, &commits);
    let mut names = Names::default();
    let touching =
        commits.into_iter().map(|(date, lines)| Commit { date, changes: changes(lines, prefix, &texts, &mut names) });
    touching.filter(|commit| !commit.changes.is_empty()).collect()
}

/// The texts of the newest edits, by blob.
fn texts(repository: &Path, commits: &[(DateTime<Utc>, Vec<Raw<'_>>)]) -> BTreeMap<String, String> {
    let edits =
        commits.iter().flat_map(|(_, lines)| lines).filter(|line| line.status == b'M' && path::is_document(line.path));
    let blobs: BTreeSet<&str> = edits.take(TEXTS).flat_map(|line| [line.before, line.after]).collect();
    let blobs: Vec<&str> = blobs.into_iter().collect();
    let read = Git { repository }.blobs(&blobs).unwrap_or_default();
    let text = |(id, bytes): (&str, Option<Vec<u8>>)| Some((id.to_owned(), String::from_utf8(bytes?).ok()?));
    blobs.into_iter().zip(read).filter_map(text).collect()
}

/// What documents are called today, as one goes back through renames.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn now(&self, path: &str) -> String {
        self.0.get(path).cloned().unwrap_or_else(|| path.to_owned())
    }

    /// Before this commit the document at `path` was at `old`.
    fn was(&mut self, old: &str, path: &str) {
        let now = self.now(path);
        self.0.remove(path);
        self.0.insert(old.to_owned(), now);
    }
}

fn changes(lines: Vec<Raw<'_>>, prefix: &str, texts: &BTreeMap<String, String>, names: &mut Names) -> Vec<Change> {
    let mut changes = Vec::new();
    for line in &lines {
        let Some(path) = line.path.strip_prefix(prefix).filter(|path| path::is_document(path)) else { continue };
        let kind = match line.status {
            b'A' | b'C' => ChangeKind::Added,
            b'R' => ChangeKind::Moved,
            b'M' => {
                let both = texts.get(line.before).zip(texts.get(line.after));
                ChangeKind::Edited { texts: both.map(|(before, after)| Box::new((before.clone(), after.clone()))) }
            }
            _ => continue,
        };
        changes.push(Change { path: path.to_owned(), now: names.now(path), kind });
    }
    for line in lines.iter().filter(|line| line.status == b'R') {
        if let (Some(old), Some(new)) = (line.old_path.strip_prefix(prefix), line.path.strip_prefix(prefix)) {
            names.was(old, new);
        }
    }
    changes
}
