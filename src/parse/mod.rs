//! One file's text -> [`document::Document`]; one construct a file; pure; never fails.

pub mod allow;
pub mod bare;
pub mod collect;
pub mod document;
pub mod front_matter;
pub mod html;
pub mod markdown;
pub mod path;
pub mod slug;
pub mod tape;
pub mod task_id;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Source, SourceId};
use crate::base::span::Span;
use crate::config::Config;

use document::{Body, Document, Link, LinkKind};

/// Reads one document. What is wrong with its front matter is told; everything else is for later phases to judge.
pub fn document(id: SourceId, source: &Source, config: &Config) -> (Document, Vec<Diagnostic>) {
    let split = front_matter::split(&source.text);
    let defaults = config.defaults_for(&source.path);
    let (front_matter, diagnostics) = front_matter::read(id, source, &split, &defaults);
    let mut document = collect::document(id, source, front_matter, body(source, &split));
    add_references(&mut document);
    (document, diagnostics)
}

/// Where the Markdown stands: after the byte order mark and the front matter.
fn body(source: &Source, split: &front_matter::Split) -> Body {
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    match split.block {
        Some(block) if block.whole.start <= start => Body { start: block.whole.end, hole: None },
        Some(block) => Body { start, hole: Some(block.whole) },
        None => Body { start, hole: None },
    }
}

/// `related` and `charter` refer to documents, too.
fn add_references(document: &mut Document) {
    let front_matter = &document.front_matter;
    let references = front_matter.related.iter().chain(&front_matter.charter);
    let links = references.map(|reference| {
        // What handbook.yaml gives as a default stands in another text.
        let span = if reference.source == document.source { reference.span } else { Span::default() };
        let target = reference.value.as_str().into();
        Link {
            kind: LinkKind::FrontMatter,
            span,
            target_span: span,
            target,
            block: None,
            by_definition: false,
            planned: false,
            below: None,
        }
    });
    let links: Vec<Link> = links.collect();
    document.links.splice(0..0, links);
}
