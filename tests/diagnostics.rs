//! Small handbooks, each with the findings that it must give and near misses that must stay silent.
//!
//! A case is one file `tests/diagnostics/<group>-<name>/<case>.md`, cut into files by lines `=== path`. A first line
//! `=== run DATE` sets the day of the run, `--drafts` behind it publishes drafts. The last part, `=== expect`, lists
//! what is found: `path:line:column level code message`, below it, indented, help, fix and related places.
//! In all parts but the last `\x` with two hexadecimal digits stands for that byte. With `BLESS=1` in the environment
//! the last part is written anew; what it says then must be read by a person.

#![expect(clippy::disallowed_methods, reason = "the cases are files")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sprintbook::base::diagnostic::Diagnostic;
use sprintbook::load::inputs::{Inputs, Request};
use sprintbook::{check, load, pipeline};

/// A handbook on a disk, found and checked as a run does it.
fn findings(root: &Path, today: &str, drafts: bool) -> (Inputs, Vec<Diagnostic>) {
    let today = today.parse().expect("a date");
    let request = Request { root: Some(root.to_owned()), here: root.to_owned(), today, drafts, ..Request::default() };
    let inputs = load::load(&request, &check::codes()).expect("the folder can be read");
    let mut earlier = inputs.config_diagnostics.clone();
    let read = pipeline::read(&inputs);
    let (handbook, found) = pipeline::link(&inputs, read, |paths| load::probe::probe(&inputs, paths));
    drop(handbook);
    earlier.extend(found);
    let found = check::settle(earlier, &inputs.config, &check::Overrides::default());
    (inputs, found)
}

/// The findings as they stand in a case.
fn shown(inputs: &Inputs, found: &[Diagnostic]) -> String {
    let place = |source, span: sprintbook::base::span::Span| {
        let at = inputs.sources.get(source).position(span.start);
        format!("{}:{}:{}", inputs.sources.shown_path(source), at.line, at.column)
    };
    let mut text = String::new();
    for finding in found {
        let written = finding.span.of(&inputs.sources.get(finding.source).text).replace(['\n', '\r'], "⏎");
        let at = place(finding.source, finding.span);
        let _ = writeln!(text, "{at} {} {} {}", finding.level.word(), finding.code, finding.message);
        let _ = writeln!(text, "  at: {written}");
        if let Some(help) = &finding.help {
            let _ = writeln!(text, "  help: {help}");
        }
        if let Some(fix) = &finding.fix {
            let _ = writeln!(text, "  fix: {}", fix.title);
            for edit in &fix.edits {
                let old = edit.span.of(&inputs.sources.get(edit.source).text).replace('\n', "⏎");
                let _ = writeln!(text, "    {}: {old:?} -> {:?}", place(edit.source, edit.span), edit.text);
            }
        }
        for related in &finding.related {
            let _ = writeln!(text, "  see: {} {}", place(related.source, related.span), related.message);
        }
    }
    text
}

/// Bytes with `\xE9` read as that byte.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend(before.as_bytes());
        match after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.extend(b"\\x");
                rest = after;
            }
        }
    }
    bytes.extend(rest.as_bytes());
    bytes
}

fn write(root: &Path, path: &str, content: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
    fs::write(path, content).expect("a file");
}

struct Case<'t> {
    /// Everything before what is expected.
    head: &'t str,
    expected: &'t str,
    /// Paths and contents.
    files: Vec<(&'t str, &'t str)>,
    today: &'t str,
    drafts: bool,
}

fn case(text: &str) -> Case<'_> {
    let (head, expected) = text.split_once("=== expect\n").unwrap_or((text, ""));
    let mut files = Vec::new();
    let (mut today, mut drafts) = ("2026-01-07", false);
    for part in format!("\n{head}").split("\n=== ").skip(1) {
        // The slices of the case itself live long enough.
        let at = head.find(part).expect("a part of it");
        let part = &head[at..at + part.len()];
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        match name.strip_prefix("run ") {
            Some(how) => {
                today = how.split(' ').next().expect("one word");
                drafts = how.contains("--drafts");
            }
            None => files.push((name.trim(), content)),
        }
    }
    Case { head, expected, files, today, drafts }
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut found = Vec::new();
    for rule in fs::read_dir(folder).expect("the folder of cases").flatten() {
        found.extend(fs::read_dir(rule.path()).into_iter().flatten().flatten().map(|case| case.path()));
    }
    found.sort();
    found
}

