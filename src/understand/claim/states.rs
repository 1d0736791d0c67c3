//! What a section says of how far it is, and what its own boxes and lines say.

use super::Claims;
use super::called::{heading_state, of_rows};
use super::share;
use super::share::fraction;
use super::sums::{counted, has_word};
use crate::base::span::Span;
use crate::base::yaml;
use crate::parse::front_matter;
use crate::understand::phrase::state::{self, State};
use crate::understand::reading::{Entry, Kind, Reading, clean};

/// `Complete (9/9 tasks)`, `100% complete`, and the boxes of the section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boxes {
    /// Where it is stated.
    pub span: Span,
    /// How many are said to be done; none for all (`100%`).
    pub done: Option<i64>,
    /// How many there are said to be; none where that is not said.
    pub total: Option<i64>,
    /// Ticked boxes: the least and the most, as ranges of ids may count as one or as many.
    pub ticked: (i64, i64),
    /// All boxes, likewise.
    pub all: (i64, i64),
    /// The boxes that are open.
    pub open: Vec<Span>,
    /// The first box.
    pub first: Span,
}

/// A section that is called done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Where it is called so.
    pub span: Span,
    /// Its boxes or rows that are open; none are right.
    pub open: Vec<Span>,
    /// Whether they are rows of a table with a column for the state.
    pub rows: bool,
}

/// A section whose heading names one state, and a line of it another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoStates {
    /// Where the heading does so.
    pub heading: Span,
    /// That state.
    pub state: State,
    /// Where the line does so.
    pub line: Span,
    /// That state.
    pub other: State,
}

impl Boxes {
    /// Whether the boxes are as they are said to be.
    pub fn agrees(&self) -> bool {
        let within = |value: i64, range: (i64, i64)| range.0 <= value && value <= range.1;
        match (self.done, self.total) {
            (None, _) => self.open.is_empty(),
            (Some(done), Some(total)) => within(total, self.all) && within(done, self.ticked),
            (Some(done), None) => within(done, self.ticked),
        }
    }
}

impl Boxes {
    /// Whether it says in words that all of the boxes that there are, are done.
    fn calls_done(&self, entry: Entry<'_>) -> bool {
        let all = self.total.is_some_and(|total| self.done == Some(total) && self.all == (total, total));
        let text = entry.text();
        let after =
            || text.rfind('/').map_or("", |slash| text[slash + 1..].trim_start_matches(|c: char| c.is_ascii_digit()));
        let word = || after().trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        all && ["done", "complete", "completed", "finished"].iter().any(|known| word().eq_ignore_ascii_case(known))
    }
}

/// All that sections and lines say of how far something is.
pub(super) fn read(reading: &Reading<'_>, claims: &mut Claims) {
    let tasks = &reading.document.tasks;
    // A document that ticks no box uses them as bullets.
    let ticks = tasks.iter().any(|task| task.done);
    for entry in reading.entries() {
        let percent = memchr::memchr(b'%', entry.text().as_bytes()).is_some();
        if percent {
            claims.shares.extend(share::read(entry));
        }
        if !tasks.is_empty() && !entry.is_row() && entry.task().is_none() && !entry.is_item() {
            let found = fraction_of_boxes(entry).or_else(|| if ticks && percent { whole(entry) } else { None });
            match found {
                // `4/4 done` calls it done.
                Some(boxes) if ticks && boxes.calls_done(entry) => {
                    claims.finished.push(Finished { span: boxes.span, open: boxes.open, rows: false });
                }
                found => claims.boxes.extend(found),
            }
        }
        if entry.is_heading() {
            section(entry, ticks, claims);
        }
    }
    if ticks {
        claims.finished.extend(document(reading));
    }
    // What a number of boxes tells already is told once.
    let Claims { boxes, finished, .. } = claims;
    finished.retain(|done| {
        !boxes.iter().any(|boxes| !boxes.agrees() && done.open.iter().all(|open| boxes.open.contains(open)))
    });
}

/// Deepest that a list is, and most entries of a section, that are looked at.
const DEEP: usize = 40;
const MANY: usize = 4000;

