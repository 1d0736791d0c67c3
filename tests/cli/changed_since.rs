//! What a branch touched, and what its changes broke elsewhere: in real git repositories.

use crate::support::{Folder, Run, binary, commit, git};

/// A repository with one commit on `main` that holds these files, and a branch `work` that begins there.
fn repository(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(files);
    commit(&folder);
    git(&folder, &["switch", "--quiet", "--create", "work"]);
    folder
}

fn check(folder: &Folder, revision: &str) -> Run {
    folder.run(&["check", "--format", "short", "--changed-since", revision])
}

/// Where findings were told, without their columns; pages that nobody links to are of no interest here.
fn places(run: &Run) -> Vec<String> {
    let place = |line: &str| line.splitn(3, ':').take(2).collect::<Vec<_>>().join(":");
    run.out.lines().filter(|line| !line.contains("doc/orphan")).map(place).collect()
}

const HOME: (&str, &str) = ("index.md", "# Home\n\n[Goals](plan.md#goals), [all](old.md), [rest](plan.md)\n");
const PLAN: (&str, &str) = ("plan.md", "# Plan\n\n## Goals\n\nMany.\n");
const FAULTY: (&str, &str) = ("old.md", "# Old\n\n[gone](gone.md) and [home](index.md#home)\n");

#[test]
fn a_branch_without_changes_is_silent() {
    let folder = repository(&[HOME, PLAN, FAULTY]);
    for revision in ["main", "HEAD", "refs/heads/main"] {
        let run = check(&folder, revision).ends(0);
        assert_eq!(run.out, "");
        run.complains(&[&format!("0 documents changed since {revision}, no new finding elsewhere.")]);
    }
    folder.run(&["check"]).ends(1);
}

#[test]
fn a_renamed_heading_breaks_a_link_elsewhere() {
    let folder = repository(&[HOME, PLAN, FAULTY]);
    folder.write("plan.md", "# Plan\n\n## Aims\n\nMany.\n");
    // Committed or not.
    for _ in 0..2 {
        let run = check(&folder, "main").ends(1);
        assert_eq!(places(&run), ["index.md:3"]);
        run.says(&["link/missing-anchor"])
            .complains(&["1 document changed since main, 1 finding elsewhere that is new"]);
        git(&folder, &["commit", "--quiet", "--all", "--allow-empty", "--message=Aims"]);
    }
    assert_eq!(places(&check(&folder, "HEAD")), [""; 0]);
    check(&folder, "HEAD~2").ends(1);
}

#[test]
fn pages_that_nobody_led_to_before_are_not_told_for_a_link_more() {
    let page = |at: usize| (format!("p{at}.md"), format!("# P{at}\n"));
    let pages: Vec<(String, String)> = (1..7).map(page).collect();
    let home = |count: usize| (1..=count).map(|at| format!("[{at}](p{at}.md)\n")).collect::<String>();
    let linked = home(2);
    let mut files: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("index.md", &linked));
    let folder = repository(&files);
    folder.write("index.md", home(3));
    // The rule is silent where most pages are led to by nothing.
    assert_eq!(folder.run(&["check", "--format", "short"]).out.matches("doc/orphan").count(), 3);
    assert_eq!(check(&folder, "HEAD").ends(0).out, "");
    git(&folder, &["commit", "--quiet", "--all", "--message=More"]);
    // One that lost its link is told.
    folder.write("index.md", home(3).replace("[1](p1.md)\n", "[4](p4.md)\n"));
    let told = check(&folder, "HEAD").ends(0).out;
    assert!(told.starts_with("p1.md:1:1: hint[doc/orphan]") && told.lines().count() == 1, "{told}");
}

#[test]
fn a_touched_document_is_told_whole() {
    let folder = repository(&[HOME, PLAN, FAULTY]);
    folder.write("old.md", format!("{}\nMore.\n", FAULTY.1));
    folder.write("new.md", "# New\n\n[no](no.md) [home](index.md)\n");
    let run = check(&folder, "main").ends(1);
    assert_eq!(places(&run), ["new.md:3", "old.md:3"], "an untracked document counts as well");
    run.complains(&["2 documents changed since main, no new finding elsewhere"]);
}

#[test]
fn deleted_and_renamed_documents_are_missed_elsewhere() {
    let folder = repository(&[HOME, PLAN, FAULTY]);
    git(&folder, &["mv", "plan.md", "plans.md"]);
    let run = check(&folder, "main").ends(1);
    assert_eq!(places(&run), ["index.md:3", "index.md:3"]);
    run.complains(&["2 documents changed since main, 2 findings elsewhere that are new"]);
    git(&folder, &["reset", "--quiet", "--hard"]);
    git(&folder, &["rm", "--quiet", "plan.md"]);
    let run = check(&folder, "main").ends(1);
    assert_eq!(places(&run), ["index.md:3", "index.md:3"]);
    run.complains(&["1 document changed since main, 2 findings elsewhere that are new"]);
}

