//! `sprintbook fix`: what it changes, what it leaves, and what it says.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use crate::support::{Folder, SOUND, binary, commit, git};

/// One finding with a fix, one with none, and one in another document.
const HOME: (&str, &str) = ("index.md", "# Home\n\n[Plan](Plan.md), [gone](unheard-of.md), [more](more.md)\n");
const PLAN: (&str, &str) = ("plan.md", "# Plan\n");
const MORE: (&str, &str) = ("more.md", "# More\n\n[Plan](./Plan.md \"t\") and cafÃ©\n");

fn handbook() -> Folder {
    Folder::new(&[HOME, PLAN, MORE])
}

#[test]
fn what_has_one_answer_is_mended_and_told() {
    let folder = handbook();
    let run = folder.run(&["fix"]).ends(0);
    let run =
        run.says(&["--- a/index.md\n+++ b/index.md\n@@ -1,3 +1,3 @@\n # Home\n \n-[Plan](Plan.md)", "+++ b/more.md"]);
    assert_eq!(run.err, "Fixed 3 findings in 2 files; 1 is left, and needs a person (sprintbook check).\n");
    assert_eq!(folder.read("more.md"), "# More\n\n[Plan](./plan.md \"t\") and café\n");
    let again = folder.run(&["fix"]).ends(0);
    assert_eq!(
        (again.out.as_str(), again.err.as_str()),
        ("", "Nothing to fix; 1 is left, and needs a person (sprintbook check).\n")
    );
    let told = folder.run(&["check", "--format", "short"]).ends(1);
    assert_eq!(told.out.matches("error[").count(), 1, "{}", told.out);
}

#[test]
fn a_dry_run_shows_the_same_and_changes_nothing() {
    let folder = handbook();
    let before = folder.files(".");
    let dry = folder.run(&["fix", "--dry-run"]).ends(1);
    assert_eq!(dry.err, "Would fix 3 findings in 2 files; 1 would be left, and needs a person (sprintbook check).\n");
    assert_eq!(folder.files("."), before);
    assert_eq!(folder.run(&["fix"]).ends(0).out, dry.out);
    folder.run(&["fix", "-n"]).ends(0).complains(&["Nothing to fix; 1 is left"]);
    let clean = Folder::new(&[SOUND]);
    assert_eq!(clean.run(&["fix", "--dry-run"]).ends(0).err, "Nothing to fix; none is left.\n");
}

#[test]
fn the_diff_is_one_that_git_applies() {
    let files =
        [("a b.md", "one\r\n\r\n[x](Plan.md)\r\n\r\nlast"), ("ü/c.md", "\u{feff}[x](../Plan.md)\r\rtwo\r"), PLAN];
    let (folder, copy) = (Folder::new(&files), Folder::new(&files));
    let diff = folder.run(&["fix"]).ends(0).out;
    assert_eq!(folder.read("a b.md"), "one\r\n\r\n[x](plan.md)\r\n\r\nlast");
    assert_eq!(folder.read("ü/c.md"), "\u{feff}[x](../plan.md)\r\rtwo\r");
    copy.write("fix.diff", &diff);
    git(&copy, &["init", "-q"]);
    git(&copy, &["apply", "fix.diff"]);
    for path in ["a b.md", "ü/c.md"] {
        assert_eq!(copy.read(path), folder.read(path), "{diff}");
    }
}

