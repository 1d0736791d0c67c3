//! An agenda for people, and as `sprintbook-agenda/1` for programs.

use std::io::{self, Write};

use chrono_tz::Tz;
use serde::Serialize;

use super::{Agenda, Item, Undated, Wanted, What};
use crate::base::source::Sources;
use crate::render::facts::{cut, plain};
use crate::render::wording::{duration, zone_name};
use crate::understand::phrase::date;

/// How wide a line is at most.
const WIDTH: usize = 100;

/// Writes days with their items, a line each, and how much has no day. Times stand as written; a zone is named where it
/// is not that of the handbook. Fails when `out` does.
pub fn table(agenda: &Agenda<'_>, timezone: Option<Tz>, out: &mut dyn Write) -> io::Result<()> {
    let heads: Vec<Vec<String>> =
        agenda.days.values().map(|items| items.iter().map(|item| head(item, timezone)).collect()).collect();
    let width = heads.iter().flatten().map(|head| head.chars().count()).max().unwrap_or(0);
    for ((day, items), heads) in agenda.days.iter().zip(&heads) {
        writeln!(out, "{}", date::long_with_weekday(*day))?;
        for (item, head) in items.iter().zip(heads) {
            writeln!(out, "  {head:width$}  {}", cut(&plain(&what(item)), WIDTH.saturating_sub(width + 4)))?;
        }
        writeln!(out)?;
    }
    if let Some(rest) = undated(agenda.undated) {
        writeln!(out, "Without a date: {rest}.")?;
    }
    Ok(())
}

/// `09:00 UTC`, `due`, `on duty`; empty for an event without a time.
fn head(item: &Item<'_>, timezone: Option<Tz>) -> String {
    match (item.what, item.time) {
        (What::Task, _) => "due".to_owned(),
        (What::Decision, _) => "decide by".to_owned(),
        (What::Shift, _) => "on duty".to_owned(),
        (What::Event, None) => String::new(),
        (What::Event, Some(time)) => {
            let zone = item.zone.filter(|zone| Some(*zone) != timezone);
            let zone = zone.map_or(String::new(), |zone| format!(" {}", zone_name(zone)));
            format!("{}{zone}", time.format("%H:%M"))
        }
    }
}

/// `Sprint Review (1 h 30 min): Ada, Kai`, `On-call (Night): Mira; until 9 January 2026`
fn what(item: &Item<'_>) -> String {
    let mut text = item.title.to_owned();
    if !item.slot.is_empty() {
        text += &format!(" ({})", item.slot);
    }
    if let Some(minutes) = item.minutes {
        text += &format!(" ({})", duration(minutes));
    }
    if !item.people.is_empty() {
        text += &format!(": {}", item.people.join(", "));
    }
    if let Some(until) = item.until {
        text += &format!("; until {}", date::long(until));
    }
    text
}

/// `2 events, 1 task`
fn undated(undated: Undated) -> Option<String> {
    let some = |count: usize, one: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {one}s")),
    };
    let parts = [some(undated.events, "event"), some(undated.decisions, "decision"), some(undated.tasks, "task")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    from: String,
    to: String,
    days: Vec<DayView<'a>>,
    undated: Undated,
}

#[derive(Serialize)]
struct DayView<'a> {
    date: String,
    items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
struct ItemView<'a> {
    what: What,
    id: &'a str,
    title: &'a str,
    time: Option<String>,
    tz: Option<&'static str>,
    minutes: Option<u32>,
    until: Option<String>,
    people: &'a [&'a str],
    #[serde(skip_serializing_if = "str::is_empty")]
    slot: &'a str,
    timebox: Option<&'a str>,
    source: SourceView<'a>,
}

#[derive(Serialize)]
struct SourceView<'a> {
    path: &'a str,
    line: u32,
}

/// Writes the same for programs, every day with items. Fails when `out` does.
pub fn json(agenda: &Agenda<'_>, wanted: &Wanted, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let days = agenda.days.iter().map(|(day, items)| DayView {
        date: day.to_string(),
        items: items.iter().map(|item| view(item, sources)).collect(),
    });
    let whole = Whole {
        schema: "sprintbook-agenda/1",
        from: wanted.from.to_string(),
        to: wanted.to.to_string(),
        days: days.collect(),
        undated: agenda.undated,
    };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    out.write_all(b"\n")
}

fn view<'a>(item: &'a Item<'_>, sources: &'a Sources) -> ItemView<'a> {
    let source = sources.get(item.place.source);
    ItemView {
        what: item.what,
        id: item.id,
        title: item.title,
        time: item.time.map(|time| time.format("%H:%M").to_string()),
        tz: item.zone.map(|zone| zone.name()),
        minutes: item.minutes,
        until: item.until.map(|until| until.to_string()),
        people: &item.people,
        slot: item.slot,
        timebox: item.timebox,
        source: SourceView { path: &source.path, line: source.line(item.place.span.start) },
    }
}
