//! Sentences that say what comes before what: `OPS-1 before OPS-3`, `Wave 2 waits for the permit`.

use super::super::words;
use crate::parse::task_id;

/// The ids of `OPS-1 before OPS-3`, `OPS-1 blocks OPS-3`, `OPS-3 depends on OPS-1`: what is needed, and what needs it.
pub(super) fn of_ids(text: &str) -> Option<(&str, &str)> {
    let found = task_id::find(text);
    let [first, second] = found.as_slice() else { return None };
    let between = text.get(first.range.end..second.range.start)?;
    let (first, second) = (&text[first.range.clone()], &text[second.range.clone()]);
    if words::has(between, &["before", "blocks", "precedes", "enables", "unblocks"]) {
        return Some((first, second));
    }
    words::has(between, &["depends", "needs", "requires", "after", "waits", "blocked"]).then_some((second, first))
}

/// `Wave 2 waits for the permit: …`: what is needed, and what needs it.
pub(super) fn of_sentence(text: &str) -> Option<(&str, &str)> {
    const VERBS: [&str; 9] = [
        " waits for ",
        " wait for ",
        " waits on ",
        " waiting for ",
        " depends on ",
        " depend on ",
        " needs ",
        " is blocked by ",
        " requires ",
    ];
    let (at, verb) = VERBS.iter().filter_map(|verb| Some((text.find(verb)?, *verb))).min()?;
    let own = words::bare(text[..at].trim_end_matches([' ', ':', '–', '—']));
    let own =
        [" must", " has to", " will", " should"].iter().fold(own, |own, modal| own.strip_suffix(modal).unwrap_or(own));
    let name = until(&text[at + verb.len()..]);
    let sound = (1..=6).contains(&words::words(own).count()) && name.contains(char::is_alphabetic);
    sound.then_some((name, own))
}

/// The name at the head of what follows such a verb.
pub(super) fn until(rest: &str) -> &str {
    let rest = rest.split([':', ';', ',', '(', '.', '–', '—']).next().unwrap_or_default();
    let rest = [" from ", " because ", " so ", " until ", " by ", " before ", " to "]
        .iter()
        .fold(rest, |rest, end| rest.find(end).map_or(rest, |at| &rest[..at]));
    without_article(rest.trim())
}

/// `the new server` -> `new server`
pub(super) fn without_article(name: &str) -> &str {
    words::after(name, &["the", "our", "a", "an", "some"]).map_or(name, str::trim_start)
}
