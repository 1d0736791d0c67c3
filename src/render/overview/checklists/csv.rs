//! `checklists/checklists.csv`: a row for each box.

use std::io::{self, Write};
use std::sync::Arc;

use crate::render::boxes::is_box;
use crate::render::facts::write_text;
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::understand::fact::State;
use crate::understand::phrase::names;

const HEADER: &[u8] = b"document,path,line,section,box,state,owners,due,timebox\r\n";

/// The file (RFC 4180), in reading order. A day without a date stands under `due` as it is written.
pub(super) fn bytes(site: &Site<'_>) -> Vec<u8> {
    let mut out = HEADER.to_vec();
    let mut section = Section::default();
    for entry in site.index.of("task").iter().filter(|entry| is_box(entry.fact)) {
        row(site, entry, &mut section, &mut out).expect("a vector takes all that is written");
    }
    out
}

/// The headings of the last row: those of the next are nearly always the same.
#[derive(Default)]
struct Section {
    of: Option<Arc<[Box<str>]>>,
    text: String,
}

impl Section {
    fn of(&mut self, group: &Arc<[Box<str>]>) -> &str {
        if !self.of.as_ref().is_some_and(|known| Arc::ptr_eq(known, group)) {
            self.text = group.join(" › ");
            self.of = Some(group.clone());
        }
        &self.text
    }
}

fn row(site: &Site<'_>, entry: &Entry<'_>, section: &mut Section, out: &mut Vec<u8>) -> io::Result<()> {
    let fact = entry.fact;
    let Some(task) = fact.task() else { return Ok(()) };
    let document = &site.handbook.documents[entry.document as usize];
    let written = task.item.and_then(|item| document.tasks.get(item as usize));
    write_text(document.title(), out)?;
    out.write_all(b",")?;
    write_text(&document.path, out)?;
    write!(out, ",{},", site.handbook.inputs.sources.get(fact.place.source).line(fact.place.span.start))?;
    write_text(section.of(&task.group), out)?;
    out.write_all(b",")?;
    write_text(written.map_or(&*fact.title, |task| &task.text), out)?;
    write!(out, ",{},", fact.state.unwrap_or(State::Open).word())?;
    if let Some(owner) = fact.owner.as_deref() {
        write_text(&names::split(owner).join("; "), out)?;
    }
    out.write_all(b",")?;
    match fact.due {
        Some(due) => write!(out, "{due}")?,
        None => write_text(fact.when.as_deref().map_or("", |when| &when.text), out)?,
    }
    out.write_all(b",")?;
    write_text(fact.timebox.as_deref().unwrap_or_default(), out)?;
    out.write_all(b"\r\n")
}
