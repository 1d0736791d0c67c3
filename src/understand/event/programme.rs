//! Programmes: a table with a column of times and one for each room, `Worms as witnesses – Ada Okoye` in each cell.

use super::name::is_name;
use super::title;
use super::told::{Gathered, Told};
use crate::understand::evidence::Evidence;
use crate::understand::moment;
use crate::understand::phrase::mention::Phrase;
use crate::understand::phrase::names;
use crate::understand::reading::role::Role;
use crate::understand::reading::{CellRef, Entry, clean};
use crate::understand::staff;

/// Cells with a speaker from which on a table is a programme.
const FEWEST: usize = 4;

/// The events of such a table; none where the table is another.
pub(super) fn read<'r>(header: Entry<'r>, rows: &[Entry<'r>]) -> Vec<Told<'r>> {
    let Some(times) = header.cells().find(|cell| cell.role() == Role::Time).map(|cell| cell.column) else {
        return Vec::new();
    };
    let column = |at: usize| rows.iter().filter_map(move |row| row.cells().nth(at));
    let is_room = |cell: &CellRef<'r>| {
        let spoken = || column(cell.column).filter(|cell| split(cell.text()).is_some()).count();
        let filled = || column(cell.column).filter(|cell| !names::is_blank(cell.text())).count();
        cell.column != times && cell.role() == Role::Other && spoken() > 1 && spoken() * 2 >= filled()
    };
    let rooms: Vec<usize> = header.cells().filter(is_room).map(|cell| cell.column).collect();
    let spoken = rooms.iter().flat_map(|room| column(*room)).filter(|cell| split(cell.text()).is_some()).count();
    if rooms.len() < 2 || spoken < FEWEST {
        return Vec::new();
    }
    let cells = |row: &Entry<'r>| rooms.iter().filter_map(|room| row.cells().nth(*room)).collect::<Vec<_>>();
    rows.iter().flat_map(|row| cells(row).into_iter().filter_map(|cell| talk(*row, times, cell))).collect()
}

fn talk<'r>(row: Entry<'r>, times: usize, cell: CellRef<'r>) -> Option<Told<'r>> {
    let (name, who) = split(cell.text()).unwrap_or((cell.text(), ""));
    let name = title::tidy(clean(name));
    if names::is_blank(cell.text()) || !is_name(name) {
        return None;
    }
    let (above, _, moment) = moment::governing(row)?;
    let mut gathered = Gathered::default();
    row.cells().nth(times)?.mentions().for_each(|mention| gathered.add(row, mention));
    row.cells().nth(times)?.mentions().find(|mention| matches!(mention.phrase, Phrase::Clock(_)))?;
    gathered.when.day = moment.day;
    gathered.when.start = moment.start.filter(|_| moment.end.is_none());
    gathered.when.text = row.cells().nth(times)?.text().into();
    if !gathered.is_dated() {
        return None;
    }
    let mut evidence = Evidence::new(row.reading);
    evidence.add(2, "its row has a time, and its column is a room", cell.span());
    evidence.add(2, "the line above it says the day", above.span());
    let mut told = Told::new(row, name, gathered.when, evidence);
    told.span = cell.span();
    told.people = super::people(row, who);
    told.fullness = 24;
    Some(told)
}

/// A talk and who speaks.
fn split(text: &str) -> Option<(&str, &str)> {
    let (name, who) = [" – ", " — ", " - "].iter().find_map(|dash| text.rsplit_once(dash))?;
    let speaks = |name: &&str| staff::is_person(name) || staff::is_role_or_group(name) || name.starts_with("all ");
    let who = who.trim();
    let list = names::split(who);
    (!list.is_empty() && list.iter().all(speaks)).then_some((name, who))
}
