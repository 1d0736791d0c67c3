//! Events of tables: a row with a date, a row with a date in one of several columns of months, a date for each of
//! several deadlines, a row with how often.

use chrono::NaiveDate;

use super::month::{days_of, month};
use super::name::is_name;
use super::place::Place;
use super::title::{self, Split};
use super::told::{Gathered, Told, plain};
use super::{Around, invited, line, words};
use crate::understand::evidence::Evidence;
use crate::understand::moment;
use crate::understand::phrase::date::DatePhrase;
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::role::Role;
use crate::understand::reading::{CellRef, Entry, clean};
use crate::understand::timebox;

/// What must speak for a row's event.
const ENOUGH: i32 = 4;
/// Words of headers of tables of something else: versions, approvals, invoices, people on leave.
const OTHERS: [&str; 26] = [
    "version",
    "author",
    "change",
    "revision",
    "signature",
    "approved",
    "amount",
    "incident",
    "invoice",
    "employee",
    "person",
    "reviewer",
    "approver",
    "cause",
    "score",
    "cost",
    "result",
    "metric",
    "resolution",
    "finding",
    "expiry",
    "price",
    "root",
    "value",
    "vacation",
    "completed",
];
/// Words of headers above a second date of the same thing.
const AGAIN: [&str; 8] = ["actual", "revised", "forecast", "baseline", "original", "new", "updated", "latest"];

/// The columns of a table, as its events need them.
struct Columns {
    /// Columns headed by a month, with its year where that is written.
    months: Vec<(usize, u32, Option<i32>)>,
    /// Columns whose cells begin with a date or day.
    dates: Vec<usize>,
    /// What speaks for all rows.
    weight: i32,
    /// Whether a header says that rows are things that take place.
    named: bool,
    /// Whether the document plans a timebox.
    plans: bool,
}

