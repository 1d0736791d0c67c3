//! `mv`: a document or folder moves, everything that refers to it follows, and its old address lives on.

use std::os::unix::fs::symlink;
use std::process::Command;

use crate::support::{Folder, binary};

/// A small handbook in which much refers to the guide.
fn handbook() -> Folder {
    Folder::new(&[
        (
            "handbook.yaml",
            "title: Book\nnav:\n  - guide\n  - More: [notes.md]\nexclude: [guide/old/**]\ntheme:\n  logo: guide/logo.png\n",
        ),
        (
            "content/index.md",
            "# Home\n\n[Start](guide/start.md#aims), [guide](guide/), [[start|first steps]], `guide/start.md`\n",
        ),
        (
            "content/notes.md",
            "---\nrelated: [guide/start.md]\n---\n\n# Notes\n\n<a href=\"guide/start.md\">a</a> [b]\n\n[b]: /guide/start/ 'B'\n",
        ),
        ("content/guide/index.md", "# Guide\n\n[Start](start.md), [home](../index.md), [notes](../notes.md#notes)\n"),
        (
            "content/guide/start.md",
            "# Start\n\n## Aims\n\n![Logo](logo.png) [up](index.md) [home](../index.md) [gone](gone.md)\n",
        ),
        ("content/guide/logo.png", "picture"),
        ("content/guide/old/page.md", "# Old\n"),
    ])
}

