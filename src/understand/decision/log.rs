//! Decision logs: tables with a decision a row, and lists below `Decisions`.

use super::super::evidence::Evidence;
use super::super::fact::{DecisionState, Name};
use super::super::phrase::names;
use super::super::phrase::role;
use super::super::reading::{CellRef, Entry, Kind};
use super::super::words::{self, Words};
use super::told::{self, Told};
use super::{Decisions, named_decision, open};

/// Which columns tell what.
#[derive(Default)]
struct Columns {
    title: Option<usize>,
    people: Option<usize>,
    due: Option<usize>,
    date: Option<usize>,
    state: Option<usize>,
    options: Option<usize>,
    question: Option<usize>,
    blocks: Option<usize>,
    /// Whether the column of people says itself that they decide.
    decides: bool,
}

/// Takes the decisions of a table.
pub(super) fn table(table: Entry<'_>, decisions: &mut Decisions<'_>) {
    let Some(header) = table.children().next() else { return };
    let below = table.parent().is_some_and(|above| log_below(above).is_some());
    if !below && !header.has(&DECISION) {
        return;
    }
    let columns = Columns::of(header, below);
    let asked = columns.question.filter(|_| columns.decides && columns.tells_how_far(table));
    let Some(title) = columns.title.or(asked) else { return };
    if columns.people.is_none() && columns.state.is_none() && columns.due.is_none() && columns.date.is_none() {
        return;
    }
    for row in table.children().filter(|row| row.is_row()) {
        let cell = |column: Option<usize>| column.and_then(|at| row.cells().nth(at)).map_or("", CellRef::text);
        let name = [cell(Some(title)), cell(columns.question)].into_iter().find(|name| !names::is_blank(name));
        let Some(name) = name else { continue };
        let people = names::split(cell(columns.people)).into_iter().map(|name| row.name(name)).collect();
        let mut told = Told { people, ..Told::default() };
        told.take_due(row, cell(columns.due));
        told.take_day(row, cell(columns.date));
        told.state = told::state(cell(columns.state));
        if told.state == Some(DecisionState::Open) {
            told.take_due(row, cell(columns.state));
        }
        told.take_text(cell(columns.options));
        if let Some(waits) = Some(cell(columns.blocks)).filter(|text| !names::is_blank(text)) {
            told.decision.blocks.push(waits.into());
            told.take_waiting(row, waits);
        }
        // `Day 3: Venue`: the day by which it is to be decided.
        let name = dated(row, name).map_or(name, |(day, rest)| {
            told.take_due(row, day);
            rest
        });
        // A question without an answer.
        let open = names::is_blank(cell(Some(title))) || told.due.is_some() || columns.due.is_some();
        told.state = told.state.or_else(|| (!open).then_some(DecisionState::Decided));
        let mut evidence = Evidence::new(row.reading);
        evidence.add(2, "it is a row of a table of decisions", row.span());
        decisions.add(words::bare(words::unnumbered(named_decision(name).unwrap_or(name))), row, told, evidence);
    }
}

/// A day at the head of a name, and the name: `Day 3: Venue`.
fn dated<'r>(row: Entry<'r>, name: &'r str) -> Option<(&'r str, &'r str)> {
    let (day, rest) = name.split_once([':', '–', '—'])?;
    let alone = row.mentions_in(day).any(|mention| row.phrase_text(mention) == day.trim());
    (alone && !rest.trim().is_empty()).then(|| (day, rest.trim()))
}

impl Columns {
    /// Whether a row says how far it is or when: a table of who may decide what does not.
    fn tells_how_far(&self, table: Entry<'_>) -> bool {
        table.children().filter(|row| row.is_row()).any(|row| {
            let text = |column: Option<usize>| column.and_then(|at| row.cells().nth(at)).map_or("", CellRef::text);
            told::state(text(self.state)).is_some()
                || open::names_day(row, text(self.due))
                || open::names_day(row, text(self.date))
        })
    }

    fn of(header: Entry<'_>, below: bool) -> Self {
        let mut columns = Self::default();
        for (at, cell) in header.cells().enumerate() {
            let name = cell.text();
            let slot = if words::is(name, &told::DECISION)
                || words::is(name, &["decisions", "decision made", "decision title"])
            {
                &mut columns.title
            } else if words::is(name, &["question", "topic", "issue", "subject", "item", "title", "what"]) {
                &mut columns.question
            } else if words::has(name, &["due", "deadline", "by", "needed"]) && !words::has(name, BY)
                || words::is(name, &["until", "latest", "at the latest", "not later than", "no later than"])
            {
                &mut columns.due
            } else if words::has(
                name,
                &[
                    "owner",
                    "owners",
                    "decider",
                    "deciders",
                    "decided",
                    "maker",
                    "makers",
                    "approver",
                    "approvers",
                    "approved",
                    "who",
                    "made",
                    "responsible",
                    "decision-maker",
                    "decision-makers",
                ],
            ) || words::has(name, BY)
            {
                let says = words::has(name, BY) && !words::is(name, &["approved by", "made by"])
                    || words::has(name, &["decider", "deciders", "maker", "makers", "decision-maker"])
                    || words::has(name, &["who"]) && words::has(name, &["decides", "chooses", "settles", "decide"]);
                columns.decides |= says;
                &mut columns.people
            } else if words::has(name, &["date", "when"]) {
                &mut columns.date
            } else if words::has(name, &["status", "state"]) {
                &mut columns.state
            } else if words::is(
                name,
                &[
                    "blocks",
                    "waits for it",
                    "waiting for it",
                    "what waits",
                    "what waits for it",
                    "blocked",
                    "needed for",
                    "holds up",
                ],
            ) {
                &mut columns.blocks
            } else if words::has(name, &["options", "alternatives"]) {
                &mut columns.options
            } else {
                continue;
            };
            slot.get_or_insert(at);
        }
        if columns.title.is_none() && below {
            columns.title = columns.question;
        }
        columns
    }
}

