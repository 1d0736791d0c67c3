//! Tables of dependencies, and columns of other tables that say what a row needs.

use chrono::NaiveDate;

use super::super::evidence::Evidence;
use super::super::fact::State;
use super::super::phrase::names;
use super::super::phrase::state;
use super::super::reading::role::Role;
use super::super::reading::{CellRef, Entry};
use super::super::words::{self, Words};
use super::clause::{self, Told};
use super::heading::{SAYS, said};
use super::{Dependencies, first_id, needs};

/// Which columns tell what.
#[derive(Default)]
struct Columns {
    what: Option<usize>,
    provider: Option<usize>,
    consumer: Option<usize>,
    due: Option<usize>,
    /// A column of a table of something else that says what a row needs.
    needs: Option<usize>,
    /// A column that names a row of such a table.
    name: Option<usize>,
    /// A column whose cells the cells of `needs` name.
    named: Option<usize>,
    /// A column of a table of dependencies that says after which others one comes.
    after: Option<usize>,
    /// Whether the header of `needs` may say something else: `After`, `From`. Only names of rows count.
    is_loose: bool,
}

const WHAT: &[&str] = &[
    "dependency",
    "dependencies",
    "need",
    "what",
    "what is needed",
    "needs",
    "item",
    "description",
    "deliverable",
    "requirement",
    "asset",
    "service",
];
const PROVIDER: &[&str] = &[
    "provider",
    "from",
    "owner",
    "owners",
    "supplier",
    "provided by",
    "delivered by",
    "owning team",
    "owning squad",
    "owned by",
    "producer",
    "upstream",
    "source",
    "responsible",
    "depends on team",
    "who",
    "provider team",
    "supplying team",
    "lead",
];
const CONSUMER: &[&str] = &[
    "consumer",
    "to",
    "required by",
    "needed by",
    "for",
    "requested by",
    "blocking",
    "blocks",
    "blocked",
    "dependent",
    "consuming team",
    "downstream",
    "requester",
    "requesting team",
    "receiving team",
    "affected",
    "used by",
    "needed for",
];
const DUE: &[&str] = &[
    "due",
    "due date",
    "needed by",
    "required by",
    "by",
    "by when",
    "date",
    "date needed",
    "deadline",
    "when",
    "eta",
    "target date",
    "needed on",
    "until",
    "latest",
    "at the latest",
    "expected",
    "promised",
    "promised by",
];

/// What says in a table of dependencies what is needed, beside who gives it.
const WANTED: &[&str] = &[
    "needs",
    "need",
    "needed",
    "we need",
    "what we need",
    "what is needed",
    "waits for",
    "waiting for",
    "depends on",
    "input",
    "dependency",
];
/// Who gives it.
const GIVEN: &[&str] = &[
    "from",
    "from whom",
    "provider",
    "provided by",
    "delivered by",
    "supplier",
    "who delivers",
    "who gives it",
    "giver",
    "from team",
    "owning team",
];
/// Columns of a table of work that say what a row needs.
const NEEDS: &[&str] = &[
    "blocked by",
    "needs",
    "requires",
    "waits for",
    "waiting for",
    "waits on",
    "waiting on",
    "needs first",
    "predecessor",
    "predecessors",
];
/// Columns that do so where they name other rows.
const LOOSE: &[&str] = &["after", "from", "input", "inputs", "first", "before it", "comes after"];

/// Words of headers without which a table that stands below no such heading says nothing of what is needed.
const HEADS: Words = Words::of(&[
    "dependency",
    "dependencies",
    "depends",
    "prerequisites",
    "needs",
    "need",
    "needed",
    "waits",
    "waiting",
    "input",
    "inputs",
    "blocked",
    "requires",
    "predecessor",
    "predecessors",
    "after",
    "from",
    "first",
    "before",
]);

