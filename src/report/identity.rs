//! Names of findings that stay when lines move, so that a service knows a finding again.

use std::collections::HashMap;

use super::Report;
use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;

/// A name for each finding of a report, in its order, 32 hexadecimal digits: of the rule, the path, the text that it
/// is about, and of how many with the same three stand before it. No two are the same.
pub(super) fn identities(report: &Report) -> Vec<String> {
    let mut seen: HashMap<Fingerprint, usize> = HashMap::new();
    report
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let about = about(report, diagnostic);
            let ordinal = seen.entry(Fingerprint::of(about.as_bytes())).or_default();
            *ordinal += 1;
            Fingerprint::of(format!("{about}\0{ordinal}").as_bytes()).to_string()
        })
        .collect()
}

/// What makes two findings the same.
fn about(report: &Report, diagnostic: &Diagnostic) -> String {
    let text = report.sources.get(diagnostic.source).text.get(diagnostic.span.range()).unwrap_or_default();
    format!("{}\0{}\0{text}", diagnostic.code, (report.in_repository)(diagnostic.source))
}
