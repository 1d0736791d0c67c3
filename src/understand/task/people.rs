//! Who answers for a piece of work: names that the document declares, roles, groups, persons.

use std::collections::HashSet;

use super::super::phrase::names;
use super::super::phrase::words::{Known, Words};
use super::super::reading::role::Role;
use super::super::reading::{Entry, Kind, Reading, clean};
use super::words::{LABELS, NOBODY, ROLES};

/// Names that a document declares; gathered when the first one is asked for.
pub(super) struct Names<'r> {
    reading: &'r Reading<'r>,
    declared: Option<HashSet<String>>,
}

/// How far a name may be believed by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Anything may stand here: roles and declared names alone are sure.
    Anywhere,
    /// A list most of whose entries end with a person: what looks like a person there is one.
    Listed,
    /// A list that says it is one of actions: what looks like a person is one.
    Actions,
    /// After `assign`, `Owner:` and their like: whatever looks like a name.
    Assigned,
}

impl<'r> Names<'r> {
    pub fn of(reading: &'r Reading<'r>) -> Self {
        Self { reading, declared: None }
    }

    /// Whether a text is the name of somebody who can own work.
    pub fn is_name(&mut self, text: &str, place: Place) -> bool {
        let text = text.trim();
        if place != Place::Assigned && !begins_like_a_name(text) {
            return false;
        }
        if text.is_empty() || text.len() > 80 || text.contains(['`', '<', '>', '=', '"', '?', '!']) {
            return false;
        }
        if let Some(handle) = text.strip_prefix('@') {
            return is_handle(handle);
        }
        if place == Place::Assigned {
            return text.split_whitespace().count() <= 8 && text.starts_with(char::is_alphabetic);
        }
        // One word is one name.
        if !text.contains([' ', ',', '/', ';']) {
            return is_group(text) || self.is_one(text, place);
        }
        // `Users created (Admin, Manager, Technician)` names what was created.
        if place <= Place::Listed && text.matches(',').count() > 1 {
            return false;
        }
        is_group(text) || parts(text).all(|part| self.is_one(part, place)) || self.is_sum(text)
    }

    /// One name: a role, a declared name, or in a list of actions what looks like a person.
    fn is_one(&mut self, text: &str, place: Place) -> bool {
        is_role(text) || self.is_declared(text) || place >= Place::Listed && looks_personal(text)
    }

    /// `Infra + SLM`: one side is sure, the other looks like a name.
    fn is_sum(&mut self, text: &str) -> bool {
        let mut sides = text.split(" + ");
        text.contains(" + ")
            && sides.clone().any(|side| self.is_one(side, Place::Anywhere))
            && sides.all(|side| is_titled(side) && side.split_whitespace().count() <= 3)
    }

    /// Whether the document names somebody so, in a field, a column of people or a list of members.
    pub fn is_declared(&mut self, text: &str) -> bool {
        if !text.starts_with(char::is_uppercase) {
            return false;
        }
        let reading = self.reading;
        let declared = self.declared.get_or_insert_with(|| declared(reading));
        declared.contains(&text.to_lowercase())
    }
}

/// Every declared name in lower case; of `Ada Lovelace` the first name, too.
fn declared(reading: &Reading<'_>) -> HashSet<String> {
    let mut found = HashSet::new();
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Field | Kind::Item { .. } | Kind::Paragraph if names_people(entry) => {
                if entry.value().is_empty() {
                    entry
                        .children()
                        .filter(|child| child.is_item())
                        .for_each(|child| declare(&mut found, child.text()));
                } else {
                    declare(&mut found, entry.value());
                }
            }
            Kind::Row { header: false, .. } => of_row(&mut found, entry),
            _ => {}
        }
    }
    found
}

