//! 0 clean, 1 findings at a failing level, 2 usage, configuration or machine; never 0 when output is missing.

use crate::support::{BROKEN, DOUBTFUL, Folder, SOUND};

#[test]
fn a_clean_handbook_ends_with_0() {
    let folder = Folder::new(&[SOUND]);
    folder.run(&["check"]).ends(0).says(&["1 document checked", "no findings"]);
    folder.run(&["build"]).ends(0).complains(&["no findings", "Published 1 page to public/"]);
    assert!(folder.has("public/index.html"));
}

#[test]
fn an_error_ends_with_1_and_the_handbook_is_published_all_the_same() {
    let folder = Folder::new(&[BROKEN]);
    folder.run(&["check"]).ends(1).says(&["link/missing-file", "index.md:3:", "1 error"]);
    folder.run(&["build"]).ends(1).complains(&["link/missing-file", "Published 1 page"]);
    assert!(folder.read("public/index.html").contains("class=\"broken\""));
}

#[test]
fn a_warning_ends_with_1_only_when_strict() {
    let folder = Folder::new(&[DOUBTFUL]);
    folder.run(&["check"]).ends(0).says(&["link/empty", "1 warning"]);
    folder.run(&["check", "--strict"]).ends(1).says(&["link/empty"]);
    folder.run(&["build"]).ends(0);
    folder.run(&["build", "--strict"]).ends(1);
}

#[test]
fn a_hint_never_fails() {
    let folder =
        Folder::new(&[("index.md", "# Home\n\n[Plan](plan.md)\n"), ("plan.md", "# Plan\n"), ("lost.md", "# Lost\n")]);
    folder.run(&["check", "--strict"]).ends(0).says(&["doc/orphan", "1 hint"]);
}