#[test]
fn every_case_gives_its_findings_and_no_others() {
    let bless = env::var("BLESS").is_ok();
    let mut wrong = Vec::new();
    for path in cases() {
        let text = fs::read_to_string(&path).expect("a case");
        let case = case(&text);
        let root = tempfile::tempdir().expect("a temporary folder");
        for (name, content) in &case.files {
            write(root.path(), name, &bytes(content));
        }
        let (inputs, found) = findings(root.path(), case.today, case.drafts);
        let got = shown(&inputs, &found);
        if bless && got != case.expected {
            let head = case.head.trim_end_matches('\n');
            fs::write(&path, format!("{head}\n=== expect\n{got}")).expect("the case can be written");
        } else if got != case.expected {
            wrong.push(format!("{}\n--- expected\n{}--- found\n{got}", path.display(), case.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_two_cases_that_report_it_and_is_explained() {
    let texts: Vec<String> = cases().iter().map(|path| fs::read_to_string(path).expect("a case")).collect();
    let mut wrong = Vec::new();
    for rule in check::RULES {
        let reporting = texts.iter().filter(|text| case(text).expected.contains(&format!(" {} ", rule.code))).count();
        // Templates are rendered and the web is asked by later phases, which have their own tests.
        if reporting < 2 && !["template/invalid", "link/external"].contains(&rule.code) {
            wrong.push(format!("{}: {reporting} cases", rule.code));
        }
        let words = &rule.explanation;
        if [words.what, words.why, words.bad, words.good].iter().any(|text| text.trim().is_empty()) {
            wrong.push(format!("{}: its explanation is not complete", rule.code));
        }
        let explained = check::explain(rule);
        assert!(explained.starts_with(&format!("# {}\n", rule.code)) && explained.contains(words.bad));
        assert!(check::list().contains(&format!("`{}`", rule.code)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn links_of_every_sort_are_told_apart() {
    let broken = [
        ("link/missing-file", "[x](gone.md)"),
        ("link/missing-anchor", "[x](aims.md#purpose)"),
        ("link/missing-anchor", "[x](#purpose)"),
        ("link/wrong-case", "[x](Aims.md)"),
        ("link/missing-anchor", "[x](aims.md#Purposes)"),
        ("link/missing-file", "[x](plans/aims.md)"),
        ("link/undefined-reference", "[x][unwritten]"),
        ("link/missing-file", "![x](pictures/gone.png)"),
        ("link/missing-file", "<a href=\"gone.html\">x</a>"),
        ("link/missing-file", "<img src=\"pictures/gone.png\" alt=\"x\">"),
        ("link/missing-anchor", "[x](aims.md#step-2)"),
        ("link/missing-file", "[x](two%20lost%20words.md)"),
        ("link/outside-root", "[x](../../../../../../../../../../../../outside/of/it)"),
        ("link/missing-file", "[x](/nowhere/)"),
        ("link/missing-wikilink", "[[unwritten page]]"),
        ("link/empty", "[x]()"),
        ("link/missing-file", "[x](files/gone.pdf)"),
        ("link/missing-file", "[x](gone)"),
        ("link/to-draft", "[x](unready.md)"),
        ("link/undefined-reference", "as noted[^unwritten]"),
        ("link/missing-file", "| a | b |\n|---|---|\n| [x](gone.md) | c |"),
    ];
    let sound = [
        "[x](aims.md#step-1)",
        "[x](two%20words.md)",
        "[x](../plans/)",
        "[x](aims.md#größe)",
        "`[x](gone.md)` is text",
        "<!-- [x](gone.md) -->",
    ];
    let found = |line: &str| {
        let root = tempfile::tempdir().expect("a temporary folder");
        let files = [
            ("handbook.yaml", "title: Plans\n".to_owned()),
            ("content/index.md", "# Home\n\n[Plans](plans/index.md)\n".to_owned()),
            (
                "content/plans/index.md",
                "# Plans\n\n[Page](page.md), [aims](aims.md), [two](<two words.md>)\n".to_owned(),
            ),
            ("content/plans/page.md", format!("# Page\n\nFirst.\n\n{line}\n\nLast.\n")),
            ("content/plans/aims.md", "# Aims\n\n## Step\n\n1\n\n## Step\n\n2\n\n## Größe\n\n3\n".to_owned()),
            ("content/plans/two words.md", "# Two words\n".to_owned()),
            ("content/plans/unready.md", "---\ndraft: true\n---\n\n# Unready\n".to_owned()),
        ];
        for (path, text) in &files {
            write(root.path(), path, text.as_bytes());
        }
        let (_, found) = findings(root.path(), "2026-01-07", false);
        found.iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    for (code, line) in broken {
        assert_eq!(found(line), [code], "{line}");
    }
    for line in sound {
        assert!(found(line).is_empty(), "{line}: {:?}", found(line));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(300))]

    #[test]
    fn any_text_is_survived_and_every_place_lies_in_it(
        pieces in "(Ã|â|€|™|ðŸ|”|…|\u{fffd}|_|___|\\\\_|TBD|To be decided|`|<!-- |-->|\\[|\\]|\\(|\\)|:|\\||\n|\n\n|\r|# |- |> |a|é| |#|b\\.md|sprintbook: allow link: x|\\[\\^x\\]|<a id=\"x\">|---\n){0,40}"
    ) {
        let root = tempfile::tempdir().expect("a temporary folder");
        write(root.path(), "handbook.yaml", b"required_notice: \"To be read, TBD\"\nnav: [a.md, b.md]\n");
        write(root.path(), "content/a.md", pieces.as_bytes());
        let (inputs, found) = findings(root.path(), "2026-01-07", false);
        for finding in found {
            let fixes = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| (edit.source, edit.span));
            let related = finding.related.iter().map(|related| (related.source, related.span));
            for (source, span) in fixes.chain(related).chain([(finding.source, finding.span)]) {
                let text = &inputs.sources.get(source).text;
                proptest::prop_assert!(text.get(span.range()).is_some(), "{} {:?} of {:?}", finding.code, span, text);
            }
        }
    }
}
