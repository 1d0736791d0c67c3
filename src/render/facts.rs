//! Facts for machines (`facts.json`, `sprintbook facts --format json`) and as plain columns for a terminal.

use std::fmt::Write as _;

use serde::{Serialize, Serializer};

use crate::base::source::Sources;
use crate::understand::fact::{Detail, Fact, Place, State, When};
use crate::understand::phrase::names;

mod own;

use own::Own;

/// Facts as `sprintbook-facts/1`: pretty JSON that ends with a line end.
pub fn json<'a>(facts: impl Iterator<Item = &'a Fact> + Clone, sources: &Sources) -> Vec<u8> {
    let views = Views(facts.map(|fact| FactView::new(fact, sources)));
    let mut bytes = serde_json::to_vec_pretty(&File { schema: "sprintbook-facts/1", facts: views })
        .expect("maps of facts have text keys, and a vector takes all that is written");
    bytes.push(b'\n');
    bytes
}

/// Facts as aligned columns: kind, when, title, place.
pub fn table<'a>(facts: impl Iterator<Item = &'a Fact>, sources: &Sources) -> String {
    let rows: Vec<[String; 4]> = facts.map(|fact| row(fact, sources)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (kind, when, title) = (width(0), width(1), width(2));
    let mut table = String::new();
    for [a, b, c, d] in &rows {
        writeln!(table, "{a:kind$}  {b:when$}  {c:title$}  {d}").expect("a string takes all that is written");
    }
    table
}

fn row(fact: &Fact, sources: &Sources) -> [String; 4] {
    let source = sources.get(fact.place.source);
    let line = source.line(fact.place.span.start);
    let place = format!("{}:{line}", sources.shown_path(fact.place.source));
    let title = match &fact.detail {
        Detail::Task(_) => match fact.state {
            Some(state) => format!("[{}] {}", state.word(), fact.title),
            None => fact.title.to_string(),
        },
        _ => fact.title.to_string(),
    };
    // A terminal must not obey a document.
    let title = title.replace(char::is_control, " ");
    [fact.detail.kind().to_owned(), when_text(fact), title, place]
}

/// `2026-01-07 09:00`, `2026-01-05..2026-01-18`, else the words of the document.
fn when_text(fact: &Fact) -> String {
    if let Detail::Timebox(timebox) = &fact.detail {
        return format!("{}..{}", timebox.start, timebox.end);
    }
    let Some(when) = &fact.when else { return String::new() };
    let Some(start) = when.start else { return when.text.to_string() };
    let end = when.end.map_or(String::new(), |end| format!("..{end}"));
    let time = when.time.map_or(String::new(), |time| time.format(" %H:%M").to_string());
    format!("{start}{end}{time}")
}

#[derive(Serialize)]
struct File<T> {
    schema: &'static str,
    facts: T,
}

/// Views that are made one by one as they are written.
struct Views<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Views<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// A fact as it is printed: what is common to all kinds, then what is its own.
#[derive(Serialize)]
struct FactView<'a> {
    kind: &'static str,
    id: &'a str,
    title: &'a str,
    source: PlaceView<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<PlaceView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timebox: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<WhenView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    owners: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    refs: &'a [Box<str>],
    #[serde(flatten)]
    own: Own<'a>,
}

#[derive(Serialize)]
struct PlaceView<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
}

#[derive(Serialize)]
pub(super) struct WhenView<'a> {
    text: &'a str,
    day: Option<i32>,
    start: Option<String>,
    end: Option<String>,
    time: Option<String>,
    tz: Option<&'static str>,
    minutes: Option<u32>,
    rrule: Option<&'a str>,
}

impl<'a> FactView<'a> {
    fn new(fact: &'a Fact, sources: &'a Sources) -> Self {
        Self {
            kind: fact.detail.kind(),
            id: &fact.id,
            title: &fact.title,
            source: PlaceView::new(fact.place, sources),
            also: fact.also.iter().map(|place| PlaceView::new(*place, sources)).collect(),
            timebox: fact.timebox.as_deref(),
            when: fact.when.as_deref().map(WhenView::new),
            owner: fact.owner.as_deref(),
            owners: fact.owner.as_deref().map(names::split).unwrap_or_default(),
            people: fact.people.iter().map(|name| &*name.text).collect(),
            state: fact.state.map(State::word),
            due: fact.due.map(|due| due.to_string()),
            refs: &fact.refs,
            own: Own(&fact.detail),
        }
    }
}

