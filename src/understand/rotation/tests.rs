//! Rotas of invented documents.

use crate::understand::fact::{Fact, Rotation};
use crate::understand::testing;

fn day(day: Option<chrono::NaiveDate>) -> String {
    day.map_or("?".to_owned(), |day| day.format("%m-%d").to_string())
}

fn shift(rotation: &Rotation) -> Vec<String> {
    let shown = rotation.shifts.iter().map(|shift| {
        let backup = shift.backup.as_ref().map_or(String::new(), |backup| format!(" ({backup})"));
        let slot = if shift.slot.is_empty() { String::new() } else { format!(" {}", shift.slot) };
        format!("{}..{} {}{backup}{slot}", day(shift.start), day(shift.end), shift.who)
    });
    shown.collect()
}

/// Title, rule, shifts, tiers, and lists.
fn shown(text: &str) -> Vec<String> {
    let line = |fact: Fact| {
        let rotation = fact.rotation()?;
        let rule = fact.when.as_ref().and_then(|when| when.rrule.clone()).unwrap_or_default();
        let tiers = rotation.tiers.iter().map(|tier| {
            let who: Vec<&str> = tier.who.iter().map(|name| &*name.text).collect();
            format!("{}: {} {}", tier.name, who.join("+"), tier.minutes.unwrap_or(0))
        });
        let names = |names: Vec<&str>| names.join(",");
        let eligible = names(rotation.eligible.iter().map(|name| &*name.text).collect());
        let waiting = rotation.waiting.iter().map(|one| format!("{} from {}", one.who, day(one.from)));
        let parts = [
            fact.title.to_string(),
            rule.to_string(),
            shift(rotation).join("; "),
            tiers.collect::<Vec<_>>().join("; "),
            eligible,
            waiting.collect::<Vec<_>>().join(","),
        ];
        Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | "))
    };
    testing::facts("a.md", text).into_iter().filter_map(line).collect()
}

#[test]
fn weeks_of_which_the_start_is_written() {
    let text = "# Support\n\n## On-Call Roster\n\n| Week Starting | Primary | Secondary | Notes |\n| --- | --- | --- | --- |\n| 2026-01-05 | Ada Byron | Kai Moe | |\n| 2026-01-12 | Kai Moe | Lin Ott | holiday |\n| 2026-01-26 | Lin Ott | Ada Byron | |\n";
    let want = "On-Call Roster | 01-05..01-11 Ada Byron (Kai Moe); 01-12..01-18 Kai Moe (Lin Ott); 01-26..02-01 Lin Ott (Ada Byron)";
    assert_eq!(shown(text), [want]);
}

