//! Roles that a list of contacts has and nobody fills yet: `**QA Lead:** [Name]`. They are no facts, but nobody who
//! names such a role has the name wrong.

use crate::understand::fact::Name;
use crate::understand::phrase::names;
use crate::understand::reading::{Entry, Kind, Reading, clean};
use crate::understand::staff;

/// The names of such roles, in the order of the text.
pub fn vacant(reading: &Reading<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Field | Kind::Item { .. } => {
                let line = of_line(entry);
                found.extend(line.filter(|_| staff::among_people(entry)));
            }
            Kind::Row { header: false, .. } => found.extend(of_row(entry)),
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
fn of_row(row: Entry<'_>) -> Option<Name> {
    let role = row.cells().find(|cell| staff::has_word(cell.header(), &["role", "position", "function"]))?;
    let title = staff::bare(clean(role.text()));
    let open = row.cells().any(|cell| cell.column != role.column && is_open(cell.text()));
    (open && staff::is_role_or_group(title)).then(|| row.name(title))
}
