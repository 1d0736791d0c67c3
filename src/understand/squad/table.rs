//! Tables of squads: a row each, with a lead, a charter or a mission.

use super::{TEAMS, is_name, lead};
use crate::understand::evidence::Evidence;
use crate::understand::fact::{Detail, Fact, Squad};
use crate::understand::phrase::names;
use crate::understand::reading::role::Role as Column;
use crate::understand::reading::{CellRef, Entry, clean};
use crate::understand::staff;

const LEADS: [&str; 14] = [
    "lead",
    "leads",
    "leader",
    "owner",
    "captain",
    "coordinator",
    "chair",
    "manager",
    "head",
    "responsible",
    "accountable",
    "answers",
    "led",
    "dri",
];
const MEMBERS: [&str; 6] = ["members", "people", "engineers", "crew", "staff", "names"];
const MISSION: [&str; 6] = ["mission", "focus", "purpose", "scope", "goal", "remit"];
/// Columns of tables that tell how work goes on, and not who does it.
const WORK: [Column; 4] = [Column::Due, Column::Points, Column::Priority, Column::Severity];

#[derive(Default)]
struct Columns {
    name: usize,
    lead: Option<usize>,
    members: Option<usize>,
    mission: Option<usize>,
    charter: Option<usize>,
}

/// One squad for each row of a table of squads.
pub(super) fn facts(table: Entry<'_>) -> Vec<Fact> {
    let Some(header) = table.children().next().filter(|row| !row.is_row()) else { return Vec::new() };
    let rows: Vec<Entry<'_>> = table.children().filter(|row| row.is_row()).collect();
    let Some(columns) = columns(header, &rows) else { return Vec::new() };
    let charters = rows.iter().filter(|row| charter(**row, &columns).is_some()).count();
    let told = rows.iter().filter_map(|row| {
        let mut fact = fact(*row, &columns)?;
        if let Detail::Squad(squad) = &mut fact.detail {
            squad.charter_expected = charters > 0 && !says_why(*row, &columns);
        }
        Some(fact)
    });
    told.collect()
}

/// Whether the place of a row's charter says why there is none: `New`, `N/A`, `Cross-squad`. A dash, `TBD` and `To be written` do not.
fn says_why(row: Entry<'_>, columns: &Columns) -> bool {
    let cell = columns.charter.and_then(|at| row.cells().nth(at)).map_or("", CellRef::text);
    let cell = cell.trim_matches(['(', ')', '[', ']', '*', ' ']);
    let waits = [
        "tbd",
        "tba",
        "tbc",
        "missing",
        "todo",
        "to be ",
        "to come",
        "to follow",
        "pending",
        "not yet",
        "none",
        "no charter",
        "not written",
        "open",
        "draft",
        "soon",
        "later",
    ]
    .iter()
    .any(|words| cell.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words)));
    cell.contains(char::is_alphabetic) && !waits && charter(row, columns).is_none()
}

fn columns(header: Entry<'_>, rows: &[Entry<'_>]) -> Option<Columns> {
    let name = header.cells().find(|cell| cell.role() != Column::Id)?;
    if !staff::has_word(name.text(), &TEAMS)
        || staff::has_word(name.text(), &["role", "roles"])
        || header.cells().any(|cell| WORK.contains(&cell.role())) && !has_charters(header)
    {
        return None;
    }
    let behind = |any: &[&str]| {
        let mut cells = header.cells().filter(|cell| cell.column != name.column);
        cells.find(|cell| staff::has_word(cell.text(), any)).map(|cell| cell.column)
    };
    let named = |column: &usize| {
        let cells = rows.iter().filter_map(|row| row.cells().nth(*column)).filter(|cell| !cell.text().is_empty());
        let (so, all) = cells.fold((0, 0), |(so, all), cell| (so + usize::from(is_name(cell.text())), all + 1));
        all > 0 && so * 2 >= all
    };
    let columns = Columns {
        name: name.column,
        lead: behind(&LEADS).filter(named),
        members: behind(&MEMBERS),
        mission: behind(&MISSION),
        charter: behind(&["charter", "charters"]),
    };
    // Who owns a stream's work, with its state, is a list of tasks.
    let owned = columns
        .lead
        .is_some_and(|lead| header.cells().nth(lead).is_some_and(|cell| staff::has_word(cell.text(), &["owner"])));
    let tracked = header.cells().any(|cell| cell.role() == Column::State);
    let charters = rows.iter().any(|row| charter(*row, &columns).is_some());
    let enough = columns.lead.is_some() && !(owned && tracked)
        || columns.charter.is_some()
        || charters
        || columns.mission.is_some() && (columns.members.is_some() || !tracked);
    enough.then_some(columns)
}

