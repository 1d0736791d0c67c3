//! Findings on their stream, in their format, in their colours.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::support::{BROKEN, DOUBTFUL, Folder, SOUND, binary};

#[test]
fn findings_of_check_go_to_out_and_those_of_build_to_err() {
    let folder = Folder::new(&[BROKEN]);
    let check = folder.run(&["check"]).ends(1).says(&["link/missing-file"]);
    assert_eq!(check.err, "");
    let build = folder.run(&["build"]).ends(1).complains(&["link/missing-file"]);
    assert_eq!(build.out, "");
}

#[test]
fn people_read_the_sentence_the_place_and_the_way_out() {
    let folder = Folder::new(&[("index.md", "# Home\n\nRead the [plan](plann.md) first.\n"), ("plan.md", "# Plan\n")]);
    folder.run(&["check"]).ends(1).says(&[
        "error[link/missing-file]: ",
        "--> index.md:3:17",
        "Read the [plan](plann.md) first.",
        "plan.md",
        "help",
    ]);
}

#[test]
fn short_is_one_line_each() {
    let folder = Folder::new(&[("index.md", "# Home\n\n[a](a.md)\n\n[b](b.md)\n\n[c]()\n")]);
    let told = folder.run(&["check", "--format", "short"]).ends(1).complains(&["1 document checked"]);
    let lines: Vec<&str> = told.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", told.out);
    assert!(lines[0].starts_with("index.md:3:5: error[link/missing-file]: "));
    assert!(lines[1].starts_with("index.md:5:5: error[link/missing-file]: "));
    assert!(lines[2].starts_with("index.md:7:") && lines[2].contains(": warning[link/empty]: "));
}

/// The findings as JSON, with all that the manual promises of their shape.
fn json(text: &str) -> Value {
    let whole: Value = serde_json::from_str(text).expect("one JSON value");
    assert_eq!(whole["schema"], "sprintbook-diagnostics/1");
    for finding in whole["diagnostics"].as_array().expect("a list") {
        for key in ["code", "severity", "message", "path"] {
            assert!(finding[key].is_string(), "{key} of {finding}");
        }
        assert!(["error", "warning", "hint"].contains(&finding["severity"].as_str().expect("checked above")));
        for key in ["line", "column", "end_line", "end_column"] {
            assert!(finding[key].as_u64().is_some_and(|number| number > 0), "{key} of {finding}");
        }
        assert!(finding["help"].is_string() || finding["help"].is_null());
        for edit in finding["fix"]["edits"].as_array().into_iter().flatten() {
            assert!(edit["path"].is_string() && edit["text"].is_string());
            assert!(edit["start"].as_u64() <= edit["end"].as_u64());
        }
        for related in finding["related"].as_array().expect("a list") {
            assert!(related["path"].is_string() && related["line"].is_u64() && related["message"].is_string());
        }
    }
    for key in ["errors", "warnings", "hints", "documents"] {
        assert!(whole["summary"][key].is_u64(), "{key}");
    }
    whole
}

#[test]
fn json_has_the_shape_that_programs_rely_on() {
    let folder = Folder::new(&[
        ("content/index.md", "# Home\n\nä [a](Plan.md), [b]().\n"),
        ("content/plan.md", "# Plan\n\n<a id=\"x\"></a>\n\n<a id=\"x\"></a>\n"),
    ]);
    let told = folder.run(&["check", "--format", "json"]).ends(1);
    let whole = json(&told.out);
    assert_eq!(whole["summary"], serde_json::json!({"errors": 2, "warnings": 1, "hints": 0, "documents": 2}));
    let case = &whole["diagnostics"][0];
    assert_eq!((&case["code"], &case["path"]), (&"link/wrong-case".into(), &"index.md".into()));
    // Columns count characters from 1; offsets in edits count bytes from 0.
    assert_eq!((&case["line"], &case["column"], &case["end_column"]), (&3.into(), &7.into(), &14.into()));
    let edit = &case["fix"]["edits"][0];
    let source = folder.read("content/index.md");
    let (start, end) = (edit["start"].as_u64().expect("a number"), edit["end"].as_u64().expect("a number"));
    let mended =
        format!("{}{}{}", &source[..start as usize], edit["text"].as_str().expect("a text"), &source[end as usize..]);
    assert!(mended.contains("[a](plan.md)"), "{mended}");
    let twice = whole["diagnostics"].as_array().expect("a list").iter().find(|one| one["code"] == "doc/duplicate-id");
    assert_eq!(twice.expect("two ids")["related"][0]["line"], 3);
}

