//! What roles, squads and rotas share: headings under which people are listed, and the names in a list of them.

use super::fact::Name;
use super::phrase::role::{self, Sort};
use super::phrase::{mention::Phrase, names};
use super::reading::{Entry, Reading, clean};

/// Words of headings under which a document says who is who, sorted.
const ABOUT_PEOPLE: [&str; 46] = [
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
];

/// Whether a text has one of these words (lower case), whole and whatever its case.
pub fn has_word(text: &str, any: &[&str]) -> bool {
    words(text).any(|word| any.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// The words of a text: runs of letters and digits, apostrophes left out.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Which entries stand under a heading or line that announces who is who.
#[derive(Debug)]
pub struct Surroundings {
    /// By entry.
    among_people: Vec<bool>,
}

impl Surroundings {
    /// Looks at every heading and line that others stand under, once.
    pub fn new(reading: &Reading<'_>) -> Self {
        let mut among_people = Vec::with_capacity(reading.entries().len());
        // What an entry says for those under it is asked when the first of them comes.
        let mut last: Option<(u32, bool)> = None;
        for entry in reading.entries() {
            let under = entry.parent().is_some_and(|above| match last {
                Some((id, says)) if id == above.id => says,
                _ => {
                    let says = among_people[above.id as usize] || announces_people(above);
                    last = Some((above.id, says));
                    says
                }
            });
            among_people.push(under);
        }
        Self { among_people }
    }

    /// Whether an entry stands where the document says who is who.
    pub fn among_people(&self, entry: Entry<'_>) -> bool {
        self.among_people.get(entry.id as usize).copied().unwrap_or_default()
    }
}

/// Whether a heading or line announces who is who.
pub fn announces_people(above: Entry<'_>) -> bool {
    let named = if above.is_heading() || above.label().is_empty() { above.text() } else { above.label() };
    let lower = |letter: u8| letter.to_ascii_lowercase();
    let known = |word: &str| ABOUT_PEOPLE.binary_search_by(|known| known.bytes().cmp(word.bytes().map(lower))).is_ok();
    named.len() <= 80 && words(named).any(known)
}

/// Whether a heading or line says a day or date: it is an event, and its people take part in it.
pub fn is_dated(entry: Entry<'_>) -> bool {
    entry
        .phrases()
        .any(|phrase| matches!(phrase, Phrase::Date { .. } | Phrase::Day(_) | Phrase::Clock(_) | Phrase::Weeks(..)))
}

/// Whether an entry stands under a heading that says a day or date.
pub fn in_event(entry: Entry<'_>) -> bool {
    entry.ancestors().any(|above| above.is_heading() && above.level() > 1 && is_dated(above))
}

/// The name itself: without a remark behind it. `Ada Lovelace (@ada)`, `Ada – plans`, `Ada <ada@example.org>`.
pub fn bare(name: &str) -> &str {
    let cut = [" (", "（", " - ", " – ", " — ", ": ", " <", " [", " | ", " @", " / Slack"];
    let end = cut.iter().filter_map(|mark| name.find(mark)).min().unwrap_or(name.len());
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
const NOBODY: [&str; 34] = [
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
];

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
const PEOPLE: [&str; 16] = [
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
];

/// Whether it is the name of a role or of a group of people, and of nothing else: `Tech Lead`, `Stage Crew`,
/// `Branch Managers`; not `Design` and `Platform`, which are things as well.
pub fn is_role_or_group(name: &str) -> bool {
    let last = words(name).last().unwrap_or_default();
    match sort(name) {
        Some(Sort::Role) => is_title(name),
        Some(Sort::Group) => {
            let singular = last.strip_suffix('s').unwrap_or(last);
            is_title(name)
                && (PEOPLE.iter().any(|noun| last.eq_ignore_ascii_case(noun))
                    || role::sort(singular) == Some(Sort::Role))
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
            let singular = last.strip_suffix('s').unwrap_or(last);
            PEOPLE.iter().any(|noun| last.eq_ignore_ascii_case(noun)) || is_role_word(singular)
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
    clean(entry.text())
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
