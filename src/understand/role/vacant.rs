//! Roles that a list of contacts has and nobody fills yet: `**QA Lead:** [Name]`. They are no facts, but nobody who
//! names such a role has the name wrong.

use crate::understand::fact::Name;
use crate::understand::phrase::names;
use crate::understand::reading::{Entry, Kind, Reading, clean};
use crate::understand::staff::{self, Words};

/// The names of such roles, in the order of the text.
pub fn vacant(reading: &Reading<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Field | Kind::Item { .. } if staff::among_people(entry) => found.extend(of_line(entry)),
            Kind::Table(_) => found.extend(of_rows(entry)),
            _ => {}
        }
    }
    found
}

fn is_open(value: &str) -> bool {
    let head = value.split([' ', '-', '–', '—', ',', '(']).next().unwrap_or_default();
    names::is_blank(head) || value.starts_with('[') || value.starts_with('<')
}

fn of_line(entry: Entry<'_>) -> Option<Name> {
    let label = staff::bare(clean(entry.label()));
    let open = !label.is_empty() && is_open(entry.value()) && entry.children().next().is_none();
    (open && staff::is_role_or_group(label)).then(|| entry.name(label))
}

/// `| QA Lead | [Name] |`
fn of_rows(table: Entry<'_>) -> impl Iterator<Item = Name> {
    const ROLE: Words = Words::of(&["role", "position", "function"]);
    let header = table.children().next().filter(|row| !row.is_row());
    let column = header.and_then(|header| header.cells().position(|cell| staff::has_word(cell.text(), &ROLE)));
    column.into_iter().flat_map(move |column| table.children().filter_map(move |row| of_row(row, column)))
}

fn of_row(row: Entry<'_>, column: usize) -> Option<Name> {
    let title = staff::bare(clean(row.cells().nth(column).filter(|_| row.is_row())?.text()));
    let open = row.cells().any(|cell| cell.column != column && is_open(cell.text()));
    (open && staff::is_role_or_group(title)).then(|| row.name(title))
}
