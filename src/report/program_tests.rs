//! What the formats for services look like.

use super::tests::{Format, TWO, report, sources, span, write};
use super::*;
use crate::base::diagnostic::Edit;
use crate::base::span::Span;

/// A link that leads nowhere with all that a finding can have, a hint about a whole text, and the same hint again.
fn three() -> (Sources, Vec<Diagnostic>) {
    let s = sources(&["\u{feff}# É 100%\r\n\r\nSee [two](tow.md)\r\n", "# Two\n\n## Part\n"]);
    let target = span(&s, 0, "tow.md");
    let broken =
        Diagnostic::new("link/missing-file", Level::Error, SourceId(0), target, "`tow.md` is not there: 1, 2.")
            .help("Did you mean `two.md`?")
            .related(SourceId(1), span(&s, 1, "## Part"), "[this] is near")
            .fix("change it to `two.md`", target, "two.md");
    let whole = Diagnostic::new("doc/orphan", Level::Hint, SourceId(1), Span::new(0, 15), "<Alone>.");
    (s, vec![broken, whole.clone(), whole])
}

fn value(text: &str) -> serde_json::Value {
    assert!(text.ends_with('\n'));
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn github_is_what_the_runner_reads() {
    let (s, found) = three();
    let expected = "\
::error file=docs/a.md,line=3,col=11,endLine=3,endColumn=17,title=link/missing-file::`tow.md` is not there: 1, 2.%0ADid you mean `two.md`?
::notice file=docs/b.md,line=1,endLine=3,title=doc/orphan::<Alone>.
::notice file=docs/b.md,line=1,endLine=3,title=doc/orphan::<Alone>.
";
    assert_eq!(write(&s, &found, github), expected);
    let path = |_| "a:b,c%3A\n.md".to_owned();
    let odd = [Diagnostic::new("x/y", Level::Warning, SourceId(0), Span::at(0), "100%\r\n::error::no")];
    let mut out = Vec::new();
    github(&report(&s, &odd, &path), &mut out).unwrap();
    let expected =
        "::warning file=a%3Ab%2Cc%253A␊.md,line=1,col=1,endLine=1,endColumn=1,title=x/y::100%25%0A::error::no\n";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[test]
fn gitlab_is_what_code_quality_asks_for() {
    let (s, found) = three();
    let value = value(&write(&s, &found, gitlab));
    let names: Vec<&str> = value.as_array().unwrap().iter().map(|one| one["fingerprint"].as_str().unwrap()).collect();
    let expected = serde_json::json!([
        {
            "description": "`tow.md` is not there: 1, 2. Did you mean `two.md`?",
            "check_name": "link/missing-file", "fingerprint": names[0], "severity": "major",
            "location": {"path": "docs/a.md", "lines": {"begin": 3, "end": 3}},
        },
        {
            "description": "<Alone>.", "check_name": "doc/orphan", "fingerprint": names[1], "severity": "info",
            "location": {"path": "docs/b.md", "lines": {"begin": 1, "end": 3}},
        },
        {
            "description": "<Alone>.", "check_name": "doc/orphan", "fingerprint": names[2], "severity": "info",
            "location": {"path": "docs/b.md", "lines": {"begin": 1, "end": 3}},
        },
    ]);
    assert_eq!(value, expected);
    assert!(names.iter().all(|name| name.len() == 32) && names[0] != names[1] && names[1] != names[2]);
    assert_eq!(write(&s, &[], gitlab), "[]\n");
}

#[test]
fn a_finding_keeps_its_name_when_lines_move() {
    let names = |text: &str| {
        let s = sources(&[text]);
        let found: Vec<Diagnostic> = text
            .match_indices("gone.md")
            .map(|(at, part)| {
                Diagnostic::new("x/y", Level::Error, SourceId(0), Span::new(at, at + part.len()), format!("at {at}"))
            })
            .collect();
        let value = value(&write(&s, &found, gitlab));
        value.as_array().unwrap().iter().map(|one| one["fingerprint"].to_string()).collect::<Vec<_>>()
    };
    let one = names("[a](gone.md)");
    assert_eq!(names("# New\n\nText.\n\n[b](gone.md)"), one);
    let two = names("[a](gone.md) [b](gone.md)");
    assert!(two[0] == one[0] && two[1] != one[0]);
}

#[test]
fn sarif_has_rules_results_places_and_fixes() {
    let (s, found) = three();
    let path = |id| format!("docs/ä b/{}", s.get(id).path);
    let rules = [RuleText {
        code: "link/missing-file",
        level: Level::Error,
        what: "A link names no `file`. More.",
        help: "# All of it".to_owned(),
    }];
    let mut out = Vec::new();
    sarif(&Report { rules: &rules, ..report(&s, &found[..1], &path) }, &mut out).unwrap();
    let value = value(&String::from_utf8(out).unwrap());
    let name = value["runs"][0]["results"][0]["partialFingerprints"]["sprintbookFinding/v1"].clone();
    let region = serde_json::json!({"startLine": 3, "startColumn": 11, "endLine": 3, "endColumn": 17});
    let file = serde_json::json!({"uri": "docs/%C3%A4%20b/a.md", "uriBaseId": "%SRCROOT%"});
    let expected = serde_json::json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "sprintbook",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": [{
                    "id": "link/missing-file",
                    "shortDescription": {"text": "A link names no file."},
                    "fullDescription": {"text": "A link names no file. More."},
                    "help": {"text": "A link names no file. More.", "markdown": "# All of it"},
                    "defaultConfiguration": {"level": "error"},
                    "properties": {"tags": ["link"]},
                }],
            }},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
            "results": [{
                "ruleId": "link/missing-file",
                "ruleIndex": 0,
                "level": "error",
                "message": {"text": "`tow.md` is not there: 1, 2. Did you mean `two.md`? See also: [\\[this\\] is near](1)."},
                "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
                "relatedLocations": [{
                    "id": 1,
                    "message": {"text": "[this] is near"},
                    "physicalLocation": {
                        "artifactLocation": {"uri": "docs/%C3%A4%20b/b.md", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 8},
                    },
                }],
                "partialFingerprints": {"sprintbookFinding/v1": name},
                "fixes": [{
                    "description": {"text": "change it to `two.md`"},
                    "artifactChanges": [{
                        "artifactLocation": file,
                        "replacements": [{"deletedRegion": region, "insertedContent": {"text": "two.md"}}],
                    }],
                }],
            }],
        }],
    });
    assert_eq!(value, expected);
}

