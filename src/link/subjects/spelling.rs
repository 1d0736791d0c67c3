//! Ways in which one person, role or squad is written, and names that are nobody's.

use std::collections::{HashMap, HashSet};

use crate::link::roster;
use crate::understand::phrase::role::Sort;
use crate::understand::staff;

/// Words at the end of a group's name that one document writes and the other does not: `QA`, `QA Team`.
const LOOSE: [&str; 5] = ["team", "squad", "department", "dept", "stream"];

/// Generic names that, in the plural, are a group of which a document lists the members: `Developers`.
const OF_MANY: [&str; 9] =
    ["developer", "dev", "engineer", "reviewer", "approver", "maintainer", "volunteer", "admin", "manager"];

/// Names that are generic only where it matters who has a page.
const NO_PAGE: [&str; 16] = [
    "deputy",
    "head",
    "facilitation",
    "early",
    "late",
    "night",
    "day",
    "morning",
    "afternoon",
    "evening",
    "weekend",
    "primary",
    "secondary",
    "tertiary",
    "backup",
    "contact",
];

/// Words of half sentences.
const SENTENCE: [&str; 22] = [
    "have", "has", "is", "are", "may", "can", "must", "will", "should", "these", "this", "those", "that", "who",
    "whom", "which", "whoever", "only", "if", "when", "not", "no",
];

/// Words with which no name begins.
const BEFORE: [&str; 14] =
    ["in", "on", "at", "for", "with", "by", "to", "from", "as", "of", "and", "or", "during", "after"];

/// The name itself: without a remark, and without the sprint that a squad is written with: `Governance Core` of
/// `Sprint 2 – Governance Core` and of `Governance Core, Sprint 2`.
pub fn name(written: &str) -> &str {
    let text = written.trim();
    let text = behind_sprint(text).unwrap_or(text);
    let text = before_sprint(text).unwrap_or(text);
    staff::bare(text)
}

/// The same name, however it is written: without case, plural, articles, `Team`; a chief officer by the initials.
pub fn key(written: &str) -> Box<str> {
    let key = roster::key(name(written));
    if roster::is_generic(&key) {
        return key;
    }
    if let Some(rest) = key.strip_prefix("chief ").and_then(|rest| rest.strip_suffix(" officer")) {
        let initials: String = rest.split(' ').filter_map(|word| word.chars().next()).collect();
        return format!("c{initials}o").into();
    }
    match key.rsplit_once(' ') {
        Some((group, last)) if LOOSE.contains(&last) && !roster::is_generic(group) => group.into(),
        _ => key,
    }
}

/// Whether a name is nobody's in particular, whatever a table says: `Team`, `258`, `Only these have the key`.
/// `members` is how many are known to fill it.
pub fn is_nobody(written: &str, members: usize) -> bool {
    let name = name(written);
    let key = roster::key(name);
    if !name.chars().any(char::is_alphabetic) || NO_PAGE.contains(&&*key) || is_path(name) {
        return true;
    }
    if roster::is_generic(&key) {
        let plural = name.ends_with('s');
        return !(plural && members > 1 && OF_MANY.contains(&&*key));
    }
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let is_half = BEFORE.contains(&&*first) && words.next().is_some() && staff::sort(name) != Some(Sort::Role);
    is_half || name.split_whitespace().any(|word| SENTENCE.contains(&word))
}

/// `squad/no`: a code, and no `QA/Security`.
fn is_path(name: &str) -> bool {
    name.contains(['/', '_', '=', '{', '<', '\\']) && !name.chars().any(char::is_uppercase)
}

/// `Governance Core` of `Sprint 2 – Governance Core`, `Sprint-2: Governance Core`.
fn behind_sprint(text: &str) -> Option<&str> {
    let rest = strip_word(text, "sprint")?.trim_start_matches(['-', ' ', '#']);
    let rest = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let name = rest.trim_start_matches([' ', '-', '–', '—', ':', '·', ',', '|']);
    let is_numbered = rest.len() < text.len() - "sprint".len() - 1;
    (is_numbered && name.len() < rest.len() && name.starts_with(char::is_alphabetic)).then_some(name)
}

