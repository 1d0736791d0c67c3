//! Pieces of work: the boxes of task lists, open or done, under their headings.

use std::sync::Arc;

use super::fact::{Detail, Fact, Place, State, Task};
use super::reading::Reading;
use crate::base::span::Span;
use crate::parse::document::{Document, TaskIdMention};

/// A heading with the names of all above it.
type Group = (Option<u32>, Arc<[Box<str>]>);

/// One fact for every box outside fences.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let document = reading.document;
    let mentions = Mentions::of(document);
    let mut group: Option<Group> = None;
    let mut facts = Vec::with_capacity(document.tasks.len());
    for (at, item) in document.tasks.iter().enumerate() {
        // Boxes of one heading share its group.
        let names = match &group {
            Some((heading, names)) if *heading == item.heading => names.clone(),
            _ => group.insert((item.heading, names_above(reading, item.heading))).1.clone(),
        };
        let state = if item.done { State::Done } else { State::Open };
        let span = Span { start: item.marker.start, end: item.text_span.end.max(item.marker.end) };
        let place = Place { source: document.source, span };
        let task = Task { state, group: names, item: Some(at as u32), points: None, priority: None, serves: None };
        let detail = Detail::Task(task);
        facts.push(Fact {
            heading: item.heading,
            timebox: reading.timebox.clone(),
            state: Some(state),
            refs: mentions.within(item.text_span),
            ..Fact::new(&item.text, place, detail)
        });
    }
    facts
}

fn names_above(reading: &Reading<'_>, heading: Option<u32>) -> Arc<[Box<str>]> {
    let outline = &reading.document.outline;
    reading.headings(heading).into_iter().map(|at| outline[at as usize].text.as_str().into()).collect()
}

/// Task ids of a document in the order of the text.
struct Mentions<'a>(Vec<&'a TaskIdMention>);

impl<'a> Mentions<'a> {
    fn of(document: &'a Document) -> Self {
        let mut list: Vec<_> = document.task_ids.iter().collect();
        list.sort_by_key(|mention| mention.span.start);
        Self(list)
    }

    /// Ids that stand in a span, each once.
    fn within(&self, span: Span) -> Vec<Box<str>> {
        let from = self.0.partition_point(|mention| mention.span.start < span.start);
        let mut ids = Vec::new();
        for mention in self.0[from..].iter().take_while(|mention| mention.span.start < span.end) {
            if !ids.contains(&mention.id) {
                ids.push(mention.id.clone());
            }
        }
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;

    #[test]
    fn boxes_become_tasks_under_their_headings() {
        let text = "- [ ] First\n\n# Guide\n\n## Gates\n\n### Exit\n\n- [x] Scope approved (OPS-1, OPS-2, OPS-1)\n  - [ ] Nested\n\n```\n- [ ] Form\n```\n\n## After\n\n- [ ] Last\n";
        let (document, source) = testing::read("a.md", text);
        let facts = super::super::document(&document, &source, &Default::default()).facts;
        let shown: Vec<_> = facts.iter().map(|fact| (&*fact.title, fact.task().unwrap())).collect();
        let groups: Vec<_> =
            shown.iter().map(|(title, task)| (*title, task.state.word(), task.group.join(" > "))).collect();
        let want = [
            ("First", "open", ""),
            ("Scope approved (OPS-1, OPS-2, OPS-1)", "done", "Guide > Gates > Exit"),
            ("Nested", "open", "Guide > Gates > Exit"),
            ("Last", "open", "Guide > After"),
        ];
        assert_eq!(groups, want.map(|(title, state, group)| (title, state, group.to_owned())));
        assert_eq!(facts[1].refs, ["OPS-1".into(), "OPS-2".into()]);
        assert!(facts[2].refs.is_empty());
        assert_eq!(source.line(facts[1].place.span.start), 9);
    }
}
