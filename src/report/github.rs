//! Annotations: GitHub Actions shows them on the lines that they are about.
//!
//! The format is `::error file=…,line=…::message`, one a line
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>). What has a meaning in it is
//! escaped as the runner undoes it (`ActionCommand` in actions/runner, `command.ts` in actions/toolkit).

use std::io;

use super::region::Region;
use super::{Report, plain};
use crate::base::diagnostic::Level;

/// So many annotations of each level does GitHub show of one step; the rest are in its log alone.
pub const MOST_SHOWN: usize = 10;

/// Writes one annotation for each finding; hints become notices. Columns are left out where a place has several lines,
/// because GitHub refuses them there. Fails when `out` does.
pub fn github(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in report.diagnostics {
        let source = report.sources.get(diagnostic.source);
        let Region { start, end } = Region::shown(source, diagnostic.span);
        let command = match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "notice",
        };
        let file = property(&plain::line_kept(&(report.in_repository)(diagnostic.source)));
        write!(out, "::{command} file={file},line={}", start.line)?;
        if start.line == end.line {
            write!(out, ",col={},endLine={},endColumn={}", start.column, end.line, end.column)?;
        } else {
            write!(out, ",endLine={}", end.line)?;
        }
        let mut message = plain::lines(&diagnostic.message);
        if let Some(help) = &diagnostic.help {
            message = message + "\n" + &plain::lines(help);
        }
        writeln!(out, ",title={}::{}", property(diagnostic.code), data(&message))?;
    }
    Ok(())
}

/// A message, escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, escaped.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
