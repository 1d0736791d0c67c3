//! Facts as `sprintbook-facts/1`.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::base::source::Sources;
use crate::link::told::Told;
use crate::understand::fact::{Detail, Fact, Place, State, When};
use crate::understand::phrase::names;

use super::own::Own;
use super::{compact, why};

/// The name of the format.
pub(crate) const SCHEMA: &str = "sprintbook-facts/1";

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Indented, for a terminal.
    Indented,
    /// A fact on each line, for a file.
    Lines,
}

/// Writes facts as `sprintbook-facts/1`, one after the other, and a line end; with why each was recognised, if
/// `explains`. Fails when `out` does.
pub fn json<'a>(
    facts: impl Iterator<Item = Told<'a>>,
    sources: &Sources,
    layout: Layout,
    explains: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    list(facts, sources, layout, explains, out)?;
    out.write_all(b"\n}\n")
}

/// The same, and where the facts are that stand in files of their own.
pub(super) fn index<'a>(
    facts: impl Iterator<Item = Told<'a>>,
    sources: &Sources,
    parts: &[PartView<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    list(facts, sources, Layout::Lines, false, out)?;
    out.write_all(b",\n  \"parts\": [")?;
    for (at, part) in parts.iter().enumerate() {
        out.write_all(if at == 0 { b"\n    " } else { b",\n    " })?;
        serde_json::to_writer(&mut *out, part)?;
    }
    out.write_all(b"\n  ]\n}\n")
}

/// A file with the facts of one kind that a section tells.
#[derive(Serialize)]
pub(super) struct PartView<'a> {
    pub kind: &'a str,
    pub section: &'a str,
    pub path: &'a str,
    pub count: usize,
}

/// All up to the end of the list.
fn list<'a>(
    facts: impl Iterator<Item = Told<'a>>,
    sources: &Sources,
    layout: Layout,
    explains: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "{{\n  \"schema\": \"{SCHEMA}\",\n  \"facts\": [")?;
    let mut first = true;
    let mut line = Vec::new();
    for told in facts {
        let view = FactView { told: &told, sources, explains };
        out.write_all(if first { b"\n    " } else { b",\n    " })?;
        first = false;
        match layout {
            Layout::Lines => {
                line.clear();
                compact::write(&view, &mut line)?;
                out.write_all(&line)?;
            }
            Layout::Indented => indented(&view, out)?,
        }
    }
    out.write_all(if first { b"]" } else { b"\n  ]" })
}

/// As pretty JSON that stands two levels deep.
fn indented(view: &FactView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(view)?;
    // Line ends within texts are escaped, so these are all of the layout's own.
    for (at, line) in text.split('\n').enumerate() {
        out.write_all(if at == 0 { b"" } else { b"\n    " })?;
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// A fact as it is printed: what is common to all kinds, then what is its own.
pub(super) struct FactView<'v> {
    pub told: &'v Told<'v>,
    pub sources: &'v Sources,
    pub explains: bool,
}

impl Serialize for FactView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fact = self.told.fact;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", fact.detail.kind())?;
        map.serialize_entry("id", &fact.id)?;
        map.serialize_entry("title", &fact.title)?;
        map.serialize_entry("source", &PlaceView::new(fact.place, self.sources))?;
        let also: Vec<_> = self.told.places().skip(1).map(|place| PlaceView::new(place, self.sources)).collect();
        map.serialize_entry("also", &also)?;
        common(&mut map, fact)?;
        Own(&fact.detail).entries(&mut map)?;
        if self.explains {
            map.serialize_entry("why", &why::all(fact, self.sources))?;
        }
        map.end()
    }
}

/// What several kinds have. A kind to which it belongs has it even where it is unknown: null, or an empty list.
fn common<M: SerializeMap>(map: &mut M, fact: &Fact) -> Result<(), M::Error> {
    use Detail::{Decision, Dependency, Escalation, Event, Risk, Rotation, Squad, Task};
    let kind = &fact.detail;
    if fact.timebox.is_some() || matches!(kind, Event(_) | Task(_)) {
        map.serialize_entry("timebox", &fact.timebox.as_deref())?;
    }
    if fact.when.is_some() || matches!(kind, Event(_) | Rotation(_)) {
        map.serialize_entry("when", &fact.when.as_deref().map(WhenView::new))?;
    }
    if fact.owner.is_some() || matches!(kind, Task(_) | Squad(_) | Risk(_) | Dependency(_)) {
        map.serialize_entry("owner", &fact.owner.as_deref())?;
        map.serialize_entry("owners", &owners(fact))?;
    }
    if !fact.people.is_empty() || matches!(kind, Event(_) | Decision(_) | Escalation(_)) {
        map.serialize_entry("people", &fact.people.iter().map(|name| &*name.text).collect::<Vec<_>>())?;
    }
    if let Some(state) = state(fact) {
        map.serialize_entry("state", state)?;
    }
    if fact.due.is_some() || matches!(kind, Task(_) | Decision(_) | Dependency(_)) {
        map.serialize_entry("due", &fact.due.map(|due| due.to_string()))?;
    }
    if !fact.refs.is_empty() || matches!(kind, Task(_)) {
        map.serialize_entry("refs", &*fact.refs)?;
    }
    Ok(())
}

/// Who answers for it, one by one.
pub(super) fn owners(fact: &Fact) -> Vec<&str> {
    fact.owner.as_deref().map(names::split).unwrap_or_default()
}

/// The word for how far it is.
pub(super) fn state(fact: &Fact) -> Option<&'static str> {
    match &fact.detail {
        Detail::Decision(decision) => Some(decision.state.word()),
        _ => fact.state.map(State::word),
    }
}

#[derive(Serialize)]
pub(super) struct PlaceView<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
}

impl<'a> PlaceView<'a> {
    pub(super) fn new(place: Place, sources: &'a Sources) -> Self {
        let source = sources.get(place.source);
        let start = source.position(place.span.start);
        let last = place.span.end.saturating_sub(1).max(place.span.start);
        Self { path: &source.path, line: start.line, column: start.column, end_line: source.line(last) }
    }
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

impl<'a> WhenView<'a> {
    pub(super) fn new(when: &'a When) -> Self {
        Self {
            text: &when.text,
            day: when.day,
            start: start(when),
            end: when.end.map(|end| end.to_string()),
            time: when.time.map(|time| time.format("%H:%M").to_string()),
            tz: when.zone.map(|zone| zone.name()),
            minutes: when.minutes,
            rrule: when.rrule.as_deref(),
        }
    }
}

/// The first day, with the time of day where that is known.
pub(super) fn start(when: &When) -> Option<String> {
    let start = when.start?;
    Some(match when.time {
        Some(time) => format!("{start}T{}", time.format("%H:%M:%S")),
        None => start.to_string(),
    })
}
