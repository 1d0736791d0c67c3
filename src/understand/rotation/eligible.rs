//! Lists of those who may be on duty, and of those who may not yet.

use super::{Rota, is_duty, name_of};
use crate::understand::fact::{Name, Waiting};
use crate::understand::moment;
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::{Entry, Kind, Reading, clean};
use crate::understand::staff;

/// Words of lines and headings that announce such a list.
const LIST: [&str; 6] = ["eligible", "participants", "pool", "qualified", "trained", "certified"];
/// The same for lines and headings under one that speaks of duty.
const LIST_OF_DUTY: [&str; 9] =
    ["members", "engineers", "team", "people", "participants", "order", "responders", "staff", "volunteers"];

/// A list of people, and what it is a list of.
pub(super) struct List<'r> {
    entry: Entry<'r>,
    people: Vec<Name>,
    waiting: Vec<Waiting>,
}

/// All such lists of a document.
pub(super) fn all<'r>(reading: &'r Reading<'r>) -> Vec<List<'r>> {
    let mut lists = Vec::new();
    for entry in reading.entries() {
        if matches!(entry.kind(), Kind::Row { .. } | Kind::Fence | Kind::FenceLine) || !announces(entry) {
            continue;
        }
        let mut list = List { entry, people: Vec::new(), waiting: Vec::new() };
        if !entry.is_heading() && !entry.label().is_empty() {
            for piece in staff::pieces(entry.value()) {
                list.add(entry, piece);
            }
        }
        for child in entry.children() {
            match child.kind() {
                Kind::Item { .. } => list.add(child, child.text()),
                Kind::Table(_) => list.rows(child),
                _ => {}
            }
        }
        if list.people.len() >= 2 {
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
    let below = || staff::on_duty(entry);
    let says = staff::has_word(name, &LIST_OF_DUTY) && staff::words(name).count() <= 5;
    staff::has_word(name, &LIST) && (is_duty(name) || below()) || says && (is_duty(name) || below())
}

impl<'r> List<'r> {
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

/// Whether a line says that somebody may not be on duty yet; and from when, where it says so.
fn waits(entry: Entry<'_>, text: &str) -> Option<Option<chrono::NaiveDate>> {
    let said = ["training", "trainee", "onboarding", "shadowing", "join", "joins", "joining", "leave"];
    let until = staff::has_word(text, &["until", "till", "through"]);
    if !staff::has_word(text, &said) && !until {
        return None;
    }
    let period = |phrase: &Phrase| matches!(phrase, Phrase::Period(..) | Phrase::Date { .. } | Phrase::Day(_));
    let mention = entry.mentions_in(text).find(|mention| period(&mention.phrase));
    let days = mention.and_then(|mention| moment::of(entry, mention));
    Some(days.and_then(|days| if until { days.end.or(days.start) } else { days.start }))
}

/// Gives a rota the list that belongs to it: one of its own section, else the nearest above, where there is only one.
pub(super) fn of(lists: &[List<'_>], rota: &mut Rota<'_>, rotas: usize) {
    let chain: Vec<u32> = std::iter::once(rota.entry).chain(rota.entry.ancestors()).map(|above| above.id).collect();
    let depth = |list: &List<'_>| {
        let shared =
            list.entry.ancestors().chain(std::iter::once(list.entry)).filter(|above| chain.contains(&above.id));
        shared.count()
    };
    let Some(most) = lists.iter().map(depth).max() else { return };
    let mut near: Vec<&List<'_>> = lists.iter().filter(|list| depth(list) == most).collect();
    if near.len() > 1 {
        let words: Vec<&str> = staff::words(rota.title).filter(|word| !is_duty(word)).collect();
        near.retain(|list| words.iter().any(|word| staff::has_word(clean(list.entry.text()), &[*word])));
    }
    // A list that shares nothing but the title with several rotas may be of any of them.
    if let [list] = near.as_slice()
        && (most > 1 || rotas == 1)
    {
        rota.rotation.eligible.clone_from(&list.people);
        rota.rotation.waiting.clone_from(&list.waiting);
    }
}
