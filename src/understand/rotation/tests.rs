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
