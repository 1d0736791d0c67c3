//! Where new documents go, what they are called, and when new sprints run.

use chrono::NaiveDate;

use super::{New, Refused, Wanted, plan};
use crate::load::Inputs;
use crate::pipeline;

/// Friday.
const TODAY: &str = "2026-01-09";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn wanted(kind: &str, name: &str) -> Wanted {
    Wanted { kind: kind.to_owned(), name: name.to_owned(), date: None, today: day(TODAY), path: None }
}

fn planned(files: &[(&str, &str)], wanted: &Wanted) -> Result<New, Refused> {
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let inputs = Inputs::in_memory(&files, &crate::check::codes());
    let read = pipeline::read(&inputs);
    plan(wanted, &inputs, &read.documents, &read.facts)
}

#[track_caller]
fn new(files: &[(&str, &str)], wanted: &Wanted) -> New {
    planned(files, wanted).unwrap_or_else(|refused| panic!("{refused}"))
}

fn path(files: &[(&str, &str)], kind: &str, name: &str) -> String {
    new(files, &wanted(kind, name)).path
}

fn sprint(name: &str, start: &str, end: &str) -> String {
    format!("---\nsprint: {name}\nstart: {start}\nend: {end}\nowner: Ada\n---\n# {name}\n")
}

/// First day, last day and number of the last working day.
fn days(files: &[(&str, &str)], wanted: &Wanted) -> (String, String, i32) {
    let known = new(files, wanted).known;
    (known.start.expect("a sprint"), known.end.expect("a sprint"), known.last_day.expect("a sprint"))
}

#[test]
fn in_an_empty_handbook_documents_go_where_the_starter_has_them() {
    for (kind, name, want) in [
        ("sprint", "Sprint 12: Pay by card", "sprint-12/index.md"),
        ("sprint", "12", "sprint-12/index.md"),
        ("sprint", "Hardening", "hardening/index.md"),
        ("charter", "Checkout squad", "charters/checkout.md"),
        ("decision", "Cloud  provider?", "decisions/cloud-provider.md"),
        ("status", "2026-01-12", "status/2026-01-12.md"),
        ("status", "Week 2", "status/week-2.md"),
        ("meeting", "Kickoff", "meetings/2026-01-09-kickoff.md"),
        ("meeting", "2026-01-12: Kickoff", "meetings/2026-01-12-kickoff.md"),
        ("risk", "Late vendor", "risks/late-vendor.md"),
    ] {
        assert_eq!(path(&[], kind, name), want, "{kind} {name}");
    }
}

#[test]
fn documents_go_beside_their_like() {
    let decision = "---\nkind: decision\n---\n# One\n";
    let files = [("team/choices/one.md", decision), ("team/choices/two.md", decision), ("old/three.md", decision)];
    assert_eq!(path(&files, "decision", "Four"), "team/choices/four.md");
    // Without `kind`, by the name of the folder.
    assert_eq!(path(&[("docs/adr/index.md", "# A\n"), ("docs/adr/one.md", "# A\n")], "decision", "B"), "docs/adr/b.md");
    assert_eq!(path(&[("squads/ui.md", "# Squad Charter: UI\n")], "charter", "Core"), "squads/core.md");
    let sprint_6 = sprint("Sprint 6", "2026-01-05", "2026-01-16");
    let files = [("sprint-6/coordination.md", sprint_6.as_str()), ("sprint-6/index.md", &sprint_6)];
    assert_eq!(path(&files, "sprint", "Sprint 7"), "sprint-7/index.md");
    // Each with a folder of its own.
    let charter = "---\nkind: charter\n---\n# Charter\n";
    assert_eq!(path(&[("squads/ui/README.md", charter)], "charter", "Core"), "squads/core/README.md");
    let sprint_7 = sprint("Sprint 7", "2026-01-05", "2026-01-16");
    assert_eq!(path(&[("plans/sprint-7/plan.md", &sprint_7)], "sprint", "Sprint 8"), "plans/sprint-8/plan.md");
    let titled = "---\nstart: 2026-01-05\nend: 2026-01-16\n---\n# Sprint 7: Plan\n";
    assert_eq!(path(&[("sprint-7/plan.md", titled)], "sprint", "Sprint 8"), "sprint-8/plan.md");
    let minutes = "---\nkind: meeting\nsprint: Sprint 7\n---\n# Kickoff\n";
    let files = [("sprint-7/index.md", sprint_7.as_str()), ("sprint-7/kickoff.md", minutes)];
    assert_eq!(path(&files, "meeting", "Demo"), "sprint-7/demo.md");
    assert_eq!(path(&[("plans/sprint-7.md", &sprint_7)], "sprint", "Sprint 8"), "plans/sprint-8.md");
}

