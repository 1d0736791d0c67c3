//! Tables of shifts: `| Week Starting | Primary | Secondary |`, `| Dates | On call |`.

use super::shift::{self, Days};
use super::{AWAY, Rota, THINGS, home, is_duty};
use chrono::NaiveDate;

use crate::base::span::Span;
use crate::understand::evidence::Evidence;
use crate::understand::fact::{Name, Shift};
use crate::understand::phrase::names;
use crate::understand::phrase::role::Sort;
use crate::understand::reading::role::Role as Column;
use crate::understand::reading::{CellRef, Entry, Kind, Says};
use crate::understand::staff::{self, Words};

/// Headers of columns with those who stand in.
const BACKUP: [&str; 11] = [
    "backup",
    "secondary",
    "deputy",
    "substitute",
    "standby",
    "reserve",
    "shadow",
    "second",
    "l2",
    "understudy",
    "alternate",
];
/// Headers of columns with those who are called first.
const FIRST: [&str; 8] = ["primary", "on-call", "oncall", "call", "duty", "first", "l1", "main"];
/// Headers of columns that say which of several shifts of a day it is.
const SLOT: [&str; 10] = ["shift", "slot", "site", "region", "location", "ward", "service", "time", "hours", "desk"];
/// Headers of columns that say when.
const WHEN: [&str; 24] = [
    "week", "weekend", "weeks", "date", "dates", "from", "to", "start", "starts", "end", "ends", "period", "day",
    "when", "until", "quarter", "month", "begins", "begin", "time", "hours", "till", "sprint", "cw",
];
/// Headers of columns that say which group is on duty in a part of a day.
const GROUPS: [&str; 11] =
    ["class", "team", "crew", "group", "squad", "who", "volunteers", "site", "region", "staff", "staffed"];
/// Headers of columns that number the rows.
const NUMBERS: [&str; 7] = ["version", "release", "no", "cw", "nr", "#", "number"];
/// Words of headings and headers, beside [`AWAY`], about those who are not there, or who own things.
const NO_DUTY: Words = Words::of(&[
    "holiday",
    "birthday",
    "availability",
    "unavailable",
    "owner",
    "owners",
    "approver",
    "author",
    "reviewer",
    "assignee",
]);
/// Words of a sentence that says that people take turns.
const TURNS: [&str; 13] = [
    "rotate", "rotates", "rotating", "rotation", "rota", "turn", "turns", "staffed", "shift", "shifts", "duty",
    "relief", "on-call",
];
/// Headers of higher tiers: whom one calls when nobody answers.
const HIGHER: [&str; 9] =
    ["tertiary", "manager", "escalation", "3", "l3", "commander", "executive", "notes", "handoff"];
/// Headers that a list of work has, and a rota has not.
const WORK: [Column; 6] =
    [Column::State, Column::Due, Column::Points, Column::Priority, Column::Severity, Column::Mitigation];

struct Columns<'r> {
    days: Vec<CellRef<'r>>,
    /// Columns of times of day.
    times: Vec<CellRef<'r>>,
    /// Whether `05/03/2026` is a day in March, where the cells tell.
    day_first: Option<bool>,
    who: Vec<CellRef<'r>>,
    backup: Option<usize>,
    slot: Option<usize>,
}

