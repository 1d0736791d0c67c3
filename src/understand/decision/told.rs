//! What labelled lines tell of a decision.

use super::super::fact::{Decision, DecisionState, Held, Name, When};
use super::super::moment;
use super::super::phrase::mention::Phrase;
use super::super::phrase::names;
use super::super::phrase::role;
use super::super::reading::{Entry, Kind};
use super::super::words;
use super::{held, open, signers};
use crate::understand::phrase::words::Words;
use chrono::NaiveDate;

/// Labels of what is decided.
pub(super) const DECISION: Words = Words::of(&[
    "decision",
    "the decision",
    "decision needed",
    "decision required",
    "decision to make",
    "decision point",
    "final decision",
    "we decide",
]);
/// Labels of what was decided, where a sentence follows; a day or names may stand there as well.
pub(super) const DECIDED: Words =
    Words::of(&["decided", "we decided", "it was decided", "agreed", "we agreed", "decision taken", "decision made"]);
/// Labels of those who decide.
pub(super) const DECIDERS: Words = Words::of(&[
    "decision maker",
    "decision makers",
    "decision-maker",
    "decision-makers",
    "decision maker(s)",
    "decider",
    "deciders",
    "decider(s)",
    "decided by",
    "who decides",
    "decision owner",
    "decision owners",
    "to be decided by",
    "decision taken by",
    "decision made by",
    "decision rests with",
    "decides",
    "settled by",
    "to be settled by",
    "who settles it",
    "who chooses",
    "chosen by",
    "to be chosen by",
    "final say",
    "final word",
    "last word",
    "the last word",
    "has the last word",
    "has the final say",
    "the call is made by",
    "who makes the call",
    "call made by",
]);
/// Labels of those who decide, where it is known that something is decided.
const APPROVERS: Words = Words::of(&[
    "approver",
    "approvers",
    "approver(s)",
    "approved by",
    "approval by",
    "approval",
    "made by",
    "accountable",
    "stewards",
    "shepherd",
    "shepherds",
]);
const DUE: Words = Words::of(&[
    "timeline",
    "deadline",
    "due",
    "due date",
    "due by",
    "decide by",
    "decision by",
    "decision due",
    "decision deadline",
    "by when",
    "needed by",
    "required by",
    "target date",
    "must decide by",
    "at the latest",
    "latest",
    "not later than",
    "no later than",
    "until",
    "wanted by",
    "to be decided until",
]);
const DATE: Words = Words::of(&["date", "decision date", "date decided", "decided on", "decided", "date of decision"]);
const OPTIONS: Words = Words::of(&[
    "options",
    "alternatives",
    "considered options",
    "options considered",
    "alternatives considered",
    "choices",
    "candidates",
    "options under consideration",
]);
const BLOCKS: Words = Words::of(&[
    "blocks",
    "blocking",
    "blocked until then",
    "waiting for it",
    "waits for it",
    "wait for it",
    "waiting for this",
    "waits for this",
    "waiting on it",
    "what waits for it",
    "what waits",
    "needed for",
    "holds up",
]);
const BY: Words = Words::of(&["by"]);
const IMPACT: Words = Words::of(&["impact", "consequence", "effect"]);
const QUESTION: Words = Words::of(&["question", "problem", "issue to decide"]);
const REASON: Words = Words::of(&["rationale", "reason", "reasons", "why", "context"]);
const STATE: Words = Words::of(&["status", "state", "outcome"]);
const BACKUPS: Words = Words::of(&[
    "backup",
    "backups",
    "backup decider",
    "backup deciders",
    "backup decision maker",
    "backup decision makers",
    "deputy",
    "deputies",
    "delegate",
    "delegates",
    "alternate",
]);

/// What is told of a decision so far; the first line of its sort holds.
#[derive(Default)]
pub(super) struct Told {
    pub decision: Decision,
    pub state: Option<DecisionState>,
    pub people: Vec<Name>,
    pub when: Option<When>,
    pub due: Option<NaiveDate>,
    /// How many lines told something that belongs to decisions, `Decision` and the deciders left out.
    pub lines: u32,
    /// Whether a line names the deciders as such.
    pub has_deciders: bool,
    /// Whether a line says by when, even if the year of that day is not known.
    pub has_deadline: bool,
    /// Whether a question is asked that the decision answers.
    pub has_question: bool,
}

