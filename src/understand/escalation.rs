//! Ladders of who is told after how long, or beyond what limit.

use super::evidence::Evidence;
use super::fact::{Detail, Fact, Name, Step};
use super::phrase::mention::Phrase;
use super::phrase::offset::Side;
use super::reading::{Entry, Kind, Reading};
use super::words;

mod chain;
mod climb;
mod limit;
mod rung;
mod table;
mod timed;

/// One fact for each ladder: a list, a table, a chain of arrows, or a line that says after how long something is
/// escalated.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut ladders = Vec::new();
    // Most documents do not speak of it; a ladder may stand there all the same.
    let spoken = reading.vocabulary().may_begin(b"escal") && reading.entries().any(|entry| escalates(entry.text()));
    let arrows = chain::may_have_arrow(reading.text());
    for entry in reading.entries() {
        let called = if spoken { called(entry) } else { None };
        if let Some(ladder) = called.or_else(|| climbing(entry, arrows)).or_else(|| timed::ladder(entry)) {
            ladders.push(ladder);
        }
    }
    ladders
}

/// A ladder that nothing calls an escalation; `arrows` says whether the document may have chains of them.
fn climbing(entry: Entry<'_>, arrows: bool) -> Option<Fact> {
    match entry.kind() {
        Kind::Table(_) => table::climbing(entry),
        Kind::Heading { .. } => climb::list(entry),
        Kind::Item { .. } | Kind::Field | Kind::Paragraph => {
            let chain = if arrows { chain::climbing(entry) } else { None };
            chain.or_else(|| climb::list(entry)).or_else(|| climb::prose(entry))
        }
        _ => None,
    }
}

/// A ladder that is called an escalation.
fn called(entry: Entry<'_>) -> Option<Fact> {
    match entry.kind() {
        Kind::Table(_) => table::ladder(entry),
        Kind::Heading { .. } => list(entry).or_else(|| headings(entry)),
        Kind::Field | Kind::Item { .. } | Kind::Paragraph => {
            chain::ladder(entry).or_else(|| list(entry)).or_else(|| line(entry))
        }
        _ => None,
    }
}

/// Whether a text speaks of escalation, other than that of privileges.
fn escalates(text: &str) -> bool {
    words::words(text).any(|word| word.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("escalat")))
        && !words::has(text, &["privilege", "privileges"])
}

/// The nearest of an entry and what stands above it that speaks of escalation, and how far up it is.
fn spoken(entry: Entry<'_>) -> Option<usize> {
    let chain = std::iter::once(entry).chain(entry.ancestors());
    chain.enumerate().find(|(_, above)| !above.is_item() && escalates(words::named(*above))).map(|(far, _)| far)
}

/// A list directly below a heading or a line that speaks of escalation, or below a heading that does.
fn list(above: Entry<'_>) -> Option<Fact> {
    let far = spoken(above).filter(|_| !above.is_item())?;
    let items: Vec<Entry<'_>> = above.children().filter(|child| child.is_item() && child.task().is_none()).collect();
    let levels = items.iter().filter(|item| rung::is_level(words::unnumbered(item.text()))).count();
    if items.len() < 2 || items.iter().any(|item| chain::has_arrow(item.text())) {
        return None;
    }
    let ordered = items.iter().all(|item| matches!(item.kind(), Kind::Item { ordered: true }));
    let steps: Vec<Step> = items.iter().map(|item| rung::read(*item, item.text(), levels > 1)).collect();
    let named = steps.iter().filter(|step| !step.who.is_empty()).count();
    let limited = steps.iter().filter(|step| step.after_minutes.is_some() || step.limit.is_some()).count();
    let mut evidence = Evidence::new(above.reading);
    evidence.add(if far == 0 { 2 } else { 1 }, "what stands above it speaks of escalation", above.span());
    if named > 0 {
        evidence.add(if named * 2 > steps.len() { 2 } else { 1 }, "its lines name who is told", items[0].span());
    }
    if limited > 0 {
        evidence.add(2, "its lines say after how long, or beyond what", items[0].span());
    }
    if ordered {
        evidence.add(1, "its lines are numbered", items[0].span());
    }
    // Without anybody, and without steps, it is a list of occasions.
    let enough = named > 0 && evidence.weight() >= 4;
    enough.then(|| fact(list_place(above), &title(above), steps, evidence))
}

