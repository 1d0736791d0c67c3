//! `defaults`: front matter for documents that cannot or should not be touched.

use serde_json::{Value as Json, json};

use super::front_matter::{self, FrontMatter};
use super::pattern::Pattern;
use super::reader::{Key, Reader, mapping_schema};
use super::shape;
use crate::base::source::SourceId;
use crate::base::yaml::{Entry, Node};

/// Front matter for the documents that a pattern matches.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// Which documents.
    pub pattern: Pattern,
    /// Their front matter; mistakes in it were told when the configuration was read.
    pub front_matter: Vec<Entry>,
    /// The text that `front_matter` points into.
    pub source: SourceId,
}

/// As written.
#[derive(Default)]
struct Written {
    path: Option<Pattern>,
    front_matter: Option<Vec<Entry>>,
}

const KEYS: &[Key<Written>] = &[
    Key {
        name: "path",
        synonyms: &[],
        about: "Pattern of paths below the content root.",
        schema: shape::text,
        read: |w, r, e| w.path = r.pattern(&e.key, &e.value),
    },
    Key {
        name: "front_matter",
        synonyms: &[],
        about: "What the documents get unless they say otherwise.",
        schema: front_matter::schema,
        read: |w, r, e| w.front_matter = r.default_front_matter(e),
    },
];

impl Reader<'_> {
    /// A list of patterns with front matter.
    pub fn defaults(&mut self, entry: &Entry) -> Vec<Defaults> {
        let items = self.list(&entry.key, &entry.value, "a list of mappings with `path` and `front_matter`");
        items.iter().filter_map(|item| self.default_entry(&entry.key, item)).collect()
    }

    fn default_entry(&mut self, name: &str, node: &Node) -> Option<Defaults> {
        let Some(entries) = node.as_map() else {
            self.wrong(name, node, "mappings with `path` and `front_matter`");
            return None;
        };
        let mut written = Written::default();
        let before = self.found.len();
        self.mapping("An entry of `defaults`", KEYS, entries, &mut written);
        if written.path.is_none() && self.found.len() == before {
            self.error(node.span, "This entry of `defaults` has no `path`.".to_owned());
        }
        let front_matter = written.front_matter.unwrap_or_default();
        Some(Defaults { pattern: written.path?, front_matter, source: self.source })
    }

    /// Checks front matter now, so that a mistake is told once and not for each document.
    fn default_front_matter(&mut self, entry: &Entry) -> Option<Vec<Entry>> {
        let Some(entries) = entry.value.as_map() else {
            self.wrong(&entry.key, &entry.value, "a mapping such as {start: 2026-01-05}");
            return None;
        };
        FrontMatter::default().fill(self, entries);
        Some(entries.to_vec())
    }
}

/// Schema of `defaults`.
pub fn schema() -> Json {
    json!({"type": "array", "items": mapping_schema(KEYS, &["path"])})
}
