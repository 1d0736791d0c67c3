//! Events of small documents.

use crate::understand::fact::Fact;
use crate::understand::testing;

fn events(text: &str) -> Vec<Fact> {
    testing::facts("a.md", text).into_iter().filter(|fact| fact.event().is_some()).collect()
}

fn shown(text: &str) -> Vec<String> {
    let line = |fact: &Fact| {
        let when = fact.when.as_ref().unwrap();
        let start = when.start.map_or("?".to_owned(), |start| start.to_string());
        let end = when.end.map_or(String::new(), |end| format!("..{end}"));
        let time = when.time.map_or(String::new(), |time| time.format(" %H:%M").to_string());
        let zone = when.zone.map_or(String::new(), |zone| format!(" {zone}"));
        let minutes = when.minutes.map_or(String::new(), |minutes| format!(" {minutes}m"));
        format!(
            "{start}{end}{time}{zone}{minutes} {} | {}",
            fact.title,
            fact.people.iter().map(|name| &*name.text).collect::<Vec<_>>().join("; ")
        )
    };
    events(text).iter().map(line).collect()
}

#[test]
fn a_day_of_a_sprint_with_its_fields() {
    let text = "---\nstart: 2026-01-05\n---\n# Sprint 4: Guide\n\n## Meetings\n\n### Day 1 (Sprint Start): Kickoff Meeting\n\n**Duration:** 1.5 hours\n**Attendees:** All team + Sponsors (CEO, CTO)\n\nText.\n\n**CRITICAL:** cannot move\n\n---\n\n### Day 8: Review\n\n- [ ] Ready\n";
    let found = events(text);
    assert_eq!(shown(text), ["2026-01-05 90m Kickoff Meeting | All team; Sponsors (CEO, CTO)", "2026-01-12 Review | "]);
    assert!(found[0].event().unwrap().critical && !found[1].event().unwrap().critical);
    assert_eq!((found[0].timebox.as_deref(), found[0].when.as_ref().unwrap().day), (Some("Sprint 4"), Some(1)));
    let (_, source) = testing::read("a.md", text);
    let span = found[0].place.span;
    assert_eq!((source.line(span.start), source.line(span.end - 1)), (8, 15));
}

#[test]
fn without_a_start_days_stay_relative() {
    let found = events("### Day 3: Review\n");
    let when = found[0].when.as_ref().unwrap();
    assert_eq!((when.day, when.start, &*when.text), (Some(3), None, "Day 3"));
}

#[test]
fn dates_times_and_spans() {
    let text = "---\nstart: 2026-01-05\nnumbering: working\ntimezone: Europe/Berlin\n---\n## 2026-01-07: Demo\n**Time:** 09:00–10:00 PT\n\n## January 8, 2026 – Retro\n**When:** 16:00\n\n## Day 6-7: Hardening\n\n## Week 2 Day 3: Audit (2 hours)\n\n## Jan 20: Go-live\n**Duration:** 3 days\n\n## Day 2\n**Date:** 2026-01-09, 9 AM UTC\n";
    let want = [
        "2026-01-07 09:00 America/Los_Angeles 60m Demo | ",
        "2026-01-08 16:00 Europe/Berlin Retro | ",
        "2026-01-12..2026-01-13 Hardening | ",
        "2026-01-14 120m Audit | ",
        "2026-01-20..2026-01-22 Go-live | ",
        "2026-01-09 09:00 UTC Day 2 | ",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn minutes_of_a_meeting_are_called_by_the_heading_above() {
    let text = "# Guild\n\n## Weekly sync\n\n### 7 January 2026\n\n**Attendees:** Ada, Kai\n\n### 14 January 2026\n\nNothing.\n";
    assert_eq!(shown(text), ["2026-01-07 Weekly sync | Ada; Kai"]);
}

#[test]
fn headings_that_are_no_events() {
    let text = "# Guide\n\n### 1. Cloud Provider Selection (Day 3)\n**Decision:** AWS\n\n### Day 4\n\n### January 7: no year anywhere\n\n### Daily Communication\n**Duration:** 1 hour\n\n### Version 1.0.0 (2025-11-18)\n\n- **Day 1 (Monday):** Kickoff\n\n```\n### Day 9: fenced\n```\n";
    assert_eq!(shown(text), [""; 0]);
}

#[test]
fn what_stands_below_another_event_belongs_to_that_one() {
    let text = "# 2026-01-05: Offsite\n**Duration:** 2 days\n\n## Day 1: Talks (optional)\n**Duration:** 1 hour\n**CRITICAL:** yes\n\n### Notes\n**Duration:** 5 min\n";
    assert_eq!(shown(text), ["2026-01-05..2026-01-06 Offsite | ", "? 60m Talks | "]);
    let found = events(text);
    assert!(!found[0].event().unwrap().critical && found[1].event().unwrap().critical);
    assert!(found[1].event().unwrap().optional);
}

#[test]
fn days_that_do_not_exist_are_not_guessed() {
    let text = "---\nstart: 2026-01-05\n---\n## Week 1 Day 8: Review\n\n## 2026-02-30: Demo\n";
    assert_eq!(shown(text), ["? Review | ", "? Demo | "]);
}
