//! Known findings: written down once, left out from then on, named when they are gone.

use crate::support::{BROKEN, Folder, SOUND};

const OLD: (&str, &str) = ("old.md", "# Old\n\nSee [the plan](plan.md). Owner: TBD\n\n[more](plan.md)\n");

fn old_handbook() -> Folder {
    let folder = Folder::new(&[SOUND, OLD]);
    folder.run(&["check", "--write-baseline", "known.json"]).ends(0).says(&["known.json", "are known from now on"]);
    folder
}

const CHECK: &[&str] = &["check", "--strict", "--format", "short", "--baseline", "known.json"];

#[test]
fn known_findings_neither_fail_nor_clutter() {
    let folder = old_handbook();
    for format in ["human", "short", "json"] {
        let run = folder.run(&["check", "--strict", "--format", format, "--baseline", "known.json"]).ends(0);
        assert!(!run.out.contains("plan.md") && !run.err.contains("gone"), "{}{}", run.out, run.err);
        let summary = if format == "human" { run.out } else { run.err };
        assert!(summary.contains("no findings. 3 known findings of known.json left out."), "{summary}");
    }
    folder
        .run(&["build", "--strict", "--only-if-clean", "--baseline", "known.json"])
        .ends(0)
        .complains(&["3 known findings of known.json left out. Published 2 pages"]);
    folder.run(&["check", "--strict"]).ends(1);
}

#[test]
fn the_file_lists_one_finding_a_line() {
    let written = old_handbook().read("known.json");
    let expected = r#"{
"schema": "sprintbook-baseline/1",
"findings": [
{"path":"old.md","code":"link/missing-file","text":"plan.md","context":"See [the plan](plan.md). Owner: TBD"},
{"path":"old.md","code":"link/missing-file","text":"plan.md","context":"[more](plan.md)"},
{"path":"old.md","code":"text/blank","text":"TBD","context":"See [the plan](plan.md). Owner: TBD"}
]
}
"#;
    assert_eq!(written, expected);
}

#[test]
fn a_new_fault_fails_alone() {
    let folder = old_handbook();
    folder.write("old.md", OLD.1.replace("# Old\n", "# Very old\n\nA [new fault](new.md).\n\n"));
    let run = folder.run(CHECK).ends(1);
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    run.says(&["old.md:3:15: error[link/missing-file]: This link names `new.md`"]);
    // The same fault once more is a new one, too.
    folder.write("old.md", format!("[copied](plan.md)\n\n{}", OLD.1));
    let run = folder.run(CHECK).ends(1);
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    run.says(&["old.md:1:10: error[link/missing-file]"]);
    // And in another document.
    folder.write("old.md", OLD.1);
    folder.write("next.md", OLD.1);
    folder.run(CHECK).ends(1).says(&["next.md:3:16", "next.md:5:8"]);
}

#[test]
fn what_is_gone_is_named_until_the_file_is_written_anew() {
    let folder = old_handbook();
    folder.write("old.md", "# Old\n\nSee [the plan](plan.md).\n");
    folder.run(CHECK).ends(0).complains(&[
        "1 known finding of known.json left out",
        "2 known findings of known.json are gone:\n  old.md: link/missing-file `plan.md`\n  old.md: text/blank `TBD`\n",
        "Run `sprintbook check --write-baseline known.json` to shrink it.",
    ]);
    let quiet = folder.run(&["check", "-q", "--baseline", "known.json"]).ends(0);
    assert_eq!(quiet.out + &quiet.err, "");
    let again = ["check", "--write-baseline", "known.json"];
    folder.run(&again).ends(0).says(&["1 finding in 1 file", "0 new, 2 gone"]);
    folder.run(&again).ends(0).says(&["Nothing changed"]);
    assert!(!folder.run(CHECK).ends(0).err.contains("gone"));
}

#[test]
fn what_a_run_does_not_look_for_is_not_gone() {
    let folder = Folder::new(&[SOUND, OLD, ("plans/draft.md", "---\ndraft: true\n---\n\n[no](no.md)\n")]);
    folder.run(&["check", "--drafts", "--write-baseline", "known.json"]).ends(0).says(&["4 findings in 2 files"]);
    assert!(!folder.run(CHECK).ends(0).err.contains("gone"), "the draft is not looked at");
    let run = folder.run(&["check", "--allow", "link", "--baseline", "known.json"]).ends(0);
    assert!(!run.err.contains("gone"), "{}", run.err);
    // Nor is it forgotten.
    folder.run(&["check", "--allow", "link", "--write-baseline", "known.json"]).ends(0).says(&["Nothing changed"]);
    let external = "{\"path\":\"old.md\",\"code\":\"link/external\",\"text\":\"https://example.org/\"},\n{";
    folder.write("known.json", folder.read("known.json").replacen('{', external, 2).replacen(external, "{", 1));
    assert!(!folder.run(CHECK).ends(0).err.contains("gone"));
    // Settings of the handbook are for good.
    folder.write("handbook.yaml", "rules:\n  text: allow\n");
    folder.run(CHECK).ends(0).complains(&["1 known finding of known.json is gone", "text/blank"]);
}