/// The boxes of a section that are not boxes of boxes.
fn boxes(section: Entry<'_>) -> Vec<Entry<'_>> {
    let inner = |entry: &Entry<'_>| entry.ancestors().take(DEEP).any(|outer| outer.task().is_some());
    section.descendants().take(MANY).filter(|entry| entry.task().is_some() && !inner(entry)).collect()
}

fn is_ticked(entry: Entry<'_>) -> bool {
    entry.task().is_some_and(|task| entry.reading.document.tasks[task as usize].done)
}

/// Labels of how far a section is, lower case.
const LABELS: [&str; 12] = [
    "status",
    "state",
    "progress",
    "overall progress",
    "completion",
    "complete",
    "completed",
    "done",
    "tasks",
    "sprint status",
    "task status",
    "tasks completed",
];

/// `Status: Complete (9/9 tasks)`
fn fraction_of_boxes(entry: Entry<'_>) -> Option<Boxes> {
    if matches!(entry.kind(), Kind::FenceLine | Kind::Fence) {
        return None;
    }
    let text = entry.text();
    let found = fraction(text)?;
    let after = text[found.range.end..].trim_start();
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_ascii_lowercase();
    let noun = [
        "task",
        "tasks",
        "item",
        "items",
        "box",
        "boxes",
        "steps",
        "checks",
        "done",
        "complete",
        "completed",
        "ticked",
        "checked",
        "finished",
    ];
    let counts = noun.contains(&&*word)
        || word.is_empty() && entry.is_labelled(&LABELS)
        || word.is_empty() && entry.is_heading() && after.starts_with(')');
    if !counts {
        return None;
    }
    let section = if entry.is_heading() { entry } else { entry.heading()? };
    let boxes = boxes(section);
    let first = boxes.first()?.span();
    let (ticked, open): (Vec<Entry<'_>>, Vec<Entry<'_>>) = boxes.iter().partition(|entry| is_ticked(**entry));
    let all = counted::size(&boxes);
    let total = found.whole;
    // Boxes are what is counted if there are as many, or if they stand in one list, or all have ids.
    let as_many = all.0 <= total && total <= all.1;
    let one_list = boxes
        .windows(2)
        .all(|pair| pair[0].parent().map(|parent| parent.id) == pair[1].parent().map(|parent| parent.id));
    let direct = boxes[0].parent().is_some_and(|parent| parent.id == section.id);
    let ids = boxes.iter().all(|entry| counted::leading_ids(entry.text()) > 0);
    let near = all.1 * 2 >= total && all.0 <= total * 2;
    if !(as_many || near && (ids || one_list && direct)) {
        return None;
    }
    Some(Boxes {
        span: entry.span_of(&text[found.range]),
        done: Some(found.part),
        total: Some(total),
        ticked: counted::size(&ticked),
        all,
        open: open.iter().map(|entry| entry.span()).collect(),
        first,
    })
}

/// `Progress: 100%`, `## Sprint 3 (100% complete)`
fn whole(entry: Entry<'_>) -> Option<Boxes> {
    let text = entry.text();
    let at = memchr::memmem::find(text.as_bytes(), b"100%")?;
    let after = text[at + 4..].trim_start_matches(['*', ' ']);
    let before = clean(&text[..at]).trim_matches(['*', ' ', ':', '(', '–', '-']);
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let done = ["complete", "completed", "done", "finished"].iter().any(|known| word.eq_ignore_ascii_case(known));
    let labelled = entry.is_labelled(&LABELS)
        && entry.value().trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with("100%");
    let sound =
        labelled || entry.is_heading() && (done || after.starts_with(')') || after.is_empty()) && !before.is_empty();
    if !sound {
        return None;
    }
    let section = if entry.is_heading() { entry } else { entry.heading()? };
    let boxes = own_boxes(section);
    let first = boxes.first()?.span();
    let open: Vec<Span> = boxes.iter().filter(|entry| !is_ticked(**entry)).map(|entry| entry.span()).collect();
    let all = (boxes.len() as i64, boxes.len() as i64);
    let ticked = all.0 - open.len() as i64;
    Some(Boxes {
        span: entry.span_of(&text[at..at + 4]),
        done: None,
        total: None,
        ticked: (ticked, ticked),
        all,
        open,
        first,
    })
}

/// Headings and labels of boxes that are not part of the work, or come after it.
pub(super) const LATER: [&str; 24] = [
    "next",
    "follow",
    "followup",
    "future",
    "post",
    "deferred",
    "later",
    "outside",
    "out",
    "backlog",
    "legend",
    "template",
    "remaining",
    "action",
    "actions",
    "improvements",
    "optional",
    "stretch",
    "known",
    "carried",
    "carryover",
    "ideas",
    "parking",
    "open",
];

/// The boxes that have to be ticked for a section to be done: none of what comes later, or has a state of its own.
fn own_boxes(section: Entry<'_>) -> Vec<Entry<'_>> {
    let comes_later = |entry: &Entry<'_>| {
        let own = entry.ancestors().take(DEEP).take_while(|outer| outer.id != section.id);
        own.into_iter().any(|outer| {
            let name = if outer.label().is_empty() { outer.text() } else { outer.label() };
            has_word(name, &LATER) || outer.is_heading() && heading_state(outer).is_some()
        })
    };
    let waived = |entry: &Entry<'_>| {
        has_word(
            entry.text(),
            &["deferred", "cancelled", "canceled", "optional", "descoped", "dropped", "skipped", "moved"],
        )
    };
    boxes(section).into_iter().filter(|entry| !comes_later(entry) && (!waived(entry) || is_ticked(*entry))).collect()
}

