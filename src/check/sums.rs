//! What the rules about sums share: amounts in words, and the lines of a list.

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Span;
use crate::link::Handbook;
use crate::understand::claim::{Measure, Sum};

/// Findings about the totals of some measures that their lists contradict.
pub(super) fn findings(
    handbook: &Handbook<'_>,
    code: &'static str,
    measures: &[Measure],
    message: impl Fn(&Sum, &str) -> String,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (document, claims) in handbook.claims.iter().enumerate() {
        let wrong = claims.sums.iter().filter(|sum| measures.contains(&sum.measure) && !sum.agrees());
        for sum in wrong {
            // A total that two lists contradict is told once.
            if found.last().is_some_and(|last: &Diagnostic| {
                last.source == handbook.documents[document].source && last.span == sum.span
            }) {
                continue;
            }
            let place = lines(handbook, document, &sum.parts);
            let source = handbook.documents[document].source;
            let diagnostic = Diagnostic::new(code, Level::Warning, source, sum.span, message(sum, &place));
            found.push(match sum.parts.first() {
                Some(first) => diagnostic.related(source, *first, "What it is held against begins here."),
                None => diagnostic,
            });
        }
    }
    found
}

/// `line 12`, `lines 12–18`
pub(super) fn lines(handbook: &Handbook<'_>, document: usize, parts: &[Span]) -> String {
    let source = handbook.source(document);
    let first = parts.iter().map(|part| source.line(part.start)).min().unwrap_or(1);
    let last = parts.iter().map(|part| source.line(part.start)).max().unwrap_or(1);
    if first == last { format!("line {first}") } else { format!("lines {first}–{last}") }
}

/// A length as people say it: `2 hours`, `1.5 hours`, `100 minutes`.
pub(super) fn time(minutes: i64) -> String {
    match minutes {
        1 => "1 minute".to_owned(),
        60 => "1 hour".to_owned(),
        _ if minutes >= 60 && minutes % 15 == 0 => format!("{} hours", decimal(minutes * 100 / 60)),
        _ => format!("{minutes} minutes"),
    }
}

/// Minutes, and nothing greater.
pub(super) fn minutes(minutes: i64) -> String {
    if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") }
}

/// Hundredths without needless zeros.
pub(super) fn decimal(hundredths: i64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

/// `1 point`, `2.5 points`
pub(super) fn points(hundredths: i64) -> String {
    if hundredths == 100 { "1 point".to_owned() } else { format!("{} points", decimal(hundredths)) }
}
