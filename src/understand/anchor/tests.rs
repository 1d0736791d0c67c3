//! Days and weeks of small documents, and the day algebra against counting days one by one.

use chrono::{Datelike, NaiveDate, Weekday};
use proptest::prelude::*;

use super::*;
use crate::config::{Config, Holiday};
use crate::understand::moment;
use crate::understand::testing;

/// Every day, week and date of a text with the days that it is on.
fn resolved(text: &str) -> Vec<String> {
    let (document, source) = testing::read("a.md", text);
    let config = Config::default();
    let reading = Reading::new(&document, &source, &config, false);
    let mut lines = Vec::new();
    for entry in reading.entries() {
        for mention in entry.mentions() {
            let Some(moment) = moment::of(entry, mention) else { continue };
            let end = moment.end.map_or(String::new(), |end| format!("..{end}"));
            let start = moment.start.map_or("?".to_owned(), |start| start.to_string());
            lines.push(format!("{} = {start}{end}", entry.phrase_text(mention)));
        }
    }
    lines
}

/// What the document's own anchor is: start, numbering, and the lines that say them.
fn anchored(text: &str) -> (Option<String>, Numbering, Vec<u32>, Vec<u32>) {
    let (document, source) = testing::read("a.md", text);
    let config = Config::default();
    let reading = Reading::new(&document, &source, &config, false);
    let own = &reading.anchors.own;
    let lines = |spans: &[Span]| spans.iter().map(|span| source.line(span.start)).collect::<Vec<_>>();
    let start_lines = match &own.start_why {
        Some(StartWhy::Line(span)) => lines(&[*span]),
        Some(StartWhy::Pairs(spans)) => lines(spans),
        _ => Vec::new(),
    };
    let numbering_lines = match &own.numbering_why {
        NumberingWhy::Lines(spans) => lines(spans),
        _ => Vec::new(),
    };
    (own.days.map(|days| days.start.to_string()), own.numbering, start_lines, numbering_lines)
}

#[test]
fn the_start_is_what_a_line_declares() {
    for (text, line) in [
        ("# Sprint 4\n\n**Start Date:** 2026-01-05\n", 3),
        ("# Sprint 4\n\n**Sprint window:** 2026-01-05 → 2026-01-18\n", 3),
        ("# Plan\n\n## Sprint overview\n\n- **Dates:** 5–18 January 2026\n", 5),
        ("# Sprint 4 (5–16 January 2026)\n\nDay 3\n", 1),
        ("# Plan\n\n## Anywhere\n\n**Sprint start:** Monday, 5 January 2026\n", 5),
    ] {
        assert_eq!(anchored(text), (Some("2026-01-05".to_owned()), Numbering::Calendar, vec![line], vec![]), "{text}");
    }
    for text in [
        "# Sprint 4\n\n## On-call\n\n**Start date:** 2026-02-01\n",
        "# Sprint 4\n\n**Start Date:** TBD\n",
        "# Sprint 4\n\n**Last updated:** 2026-02-01\n",
        "# Sprint 4\n\nWork on 2026-02-01 was fine. Day 3 was not.\n",
    ] {
        assert_eq!(anchored(text).0, None, "{text}");
    }
}

#[test]
fn pairs_of_day_and_date_pin_the_start() {
    let start = Some("2026-01-05".to_owned());
    let calendar = |lines: Vec<u32>| (start.clone(), Numbering::Calendar, lines, vec![]);
    assert_eq!(anchored("# Plan\n\n- Day 1 (Mon 5 Jan 2026): Kickoff\n- Day 3: January 7\n"), calendar(vec![3, 4]));
    assert_eq!(
        anchored("| Day | Date |\n|---|---|\n| Day 1 | 2026-01-05 |\n| Day 8 | 2026-01-12 |\n"),
        calendar(vec![3, 4])
    );
    assert_eq!(anchored("1. **19 January 2026 (Week 3 Day 1)** – Launch\n"), calendar(vec![1]));
    // The majority, or none.
    let two_of_three = "- Day 1 (2026-01-05)\n- Day 2 (2026-01-06)\n- Day 3 (2026-01-09)\n";
    assert_eq!(anchored(two_of_three), calendar(vec![1, 2]));
    assert_eq!(anchored("- Day 1 (2026-01-05)\n- Day 3 (2026-01-09)\n").0, None);
    // No pairs: a deadline in the same row, words between.
    for text in [
        "| Day | Due |\n|---|---|\n| Day 1 | 2026-01-05 |\n",
        "- Day 3: the report of 2026-01-05 is due\n",
        "- Sprint 3 Day 14 (2026-01-05)\n",
    ] {
        assert_eq!(anchored(text).0, None, "{text}");
    }
}

