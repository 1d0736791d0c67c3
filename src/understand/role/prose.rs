//! Sentences that say by the way who fills a role: `the Security Steward (Ada Byron)`, `The artists' liaison, Ada
//! Byron, is needed`.

use super::{Roles, line};
use crate::understand::evidence::Evidence;
use crate::understand::fact::Role;
use crate::understand::phrase::role::{self, Sort};
use crate::understand::reading::Entry;
use crate::understand::staff::{self, Words};

/// Words before a role that is somebody's no more, or not yet.
const FORMER: Words = Words::of(&["former", "previous", "ex", "old", "new", "next", "future", "incoming", "outgoing"]);

/// Reads the sentences of an entry.
pub(super) fn read(entry: Entry<'_>, roles: &mut Roles<'_>) {
    let text = entry.text();
    if text.len() > 1000 || entry.task().is_some() {
        return;
    }
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(b'(', b',', bytes) {
        let opens = bytes[at] == b'(';
        let name = if opens { at + 1 } else { at + 2 };
        // A name begins with a capital; most commas stand before something else.
        if !bytes.get(name).is_some_and(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            continue;
        }
        let before = text[..at].trim_end();
        let (Some(title), Some(who)) = (title(before), text.get(name..).and_then(|rest| person(rest, opens))) else {
            continue;
        };
        let mut evidence = Evidence::new(entry.reading);
        evidence.add(2, "a sentence speaks of the only one in a role", entry.span_of(title));
        evidence.add(2, "a name stands right behind it", entry.span_of(who));
        roles.add(entry, title, Role { members: vec![entry.name(who)], ..Role::default() }, evidence);
    }
}

/// The role with which a text ends, behind an article: `Security Steward` of `…, with the Security Steward`.
fn title(before: &str) -> Option<&str> {
    let last = before.rsplit(' ').next().filter(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    if !staff::is_role_word(last) {
        return None;
    }
    let head = before.floor_char_boundary(before.len().saturating_sub(60));
    let near = &before[head..];
    let article = ["the ", "The ", "our ", "Our "];
    let at = article.iter().filter_map(|word| Some(near.rfind(word)? + word.len())).max()?;
    let title = &near[at..];
    let begins = at < 5 || near[..at - 4].ends_with(|letter: char| !letter.is_alphanumeric());
    let count = title.split_whitespace().count();
    let plain = !title.contains([',', '.', ';', ':', '(', ')', '"']);
    let first = staff::words(title).next().unwrap_or_default();
    // `artists' liaison` is judged by its last word, `Security Steward` by all.
    let titled = match title.contains(char::is_uppercase) {
        true => staff::is_title(title),
        false => !line::is_passing(last) || line::is_of_teams(last),
    };
    let sound = begins && plain && (2..=4).contains(&count) && titled;
    (sound && !staff::has_word(first, &FORMER) && !line::is_passing(title)).then_some(title)
}

/// The first and last name with which a text begins, closed by a parenthesis or by a mark of the sentence.
fn person(text: &str, in_parentheses: bool) -> Option<&str> {
    let end = text.find(if in_parentheses { [')', ','] } else { [',', '.'] })?;
    let name = text[..end].trim();
    let sound = staff::is_full_name(name) && role::sort(name) == Some(Sort::Capitalised);
    (sound && (2..=3).contains(&name.split_whitespace().count())).then_some(name)
}
