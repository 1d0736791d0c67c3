//! A comment for a pull request or merge request: the verdict, the numbers, the findings by document.
//!
//! GitHub takes 65,536 characters of a comment and refuses longer ones, so a report is cut before that; what is left
//! out is counted. The gravest findings are chosen first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use super::{Counts, Report, counted, markup};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::SourceId;

/// No report has more bytes.
pub(super) const LARGEST: usize = 60_000;
/// Kept free for the sentence that counts what is left out.
const FOR_THE_REST: usize = 300;
/// With more findings, those of each document are folded.
const MOST_UNFOLDED: usize = 10;

/// Writes the report; a clean one is one line. Fails when `out` does.
pub fn markdown(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let documents = counted(report.documents.len(), "document");
    if report.diagnostics.is_empty() {
        return writeln!(out, "**The handbook check passes:** {documents}, no findings.");
    }
    out.write_all(with_findings(report, &documents).as_bytes())
}

fn with_findings(report: &Report, documents: &str) -> String {
    let counts = Counts::of(report.diagnostics);
    let fails = report.diagnostics.iter().any(|diagnostic| report.fails(diagnostic));
    let verdict = if fails { "fails" } else { "passes" };
    let mut text = format!("## The handbook check {verdict}: {}\n\n", counts.words());
    text.push_str("| Level | Findings |\n| --- | ---: |\n");
    for (count, level) in counts.present() {
        let _ = writeln!(text, "| {} | {count} |", level.word());
    }
    let sections = sections(report);
    let (among, files) = (counted(sections.len(), "file"), documents);
    let _ = writeln!(text, "\nFound in {among}; {files} checked.");

    let chosen = choose(report, &sections, LARGEST.saturating_sub(text.len() + FOR_THE_REST));
    for section in sections.values() {
        let shown: Vec<&String> =
            section.lines.iter().filter(|(at, _)| chosen.contains(at)).map(|(_, line)| line).collect();
        if !shown.is_empty() {
            text.push_str(&section.head);
            shown.into_iter().for_each(|line| text.push_str(line));
            text.push_str(section.foot);
        }
    }
    text.push_str(&left_out(report, &chosen));
    text
}

/// The findings of one text, as they are shown.
struct Section {
    head: String,
    /// With the number of the finding.
    lines: Vec<(usize, String)>,
    foot: &'static str,
}

/// In the order in which the findings come.
fn sections(report: &Report) -> BTreeMap<usize, Section> {
    let mut of: BTreeMap<SourceId, usize> = BTreeMap::new();
    let mut grouped: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, diagnostic) in report.diagnostics.iter().enumerate() {
        grouped.entry(*of.entry(diagnostic.source).or_insert(at)).or_default().push(at);
    }
    let is_folded = report.diagnostics.len() > MOST_UNFOLDED;
    grouped.into_iter().map(|(first, own)| (first, section(report, &own, is_folded))).collect()
}

fn section(report: &Report, own: &[usize], is_folded: bool) -> Section {
    let path = (report.in_repository)(report.diagnostics[own[0]].source);
    let counts = Counts::of(own.iter().map(|&at| &report.diagnostics[at])).words();
    let (head, foot) = if is_folded {
        let summary = format!("<code>{}</code>: {counts}", markup::html(&path));
        (format!("\n<details>\n<summary>{summary}</summary>\n\n"), "\n</details>\n")
    } else {
        (format!("\n### {}\n\n", markup::code(&path)), "")
    };
    let lines = own.iter().map(|&at| (at, line(report, &path, &report.diagnostics[at])));
    Section { head, lines: lines.collect(), foot }
}

fn line(report: &Report, path: &str, diagnostic: &Diagnostic) -> String {
    let at = report.sources.get(diagnostic.source).position(diagnostic.span.start);
    let place = markup::code(&format!("{path}:{}:{}", at.line, at.column));
    let mut text = markup::inline(&diagnostic.message);
    if let Some(help) = &diagnostic.help {
        text = format!("{text} {}", markup::inline(help));
    }
    format!("- **{}** {place}: {text} (`{}`)\n", diagnostic.level.word(), diagnostic.code)
}

/// The numbers of the findings that have room in so many bytes: of the gravest level first, then in their order.
fn choose(report: &Report, sections: &BTreeMap<usize, Section>, mut room: usize) -> BTreeSet<usize> {
    let mut lines: Vec<(usize, usize, &Section, usize)> = Vec::new();
    for (&number, section) in sections {
        lines.extend(section.lines.iter().map(|(at, line)| (*at, number, section, line.len())));
    }
    lines.sort_by_key(|&(at, ..)| (std::cmp::Reverse(report.diagnostics[at].level), at));
    let mut opened = BTreeSet::new();
    let mut chosen = BTreeSet::new();
    for (at, number, section, size) in lines {
        let frame = if opened.contains(&number) { 0 } else { section.head.len() + section.foot.len() };
        let Some(left) = room.checked_sub(size + frame) else { break };
        room = left;
        opened.insert(number);
        chosen.insert(at);
    }
    chosen
}

fn left_out(report: &Report, chosen: &BTreeSet<usize>) -> String {
    let count = report.diagnostics.len() - chosen.len();
    if count == 0 {
        return String::new();
    }
    let rest = report.diagnostics.iter().enumerate().filter(|(at, _)| !chosen.contains(at));
    let words = Counts::of(rest.map(|(_, diagnostic)| diagnostic)).words();
    let are = if count == 1 { "finding is" } else { "findings are" };
    format!("\n**{count} more {are} left out here** ({words}), because a comment has a largest size.\n")
}