/// The events of a table.
pub(super) fn read<'r>(table: Entry<'r>, around: &mut Around<'r>) -> Vec<Told<'r>> {
    let rows: Vec<Entry<'_>> = table.children().filter(|row| row.is_row()).collect();
    let Some(header) = table.children().next() else { return Vec::new() };
    let place = around.place(table);
    if place.other || !rows.iter().any(|row| row.phrases().any(is_time)) || is_of_others(header, place) {
        return Vec::new();
    }
    let columns = Columns { plans: around.plans, ..columns(header, &rows, place) };
    let mut told = Vec::new();
    for row in rows.into_iter().filter(|row| timebox::tables::read(*row).is_none()) {
        let found = if columns.months.len() > 1 {
            in_months(row, &columns).into_iter().collect()
        } else if columns.dates.len() > 1 && !has(row, Role::Start) {
            by_column(row, &columns, place)
        } else {
            of_row(row, &columns).map_or_else(Vec::new, |told| each_date(row, &columns, told))
        };
        told.extend(found.into_iter().map(|one: Told<'_>| Told { list: Some(table.id), ..one }));
    }
    told
}

fn is_time(phrase: &Phrase) -> bool {
    matches!(
        phrase,
        Phrase::Date { .. } | Phrase::Day(_) | Phrase::Recurrence(_) | Phrase::Weekday(_) | Phrase::Clock(_)
    )
}

fn has(row: Entry<'_>, role: Role) -> bool {
    row.cells().any(|cell| cell.role() == role)
}

/// Whether a table lists something else: tasks, shifts, versions, approvals.
fn is_of_others(header: Entry<'_>, place: Place<'_>) -> bool {
    let roles: Vec<Role> = header.cells().map(CellRef::role).collect();
    let any = |known: &[Role]| roles.iter().any(|role| known.contains(role));
    // `Needed by`: what one thing needs of another, or work.
    let due = header.cells().any(|cell| {
        let text = cell.text().trim();
        text.eq_ignore_ascii_case("by")
            || words::words(text).iter().any(|word| ["needed", "due"].contains(&word.as_str()))
    });
    let due = due && !header.cells().any(|cell| matches!(cell.role(), Role::Date | Role::Day));
    let duty = due || any(&[Role::Primary, Role::Backup]);
    let risks = any(&[Role::Mitigation, Role::Probability, Role::Severity, Role::Metric]);
    let marks =
        [Role::State, Role::Id, Role::Points, Role::Priority].iter().filter(|role| roles.contains(role)).count();
    let milestones = header.cells().any(|cell| {
        words::words(cell.text())
            .iter()
            .any(|word| ["milestone", "event", "meeting", "ceremony", "session", "release"].contains(&word.as_str()))
    });
    // Work with an owner and a day by which it is to be done is a task.
    let owned = any(&[Role::Due]) && any(&[Role::Owner, Role::State]);
    let tasks = !milestones
        && (marks >= 2 || owned || any(&[Role::Points]) || marks == 1 && any(&[Role::Owner]) && !place.schedule);
    let named = header.cells().flat_map(|cell| words::words(cell.text())).any(|word| OTHERS.contains(&word.as_str()));
    duty || risks || tasks || named && !milestones && !names_deadlines(header)
}

/// `Version | Cherry pick deadline | Target date`
fn names_deadlines(header: Entry<'_>) -> bool {
    let columns = header.cells().filter(|cell| {
        words::words(cell.text())
            .iter()
            .any(|word| ["deadline", "freeze", "target", "release", "ga", "cut"].contains(&word.as_str()))
    });
    columns.count() > 1
}

fn columns(header: Entry<'_>, rows: &[Entry<'_>], place: Place<'_>) -> Columns {
    let mut columns = Columns { months: Vec::new(), dates: Vec::new(), weight: 2, named: false, plans: false };
    for cell in header.cells() {
        if let Some((month, year)) = month(cell.text()) {
            columns.months.push((cell.column, month, year));
            continue;
        }
        let filled =
            rows.iter().filter_map(|row| row.cells().nth(cell.column)).filter(|cell| !cell.text().is_empty()).take(40);
        let (mut all, mut dated) = (0, 0);
        for cell in filled {
            all += 1;
            dated += usize::from(begins_with_day(cell));
        }
        // `TBD` in some rows makes it no other column.
        let again = words::words(cell.text()).iter().any(|word| AGAIN.contains(&word.as_str()));
        if dated > 0 && dated * 2 >= all && (!again || columns.dates.is_empty()) {
            columns.dates.push(cell.column);
        }
        if matches!(cell.role(), Role::Date | Role::Day | Role::Recurrence | Role::Time) {
            columns.weight += 1;
        }
        if names_events(cell.text()) {
            columns.weight += 2;
            columns.named = true;
        }
    }
    if place.schedule {
        columns.weight += 2;
    }
    columns
}

/// Whether a header says that its rows are things that take place.
fn names_events(header: &str) -> bool {
    const WORDS: [&str; 16] = [
        "milestone",
        "event",
        "meeting",
        "happen",
        "activity",
        "ceremony",
        "session",
        "deadline",
        "release",
        "freeze",
        "workshop",
        "drill",
        "ritual",
        "sprint",
        "topic",
        "launch",
    ];
    header.trim().eq_ignore_ascii_case("what") || words::words(header).iter().any(|word| WORDS.contains(&word.as_str()))
}

fn begins_with_day(cell: CellRef<'_>) -> bool {
    let first = cell.mentions().find(|mention| !matches!(mention.phrase, Phrase::Weekday(_)));
    first.is_some_and(|mention| {
        line::is_day(&mention.phrase) && clean(cell.text()).starts_with(cell.row.phrase_text(mention))
    })
}

/// What a row is called.
fn name<'r>(row: Entry<'r>) -> Option<CellRef<'r>> {
    let described = |cell: &CellRef<'r>| {
        let other = matches!(
            cell.role(),
            Role::Id
                | Role::Owner
                | Role::People
                | Role::State
                | Role::Date
                | Role::Start
                | Role::End
                | Role::Due
                | Role::Day
                | Role::Time
                | Role::Recurrence
                | Role::Duration
                | Role::Notes
        );
        !other && !begins_with_day(*cell) && cell.text().contains(char::is_alphabetic)
    };
    let titled = row.cells().filter(described).find(|cell| names_events(cell.header()));
    titled.or_else(|| row.cells().find(described)).or_else(|| row.cell(Role::Notes))
}