#[test]
fn spans_and_ends_as_written() {
    let text = "## Rota\n\n| Dates | On call |\n| --- | --- |\n| Mon 29 Dec 2025 – Sun 4 Jan 2026 | Ada |\n| Mon 5 Jan – Sun 11 Jan | Kai |\n\n## Night duty\n\n| From | To | Nurse | Backup |\n| --- | --- | --- | --- |\n| 2026-02-02 | 2026-02-05 | Mia Bell | Tom Ray |\n| 2026-02-05 | 2026-02-08 | Tom Ray | |\n";
    let want = [
        "Rota | 12-29..01-04 Ada; 01-05..01-11 Kai",
        "Night duty | 02-02..02-05 Mia Bell (Tom Ray); 02-05..02-08 Tom Ray",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn starts_alone_last_until_the_next() {
    let text = "## Duty rota\n\n| Date | Morning | Evening |\n| --- | --- | --- |\n| 2026-03-02 | Ada | Kai |\n| 2026-03-03 | Lin | TBD |\n| 2026-03-04 | Kai | Ada |\n";
    let want = "Duty rota | 03-02..03-02 Ada Morning; 03-02..03-03 Kai Evening; 03-03..03-03 Lin Morning; 03-04..03-04 Kai Morning; 03-04..03-05 Ada Evening";
    let got = shown(text);
    assert_eq!(got.len(), 1);
    assert!(
        got[0].starts_with("Duty rota | 03-02..03-02 Ada Morning; 03-02..03-02 Kai Evening; 03-03..03-03 Lin Morning"),
        "{got:?} {want}"
    );
}

#[test]
fn lists_of_shifts() {
    let text = "# Rotation\n\n## Primary On-Call\n- Week 1: Ada (@ada) - Kitchen\n- Week 2: Kai, Lin (backup)\n\n## Standby roster\n\n- 5–11 January 2026: Mia Bell (backup: Tom Ray)\n- 12–18 January 2026: Tom Ray\n\n## Handover\n- Week 1: prepare the list\n- Week 2: send it\n";
    let want = [
        "Primary On-Call | ?..? Ada; ?..? Kai (Lin)",
        "Standby roster | 01-05..01-11 Mia Bell (Tom Ray); 01-12..01-18 Tom Ray",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn rules_and_tiers() {
    let text = "# Operations\n\n## On-Call Rotation\n\n### On-Call Schedule\n**Start:** after the release\n**Rotation:** Weekly rotation (Mon-Sun)\n\n**Tier 1 (Primary):**\n- Site Engineer (rotating)\n- Response Time: 15 minutes\n\n**Tier 2 (Secondary):**\n- Tech Lead\n- Response Time: 1 hour\n\n## Habits\n- The pit crew (“Foxes”) rotates daily to take what comes up.\n- Weekly fire drill rotates responsibility: Week 1 Kitchen, Week 2 Stage.\n- API keys rotate every 90 days by the ops team.\n- Log rotation: daily\n";
    let want = [
        "On-Call Schedule | FREQ=WEEKLY | Tier 1 (Primary): Site Engineer 15; Tier 2 (Secondary): Tech Lead 60",
        "pit crew (“Foxes”) | FREQ=DAILY",
        "Weekly fire drill | FREQ=WEEKLY | ?..? Kitchen; ?..? Stage",
    ];
    assert_eq!(shown(text), want);
    let table = "## On-call\n\n| Property | Value |\n| --- | --- |\n| Rotation Length | 1 week |\n| Channel | #ops |\n";
    assert_eq!(shown(table), ["On-call | FREQ=WEEKLY"]);
}

#[test]
fn labels_name_a_rule_and_handovers_with_their_length_are_meetings() {
    assert_eq!(
        shown("# Plan\n\n- **Gate captain:** rotates weekly between the crew leads\n"),
        ["Gate captain | FREQ=WEEKLY"]
    );
    let text = "# On-call duty\n\n## Meetings\n\n- **Handover:** every Monday, 10:00–10:30, both primaries\n";
    assert_eq!(shown(text), [""; 0]);
    let rule = "# On-call duty\n\n**Handover:** every Monday, 10:00\n";
    assert_eq!(shown(rule), ["On-call duty | FREQ=WEEKLY;BYDAY=MO"]);
}

#[test]
fn those_who_may_be_on_duty() {
    let text = "# On-call\n\n**Rotation:** weekly\n\n## Eligible engineers\n- Ada Byron\n- Kai Moe\n- Lin Ott – in training until 2026-02-01\n- Mia Bell (will join rotation Q2 2026)\n\n## Roster\n\n| Week of | On call |\n| --- | --- |\n| 2026-01-05 | Ada Byron |\n| 2026-01-12 | Lin Ott |\n";
    let want = "Roster | FREQ=WEEKLY | 01-05..01-11 Ada Byron; 01-12..01-18 Lin Ott | Ada Byron,Kai Moe | Lin Ott from 02-01,Mia Bell from 04-01";
    assert_eq!(shown(text), [want]);
}

#[test]
fn tables_that_are_no_rotas() {
    for text in [
        "## Plan\n\n| Date | Task | Owner |\n| --- | --- | --- |\n| 2026-01-05 | Build | Ada |\n| 2026-01-12 | Test | Kai |\n",
        "## Milestones\n\n| Week | Milestone | Lead |\n| --- | --- | --- |\n| Week 1 | Beta | Ada |\n| Week 2 | Launch | Kai |\n",
        "## Secret rotation\n\n| Date | Owner |\n| --- | --- |\n| 2026-01-05 | Ada |\n| 2026-04-05 | Kai |\n",
        "## On-call\n\n| Week Starting | Primary |\n| --- | --- |\n| ____ | ____ |\n| ____ | ____ |\n",
        "## Support hours\n\n| Day | Hours |\n| --- | --- |\n| Monday | 9–17 |\n| Tuesday | 9–17 |\n",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
}

#[test]
fn parts_of_a_day_and_quarters() {
    let text = "# Fair\n\n## First aid\n\nOnly people with a certificate: Ada Byron, Kai Moe, Lin Ott.\n\n| From | To | On duty |\n| --- | --- | --- |\n| 09:00 | 12:00 | Ada Byron |\n| 12:00 | 15:00 | Kai Moe |\n\n## Till\n\n| From | To | Class |\n| --- | --- | --- |\n| 09:00 | 11:00 | 7a |\n| 11:00 | 13:00 | 7b |\n| 13:00 | 15:00 | 8c |\n\n## Releases\n\n| Quarter | Release Manager |\n| --- | --- |\n| 2026 Q1 | Ada Byron |\n| 2026 Q2 | Kai Moe |\n";
    let want = [
        "First aid | ?..? Ada Byron; ?..? Kai Moe | Ada Byron,Kai Moe,Lin Ott",
        "Till | ?..? 7a; ?..? 7b; ?..? 8c",
        "Releases | 01-01..03-31 Ada Byron; 04-01..06-30 Kai Moe",
    ];
    assert_eq!(shown(text), want);
    let facts = testing::facts("a.md", text);
    let first = facts.iter().find_map(Fact::rotation).map(|rota| &rota.shifts[0]).unwrap();
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0);
    assert_eq!((first.from, first.until), (time(9), time(12)));
}

#[test]
fn slashed_dates_names_by_week_and_places() {
    let text = "# On call\n\n## Turns in May\n\n| Date from | Date to | 1st line | 2nd line |\n| --- | --- | --- | --- |\n| 04/05/2026 | 10/05/2026 | Ada Byron | Kai Moe |\n| 11/05/2026 | 17/05/2026 | Kai Moe | Ada Byron |\n\n## Bank holidays\n\n- Whit Monday, 25 May: Lin Ott\n- Friday 1 May: Kai Moe\n- Boxing Day, 26 December: Ada Byron\n";
    assert_eq!(shown(text)[0], "Turns in May | 05-04..05-10 Ada Byron (Kai Moe); 05-11..05-17 Kai Moe (Ada Byron)");
    assert!(shown(text)[1].starts_with("Bank holidays | "), "{:?}", shown(text));
    let text = "# Notes\n\nSupport hat: @ada this week, @kai week 21, @lin week 22. It moves on Monday.\n\n## Who opens the doors\n\n* 14 November 2026: Ada (gate), Kai (bar)\n* 15 November 2026: Lin (gate), Mia (bar)\n* 21 November 2026: Kai (gate), Ada (bar)\n";
    let got = shown(text);
    assert!(got[0].starts_with("Support hat | FREQ=WEEKLY | "), "{got:?}");
    assert!(got[1].starts_with("Who opens the doors | 11-14") && got[1].contains("Kai bar"), "{got:?}");
}

#[test]
fn tables_and_lists_of_days_and_names_that_are_no_rotas() {
    for text in [
        "## Vacation\n\n| Who | From | To |\n| --- | --- | --- |\n| Ada Byron | 2026-01-05 | 2026-01-09 |\n| Kai Moe | 2026-02-05 | 2026-02-09 |\n",
        "## Agenda\n\n| From | To | Speaker |\n| --- | --- | --- |\n| 09:00 | 10:00 | Ada Byron |\n| 10:00 | 11:00 | Kai Moe |\n",
        "## Changes\n\n| Version | Date | Author |\n| --- | --- | --- |\n| 1.0 | 2026-01-05 | Ada Byron |\n| 1.1 | 2026-02-05 | Kai Moe |\n",
        "## Milestones\n\n- 5 January: Kickoff\n- 12 January: Beta\n- 19 January: Launch\n",
        "# On call\n\n## Away\n\n- 5 January: Ada\n- 12 January: Kai\n- 19 January: Lin\n",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
}

#[test]
fn people_take_turns_and_things_do_not() {
    let text = "# Duty book\n\n## Night duty\n\n| Week starting | Guard | In reserve |\n| --- | --- | --- |\n| 2026-09-07 | Ada | Kai |\n| 2026-09-14 | Kai | Lin |\n\n## Weekend duty\n\n- 5–6 September 2026: Mia\n- 12–13 September 2026: Tom\n\n## Stables\n\n**Rotation:** daily among the grooms, in the order on the door\n\n## Till\n\nThe key of the till rotates weekly between Ada and Kai, handed over on Mondays.\n\nTraffic rotates weekly between Paris and Lyon. API keys rotate weekly between Ada and Kai.\n\n## Open jobs\n\n| Job | Who | Until |\n| --- | --- | --- |\n| Paint | Ada | 9 September 2026 |\n| Sweep | Kai | 16 September 2026 |\n";
    let want = [
        "Night duty | 09-07..09-13 Ada (Kai); 09-14..09-20 Kai (Lin)",
        "Weekend duty | 09-05..09-06 Mia; 09-12..09-13 Tom",
        "Stables | FREQ=DAILY",
        "Till | FREQ=WEEKLY",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn moments_of_shifts_and_teams_at_a_gate() {
    let text = "# Fair\n\n## Gate\n\nHost teams: Red, Blue, Green.\n\n| From | To | Team |\n| --- | --- | --- |\n| Sat 11 Jul 2026 9:00 am | Sat 11 Jul 2026 1:00 pm | Red |\n| Sat 11 Jul 2026 1:00 pm | Sat 11 Jul 2026 5:00 pm | Blue |\n| Sat 11 Jul 2026 9:00 pm | Sun 12 Jul 2026 1:00 am | Red |\n\n## Saturday 11 July 2026\n\nNurses in charge: Ada Byron, Kai Moe\n\n| From | To | Nurse in charge |\n| --- | --- | --- |\n| 11 Jul 2026 07:30 | 11 Jul 2026 20:00 | Ada Byron |\n| 11 Jul 2026 20:00 | 12 Jul 2026 07:30 | Kai Moe |\n";
    let want = [
        "Gate | 07-11..07-11 Red; 07-11..07-11 Blue; 07-11..07-12 Red | Red,Blue,Green",
        "Nurse in charge | 07-11..07-11 Ada Byron; 07-11..07-12 Kai Moe | Ada Byron,Kai Moe",
    ];
    assert_eq!(shown(text), want);
    let facts = testing::facts("a.md", text);
    let last = facts.iter().find_map(Fact::rotation).and_then(|rota| rota.shifts[2].exact);
    let at = |day, hour| chrono::NaiveDate::from_ymd_opt(2026, 7, day).and_then(|day| day.and_hms_opt(hour, 0, 0));
    assert_eq!(last, at(11, 21).zip(at(12, 1)));
}

#[test]
fn lists_of_those_on_duty_that_stand_elsewhere_or_are_open() {
    let rota = "| Week of | On call |\n| --- | --- |\n| 2026-01-05 | Ada Byron |\n| 2026-01-12 | Kai Moe |\n| 2026-01-19 | Lin Ott |\n";
    for (head, want) in [
        (
            "## 2. Staff\n\n| Role | Held by | Deputy |\n| --- | --- | --- |\n| Desk Lead | Ada Byron | Kai Moe |\n\n## 3. Rota\n\nOnly the people in section 2 may take a shift.\n\n",
            "Ada Byron,Kai Moe",
        ),
        (
            "## Contacts\n\n- Ada Byron (desk)\n- Kai Moe\n\n## Rota\n\nNobody but those listed under Contacts may be on duty.\n\n",
            "Ada Byron,Kai Moe",
        ),
        (
            "## Who can be on call\n\nThe following have finished shadowing and may be called:\n\n- Ada Byron\n- Kai Moe\n\nShadowing (not yet on the rota): Lin Ott.\n\n## Rota\n\n",
            "Ada Byron,Kai Moe | Lin Ott from ?",
        ),
        (
            "## Duty\n\n### Ward team\n**Mission:** Calm.\n**Lead:** Lin Ott\n**Members:** Ada Byron, Kai Moe\n\n### Rota\n\n",
            "",
        ),
        ("## Rota\n\n**Members:** Ada Byron, Kai Moe, two trainees\n\n", ""),
        ("## Rota\n\nOnly the people who asked may take a shift twice.\n\n", ""),
    ] {
        let got = shown(&format!("# On call\n\n{head}{rota}"));
        let list = got[0].splitn(3, " | ").nth(2).unwrap_or_default();
        assert_eq!(list, want, "{head}");
    }
}