/// A state that a line of a section names.
fn line_state(heading: Entry<'_>) -> Option<(State, Span)> {
    let field = heading
        .children()
        .find(|child| !child.is_heading() && child.is_labelled(&["status", "state", "sprint status"]))?;
    let value = field.value();
    let span = field.span_of(value);
    if let Some(found) = fraction(value) {
        // `0/12 tasks complete` is not complete.
        return match found.part {
            0 => None,
            part if part == found.whole => Some((State::Done, span)),
            _ => Some((State::InProgress, span)),
        };
    }
    // A sign alone is an ornament: `✅ 70% planned`.
    let words = value.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_alphabetic);
    state::named(value).filter(|_| words).map(|state| (state, span))
}

fn section(heading: Entry<'_>, ticks: bool, claims: &mut Claims) {
    let line = line_state(heading);
    if let Some(finished) = of_rows(heading) {
        claims.finished.push(finished);
    }
    // A state is held against a line's, or against boxes.
    let boxed = || ticks && heading.descendants().take(MANY).any(|entry| entry.task().is_some());
    if line.is_none() && !boxed() {
        return;
    }
    let own = heading_state(heading);
    if let (Some((state, heading)), Some((other, line))) = (own, line)
        && (state == State::Done) != (other == State::Done)
        && state != State::Cancelled
        && other != State::Cancelled
    {
        claims.two_states.push(TwoStates { heading, state, line, other });
        return;
    }
    let Some((_, span)) = own.or(line).filter(|(state, _)| *state == State::Done) else { return };
    // `Status: Complete` at the head of a document may speak of the document.
    let speaks_of_text = own.is_none() && heading.level() == 1 && heading.children().any(|child| child.is_heading());
    if ticks && !speaks_of_text {
        let boxes = own_boxes(heading);
        if !boxes.is_empty() {
            let open = boxes.iter().filter(|entry| !is_ticked(**entry)).map(|entry| entry.span()).collect();
            claims.finished.push(Finished { span, open, rows: false });
        }
    }
}

/// `status: done` in front matter.
fn document(reading: &Reading<'_>) -> Option<Finished> {
    let text = &reading.source.text;
    let block = front_matter::split(text).block?;
    let lines = block.yaml.of(text);
    memchr::memmem::find(lines.as_bytes(), b"status")?;
    let root = yaml::parse(lines, block.yaml.start as usize).root?;
    // Keys of one's own stand below `extra`.
    let map = root.as_map()?;
    let named = |map: &'_ [yaml::Entry], key: &str| map.iter().position(|entry| entry.key == key);
    let extra = named(map, "extra").and_then(|at| map[at].value.as_map()).unwrap_or_default();
    let entry = named(map, "status").map(|at| &map[at]).or_else(|| named(extra, "status").map(|at| &extra[at]))?;
    let value = entry.value.span.of(text);
    if state::named(value.trim_matches(['"', '\''])) != Some(State::Done) {
        return None;
    }
    let top: Vec<Entry<'_>> = reading.entries().filter(|entry| entry.parent().is_none()).collect();
    let boxes: Vec<Entry<'_>> =
        top.iter().flat_map(|entry| if entry.task().is_some() { vec![*entry] } else { own_boxes(*entry) }).collect();
    let open = boxes.iter().filter(|entry| !is_ticked(**entry)).map(|entry| entry.span()).collect();
    (!boxes.is_empty()).then_some(Finished { span: entry.value.span, open, rows: false })
}
