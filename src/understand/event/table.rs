//! Events of tables: a row with a date, a row with a date in one of several columns of months, a date for each of
//! several deadlines, a row with how often.

use chrono::{NaiveDate, Timelike};

use super::columns::{self, Columns, begins_with_day, is_of_others, is_time};
use super::month::days_of;
use super::name::{is_name, is_version};
use super::place::Place;
use super::title::{self, Split};
use super::told::{Gathered, Told, plain};
use super::{Around, invited, line, programme, words};
use crate::understand::evidence::Evidence;
use crate::understand::moment;
use crate::understand::phrase::date::DatePhrase;
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::reading::role::Role;
use crate::understand::reading::{CellRef, Entry, clean};
use crate::understand::timebox;

/// What must speak for a row's event.
const ENOUGH: i32 = 4;
/// The events of a table.
pub(super) fn read<'r>(table: Entry<'r>, around: &mut Around<'r>) -> Vec<Told<'r>> {
    let rows: Vec<Entry<'_>> = table.children().filter(|row| row.is_row()).collect();
    let Some(header) = table.children().next() else { return Vec::new() };
    let place = around.place(table);
    // Below months there are bare numbers.
    let timed = || rows.iter().any(|row| row.phrases().any(is_time)) || columns::is_calendar(header, &rows, place);
    if place.other || !timed() || is_of_others(header, place) {
        return Vec::new();
    }
    let talks = programme::read(header, &rows);
    if !talks.is_empty() {
        return talks.into_iter().map(|one| Told { list: Some(table.id), ..one }).collect();
    }
    let columns = Columns { plans: around.plans, ..columns::columns(header, &rows, place) };
    let mut told = Vec::new();
    let mut last = None;
    for row in rows.into_iter().filter(|row| !timebox::tables::is_reversed(*row)) {
        // A timebox with its first and last day is told as such; what else its row dates is an event.
        if timebox::tables::read(row).is_some() {
            if columns.dates.len() > 2 || !columns.again.is_empty() {
                told.extend(
                    by_column(row, &columns, place).into_iter().map(|one| Told { list: Some(table.id), ..one }),
                );
            }
            continue;
        }
        let found = if columns.months.len() > 1 {
            in_months(row, &columns)
        } else if columns.splits(has(row, Role::Start)) {
            by_column(row, &columns, place)
        } else {
            of_row(row, &columns, last).map_or_else(Vec::new, |told| each_date(row, &columns, told))
        };
        last = found.last().and_then(|told| told.when.start).or(last);
        told.extend(found.into_iter().map(|one: Told<'_>| Told { list: Some(table.id), ..one }));
    }
    told
}

fn has(row: Entry<'_>, role: Role) -> bool {
    row.cells().any(|cell| cell.role() == role)
}

/// What a row is called.
fn name<'r>(row: Entry<'r>, columns: &Columns) -> Option<CellRef<'r>> {
    // From then to then, somebody: a shift.
    let of_shift = has(row, Role::Start) && has(row, Role::End);
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
        let seat = columns.people.contains(&cell.column) || columns.runs == Some(cell.column);
        let of_people = seat || of_shift && columns::is_of_people(*cell);
        !other && !of_people && !begins_with_day(*cell) && columns::says_words(*cell)
    };
    // `Daily` is what a meeting is called, below `Meeting`.
    let titled = row.cells().filter(|cell| described(cell) || is_adverb(clean(cell.text())));
    let titled = titled.into_iter().find(|cell| columns::names_events(cell.header()));
    let most = |cell: &CellRef<'r>| described(cell) && columns.names.contains(&cell.column);
    titled
        .or_else(|| row.cells().find(most))
        .or_else(|| numbered(row, columns))
        .or_else(|| row.cells().find(described))
        .or_else(|| row.cell(Role::Notes))
        .or_else(|| row.cells().next().filter(|cell| is_version(clean(cell.text()))))
}

/// Whether a header stands above the phases to which the rows belong.
fn is_phase(header: &str) -> bool {
    ["phase", "wave", "sprint", "iteration", "stage"].iter().any(|known| header.eq_ignore_ascii_case(known))
}

fn is_adverb(text: &str) -> bool {
    ["daily", "dailies", "weekly"].iter().any(|known| text.eq_ignore_ascii_case(known))
}

/// The number of a row, where that is all that tells it from the others: the table's heading names them.
fn numbered<'r>(row: Entry<'r>, columns: &Columns) -> Option<CellRef<'r>> {
    let first = row.cells().next().filter(|cell| !cell.text().is_empty() && !begins_with_day(*cell))?;
    let told = columns.names.is_empty() && columns.dates.len() == 1 && heading_name(row).is_some();
    (told && !is_name(clean(first.text()))).then_some(first)
}

