//! What is due and what is to be done -> `deadlines.ics` and `tasks.ics`.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::link::alike;
use crate::render::ics::{self, About, FeedEvent, FeedTodo, Sort, Time};
use crate::render::index::{Entry, Index};
use crate::render::site::Site;
use crate::understand::fact::{DecisionState, Detail, State};

use super::entry::{about, lines, people};
use super::held;

/// So many tasks at most stand in a feed where some of them have no day.
const MOST: usize = 1_000;
/// Kinds of facts that can be due.
const KINDS: [&str; 3] = ["decision", "task", "dependency"];

/// Whether something is due.
pub fn has_deadlines(index: &Index<'_>) -> bool {
    KINDS.into_iter().any(|kind| index.of(kind).iter().any(is_due))
}

/// Whether there is a task for the feed of tasks.
pub fn has_tasks(index: &Index<'_>) -> bool {
    !todos(index).is_empty()
}

/// Everything that is open and due on a day that is known, by that day.
pub fn deadlines(site: &Site<'_>) -> Vec<ics::Entry> {
    let due = KINDS.into_iter().flat_map(|kind| site.index.of(kind)).filter(|entry| is_due(entry));
    let due: Vec<&Entry<'_>> = once(due).collect();
    let uids = ics::uids_of(due.iter().map(|entry| entry.fact), Sort::Due, held::host(site.handbook));
    let mut events: Vec<FeedEvent> = due
        .into_iter()
        .zip(uids)
        .filter_map(|(entry, uid)| {
            let day = entry.fact.due?;
            let about = told(site, entry, uid, format!("Due: {}", entry.fact.title));
            Some(FeedEvent { about, time: Time::Days { first: day, last: day }, series: None, attendees: Vec::new() })
        })
        .collect();
    events.sort_by(|one, other| (one.time.order(), &one.about.uid).cmp(&(other.time.order(), &other.about.uid)));
    events.into_iter().map(ics::Entry::Event).collect()
}

/// Tasks by the day on which they are due, those without one last.
pub fn tasks(site: &Site<'_>) -> Vec<ics::Entry> {
    let tasks = todos(&site.index);
    let uids = ics::uids_of(tasks.iter().map(|entry| entry.fact), Sort::Todo, held::host(site.handbook));
    let mut todos: Vec<FeedTodo> = tasks
        .into_iter()
        .zip(uids)
        .map(|(entry, uid)| FeedTodo {
            about: told(site, entry, uid, entry.fact.title.to_string()),
            due: entry.fact.due,
            state: entry.fact.state.unwrap_or(State::Open),
            priority: priority(entry),
        })
        .collect();
    let order = |todo: &FeedTodo| todo.due.map_or((true, NaiveDate::MIN), |due| (false, due));
    todos.sort_by_key(order);
    todos.into_iter().map(ics::Entry::Todo).collect()
}

/// Tasks with a day; the open ones without one, too, where all of them are not too many.
fn todos<'i, 'h>(index: &'i Index<'h>) -> Vec<&'i Entry<'h>> {
    let is_wanted = |entry: &&Entry<'h>| entry.fact.due.is_some() || !is_over(entry.fact.state);
    let all = || once(index.of("task").iter().filter(is_wanted));
    if all().nth(MOST).is_none() {
        return all().collect();
    }
    once(index.of("task").iter().filter(|entry| entry.fact.due.is_some())).collect()
}

/// What several documents tell of one sprint, in the same words and due on the same day, stands once.
pub fn once<'i, 'h: 'i>(entries: impl Iterator<Item = &'i Entry<'h>>) -> impl Iterator<Item = &'i Entry<'h>> {
    let mut told = HashSet::new();
    entries.filter(move |entry| {
        let fact = entry.fact;
        let Some(due) = fact.due else { return true };
        let owner = fact.owner.as_deref().map(alike::name);
        told.insert((fact.detail.number(), entry.timebox, due, alike::name(&fact.title), owner, fact.refs.to_vec()))
    })
}

fn is_due(entry: &Entry<'_>) -> bool {
    let fact = entry.fact;
    let is_open = match &fact.detail {
        Detail::Decision(decision) => decision.state == DecisionState::Open,
        _ => !is_over(fact.state),
    };
    fact.due.is_some() && is_open
}

fn is_over(state: Option<State>) -> bool {
    matches!(state, Some(State::Done | State::Cancelled))
}

fn priority(entry: &Entry<'_>) -> Option<u8> {
    entry.fact.task().and_then(|task| ics::priority(task.priority.as_deref()?))
}

/// Who answers for it, what waits for it, and from which page.
fn told(site: &Site<'_>, entry: &Entry<'_>, uid: String, title: String) -> About {
    let fact = entry.fact;
    let (kind, who) = match &fact.detail {
        Detail::Decision(_) => ("Decision", people("To be decided by", &fact.people)),
        Detail::Dependency(_) => ("Dependency", None),
        _ => ("Task", None),
    };
    let waits = match &fact.detail {
        Detail::Decision(decision) => &decision.blocks[..],
        Detail::Dependency(dependency) => &dependency.needed_by[..],
        _ => &[],
    };
    let owner = if fact.dependency().is_some() { "From" } else { "Owner" };
    let state = fact.state.filter(|state| matches!(state, State::Blocked | State::InProgress));
    let of = fact.timebox.as_ref().map(|timebox| format!(" of {timebox}")).unwrap_or_default();
    let rows = vec![
        Some(format!("{kind}{of}")),
        who,
        fact.owner.as_ref().map(|name| format!("{owner}: {name}")),
        state.map(|state| format!("State: {}", state.word())),
        (!waits.is_empty()).then(|| format!("Needed by: {}", waits.join("; "))),
    ];
    about(site, entry, uid, title, lines(site, entry, rows), priority(entry) == Some(1))
}
