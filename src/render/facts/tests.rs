//! Facts printed in each format.

use serde_json::{Value, json as value};

use crate::base::source::Sources;
use crate::base::span::Span;
use crate::config::Config;
use crate::link::told::Told;
use crate::understand::fact::{Fact, Why};
use crate::understand::{self, testing};

use super::{Layout, csv, json, table};

fn understood(text: &str) -> (Vec<Fact>, Sources) {
    let (document, source) = testing::read("sprint-18/coordination.md", text);
    let facts = understand::explained(&document, &source, &Config::default()).facts;
    let mut sources = Sources::default();
    sources.content_prefix.push_str("content/");
    sources.add(source);
    (facts, sources)
}

fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

fn in_json(facts: &[Fact], sources: &Sources, explains: bool) -> Value {
    let [indented, lines] = [Layout::Indented, Layout::Lines].map(|layout| {
        let text = text(|out| json(facts.iter().map(Told::alone), sources, layout, explains, out).unwrap());
        assert!(text.ends_with("]\n}\n"), "{text}");
        serde_json::from_str(&text).unwrap()
    });
    assert_eq!(indented, lines);
    indented
}

const TEXT: &str = "---\nsprint: Sprint 18\nstart: 2026-01-05\nend: 2026-01-18\n---\n# Guide\n\n### Day 3: Selection Meeting\n\n**Duration:** 2 hours\n**Attendees:** Sponsors, Tech Lead\n\n- [x] Vote\n\n### Day 4: Demo\n**Time:** 09:00 UTC\n";

#[test]
fn json_has_the_shape_of_the_format() {
    let (facts, sources) = understood(TEXT);
    let value = in_json(&facts, &sources, false);
    assert_eq!(value["schema"], "sprintbook-facts/1");
    let of_kind = |kind: &'static str| {
        value["facts"].as_array().unwrap().iter().filter(move |fact| fact["kind"] == kind).collect::<Vec<_>>()
    };
    let want = value!({
        "kind": "event",
        "id": "sprint-18/coordination#selection-meeting",
        "title": "Selection Meeting",
        "source": {"path": "sprint-18/coordination.md", "line": 8, "column": 1, "end_line": 13},
        "also": [],
        "timebox": "Sprint 18",
        "when": {"text": "Day 3", "day": 3, "start": "2026-01-07", "end": null, "time": null, "tz": null, "minutes": 120, "rrule": null},
        "people": ["Sponsors", "Tech Lead"],
        "agenda": [],
        "critical": false,
        "optional": false,
    });
    let mut event = of_kind("event")[0].clone();
    for ids in ["deliverables", "preparation"] {
        assert!(event.as_object_mut().unwrap().remove(ids).unwrap().is_array());
    }
    assert_eq!(event, want);
    let want = value!({
        "kind": "timebox", "id": "sprint-18/coordination#sprint-18", "title": "Sprint 18", "name": "Sprint 18",
        "source": {"path": "sprint-18/coordination.md", "line": 2, "column": 9, "end_line": 4}, "also": [],
        "unit": "sprint", "start": "2026-01-05", "end": "2026-01-18", "numbering": "calendar",
    });
    assert_eq!(of_kind("timebox")[0], &want);
    let vote = of_kind("task")[0];
    assert_eq!((&vote["state"], &vote["group"]), (&value!("done"), &value!(["Guide", "Day 3: Selection Meeting"])));
    let demo = of_kind("event")[1];
    assert_eq!(demo["when"]["start"], "2026-01-08T09:00:00");
    assert_eq!((&demo["when"]["time"], &demo["when"]["tz"]), (&value!("09:00"), &value!("UTC")));
    assert_eq!(in_json(&[], &sources, true)["facts"], value!([]));
}

#[test]
fn reasons_are_told_where_they_are_asked_for() {
    let (mut facts, sources) = understood(TEXT);
    let fact = facts.iter_mut().find(|fact| fact.event().is_some()).unwrap();
    let why = |reason, span| Why { reason, span, elsewhere: None };
    fact.why =
        vec![why("its heading begins with a day", fact.place.span), why("it has a length", Span::new(4, 21))].into();
    let told = in_json(&facts, &sources, true);
    let event = told["facts"].as_array().unwrap().iter().find(|fact| fact["kind"] == "event").unwrap();
    let want = value!([
        {"reason": "its heading begins with a day", "path": "sprint-18/coordination.md", "line": 8, "text": "### Day 3: Selection Meeting"},
        {"reason": "it has a length", "path": "sprint-18/coordination.md", "line": 2, "text": "sprint: Sprint 18"},
    ]);
    assert_eq!(event["why"], want);
    let told = text(|out| table(facts.iter().map(Told::alone), &sources, true, out).unwrap());
    let want = "\n      because its heading begins with a day (line 8: ### Day 3: Selection Meeting)\n      and it has a length (line 2: sprint: Sprint 18)\n";
    assert!(told.contains(want), "{told}");
}

#[test]
fn a_table_has_aligned_columns_and_short_lines() {
    let (facts, sources) = understood(TEXT);
    let told = |facts: &[Fact]| text(|out| table(facts.iter().map(Told::alone), &sources, false, out).unwrap());
    let shown = told(&facts);
    assert!(shown.starts_with("content/sprint-18/coordination.md\n"), "{shown}");
    for line in [
        "   2  timebox  2026-01-05..2026-01-18  Sprint 18",
        "   8  event    2026-01-07              Selection Meeting",
        "  15  event    2026-01-08 09:00 UTC    Demo",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line} is not in\n{shown}");
    }
    assert_eq!(told(&[]), "");
    let (facts, _) = understood(&format!("- [ ] {}\n", "Word ".repeat(30)));
    let shown = told(&facts);
    assert!(shown.lines().all(|line| line.chars().count() <= 100) && shown.contains('…'), "{shown}");
}

#[test]
fn csv_has_a_header_and_no_formulas() {
    let (mut facts, sources) = understood(TEXT);
    let mut told = |title: &str| {
        facts[0].title = title.into();
        let told = text(|out| csv(facts.iter().take(1).map(Told::alone), &sources, true, out).unwrap());
        let lines: Vec<String> = told.split_terminator("\r\n").map(str::to_owned).collect();
        assert_eq!((lines.len(), lines[0].split(',').count()), (2, 22), "{told}");
        lines[1].clone()
    };
    let plain = told("Plain");
    assert!(
        plain.starts_with("timebox,sprint-18/coordination#sprint-18,Plain,sprint-18/coordination.md,2,"),
        "{plain}"
    );
    assert!(plain.contains(",2026-01-05,2026-01-18,"), "{plain}");
    for (title, cell) in [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("-1+2", "'-1+2"),
        (" @SUM(A1)", "' @SUM(A1)"),
        ("+a, \"b\"", "\"'+a, \"\"b\"\"\""),
        ("\tx", "'\tx"),
        ("a = b", "a = b"),
    ] {
        let row = told(title);
        assert!(row.contains(&format!("#sprint-18,{cell},sprint-18/")), "{cell} is not in {row}");
    }
}
