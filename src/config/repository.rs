//! `repository`: where the documents' source is shown and edited.

use serde_json::{Value as Json, json};

use super::reader::{Key, Reader, mapping_schema};
use super::shape;
use crate::base::yaml::{Entry, Node, Spanned};

/// The forge that holds the documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// Address of the repository, without a `/` or `.git` at its end.
    pub url: Spanned<String>,
    /// The branch that readers see.
    pub branch: String,
    /// Address for editing a file, with `{path}` and perhaps `{branch}`; if none, what the forge is known to use.
    pub edit: Option<String>,
    /// Address for reading a file, likewise.
    pub source: Option<String>,
}

/// As written.
#[derive(Default)]
struct Written {
    url: Option<Spanned<String>>,
    branch: Option<Spanned<String>>,
    edit: Option<String>,
    source: Option<String>,
}

const fn key(
    name: &'static str,
    about: &'static str,
    schema: fn() -> Json,
    read: fn(&mut Written, &mut Reader<'_>, &Entry),
) -> Key<Written> {
    Key { name, synonyms: &[], about, schema, read }
}

const KEYS: &[Key<Written>] = &[
    key("url", "Address of the repository.", shape::address, |w, r, e| w.url = r.address(&e.key, &e.value)),
    key("branch", "The branch that readers see; `main` if not given.", shape::text, |w, r, e| {
        w.branch = r.text(&e.key, &e.value);
    }),
    key("edit", "Address for editing a file, with {path} and {branch}.", template_schema, |w, r, e| {
        w.edit = r.template(&e.key, &e.value);
    }),
    key("source", "Address for reading a file, with {path} and {branch}.", template_schema, |w, r, e| {
        w.source = r.template(&e.key, &e.value);
    }),
];

impl Reader<'_> {
    /// An address, or a mapping with `url`.
    pub fn repository(&mut self, entry: &Entry) -> Option<Repository> {
        let before = self.found.len();
        let mut written = Written::default();
        match entry.value.as_map() {
            Some(entries) => self.mapping("`repository`", KEYS, entries, &mut written),
            None => written.url = self.address(&entry.key, &entry.value),
        }
        if written.url.is_none() && self.found.len() == before {
            self.error(entry.key_span, "`repository` has no `url`.".to_owned());
        }
        let mut url = written.url?;
        url.value.truncate(url.value.strip_suffix(".git").unwrap_or(&url.value).len());
        let branch = written.branch.map_or_else(|| "main".to_owned(), |branch| branch.value);
        Some(Repository { url, branch, edit: written.edit, source: written.source })
    }

    /// A web address with `{path}`, and with no other placeholder than `{branch}`.
    fn template(&mut self, name: &str, node: &Node) -> Option<String> {
        const WANTS: &str = "an address with {path}, such as https://example.org/edit/{branch}/{path}";
        let text = node.as_text().unwrap_or_default();
        let rest = text.replace("{path}", "").replace("{branch}", "");
        let is_address = rest.starts_with("https://") || rest.starts_with("http://");
        let sound = is_address && text.contains("{path}") && !rest.contains(['{', '}', ' ', '"', '<', '>']);
        self.checked(name, node, sound.then(|| text.to_owned()), WANTS).map(|template| template.value)
    }
}

fn template_schema() -> Json {
    json!({"type": "string", "pattern": "^https?://.*\\{path\\}"})
}

/// Schema of `repository`.
pub fn schema() -> Json {
    json!({"anyOf": [shape::address(), mapping_schema(KEYS, &["url"])]})
}
