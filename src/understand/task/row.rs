//! Rows of tables of work: a title or an id, and who does it, how far it is or by when.

use std::collections::HashSet;

use super::super::phrase::state;
use super::super::phrase::words::{Known, Words};
use super::super::reading::role::Role;
use super::super::reading::{CellRef, Entry, clean};
use super::Work;
use super::boxed;
use super::due;
use super::merge::{Found, Shape};
use super::people::Place;
use super::section::{self, Section};
use super::wording::{self, Said};

/// What the columns of a table of work are, by their index.
#[derive(Clone, Debug, Default)]
struct Columns {
    title: Option<usize>,
    id: Option<usize>,
    owner: Option<usize>,
    state: Option<usize>,
    due: Option<usize>,
    points: Option<usize>,
    priority: Option<usize>,
}

/// Adds the tasks of a table, if it is one of work.
pub(super) fn read<'r>(work: &mut Work<'r>, table: Entry<'r>, found: &mut Vec<Found>) {
    let Some(header) = table.children().next() else { return };
    let Some(columns) = columns(work, table, header) else { return };
    let rows = || table.children().filter(|row| row.is_row());
    // Where ids repeat they are those of something larger.
    let mut ids = HashSet::new();
    let own_ids = rows().filter_map(|row| text(row, columns.id)).all(|id| ids.insert(id));
    for row in rows() {
        found.extend(task(work, row, &columns, own_ids));
    }
}

/// Headers of the column that names a piece of work; the first list is sure of it.
const SURE: Words = Words::of(&[
    "job",
    "jobs",
    "assignment",
    "assignments",
    "chore",
    "package",
    "packages",
    "to do",
    "task",
    "tasks",
    "story",
    "stories",
    "issue",
    "ticket",
    "action",
    "actions",
    "to-do",
    "todo",
    "deliverable",
    "deliverables",
    "action item",
    "work item",
]);
const MAYBE: Words = Words::of(&[
    "initiative",
    "initiatives",
    "improvement",
    "improvements",
    "experiment",
    "epic",
    "undertaking",
    "scope",
    "scopes",
    "piece",
    "point",
    "request",
    "item",
    "items",
    "activity",
    "what",
    "summary",
    "title",
    "name",
    "description",
    "feature",
    "subject",
    "bug",
    "work",
    "step",
]);
/// Words in a header that say that the column is no title.
const NO_TITLE: Words = Words::of(&["id", "type", "status", "key", "count", "no", "number", "duration", "#"]);
/// Columns that tables of other things have.
const OTHER: Words = Words::of(&[
    "consulted",
    "informed",
    "mitigation",
    "likelihood",
    "probability",
    "severity",
    "signature",
    "sha",
    "commit",
    "time",
    "attendees",
    "participants",
    "frequency",
    "cadence",
    "endpoint",
    "url",
    "version",
    "duration",
]);

/// How sure a header is to name work: 3 and 2 are sure, 1 may be, 0 does not.
fn names_work(header: &str) -> u8 {
    let header = header.trim();
    let words =
        header.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '#'))).filter(|word| !word.is_empty());
    let (mut before, mut last, mut count) = ("", "", 0);
    for word in words {
        if count == 4 || NO_TITLE.knows(word) {
            return 0;
        }
        (before, last, count) = (last, word, count + 1);
    }
    let named = count > 1 && ["name", "title", "description", "summary"].knows(last);
    let noun = if named { before } else { last };
    match noun {
        "" => 0,
        // Beside `User story` a task is the smaller part.
        _ if ["task", "action"].knows(noun) => 3,
        _ if SURE.knows(noun) || SURE.knows(header) => 2,
        _ if MAYBE.knows(noun) => 1,
        _ => 0,
    }
}