impl<'a> PlaceView<'a> {
    fn new(place: Place, sources: &'a Sources) -> Self {
        let source = sources.get(place.source);
        let start = source.position(place.span.start);
        let last = place.span.end.saturating_sub(1).max(place.span.start);
        Self { path: &source.path, line: start.line, column: start.column, end_line: source.line(last) }
    }
}

impl<'a> WhenView<'a> {
    pub(super) fn new(when: &'a When) -> Self {
        Self {
            text: &when.text,
            day: when.day,
            start: when.start.map(|start| match when.time {
                Some(time) => format!("{start}T{time}"),
                None => start.to_string(),
            }),
            end: when.end.map(|end| end.to_string()),
            time: when.time.map(|time| time.format("%H:%M").to_string()),
            tz: when.zone.map(|zone| zone.name()),
            minutes: when.minutes,
            rrule: when.rrule.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::understand::testing;

    use super::*;

    fn printed(text: &str) -> (Vec<Fact>, Sources) {
        let (document, source) = testing::read("sprint-18/coordination.md", text);
        let facts = crate::understand::document(&document, &source, &Default::default()).facts;
        let mut sources = Sources::default();
        sources.content_prefix.push_str("content/");
        sources.add(source);
        (facts, sources)
    }

    const TEXT: &str = "---\nsprint: Sprint 18\nstart: 2026-01-05\nend: 2026-01-18\n---\n# Guide\n\n### Day 3: Selection Meeting\n\n**Duration:** 2 hours\n**Attendees:** Sponsors, Tech Lead\n\n- [x] Vote\n\n### Day 4: Demo\n**Time:** 09:00 UTC\n";

    #[test]
    fn json_has_the_shape_of_the_format() {
        let (facts, sources) = printed(TEXT);
        let value: Value = serde_json::from_slice(&super::json(facts.iter(), &sources)).unwrap();
        assert_eq!(value["schema"], "sprintbook-facts/1");
        let facts = value["facts"].as_array().unwrap();
        let want = json!({
            "kind": "event",
            "id": "sprint-18/coordination#selection-meeting",
            "title": "Selection Meeting",
            "source": {"path": "sprint-18/coordination.md", "line": 8, "column": 1, "end_line": 13},
            "timebox": "Sprint 18",
            "when": {"text": "Day 3", "day": 3, "start": "2026-01-07", "end": null, "time": null, "tz": null, "minutes": 120, "rrule": null},
            "people": ["Sponsors", "Tech Lead"],
            "critical": false,
            "optional": false,
        });
        assert_eq!(facts[1], want);
        let want = json!({
            "kind": "timebox", "id": "sprint-18/coordination#sprint-18", "title": "Sprint 18", "name": "Sprint 18",
            "source": {"path": "sprint-18/coordination.md", "line": 2, "column": 9, "end_line": 4},
            "unit": "sprint", "start": "2026-01-05", "end": "2026-01-18", "numbering": "calendar",
        });
        assert_eq!(facts[0], want);
        assert_eq!(
            (&facts[2]["state"], &facts[2]["group"]),
            (&json!("done"), &json!(["Guide", "Day 3: Selection Meeting"]))
        );
        assert_eq!(facts[3]["when"]["start"], "2026-01-08T09:00:00");
        assert_eq!((&facts[3]["when"]["time"], &facts[3]["when"]["tz"]), (&json!("09:00"), &json!("UTC")));
    }

    #[test]
    fn a_table_has_aligned_columns() {
        let (facts, sources) = printed(TEXT);
        let table = super::table(facts.iter(), &sources);
        let want = [
            "timebox  2026-01-05..2026-01-18  Sprint 18          content/sprint-18/coordination.md:2",
            "event    2026-01-07              Selection Meeting  content/sprint-18/coordination.md:8",
            "task                             [done] Vote        content/sprint-18/coordination.md:13",
            "event    2026-01-08 09:00        Demo               content/sprint-18/coordination.md:15",
        ];
        assert_eq!(table.lines().collect::<Vec<_>>(), want);
        assert_eq!(super::table(std::iter::empty(), &sources), "");
    }
}
