//! Changes of the documents themselves: the handbook and what is wanted of it -> new texts. Pure; nothing is written.
//!
//! What a command of repair does is always the same: it reads the handbook, this module says what each text would
//! become, the command shows the difference, and [`crate::publish::source`] replaces each file in one step, if it
//! still is as it was read.

pub mod create;
mod diff;
pub mod moving;
mod repair;

use std::collections::BTreeMap;

use crate::base::diagnostic::{Edit, Fix};
use crate::base::source::{SourceId, Sources};

pub use diff::diff;
pub use repair::{Repair, Repaired, repair};

/// Takes all edits, in any order and for any texts, and gives the new text of every source that they change.
///
/// The same edit given twice is done once. Of two that touch the same bytes in different ways, the first given is
/// done and the later is left out.
pub fn apply(sources: &Sources, edits: impl IntoIterator<Item = Edit>) -> BTreeMap<SourceId, String> {
    let mut taken = Taken::default();
    for edit in edits {
        taken.take(&[edit]);
    }
    taken.texts(sources)
}

/// The same for whole fixes: all edits of one are done, or none. By fix, in their order: whether it was done.
pub fn apply_fixes<'f>(
    sources: &Sources,
    fixes: impl IntoIterator<Item = &'f Fix>,
) -> (BTreeMap<SourceId, String>, Vec<bool>) {
    let mut taken = Taken::default();
    let done = fixes.into_iter().map(|fix| taken.take(&fix.edits)).collect();
    (taken.texts(sources), done)
}

/// Edits that can be done together: by source, then by their first byte.
#[derive(Default)]
struct Taken {
    by_source: BTreeMap<SourceId, BTreeMap<u32, Edit>>,
}

impl Taken {
    /// Takes all of these edits, or none where one collides with what was taken before.
    fn take(&mut self, edits: &[Edit]) -> bool {
        let among_themselves = edits.iter().enumerate().any(|(at, edit)| edits[..at].iter().any(|o| collide(o, edit)));
        if among_themselves || edits.iter().any(|edit| self.is_in_the_way(edit)) {
            return false;
        }
        for edit in edits {
            self.by_source.entry(edit.source).or_default().insert(edit.span.start, edit.clone());
        }
        true
    }

    fn is_in_the_way(&self, edit: &Edit) -> bool {
        let Some(taken) = self.by_source.get(&edit.source) else { return false };
        // Those taken do not overlap, so only the nearest on either side can be in the way.
        let before = taken.range(..=edit.span.start).next_back();
        let after = taken.range(edit.span.start..).next();
        before.into_iter().chain(after).any(|(_, other)| other != edit && collide(other, edit))
    }

    fn texts(self, sources: &Sources) -> BTreeMap<SourceId, String> {
        let new = |(source, edits): (SourceId, BTreeMap<u32, Edit>)| {
            let old = &sources.get(source).text;
            let text = rewritten(old, edits.values());
            (text != *old).then_some((source, text))
        };
        self.by_source.into_iter().filter_map(new).collect()
    }
}

/// Whether both cannot be done: they share bytes of a text, or insert at one place.
fn collide(a: &Edit, b: &Edit) -> bool {
    let (first, second) = if a.span <= b.span { (a, b) } else { (b, a) };
    a.source == b.source && (first.span.end > second.span.start || first.span.start == second.span.start)
}

/// A text with these edits done; they come in the order of their places.
fn rewritten<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut new = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        new.push_str(&text[from..edit.span.start as usize]);
        new.push_str(&edit.text);
        from = edit.span.end as usize;
    }
    new.push_str(&text[from..]);
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::{Source, SourceKind};
    use crate::base::span::Span;

    fn applied(edits: &[(usize, usize, &str)]) -> Option<String> {
        let mut sources = Sources::default();
        let source = sources.add(Source::new(SourceKind::Document, "a.md", "abcdef".to_owned()));
        let edits =
            edits.iter().map(|&(start, end, text)| Edit { source, span: Span::new(start, end), text: text.to_owned() });
        apply(&sources, edits.collect::<Vec<_>>()).remove(&source)
    }

    #[test]
    fn edits_are_done_wherever_they_come_in_the_list() {
        assert_eq!(applied(&[(4, 5, "E"), (0, 2, ""), (3, 3, "-")]).as_deref(), Some("c-dEf"));
    }

    #[test]
    fn of_two_that_collide_the_first_is_done() {
        assert_eq!(applied(&[(1, 3, "X"), (2, 4, "Y")]).as_deref(), Some("aXdef"));
        assert_eq!(applied(&[(1, 1, "X"), (1, 1, "Y")]).as_deref(), Some("aXbcdef"));
        assert_eq!(applied(&[(1, 3, "X"), (3, 4, "Y")]).as_deref(), Some("aXYef"));
    }

    #[test]
    fn of_a_fix_all_is_done_or_nothing() {
        let mut sources = Sources::default();
        let [a, b] = ["a.md", "b.md"].map(|name| sources.add(Source::new(SourceKind::Document, name, "abcdef".into())));
        let edit = |source, start, end, text: &str| Edit { source, span: Span::new(start, end), text: text.to_owned() };
        let fix = |edits: &[Edit]| Fix { title: "mend it".to_owned(), edits: edits.to_vec() };
        let shared = edit(a, 0, 1, "A");
        let fixes = [
            fix(&[shared.clone(), edit(b, 0, 1, "B")]),
            fix(&[edit(b, 0, 2, "x"), edit(a, 3, 4, "D")]),
            fix(&[shared, edit(b, 5, 6, "F")]),
            fix(&[edit(a, 4, 6, "x"), edit(a, 5, 6, "y")]),
        ];
        let (texts, done) = apply_fixes(&sources, &fixes);
        assert_eq!(done, [true, false, true, false]);
        assert_eq!(texts.into_iter().collect::<Vec<_>>(), [(a, "Abcdef".to_owned()), (b, "BbcdeF".to_owned())]);
    }

    #[test]
    fn a_text_that_stays_the_same_is_no_change() {
        assert_eq!(applied(&[(1, 2, "b")]), None);
    }
}
