//! Events of sentences, of lists that begin with days, of months with bare days; and what looks like one and is none.

use crate::understand::fact::Fact;
use crate::understand::testing;

fn events(text: &str) -> Vec<String> {
    let facts = testing::facts("a.md", text);
    let shown = |fact: &Fact| {
        let when = fact.when.as_ref().unwrap();
        let start = when.start.map_or(String::new(), |start| format!("{start} "));
        let time = when.time.map_or(String::new(), |time| time.format("%H:%M ").to_string());
        let rule = when.rrule.as_deref().map_or(String::new(), |rule| format!("{rule} "));
        let people: Vec<_> = fact.people.iter().map(|name| &*name.text).collect();
        format!("{start}{time}{rule}{} | {}", fact.title, people.join("; "))
    };
    facts.iter().filter(|fact| fact.event().is_some()).map(shown).collect()
}

#[test]
fn sentences_say_when_a_meeting_is() {
    let text = "# Lab\n\nThe hand-over is on Tuesdays at 10:00. Keys lie in the drawer.\n\nBecause of the holiday, this week's hand-over takes place on Wednesday 8 April 2026 at 11:00.\n";
    assert_eq!(events(text), ["10:00 FREQ=WEEKLY;BYDAY=TU The hand-over | ", "2026-04-08 11:00 hand-over | "]);
    for none in [
        "# Lab\n\nThe review was a formality, at 10:00 on 8 April 2026 we left.\n",
        "# Lab\n\nEverybody has been told that set-up begins on 8 April 2026 at 9:00.\n",
        "# Lab\n\n- LB-3 must wait for LB-2, which Wen finishes on 8 April 2026.\n",
    ] {
        assert_eq!(events(none), [""; 0], "{none}");
    }
}

#[test]
fn what_follows_an_event_is_another() {
    let text =
        "# Notes\n\n## Review – Friday 3 April 2026, 14:00–15:00\n\n- Figures (60 min)\n\nRetro follows at 15:15.\n";
    assert_eq!(events(text), ["2026-04-03 14:00 Review | ", "2026-04-03 15:15 Retro | "]);
}

#[test]
fn lists_whose_lines_all_begin_with_days() {
    let text = "# Spring\n\n- *Mon, 2 March 2026* doors are painted\n- *Tue, 3 March 2026* [Stage goes up](https://example.org)\n- *Wed, 4 March 2026* Expected arrival of the lamps\n";
    assert_eq!(events(text).len(), 3, "{:?}", events(text));
}

#[test]
fn months_with_bare_days() {
    let text = "# Lamps\n\n| Milestone | Jan 2026 | Feb 2026 | Mar 2026 | Apr 2026 |\n|---|---|---|---|---|\n| Drawings | 16 | | | |\n| 2.1 | | | 3 | |\n| Open day | 5 | 2 | | 6 |\n";
    let want = [
        "2026-01-16 Drawings | ",
        "2026-03-03 2.1 | ",
        "2026-01-05 Open day | ",
        "2026-02-02 Open day | ",
        "2026-04-06 Open day | ",
    ];
    assert_eq!(events(text), want);
    let staff = "# People\n\n| Team | Jan 2026 | Feb 2026 | Mar 2026 |\n|---|---|---|---|\n| Build | 3 | 4 | 4 |\n| Paint | 2 | 2 | 1 |\n";
    assert_eq!(events(staff), [""; 0]);
}

#[test]
fn rules_with_their_first_day() {
    let text = "# Team\n\n## Meetings\n\n- Steering: every second Tuesday from 20 January 2026, 16:00\n- Daily: every working day, 09:15\n- Closing of books: last working day of each month, 18:00\n";
    let want = [
        "2026-01-20 16:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU Steering | ",
        "09:15 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR Daily | ",
        "18:00 FREQ=MONTHLY Closing of books | ",
    ];
    assert_eq!(events(text), want);
}

#[test]
fn people_behind_dates() {
    let board = "# Log\n\n## Board meetings\n\n- **Monday 20 April 2026, 10:00 (90 min)** – Ada Okoye, Kai Moor\n- **Monday 27 April 2026, 10:00 (90 min)** – all four\n";
    assert_eq!(
        events(board),
        ["2026-04-20 10:00 Board meeting | Ada Okoye; Kai Moor", "2026-04-27 10:00 Board meeting | all four"]
    );
    let after = "# Outages\n\n## After the outage\n\n- Review of OUT-3: Thursday 23 April 2026, 14:00, 1 hour. Ada Okoye, Kai Moor.\n- Copy review: Thu 23 April 2026, 15–16 h (Ada, Kai)\n";
    assert_eq!(events(after)[0], "2026-04-23 14:00 Review of OUT-3 | Ada Okoye; Kai Moor");
    let turns = "# Book\n\n## Weekend duty\n\n- 5–6 September 2026: Pia\n- 12–13 September 2026: Jo\n- 19–20 September 2026: Pia\n";
    assert_eq!(events(turns), [""; 0]);
    let shifts = "# Move\n\n| From | To | Nurse in charge |\n|---|---|---|\n| 14 Nov 2026 07:30 | 14 Nov 2026 20:00 | Ada Okoye |\n| 14 Nov 2026 20:00 | 15 Nov 2026 07:30 | Kai Moor |\n";
    assert_eq!(events(shifts), [""; 0]);
}

