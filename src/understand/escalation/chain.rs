//! Chains of arrows: `**Escalation:** Nurse → Head nurse → Director`, and `Tier 1 → Tier 2` with the tiers below it.

use super::super::evidence::Evidence;
use super::super::fact::{Fact, Name, Step};
use super::super::phrase::names;
use super::super::reading::Entry;
use super::super::words;
use super::{climb, escalates, fact, limit, rung, spoken, title};
use crate::base::span::Span;

/// Arrows, a broken one that a wrong encoding left among them.
const ARROWS: [&str; 5] = ["→", "->", "➜", "⇒", "â†’"];

/// Whether a text has a byte that every arrow has.
pub(super) fn may_have_arrow(text: &str) -> bool {
    memchr::memchr2(b'>', 0xe2, text.as_bytes()).is_some()
}

/// Whether a text has an arrow.
pub(super) fn has_arrow(text: &str) -> bool {
    may_have_arrow(text) && ARROWS.iter().any(|arrow| text.contains(arrow))
}

/// The ladder that a line with arrows tells.
pub(super) fn ladder(entry: Entry<'_>) -> Option<Fact> {
    let text = if entry.label().is_empty() { entry.text() } else { entry.value() };
    if !has_arrow(text) || entry.task().is_some() {
        return None;
    }
    let own = escalates(entry.label());
    let above = entry.is_item() && entry.parent().and_then(spoken) == Some(0);
    if !own && !above {
        return None;
    }
    let mut parts = parts(inside(text));
    if parts.len() < 2 || parts.iter().any(|part| part.split_whitespace().count() > 8) {
        return None;
    }
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(3, "it is a chain of arrows that is called an escalation", entry.span());
    // `Order above 500 € → Head cook → Owner`: the first says what is escalated.
    let subject = parts.first().copied().filter(|part| limit::read(entry, part).is_some());
    if subject.is_some() {
        parts.remove(0);
    }
    let steps: Vec<Step> = parts.iter().map(|part| step(entry, part, subject)).collect();
    if steps.iter().all(|step| step.who.is_empty()) {
        return None;
    }
    let title = match subject {
        Some(subject) => subject.to_owned(),
        None if own => title(entry),
        None => entry.parent().map(title)?,
    };
    Some(fact(entry, &title, steps, evidence))
}

/// The ladder of a line of arrows that says who is told, whose parts climb: `Bell → nurse is called (5 min)
/// → doctor (15 min)`.
pub(super) fn climbing(entry: Entry<'_>) -> Option<Fact> {
    let text = entry.text();
    if !has_arrow(text) || entry.task().is_some() || !entry.has(&climb::TELLS) {
        return None;
    }
    let mut steps: Vec<Step> = parts(text).into_iter().map(|part| timed(entry, part)).collect();
    // What rings first is nobody.
    if steps.first().is_some_and(|first| first.after_minutes.is_none()) {
        steps.remove(0);
    }
    if !climb::climbs(&steps) {
        return None;
    }
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(4, "it is a chain of arrows that names one after another who is told, each later", entry.span());
    let heading = entry.parent().map_or_else(|| entry.reading.document.title().to_owned(), title);
    Some(fact(entry, &heading, steps, evidence))
}

/// A part that says in parentheses after how long: `nurse answers (5 min)`.
fn timed<'r>(entry: Entry<'r>, part: &'r str) -> Step {
    let mut step = rung::read(entry, part, true);
    let inside = part.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    step.after_minutes = step.after_minutes.or_else(|| rung::after(entry, inside?.0));
    step
}

/// What stands in the parentheses that hold the arrows, where they stand in some: `schedules (nurse → doctor)`.
fn inside(text: &str) -> &str {
    let inner = text.split_once('(').and_then(|(before, rest)| Some((before, rest.rsplit_once(')')?.0)));
    inner
        .filter(|(before, inner)| !has_arrow(before) && has_arrow(inner) && !inner.contains('('))
        .map_or(text, |(_, inner)| inner)
}

pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    for arrow in ARROWS {
        parts = parts.into_iter().flat_map(|part| part.split(arrow)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| part.contains(char::is_alphanumeric)).collect()
}

fn step<'r>(entry: Entry<'r>, part: &'r str, subject: Option<&'r str>) -> Step {
    let mut step = rung::read(entry, part, true);
    if rung::is_level(part)
        && let Some(tier) = tier(entry, part)
    {
        step.who = members(tier);
        step.span = tier.span();
    }
    if let Some((text, limit)) = subject.and_then(|subject| limit::read(entry, subject)) {
        step.beyond = Some(text.into());
        step.beyond_span = entry.span_of(text);
        step.limit = Some(limit);
    }
    step
}

/// The line that says who a tier is: `**Tier 1 (Primary):**` below the same heading.
fn tier<'r>(entry: Entry<'r>, part: &str) -> Option<Entry<'r>> {
    let heading = entry.ancestors().find(|above| above.is_heading())?;
    let mut lines = heading.descendants().filter(|line| line.id != entry.id);
    lines.find(|line| words::after(words::unnumbered(words::named(*line)), &[&part.to_lowercase()]).is_some())
}

/// Who stands in a tier's value, or in the list below it.
fn members(tier: Entry<'_>) -> Vec<Name> {
    let lines = tier.children().filter(|child| child.is_item() && child.label().is_empty());
    let texts = lines
        .map(|line| (line, line.text()))
        .chain([(tier, tier.value())].into_iter().filter(|(_, text)| !text.is_empty()));
    let mut members = Vec::new();
    for (line, text) in texts {
        // `Backend Developer (rotating)`: what stands in parentheses is a remark.
        let text = text.split('(').next().unwrap_or_default();
        members.extend(
            names::split(text).into_iter().filter(|name| rung::is_somebody(name, true)).map(|name| line.name(name)),
        );
    }
    members
}

/// No limit: an empty span at the begin of an entry.
pub(super) fn nowhere(entry: Entry<'_>) -> Span {
    let start = entry.span().start;
    Span { start, end: start }
}