/// A rota, if a table's rows are shifts.
pub(super) fn read(table: Entry<'_>) -> Option<Rota<'_>> {
    let header = table.children().next().filter(|row| !row.is_row())?;
    let rows: Vec<Entry<'_>> = table.children().filter(|row| row.is_row()).collect();
    if rows.len() < 2 || header.cells().any(|cell| WORK.contains(&cell.role())) {
        return None;
    }
    let columns = columns(header, &rows)?;
    let evidence = weigh(table, header, &columns);
    if evidence.weight() < 4 {
        return None;
    }
    let mut shifts: Vec<(Days, Shift)> = Vec::new();
    for row in &rows {
        shifts_of(*row, &columns, &mut shifts);
    }
    let named = shifts.iter().filter(|(days, _)| days.named || days.from.is_some()).count();
    if named * 3 < shifts.len() * 2 || named < 2 {
        return None;
    }
    shift::finish(&mut shifts);
    // A row without a name is nobody's shift; its days still end the one before.
    let shifts = shifts.into_iter().map(|(_, shift)| shift).filter(|shift| !shift.who.text.is_empty()).collect();
    let mut rota = Rota::new(table, evidence).with(shifts);
    // The heading of a day of a plan is no name.
    let dated = rota.home.is_none() && table.heading().is_some_and(staff::is_dated);
    if let Some(cell) = columns.who.first().filter(|cell| dated && staff::is_role_in_any_case(cell.text())) {
        rota.title = cell.text();
    }
    Some(rota).filter(|rota| !rota.rotation.shifts.is_empty())
}

/// Whether a header says that those below it are on duty.
fn says_duty(header: CellRef<'_>) -> bool {
    is_duty(header.text()) || staff::has_word(header.text(), &FIRST)
}

fn weigh(table: Entry<'_>, header: Entry<'_>, columns: &Columns<'_>) -> Evidence {
    let mut evidence = Evidence::new(table.reading);
    evidence.add(2, "its rows are days and names", table.span());
    if let Some(cell) = columns.who.iter().find(|cell| says_duty(**cell)) {
        evidence.add(2, "a column says who is on duty", cell.span());
    }
    if columns.backup.is_some() {
        evidence.add(1, "a column says who stands in", header.span());
    }
    if let Some(home) = home(table) {
        evidence.add(2, "it stands under a line that speaks of duty", home.span());
    } else if let Some(turns) = turns(table) {
        evidence.add(2, "a sentence above says that they take turns", turns.span());
    }
    let heading = table.heading().map_or("", staff::heading_name);
    let no_duty = |text: &str| staff::has_word(text, &AWAY) || staff::has_word(text, &NO_DUTY);
    if no_duty(heading) || staff::has_word(heading, &THINGS) || header.cells().any(|cell| no_duty(cell.text())) {
        evidence.add(-2, "it may tell who is away, or who owns something", header.span());
    }
    if columns.are_all(header) {
        evidence.add(1, "it has nothing but days and people", header.span());
        let role = |cell: &&CellRef<'_>| staff::is_role_in_any_case(cell.text());
        if let Some(cell) = columns.who.iter().find(role).filter(|_| columns.times.is_empty()) {
            evidence.add(1, "a column is the name of a role", cell.span());
        }
        let groups = || columns.who.iter().any(|cell| staff::has_word(cell.text(), &GROUPS));
        if (columns.times.len() > 1 || columns.days.len() > 1) && groups() && follow(table, columns) {
            evidence.add(1, "its rows follow one another through a day", table.span());
        }
    }
    // What is done on a day has a column of its own in a schedule.
    let other = header.cells().filter(|cell| cell.role() == Column::Title && !staff::has_word(cell.text(), &["name"]));
    if let Some(cell) = other.into_iter().find(|cell| columns.who.iter().all(|who| who.column != cell.column)) {
        evidence.add(-1, "a column says what happens", cell.span());
    }
    evidence
}

impl Columns<'_> {
    /// Whether there is no other column, but one that numbers the rows.
    fn are_all(&self, header: Entry<'_>) -> bool {
        let known = |column: usize| {
            self.days.iter().chain(&self.times).chain(&self.who).any(|cell| cell.column == column)
                || self.backup == Some(column)
                || self.slot == Some(column)
        };
        let happens =
            |cell: &CellRef<'_>| cell.role() == Column::Title && !staff::has_word(cell.text(), &["name", "team"]);
        !self.who.iter().any(happens)
            && header.cells().all(|cell| known(cell.column) || staff::has_word(cell.text(), &NUMBERS))
    }
}

/// A line beside a table that says that people take turns.
fn turns(table: Entry<'_>) -> Option<Entry<'_>> {
    let above = table.parent()?;
    let near = above.children().filter(|child| child.kind() == Kind::Paragraph && child.text().len() <= 600);
    near.take(4).find(|line| staff::has_word(line.text(), &TURNS) && !staff::has_word(line.text(), &THINGS))
}

/// Whether most rows begin when the one above ends, or many, and the same names come again.
fn follow(table: Entry<'_>, columns: &Columns<'_>) -> bool {
    let all: Vec<Days> = table.children().filter(|row| row.is_row()).map(|row| days_of(row, columns)).collect();
    let in_a_day = |pair: &[Days]| pair[0].until.is_some() && pair[0].until == pair[1].from;
    let exactly = |pair: &[Days]| pair[0].exact.zip(pair[1].exact).is_some_and(|(one, next)| one.1 == next.0);
    let so = all.windows(2).filter(|pair| in_a_day(pair) || exactly(pair)).count();
    let again = || {
        let column = columns.who.first().map_or(0, |cell| cell.column);
        let rows = table.children().filter(|row| row.is_row());
        let mut names: Vec<&str> =
            rows.filter_map(|row| row.cells().nth(column)).map(CellRef::text).filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1])
    };
    all.len() > 2 && (so * 2 >= all.len() - 1 || so * 3 >= all.len() - 1 && again())
}

