//! Whole small handbooks, each with what readers get: what is published, the pages that matter, the calendar's feed.
//!
//! A handbook is `tests/sites/<name>/` with `handbook.yaml` (if it has one), `content/`, `templates/` and `static/`.
//! Beside them `expected/` holds `tree.txt` (every published path), `findings.txt`, and of some published files what
//! is listed in [`SITES`]: of pages the `<main>` element alone. With `BLESS=1` in the environment it is written anew;
//! what it says then must be read by a person.

#![expect(clippy::disallowed_methods, reason = "the handbooks and what is expected of them are files")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};
use std::{env, fs};

/// Each handbook with the published files that are compared.
const SITES: &[(&str, &[&str])] = &[
    (
        "github",
        &[
            "index.html",
            "sprints/index.html",
            "sprints/sprint-1/index.html",
            "sprints/sprint-2/index.html",
            "squads/index.html",
            "squads/ledger/index.html",
            "checklists/index.html",
        ],
    ),
    (
        "configured",
        &[
            "index.html",
            "guides/index.html",
            "guides/mooring/index.html",
            "plans/first/index.html",
            "how-to-moor/index.html",
            "tags/index.html",
            "tags/safety/index.html",
            "sitemap.xml",
            "robots.txt",
            "404.html",
        ],
    ),
    ("own-pages", &["index.html", "calendar/index.html", "checklists/index.html"]),
    ("unusual", &["index.html", "日本/計画/index.html", "a/index.html", "a/b/index.html", "a/b/c/d/e/index.html"]),
    ("meetings", &["calendar.ics", "calendar/index.html", "sprint-7/meetings/index.html"]),
    ("clocks", &["calendar.ics", "deadlines.ics", "tasks.ics", "people/kai.ics"]),
];

/// When every file of a handbook was written, in seconds since 1970: 1 March 2026, 12:00 UTC.
const WRITTEN: u64 = 1_772_366_400;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}

fn files(top: &Path) -> BTreeMap<String, Vec<u8>> {
    let found = walkdir::WalkDir::new(top).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    found
        .map(|file| {
            let path = file.path().strip_prefix(top).expect("below it").to_string_lossy().replace('\\', "/");
            (path, fs::read(file.path()).expect("a file that was just found"))
        })
        .collect()
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("below something")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// Of a page its `<main>`; of a page without one, and of anything else, the whole.
fn part(path: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).expect("what is compared is text");
    let main = text.find("<main").zip(text.find("</main>")).filter(|_| path.ends_with(".html"));
    let shown = main.map_or(text.as_str(), |(start, end)| &text[start..end + "</main>".len()]);
    // Otherwise every release would change every feed.
    shown.replace(concat!("sprintbook ", env!("CARGO_PKG_VERSION")), "sprintbook VERSION").trim_end().to_owned() + "\n"
}

/// Builds a copy outside of any repository, and gives what is compared.
fn built(name: &str, compared: &[&str]) -> BTreeMap<String, String> {
    let copy = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in files(&folder(name)) {
        if !path.starts_with("expected/") {
            let path = copy.path().join(path);
            write(&path, &bytes);
            // Feeds tell when a document that has no date of its own was written.
            let file = fs::File::options().write(true).open(&path).expect("a file that was just written");
            file.set_modified(UNIX_EPOCH + Duration::from_secs(WRITTEN)).expect("a file of ours");
        }
    }
    let output = Command::new(env!("CARGO_BIN_EXE_sprintbook"))
        .args(["build", "--format", "short", "--today", "2026-03-01", "."])
        .current_dir(copy.path())
        .output()
        .expect("the binary can be started");
    let told = String::from_utf8(output.stderr).expect("messages are UTF-8");
    assert!(output.status.code().is_some_and(|code| code < 2), "{name}: {told}");
    let site = files(&copy.path().join("public"));
    let mut parts: BTreeMap<String, String> = compared
        .iter()
        .map(|path| {
            let bytes = site.get(*path).unwrap_or_else(|| panic!("{name} has no {path}: {:?}", site.keys()));
            ((*path).to_owned(), part(path, bytes))
        })
        .collect();
    let own = |path: &&String| !path.starts_with(".sprintbook");
    parts.insert("tree.txt".into(), site.keys().filter(own).map(|path| format!("{path}\n")).collect());
    // The last line is the summary, with the time that it took.
    let findings: Vec<&str> = told.lines().filter(|line| !line.contains(" checked in ")).collect();
    parts.insert("findings.txt".into(), findings.iter().map(|line| format!("{line}\n")).collect());
    parts
}

#[test]
fn every_handbook_gives_its_site() {
    let bless = env::var("BLESS").is_ok();
    let mut wrong = Vec::new();
    for (name, compared) in SITES {
        let expected = folder(name).join("expected");
        let got = built(name, compared);
        if bless {
            let _ = fs::remove_dir_all(&expected);
            got.iter().for_each(|(path, text)| write(&expected.join(path), text.as_bytes()));
            continue;
        }
        let there: BTreeMap<String, String> =
            files(&expected).into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into())).collect();
        for path in there.keys().chain(got.keys()) {
            if there.get(path) != got.get(path) {
                let text =
                    |side: &BTreeMap<String, String>| side.get(path).cloned().unwrap_or_else(|| "nothing\n".into());
                wrong.push(format!("{name}: {path}\n--- expected\n{}--- built\n{}", text(&there), text(&got)));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_handbook_is_in_the_list() {
    let there = fs::read_dir(folder("")).expect("the folder of handbooks").flatten();
    let unlisted: Vec<_> = there
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| SITES.iter().all(|(site, _)| site != name))
        .collect();
    assert!(unlisted.is_empty(), "{unlisted:?} have no line in SITES");
}
