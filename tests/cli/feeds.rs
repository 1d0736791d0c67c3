//! Calendar feeds from real repositories: what stays and what rises when a document changes.

use std::fs::File;
use std::time::{Duration, UNIX_EPOCH};

use crate::support::{Folder, commit_at};

const MEETINGS: &str = "# Sprint 4\n\n## Day 1: Kickoff\n\n**Attendees:** Ada, Kai\n\n## Day 9: Review\n\n\
                        **Attendees:** Kai\n";

fn repository() -> Folder {
    let folder = Folder::new(&[
        (".gitignore", "public/\n"),
        ("handbook.yaml", "title: Harbour\nbase_url: https://h.example/x\n"),
        ("content/index.md", "# Home\n\n[Sprint 4](sprint-4.md), [notes](notes.md)\n"),
        ("content/sprint-4.md", &format!("---\nsprint: Sprint 4\nstart: 2026-01-05\nend: 2026-01-16\n---\n{MEETINGS}")),
        ("content/notes.md", "# Notes\n\n## 2026-01-07: Talk\n"),
    ]);
    commit_at(&folder, "2026-01-02T09:00:00+00:00");
    folder
}

/// Of the event of that title: what its lines of these names say.
fn told<const N: usize>(folder: &Folder, feed: &str, title: &str, names: [&str; N]) -> [String; N] {
    let text = folder.read(&format!("public/{feed}")).replace("\r\n ", "");
    let events = text.split("BEGIN:VEVENT\r\n");
    let event = events.into_iter().find(|event| event.contains(&format!("\r\nSUMMARY:{title}\r\n")));
    let event = event.unwrap_or_else(|| panic!("no {title} in {text}"));
    names.map(|name| {
        let line = event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix([':', ';']));
        line.unwrap_or_else(|| panic!("{title} has no {name}: {event}")).to_owned()
    })
}

fn sequence(folder: &Folder, title: &str) -> u64 {
    let [sequence] = told(folder, "calendar.ics", title, ["SEQUENCE"]);
    sequence.parse().expect("a number")
}

#[test]
fn a_moved_meeting_keeps_its_uid_and_supersedes_what_it_was() {
    let folder = repository();
    folder.run(&["build", "--quiet"]).ends(0);
    let before = told(&folder, "calendar.ics", "Review", ["UID", "SEQUENCE", "DTSTART", "DTSTAMP"]);
    let seconds = 1_767_344_400 - 1_577_836_800;
    let want = ["sprint-4.review@h.example", &seconds.to_string(), "VALUE=DATE:20260113", "20260102T090000Z"];
    assert_eq!(before, want);

    let text = folder.read("content/sprint-4.md");
    folder.write("content/sprint-4.md", text.replace("Day 9", "Day 10"));
    commit_at(&folder, "2026-01-06T10:30:00+02:00");
    folder.run(&["build", "--quiet"]).ends(0);
    let after = told(&folder, "calendar.ics", "Review", ["UID", "SEQUENCE", "DTSTART", "LAST-MODIFIED"]);
    let seconds = 1_767_688_200 - 1_577_836_800;
    let want = ["sprint-4.review@h.example", &seconds.to_string(), "VALUE=DATE:20260114", "20260106T083000Z"];
    assert_eq!(after, want);
    // The other document was not touched.
    assert_eq!(told(&folder, "calendar.ics", "Talk", ["DTSTAMP"]), ["20260102T090000Z"]);
    for feed in ["calendar/sprint-4.ics", "people/kai.ics", "calendar/events/sprint-4.review.ics"] {
        assert_eq!(told(&folder, feed, "Review", ["UID", "SEQUENCE", "DTSTART", "LAST-MODIFIED"]), after, "{feed}");
    }
}

#[test]
fn what_is_not_committed_yet_supersedes_what_was() {
    let folder = repository();
    folder.run(&["build", "--quiet"]).ends(0);
    let before = (sequence(&folder, "Review"), sequence(&folder, "Talk"));
    let text = folder.read("content/sprint-4.md");
    folder.write("content/sprint-4.md", text.replace("Day 9", "Day 10"));
    folder.run(&["build", "--quiet"]).ends(0);
    let after = (sequence(&folder, "Review"), sequence(&folder, "Talk"));
    assert!(after.0 > before.0 && after.1 == before.1, "{before:?} {after:?}");
}

#[test]
fn without_git_a_document_says_when_it_changed_else_its_file_does() {
    let folder = Folder::new(&[
        ("a.md", "---\nupdated: 2026-02-03\n---\n# A\n\n## 2026-03-02: Talk\n"),
        ("b.md", "# B\n\n## 2026-03-03: Walk\n"),
    ]);
    for file in ["a.md", "b.md"] {
        let file = File::options().write(true).open(folder.at(file)).expect("a file that was just written");
        file.set_modified(UNIX_EPOCH + Duration::from_millis(1_772_366_400_750)).expect("a file of ours");
    }
    folder.run(&["build", "--quiet"]).ends(0);
    assert_eq!(told(&folder, "calendar.ics", "Talk", ["DTSTAMP"]), ["20260203T000000Z"]);
    assert_eq!(told(&folder, "calendar.ics", "Walk", ["DTSTAMP"]), ["20260301T120000Z"]);
}

#[test]
fn two_builds_give_equal_feeds() {
    let folder = repository();
    folder.write("content/later.md", "# Later\n\n## 2026-01-08: Not committed\n");
    folder.run(&["build", "--quiet"]).ends(0);
    folder.run_with(&[("RAYON_NUM_THREADS", "1")], &["build", "--quiet", "--output-dir", "again"]).ends(0);
    let (one, other) = (folder.files("public"), folder.files("again"));
    let feeds = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        files.clone().into_iter().filter(|(path, _)| path.ends_with(".ics")).collect::<Vec<_>>()
    };
    assert_eq!(feeds(&one), feeds(&other));
    assert!(feeds(&one).len() >= 8, "{:?}", one.keys());
}

#[test]
fn without_people_nobody_has_a_feed_and_nobody_an_address() {
    let folder = repository();
    let roles = "roles:\n  Ada: {email: ada@h.example}\n";
    let settings = folder.read("handbook.yaml") + roles;
    folder.write("handbook.yaml", &settings);
    folder.run(&["build", "--quiet"]).ends(0);
    let [attendee] = told(&folder, "calendar.ics", "Kickoff", ["ATTENDEE"]);
    assert_eq!(attendee, "CN=\"Ada\";ROLE=REQ-PARTICIPANT:mailto:ada@h.example");
    folder.write("handbook.yaml", settings + "people: off\n");
    folder.run(&["build", "--quiet"]).ends(0);
    assert!(!folder.read("public/calendar.ics").contains("ada@"));
    let files = folder.files("public");
    assert!(files.keys().all(|path| !path.starts_with("people/") && !path.starts_with("roles/")), "{:?}", files.keys());
}
