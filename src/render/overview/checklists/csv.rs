//! `checklists/checklists.csv`: a row for each box.

use crate::render::boxes::is_box;
use crate::render::facts::{safe, write_row};
use crate::render::site::Site;
use crate::understand::fact::State;
use crate::understand::phrase::names;

const HEADER: [&str; 9] = ["document", "path", "line", "section", "box", "state", "owners", "due", "timebox"];

/// The file (RFC 4180), in reading order. A day without a date stands under `due` as it is written.
pub(super) fn bytes(site: &Site<'_>) -> Vec<u8> {
    let sources = &site.handbook.inputs.sources;
    let mut out = Vec::new();
    let mut row = |cells: [String; HEADER.len()]| {
        write_row(cells.into_iter(), &mut out).expect("a vector takes all that is written");
    };
    row(HEADER.map(str::to_owned));
    for entry in site.index.of("task").iter().filter(|entry| is_box(entry.fact)) {
        let fact = entry.fact;
        let Some(task) = fact.task() else { continue };
        let document = &site.handbook.documents[entry.document as usize];
        let written = task.item.and_then(|item| document.tasks.get(item as usize));
        let days = fact.when.as_deref().map(|when| when.text.to_string());
        row([
            safe(document.title()),
            safe(&document.path),
            sources.get(fact.place.source).line(fact.place.span.start).to_string(),
            safe(&task.group.join(" › ")),
            safe(written.map_or(&*fact.title, |task| &task.text)),
            fact.state.unwrap_or(State::Open).word().to_owned(),
            safe(&fact.owner.as_deref().map(names::split).unwrap_or_default().join("; ")),
            fact.due.map(|due| due.to_string()).or(days.map(|days| safe(&days))).unwrap_or_default(),
            safe(fact.timebox.as_deref().unwrap_or_default()),
        ]);
    }
    out
}