#[test]
fn codes_groups_and_paths_say_what_is_meant() {
    let folder = handbook();
    folder.run(&["fix", "text/mojibake"]).ends(0).complains(&["Fixed 1 finding in 1 file; none is left."]);
    assert!(folder.read("more.md").contains("[Plan](./Plan.md \"t\") and café"));
    folder.run(&["fix", "link", "more.md"]).ends(0).complains(&["Fixed 1 finding in 1 file; none is left."]);
    assert!(folder.read("index.md").contains("(Plan.md)"));
    folder.run(&["fix", "link/missing-file", "."]).ends(0).complains(&["Nothing to fix; 1 is left"]);
    folder.run(&["fix", "./index.md"]).ends(0).complains(&["Fixed 1 finding"]);
    let wrong = folder.run(&["fix", "link/wrong-cse"]).ends(2);
    wrong.complains(&["neither a rule nor a document", "did you mean `link/wrong-case`?"]);
    folder.run(&["fix", "mor.md"]).ends(2).complains(&["did you mean `more.md`?"]);
    folder.run(&["fix", "no-such-thing-at-all"]).ends(2).complains(&["`sprintbook explain` lists all rules"]);
}

#[test]
fn paths_are_those_that_people_type() {
    let link = "# A\n\n[x](/Plan.md)\n";
    let files = [
        ("handbook.yaml", "nav: [Plan.md]\n"),
        ("content/plan.md", "# Plan\n"),
        ("content/a/b.md", link),
        ("content/c.md", link),
    ];
    let new = || Folder::new(&files);
    for (from, word) in [
        ("", "content/a"),
        ("content", "a/"),
        ("content/a", "."),
        ("content/a", "b.md"),
        ("", "a/b.md"),
        ("content", "../content/a/b.md"),
    ] {
        let folder = new();
        folder.run_in(from, &["fix", word]).ends(0).complains(&["Fixed 1 finding in 1 file; none is left."]);
        assert!(folder.read("content/a/b.md").contains("/plan.md") && folder.read("content/c.md").contains("/Plan.md"));
    }
    let folder = new();
    folder.run(&["fix", "handbook.yaml"]).ends(0).says(&["+++ b/handbook.yaml"]).complains(&["Fixed 1 finding"]);
    assert_eq!(folder.read("handbook.yaml"), "nav: [plan.md]\n");
    // From below, paths are the repository's, as in git.
    folder.run_in("content/a", &["fix"]).ends(0).says(&["+++ b/content/a/b.md", "+++ b/content/c.md"]);
    let folder = new();
    let above = Folder::new(&[]);
    let root = folder.path().to_str().expect("a path").to_owned();
    above.run(&["fix", "-C", &root]).ends(0).complains(&["Fixed 3 findings in 3 files"]);
}

#[test]
fn drafts_are_mended_on_request_only() {
    let folder = Folder::new(&[SOUND, PLAN, ("later.md", "---\ndraft: true\n---\n\n[x](Plan.md)\n")]);
    folder.run(&["fix"]).ends(0).complains(&["Nothing to fix; none is left."]);
    folder.run(&["fix", "--drafts"]).ends(0).complains(&["Fixed 1 finding in 1 file"]);
    assert!(folder.read("later.md").contains("(plan.md)"));
}

#[test]
fn what_is_allowed_is_left_as_it_is() {
    let text = "<!-- sprintbook: allow link/wrong-case: named so on purpose -->\n[x](Plan.md)\n";
    let folder = Folder::new(&[("index.md", text), PLAN]);
    folder.run(&["fix"]).ends(0).complains(&["Nothing to fix; none is left."]);
    let off = Folder::new(&[("index.md", "[x](Plan.md)\n"), PLAN, ("handbook.yaml", "rules: {link: allow}\n")]);
    off.run(&["fix"]).ends(0).complains(&["Nothing to fix; none is left."]);
}

#[test]
fn files_that_are_not_utf_8_are_never_written() {
    let folder = Folder::new(&[SOUND, PLAN]);
    let bytes = b"[x](Plan.md) caf\xe9\n";
    folder.write("old.md", bytes);
    folder.run(&["fix"]).ends(0).complains(&["Nothing to fix; 3 are left"]);
    assert_eq!(folder.files(".")["old.md"], bytes);
}

