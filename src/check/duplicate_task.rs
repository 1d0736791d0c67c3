//! `task/duplicate-id`

use std::collections::{BTreeMap, HashMap};

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::claim::NamedId;
use crate::understand::claim::ids::Sort;

pub(super) const RULE: Rule = Rule {
    code: "task/duplicate-id",
    level: Level::Warning,
    explanation: Explanation {
        what: "One id that two entries have whose titles have nothing in common. An entry and its row in a summary, or \
               its box in a tracker, are the same thing; so are titles that share a word that says something.",
        why: "Whoever says the id means one of two things, and links to it lead to one of them.",
        bad: "- OPS-1: Access review\n- OPS-2: Backup drill\n- OPS-3: Fire alarm test\n- OPS-2: Name badges",
        good: "- OPS-1: Access review\n- OPS-2: Backup drill\n- OPS-3: Fire alarm test\n- OPS-4: Name badges",
        configure: "",
    },
    check: Check::Handbook(check),
};

/// An entry with its document.
type Place<'h> = (usize, &'h NamedId);

/// Most places of one id that are compared, each with each.
const MOST: usize = 48;

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut by_id: BTreeMap<&str, Vec<Place<'_>>> = BTreeMap::new();
    for (at, claims) in handbook.claims.iter().enumerate() {
        for named in claims.ids.iter().filter(|named| !named.title.is_empty()) {
            let places = by_id.entry(&named.id).or_default();
            if places.len() < MOST {
                places.push((at, named));
            }
        }
    }
    by_id.retain(|_, places| places.len() > 1);
    if by_id.is_empty() {
        return Vec::new();
    }
    let agreement = Agreement::new(handbook, &by_id);
    by_id.iter().filter_map(|(id, places)| told(handbook, &agreement, id, places)).collect()
}

fn told(handbook: &Handbook<'_>, agreement: &Agreement, id: &str, places: &[Place<'_>]) -> Option<Diagnostic> {
    let pairs =
        places.iter().enumerate().flat_map(|(at, first)| places[at + 1..].iter().map(move |second| (first, second)));
    let mut wrong = pairs.filter(|(first, second)| agreement.compares(first, second) && differ(first, second));
    let (first, second) = wrong.next()?;
    let place = |place: &Place<'_>| {
        let line = handbook.source(place.0).line(place.1.span.start);
        if place.0 == second.0 {
            format!("line {line}")
        } else {
            format!("{}, line {line}", handbook.documents[place.0].path)
        }
    };
    let source = |place: &Place<'_>| handbook.documents[place.0].source;
    let message = format!(
        "{id} is “{}” here, and “{}” elsewhere ({}).",
        shortened(&second.1.title),
        shortened(&first.1.title),
        place(first)
    );
    Some(Diagnostic::new(RULE.code, RULE.level, source(second), second.1.span, message).related(
        source(first),
        first.1.span,
        "The other entry with this id.",
    ))
}

