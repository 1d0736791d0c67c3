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
    let mut same = Same::default();
    for entry in site.index.of("task").iter().filter(|entry| is_box(entry.fact)) {
        row(site, entry, &mut same, &mut out).expect("a vector takes all that is written");
    }
    out
}

/// What the last row begins with and has in its middle: of the next it is nearly always the same.
#[derive(Default)]
struct Same {
    document: Option<u32>,
    /// Title and path.
    head: Vec<u8>,
    group: Option<Arc<[Box<str>]>>,
    section: Vec<u8>,
}

impl Same {
    fn head(&mut self, site: &Site<'_>, document: u32) -> io::Result<&[u8]> {
        if self.document != Some(document) {
            let of = &site.handbook.documents[document as usize];
            self.document = Some(document);
            self.head.clear();
            write_text(of.title(), &mut self.head)?;
            self.head.push(b',');
            write_text(&of.path, &mut self.head)?;
        }
        Ok(&self.head)
    }

    fn section(&mut self, group: &Arc<[Box<str>]>) -> io::Result<&[u8]> {
        if !self.group.as_ref().is_some_and(|known| Arc::ptr_eq(known, group)) {
            self.group = Some(group.clone());
            self.section.clear();
            write_text(&group.join(" › "), &mut self.section)?;
        }
        Ok(&self.section)
    }
}

fn row(site: &Site<'_>, entry: &Entry<'_>, same: &mut Same, out: &mut Vec<u8>) -> io::Result<()> {
    let fact = entry.fact;
    let Some(task) = fact.task() else { return Ok(()) };
    let document = &site.handbook.documents[entry.document as usize];
    let written = task.item.and_then(|item| document.tasks.get(item as usize));
    out.extend_from_slice(same.head(site, entry.document)?);
    write!(out, ",{},", site.handbook.inputs.sources.get(fact.place.source).line(fact.place.span.start))?;
    out.extend_from_slice(same.section(&task.group)?);
    out.push(b',');
    write_text(written.map_or(&*fact.title, |task| &task.text), out)?;
    out.push(b',');
    out.extend_from_slice(fact.state.unwrap_or(State::Open).word().as_bytes());
    out.push(b',');
    if let Some(owner) = fact.owner.as_deref() {
        write_text(&names::split(owner).join("; "), out)?;
    }
    out.push(b',');
    match fact.due {
        Some(due) => write!(out, "{due}")?,
        None => write_text(fact.when.as_deref().map_or("", |when| &when.text), out)?,
    }
    out.push(b',');
    write_text(fact.timebox.as_deref().unwrap_or_default(), out)?;
    out.extend_from_slice(b"\r\n");
    Ok(())
}