/// What `check` tells, without the places.
fn told(folder: &Folder) -> Vec<String> {
    let run = folder.run(&["check", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let list = found["diagnostics"].as_array().expect("a list").iter();
    let mut codes: Vec<String> = list.map(|one| one["code"].as_str().expect("a code").to_owned()).collect();
    codes.sort();
    codes
}

#[test]
fn a_document_moves_with_all_that_refers_to_it() {
    let folder = handbook();
    let before = told(&folder);
    folder.run(&["mv", "content/guide/start.md", "content/first steps.md"]).ends(0).says(&[
        "Moved content/guide/start.md to content/first steps.md.",
        "references in 4 files",
        "/guide/start/ leads to `first steps.md`",
        "note: 1 path in backquotes",
    ]);
    assert_eq!(
        folder.read("content/index.md"),
        "# Home\n\n[Start](first%20steps.md#aims), [guide](guide/), [[first steps|first steps]], `first steps.md`\n"
    );
    assert_eq!(
        folder.read("content/notes.md"),
        "---\nrelated: [first steps.md]\n---\n\n# Notes\n\n<a href=\"first%20steps.md\">a</a> [b]\n\n[b]: /first-steps/ 'B'\n"
    );
    assert_eq!(
        folder.read("content/first steps.md"),
        "---\naliases:\n  - /guide/start/\n---\n\n# Start\n\n## Aims\n\n![Logo](guide/logo.png) [up](guide/index.md) [home](index.md) [gone](gone.md)\n"
    );
    assert!(!folder.has("content/guide/start.md"));
    assert_eq!(told(&folder), before);
}

#[test]
fn a_folder_moves_with_its_pictures_and_settings() {
    let folder = handbook();
    let before = told(&folder);
    folder.run(&["mv", "guide", "help/manual"]).ends(0).says(&["Moved content/guide/ to content/help/manual/."]);
    assert_eq!(
        folder.read("handbook.yaml"),
        "title: Book\nnav:\n  - help/manual\n  - More: [notes.md]\nexclude: [help/manual/old/**]\ntheme:\n  logo: help/manual/logo.png\n"
    );
    // Links within the folder are as they were.
    let start = folder.read("content/help/manual/start.md");
    assert!(start.contains("![Logo](logo.png) [up](index.md) [home](../../index.md) [gone](gone.md)"), "{start}");
    assert!(folder.has("content/help/manual/logo.png") && folder.has("content/help/manual/old/page.md"));
    assert_eq!(told(&folder), before);
}

#[test]
fn the_old_address_leads_to_the_new_one() {
    let folder = handbook();
    folder.write("content/list/one.md", "# One\n");
    let page = |path: &str| folder.read(&format!("public/{path}/index.html"));
    folder.run(&["build", "--quiet"]).ends(1);
    assert!(page("guide/start").contains("Aims") && page("list").contains("One"));
    folder.run(&["mv", "guide", "help"]).ends(0);
    folder.run(&["mv", "list", "lists"]).ends(0);
    folder.run(&["build", "--quiet"]).ends(1);
    assert!(page("guide/start").contains("href=\"../../help/start/index.html\""), "{}", page("guide/start"));
    assert!(page("guide").contains("href=\"../help/index.html\""), "{}", page("guide"));
    assert!(page("list/one").contains("href=\"../../lists/one/index.html\""));
    // A listing is nobody's text: the first page of its folder answers for it.
    assert!(page("list").contains("href=\"../lists/one/index.html\""));
    folder.run(&["build", "--quiet", "--flat", "--base-url", "https://example.org/x"]).ends(1);
    assert!(page("guide/start").contains("help/start.html"));
}

#[test]
fn there_and_back_leaves_nothing_but_an_alias() {
    let folder = handbook();
    let before = folder.files("content");
    folder.run(&["mv", "guide", "help"]).ends(0);
    folder.run(&["mv", "help", "guide"]).ends(0);
    let after = folder.files("content");
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (path, bytes) in before {
        let own = String::from_utf8(bytes).expect("text");
        let alias = match path.as_str() {
            "guide/index.md" => "---\naliases:\n  - /help/\n---\n\n",
            "guide/start.md" => "---\naliases:\n  - /help/start/\n---\n\n",
            _ => "",
        };
        assert_eq!(folder.read(&format!("content/{path}")), format!("{alias}{own}"), "{path}");
    }
}

#[test]
fn line_ends_marks_and_old_aliases_are_kept() {
    let folder = Folder::new(&[
        ("index.md", "# Home\r\n\r\n[a](a/b.md)\r\n"),
        ("a/b.md", "---\r\ntitle: B\r\nredirect_from:\r\n- old-name\r\n- /x/\r\n---\r\n# B\r\n"),
        ("a/c.md", "\u{feff}# C\r\n\r\n[b](b.md)\r\n"),
        ("a/d.md", "---\ntitle: D\nslug: same\ndraft: true\n---\n# D\n"),
    ]);
    folder.run(&["mv", "a/b.md", "b.md"]).ends(0);
    assert_eq!(
        folder.read("b.md"),
        "---\r\ntitle: B\r\nredirect_from:\r\n- /a/old-name\r\n- /x/\r\n- /a/b/\r\n---\r\n# B\r\n"
    );
    assert_eq!(folder.read("index.md"), "# Home\r\n\r\n[a](b.md)\r\n");
    folder.run(&["mv", "a/c.md", "c.md"]).ends(0);
    // The listing of the folder `a`, where only a draft is left, goes with its last page.
    assert_eq!(
        folder.read("c.md"),
        "\u{feff}---\r\naliases:\r\n  - /a/c/\r\n  - /a/\r\n---\r\n\r\n# C\r\n\r\n[b](b.md)\r\n"
    );
    let draft = folder.read("a/d.md");
    folder.run(&["mv", "a/d.md", "d.md"]).ends(0);
    assert_eq!(folder.read("d.md"), draft);
}

#[test]
fn a_slug_keeps_the_address() {
    let folder = Folder::new(&[("index.md", "# Home\n"), ("a.md", "---\nslug: same\n---\n# A\n")]);
    folder.run(&["mv", "a.md", "b.md"]).ends(0);
    assert_eq!(folder.read("b.md"), "---\nslug: same\n---\n# A\n");
}

#[test]
fn new_is_a_folder_a_name_or_a_name_without_its_end() {
    let folder = handbook();
    folder.run(&["mv", "notes.md", "guide"]).ends(0).says(&["to content/guide/notes.md"]);
    folder.run(&["mv", "guide/notes.md", "fresh/"]).ends(0).says(&["to content/fresh/notes.md"]);
    folder.run(&["mv", "fresh/notes.md", "v1.2"]).ends(0).says(&["to content/v1.2.md", "`.md` was added"]);
    folder.run(&["mv", "content/v1.2.md", "content"]).ends(2).complains(&["has that name already"]);
    folder.run(&["mv", "guide/logo.png", "logo"]).ends(0).says(&["to content/logo.png"]);
    assert!(folder.read("handbook.yaml").contains("logo: logo.png"));
    assert!(folder.read("content/guide/start.md").contains("![Logo](../logo.png)"));
    // From a folder below, as the shell completes it.
    let run = |arguments: &[&str]| -> crate::support::Run {
        binary(&folder.at("content/guide"), arguments).output().expect("the binary can be started").into()
    };
    run(&["mv", "start.md", "begin.md"]).ends(0).says(&["begin.md"]);
    run(&["mv", "begin.md", "../begin.md"]).ends(0);
    run(&["mv", "begin.md", "deep/begin.md"]).ends(0);
    assert!(folder.has("content/deep/begin.md"));
}

#[test]
fn letter_case_alone_can_change() {
    let folder = handbook();
    folder.run(&["mv", "guide", "Guide"]).ends(0).says(&["no alias can lead from one to the other"]);
    assert!(folder.has("content/Guide/start.md") && !folder.has("content/guide"));
    assert!(folder.read("content/index.md").contains("[Start](Guide/start.md#aims), [guide](Guide/)"));
    folder.run(&["mv", "content/notes.md", "content/Notes.md"]).ends(0);
    assert!(folder.read("handbook.yaml").contains("[Notes.md]"));
    folder.run(&["check", "--strict"]).ends(1).says(&["1 error"]);
}

#[test]
fn what_cannot_be_done_is_refused_in_a_sentence() {
    let folder = handbook();
    folder.write(".gitignore", "ignored/\n");
    folder.write("content/alias.md", "---\naliases: [/taken/]\n---\n# Alias\n");
    folder.write("content/broken.md", "---\ntitle: [a\n---\n# Broken\n");
    std::fs::create_dir(folder.at("content/.git")).expect("a folder");
    std::fs::remove_dir(folder.at("content/.git")).expect("a folder");
    let before = folder.files("");
    let table: &[(&[&str], &[&str])] = &[
        (&["guide/strat.md", "x.md"], &["There is no `guide/strat.md`", "Did you mean `guide/start.md`?"]),
        (&["guide/start.md", "notes.md"], &["`notes.md` is there already"]),
        (&["guide/start.md", "../x.md"], &["outside of the documents' folder"]),
        (&["guide/start.md", "/tmp/x.md"], &["outside of the documents' folder"]),
        (&["guide", "guide/more"], &["cannot be moved into itself"]),
        (&["guide", "guide"], &["has that name already"]),
        (&["guide", "x.md"], &["is a folder"]),
        (&["guide/start.md", "start.html"], &["not the end of a document's name", "`start.html.md`"]),
        (&["guide/logo.png", "logo.md"], &["is no document"]),
        (&["guide/start.md", "notes.md/start.md"], &["`notes.md` is a file"]),
        (&["guide/start.md", ".hidden/start.md"], &["names that begin with a dot are hidden"]),
        (&["guide/start.md", "guide/old/start.md"], &["`exclude` in handbook.yaml names it"]),
        (&["guide/start.md", "node_modules/start.md"], &["installed packages"]),
        (&["guide/start.md", "Guide/first.md"], &["is called `guide`"]),
        (&["guide/start.md", "NOTES.md"], &["`notes.md` is there already", "cannot tell it"]),
        (&["guide/start.md", "taken.md"], &["/taken/", "`alias.md`", "alias"]),
        (&["guide/start.md", "guide.md"], &["`guide.md`", "`guide/index.md`", "/guide/"]),
        (&["broken.md", "x.md"], &["front matter cannot be read"]),
        (&["guide/old/page.md", "page.md"], &["is no part of the handbook", "`exclude`"]),
        (&["content", "x"], &["folder of all documents"]),
        (&["", "x"], &["one of them is empty"]),
        (&["guide/start.md", ""], &["one of them is empty"]),
        (&["handbook.yaml", "x.yaml"], &["There is no `handbook.yaml`"]),
    ];
    for (paths, words) in table {
        let arguments: Vec<&str> = ["mv"].iter().chain(*paths).copied().collect();
        folder.run(&arguments).ends(2).complains(words);
        assert_eq!(folder.files(""), before, "{paths:?}");
    }
    // .gitignore counts in a repository alone.
    std::fs::create_dir(folder.at(".git")).expect("a folder");
    folder.run(&["mv", "guide/start.md", "ignored/start.md"]).ends(2).complains(&["a .gitignore names it"]);
    folder.run(&["mv", "guide/start.md"]).ends(2);
    folder.write("handbook.yaml", "nva: []\n");
    folder.run(&["mv", "guide/start.md", "x.md"]).ends(2).complains(&["config/invalid", "Nothing was moved"]);
}

#[test]
fn a_symbolic_link_is_never_left_without_its_file() {
    let files = [
        ("index.md", "# Home\n\n[a](guide/a.md) [b](b.md) ![](pics/a.png) ![](pics/b.png)\n"),
        ("guide/a.md", "# A\n"),
        ("x/c.md", "# C\n"),
        ("pics/a.png", ""),
    ];
    let folder = Folder::new(&files);
    symlink("a.png", folder.at("pics/b.png")).expect("a link");
    symlink("guide/a.md", folder.at("b.md")).expect("a link");
    symlink("a.md", folder.at("guide/same.md")).expect("a link");
    symlink("../guide/a.md", folder.at("x/d.md")).expect("a link");
    let before = folder.files("");
    for (old, new) in
        [("guide/a.md", "guide/z.md"), ("guide", "more"), ("b.md", "c.md"), ("x", "y/x"), ("pics/a.png", "c.png")]
    {
        folder.run(&["mv", old, new]).ends(2).complains(&["is a symbolic link to `", "by hand first"]);
        assert_eq!(folder.files(""), before);
    }
    // These lead to their file as before.
    folder.run(&["mv", "pics", "shown/pics"]).ends(0);
    folder.run(&["mv", "shown/pics/b.png", "shown/pics/c.png"]).ends(0);
    folder.run(&["check"]).ends(0);
}

#[test]
fn what_is_not_utf_8_is_not_rewritten() {
    let folder = Folder::new(&[("index.md", "# Home\n"), ("a.md", "# A\n")]);
    folder.write("caf.md", b"# Caf\xE9\n\n[a](a.md)\n");
    folder.run(&["mv", "a.md", "b.md"]).ends(2).complains(&["`caf.md` has to change, and it is not UTF-8"]);
    assert!(folder.has("a.md") && !folder.has("b.md"));
}

#[test]
fn a_dry_run_shows_all_and_changes_nothing() {
    let folder = handbook();
    let before = folder.files("");
    let run = folder.run(&["mv", "--dry-run", "guide", "help"]).ends(0).says(&[
        "Would move content/guide/ to content/help/.",
        "--- a/content/index.md\n+++ b/content/index.md\n",
        "+[Start](help/start.md#aims), [guide](help/)",
        "-  - guide\n+  - help\n",
        "Nothing was changed",
    ]);
    assert!(!run.out.contains('\u{1b}'));
    folder.run(&["mv", "-n", "--color", "always", "guide", "help"]).ends(0).says(&["\u{1b}[32m+  - help\u{1b}[0m"]);
    assert_eq!(folder.files(""), before);
}

#[test]
fn quiet_says_nothing_and_verbose_names_every_file() {
    let folder = handbook();
    let run = folder.run(&["mv", "--quiet", "guide", "help"]).ends(0);
    assert!(run.out.is_empty() && run.err.is_empty());
    folder
        .run(&["mv", "--verbose", "help", "guide"])
        .ends(0)
        .says(&["  changed content/index.md", "/help/start/ leads to"]);
}

/// A folder that cannot be written to: nothing is half done. Whoever may write everywhere becomes somebody else first.
#[cfg(unix)]
#[test]
fn a_read_only_folder_leaves_everything_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = handbook();
    let set = |path: &str, mode| {
        std::fs::set_permissions(folder.at(path), std::fs::Permissions::from_mode(mode)).expect("a mode");
    };
    let (all, guide) = if std::fs::write("/proc/self/comm", "x").is_ok() { (0o777, 0o555) } else { (0o755, 0o555) };
    for path in ["", "content", "content/guide/old"] {
        set(path, all);
    }
    set("content/guide", guide);
    let before = folder.files("");
    let mut command: Command = binary(folder.path(), &["mv", "guide/start.md", "start.md"]);
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.starts_with(b"0"));
    if root {
        command.uid(65_534).gid(65_534);
    }
    let run: crate::support::Run = command.output().expect("the binary can be started").into();
    run.ends(2).complains(&["Nothing was changed"]);
    assert_eq!(folder.files(""), before);
    set("content/guide", 0o755);
}

