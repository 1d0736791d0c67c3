//! Whether a text can be what an event is called.

use crate::understand::phrase::duration;

/// A title is a few words, not a sentence, a path or a number.
pub(super) fn is_name(title: &str) -> bool {
    let count = title.split_whitespace().count();
    let letters = title.chars().filter(|letter| letter.is_alphabetic()).count();
    let first = title.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let is = |word: &str, any: &[&str]| any.iter().any(|known| word.eq_ignore_ascii_case(known));
    (1..=16).contains(&count)
        && (letters >= 2 || is_version(title))
        && title.len() <= 160
        && !is(title, &["tbd", "tba", "n/a", "none", "weekend", "weekends", "buffer", "off", "no meetings", "holiday"])
        && !is(first, &NO_NAMES)
        && !is_progress(title)
        && !duration::read(title).is_some_and(|(_, bytes)| title[bytes..].is_empty() || title[bytes..].starts_with(','))
}

/// `4/4 done`, `2 of 5 tasks open`: how far something is.
fn is_progress(title: &str) -> bool {
    const STATES: [&str; 12] = [
        "done",
        "complete",
        "completed",
        "finished",
        "open",
        "left",
        "closed",
        "remaining",
        "started",
        "progress",
        "blocked",
        "ready",
    ];
    const BESIDE: [&str; 14] = [
        "of", "all", "in", "not", "tasks", "items", "boxes", "stories", "points", "issues", "steps", "so", "far",
        "nothing",
    ];
    let mut says = false;
    let all = title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
        let is = |any: &[&str]| any.iter().any(|known| word.eq_ignore_ascii_case(known));
        let state = is(&STATES);
        says |= state;
        state || is(&BESIDE) || word.bytes().all(|byte| byte.is_ascii_digit())
    });
    all && says
}

/// `3.14.1`
pub(super) fn is_version(title: &str) -> bool {
    title.contains('.')
        && title.starts_with(|letter: char| letter.is_ascii_digit())
        && !title.contains(char::is_whitespace)
}

/// Words with which a sentence goes on, and no name begins.
const NO_NAMES: [&str; 26] = [
    "is", "are", "was", "were", "will", "has", "have", "and", "or", "it", "they", "there", "on", "at", "by", "in",
    "we", "this", "that", "if", "when", "to", "must", "should", "can", "i",
];
