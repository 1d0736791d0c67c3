//! Entries of action lists: `1. **DONE** – Charters written`, `- Ada: write the plan (by Friday)`.

use super::super::phrase::state;
use super::super::reading::Entry;
use super::Work;
use super::backlog;
use super::boxed;
use super::due;
use super::merge::{Found, Shape};
use super::people::Place;
use super::section::Section;
use super::wording::{self, Said};

/// The task of an item without a box.
pub(super) fn read<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Found> {
    if entry.text().is_empty() {
        return None;
    }
    if let Some(found) = backlog::item(work, entry) {
        return Some(found);
    }
    let said = match work.sections.of(entry) {
        Section::Work => in_actions(work, entry)?,
        Section::Unknown => numbered(work, entry).or_else(|| worded(work, entry))?,
        Section::Other => return None,
    };
    let mut fact = boxed::fact(work, entry, &said, entry.span());
    fact.refs = work.refs(entry.span());
    let id = work.own_id(entry.span());
    Some(Found { fact, shape: Shape::Entry, id: id.map(Into::into) })
}

/// In a list of actions an entry with an owner or a state is a task.
fn in_actions<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Said<'r>> {
    // A line that introduces a list of its own, or a field: `Owner: Ada`.
    if entry.text().ends_with(':') || entry.ancestors().take_while(|above| above.is_item()).count() > 1 {
        return None;
    }
    let mut said = wording::read(work, entry, entry.text(), Place::Actions);
    let topics = said.owner.is_some_and(|owner| entry.text().starts_with(owner) && !all_begin_so(work, entry, owner));
    if topics {
        said = wording::read(work, entry, entry.text(), Place::Anywhere);
    }
    if said.owner.is_none() && said.state.is_none() {
        return None;
    }
    // What follows a meeting is not due on its day.
    said.due = said.due.or_else(|| due::of_section(entry).filter(|due| due.date.is_none() && false));
    Some(said)
}

/// Whether a name at the head is one: it is declared, or the entries beside it begin with persons as well.
fn all_begin_so<'r>(work: &mut Work<'r>, entry: Entry<'r>, owner: &'r str) -> bool {
    if work.names.is_name(owner, Place::Anywhere) {
        return true;
    }
    let Some(parent) = entry.parent() else { return true };
    let items = parent.children().filter(|child| child.is_item());
    let (mut all, mut persons) = (0, 0);
    for text in items.map(Entry::text) {
        all += 1;
        let head = text.split([':', '–', '—']).next().unwrap_or_default().trim();
        let head = head.split(" to ").next().unwrap_or_default();
        persons += usize::from(wording::is_person(head));
    }
    persons * 3 >= all * 2
}

/// An entry with an id of its own, an owner or a state: `- OPS-12 Move the shelves (Ada) – In Progress`.
fn numbered<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Said<'r>> {
    work.own_id(entry.span())?;
    let said = wording::read(work, entry, entry.text(), Place::Anywhere);
    (said.owner.is_some() || said.state.is_some()).then_some(said)
}

/// An entry that begins with a state in words: `**DONE** – Charters written`, in a list where most do.
fn worded<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Said<'r>> {
    if !has_state_word(entry.text()) {
        return None;
    }
    let parent = entry.parent()?;
    let (mut all, mut worded) = (0, 0);
    for child in parent.children().filter(|child| child.is_item()) {
        all += 1;
        worded += usize::from(has_state_word(child.text()));
    }
    (worded >= 2 && worded * 2 > all).then(|| wording::read(work, entry, entry.text(), Place::Anywhere))
}

/// Whether a text begins with words of a state; a sign alone decorates.
fn has_state_word(text: &str) -> bool {
    let bare = text.trim_start_matches(|letter: char| !letter.is_ascii_alphabetic());
    state::read_head(text).is_some() && state::read_head(bare).is_some()
}