#[test]
fn the_other_roots_of_a_handbook_work_too() {
    let folder = handbook();
    let other = Folder::new(&[]);
    let root = folder.path().to_string_lossy().into_owned();
    let arguments = ["mv", "-C", &root, "guide/start.md", "begin.md"];
    other.run(&arguments).ends(0);
    assert!(folder.has("content/begin.md"));
    folder.write("other.yaml", "nav: [begin.md]\n");
    folder.run(&["mv", "--config", "other.yaml", "begin.md", "end.md"]).ends(0);
    assert_eq!(folder.read("other.yaml"), "nav: [end.md]\n");
}

#[test]
fn a_run_that_was_stopped_is_finished_by_the_next() {
    let folder = handbook();
    let other = handbook();
    other.run(&["mv", "guide/start.md", "begin.md"]).ends(0);
    // As a killed run leaves it: some texts are new, and what moves is as it was.
    folder.write("content/index.md", other.read("content/index.md"));
    folder.write("content/notes.md", other.read("content/notes.md"));
    folder.run(&["mv", "guide/start.md", "begin.md"]).ends(0);
    assert_eq!(folder.files(""), other.files(""));
}

#[test]
fn a_bare_name_in_backquotes_follows_what_it_names_and_a_broken_path_stays() {
    let home = "# Home\n\n`risk-list.md` is in [the plans](plans/risk-list.md). `old/gone.md` is gone.\n";
    let folder =
        Folder::new(&[("index.md", home), ("plans/risk-list.md", "# Risks\n"), ("plans/index.md", "# Plans\n")]);
    let told = |folder: &Folder| folder.run(&["check", "--format", "short"]).out;
    assert_eq!(told(&folder).matches("hint[link/missing-path]").count(), 1);
    assert_eq!(told(&folder).matches("warning[link/missing-path]").count(), 1);
    // With a blank it is no path any more, which the command says; the reader is told the right name all the same.
    let said = folder.run(&["mv", "plans/risk-list.md", "plans/all risks.md"]).ends(0);
    said.says(&["1 path in backquotes"]);
    let home = "# Home\n\n`all risks.md` is in [the plans](plans/all%20risks.md). `old/gone.md` is gone.\n";
    assert_eq!(folder.read("index.md"), home);
    assert_eq!(told(&folder).matches("warning[link/missing-path]").count(), 1);
}

#[test]
fn a_folder_in_backquotes_stays_when_its_page_goes() {
    let home = "# Home\n\nAll of `docs/` and [its page](docs/index.md), [one](docs/one.md).\n";
    let files = [("index.md", home), ("docs/index.md", "# Docs\n"), ("docs/one.md", "# One\n")];
    let folder = Folder::new(&files);
    folder.run(&["mv", "docs/index.md", "overview.md"]).ends(0);
    assert_eq!(folder.read("index.md"), home.replace("docs/index.md", "overview.md"));
    folder.run(&["check"]).ends(0);
}