/// Takes the dependencies of a table.
pub(super) fn rows(table: Entry<'_>, dependencies: &mut Dependencies<'_>) {
    let Some(header) = table.children().next() else { return };
    let below = table.ancestors().find(|above| above.is_heading() || !above.text().is_empty());
    let below = below.is_some_and(|above| above.has(&SAYS) && said(words::named(above)).is_some());
    if !below && !header.has(&HEADS) {
        return;
    }
    let mut columns = Columns::of(header, below);
    columns.find_name(table);
    for row in table.children().filter(|row| row.is_row()) {
        if let Some(what) = columns.what {
            own(row, what, &columns, dependencies);
        } else if let Some(column) = columns.needs {
            needed(row, column, &columns, dependencies);
        }
    }
}

/// A row of a table of dependencies.
fn own(row: Entry<'_>, what: usize, columns: &Columns, dependencies: &mut Dependencies<'_>) {
    let cell = |column: Option<usize>| column.and_then(|at| row.cells().nth(at)).map_or("", CellRef::text);
    let name = cell(Some(what));
    if names::is_blank(name) {
        return;
    }
    let mut told = Told::default();
    told.take_owner(row, cell(columns.provider));
    told.take_due(row, cell(columns.due));
    told.take_due(row, name);
    let consumer = cell(columns.consumer);
    // `Needed By` says when or for what.
    let consumer = if consumer.is_empty() && told.when.is_none() { cell(columns.due) } else { consumer };
    if !names::is_blank(consumer) && (columns.consumer != columns.due || told.when.is_none()) {
        told.needed_by.push(consumer.into());
    }
    if let Some(after) = columns.after {
        told.id = row.cell(Role::Id).map(|cell| cell.text().into());
        told.after = needs(cell(Some(after)))
            .into_iter()
            .filter(|name| names_row(row, name))
            .map(|name| (&*name).into())
            .collect();
    }
    let mut evidence = Evidence::new(row.reading);
    evidence.add(2, "it is a row of a table of dependencies", row.span());
    dependencies.add(name, row, told, evidence);
}

/// A row of a table of something else, with a column that says what it needs.
fn needed(row: Entry<'_>, column: usize, columns: &Columns, dependencies: &mut Dependencies<'_>) {
    let Some(cell) = row.cells().nth(column) else { return };
    let named = columns.named.and_then(|at| row.cells().nth(at));
    let own = named.or_else(|| row.cell(Role::Id)).or_else(|| columns.name.and_then(|at| row.cells().nth(at)));
    let Some(own) = own.map(CellRef::text).filter(|own| !names::is_blank(own)) else { return };
    for name in needs(cell.text()) {
        if columns.is_loose && !names_row(row, &name) {
            continue;
        }
        let mut told = Told { needed_by: vec![own.into()], ..Told::default() };
        if let (Some(due), Some(named)) = (columns.due, columns.named) {
            told.begins = day(row, due).filter(|_| !is_over(row));
            let other = rows_of(row).find(|other| {
                other.cells().nth(named).is_some_and(|cell| cell.text().eq_ignore_ascii_case(&name)) && !is_over(*other)
            });
            told.there = other.and_then(|other| day(other, due));
        }
        let mut evidence = Evidence::new(row.reading);
        evidence.add(2, "its column says what the row needs", cell.span());
        dependencies.add(clause::title(&name), row, told, evidence);
    }
}

