//! What a rule says of itself: its bad example is reported under its code, its good one is not.

use sprintbook::base::diagnostic::Diagnostic;
use sprintbook::check::{self, Explanation};

use crate::examples::{Files, findings};
use crate::none;

/// Examples that are told in words, because they need bytes or other files; a template, which fails only where pages
/// are made; and an address of the web, which is asked only by `check --external` (tests/cli runs both).
const IN_WORDS: &[&str] = &["doc/encoding", "doc/orphan", "doc/two-section-pages", "link/external", "template/invalid"];

/// Where the example of a rule stands.
fn place(code: &str) -> &'static str {
    match code {
        "config/invalid" => "handbook.yaml",
        "doc/duplicate-url" => "content/plan.md",
        _ => "content/sprint-18/day/example.md",
    }
}

/// The files that are there besides, as the example says or as it silently supposes.
fn beside(code: &str) -> Files {
    let title = |path: &str, title: &str| (path.to_owned(), format!("# {title}\n"));
    let mut files = vec![title("content/index.md", "Home")];
    match code {
        "link/ambiguous-wikilink" => {
            files.push(title("content/sprint-17/retrospective.md", "Retrospective"));
            files.push(title("content/sprint-18/retrospective.md", "Retrospective"));
        }
        "link/missing-wikilink" => files.push(title("content/coordination-guide.md", "Coordination guide")),
        "link/missing-path" => files.push(title("content/docs/runbook.md", "Runbook")),
        "link/to-draft" => {
            let draft = "---\ndraft: true\n---\n\n# Next year\n".to_owned();
            files.push(("content/sprint-18/day/next-year.md".to_owned(), draft));
        }
        "date/disagrees" => {
            let plan = "---\nsprint: Sprint 4\n---\n\n# Plan\n\n## Day 14: Sprint Review\n".to_owned();
            files.push(("content/plan.md".to_owned(), plan));
        }
        "doc/duplicate-url" => files.push(title("content/kickoff.md", "Kickoff")),
        "doc/notice" => {
            files.push(("handbook.yaml".to_owned(), "required_notice: Internal use only.\n".to_owned()));
        }
        _ => {}
    }
    for name in ["kickoff.md", "budget.md", "guide.md", "runbook.md", "notes/monday.md", "files/march.pdf"] {
        files.push(title(&format!("content/sprint-18/day/{name}"), "A page"));
    }
    files
}

fn of(code: &str, example: &str) -> Vec<Diagnostic> {
    let mut files = beside(code);
    files.retain(|(path, _)| path != place(code));
    files.push((place(code).to_owned(), format!("{example}\n")));
    findings(&files, place(code))
}

#[test]
fn the_examples_of_every_rule_are_what_they_say() {
    let mut wrong = Vec::new();
    for rule in check::RULES.iter().filter(|rule| !IN_WORDS.contains(&rule.code)) {
        let Explanation { bad, good, .. } = rule.explanation;
        let codes = |example| of(rule.code, example).iter().map(|finding| finding.code).collect::<Vec<_>>();
        let (of_bad, of_good) = (codes(bad), codes(good));
        if !of_bad.contains(&rule.code) {
            wrong.push(format!("{}: the bad example gives {of_bad:?}:\n{bad}", rule.code));
        }
        if of_good.contains(&rule.code) {
            wrong.push(format!("{}: the good example gives {of_good:?}:\n{good}", rule.code));
        }
    }
    none("explanations of rules", &wrong);
}
