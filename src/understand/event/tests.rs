//! Events of small documents.

use crate::understand::fact::{Fact, TellingBy};
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
    let text = "# Guide\n\n### 1. Cloud Provider Selection (Day 3)\n**Decision:** AWS\n\n### Day 4\n\n### Daily Communication\n**Duration:** 1 hour\n\n### Version 1.0.0 (2025-11-18)\n\n- **Day 1 (Monday):** Kickoff\n\n```\n### Day 9: fenced\n```\n";
    assert_eq!(shown(text), [""; 0]);
}

#[test]
fn a_date_without_a_year_is_no_time() {
    assert_eq!(shown("### January 7: no year anywhere\n"), [""; 0]);
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

/// Events of a text: when, how often, title and people; with `timebox` and how many more places tell of each.
fn told(text: &str) -> Vec<String> {
    let line = |fact: &Fact| {
        let when = fact.when.as_ref().unwrap();
        let day = when.day.map_or(String::new(), |day| format!("Day {day} "));
        let start = when.start.map_or(String::new(), |start| format!("{start} "));
        let end = when.end.map_or(String::new(), |end| format!("..{end} "));
        let rule = when.rrule.as_ref().map_or(String::new(), |rule| format!("{rule} "));
        let time = when.time.map_or(String::new(), |time| time.format("%H:%M ").to_string());
        let zone = when.zone.map_or(String::new(), |zone| format!("{zone} "));
        let minutes = when.minutes.map_or(String::new(), |minutes| format!("{minutes}m "));
        let people: Vec<&str> = fact.people.iter().map(|name| &*name.text).collect();
        let people = if people.is_empty() { String::new() } else { format!(" | {}", people.join("; ")) };
        let also = if fact.also.is_empty() { String::new() } else { format!(" +{}", fact.also.len()) };
        format!("{day}{start}{end}{rule}{time}{zone}{minutes}{}{people}{also}", fact.title)
    };
    events(text).iter().map(line).collect()
}

#[test]
fn lines_with_a_day_before_or_behind_the_title() {
    let text = "---\nstart: 2026-01-05\n---\n# Sprint 4\n\n## Schedule\n\n1. **Kickoff Meeting** (Day 1) - All crews\n2. **Vendor Selection** (Day 3) - Tech Lead, Buyers (2 hours)\n- **Day 5 (Friday):** Safety review - Nurses, Clinic Lead (1.5 hours) **CRITICAL**\n- **Week 2 Day 2** – Topics ready; the queue takes samples\n- **Mid-sprint check-in:** Day 6 - 1 hour\n- Dress rehearsal on 16 January, 17:00 CET (optional)\n- **[21:00 UTC Friday 16th January 2026 / 13:00 PST Friday 16th January 2026](https://x.org)**: Week 2 — [Code Freeze]\n";
    assert_eq!(
        told(text),
        [
            "Day 1 2026-01-05 Kickoff Meeting | All crews",
            "Day 3 2026-01-07 120m Vendor Selection | Tech Lead; Buyers",
            "Day 5 2026-01-09 90m Safety review | Nurses; Clinic Lead",
            "Day 9 2026-01-13 Topics ready",
            "Day 6 2026-01-10 60m Mid-sprint check-in",
            "2026-01-16 17:00 Europe/Berlin Dress rehearsal",
            "2026-01-16 21:00 UTC Code Freeze",
        ]
    );
    let found = events(text);
    assert!(found[2].event().unwrap().critical && found[5].event().unwrap().optional);
}

#[test]
fn one_line_may_tell_of_several() {
    let text = "---\nstart: 2026-01-05\n---\n# Sprint 4\n\n## Cadence\n\n- **Reviews:** Day 7 demos by stream; joint retrospective and planning on Day 14.\n";
    assert_eq!(
        told(text),
        ["Day 7 2026-01-11 demos by stream", "Day 14 2026-01-18 joint retrospective", "Day 14 2026-01-18 planning"]
    );
}

#[test]
fn what_recurs_has_a_rule() {
    let text = "# Sprint 4\n\n## Rituals\n\n- **Daily standup (09:00 PT)**: blockers\n- **Design clinic (Mon/Thu 11:00 UTC)**: drawings\n- **Fire drill (Fri 15:00 UTC)**\n- Ward round every second Tuesday at 08:30\n- Status mail published Mondays for all\n\nOpen house occurs every Wednesday in all schools. Bring shoes.\n\n### Weekly status report\n\n**Frequency:** Every Friday\n**Recipients:** Parents\n";
    assert_eq!(
        told(text),
        [
            "FREQ=DAILY 09:00 America/Los_Angeles Daily standup",
            "FREQ=WEEKLY;BYDAY=MO,TH 11:00 UTC Design clinic",
            "FREQ=WEEKLY;BYDAY=FR 15:00 UTC Fire drill",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 08:30 Ward round",
            "FREQ=WEEKLY;BYDAY=MO Status mail",
            "FREQ=WEEKLY;BYDAY=WE Open house",
            "FREQ=WEEKLY;BYDAY=FR Weekly status report",
        ]
    );
}

#[test]
fn meetings_without_a_time_yet() {
    let text = "# Sprint 4\n\n## Ceremonies\n\n**Sprint Planning:** [Date/Time] - 2 hours\n\n**Daily Standup:** Every day at [Time] - 15 minutes\n\n**Sprint goal:** 2 hours of peace\n";
    assert_eq!(told(text), ["120m Sprint Planning", "FREQ=DAILY 15m Daily Standup"]);
}

#[test]
fn tables_of_dates_of_months_and_of_deadlines() {
    let text = "# Platform 2.4\n\n| **What** | **Who** | **When** | **Week** |\n|---|---|---|---|\n| Start of cycle | Lead | Monday 19th May 2025 | week 1 |\n| **Begin [Freeze]** | Docs Lead | Thursday 12th June 2025 (AoE) / Friday 13th June 2025, 12:00 UTC | week 4 |\n\n## Timeline\n\n| What | Who | Jan | Feb |\n|---|---|---|---|\n| Tagged | Lead | Mon 6 | |\n| Thaw | | | Tue 11 |\n\n## Patches\n\n| PATCH RELEASE | CHERRY PICK DEADLINE | TARGET DATE |\n|---|---|---|\n| 1.18.4 | 2025-06-12 | 2025-06-17 |\n\n| Ceremony | Frequency | Duration | Attendees |\n|---|---|---|---|\n| Huddle | Daily 08:45 | 10 min | Nurses |\n";
    assert_eq!(
        told(text),
        [
            "2025-05-19 Start of cycle | Lead",
            "2025-06-13 12:00 UTC Begin Freeze | Docs Lead",
            "2025-01-06 Tagged | Lead",
            "2025-02-11 Thaw",
            "2025-06-12 1.18.4 cherry pick deadline",
            "2025-06-17 1.18.4 target date",
            "FREQ=DAILY 08:45 10m Huddle | Nurses",
        ]
    );
}

#[test]
fn who_runs_a_row_is_not_its_title() {
    let table = "## Next releases\n\n| Version | Date | Captain |\n|---|---|---|\n\
                 | 3.1.0 | 2026-06-16 | Ada Byron |\n| 3.2.0 | 2026-06-30 | Kai Moe |\n| 2.9.1 | 2026-07-08 | Ada Byron |\n";
    let told = events(table);
    let shown: Vec<_> = told.iter().map(|fact| (&*fact.title, fact.owner.as_ref().map(|name| &*name.text))).collect();
    assert_eq!(shown, [("3.1.0", Some("Ada Byron")), ("3.2.0", Some("Kai Moe")), ("2.9.1", Some("Ada Byron"))]);
}

#[test]
fn tables_of_something_else_tell_of_no_event() {
    for text in [
        "## Version history\n\n| Version | Date | Author | Changes |\n|---|---|---|---|\n| 1.0 | 2025-11-08 | Ada | First |\n",
        "## Vacation calendar\n\n| Name | From | To |\n|---|---|---|\n| Ada | 2026-02-01 | 2026-02-07 |\n",
        "## On-call schedule\n\n| Week starting | Primary | Secondary |\n|---|---|---|\n| 2026-01-12 | Ann | Bob |\n",
        "| ID | Task | Owner | Due | Status |\n|---|---|---|---|---|\n| P-1 | Review of it | Bob | 2026-01-15 | Open |\n",
        "| From | What | By |\n|---|---|---|\n| Infra | Topics of the review | 2026-01-15 |\n",
        "| Invoice | Date | Amount |\n|---|---|---|\n| Catering | 2026-01-15 | 12 |\n",
        "| Release | Initial release | End-of-life |\n|---|---|---|\n| 20.x | 2023-04-18 | 2026-04-30 |\n",
        "| Approver | Role | Date |\n|---|---|---|\n| Ada | Lead | 2026-01-15 |\n",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn dates_that_are_no_events() {
    let text = "# Sprint 4 plan\n\n**Last updated:** 2025-11-19\n**Created:** 2025-11-01\n**Report generated:** 2025-11-02\n**Start date:** 2026-01-05\n**Next review:** 2026-02-01\n\n- Hall booked on 12 January 2026\n- Must be decided by Day 3\n- [ ] Review the plan (Day 3)\n- See notes_2026-01-07.md\n\nThe team met the board on 3 December 2025 and agreed to hold a demo before Day 5.\n\n## Changelog\n\n- 2025-11-08: Release planning added\n\n## Decisions\n\n- Use two trucks (2 February 2026)\n\n## Risks\n\n- Vendor maintenance on 15 January may block the demo\n";
    assert_eq!(told(text), [""; 0]);
}

#[test]
fn what_many_places_tell_is_one_event() {
    let text = "---\nstart: 2026-01-05\n---\n# Sprint 4\n\n## Summary\n\n1. **Kickoff** (Day 1) - Everyone\n2. **Review/Demo** (Day 14)\n\n## Roles\n\n### Board\n**Who:** Ada, Kai\n**Meetings:**\n- Sprint Kickoff (Day 1) - 1 hour\n- Sprint Review & Vote (Day 14) - 1 hour\n- Books review (Day 9) - 2 hours\n\n## Meetings\n\n### Day 1: Sprint Kickoff Meeting\n**Duration:** 1 hour\n**Attendees:** All\n\n### Day 14: Sprint Review & Demo\n\n### Day 14: Retrospective\n\n## Availability\n\n- **Day 1 (Monday):** Kickoff - Board (1 hour)\n- **Day 14 (Sunday):** Review - Board\n";
    assert_eq!(
        told(text),
        [
            "Day 9 2026-01-13 120m Books review | Board",
            "Day 1 2026-01-05 60m Sprint Kickoff Meeting | All +3",
            "Day 14 2026-01-18 60m Sprint Review & Demo +3",
            "Day 14 2026-01-18 Retrospective",
        ]
    );
    let found = events(text);
    let by: Vec<_> = found[1].event().unwrap().told.iter().map(|told| told.by).collect();
    assert_eq!(by.len(), 3);
    assert!(
        by.contains(&TellingBy::RoleList) && by.contains(&TellingBy::Availability) && by.contains(&TellingBy::Mention)
    );
}

#[test]
fn agendas_have_their_minutes() {
    let text = "### Day 3: Selection\n\n**Duration:** 1 hour\n**Agenda:**\n1. Comparison (A vs B) (30 min)\n   - costs\n2. Vote - 20 min\n3. **Next steps**\n";
    let found = events(text);
    let event = found[0].event().unwrap();
    let items: Vec<_> = event.agenda.iter().map(|item| (&*item.title, item.minutes)).collect();
    assert_eq!(items, [("Comparison (A vs B)", Some(30)), ("Vote", Some(20)), ("Next steps", None)]);
    assert_eq!(event.length_span.unwrap().of(text), "1 hour");
    let table = "# Gala\n\n**Date:** 9 May 2026\n**Venue:** Hall\n\n## Programme\n\n| Time | Item |\n|---|---|\n| 18:00 | Doors |\n| 19:00–20:30 | Dinner |\n";
    assert_eq!(told(table), ["2026-05-09 Gala"]);
    assert_eq!(events(table)[0].event().unwrap().agenda[1].minutes, Some(90));
}

#[test]
fn days_of_another_sprint_are_not_dated() {
    let text = "---\nsprint: Sprint 18\nstart: 2026-01-05\n---\n## Sprint 19\n\n- Day 1: Kickoff\n- Day 3: Review\n";
    assert_eq!(told(text), ["Day 1 Kickoff", "Day 3 Review"]);
    assert_eq!(events(text)[0].timebox.as_deref(), Some("Sprint 19"));
}

proptest::proptest! {
    #[test]
    fn any_document_is_survived(pieces in proptest::collection::vec(
        "(Day|Week|Sprint|Demo|daily|every|Mon|## |- |\\| ?|\\*\\*|\\[)[-0-9 ():;]{0,4}|2026-01-0[1-9]|9:00 UTC|meeting|→|\n|é", 0..32,
    )) {
        told(&pieces.join(" "));
    }
}

#[test]
fn release_calendars_tell_each_date_by_its_column() {
    let text = "# Releases\n\n## Release schedule\n\n| Version | Expected | Actual | End of life |\n|---|---|---|---|\n| 2.1.0 | 2024/03/31 | 2024/04/08 | 2025/04/08 |\n| 2.2.0 | 2024/06/30 | | |\n";
    assert_eq!(shown(text), ["2024-04-08 2.1.0 | ", "2025-04-08 2.1.0 End of life | ", "2024-06-30 2.2.0 | "]);
    let quarters =
        "## Security release schedule\n\n| Quarter | Expected | Actual |\n|---|---|---|\n| 2024 Q2 | 2024-06-04 | |\n";
    assert_eq!(shown(quarters), ["2024-06-04 Security release 2024 Q2 | "]);
    let approvals = "## Document versions\n\n| Version | Date | Author |\n|---|---|---|\n| 1.0 | 2026-01-02 | Ada |\n";
    assert_eq!(shown(approvals), [""; 0]);
}

#[test]
fn a_date_whose_year_nothing_tells_is_an_event_without_a_start() {
    let text = "## Timeline\n\n| **What** | **Who** | **When** | **Week** |\n|---|---|---|---|\n| Team complete | Lead | Wed September 18 | week 0 |\n| Tracking begins | Lead | Tue 24 | |\n| Schedule final | Lead | Mon 9/30 |\n";
    assert_eq!(shown(text), ["? Team complete | Lead", "? Tracking begins | Lead", "? Schedule final | Lead"]);
    let dated = text.replace("September 18", "September 18, 2019");
    let starts: Vec<String> = shown(&dated).iter().map(|line| line[..10].to_owned()).collect();
    assert_eq!(starts, ["2019-09-18", "2019-09-24", "2019-09-30"]);
}

#[test]
fn lines_of_a_dated_week_or_day_begin_with_a_weekday_or_a_time() {
    let text = "# Play\n\n**Week 1 (5–9 October 2026): the table**\n- Mon 10:00 read-through, everybody\n- Wed 14:00–16:00 model of the stage, Ada Okoye, Workshop\n\n## Friday 16 October 2026\n\n- 09:00 opening\n- 12:00 lunch (Ada Okoye)\n";
    assert_eq!(
        shown(text),
        [
            "2026-10-05 10:00 read-through | everybody",
            "2026-10-07 14:00 120m model of the stage | Ada Okoye; Workshop",
            "2026-10-16 09:00 opening | ",
            "2026-10-16 12:00 lunch | Ada Okoye",
        ]
    );
    let weekly =
        "## Meetings of the week\n\nMon–Fri 09:10 Glance at the board (10 min)\nTue 13:00 Odd books (60 min)\n";
    let rules: Vec<_> = events(weekly).iter().map(|fact| fact.when.clone().unwrap().rrule.unwrap()).collect();
    assert_eq!(
        rules.iter().map(|rule| &**rule).collect::<Vec<_>>(),
        ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=TU"]
    );
    for none in [
        "## Log of the outage\n\n- 09:02 alarm fires\n- 09:10 Ada answers\n",
        "## Opening hours\n\nMon–Fri 09:00–17:00\nSat 10:00–14:00\n",
        "## Door\n\n* 14 November 2026: Ada (door), Kai (bar)\n* 15 November 2026: Bo (door), Ada (bar)\n",
    ] {
        assert_eq!(shown(none), [""; 0], "{none}");
    }
}

#[test]
fn rules_that_begin_a_sentence_tell_what_is_done() {
    let text = "# Team\n\n## Meetings\n\nEvery working day at 09:15 we stand in front of the board, ten minutes.\n\n- Wednesday 15:00, 20 minutes, weekly: look at the loudest alerts (Ada)\n";
    let titles: Vec<_> = events(text).iter().map(|fact| fact.title.to_string()).collect();
    assert_eq!(titles, ["stand in front of the board", "look at the loudest alerts"]);
    let meet = "# Reading group\n\nWe meet every Monday at 10:00 in the yellow room.\n";
    assert_eq!(events(meet)[0].title.to_string(), "Reading group");
}

#[test]
fn pages_and_sections_about_one_event() {
    let fair = "# Spring fair 2026\n\nStalls and music. **Saturday 4 July 2026, 14:00 to 20:00**, school yard.\n";
    assert_eq!(shown(fair), ["2026-07-04 14:00 360m Spring fair | "]);
    let notes = "# Team sync\n\n## Next meeting\n\n22 January 2026 at 9:00\n";
    assert_eq!(shown(notes), ["2026-01-22 09:00 Next meeting | "]);
    assert_eq!(shown("# Flow notes\n\nFriday 15 May 2026, 14:00, written by Ada\n"), [""; 0]);
}
