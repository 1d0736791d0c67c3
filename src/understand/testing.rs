//! Texts read for the tests of facts.

use super::fact::Fact;
use crate::base::source::{Source, SourceId, SourceKind};
use crate::config::Config;
use crate::parse::document::Document;

/// The facts of a text under the settings of an empty handbook.yaml.
pub(crate) fn facts(path: &str, text: &str) -> Vec<Fact> {
    let (document, source) = read(path, text);
    super::document(&document, &source, &Config::default()).facts
}

/// A text, parsed.
pub(crate) fn read(path: &str, text: &str) -> (Document, Source) {
    let source = Source::new(SourceKind::Document, path, text.to_owned());
    let (document, _) = crate::parse::document(SourceId(0), &source, &Config::default());
    (document, source)
}
