//! All facts of the published handbook by kind: worked out once, for every page and feed that is made from them.

use std::sync::Arc;

use crate::link::Handbook;
use crate::understand::fact::{Detail, Fact, KINDS};
use crate::understand::timebox;

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
    /// By kind: its facts by their sprints.
    of_timebox: [BySprint; KINDS.len()],
    /// By sprint: documents with facts of it, or that are of it themselves, in reading order.
    documents: Vec<Vec<u32>>,
    /// By document: the sprint of which it is as a whole.
    own_timebox: Vec<Option<u32>>,
}

/// Numbers of facts of one kind, ordered by sprint.
#[derive(Debug, Default)]
struct BySprint {
    /// Those without a sprint are left out.
    order: Vec<u32>,
    /// By sprint: where its part of `order` ends.
    ends: Vec<u32>,
}

impl BySprint {
    fn new(entries: &[Entry<'_>], timeboxes: usize) -> Self {
        let mut ends = vec![0; timeboxes];
        let sprints = || entries.iter().zip(0..).filter_map(|(entry, at)| Some((entry.timebox? as usize, at)));
        sprints().for_each(|(timebox, _)| ends[timebox] += 1);
        let mut free = 0;
        for end in &mut ends {
            (*end, free) = (free, free + *end);
        }
        let mut order = vec![0; free as usize];
        for (timebox, at) in sprints() {
            order[ends[timebox] as usize] = at;
            ends[timebox] += 1;
        }
        Self { order, ends }
    }

    fn of(&self, timebox: u32) -> &[u32] {
        let end = |at: usize| self.ends.get(at).copied().unwrap_or(0) as usize;
        let start = (timebox as usize).checked_sub(1).map_or(0, end);
        self.order.get(start..end(timebox as usize)).unwrap_or_default()
    }
}

impl<'h> Index<'h> {
    /// The facts of published documents. Artifacts are left out: no page lists them, and there are many.
    pub fn new(handbook: &'h Handbook<'h>) -> Self {
        let mut by_kind: [Vec<Entry<'h>>; KINDS.len()] = Default::default();
        let mut of_document = [(); KINDS.len()].map(|()| vec![(0, 0); handbook.documents.len()]);
        let timeboxes = &handbook.timeboxes;
        let mut documents: Vec<Vec<u32>> = vec![Vec::new(); timeboxes.list.len()];
        let mut own_timebox = vec![None; handbook.documents.len()];
        for document in handbook.reading_order() {
            let mut named = |timebox: u32| {
                let known = &mut documents[timebox as usize];
                if known.last() != Some(&(document as u32)) {
                    known.push(document as u32);
                }
            };
            let own = timebox::named(&handbook.documents[document]);
            own_timebox[document] = own.and_then(|name| timeboxes.named(&name, &handbook.scopes[document]));
            own_timebox[document].into_iter().for_each(&mut named);
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
                        timebox.into_iter().for_each(&mut named);
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
        let of_timebox = std::array::from_fn(|kind| BySprint::new(&by_kind[kind], timeboxes.list.len()));
        Self { by_kind, of_document, of_timebox, documents, own_timebox }
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

    /// Those of one sprint, as a number in `handbook.timeboxes`, in reading order.
    pub fn in_timebox(&self, kind: &str, timebox: u32) -> impl Iterator<Item = &Entry<'h>> {
        let kind = number(kind).unwrap_or_default();
        self.of_timebox[kind].of(timebox).iter().map(move |at| &self.by_kind[kind][*at as usize])
    }

    /// Documents of a sprint, in reading order: those that are about it, and those that tell something of it.
    pub fn documents_of(&self, timebox: u32) -> &[u32] {
        &self.documents[timebox as usize]
    }

    /// The sprint that a document is about as a whole; none where it names none.
    pub fn timebox_of(&self, document: u32) -> Option<u32> {
        self.own_timebox[document as usize]
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
    use crate::render::testing::with_site;
    use crate::understand::fact::{Detail, KINDS, Risk};

    #[test]
    fn facts_are_found_by_their_sprint() {
        let sprint = |name: &str, tasks: &str| format!("---\nsprint: {name}\n---\n# Notes\n\n{tasks}");
        let (first, second) = (sprint("Sprint 2", "- [ ] One\n- [ ] Two\n"), sprint("Sprint 1", "- [ ] Three\n"));
        let files = [("content/a.md", &*first), ("content/b.md", &*second), ("content/c.md", "# Free\n\n- [ ] Four\n")];
        with_site(&files, |site| {
            let titles =
                |timebox| site.index.in_timebox("task", timebox).map(|entry| &*entry.fact.title).collect::<Vec<_>>();
            let named = |name: &str| site.handbook.timeboxes.list.iter().position(|known| &*known.name == name);
            let (one, two) = (named("Sprint 1").unwrap() as u32, named("Sprint 2").unwrap() as u32);
            assert_eq!((titles(one), titles(two)), (vec!["Three"], vec!["One", "Two"]));
            assert_eq!(site.index.in_timebox("event", one).count(), 0);
            let documents = |timebox| site.index.documents_of(timebox).len();
            assert_eq!((documents(one), documents(two)), (1, 1));
            let of =
                |path: &str| site.handbook.documents.iter().position(|document| document.path == path).unwrap() as u32;
            assert_eq!((site.index.timebox_of(of("a.md")), site.index.timebox_of(of("c.md"))), (Some(two), None));
        });
    }

    #[test]
    fn kinds_have_their_numbers() {
        let detail = Detail::Risk(Box::<Risk>::default());
        assert_eq!((KINDS[detail.number()], detail.kind()), ("risk", "risk"));
    }
}
