//! All facts of the published handbook by kind: worked out once, for every page and feed that is made from them.

use std::sync::Arc;

use crate::link::Handbook;
use crate::understand::fact::{Detail, Fact, KINDS};

/// A fact, and what the handbook knows about its place.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'h> {
    /// The fact, told most fully by its document; over all entries each fact stands once, and so does a decision that
    /// several documents tell ([`Handbook::decisions`]).
    pub fact: &'h Fact,
    /// Its document.
    pub document: u32,
    /// Its number among the facts of its document.
    pub at: u32,
    /// Its sprint, as a number in `handbook.timeboxes`.
    pub timebox: Option<u32>,
}

/// Facts by kind, each kind in reading order.
#[derive(Debug)]
pub struct Index<'h> {
    by_kind: [Vec<Entry<'h>>; KINDS.len()],
    /// By kind and document: where its facts of that kind stand.
    of_document: [Vec<(u32, u32)>; KINDS.len()],
}

impl<'h> Index<'h> {
    /// The facts of published documents. Artifacts are left out: no page lists them, and there are many.
    pub fn new(handbook: &'h Handbook<'h>) -> Self {
        let mut by_kind: [Vec<Entry<'h>>; KINDS.len()] = Default::default();
        let mut of_document = [(); KINDS.len()].map(|()| vec![(0, 0); handbook.documents.len()]);
        for document in handbook.reading_order() {
            let before: [usize; KINDS.len()] = std::array::from_fn(|kind| by_kind[kind].len());
            // Nearly all facts of a document are of one sprint.
            let mut last: Option<(&Arc<str>, Option<u32>)> = None;
            for (at, fact) in handbook.told_most_fully(document) {
                let elsewhere = match fact.detail {
                    Detail::Artifact(_) => None,
                    Detail::Decision(_) => handbook.decisions.elsewhere(document, at),
                    _ => Some(&[][..]),
                };
                // An artifact, or a decision that another document tells more fully.
                let Some(elsewhere) = elsewhere else { continue };
                let timebox = fact.timebox.as_ref().and_then(|name| match last {
                    Some((known, timebox)) if Arc::ptr_eq(known, name) => timebox,
                    _ => {
                        let timebox = handbook.timeboxes.named(name, &handbook.scopes[document]);
                        last = Some((name, timebox));
                        timebox
                    }
                });
                let timebox = timebox.or_else(|| elsewhere.iter().find_map(|&told| handbook.timebox_of(told)));
                let entry = Entry { fact, document: document as u32, at: at as u32, timebox };
                by_kind[fact.detail.number()].push(entry);
            }
            for (kind, of_document) in of_document.iter_mut().enumerate() {
                of_document[document] = (before[kind] as u32, by_kind[kind].len() as u32);
            }
        }
        Self { by_kind, of_document }
    }

    /// The facts of one kind: `event`, `task` … as `facts.json` calls it.
    pub fn of(&self, kind: &str) -> &[Entry<'h>] {
        number(kind).map_or(&[], |kind| &self.by_kind[kind])
    }

    /// Those of one document, in the order of its text.
    pub fn in_document(&self, kind: &str, document: u32) -> &[Entry<'h>] {
        number(kind).map_or(&[], |kind| {
            let (start, end) = self.of_document[kind][document as usize];
            &self.by_kind[kind][start as usize..end as usize]
        })
    }

    /// Documents with facts of a kind, in reading order, and how many each has.
    pub fn counts(&self, handbook: &Handbook<'_>, kind: &str) -> Vec<(u32, usize)> {
        let count = |document: usize| (document as u32, self.in_document(kind, document as u32).len());
        handbook.reading_order().map(count).filter(|(_, count)| *count > 0).collect()
    }
}

fn number(kind: &str) -> Option<usize> {
    KINDS.iter().position(|known| *known == kind)
}

#[cfg(test)]
mod tests {
    use crate::understand::fact::{Detail, KINDS, Risk};

    #[test]
    fn kinds_have_their_numbers() {
        let detail = Detail::Risk(Box::<Risk>::default());
        assert_eq!((KINDS[detail.number()], detail.kind()), ("risk", "risk"));
    }
}