/// `Performances` above a table of them: what each row is.
fn heading_name(row: Entry<'_>) -> Option<String> {
    let heading = row.ancestors().find(|above| above.is_heading() && above.level() > 1)?;
    let text = clean(heading.text());
    let listed = ["schedule", "calendar", "dates", "timeline", "table"];
    let (before, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let plural = last.len() > 4 && last.ends_with('s') && !last.ends_with("ss");
    match () {
        () if text.split(' ').count() > 4 => None,
        () if !before.is_empty() && listed.iter().any(|known| last.eq_ignore_ascii_case(known)) => Some(before.into()),
        () if plural && !listed.iter().any(|known| last.eq_ignore_ascii_case(known)) => {
            Some(text[..text.len() - 1].into())
        }
        () => None,
    }
}

/// A number or a quarter alone is no name: `Performance 2`, `Security release 2024 Q2`.
fn called(row: Entry<'_>, text: &str) -> String {
    match heading_name(row).filter(|_| !is_name(text)) {
        Some(heading) => format!("{heading} {text}"),
        None => text.to_owned(),
    }
}

/// A row's event with its title and people; `gathered` says when.
fn event<'r>(
    row: Entry<'r>,
    title: &str,
    gathered: Gathered,
    mut evidence: Evidence,
    rule: Option<String>,
    columns: &Columns,
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
    let people =
        |cell: &CellRef<'r>| matches!(cell.role(), Role::Owner | Role::People) || columns.people.contains(&cell.column);
    for cell in row.cells().filter(people) {
        told.people.extend(super::people(row, cell.text()));
    }
    let runs = columns.runs.and_then(|column| row.cells().nth(column));
    told.owner = runs.and_then(|cell| super::people(row, cell.text()).into_iter().next());
    if told.people.is_empty() {
        let cell = row.cells().find(|cell| cell.text() != title && invited::in_cell(*cell));
        told.people = cell.map_or_else(Vec::new, |cell| super::people(row, cell.text()));
    }
    let phase = told.when.start.and_then(|_| row.cells().find(|cell| is_phase(cell.header())));
    told.phase = phase.map(|cell| clean(cell.text())).filter(|phase| !phase.is_empty() && *phase != title);
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
fn of_row<'r>(row: Entry<'r>, columns: &Columns, last: Option<NaiveDate>) -> Option<Told<'r>> {
    let name = name(row, columns)?;
    let mut gathered = Gathered::default();
    // The columns that say when come first.
    let says_when = |cell: &CellRef<'r>| {
        columns.dates.contains(&cell.column)
            || matches!(
                cell.role(),
                Role::Date | Role::Day | Role::Start | Role::Time | Role::Recurrence | Role::Duration | Role::Due
            )
            || cell.column != name.column && begins_with_time(*cell)
    };
    for cell in row.cells().filter(says_when) {
        if let Some(slashed) = columns::slashed(cell) {
            gathered.slashed(row, slashed, clean(cell.text()));
            continue;
        }
        if let Some((day, weekday)) = columns::bare_day(cell) {
            gathered.day_of_month(day, weekday, last, clean(cell.text()));
            continue;
        }
        for mention in cell.mentions().filter(|mention| !matches!(mention.phrase, Phrase::Weeks(..))) {
            gathered.add(row, mention);
        }
    }
    let end = row.cells().find(|cell| cell.role() == Role::End).and_then(|cell| {
        let mention = cell.mentions().find(|mention| line::is_day(&mention.phrase))?;
        moment::of(row, mention)?.start
    });
    // `Festival group meets, 19:30`, `Training (2 hours)`
    let beside = |phrase: &Phrase| matches!(phrase, Phrase::Clock(_) | Phrase::Duration(_));
    name.mentions().filter(|mention| beside(&mention.phrase)).for_each(|mention| gathered.add(row, mention));
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
    let timed = columns.schedule && gathered.when.time.is_some_and(|time| (6..23).contains(&time.hour()));
    if rule.is_some() && !columns.plans && !columns.named && !timed && !words::names_ceremony(name.text()) {
        return None;
    }
    event(row, &called(row, row_title(name)), gathered, evidence, rule, columns)
}

/// Whether a cell begins with a time of day, a length or a weekday.
fn begins_with_time(cell: CellRef<'_>) -> bool {
    let first = cell.mentions().next();
    first.is_some_and(|mention| {
        matches!(mention.phrase, Phrase::Clock(_) | Phrase::Duration(_) | Phrase::Weekday(_))
            && clean(cell.text()).starts_with(cell.row.phrase_text(mention))
    })
}

