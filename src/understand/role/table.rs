//! Tables of roles: a row each (`| Role | Name |`), a column each (RACI), or a role with its name in a cell
//! (`Policy Lead (Ada)`).

use super::sisters::{Line, Sisters};
use super::{Roles, line, meetings};
use crate::understand::evidence::Evidence;
use crate::understand::fact::{Name, Role};
use crate::understand::phrase::names;
use crate::understand::phrase::role::{self, Sort};
use crate::understand::reading::role::Role as Column;
use crate::understand::reading::{CellRef, Entry, clean};
use crate::understand::staff::{self, Words};

const ROLE: Words =
    Words::of(&["role", "roles", "position", "function", "job", "capacity", "hat", "post", "responsibility area"]);
/// Headers of columns of groups, each with its people beside it.
const GROUP: [&str; 14] = [
    "group",
    "circle",
    "committee",
    "board",
    "body",
    "department",
    "office",
    "side",
    "team",
    "crew",
    "desk",
    "panel",
    "subcommittee",
    "working group",
];
/// Headers of columns with the people of a group.
const PEOPLE: [&str; 6] = ["people", "members", "who", "names", "persons", "staff"];
/// Headers of the two columns of a table of labels and values.
const LABELS: [&str; 12] =
    ["", "field", "item", "property", "key", "what", "topic", "attribute", "label", "aspect", "entry", "detail"];
const NAME: Words = Words::of(&[
    "name",
    "names",
    "person",
    "people",
    "who",
    "member",
    "members",
    "assignee",
    "assigned",
    "holder",
    "filled",
    "held",
    "contact",
    "owner",
    "lead",
    "staff",
    "shadow",
    "shadows",
    "backup",
    "deputy",
    "alternate",
    "substitute",
    "incumbent",
    "engineer",
    "volunteer",
]);
const DEPUTY: [&str; 7] = ["shadow", "shadows", "backup", "deputy", "alternate", "substitute", "secondary"];
const DUTIES: Words =
    Words::of(&["responsibilities", "responsibility", "duties", "involvement", "responsible", "accountabilities"]);
/// Columns of tables that are signed, or that say what software lets somebody do.
const VETO: Words = Words::of(&[
    "signature",
    "signed",
    "access",
    "permissions",
    "permission",
    "approved",
    "decision",
    "vote",
    "table",
    "type",
]);

/// What the columns of a table of roles are.
struct Columns {
    role: usize,
    names: Vec<usize>,
    duties: Option<usize>,
    /// Whether each row is a group with its people, and not a role.
    is_group: bool,
}

/// Reads a table.
pub(super) fn read(table: Entry<'_>, roles: &mut Roles<'_>) {
    let Some(header) = table.children().next().filter(|row| !row.is_row()) else { return };
    let rows: Vec<Entry<'_>> = table.children().filter(|row| row.is_row()).collect();
    if let Some(columns) = columns(header, &rows, staff::among_people(table)) {
        of_rows(table, &rows, &columns, roles);
    } else if is_raci(&rows) {
        of_raci(header, &rows, roles);
    } else if !of_labels(header, &rows, roles) {
        in_cells(&rows, roles);
    }
}

/// `| Scrum Master | Ada Byron |` among other rows of labels and values.
fn of_labels(header: Entry<'_>, rows: &[Entry<'_>], roles: &mut Roles<'_>) -> bool {
    let first = header.cells().next().map_or("", |cell| clean(cell.text()));
    let lines: Option<Vec<Line<'_>>> = rows.iter().map(|row| Line::of_row(*row)).collect();
    let Some(lines) = lines else { return false };
    if lines.len() < 2 || !LABELS.iter().any(|known| first.eq_ignore_ascii_case(known)) {
        return false;
    }
    let sisters = Sisters::of(lines.iter().copied());
    for line in lines {
        let title = line.name();
        let held = !line::is_passing(title) || sisters.hold_passing(false) && line::is_of_teams(title);
        let members = if held && line.is_role() { line.people() } else { Vec::new() };
        if members.is_empty() {
            continue;
        }
        let mut evidence = Evidence::new(header.reading);
        evidence.add(3, "its label is the name of a role", line.entry.span());
        evidence.add(2, "its value is a name", line.entry.span());
        roles.add(line.entry, title, Role { members, ..Role::default() }, evidence);
    }
    true
}