/// A row's event with its title and people; `gathered` says when.
fn event<'r>(
    row: Entry<'r>,
    title: &str,
    gathered: Gathered,
    mut evidence: Evidence,
    rule: Option<String>,
) -> Option<Told<'r>> {
    let title = title::tidy(title);
    if !is_name(title) {
        return None;
    }
    if words::names_happening(title) {
        evidence.add(1, "its name is that of something that takes place", row.span());
    }
    if evidence.weight() < ENOUGH {
        return None;
    }
    let mut when = gathered.when;
    when.rrule = rule.map(Into::into);
    let mut told = Told::new(row, title, when, evidence);
    for cell in row.cells().filter(|cell| matches!(cell.role(), Role::Owner | Role::People)) {
        told.people.extend(super::people(row, cell.text()));
    }
    if told.people.is_empty() {
        let cell = row.cells().find(|cell| cell.text() != title && invited::in_cell(*cell));
        told.people = cell.map_or_else(Vec::new, |cell| super::people(row, cell.text()));
    }
    told.event.critical = row.text().contains("CRITICAL");
    told.event.optional = row.text().to_ascii_lowercase().contains("(optional)");
    told.fullness = 20 + told.people.len().min(1) as u32 * 4 + u32::from(told.when.minutes.is_some()) * 4;
    Some(told)
}

/// The name of a row without what stands in parentheses about when or how long.
fn row_title<'r>(cell: CellRef<'r>) -> &'r str {
    let text = clean(cell.text());
    let Split { title, .. } = title::split(text);
    let text = text.split(';').next().unwrap_or(text).trim_end();
    // Of a name in a cell nothing is cut off but asides at its end.
    if text.starts_with(title) && text.len() <= 160 && text[title.len()..].contains([':', ';', '—', '–', '-', ',', '.'])
    {
        text
    } else {
        title
    }
}

/// A row with one date or day, or with how often.
fn of_row<'r>(row: Entry<'r>, columns: &Columns) -> Option<Told<'r>> {
    let name = name(row)?;
    let mut gathered = Gathered::default();
    // The columns that say when come first.
    let says_when = |cell: &CellRef<'r>| {
        columns.dates.contains(&cell.column)
            || matches!(
                cell.role(),
                Role::Date | Role::Day | Role::Start | Role::Time | Role::Recurrence | Role::Duration | Role::Due
            )
    };
    for cell in row.cells().filter(says_when) {
        for mention in cell.mentions().filter(|mention| !matches!(mention.phrase, Phrase::Weeks(..))) {
            gathered.add(row, mention);
        }
    }
    let end = row.cells().find(|cell| cell.role() == Role::End).and_then(|cell| {
        let mention = cell.mentions().find(|mention| line::is_day(&mention.phrase))?;
        moment::of(row, mention)?.start
    });
    gathered.when.end = gathered.when.end.or(end.filter(|end| gathered.when.start.is_some_and(|start| start < *end)));
    let mut evidence = Evidence::new(row.reading);
    evidence.add(columns.weight, "its row names it and says when", row.span());
    if !gathered.is_dated() && gathered.when.time.is_some() && gathered.recurring().is_none() {
        of_day_above(row, &mut gathered)?;
    }
    let dated = gathered.is_dated();
    let rule = gathered.recurring().filter(|_| !dated);
    if !dated && rule.is_none() {
        return None;
    }
    // Jobs of a machine recur, too; nobody comes to them.
    if rule.is_some() && !columns.plans && !columns.named && !words::names_ceremony(name.text()) {
        return None;
    }
    event(row, row_title(name), gathered, evidence, rule)
}