/// The regions and texts of a fix of the first text, as SARIF has them.
fn replacements(text: &str, edits: &[(Span, &str)]) -> serde_json::Value {
    let s = sources(&[text]);
    let mut finding = Diagnostic::new("x/y", Level::Hint, SourceId(0), Span::at(0), "m").fix("mend", Span::at(0), "");
    let edit = |&(span, text): &(Span, &str)| Edit { source: SourceId(0), span, text: text.to_owned() };
    finding.fix.as_mut().unwrap().edits = edits.iter().map(edit).collect();
    let value = value(&write(&s, &[finding], sarif));
    value["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"].clone()
}

#[test]
fn columns_of_sarif_count_characters_and_no_byte_order_mark() {
    let text = "\u{feff}é😀x\r\ny\rz";
    let expected = serde_json::json!([
        {"deletedRegion": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 4}, "insertedContent": {"text": "1\n"}},
        {"deletedRegion": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 1}},
        {"deletedRegion": {"startLine": 3, "startColumn": 2, "endLine": 3, "endColumn": 2}, "insertedContent": {"text": "end"}},
    ]);
    let (x, y, end) = (text.find('x').unwrap(), text.find('y').unwrap(), text.len());
    let places = [(Span::new(x, x + 1), "1\n"), (Span::at(y), ""), (Span::at(end), "end")];
    assert_eq!(replacements(text, &places), expected);
    // The mark itself has no column.
    let expected = serde_json::json!([{"deletedRegion": {"byteOffset": 0, "byteLength": 3}}]);
    assert_eq!(replacements(text, &[(Span::new(0, 3), "")]), expected);
}

#[test]
fn what_looks_like_a_link_of_sarif_is_none() {
    let s = sources(&["text"]);
    let finding = Diagnostic::new("x/y", Level::Error, SourceId(0), Span::at(0), "`[a](1)` leads nowhere.");
    let text = write(&s, &[finding], sarif);
    assert_eq!(value(&text)["runs"][0]["results"][0]["message"]["text"], "`\\[a\\](1)` leads nowhere.");
}