#[test]
fn what_main_did_meanwhile_is_not_the_branches() {
    let folder = repository(&[HOME, PLAN, FAULTY]);
    folder.write("new.md", "# New\n\n[no](no.md) [home](index.md)\n");
    commit(&folder);
    git(&folder, &["switch", "--quiet", "main"]);
    folder.write("old.md", "# Old\n\nMended.\n");
    folder.write("more.md", "# More\n");
    commit(&folder);
    git(&folder, &["switch", "--quiet", "work"]);
    assert_eq!(places(&check(&folder, "main").ends(1)), ["new.md:3"]);
}

#[test]
fn a_handbook_in_a_subfolder() {
    let folder = repository(&[
        ("docs/handbook.yaml", "source: pages\nexclude: [\"attic/**\"]\n"),
        ("docs/pages/index.md", "# Home\n\n[tool](../../src/tool.rs) [old](old.md) [plan](a/plan.md#goals)\n"),
        ("docs/pages/old.md", FAULTY.1),
        ("docs/pages/a/plan.md", PLAN.1),
        ("docs/pages/attic/x.md", "[no](no.md)\n"),
        ("docs/pages/made/y.md", "[no](no.md)\n"),
        ("docs/pages/.gitignore", "made/*\n"),
        ("src/tool.rs", "fn main() {}\n"),
        ("README.md", "[no](no.md)\n"),
    ]);
    let check = |below: &str, arguments: &[&str]| {
        folder.run_in(below, &[&["check", "--format", "short", "--changed-since", "main"], arguments].concat())
    };
    assert_eq!(check("docs", &[]).ends(0).out, "");
    assert_eq!(check("", &["docs"]).ends(0).out, "");
    folder.write("README.md", "[no](never.md)\n");
    git(&folder, &["rm", "--quiet", "src/tool.rs"]);
    let run = check("", &["docs"]).ends(1);
    assert_eq!(places(&run), ["docs/pages/index.md:3"]);
    run.says(&["src/tool.rs"]).complains(&["0 documents changed since main, 1 finding elsewhere"]);
    folder.write("docs/pages/old.md", "# Old\n\n[gone](gone.md)!\n");
    assert_eq!(places(&check("docs/pages", &[]).ends(1)), ["../pages/index.md:3", "../pages/old.md:3"]);
}

#[test]
fn settings_and_templates_are_those_of_then() {
    let folder = repository(&[
        ("handbook.yaml", "nav: [index.md, gone.md]\nrules:\n  link/empty: allow\n"),
        ("templates/own.html", "{{ page.title }}"),
        ("static/logo.svg", "<svg/>"),
        ("content/index.md", "---\ntemplate: own.html\n---\n\n# Home\n\n![](logo.svg) [empty]() [p](p.md)\n"),
        ("content/p.md", "---\ntemplate: none.html\n---\n\n# P\n"),
    ]);
    assert_eq!(check(&folder, "main").ends(0).out, "");
    folder.write("handbook.yaml", "title: New\nnav: [index.md, gone.md, lost.md]\n");
    assert_eq!(places(&check(&folder, "main").ends(1)), ["handbook.yaml:2", "content/index.md:7"]);
    // Another file, in the repository or not.
    folder.write("ci.yaml", "nav: [gone.md]\n");
    folder.run(&["check", "--config", "ci.yaml", "--changed-since", "main"]).ends(0).says(&["no findings"]);
}

#[test]
fn where_there_was_no_handbook_everything_is_new() {
    let folder = repository(&[("README.md", "# Tool\n"), ("docs/handbook.yaml", "sauce: x\n")]);
    folder.write("docs/handbook.yaml", "title: x\n");
    folder.write("docs/index.md", "# Home\n\n[no](no.md)\n");
    let run = folder.run(&["check", "docs", "--format", "short", "--changed-since", "main"]).ends(1);
    assert_eq!(places(&run), ["docs/index.md:3"]);
    commit(&folder);
    git(&folder, &["switch", "--quiet", "--create", "next"]);
    let run = folder.run(&["check", "docs", "--changed-since", "work"]).ends(0);
    run.says(&["0 documents changed since work, no new finding elsewhere."]);
    // It was broken then, so nothing is known of it.
    folder.write("docs/handbook.yaml", "titel: x\n");
    commit(&folder);
    folder.write("docs/handbook.yaml", "title: x\n");
    folder.run(&["check", "docs", "--changed-since", "HEAD"]).ends(1).says(&["1 finding elsewhere that is new"]);
}