fn rows_of(row: Entry<'_>) -> impl Iterator<Item = Entry<'_>> {
    row.parent().into_iter().flat_map(|table| table.children()).filter(|row| row.is_row())
}

/// Whether a row says that it is done or dropped.
fn is_over(row: Entry<'_>) -> bool {
    let state = row.cell(Role::State).and_then(|cell| state::named(cell.text()));
    matches!(state, Some(State::Done | State::Cancelled))
}

/// The day that a cell of a row names.
fn day(row: Entry<'_>, column: usize) -> Option<NaiveDate> {
    let mut told = Told::default();
    told.take_due(row, row.cells().nth(column)?.text());
    told.due
}

/// Whether a text is an id, or the id or title of another row of the table.
fn names_row(row: Entry<'_>, name: &str) -> bool {
    let known = |other: Entry<'_>, role| other.cell(role).is_some_and(|cell| cell.text().eq_ignore_ascii_case(name));
    let mut rows = row.parent().into_iter().flat_map(|table| table.children());
    first_id(name) == Some(name)
        || rows.any(|other| other.id != row.id && (known(other, Role::Id) || known(other, Role::Title)))
}

impl Columns {
    /// Finds the column whose cells the others name as needed: `AT-1` in `Item`, `LDAP` in `Step`.
    fn find_name(&mut self, table: Entry<'_>) {
        let Some(column) = self.needs else { return };
        let rows = || table.children().filter(|row| row.is_row());
        let needed: Vec<_> =
            rows().filter_map(|row| row.cells().nth(column)).flat_map(|cell| needs(cell.text())).collect();
        let named = |row: Entry<'_>, at: usize| {
            row.cells().nth(at).is_some_and(|cell| needed.iter().any(|name| name.eq_ignore_ascii_case(cell.text())))
        };
        self.named = (0..column.max(1)).find(|at| rows().any(|row| named(row, *at)));
    }

    fn of(header: Entry<'_>, below: bool) -> Self {
        let mut columns = Self::default();
        let names: Vec<&str> = header.cells().map(|cell| words::unnumbered(cell.text())).collect();
        let at = |known: &[&str]| names.iter().position(|name| words::is(name, known));
        // `Dependency` alone heads a table of them; `Dependencies` beside ids and titles is a column of tasks.
        let title = header.cells().position(|cell| matches!(cell.role(), Role::Title) && !words::is(cell.text(), WHAT));
        let id = header.cells().position(|cell| cell.role() == Role::Id);
        let singular = at(&["dependency"]);
        let listed = names
            .iter()
            .position(|name| words::has(name, &["dependencies", "depends", "prerequisites"]) || words::is(name, NEEDS));
        let loose = names.iter().position(|name| words::is(name, LOOSE));
        // `Needs | From | By` is a table of what is needed, `Id | Task | Needs` one of work.
        let given = at(WANTED).is_some() && at(GIVEN).is_some();
        if singular.is_some()
            || given
            || below && (at(PROVIDER).is_some() || at(CONSUMER).is_some()) && (title.is_none() || listed.is_none())
        {
            columns.what = singular.or_else(|| at(WANTED)).or_else(|| at(WHAT)).or(title);
            let free = |known: &[&str], taken: &[Option<usize>]| {
                let at = |one: &&str| names.iter().position(|name| name.eq_ignore_ascii_case(one));
                known.iter().filter_map(at).find(|at| !taken.contains(&Some(*at)))
            };
            columns.after =
                names.iter().position(|name| words::is(name, &["after", "waits for", "depends on", "comes after"]));
            columns.after = columns.after.filter(|at| Some(*at) != columns.what);
            columns.due = free(DUE, &[columns.what]);
            columns.consumer = free(CONSUMER, &[columns.what, columns.due]);
            columns.provider = free(PROVIDER, &[columns.what, columns.due, columns.consumer]);
            // A team delivers, unless another column says who does.
            let team = free(
                &["team", "squad", "group", "crew", "stream", "work"],
                &[columns.what, columns.consumer, columns.provider],
            );
            if columns.provider.is_none() {
                columns.provider = team;
            } else {
                columns.consumer = columns.consumer.or(team);
            }
        } else if let Some(needs) = listed.or(loose).filter(|needs| {
            // `Step | Needs first`: what has no known header names the row all the same.
            title.or(id).or_else(|| listed.map(|_| 0)).is_some_and(|own| own != *needs)
        }) {
            columns.needs = Some(needs);
            columns.is_loose = listed.is_none();
            columns.name = title.or((id.is_none() && listed.is_some()).then_some(0));
            columns.due = names.iter().position(|name| words::is(name, DUE));
        }
        columns
    }
}
