//! Numbers by state beside one for all: a row `20 | 19 | 2` under `Total | Complete | In progress`, or such lines.

use super::sums::table::number;
use super::sums::{Measure, Sum, has_word, is_table};
use crate::base::span::Span;
use crate::understand::phrase::words::Words;
use crate::understand::reading::{CellRef, Entry, Kind, Reading, clean};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// All.
    Total,
    /// What is done, passed or closed.
    Done,
    /// What is neither done nor any of the others.
    Apart,
    /// What did not pass; with what was skipped, that is all.
    Failed,
    /// What is not done: it may hold some of the others.
    Rest,
    /// What may be within the rest.
    Within,
    /// What may be left out of the total.
    Out,
}

const WORDS: &[(&[&str], Class)] = &[
    (&["not", "started"], Class::Apart),
    (&["to", "do"], Class::Apart),
    (&["in", "progress"], Class::Apart),
    (&["not", "done"], Class::Rest),
    (&["total"], Class::Total),
    (&["totals"], Class::Total),
    (&["planned"], Class::Total),
    (&["done"], Class::Done),
    (&["complete"], Class::Done),
    (&["completed"], Class::Done),
    (&["finished"], Class::Done),
    (&["closed"], Class::Done),
    (&["resolved"], Class::Done),
    (&["passed"], Class::Done),
    (&["started"], Class::Apart),
    (&["ongoing"], Class::Apart),
    (&["wip"], Class::Apart),
    (&["todo"], Class::Apart),
    (&["failed"], Class::Failed),
    (&["skipped"], Class::Out),
    (&["open"], Class::Rest),
    (&["pending"], Class::Rest),
    (&["remaining"], Class::Rest),
    (&["outstanding"], Class::Rest),
    (&["left"], Class::Rest),
    (&["blocked"], Class::Within),
    (&["deferred"], Class::Out),
    (&["cancelled"], Class::Out),
    (&["canceled"], Class::Out),
    (&["dropped"], Class::Out),
];

/// Words of [`Class::Total`], and of columns of things that stand for all.
const ALL: Words = Words::of(&["total", "totals", "planned", "tasks", "items", "stories", "tickets", "tests"]);
/// Words of [`Class::Done`].
const DONE: Words = Words::of(&["done", "complete", "completed", "finished", "closed", "resolved", "passed"]);

/// The class that a name says, and what is left of the name: `Completed Tasks` is done, of `tasks`.
fn class(name: &str) -> Option<(Class, String)> {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    if words.is_empty() || words.len() > 4 {
        return None;
    }
    let (known, class) = WORDS.iter().find(|(known, _)| words.windows(known.len()).any(|run| run == *known))?;
    let noun: Vec<&str> = words.iter().map(String::as_str).filter(|word| !known.contains(word)).collect();
    // `Total completed`, `Open since`: two things in one name.
    let clear = !WORDS.iter().any(|(other, _)| other.len() == 1 && noun.contains(&other[0]));
    clear.then(|| (*class, noun.join(" ")))
}

/// A number, what it counts, and where it stands.
struct Part {
    class: Class,
    noun: String,
    value: i64,
    span: Span,
}

/// All numbers by state of a document.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    // One number is for all, one for what is done.
    let vocabulary = reading.vocabulary();
    if !(vocabulary.may_have(&ALL) && vocabulary.may_have(&DONE)) {
        return;
    }
    for entry in reading.entries() {
        if is_table(entry) {
            by_column(entry, sums);
            let rows: Vec<Entry<'_>> = entry.children().filter(|row| row.is_row()).collect();
            let parts: Vec<Part> = rows.iter().filter_map(|row| row_part(*row)).collect();
            lines(&parts, sums);
        } else if !matches!(entry.kind(), Kind::Row { .. } | Kind::Fence | Kind::FenceLine) {
            let children: Vec<Entry<'_>> = entry.children().collect();
            // Lines of one list, or one run of fields.
            for run in children.chunk_by(|one, next| one.kind() == next.kind()) {
                let parts: Vec<Part> = run
                    .iter()
                    .filter(|child| !child.label().is_empty() && !child.is_heading())
                    .filter_map(|child| line_part(*child))
                    .collect();
                lines(&parts, sums);
            }
        }
    }
}