/// Whether a line's label says that people follow: `Owner`, `Stewards`, `Written by`.
fn names_people(entry: Entry<'_>) -> bool {
    if entry.label().is_empty() {
        return false;
    }
    let label = clean(entry.label());
    if label.is_empty() || label.len() > 40 {
        return false;
    }
    let mut words = label.split(' ');
    let (first, last) = (words.next().unwrap_or_default(), label.rsplit(' ').next().unwrap_or_default());
    entry.is_labelled(&LABELS)
        || last.eq_ignore_ascii_case("by")
        || ROLES.knows(last.trim_end_matches('s'))
        || first.len() > 3 && first.ends_with('s') && is_role_word(first)
}

fn of_row(found: &mut HashSet<String>, row: Entry<'_>) {
    for cell in row.cells() {
        if matches!(cell.role(), Role::Owner | Role::People | Role::Primary | Role::Backup) {
            declare(found, cell.text());
        }
    }
}

fn declare(found: &mut HashSet<String>, text: &str) {
    // Names have capitals.
    if !text.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        return;
    }
    for name in names::split(text) {
        let outer = name.split('(').next().unwrap_or(name);
        let inner = name.split_once('(').map_or("", |(_, inner)| inner.trim_end_matches(')'));
        for name in [outer, inner].into_iter().flat_map(parts).map(clean) {
            let words = name.split_whitespace().count();
            // `Backend: reviewed every change` is a sentence.
            if !(1..=4).contains(&words) || !is_titled(name) {
                continue;
            }
            found.insert(name.to_lowercase());
            if words > 1 && looks_personal(name) && !is_role(name) {
                found.extend(name.split_whitespace().next().map(str::to_lowercase));
            }
        }
    }
}

/// Whether a text may be a name by its first letter: words in small letters are none, `all parents` and `everyone` aside.
fn begins_like_a_name(text: &str) -> bool {
    text.starts_with(|first: char| matches!(first, '@' | ',' | '/' | ';' | 'a' | 'e') || first.is_uppercase())
}

