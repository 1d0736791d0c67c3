//! Tasks of small documents.

use proptest::prelude::*;

use super::super::fact::Fact;
use super::super::testing;
use crate::config::Config;

/// Every task: line, state, title, then what else is known.
fn shown(text: &str) -> Vec<String> {
    let (document, source) = testing::read("a.md", text);
    let facts = super::super::document(&document, &source, &Config::default()).facts;
    let line = |fact: &Fact| {
        let task = fact.task()?;
        let mut line = format!(
            "{} {} {}",
            source.line(fact.place.span.start),
            fact.state.map_or("?", |state| state.word()),
            fact.title
        );
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                line.push_str(&format!(" | {name} {value}"));
            }
        };
        add("by", fact.owner.as_deref().map(str::to_owned));
        add("due", fact.due.map(|due| due.to_string()));
        add("when", fact.when.as_ref().map(|when| when.text.to_string()));
        add("points", task.points.map(|points| points.to_string()));
        add("prio", task.priority.as_deref().map(str::to_owned));
        add("serves", task.serves.map(|serves| format!("{serves:?}")));
        add("refs", (!fact.refs.is_empty()).then(|| fact.refs.join(",")));
        add(
            "also",
            (!fact.also.is_empty()).then(|| {
                fact.also.iter().map(|also| source.line(also.span.start).to_string()).collect::<Vec<_>>().join(",")
            }),
        );
        Some(line)
    };
    facts.iter().filter_map(line).collect()
}

#[test]
fn boxes_become_tasks_under_their_headings() {
    let text = "- [ ] First\n\n# Guide\n\n## Gates\n\n### Exit\n\n- [x] Scope approved (OPS-1, OPS-2, OPS-1)\n  - [ ] Nested\n\n```\n- [ ] Form\n```\n\n## After\n\n- [ ] Last\n";
    let facts = testing::facts("a.md", text);
    let groups: Vec<_> = facts
        .iter()
        .filter_map(|fact| Some((&*fact.title, fact.state?.word(), fact.task()?.group.join(" > "))))
        .collect();
    let want = [
        ("First", "open", ""),
        ("Scope approved (OPS-1, OPS-2, OPS-1)", "done", "Guide > Gates > Exit"),
        ("Nested", "open", "Guide > Gates > Exit"),
        ("Last", "open", "Guide > After"),
    ];
    assert_eq!(groups, want.map(|(title, state, group)| (title, state, group.to_owned())));
    assert_eq!(*facts[1].refs, ["OPS-1".into(), "OPS-2".into()]);
}

