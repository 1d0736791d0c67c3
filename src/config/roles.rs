//! `roles` and `aliases`: who is meant by which name.

use serde_json::{Value as Json, json};

use super::reader::{Key, Reader, mapping_schema};
use super::shape;
use crate::base::yaml::{Entry, Spanned};

/// A role, group or person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: Spanned<String>,
    /// Who fills it.
    pub members: Vec<Spanned<String>>,
    /// Other names for it.
    pub aliases: Vec<Spanned<String>>,
    /// Where to write to.
    pub email: Option<Spanned<String>>,
}

/// Other names for somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name that counts.
    pub name: Spanned<String>,
    /// Names that mean the same.
    pub others: Vec<Spanned<String>>,
}

const fn key(
    name: &'static str,
    about: &'static str,
    schema: fn() -> Json,
    read: fn(&mut Role, &mut Reader<'_>, &Entry),
) -> Key<Role> {
    Key { name, synonyms: &[], about, schema, read }
}

const KEYS: &[Key<Role>] = &[
    key("members", "Who fills the role.", shape::texts, |role, r, e| {
        role.members = r.texts(&e.key, &e.value).unwrap_or_default();
    }),
    key("aliases", "Other names for the role.", shape::texts, |role, r, e| {
        role.aliases = r.texts(&e.key, &e.value).unwrap_or_default();
    }),
    key("email", "Where to write to.", shape::text, |role, r, e| role.email = r.text(&e.key, &e.value)),
];

impl Reader<'_> {
    /// A mapping from role names to members, or to mappings with `members`, `aliases` and `email`.
    pub fn roles(&mut self, entry: &Entry) -> Vec<Role> {
        let Some(entries) = entry.value.as_map() else {
            self.wrong(&entry.key, &entry.value, "a mapping from role names to members");
            return Vec::new();
        };
        entries.iter().map(|entry| self.role(entry)).collect()
    }

    fn role(&mut self, entry: &Entry) -> Role {
        let name = self.name(entry);
        let mut role = Role { name, members: Vec::new(), aliases: Vec::new(), email: None };
        match entry.value.as_map() {
            Some(entries) => self.mapping("A role", KEYS, entries, &mut role),
            None => role.members = self.texts(&entry.key, &entry.value).unwrap_or_default(),
        }
        role
    }

    /// A mapping from a name to its other names.
    pub fn aliases(&mut self, entry: &Entry) -> Vec<Alias> {
        let Some(entries) = entry.value.as_map() else {
            self.wrong(&entry.key, &entry.value, "a mapping from names to their other names");
            return Vec::new();
        };
        let alias = |entry: &Entry| {
            let others = self.texts(&entry.key, &entry.value).unwrap_or_default();
            Alias { name: self.name(entry), others }
        };
        entries.iter().map(alias).collect()
    }

    fn name(&self, entry: &Entry) -> Spanned<String> {
        Spanned { value: entry.key.clone(), source: self.source, span: entry.key_span }
    }
}

/// Schema of `roles`.
pub fn roles_schema() -> Json {
    let role = json!({"anyOf": [shape::texts(), mapping_schema(KEYS, &[]), {"type": "null"}]});
    json!({"type": "object", "additionalProperties": role})
}

/// Schema of `aliases`.
pub fn aliases_schema() -> Json {
    json!({"type": "object", "additionalProperties": {"anyOf": [shape::texts(), {"type": "null"}]}})
}