#[test]
fn works_with_a_baseline() {
    let folder = repository(&[HOME, PLAN, FAULTY, ("b.md", "# B\n\n[x](x.md) [h](old.md)\n")]);
    folder.run(&["check", "--write-baseline", "known.json"]).ends(0);
    folder.write("old.md", format!("# Old\n\n[home](index.md) [too](too.md)\n\n{}", FAULTY.1));
    folder.write("b.md", "# B\n\n[h](old.md)\n");
    let both = ["check", "--format", "short", "--changed-since", "main", "--baseline", "known.json"];
    let run = folder.run(&both).ends(1);
    assert_eq!(places(&run), ["old.md:3"]);
    run.complains(&[
        "2 documents changed since main",
        "2 known findings of known.json left out",
        "b.md: link/missing-file",
    ]);
    // What is gone in a document that the branch did not touch is nothing that it has to know.
    commit(&folder);
    git(&folder, &["switch", "--quiet", "--create", "next"]);
    let run = folder.run(&["check", "--changed-since", "work", "--baseline", "known.json"]).ends(0);
    assert!(!run.err.contains("gone"), "{}", run.err);
    folder.run(&["check", "--changed-since", "main", "--write-baseline", "x.json"]).ends(2);
}

#[test]
fn links_and_odd_names_are_read_as_from_the_disk() {
    let folder =
        Folder::new(&[("index.md", "# Home\n\n[Größe](Gr%C3%B6%C3%9Fe.md#gewicht) [n](named%20so.md) [x](x.md)\n")]);
    folder.write("Größe.md", "# Größe\n\n## Gewicht\n\n[no](no.md)\n");
    folder.write("real/named.md", b"# Caf\xE9\n\n[no](no.md)\n");
    std::os::unix::fs::symlink("real/named.md", folder.at("named so.md")).expect("a link");
    std::os::unix::fs::symlink("round.md", folder.at("round.md")).expect("a link to itself");
    commit(&folder);
    assert_eq!(check(&folder, "main").ends(0).out, "");
    folder.write("Größe.md", "# Größe\n");
    assert_eq!(places(&check(&folder, "main").ends(1)), ["index.md:3"]);
}

#[test]
fn what_git_cannot_say_is_told() {
    let folder = Folder::new(&[HOME, PLAN]);
    let complains = |folder: &Folder, revision: &str, words: &[&str]| {
        check(folder, revision).ends(2).complains(words);
    };
    complains(&folder, "main", &["git repository"]);
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    complains(&folder, "main", &["no commit yet"]);
    commit(&folder);
    complains(&folder, "mian", &["no branch, tag or commit `mian`", "git branch --all"]);
    complains(&folder, "", &["no branch, tag or commit"]);
    git(&folder, &["update-ref", "refs/remotes/origin/develop", "HEAD"]);
    complains(&folder, "develop", &["Did you mean `origin/develop`?"]);
    git(&folder, &["switch", "--quiet", "--orphan", "other"]);
    git(&folder, &["commit", "--quiet", "--allow-empty", "--message=Else"]);
    complains(&folder, "main", &["have no commit in common"]);
    let path = folder.at("nowhere").display().to_string();
    let run = binary(folder.path(), &["check", "--changed-since", "main"]).env("PATH", path).output();
    Run::from(run.expect("the binary can be started")).ends(2).complains(&["the program git"]);
}

#[test]
fn a_clone_without_its_history_says_what_to_fetch() {
    let origin = repository(&[HOME, PLAN, FAULTY]);
    origin.write("plan.md", "# Plan\n");
    commit(&origin);
    git(&origin, &["switch", "--quiet", "main"]);
    origin.write("more.md", "# More\n");
    commit(&origin);
    let folder = Folder::new(&[]);
    let url = format!("file://{}", origin.path().display());
    git(&folder, &["clone", "--quiet", "--depth=1", "--branch=work", &url, "."]);
    check(&folder, "origin/main").ends(2).complains(&["git fetch --unshallow", "fetch-depth: 0"]);
    git(&folder, &["fetch", "--quiet", "--depth=1", "origin", "main:main"]);
    check(&folder, "main").ends(2).complains(&["no commit in common", "fetch-depth: 0"]);
    git(&folder, &["fetch", "--quiet", "--unshallow"]);
    assert_eq!(places(&check(&folder, "main").ends(1)), ["index.md:3"]);
}
