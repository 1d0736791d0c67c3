//! Changes of the documents themselves: the handbook and what is wanted of it -> new texts. Pure; nothing is written.
//!
//! What a command of repair does is always the same: it reads the handbook, this module says what each text would
//! become, the command shows the difference, and [`crate::publish::source`] replaces each file in one step, if it
//! still is as it was read.

mod diff;
pub mod moving;

use std::collections::BTreeMap;

use crate::base::diagnostic::Edit;
use crate::base::source::{SourceId, Sources};

pub use diff::diff;

/// Takes all edits, in any order and for any texts, and gives the new text of every source that they change.
///
/// The same edit given twice is done once. Of two that touch the same bytes in different ways, the first given is
/// done and the later is left out.
pub fn apply(sources: &Sources, edits: impl IntoIterator<Item = Edit>) -> BTreeMap<SourceId, String> {
    let mut by_source: BTreeMap<SourceId, Vec<Edit>> = BTreeMap::new();
    for edit in edits {
        let those = by_source.entry(edit.source).or_default();
        if !those.iter().any(|other| collide(other, &edit)) {
            those.push(edit);
        }
    }
    let texts = by_source.into_iter().map(|(source, edits)| (source, rewritten(&sources.get(source).text, edits)));
    texts.filter(|(source, text)| *text != sources.get(*source).text).collect()
}

/// Whether both cannot be done: they share bytes, or insert at one place.
fn collide(a: &Edit, b: &Edit) -> bool {
    let (first, second) = if a.span <= b.span { (a, b) } else { (b, a) };
    first.span.end > second.span.start || first.span.start == second.span.start
}

fn rewritten(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    let mut new = String::with_capacity(text.len());
    let mut from = 0;
    for edit in &edits {
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
    fn a_text_that_stays_the_same_is_no_change() {
        assert_eq!(applied(&[(1, 2, "b")]), None);
    }
}
