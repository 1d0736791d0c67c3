//! Entries of action lists: `1. **DONE** – Charters written`, `- Ada: write the plan (by Friday)`.

use super::super::reading::Entry;
use super::Work;
use super::backlog;
use super::boxed;
use super::list::has_state_word;
use super::merge::{Found, Shape};
use super::people::Place;
use super::pieces;
use super::section::Section;
use super::wording::{self, Said};

/// The task of an item without a box.
pub(super) fn read<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Found> {
    if entry.text().is_empty() || backlog::is_field(entry) {
        return None;
    }
    if let Some(found) = backlog::item(work, entry).or_else(|| said(work, entry)) {
        return Some(found);
    }
    if let Some(said) = pieces::read(work, entry) {
        return Some(task(work, entry, &said, "it has an id, a title and more between semicolons"));
    }
    if let Some(state) = entry.parent().and_then(|parent| work.lists.board(parent)) {
        let mut said = wording::read(work, entry, entry.text(), Place::Actions);
        said.state = said.state.or(Some(state));
        return Some(task(work, entry, &said, "it stands in a column of a board"));
    }
    let said = match work.sections.of(entry) {
        Section::Actions => in_list(work, entry, Place::Actions)?,
        Section::Work => {
            let place = work.place_of(entry);
            in_list(work, entry, place)?
        }
        Section::Unknown => numbered(work, entry).or_else(|| worded(work, entry))?,
        Section::Other => return None,
    };
    Some(task(work, entry, &said, "it has an owner or a state in a list of work"))
}

/// The task of a line that says so, wherever it stands: `ACTION: Kai to book the hall by Friday`.
pub(super) fn said<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Found> {
    if entry.value().is_empty() || !entry.is_labelled(&["action", "action item", "action point", "follow-up"]) {
        return None;
    }
    let said = wording::read(work, entry, entry.value(), Place::Actions);
    said.owner.is_some().then(|| task(work, entry, &said, "its line says that it is an action"))
}

fn task<'r>(work: &mut Work<'r>, entry: Entry<'r>, said: &Said<'r>, reason: &'static str) -> Found {
    let mut fact = boxed::fact(work, entry, said, entry.span(), reason);
    fact.refs = work.refs(entry.span());
    let id = work.own_id(entry.span());
    Found { fact, shape: Shape::Entry, id: id.map(Into::into) }
}

/// In a list of actions or of work, an entry with an owner or a state is a task.
fn in_list<'r>(work: &mut Work<'r>, entry: Entry<'r>, place: Place) -> Option<Said<'r>> {
    let text = entry.text();
    // A line that introduces a list of its own, or one of contacts.
    if text.ends_with(':') || text.split_whitespace().any(is_address) {
        return None;
    }
    let mut said = wording::read(work, entry, text, place);
    let headed = said.owner.is_some_and(|owner| text.trim_start_matches('[').starts_with(owner));
    if headed && place == Place::Actions && !is_owner(work, entry, &said) {
        said = wording::read(work, entry, text, Place::Anywhere);
    }
    (said.owner.is_some() || said.state.is_some()).then_some(said)
}

/// `ada@example.org`
fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// Whether a name at the head is one: the document declares it, or all entries beside it begin with persons and go on in
/// small letters, as in `Ada: write the plan`; `Resolve: Mark it as resolved` explains a word.
fn is_owner<'r>(work: &mut Work<'r>, entry: Entry<'r>, said: &Said<'r>) -> bool {
    if said.owner.is_some_and(|owner| work.names.is_name(owner, Place::Anywhere)) {
        return true;
    }
    let Some(parent) = entry.parent() else { return false };
    let counts = work.lists.counts(parent);
    said.title.starts_with(char::is_lowercase) && counts.persons * 3 >= counts.all * 2
}

/// An entry with an id of its own, an owner or a state: `- OPS-12 Move the shelves (Ada) – In Progress`.
fn numbered<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Said<'r>> {
    work.own_id(entry.span())?;
    let place = work.place_of(entry);
    let said = wording::read(work, entry, entry.text(), place);
    (said.owner.is_some() || said.state.is_some()).then_some(said)
}

/// An entry that begins with a state in words: `**DONE** – Charters written`, in a list where most do.
fn worded<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Said<'r>> {
    if !has_state_word(entry.text()) {
        return None;
    }
    let counts = work.lists.counts(entry.parent()?);
    let most = counts.worded >= 2 && counts.worded * 2 > counts.all;
    most.then(|| wording::read(work, entry, entry.text(), Place::Anywhere))
}
