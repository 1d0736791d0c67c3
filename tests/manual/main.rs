//! The manual, tried out: every command is run and every example is read, page by page.
//!
//! Each page of content/manual, and README.md, gets a folder of its own with the handbook that `sprintbook init`
//! writes, kept in git. There its fences are followed from top to bottom:
//!
//! - ```` ```console ````: lines `$ command`, below each what it prints; `…` alone on a line stands for any lines, and
//!   times such as `0.08 s` may differ. ```` ```bash ````: commands alone, which must exit 0 or 1.
//! - A second word that is a path, ```` ```yaml handbook.yaml ````, writes the fence into that file.
//! - Without a path, `yaml` is settings, or front matter where it begins with `---`, or neither where a second word
//!   `fragment` says so; `markdown` is a document beside the starter's; `json` is JSON.
//!
//! With `BLESS=1` in the environment, outputs without `…` are written anew into the pages; a person reads them then.

#![expect(clippy::disallowed_methods, reason = "the manual's pages are files, and its commands are run")]

mod commands;
mod compare;
mod examples;
mod explanations;
mod page;
mod session;
mod words;

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use page::Page;

/// Commands that no test can run: page, beginning of the command, reason. An entry that nothing needs fails.
const NOT_RUN: &[(&str, &str, &str)] = &[
    ("README.md", "cargo run ", "the tests are run by cargo, which would wait for itself"),
    ("README.md", "tests/run", "it runs these tests"),
    ("README.md", "cargo install ", "it downloads and builds everything anew"),
    ("content/manual/getting-started.md", "cargo install ", "it downloads and builds everything anew"),
];

/// A file of the project.
fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All pages of the manual, and README.md, in the order of their paths.
fn pages() -> Vec<Page> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = walkdir::WalkDir::new(top.join("content/manual")).sort_by_file_name();
    let files = walk.into_iter().map(|entry| entry.expect("the manual can be read").into_path());
    let mut pages: Vec<Page> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| {
            let path = path.strip_prefix(top).expect("below the project").to_string_lossy().replace('\\', "/");
            Page::new(&path, &read(&path))
        })
        .collect();
    pages.push(Page::new("README.md", &read("README.md")));
    assert!(pages.len() > 5, "the manual was not found");
    pages
}

/// The reason why a command is not run, as the number of its entry.
fn not_run(page: &str, command: &str) -> Option<usize> {
    NOT_RUN.iter().position(|(path, beginning, _)| *path == page && command.starts_with(beginning))
}

/// Fails with all that was found.
#[track_caller]
fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what} ({}):\n\n{}\n", found.len(), found.join("\n\n"));
}

#[test]
fn every_command_does_what_the_manual_says() {
    let found: Vec<String> = pages().par_iter().flat_map_iter(session::run).collect();
    none("the manual says something else than what happens", &found);
}

#[test]
fn every_example_is_sound() {
    let found: Vec<String> = pages().par_iter().flat_map_iter(examples::mistakes).collect();
    none("examples of the manual are wrong", &found);
}

#[test]
fn every_command_and_flag_that_is_named_exists() {
    let found: Vec<String> = pages().par_iter().flat_map_iter(words::unknown).collect();
    none("the manual names what there is not", &found);
}

#[test]
fn every_exception_is_needed() {
    let pages = pages();
    let commands = pages.iter().flat_map(|page| page.commands().map(|command| (page.path.as_str(), command)));
    let used: Vec<usize> = commands.filter_map(|(page, command)| not_run(page, &command)).collect();
    let needless = NOT_RUN.iter().enumerate().filter(|(at, _)| !used.contains(at));
    let needless: Vec<String> = needless.map(|(_, (page, beginning, _))| format!("{page}: {beginning}")).collect();
    none("no page has such a command", &needless);
}
