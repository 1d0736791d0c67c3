//! Lists of those who may be on duty, and of those who may not yet.

use super::{Rota, elsewhere, is_duty, name_of};
use crate::understand::fact::{Name, Waiting};
use crate::understand::moment::{self, Moment};
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::{Entry, Kind, Reading, clean};
use crate::understand::{squad, staff};

/// Words of lines and headings that announce such a list.
const LIST: [&str; 6] = ["eligible", "participants", "pool", "qualified", "trained", "certified"];
/// The same for lines that say that these and nobody else may do it.
const MAY: [&str; 10] =
    ["only", "may", "can", "licence", "license", "licensed", "certificate", "key", "allowed", "carry"];
/// The same for lines and headings under one that speaks of duty.
const LIST_OF_DUTY: [&str; 9] =
    ["members", "engineers", "team", "people", "participants", "order", "responders", "staff", "volunteers"];
/// Words of lines that list those who may not be on duty yet.
const NOT_YET: [&str; 10] = [
    "training",
    "trainee",
    "trainees",
    "learning",
    "onboarding",
    "apprentice",
    "apprentices",
    "shadow",
    "shadowing",
    "yet",
];

/// A list of people, and what it is a list of.
pub(super) struct List<'r> {
    entry: Entry<'r>,
    people: Vec<Name>,
    waiting: Vec<Waiting>,
    /// Whether nothing says that these and nobody else are on duty but that they are called so beside the shifts:
    /// `Steward teams: Red, Blue`.
    is_loose: bool,
}

/// All such lists of a document.
pub(super) fn all<'r>(reading: &'r Reading<'r>) -> Vec<List<'r>> {
    let mut lists = Vec::new();
    for entry in reading.entries() {
        if matches!(entry.kind(), Kind::Row { .. } | Kind::Fence | Kind::FenceLine) || entry.task().is_some() {
            continue;
        }
        let mut list = List { entry, people: Vec::new(), waiting: Vec::new(), is_loose: false };
        if announces(entry) {
            list.whole();
        }
        if list.people.is_empty() && !entry.is_heading() {
            list.people = elsewhere::named(entry);
        }
        if list.people.is_empty() && !entry.is_heading() {
            list.sentences();
        }
        if list.people.len() >= 2 || !list.waiting.is_empty() {
            lists.push(list);
        }
    }
    lists
}

/// Whether a heading or line says that those who may be on duty follow.
fn announces(entry: Entry<'_>) -> bool {
    let name = if entry.is_heading() || !entry.label().is_empty() { name_of(entry) } else { entry.text() };
    if name.is_empty() || name.len() > 80 {
        return false;
    }
    // Who is in a team is not who takes turns.
    let section = if entry.is_heading() { Some(entry) } else { entry.parent() };
    if section.is_some_and(|section| !is_duty(name_of(section)) && squad::is_section(section)) {
        return false;
    }
    let below = || staff::on_duty(entry);
    let says = staff::has_word(name, &LIST_OF_DUTY) && staff::words(name).count() <= 5;
    let may = entry.is_heading() && staff::has_word(name, &["who"]) && staff::has_word(name, &MAY);
    (may || staff::has_word(name, &LIST)) && (is_duty(name) || below()) || says && (is_duty(name) || below())
}

impl<'r> List<'r> {
    /// Reads the value of the line, and what stands under it.
    fn whole(&mut self) {
        let entry = self.entry;
        if !entry.is_heading() && !entry.label().is_empty() {
            let pieces = staff::pieces(entry.value());
            // `Ada, Kai, two trainees`
            if pieces.iter().any(|piece| is_open(piece)) {
                return;
            }
            for piece in pieces {
                self.add(entry, piece);
            }
            self.lead();
        }
        for child in entry.children() {
            match child.kind() {
                Kind::Item { .. } => self.add(child, child.text()),
                Kind::Table(_) => self.rows(child),
                // `The following may be called:`
                Kind::Paragraph if entry.is_heading() && (!is_not_yet(child.text()) || says_may(child.text())) => {
                    child.children().filter(|item| item.is_item()).for_each(|item| self.add(item, item.text()));
                }
                // `**1st line:** Ada, Kai` under `Who is in the pool`
                Kind::Field if entry.is_heading() && !is_not_yet(child.label()) => {
                    let pieces = staff::pieces(child.value());
                    if pieces.iter().all(|name| staff::is_person(name)) {
                        pieces.into_iter().for_each(|piece| self.add(child, piece));
                    }
                }
                _ => {}
            }
        }
    }