#[test]
fn working_days_are_seen_where_only_they_fit() {
    let working = |text: &str| anchored(text).1 == Numbering::Working;
    assert!(working("- Day 1 (Monday): a\n- Day 5 (Friday): b\n- Day 6 (Monday): c\n"));
    assert!(working("---\nstart: 2026-01-05\n---\n- Day 6 (Monday): c\n"));
    assert!(working("- Day 1 (2026-01-05)\n- Day 6 (2026-01-12)\n- Day 10 (2026-01-16)\n"));
    assert!(working("**Week 1:**\n- Day 1: a\n- Day 5: b\n\n**Week 2:**\n- Day 6: c\n- Day 10: d\n"));
    assert!(working("# Sprint 4\n\n**Numbering:** working days\n\nDay 3\n"));
    assert!(!working("- Day 1 (Monday): a\n- Day 5 (Friday): b\n- Day 8 (Monday): c\n- Day 14 (Tuesday): d\n"));
    assert!(!working("- Day 1 (Monday): a\n- Day 3 (Wednesday): b\n"));
    assert!(!working("**Week 2:**\n- Day 8: a\n- Day 10: b\n- Day 12: c\n- Day 14: d\n"));
    assert!(!working("---\nnumbering: calendar\n---\n- Day 1 (Monday): a\n- Day 6 (Monday): c\n"));
    // The page can say which lines show it.
    assert_eq!(anchored("- Day 1 (Monday): a\n- Day 6 (Monday): c\n").3, [1, 2]);
}

#[test]
fn weeks_have_first_and_last_days() {
    let text = "---\nstart: 2026-01-05\n---\n# Sprint 4\n\nWeek 2, Week 1 Day 3, Week 2 Day 8\n";
    assert_eq!(resolved(text), ["Week 2 = 2026-01-12..2026-01-18", "Week 1 Day 3 = 2026-01-07", "Week 2 Day 8 = ?"]);
    // Weeks of the project, of which the sprint is some.
    let text = "---\nstart: 2026-01-05\n---\n# Sprint 4 (Weeks 7-8)\n\nWeek 8 Day 1, Week 2 Day 1\n";
    assert_eq!(resolved(text)[1..], ["Week 8 Day 1 = 2026-01-12", "Week 2 Day 1 = 2026-01-12"]);
    // Weeks pinned down by their dates, one of them not where it should be.
    let text = "- Week 1 (5–9 Jan 2026)\n- Week 2 (12–16 Jan 2026)\n- Week 3 (26–30 Jan 2026)\n- Week 3 Day 2\n- Week 2 Day 2\n";
    let found = resolved(text);
    assert_eq!(found[found.len() - 2..], ["Week 3 Day 2 = 2026-01-27", "Week 2 Day 2 = 2026-01-13"]);
}

#[test]
fn sections_about_another_sprint_have_days_of_their_own() {
    let text = "---\nsprint: Sprint 18\nstart: 2026-01-05\n---\n## Sprint 18 days\n\nDay 2\n\n## Sprint 19 (19 January – 1 February 2026)\n\n### Plan\n\nDay 2\n\n## Sprint 20\n\nDay 2\n\n## Else\n\nDay 2, Sprint 17 Day 14, Day 3 of Sprint 18\n";
    assert_eq!(
        resolved(text),
        [
            "Day 2 = 2026-01-06",
            "19 January – 1 February 2026 = 2026-01-19..2026-02-01",
            "Day 2 = 2026-01-20",
            "Day 2 = ?",
            "Day 2 = 2026-01-06",
            "Day 3 = 2026-01-07",
        ]
    );
}

#[test]
fn missing_years_come_from_what_stands_around() {
    assert_eq!(resolved("---\nstart: 2025-12-29\n---\nJan 3\n"), ["Jan 3 = 2026-01-03"]);
    assert_eq!(resolved("## January 2027\n\n3 Jan\n")[1..], ["3 Jan = 2027-01-03"]);
    assert_eq!(resolved("On 2024-02-01 and Mar 3.\n")[1..], ["Mar 3 = 2024-03-03"]);
    assert_eq!(resolved("On Mar 3.\n\nOn 2024-02-01.\n")[..1], ["Mar 3 = 2024-03-03"]);
    assert_eq!(resolved("2025-11-30\n\n22 Dec – 4 Jan\n")[1..], ["22 Dec – 4 Jan = 2025-12-22..2026-01-04"]);
    assert_eq!(resolved("On Mar 3.\n"), ["Mar 3 = ?"]);
}

#[test]
fn offsets_are_counted_from_the_timebox_alone() {
    let day = |line: &str| {
        let text = format!("---\nsprint: Sprint 18\nstart: 2026-01-05\nend: 2026-01-18\n---\n# Guide\n\n{line}\n");
        resolved(&text).into_iter().next().and_then(|line| line.rsplit(" = ").next().map(str::to_owned))
    };
    for (line, want) in [
        ("**1 week before Sprint 18:**", Some("2025-12-29")),
        ("2 days before the sprint", Some("2026-01-03")),
        ("3 days before the end of the sprint", Some("2026-01-15")),
        ("2 days after the sprint", Some("2026-01-20")),
        ("1 week before kickoff", Some("2025-12-29")),
        ("1 week before the sprint review", None),
        ("1 week before Sprint 19", None),
        ("1 week before the release", None),
        ("within 24 hours", None),
    ] {
        assert_eq!(day(line).as_deref(), want, "{line}");
    }
}

