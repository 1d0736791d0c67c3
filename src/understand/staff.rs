//! What roles, squads and rotas share: headings under which people are listed, and the names in a list of them.

use super::fact::Name;
use super::phrase::role::{self, Sort};
use super::phrase::words::Known;
use super::phrase::{mention::Phrase, names};
use super::reading::{Entry, Reading, clean};
use super::rotation;

pub use super::phrase::words::{Words, has_word, words};

/// Words of headings under which a document says who is who.
const ABOUT_PEOPLE: Words = Words::of(&[
    "associates",
    "board",
    "cast",
    "chairs",
    "circles",
    "committee",
    "committees",
    "contact",
    "contacts",
    "coordinators",
    "crew",
    "developers",
    "engineers",
    "faculty",
    "governance",
    "groups",
    "leadership",
    "leads",
    "maintainers",
    "managers",
    "members",
    "membership",
    "organisation",
    "organisers",
    "organization",
    "organizers",
    "owners",
    "participants",
    "people",
    "personnel",
    "raci",
    "responsibilities",
    "responsibility",
    "role",
    "roles",
    "roster",
    "squad",
    "squads",
    "staff",
    "staffing",
    "stakeholder",
    "stakeholders",
    "team",
    "teams",
    "volunteers",
    "who",
]);

/// Some line above announces who is who.
const AMONG_PEOPLE: u8 = 1;
/// Some heading above, other than a title, says a day or date.
const IN_EVENT: u8 = 2;
/// Some line above speaks of duty.
const ON_DUTY: u8 = 4;

/// For each entry, what the lines above it say of those that stand under them: long lists are asked for once.
pub fn under(reading: &Reading<'_>) -> Vec<u8> {
    let count = reading.entries().len();
    let (mut under, mut says) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let duty = rotation::may_speak_of_duty(reading);
    for entry in reading.entries() {
        under.push(entry.parent().map_or(0, |above| under[above.id as usize] | says[above.id as usize]));
        says.push(if entry.children().next().is_some() { said(entry, duty) } else { 0 });
    }
    under
}

/// What a line says of those that stand under it; `duty` says whether the document may speak of duty at all.
fn said(above: Entry<'_>, duty: bool) -> u8 {
    let mut said = 0;
    if announces_people(above) {
        said |= AMONG_PEOPLE;
    }
    if above.level() > 1 && is_dated(above) {
        said |= IN_EVENT;
    }
    if duty && rotation::speaks_of_duty(above) {
        said |= ON_DUTY;
    }
    said
}

fn stands(entry: Entry<'_>, under: u8) -> bool {
    entry.reading.under[entry.id as usize] & under != 0
}

/// Whether an entry stands under a heading or line that announces who is who.
pub fn among_people(entry: Entry<'_>) -> bool {
    stands(entry, AMONG_PEOPLE)
}

/// Whether an entry stands under a heading or line that speaks of people on duty.
pub fn on_duty(entry: Entry<'_>) -> bool {
    stands(entry, ON_DUTY)
}

/// Whether a heading or line announces who is who.
pub fn announces_people(above: Entry<'_>) -> bool {
    let named = if above.is_heading() || above.label().is_empty() { above.text() } else { above.label() };
    named.len() <= 80 && has_word(named, &ABOUT_PEOPLE)
}

/// Whether a heading or line says a day or date: it is an event, and its people take part in it.
pub fn is_dated(entry: Entry<'_>) -> bool {
    entry
        .phrases()
        .any(|phrase| matches!(phrase, Phrase::Date { .. } | Phrase::Day(_) | Phrase::Clock(_) | Phrase::Weeks(..)))
}

/// Whether an entry stands under a heading that says a day or date.
pub fn in_event(entry: Entry<'_>) -> bool {
    stands(entry, IN_EVENT)
}

