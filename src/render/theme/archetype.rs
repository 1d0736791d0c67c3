//! Archetypes: what new documents start from. Ours are in `templates/archetypes/`; a handbook overrides them file by
//! file, and any other `NAME.md` there is a kind of its own.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera};

use super::mistake::Overrides;
use super::{TemplateOverride, Texts, own_texts};
use crate::base::diagnostic::Diagnostic;

/// Where archetypes are, below `templates/`.
pub const FOLDER: &str = "archetypes/";

/// The kinds that we have archetypes for, in the order of the alphabet.
pub const KINDS: [&str; 5] = ["charter", "decision", "meeting", "sprint", "status"];

/// The archetypes of a handbook.
pub struct Archetypes<'a> {
    overrides: &'a [TemplateOverride<'a>],
}

impl<'a> Archetypes<'a> {
    /// Ours, with a handbook's own in their place or beside them.
    pub fn new(overrides: &'a [TemplateOverride<'a>]) -> Self {
        Self { overrides }
    }

    /// The kinds of documents that there are archetypes for, in the order of the alphabet.
    pub fn kinds(&self) -> BTreeSet<String> {
        let theirs = self.overrides.iter().filter_map(|archetype| kind(archetype.name));
        KINDS.into_iter().chain(theirs).map(str::to_owned).collect()
    }

    /// The text of a new document of that kind; `known` gives the variables by their names.
    ///
    /// # Errors
    /// Every mistake of the handbook's own archetypes that keeps this one from being used.
    ///
    /// # Panics
    /// For a kind that is none of [`Archetypes::kinds`].
    pub fn render(&self, kind: &str, known: &impl Serialize) -> Result<String, Vec<Diagnostic>> {
        let name = format!("{FOLDER}{kind}.md");
        let mistakes = Overrides::of_archetypes(self.overrides);
        let broken = mistakes.syntax_mistakes();
        let is_broken = |archetype: &TemplateOverride<'_>| broken.iter().any(|found| found.source == archetype.source);
        let own = self.overrides.iter().find(|archetype| archetype.name == name);
        if let Some(own) = own.filter(|own| is_broken(own)) {
            return Err(broken.into_iter().filter(|found| found.source == own.source).collect());
        }
        // Another archetype may be broken without harm to this one, unless this one includes it.
        let mut texts = own_archetypes();
        let sound = self.overrides.iter().filter(|archetype| !is_broken(archetype));
        texts.extend(sound.map(|archetype| (archetype.name.to_owned(), archetype.text.to_owned().into())));
        let rendered = rendered(&name, texts, known);
        rendered.map_err(|error| if broken.is_empty() { mistakes.mistakes(&error) } else { broken })
    }
}

/// A document's text from one of these archetypes.
fn rendered(name: &str, texts: Texts, known: &impl Serialize) -> tera::TeraResult<String> {
    let mut tera = Tera::new();
    tera.autoescape_on(Vec::<&'static str>::new());
    tera.register_filter("yaml", |text: &str, _: Kwargs, _: &State<'_>| yaml(text));
    tera.add_raw_templates(texts)?;
    tera.render(name, &Context::from_serialize(known)?)
}

/// Our own archetypes by name.
pub(super) fn own_archetypes() -> Texts {
    own_texts(|name| name.starts_with(FOLDER))
}

/// The kind of document that a file of `templates/` is the archetype of.
fn kind(name: &str) -> Option<&str> {
    name.strip_prefix(FOLDER)?.strip_suffix(".md").filter(|kind| !kind.is_empty() && !kind.contains('/'))
}

/// A text as a value of YAML on one line: plain where that is safe, else in quotes.
fn yaml(text: &str) -> String {
    let plain = serde_yaml::to_string(text).unwrap_or_default();
    let plain = plain.trim_end_matches('\n');
    let same = serde_yaml::from_str::<String>(plain).is_ok_and(|read| read == text);
    if same && !plain.contains('\n') {
        return plain.to_owned();
    }
    // JSON's strings are YAML's.
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_yaml_are_read_as_they_were() {
        for text in [
            "Sprint 1",
            "Sprint 1: Pay",
            "a # b",
            "- x",
            "yes",
            "12",
            "",
            "\"",
            "'",
            "[a",
            "a\nb",
            "*",
            "é",
            " a ",
            "2026-01-05",
            "\u{1b}[1m",
        ] {
            let written = format!("title: {}\n", yaml(text));
            assert_eq!(written.lines().count(), 1, "{written}");
            let read: std::collections::BTreeMap<String, String> = serde_yaml::from_str(&written).unwrap();
            assert_eq!(read["title"], text, "{written}");
        }
        assert_eq!(yaml("Sprint 1"), "Sprint 1");
    }

    #[test]
    fn archetypes_are_files_of_their_folder() {
        let own = own_archetypes();
        assert_eq!(own.keys().filter_map(|name| kind(name)).collect::<Vec<_>>(), KINDS);
        assert_eq!(kind("archetypes/risk.md"), Some("risk"));
        assert_eq!((kind("archetypes/parts/a.md"), kind("archetypes/.md"), kind("page.html")), (None, None, None));
    }
}
