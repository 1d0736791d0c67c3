//! `theme`: what a handbook can change about its look without writing templates.

use serde_json::Value as Json;

use super::reader::{Key, Reader, mapping_schema};
use super::shape;
use crate::base::yaml::{Entry, Spanned};

/// Options of the built-in theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Colour of links and marks, `#rrggbb`.
    pub accent: Option<Spanned<String>>,
    /// Path of a picture beside the handbook's title.
    pub logo: Option<Spanned<String>>,
    /// Path of the icon that browsers show.
    pub favicon: Option<Spanned<String>>,
    /// Text at the foot of every page.
    pub footer: Option<Spanned<String>>,
}

const fn key(
    name: &'static str,
    about: &'static str,
    schema: fn() -> Json,
    read: fn(&mut Theme, &mut Reader<'_>, &Entry),
) -> Key<Theme> {
    Key { name, synonyms: &[], about, schema, read }
}

const KEYS: &[Key<Theme>] = &[
    key("accent", "Colour of links and marks, such as \"#2f6f4f\".", shape::colour, |theme, r, e| {
        theme.accent = r.colour(&e.key, &e.value);
    }),
    key("logo", "Path of a picture beside the title.", shape::text, |theme, r, e| {
        theme.logo = r.text(&e.key, &e.value);
    }),
    key("favicon", "Path of the icon that browsers show.", shape::text, |theme, r, e| {
        theme.favicon = r.text(&e.key, &e.value);
    }),
    key("footer", "Text at the foot of every page.", shape::text, |theme, r, e| {
        theme.footer = r.text(&e.key, &e.value);
    }),
];

impl Reader<'_> {
    /// A mapping of theme options.
    pub fn theme(&mut self, entry: &Entry) -> Theme {
        let mut theme = Theme::default();
        let Some(entries) = entry.value.as_map() else {
            self.wrong(&entry.key, &entry.value, "a mapping such as {accent: \"#2f6f4f\"}");
            return theme;
        };
        self.mapping("`theme`", KEYS, entries, &mut theme);
        for entry in entries.iter().filter(|entry| entry.key == "accent" && entry.value.is_null()) {
            self.colour_as_comment(entry);
        }
        theme
    }

    /// `accent: #2f6f4f` is a key without a value and a comment, which nobody means.
    fn colour_as_comment(&mut self, entry: &Entry) {
        let rest =
            self.text.get(entry.key_span.end as usize..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        if rest.contains('#') {
            let message = "`accent` is empty, because # begins a comment in YAML.".to_owned();
            self.error(entry.key_span, message).help = Some("Put the colour in quotes.".to_owned());
        }
    }
}

/// Schema of `theme`.
pub fn schema() -> Json {
    mapping_schema(KEYS, &[])
}
