//! Tables with a risk a row.

use super::super::evidence::Evidence;
use super::super::phrase::names;
use super::super::reading::{CellRef, Entry};
use super::super::words;
use super::{Risks, Told, grade, speaks_of_risks};

/// Which columns tell what; the numbers of the columns.
#[derive(Default)]
struct Columns {
    title: Option<usize>,
    severity: Option<usize>,
    probability: Option<usize>,
    mitigation: Option<usize>,
    owner: Option<usize>,
}

const TITLE: &[&str] = &[
    "risk",
    "risks",
    "risk description",
    "risk name",
    "risk title",
    "risk item",
    "risk event",
    "risk statement",
    "description of risk",
    "key risk",
    "potential risk",
    "threat",
    "hazard",
];
/// Names that a risk has in a table that a heading about risks introduces.
const TITLE_BELOW_RISKS: &[&str] = &["description", "what", "issue", "concern", "item", "event", "title", "name"];

/// Takes the risks of a table.
pub(super) fn risks(table: Entry<'_>, risks: &mut Risks<'_>) {
    let Some(header) = table.children().next() else { return };
    let below = table.ancestors().find(|above| above.is_heading() || !above.text().is_empty());
    let below = below.is_some_and(|above| speaks_of_risks(words::named(above)));
    let columns = Columns::of(header, below);
    let told = [columns.severity, columns.probability, columns.mitigation].into_iter().flatten().count();
    let Some(title) = columns.title.filter(|_| told > 0) else { return };
    for row in table.children().filter(|row| row.is_row()) {
        let Some(cell) = row.cells().nth(title) else { continue };
        let mut evidence = Evidence::new(risks.reading);
        evidence.add(2, "it is a row of a table of risks", row.span());
        let told = columns.told(row);
        risks.add(cell.text(), row, told, evidence);
    }
}

impl Columns {
    fn of(header: Entry<'_>, below_risks: bool) -> Self {
        let mut columns = Self::default();
        for (at, cell) in header.cells().enumerate() {
            let name = words::unnumbered(cell.text());
            let slot = if words::is(name, TITLE) {
                &mut columns.title
            } else if words::has(name, &["mitigation", "mitigations", "response", "contingency", "treatment"]) {
                &mut columns.mitigation
            } else if words::has(name, &["probability", "likelihood", "chance"]) {
                &mut columns.probability
            } else if words::has(name, &["severity", "impact", "rating", "level"]) {
                // `Severity` says it more plainly than `Impact`, which may be told in words.
                if words::has(name, &["severity"]) {
                    columns.severity = None;
                }
                &mut columns.severity
            } else if words::has(name, &["owner", "responsible", "assigned", "dri"]) {
                &mut columns.owner
            } else {
                continue;
            };
            slot.get_or_insert(at);
        }
        if columns.title.is_none() && below_risks {
            columns.title = header.cells().position(|cell| words::is(cell.text(), TITLE_BELOW_RISKS));
        }
        columns
    }

    fn told(&self, row: Entry<'_>) -> Told {
        let cell = |column: Option<usize>| column.and_then(|at| row.cells().nth(at));
        let graded = |column| cell(column).and_then(|cell| grade::read(cell.text())).map(Into::into);
        let mut told = Told::default();
        told.risk.severity = graded(self.severity);
        told.risk.probability = graded(self.probability);
        let done = cell(self.mitigation).map(CellRef::text).filter(|text| !names::is_blank(text));
        told.risk.mitigation = done.map(Into::into);
        told.owner = cell(self.owner).filter(|cell| !names::is_blank(cell.text())).map(|cell| row.name(cell.text()));
        told
    }
}
