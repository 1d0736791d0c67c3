//! What the columns of a table say of its events, judged by headers, then by cells.

use super::month::{days_of, month};
use super::place::Place;
use super::{invited, line, words};
use crate::understand::phrase::date;
use crate::understand::phrase::mention::Phrase;
use crate::understand::phrase::{names, role as people};
use crate::understand::reading::role::Role;
use crate::understand::reading::{CellRef, Entry, clean};
use crate::understand::staff;

/// Words of headers of tables of something else: versions, approvals, invoices, people on leave.
const OTHERS: [&str; 33] = [
    "write",
    "written",
    "read",
    "example",
    "syntax",
    "input",
    "mean",
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
const AGAIN: [&str; 11] = [
    "actual", "revised", "forecast", "baseline", "original", "new", "updated", "latest", "realized", "realised",
    "achieved",
];

/// The columns of a table, as its events need them.
pub(super) struct Columns {
    /// Columns headed by a month, with its year where that is written.
    pub months: Vec<(usize, u32, Option<i32>)>,
    /// Columns whose cells begin with a date or day.
    pub dates: Vec<usize>,
    /// Columns of later dates of the same thing; the last that is filled holds: `Actual` beside `Expected`.
    pub again: Vec<usize>,
    /// Whether a column says in words what each row is: `Milestone`.
    pub described: bool,
    /// Columns of people, roles and groups, whatever their header.
    pub people: Vec<usize>,
    /// The column of those who run what the rows tell, by their role.
    pub runs: Option<usize>,
    /// Columns that name the rows: filled in most of them, with words.
    pub names: Vec<usize>,
    /// What speaks for all rows.
    pub weight: i32,
    /// Whether a header says that rows are things that take place.
    pub named: bool,
    /// Whether the document plans a timebox.
    pub plans: bool,
    /// Whether it stands under what lists things that take place, on weekdays or dates in some rows.
    pub schedule: bool,
}

/// Whether a table lists something else: tasks, shifts, versions, approvals.
pub(super) fn is_of_others(header: Entry<'_>, place: Place<'_>) -> bool {
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
    // A release calendar has a column of versions.
    let planned = place.schedule && header.cells().any(|cell| is_plan(cell.text()));
    let named = header
        .cells()
        .flat_map(|cell| words::words(cell.text()))
        .any(|word| OTHERS.contains(&word.as_str()) && !(planned && word == "version"));
    duty || risks || tasks || named && !milestones && !names_deadlines(header)
}

/// Whether several columns are headed by months.
pub(super) fn has_months(header: Entry<'_>) -> bool {
    header.cells().filter(|cell| month(cell.text()).is_some()).nth(1).is_some()
}

/// Whether bare numbers below months are days: most cells are empty, and the rows are things that take place.
pub(super) fn is_calendar(header: Entry<'_>, rows: &[Entry<'_>], place: Place<'_>) -> bool {
    let months: Vec<usize> =
        header.cells().filter(|cell| month(cell.text()).is_some()).map(|cell| cell.column).collect();
    if months.len() < 2 || !(place.schedule || header.cells().any(|cell| names_events(cell.text()))) {
        return false;
    }
    let cells = rows.iter().flat_map(|row| row.cells()).filter(|cell| months.contains(&cell.column));
    let (mut all, mut filled, mut days) = (0, 0, 0);
    for cell in cells.take(MOST_ROWS * 12) {
        all += 1;
        filled += usize::from(!cell.text().is_empty());
        days += usize::from(!days_of(cell.text()).is_empty());
    }
    filled * 2 <= all && days * 4 >= filled * 3
}

