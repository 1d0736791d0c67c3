//! Backlog entries that have a section or an item of their own, with fields: `#### OPS-140: Checklist (13 points)`.

use super::super::fact::Few;
use super::super::phrase::words::{Known, Words};
use super::super::reading::{Entry, clean};
use super::Work;
use super::boxed;
use super::due;
use super::merge::{Found, Shape};
use super::people::Place;
use super::section::{self, Section};
use super::wording::{self, Said};

/// Fields that only work has.
const WORK: Words = Words::of(&[
    "story points",
    "points",
    "estimate",
    "priority",
    "acceptance criteria",
    "status",
    "due",
    "due date",
    "deadline",
    "blocked by",
    "epic",
]);

/// Fields that name who does it.
const OWNER: Words = Words::of(&["assignee", "assignees", "assigned to", "owner", "owners", "responsible", "dri"]);

/// The task of a heading with fields below it.
pub(super) fn read<'r>(work: &mut Work<'r>, heading: Entry<'r>) -> Option<Found> {
    // Most sections have no such field: that is asked first.
    let (fields, owned) = counted(heading);
    if fields == 0 {
        return None;
    }
    let span = heading.span();
    let text = heading.text();
    let id = work.own_id(heading.span_of(text));
    let numbered = id.is_some() || names_work(text);
    let enough = match heading.level() {
        1 => id.is_some() && owned && fields > 1,
        _ if numbered => owned || fields > 1,
        _ => owned && fields > 2,
    };
    if !enough || section::sort(text) != Section::Unknown && !numbered {
        return None;
    }
    let mut said = wording::read(work, heading, clean(text), Place::Anywhere);
    boxed::fields(work, &mut said, heading);
    said.due = said.due.or_else(|| due::of_section(heading));
    let mut fact =
        boxed::fact(work, heading, &said, span, "its section has fields of work, such as an assignee or points");
    fact.refs = refs(work, heading);
    Some(Found { fact, shape: Shape::Heading, id: id.map(Into::into) })
}

/// The task of an item with fields below it: `- **Update the manual**`, `  - Owner: Ada`.
pub(super) fn item<'r>(work: &mut Work<'r>, item: Entry<'r>) -> Option<Found> {
    // Most items have no such field: that is asked first.
    let (fields, owned) = counted(item);
    if fields == 0 {
        return None;
    }
    let id = work.own_id(item.span());
    let section = work.sections.of(item);
    let enough = match section {
        Section::Actions | Section::Work => true,
        Section::Other => id.is_some() && owned && fields > 1,
        // An item in another one is a part of it.
        Section::Unknown => {
            let outer = !item.parent().is_some_and(Entry::is_item);
            id.is_some() || owned && fields > 1 && outer
        }
    };
    if !enough {
        return None;
    }
    let place = if section == Section::Actions { Place::Actions } else { Place::Anywhere };
    let mut said: Said<'r> = wording::read(work, item, item.text(), place);
    boxed::fields(work, &mut said, item);
    if said.owner.is_none() && said.state.is_none() && said.due.is_none() {
        return None;
    }
    let mut fact = boxed::fact(work, item, &said, item.span(), "fields of work stand below it");
    fact.refs = refs(work, item);
    Some(Found { fact, shape: Shape::Entry, id: id.map(Into::into) })
}

/// Whether an entry has fields of work directly below it.
pub(super) fn has_fields(entry: Entry<'_>) -> bool {
    let (fields, owned) = counted(entry);
    owned || fields > 1
}

/// Whether an entry is a field of work itself: `Assignee: Ada`.
pub(super) fn is_field(entry: Entry<'_>) -> bool {
    !entry.label().is_empty() && (entry.is_labelled(&OWNER) || entry.is_labelled(&WORK))
}

/// How many fields of work stand directly below, and whether one names who does it.
fn counted(entry: Entry<'_>) -> (usize, bool) {
    let (mut fields, mut owned) = (0, false);
    for (_, label, _) in below(entry) {
        let owner = OWNER.knows(label);
        owned |= owner;
        fields += usize::from(owner || WORK.knows(label));
    }
    (fields, owned)
}

/// Labels and values that stand directly below an entry, also several on a line: `Points: 5 | Assignee: Ada`.
pub(super) fn below<'r>(entry: Entry<'r>) -> impl Iterator<Item = (Entry<'r>, &'r str, &'r str)> {
    let labelled = entry.children().filter(|child| !child.is_heading() && !child.label().is_empty());
    labelled.flat_map(|child| {
        let mut pieces = child.value().split(" | ");
        let first = (child, clean(child.label()), pieces.next().unwrap_or_default().trim());
        let more = pieces.filter_map(move |piece| {
            let (label, value) = piece.split_once(':')?;
            Some((child, label.trim(), value.trim()))
        });
        std::iter::once(first).chain(more)
    })
}

/// `Task 3: …`, `Issue #4`, `User Story 2`, `[#12]`
fn names_work(text: &str) -> bool {
    const WORDS: [&str; 9] = ["task", "issue", "story", "ticket", "item", "bug", "action", "deliverable", "chore"];
    let text = clean(text).trim_start_matches('[');
    let text = text.get(..5).filter(|head| head.eq_ignore_ascii_case("user ")).map_or(text, |_| &text[5..]);
    let word = text.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let rest = text[word.len()..].trim_start().trim_start_matches('#');
    let digit = rest.starts_with(|letter: char| letter.is_ascii_digit());
    digit && (WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)) || word.is_empty() && text.starts_with('#'))
}

/// Its own id, and those that the fields below it name.
fn refs(work: &Work<'_>, entry: Entry<'_>) -> Few<Box<str>> {
    let mut refs = work.refs(entry.span());
    for child in
        entry.children().filter(|child| child.is_labelled(&["dependencies", "depends on", "blocked by", "blocks"]))
    {
        for id in work.refs(child.span()) {
            if !refs.contains(&id) {
                refs.push(id);
            }
        }
    }
    refs
}
