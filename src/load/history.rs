//! What documents were like before, from the `git` program: asked only by what mends references, and all at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::git::Git;
use super::inputs::Places;
use super::raw_log::{self, Raw, SHAPE};

/// No more texts of one document than these are looked at.
const MOST_TEXTS: usize = 100;

/// The past of documents.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// By path below the content root: the texts that were committed, the newest first.
    pub texts: BTreeMap<String, Vec<String>>,
    /// Where documents were once, and are no more: old paths below the repository's root, and those below the content
    /// root where git knows them to be now.
    pub moved: BTreeMap<String, String>,
}

/// Documents whose texts are wanted.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// By their paths below the content root.
    pub documents: BTreeSet<String>,
    /// By paths below the repository's root at which they may have been once.
    pub once: BTreeSet<String>,
}

/// The past of all documents of a handbook (paths below its content root), with the texts of those that are `asked`.
/// Empty without git or history. Merges count as one change, so that each text was that of the main line.
pub fn read<'d>(places: &Places, documents: impl Iterator<Item = &'d str>, asked: &Asked) -> History {
    let Places { repository, content, content_in_repository, .. } = places;
    let git = Git { repository };
    let names = documents.map(|document| (format!("{content_in_repository}{document}"), document.to_owned()));
    let names: HashMap<String, String> = names.collect();
    let now: BTreeSet<String> = names.keys().cloned().collect();
    let content = content.to_string_lossy();
    let staged = [&["diff", "--cached"], &SHAPE[..], &["HEAD", "--", &content]].concat();
    let log = [&["log", "--first-parent", "-m", "--format=%x01%H"], &SHAPE[..], &["--", &content]].concat();
    let changes: Vec<String> = [staged, log].iter().filter_map(|arguments| git.text(arguments)).collect();
    let go_back = |asked: &BTreeSet<String>| {
        let mut past = Past { asked, names: names.clone(), blobs: BTreeMap::new(), moved: BTreeMap::new() };
        changes.iter().for_each(|changes| past.go_back(changes, &now));
        (past.blobs, past.moved)
    };
    let (mut blobs, moved) = go_back(&asked.documents);
    // Which documents those are that moved is known only now.
    let mut more = asked.documents.clone();
    more.extend(asked.once.iter().filter_map(|path| moved.get(path)).cloned());
    if more.len() > asked.documents.len() {
        (blobs, _) = go_back(&more);
    }
    let wanted: BTreeSet<&str> = blobs.values().flatten().map(String::as_str).collect();
    let wanted: Vec<&str> = wanted.into_iter().collect();
    let read = git.blobs(&wanted).unwrap_or_default();
    let text =
        |(id, bytes): (&&str, Option<Vec<u8>>)| Some(((*id).to_owned(), String::from_utf8_lossy(&bytes?).into_owned()));
    let texts: HashMap<String, String> = wanted.iter().zip(read).filter_map(text).collect();
    let of = |ids: Vec<String>| ids.iter().filter_map(|id| texts.get(id).cloned()).collect();
    History { texts: blobs.into_iter().map(|(path, ids)| (path, of(ids))).collect(), moved }
}

struct Past<'a> {
    asked: &'a BTreeSet<String>,
    /// Paths below the repository's root at the time that is looked at, and the documents that they are today.
    names: HashMap<String, String>,
    /// By document that is asked for: its texts, the newest first.
    blobs: BTreeMap<String, Vec<String>>,
    moved: BTreeMap<String, String>,
}

impl Past<'_> {
    /// Goes through changes as `--raw -z` gives them, the newest first. `now` has the paths that there are today.
    fn go_back(&mut self, changes: &str, now: &BTreeSet<String>) {
        for Raw { after, status, old_path, path, .. } in raw_log::read(changes) {
            self.text(path, after);
            if status == b'R'
                && let Some(document) = self.names.remove(path)
            {
                if !now.contains(old_path) {
                    self.moved.entry(old_path.to_owned()).or_insert_with(|| document.clone());
                }
                self.names.insert(old_path.to_owned(), document);
            }
        }
    }

    fn text(&mut self, name: &str, blob: &str) {
        let Some(document) = self.names.get(name).filter(|document| self.asked.contains(*document)) else {
            return;
        };
        let ids = self.blobs.entry(document.clone()).or_default();
        let is_gone = blob.bytes().all(|byte| byte == b'0');
        if !is_gone && ids.len() < MOST_TEXTS && ids.last().is_none_or(|last| last != blob) {
            ids.push(blob.to_owned());
        }
    }
}
