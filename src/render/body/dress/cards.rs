//! Sections that are a meeting's or a decision's.

use chrono::NaiveDate;

use crate::base::path;
use crate::base::span::Span;
use crate::render::feeds;
use crate::render::site::Site;
use crate::understand::fact::{DecisionState, Detail, Event, Fact, State};

use super::chip::Chip;

/// The section of a meeting, a decision, or of a meeting that is to decide.
pub struct Card<'s> {
    /// Its heading, as a number in the outline.
    pub heading: u32,
    /// From its heading to the next of the same or a higher level, as far as the outline tells.
    pub span: Span,
    /// The meeting.
    pub event: Option<(&'s Fact, &'s Event)>,
    /// The day of the meeting.
    pub day: Option<Chip>,
    /// The file that adds the meeting to a calendar, ready for an attribute.
    pub add: Option<String>,
    /// The decision.
    pub decision: Option<&'s Fact>,
}

/// Whether a fact is told by a section, from its heading on.
pub fn is_section(site: &Site<'_>, document: usize, fact: &Fact) -> bool {
    let outline = &site.handbook.documents[document].outline;
    let heading = fact.heading.and_then(|heading| outline.get(heading as usize));
    heading.is_some_and(|heading| heading.span.start == fact.place.span.start)
}

/// The cards of a document, by their headings; the first of several events with one heading.
pub fn of<'s>(site: &Site<'s>, document: usize, address: &str) -> Vec<Card<'s>> {
    let mut cards: Vec<Card<'s>> = Vec::new();
    for (at, fact) in site.handbook.facts[document].iter().enumerate() {
        let Some(heading) = fact.heading.filter(|_| matches!(fact.detail, Detail::Event(_) | Detail::Decision(_)))
        else {
            continue;
        };
        if !is_section(site, document, fact) {
            continue;
        }
        let known = cards.iter().position(|card| card.heading == heading);
        let known = known.unwrap_or_else(|| {
            let span = section(site, document, heading);
            cards.push(Card { heading, span, event: None, day: None, add: None, decision: None });
            cards.len() - 1
        });
        let card = &mut cards[known];
        match &fact.detail {
            Detail::Event(event) if card.event.is_none() => {
                card.event = Some((fact, event));
                card.day = day(site, document, address, fact);
                card.add = add(site, document, at, address);
            }
            Detail::Decision(_) if card.decision.is_none() => card.decision = Some(fact),
            _ => {}
        }
    }
    cards.sort_by_key(|card| card.heading);
    cards
}

fn section(site: &Site<'_>, document: usize, heading: u32) -> Span {
    let outline = &site.handbook.documents[document].outline;
    let own = &outline[heading as usize];
    let next = outline[heading as usize + 1..].iter().find(|next| next.level <= own.level);
    let end = next.map_or(site.handbook.source(document).text.len() as u32, |next| next.span.start);
    Span { start: own.span.start, end }
}

fn day(site: &Site<'_>, document: usize, address: &str, fact: &Fact) -> Option<Chip> {
    let when = fact.when.as_deref()?;
    let start = when.start?;
    Some(Chip { start, end: when.end, told: Default::default(), href: site.href_to_day(document, address, start) })
}

fn add(site: &Site<'_>, document: usize, at: usize, address: &str) -> Option<String> {
    let entries = site.index.in_document("event", document as u32);
    let entry = &entries[entries.binary_search_by_key(&(at as u32), |entry| entry.at).ok()?];
    let mut href = String::new();
    path::relative_into(&mut href, address, &feeds::event_file(site, entry)?);
    Some(href)
}

/// How far a task or decision is: the class of its state, the word for it, and until when it is open.
pub fn state_of(fact: &Fact) -> Option<(&'static str, &'static str, Option<NaiveDate>)> {
    let due = |open: bool| fact.due.filter(|_| open);
    match &fact.detail {
        Detail::Decision(decision) => Some(match decision.state {
            DecisionState::Open => ("open", "Open", due(true)),
            DecisionState::Decided => ("decided", "Decided", None),
            DecisionState::Deferred => ("deferred", "Deferred", None),
        }),
        _ => fact.state.map(|state| {
            let open = !matches!(state, State::Done | State::Cancelled);
            (state.word(), crate::render::view::lists::state_word(state.word()), due(open))
        }),
    }
}
