//! Tasks -> `tasks.ics`.

use chrono::NaiveDate;

use crate::render::ics::{self, FeedTodo, Sort};
use crate::render::index::{Entry, Index};
use crate::render::site::Site;
use crate::understand::fact::State;

use super::due::is_over;
use super::entry::{about, once, priority, to_do};
use super::held;

/// So many tasks at most stand in a feed where some of them have no day.
const MOST: usize = 1_000;

/// Whether there is a task for the feed.
pub fn any(index: &Index<'_>) -> bool {
    !wanted(index).is_empty()
}

/// Tasks by the day on which they are due, those without one last.
pub fn entries(site: &Site<'_>) -> Vec<ics::Entry> {
    let tasks = wanted(&site.index);
    let uids = ics::uids_of(tasks.iter().map(|entry| entry.fact), Sort::Todo, held::host(site.handbook));
    let todo = |(entry, uid): (&Entry<'_>, String)| FeedTodo {
        about: about(site, entry, uid, entry.fact.title.to_string(), to_do(site, entry), priority(entry) == Some(1)),
        due: entry.fact.due,
        state: entry.fact.state.unwrap_or(State::Open),
        priority: priority(entry),
    };
    let mut todos: Vec<FeedTodo> = tasks.into_iter().zip(uids).map(todo).collect();
    todos.sort_by_key(|todo| todo.due.map_or((true, NaiveDate::MIN), |due| (false, due)));
    todos.into_iter().map(ics::Entry::Todo).collect()
}

/// Tasks with a day; the open ones without one, too, where all of them are not too many. What several documents tell in
/// the same words, due on the same day, stands once.
fn wanted<'i, 'h>(index: &'i Index<'h>) -> Vec<&'i Entry<'h>> {
    let is_due = |entry: &&Entry<'h>| entry.fact.due.is_some();
    let open = || index.of("task").iter().filter(|entry| is_due(entry) || !is_over(entry.fact.state));
    let are_few = open().nth(MOST).is_none();
    once(open().filter(|entry| are_few || is_due(entry))).collect()
}