/// The name itself: without a remark behind it. `Ada Lovelace (@ada)`, `Ada – plans`, `Ada <ada@example.org>`.
pub fn bare(name: &str) -> &str {
    const CUTS: [&str; 11] = [" (", "（", " - ", " – ", " — ", ": ", " <", " [", " | ", " @", " / Slack"];
    let bytes = name.as_bytes();
    let begins = |at: &usize| {
        // Most blanks stand before a word.
        !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
            && CUTS.iter().any(|cut| bytes[*at..].starts_with(cut.as_bytes()))
    };
    let end = memchr::memchr3_iter(b' ', b':', 0xef, bytes).find(begins).unwrap_or(bytes.len());
    let name = name[..end].trim().trim_matches(['*', '_', '`', '"', '“', '”']).trim_end_matches(['.', ',', ':']);
    let name = ["the ", "The "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    name.trim()
}

/// What sort of name it is, its remark left out; none for what is no name.
pub fn sort(name: &str) -> Option<Sort> {
    let name = bare(name);
    if names::is_blank(name) { None } else { role::sort(name) }
}

/// Words that stand where people stand, and are none.
const NOBODY: Words = Words::of(&[
    "from",
    "until",
    "deadline",
    "email",
    "phone",
    "slack",
    "documentation",
    "docs",
    "mobile",
    "desktop",
    "tablet",
    "website",
    "forum",
    "wiki",
    "zoom",
    "question",
    "impact",
    "timeline",
    "yes",
    "no",
    "high",
    "medium",
    "low",
    "internal",
    "external",
    "optional",
    "required",
    "remote",
    "online",
    "channel",
    "issues",
    "training",
    "monitoring",
    "testing",
    "done",
    "pending",
    "maintenance",
]);

/// Whether it may be a person: `Ada Lovelace`, `@ada`, `Dr. Lin`.
pub fn is_person(name: &str) -> bool {
    let name = bare(name);
    match sort(name) {
        Some(Sort::Handle) => true,
        Some(Sort::Capitalised) => !name.contains(['_', ':']) && !has_word(name, &NOBODY),
        _ => false,
    }
}

/// Whether all its words begin with capitals or join others: `Head of Site Safety`, `Policy & Orchestration`.
pub fn is_title(name: &str) -> bool {
    let joins = ["of", "the", "and", "for", "in", "de", "to"];
    let word = |word: &str| !word.starts_with(char::is_lowercase) || joins.contains(&word);
    let first = name.chars().find(|letter| letter.is_alphanumeric());
    first.is_some_and(|first| !first.is_lowercase())
        && name.split_whitespace().count() <= 6
        && name.split(|letter: char| letter.is_whitespace() || letter == '/').all(word)
}

/// Nouns of groups that people are in, and nothing else.
const PEOPLE: Words = Words::of(&[
    "team",
    "squad",
    "crew",
    "guild",
    "pod",
    "group",
    "committee",
    "board",
    "council",
    "staff",
    "leadership",
    "volunteers",
    "ops",
    "department",
    "office",
    "desk",
]);

/// Whether it is the name of a role or of a group of people, and of nothing else: `Tech Lead`, `Stage Crew`,
/// `Branch Managers`; not `Design` and `Platform`, which are things as well.
pub fn is_role_or_group(name: &str) -> bool {
    let last = words(name).last().unwrap_or_default();
    match sort(name) {
        Some(Sort::Role) => is_title(name),
        Some(Sort::Group) => {
            let singular = last.strip_suffix('s').unwrap_or(last);
            is_title(name) && (PEOPLE.knows(last) || role::sort(singular) == Some(Sort::Role))
        }
        _ => false,
    }
}

/// Whether it is the name of a role or group in words, whatever their case: `Managing director`, `Steering group`.
pub fn is_role_in_any_case(name: &str) -> bool {
    let last = words(name).last().unwrap_or_default();
    match sort(name) {
        Some(Sort::Role) => name.split_whitespace().count() <= 5,
        Some(Sort::Group) => {
            // `Nurses in charge`
            let first = words(name).next().and_then(|first| first.strip_suffix('s'));
            let singular = last.strip_suffix('s').unwrap_or(last);
            PEOPLE.knows(last) || is_role_word(singular) || first.is_some_and(is_role_word)
        }
        _ => false,
    }
}

/// Whether a word or words in small letters name a role as well: `architect`, `agile coach`.
pub fn is_role_word(name: &str) -> bool {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    role::sort(&(first + letters.as_str())) == Some(Sort::Role)
}

/// Whether it is the name of a person beyond doubt: a first and a last name, or a title and a name, or a handle.
pub fn is_full_name(name: &str) -> bool {
    let bare = bare(name);
    if !bare.contains(|letter: char| letter.is_whitespace() || letter == '@') {
        return false;
    }
    let count = bare.split_whitespace().count();
    is_person(bare)
        && (sort(bare) == Some(Sort::Handle) || (2..=4).contains(&count))
        && !bare.contains(['/', '&', '(', '.'])
        && !bare.chars().all(|letter| !letter.is_lowercase())
        && bare.split_whitespace().filter(|word| word.len() > 1).count() > 1 - usize::from(bare.starts_with('@'))
        || titled(bare)
}

/// `Mrs Okonkwo`, `Dr. Lin`
fn titled(name: &str) -> bool {
    const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "doctor", "sir"];
    let mut words = name.split_whitespace();
    let title = words.next().unwrap_or_default().trim_end_matches('.');
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    TITLES.iter().any(|known| title.eq_ignore_ascii_case(known)) && words.next().is_some_and(capital)
}

