//! Findings for services, in a file of their own or on a stream; independent readers look at them in tests/site.

use serde_json::Value;

use crate::support::{BROKEN, DOUBTFUL, Folder, SOUND};

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("one JSON value")
}

/// A handbook in a folder of a repository, with a broken link.
fn below_a_repository() -> Folder {
    let broken = "# Home\n\n[Plan](plan.md)\n";
    Folder::new(&[
        (".git/HEAD", "ref: refs/heads/main\n"),
        ("docs/handbook.yaml", "title: x\n"),
        ("docs/content/a b.md", broken),
    ])
}

#[test]
fn services_get_paths_below_the_repository() {
    let folder = below_a_repository();
    let run =
        |format| folder.run(&["check", "docs", "--format", format]).ends(1).complains(&["1 document checked"]).out;
    let sarif = value(&run("sarif"));
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "docs/content/a%20b.md");
    assert_eq!(value(&run("gitlab"))[0]["location"]["path"], "docs/content/a b.md");
    assert!(run("github").starts_with("::error file=docs/content/a b.md,line=3,col="));
    assert!(run("junit").contains(r#"<testsuite name="docs/content/a b.md""#));
    assert!(run("markdown").contains("`docs/content/a b.md:3:8`"));
    // As before: below the folder of the documents.
    assert_eq!(value(&run("json"))["diagnostics"][0]["path"], "a b.md");
}

#[test]
fn settings_have_their_path_below_the_repository_too() {
    let folder = below_a_repository();
    folder.write("docs/handbook.yaml", "titel: x\n");
    folder.write("ci/strict.yaml", "titel: x\n");
    let path = |arguments: &[&str]| {
        let arguments = [&["check", "docs", "--format", "gitlab"], arguments].concat();
        value(&folder.run(&arguments).ends(2).out)[0]["location"]["path"].clone()
    };
    assert_eq!(path(&[]), "docs/handbook.yaml");
    assert_eq!(path(&["--config", "docs/../ci/strict.yaml"]), "ci/strict.yaml");
    let junit = folder.run(&["check", "docs", "--format", "junit"]).ends(2).out;
    assert_eq!(junit.matches("<testsuite ").count(), 1, "no document was looked at:\n{junit}");
}

#[test]
fn sarif_describes_every_rule() {
    let folder = Folder::new(&[SOUND]);
    let run = &value(&folder.run(&["check", "--format", "sarif"]).ends(0).out)["runs"][0];
    assert_eq!(run["results"], serde_json::json!([]));
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().expect("a text")).collect();
    assert_eq!(ids, sprintbook::check::codes());
    assert!(rules.iter().all(|rule| rule["shortDescription"]["text"].as_str().is_some_and(|text| text.len() > 10)));
}

#[test]
fn on_github_annotations_come_by_themselves() {
    let folder = Folder::new(&[BROKEN]);
    let on_github = [("GITHUB_ACTIONS", "true")];
    let check = folder.run_with(&on_github, &["check"]).ends(1).complains(&["1 document checked"]);
    assert!(check.out.starts_with("::error file=index.md,line=3,"), "{}", check.out);
    folder.run_with(&on_github, &["build"]).ends(1).complains(&["::error file=index.md,line=3,", "Published 1 page"]);
    let asked = folder.run_with(&on_github, &["check", "--format", "human"]).ends(1).says(&["--> index.md:3:8"]);
    assert!(!asked.out.contains("::error"));
    let elsewhere = folder.run_with(&[("GITHUB_ACTIONS", "false")], &["check"]).ends(1);
    assert!(!elsewhere.out.contains("::error"));
}

#[test]
fn what_github_does_not_show_is_said() {
    let many: String = (0..11).map(|at| format!("[a](gone-{at}.md)\n\n")).collect();
    let folder = Folder::new(&[("index.md", &many)]);
    let told =
        folder.run(&["check", "--format", "github"]).ends(1).complains(&["11 errors", "GitHub shows 10 findings"]);
    assert_eq!(told.out.lines().count(), 11);
    let few = folder.run(&["check", "--format", "short"]).ends(1);
    assert!(!few.err.contains("GitHub"));
}

