//! The smaller commands.

use serde_json::Value;
use sprintbook::check::RULES;

use crate::support::Folder;

#[test]
fn every_rule_is_explained() {
    let folder = Folder::new(&[]);
    let list = folder.run(&["explain"]).ends(0).out;
    for rule in RULES {
        assert!(list.contains(&format!("`{}`", rule.code)), "{} is not listed", rule.code);
        let told = folder.run(&["explain", rule.code]).ends(0);
        let heading = format!("# {}\n", rule.code);
        assert!(told.out.starts_with(&heading) && told.out.contains(rule.level.word()), "{}", told.out);
    }
    let group = folder.run(&["explain", "config"]).ends(0).out;
    assert!(group.starts_with("# config/invalid\n"));
    let group = folder.run(&["explain", "link"]).ends(0).out;
    let count = group.lines().filter(|line| line.starts_with("# link/")).count();
    assert_eq!(count, RULES.iter().filter(|rule| rule.code.starts_with("link/")).count());
}

#[test]
fn an_unknown_rule_is_not_explained() {
    let folder = Folder::new(&[]);
    folder.run(&["explain", "link/missing-fil"]).ends(2).complains(&["did you mean `link/missing-file`?"]);
    folder.run(&["explain", "links"]).ends(2).complains(&["did you mean `link`?"]);
    folder.run(&["explain", "zzzzzz/zzzzz"]).ends(2).complains(&["lists all"]);
    folder.run(&["explain", ""]).ends(2);
    folder.run(&["explain", "link/"]).ends(2);
}

#[test]
fn init_writes_a_handbook_that_is_clean() {
    let folder = Folder::new(&[]);
    let told = folder.run(&["init", "team/book"]).ends(0).says(&["handbook.yaml", "sprintbook build team/book"]);
    let files = folder.files("team/book");
    for path in files.keys() {
        assert!(told.out.contains(path.as_str()), "{path} is not told");
    }
    folder.run(&["check", "--strict", "team/book"]).ends(0).says(&["no findings"]);
    folder.run(&["build", "--strict", "team/book"]).ends(0);
    assert!(folder.has("team/book/public/calendar.ics") && folder.has("team/book/public/checklists/index.html"));
    let here = Folder::new(&[("notes.txt", "mine\n")]);
    here.run(&["init"]).ends(0);
    here.run(&["check", "--strict"]).ends(0);
    assert_eq!(here.read("notes.txt"), "mine\n");
    let quiet = Folder::new(&[]);
    assert_eq!(quiet.run(&["init", "-q"]).ends(0).out, "");
}

#[test]
fn init_overwrites_nothing() {
    let folder = Folder::new(&[("content/index.md", "# Mine\n")]);
    folder.run(&["init"]).ends(2).complains(&["content/index.md", "Nothing was written"]);
    assert_eq!(folder.files("").len(), 1);
    assert_eq!(folder.read("content/index.md"), "# Mine\n");
    let twice = Folder::new(&[]);
    twice.run(&["init"]).ends(0);
    twice.write("content/index.md", "# Mine now\n");
    let before = twice.files("");
    twice.run(&["init"]).ends(2);
    assert_eq!(twice.files(""), before);
}

fn sprint() -> Folder {
    Folder::new(&[
        (
            "content/sprint-1/index.md",
            "---\ntitle: Sprint 1\nkind: sprint\nstart: 2026-03-02\nend: 2026-03-13\n---\n\n# Sprint 1\n\n\
             ## Day 2: Planning\n\n**Duration:** 90 minutes\n**Attendees:** Ada, Tech Lead\n\n- [ ] Write the agenda\n- [x] Book a room\n",
        ),
        ("content/other.md", "# Other\n\n- [ ] Something else\n"),
        ("content/draft.md", "---\ndraft: true\n---\n\n# Draft\n\n- [ ] Not yet\n"),
    ])
}

fn facts(folder: &Folder, flags: &[&str]) -> Vec<Value> {
    let told = folder.run(&[&["facts", "--format", "json"], flags].concat()).ends(0);
    let whole: Value = serde_json::from_str(&told.out).expect("JSON");
    assert_eq!(whole["schema"], "sprintbook-facts/1");
    whole["facts"].as_array().expect("a list").clone()
}