/// Rows of a table with a column for each state and one for all.
fn by_column(table: Entry<'_>, sums: &mut Vec<Sum>) {
    let Some(header) = table.children().next().filter(|row| matches!(row.kind(), Kind::Row { header: true, .. }))
    else {
        return;
    };
    let total_word = |cell: &CellRef<'_>| {
        cell.column > 0
            && has_word(cell.text(), &["tasks", "items", "stories", "tickets", "tests"])
            && !has_word(cell.text(), &["id", "name"])
    };
    let classes: Vec<Option<Class>> = header
        .cells()
        .map(|cell| class(cell.text()).map(|class| class.0).or_else(|| total_word(&cell).then_some(Class::Total)))
        .collect();
    let count = |class: Class| classes.iter().filter(|known| **known == Some(class)).count();
    if count(Class::Total) != 1 || count(Class::Done) != 1 || classes.iter().flatten().count() < 3 {
        return;
    }
    for row in table.children().filter(|row| row.is_row()) {
        let mut unknown = false;
        let mut parts = Vec::new();
        for cell in row.cells() {
            let value = amount(cell.text());
            match (classes.get(cell.column).copied().flatten(), value) {
                (Some(class), Some(value)) => parts.push(Part { class, noun: String::new(), value, span: cell.span() }),
                (Some(_), None) if cell.text().trim_matches(['-', '–', '—', ' ']).is_empty() => {}
                (Some(_), None) => unknown = true,
                (None, Some(_)) if cell.column > 0 => unknown = true,
                (None, _) => {}
            }
        }
        let parts: Vec<&Part> = parts.iter().collect();
        sums.extend(by_state(&parts, !unknown));
    }
}

fn amount(text: &str) -> Option<i64> {
    let head = text.split('(').next().unwrap_or_default().trim();
    if head.contains(['%', '/']) {
        return None;
    }
    number(head).map(|number| number.value)
}

/// A row of a table of two columns: `Completed Tasks | 19`.
fn row_part(row: Entry<'_>) -> Option<Part> {
    let cells: Vec<CellRef<'_>> = row.cells().collect();
    let [name, value] = cells[..] else { return None };
    let (class, noun) = class(clean(name.text()))?;
    Some(Part { class, noun, value: amount(value.text())?, span: value.span() })
}

/// `Completed: 19`
fn line_part(line: Entry<'_>) -> Option<Part> {
    if !line.value().starts_with(|c: char| c.is_ascii_digit() || c == '*') {
        return None;
    }
    let (class, noun) = class(clean(line.label()))?;
    Some(Part { class, noun, value: amount(line.value())?, span: line.span_of(line.value()) })
}

/// Lines of which one is the total, and the others the states of the same things.
fn lines(parts: &[Part], sums: &mut Vec<Sum>) {
    let totals: Vec<&Part> = parts.iter().filter(|part| part.class == Class::Total).collect();
    for total in &totals {
        let same = |part: &&Part| part.noun == total.noun || part.noun.is_empty() && totals.len() == 1;
        let own: Vec<&Part> =
            parts.iter().filter(|part| part.class != Class::Total).filter(same).chain([*total]).collect();
        if own.len() > 2 {
            sums.extend(by_state(&own, true));
        }
    }
}

fn by_state(parts: &[&Part], known: bool) -> Option<Sum> {
    let of = |class: Class| parts.iter().filter(|part| part.class == class).map(|part| part.value).sum::<i64>();
    let has = |class: Class| parts.iter().any(|part| part.class == class);
    let total = parts.iter().find(|part| part.class == Class::Total)?;
    if !has(Class::Done) || parts.len() < 3 {
        return None;
    }
    let apart = of(Class::Apart) + of(Class::Failed);
    let least = of(Class::Done) + apart.max(of(Class::Rest)).max(of(Class::Within));
    let most: i64 = parts.iter().filter(|part| part.class != Class::Total).map(|part| part.value).sum();
    // Without a column for what is not begun, some may be missing.
    let complete = known
        && (has(Class::Rest)
            || has(Class::Failed) && has(Class::Out)
            || parts.iter().filter(|part| part.class == Class::Apart).count() > 1);
    let plain = if least <= total.value && total.value <= most {
        total.value
    } else if total.value < least {
        least
    } else {
        most
    };
    Some(Sum {
        measure: Measure::States,
        stated: total.value,
        span: total.span,
        readings: vec![(plain, plain), (least, most)],
        complete,
        parts: parts.iter().filter(|part| part.class != Class::Total).map(|part| part.span).collect(),
        what: "".into(),
    })
}