/// Names in a text that has several: split at `,`, `+`, `&`, `/` and `and`.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '/', ';'])
        .flat_map(|part| part.split(" + "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn is_handle(text: &str) -> bool {
    !text.is_empty()
        && text
            .split([' ', ',', '@'])
            .filter(|part| !part.is_empty() && !["+", "&", "and"].knows(part))
            .all(|part| part.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.')))
}

/// Where the `@ada @kai` at the end of a text begin; `+`, `&`, `and` or a comma may stand between them.
pub(super) fn handles(text: &str) -> Option<usize> {
    memchr::memchr(b'@', text.as_bytes())?;
    let (mut start, mut end) = (text.len(), text.len());
    while let Some(token) = text[..end].trim_end().rsplit([' ', ',']).next() {
        let from = text[..end].trim_end().len() - token.len();
        let name = token.strip_prefix('@').unwrap_or_default();
        let sound = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        let joins = start < text.len() && ["+", "&", "and", ""].contains(&token) && text[..from].contains('@');
        if from == 0 || !sound && !joins {
            break;
        }
        start = if sound { from } else { start };
        end = from - usize::from(text[..from].ends_with(','));
    }
    (start < text.len()).then_some(start)
}

/// `All`, `Everyone`, `All Team`, `all stakeholders`
fn is_group(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let mut rest = words;
    if first.eq_ignore_ascii_case("all") {
        return rest.clone().count() <= 3 && rest.last().is_none_or(is_role_word);
    }
    ["everyone", "everybody"].knows(first) && rest.next().is_none()
}

/// Whether every word begins with a capital, small connecting words aside.
fn is_titled(text: &str) -> bool {
    const SMALL: [&str; 8] = ["of", "and", "the", "for", "to", "de", "van", "von"];
    let mut words = text.split([' ', '-', '/']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && words.all(|word| word.starts_with(char::is_uppercase) || word == "&" || SMALL.contains(&word))
        && text.starts_with(char::is_uppercase)
}

fn is_role_word(word: &str) -> bool {
    ROLES.knows(word) || word.strip_suffix(['s', 'S']).is_some_and(|word| ROLES.knows(word))
}

/// `Tech Lead`, `Head of Sales`, `QA`
fn is_role(text: &str) -> bool {
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    let mut words = text.split([' ', '-']).filter(|word| !word.is_empty());
    let count = words.clone().count();
    let (Some(first), Some(last)) = (words.next(), text.split([' ', '-']).next_back()) else { return false };
    let leads = ["head", "director", "chair", "vp", "member"].iter().any(|word| first.eq_ignore_ascii_case(word));
    let of = leads && text.split(' ').nth(1).is_some_and(|word| word == "of");
    count <= 5 && is_titled(text) && (is_role_word(last) || of)
}

/// Ends of words that name things: `documentation`, `testing`, `deployment`.
const THINGS: [&str; 12] =
    ["tion", "ment", "ting", "ning", "ring", "king", "ding", "ness", "ity", "ance", "ship", "ware"];

/// One to three words that begin with a capital and go on in small letters, and are no thing: `Ada`, `Ada Lovelace`.
pub(super) fn looks_personal(text: &str) -> bool {
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    let personal = |word: &str| {
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let rest = letters.as_str();
        capital
            && (rest.chars().any(char::is_lowercase) || rest == ".")
            && rest.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '.'))
            && !NOBODY.knows(word)
            && !THINGS.iter().any(|end| word.ends_with(end))
            && super::super::phrase::date::weekday(word).is_none()
    };
    let count = text.split(' ').count();
    (1..=3).contains(&count) && text.len() > 1 && text.split(' ').all(personal)
}

/// Programs and services whose names look like those of persons.
const TOOLS: Words = Words::of(&[
    "android",
    "ansible",
    "azure",
    "basecamp",
    "bitbucket",
    "confluence",
    "datadog",
    "discord",
    "docker",
    "elastic",
    "excel",
    "figma",
    "flutter",
    "gitlab",
    "grafana",
    "helm",
    "jaeger",
    "java",
    "jenkins",
    "jira",
    "kafka",
    "kubernetes",
    "linux",
    "loki",
    "notion",
    "postgres",
    "prometheus",
    "python",
    "redis",
    "rust",
    "slack",
    "terraform",
    "windows",
    "zoom",
]);

/// What looks like a person and like no program: `Ada`, `Mrs Lovelace`.
pub(super) fn is_plainly_personal(text: &str) -> bool {
    let plain = |word: &str| !word.chars().skip(1).any(char::is_uppercase) && !TOOLS.knows(word);
    (looks_personal(text) || is_role(text)) && text.split(' ').all(plain)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing;
    use super::*;
    use crate::config::Config;

    #[test]
    fn names_are_told_from_other_words() {
        let (document, source) = testing::read(
            "a.md",
            "**Attendees:** Ada Lovelace, Kai (Policy Lead)\n\n| What | Who |\n| - | - |\n| a | Mira |\n",
        );
        let config = Config::default();
        let reading = Reading::new(&document, &source, &config, false);
        let mut names = Names::of(&reading);
        for text in [
            "Product Manager",
            "QA/Security",
            "DevOps",
            "All Team",
            "Everyone",
            "@ada",
            "Ada",
            "Kai",
            "Mira",
            "Ada Lovelace",
            "Head of Sales",
            "QA Engineer + Backend Developer",
            "Infra + SLM",
            "Volunteers",
            "Parents and Teachers",
        ] {
            assert!(names.is_name(text, Place::Anywhere), "{text}");
        }
        for text in [
            "if applicable",
            "monthly budget",
            "including X",
            "AWS/Azure/GCP",
            "Day 2-3",
            "Deployment Runbook",
            "Team Building",
            "Security Audit",
            "Grace",
            "optional",
            "for deferred issues",
            "PDF",
            "",
        ] {
            assert!(!names.is_name(text, Place::Anywhere), "{text}");
        }
        assert!(names.is_name("Grace", Place::Actions) && names.is_name("Grace Hopper", Place::Actions));
        for text in ["Documentation", "Testing", "API", "Tuesday", "Optional", "the team"] {
            assert!(!names.is_name(text, Place::Actions), "{text}");
        }
    }
}
