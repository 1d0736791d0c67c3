//! Tables with a risk a row.

use super::super::evidence::Evidence;
use super::super::phrase::names;
use super::super::phrase::words::Words;
use super::super::reading::role::Role;
use super::super::reading::{CellRef, Entry};
use super::super::words;
use super::heading::{may_go_wrong, speaks_of_mitigation, speaks_of_risks};
use super::{Risks, Told, grade};

/// Which columns tell what; the numbers of the columns.
#[derive(Default)]
struct Columns {
    title: Option<usize>,
    severity: Option<usize>,
    probability: Option<usize>,
    mitigation: Option<usize>,
    owner: Option<usize>,
}

const TITLE: Words = Words::of(&[
    "risk",
    "risks",
    "risk description",
    "risk name",
    "risk title",
    "risk item",
    "risk event",
    "risk statement",
    "description of risk",
    "description of the risk",
    "key risk",
    "potential risk",
    "threat",
    "hazard",
    "danger",
    "worry",
    "worries",
    "fear",
    "uncertainty",
    "what if",
    "if it happens",
    "what could happen",
]);
/// Names that a risk has in a table that a heading about risks introduces.
const TITLE_BELOW_RISKS: Words =
    Words::of(&["description", "what", "issue", "concern", "item", "event", "title", "name", "problem", "topic", "if"]);
/// What follows `What if`.
const THEN: Words = Words::of(&["then", "then we", "what then", "plan b"]);
/// Who keeps an eye on a risk.
const OWNER: Words = Words::of(&[
    "owner",
    "owners",
    "responsible",
    "assigned",
    "dri",
    "watches",
    "watched",
    "held",
    "holder",
    "keeper",
    "kept",
    "carries",
    "carried",
    "accountable",
    "assignee",
]);
/// What is decided of a risk at the meeting of many teams: resolved, owned, accepted, mitigated.
const ROAM: Words = Words::of(&["resolved", "owned", "accepted", "mitigated"]);

/// Takes the risks of a table.
pub(super) fn risks(table: Entry<'_>, risks: &mut Risks<'_>) {
    let Some(header) = table.children().next() else { return };
    let below = table.ancestors().any(|above| speaks_of_risks(words::named(above)));
    let columns = Columns::of(table, header, below);
    let graded = [columns.severity, columns.probability, columns.mitigation].into_iter().flatten().count();
    let Some(title) = columns.title else { return };
    // A table of risks may say only who watches each, where its heading or its first column calls them risks.
    let watched = columns.owner.is_some() && (below || columns.is_roam(table)) && columns.leads(table, title);
    if graded == 0 && !watched {
        return;
    }
    for row in table.children().filter(|row| row.is_row()) {
        let Some(cell) = row.cells().nth(title) else { continue };
        let mut evidence = Evidence::new(risks.reading);
        evidence.add(2, "it is a row of a table of risks", row.span());
        let told = columns.told(row);
        risks.add(cell.text(), row, told, evidence);
    }
}

/// How plainly a header says that its column grades how bad a risk is: `Severity` more than `Level`, that more than
/// `Impact`, which may be told in words, and that more than a `Score`, which is a product.
fn severity(name: &str) -> Option<u8> {
    const RANKS: [Words; 4] = [
        Words::of(&["severity"]),
        Words::of(&["level", "rating", "grade", "class", "rag"]),
        Words::of(&["impact", "effect", "consequence", "consequences", "bad", "damage", "gravity", "seriousness"]),
        Words::of(&["score", "exposure"]),
    ];
    // A single letter stands alone.
    let letter = |rank: usize| rank == 2 && words::words(name).nth(1).is_none() && words::has(name, &["e", "i"]);
    (0..RANKS.len()).find(|&rank| words::has(name, &RANKS[rank]) || letter(rank)).map(|rank| 3 - rank as u8)
}

fn probability(name: &str) -> bool {
    const WORDS: Words = Words::of(&["probability", "likelihood", "chance", "chances", "odds", "likely", "frequency"]);
    words::has(name, &WORDS) || words::is(name, &["l", "p"])
}

impl Columns {
    fn of(table: Entry<'_>, header: Entry<'_>, below_risks: bool) -> Self {
        let mut columns = Self::default();
        let mut best = 0;
        for (at, cell) in header.cells().enumerate() {
            let name = words::unnumbered(cell.text());
            if let Some(rank) = severity(name).filter(|_| !probability(name)) {
                let graded = columns.grades(table, at) || rank == 3;
                if columns.severity.is_none() || graded && rank > best {
                    columns.severity = Some(at);
                    best = if graded { rank } else { 0 };
                }
                continue;
            }
            let slot = if words::is(name, &TITLE) || may_go_wrong(name) {
                &mut columns.title
            } else if speaks_of_mitigation(name)
                || words::is(name, &THEN)
                || below_risks && words::is(name, &["action", "actions", "plan", "what we do"])
            {
                &mut columns.mitigation
            } else if probability(name) {
                &mut columns.probability
            } else if words::has(name, &OWNER) || words::is(name, &["who", "lead"]) {
                &mut columns.owner
            } else {
                continue;
            };
            slot.get_or_insert(at);
        }
        if columns.title.is_none() && below_risks {
            columns.title = header.cells().position(|cell| words::is(cell.text(), &TITLE_BELOW_RISKS));
        }
        columns
    }

    /// Whether the cells of a column grade, as far as they say anything.
    fn grades(&self, table: Entry<'_>, column: usize) -> bool {
        let cells = table.children().filter(|row| row.is_row()).filter_map(|row| row.cells().nth(column));
        let mut said = cells.map(CellRef::text).filter(|text| !names::is_blank(text)).peekable();
        said.peek().is_some() && said.all(|text| grade::read(text).is_some())
    }

    /// Whether a column says how far each risk is by the four words that teams have for it.
    fn is_roam(&self, table: Entry<'_>) -> bool {
        let rows = || table.children().filter(|row| row.is_row());
        rows().next().is_some() && rows().all(|row| row.cells().any(|cell| words::is(cell.text(), &ROAM)))
    }

    /// Whether a column is the first that is no number.
    fn leads(&self, table: Entry<'_>, column: usize) -> bool {
        let header = table.children().next();
        let before = header.into_iter().flat_map(|header| header.cells().take(column));
        before.into_iter().all(|cell| cell.role() == Role::Id || cell.text().is_empty())
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
