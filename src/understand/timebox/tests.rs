//! Tests of timeboxes.

use super::super::testing;
use super::*;

fn timebox(text: &str) -> Option<(String, Timebox)> {
    let fact = testing::facts("a.md", text).into_iter().find(|fact| fact.as_timebox().is_some())?;
    Some((fact.title.to_string(), fact.as_timebox()?.clone()))
}

#[test]
fn a_document_with_start_and_end_is_a_timebox() {
    let (title, sprint) =
        timebox("---\ntitle: Sprint 2 - Governance Core\nstart: 2025-10-04\nend: 2025-10-18\n---\n").unwrap();
    assert_eq!((title.as_str(), &*sprint.name, sprint.unit), ("Sprint 2 - Governance Core", "Sprint 2", Unit::Sprint));
    assert_eq!(sprint.end.to_string(), "2025-10-18");
    let (title, wave) = timebox("---\nsprint: Wave B\nstart: 2025-10-04\nend: 2025-10-18\n---\n# Playbook\n").unwrap();
    assert_eq!((title.as_str(), wave.unit), ("Wave B", Unit::Wave));
    let (_, plain) = timebox("---\nstart: 2025-10-04\nend: 2025-10-18\n---\n# Hardening\n").unwrap();
    assert_eq!((&*plain.name, plain.unit), ("Hardening", Unit::Sprint));
    assert_eq!(timebox("---\nstart: 2025-10-04\n---\n# Sprint 18\n"), None);
}

#[test]
fn dates_from_defaults_need_a_name() {
    let dated = |text: &str| {
        let (mut document, source) = testing::read("a.md", text);
        for date in [&mut document.front_matter.start, &mut document.front_matter.end].into_iter().flatten() {
            date.source = SourceId(9);
        }
        super::super::document(&document, &source, &Default::default()).facts.len()
    };
    assert_eq!(dated("---\nstart: 2025-10-04\nend: 2025-10-18\n---\n# Kickoff notes\n"), 0);
    assert_eq!(dated("---\nstart: 2025-10-04\nend: 2025-10-18\n---\n# Sprint 18\n"), 1);
}

#[test]
fn names_at_the_head_of_a_title() {
    for (title, want) in [
        ("Sprint 18: Guide", Some("Sprint 18")),
        ("Sprint #18 – Guide", Some("Sprint #18")),
        ("Wave B", Some("Wave B")),
        ("Release 2.1.", Some("Release 2.1")),
        ("Sprint Planning", None),
        ("Release Notes", None),
        ("Lessons of Sprint 17", None),
        ("Week", None),
    ] {
        assert_eq!(leading_name(title), want, "{title}");
    }
}

fn told(text: &str) -> Vec<String> {
    let facts = testing::facts("a.md", text);
    let boxes = facts.iter().filter_map(|fact| Some((fact, fact.as_timebox()?)));
    boxes.map(|(fact, told)| format!("{} {}..{} +{}", fact.title, told.start, told.end, fact.also.len())).collect()
}