/// Which number of `05/03/2026` is the month, where another cell of the columns tells.
fn day_first(rows: &[Entry<'_>]) -> Option<bool> {
    let slashed = rows.iter().filter(|row| row.text().contains('/'));
    let cells = slashed.flat_map(|row| row.cells()).filter_map(|cell| shift::slashed(cell.text()));
    cells.into_iter().find(|(one, other, _)| *one > 12 || *other > 12).map(|(one, ..)| one > 12)
}

/// The days of a cell; `05/03/2026` where it is known which number is the month.
fn of_cell(cell: CellRef<'_>, day_first: Option<bool>) -> Days {
    let mut days = shift::days_of(cell.row, cell.text());
    if let (false, Some(day_first), Some((one, other, year))) = (days.named, day_first, shift::slashed(cell.text())) {
        let (day, month) = if day_first { (one, other) } else { (other, one) };
        days.start = NaiveDate::from_ymd_opt(year, month, day);
        days.named = days.start.is_some();
    }
    days
}

fn columns<'r>(header: Entry<'r>, rows: &[Entry<'r>]) -> Option<Columns<'r>> {
    let day_first = day_first(rows);
    // Its days and times are phrases, or numbers with strokes.
    let timed = header.parent().is_some_and(|table| table.says_below().any(Says::TIME));
    if !timed && day_first.is_none() {
        return None;
    }
    let is_when = |cell: &CellRef<'r>| staff::has_word(cell.text(), &WHEN) || cell.column == 0;
    let dated = |cell: &CellRef<'r>| {
        let named = |row: &&Entry<'r>| row.cells().nth(cell.column).is_some_and(|cell| of_cell(cell, day_first).named);
        rows.iter().filter(named).count() * 3 >= rows.len() * 2
    };
    let days: Vec<CellRef<'r>> = header.cells().filter(|cell| is_when(cell) && dated(cell)).collect();
    let timed = |cell: &CellRef<'r>| {
        let named = |row: &&Entry<'r>| {
            row.cells().nth(cell.column).is_some_and(|cell| shift::times_of(**row, cell.text()).0.is_some())
        };
        rows.iter().filter(named).count() * 3 >= rows.len() * 2
    };
    let is_day = |cell: &CellRef<'r>| days.iter().any(|day| day.column == cell.column);
    let times: Vec<CellRef<'r>> = header.cells().filter(|cell| is_when(cell) && !is_day(cell) && timed(cell)).collect();
    if times.is_empty() && days.iter().all(is_end) {
        return None;
    }
    let free = |cell: &CellRef<'r>| days.iter().chain(&times).all(|when| when.column != cell.column);
    let is_backup = |cell: &CellRef<'r>| staff::has_word(cell.text(), &BACKUP) || is_tier(cell.text(), '2');
    let is_group = |cell: &CellRef<'r>| free(cell) && staff::has_word(cell.text(), &GROUPS);
    // `| From | To | Team |`
    let on = |cell: &CellRef<'r>| !is_thing(cell) || days.len() > 1 && is_group(cell);
    let mut people: Vec<CellRef<'r>> =
        header.cells().filter(|cell| free(cell) && on(cell) && holds_people(cell.column, rows)).collect();
    if days.is_empty() && !people.iter().any(is_group) {
        let group = header.cells().find(|cell| is_group(cell) && are_names(cell.column, rows));
        people = group.map_or(people, |group| vec![group]);
    }
    let backup = people.iter().find(|cell| is_backup(cell)).map(|cell| cell.column);
    let first = people.iter().any(|cell| staff::has_word(cell.text(), &FIRST) || is_tier(cell.text(), '1'));
    // A manager in the first column is who takes turns: `Release Manager`.
    let leads = people.first().map(|cell| cell.column);
    let who: Vec<CellRef<'r>> = people
        .into_iter()
        .filter(|cell| !is_backup(cell) && (Some(cell.column) == leads || !staff::has_word(cell.text(), &HIGHER)))
        .filter(|cell| !first || staff::has_word(cell.text(), &FIRST) || is_tier(cell.text(), '1'))
        .collect();
    let slot = header.cells().find(|cell| {
        free(cell) && who.iter().all(|who| who.column != cell.column) && staff::has_word(cell.text(), &SLOT)
    });
    (!who.is_empty()).then_some(Columns { days, times, day_first, who, backup, slot: slot.map(|cell| cell.column) })
}

/// Whether a column tells by its header what happens: `Beta` under `Milestone` looks like somebody's name.
fn is_thing(header: &CellRef<'_>) -> bool {
    header.role() == Column::Title && !staff::has_word(header.text(), &["name"])
        || staff::has_word(header.text(), &["milestone", "theme", "topic", "goal", "release", "phase"])
            && !staff::is_role_in_any_case(header.text())
}