#[test]
fn headings_and_lines_govern_what_stands_under_them() {
    let governing = |above: &str| {
        let text = format!("---\nsprint: Sprint 18\nstart: 2026-01-05\n---\n{above}\n- [ ] Task\n");
        let (document, source) = testing::read("a.md", &text);
        let config = Config::default();
        let reading = Reading::new(&document, &source, &config, false);
        let entry = reading.entries().last().expect("the task");
        moment::governing(entry).and_then(|(_, _, moment)| moment.start).map(|start| start.to_string())
    };
    for (above, want) in [
        ("### Day 3: Review\n", Some("2026-01-07")),
        ("**Day before Sprint 18 (Day 0):**", Some("2026-01-04")),
        ("**1 week before Sprint 18:**", Some("2025-12-29")),
        ("## Week 2\n", Some("2026-01-12")),
        ("## Week 2 focus\n", Some("2026-01-12")),
        ("### Review (Day 5)\n\n**Deliverables:**", Some("2026-01-09")),
        ("## Due by Day 4\n", Some("2026-01-08")),
        ("## Follow-ups of the Day 3 review\n", None),
        ("## Ready before Day 3 demo of the others\n", None),
        ("## Leftovers of Sprint 17 Day 14\n", None),
    ] {
        assert_eq!(governing(above).as_deref(), want, "{above}");
    }
}

/// Days since 1 March of year 0 by the Gregorian rules: shares nothing with chrono. 1 March of year 0 was a Wednesday.
fn serial(date: NaiveDate) -> i64 {
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + day - 1
}

fn weekday(serial: i64) -> i64 {
    (serial + 2).rem_euclid(7)
}

/// The serial of a day, found by walking the days from the start one by one.
fn walked(start: i64, day: i32, numbering: Numbering, free: &[i64]) -> i64 {
    let counts = |at: i64| numbering == Numbering::Calendar || weekday(at) < 5 && !free.contains(&at);
    let mut at = start;
    while !counts(at) {
        at += 1;
    }
    let (step, mut left) = if day >= 1 { (1, day - 1) } else { (-1, 1 - day) };
    while left > 0 {
        at += step;
        left -= i32::from(counts(at));
    }
    at
}

proptest! {
    #[test]
    fn days_and_weeks_agree_with_walking_the_calendar(
        y in 1990i32..2090, m in 1u32..=12, d in 1u32..=28, working: bool,
        week in prop::option::of(1u32..9), first in 1i32..6, longer in prop::option::of(1i32..5),
        free in prop::collection::btree_set(-10i64..60, 0..6),
    ) {
        let start = NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        let numbering = if working { Numbering::Working } else { Numbering::Calendar };
        let off: Vec<NaiveDate> = free.iter().map(|by| start + Duration::days(*by)).collect();
        let holidays: Vec<Holiday> = off.iter().map(|day| Holiday { start: *day, end: *day, name: None }).collect();
        let anchor = Anchor { days: Some(DayCount { start, numbering, holidays: &holidays }), numbering, ..Anchor::default() };
        let last = longer.map(|by| first + by);
        let phrase = DayPhrase { week, first, last };
        let length = if working { 5 } else { 7 };
        let serials: Vec<i64> = off.into_iter().map(serial).collect();
        let number = |day: i32| week.map_or(day, |week| (week as i32 - 1) * length + day);
        let want = |day: i32| walked(serial(start), number(day), numbering, &serials);
        let (got, end) = anchor.dates(phrase);
        if week.is_some() && last.is_some_and(|last| last > length) {
            prop_assert_eq!(got, None);
        } else {
            prop_assert_eq!(got.map(serial), Some(want(first)));
            prop_assert_eq!(end.map(serial), last.map(want));
            prop_assert_eq!(anchor.numbers(phrase), Some((number(first), last.map(number))));
        }
    }

    #[test]
    fn a_start_pinned_down_by_a_pair_gives_the_pair_back(
        y in 2000i32..2090, m in 1u32..=12, d in 1u32..=28, working: bool, day in 1i32..40,
    ) {
        let date = NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        prop_assume!(!working || !matches!(date.weekday(), Weekday::Sat | Weekday::Sun));
        let numbering = if working { "working" } else { "calendar" };
        let text = format!("---\nnumbering: {numbering}\n---\n- Day {day} ({date})\n\nDay {day}\n");
        let found = resolved(&text);
        prop_assert_eq!(&found[found.len() - 1], &format!("Day {day} = {date}"));
    }

    #[test]
    fn any_document_is_survived(pieces in prop::collection::vec(
        "(Day|Week|Sprint|## |- |\\| ?)[-0-9 ():]{0,6}|2026-01-0[1-9]|9999-12-31|0001-01-01|1 week before|→|\n|é", 0..24,
    )) {
        resolved(&pieces.join(" "));
    }
}
