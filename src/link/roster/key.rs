//! Names without what does not matter: case, articles, plural, `Team`; and the other ways in which a name is written.

use crate::understand::staff;

/// A name as it is looked up: its words in small letters, singular, without articles.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key(String);

/// How far a key lies from the name that it is made of, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// The name.
    Whole,
    /// The name without `Team`, or with.
    Suffix,
    /// A part of it: `DevOps` of `DevOps / Infrastructure Team`, `Ada` of `Ada Lovelace`.
    Part,
    /// Its first letters: `PM`.
    Initials,
}

/// Words at the end of a group's name that say only that it is one.
const SUFFIXES: [&str; 14] = [
    "team",
    "squad",
    "group",
    "crew",
    "guild",
    "pod",
    "department",
    "dept",
    "committee",
    "staff",
    "stream",
    "chapter",
    "tribe",
    "board",
];

/// Words before or behind a name that say which of them, or how.
const ASIDE: [&str; 20] = [
    "backup",
    "deputy",
    "acting",
    "interim",
    "senior",
    "junior",
    "sr",
    "jr",
    "one",
    "two",
    "three",
    "each",
    "any",
    "primary",
    "secondary",
    "representative",
    "rep",
    "member",
    "whole",
    "rotating",
];

/// Names that say nobody in particular.
const GENERIC: [&str; 52] = [
    "stakeholder",
    "team",
    "team lead",
    "team leader",
    "team member",
    "decision maker",
    "end user",
    "user",
    "customer",
    "client",
    "vendor",
    "guest",
    "attendee",
    "participant",
    "management",
    "owner",
    "task owner",
    "action owner",
    "risk owner",
    "document owner",
    "process owner",
    "service owner",
    "assignee",
    "reviewer",
    "approver",
    "facilitator",
    "presenter",
    "author",
    "lead",
    "manager",
    "engineer",
    "developer",
    "dev",
    "on call",
    "on call engineer",
    "on call developer",
    "oncall",
    "expert",
    "host",
    "scribe",
    "note taker",
    "squad lead",
    "stream lead",
    "line manager",
    "project team",
    "core team",
    "leadership team",
    "squad",
    "squad team",
    "admin",
    "maintainer",
    "volunteer",
];

/// Whether a key's text says nobody in particular.
pub(super) fn is_generic(key: &str) -> bool {
    GENERIC.contains(&key)
}

impl Key {
    /// The key of a name.
    pub fn new(name: &str) -> Self {
        let mut key = String::with_capacity(name.len());
        for word in staff::words(name) {
            if word.len() <= 3 && ["the", "a", "an", "our"].iter().any(|article| word.eq_ignore_ascii_case(article)) {
                continue;
            }
            if !key.is_empty() {
                key.push(' ');
            }
            let start = key.len();
            key.extend(word.chars().flat_map(char::to_lowercase));
            // `Leads`, `CTOs`, but `Ross` and `SIG ABs` as they are.
            let plural = key.len() - start > 3 && key.ends_with('s') && !key.ends_with("ss") && !key.ends_with("us");
            if plural {
                key.pop();
            }
        }
        Self(key)
    }

    /// The key as a text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first word.
    pub fn first(&self) -> Option<&str> {
        self.0.split(' ').next()
    }

    /// Whether it says nobody in particular.
    pub fn is_generic(&self) -> bool {
        is_generic(&self.0)
    }

    fn without_last(&self, any: &[&str]) -> Option<Self> {
        let (before, last) = self.0.rsplit_once(' ')?;
        any.contains(&last).then(|| Self(before.to_owned()))
    }

    fn without_first(&self, any: &[&str]) -> Option<Self> {
        let (first, behind) = self.0.split_once(' ')?;
        any.contains(&first).then(|| Self(behind.to_owned()))
    }

    /// The ways in which a name in a document can be meant, the likeliest first.
    pub fn readings(&self) -> impl Iterator<Item = Self> {
        let plain = std::iter::once(self.clone());
        let suffix = self.without_last(&SUFFIXES);
        let aside =
            self.without_last(&ASIDE).or_else(|| self.without_first(&ASIDE)).or_else(|| self.without_first(&["all"]));
        // `Backend Developer A`, `Nurse 2`
        let lettered =
            self.0.rsplit_once(' ').filter(|(_, last)| last.len() == 1).map(|(name, _)| Self(name.to_owned()));
        let of =
            self.0.strip_prefix("backup of ").or(self.0.strip_prefix("member of ")).map(|name| Self(name.to_owned()));
        let both = aside.as_ref().and_then(|aside| aside.without_last(&SUFFIXES));
        plain.chain(suffix).chain(aside).chain(both).chain(lettered).chain(of)
    }

    /// The keys under which a declared name is found.
    pub fn of_declared(name: &str, is_person: bool) -> Vec<(Reach, Self)> {
        let whole = Self::new(name);
        let mut keys = Vec::new();
        if let Some(without) = whole.without_last(&SUFFIXES) {
            keys.push((Reach::Suffix, without));
        }
        if is_person {
            keys.extend(whole.0.split(' ').map(|word| (Reach::Part, Self(word.to_owned()))));
        } else {
            let parts: Vec<&str> = name
                .split(['/', '&', '+', ',', '–', '—', '('])
                .flat_map(|part| part.split(" and "))
                .flat_map(|part| part.split(" - "))
                .collect();
            for part in parts.iter().filter(|_| parts.len() > 1) {
                let part = Self::new(part);
                keys.extend(part.without_last(&SUFFIXES).map(|part| (Reach::Part, part)));
                keys.push((Reach::Part, part));
            }
            let initials: String = whole.0.split(' ').filter_map(|word| word.chars().next()).collect();
            if initials.chars().count() > 1 {
                keys.push((Reach::Initials, Self(initials)));
            }
        }
        keys.push((Reach::Whole, whole));
        keys.retain(|(_, key)| !key.0.is_empty());
        keys
    }
}
