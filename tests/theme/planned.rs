//! Samples of calendars, sprints and the timeline.

use sprintbook::render::view::LinkView;
use sprintbook::render::view::calendar::*;
use sprintbook::render::view::sprints::*;
use sprintbook::render::view::timeline::TimelineView;

fn link(title: &str) -> LinkView {
    LinkView { title: title.into(), href: "document.html".into(), current: false }
}

fn entry(class: &str, word: &str, title: &str) -> String {
    format!(
        "\n<li class=\"event {class}\"><p class=\"event-time\"><span class=\"kind\">{word}</span> <span class=\"at\">09:00</span></p>\n<div><p class=\"event-title\"><a href=\"document.html\">{title}</a></p></div></li>"
    )
}

/// January 2026, whose first day is a Thursday.
fn shown() -> CalendarView {
    let names = [("Mon", "Monday"), ("Tue", "Tuesday"), ("Wed", "Wednesday"), ("Thu", "Thursday")];
    let weekend = [("Fri", "Friday"), ("Sat", "Saturday"), ("Sun", "Sunday")];
    let cell = |at: i32| match at {
        1..=31 => format!(
            "\n<td data-date=\"2026-01-{at:02}\" class=\"in-sprint\"><time datetime=\"2026-01-{at:02}\">{at}</time> <span class=\"day-number\">Day {at}</span>\n<ul>\n<li class=\"kind-decision\"><a href=\"document.html\">Provider</a></li></ul></td>"
        ),
        _ => "\n<td class=\"outside\"></td>".to_owned(),
    };
    let rows =
        (0..5).map(|week| format!("\n<tr>{}</tr>", (0..7).map(|day| cell(week * 7 + day - 2)).collect::<String>()));
    let kinds =
        [("Meeting", "kind-meeting"), ("Decision", "kind-decision"), ("Due", "kind-due"), ("On call", "kind-on-call")];
    let entries = kinds.map(|(word, class)| entry(class, word, "Kickoff")).concat();
    CalendarView {
        months: vec![MonthView { title: "January 2026".into(), iso: "2026-01".into(), rows_html: rows.collect() }],
        agenda_html: format!(
            "\n<section class=\"agenda-day\" data-date=\"2026-01-05\" aria-labelledby=\"2026-01-05\">\n<h3 id=\"2026-01-05\"><time datetime=\"2026-01-05\">Monday 5 January 2026</time></h3>\n<ul>{entries}</ul></section>"
        ),
        recurring_html: entry("kind-meeting", "Meeting", "Stand-up"),
        undated_html: entry("kind-due", "Due", "Retrospective"),
        weekdays: names.iter().chain(&weekend).map(|&(short, long)| WeekdayView { short, long }).collect(),
        kinds: kinds.map(|(word, class)| KindView { word, class }).to_vec(),
        counting: "Every calendar day counts.".into(),
    }
}

pub fn calendar() -> CalendarPageView {
    CalendarPageView {
        shown: shown(),
        timeboxes: vec![TimeboxView {
            name: "Sprint 18".into(),
            href: "document.html".into(),
            start: "2026-01-05".into(),
            end: "2026-01-18".into(),
            text: "5–18 January 2026, 14 days".into(),
        }],
        sections: vec![SectionView { title: "Plans".into(), href: "document.html".into(), count: 1_200 }],
        total: 1_200,
        subscribe: Vec::new(),
    }
}

pub fn sprints() -> SprintsView {
    SprintsView {
        rows_html: "\n<tr data-from=\"2026-01-05\" data-to=\"2026-01-18\"><th scope=\"row\"><a href=\"document.html\">Sprint 18</a></th><td><time datetime=\"2026-01-05/2026-01-18\">5–18 January 2026</time></td><td></td><td></td></tr>".into(),
        has_goals: true,
        total: 1_200,
        parts: vec![link("Sprint 1 – Sprint 500")],
    }
}

pub fn sprint() -> SprintView {
    let row = "\n<tr data-due=\"2026-01-07\"><th scope=\"row\"><a href=\"document.html\">Provider</a></th><td><time datetime=\"2026-01-07\">7 January 2026</time></td><td>Ada</td><td>Open</td></tr>";
    SprintView {
        goal: vec!["Bread by six.".into(), "Rolls by seven.".into()],
        goal_source: Some(link("Plan")),
        days: Some(SprintDaysView {
            start: "2026-01-05".into(),
            end: "2026-01-18".into(),
            text: "5–18 January 2026, 9 working days".into(),
            working: true,
            counting: "Working days count.".into(),
            off: "2026-01-06".into(),
        }),
        done: 3,
        total: 8,
        points: "5 of 13 points done".into(),
        events_html: "\n<li data-date=\"2026-01-05\"><time datetime=\"2026-01-05\">Monday 5 January 2026</time> <a href=\"document.html\">Kickoff</a></li>".into(),
        decisions_html: row.into(),
        gates_html: "\n<li><a href=\"document.html\">Go or no-go</a></li>".into(),
        gates_href: Some("document.html".into()),
        due_html: row.into(),
        on_call_html: row.into(),
        documents: vec![link("Plan")],
        documents_more: 2,
        calendar: shown(),
        calendar_more: 0,
        subscribe: Vec::new(),
    }
}

pub fn timeline() -> TimelineView {
    TimelineView {
        svg: "<svg class=\"timeline-chart\" role=\"img\" aria-labelledby=\"timeline.title\" width=\"300\" height=\"60\"><title id=\"timeline.title\">Timeline</title><g class=\"bar-sprint\"><rect x=\"8\" y=\"20\" width=\"100\" height=\"20\"/></g></svg>".into(),
        rows_html: "\n<tr data-from=\"2026-01-05\" data-to=\"2026-01-18\"><th scope=\"row\"><a href=\"document.html\">Sprint 18</a></th><td>Sprint</td><td></td></tr>".into(),
        milestones_html: "\n<tr><th scope=\"row\"><a href=\"document.html\">Audit</a></th><td></td><td></td></tr>".into(),
        milestones_more: 1,
        sections: vec![link("Plans")],
    }
}