/// Where a ladder of a list stands: at what is above it, or at its first line where something stands between the two.
fn list_place(above: Entry<'_>) -> Entry<'_> {
    let first = above.children().find(|child| child.is_item());
    let apart = above.is_heading() && above.children().next().is_some_and(|next| !next.is_item());
    first.filter(|_| apart).unwrap_or(above)
}

/// Headings that are rungs: `### Level 1 – Ward nurse`.
fn headings(above: Entry<'_>) -> Option<Fact> {
    if !escalates(words::named(above)) {
        return None;
    }
    let rungs: Vec<Entry<'_>> = above.children().filter(|child| child.is_heading() && is_rung(child.text())).collect();
    if rungs.len() < 2 {
        return None;
    }
    let steps: Vec<Step> = rungs.iter().map(|rung| rung::read(*rung, rung.text(), true)).collect();
    let mut evidence = Evidence::new(above.reading);
    evidence.add(4, "the headings below it are levels of escalation", above.span());
    steps.iter().any(|step| !step.who.is_empty()).then(|| fact(above, &title(above), steps, evidence))
}

/// Whether a heading begins with a level.
fn is_rung(text: &str) -> bool {
    let head = text.split([':', '–', '—', '(']).next().unwrap_or_default();
    rung::is_level(head.split(" - ").next().unwrap_or_default().trim())
}

/// A line that says after how long something is escalated: `Items with this tag are escalated within 4 hours`.
fn line(entry: Entry<'_>) -> Option<Fact> {
    if entry.task().is_some() || !escalates(entry.text()) || spoken(entry).is_some_and(|far| far > 0) {
        return None;
    }
    let text = if entry.label().is_empty() || escalates(entry.label()) { entry.text() } else { entry.value() };
    let clause = text.split([';', '.']).find(|clause| escalates(clause))?.trim();
    let timed = entry.mentions_in(clause).find(|mention| match &mention.phrase {
        Phrase::Offset(offset) => offset.side != Side::Before,
        Phrase::Duration(_) => true,
        _ => false,
    })?;
    // What was done once is no rule.
    if words::has(clause, &["was", "were", "been", "had", "resolved", "closed", "answered", "no", "without", "avoid"]) {
        return None;
    }
    let rule = words::has(
        clause,
        &["trigger", "triggers", "escalate", "escalates", "escalated", "if", "when", "any", "every", "unless", "must"],
    );
    let told = clause.find(" to ").map_or("", |at| clause[at + 4..].trim_start());
    let mut step = rung::read(entry, clause, false);
    // Whoever stands at the head is who escalates, and not who is told.
    step.who = if told.is_empty() { Vec::new() } else { rung::read(entry, told, false).who };
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(2, "it says after how long something is escalated", entry.phrase_span(timed));
    rule.then(|| fact(entry, clause, vec![step], evidence))
}

/// What a ladder is called: its own line, with the heading's name where that only says `Escalation`.
fn title(above: Entry<'_>) -> String {
    let own = words::title(above);
    let own = words::after(own, &["for"]).map_or(own, str::trim_start);
    let bare = |text: &str| words::words(text).all(|word| words::is(word, GENERIC));
    if above.is_heading() || !bare(own) {
        return own.to_owned();
    }
    let heading = above.heading().map_or("", words::title);
    if heading.is_empty() || bare(heading) { own.to_owned() } else { format!("{heading}: {own}") }
}

/// Words of names that do not tell one ladder from another.
const GENERIC: &[&str] =
    &["escalation", "escalations", "path", "paths", "chain", "ladder", "order", "steps", "levels", "procedure"];

fn fact(entry: Entry<'_>, title: &str, steps: Vec<Step>, evidence: Evidence) -> Fact {
    let mut people: Vec<Name> = Vec::new();
    for name in steps.iter().flat_map(|step| &step.who) {
        if !people.iter().any(|known| known.text == name.text) {
            people.push(name.clone());
        }
    }
    Fact {
        heading: entry.heading_index(),
        timebox: entry.reading.timebox.clone(),
        people: people.into(),
        why: evidence.into_whys(),
        ..Fact::new(title, entry.place(), Detail::Escalation(steps))
    }
}

#[cfg(test)]
mod tests;