    /// Who leads a team belongs to it.
    fn lead(&mut self) {
        let field = self.entry.parent().and_then(|above| above.field(&["lead", "team lead", "squad lead", "leader"]));
        if let Some(field) = field {
            staff::pieces(field.value()).into_iter().take(1).for_each(|piece| self.add(field, piece));
        }
    }

    /// Reads sentences such as `Only these have the key: Ada, Kai.` and `Trainees (never alone): Lin`.
    fn sentences(&mut self) {
        let text = self.entry.text();
        if text.len() > 600 || !text.contains(": ") {
            return;
        }
        let mut from = 0;
        while let Some(colon) = text[from..].find(": ").map(|colon| from + colon) {
            let head = text[from..colon].rfind(". ").map_or(from, |end| from + end + 2);
            let end = text[colon + 2..].find(". ").map_or(text.len(), |end| colon + 2 + end);
            let (said, list) = (&text[head..colon], &text[colon + 2..end]);
            from = colon + 2;
            let (may, not_yet) = (says_may(said), is_not_yet(said));
            let loose = !may && !not_yet && names_group(said);
            let pieces = staff::pieces(list);
            let sound = |name: &&str| staff::is_person(name) && staff::bare(name).split_whitespace().count() <= 3;
            if said.len() > 120 || !(may || not_yet || loose) || pieces.is_empty() || !pieces.iter().all(sound) {
                continue;
            }
            for piece in pieces {
                let who = self.entry.name(staff::bare(piece));
                if not_yet {
                    let from = period(self.entry, piece).and_then(|days| days.start);
                    self.waiting.push(Waiting { who, from });
                } else {
                    self.people.push(who);
                }
            }
            self.is_loose = loose;
        }
    }

    /// Whether it can be of a rota: it stands at the document's head, in the rota's own section, or in one of its own.
    fn holds_for(&self, rota: &Rota<'_>) -> bool {
        let Some(section) = self.entry.heading().filter(|section| section.level() > 1) else { return true };
        announces(section) || rota.entry.ancestors().any(|above| above.id == section.id)
    }

    /// How many of these names it has.
    fn knows(&self, names: &[&str]) -> usize {
        let first = |name: &str| staff::bare(name).split_whitespace().next().unwrap_or_default().to_lowercase();
        let own: Vec<String> = self.people.iter().map(|name| first(name)).collect();
        names.iter().filter(|name| own.contains(&first(name))).count()
    }

    /// Adds a person, or one who may not be on duty yet: `Ada (in training until 1 March)`.
    fn add(&mut self, entry: Entry<'r>, text: &'r str) {
        let name = staff::bare(text);
        let role = name.split_whitespace().count() <= 4 && staff::is_title(name) && staff::sort(name).is_some();
        if !staff::is_person(name) && !role || name.split_whitespace().count() > 4 {
            return;
        }
        match waits(entry, text) {
            Some(from) => self.waiting.push(Waiting { who: entry.name(name), from }),
            None => self.people.push(entry.name(name)),
        }
    }

    /// `| Engineer | Status |`
    fn rows(&mut self, table: Entry<'r>) {
        let named = ["name", "engineer", "person", "who", "member", "developer", "responder", "nurse", "volunteer"];
        for row in table.children().filter(|row| row.is_row()) {
            if let Some(cell) = row.cells().find(|cell| staff::has_word(cell.header(), &named)) {
                let name = staff::bare(cell.text());
                match waits(row, row.text()).filter(|_| staff::is_person(name)) {
                    Some(from) => self.waiting.push(Waiting { who: row.name(name), from }),
                    None if staff::is_person(name) => self.people.push(row.name(name)),
                    None => {}
                }
            }
        }
    }
}

/// Whether a line says who may be on duty.
fn says_may(said: &str) -> bool {
    staff::has_word(said, &MAY) || staff::has_word(said, &LIST)
}

/// Whether a label is what several are called who take turns: `Steward teams`, `Nurses in charge`.
fn names_group(said: &str) -> bool {
    let last = staff::words(said).last().unwrap_or_default();
    let groups = ["teams", "crews", "squads", "groups", "pods", "classes", "stewards"];
    let count = said.split_whitespace().count();
    count <= 5
        && (groups.iter().any(|group| last.eq_ignore_ascii_case(group))
            || staff::words(said).filter_map(|word| word.strip_suffix('s')).any(staff::is_role_word))
}

