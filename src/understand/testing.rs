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

#[test]
fn dump() {
    let Ok(path) = std::env::var("DUMP") else { return };
    let text = std::fs::read_to_string(&path).unwrap();
    let (document, source) = read("a.md", &text);
    let config = Config::default();
    let reading = super::reading::Reading::new(&document, &source, &config, false);
    for entry in reading.entries() {
        println!("{:?} L{} [{}] = {:?}", entry.kind(), source.line(entry.span().start), entry.label(), entry.text());
        for m in entry.mentions() {
            println!("      {:?} {:?}", entry.phrase_text(m), m.phrase);
        }
    }
    println!("{:?}", reading.anchors);
}
