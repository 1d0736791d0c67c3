//! Which feeds a handbook has, and what is in them.

use super::*;
use crate::render::testing::with_site;

const SPRINT: &str = "---\nsprint: Sprint 4\nstart: 2026-01-05\nend: 2026-01-16\n---\n# Sprint 4\n\n";

/// What is between `SUMMARY:` and the end of the line, of each entry of a feed.
fn titles(site: &Site<'_>, feed: Feed) -> Vec<String> {
    let text = String::from_utf8(bytes(site, feed)).unwrap().replace("\r\n ", "");
    text.lines().filter_map(|line| line.strip_prefix("SUMMARY:")).map(str::to_owned).collect()
}

fn of(files: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
    with_site(files, |site| all(site).into_iter().map(|(address, feed)| (address, titles(site, feed))).collect())
}

fn in_feed<'f>(feeds: &'f [(String, Vec<String>)], address: &str) -> Vec<&'f str> {
    let feed = feeds.iter().find(|(known, _)| known == address);
    feed.map(|(_, titles)| titles.iter().map(String::as_str).collect()).unwrap_or_default()
}

#[test]
fn a_handbook_without_dates_has_no_feed() {
    let text = "# Notes\n\n## Day 3: Review\n\n## Weekly call\n\n**Frequency:** weekly\n";
    assert_eq!(of(&[("a.md", text)]), []);
}

#[test]
fn everybody_has_what_is_theirs() {
    let text = format!(
        "{SPRINT}| Squad | Lead | Members |\n|---|---|---|\n| Falcon | Ada Byron | Ada Byron, Kai Ode |\n\n\
         ## Day 1: Kickoff\n\n**Attendees:** Falcon\n\n## Day 2: Review\n\n**Attendees:** Mira Stone\n\n\
         ## Tasks\n\n| Task | Owner | Due | Status |\n|---|---|---|---|\n\
         | Write the plan | Kai Ode | 2026-01-14 | Open |\n| Book the room | Kai Ode | 2026-01-06 | Done |\n"
    );
    let feeds = of(&[("a.md", &text)]);
    assert_eq!(in_feed(&feeds, "calendar.ics"), ["Kickoff", "Review"]);
    assert_eq!(in_feed(&feeds, "calendar/sprint-4.ics"), ["Kickoff", "Review"]);
    assert_eq!(in_feed(&feeds, "squads/falcon.ics"), ["Kickoff"]);
    assert_eq!(in_feed(&feeds, "people/ada-byron.ics"), ["Kickoff"]);
    assert_eq!(in_feed(&feeds, "people/kai-ode.ics"), ["Kickoff", "Due: Write the plan"]);
    assert_eq!(in_feed(&feeds, "people/mira-stone.ics"), ["Review"]);
    assert_eq!(in_feed(&feeds, "deadlines.ics"), ["Due: Write the plan"]);
    assert_eq!(in_feed(&feeds, "tasks.ics"), ["Book the room", "Write the plan"]);
    assert_eq!(in_feed(&feeds, "calendar/events/sprint-4.kickoff.ics"), ["Kickoff"]);
    let without = of(&[("handbook.yaml", "people: off\n"), ("content/a.md", &text)]);
    let names: Vec<&str> = without.iter().map(|(address, _)| address.as_str()).collect();
    assert!(names.contains(&"squads/falcon.ics") && !names.iter().any(|name| name.starts_with("people/")), "{names:?}");
}

#[test]
fn what_two_documents_tell_alike_is_due_once() {
    let table = |owner: &str| {
        format!(
            "{SPRINT}## Tasks\n\n| Task | Owner | Due |\n|---|---|---|\n| Write the plan | {owner} | 2026-01-14 |\n"
        )
    };
    let (one, same, other) = (table("Kai Ode"), table("Kai Ode"), table("Mira Stone"));
    let feeds = of(&[("a.md", &one), ("b.md", &same)]);
    assert_eq!(in_feed(&feeds, "deadlines.ics").len(), 1);
    assert_eq!(in_feed(&feeds, "tasks.ics").len(), 1);
    assert_eq!(in_feed(&of(&[("a.md", &one), ("b.md", &other)]), "deadlines.ics").len(), 2);
}

#[test]
fn tasks_without_a_day_are_told_as_long_as_they_are_few() {
    let boxes = |count: usize| {
        let boxes: String = (0..count).map(|at| format!("- [ ] Box number {at}\n")).collect();
        format!("{SPRINT}## Boxes\n\n{boxes}- [ ] Pay the bill (due 2026-01-09)\n- [x] Old box\n")
    };
    assert_eq!(in_feed(&of(&[("a.md", &boxes(999))]), "tasks.ics").len(), 1000);
    assert_eq!(in_feed(&of(&[("a.md", &boxes(1000))]), "tasks.ics").len(), 1);
}

#[test]
fn what_recurs_begins_on_a_day_of_its_rule_and_ends_with_its_sprint() {
    let text = format!(
        "{SPRINT}| Meeting | When | Time |\n|---|---|---|\n| Stand-up | Daily | 09:00 |\n| Demo | Every Friday | 15:00 |\n"
    );
    let settings = "timezone: Europe/Berlin\nholidays: [2026-01-06]\n";
    with_site(&[("handbook.yaml", settings), ("content/a.md", &text)], |site| {
        let text = String::from_utf8(bytes(site, Feed::All)).unwrap();
        for row in [
            "DTSTART;TZID=Europe/Berlin:20260105T090000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260116T080000Z",
            "EXDATE;TZID=Europe/Berlin:20260106T090000",
            "DTSTART;TZID=Europe/Berlin:20260109T150000",
            "RRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20260116T140000Z",
        ] {
            assert!(text.contains(&format!("\r\n{row}\r\n")), "{row} is not in {text}");
        }
    });
}

#[test]
fn a_panel_has_addresses_where_the_site_has_one() {
    let text = format!("{SPRINT}## Day 1: Kickoff\n");
    let panel = |settings: &str| {
        with_site(&[("handbook.yaml", settings), ("content/a.md", &text)], |site| {
            let panel = subscribe(site, Feed::Timebox(0), "sprints/sprint-4/").unwrap();
            (panel.download, panel.web.map(|web| web.webcal))
        })
    };
    assert_eq!(panel("title: A\n"), ("../../calendar/sprint-4.ics".into(), None));
    let webcal = Some("webcal://h.example/x/calendar/sprint-4.ics".into());
    assert_eq!(panel("base_url: https://h.example/x/\n"), ("../../calendar/sprint-4.ics".into(), webcal));
    with_site(&[("a.md", &text)], |site| assert_eq!(subscribe(site, Feed::Tasks, ""), None));
}
