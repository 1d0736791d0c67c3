//! What the name of something needed, or of what needs it, means: a task, a milestone or a phase of the handbook.

use std::collections::HashMap;

use super::super::day::Day;
use crate::link::{Handbook, alike};
use crate::understand::fact::{Fact, State};

/// A fact and its document.
pub(super) type At<'h> = (usize, &'h Fact);

/// What can be named; of a document's own things only those that one name means.
pub(super) struct Things<'h> {
    /// Tasks by the id at their head; none for an id that several tasks with different days have.
    tasks: HashMap<&'h str, Option<At<'h>>>,
    /// Tasks, events and timeboxes by document and the words of their title, and by its code (`M5`).
    titled: HashMap<(usize, Vec<String>), Option<At<'h>>>,
}

impl<'h> Things<'h> {
    /// All that the dependencies of a handbook may name.
    pub fn of(handbook: &'h Handbook<'_>) -> Self {
        let mut things = Self { tasks: HashMap::new(), titled: HashMap::new() };
        for (document, facts) in handbook.facts.iter().enumerate() {
            // Only a dependency names things by their title, and mostly one of its own document.
            let names = facts.iter().any(|fact| fact.dependency().is_some());
            for fact in facts.iter().filter(|fact| day(fact).is_some()) {
                things.add_task((document, fact));
                if names {
                    things.add_title((document, fact));
                }
            }
        }
        things
    }

    fn add_task(&mut self, at: At<'h>) {
        let (Some(task), Some(id)) = (at.1.task(), at.1.refs.first()) else { return };
        // A box may only name the task that it belongs to.
        let own = at.1.title.trim_start_matches('[').starts_with(&**id) || task.item.is_none();
        if own && !is_over(at.1) {
            add(&mut self.tasks, &**id, at);
        }
    }

    fn add_title(&mut self, at: At<'h>) {
        let (document, fact) = at;
        // What goes on every day has no day before which something is needed.
        let once = fact.event().is_some() && fact.when.as_ref().is_some_and(|when| when.rrule.is_none());
        let open = fact.task().is_some() && !is_over(fact);
        if !once && !open && fact.as_timebox().is_none() {
            return;
        }
        add(&mut self.titled, (document, words(&fact.title)), at);
        if let Some(code) = code(&fact.title) {
            add(&mut self.titled, (document, vec![code.to_lowercase()]), at);
        }
    }

    /// What a name means in a document, if it is one thing and its day is known.
    pub fn named(&self, document: usize, name: &str) -> Option<At<'h>> {
        if let Some(task) = self.tasks.get(name) {
            return *task;
        }
        let words = words(name);
        if words.is_empty() { None } else { *self.titled.get(&(document, words))? }
    }
}

/// By when a thing is there: a phase when it is over.
pub(super) fn day(fact: &Fact) -> Option<Day> {
    fact.as_timebox().map_or_else(|| Day::of(fact), |timebox| Some(Day::Date(timebox.end)))
}

/// The code that a title begins with: `M5` of `M5 Support desk trained`.
fn code(title: &str) -> Option<&str> {
    let head = title.split([' ', ':', '.', '–']).next()?;
    let letters = head.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
    let short = (1..=4).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    (short && letters.len() < head.len() && head.len() < title.len()).then_some(head)
}

/// Adds something under its name; nothing stands under a name that two things with different days have.
fn add<'h, K: std::hash::Hash + Eq>(known: &mut HashMap<K, Option<At<'h>>>, name: K, at: At<'h>) {
    let known = known.entry(name).or_insert(Some(at));
    if known.is_some_and(|other| (other.0, day(other.1)) != (at.0, day(at.1))) {
        *known = None;
    }
}

fn words(name: &str) -> Vec<String> {
    let mut words = alike::words(name);
    words.retain(|word| !["the", "a", "an", "our"].contains(&word.as_str()));
    words
}

fn is_over(fact: &Fact) -> bool {
    matches!(fact.state, Some(State::Done | State::Cancelled))
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn short_codes_stand_at_the_head_of_a_title() {
        let cases = [
            ("M5 Support desk trained", Some("M5")),
            ("S2: rope", Some("S2")),
            ("W-09 New number", Some("W-09")),
            ("M5", None),
            ("Wave 2", None),
            ("QA team is told", None),
            ("5 days", None),
        ];
        for (title, want) in cases {
            assert_eq!(code(title), want, "{title}");
        }
    }
}