/// What the columns are, if it is a table of work.
fn columns<'r>(work: &mut Work<'r>, table: Entry<'r>, header: Entry<'r>) -> Option<Columns> {
    if lists_needs(header) {
        return None;
    }
    let mut columns = Columns::default();
    let (mut sure, mut other) = (0, false);
    let roles: Vec<Role> = header.cells().map(role).collect();
    for cell in header.cells() {
        let at = Some(cell.column);
        other |= cell.text().split(' ').any(|part| OTHER.knows(part));
        // `Task` may head a column of ids, beside one of titles.
        let ids = holds_ids(work, table, cell.column);
        // `Next step` beside another name tells how it goes on.
        let goes_on = cell.column > 0 && cell.text().get(..5).is_some_and(|head| head.eq_ignore_ascii_case("next "));
        let title = if ids || goes_on { 0 } else { names_work(cell.text()) };
        if title > sure {
            (columns.title, sure) = (at, title);
            continue;
        }
        let slot = match roles[cell.column] {
            _ if ids => &mut columns.id,
            Role::Id => &mut columns.id,
            Role::Owner => &mut columns.owner,
            Role::Due => &mut columns.due,
            // Hours are no points.
            Role::Points if !counts_time(cell.text()) => &mut columns.points,
            Role::Priority => &mut columns.priority,
            Role::State => &mut columns.state,
            _ => continue,
        };
        *slot = slot.or(at);
        if roles[cell.column] == Role::State && cell.text().to_lowercase().contains("overall") {
            columns.state = at;
        }
    }
    if sure > 1 || matches!(work.sections.of(table), Section::Actions | Section::Work) {
        // `When` of work is its deadline; of an activity it may be its day.
        let column = |wanted: Role| roles.iter().position(|role| *role == wanted);
        columns.due = columns.due.or_else(|| column(Role::Date));
        // `Until` alone is a deadline, beside `From` the end of a span.
        columns.due = columns.due.or_else(|| column(Role::End).filter(|_| column(Role::Start).is_none()));
    }
    columns.state = columns.state.filter(|&at| tells_states(table, at));
    by_content(work, table, header, &roles, &mut columns);
    let section = work.sections.of(table);
    let strong = [columns.owner, columns.state, columns.due].iter().flatten().count();
    let numbered = columns.id.is_some_and(|at| has_ids(work, table, at));
    let graded = columns.points.is_some() || columns.priority.is_some();
    let is_work = strong > 0
        && match (sure, section) {
            _ if other && !(columns.state.is_some() && (columns.owner.is_some() || numbered)) => false,
            (_, Section::Other) => sure > 1 && strong > 1 || numbered && strong > 0,
            (2.., _) => true,
            (1, Section::Actions | Section::Work) => true,
            (1, _) => strong > 1 || numbered || columns.state.is_some() && graded,
            _ => numbered && (strong > 1 || graded),
        };
    is_work.then_some(columns)
}

/// Whether the first column that is no number names what somebody needs: `We need`, `Dependency`.
fn lists_needs(header: Entry<'_>) -> bool {
    const NEEDS: Words = Words::of(&["need", "needs", "needed", "dependency", "dependencies", "rely"]);
    let first = header.cells().find(|cell| !cell.text().is_empty() && role(*cell) != Role::Id);
    first.is_some_and(|cell| cell.has(&NEEDS) && !matches!(role(cell), Role::Due))
}

/// Finds columns by what their cells say, where their headers are of no known words.
fn by_content<'r>(work: &Work<'r>, table: Entry<'r>, header: Entry<'r>, roles: &[Role], columns: &mut Columns) {
    let numbered = columns.id.is_some_and(|at| has_ids(work, table, at));
    if columns.title.is_none() && !numbered {
        return;
    }
    let taken = |columns: &Columns, at: usize| {
        let slots = [columns.title, columns.id, columns.owner, columns.state, columns.due, columns.points];
        slots.contains(&Some(at)) || columns.priority == Some(at)
    };
    let unknown = |cell: &CellRef<'r>| matches!(roles[cell.column], Role::Other | Role::Notes);
    if numbered && columns.title.is_none() {
        let mut free = header.cells().filter(|cell| unknown(cell) && !taken(columns, cell.column));
        columns.title = free.find(|cell| tells_names(table, cell.column)).map(|cell| cell.column);
    }
    if columns.title.is_none() {
        return;
    }
    if columns.state.is_none() {
        let mut free = header.cells().filter(|cell| unknown(cell) && !taken(columns, cell.column));
        columns.state = free.find(|cell| tells_states(table, cell.column)).map(|cell| cell.column);
    }
    if columns.owner.is_none() && (numbered || columns.state.is_some()) {
        let named = |cell: &CellRef<'r>| DOERS.knows(cell.text().trim());
        let mut free = header.cells().filter(|cell| named(cell) && !taken(columns, cell.column));
        columns.owner = free.next().map(|cell| cell.column);
    }
}

/// Headers of the column that says who does it, where another one says how far it is.
const DOERS: Words = Words::of(&[
    "team",
    "squad",
    "crew",
    "for whom",
    "whom",
    "by whom",
    "taken by",
    "done by",
    "doing it",
    "assigned",
    "champion",
    "champions",
    "shepherd",
    "driver",
    "driven by",
    "carried by",
    "held by",
    "in charge",
    "steward",
    "point person",
]);

/// Whether a column names things: its cells are words, most of them several.
fn tells_names(table: Entry<'_>, column: usize) -> bool {
    let (mut all, mut long) = (0, 0);
    for cell in table.children().filter(|row| row.is_row()).filter_map(|row| text(row, Some(column))) {
        if !cell.starts_with(char::is_alphabetic) || state::named(cell).is_some() {
            return false;
        }
        all += 1;
        long += usize::from(cell.split_whitespace().count() > 1);
    }
    all > 0 && long * 2 >= all
}

/// Whether a column of estimates counts hours or days.
fn counts_time(header: &str) -> bool {
    let lower = header.to_lowercase();
    ["hr", "hour", "day", "time"].iter().any(|unit| lower.contains(unit))
}