#[test]
fn facts_are_printed_for_programs() {
    let folder = sprint();
    let all = facts(&folder, &[]);
    let kinds: Vec<&str> = all.iter().map(|fact| fact["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "task").count(), 3, "{kinds:?}");
    for fact in &all {
        assert!(fact["id"].is_string() && fact["title"].is_string() && fact["source"]["line"].is_u64(), "{fact}");
    }
    let events = facts(&folder, &["--kind", "event"]);
    let [planning] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(planning["title"], "Planning");
    assert_eq!(planning["when"]["start"], "2026-03-03");
    assert_eq!((&planning["when"]["day"], &planning["when"]["minutes"]), (&2.into(), &90.into()));
    assert_eq!(planning["people"], serde_json::json!(["Ada", "Tech Lead"]));
    assert_eq!(planning["timebox"], "Sprint 1");
    let boxes = facts(&folder, &["--kind", "timebox"]);
    assert_eq!((&boxes[0]["start"], &boxes[0]["end"]), (&"2026-03-02".into(), &"2026-03-13".into()));
    let states: Vec<_> = facts(&folder, &["--kind", "task", "sprint-1"]).iter().map(|t| t["state"].clone()).collect();
    assert_eq!(states, ["open", "done"]);
    assert_eq!(facts(&folder, &["--kind", "task", "--kind", "event"]).len(), 4);
    assert_eq!(facts(&folder, &["--kind", "task", "--drafts"]).len(), 4);
}

#[test]
fn facts_are_printed_for_people_and_by_path() {
    let folder = sprint();
    folder.run(&["facts"]).ends(0).says(&["Planning", "Write the agenda", "Something else"]);
    let told = folder.run(&["facts", "other.md"]).ends(0).says(&["Something else"]);
    assert!(!told.out.contains("Planning"));
    let told = folder.run(&["facts", "./sprint-1/"]).ends(0).says(&["Planning"]);
    assert!(!told.out.contains("Something else"));
    folder.run(&["facts", "spring-1"]).ends(2).complains(&["spring-1", "paths are below"]);
    folder.run(&["facts", "--kind", "meeting"]).ends(2).complains(&["timebox", "event", "task"]);
}

/// A sprint's plan, and notes that name the sprint alone.
fn two_documents() -> Folder {
    Folder::new(&[
        (
            "content/plan.md",
            "---\nsprint: Sprint 4\nstart: 2026-03-02\nend: 2026-03-13\n---\n\n# Plan\n\n## Day 3: Sprint Review\n\n\
             **Duration:** 1 hour\n**Attendees:** Ada\n",
        ),
        ("content/notes.md", "# Sprint 4: Notes\n\n## Day 3: Review\n\n## Day 5: Demo\n\n**Attendees:** Kai\n"),
    ])
}

#[test]
fn facts_of_several_documents_are_told_once_and_explained() {
    let folder = two_documents();
    let events = facts(&folder, &["--kind", "event", "--explain"]);
    let titles: Vec<_> = events.iter().map(|event| event["title"].clone()).collect();
    assert_eq!(titles, ["Demo", "Sprint Review"]);
    assert_eq!(
        (&events[0]["when"]["start"], &events[1]["also"][0]["path"]),
        (&"2026-03-06".into(), &"notes.md".into())
    );
    let whys = events[0]["why"].as_array().expect("a list");
    assert!(whys.iter().any(|why| why["path"] == "plan.md" && why["line"] == 3), "{whys:?}");
    // What a document tells less fully than another is also its own.
    assert_eq!(facts(&folder, &["--kind", "event", "content/notes.md"]).len(), 2);
    let told = folder.run(&["facts", "--kind", "event", "--format", "csv"]).ends(0);
    assert!(
        told.out.starts_with("kind,id,title,") && told.out.contains("\r\nevent,notes#demo,Demo,notes.md,"),
        "{}",
        told.out
    );
    let none =
        folder.run(&["facts", "--kind", "risk", "--format", "json"]).ends(0).complains(&["No facts of kind risk"]);
    assert!(serde_json::from_str::<Value>(&none.out).is_ok_and(|whole| whole["facts"] == serde_json::json!([])));
    assert!(folder.run(&["facts", "--kind", "risk", "--quiet"]).ends(0).err.is_empty());
}

#[test]
fn an_agenda_has_days_and_knows_persons() {
    let folder = two_documents();
    let two_weeks = folder.run(&["agenda", "--today", "2026-03-01"]).ends(0);
    assert_eq!(
        two_weeks.out,
        "Wednesday 4 March 2026\n    Sprint Review (1 h): Ada\n\nFriday 6 March 2026\n    Demo: Kai\n\n"
    );
    let kai = folder.run(&["agenda", "--week", "2026-03-05", "--person", "kai"]).ends(0).says(&["Demo"]);
    assert!(!kai.out.contains("Review"));
    folder.run(&["agenda", "--today", "2026-03-05", "--week"]).ends(0).says(&["Review", "Demo"]);
    let told = folder.run(&["agenda", "--from", "2026-03-05", "--to", "2026-03-05", "--format", "json"]).ends(0);
    told.complains(&["Nothing from 2026-03-05 to 2026-03-05"]);
    folder.run(&["agenda", "--from", "2026-03-05", "--to", "2026-03-04"]).ends(2).complains(&["is after the last"]);
    folder.run(&["agenda", "--week", "--from", "2026-03-05"]).ends(2);
    folder.run(&["agenda", "--from", "2026-02-30"]).ends(2).complains(&["2026-01-05 is wanted"]);
}
