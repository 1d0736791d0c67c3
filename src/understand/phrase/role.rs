//! Who a name means: a role (`Tech Lead`), a group (`Tiger Crew`), a person (`Ada Lovelace`), or two of them in one.

use std::ops::Range;

use super::words::{Known, Words};
use super::{date, names};

/// What a name is, judged by its words alone; a roster may know better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// `Tech Lead`, `CTO`, `Product Owner`
    Role,
    /// `Tiger Crew`, `Executive Sponsors`, `All stakeholders`, `QA`
    Group,
    /// `@ada`
    Handle,
    /// One to four words that begin with capitals and say nothing of the above: a person, or a thing.
    Capitalised,
}

/// A name with what its parentheses say: `Policy Lead (Ada)`, `All stakeholders (A, B, C)`; bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualified {
    /// What stands before the parentheses: `Policy Lead`.
    pub name: Range<usize>,
    /// What stands in them: `Ada`.
    pub inside: Range<usize>,
}

/// A role and who fills it; bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// `Policy Lead`
    pub role: Range<usize>,
    /// `Ada`; several names stay one text, for [`names::split`].
    pub people: Range<usize>,
}

/// Words at whose end a name is a role.
const ROLES: Words = Words::of(&[
    "lead",
    "leader",
    "manager",
    "mgr",
    "engineer",
    "developer",
    "dev",
    "designer",
    "analyst",
    "architect",
    "owner",
    "officer",
    "director",
    "coordinator",
    "head",
    "chair",
    "president",
    "vp",
    "ceo",
    "cto",
    "cfo",
    "coo",
    "cio",
    "ciso",
    "cpo",
    "pm",
    "po",
    "em",
    "tpm",
    "sre",
    "dba",
    "master",
    "administrator",
    "admin",
    "specialist",
    "consultant",
    "assistant",
    "secretary",
    "treasurer",
    "principal",
    "teacher",
    "nurse",
    "doctor",
    "physician",
    "editor",
    "writer",
    "tester",
    "facilitator",
    "sponsor",
    "champion",
    "shadow",
    "liaison",
    "representative",
    "supervisor",
    "commander",
    "scribe",
    "reviewer",
    "maintainer",
    "approver",
    "captain",
    "producer",
    "scientist",
    "technician",
    "host",
    "planner",
    "steward",
    "chief",
    "chef",
    "cook",
    "clerk",
    "trainer",
    "instructor",
    "curator",
    "librarian",
    "receptionist",
    "counselor",
    "psychologist",
    "pharmacist",
    "therapist",
    "surgeon",
    "midwife",
    "caretaker",
    "janitor",
    "gardener",
    "usher",
    "marshal",
    "photographer",
    "programmer",
    "inspector",
    "auditor",
    "accountant",
    "bookkeeper",
    "recruiter",
    "mentor",
    "coach",
    "tutor",
    "waiter",
    "electrician",
    "foreman",
    "surveyor",
    "expert",
    "ambassador",
    "advisor",
    "adviser",
    "dean",
    "cashier",
    "paramedic",
    "dispatcher",
    "organizer",
    "organiser",
    "moderator",
    "operator",
    "helper",
    "conductor",
    "stagehand",
    "carpenter",
    "warden",
    "ranger",
    "superintendent",
    "judge",
    "lawyer",
    "attorney",
    "notary",
    "mayor",
    "minister",
    "rector",
    "provost",
    "registrar",
    "commissioner",
    "custodian",
    "bursar",
    "controller",
    "releaser",
    "backporter",
    "keeper",
    "understudy",
    "medic",
    "veterinarian",
    "counsel",
    "investigator",
    "translator",
]);

/// Words at whose end, or in which, a name is a group.
const GROUPS: Words = Words::of(&[
    "team",
    "teams",
    "squad",
    "squads",
    "guild",
    "crew",
    "pod",
    "group",
    "committee",
    "board",
    "council",
    "ops",
    "staff",
    "devops",
    "qa",
    "infra",
    "infrastructure",
    "security",
    "engineering",
    "operations",
    "marketing",
    "sales",
    "finance",
    "legal",
    "support",
    "design",
    "product",
    "compliance",
    "stakeholders",
    "everyone",
    "leadership",
    "management",
    "users",
    "department",
    "office",
    "platform",
    "backend",
    "frontend",
    "hr",
    "it",
    "chapter",
    "tribe",
    "sig",
    "wg",
    "stewards",
    "volunteers",
    "parents",
    "vendor",
    "experience",
    "attendees",
]);

