//! Calendars of small handbooks.

use super::*;
use crate::render::overview;
use crate::render::testing::with_site;

const SPRINT: &str = "---\nsprint: Sprint 4\nstart: 2026-01-05\nend: 2026-01-18\n---\n# Guide\n\n";

/// The calendar page of a document in a handbook with these settings.
fn page(settings: &str, text: &str) -> CalendarView {
    with_site(&[("handbook.yaml", settings), ("content/a.md", text)], |site| {
        let entries: Vec<Entry<'_>> = KINDS.iter().flat_map(|kind| site.index.of(kind)).copied().collect();
        let timeboxes: Vec<u32> = (0..site.handbook.timeboxes.list.len() as u32).collect();
        let shifts = item::shifts_of(site, &entries);
        Calendar::new(site, "calendar/", entries).with_shifts(shifts).with_sprints(&timeboxes).view()
    })
}

/// A text between two others.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).unwrap_or_else(|| panic!("no {start} in {text}"));
    let rest = &text[from..];
    &rest[..rest[1..].find(end).map_or(rest.len(), |at| at + 1)]
}

fn cell<'a>(view: &'a CalendarView, day: &str) -> &'a str {
    let month = view.months.iter().find(|month| day.starts_with(&month.iso)).expect("that month");
    between(&month.rows_html, &format!("<td data-date=\"{day}\""), "\n<td")
}

fn agenda<'a>(view: &'a CalendarView, day: &str) -> &'a str {
    between(&view.agenda_html, &format!("<section class=\"agenda-day\" data-date=\"{day}\""), "<section")
}

#[test]
fn months_begin_on_the_weekday_that_is_asked_for() {
    let text = format!("{SPRINT}## Day 1: Kickoff\n\n**Duration:** 90 min\n**Attendees:** Ada, Kai\n");
    let monday = page("title: x\n", &text);
    assert_eq!((monday.months.len(), monday.months[0].title.as_str()), (1, "January 2026"));
    let rows = &monday.months[0].rows_html;
    assert_eq!((rows.matches("<tr>").count(), rows.matches("class=\"outside\"").count()), (5, 4));
    assert!(rows.starts_with("\n<tr>\n<td class=\"outside\"></td>\n<td class=\"outside\"></td>\n<td class=\"outside\"></td>\n<td data-date=\"2026-01-01\""));
    let sunday = page("week_start: sunday\n", &text);
    assert_eq!((sunday.weekdays[0].short, sunday.months[0].rows_html.matches("class=\"outside\"").count()), ("Sun", 4));
    assert!(sunday.months[0].rows_html.contains("<td data-date=\"2026-01-04\" class=\"free\"><time datetime=\"2026-01-04\">4</time></td>\n<td data-date=\"2026-01-05\""));
    let first = cell(&monday, "2026-01-05");
    assert!(
        first.contains("class=\"in-sprint\"") && first.contains("Day 1</span>") && first.contains("Kickoff</a>"),
        "{first}"
    );
    assert!(
        cell(&monday, "2026-01-18").contains("in-sprint free") && !cell(&monday, "2026-01-19").contains("in-sprint")
    );
    let day = agenda(&monday, "2026-01-05");
    for part in [
        "Monday 5 January 2026</time> <span class=\"day-number\">Day 1</span>",
        "Sprint begins",
        "1 h 30 min",
        "Ada, Kai",
    ] {
        assert!(day.contains(part), "{part}: {day}");
    }
    assert!(agenda(&monday, "2026-01-18").contains("Sprint ends"));
}

#[test]
fn a_cell_has_room_for_three_and_the_most_important_stay() {
    let text = format!(
        "{SPRINT}## Day 2: Audit\n\n## Day 2: Budget\n**Time:** 15:00\n\n## Day 2: Call\n**Time:** 09:00\n**CRITICAL:** Nobody may miss it\n\n## Day 2: Demo\n\n## Day 27-29: Offsite\n"
    );
    let view = page("title: x\n", &text);
    let day = cell(&view, "2026-01-06");
    assert!(
        day.contains("Audit") && day.contains("<span>09:00</span> Call</a><span class=\"sr\"> (critical)"),
        "{day}"
    );
    assert!(day.contains("<a href=\"#2026-01-06\">1 more</a>") && !day.contains("Budget"), "{day}");
    for day in ["2026-01-31", "2026-02-01", "2026-02-02"] {
        assert!(cell(&view, day).contains("Offsite"), "{day}");
    }
    assert!(agenda(&view, "2026-01-31").contains("until Monday 2 February 2026"));
}

