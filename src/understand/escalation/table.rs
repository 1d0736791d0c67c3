//! Tables with a rung a row.

use super::super::evidence::Evidence;
use super::super::fact::{Fact, Step};
use super::super::phrase::names;
use super::super::reading::{CellRef, Entry};
use super::super::words::{self, Words};
use super::{chain, climb, escalates, fact, limit, rung, spoken, timed, title};

/// Words of columns that say how fast somebody answers, and not when he is told.
const RESPONSE: &[&str] = &["response", "resolution", "acknowledge", "sla", "target"];
/// Words of a column that says plainly after how long a rung begins.
const AFTER: Words = Words::of(&["after"]);
/// Words of a column of those who do something when it does.
const ACTS: Words =
    Words::of(&["who", "acts", "decides", "approves", "approver", "approval", "call", "agrees", "signs"]);

/// Which columns tell what.
#[derive(Default)]
struct Columns {
    /// `Escalate to`, `Who`, `Contact`
    who: Option<usize>,
    /// `After`, `Time without an answer`
    after: Option<usize>,
    /// `Trigger`, `Threshold`, `Severity`
    beyond: Option<usize>,
    /// Whether a column itself speaks of escalation.
    spoken: bool,
}

/// The ladder that a table tells.
pub(super) fn ladder(table: Entry<'_>) -> Option<Fact> {
    let header = table.children().next()?;
    let mut columns = Columns::of(header);
    let above = table.parent();
    let told = columns.spoken || above.and_then(spoken).is_some_and(|far| far < 2);
    if !told {
        return None;
    }
    columns.judge(table);
    let who = columns.who.filter(|_| columns.after.is_some() || columns.beyond.is_some())?;
    let steps: Vec<Step> =
        table.children().filter(|row| row.is_row()).filter_map(|row| columns.step(row, who)).collect();
    if steps.len() < 2 {
        return None;
    }
    let mut evidence = Evidence::new(table.reading);
    evidence.add(3, "its columns say who is told, and after how long or beyond what", header.span());
    let title = above.map_or_else(|| table.reading.document.title().to_owned(), title);
    Some(fact(table, &title, steps, evidence))
}

/// The ladder of a table that nothing calls an escalation, whose rows climb: one column says who, and one says plainly
/// after how long, or begins the rows with limits.
pub(super) fn climbing(table: Entry<'_>) -> Option<Fact> {
    let header = table.children().next().filter(|header| header.has(&ACTS) || header.has(&AFTER))?;
    let mut columns = Columns::of(header);
    let who = columns.who?;
    let has = |column: Option<usize>, any| {
        column.and_then(|at| header.cells().nth(at)).is_some_and(|cell: CellRef<'_>| cell.has(any))
    };
    let timed = has(columns.after, &AFTER);
    // A column of goals stands behind what is measured; the limits of a ladder lead.
    let acts = has(Some(who), &ACTS);
    if !(timed || acts) {
        return None;
    }
    columns.judge(table);
    if !timed {
        columns.after = None;
    }
    let leads = acts && columns.beyond == Some(0);
    if !(timed || leads) {
        return None;
    }
    let mut steps: Vec<Step> = Vec::new();
    for row in table.children().filter(|row| row.is_row()) {
        steps.push(columns.step(row, who)?);
    }
    if !climb::climbs(&steps) {
        return None;
    }
    let mut evidence = Evidence::new(table.reading);
    evidence.add(4, "its rows name one after another who is told, each later or beyond more", header.span());
    let title = table.parent().map_or_else(|| table.reading.document.title().to_owned(), title);
    Some(fact(table, &title, steps, evidence))
}

impl Columns {
    fn of(header: Entry<'_>) -> Self {
        const WHO: &[&str] = &[
            "who",
            "contact",
            "notify",
            "role",
            "owner",
            "person",
            "responsible",
            "approver",
            "inform",
            "name",
            "contacts",
            "lead",
        ];
        const TIMES: &[&str] =
            &["after", "time", "timeframe", "within", "delay", "wait", "when", "elapsed", "timing", "duration"];
        const BEYOND: &[&str] = &[
            "trigger",
            "condition",
            "threshold",
            "criteria",
            "limit",
            "severity",
            "priority",
            "situation",
            "issue",
            "amount",
            "level",
            "tier",
        ];
        let mut columns = Self::default();
        let mut called = false;
        for (at, cell) in header.cells().enumerate() {
            let name = cell.text();
            let response = words::has(name, RESPONSE);
            if escalates(name) && !words::has(name, TIMES) {
                columns.spoken = true;
                // `Escalate to` says it more plainly than `Owner`.
                columns.who = Some(at);
                called = true;
            } else if words::has(name, TIMES) && !response {
                columns.spoken |= escalates(name);
                columns.after.get_or_insert(at);
            } else if words::has(name, WHO) && !called {
                columns.who.get_or_insert(at);
            } else if words::has(name, BEYOND) {
                columns.beyond.get_or_insert(at);
            }
        }
        columns
    }

    /// Judges columns whose headers say nothing (`Blocked for`, `Change`) by what stands in them.
    fn judge(&mut self, table: Entry<'_>) {
        let rows = || table.children().filter(|row| row.is_row());
        let columns = rows().next().map_or(0, |row| row.cells().count());
        let count = |at: usize, told: &dyn Fn(Entry<'_>, &str) -> bool| {
            rows().filter(|row| row.cells().nth(at).is_some_and(|cell| told(*row, cell.text()))).count()
        };
        let header = |at| table.children().next().and_then(|header| header.cells().nth(at)).map_or("", CellRef::text);
        for at in (0..columns).filter(|at| Some(*at) != self.who && !words::has(header(*at), RESPONSE)) {
            if self.after.is_none() && count(at, &|row, text| rung::after(row, text).is_some()) > 1 {
                self.after = Some(at);
                self.beyond = self.beyond.filter(|column| *column != at);
            } else if self.beyond.is_none() && count(at, &|row, text| limit::read(row, text).is_some()) > 1 {
                self.beyond = Some(at);
            }
        }
    }

    fn step(&self, row: Entry<'_>, who: usize) -> Option<Step> {
        let cell = |column: Option<usize>| column.and_then(|at| row.cells().nth(at)).map(CellRef::text);
        let people = cell(Some(who)).map(names::split).unwrap_or_default();
        let people = people.into_iter().map(rung::without_article).map(rung::until_verb);
        let somebody =
            |name: &&str| rung::is_somebody(name, true) || rung::is_called_by_role(name) || timed::is_role(name);
        let people: Vec<_> = people.filter(somebody).map(|name| row.name(name)).collect();
        let after = cell(self.after).and_then(|text| rung::after(row, text));
        let beyond = cell(self.beyond).filter(|text| text.contains(char::is_alphanumeric));
        // `2` and `Level 2` are no limits.
        let beyond =
            beyond.filter(|text| text.contains(|letter: char| !letter.is_ascii_digit()) && !rung::is_level(text));
        let limit = beyond.or(cell(self.after)).and_then(|text| limit::read(row, text));
        if people.is_empty() && after.is_none() && limit.is_none() {
            return None;
        }
        Some(Step {
            who: people,
            after_minutes: after,
            beyond: beyond.map(|beyond| limit.as_ref().map_or(beyond, |(text, _)| text)).map(Into::into),
            beyond_span: limit
                .as_ref()
                .map(|(text, _)| *text)
                .or(beyond)
                .map_or_else(|| chain::nowhere(row), |text| row.span_of(text)),
            limit: limit.map(|(_, limit)| limit),
            span: row.span(),
        })
    }
}
