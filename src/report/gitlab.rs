//! GitLab's Code Quality report (<https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>), which
//! a merge request shows beside its changes.

use std::io;

use serde::Serialize;

use super::region::Region;
use super::{Report, identity, plain};
use crate::base::diagnostic::{Diagnostic, Level};

/// Writes the findings as one JSON list and a line end; an empty list says that what was found before is mended.
/// Fails when `out` does.
pub fn gitlab(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let names = identity::identities(report);
    let findings: Vec<Finding> =
        report.diagnostics.iter().zip(names).map(|(diagnostic, name)| Finding::of(report, diagnostic, name)).collect();
    serde_json::to_writer_pretty(&mut *out, &findings)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Finding {
    description: String,
    check_name: &'static str,
    /// The same for the same finding in the next run, and no other's.
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl Finding {
    fn of(report: &Report, diagnostic: &Diagnostic, fingerprint: String) -> Self {
        let region = Region::shown(report.sources.get(diagnostic.source), diagnostic.span);
        let severity = match diagnostic.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Hint => "info",
        };
        Self {
            description: plain::with_help(diagnostic),
            check_name: diagnostic.code,
            fingerprint,
            severity,
            location: Location {
                path: (report.in_repository)(diagnostic.source),
                lines: Lines { begin: region.start.line, end: region.end.line },
            },
        }
    }
}
