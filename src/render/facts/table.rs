//! Facts as aligned columns for a terminal.

use std::io::{self, Write};

use crate::base::source::Sources;
use crate::link::told::Told;
use crate::render::wording::zone_name;
use crate::understand::fact::{Detail, Fact, Name, When};

use super::{json, why};

/// How wide a line is at most.
const WIDTH: usize = 100;
/// A title is never cut below this.
const TITLE: usize = 32;
/// Words for a time are cut above this.
const WHEN: usize = 36;

/// Writes facts as aligned columns below the path of their document: line, kind, when, what; below each why it was
/// recognised, if `explains`. Fails when `out` does.
pub fn table<'a>(
    facts: impl Iterator<Item = Told<'a>>,
    sources: &Sources,
    explains: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows: Vec<(&'a Fact, [String; 4])> = facts.map(|told| (told.fact, row(told.fact, sources))).collect();
    let widest = |column: usize| rows.iter().map(|(_, row)| width(&row[column])).max().unwrap_or(0);
    let (line, kind, when) = (widest(0), widest(1), widest(2));
    let room = WIDTH.saturating_sub(line + kind + when + 8).max(TITLE);
    let mut document = None;
    for (fact, [a, b, c, d]) in &rows {
        if document.replace(fact.place.source) != Some(fact.place.source) {
            writeln!(out, "{}", plain(&sources.shown_path(fact.place.source)))?;
        }
        writeln!(out, "  {a:>line$}  {b:kind$}  {c:when$}  {}", cut(d, room))?;
        if explains {
            because(fact, line, sources, out)?;
        }
    }
    Ok(())
}

/// The reasons, below the kind.
fn because(fact: &Fact, line: usize, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let own = &sources.get(fact.place.source).path;
    for (at, why) in why::all(fact, sources).iter().enumerate() {
        let word = if at == 0 { "because" } else { "and" };
        let place = if why.path == own { format!("line {}", why.line) } else { format!("{}:{}", why.path, why.line) };
        let room = WIDTH.saturating_sub(line + 4);
        let told = cut(&format!("{word} {} ({place}: {})", why.reason, plain(&why.text)), room);
        writeln!(out, "  {:line$}  {told}", "")?;
    }
    Ok(())
}

fn row(fact: &Fact, sources: &Sources) -> [String; 4] {
    let line = sources.get(fact.place.source).line(fact.place.span.start);
    [line.to_string(), fact.detail.kind().to_owned(), cut(&plain(&when(fact)), WHEN), plain(&what(fact))]
}

/// The title; with how far it is, or who it is, where a reader of a list would ask that first.
fn what(fact: &Fact) -> String {
    let state = json::state(fact).map(|state| format!("[{state}] ")).unwrap_or_default();
    let title = &fact.title;
    let with = match &fact.detail {
        Detail::Role(role) => joined(&role.members),
        Detail::Decision(_) | Detail::Escalation(_) => joined(&fact.people),
        Detail::Risk(risk) => risk.severity.as_deref().unwrap_or_default().to_owned(),
        Detail::Squad(_) | Detail::Task(_) | Detail::Dependency(_) => {
            fact.owner.as_deref().unwrap_or_default().to_owned()
        }
        Detail::Artifact(artifact) if artifact.exists == Some(false) && !artifact.planned => "missing".to_owned(),
        _ => String::new(),
    };
    if with.is_empty() { format!("{state}{title}") } else { format!("{state}{title} ({with})") }
}

fn joined(names: &[Name]) -> String {
    names.iter().map(|name| &*name.text).collect::<Vec<_>>().join(", ")
}

/// `2026-01-07 09:00 UTC`, `2026-01-05..2026-01-18`, `by 2026-01-12`, else the words of the document.
fn when(fact: &Fact) -> String {
    if let Detail::Timebox(timebox) = &fact.detail {
        return format!("{}..{}", timebox.start, timebox.end);
    }
    if let Some(due) = fact.due {
        return format!("by {due}");
    }
    fact.when.as_deref().map(of_when).unwrap_or_default()
}

fn of_when(when: &When) -> String {
    let time = when.time.map_or(String::new(), |time| time.format(" %H:%M").to_string());
    let zone = when.zone.filter(|_| when.time.is_some()).map_or(String::new(), |zone| format!(" {}", zone_name(zone)));
    match (when.start, &when.rrule) {
        (Some(start), None) => {
            let end = when.end.map_or(String::new(), |end| format!("..{end}"));
            format!("{start}{end}{time}{zone}")
        }
        // The words of a rule are shorter than the rule.
        _ => when.text.to_string(),
    }
}

/// A terminal must not obey a document, and a row is one line.
pub(in crate::render) fn plain(text: &str) -> String {
    if text.contains(char::is_control) { text.replace(char::is_control, " ") } else { text.to_owned() }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// At most so many characters, the last one `…` where some are left out.
pub(in crate::render) fn cut(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