/// Headers of deadlines that are none elsewhere.
const DUE: Words = Words::of(&[
    "by when",
    "by",
    "target date",
    "eta",
    "complete by",
    "finish by",
    "end date",
    "target completion",
    "completion date",
    "deadline date",
]);

/// What a column says; `Target date` and `By when` of work are its deadline.
fn role(cell: CellRef<'_>) -> Role {
    match cell.text() {
        header if DUE.knows(header) => Role::Due,
        header if ["issue key", "key", "task id"].knows(header) => Role::Id,
        header if ["size", "pts", "sizing"].knows(header) => Role::Points,
        header if ["prio", "urgency"].knows(header) => Role::Priority,
        header => super::super::reading::role::of_header(header),
    }
}

/// Whether half of what a column tells are states.
fn tells_states(table: Entry<'_>, column: usize) -> bool {
    let (mut all, mut states) = (0, 0);
    for cell in table.children().filter(|row| row.is_row()).filter_map(|row| text(row, Some(column))) {
        all += 1;
        states += usize::from(state_of(cell).is_some());
    }
    states > 0 && states * 2 >= all
}

fn state_of(cell: &str) -> Option<state::State> {
    state::named(cell).or_else(|| Some(state::read_head(cell)?.0))
}

/// Whether a column has ids of a series: `OPS-12`, `#12`.
fn has_ids(work: &Work<'_>, table: Entry<'_>, column: usize) -> bool {
    let Some(row) = table.children().find(|row| row.is_row()) else { return false };
    let Some(cell) = row.cells().nth(column) else { return false };
    work.mentions(cell.span()).next().is_some() || cell.text().trim().starts_with('#') && cell.text().trim().len() > 1
}

/// Whether the first cell of a column is an id and nothing else.
fn holds_ids(work: &Work<'_>, table: Entry<'_>, column: usize) -> bool {
    if work.ids.is_empty() {
        return false;
    }
    let row = table.children().find(|row| row.is_row());
    let cell = row.and_then(|row| row.cells().nth(column));
    cell.is_some_and(|cell| {
        work.mentions(cell.span()).next().is_some_and(|mention| *mention.id == *cell.text().trim_matches(['[', ']']))
    })
}

/// Text of a cell, where it is not empty.
fn text<'r>(row: Entry<'r>, column: Option<usize>) -> Option<&'r str> {
    let text = row.cells().nth(column?)?.text();
    (!text.is_empty()).then_some(text)
}

/// The task of a row.
fn task<'r>(work: &mut Work<'r>, row: Entry<'r>, columns: &Columns, own_ids: bool) -> Option<Found> {
    let id = text(row, columns.id).filter(|id| !id.bytes().all(|byte| byte.is_ascii_digit()));
    let named = text(row, columns.title).map(|title| title.trim_start_matches(['-', '–', '•', ' '])).or(id)?;
    // `[Task]`, `(and so on)`
    let inner = named.strip_prefix(['[', '(']).and_then(|inner| inner.strip_suffix([']', ')']));
    let plain = |inner: &str| !inner.contains(|c: char| matches!(c, '[' | ']' | '(' | ')') || c.is_ascii_digit());
    let placeholder = inner.is_some_and(plain);
    if placeholder
        || !named.contains(char::is_alphanumeric)
        || named.len() < 3 && section::sort(named) == Section::Other
    {
        return None;
    }
    let mut said: Said<'r> = wording::read(work, row, clean(named), Place::Anywhere);
    if is_sum(said.title) {
        return None;
    }
    if let Some(owner) = text(row, columns.owner).filter(|owner| !wording::is_blank(owner)) {
        said.owner = Some(owner);
    }
    if let Some(state) = text(row, columns.state) {
        said.state = state_of(state).or(said.state);
    }
    if let Some(day) = text(row, columns.due) {
        said.due = due::whole(row, day).map(|(due, _)| due).or(said.due);
    }
    if let Some(points) = text(row, columns.points) {
        said.points = wording::points(points).or_else(|| points.parse().ok()).or(said.points);
    }
    if let Some(priority) = text(row, columns.priority).filter(|text| !wording::is_blank(text)) {
        said.priority = Some(wording::grade(priority));
    }
    if said.owner.is_none() && said.state.is_none() && said.due.is_none() {
        return None;
    }
    said.due = said.due.or_else(|| due::of_section(row));
    let mut fact = boxed::fact(work, row, &said, row.span(), "it is a row of a table of work");
    fact.refs = work.refs(row.span());
    let own = text(row, columns.id).filter(|_| own_ids).and_then(|_| {
        let cell = row.cells().nth(columns.id?)?;
        work.own_id(cell.span())
    });
    Some(Found { fact, shape: Shape::Row, id: own.map(Into::into) })
}

/// `Total`, `Sum`
fn is_sum(title: &str) -> bool {
    let first = title.split_whitespace().next().unwrap_or_default();
    ["total", "totals", "sum", "subtotal", "together"].iter().any(|word| first.eq_ignore_ascii_case(word))
}