#[test]
fn names_follow_those_beside_them() {
    let decision = "---\nkind: decision\n---\n# One\n";
    let files = [("adr/0001-one.md", decision), ("adr/0007-seven.md", decision)];
    let eighth = new(&files, &wanted("decision", "Eight"));
    assert_eq!((eighth.path.as_str(), eighth.known.number), ("adr/0008-eight.md", Some(8)));
    let given = new(&files, &wanted("decision", "0042 Answer"));
    assert_eq!((given.path.as_str(), given.known.number), ("adr/0042-answer.md", Some(42)));
    assert_eq!(path(&files, "decision", "3 offers"), "adr/0008-3-offers.md");
    let files = [("adrs/ADR-001-one.md", "# One\n"), ("adrs/ADR-002-two.md", "# Two\n")];
    assert_eq!(path(&files, "decision", "Three"), "adrs/ADR-003-three.md");
    assert_eq!(path(&files, "decision", "ADR-007 Seven"), "adrs/ADR-007-seven.md");
    let sprint_7 = sprint("Sprint 7", "2026-01-05", "2026-01-16");
    for (there, want) in [
        ("docs/Sprint-7.md", "docs/Sprint-8.md"),
        ("docs/s07-plan.md", "docs/s08-plan.md"),
        ("docs/7/README.md", "docs/8/README.md"),
        ("docs/plan.md", "docs/sprint-8.md"),
        ("docs/plan-2026.md", "docs/sprint-8.md"),
    ] {
        assert_eq!(path(&[(there, &sprint_7)], "sprint", "Sprint 8"), want, "{there}");
    }
    let report = "---\nkind: status\n---\n# One\n";
    let files = [("reports/2026-01-02.md", report), ("reports/2026-01-05-late.md", report)];
    assert_eq!(path(&files, "status", "Week 2"), "reports/2026-01-09-week-2.md");
    let minutes = "---\nkind: minutes\n---\n# One\n";
    assert_eq!(path(&[("notes/kickoff.md", minutes)], "meeting", "Demo"), "notes/demo.md");
}

#[test]
fn where_each_sprint_keeps_its_own_the_day_says_which() {
    let (first, second) =
        (sprint("Sprint 1", "2025-12-15", "2026-01-02"), sprint("Sprint 2", "2026-01-05", "2026-01-16"));
    let minutes = "---\nkind: meeting\n---\n# One\n";
    let files = [
        ("sprint-1/index.md", first.as_str()),
        ("sprint-1/minutes/2025-12-15-kickoff.md", minutes),
        ("sprint-2/index.md", &second),
    ];
    let kickoff = new(&files, &wanted("meeting", "Kickoff"));
    assert_eq!(kickoff.path, "sprint-2/minutes/2026-01-09-kickoff.md");
    let sprint = kickoff.known.sprint.expect("one runs on that day");
    assert_eq!((sprint.name.as_str(), sprint.path.as_str()), ("Sprint 2", "../index.md"));
    assert_eq!(kickoff.known.owner, "Ada");
}

#[test]
fn a_sprint_follows_the_last_one() {
    let first = sprint("Sprint 1", "2026-03-02", "2026-03-13");
    let files = [("sprint-1/index.md", first.as_str())];
    let next = new(&files, &wanted("sprint", "Refunds"));
    assert_eq!(next.known.number, Some(2));
    assert_eq!(next.known.previous.expect("the first").path, "../sprint-1/index.md");
    assert_eq!(days(&files, &wanted("sprint", "2")), ("2026-03-16".into(), "2026-03-27".into(), 12));
    // The weekday and the length are the team's own.
    let odd = sprint("Sprint 1", "2026-03-04", "2026-03-17");
    assert_eq!(days(&[("a.md", &odd)], &wanted("sprint", "2")), ("2026-03-18".into(), "2026-03-31".into(), 14));
    let given = Wanted { date: Some(day("2026-04-01")), ..wanted("sprint", "2") };
    assert_eq!(days(&files, &given), ("2026-04-01".into(), "2026-04-12".into(), 10));
}

#[test]
fn the_first_sprint_starts_on_a_monday_and_lasts_two_weeks() {
    assert_eq!(days(&[], &wanted("sprint", "Sprint 1")), ("2026-01-12".into(), "2026-01-23".into(), 12));
    let given = Wanted { date: Some(day("2026-01-14")), ..wanted("sprint", "Sprint 1") };
    assert_eq!(days(&[], &given), ("2026-01-14".into(), "2026-01-27".into(), 14));
    let working = [("handbook.yaml", "numbering: working\nholidays: [2026-01-23]\n"), ("content/a.md", "# A\n")];
    assert_eq!(days(&working, &wanted("sprint", "Sprint 1")), ("2026-01-12".into(), "2026-01-23".into(), 9));
    let end_of_time = Wanted { date: Some(NaiveDate::MAX), ..wanted("sprint", "Sprint 1") };
    assert!(matches!(planned(&[], &end_of_time), Err(Refused::NoDate(_))));
}