/// Whether a piece of a list leaves it open who else is on it: `two trainees`, `others`.
fn is_open(piece: &str) -> bool {
    const OPEN: [&str; 20] = [
        "others",
        "other",
        "etc",
        "more",
        "trainees",
        "volunteers",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "some",
        "anyone",
        "anybody",
        "whoever",
        "temps",
        "students",
        "further",
    ];
    !piece.starts_with(|letter: char| letter.is_uppercase() || letter == '@') && staff::has_word(piece, &OPEN)
}

/// Whether a line lists those who may not be on duty yet.
fn is_not_yet(said: &str) -> bool {
    staff::has_word(said, &NOT_YET)
}

/// The days that a piece of a line names.
fn period(entry: Entry<'_>, text: &str) -> Option<Moment> {
    let is_days = |phrase: &Phrase| matches!(phrase, Phrase::Period(..) | Phrase::Date { .. } | Phrase::Day(_));
    let mention = entry.mentions_in(text).find(|mention| is_days(&mention.phrase));
    mention.and_then(|mention| moment::of(entry, mention))
}

/// Whether a line says that somebody may not be on duty yet; and from when, where it says so.
fn waits(entry: Entry<'_>, text: &str) -> Option<Option<chrono::NaiveDate>> {
    let said = ["training", "trainee", "onboarding", "shadowing", "join", "joins", "joining", "leave"];
    let before = text.to_ascii_lowercase().contains("not before");
    let until = staff::has_word(text, &["until", "till", "through"]);
    if !staff::has_word(text, &said) && !until && !before {
        return None;
    }
    Some(period(entry, text).and_then(|days| if until { days.end.or(days.start) } else { days.start }))
}

/// Gives a rota the list that belongs to it: one of its own section, else the nearest above, where there is only one;
/// else the one that has most of its people.
pub(super) fn of(lists: &[List<'_>], rota: &mut Rota<'_>, rotas: usize) {
    let by_place = by_place(lists, rota, rotas);
    let people: Vec<&str> = rota.rotation.shifts.iter().map(|shift| &*shift.who.text).collect();
    let by_people = || {
        let near = |list: &&List<'_>| list.people.len() > 1 && !list.is_loose && list.holds_for(rota);
        let best = lists.iter().filter(near).max_by_key(|list| list.knows(&people))?;
        (best.knows(&people) * 2 > people.len()).then_some(best)
    };
    // A list that has few of them is the list of something else.
    let by_place = by_place.filter(|list| list.knows(&people) * 2 >= people.len());
    // Beside the shifts, what they are called is enough.
    let beside = || {
        let own = rota.entry.heading().map(|heading| heading.id);
        let near = |list: &&List<'_>| list.is_loose && own.is_some() && list.entry.heading().map(|it| it.id) == own;
        lists.iter().filter(near).find(|list| list.people.len() > 1 && list.knows(&people) * 3 >= people.len() * 2)
    };
    let Some(list) = by_place.or_else(by_people).or_else(beside) else { return };
    rota.rotation.eligible.clone_from(&list.people);
    rota.rotation.waiting.clone_from(&list.waiting);
    for other in lists.iter().filter(|other| other.entry.id != list.entry.id && other.people.is_empty()) {
        rota.rotation.waiting.extend(other.waiting.iter().cloned());
    }
}

fn by_place<'l, 'r>(lists: &'l [List<'r>], rota: &Rota<'r>, rotas: usize) -> Option<&'l List<'r>> {
    let lists = || lists.iter().filter(|list| list.people.len() > 1 && !list.is_loose);
    let chain: Vec<u32> = std::iter::once(rota.entry).chain(rota.entry.ancestors()).map(|above| above.id).collect();
    let depth = |list: &List<'_>| {
        let shared =
            list.entry.ancestors().chain(std::iter::once(list.entry)).filter(|above| chain.contains(&above.id));
        shared.count()
    };
    let most = lists().map(depth).max()?;
    let mut near: Vec<&List<'_>> = lists().filter(|list| depth(list) == most).collect();
    if near.len() > 1 {
        let words: Vec<&str> = staff::words(rota.title).filter(|word| !is_duty(word)).collect();
        near.retain(|list| words.iter().any(|word| staff::has_word(clean(list.entry.text()), &[*word])));
    }
    // A list that shares nothing but the title with several rotas may be of any of them.
    match near.as_slice() {
        [list] if most > 1 || rotas == 1 => Some(list),
        _ => None,
    }
}
