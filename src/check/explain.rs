//! What `explain` prints: a rule in words, and the list of all.

use std::fmt::Write as _;

use super::{Check, RULES, Rule};
use crate::base::diagnostic::Level;

/// A rule in Markdown: what it reports, why, a bad and a good example, and how to set it.
pub fn explain(rule: &Rule) -> String {
    let words = &rule.explanation;
    let fails = match rule.level {
        Level::Error => "error: fails always",
        Level::Warning => "warning: fails with `--strict`",
        Level::Hint => "hint: never fails",
    };
    let mut text = format!("# {}\n\n**Level:** {fails}\n\n{}\n\n## Why\n\n{}\n", rule.code, words.what, words.why);
    example(&mut text, "Reported", words.bad);
    example(&mut text, "Sound", words.good);
    if publishes_nothing(rule) {
        return text;
    }
    text.push_str("\n## Settings\n\n");
    if !words.configure.is_empty() {
        let _ = writeln!(text, "{}\n", words.configure);
    }
    let _ = writeln!(text, "Another level for the handbook, in handbook.yaml (error, warning, hint or allow):\n");
    let _ = writeln!(text, "```yaml\nrules:\n  {}: {}\n```", rule.code, other_level(rule.level));
    if can_be_allowed(rule) {
        let (what, allow) = match is_about_document(rule) {
            true => ("one document, by a comment anywhere in it", "allow-file"),
            false => ("one place, by a comment before it", "allow"),
        };
        let _ = writeln!(text, "\nFor {what}, with a reason:\n");
        let _ = writeln!(text, "```markdown\n<!-- sprintbook: {allow} {}: the reason -->\n```", rule.code);
    }
    text
}

/// Mistakes in settings and templates stop a run, so there is nothing to set.
fn publishes_nothing(rule: &Rule) -> bool {
    rule.code.starts_with("config/") || rule.code.starts_with("template/")
}

/// Whether a comment in a document can silence it.
fn can_be_allowed(rule: &Rule) -> bool {
    !matches!(rule.check, Check::Earlier) || rule.code.starts_with("doc/")
}

/// Whether its findings are about a document or its front matter, before which no comment can stand.
fn is_about_document(rule: &Rule) -> bool {
    rule.code.starts_with("doc/") && !matches!(rule.code, "doc/duplicate-id" | "doc/encoding")
}

fn other_level(level: Level) -> &'static str {
    match level {
        Level::Error => "warning",
        Level::Warning => "error",
        Level::Hint => "allow",
    }
}

fn example(text: &mut String, title: &str, example: &str) {
    let _ = write!(text, "\n## {title}\n\n````text\n{example}\n````\n");
}

/// All rules as a Markdown table: code, level, and the first sentence of what is reported.
pub fn list() -> String {
    let width = RULES.iter().map(|rule| rule.code.len() + 2).max().unwrap_or_default();
    let mut text = format!("| {:width$} | Level   | What is reported |\n", "Code");
    let _ = writeln!(text, "| {} | ------- | ---------------- |", "-".repeat(width));
    for rule in RULES {
        let code = format!("`{}`", rule.code);
        let _ = writeln!(
            text,
            "| {code:width$} | {:7} | {} |",
            rule.level.word(),
            cell(first_sentence(rule.explanation.what))
        );
    }
    text
}

/// Up to the first full stop that ends a sentence.
pub(super) fn first_sentence(text: &str) -> &str {
    &text[..text.find(". ").map_or(text.len(), |at| at + 1)]
}

/// As the text of a table's cell, which `|` would end.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
