//! Where git saw a document go that a reference still calls by its old path. Only `fix` asks git.

use std::collections::HashMap;

use super::links::BrokenLink;
use super::nearest::Nearest;
use crate::base::path;
use crate::link::Handbook;

/// The documents that moved, by what they were called.
pub struct Moved<'h> {
    handbook: &'h Handbook<'h>,
    /// By the last part of the old path, without its extension and in small letters: old paths below the repository's
    /// root, with the new ones below the content root.
    by_stem: HashMap<String, Vec<(&'h str, &'h str)>>,
}

impl<'h> Moved<'h> {
    /// Of a handbook.
    pub fn new(handbook: &'h Handbook<'h>) -> Self {
        let mut by_stem: HashMap<String, Vec<(&str, &str)>> = HashMap::new();
        for (old, new) in &handbook.inputs.history.moved {
            by_stem.entry(path::stem(old).to_lowercase()).or_default().push((old, new));
        }
        Self { handbook, by_stem }
    }

    /// Where the document is today that was at a path below the repository's root.
    pub fn from(&self, old: &str) -> Option<Nearest> {
        self.handbook.inputs.history.moved.get(old).map(|new| surely(new))
    }

    /// Where the document is today that a path in a code span means: from the folders from which it is looked for, else
    /// the only one that had that name.
    pub fn of_code(&self, link: &BrokenLink<'_>, written: &str) -> Option<Nearest> {
        let places = &self.handbook.inputs.places;
        let content = places.content_in_repository.as_str();
        let folder = format!("{content}{}", self.handbook.documents[link.document].folder());
        let own = (!written.starts_with('/')).then_some(folder.as_str());
        let bare = written.trim_start_matches('/');
        let below = link.link.below.as_deref().map(|below| format!("{below}/{bare}"));
        let bases = own.into_iter().chain([content, places.root_in_repository.as_str(), ""]);
        let named = bases.flat_map(|base| [Some(bare), below.as_deref()].map(|path| path::join(base, path?)));
        let found = named.flatten().find_map(|old| self.from(&old));
        found.or_else(|| self.only(bare, |old| path::name(old) == bare))
    }

    /// Where the document is today that a wikilink means.
    pub fn of_wikilink(&self, name: &str) -> Option<Nearest> {
        let plain = |path: &str| {
            let path = path.to_lowercase();
            let bare =
                if path::is_document(&path) { path.rsplit_once('.').map_or("", |(bare, _)| bare) } else { &path };
            format!("/{}", bare.trim_start_matches("./").trim_matches('/'))
        };
        let wanted = plain(name);
        self.only(name, |old| plain(old).ends_with(&wanted))
    }

    /// The only document whose old path is meant by a name.
    fn only(&self, name: &str, is_meant: impl Fn(&str) -> bool) -> Option<Nearest> {
        let stem = if path::is_document(name) { path::stem(name) } else { path::name(name) };
        let alike = self.by_stem.get(&stem.to_lowercase())?.iter().filter(|(old, _)| is_meant(old));
        let mut alike: Vec<&str> = alike.map(|(_, new)| *new).collect();
        alike.dedup();
        if let [one] = alike.as_slice() { Some(surely(one)) } else { None }
    }
}

fn surely(path: &str) -> Nearest {
    Nearest { path: path.to_owned(), certain: true, slip: false }
}