/// Whether a column is for charters, which a list of work has not.
fn has_charters(header: Entry<'_>) -> bool {
    header.cells().any(|cell| staff::has_word(cell.text(), &["charter", "charters"]))
}

/// The path of a row's charter.
fn charter<'r>(row: Entry<'r>, columns: &Columns) -> Option<&'r str> {
    let in_cell = |cell: CellRef<'r>| {
        row.links().find(|(_, link)| cell.span().contains(link.span)).map(|(_, link)| &*link.target)
    };
    if let Some(column) = columns.charter {
        let cell = row.cells().nth(column)?;
        // A path that is written out, and no link.
        let path = || {
            let path = cell.text();
            let file = path.rsplit('/').next().is_some_and(|name| name.contains('.') && !name.ends_with('.'));
            (file && !path.contains(char::is_whitespace)).then_some(path)
        };
        return in_cell(cell).or_else(path);
    }
    // The name itself may lead to the charter.
    row.cells().nth(columns.name).and_then(in_cell).filter(|target| target.contains("charter"))
}

/// `Governance Core, Sprint 2` is the squad `Governance Core`, whatever it works on.
fn without_sprint(title: &str) -> &str {
    const UNITS: [&str; 5] = ["sprint", "wave", "phase", "iteration", "release"];
    let Some((name, last)) = title.rsplit_once(',') else { return title };
    let mut words = last.split_whitespace();
    let unit = words.next().is_some_and(|word| UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit)));
    let number = words.next().is_some_and(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    if unit && number && words.next().is_none() { name.trim_end() } else { title }
}

fn fact(row: Entry<'_>, columns: &Columns) -> Option<Fact> {
    let name = row.cells().nth(columns.name)?;
    let title = without_sprint(clean(name.text()));
    if names::is_blank(title) || staff::has_word(title, &["total", "totals", "sum"]) || title.len() > 80 {
        return None;
    }
    let cell = |column: Option<usize>| row.cells().nth(column?).filter(|cell| !names::is_blank(cell.text()));
    // `All crews` with their number is a sum.
    let told = [columns.lead, columns.mission, columns.charter];
    let tells_nothing = told.iter().any(Option::is_some) && told.into_iter().all(|column| cell(column).is_none());
    if tells_nothing && (columns.lead.is_some() || staff::has_word(title, &["all"])) {
        return None;
    }
    let mut evidence = Evidence::new(row.reading);
    evidence.add(4, "it is a row of a table of squads", row.span());
    let squad = Squad {
        members: cell(columns.members).map(|cell| staff::members(row, cell.text())).unwrap_or_default(),
        charter: charter(row, columns).map(Into::into),
        mission: cell(columns.mission).map(|cell| cell.text().into()),
        charter_expected: false,
    };
    let mut fact = Fact::new(title, row.place(), Detail::Squad(Box::new(squad)));
    fact.heading = row.heading_index();
    fact.owner = cell(columns.lead).and_then(|cell| lead(row, cell.text()));
    fact.why = evidence.into_whys();
    Some(fact)
}
