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

    /// The ids of the headings before and after one.
    fn around(&self, at: usize) -> (Option<&str>, Option<&str>) {
        let id = |at: usize| self.document.outline.get(at).map(|heading| heading.id.as_str());
        (at.checked_sub(1).and_then(id), id(at + 1))
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
    if new.position(id).is_some() {
        return Some(id.to_owned());
    }
    let at = old.position(id)?;
    let heading = &old.document.outline[at];
    let fresh: Vec<usize> =
        (0..new.document.outline.len()).filter(|&new_at| old.position(new.id(new_at)).is_none()).collect();
    let only = |test: &dyn Fn(usize) -> bool| match fresh.iter().filter(|at| test(**at)).collect::<Vec<_>>()[..] {
        [one] => Some(*one),
        _ => None,
    };
    let gone_with = |body: &str| {
        let gone =
            (0..old.bodies.len()).filter(|&other| old.bodies[other] == body && new.position(old.id(other)).is_none());
        gone.count()
    };
    // Its text stayed and its own `{#id}` went.
    let same_text = only(&|to| new.document.outline[to].text == heading.text);
    let same_body = || {
        let body = &old.bodies[at];
        let telling = body.chars().count() >= 12 && gone_with(body) == 1;
        if telling { only(&|to| new.bodies[to] == *body) } else { None }
    };
    let same_place = || {
        let around = old.around(at);
        let to = only(&|to| new.around(to) == around && new.document.outline[to].level == heading.level)?;
        let somewhere = around != (None, None);
        let alike = alike(&old.bodies[at], &new.bodies[to]) || alike(&heading.text, &new.document.outline[to].text);
        (somewhere && alike).then_some(to)
    };
    let to = same_text.or_else(same_body).or_else(same_place)?;
    Some(new.id(to).to_owned())
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