#[test]
fn boxes_name_their_owner_and_their_day() {
    let text = "---\nstart: 2026-01-05\n---\n# Move\n\n## Meetings\n\n### Day 5: Walkthrough\n\n**Deliverables:**\n- [ ] Plan agreed (including the annex)\n- [ ] Second visit scheduled (before Day 12)\n- [ ] Talk with the landlord scheduled (Day 8)\n\n**Preparation Required:**\n- [ ] Measure the rooms (Day 2-3)\n- [ ] List of machines (Head Nurse to prepare)\n- [ ] Quotes of three movers (Facilities, by Day 4)\n- [ ] Insurance asked (if applicable)\n- [ ] Order boxes @mira\n- [ ] Send the floor plan to all teams by 7 January 2026.\n- [ ] Verify that the lift is ready for Day 9\n- [ ] **BLOCKED** – Keys collected\n- [ ] Book the van (monthly budget) – Owner: Kai Moss. Due: 2026-01-08\n\n## Loose\n\n- [ ] Thank everybody (AWS/Azure)\n- [ ] Call Ada by Friday\n";
    let want = [
        "11 open Plan agreed (including the annex) | due 2026-01-09 | serves Deliverable",
        "12 open Second visit scheduled (before Day 12) | due 2026-01-09 | serves Deliverable",
        "13 open Talk with the landlord scheduled (Day 8) | due 2026-01-09 | serves Deliverable",
        "16 open Measure the rooms | due 2026-01-07 | serves Preparation",
        "17 open List of machines | by Head Nurse | due 2026-01-09 | serves Preparation",
        "18 open Quotes of three movers | by Facilities | due 2026-01-08 | serves Preparation",
        "19 open Insurance asked (if applicable) | due 2026-01-09 | serves Preparation",
        "20 open Order boxes | by @mira | due 2026-01-09 | serves Preparation",
        "21 open Send the floor plan to all teams | due 2026-01-07 | serves Preparation",
        "22 open Verify that the lift is ready for Day 9 | due 2026-01-09 | serves Preparation",
        "23 blocked Keys collected | due 2026-01-09 | serves Preparation",
        "24 open Book the van (monthly budget) | by Kai Moss | due 2026-01-08 | serves Preparation",
        "28 open Thank everybody (AWS/Azure)",
        "29 open Call Ada | when Friday",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn without_a_start_a_day_stays_a_day() {
    assert_eq!(shown("### Day 3: Vote\n\n- [ ] Ballots printed\n"), ["3 open Ballots printed | when Day 3"]);
}

#[test]
fn sections_with_fields_are_backlog_entries() {
    let text = "# Backlog\n\n## Must\n\n#### **OPS-140: Readiness Checklist** (13 points)\n- **Assignee:** QA Engineer + Backend Developer\n- **Priority:** 🔴 Critical\n- **Dependencies:** OPS-139\n- **Status:** In progress\n- **Acceptance Criteria:**\n  - Everything passes (Team Lead)\n\n### Task 2: Paint the stage\n\n**Owner:** Mira\n**Estimate:** 3 points\n**Due:** 2026-05-02\n\n### Story OPS-141: Gift cards\n\n**Story Points**: 5 | **Priority**: High | **Assignee**: Amit\n\n### Approach\n\n**Status:** Draft\n\nOPS-140 is dear.\n\n- [ ] OPS-140: Readiness Checklist\n";
    let want = [
        "13 ? Task 2: Paint the stage | by Mira | due 2026-05-02 | points 3",
        "19 ? Story OPS-141: Gift cards | by Amit | points 5 | prio high | refs OPS-141",
        "29 open OPS-140: Readiness Checklist | by QA Engineer + Backend Developer | points 13 | prio critical | refs OPS-140,OPS-139 | also 5",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn tables_of_work() {
    let text = "# Export\n\n| Key | Summary | Status | Assignee | Priority | Story Points |\n| - | - | - | - | - | - |\n| SHOP-7 | Pay by invoice | In Progress | Ada Lind | High | 5 |\n| SHOP-8 | Gift cards (phase two) | To Do | Unassigned | Low | 8 |\n| | **Total** | | | | 13 |\n\n## Fête\n\n| Activity | Responsible | By when | Done? |\n| - | - | - | - |\n| Bake 40 cakes | Year 6 parents | 2026-06-12 | ✅ |\n| Hire the tent | Mr Osei | 2026-05-01 | ⬜ |\n\n| Deliverable | Owner | Task ID | Status |\n| - | - | - | - |\n| Map of rooms | Ops | MOVE-1 | ✅ Done |\n| Labels | Ops | MOVE-1 | Not started |\n";
    let want = [
        "5 in-progress Pay by invoice | by Ada Lind | points 5 | prio high | refs SHOP-7",
        "6 open Gift cards (phase two) | points 8 | prio low | refs SHOP-8",
        "13 done Bake 40 cakes | by Year 6 parents | due 2026-06-12",
        "14 open Hire the tent | by Mr Osei | due 2026-05-01",
        "18 done Map of rooms | by Ops | refs MOVE-1",
        "19 open Labels | by Ops | refs MOVE-1",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn tables_of_other_things() {
    for text in [
        "## Risks\n\n| Risk | Owner | Status | Mitigation |\n| - | - | - | - |\n| Rain | Ada | Open | Tent |\n",
        "## Team\n\n| Role | Name | Status |\n| - | - | - |\n| Lead | Ada | Active |\n",
        "## Timeline\n\n| Milestone | Date |\n| - | - |\n| Freeze | 2026-05-01 |\n",
        "| What | Who | When | Week |\n| - | - | - | - |\n| Start of cycle | Lead | Mon 12 Jan 2026 | week 1 |\n",
        "| Time | Item | Owner |\n| - | - | - |\n| 09:00 | Welcome | Ada |\n",
        "| Activity | Responsible | Consulted | Informed |\n| - | - | - | - |\n| Budget | Ada | Kai | Mira |\n",
        "| Feature | Free | Pro |\n| - | - | - |\n| Export | ✅ | ✅ |\n",
        "| Metric | Target | Status |\n| - | - | - |\n| Uptime | 99.9 % | ✅ |\n",
        "| Meeting | Owner | Duration |\n| - | - | - |\n| Sync | Ada | 30 min |\n",
        "| State | Description |\n| - | - |\n| Open | Nobody works on it |\n",
        "| Task | Frequency | Duration |\n| - | - | - |\n| Backup | daily | 5 min |\n",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
}

#[test]
fn minutes_with_action_items() {
    let text = "# Guild sync – 7 January 2026\n\n**Attendees:** Ada, Kai Moss, Mira\n\n## Notes\n\n- Ada: explained the plan\n- The wiki is slow\n\n## Action items\n\n- Ada: write the plan (by 2026-01-16)\n- **Kai** to book the hall\n- Order the badges — Mira, 2026-01-20\n- Send the survey (@noor)\n- Documentation: everything is there\n- Think about snacks\n- DONE – Rooms cleaned\n\n## Next steps\n\n1. **TODO** – Ask the school (assign Parents Council)\n2. **WIP** – Draw the map\n3. Rest\n";
    let want = [
        "12 ? write the plan | by Ada | due 2026-01-16",
        "13 ? book the hall | by Kai",
        "14 ? Order the badges | by Mira | due 2026-01-20",
        "15 ? Send the survey | by @noor",
        "18 done Rooms cleaned",
        "22 open Ask the school | by Parents Council",
        "23 in-progress Draw the map",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn boards_and_lines_that_say_action() {
    let text = "# Fête\n\n**Present:** Ada, Noor\n\n- The tent is dear\n- ACTION: Noor to ask two bakeries by 2026-05-20\n\n**Action:** Ada to call the council\n\n## Board\n\n### To do\n\n- Paint the sign (Kai)\n\n### Doing\n\n- Sell tickets\n\n## Open issues\n\n- #12 Login is slow (@ada)\n- #13 Text is small\n\n## Volunteers\n\n- Ada – cakes\n\n### Fixed\n\n- A bug\n";
    let want = [
        "6 ? ask two bakeries | by Noor | due 2026-05-20",
        "8 ? call the council | by Ada",
        "14 open Paint the sign | by Kai",
        "18 in-progress Sell tickets",
        "22 ? #12 Login is slow | by @ada",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn entries_with_an_id_or_fields_of_their_own() {
    let text = "# Week\n\n- OPS-12 Move the shelves (Tech Lead) – In Progress\n- OPS-13 is about shelves\n- **Repair the door**\n  - Owner: Facilities\n  - Due: 2026-03-01\n\n## Risks\n\n- **Rain**\n  - Owner: Ada\n  - Due: 2026-03-01\n\n## Responsibilities\n\n- Documentation review (Product Manager)\n- ✅ Prepare the demo\n\n## Goals\n\n1. ✅ Finish the checklist\n2. ✅ Open the doors\n\n## Status legend\n\n- 🟡 **In Progress** - somebody is at it\n- ❌ **Open** - nobody is\n";
    let want = [
        "3 in-progress OPS-12 Move the shelves | by Tech Lead | refs OPS-12",
        "5 ? Repair the door | by Facilities | due 2026-03-01",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn a_task_told_twice_is_one_and_two_boxes_are_two() {
    let text = "# Plan\n\n- [x] OPS-1: Lay the cable\n\n## Again\n\n- [ ] Test it all\n\n## And again\n\n- [ ] Test it all\n\n| Task | Title | Owner | Status |\n| - | - | - | - |\n| OPS-1 | Lay the cable | Ada | Done |\n";
    let want =
        ["3 done OPS-1: Lay the cable | by Ada | refs OPS-1 | also 15", "7 open Test it all", "11 open Test it all"];
    assert_eq!(shown(text), want);
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "(## Action items\n|\\| Task \\| Owner \\| Status \\|\n|\\| - \\| - \\| - \\|\n|\\| |Ada|@k|: |\\(|\\)|, by |Day 3|Friday| – |\n|\n- |\n- \\[ \\] |\\*\\*|é|DONE|OPS-1|Owner: |due |✅|#### ){0,28}") {
        shown(&text);
    }
}

#[test]
fn tables_with_unusual_headers_are_read_by_their_cells() {
    let text = "# Fair\n\n## Work\n\n| No. | Package | Whom | Size | How it goes |\n| - | - | - | - | - |\n| G-1 | Paint the stands | Ada | 3 | being built |\n| G-2 | Hire the tents | Kai | 5 | not begun |\n| G-3 | Order the flags | Mira | 2 | finished |\n\n## Machines\n\n| No. | Machine | Year |\n| - | - | - |\n| 1 | Press | 1990 |\n";
    let want = [
        "7 in-progress Paint the stands | by Ada | points 3 | refs G-1",
        "8 open Hire the tents | by Kai | points 5 | refs G-2",
        "9 done Order the flags | by Mira | points 2 | refs G-3",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn persons_at_the_end_of_most_entries_own_them() {
    let text = "# Play\n\n- [ ] Lamps (Ada) by 3 May 2026, needs OPS-2\n- [x] Ropes (Kai)\n- [ ] Floor (Ada)\n\n## Machines\n\n- [ ] Board set up (Grafana)\n- [ ] Store ready (Redis)\n- [ ] Search ready (Optional)\n\n## Taken\n\n- OPS-4 Tickets (5) – Mira\n- OPS-5 Posters (2) – Kai\n- OPS-5 Badges (3) – Ada, goes on in May\n";
    let want = [
        "3 open Lamps | by Ada | due 2026-05-03 | refs OPS-2",
        "4 done Ropes | by Kai",
        "5 open Floor | by Ada",
        "9 open Board set up (Grafana)",
        "10 open Store ready (Redis)",
        "11 open Search ready (Optional)",
        "15 ? OPS-4 Tickets | by Mira | points 5 | refs OPS-4",
        "16 ? OPS-5 Posters | by Kai | points 2 | refs OPS-5",
        "17 ? OPS-5 Badges | by Ada | points 3 | refs OPS-5",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn rows_without_a_table_and_columns_of_a_board() {
    let text = "# Fair\n\n- OPS-1; Hire the tent; 5; Ada; in progress\n- OPS-2; Order flags; 3; Kai; to do (needs OPS-1)\n- OPS-3; OPS-4; and; more\n\n## Doing (1/2)\n\n- OPS-7 Paint the stands\n\n## Ready\n\n- OPS-8 Draw the map\n";
    let want = [
        "3 in-progress Hire the tent | by Ada | points 5 | refs OPS-1",
        "4 open Order flags | by Kai | points 3 | refs OPS-2,OPS-1",
        "9 in-progress OPS-7 Paint the stands | refs OPS-7",
        "13 open OPS-8 Draw the map | refs OPS-8",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn heads_in_brackets_with_any_letters() {
    assert_eq!(shown("- [ ] [é] to Ünal – ö (ü)\n- [ ] [T-11] Ä\n").len(), 2);
}

#[test]
fn tables_whose_headers_go_their_own_ways() {
    let text = "# Harbour\n\n| Initiative | Champion | Status | Next step | Target date |\n| - | - | - | - | - |\n| New dock | @ada | in the works | call the bank | 2026-03-31 |\n| Old dock | \u{2013} | parked | find a diver | \u{2013} |\n\n| Job | Who | Until | How far | Prio |\n| - | - | - | - | - |\n| Paint the boat | Kai | 9 March 2026 | half done | high |\n\n| ID | We need | From | By |\n| - | - | - | - |\n| D-1 | Rope | Mira | 2026-04-01 |\n| D-2 | Tar | Kai | 2026-04-02 |\n\n## Actions\n\n- [ ] mend the nets @ada + @kai\n- [ ] OPS-3 Sort the ropes (5 points), goes on in May\n";
    let want = [
        "5 in-progress New dock | by @ada | due 2026-03-31",
        "6 blocked Old dock",
        "10 in-progress Paint the boat | by Kai | due 2026-03-09 | prio high",
        "19 open mend the nets | by @ada + @kai",
        "20 open OPS-3 Sort the ropes | points 5 | refs OPS-3",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn one_id_for_two_pieces_of_work_stays_two() {
    let text = "## Pier\n\n| ID | Story | Pts | Owner |\n| - | - | - | - |\n| OPS-1 | Planks for the pier | 5 | Ada |\n\n## Café\n\n| ID | Story | Pts | Owner |\n| - | - | - | - |\n| OPS-1 | Menu in French | 3 | Kai |\n\n## Next\n\n- [ ] OPS-1 split for May (Ada)\n";
    assert_eq!(shown(text).len(), 3);
    let once = "## Pier\n\n| ID | Story | Owner |\n| - | - | - |\n| OPS-1 | Planks for the pier | Ada |\n\n## Next\n\n- [ ] OPS-1: planks\n";
    assert_eq!(shown(once).len(), 1);
}