/// `Wed 14 Jan and Wed 21 Jan`: the same, twice.
fn each_date<'r>(row: Entry<'r>, columns: &Columns, told: Told<'r>) -> Vec<Told<'r>> {
    let cells = row.cells().filter(|cell| columns.dates.contains(&cell.column));
    let dates = cells.flat_map(CellRef::mentions).filter(|mention| matches!(mention.phrase, Phrase::Date { .. }));
    let others = dates.skip(1).filter_map(|mention| {
        let start = moment::of(row, mention)?.start.filter(plain)?;
        let mut other = told.clone();
        (other.when.start, other.when.end, other.when.day) = (Some(start), None, None);
        other.when.text = row.phrase_text(mention).into();
        (told.when.start != Some(start) && told.when.day.is_none()).then_some(other)
    });
    let others: Vec<Told<'r>> = others.collect();
    std::iter::once(told).chain(others).collect()
}

/// A row with a time alone takes place on the day that the heading above it names.
fn of_day_above(row: Entry<'_>, gathered: &mut Gathered) -> Option<()> {
    let (_, _, moment) = moment::governing(row)?;
    gathered.when.day = moment.day;
    gathered.when.start = moment.start.filter(|_| moment.end.is_none());
    gathered.is_dated().then_some(())
}

/// A row whose date stands in the column of its month: `Mon 7` below `Jan`.
fn in_months<'r>(row: Entry<'r>, columns: &Columns) -> Option<Told<'r>> {
    let name = name(row)?;
    let mut dates: Vec<(NaiveDate, CellRef<'r>)> = Vec::new();
    for &(column, month, year) in &columns.months {
        let Some(cell) = row.cells().nth(column).filter(|cell| !cell.text().is_empty()) else { continue };
        for day in days_of(cell.text()) {
            let phrase = DatePhrase { year, month, day, weekday: None };
            dates.extend(row.reading.anchors.date(row, phrase).filter(plain).map(|date| (date, cell)));
        }
    }
    let (first, cell) = *dates.first()?;
    let mut gathered = Gathered::default();
    for mention in row.mentions().iter().filter(|mention| matches!(mention.phrase, Phrase::Clock(_))) {
        gathered.add(row, mention);
    }
    gathered.when.start = Some(first);
    gathered.when.end = dates.last().map(|last| last.0).filter(|last| *last > first);
    gathered.when.text = format!("{} {}", cell.header(), cell.text()).into();
    let mut evidence = Evidence::new(row.reading);
    evidence.add(columns.weight + 2, "its date stands in the column of its month", row.span());
    event(row, row_title(name), gathered, evidence, None)
}

/// A row with several dates, each of another column: `1.18.4 | 2020-06-12 | 2020-06-17`.
fn by_column<'r>(row: Entry<'r>, columns: &Columns, place: Place<'_>) -> Vec<Told<'r>> {
    let Some(name) = row.cells().find(|cell| !cell.text().is_empty() && !begins_with_day(*cell)) else {
        return Vec::new();
    };
    let dated: Vec<CellRef<'r>> =
        row.cells().filter(|cell| columns.dates.contains(&cell.column) && begins_with_day(*cell)).collect();
    // One column of deadlines makes the others those of the same things.
    let named = place.schedule || dated.iter().any(|cell| words::names_happening(cell.header()));
    dated
        .into_iter()
        .filter_map(|cell| {
            let mut gathered = Gathered::default();
            cell.mentions().for_each(|mention| gathered.add(row, mention));
            if !gathered.is_dated() {
                return None;
            }
            let mut evidence = Evidence::new(row.reading);
            evidence.add(2, "its row has a date in this column", cell.span());
            if named || name.role() == Role::Title {
                evidence.add(2, "its column names something that takes place", cell.span());
            }
            let header = cell.header().trim();
            let title = match header.to_lowercase().as_str() {
                "date" | "when" | "day" | "" => name.text().to_owned(),
                _ => format!("{} {}", clean(name.text()), lower(header)),
            };
            let told = event(row, &title, gathered, evidence, None)?;
            Some(Told { span: row.span(), ..told })
        })
        .collect()
}

/// A header in capitals in lower case.
fn lower(header: &str) -> String {
    let shouted = !header.contains(char::is_lowercase) && header.len() > 3;
    if shouted { header.to_lowercase() } else { header.to_owned() }
}
