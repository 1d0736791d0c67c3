//! One line for each finding, as compilers and linters write them: editors and `grep` read it.

use std::io;

use super::{Report, plain};

/// Writes `path:line:column: level[code]: message` for each finding. Fails when `out` does.
pub fn short(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in report.diagnostics {
        let at = report.sources.get(diagnostic.source).position(diagnostic.span.start);
        let path = plain::line(&(report.shown)(diagnostic.source));
        let (level, code) = (diagnostic.level.word(), diagnostic.code);
        let message = plain::line(&diagnostic.message);
        writeln!(out, "{path}:{}:{}: {level}[{code}]: {message}", at.line, at.column)?;
    }
    Ok(())
}