#[test]
fn a_fix_that_brings_another_finding_is_left_out() {
    let folder = Folder::new(&[("index.md", "# Home\n\n[x](Plan.md#unheard-of), [y](Plan.md)\n"), PLAN]);
    let run = folder.run(&["fix"]).ends(0);
    run.complains(&[
        "index.md:3: not fixed, since its fix would bring another finding: ",
        "Fixed 1 finding in 1 file; 1 is left",
    ]);
    assert_eq!(folder.read("index.md"), "# Home\n\n[x](Plan.md#unheard-of), [y](plan.md)\n");
    folder.run(&["fix"]).ends(0).complains(&["not fixed", "Nothing to fix; 1 is left"]);
}

#[test]
fn a_heading_that_was_renamed_is_known_from_history() {
    let page = |goals: &str, risks: &str| {
        format!(
            "# Plan\n\n## {goals}\n\nShip the checkout on Day 9.\n\n## {risks}\n\nThe payment provider is late.\n\n## End\n"
        )
    };
    let folder = Folder::new(&[("index.md", "[g](plan.md#goals), [r](plan.md#risks), [n](plan.md#never-there)\n")]);
    folder.write("plan.md", page("Goals", "Risks"));
    commit(&folder);
    folder.write("plan.md", page("What we want", "Risks"));
    commit(&folder);
    // Its text changes, too, but not its place.
    let later = page("Outcomes", "What may go wrong").replace("is late", "may be late");
    folder.write("plan.md", later);
    folder.run(&["check"]).ends(1).says(&["3 errors"]);
    folder.run(&["fix"]).ends(0).complains(&["Fixed 2 findings in 1 file; 1 is left"]);
    let mended = "[g](plan.md#outcomes), [r](plan.md#what-may-go-wrong), [n](plan.md#never-there)\n";
    assert_eq!(folder.read("index.md"), mended);
    folder.run(&["fix"]).ends(0).complains(&["Nothing to fix; 1 is left"]);
}

#[test]
fn a_section_that_gave_way_to_another_is_not_its_new_name() {
    let folder = Folder::new(&[("index.md", "[g](plan.md#goals)\n")]);
    folder.write("plan.md", "# Plan\n\n## Goals\n\nShip the checkout on Day 9.\n\n## End\n");
    commit(&folder);
    folder.write("plan.md", "# Plan\n\n## Budget\n\nNobody knows yet who pays for the servers.\n\n## End\n");
    folder.run(&["fix"]).ends(0).complains(&["Nothing to fix; 1 is left"]);
}

#[test]
fn a_document_that_git_saw_renamed_is_found() {
    let text = "# Kickoff\n\nEverybody meets on Day 1.\n\nThe room is on the second floor.\n";
    let folder = Folder::new(&[("index.md", "[k](kickoff.md) and `kickoff.md`\n"), ("kickoff.md", text)]);
    commit(&folder);
    git(&folder, &["mv", "kickoff.md", "first-day.md"]);
    folder.run(&["fix", "link/missing-file"]).ends(0).complains(&["Fixed 1 finding"]);
    assert!(folder.read("index.md").starts_with("[k](first-day.md)"));
    git(&folder, &["checkout", "-q", "index.md"]);
    commit(&folder);
    folder.run(&["fix", "link/missing-file"]).ends(0).complains(&["Fixed 1 finding"]);
}

