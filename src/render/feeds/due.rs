//! What is due -> all-day events.

use std::collections::HashMap;

use crate::render::ics::{self, Sort, Time};
use crate::render::index::{Entry, Index};
use crate::understand::fact::{DecisionState, Detail, State};

use super::entry::same;
use super::held::{From, Item, What};

/// Kinds of facts that can be due.
const KINDS: [&str; 3] = ["decision", "task", "dependency"];

/// What is due, and what is the same: of a thing that several documents tell in the same words, another and the first.
type Due<'h> = (Vec<(From, Item<'h>)>, Vec<(From, From)>);

/// Everything that is open and due on a day that is known.
pub fn items<'h>(index: &Index<'h>, host: Option<&str>) -> Due<'h> {
    let mut told = HashMap::new();
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for kind in KINDS {
        for (at, entry) in (0..).zip(index.of(kind)) {
            let Some(day) = entry.fact.due.filter(|_| is_open(entry)) else { continue };
            match told.get(&same(entry)) {
                Some(known) => again.push(((kind, at), *known)),
                None => {
                    told.insert(same(entry), (kind, at));
                    first.push(((kind, at), *entry, day));
                }
            }
        }
    }
    let uids = ics::uids_of(first.iter().map(|(_, entry, _)| entry.fact), Sort::Due, host);
    let items = first.into_iter().zip(uids).map(|((from, entry, day), uid)| {
        let time = Time::Days { first: day, last: day };
        (from, Item { entry, what: What::Due, uid, time, series: None })
    });
    (items.collect(), again)
}

fn is_open(entry: &Entry<'_>) -> bool {
    match &entry.fact.detail {
        Detail::Decision(decision) => decision.state == DecisionState::Open,
        _ => !is_over(entry.fact.state),
    }
}

/// Whether nobody has to do anything more.
pub fn is_over(state: Option<State>) -> bool {
    matches!(state, Some(State::Done | State::Cancelled))
}
