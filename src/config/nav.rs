//! `nav`: the order of pages that somebody wants instead of the folders' own.

use serde_json::{Value as Json, json};

use super::reader::Reader;
use crate::base::yaml::{Entry, Node, Spanned};

/// One entry of `nav`.
#[derive(Clone, Debug, PartialEq)]
pub enum NavItem {
    /// A page: a reference to a document below the content root.
    Page {
        /// Its name in the navigation; the page's own title if there is none.
        title: Option<Spanned<String>>,
        /// The path, as written.
        path: Spanned<String>,
    },
    /// A heading with entries below it.
    Section {
        /// Its name.
        title: Spanned<String>,
        /// What stands below it.
        children: Vec<NavItem>,
    },
}

/// Every path that `nav` names, in its order.
pub fn nav_paths(nav: &[NavItem]) -> Vec<&Spanned<String>> {
    let mut found = Vec::new();
    let mut waiting: Vec<&NavItem> = nav.iter().rev().collect();
    while let Some(item) = waiting.pop() {
        match item {
            NavItem::Page { path, .. } => found.push(path),
            NavItem::Section { children, .. } => waiting.extend(children.iter().rev()),
        }
    }
    found
}

const WANTS: &str = "a list of paths, `Title: path` or `Title: [paths]`";

impl Reader<'_> {
    /// The entries of `nav`.
    pub fn nav(&mut self, name: &str, node: &Node) -> Vec<NavItem> {
        let items = self.list(name, node, WANTS);
        items.iter().filter_map(|item| self.nav_item(name, item)).collect()
    }

    fn nav_item(&mut self, name: &str, node: &Node) -> Option<NavItem> {
        match node.as_map() {
            Some([entry]) => self.titled(name, entry),
            Some(entries) => {
                let count = entries.len();
                let message = format!("An entry of `{name}` is one `Title: path`; this one has {count} keys.");
                self.error(node.span, message).help = Some("Begin each with `- `.".to_owned());
                None
            }
            None if node.as_text().is_some() => Some(NavItem::Page { title: None, path: self.text(name, node)? }),
            None => {
                self.wrong(name, node, WANTS);
                None
            }
        }
    }

    fn titled(&mut self, name: &str, entry: &Entry) -> Option<NavItem> {
        let title = Spanned { value: entry.key.clone(), source: self.source, span: entry.key_span };
        if entry.value.as_list().is_some() {
            return Some(NavItem::Section { title, children: self.nav(name, &entry.value) });
        }
        if entry.value.as_text().is_none() {
            self.wrong(&entry.key, &entry.value, "the path of a document, or a list of paths");
            return None;
        }
        Some(NavItem::Page { title: Some(title), path: self.text(&entry.key, &entry.value)? })
    }
}

/// Schema of `nav`. Below the first level of sections it looks no deeper: a fragment cannot name itself.
pub fn schema() -> Json {
    fn entries(levels: usize) -> Json {
        let below = if levels == 0 { json!({"type": "array"}) } else { entries(levels - 1) };
        let value = json!({"anyOf": [{"type": ["string", "number"]}, below]});
        let titled = json!({"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": value});
        json!({"type": "array", "items": {"anyOf": [{"type": ["string", "number"]}, titled]}})
    }
    entries(2)
}
