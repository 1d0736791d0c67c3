//! From a YAML mapping to a struct, by a table of keys. The table also makes the schema and the suggestions, so
//! there is no second list of keys anywhere.

use std::borrow::Cow;

use serde_json::{Map, Value as Json, json};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::base::suggest;
use crate::base::yaml::{Entry, Node, shortened};

/// One key of a mapping that becomes a `T`.
pub struct Key<T> {
    /// The key itself.
    pub name: &'static str,
    /// Other names of the key, the preferred first; `a.b` is `b` in a mapping below `a`.
    pub synonyms: &'static [&'static str],
    /// What it is for, in a sentence for editors.
    pub about: &'static str,
    /// The JSON Schema of its value.
    pub schema: fn() -> Json,
    /// Reads the value, which is never empty, into the struct.
    pub read: fn(&mut T, &mut Reader<'_>, &Entry),
}

impl<T> Key<T> {
    /// The key and its synonyms, the preferred first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.synonyms.iter().copied())
    }
}

/// How to call what is read, and how bad mistakes in it are.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    /// The code of a value that cannot be read; always an error.
    pub value_code: &'static str,
    /// The code and level of an unknown key.
    pub unknown_key: (&'static str, Level),
    /// What to do about an unknown key that resembles no known one; if nothing, the known ones are listed.
    pub unknown_help: Option<&'static str>,
}

/// Collects what is wrong while values are read.
pub struct Reader<'a> {
    /// The text that is read.
    pub source: SourceId,
    /// Its content.
    pub text: &'a str,
    /// The codes of all rules, for keys that name them.
    pub rule_codes: &'a [&'static str],
    /// What was wrong so far.
    pub found: Vec<Diagnostic>,
    voice: Voice,
}

impl<'a> Reader<'a> {
    /// A reader of `text` that has found nothing yet.
    pub fn new(source: SourceId, text: &'a str, rule_codes: &'a [&'static str], voice: Voice) -> Self {
        Self { source, text, rule_codes, found: Vec::new(), voice }
    }

    /// The mistakes, in the order of the text.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|diagnostic| diagnostic.span);
        self.found
    }

    /// Reads the entries of the mapping `place` (for messages: `handbook.yaml`, `theme`) into a struct.
    ///
    /// Empty values count as absent. Of several names of one key the preferred one counts and the others are ignored.
    pub fn mapping<T>(&mut self, place: &str, keys: &[Key<T>], entries: &[Entry], into: &mut T) {
        let mut chosen: Vec<Option<(usize, &Entry)>> = vec![None; keys.len()];
        self.choose(place, keys, "", entries, &mut chosen);
        for (key, chosen) in keys.iter().zip(chosen) {
            if let Some((_, entry)) = chosen {
                (key.read)(into, self, entry);
            }
        }
    }

    fn choose<'e, T>(
        &mut self,
        place: &str,
        keys: &[Key<T>],
        prefix: &str,
        entries: &'e [Entry],
        chosen: &mut [Option<(usize, &'e Entry)>],
    ) {
        for entry in entries {
            let name = if prefix.is_empty() {
                Cow::Borrowed(entry.key.as_str())
            } else {
                Cow::Owned(format!("{prefix}.{}", entry.key))
            };
            if let Some((at, rank)) = find(keys, &name) {
                let better = chosen[at].is_none_or(|(other, _)| rank < other);
                if better && !entry.value.is_null() {
                    chosen[at] = Some((rank, entry));
                }
            } else if let (true, Some(below)) = (is_prefix(keys, &name), entry.value.as_map()) {
                self.choose(place, keys, &name, below, chosen);
            } else {
                self.unknown_key(place, keys, &name, entry.key_span);
                self.rename(keys, entry, entries);
            }
        }
    }

    /// Says that a key is unknown, with the nearest that is not.
    fn unknown_key<T>(&mut self, place: &str, keys: &[Key<T>], name: &str, span: Span) {
        let (code, level) = self.voice.unknown_key;
        let message = format!("{place} has no key `{}`.", shortened(name));
        let mut diagnostic = Diagnostic::new(code, level, self.source, span, message);
        diagnostic.help = Some(match (near(name, keys.iter().flat_map(Key::names)), self.voice.unknown_help) {
            (Some(near), _) => format!("Did you mean `{near}`?"),
            (None, Some(help)) => help.to_owned(),
            (None, None) => {
                let known: Vec<_> = keys.iter().map(|key| key.name).collect();
                format!("The keys are {}.", known.join(", "))
            }
        });
        self.found.push(diagnostic);
    }

    /// Adds the fix to what was just said of an unknown key of front matter, where only one key can be meant and is
    /// not there yet. (A mistake in handbook.yaml keeps anything from being read as it is meant, so nothing is fixed.)
    fn rename<T>(&mut self, keys: &[Key<T>], entry: &Entry, beside: &[Entry]) {
        let plain = entry.key_span.of(self.text) == entry.key;
        let names = keys.iter().flat_map(Key::names).filter(|name| !name.contains('.'));
        let near = if entry.key.len() <= 80 && plain { suggest::only(&entry.key, names) } else { None };
        let Some(near) = near.filter(|_| self.voice.unknown_key.1 < Level::Error) else { return };
        let meant = find(keys, near).map(|(at, _)| at);
        if beside.iter().any(|other| find(keys, &other.key).map(|(at, _)| at) == meant) {
            return;
        }
        if let Some(said) = self.found.pop() {
            self.found.push(said.fix(format!("Change it to `{near}`"), entry.key_span, near));
        }
    }

    /// Says that a value cannot be read: "`key` wants {wants}; this says …".
    pub fn wrong(&mut self, name: &str, node: &Node, wants: &str) {
        self.error(node.span, format!("`{}` wants {wants}; this says {}.", shortened(name), node.describe()));
    }

    /// An error at a place.
    pub fn error(&mut self, span: Span, message: String) -> &mut Diagnostic {
        let at = self.found.len();
        self.found.push(Diagnostic::new(self.voice.value_code, Level::Error, self.source, span, message));
        &mut self.found[at]
    }
}

/// The nearest name to `wanted`. What is far too long for a name resembles none, and is not worth the search.
pub fn near<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if wanted.len() > 80 { None } else { suggest::nearest(wanted, names) }
}

/// The key of that name, and how preferred the name is (0 is the key itself).
pub fn find<T>(keys: &[Key<T>], name: &str) -> Option<(usize, usize)> {
    keys.iter().enumerate().find_map(|(at, key)| Some((at, key.names().position(|known| known == name)?)))
}

/// Whether `name` is a mapping that only holds synonyms, such as `sidebar` of `sidebar.order`.
fn is_prefix<T>(keys: &[Key<T>], name: &str) -> bool {
    let below = |synonym: &&str| synonym.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    keys.iter().any(|key| key.synonyms.iter().any(below))
}

/// The schema of a mapping with these keys and no others; `required` ones must be there.
pub fn mapping_schema<T>(keys: &[Key<T>], required: &[&str]) -> Json {
    let mut properties = Map::new();
    for key in keys {
        let mut schema = json!({"anyOf": [(key.schema)(), {"type": "null"}]});
        for name in key.names() {
            let about = if name == key.name { key.about.to_owned() } else { format!("Synonym of `{}`.", key.name) };
            schema["description"] = json!(about);
            match name.split_once('.') {
                None => drop(properties.insert(name.to_owned(), schema.clone())),
                Some((outer, inner)) => {
                    let one = json!({"type": "object", "properties": {inner: schema}, "additionalProperties": false});
                    properties.insert(outer.to_owned(), one);
                }
            }
        }
    }
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}
