//! What a build leaves in the output directory.

use std::collections::BTreeMap;
use std::fs::FileTimes;
use std::time::{Duration, SystemTime};

use crate::support::{Folder, SOUND};

fn handbook() -> Folder {
    Folder::new(&[
        ("handbook.yaml", "title: Plans\n"),
        ("content/index.md", "# Home\n\n[One](one.md), [two](two.md), [file](data.csv)\n"),
        ("content/one.md", "# One\n\nFirst.\n"),
        ("content/two.md", "# Two\n\nSecond.\n"),
        ("content/data.csv", "a,b\n"),
        ("content/unused.csv", "c,d\n"),
        ("static/extra/note.txt", "hello\n"),
    ])
}

/// Makes all files of the site old, so that a rewritten one shows.
fn age(folder: &Folder) {
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in folder.files("public").keys() {
        let file = std::fs::File::options().append(true).open(folder.at(&format!("public/{path}"))).expect("a file");
        file.set_times(FileTimes::new().set_modified(old)).expect("a time");
    }
}

/// The files of the site that are new since [`age`], our own records left out.
fn written(folder: &Folder) -> Vec<String> {
    let recent = |path: &String| {
        let modified = std::fs::metadata(folder.at(&format!("public/{path}"))).and_then(|file| file.modified());
        modified.expect("a time") > SystemTime::UNIX_EPOCH + Duration::from_secs(1_100_000_000)
    };
    let own = |path: &String| path.starts_with(".sprintbook");
    folder.files("public").into_keys().filter(|path| !own(path)).filter(recent).collect()
}

/// The site without our own records.
fn site(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    folder.files("public").into_iter().filter(|(path, _)| !path.starts_with(".sprintbook")).collect()
}

#[test]
fn a_second_build_writes_nothing() {
    let folder = handbook();
    folder.run(&["build"]).ends(0);
    let before = site(&folder);
    age(&folder);
    folder.run(&["build", "-v"]).ends(0).complains(&["0 files created, 0 replaced, 0 deleted"]);
    assert_eq!(written(&folder), [] as [&str; 0]);
    assert_eq!(site(&folder), before);
}

#[test]
fn only_what_changed_is_written() {
    let folder = handbook();
    folder.run(&["build"]).ends(0);
    age(&folder);
    folder.write("content/two.md", "# Two\n\nSecond thoughts.\n");
    folder.run(&["build"]).ends(0);
    assert_eq!(written(&folder), ["two/index.html"]);
    // The result is that of a build from nothing.
    let incremental = site(&folder);
    std::fs::remove_dir_all(folder.at("public")).expect("removed");
    folder.run(&["build"]).ends(0);
    assert_eq!(site(&folder), incremental);
}

#[test]
fn what_no_page_needs_any_more_disappears() {
    let folder = handbook();
    folder.run(&["build"]).ends(0);
    assert!(folder.has("public/two/index.html") && folder.has("public/data.csv"));
    std::fs::remove_file(folder.at("content/two.md")).expect("removed");
    folder.write("content/index.md", "# Home\n\n[One](one.md)\n");
    folder.run(&["build"]).ends(0);
    assert!(!folder.has("public/two") && !folder.has("public/data.csv"));
    assert!(folder.has("public/one/index.html"));
}

#[test]
fn files_that_no_page_refers_to_are_not_published_but_those_of_static_are() {
    let folder = handbook();
    folder.run(&["build"]).ends(0);
    assert_eq!(folder.read("public/data.csv"), "a,b\n");
    assert!(!folder.has("public/unused.csv"));
    assert_eq!(folder.read("public/extra/note.txt"), "hello\n");
}

#[test]
fn a_file_of_the_users_own_survives() {
    let folder = handbook();
    folder.run(&["build"]).ends(0);
    folder.write("public/CNAME", "handbook.example.org\n");
    folder.write("public/two/mine.txt", "mine\n");
    std::fs::remove_file(folder.at("content/two.md")).expect("removed");
    folder.run(&["build"]).ends(1);
    assert_eq!(folder.read("public/CNAME"), "handbook.example.org\n");
    assert_eq!(folder.read("public/two/mine.txt"), "mine\n");
    assert!(!folder.has("public/two/index.html"));
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_untouched() {
    let folder = handbook();
    folder.write("site/index.html", "<p>Somebody's own</p>\n");
    folder.run(&["build", "-o", "site"]).ends(2).complains(&["site", "did not write", "index.html", "--output-dir"]);
    assert_eq!(folder.files("site").len(), 1);
    assert_eq!(folder.read("site/index.html"), "<p>Somebody's own</p>\n");
    folder.run(&["build", "-o", "handbook.yaml"]).ends(2).complains(&["is not a directory"]);
    assert_eq!(folder.read("handbook.yaml"), "title: Plans\n");
    // The documents themselves are the nearest folder to name by mistake.
    let before = folder.files("content");
    folder.run(&["build", "-o", "content"]).ends(2);
    folder.run(&["build", "-o", "."]).ends(2);
    assert_eq!(folder.files("content"), before);
}

#[test]
fn an_empty_folder_is_taken() {
    let folder = Folder::new(&[SOUND]);
    std::fs::create_dir(folder.at("public")).expect("a folder");
    folder.run(&["build"]).ends(0);
    assert!(folder.has("public/index.html"));
}

#[test]
fn a_file_in_the_way_that_is_not_ours_is_told_before_anything_is_written() {
    let folder = handbook();
    folder.run(&["build"]).ends(0);
    let before = site(&folder);
    folder.write("content/three.md", "# Three\n");
    folder.write("content/index.md", "# Home, changed\n\n[One](one.md), [two](two.md), [file](data.csv)\n");
    folder.write("public/three/index.html", "mine\n");
    folder.run(&["build"]).ends(2).complains(&["three", "Nothing was published"]);
    let mut after = site(&folder);
    assert_eq!(after.remove("three/index.html").as_deref(), Some(b"mine\n".as_slice()));
    assert_eq!(after, before);
}

#[test]
fn a_theme_is_overridden_file_by_file() {
    let folder = handbook();
    folder.run(&["build"]).ends(0);
    let own = folder.read("public/assets/style.css");
    folder.write("static/style.css", "body { color: teal }\n");
    folder.write("templates/404.html", "<h1>Not here</h1>\n");
    folder.run(&["build"]).ends(0);
    assert_eq!(folder.read("public/assets/style.css"), "body { color: teal }\n");
    assert!(folder.read("public/404.html").contains("Not here"));
    std::fs::remove_file(folder.at("static/style.css")).expect("removed");
    folder.run(&["build"]).ends(0);
    assert_eq!(folder.read("public/assets/style.css"), own);
    // Without a handbook.yaml, `static` and `templates` are folders like any other.
    std::fs::remove_file(folder.at("handbook.yaml")).expect("removed");
    folder.run(&["build"]).ends(0);
    assert!(!folder.read("public/404.html").contains("Not here"));
}