#[test]
fn limits_and_progress_are_no_events() {
    for none in [
        "# Log\n\n## Keep the old page\n\n**Deciders:** Ada Okoye\n**Deadline:** 30 April 2026\n",
        "# Log\n\n### 1. Move or wait\n\n**Who decides:** Ada Okoye\n**When:** by 9 June 2026\n",
        "# Move\n\n##### Tuesday, 4 November 2026 — 4/4 done\n\n- [x] Boxes\n",
    ] {
        assert_eq!(events(none), [""; 0], "{none}");
    }
}

/// Start, time and zone of every event.
fn zones(text: &str) -> Vec<String> {
    let facts = testing::facts("a.md", text);
    let shown = |fact: &Fact| {
        let when = fact.when.as_ref().unwrap();
        let start = when.start.map_or("?".to_owned(), |start| start.to_string());
        let time = when.time.map_or(String::new(), |time| time.format(" %H:%M").to_string());
        format!("{start}{time} {}: {}", when.zone.map_or("-", |zone| zone.name()), fact.title)
    };
    facts.iter().filter(|fact| fact.event().is_some()).map(shown).collect()
}

#[test]
fn zones_beside_dates_without_a_time() {
    let rows = "# Release\n\n## Schedule\n\n| Event | Date | Time |\n|---|---|---|\n| Code Freeze | Thursday, February 5, 2026 (AoE) | |\n| Docs Freeze | Friday, February 6, 2026 | |\n| Test Freeze | Monday, February 9, 2026 (AoE) | 18:00 |\n| Release | Tuesday, February 10, 2026 (AoE) | 18:00 UTC |\n";
    let want = [
        "2026-02-05 Etc/GMT+12: Code Freeze",
        "2026-02-06 -: Docs Freeze",
        "2026-02-09 18:00 Etc/GMT+12: Test Freeze",
        "2026-02-10 18:00 UTC: Release",
    ];
    assert_eq!(zones(rows), want);
    // A declared zone is one of times.
    let declared = format!("---\ntimezone: Europe/Berlin\n---\n{rows}");
    assert_eq!(zones(&declared), want);
    for heading in [
        "## Thursday, February 5, 2026 (AoE): Code Freeze\n",
        "## Thursday, February 5, 2026 AoE – Code Freeze\n",
        "## Code Freeze – Thursday, February 5, 2026 (AoE)\n\n**Attendees:** Ada, Kai\n",
        "## February 5, 2026: Code Freeze\n\n**Date:** Thursday, February 5, 2026 (AoE)\n",
        "---\nstart: 2026-02-05\n---\n## Day 1 (February 5, 2026 AoE): Code Freeze\n",
        "# Plan\n\n## Schedule\n\n- **Thursday, February 5, 2026 (AoE)**: Code Freeze\n",
    ] {
        assert_eq!(zones(heading), ["2026-02-05 Etc/GMT+12: Code Freeze"], "{heading}");
    }
}

#[test]
fn the_zone_of_another_date_is_not_this_ones() {
    for (text, want) in [
        (
            "# Plan\n\n## Schedule\n\n| Event | Date |\n|---|---|\n| Board review | February 5, 2026 (AoE) and February 12, 2026 |\n| Team review | March 5, 2026 and March 12, 2026 (AoE) |\n",
            &[
                "2026-02-05 Etc/GMT+12: Board review",
                "2026-02-12 -: Board review",
                "2026-03-05 -: Team review",
                "2026-03-12 Etc/GMT+12: Team review",
            ][..],
        ),
        (
            "## February 5, 2026: Code Freeze\n\n**Time:** before February 6, 2026 (AoE)\n**Date:** February 7, 2026 (AoE)\n",
            &["2026-02-05 -: Code Freeze"],
        ),
        ("## February 5, 2026 (optional): Code Freeze\n", &["2026-02-05 -: Code Freeze"]),
    ] {
        assert_eq!(zones(text), want, "{text}");
    }
}
