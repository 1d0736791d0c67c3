//! Tables of metrics: a row names what is measured, a column the value to be reached.

use super::super::phrase::quantity::{self, Comparator};
use super::super::reading::{CellRef, Entry, clean};
use super::super::words::{Known, Words};
use super::Found;
use super::context::{Context, Contexts};
use super::measure::Measure;

/// Headers of the column that has the value to be reached.
const TARGETS: Words = Words::of(&[
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
const METRICS: Words = Words::of(&[
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
    let column = |any: &Words| header.cells().find(|cell| any.knows(cell.text().trim()));
    let Some(target) = column(&TARGETS).map(|cell| (cell.column, cell.text().trim())) else { return };
    let metric = header.cells().filter(|cell| cell.column != target.0).find(|cell| METRICS.knows(cell.text().trim()));
    // `SLO` and `SLA` say it themselves.
    let promised = target.1.len() == 3;
    let target = target.0;
    let sure = metric.is_some() || promised || contexts.of(table) >= Context::Metrics;
    let name = metric.map_or(0, |cell| cell.column);
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
