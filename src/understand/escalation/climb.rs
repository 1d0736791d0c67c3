//! Ladders that nothing calls an escalation: each step names somebody else, and they climb: later, or beyond more.

use super::super::evidence::Evidence;
use super::super::fact::{Fact, Step};
use super::super::phrase::mention::{Mention, Phrase};
use super::super::phrase::offset::Side;
use super::super::reading::{Entry, Kind, Says};
use super::super::words::{self, Words};
use super::{fact, limit, rung, timed, title};

/// Most steps of a ladder that nothing calls one.
const MOST: usize = 8;

/// Words that say that somebody is told, or decides.
pub(super) const TELLS: Words = Words::of(&[
    "call",
    "calls",
    "called",
    "tell",
    "tells",
    "told",
    "page",
    "paged",
    "ring",
    "rings",
    "inform",
    "informed",
    "notify",
    "notified",
    "ask",
    "asks",
    "decide",
    "decides",
    "approve",
    "approves",
    "alert",
    "acknowledges",
    "raise",
    "fetch",
]);

/// Whether steps climb: nearly each names somebody, no two the same, and each begins later or beyond more than the one
/// before it.
pub(super) fn climbs(steps: &[Step]) -> bool {
    let named = steps.iter().filter(|step| !step.who.is_empty()).count();
    if !(2..=MOST).contains(&steps.len()) || named < 2 || named + 1 < steps.len() {
        return false;
    }
    let who = |step: &Step| step.who.iter().map(|name| name.text.to_lowercase()).collect::<Vec<_>>();
    let repeated =
        |(at, step): (usize, &Step)| !step.who.is_empty() && steps[..at].iter().any(|before| who(before) == who(step));
    let bound = steps.iter().all(|step| step.after_minutes.is_some() || step.limit.is_some() || step.beyond.is_some());
    if !bound || steps.iter().enumerate().any(repeated) {
        return false;
    }
    let after: Vec<u32> = steps.iter().filter_map(|step| step.after_minutes).collect();
    after.len() > 1 && after.is_sorted_by(|one, next| one < next) || limits_climb(steps)
}

/// Whether the limits of at least two steps are of one unit, and each begins beyond the one before it.
fn limits_climb(steps: &[Step]) -> bool {
    // What machines are held to.
    const MACHINES: &[&str] = &["ms", "s", "kb", "mb", "gb", "tb", "%", "percent", "rps", "qps", "minutes", "fps"];
    let limits: Vec<_> = steps.iter().filter_map(|step| step.limit.as_ref()).collect();
    let Some(first) = limits.first() else { return false };
    let lows: Vec<f64> = limits.iter().map(|limit| limit.low.map_or(f64::MIN, |low| low.value)).collect();
    let roles = steps.iter().flat_map(|step| &step.who).any(|name| timed::is_role(&name.text));
    limits.len() > 1
        && limits.len() + 1 >= steps.len()
        && roles
        && limits.iter().all(|limit| limit.unit == first.unit && !words::is(&limit.unit, MACHINES))
        && lows.is_sorted_by(|one, next| one < next)
}

/// A list whose lines climb, below whatever heading or line.
pub(super) fn list(above: Entry<'_>) -> Option<Fact> {
    if above.is_item() {
        return None;
    }
    let items = || above.children().filter(|child| child.is_item());
    let short = (2..=MOST).contains(&items().take(MOST + 1).count());
    if !short || items().any(|item| item.task().is_some()) || items().filter(|item| is_marked(*item)).nth(1).is_none() {
        return None;
    }
    let steps: Vec<Step> = items().map(|item| rung::read(item, item.text(), true)).collect();
    if !climbs(&steps) {
        return None;
    }
    let mut evidence = Evidence::new(above.reading);
    evidence.add(4, "its lines name one after another who is told, each later or beyond more", above.span());
    Some(fact(super::list_place(above), &title(above), steps, evidence))
}

/// Whether a line says in plain words after how long, or begins with a limit.
fn is_marked(item: Entry<'_>) -> bool {
    const IMMEDIATELY: Words = Words::of(&["immediately"]);
    let timed = |mention: &Mention| match &mention.phrase {
        Phrase::Offset(offset) => offset.side != Side::Before,
        Phrase::Duration(_) => {
            let before = &item.raw_text()[..mention.start as usize];
            words::words(before).last().is_some_and(|last| words::is(last, &["after", "within"]))
        }
        _ => false,
    };
    item.says().any(Says::OFFSET.or(Says::DURATION)) && item.mentions().iter().any(timed)
        || item.has(&rung::AT_ONCE) && (rung::at_once(item.text()) || item.has(&IMMEDIATELY))
        || heads_with_limit(item, item.text())
}

/// `up to 20 €: …`, `more than 5 days: …`, `100 and more: …`
fn heads_with_limit(item: Entry<'_>, text: &str) -> bool {
    // An arrow or dash is of three bytes, and the head of a limit has a number.
    let begin = &text.as_bytes()[..text.len().min(63)];
    if memchr::memchr2(b':', 0xe2, begin).is_none() || !begin.iter().any(u8::is_ascii_digit) {
        return false;
    }
    let head = text.split([':', '→', '–', '—']).next().unwrap_or_default();
    head.len() < text.len() && head.len() <= 60 && limit::read(item, head).is_some()
}

/// A paragraph that says who is told, and whose sentences climb: `An hour without an answer: tell the lead. A day: the head decides.`
pub(super) fn prose(entry: Entry<'_>) -> Option<Fact> {
    let text = entry.text();
    let colons = || memchr::memchr_iter(b':', text.as_bytes()).filter(|at| text[at + 1..].starts_with(' '));
    if !matches!(entry.kind(), Kind::Paragraph | Kind::Field) || colons().nth(1).is_none() || !entry.has(&TELLS) {
        return None;
    }
    let mut steps = Vec::new();
    for sentence in text.split_inclusive(". ") {
        let (when, who) = sentence.split_once(": ")?;
        let mut step = rung::read(entry, who, true);
        step.after_minutes = rung::after(entry, when).or_else(|| single(when));
        step.limit = None;
        if let Some((piece, limit)) = limit::read(entry, when) {
            step.beyond = Some(piece.into());
            step.beyond_span = entry.span_of(piece);
            step.limit = Some(limit);
        }
        steps.push(step);
    }
    if !climbs(&steps) {
        return None;
    }
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(4, "its sentences name one after another who is told, each later or beyond more", entry.span());
    let heading = entry.parent().map_or_else(|| entry.reading.document.title().to_owned(), title);
    Some(fact(entry, &heading, steps, evidence))
}

/// Minutes of `A day without progress`, `One week`.
fn single(when: &str) -> Option<u32> {
    let rest = words::after(when.trim_start(), &["a", "an", "one", "after a", "after an", "after one"])?;
    let unit = words::words(rest).next()?;
    let units: [(&[&str], u32); 4] =
        [(&["minute"], 1), (&["hour"], 60), (&["day", "working"], 24 * 60), (&["week"], 7 * 24 * 60)];
    units.iter().find(|(names, _)| words::is(unit, *names)).map(|(_, minutes)| *minutes)
}
