//! What lists of facts share: sections by document, the contents of the page, tables that become stacked rows on a
//! phone, and the pages below.

use std::collections::HashSet;

use super::{Page, Part};
use crate::base::path;
use crate::link::tree;
use crate::parse::slug::github as slug;
use crate::parse::task_id;
use crate::render::escape::text_into;
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::render::view::TocView;
use crate::render::view::registers::{BelowView, RegisterView};

/// Most documents that the contents of a page list; above that they list folders.
const CONTENTS: usize = 50;

/// The documents of a page, and the pages that have their items where those are too many.
pub fn parts(page: &Page) -> (&[u32], &[usize]) {
    match &page.part {
        Part::Section { documents, pages } => (documents, pages),
        Part::One(_) | Part::Whole(_) => (&[], &[]),
    }
}

/// The pages that have the items of a page.
pub fn below(site: &Site<'_>, page: &Page, kind: &str) -> Vec<BelowView> {
    let view = |&below: &usize| {
        let below = &site.overviews[below];
        let count = parts(below).0.iter().map(|&document| site.index.in_document(kind, document).len()).sum();
        BelowView {
            title: below.title.clone(),
            href: site.handbook.addresses.href(&page.address, &below.address),
            count,
        }
    };
    parts(page).1.iter().map(view).collect()
}

/// The page without its list.
pub fn view(site: &Site<'_>, page: &Page, kind: &str) -> RegisterView {
    let documents = parts(page).0;
    RegisterView {
        total: documents.iter().map(|&document| site.index.in_document(kind, document).len()).sum(),
        documents: documents.len(),
        below: below(site, page, kind),
        ..RegisterView::default()
    }
}

/// All items of a page, be they on pages below it.
pub fn entries<'s>(site: &'s Site<'s>, page: &'s Page, kind: &'s str) -> impl Iterator<Item = &'s Entry<'s>> {
    parts(page).0.iter().flat_map(move |&document| site.index.in_document(kind, document))
}

/// Sections of a page, as they are written.
pub struct Sections {
    /// The sections so far.
    pub html: String,
    /// The contents so far.
    pub toc: Vec<TocView>,
    taken: HashSet<String>,
}

impl Sections {
    /// None yet; `room` is about how many bytes they will have.
    pub fn new(room: usize) -> Self {
        Self { html: String::with_capacity(room), toc: Vec::new(), taken: HashSet::new() }
    }

    /// An id that no heading of a document has, since it holds a dot, and no other section.
    pub fn id(&mut self, name: &str) -> String {
        let wanted = format!("in.{}", slug(name));
        let numbered = (2..).map(|number: usize| format!("{wanted}-{number}"));
        let mut all = std::iter::once(wanted.clone()).chain(numbered);
        let id = all.find(|id| !self.taken.contains(id)).expect("numbers do not end before the taken ids do");
        self.taken.insert(id.clone());
        id
    }

    /// Begins a section; `href` is ready for an attribute and empty where the title is no link. [`Sections::end`] ends it.
    pub fn begin(&mut self, id: &str, title: &str, href: &str, count: usize) {
        for piece in ["<section aria-labelledby=\"", id, "\">\n<div class=\"with-count\"><h2 id=\"", id, "\">"] {
            self.html.push_str(piece);
        }
        link_into(&mut self.html, href, title);
        for piece in ["</h2> <span class=\"count\">", &count.to_string(), "</span></div>\n"] {
            self.html.push_str(piece);
        }
    }

    /// Ends a section.
    pub fn end(&mut self) {
        self.html.push_str("</section>\n");
    }

    /// An entry of the contents.
    pub fn list(&mut self, id: &str, title: &str) {
        let href = format!("#{}", path::encode(id));
        self.toc.push(TocView { title: title.to_owned(), href, children: Vec::new() });
    }
}

