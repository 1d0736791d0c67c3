//! Sentences that say where those stand who may be on duty: `Only the people in section 3 may take a shift.`

use crate::understand::fact::Name;
use crate::understand::reading::{Entry, Kind};
use crate::understand::staff::{self, Words};

/// Headers of columns with people.
const NAME: Words = Words::of(&[
    "name",
    "names",
    "who",
    "person",
    "people",
    "member",
    "members",
    "held",
    "holder",
    "filled",
    "deputy",
    "backup",
    "alternate",
    "substitute",
    "engineer",
    "volunteer",
    "lead",
]);

/// The people of the section, table or list of which a sentence says that they alone may be on duty.
pub(super) fn named(entry: Entry<'_>) -> Vec<Name> {
    let text = entry.text();
    if text.len() > 600 || !staff::has_word(text, &["only", "nobody", "none"]) {
        return Vec::new();
    }
    let says = |sentence: &&str| {
        staff::has_word(sentence, &["only", "nobody", "none"])
            && staff::has_word(sentence, &["may", "can", "take", "takes", "allowed", "carry", "cover", "work", "do"])
            && staff::has_word(
                sentence,
                &["shift", "shifts", "duty", "call", "rota", "pager", "turn", "turns", "cover"],
            )
    };
    let Some(sentence) = text.split(". ").find(says) else { return Vec::new() };
    let Some(place) = place(entry, sentence) else { return Vec::new() };
    let mut found = Vec::new();
    for below in place.descendants() {
        match below.kind() {
            Kind::Row { header: false, .. } => of_row(below, &mut found),
            Kind::Item { .. } | Kind::Field if below.task().is_none() => {
                let own = if below.label().is_empty() { below.text() } else { below.label() };
                let value = || staff::pieces(below.value());
                if staff::is_full_name(own) {
                    found.push(below.name(staff::bare(own)));
                } else if value().iter().all(|name| staff::is_person(name)) {
                    found.extend(value().into_iter().map(|name| below.name(staff::bare(name))));
                }
            }
            _ => {}
        }
    }
    found
}

/// The section that a sentence names by its number or name, or the table or list above or below.
fn place<'r>(entry: Entry<'r>, sentence: &str) -> Option<Entry<'r>> {
    let mut words = staff::words(sentence);
    let number = words.find(|word| ["section", "chapter", "part"].iter().any(|it| word.eq_ignore_ascii_case(it)));
    let number = number.and_then(|_| words.next()).filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let mut headings = entry.reading.entries().filter(|heading| heading.is_heading() && heading.level() > 1);
    if let Some(number) = number {
        let numbered = |text: &str| text.strip_prefix(number).is_some_and(|rest| rest.starts_with(['.', ' ', ')']));
        return headings.find(|heading| numbered(heading.text()));
    }
    let lower = sentence.to_lowercase();
    let named = |heading: &Entry<'_>| {
        let name = staff::heading_name(*heading).to_lowercase();
        let marks = [format!("“{name}”"), format!("\"{name}\""), format!("under {name}"), format!("in {name}")];
        name.len() > 3 && marks.iter().any(|mark| lower.contains(mark.as_str()))
    };
    if let Some(heading) = headings.find(named) {
        return Some(heading);
    }
    let table = |other: &Entry<'_>| matches!(other.kind(), Kind::Table(_)) && has_people(*other);
    if lower.contains(" above") {
        entry.reading.entries().take_while(|other| other.id < entry.id).filter(table).last()
    } else {
        None
    }
}

/// Whether a table has a column of people, and none of days.
fn has_people(table: Entry<'_>) -> bool {
    let header = table.children().next().filter(|row| !row.is_row());
    let dated = |word: &str| ["from", "date", "week", "due", "start", "day"].contains(&word);
    header.is_some_and(|header| {
        staff::has_word(header.text(), &NAME)
            && !staff::words(header.text()).any(|word| dated(word.to_ascii_lowercase().as_str()))
    })
}

fn of_row(row: Entry<'_>, found: &mut Vec<Name>) {
    for cell in row.cells().filter(|cell| staff::has_word(cell.header(), &NAME)) {
        let pieces = staff::pieces(cell.text());
        found.extend(pieces.into_iter().filter(|name| staff::is_person(name)).map(|name| row.name(staff::bare(name))));
    }
}
