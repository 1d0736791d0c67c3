//! JUnit's XML, which most CI services show as a list of tests.
//!
//! A document is a suite, so that a sound one is seen to pass. A finding that fails the run is a failed test; one that
//! does not is a skipped test with its sentence, which services show without turning red. A document in which nothing
//! fails has one passed test besides. There are no times in it: the same findings give the same bytes.

use std::collections::{BTreeMap, HashMap};
use std::io;

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::{Report, plain};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::SourceId;

/// Writes the report as one XML document. Fails when `out` does.
pub fn junit(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut found: BTreeMap<SourceId, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in report.diagnostics {
        found.entry(diagnostic.source).or_default().push(diagnostic);
    }
    let mut whole = quick_junit::Report::new("sprintbook");
    for &document in report.documents {
        let own = found.remove(&document).unwrap_or_default();
        whole.add_test_suite(suite(report, document, &own));
    }
    // Settings and templates, where something is wrong with them.
    for (source, own) in found {
        whole.add_test_suite(suite(report, source, &own));
    }
    // By way of a text, so that a reader who left early is seen as one.
    let text = whole.to_string().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

fn suite(report: &Report, source: SourceId, found: &[&Diagnostic]) -> TestSuite {
    let path = clean(&plain::line_kept(&(report.in_repository)(source)));
    let mut suite = TestSuite::new(&path);
    if !found.iter().any(|diagnostic| report.fails(diagnostic)) {
        suite.add_test_case(case("nothing that fails", &path, TestCaseStatus::success()));
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for diagnostic in found {
        let message = clean(&plain::line(&diagnostic.message));
        // Services take two tests of one name for one test, and know a test again by its name: so no line is in it.
        let mut name = format!("{}: {message}", diagnostic.code);
        let before = seen.entry(name.clone()).or_default();
        *before += 1;
        if *before > 1 {
            name = format!("{name} ({before})");
        }
        suite.add_test_case(finding(report, diagnostic, &name, &message, &path));
    }
    suite
}

fn finding(report: &Report, diagnostic: &Diagnostic, name: &str, message: &str, path: &str) -> TestCase {
    let at = report.sources.get(diagnostic.source).position(diagnostic.span.start);
    let told = clean(&plain::with_help(diagnostic));
    let told = format!("{path}:{}:{}: {}[{}]: {told}", at.line, at.column, diagnostic.level.word(), diagnostic.code);
    let mut status = if report.fails(diagnostic) {
        TestCaseStatus::non_success(NonSuccessKind::Failure)
    } else {
        TestCaseStatus::skipped()
    };
    status.set_message(message).set_type(diagnostic.code).set_description(told);
    let mut case = case(name, path, status);
    case.extra.insert("line".into(), at.line.to_string().into());
    case
}

fn case(name: &str, path: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(path);
    // GitLab and CircleCI link to it.
    case.extra.insert("file".into(), path.into());
    case
}

/// Without the characters that XML cannot hold and that are no control characters (<https://www.w3.org/TR/xml/#charsets>).
fn clean(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