#[test]
fn every_kind_of_reference_follows_what_git_saw_renamed() {
    let text = "# Kickoff\n\nEverybody meets on Day 1.\n\nThe room is on the second floor.\n\n## Aims\n\nShip it.\n";
    let home = "# Home\n\n[k](plans/kickoff.md#aims), `plans/kickoff.md`, `kickoff.md`, [[kickoff]] and [[plans/Kickoff|it]]\n";
    let folder = Folder::new(&[
        ("handbook.yaml", "source: docs\nnav: [index.md, plans/kickoff.md]\n"),
        ("docs/index.md", home),
        ("docs/plans/kickoff.md", text),
        ("docs/plans/other.md", "# Other\n\n`kickoff.md` and [other](other.md)\n"),
    ]);
    commit(&folder);
    git(&folder, &["mv", "docs/plans/kickoff.md", "docs/first-day.md"]);
    folder.write("docs/first-day.md", text.replace("## Aims", "## What we want"));
    git(&folder, &["add", "-A"]);
    folder
        .run(&["fix"])
        .ends(0)
        .complains(&["Fixed 7 findings in 3 files; 1 is left, and needs a person (sprintbook check)."]);
    // Which nobody could tell before: most pages were led to by nothing.
    folder.run(&["check", "--format", "short"]).ends(0).says(&["hint[doc/orphan]"]);
    let mended = "# Home\n\n[k](first-day.md#what-we-want), `first-day.md`, `first-day.md`, [[first-day|kickoff]] and \
                  [[first-day|it]]\n";
    assert_eq!(folder.read("docs/index.md"), mended);
    assert_eq!(folder.read("docs/plans/other.md"), "# Other\n\n`first-day.md` and [other](other.md)\n");
    assert_eq!(folder.read("handbook.yaml"), "source: docs\nnav: [index.md, first-day.md]\n");
}

#[test]
fn links_stay_links_and_one_file_is_written_once() {
    let folder = Folder::new(&[("index.md", "[x](Plan.md)\n"), PLAN]);
    symlink("index.md", folder.at("other.md")).expect("a link");
    folder.run(&["fix"]).ends(0).complains(&["Fixed 2 findings in 1 file; 1 is left"]);
    assert_eq!(folder.read("other.md"), "[x](plan.md)\n");
    assert!(folder.at("other.md").symlink_metadata().expect("a link").is_symlink());
}

#[test]
fn permissions_stay() {
    let folder = handbook();
    std::fs::set_permissions(folder.at("index.md"), std::fs::Permissions::from_mode(0o640)).expect("a mode");
    folder.run(&["fix"]).ends(0);
    let mode = folder.at("index.md").metadata().expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn a_file_that_cannot_be_written_stays_and_the_others_are_mended() {
    let long = format!("[x](Plan.md)\n{}", "A long line.\n".repeat(1_000));
    let folder = Folder::new(&[("index.md", &long), ("more.md", "[x](Plan.md)\n"), PLAN]);
    // A disk on which there is room for the short file alone.
    let mut shell = Command::new("bash");
    let program = binary(folder.path(), &[]);
    let run = shell.current_dir(folder.path()).arg("-c").arg("trap '' XFSZ; ulimit -f 4; exec \"$0\" fix");
    let run: crate::support::Run = run.arg(program.get_program()).output().expect("bash is there").into();
    let run = run.ends(2).complains(&["error: cannot write", "index.md", "Fixed 1 finding in 1 file; 2 are left"]);
    assert!(!run.out.contains("b/index.md"), "what was not done is not shown");
    assert_eq!((folder.read("index.md"), folder.read("more.md")), (long, "[x](plan.md)\n".to_owned()));
    let names: Vec<String> = folder.files(".").into_keys().collect();
    assert_eq!(names, ["index.md", "more.md", "plan.md"], "nothing is left lying about");
}

#[test]
fn a_broken_configuration_comes_first() {
    let folder = Folder::new(&[HOME, PLAN, ("handbook.yaml", "titel: x\n")]);
    folder.run(&["fix"]).ends(2).complains(&["config/invalid", "Nothing was fixed: mend handbook.yaml first."]);
    assert!(folder.read("index.md").contains("(Plan.md)"));
}

#[test]
fn quiet_says_nothing_and_colours_are_on_request() {
    let folder = handbook();
    let dry = folder.run(&["fix", "--dry-run", "--quiet", "--color", "always"]).ends(1);
    assert!(dry.out.contains("\u{1b}[32m+[Plan](plan.md)") && dry.err.is_empty(), "{:?}", dry.out);
    let run = folder.run(&["fix", "-q"]).ends(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    folder.run(&["fix", "-q", "-v"]).ends(2);
}