/// The names of a list as written, remarks left out, each with its place; placeholders are none.
pub fn members(entry: Entry<'_>, list: &str) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for piece in pieces(list) {
        let name = bare(piece);
        if !names::is_blank(name) && sort(name).is_some() && !found.iter().any(|known| &*known.text == name) {
            found.push(entry.name(name));
        }
    }
    found
}

/// The pieces of a list of names: a remark behind a dash ends it.
pub fn pieces(list: &str) -> Vec<&str> {
    let mut depth = 0usize;
    let dash = list.char_indices().find(|&(at, letter)| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let spaced = list[..at].ends_with(' ') && list[at + letter.len_utf8()..].starts_with(' ');
        depth == 0 && matches!(letter, '-' | '–' | '—') && spaced
    });
    let head = dash.map_or(list, |(at, _)| &list[..at]);
    names::split(if names::split(head).is_empty() { list } else { head })
}

/// The text of a heading as a name: without numbers, symbols and a colon at its ends.
pub fn heading_name(entry: Entry<'_>) -> &str {
    unnumbered(entry, clean(entry.text()))
}

/// The text of a heading without the number of its section, where the headings around it are counted, too.
pub fn unnumbered<'r>(heading: Entry<'r>, text: &'r str) -> &'r str {
    if text.starts_with(|letter: char| letter.is_ascii_digit()) {
        numbered(heading, text).unwrap_or(text)
    } else {
        text
    }
}

/// `Move Board` of `2.1 Move Board` below `2 People`, or of `3 Move Board` beside `2 People` or `4 Dates`; none for
/// `3 ships` and `1.8 release`, which nothing around counts.
fn numbered<'r>(heading: Entry<'r>, name: &'r str) -> Option<&'r str> {
    let (number, rest) = name.split_once(' ')?;
    if !heading.is_heading() || !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let begins = |other: Entry<'_>, number: &str| {
        clean(other.text()).strip_prefix(number).is_some_and(|rest| rest.starts_with([' ', '.']))
            || other.text().strip_prefix(number).is_some_and(|rest| rest.starts_with([' ', '.']))
    };
    let counted = match number.rsplit_once('.') {
        Some((above, _)) => heading.parent().is_some_and(|parent| begins(parent, above)),
        None => {
            let own: u32 = number.parse().ok()?;
            let beside = |other: Entry<'_>| {
                let near = [own.wrapping_sub(1), own.wrapping_add(1)];
                other.is_heading() && near.iter().any(|near| begins(other, &near.to_string()))
            };
            heading.parent().is_some_and(|parent| parent.children().any(beside))
        }
    };
    counted.then_some(rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_no_part_of_a_name() {
        for (text, want) in [
            ("Ada Lovelace (@ada)", "Ada Lovelace"),
            ("Ada – plans the week", "Ada"),
            ("The Tech Lead", "Tech Lead"),
            ("Jean-Luc Ott", "Jean-Luc Ott"),
            ("Ada <ada@example.org>", "Ada"),
        ] {
            assert_eq!(bare(text), want);
        }
    }

    #[test]
    fn a_dash_ends_a_list() {
        assert_eq!(pieces("Ada Lovelace - plans, leads"), ["Ada Lovelace"]);
        assert_eq!(pieces("Ada (lead - for now), Kai"), ["Ada (lead - for now)", "Kai"]);
        assert_eq!(pieces("– Ada, Kai"), ["– Ada", "Kai"]);
    }
}