#[test]
fn files_that_are_no_baseline_are_told_and_kept() {
    let folder = Folder::new(&[BROKEN, ("notes.json", "{\"a\": 1}"), ("cut.json", ""), ("next.json", "")]);
    let with = |file| folder.run(&["check", "--baseline", file]);
    with("gone.json").ends(2).complains(&["there is no baseline `gone.json`", "--write-baseline gone.json"]);
    with("notes.json").ends(2).complains(&["`notes.json`", "it is no baseline"]);
    folder.run(&["check", "--write-baseline", "notes.json"]).ends(2).complains(&["left as it is"]);
    assert_eq!(folder.read("notes.json"), "{\"a\": 1}");
    folder.run(&["check", "--write-baseline", "index.md"]).ends(2).complains(&["left as it is"]);
    assert_eq!(folder.read("index.md"), BROKEN.1);
    folder.write("cut.json", "{\n\"schema\": \"sprintbook-baseline/1\",\n<<<<<<< HEAD\n");
    with("cut.json").ends(2).complains(&["damaged", "line 3", "git"]);
    folder.write("next.json", "{\"schema\": \"sprintbook-baseline/9\", \"findings\": 7}");
    with("next.json").ends(2).complains(&["sprintbook-baseline/9", "sprintbook-baseline/1"]);
    folder.run(&["check", "--write-baseline", "."]).ends(2).complains(&["cannot read"]);
    // A damaged one is written anew.
    folder.run(&["check", "--write-baseline", "cut.json"]).ends(0);
    with("cut.json").ends(0);
    folder.run(&["check", "--write-baseline", "a.json", "--baseline", "cut.json"]).ends(2);
}

#[test]
fn broken_settings_and_templates_are_never_known() {
    let folder = Folder::new(&[BROKEN, ("handbook.yaml", "titel: x\n")]);
    folder.run(&["check", "--write-baseline", "known.json"]).ends(2).says(&["config/invalid"]);
    assert!(!folder.has("known.json"));
    folder.write("handbook.yaml", "title: x\n");
    folder.write("templates/page.html", "{% if %}");
    folder.run(&["check", "--write-baseline", "known.json"]).ends(2).says(&["template/invalid", "was not written"]);
    assert!(!folder.has("known.json"));
    folder.write("templates/page.html", "{{ page.title }}");
    folder.run(&["check", "--write-baseline", "known.json"]).ends(0);
    folder.write("templates/page.html", "{% if %}");
    for command in ["check", "build"] {
        let run = folder.run(&[command, "--baseline", "known.json"]).ends(2);
        let told = run.out + &run.err;
        assert!(told.contains("template/invalid") && !told.contains("plan.md"), "{told}");
    }
}

#[test]
fn settings_have_known_findings_too() {
    let folder = Folder::new(&[("handbook.yaml", "nav:\n  - gone.md\n"), ("content/index.md", "# Home\n")]);
    let elsewhere = |arguments: &[&str]| folder.run_in("content", arguments);
    elsewhere(&["check", "--write-baseline", "../known.json"]).ends(0);
    assert!(folder.read("known.json").contains("{\"path\":\"handbook.yaml\",\"code\":\"link/missing-file\""));
    folder.write("handbook.yaml", "title: Mine\n\nnav:\n  - index.md\n  - gone.md\n");
    folder.run(CHECK).ends(0);
    folder.write("handbook.yaml", "nav:\n  - gone.md\n  - gone/too.md\n");
    folder.run(CHECK).ends(1).says(&["handbook.yaml:3:5"]);
}

#[test]
fn the_way_to_write_it_anew_names_the_same_handbook() {
    let folder = Folder::new(&[("docs/index.md", "# Home\n\n[no](no.md)\n")]);
    folder.run(&["check", "docs", "--write-baseline", "my known.json"]).ends(0);
    folder.write("docs/index.md", "# Home\n");
    let run = folder.run(&["check", "docs", "--baseline", "my known.json"]).ends(0);
    run.complains(&["Run `sprintbook check --root docs --write-baseline 'my known.json'` to shrink it."]);
    let empty = folder.run(&["check", "docs", "--write-baseline", "my known.json"]).ends(0);
    empty.says(&["0 findings"]);
}
