//! Facts told and written as an agenda.

use chrono::{NaiveDate, NaiveTime};

use super::*;
use crate::base::span::Span;
use crate::check;
use crate::link::Handbook;
use crate::load::{Inputs, probe};
use crate::pipeline;
use crate::understand::fact::{Decision, DecisionState, Detail, Fact, Name, Rotation, Shift, Squad, State, When};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name { text: text.into(), span: Span::default() }
}

/// What is shown of these facts of one document about Sprint 4, Monday 5 to Friday 16 January.
fn shown(
    from: &str,
    to: &str,
    person: Option<&str>,
    facts: impl FnOnce(&dyn Fn(&str, Detail) -> Fact) -> Vec<Fact>,
) -> String {
    let text = "---\nsprint: Sprint 4\nstart: 2026-01-05\nend: 2026-01-16\n---\n# Sprint 4\n";
    let settings = "timezone: Europe/Berlin\nroles:\n  Testers: [Ada Byron]\n";
    let inputs = Inputs::in_memory(
        &[("handbook.yaml", settings.as_bytes()), ("content/a.md", text.as_bytes())],
        &check::codes(),
    );
    assert!(inputs.config_diagnostics.is_empty(), "{:?}", inputs.config_diagnostics);
    let mut read = pipeline::read(&inputs);
    let place = read.facts[0][0].place;
    read.facts[0].extend(facts(&|title, detail| Fact::new(title, place, detail)));
    let handbook: Handbook<'_> = pipeline::handbook(&inputs, read, |paths| probe::probe(&inputs, paths));
    let person = person.map(|person| Person::new(&handbook, person));
    let agenda = collect(&handbook, &Wanted { from: date(from), to: date(to), person });
    let mut bytes = Vec::new();
    table(&agenda, inputs.config.timezone, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn event(fact: Fact, when: When, people: &[&str]) -> Fact {
    Fact { when: Some(Box::new(when)), people: people.iter().map(|person| name(person)).collect(), ..fact }
}

fn on(start: &str) -> When {
    When { start: Some(date(start)), ..When::default() }
}

fn rule(rule: &str) -> When {
    When { rrule: Some(rule.into()), ..When::default() }
}

#[test]
fn a_day_has_what_happens_and_what_is_due() {
    let time = NaiveTime::from_hms_opt(9, 30, 0);
    let told = shown("2026-01-07", "2026-01-09", None, |fact| {
        let event_of = || Detail::Event(Box::default());
        let done = Fact { due: Some(date("2026-01-08")), state: Some(State::Done), ..fact("Told already", task()) };
        let open = Fact {
            due: Some(date("2026-01-08")),
            owner: Some(name("Ada")),
            state: Some(State::Open),
            ..fact("Write it", task())
        };
        let decided = Detail::Decision(Box::new(Decision { state: DecisionState::Decided, ..Decision::default() }));
        let shift = |start, end, who| Shift {
            slot: if who == "Mira" { "Night".into() } else { Box::default() },
            start: Some(date(start)),
            end: Some(date(end)),
            from: None,
            until: None,
            exact: None,
            who: name(who),
            backup: None,
            span: Span::default(),
        };
        let shifts = vec![shift("2026-01-05", "2026-01-08", "Kai"), shift("2026-01-09", "2026-01-15", "Mira")];
        vec![
            event(fact("Offsite", event_of()), When { end: Some(date("2026-01-20")), ..on("2026-01-09") }, &[]),
            event(
                fact("Review", event_of()),
                When { time, zone: Some(chrono_tz::UTC), minutes: Some(90), ..on("2026-01-08") },
                &["Ada", "Kai"],
            ),
            event(
                fact("Late", event_of()),
                When { time, zone: Some(chrono_tz::Europe::Berlin), ..on("2026-01-09") },
                &[],
            ),
            event(fact("Elsewhere", event_of()), on("2026-01-10"), &[]),
            event(fact("Some day", event_of()), When::default(), &[]),
            open,
            done,
            Fact { state: Some(State::Open), ..fact("Undated", task()) },
            Fact { due: Some(date("2026-01-08")), ..fact("Provider", Detail::Decision(Box::default())) },
            Fact { due: Some(date("2026-01-08")), ..fact("Old choice", decided) },
            fact("On-call", Detail::Rotation(Box::new(Rotation { shifts, ..Rotation::default() }))),
        ]
    });
    let want = "Wednesday 7 January 2026\n  on duty    On-call: Kai; until 8 January 2026\n\n\
                Thursday 8 January 2026\n  09:30 UTC  Review (1 h 30 min): Ada, Kai\n  decide by  Provider\n  due        Write it: Ada\n\n\
                Friday 9 January 2026\n             Offsite; until 20 January 2026\n  09:30      Late\n  on duty    On-call (Night): Mira; until 15 January 2026\n\n\
                Without a date: 1 event, 1 task.\n";
    assert_eq!(told, want);
}

fn task() -> Detail {
    let facts = crate::understand::testing::facts("a.md", "- [ ] x\n");
    facts.into_iter().find(|fact| fact.task().is_some()).unwrap().detail
}

#[test]
fn what_recurs_takes_place_within_its_sprint() {
    let days = |when: When, title: &str, timebox: Option<&str>| {
        let told = shown("2026-01-01", "2026-02-01", None, |fact| {
            let fact = fact(title, Detail::Event(Box::default()));
            vec![Fact { timebox: timebox.map(Into::into), ..event(fact, when, &[]) }]
        });
        let days = told.lines().filter(|line| line.contains("January 2026"));
        let days: Vec<String> = days.map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect();
        (days.join(" "), told.contains("Without a date: 1 event"))
    };
    let sprint = Some("Sprint 4");
    assert_eq!(days(rule("FREQ=WEEKLY;BYDAY=MO"), "Demo", sprint), ("5 12".into(), false));
    assert_eq!(days(rule("FREQ=DAILY"), "Daily stand-up", sprint), ("5 6 7 8 9 12 13 14 15 16".into(), false));
    assert_eq!(days(rule("FREQ=DAILY"), "Nightly reset", sprint).0.split(' ').count(), 12);
    // Its document tells of one sprint alone.
    assert_eq!(days(rule("FREQ=WEEKLY;BYDAY=FR"), "Demo", None), ("9 16".into(), false));
    assert_eq!(days(rule("FREQ=WEEKLY;BYDAY=FR"), "Demo", Some("Sprint 9")), (String::new(), true));
    assert_eq!(days(rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"), "Demo", None), (String::new(), true));
    let second = When { start: Some(date("2026-01-09")), ..rule("FREQ=WEEKLY;INTERVAL=2") };
    assert_eq!(days(second, "Demo", None), ("9 23".into(), false));
}

#[test]
fn a_person_is_also_in_groups() {
    let seen = |person: &str, people: &[&str]| {
        let told = shown("2026-01-05", "2026-01-05", Some(person), |fact| {
            let squad = Squad { members: vec![name("Testers")], ..Squad::default() };
            vec![
                event(fact("Review", Detail::Event(Box::default())), on("2026-01-05"), people),
                Fact { owner: Some(name("Kai")), ..fact("Red Squad", Detail::Squad(Box::new(squad))) },
            ]
        });
        told.contains("Review")
    };
    for people in
        [&["Ada Byron"][..], &["Tech Lead (Ada)"], &["testers"], &["Red Squad"], &["All team"], &["All (Testers, QA)"]]
    {
        assert!(seen("ada", people), "{people:?}");
    }
    for people in [&[][..], &["Adam"], &["All (QA)"], &["Blue Squad"], &["Kai"]] {
        assert!(!seen("ada", people), "{people:?}");
    }
    assert!(seen("Kai", &["Red Squad"]) && !seen("Kai", &["Testers"]));
}
