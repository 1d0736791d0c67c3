//! Findings that are known already: told apart from new ones by code, path and text, never by line.
//!
//! A finding's text is what it points at, as it stands in the document. Its message is no part of the key: that may
//! name other lines, count days, or be worded better in the next version. Where a text stands several times in one
//! document, as many of its findings are known as the baseline has entries; the line that each stands in decides
//! which ones, as far as it is still the same.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::source::{Source, SourceKind, Sources};

/// What the first line of a baseline says.
pub const SCHEMA: &str = "sprintbook-baseline/1";
/// What the schemas of all versions begin with.
const SCHEMAS: &str = "sprintbook-baseline/";
/// A longer text is cut, and ends in its fingerprint.
const LONGEST_TEXT: usize = 160;
/// So many characters before and after a text are kept to tell it from its like.
const AROUND: usize = 40;

/// Rules whose findings are about a document as a whole, wherever they point: a new title does not wake them.
const ABOUT_DOCUMENTS: &[&str] =
    &["doc/encoding", "doc/displaced-front-matter", "doc/notice", "doc/orphan", "doc/two-section-pages"];

/// Findings that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// In order.
    pub entries: Vec<Entry>,
}

/// One known finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Entry {
    /// A document's path below the content root; `handbook.yaml`, or a template's path below the handbook's root.
    pub path: String,
    /// The rule.
    pub code: String,
    /// What it is about, as it stands there, with single spaces; empty for a finding about the whole document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The line around it, which tells the same text in several places apart; empty where it says no more.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub context: String,
}

/// Why a text is no baseline.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing of it looks like one.
    #[error("it is no baseline of sprintbook")]
    Foreign,
    /// One of another version.
    #[error("it has the schema `{0}`, and this version of sprintbook knows `{SCHEMA}` alone")]
    Version(String),
    /// One that somebody cut or changed, or that git merged badly.
    #[error("it is damaged ({0})")]
    Damaged(String),
}

/// What a baseline says of a run's findings.
#[derive(Debug, Default)]
pub struct Comparison<'b> {
    /// By finding: whether it is known.
    pub known: Vec<bool>,
    /// Entries that no finding fits any more.
    pub gone: Vec<&'b Entry>,
}

#[derive(Deserialize)]
struct Written {
    findings: Vec<Entry>,
}

impl Baseline {
    /// Of these findings; those that keep the handbook from being made can never be known ones.
    pub fn of(sources: &Sources, found: &[Diagnostic]) -> Self {
        let lasting = found.iter().filter(|diagnostic| !stops_the_run(diagnostic));
        Self::new(lasting.map(|diagnostic| Entry::of(sources, diagnostic)).collect())
    }

    /// With these entries.
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort();
        Self { entries }
    }

    /// Reads a baseline as [`Self::to_text`] writes it.
    ///
    /// # Errors
    /// When it is another file, of another version, or damaged.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let damaged = |why: serde_json::Error| match is_baseline(text) {
            true => Unreadable::Damaged(why.to_string()),
            false => Unreadable::Foreign,
        };
        let value: serde_json::Value = serde_json::from_str(text).map_err(damaged)?;
        match value.get("schema").and_then(serde_json::Value::as_str) {
            Some(SCHEMA) => {}
            Some(other) if other.starts_with(SCHEMAS) => return Err(Unreadable::Version(other.to_owned())),
            _ => return Err(Unreadable::Foreign),
        }
        // Read from the text once more, so that an error says in which line it is.
        let Written { findings } = serde_json::from_str(text).map_err(damaged)?;
        Ok(Self::new(findings))
    }

    /// JSON for people and for git: sorted, one entry a line.
    pub fn to_text(&self) -> String {
        let mut text = format!("{{\n\"schema\": \"{SCHEMA}\",\n\"findings\": [");
        for (at, entry) in self.entries.iter().enumerate() {
            let written = serde_json::to_string(entry).expect("texts can always be written as JSON");
            let _ = write!(text, "{}\n{written}", if at == 0 { "" } else { "," });
        }
        text.push_str("\n]\n}\n");
        text
    }

    /// Which findings are known, and what of the baseline is gone.
    pub fn compare(&self, sources: &Sources, found: &[Diagnostic]) -> Comparison<'_> {
        let mut left: HashMap<(&str, &str, &str), Vec<&Entry>> = HashMap::new();
        for entry in &self.entries {
            left.entry(entry.key()).or_default().push(entry);
        }
        let own: Vec<Option<Entry>> = found
            .iter()
            .map(|diagnostic| (!stops_the_run(diagnostic)).then(|| Entry::of(sources, diagnostic)))
            .collect();
        let mut known = vec![false; found.len()];
        // Those in the same line first; then, as long as entries are left, those that may have been moved.
        for in_same_line in [true, false] {
            for (entry, known) in own.iter().zip(&mut known) {
                let Some(entry) = entry.as_ref().filter(|_| !*known) else { continue };
                let Some(like) = left.get_mut(&entry.key()) else { continue };
                if let Some(at) = like.iter().position(|other| !in_same_line || other.context == entry.context) {
                    like.remove(at);
                    *known = true;
                }
            }
        }
        let mut gone: Vec<&Entry> = left.into_values().flatten().collect();
        gone.sort();
        Comparison { known, gone }
    }
}

impl Entry {
    fn of(sources: &Sources, diagnostic: &Diagnostic) -> Self {
        let source = sources.get(diagnostic.source);
        let code = diagnostic.code.to_owned();
        if ABOUT_DOCUMENTS.contains(&diagnostic.code) {
            return Self { path: path(source), code, text: String::new(), context: String::new() };
        }
        let text = short(&single_spaced(diagnostic.span.of(&source.text)));
        let context = context(source, diagnostic);
        Self { path: path(source), code, context: if context == text { String::new() } else { context }, text }
    }

    fn key(&self) -> (&str, &str, &str) {
        (&self.path, &self.code, &self.text)
    }
}

impl std::fmt::Display for Entry {
    /// As people read it: path, rule, text.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.code)?;
        if self.text.is_empty() { Ok(()) } else { write!(f, " `{}`", self.text) }
    }
}

/// Whether a text is a baseline of any version, be it damaged; an empty file holds nothing that could be lost.
pub fn is_baseline(text: &str) -> bool {
    text.trim().is_empty() || text.contains(&format!("\"{SCHEMAS}"))
}

/// What keeps the handbook from being made is told until it is mended.
fn stops_the_run(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code, "config/invalid" | "template/invalid")
}

/// The settings may be anywhere (`--config`): a path of one machine would not fit the next.
fn path(source: &Source) -> String {
    match source.kind {
        SourceKind::Config if source.path.starts_with(['/', '\\']) => {
            source.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
        }
        _ => source.path.clone(),
    }
}

/// The line of a finding, or of a long line what is near.
fn context(source: &Source, diagnostic: &Diagnostic) -> String {
    let line = source.line_span(source.line(diagnostic.span.start)).range();
    let text = &source.text;
    let start = (diagnostic.span.start as usize).clamp(line.start, line.end);
    let end = (diagnostic.span.end as usize).clamp(start, line.end);
    let before = text[line.start..start].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let after = text[end..line.end].char_indices().nth(AROUND).map_or(line.end, |(at, _)| end + at);
    single_spaced(&text[line.start + before..after])
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn short(text: &str) -> String {
    if text.len() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let head = &text[..text.floor_char_boundary(LONGEST_TEXT / 2)];
    format!("{head}… {}", Fingerprint::of(text.as_bytes()))
}

#[cfg(test)]
mod tests;