#[test]
fn an_empty_folder_is_no_reason_to_fail_or_panic() {
    let folder = Folder::new(&[]);
    folder.run(&["check"]).ends(0).says(&["0 documents"]);
    folder.run(&["build"]).ends(0);
    assert!(folder.has("public/index.html"), "a site has a home");
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_meant() {
    let folder = Folder::new(&[SOUND]);
    folder.run(&["check", "--stric"]).ends(2).complains(&["--stric", "--strict"]);
    folder.run(&["chek"]).ends(2).complains(&["chek", "check"]);
    folder.run(&[]).ends(2).complains(&["Usage", "Examples"]);
    folder.run(&["check", "--allow", "link/mising-file"]).ends(2).complains(&["did you mean `link/missing-file`?"]);
    folder.run(&["check", "--deny", "links"]).ends(2).complains(&["did you mean `link`?"]);
    folder.run(&["check", "--warn", "zzzzzzzz"]).ends(2).complains(&["`sprintbook explain` lists all"]);
    folder.run(&["check", ".", "--root", "."]).ends(2).complains(&["--root", "cannot be used with"]);
    folder.run(&["check", "--today", "yesterday"]).ends(2).complains(&["2026-01-05"]);
    folder.run(&["check", "--today", "2026-02-30"]).ends(2).complains(&["2026-01-05"]);
    folder.run(&["build", "--base-url", "example.org"]).ends(2).complains(&["https://"]);
    folder.run(&["build", "--base-url", "ftp://example.org"]).ends(2).complains(&["https://"]);
    folder.run(&["build", "--base-url", "https://example.org/?a=b"]).ends(2).complains(&["neither ? nor #"]);
    folder.run(&["check", "-q", "-v"]).ends(2).complains(&["cannot be used with"]);
    folder
        .run(&["check", "--write-baseline", "a.json", "--output-file", "b.json"])
        .ends(2)
        .complains(&["cannot be used with"]);
    folder.run(&["check", "--format", "xml"]).ends(2).complains(&["human", "short", "json"]);
    assert!(!folder.has("public"));
}

#[test]
fn help_and_version_end_with_0() {
    let folder = Folder::new(&[]);
    folder.run(&["--help"]).ends(0).says(&["build", "check", "explain", "init", "facts", "Examples"]);
    folder.run(&["--version"]).ends(0).says(&[concat!("sprintbook ", env!("CARGO_PKG_VERSION"))]);
    for command in ["build", "check", "explain", "init", "facts"] {
        folder.run(&[command, "--help"]).ends(0).says(&["Usage: sprintbook"]);
    }
}

#[test]
fn what_is_not_there_ends_with_2() {
    let folder = Folder::new(&[SOUND]);
    for command in ["check", "build"] {
        folder.run(&[command, "nowhere"]).ends(2).complains(&["nowhere", "is not a folder"]);
        folder.run(&[command, "index.md"]).ends(2).complains(&["index.md", "is not a folder"]);
        folder.run(&[command, "-c", "other.yaml"]).ends(2).complains(&["other.yaml", "no such configuration file"]);
    }
    folder.write("handbook.yaml", "source: docs\n");
    folder.run(&["check"]).ends(2).complains(&["docs", "source:"]);
    folder.run(&["facts", "-C", "nowhere"]).ends(2).complains(&["nowhere"]);
}

#[test]
fn a_broken_configuration_publishes_nothing() {
    let folder = Folder::new(&[SOUND, ("handbook.yaml", "title: One\n")]);
    folder.run(&["build"]).ends(0);
    let before = folder.files("public");
    folder.write("index.md", "# Changed\n");
    for wrong in ["titel: Two\n", "title: [\n", "week_start: funday\n", "- a\n- b\n"] {
        folder.write("handbook.yaml", wrong);
        let told = ["config/invalid", "handbook.yaml:1:"];
        folder.run(&["build"]).ends(2).complains(&told).complains(&["Nothing was published"]);
        folder.run(&["check"]).ends(2).says(&told);
        folder.run(&["facts"]).ends(2).complains(&told);
        assert_eq!(folder.files("public"), before, "{wrong}");
    }
    folder.write("handbook.yaml", "titel: Two\n");
    folder.run(&["check"]).ends(2).says(&["`title`"]);
    // Nobody can wave a broken configuration through.
    folder.run(&["build", "--allow", "config/invalid"]).ends(2);
    folder.run(&["check", "--allow", "config"]).ends(2);
    assert_eq!(folder.files("public"), before);
}

#[test]
fn a_template_that_cannot_be_read_publishes_nothing() {
    let folder = Folder::new(&[SOUND, ("handbook.yaml", "title: One\n")]);
    folder.run(&["build"]).ends(0);
    let before = folder.files("public");
    folder.write("templates/page.html", "{% extends \"base.html\" %}\n{% block content %}\n{{ page.title \n");
    let told = ["template/invalid", "templates/page.html:"];
    folder.run(&["build"]).ends(2).complains(&told).complains(&["Nothing was published"]);
    folder.run(&["check"]).ends(2).says(&told);
    assert_eq!(folder.files("public"), before);
}

#[test]
fn a_template_that_fails_on_a_page_publishes_nothing() {
    let folder = Folder::new(&[SOUND, ("handbook.yaml", "title: One\n")]);
    folder.run(&["build"]).ends(0);
    let before = folder.files("public");
    folder.write("templates/404.html", "<p>{{ page.titel }}</p>\n");
    let told = ["template/invalid", "templates/404.html:1:", "titel"];
    folder.run(&["build"]).ends(2).complains(&told).complains(&["Nothing was published"]);
    folder.run(&["check"]).ends(2).says(&told);
    for allowed in ["template/invalid", "template"] {
        folder.run(&["build", "--allow", allowed]).ends(2).complains(&told);
        folder.run(&["check", "--allow", allowed]).ends(2).says(&told);
    }
    assert_eq!(folder.files("public"), before);
    folder.write("templates/404.html", "<p>{{ page.title }}</p>\n");
    folder.run(&["build"]).ends(0);
    assert_ne!(folder.files("public"), before);
}

#[test]
fn only_if_clean_publishes_nothing_when_anything_fails() {
    let folder = Folder::new(&[SOUND]);
    folder.run(&["build", "--only-if-clean"]).ends(0);
    let before = folder.files("public");
    assert!(before.contains_key("index.html"));
    folder.write(BROKEN.0, BROKEN.1);
    folder.run(&["build", "--only-if-clean"]).ends(1).complains(&["link/missing-file", "Nothing was published"]);
    assert_eq!(folder.files("public"), before);
    folder.write(DOUBTFUL.0, DOUBTFUL.1);
    folder.run(&["build", "--only-if-clean", "--strict"]).ends(1).complains(&["Nothing was published"]);
    assert_eq!(folder.files("public"), before);
    folder.run(&["build", "--only-if-clean"]).ends(0);
    assert_ne!(folder.files("public"), before);
}
