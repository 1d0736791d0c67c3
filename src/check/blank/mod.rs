//! `text/blank`

mod form;
mod line;

use rayon::prelude::*;

use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Span;
use crate::base::yaml::Spanned;
use crate::link::Handbook;
use crate::parse::document::{BlockKind, Document};

use form::Forms;
use line::Blank;

pub(super) const RULE: Rule = Rule {
    code: "text/blank",
    level: Level::Warning,
    explanation: Explanation {
        what: "A blank was never filled in: a row of three or more underscores, TBD, TBA, TBC, or a value such as \
               \"To be finalized\". One line is told once. What is meant to stay blank is not reported: code, and \
               documents and sections that are called a template, form, questionnaire or sign-off, lists that are \
               introduced as such, lines to sign, and lines with placeholders such as `[Name]`.",
        why: "Somebody is waiting for the answer, and the reader cannot tell whether it was forgotten.",
        bad: "**Backup of the CTO:** ________",
        good: "**Backup of the CTO:** Head of Platform",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    (0..handbook.documents.len()).into_par_iter().flat_map_iter(|document| in_document(handbook, document)).collect()
}

fn in_document(handbook: &Handbook<'_>, at: usize) -> Vec<Diagnostic> {
    let document = &handbook.documents[at];
    let text = handbook.source(at).text.as_str();
    let mut found = in_front_matter(document);
    if found.is_empty() && !line::may_have_blank(text) || form::is_form(document) {
        return Vec::new();
    }
    let mut forms = None;
    for (index, block) in document.blocks.iter().enumerate() {
        let written = block.span.of(text);
        if matches!(block.kind, BlockKind::Code | BlockKind::Html) || !line::may_have_blank(written) {
            continue;
        }
        let forms = forms.get_or_insert_with(|| Forms::new(document, text));
        if forms.covers(index) {
            continue;
        }
        let base = block.span.start as usize;
        let row = handbook.source(at).line_span(handbook.source(at).line(block.span.start));
        for blank in line::find(written) {
            let blank = Blank { span: blank.span.shifted(base), ..blank };
            if block.kind == BlockKind::Cell && line::explains(row.of(text)) {
                continue;
            }
            let label = if block.kind == BlockKind::Cell { row_label(text, row, block.span) } else { blank.label };
            found.push(finding(document, blank.span, blank.span.of(text), label));
        }
    }
    found.sort_by_key(|diagnostic| diagnostic.span);
    found.dedup_by_key(|diagnostic| handbook.source(at).line(diagnostic.span.start));
    found
}

/// The first cell of a row, which says what the row is about, unless the blank stands in it.
fn row_label(text: &str, row: Span, cell: Span) -> &str {
    let first = row.of(text).trim().trim_start_matches('|').split('|').next().unwrap_or_default();
    let end = first.as_ptr() as usize - text.as_ptr() as usize + first.len();
    if end <= cell.start as usize { first } else { "" }
}

fn in_front_matter(document: &Document) -> Vec<Diagnostic> {
    let given = &document.front_matter;
    let texts = given.title.iter().chain(&given.description).chain(&given.owner).chain(&given.people);
    let texts = texts.chain(&given.squad).chain(&given.stream).chain(&given.status);
    let own = |text: &&Spanned<String>| text.source == document.source && line::is_blank(&text.value);
    texts.filter(own).map(|text| finding(document, text.span, &text.value, "")).collect()
}

fn finding(document: &Document, span: Span, written: &str, label: &str) -> Diagnostic {
    let label = label.trim_matches(|c: char| c.is_whitespace() || "*_|:`#>".contains(c));
    let named = !label.is_empty() && label.chars().count() <= 60 && label.chars().any(char::is_alphabetic);
    let written = if written.contains('_') { "a blank".to_owned() } else { format!("“{}”", links::cut(written)) };
    let message = match named {
        true => format!("“{label}” is still open: its value is {written}."),
        false if written == "a blank" => "This blank was never filled in.".to_owned(),
        false => format!("This is still open: it says {written}."),
    };
    Diagnostic::new(RULE.code, RULE.level, document.source, span, message).help(
        "Fill it in. What others are to fill in belongs into a code block, or under a heading such as “Template”.",
    )
}