fn shortened(title: &str) -> String {
    match title.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

/// Where entries stand: a document, and what they are at the head of.
type Home = (usize, Sort);

/// How often two homes call the same ids the same, and how often not; and how often an id repeats in each list.
struct Agreement {
    homes: HashMap<(Home, Home), (u32, u32)>,
    /// By list: entries, and entries whose id another of it has.
    lists: HashMap<(usize, u32), (u32, u32)>,
}

impl Agreement {
    fn new(handbook: &Handbook<'_>, by_id: &BTreeMap<&str, Vec<Place<'_>>>) -> Self {
        let mut homes: HashMap<(Home, Home), (u32, u32)> = HashMap::new();
        let mut lists: HashMap<(usize, u32), (u32, u32)> = HashMap::new();
        for (at, claims) in handbook.claims.iter().enumerate() {
            for named in &claims.ids {
                lists.entry((at, named.list)).or_default().0 += 1;
            }
        }
        for places in by_id.values() {
            for (at, first) in places.iter().enumerate() {
                for second in &places[at + 1..] {
                    let known = homes.entry(((first.0, first.1.sort), (second.0, second.1.sort))).or_default();
                    if differ(first, second) {
                        known.1 += 1
                    } else {
                        known.0 += 1
                    }
                    if first.0 == second.0 && first.1.list == second.1.list {
                        lists.entry((first.0, first.1.list)).or_default().1 += 1;
                    }
                }
            }
        }
        Self { homes, lists }
    }

    /// Whether two entries are of such places that each gives tasks their names.
    fn compares(&self, first: &Place<'_>, second: &Place<'_>) -> bool {
        if first.0 == second.0 && first.1.list == second.1.list {
            let (entries, repeated) = self.lists.get(&(first.0, first.1.list)).copied().unwrap_or_default();
            return entries >= 3 && repeated * 3 <= entries;
        }
        if first.0 == second.0 && first.1.sort == Sort::Heading && second.1.sort == Sort::Heading {
            return true;
        }
        // Items and lines say what is done with a task at that place; boxes, rows and headings name it.
        if [first, second].iter().any(|place| matches!(place.1.sort, Sort::Item | Sort::Line)) {
            return false;
        }
        // The same document lists tasks again where it says something of them: when they are due, who checks them.
        let (same, other) =
            self.homes.get(&((first.0, first.1.sort), (second.0, second.1.sort))).copied().unwrap_or_default();
        same >= 3 && same >= other * 2
    }
}

/// Words that say nothing of what a task is about.
const PLAIN: [&str; 34] = [
    "the",
    "and",
    "for",
    "with",
    "from",
    "into",
    "of",
    "to",
    "in",
    "on",
    "a",
    "an",
    "new",
    "task",
    "setup",
    "set",
    "up",
    "implementation",
    "implement",
    "update",
    "updates",
    "create",
    "add",
    "final",
    "basic",
    "initial",
    "complete",
    "service",
    "system",
    "management",
    "page",
    "ui",
    "api",
    "work",
];

/// Whether two entries are called so that they are two things: their titles have nothing in common that says something,
/// or, of two rows or boxes of one list, little.
fn differ(one: &Place<'_>, other: &Place<'_>) -> bool {
    let one_list = one.0 == other.0
        && one.1.list == other.1.list
        && one.1.sort == other.1.sort
        && matches!(one.1.sort, Sort::Row | Sort::Box);
    titles_differ(&one.1.title, &other.1.title, one_list)
}

fn titles_differ(one: &str, other: &str, one_list: bool) -> bool {
    let (first, second) = (words(one), words(other));
    let own =
        |words: &[String]| words.iter().filter(|word| !PLAIN.contains(&word.as_str())).cloned().collect::<Vec<_>>();
    let (first_own, second_own) = (own(&first), own(&second));
    if first_own.is_empty() || second_own.is_empty() {
        return false;
    }
    let same = |a: &String, b: &String| {
        let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        a == b || shared >= 4 || a.contains(b.as_str()) || b.contains(a.as_str())
    };
    let shared = first_own.iter().filter(|a| second_own.iter().any(|b| same(a, b))).count();
    // A list names each thing once: a word in common does not make two of its entries one.
    let meets = if one_list { shared * 3 > first_own.len().min(second_own.len()) } else { shared > 0 };
    !meets && !abbreviates(&first, &second) && !abbreviates(&second, &first)
}

fn words(title: &str) -> Vec<String> {
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1 && !word.bytes().all(|byte| byte.is_ascii_digit()))
        .map(str::to_lowercase)
        .collect()
}

/// Whether a word of one title is made of the first letters of the other's.
fn abbreviates(short: &[String], long: &[String]) -> bool {
    let letters: String = long.iter().filter_map(|word| word.chars().next()).collect();
    short.iter().any(|word| word.len() > 1 && word.len() <= letters.len() && letters.contains(word.as_str()))
}
