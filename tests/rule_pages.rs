//! The manual's pages about rules are what the rules' own files say. `BLESS=1 cargo test --test rule_pages` writes
//! them.

#![expect(clippy::disallowed_methods, reason = "these tests read the project's own files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sprintbook::check::manual;

/// The pages that are there, one folder for each group.
fn present(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder).min_depth(2).into_iter().map(|entry| entry.expect("a readable folder"));
    let pages = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("below the folder").to_string_lossy().into_owned();
        (path, fs::read_to_string(entry.path()).expect("a page"))
    });
    pages.collect()
}

#[test]
fn every_rule_and_group_has_the_page_that_its_file_makes() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content/manual/rules");
    let wanted = manual::pages();
    fs::create_dir_all(&folder).expect("the folder of rules");
    if std::env::var_os("BLESS").is_some() {
        for old in present(&folder).keys().filter(|path| !wanted.contains_key(*path)) {
            fs::remove_file(folder.join(old)).expect("an old page");
        }
        for (path, page) in &wanted {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a page is in a folder")).expect("the folder of a group");
            fs::write(path, page).expect("a page can be written");
        }
    }
    let present = present(&folder);
    let paths = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&present), paths(&wanted), "run BLESS=1 cargo test --test rule_pages");
    for (path, page) in &wanted {
        assert_eq!(&present[path], page, "{path}: run BLESS=1 cargo test --test rule_pages");
    }
}
