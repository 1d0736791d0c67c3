//! Facts for spreadsheets: RFC 4180, a row for each fact, a column for each field that several kinds have.

use std::io::{self, Write};

use crate::base::source::Sources;
use crate::link::told::Told;
use crate::understand::fact::{Detail, Place};

use super::{json, why};

/// The columns, in order.
const HEADER: [&str; 21] = [
    "kind", "id", "title", "path", "line", "also", "timebox", "when", "day", "start", "end", "time", "tz", "minutes",
    "rrule", "owner", "owners", "people", "state", "due", "refs",
];

/// Writes facts with a header row; lists are joined by `; `. With `explains`, a last column says why each was
/// recognised. Fails when `out` does.
pub fn csv<'a>(
    facts: impl Iterator<Item = Told<'a>>,
    sources: &Sources,
    explains: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let why = explains.then_some("why");
    write_row(HEADER.into_iter().chain(why).map(str::to_owned), out)?;
    for told in facts {
        let mut cells: Vec<String> = cells(&told, sources).into();
        if explains {
            let reason = |why: why::WhyView<'_>| format!("{} ({}:{})", why.reason, why.path, why.line);
            cells.push(joined(why::all(told.fact, sources).into_iter().map(reason)));
        }
        write_row(cells.into_iter(), out)?;
    }
    Ok(())
}

fn cells(told: &Told<'_>, sources: &Sources) -> [String; HEADER.len()] {
    let fact = told.fact;
    let place = |place: Place| {
        let source = sources.get(place.source);
        (source.path.clone(), source.line(place.span.start))
    };
    let (path, line) = place(fact.place);
    let also = told.places().skip(1).map(place).map(|(path, line)| format!("{path}:{line}"));
    let when = fact.when.as_deref();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let (start, end) = match &fact.detail {
        Detail::Timebox(timebox) => (timebox.start.to_string(), timebox.end.to_string()),
        _ => (
            when.and_then(json::start).unwrap_or_default(),
            when.and_then(|when| when.end).map(|end| end.to_string()).unwrap_or_default(),
        ),
    };
    [
        fact.detail.kind().to_owned(),
        safe(&fact.id),
        safe(&fact.title),
        safe(&path),
        line.to_string(),
        safe(&joined(also)),
        safe(&text(fact.timebox.as_deref())),
        safe(&text(when.map(|when| &*when.text))),
        when.and_then(|when| when.day).map(|day| day.to_string()).unwrap_or_default(),
        start,
        end,
        when.and_then(|when| when.time).map(|time| time.format("%H:%M").to_string()).unwrap_or_default(),
        text(when.and_then(|when| when.zone).map(|zone| zone.name())),
        when.and_then(|when| when.minutes).map(|minutes| minutes.to_string()).unwrap_or_default(),
        text(when.and_then(|when| when.rrule.as_deref())),
        safe(&text(fact.owner.as_deref())),
        safe(&joined(json::owners(fact).into_iter())),
        safe(&joined(fact.people.iter())),
        text(json::state(fact)),
        fact.due.map(|due| due.to_string()).unwrap_or_default(),
        safe(&joined(fact.refs.iter())),
    ]
}

fn joined<T: ToString>(items: impl Iterator<Item = T>) -> String {
    items.map(|item| item.to_string()).collect::<Vec<_>>().join("; ")
}

/// A text that no spreadsheet takes for a formula: one that looks like it gets a `'` before it, as OWASP advises
/// (<https://owasp.org/www-community/attacks/CSV_Injection>).
fn safe(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r', '\n'])
}

/// A row of cells.
fn write_row(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        write_cell(&cell, out)?;
    }
    out.write_all(b"\r\n")
}

/// A cell with a text of a document, which no spreadsheet takes for a formula.
pub(in crate::render) fn write_text(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if is_formula(text) { write_cell(&safe(text), out) } else { write_cell(text, out) }
}

/// A cell; it is quoted where it has to be (RFC 4180, section 2).
fn write_cell(cell: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = cell.as_bytes();
    if memchr::memchr3(b',', b'"', b'\n', bytes).is_some() || memchr::memchr(b'\r', bytes).is_some() {
        write!(out, "\"{}\"", cell.replace('"', "\"\""))
    } else {
        out.write_all(cell.as_bytes())
    }
}