#[test]
fn nothing_stands_in_for_what_is_there() {
    let first = sprint("Sprint 1", "2026-03-02", "2026-03-13");
    let files = [("plan.md", first.as_str()), ("decisions/Cloud.md", "# Cloud\n"), ("charters/ui/README.md", "# UI\n")];
    for (kind, name) in [("sprint", "SPRINT 1: again"), ("sprint", "1"), ("decision", "cloud"), ("charter", "UI")] {
        assert!(matches!(planned(&files, &wanted(kind, name)), Err(Refused::There { .. })), "{kind} {name}");
    }
}

#[test]
fn names_that_make_no_file_are_refused() {
    let refused = |kind: &str, name: &str| planned(&[], &wanted(kind, name)).expect_err("it is refused");
    assert!(matches!(refused("decision", "AWS/Azure"), Refused::Slash(_)));
    assert!(matches!(refused("decision", "?!"), Refused::NoName(_)));
    assert!(matches!(refused("decision", " "), Refused::NoName(_)));
    assert_eq!(refused("status", "2026-02-30 Week 9"), Refused::NoDay("2026-02-30".to_owned()));
    for name in ["Index", "README", "_index", "con", "LPT1"] {
        assert!(matches!(refused("decision", name), Refused::Reserved { .. }), "{name}");
    }
    assert_eq!(path(&[], "decision", "Console"), "decisions/console.md");
    assert!(matches!(refused("sprint", "aux"), Refused::Reserved { .. }));
    // At the handbook's root, some folders are none of its documents'.
    let root = [("handbook.yaml", "title: T\n"), ("a.md", "# A\n")];
    assert!(matches!(planned(&root, &wanted("sprint", "Static")), Err(Refused::Reserved { .. })));
    assert!(matches!(planned(&root, &wanted("sprint", "public")), Err(Refused::Reserved { .. })));
    let excluded = [("handbook.yaml", "exclude: [\"decisions/**\"]\n"), ("content/a.md", "# A\n")];
    assert!(matches!(planned(&excluded, &wanted("decision", "X")), Err(Refused::Excluded(_))));
}

#[test]
fn another_place_is_taken_as_it_is() {
    let at = |path: &str, name: &str| {
        planned(&[], &Wanted { path: Some(path.to_owned()), ..wanted("decision", name) }).map(|new| new.path)
    };
    assert_eq!(at("notes/x.md", "AWS/Azure").as_deref(), Ok("notes/x.md"));
    assert_eq!(at("notes/", "Cloud").as_deref(), Ok("notes/cloud.md"));
    assert_eq!(at("", "Cloud").as_deref(), Ok("cloud.md"));
    assert!(matches!(at("notes/x.txt", "Cloud"), Err(Refused::NoDocument(_))));
    assert!(matches!(at(".notes/x.md", "Cloud"), Err(Refused::Hidden(_))));
}

#[test]
fn nav_is_looked_at() {
    let nav = |nav: &str| {
        let yaml = format!("nav: {nav}\n");
        let files = [("handbook.yaml", yaml.as_str()), ("content/a.md", "# A\n")];
        new(&files, &wanted("decision", "Cloud")).outside_nav
    };
    assert!(!nav("[]") && !nav("[decisions]") && !nav("[{How: [decisions/]}]") && !nav("[decisions/index.md]"));
    assert!(nav("[a.md]") && nav("[decisions/other.md]") && nav("[decision]"));
}

#[test]
fn what_archetypes_are_told() {
    let files = [("handbook.yaml", "title: T\nrequired_notice: |\n  Internal.\n  Keep.\n"), ("content/a.md", "# A\n")];
    let known = new(&files, &wanted("status", "2026-01-12")).known;
    assert_eq!(known.title, "Status of 12 January 2026");
    assert_eq!((known.date.as_str(), known.day.as_str()), ("2026-01-12", "12 January 2026"));
    assert_eq!((known.handbook.title.as_str(), known.owner.as_str()), ("T", "Product Manager"));
    assert_eq!(known.notice.as_deref(), Some("Internal. Keep."));
    assert_eq!(new(&files, &wanted("charter", "İstanbul team")).known.squad, "İstanbul");
}