#[test]
fn what_is_due_and_who_is_on_call_stand_beside_meetings() {
    let text = format!(
        "{SPRINT}## Day 3: Review\n\n**Preparation:**\n\n- [ ] Write R&D\n- [ ] Print it (Product Manager)\n- [x] Told already\n\n## Decisions\n\n### Decision 1: Provider\n\n**Decision Maker:** CTO\n**Due:** 2026-01-09\n\n## Standby roster\n\n- 5–11 January 2026: Mira Bell (backup: Jon Ray)\n- 12–18 January 2026: Jon Ray\n"
    );
    let view = page("title: x\n", &text);
    let kinds: Vec<_> = view.kinds.iter().map(|kind| kind.word).collect();
    assert_eq!(kinds, ["Sprint begins", "Meeting", "On call", "Decision", "Due", "Sprint ends"]);
    let review = agenda(&view, "2026-01-07");
    for part in ["Day 3: Review: 2 tasks", "Write R&amp;D", "<span class=\"quiet\">Product Manager</span>"] {
        assert!(review.contains(part), "{part}: {review}");
    }
    assert!(!review.contains("Told already") && cell(&view, "2026-01-07").contains("class=\"kind-due\""));
    assert!(agenda(&view, "2026-01-09").contains("CTO") && cell(&view, "2026-01-09").contains("kind-decision"));
    let duty = agenda(&view, "2026-01-05");
    assert!(
        duty.contains("Mira Bell</a>")
            && duty.contains("until Sunday 11 January 2026")
            && duty.contains("Backup: Jon Ray"),
        "{duty}"
    );
}

#[test]
fn what_recurs_takes_place_within_its_sprint_or_stands_once() {
    let daily = "## Cadence\n\n- Daily stand-up at 09:00 Pacific time, 15 min\n- Weekly review on Fridays, 16:00\n";
    let bound = page("holidays: [{date: 2026-01-06, name: Epiphany}]\n", &format!("{SPRINT}{daily}"));
    assert!(cell(&bound, "2026-01-05").contains("09:00 Los Angeles time</span> "), "{}", cell(&bound, "2026-01-05"));
    assert!(cell(&bound, "2026-01-06").contains("Epiphany") && !cell(&bound, "2026-01-06").contains("09:00"));
    assert!(!cell(&bound, "2026-01-10").contains("09:00") && cell(&bound, "2026-01-16").contains("16:00"));
    assert_eq!(bound.recurring_html, "");
    let free = page("title: x\n", &format!("# Guide\n\n{daily}"));
    assert_eq!((free.months.len(), free.agenda_html.as_str()), (0, ""));
    assert!(
        free.recurring_html.contains("every Friday") && free.recurring_html.contains("09:00 Los Angeles time"),
        "{}",
        free.recurring_html
    );
}

#[test]
fn working_days_have_their_own_numbers_and_the_page_says_so() {
    let text = SPRINT.replace("---\n# Guide", "numbering: working\n---\n# Guide");
    let view = page("holidays: [2026-01-06]\n", &format!("{text}## Day 2: Review\n"));
    assert!(cell(&view, "2026-01-07").contains("Day 2</span>") && cell(&view, "2026-01-07").contains("Review"));
    assert!(["2026-01-06", "2026-01-10"].iter().all(|day| !cell(&view, day).contains("day-number")));
    assert!(view.counting.starts_with("Working days count"), "{}", view.counting);
    assert!(page("title: x\n", &format!("{SPRINT}## Day 2: Review\n")).counting.starts_with("Every calendar day"));
}

#[test]
fn relative_days_are_listed_and_hidden_ones_are_not() {
    let relative = page("title: x\n", "# Guide\n\n## Day 3: Review\n");
    assert!(relative.undated_html.contains("Review") && relative.undated_html.contains("Day 3"));
    assert_eq!((relative.months.len(), relative.counting.as_str()), (0, ""));
    let hidden = page("title: x\n", "---\ncalendar: false\nstart: 2026-01-05\n---\n## Day 3: Review\n");
    assert_eq!((hidden.undated_html.as_str(), hidden.months.len()), ("", 0));
}

#[test]
fn above_a_thousand_entries_each_section_has_its_calendar() {
    let many = |name: &str, count: usize| {
        let lines: String = (0..count).map(|at| format!("## Day {at}: Visit {at}\n\n")).collect();
        format!("# {name}\n\n{lines}")
    };
    let (north, south) = (many("North", 700), many("South", 400));
    with_site(&[("content/north/a.md", &north), ("content/south/b.md", &south)], |site| {
        let pages: Vec<usize> = (0..site.overviews.len())
            .filter(|at| overview::OVERVIEWS[site.overviews[*at].overview].of == Generated::Calendar)
            .collect();
        let addresses: Vec<&str> = pages.iter().map(|at| site.overviews[*at].address.as_str()).collect();
        assert_eq!(addresses, ["calendar/", "calendar/north/", "calendar/south/"]);
        let text = |at: usize| String::from_utf8(overview::page(site, at).expect("a page")).expect("text");
        let first = text(pages[0]);
        assert!(
            first.contains("1100 entries") && first.contains("700 entries") && !first.contains("Visit 7"),
            "{first}"
        );
        assert!(text(pages[2]).contains("Visit 399"));
    });
}