/// A section for each document of a page that has facts of a kind; `write` writes what stands below its heading.
pub fn by_document(
    site: &Site<'_>,
    page: &Page,
    kind: &str,
    mut write: impl FnMut(&mut String, u32, &[Entry<'_>]),
) -> Sections {
    let (documents, pages) = parts(page);
    let shown = if pages.is_empty() { documents } else { &[] };
    let mut sections = Sections::new(400 * shown.len());
    let mut folder = None;
    for &document in shown {
        let entries = site.index.in_document(kind, document);
        let known = &site.handbook.documents[document as usize];
        let id = sections.id(known.path.trim_end_matches(".md"));
        sections.begin(&id, known.title(), &site.href_to_heading(&page.address, document, None), entries.len());
        write(&mut sections.html, document, entries);
        sections.end();
        if shown.len() <= CONTENTS {
            sections.list(&id, known.title());
        } else if folder.replace(known.folder()) != Some(known.folder()) {
            sections.list(&id, &folder_title(site, known.folder()));
        }
    }
    if sections.toc.len() < 2 {
        sections.toc.clear();
    }
    sections
}

fn folder_title(site: &Site<'_>, folder: &str) -> String {
    match site.handbook.addresses.sections.get(folder) {
        Some(&document) => site.handbook.documents[document as usize].title().to_owned(),
        None => tree::folder_title(folder),
    }
}

/// Entries of a document by the heading under which they stand, in the order of the text.
pub fn by_heading<'e, 'h>(entries: &'e [Entry<'h>]) -> impl Iterator<Item = &'e [Entry<'h>]> {
    entries.chunk_by(|one, other| one.fact.heading == other.fact.heading)
}

/// The title of an entry's heading; none for the document's own.
pub fn heading<'s>(site: &'s Site<'_>, entry: &Entry<'_>) -> Option<&'s str> {
    let outline = &site.handbook.documents[entry.document as usize].outline;
    let heading = outline.get(entry.fact.heading? as usize)?;
    (heading.level > 1).then_some(heading.text.as_str())
}

/// A link; `href` is ready for an attribute. Without one, the title alone.
pub fn link_into(out: &mut String, href: &str, title: &str) {
    if href.is_empty() {
        return text_into(out, title);
    }
    out.push_str("<a href=\"");
    out.push_str(href);
    out.push_str("\">");
    text_into(out, title);
    out.push_str("</a>");
}

/// A text with links to the tasks that it names by their ids.
pub fn with_task_ids_into(out: &mut String, site: &Site<'_>, address: &str, text: &str) {
    let mut done = 0;
    for found in task_id::find(text) {
        let known =
            site.handbook.task_ids.get(found.id.as_str()).filter(|_| !found.implied && found.range.start >= done);
        let to = known.and_then(|known| {
            let to = site.handbook.addresses.documents[known.document as usize].as_deref()?;
            Some(site.handbook.addresses.href_to(address, to, known.anchor.as_deref()))
        });
        let Some(href) = to else { continue };
        text_into(out, &text[done..found.range.start]);
        link_into(out, &href, &text[found.range.clone()]);
        done = found.range.end;
    }
    text_into(out, &text[done..]);
}

/// Begins a table: its caption, which is read to whoever does not see it, and the names of its columns.
pub fn begin_table(out: &mut String, caption: &str, class: &str, columns: &[&str]) {
    out.push_str("<section class=\"table stack ");
    out.push_str(class);
    out.push_str("\" tabindex=\"0\" aria-label=\"");
    text_into(out, caption);
    out.push_str("\"><table><caption class=\"sr\">");
    text_into(out, caption);
    out.push_str("</caption><thead><tr>");
    for column in columns {
        for piece in ["<th scope=\"col\">", column, "</th>"] {
            out.push_str(piece);
        }
    }
    out.push_str("</tr></thead><tbody>");
}

/// Ends a table.
pub fn end_table(out: &mut String) {
    out.push_str("\n</tbody></table></section>\n");
}

/// The first cell of a row: what the row is, a link to where it is told. `attributes` are those of the row.
pub fn begin_row(out: &mut String, attributes: &str, href: &str, title: &str) {
    for piece in ["\n<tr", attributes, "><th scope=\"row\">"] {
        out.push_str(piece);
    }
    link_into(out, href, title);
    out.push_str("</th>");
}

/// A cell with the name of its column, which stands before it on a phone; `write` writes what it holds.
pub fn cell(out: &mut String, column: &str, write: impl FnOnce(&mut String)) {
    for piece in ["<td data-label=\"", column, "\">"] {
        out.push_str(piece);
    }
    write(out);
    out.push_str("</td>");
}

/// A cell with text.
pub fn text_cell(out: &mut String, column: &str, text: &str) {
    cell(out, column, |out| text_into(out, text));
}