fn columns(header: Entry<'_>, rows: &[Entry<'_>], among: bool) -> Option<Columns> {
    let names = staff::has_word(header.text(), &NAME);
    if !names && !staff::has_word(header.text(), &DUTIES) || staff::has_word(header.text(), &VETO) {
        return None;
    }
    let by_header = header.cells().find(|cell| staff::has_word(cell.text(), &ROLE)).map(|cell| cell.column);
    let is_person = |column: usize| mostly(rows, column, staff::is_full_name);
    let holder = || header.cells().find(|cell| staff::has_word(cell.text(), &NAME) && is_person(cell.column));
    let by_group = || {
        let group =
            header.cells().next().filter(|cell| GROUP.iter().any(|word| cell.text().eq_ignore_ascii_case(word)))?;
        // Groups may be in groups, so that one row of people is enough.
        let people = header.cells().any(|cell| {
            let cells = || rows.iter().filter_map(|row| row.cells().nth(cell.column));
            let named = |text: &str| text.starts_with(char::is_uppercase) || text.starts_with('@');
            PEOPLE.iter().any(|word| cell.text().eq_ignore_ascii_case(word))
                && cells().all(|cell| staff::pieces(cell.text()).into_iter().all(named))
                && cells().any(|cell| staff::pieces(cell.text()).into_iter().all(staff::is_person))
        });
        people.then_some(group.column)
    };
    let role = by_header.or_else(&by_group).or_else(|| {
        let is_role = |text: &str| staff::is_role_in_any_case(text);
        let mostly = |cell: &CellRef<'_>| mostly(rows, cell.column, is_role);
        if rows.len() < 2 || !among && holder().is_none() {
            return None;
        }
        header.cells().find(mostly).map(|cell| cell.column)
    })?;
    let is_group = by_header.is_none() && by_group() == Some(role);
    let is_name = |cell: &CellRef<'_>| {
        cell.column != role
            && staff::has_word(cell.text(), &NAME)
            && !staff::has_word(cell.text(), &DUTIES)
            && (is_group
                || mostly(rows, cell.column, |text| staff::pieces(text).iter().all(|name| staff::sort(name).is_some())))
    };
    let names: Vec<usize> = header.cells().filter(is_name).map(|cell| cell.column).collect();
    let duties = header.cells().find(|cell| cell.column != role && staff::has_word(cell.text(), &DUTIES));
    let duties = duties.map(|cell| cell.column);
    // Who stands in for somebody fills no role.
    let first_hand = names
        .iter()
        .any(|column| !header.cells().nth(*column).is_some_and(|cell| staff::has_word(cell.text(), &DEPUTY)));
    if !names.is_empty() && !first_hand {
        return None;
    }
    let enough = !names.is_empty() || duties.is_some() && among && by_header.is_some();
    enough.then_some(Columns { role, names, duties, is_group })
}

/// Who is in a group, which may be groups as well: `Ticket desk, Press office`.
fn group_members(row: Entry<'_>, list: &str) -> Vec<Name> {
    let pieces = staff::pieces(list).into_iter().map(staff::bare);
    let sound = |name: &&str| {
        !names::is_blank(name)
            && name.starts_with(|letter: char| letter.is_uppercase() || letter == '@')
            && name.split_whitespace().count() <= 4
    };
    pieces.filter(sound).map(|name| row.name(name)).collect()
}

/// Whether a cell of a column of roles names one: words with capitals, or a few of which one is a role.
fn is_named(text: &str) -> bool {
    let first = text.chars().find(|letter| letter.is_alphanumeric());
    let plain = first.is_some_and(|first| !first.is_lowercase()) && text.split_whitespace().count() <= 6;
    staff::is_title(text) || plain && (staff::is_role_in_any_case(text) || staff::words(text).any(staff::is_role_word))
}