/// `Wed 14 Jan and Wed 21 Jan`: the same, twice.
fn each_date<'r>(row: Entry<'r>, columns: &Columns, told: Told<'r>) -> Vec<Told<'r>> {
    let cells = row.cells().filter(|cell| columns.dates.contains(&cell.column));
    let dates = cells.flat_map(CellRef::mentions).filter(|mention| matches!(mention.phrase, Phrase::Date { .. }));
    // `01:00 UTC Friday 13 May / 18:00 PDT Thursday 12 May` is one moment in two zones.
    let again = |mention: &Mention| {
        let before = row.raw_text().get(..mention.start as usize).unwrap_or_default();
        let before = before.trim_end_matches(|letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | ':'));
        before.ends_with('/')
            && row.phrases().any(|phrase| matches!(phrase, Phrase::Clock(_) | Phrase::Date { clock: Some(_), .. }))
    };
    let others = dates.skip(1).filter(|mention| !again(mention)).filter_map(|mention| {
        let moment = moment::of(row, mention)?;
        let start = moment.start.filter(plain)?;
        let mut other = told.clone();
        if told.when.time.is_none() {
            other.when.zone = moment.zone;
        }
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

/// A row whose date stands in the column of its month: `Mon 7` below `Jan`. Two may be the first and the last; more
/// are as many events.
fn in_months<'r>(row: Entry<'r>, columns: &Columns) -> Vec<Told<'r>> {
    let Some(name) = name(row, columns) else { return Vec::new() };
    let mut dates: Vec<(NaiveDate, CellRef<'r>)> = Vec::new();
    let mut written = None;
    for &(column, month, year) in &columns.months {
        let Some(cell) = row.cells().nth(column).filter(|cell| !cell.text().is_empty()) else { continue };
        for day in days_of(cell.text()) {
            written = written.or(Some(cell));
            let phrase = DatePhrase { year, month, day, weekday: None };
            dates.extend(row.reading.anchors.date(row, phrase).filter(plain).map(|date| (date, cell)));
        }
    }
    let one = |first: Option<NaiveDate>, end: Option<NaiveDate>, cell: CellRef<'r>| {
        let mut gathered = Gathered::default();
        for mention in row.mentions().iter().filter(|mention| matches!(mention.phrase, Phrase::Clock(_))) {
            gathered.add(row, mention);
        }
        (gathered.when.start, gathered.when.end) = (first, end);
        gathered.when.text = format!("{} {}", cell.header(), cell.text()).into();
        let mut evidence = Evidence::new(row.reading);
        evidence.add(columns.weight + 2, "its date stands in the column of its month", row.span());
        event(row, row_title(name), gathered, evidence, None, columns)
    };
    match dates[..] {
        // A day that its month does not have is written all the same.
        [] => written.and_then(|cell| one(None, None, cell)).into_iter().collect(),
        [(first, cell)] => one(Some(first), None, cell).into_iter().collect(),
        [(first, cell), (last, _)] => {
            one(Some(first), Some(last).filter(|last| *last > first), cell).into_iter().collect()
        }
        _ => dates.into_iter().filter_map(|(date, cell)| one(Some(date), None, cell)).collect(),
    }
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
        .enumerate()
        .filter_map(|(at, cell)| {
            let mut gathered = Gathered::default();
            // The first of the dates is the one that is told again.
            let again = columns.again.iter().rev().filter(|_| at == 0).filter_map(|again| row.cells().nth(*again));
            let mut again = again.filter(|again| begins_with_day(*again));
            again.next().unwrap_or(cell).mentions().for_each(|mention| gathered.add(row, mention));
            if !gathered.is_dated() {
                return None;
            }
            let mut evidence = Evidence::new(row.reading);
            evidence.add(2, "its row has a date in this column", cell.span());
            if named || name.role() == Role::Title {
                evidence.add(2, "its column names something that takes place", cell.span());
            }
            let header = cell.header().trim();
            let own = !columns.again.is_empty() && at == 0;
            let title = match header.to_lowercase().as_str() {
                "date" | "when" | "day" | "" => called(row, clean(name.text())),
                _ if own => called(row, clean(name.text())),
                _ => format!("{} {}", called(row, clean(name.text())), lower(header)),
            };
            let told = event(row, &title, gathered, evidence, None, columns)?;
            Some(Told { span: row.span(), ..told })
        })
        .collect()
}

/// A header in capitals in lower case.
fn lower(header: &str) -> String {
    let shouted = !header.contains(char::is_lowercase) && header.len() > 3;
    if shouted { header.to_lowercase() } else { header.to_owned() }
}
