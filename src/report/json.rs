//! Findings for programs: `sprintbook-diagnostics/1`, one JSON value.

use std::io;

use serde::Serialize;

use super::{Counts, Report};
use crate::base::diagnostic::{Diagnostic, Fix};
use crate::base::source::{SourceId, Sources};

/// Writes the findings as one JSON value and a line end, valid with no findings too. Paths are those of the sources:
/// a document's below the content root, any other's below the handbook's root. Lines and columns count from 1,
/// columns in characters, ends are exclusive; `start` and `end` of edits are bytes from 0. Fails when `out` does.
pub fn json(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let Counts { errors, warnings, hints } = Counts::of(report.diagnostics);
    let whole = Whole {
        schema: "sprintbook-diagnostics/1",
        diagnostics: report.diagnostics.iter().map(|diagnostic| Finding::of(report.sources, diagnostic)).collect(),
        summary: Summary { errors, warnings, hints, documents: report.documents.len() },
    };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    diagnostics: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    hints: usize,
    documents: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    help: Option<&'a str>,
    fix: Option<Change<'a>>,
    related: Vec<Elsewhere<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    title: &'a str,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct Elsewhere<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    message: &'a str,
}

impl<'a> Finding<'a> {
    fn of(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Self {
        let source = sources.get(diagnostic.source);
        let (start, end) = (source.position(diagnostic.span.start), source.position(diagnostic.span.end));
        let related = diagnostic.related.iter().map(|related| {
            let at = sources.get(related.source).position(related.span.start);
            let path = path(sources, related.source);
            Elsewhere { path, line: at.line, column: at.column, message: &related.message }
        });
        Self {
            code: diagnostic.code,
            severity: diagnostic.level.word(),
            message: &diagnostic.message,
            path: path(sources, diagnostic.source),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            help: diagnostic.help.as_deref(),
            fix: diagnostic.fix.as_ref().map(|fix| Change::of(sources, fix)),
            related: related.collect(),
        }
    }
}

impl<'a> Change<'a> {
    fn of(sources: &'a Sources, fix: &'a Fix) -> Self {
        let edits = fix.edits.iter().map(|edit| {
            let (start, end) = (edit.span.start, edit.span.end);
            Replacement { path: path(sources, edit.source), start, end, text: &edit.text }
        });
        Self { title: &fix.title, edits: edits.collect() }
    }
}

fn path(sources: &Sources, id: SourceId) -> &str {
    &sources.get(id).path
}
