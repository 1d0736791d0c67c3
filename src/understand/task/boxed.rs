//! Boxes of task lists.

use super::super::evidence::Evidence;
use super::super::fact::{Detail, Fact, Name, Place as Where, Task};
use super::super::phrase::state::State;
use super::super::phrase::words::{Known, Words};
use super::super::reading::Entry;
use super::Work;
use super::backlog;
use super::due;
use super::merge::{Found, Shape};
use super::people::Place;
use super::section::Section;
use super::wording::{self, Said};
use crate::base::span::Span;

/// The task of a box.
pub(super) fn read<'r>(work: &mut Work<'r>, entry: Entry<'r>) -> Option<Found> {
    let at = entry.task()?;
    let item = work.reading.document.tasks.get(at as usize)?;
    let place = match work.sections.of(entry) {
        Section::Actions => Place::Actions,
        _ => work.place_of(entry),
    };
    let mut said = wording::read(work, entry, entry.text(), place);
    fields(work, &mut said, entry);
    said.due = said.due.or_else(|| due::of_section(entry));
    // A box that is not ticked is not done, whatever its words say.
    let state = match said.state {
        _ if item.done => State::Done,
        Some(state @ (State::InProgress | State::Blocked | State::Cancelled)) => state,
        _ => State::Open,
    };
    let span = Span { start: item.marker.start, end: item.text_span.end.max(item.marker.end) };
    if said.title.is_empty() {
        said.title = &item.text;
    }
    let mut fact = fact(work, entry, &said, span, "it is a box");
    fact.state = Some(state);
    if let Detail::Task(task) = &mut fact.detail {
        task.item = Some(at);
        task.serves = work.sections.serves(entry);
    }
    fact.refs = work.refs(item.text_span);
    Some(Found { fact, shape: Shape::Box, id: work.own_id(item.text_span).map(Into::into) })
}

/// Takes what the fields below an entry say: `Owner: Ada` as an item or field of its own.
pub(super) fn fields<'r>(work: &mut Work<'r>, said: &mut Said<'r>, entry: Entry<'r>) {
    const KNOWN: Words = Words::of(&[
        "owner",
        "owners",
        "assignee",
        "assignees",
        "assigned to",
        "responsible",
        "dri",
        "lead",
        "due",
        "due date",
        "due by",
        "deadline",
        "eta",
        "target date",
        "status",
        "state",
        "priority",
        "points",
        "story points",
        "estimate",
        "effort",
        "size",
    ]);
    for (child, label, value) in backlog::below(entry).filter(|(child, ..)| child.task().is_none()) {
        if value.is_empty() || !KNOWN.knows(label) {
            continue;
        }
        let owner = said.owner;
        // A state that is told in words wins over a sign at the head.
        if ["status", "state"].knows(label) {
            said.state = None;
        }
        wording::field(said, child, label, value);
        said.owner = owner.or(said.owner.filter(|owner| work.names.is_name(owner, Place::Assigned)));
    }
}

/// The fact of what is said, recognised for a reason, without its kind's rest.
pub(super) fn fact<'r>(
    work: &mut Work<'r>,
    entry: Entry<'r>,
    said: &Said<'r>,
    span: Span,
    reason: &'static str,
) -> Fact {
    let mut evidence = Evidence::new(work.reading);
    evidence.add(1, reason, span);
    if let Some(owner) = said.owner {
        evidence.add(1, "it names who does it", entry.span_of(owner));
    }
    if let Some(due) = said.due {
        let reason = if due.of_section { "it stands under this day" } else { "it names the day by which it is due" };
        evidence.add(1, reason, entry.span_of(due.text));
    }
    let heading = entry.heading_index();
    let task = Task {
        group: work.group(heading),
        item: None,
        points: said.points,
        priority: said.priority.as_deref().filter(|text| !text.is_empty()).map(Into::into),
        serves: None,
    };
    let place = Where { source: work.reading.document.source, span };
    Fact {
        heading,
        timebox: work.reading.timebox.clone(),
        when: said.due.and_then(|due| due.when()),
        owner: said.owner.map(|owner| Name { text: owner.into(), span: entry.span_of(owner) }),
        state: said.state,
        due: said.due.and_then(|due| due.date),
        why: evidence.into_whys(),
        ..Fact::new(said.title, place, Detail::Task(task))
    }
}