/// Whether two thirds of a column's cells that are no blanks are so.
fn mostly(rows: &[Entry<'_>], column: usize, holds: impl Fn(&str) -> bool) -> bool {
    let cells = rows.iter().filter_map(|row| row.cells().nth(column)).filter(|cell| !names::is_blank(cell.text()));
    let (mut all, mut so) = (0, 0);
    for cell in cells {
        all += 1;
        so += usize::from(holds(cell.text()));
    }
    all > 0 && so * 3 >= all * 2
}

fn of_rows(table: Entry<'_>, rows: &[Entry<'_>], columns: &Columns, roles: &mut Roles<'_>) {
    let described = columns.names.is_empty();
    let mut found = Vec::new();
    for row in rows {
        let Some(title) = row.cells().nth(columns.role) else { continue };
        // `Team lead, product`
        let named = clean(title.text()).split([',', ';']).next().unwrap_or_default().trim();
        if names::is_blank(named) || !is_named(named) {
            continue;
        }
        let cells = columns.names.iter().filter_map(|column| row.cells().nth(*column));
        let mut role = Role::default();
        for cell in cells {
            let mut members = staff::members(*row, cell.text());
            if columns.is_group {
                members = group_members(*row, cell.text());
            }
            for member in members {
                if !role.members.contains(&member) {
                    role.members.push(member);
                }
            }
        }
        let duties = columns.duties.and_then(|column| row.cells().nth(column)).filter(|cell| !cell.text().is_empty());
        role.responsibilities = duties.map(|cell| cell.text().into()).into_iter().collect();
        meetings::of_row(*row, &mut role);
        found.push((*row, named, role));
    }
    // A table in which nobody has a name yet is a form.
    if !described && found.iter().all(|(_, _, role)| role.members.is_empty()) {
        return;
    }
    for (row, title, role) in found {
        let mut evidence = Evidence::new(table.reading);
        evidence.add(4, "it is a row of a table of roles", row.span());
        roles.add(row, title, role, evidence);
    }
}

/// Whether the cells behind the first are R, A, C and I.
fn is_raci(rows: &[Entry<'_>]) -> bool {
    let letters =
        |text: &str| !text.is_empty() && text.len() <= 7 && text.chars().all(|letter| "RACIS/, *-–".contains(letter));
    let cells = || rows.iter().flat_map(|row| row.cells().skip(1)).filter(|cell| !cell.text().is_empty());
    let has = |wanted: char| cells().any(|cell| cell.text().contains(wanted));
    rows.len() >= 2 && cells().all(|cell| letters(cell.text())) && has('R') && has('A')
}

/// `| Activity | Product Owner | Tech Lead |` with R, A, C, I below.
fn of_raci(header: Entry<'_>, rows: &[Entry<'_>], roles: &mut Roles<'_>) {
    // A column of a person or a squad is no role.
    let is_role = |cell: &CellRef<'_>| matches!(staff::sort(cell.text()), Some(Sort::Role | Sort::Group));
    for cell in header.cells().skip(1).filter(is_role) {
        let does = |row: &&Entry<'_>| row.cells().nth(cell.column).is_some_and(|cell| cell.text().contains(['R', 'A']));
        let activity = |row: &Entry<'_>| row.cells().next().map(|cell| cell.text().into());
        let members = role::qualified(cell.text()).map(|parts| staff::members(header, &cell.text()[parts.inside]));
        let role = Role {
            members: members.unwrap_or_default(),
            responsibilities: rows.iter().filter(does).filter_map(activity).collect(),
            ..Role::default()
        };
        let mut evidence = Evidence::new(header.reading);
        evidence.add(4, "it is a column of a table of who is responsible", cell.span());
        roles.add(header, staff::bare(cell.text()), role, evidence);
    }
}

/// `Policy Lead (Ada)` in a cell of somebody who leads or takes part.
fn in_cells(rows: &[Entry<'_>], roles: &mut Roles<'_>) {
    let who =
        |cell: &CellRef<'_>| matches!(cell.role(), Column::Owner | Column::People | Column::Primary | Column::Backup);
    for row in rows {
        for cell in row.cells().filter(|cell| cell.text().contains('(') && who(cell)) {
            for name in names::split(cell.text()) {
                let Some(parts) = role::qualified(name) else { continue };
                let (title, inside) = (&name[parts.name], &name[parts.inside]);
                let people = names::split(inside);
                let filled = role::sort(title) == Some(Sort::Role)
                    && !people.is_empty()
                    && people.iter().all(|name| staff::is_person(name) && !name.contains(' ') || is_full_name(name));
                if filled {
                    let role = Role { members: staff::members(*row, inside), ..Role::default() };
                    let mut evidence = Evidence::new(row.reading);
                    evidence.add(4, "a role has a name in parentheses", row.span_of(name));
                    roles.add(*row, title, role, evidence);
                }
            }
        }
    }
}

fn is_full_name(name: &str) -> bool {
    staff::is_person(name) && (2..=3).contains(&name.split_whitespace().count())
}
