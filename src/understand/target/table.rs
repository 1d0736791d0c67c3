//! Tables of metrics: a row names what is measured, a column the value to be reached.

use super::super::phrase::quantity::{self, Comparator};
use super::super::reading::{CellRef, Entry, clean};
use super::super::words::{Known, Words};
use super::Found;
use super::context::{Context, Contexts};
use super::measure::Measure;

/// Headers of the column that has the value to be reached.
static TARGETS: Words = Words::of(&[
    "promise",
    "promised",
    "wanted",
    "we want",
    "aim",
    "commitment",
    "expected",
    "required",
    "target",
    "targets",
    "target value",
    "goal",
    "threshold",
    "slo",
    "sla",
    "objective",
    "target sla",
    "sla target",
    "slo target",
    "measure of success",
    "success measure",
    "acceptance threshold",
]);
/// Headers of the column that names what is measured.
static METRICS: Words = Words::of(&[
    "measures",
    "what we measure",
    "number",
    "metric",
    "metrics",
    "kpi",
    "measure",
    "indicator",
    "requirement",
    "slo",
    "sli",
    "objective",
    "goal",
    "area",
    "test type",
    "measurement",
    "criterion",
    "criteria",
    "service level",
]);

/// Adds the targets of a table, if it has any.
pub(super) fn read<'r>(table: Entry<'r>, contexts: &mut Contexts, found: &mut Found) {
    let Some(header) = table.children().next() else { return };
    let named =
        |any: &'static Words| header.cells().filter(move |cell| any.knows(cell.text().trim())).map(|cell| cell.column);
    let text = |column: usize| header.cells().nth(column).map_or("", |cell| cell.text().trim());
    // `Goal | Today | Wanted`: a header may name what is measured as well, so the cells tell which column has amounts.
    let mut targets = named(&TARGETS);
    let Some(target) = targets.next().map(|first| targets.filter(|at| has_amounts(table, *at)).last().unwrap_or(first))
    else {
        return answers(table, header, found);
    };
    let metric = named(&METRICS).find(|at| *at != target);
    // `SLO` and `SLA` say it themselves; beside what is reached today stands what is to be reached.
    let promised = text(target).len() == 3 || named(&TODAY).next().is_some() && has_amounts(table, target);
    let sure = metric.is_some() || promised || contexts.of(table) >= Context::Metrics;
    let name = metric.unwrap_or(0);
    if !sure || name == target {
        return;
    }
    for row in table.children().filter(|row| row.is_row()) {
        let (Some(name), Some(cell)) = (row.cells().nth(name), row.cells().nth(target)) else { continue };
        if let Some(measure) = of_cell(clean(name.text()), cell) {
            found.add(row, measure, "it is a row of a table with a column of targets");
        }
    }
}

/// Whether most cells of a column begin with an amount or a comparator.
fn has_amounts(table: Entry<'_>, column: usize) -> bool {
    let (mut all, mut amounts) = (0, 0);
    for cell in table.children().filter(|row| row.is_row()).filter_map(|row| row.cells().nth(column)) {
        all += 1;
        amounts += usize::from(of_cell("a", cell).is_some());
    }
    amounts > 0 && amounts * 2 >= all
}

/// Headers of the column that says what is reached today.
static TODAY: Words = Words::of(&[
    "today",
    "now",
    "current",
    "currently",
    "baseline",
    "actual",
    "so far",
    "last year",
    "last quarter",
    "measured",
    "result",
    "latest",
]);

/// Headers of the column that says how soon a call of each level is answered.
const ANSWERED: Words = Words::of(&[
    "acknowledge",
    "acknowledged",
    "acknowledge within",
    "acknowledgement",
    "ack",
    "time to acknowledge",
    "respond within",
    "response",
    "response time",
    "first response",
    "answer within",
    "reaction",
    "reaction time",
]);

/// Adds how soon a call of each level is answered: `Severity | Acknowledge` and `SEV1 | 5 min`.
fn answers<'r>(table: Entry<'r>, header: Entry<'r>, found: &mut Found) {
    const LEVELS: [&str; 5] = ["severity", "priority", "level", "class", "sev"];
    if !header.cells().next().is_some_and(|cell| LEVELS.knows(cell.text())) {
        return;
    }
    let Some(answer) = header.cells().skip(1).find(|cell| ANSWERED.knows(cell.text().trim())) else { return };
    for row in table.children().filter(|row| row.is_row()) {
        let (Some(level), Some(cell)) = (row.cells().next(), row.cells().nth(answer.column)) else { continue };
        if let Some(measure) = of_cell(&format!("{} {}", clean(level.text()), answer.text()), cell)
            && !measure.unit.is_empty()
        {
            found.add(row, measure, "it says how soon a call of its level is answered");
        }
    }
}

/// The threshold of a cell: `< 200 ms`, `p95 <200ms`, `0`, `99.9 %`.
fn of_cell<'r>(name: &str, cell: CellRef<'r>) -> Option<Measure<'r>> {
    let text = cell.text().trim_start_matches(['*', '~', ' ']);
    let number = text.find(|letter: char| letter.is_ascii_digit())?;
    let digits = if text[..number].ends_with(['p', 'P']) {
        number + text[number..].find(' ')? // `p95 <200ms`: the percentile is part of the name
    } else {
        0
    };
    let lead = text[..digits].trim();
    let rest = text[digits..].trim_start();
    // At the head, or where a comparator stands.
    let sign = || rest.find(['<', '>', '≤', '≥']);
    let (begin, (read, bytes)) = quantity::read(rest)
        .map(|read| (0, read))
        .or_else(|| sign().and_then(|at| Some((at, quantity::read(&rest[at..])?))))?;
    let money = read.unit.starts_with(['$', '€', '£']);
    // `2 of 3` counts.
    let after = rest[begin + bytes..].trim_start();
    let counted = after.strip_prefix("of ").is_some_and(|of| of.starts_with(|c: char| c.is_ascii_digit()));
    let dated = counted || rest[begin + bytes..].trim_start().starts_with(['-', '/']);
    if money || dated || name.is_empty() || is_year(read.value, read.unit) {
        return None;
    }
    let metric = if lead.is_empty() { name.to_owned() } else { format!("{name} {lead}") };
    Some(Measure {
        metric,
        comparator: read.comparator.unwrap_or(Comparator::Equal),
        value: read.value,
        unit: read.unit,
    })
}

fn is_year(value: f64, unit: &str) -> bool {
    unit.is_empty() && (2000.0..2100.0).contains(&value)
}