impl Told {
    /// Takes what a line tells.
    pub fn take(&mut self, line: Entry<'_>) {
        if line.label().is_empty() {
            return;
        }
        if line.is_labelled(&held::MEETING) {
            self.lines += 1;
            self.take_meeting(held::named(line, line.value()));
            return;
        }
        if line.is_labelled(&DECIDERS) {
            self.has_deciders = true;
            self.people.extend(people(line));
        } else if line.is_labelled(&APPROVERS) {
            if self.people.is_empty() {
                self.people.extend(people(line));
            }
        } else if line.is_labelled(&BY) {
            // `By: 12 June`, `By: Ada`
            if open::names_day(line, line.value()) {
                self.lines += 1;
                self.take_due(line, line.value());
                self.take_meeting(held::beside(line, line.value(), false));
            } else if self.people.is_empty() {
                self.people.extend(people(line));
            }
        } else if line.is_labelled(&DUE) || line.is_labelled(&held::WHEN) {
            self.lines += 1;
            self.take_due(line, line.value());
            self.take_meeting(held::beside(line, line.value(), line.is_labelled(&held::WHEN)));
        } else if line.is_labelled(&DATE) && !super::is_mark(line) {
            self.take_day(line, line.value());
        } else if line.is_labelled(&OPTIONS) {
            self.lines += 1;
            self.decision.options.extend(listed(line));
        } else if line.is_labelled(&BLOCKS) {
            self.lines += 1;
            self.decision.blocks.extend(blocked(line));
            self.take_waiting(line, line.text());
        } else if line.is_labelled(&IMPACT) {
            self.lines += 1;
            let blocked = words::after(line.value(), &["blocks", "will block", "block"]);
            self.decision.blocks.extend(blocked.map(|what| words::bare(what).into()));
        } else if line.is_labelled(&STATE) {
            self.lines += 1;
            self.state = self.state.or_else(|| state(line.value()));
        } else if line.is_labelled(&BACKUPS) {
            self.decision.backups.extend(people(line));
        } else if line.is_labelled(&signers::LABELS) {
            self.decision.signers.extend(signers::of_line(line));
        } else if line.is_labelled(&QUESTION) {
            self.lines += 1;
            self.has_question = true;
        } else if line.is_labelled(&REASON) {
            self.lines += 1;
        }
    }

    /// By when it is to be decided: the first day that a piece of a line names.
    pub fn take_due(&mut self, line: Entry<'_>, piece: &str) {
        if self.when.is_none() && self.due.is_none() {
            let Some((when, moment)) = day(line, piece) else { return };
            self.due = moment.start;
            self.when = Some(when);
            self.has_deadline = true;
        }
    }

    /// At which meeting it is decided.
    pub fn take_meeting(&mut self, meeting: Option<Held>) {
        self.decision.meeting = self.decision.meeting.take().or(meeting);
    }

    /// Where it is told what waits for it, and from when.
    pub fn take_waiting<'r>(&mut self, line: Entry<'r>, piece: &'r str) {
        self.decision.waiting.get_or_insert_with(|| held::waits(line, piece));
    }

    /// When it was decided.
    pub fn take_day(&mut self, line: Entry<'_>, piece: &str) {
        if self.when.is_none() {
            self.when = day(line, piece).map(|(when, _)| when);
        }
    }

    /// What the text of the decision itself tells: `AWS vs Azure`, `✅ Move to May`.
    pub fn take_text(&mut self, text: &str) {
        let sides = sides(text);
        if self.decision.options.is_empty() {
            self.decision.options = sides;
        }
        if self.state.is_none() && text.starts_with(['✅', '✔', '☑']) {
            self.state = Some(DecisionState::Decided);
        }
    }
}

/// The day that a piece of a line names, as `when`.
fn day(line: Entry<'_>, piece: &str) -> Option<(When, moment::Moment)> {
    let found = line.mentions_in(piece).find_map(|mention| Some((mention, moment::of(line, mention)?)));
    let (mention, moment) =
        found.filter(|(mention, _)| matches!(mention.phrase, Phrase::Day(_) | Phrase::Date { .. }))?;
    let when = When {
        text: line.phrase_text(mention).into(),
        day: moment.day,
        start: moment.start,
        end: moment.end,
        zone: moment.zone,
        ..When::default()
    };
    Some((when, moment))
}

