//! SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>), as code scanning services and
//! editors read it. `log` has the form of the file; here it is filled.
//!
//! Paths are relative to `%SRCROOT%`, the repository's root, and percent-encoded. Columns count characters; a byte order
//! mark counts as none. GitHub links the places that belong to a finding only where its message does, so it does.

mod log;

use std::collections::HashMap;
use std::io;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::region::{self, Region};
use super::{Report, RuleText, identity, plain};
use crate::base::diagnostic::{Diagnostic, Edit, Fix, Level, Related};
use crate::base::source::{Source, SourceId};
use crate::base::span::Span;
use log::{
    ArtifactChange, ArtifactLocation, Configuration, Content, Described, Driver, Log, Markdown, Message, Physical,
    Properties, Replacement, Rule, Run, SarifFix, SarifRegion, SarifResult, Tool, WithRegion,
};

/// Every character of a path but those that RFC 3986 leaves as they are, and the slash.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// So many of the places that belong to a finding are named in its message; all are listed.
const MOST_NAMED: usize = 8;

/// Writes the findings as one JSON value and a line end. Fails when `out` does.
pub fn sarif(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let rules: HashMap<&str, usize> = report.rules.iter().enumerate().map(|(at, rule)| (rule.code, at)).collect();
    let names = identity::identities(report);
    let results = report.diagnostics.iter().zip(names);
    let run = Run {
        tool: Tool { driver: Driver::new(report.rules.iter().map(rule).collect()) },
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        original_uri_base_ids: [(ROOT, Described::new("The root of the repository."))].into(),
        results: results.map(|(diagnostic, name)| result(report, &rules, diagnostic, name)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &Log::new(run))?;
    out.write_all(b"\n")
}

/// What relative addresses are relative to.
const ROOT: &str = "%SRCROOT%";

fn rule(rule: &RuleText) -> Rule {
    let what = rule.what.replace('`', "");
    let first_sentence = what.find(". ").map_or(what.len(), |at| at + 1);
    Rule {
        id: rule.code,
        short_description: Message::new(&what[..first_sentence]),
        full_description: Message::new(&what),
        help: Markdown { markdown: rule.help.clone(), text: what },
        default_configuration: Configuration { level: level(rule.level) },
        properties: Properties { tags: rule.code.split('/').take(1).map(str::to_owned).collect() },
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

fn result(report: &Report, rules: &HashMap<&str, usize>, diagnostic: &Diagnostic, name: String) -> SarifResult {
    let related = diagnostic.related.iter().enumerate();
    SarifResult {
        rule_id: diagnostic.code,
        rule_index: rules.get(diagnostic.code).copied(),
        level: level(diagnostic.level),
        message: Message { text: message(diagnostic) },
        locations: [WithRegion::place(physical(report, diagnostic.source, diagnostic.span))],
        related_locations: related.map(|(at, related)| elsewhere(report, at, related)).collect(),
        partial_fingerprints: [("sprintbookFinding/v1", name)].into(),
        fixes: diagnostic.fix.iter().map(|fix| sarif_fix(report, fix)).collect(),
    }
}

/// The sentence, the advice, and links to the other places by their numbers.
fn message(diagnostic: &Diagnostic) -> String {
    let mut text = plain::with_help(diagnostic);
    // Else it would be read as a link of ours.
    if text.contains("](") {
        text = text.replace('[', "\\[").replace(']', "\\]");
    }
    let named: Vec<String> = diagnostic.related.iter().take(MOST_NAMED).enumerate().map(link).collect();
    if !named.is_empty() {
        text = format!("{text} See also: {}.", named.join("; "));
    }
    text
}

fn link((at, related): (usize, &Related)) -> String {
    format!("[{}]({})", escape(&plain::line(&related.message)), at + 1)
}

/// A link's text, in which brackets are brackets.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn elsewhere(report: &Report, at: usize, related: &Related) -> WithRegion {
    WithRegion {
        id: Some(at + 1),
        message: Some(Message { text: plain::line(&related.message) }),
        physical_location: physical(report, related.source, related.span),
    }
}

fn physical(report: &Report, id: SourceId, span: Span) -> Physical {
    let region = Region::shown(report.sources.get(id), span);
    Physical { artifact_location: artifact(report, id), region: text_region(region) }
}

fn artifact(report: &Report, id: SourceId) -> ArtifactLocation {
    let path = (report.in_repository)(id);
    let encoded = utf8_percent_encode(&path, ENCODED);
    if path.starts_with('/') {
        return ArtifactLocation { uri: format!("file://{encoded}"), uri_base_id: None };
    }
    ArtifactLocation { uri: encoded.to_string(), uri_base_id: Some(ROOT) }
}

fn text_region(region: Region) -> SarifRegion {
    SarifRegion::Text {
        start_line: region.start.line,
        start_column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
    }
}

/// The changes by document, in the order of their places.
fn sarif_fix(report: &Report, fix: &Fix) -> SarifFix {
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.source, edit.span));
    let changes = edits.chunk_by(|a, b| a.source == b.source).map(|edits| ArtifactChange {
        artifact_location: artifact(report, edits[0].source),
        replacements: edits.iter().map(|edit| replacement(report.sources.get(edit.source), edit)).collect(),
    });
    SarifFix { description: Message { text: plain::line(&fix.title) }, artifact_changes: changes.collect() }
}

fn replacement(source: &Source, edit: &Edit) -> Replacement {
    let deleted_region = if region::holds_bom(source, edit.span) {
        SarifRegion::Bytes { byte_offset: edit.span.start, byte_length: edit.span.len() }
    } else {
        text_region(Region::exact(source, edit.span))
    };
    let inserted_content = (!edit.text.is_empty()).then(|| Content { text: edit.text.clone() });
    Replacement { deleted_region, inserted_content }
}