/// Words before `by` and those who decide.
const BY: &[&str] = &["decided", "made", "approved", "settled", "chosen", "taken"];

/// Words of headers without which a table that stands below no such heading is no log of decisions.
const DECISION: Words = Words::of(&[
    "decision",
    "decisions",
    "decide",
    "decider",
    "deciders",
    "maker",
    "makers",
    "decision-maker",
    "who",
    "decided",
    "made",
    "approved",
    "settled",
    "chosen",
    "taken",
]);

/// What a heading or line says of the decisions below it: [`heads_log`], once it has a word of them.
fn log_below(above: Entry<'_>) -> Option<DecisionState> {
    const LOG: Words = Words::of(&["decision", "decisions", "resolutions"]);
    if above.has(&LOG) { heads_log(words::named(above)) } else { None }
}

/// What a heading or line says of the decisions below it: made, or to be made. None where it speaks of none.
fn heads_log(name: &str) -> Option<DecisionState> {
    let mut decisions = false;
    let mut state = DecisionState::Decided;
    for word in words::words(name) {
        if words::is(word, &["decisions", "resolutions"]) {
            decisions = true;
        } else if words::is(word, &["decision"]) {
            // `Decision Log`, `Decision Points`
            decisions |= words::has(name, &["log", "points", "register"]);
            if words::has(name, &["points"]) {
                state = DecisionState::Open;
            }
        } else if words::is(
            word,
            &[
                "open",
                "pending",
                "needed",
                "required",
                "requiring",
                "outstanding",
                "upcoming",
                "make",
                "awaiting",
                "due",
                "next",
            ],
        ) {
            state = DecisionState::Open;
        } else if words::is(word, &["deferred", "postponed", "parked"]) {
            state = DecisionState::Deferred;
        } else if !words::is(word, FILLS) {
            return None;
        }
    }
    decisions.then_some(state)
}

/// Words that such a heading may have besides.
const FILLS: &[&str] = &[
    "key",
    "made",
    "taken",
    "agreed",
    "log",
    "points",
    "point",
    "register",
    "the",
    "to",
    "be",
    "and",
    "main",
    "our",
    "so",
    "far",
    "from",
    "this",
    "meeting",
    "today",
    "approved",
    "final",
    "summary",
    "for",
    "of",
    "stakeholder",
    "approval",
    "team",
    "project",
    "sprint",
    "record",
    "list",
];

/// An item of a list of decisions.
pub(super) fn item(item: Entry<'_>, decisions: &mut Decisions<'_>) {
    let Some(above) = item.parent().filter(|above| !above.is_item()) else { return };
    // A line with a text of its own introduces something else.
    if !above.is_heading() && !above.value().is_empty() && !above.label().is_empty() || item.task().is_some() {
        return;
    }
    let Some(state) = log_below(above) else { return };
    // A section's own fields tell of one decision.
    if !matches!(item.kind(), Kind::Item { .. }) || above.children().any(|line| line.is_labelled(&told::DECIDERS)) {
        return;
    }
    let labelled = item.is_labelled(&["status", "owner", "date", "note", "notes", "rationale", "context"]);
    if labelled || item.text().split_whitespace().count() < 2 {
        return;
    }
    let mut told = Told::default();
    item.children().for_each(|line| told.take(line));
    let (name, people) = decided_by(item, item.text());
    if told.people.is_empty() {
        told.people = people;
    }
    if state == DecisionState::Open {
        told.take_due(item, item.text());
    }
    told.take_text(item.text());
    told.state = told.state.or(Some(state));
    let name = named_decision(name).unwrap_or(name);
    // `**Venue** – the school`: the bold words name it; `Venue: the school` tells it.
    let name = if item.is_bold() && !item.label().is_empty() && name.len() >= item.label().len() {
        if words::is(item.label(), &told::DECISION) { item.value() } else { item.label() }
    } else {
        name
    };
    let mut evidence = Evidence::new(item.reading);
    evidence.add(2, "it stands in a list of decisions", item.span());
    decisions.add(words::bare(words::unnumbered(name)), item, told, evidence);
}

/// The text of an item without who decided it, and who: `Move to May (decided by Ada and Kai)`, `Owner: Ada`.
pub(super) fn decided_by<'r>(item: Entry<'r>, text: &'r str) -> (&'r str, Vec<Name>) {
    let lower = text.to_ascii_lowercase();
    let marks = ["decided by", "approved by", "decision by", "owner:", "deciders:", "decider:", "decision maker:"];
    let Some((at, mark)) = marks.iter().filter_map(|mark| Some((lower.find(mark)?, *mark))).min() else {
        return (text, Vec::new());
    };
    let rest = text[at + mark.len()..].split([')', ';', '.', '(']).next().unwrap_or_default();
    let rest = rest.split(" on ").next().unwrap_or_default().trim_start_matches([':', ' ']);
    let people: Vec<_> =
        names::split(rest).into_iter().filter(|name| role::sort(name).is_some()).map(|name| item.name(name)).collect();
    let head = text[..at].trim_end_matches([' ', '(', '–', '—', '-', ',', ';', '.', '[']);
    if people.is_empty() || head.is_empty() { (text, Vec::new()) } else { (head, people) }
}