/// `AWS vs Azure vs GCP`
fn sides(text: &str) -> Vec<Box<str>> {
    let mut sides: Vec<&str> = vec![text];
    for mark in [" vs. ", " vs ", " versus "] {
        sides = sides.into_iter().flat_map(|side| side.split(mark)).collect();
    }
    if sides.len() < 2 || sides.iter().any(|side| side.split_whitespace().count() > 8) {
        return Vec::new();
    }
    sides.into_iter().map(|side| words::bare(side).into()).collect()
}

/// Who a line names, in its value or in the list below it. Blanks are nobody, and neither are dates and sentences.
pub(super) fn people(line: Entry<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    let below = line.children().filter(|child| child.is_item());
    let lines = std::iter::once((line, line.value())).chain(below.map(|item| (item, item.text())));
    for (entry, text) in lines.filter(|(_, text)| !text.is_empty()) {
        let people = names::split(text).into_iter().map(without_quantifier);
        found.extend(people.filter(|name| is_somebody(entry, name)).map(|name| entry.name(name)));
    }
    found
}

fn is_somebody(entry: Entry<'_>, name: &str) -> bool {
    // `Board circle`: whoever a label of deciders names in a few words is somebody.
    let group = || {
        entry.is_labelled(&DECIDERS)
            && name.starts_with(char::is_uppercase)
            && name.split_whitespace().count() <= 3
            && !name.contains(|letter: char| letter.is_ascii_digit() || "?!:=".contains(letter))
    };
    (role::sort(name).is_some() || group())
        && !entry
            .mentions_in(name)
            .any(|mention| matches!(mention.phrase, Phrase::Date { .. } | Phrase::Day(_) | Phrase::Weekday(_)))
}

/// `All Executive Sponsors`, `the CTO` -> `Executive Sponsors`, `CTO`; `All stakeholders` stays.
pub(super) fn without_quantifier(name: &str) -> &str {
    let rest = words::after(name, &["all", "the", "both", "every"]).map(str::trim_start);
    rest.filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(name)
}

/// What waits: the items of a list, or all of the value, which may be a sentence.
fn blocked(line: Entry<'_>) -> Vec<Box<str>> {
    let value = words::bare(line.value());
    if value.is_empty() {
        return listed(line);
    }
    let nothing = names::is_blank(value) || words::after(value, &["none", "nothing", "no"]).is_some();
    if nothing { Vec::new() } else { vec![value.into()] }
}

/// The items of a list, or the parts of a value: `AWS, Azure, GCP`; `AWS / Azure`; `A vs B`.
fn listed(line: Entry<'_>) -> Vec<Box<str>> {
    let below: Vec<Box<str>> = line.children().filter(|child| child.is_item()).map(|item| short(item).into()).collect();
    if !below.is_empty() || line.value().is_empty() {
        return below;
    }
    let sides = sides(line.value());
    if !sides.is_empty() {
        return sides;
    }
    let mark = if line.value().contains(" / ") { " / " } else { "," };
    let parts = line.value().split(mark).map(words::bare);
    parts.filter(|part| part.contains(char::is_alphanumeric) && !names::is_blank(part)).map(Into::into).collect()
}

/// The name of an item: its bold head, its label, else all of it.
pub(super) fn short<'r>(item: Entry<'r>) -> &'r str {
    let name = if item.label().is_empty() { item.text() } else { item.label() };
    words::bare(words::unnumbered(name))
}

/// How far a decision is, by its status.
pub(super) fn state(text: &str) -> Option<DecisionState> {
    let first = words::words(text).next()?;
    let is = |known: &[&str]| words::is(first, known);
    if is(&["deferred", "postponed", "parked", "paused", "delayed"]) || words::after(text, &["on hold"]).is_some() {
        return Some(DecisionState::Deferred);
    }
    if is(&["open", "pending", "proposed", "draft", "todo", "tbd", "undecided", "waiting", "awaiting", "review"])
        || words::after(text, &["in progress", "in review", "under review", "in discussion", "not", "to be"]).is_some()
    {
        return Some(DecisionState::Open);
    }
    let decided = [
        "accepted",
        "approved",
        "decided",
        "made",
        "done",
        "final",
        "agreed",
        "adopted",
        "implemented",
        "complete",
        "completed",
        "closed",
        "rejected",
        "superseded",
        "deprecated",
        "confirmed",
        "resolved",
        "signed",
    ];
    is(&decided).then_some(DecisionState::Decided)
}

/// Whether an entry is a line that may tell something, and no heading or table.
pub(super) fn is_line(entry: Entry<'_>) -> bool {
    matches!(entry.kind(), Kind::Field | Kind::Item { .. } | Kind::Paragraph)
}