/// Whether the cells of a column are short, and each says something: `8a`, `Zurich and Lausanne`.
fn are_names(column: usize, rows: &[Entry<'_>]) -> bool {
    let sound = |text: &str| !names::is_blank(text) && text.split_whitespace().count() <= 4;
    rows.iter().all(|row| row.cells().nth(column).is_some_and(|cell| sound(cell.text())))
}

/// `Tier 1`, `Level 1`
fn is_tier(header: &str, number: char) -> bool {
    staff::has_word(header, &["tier", "level", "line"]) && header.contains(number)
}

/// Whether most cells of a column are names of people or roles.
fn holds_people(column: usize, rows: &[Entry<'_>]) -> bool {
    let cells = rows.iter().filter_map(|row| row.cells().nth(column)).filter(|cell| !names::is_blank(cell.text()));
    let (mut all, mut so) = (0, 0);
    for cell in cells {
        let pieces = staff::pieces(cell.text());
        all += 1;
        so += usize::from(!pieces.is_empty() && pieces.iter().all(|name| is_one(name)));
    }
    all > 0 && so * 3 >= all * 2
}

fn is_one(name: &str) -> bool {
    let role = matches!(staff::sort(name), Some(Sort::Role | Sort::Group)) && staff::is_title(name);
    // `Backend Developer A` ends with a letter.
    (role || staff::is_person(name)) && staff::bare(name).split_whitespace().count() <= 4
}

fn shifts_of(row: Entry<'_>, columns: &Columns<'_>, shifts: &mut Vec<(Days, Shift)>) {
    let days = days_of(row, columns);
    let cell = |column: Option<usize>| row.cells().nth(column?).filter(|cell| !names::is_blank(cell.text()));
    let backup = cell(columns.backup).map(|cell| name(row, cell.text()));
    for column in &columns.who {
        let who = cell(Some(column.column));
        let own = if columns.who.len() > 1 { column.text() } else { "" };
        let slot = cell(columns.slot).map_or(own, CellRef::text);
        let shift = Shift {
            start: days.start,
            end: days.end,
            from: days.from,
            until: days.until,
            exact: days.exact,
            who: who.map_or_else(|| Name { text: "".into(), span: row.span() }, |cell| name(row, cell.text())),
            backup: backup.clone(),
            slot: slot.into(),
            span: line(row),
        };
        shifts.push((days, shift));
    }
}

/// A row from its first cell to its last.
fn line(row: Entry<'_>) -> Span {
    let filled = || row.cells().map(CellRef::text).filter(|text| !text.is_empty());
    let all = filled().next().zip(filled().last());
    all.map_or(row.span(), |(first, last)| Span { start: row.span_of(first).start, end: row.span_of(last).end })
}

fn name(row: Entry<'_>, text: &str) -> Name {
    let bare = staff::bare(text);
    row.name(if names::split(text).len() > 1 { text } else { bare })
}

/// The days of a row: of its first column with dates, and of one that says until when.
fn days_of(row: Entry<'_>, columns: &Columns<'_>) -> Days {
    let mut days = Days::default();
    for column in &columns.days {
        let Some(cell) = row.cells().nth(column.column) else { continue };
        let own = of_cell(cell, columns.day_first);
        days.named |= own.named;
        let ends = column.role() == Column::End || staff::has_word(column.text(), &["to", "until", "end", "ends"]);
        if ends && days.start.is_some() {
            days.end = days.end.or(own.end).or(own.start);
        } else if days.start.is_none() && own.start.is_some() {
            (days.start, days.end) = (own.start, own.end);
            days.is_week = staff::has_word(column.text(), &["week", "weeks"]) && own.end.is_none();
            if staff::has_word(column.text(), &["weekend", "weekends"]) {
                days.end = days.end.or(days.start.and_then(|start| start.succ_opt()));
            }
        }
    }
    for column in &columns.times {
        let Some(cell) = row.cells().nth(column.column) else { continue };
        let (from, until) = shift::times_of(row, cell.text());
        if days.from.is_none() {
            (days.from, days.until) = (from, until);
        } else {
            days.until = days.until.or(from);
        }
    }
    days.end = days.end.filter(|end| days.start.is_some_and(|start| *end >= start));
    if columns.times.is_empty() && columns.days.len() <= 2 {
        let cells = columns.days.iter().filter_map(|column| row.cells().nth(column.column));
        days.exact = shift::exact(row, cells.map(CellRef::text));
    }
    days
}

/// Whether a header says until when, and not from when: alone, it says by when something is to be done.
fn is_end(header: &CellRef<'_>) -> bool {
    staff::has_word(header.text(), &["until", "till", "by", "due"])
        && !staff::has_word(header.text(), &["from", "week", "weekend", "shift"])
}