#[test]
fn a_file_gets_the_format_and_the_terminal_is_for_people() {
    let folder = Folder::new(&[BROKEN]);
    let arguments = ["check", "--format", "sarif", "--output-file", "out/deep/findings.sarif"];
    let told = folder.run(&arguments).ends(1).says(&["--> index.md:3:8", "1 document checked"]);
    assert_eq!(told.err, "");
    assert_eq!(value(&folder.read("out/deep/findings.sarif"))["version"], "2.1.0");
    // Mended: the file is replaced.
    folder.write(SOUND.0, SOUND.1);
    folder.run(&arguments).ends(0);
    assert_eq!(value(&folder.read("out/deep/findings.sarif"))["runs"][0]["results"], serde_json::json!([]));

    folder.write(BROKEN.0, BROKEN.1);
    let github = folder.run_with(&[("GITHUB_ACTIONS", "true")], &arguments).ends(1);
    assert!(github.out.starts_with("::error file=index.md"));
    assert_eq!(value(&folder.read("out/deep/findings.sarif"))["version"], "2.1.0");

    let build = ["build", "--format", "junit", "--output-file", "junit.xml"];
    let told = folder.run(&build).ends(1).complains(&["--> index.md:3:8", "Published 1 page"]);
    assert_eq!(told.out, "");
    assert!(folder.read("junit.xml").contains("<failure "));
}

#[test]
fn without_a_format_the_file_is_for_people_and_has_no_colours() {
    let folder = Folder::new(&[BROKEN]);
    for github in ["true", "false"] {
        let environment = [("GITHUB_ACTIONS", github), ("CLICOLOR_FORCE", "1")];
        folder.run_with(&environment, &["check", "--output-file", "findings.txt"]).ends(1);
        let text = folder.read("findings.txt");
        assert!(text.starts_with("error[link/missing-file]: ") && !text.contains('\u{1b}'), "{text}");
    }
}

#[test]
fn a_dash_is_standard_output() {
    let folder = Folder::new(&[BROKEN]);
    for command in ["check", "build"] {
        let told = folder.run(&[command, "--format", "json", "--output-file", "-"]).ends(1).complains(&["1 error"]);
        assert_eq!(value(&told.out)["summary"]["errors"], 1);
        assert!(!folder.has("-"));
    }
}

#[test]
fn quiet_programs_are_told_all() {
    let folder = Folder::new(&[DOUBTFUL]);
    let told = folder.run(&["check", "-q", "--format", "gitlab", "--output-file", "findings.json"]).ends(0);
    assert_eq!((told.out.as_str(), told.err.as_str()), ("", ""));
    assert_eq!(value(&folder.read("findings.json"))[0]["check_name"], "link/empty");
    let out = |format| folder.run(&["check", "-q", "--format", format]).ends(0).out;
    assert_eq!(value(&out("sarif"))["runs"][0]["results"][0]["ruleId"], "link/empty");
    assert!(out("junit").contains("<skipped ") && out("markdown").contains("(`link/empty`)"));
    // Annotations are for people.
    assert_eq!(out("github"), "");
}

#[test]
fn junit_fails_when_the_run_does() {
    let folder = Folder::new(&[DOUBTFUL]);
    let run =
        |arguments: &[&str], code| folder.run(&[&["check", "--format", "junit"], arguments].concat()).ends(code).out;
    assert!(run(&[], 0).contains(r#"failures="0""#));
    assert!(run(&["--strict"], 1).contains(r#"failures="1""#));
}

#[test]
fn a_file_that_cannot_be_written_is_told_after_the_findings() {
    let folder = Folder::new(&[BROKEN, ("docs/keep.txt", "mine")]);
    let refused =
        |file: &str| folder.run(&["check", "--format", "json", "--output-file", file]).ends(2).says(&["plan.md"]);
    refused("docs").complains(&["error: `docs` is a folder", "Give the name of a file"]);
    refused("docs/keep.txt/x.json").complains(&["docs/keep.txt/x.json`: ", "Choose another place, or make"]);
    refused("index.md").complains(&["`index.md` is a file of the handbook", "Choose another name with --output-file"]);
    assert_eq!(folder.read("index.md"), BROKEN.1);
    folder.write("handbook.yaml", "title: x\n");
    folder.run(&["check", "--output-file", "handbook.yaml"]).ends(2).complains(&["is a file of the handbook"]);
    assert_eq!(folder.read("handbook.yaml"), "title: x\n");
    assert_eq!(folder.read("docs/keep.txt"), "mine");
}
