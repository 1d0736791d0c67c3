//! Whether two titles name one event: their words, less meeting, session and sprint, contain one another.

use super::words;

/// What a title is compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    words: Vec<String>,
    /// Words before its first `&`, `+` or `and`; empty where it has none.
    first: Vec<String>,
}

/// Words that do not tell events apart.
const COMMON: [&str; 16] = [
    "meeting", "session", "sprint", "the", "a", "an", "of", "and", "for", "to", "daily", "weekly", "begin", "our",
    "on", "with",
];

impl Key {
    pub fn new(title: &str) -> Self {
        let parts = [" & ", " + ", " and ", "/"];
        let first = parts.iter().filter_map(|part| title.find(part)).min();
        Self { words: telling(title), first: first.map_or_else(Vec::new, |at| telling(&title[..at])) }
    }

    /// How well two titles fit: shared words in a thousand of all; none where neither contains the other.
    pub fn fits(&self, other: &Self) -> Option<usize> {
        let within = |one: &[String], other: &[String]| !one.is_empty() && one.iter().all(|word| other.contains(word));
        let (one, two) = (&self.words, &other.words);
        let compound = within(&self.first, two) && self.words != self.first
            || within(&other.first, one) && other.words != other.first;
        if one.is_empty() && two.is_empty() {
            return Some(1000);
        }
        if !(within(one, two) || within(two, one) || compound) {
            return None;
        }
        let shared = one.iter().filter(|word| two.contains(word)).count();
        Some(shared * 1000 / (one.len() + two.len() - shared).max(1))
    }
}

fn telling(title: &str) -> Vec<String> {
    let mut telling = words::words(title);
    telling.retain(|word| !COMMON.contains(&word.as_str()));
    telling.dedup();
    telling
}

/// Whether two titles may be one event's: the words of one contain those of the other, less meeting, session, sprint.
pub fn same_title(one: &str, other: &str) -> bool {
    Key::new(one).fits(&Key::new(other)).is_some()
}