/// `Governance Core` of `Governance Core, Sprint 2`, `Governance Core – Sprint 2`.
fn before_sprint(text: &str) -> Option<&str> {
    let at = [", ", " – ", " — ", " - ", " · "].iter().filter_map(|mark| {
        let at = text.rfind(mark)?;
        let number = strip_word(&text[at + mark.len()..], "sprint")?.trim_start_matches(['-', ' ', '#']);
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(at)
    });
    at.max().map(|at| &text[..at])
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

/// Of the names of one document: for short ones the key of the only longer one that they stand for. `Amara` is
/// `Amara Diallo` where no other Amara is there; `Governance` is the squad `Governance Core`. Names come with their
/// keys; the second flag of a name says that it is a squad's, the first that it is a person's.
pub fn short_for<'n>(names: impl Iterator<Item = (&'n str, bool, bool)> + Clone) -> HashMap<Box<str>, Box<str>> {
    let mut longer: HashMap<String, HashSet<Box<str>>> = HashMap::new();
    for (name, is_person, is_squad) in names.clone() {
        let key = key(name);
        let words = || key.split(' ');
        if is_squad {
            longer.entry(words().next().unwrap_or_default().to_owned()).or_default().insert(key.clone());
        } else if is_person && words().count() > 1 {
            for word in words() {
                longer.entry(word.to_owned()).or_default().insert(key.clone());
            }
        }
    }
    let short = names.filter_map(|(name, _, is_squad)| {
        let key = key(name);
        if is_squad || key.contains(' ') || key.is_empty() {
            return None;
        }
        let found = longer.get(&*key)?;
        let one = found.iter().next().filter(|one| found.len() == 1 && **one != key)?;
        Some((key.clone(), one.clone()))
    });
    short.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_many_spellings() {
        for (one, other) in [
            ("QA Team", "QA"),
            ("the qa teams", "QA"),
            ("Sprint 2 – Governance Core", "Governance Core"),
            ("Governance Core, Sprint 2", "Governance Core (Sprint 2)"),
            ("Chief Technology Officer", "CTO"),
            ("DevOps Engineers", "DevOps engineer"),
        ] {
            assert_eq!(key(one), key(other), "{one}, {other}");
        }
        for (one, other) in [("Platform Guild", "Platform Squad"), ("Team Lead", "Lead"), ("Sprint 2", "Sprint 3")] {
            assert_ne!(key(one), key(other), "{one}, {other}");
        }
        assert_eq!(name("Sprint Coordinator"), "Sprint Coordinator");
        assert_eq!(name("Sprint 3 - Runtime & Training"), "Runtime & Training");
    }

    #[test]
    fn nobody_has_no_page() {
        for nobody in ["team", "258", "Only these have the key", "In training", "squad/no", "Deputy", "Lead", "Night"] {
            assert!(is_nobody(nobody, 3), "{nobody}");
        }
        assert!(is_nobody("Developers", 0) && !is_nobody("Developers", 3));
        for somebody in [
            "10C",
            "1st line",
            "On call lead",
            "In hours comms lead",
            "Can Cecen",
            "QA/Security",
            "Head of Customer Service",
            "@ada",
            "Nadia",
        ] {
            assert!(!is_nobody(somebody, 0), "{somebody}");
        }
    }

    #[test]
    fn a_short_name_is_the_only_longer_one() {
        let names = [("Amara", true, false), ("Amara Diallo", true, false), ("Ada", true, false)];
        let others = [("Ada Byron", true, false), ("Ada Lovelace", true, false), ("Governance Core", false, true)];
        let all = names.into_iter().chain(others).chain([("Governance", false, false), ("Core", false, false)]);
        let short = short_for(all);
        assert_eq!(short.get("amara").map(|key| &**key), Some("amara diallo"));
        assert_eq!(short.get("governance").map(|key| &**key), Some("governance core"));
        assert_eq!(short.len(), 2);
    }
}