#[test]
fn junit_has_a_suite_for_each_document() {
    let (s, found) = three();
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="sprintbook" tests="4" skipped="2" failures="1" errors="0">
    <testsuite name="docs/a.md" tests="1" skipped="0" errors="0" failures="1">
        <testcase name="link/missing-file: `tow.md` is not there: 1, 2." classname="docs/a.md" file="docs/a.md" line="3">
            <failure message="`tow.md` is not there: 1, 2." type="link/missing-file">docs/a.md:3:11: error[link/missing-file]: `tow.md` is not there: 1, 2. Did you mean `two.md`?</failure>
        </testcase>
    </testsuite>
    <testsuite name="docs/b.md" tests="3" skipped="2" errors="0" failures="0">
        <testcase name="nothing that fails" classname="docs/b.md" file="docs/b.md"/>
        <testcase name="doc/orphan: &lt;Alone&gt;." classname="docs/b.md" file="docs/b.md" line="1">
            <skipped message="&lt;Alone&gt;." type="doc/orphan">docs/b.md:1:1: hint[doc/orphan]: &lt;Alone&gt;.</skipped>
        </testcase>
        <testcase name="doc/orphan: &lt;Alone&gt;. (2)" classname="docs/b.md" file="docs/b.md" line="1">
            <skipped message="&lt;Alone&gt;." type="doc/orphan">docs/b.md:1:1: hint[doc/orphan]: &lt;Alone&gt;.</skipped>
        </testcase>
    </testsuite>
</testsuites>
"#;
    assert_eq!(write(&s, &found, junit), expected);
    let clean = write(&s, &[], junit);
    assert!(
        clean.contains(r#"<testsuites name="sprintbook" tests="2" skipped="0" failures="0" errors="0">"#),
        "{clean}"
    );
}

#[test]
fn junit_knows_what_fails_a_strict_run() {
    let s = sources(&["text", "text"]);
    let found = [Diagnostic::new("x/y", Level::Warning, SourceId(0), Span::at(0), "m")];
    let path = |_| "a.md".to_owned();
    let failures = |strict| {
        let mut out = Vec::new();
        junit(&Report { strict, ..report(&s, &found, &path) }, &mut out).unwrap();
        String::from_utf8(out).unwrap().matches("<failure").count()
    };
    assert_eq!((failures(false), failures(true)), (0, 1));
}

#[test]
fn junit_of_a_mistake_in_the_settings_names_no_document() {
    let s = sources(&["text", "text"]);
    let found = [Diagnostic::new("config/invalid", Level::Error, SourceId(1), Span::at(0), "m")];
    let path = |_| "handbook.yaml".to_owned();
    let mut out = Vec::new();
    junit(&Report { documents: &[], ..report(&s, &found, &path) }, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!((text.matches("<testsuite ").count(), text.matches("<failure").count()), (1, 1), "{text}");
}

#[test]
fn junit_holds_no_character_that_xml_has_not() {
    let evil = "\u{0}\u{b}\u{1b}[31m]]>\u{fffe}\u{ffff}\u{7f}\u{85}\u{2028}&<\"'\r\n";
    let s = sources(&[evil, evil]);
    let found = [Diagnostic::new("x/y", Level::Error, SourceId(0), Span::at(0), evil).help(evil)];
    let path = |_| evil.to_owned();
    let mut out = Vec::new();
    junit(&report(&s, &found, &path), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        !text.contains(|c: char| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}')),
        "{text:?}"
    );
    assert!(text.contains("&amp;&lt;&quot;") && !text.contains("]]>"), "{text}");
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    let (s, found) = three();
    let path = |id| s.get(id).path.clone();
    for format in [sarif as Format, gitlab, junit, github, markdown, json] {
        let at = |millis| {
            let mut out = Vec::new();
            let elapsed = Some(Duration::from_millis(millis));
            format(&Report { elapsed, documents: TWO, ..report(&s, &found, &path) }, &mut out).unwrap();
            out
        };
        assert_eq!(at(1), at(2000));
    }
}
