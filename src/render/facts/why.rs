//! Why facts were recognised, for `facts --explain`.

use serde::Serialize;

use crate::base::source::Sources;
use crate::understand::fact::{Fact, Why};

/// The longest text of a reason, in bytes; what stands there is to be recognised, not read.
const LONGEST: usize = 80;

/// A reason, and what stands where it is found.
#[derive(Serialize)]
pub(super) struct WhyView<'a> {
    /// In words that follow "because".
    pub reason: &'a str,
    /// The document, below the folder of the documents.
    pub path: &'a str,
    /// Its line, from 1.
    pub line: u32,
    /// The text there, on one line.
    pub text: String,
}

/// All reasons of a fact, in the order in which they were found.
pub(super) fn all<'a>(fact: &Fact, sources: &'a Sources) -> Vec<WhyView<'a>> {
    fact.why.iter().map(|why| view(why, fact, sources)).collect()
}

fn view<'a>(why: &Why, fact: &Fact, sources: &'a Sources) -> WhyView<'a> {
    let source = sources.get(why.elsewhere.unwrap_or(fact.place.source));
    let text = why.span.of(&source.text);
    let line = text.trim().lines().next().unwrap_or_default().trim_end();
    let end = line.floor_char_boundary(LONGEST);
    let text = if end < line.len() { format!("{} …", line[..end].trim_end()) } else { line.to_owned() };
    WhyView { reason: why.reason, path: &source.path, line: source.line(why.span.start), text }
}
