//! What became of a heading that a page has no more, as far as its history tells for certain.
//!
//! The newest text that had the heading is found, and the heading is followed from there, text by text, to what it is
//! called today: by what stands below it, or by the headings around it. Where one step is not certain, nothing is.

use std::collections::HashMap;

use crate::base::source::{Source, SourceKind};
use crate::link::Handbook;
use crate::link::names::anchor_of;
use crate::parse;
use crate::parse::document::Document;

/// The pasts of documents, read once each.
#[derive(Default)]
pub struct Renamed {
    /// By document: its headings in each of its texts, the newest first.
    pasts: HashMap<usize, Vec<Page>>,
}

/// One text of a document.
struct Page {
    document: Document,
    /// By heading: what stands below it, up to the next heading, without its line breaks.
    bodies: Vec<String>,
}

impl Page {
    fn new(document: Document, text: &str) -> Self {
        let starts = document.outline.iter().skip(1).map(|heading| heading.span.start as usize);
        let ends: Vec<usize> = starts.chain([text.len()]).collect();
        let below = |(heading, end): (&parse::document::Heading, usize)| {
            let from = heading.span.end as usize;
            text.get(from..end.max(from)).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let bodies = document.outline.iter().zip(ends).map(below).collect();
        Self { document, bodies }
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.document.outline.iter().position(|heading| heading.id == id)
    }

    fn id(&self, at: usize) -> &str {
        &self.document.outline[at].id
    }
}

impl Renamed {
    /// The id that the heading with an anchor has today; none where that is not certain.
    pub fn find(&mut self, handbook: &Handbook<'_>, document: usize, anchor: &str) -> Option<String> {
        let texts = handbook.inputs.history.texts.get(&handbook.documents[document].path)?;
        let pasts = self.pasts.entry(document).or_insert_with(|| {
            let current = Page::new(handbook.documents[document].clone(), &handbook.source(document).text);
            std::iter::once(current).chain(texts.iter().map(|text| past(handbook, document, text))).collect()
        });
        let had = pasts.iter().position(|page| anchor_of(&page.document, anchor).is_some())?;
        let mut id = anchor_of(&pasts[had].document, anchor)?;
        for step in (1..=had).rev() {
            id = follow(&pasts[step], &id, &pasts[step - 1])?;
        }
        Some(id)
    }
}

/// An older text of a document, read as the document is read today.
fn past(handbook: &Handbook<'_>, document: usize, text: &str) -> Page {
    let current = &handbook.documents[document];
    let source = Source::new(SourceKind::Document, current.path.as_str(), text.to_owned());
    let (document, _) = parse::document(current.source, &source, &handbook.inputs.config);
    Page::new(document, text)
}

/// The id that a heading of one text has in the next.
fn follow(old: &Page, id: &str, new: &Page) -> Option<String> {
    let at = old.position(id);
    match at.and_then(|at| matched(old, new)[at]) {
        Some(to) => Some(new.id(to).to_owned()),
        // An id of the author's own that is no heading's.
        None => (at.is_none() && new.document.ids.iter().any(|own| own.id == id)).then(|| id.to_owned()),
    }
}

/// By heading of one text: which it is in the next, as far as that is certain.
fn matched(old: &Page, new: &Page) -> Vec<Option<usize>> {
    let mut to: Vec<Option<usize>> = (0..old.bodies.len()).map(|at| new.position(old.id(at))).collect();
    // Its text stayed and its own `{#id}` went; then what stands below it.
    pair(&mut to, old, new, |page, at| Some(page.document.outline[at].text.as_str()));
    pair(&mut to, old, new, |page, at| Some(page.bodies[at].as_str()).filter(|body| body.chars().count() >= 12));
    // Then its place, which its neighbours tell; each that is found may be the neighbour of the next.
    while let Some((at, found)) = (0..to.len()).find_map(|at| Some((at, same_place(&to, at, old, new)?))) {
        to[at] = Some(found);
    }
    to
}

/// Pairs the headings that have no partner yet and say the same, where only one of either text says it.
fn pair<'p>(to: &mut [Option<usize>], old: &'p Page, new: &'p Page, says: impl Fn(&'p Page, usize) -> Option<&'p str>) {
    let taken: Vec<usize> = to.iter().flatten().copied().collect();
    let mut waiting: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for at in (0..to.len()).filter(|at| to[*at].is_none()) {
        if let Some(words) = says(old, at) {
            waiting.entry(words).or_default().0.push(at);
        }
    }
    for at in (0..new.bodies.len()).filter(|at| !taken.contains(at)) {
        if let Some(both) = says(new, at).and_then(|words| waiting.get_mut(words)) {
            both.1.push(at);
        }
    }
    for both in waiting.into_values() {
        if let ([one], [other]) = (both.0.as_slice(), both.1.as_slice()) {
            to[*one] = Some(*other);
        }
    }
}

/// The heading that stands between the same two as an unpaired one did, if it is none of the old ones itself and
/// resembles it.
fn same_place(to: &[Option<usize>], at: usize, old: &Page, new: &Page) -> Option<usize> {
    if to[at].is_some() {
        return None;
    }
    let before = match at.checked_sub(1) {
        Some(before) => Some(to[before]?),
        None => None,
    };
    let found = before.map_or(0, |before| before + 1);
    let heading = new.document.outline.get(found).filter(|_| !to.contains(&Some(found)))?;
    let ends = match to.get(at + 1) {
        Some(after) => *after == Some(found + 1),
        None => found + 1 == new.bodies.len(),
    };
    let somewhere = at > 0 || to.len() > 1;
    let was = &old.document.outline[at];
    let alike = alike(&old.bodies[at], &new.bodies[found]) || alike(&was.text, &heading.text);
    (ends && somewhere && alike && was.level == heading.level).then_some(found)
}

/// Whether two texts share half of their words, or both have none.
fn alike(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (own, mut other) = (words(a), words(b));
    let total = own.len() + other.len();
    let shared =
        own.iter().filter(|word| other.iter().position(|o| o == *word).map(|at| other.swap_remove(at)).is_some());
    shared.count() * 4 >= total
}