/// Whether a header says when a row is meant to be.
fn is_plan(header: &str) -> bool {
    let plans = ["expected", "planned", "scheduled", "date", "target", "when"];
    words::words(header).iter().any(|word| plans.contains(&word.as_str()))
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

impl Columns {
    /// Whether the dates of a row are those of different things, each named by its column.
    pub fn splits(&self, has_start: bool) -> bool {
        let several = self.dates.len() > if has_start { 2 } else { 1 };
        !self.again.is_empty() || several && !self.described
    }
}

/// Judges the columns of a table.
pub(super) fn columns(header: Entry<'_>, rows: &[Entry<'_>], place: Place<'_>) -> Columns {
    let mut columns = Columns {
        months: Vec::new(),
        dates: Vec::new(),
        again: Vec::new(),
        described: false,
        people: Vec::new(),
        runs: None,
        names: Vec::new(),
        weight: 2,
        named: false,
        plans: false,
        schedule: place.schedule && rows.iter().any(|row| row.phrases().any(names_weekday)),
    };
    for cell in header.cells() {
        if let Some((month, year)) = month(cell.text()) {
            columns.months.push((cell.column, month, year));
            continue;
        }
        let filled = rows.iter().filter_map(|row| row.cells().nth(cell.column)).take(MOST_ROWS);
        let (mut all, mut dated, mut named, mut people) = (0, 0, 0, 0);
        for cell in filled.filter(|cell| !cell.text().is_empty()) {
            all += 1;
            dated += usize::from(begins_with_day(cell) || begins_with_month(cell));
            named += usize::from(says_words(cell));
            people += usize::from(names_people(cell));
        }
        // `TBD` in some rows makes it no other column.
        if dated > 0 && dated * 2 >= all {
            let again = words::words(cell.text()).iter().any(|word| AGAIN.contains(&word.as_str()));
            if again && !columns.dates.is_empty() {
                columns.again.push(cell.column);
            } else {
                columns.dates.push(cell.column);
            }
        }
        if named * 5 >= rows.len().min(MOST_ROWS) * 3 {
            columns.described |= describes(cell.text());
            columns.names.push(cell.column);
        }
        let invites = INVITES.iter().any(|known| cell.text().trim().eq_ignore_ascii_case(known));
        if invites && people > 0 && people * 2 >= all {
            columns.people.push(cell.column);
        }
        // `Stage manager` above names: one who runs it.
        let runs = || staff::is_role_in_any_case(cell.text()) && !invited::does_other(cell.text());
        if cell.role() == Role::Other && people > 0 && people * 2 >= all && runs() {
            columns.runs = columns.runs.or(Some(cell.column));
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

/// Whether a phrase says on which weekday, or on which date.
fn names_weekday(phrase: &Phrase) -> bool {
    match phrase {
        Phrase::Recurrence(rule) => !rule.days.is_empty(),
        phrase => matches!(phrase, Phrase::Weekday(_) | Phrase::Date { .. }),
    }
}

/// Whether a header says that its cells tell what happens, all in words.
fn describes(header: &str) -> bool {
    let known = ["milestone", "event", "what", "activity", "happen"];
    words::words(header).iter().any(|word| known.contains(&word.as_str()))
}

/// Most rows that are looked at to judge a column.
const MOST_ROWS: usize = 40;
/// Headers above those who come.
const INVITES: [&str; 14] = [
    "called", "invited", "involved", "with", "by", "for", "for whom", "needed", "present", "guests", "group", "groups",
    "audience", "team",
];

/// Whether a cell names nobody but people.
pub(super) fn is_of_people(cell: CellRef<'_>) -> bool {
    names::split(clean(cell.text())).iter().all(|name| staff::is_full_name(name))
}

fn names_people(cell: CellRef<'_>) -> bool {
    !cell.text().is_empty() && names::split(clean(cell.text())).iter().all(|name| people::sort(name).is_some())
}

/// Whether a cell holds words that are no time of any sort.
pub(super) fn says_words(cell: CellRef<'_>) -> bool {
    let text = cell.text();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters < 2 {
        return false;
    }
    let timed = cell.mentions().filter(|mention| is_time(&mention.phrase));
    let timed =
        timed.map(|mention| cell.row.phrase_text(mention).chars().filter(|letter| letter.is_alphabetic()).count());
    timed.sum::<usize>() < letters
}

/// Whether a phrase says when.
pub(super) fn is_time(phrase: &Phrase) -> bool {
    matches!(
        phrase,
        Phrase::Date { .. } | Phrase::Day(_) | Phrase::Recurrence(_) | Phrase::Weekday(_) | Phrase::Clock(_)
    )
}

/// Whether a header says that its rows are things that take place.
pub(super) fn names_events(header: &str) -> bool {
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

/// Whether a cell begins with a day or a date.
pub(super) fn begins_with_day(cell: CellRef<'_>) -> bool {
    let first = cell.mentions().find(|mention| !matches!(mention.phrase, Phrase::Weekday(_)));
    let text = without_from(clean(cell.text()));
    first.is_some_and(|mention| line::is_day(&mention.phrase) && text.starts_with(cell.row.phrase_text(mention)))
}

/// `April 2019`
fn begins_with_month(cell: CellRef<'_>) -> bool {
    let first = cell.mentions().next();
    first.is_some_and(|mention| {
        matches!(mention.phrase, Phrase::Period(first, last) if (last - first).num_days() <= 31)
            && clean(cell.text()).starts_with(cell.row.phrase_text(mention))
    })
}

/// `from Mon 30 March` begins with a date all the same.
fn without_from(text: &str) -> &str {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let known = ["from", "starting", "on", "until", "by", "~", "about"];
    if known.iter().any(|known| first.eq_ignore_ascii_case(known)) { rest.trim_start() } else { text }
}

/// `Tue 5/7`: a weekday with two numbers, of which nobody can say which is the month but by the weekday.
pub(super) fn slashed(cell: CellRef<'_>) -> Option<(chrono::Weekday, u32, u32)> {
    let text = clean(cell.text());
    let (head, rest) = text.split_once([' ', ','])?;
    let weekday = date::weekday(head.trim_end_matches('.'))?;
    let (one, other) = rest.trim().split_once('/')?;
    let number = |text: &str| text.parse().ok().filter(|number| (1..=31).contains(number));
    Some((weekday, number(one)?, number(other)?))
}

/// `Tue 24` below a date of that month: the day alone.
pub(super) fn bare_day(cell: CellRef<'_>) -> Option<(u32, chrono::Weekday)> {
    let text = clean(cell.text());
    if text.len() > 16 || cell.mentions().any(|mention| line::is_day(&mention.phrase)) {
        return None;
    }
    let mut pieces = text.split([' ', ',']).filter(|piece| !piece.is_empty());
    let weekday = date::weekday(pieces.next()?)?;
    let [day] = days_of(pieces.next()?)[..] else { return None };
    pieces.next().is_none().then_some((day, weekday))
}