#[test]
fn fields_headings_and_lists_tell_of_timeboxes() {
    for (text, want) in [
        ("# Sprint 7\n\n**Start Date:** 2026-01-05\n**End Date:** 2026-01-16\n", "Sprint 7 2026-01-05..2026-01-16 +0"),
        ("# Sprint 7\n\n**Start Date:** 2026-01-05\n**Duration:** 2 weeks\n", "Sprint 7 2026-01-05..2026-01-18 +0"),
        (
            "# Notes\n\n**Sprint window:** 2026-01-05 → 2026-01-16 (12 days)\n",
            "Sprint window 2026-01-05..2026-01-16 +0",
        ),
        ("## Sprint 7 (3–14 March 2026)\n\nMore.\n", "Sprint 7 2026-03-03..2026-03-14 +0"),
        ("- **Wave A (Weeks 1–2: 2025-10-04 → 2025-10-18)**: Ovens\n", "Wave A 2025-10-04..2025-10-18 +0"),
        ("On 2025-10-01.\n\n- Week 3 (Oct 18-25)\n", "Week 3 2025-10-18..2025-10-25 +0"),
        ("- Discovery phase: 5 January – 16 January 2026\n", "Discovery phase 2026-01-05..2026-01-16 +0"),
        ("## Phases\n\n- Packing: 5–16 January 2026\n", "Packing 2026-01-05..2026-01-16 +0"),
        ("Sprint: 12\nDates: 5 Jan - 16 Jan 2026\n", "Sprint 12 2026-01-05..2026-01-16 +0"),
        (
            "# Harbour, sprint 31\n\n|  |  |\n|---|---|\n| Dates | 5 Jan 2026 – 16 Jan 2026 |\n",
            "sprint 31 2026-01-05..2026-01-16 +0",
        ),
        (
            "# Program Increment 9 – Rail\n\nFrom 2026-01-05 to 2026-01-16, ten days.\n",
            "Program Increment 9 2026-01-05..2026-01-16 +0",
        ),
        (
            "# Cycle\n\n## Receipts (small)\n\n- **Runs:** 5 January – 16 January 2026\n",
            "Receipts 2026-01-05..2026-01-16 +0",
        ),
        ("# Play\n\nRehearsals: 5 January to 16 January 2026, two weeks\n", "Rehearsals 2026-01-05..2026-01-16 +0"),
        (
            "# X, sprint 3\n\nWe count working days: Day 1 is Monday 5 January 2026, Day 10 is Friday 16 January.\n",
            "sprint 3 2026-01-05..2026-01-16 +0",
        ),
        (
            "| Engine | Beta | Stable | EOL |\n|---|---|---|---|\n| 34.0.0 | 2024-Oct-17 | 2025-Jan-07 | 2025-Jun-24 |\n",
            "Engine 34.0.0 2024-10-17..2025-06-24 +0",
        ),
        (
            "| Wave | First day | Last day |\n|---|---|---|\n| Wave 3 | 2026-06-29 | 2026-06-17 |\n",
            "Wave 3 2026-06-29..2026-06-17 +0",
        ),
        ("# Fair\n\n- Build-up: 6 July 2026 – 9 July 2026 (4 days)\n", "Build-up 2026-07-06..2026-07-09 +0"),
        ("# Fair\n\n- Paint week: 6 July 2026 – 9 July 2026\n", "Paint week 2026-07-06..2026-07-09 +0"),
    ] {
        assert_eq!(told(text), [want], "{text}");
    }
    for text in [
        "- Week 3\n",
        "- Sprint 7 ended on 16 January 2026\n",
        "**Vacation:** 5–16 January 2026\n",
        "- Support (2026-01-05 – 2027-01-05)\n",
        "- [ ] Sprint 7 board (5–16 January 2026)\n",
        "# Guide\n\nValid: 5 January – 16 January 2026\n",
        "- Building closed: 20 July – 31 July 2026 (two weeks)\n",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn one_told_twice_is_one() {
    let text = "- Wave A (4–18 October 2025): Ovens\n\n## Wave A (4–18 October 2025)\n\n| Wave | Dates |\n|---|---|\n| A | 2025-10-04 → 2025-10-18 |\n";
    assert_eq!(told(text), ["Wave A 2025-10-04..2025-10-18 +2"]);
}

#[test]
fn tables_of_timeboxes_and_of_others() {
    let text = "| Sprint | Start | End | Goal |\n|---|---|---|---|\n| 7 | 2026-01-05 | 2026-01-16 | x |\n\n| Release | Status | Initial Release | Active LTS Start | End-of-life |\n|---|---|---|---|---|\n| [20.x][] | LTS | 2023-04-18 | 2023-10-24 | April 2026 |\n\n| Slot | Window |\n|---|---|\n| Backlog | none |\n| Iteration 3 | 5–16 Jan 2026 |\n";
    assert_eq!(
        told(text),
        [
            "Sprint 7 2026-01-05..2026-01-16 +0",
            "Release 20.x 2023-04-18..2026-04-30 +0",
            "Iteration 3 2026-01-05..2026-01-16 +0"
        ]
    );
    for text in [
        "| Product | Support start | Support end |\n|---|---|---|\n| Router | 2024-01-01 | 2027-01-01 |\n",
        "| Name | From | To |\n|---|---|---|\n| Ada | 2026-02-01 | 2026-02-07 |\n",
        "| Week | Primary | Backup |\n|---|---|---|\n| 2026-01-05 – 2026-01-11 | Ada | Kai |\n",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}
