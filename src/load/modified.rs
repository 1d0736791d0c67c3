//! When files of documents were last written, for what has to say when a document changed and has nothing better.
#![expect(clippy::disallowed_methods, reason = "load reads the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::UNIX_EPOCH;

use chrono::{DateTime, Utc};

use super::git::Git;
use super::inputs::{Inputs, Places};
use super::raw_log::{self, SHAPE};

/// By path below the content root, in whole seconds: when the files were written of those documents that were never
/// committed, or are no more what was committed.
pub fn times(inputs: &Inputs) -> BTreeMap<String, DateTime<Utc>> {
    let changed = uncommitted(&inputs.places);
    let documents = inputs.documents.iter().map(|&id| inputs.sources.get(id).path.as_str());
    let asked = documents.filter(|path| !inputs.revised.contains_key(*path) || changed.contains(*path));
    asked.filter_map(|path| Some((path.to_owned(), written(inputs, path)?))).collect()
}

fn written(inputs: &Inputs, path: &str) -> Option<DateTime<Utc>> {
    let written = std::fs::metadata(inputs.places.content.join(path)).ok()?.modified().ok()?;
    let seconds = written.duration_since(UNIX_EPOCH).ok()?.as_secs();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)
}

/// Committed documents that are another text now, staged or not. Empty without git.
fn uncommitted(places: &Places) -> BTreeSet<String> {
    let git = Git { repository: &places.repository };
    if !git.is_repository() {
        return BTreeSet::new();
    }
    let content = places.content.to_string_lossy();
    let changes = git.text(&[&["diff"], &SHAPE[..], &["HEAD", "--", &content]].concat()).unwrap_or_default();
    let below = |path: &str| path.strip_prefix(&places.content_in_repository).map(str::to_owned);
    raw_log::read(&changes).iter().filter_map(|change| below(change.path)).collect()
}
