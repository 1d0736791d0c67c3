//! Entries of action lists: `1. **DONE** – Charters written`, `- Ada: write the plan (by Friday)`.

use super::super::phrase::state::{self, State};
use super::super::reading::{Entry, clean};
use super::Work;
use super::backlog;
use super::boxed;
use super::merge::{Found, Shape};
use super::people::Place;
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
    if let Some(state) = on_board(entry) {
        let mut said = wording::read(work, entry, entry.text(), Place::Actions);
        said.state = said.state.or(Some(state));
        return Some(task(work, entry, &said));
    }
    let said = match work.sections.of(entry) {
        Section::Actions => in_list(work, entry, Place::Actions)?,
        Section::Work => in_list(work, entry, Place::Anywhere)?,
        Section::Unknown => numbered(work, entry).or_else(|| worded(work, entry))?,
        Section::Other => return None,
    };
    Some(task(work, entry, &said))
}

/// The task of a line that says so, wherever it stands: `ACTION: Kai to book the hall by Friday`.
pub(super) fn said<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Found> {
    if entry.value().is_empty() || !entry.is_labelled(&["action", "action item", "action point", "follow-up"]) {
        return None;
    }
    let said = wording::read(work, entry, entry.value(), Place::Actions);
    said.owner.is_some().then(|| task(work, entry, &said))
}

fn task<'r>(work: &mut Work<'r>, entry: Entry<'r>, said: &Said<'r>) -> Found {
    let mut fact = boxed::fact(work, entry, said, entry.span());
    fact.refs = work.refs(entry.span());
    let id = work.own_id(entry.span());
    Found { fact, shape: Shape::Entry, id: id.map(Into::into) }
}

/// The state of a column of a board: entries under `In progress`, where the sections beside it are named so, too.
fn on_board(entry: Entry<'_>) -> Option<State> {
    let column = entry.parent().filter(|parent| parent.level() > 1)?;
    let named = |heading: Entry<'_>| {
        let short = heading.is_heading() && heading.text().split_whitespace().count() <= 4;
        if short { state::named(clean(heading.text())) } else { None }
    };
    let state = named(column)?;
    let beside = column.parent()?.children().filter(|beside| beside.level() == column.level());
    (beside.filter(|beside| named(*beside).is_some()).count() > 1).then_some(state)
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
    let (mut all, mut persons) = (0, 0);
    for text in parent.children().filter(|child| child.is_item()).map(Entry::text) {
        all += 1;
        let head = text.split([':', '–', '—']).next().unwrap_or_default();
        let head = head.split(" to ").next().unwrap_or_default().trim();
        persons += usize::from(wording::is_person(head));
    }
    said.title.starts_with(char::is_lowercase) && persons * 3 >= all * 2
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