#[test]
fn json_is_json_whatever_is_found() {
    let folder = Folder::new(&[SOUND]);
    assert_eq!(json(&folder.run(&["check", "--format", "json"]).ends(0).out)["diagnostics"], serde_json::json!([]));
    assert_eq!(json(&folder.run(&["check", "--format", "json", "-q"]).ends(0).out)["summary"]["documents"], 1);
    folder.write("handbook.yaml", "titel: x\n");
    let whole = json(&folder.run(&["check", "--format", "json"]).ends(2).out);
    assert_eq!(whole["diagnostics"][0]["code"], "config/invalid");
    assert_eq!(whole["diagnostics"][0]["path"], "handbook.yaml");
    // `build` writes its findings to standard error.
    folder.write("handbook.yaml", "title: x\n");
    let told = folder.run(&["build", "--format", "json", "-q"]).ends(0);
    json(&told.err);
}

#[test]
fn quiet_says_only_what_fails() {
    let folder = Folder::new(&[("index.md", "# Home\n\n[a](a.md)\n\n[c]()\n")]);
    let told = folder.run(&["check", "-q", "--format", "short"]).ends(1);
    assert_eq!((told.out.lines().count(), told.err.as_str()), (1, ""));
    let told = folder.run(&["check", "-q", "--strict", "--format", "short"]).ends(1);
    assert_eq!(told.out.lines().count(), 2);
    folder.write(DOUBTFUL.0, DOUBTFUL.1);
    let told = folder.run(&["build", "-q"]).ends(0);
    assert_eq!((told.out.as_str(), told.err.as_str()), ("", ""));
}

#[test]
fn verbose_says_where_things_are_and_what_phases_took() {
    let folder = Folder::new(&[("content/index.md", "# Home\n")]);
    folder.run(&["check", "-v"]).ends(0).complains(&["Documents: ", "content", "load: ", " ms"]);
    folder.run(&["build", "-v"]).ends(0).complains(&["Documents: ", "publish: ", "files created"]);
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let folder = Folder::new(&[BROKEN]);
    let coloured = |environment: &[(&str, &str)], flags: &[&str]| {
        let arguments = [&["check"], flags].concat();
        folder.run_with(environment, &arguments).ends(1).out.contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&[], &["--color", "always"]));
    assert!(!coloured(&[], &["--color", "never"]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "0")], &[]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(coloured(&[("NO_COLOR", "1")], &["--color", "always"]));
    assert!(!coloured(&[("CLICOLOR", "1")], &[]));
    let build = folder.run_with(&[("CLICOLOR_FORCE", "1")], &["build"]).ends(1);
    assert!(build.err.contains('\u{1b}'));
}

#[test]
fn nothing_from_a_document_steers_the_terminal() {
    let folder = Folder::new(&[("index.md", "# Home\n\n[\u{1b}[31mred](\u{1b}]0;title\u{7}gone.md)\n")]);
    for format in ["human", "short"] {
        let told = folder.run(&["check", "--format", format]);
        assert!(!told.out.contains('\u{1b}') && !told.out.contains('\u{7}'), "{}", told.out);
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_accident() {
    let many: String = (0..4000).map(|at| format!("[a](gone-{at}.md)\n\n")).collect();
    let folder = Folder::new(&[("index.md", &many)]);
    let formats =
        ["json", "sarif", "github", "junit", "markdown", "gitlab"].map(|format| ["check", "--format", format]);
    let others = [&["check"][..], &["facts"], &["explain"]];
    for arguments in others.into_iter().chain(formats.iter().map(|arguments| &arguments[..])) {
        let mut child = binary(folder.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary can be started");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut err).expect("UTF-8");
        child.wait().expect("the program ends");
        assert!(!err.contains("panicked") && !err.contains("pipe"), "{arguments:?}: {err}");
    }
}