/// What a name is; none where it is no name: a sentence, a date, a number, a word in small letters.
pub fn sort(name: &str) -> Option<Sort> {
    // Words in small letters are no name, which their first letter tells.
    let head = name.trim_start();
    if !head.starts_with('@') && !begins_like_a_name(head) && !speaks_of_all(head) {
        return None;
    }
    let name = without_parentheses(name);
    if let Some(handle) = name.strip_prefix('@') {
        let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
        return (!handle.is_empty() && handle.chars().all(plain)).then_some(Sort::Handle);
    }
    let all = speaks_of_all(name);
    if !begins_like_a_name(name) && !all {
        return None;
    }
    let count = name.split_whitespace().count();
    if names::is_blank(name)
        || count > 6
        || name.contains(|letter: char| {
            matches!(letter, '0'..='9' | '=' | '<' | '>' | '{' | '}' | '`' | '|' | '?' | '!' | '"')
        })
    {
        return None;
    }
    let last = words(name).last()?;
    let dated = |word: &str| date::weekday(word).is_some() || date::month(word).is_some();
    if dated(last) && words(name).next().is_none_or(|first| first == last || dated(first)) {
        return None;
    }
    // `Head of Engineering` is a role, whatever it ends with.
    // `Nurses in charge` are a group.
    const JOINED: [&str; 9] = [
        " of ",
        " in charge",
        " in residence",
        " on duty",
        " on call",
        " at large",
        " in the rota",
        " in the roster",
        " in rotation",
    ];
    if let Some(first) = words(name).next().filter(|_| !all && count > 1) {
        let several = first.strip_suffix('s').is_some_and(|singular| is_one_of(singular, &ROLES));
        if (several || is_one_of(first, &ROLES)) && JOINED.iter().any(|joined| name.contains(joined)) {
            return Some(if several { Sort::Group } else { Sort::Role });
        }
    }
    let plural = || last.strip_suffix(['s', 'S']).is_some_and(|singular| is_one_of(singular, &ROLES));
    if all || is_one_of(last, &GROUPS) || plural() {
        return Some(Sort::Group);
    }
    if is_one_of(last, &ROLES) {
        return Some(Sort::Role);
    }
    (count <= 4 && words(name).all(is_name_word)).then_some(Sort::Capitalised)
}

/// Splits a name that ends with parentheses: `All stakeholders (A, B, C)`.
pub fn qualified(text: &str) -> Option<Qualified> {
    let trimmed = text.trim_end().trim_end_matches('.').trim_end();
    let close = trimmed.strip_suffix(')')?.len();
    let open = open_of(&text[..close])?;
    let range = |from: usize, to: usize| {
        let part = &text[from..to];
        let from = from + part.len() - part.trim_start().len();
        from..from + part.trim().len()
    };
    let (name, inside) = (range(0, open), range(open + 1, close));
    (!name.is_empty() && !inside.is_empty()).then_some(Qualified { name, inside })
}

/// Tells role and person apart: `Policy Lead (Ada)`, `Ada Lovelace (Policy Lead)`, `Ada Lovelace – Policy Lead`,
/// `Policy Lead: Ada`.
pub fn filled(text: &str) -> Option<Filled> {
    if let Some(Qualified { name, inside }) = qualified(text) {
        return tell_apart(text, name, inside);
    }
    let (at, length) =
        [": ", " – ", " — ", " - ", ", "].iter().find_map(|mark| Some((text.find(mark)?, mark.len())))?;
    tell_apart(text, 0..at, at + length..text.len())
}

fn tell_apart(text: &str, one: Range<usize>, other: Range<usize>) -> Option<Filled> {
    let people = |range: &Range<usize>| {
        let found = names::split(&text[range.clone()]);
        !found.is_empty() && found.iter().all(|name| matches!(sort(name), Some(Sort::Capitalised | Sort::Handle)))
    };
    let role = |range: &Range<usize>| matches!(sort(&text[range.clone()]), Some(Sort::Role | Sort::Group));
    if role(&one) && people(&other) {
        return Some(Filled { role: one, people: other });
    }
    (people(&one) && role(&other)).then_some(Filled { role: other, people: one })
}

/// Where the parenthesis opens that ends with this text.
fn open_of(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, letter) in text.char_indices().rev() {
        match letter {
            ')' => depth += 1,
            '(' if depth == 0 => return Some(at),
            '(' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn without_parentheses(name: &str) -> &str {
    qualified(name).map_or(name, |parts| &name[parts.name]).trim()
}

pub(super) fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '&' | '-' | '+'))
        .filter(|word| !word.is_empty())
}

fn begins_like_a_name(name: &str) -> bool {
    name.starts_with(char::is_uppercase) || name.get(..4).is_some_and(|head| head == "the ")
}

fn speaks_of_all(name: &str) -> bool {
    name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("all "))
}

fn is_name_word(word: &str) -> bool {
    const SMALL: [&str; 10] = ["of", "de", "van", "von", "der", "da", "di", "la", "bin", "and"];
    word.starts_with(char::is_uppercase) || SMALL.contains(&word)
}

pub(super) fn is_one_of(word: &str, any: &impl Known) -> bool {
    let word = word.trim_end_matches([',', '.', ':', '*']);
    word.len() <= 16 && any.knows(word)
}

#[cfg(test)]
#[path = "role_tests.rs"]
mod tests;
