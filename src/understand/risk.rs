//! What may go wrong, with how bad and how likely it is and what is done against it.

use std::collections::HashMap;

use super::evidence::Evidence;
use super::fact::{Detail, Fact, Name, Risk};
use super::phrase::words::Words;
use super::reading::{Entry, Kind, Reading};
use super::words;

mod grade;
mod heading;
mod item;
mod table;

use heading::speaks_of_risks;
use item::{cut, listed, without_verb};

const SEVERITY: Words = Words::of(&[
    "severity",
    "impact",
    "effect",
    "how bad",
    "risk level",
    "rating",
    "risk rating",
    "risk score",
    "consequence",
]);
const PROBABILITY: Words = Words::of(&["probability", "likelihood", "chance", "chances", "odds", "how likely"]);
const MITIGATION: Words = Words::of(&[
    "mitigation",
    "mitigations",
    "mitigation strategy",
    "mitigation plan",
    "mitigated by",
    "response",
    "countermeasure",
    "countermeasures",
    "contingency",
    "contingency plan",
    "treatment",
    "answer",
    "our answer",
    "remedy",
    "measure",
    "measures",
    "safeguard",
    "prevention",
    "what we do",
    "what we do about it",
    "plan b",
]);
/// Labels of what may go wrong, where the text of it follows.
const NAMED: Words = Words::of(&["risk", "key risk", "worry", "fear", "threat", "danger", "hazard"]);
const OWNER: Words =
    Words::of(&["owner", "risk owner", "responsible", "assigned to", "dri", "who", "who watches", "watched by"]);

/// One fact for each risk, told in a field, a section, an item of a list of risks or a row of a table of them.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut risks = Risks { reading, facts: Vec::new(), known: HashMap::new(), list: None, below_capitals: false };
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Table(_) => {
                risks.below_capitals = false;
                table::risks(entry, &mut risks);
            }
            Kind::Heading { .. } => {
                risks.below_capitals = false;
                section(entry, &mut risks);
            }
            Kind::Paragraph if words::heads_in_capitals(entry) => {
                risks.below_capitals = speaks_of_risks(entry.text());
            }
            Kind::Field | Kind::Item { .. } | Kind::Paragraph => {
                // Only lines right behind each other are told by the heading.
                risks.below_capitals &= entry.kind() == Kind::Field && !entry.is_bold();
                line(entry, &mut risks);
            }
            _ => {}
        }
    }
    risks.facts
}

/// Risks so far; one that is told again is the same.
struct Risks<'a> {
    reading: &'a Reading<'a>,
    facts: Vec<Fact>,
    known: HashMap<String, usize>,
    /// The line above the item that was asked for last, and whether it announces a list of risks.
    list: Option<(u32, bool)>,
    /// Whether the last line in capitals, which is a heading of plain text, announces risks.
    below_capitals: bool,
}

/// What is told of a risk.
#[derive(Default)]
struct Told {
    risk: Risk,
    owner: Option<Name>,
}

impl Risks<'_> {
    /// [`is_listed`], asked once for the items that follow each other under one line.
    fn lists(&mut self, item: Entry<'_>) -> bool {
        let above = item.parent().map_or(u32::MAX, |above| above.id);
        let (_, listed) =
            *self.list.filter(|(known, _)| *known == above).get_or_insert_with(|| (above, is_listed(item)));
        self.list = Some((above, listed));
        listed
    }

    fn add(&mut self, title: &str, entry: Entry<'_>, told: Told, evidence: Evidence) {
        let title = without_number(words::unnumbered(words::bare(title)));
        // `Low`, `Low risk of rain`: how big a risk is, and not what.
        let graded = grade::read(title).is_some() || grade::begins(title) && words::has(title, &["risk", "risks"]);
        if graded || !title.contains(char::is_alphabetic) || title.starts_with(['[', '<', '{']) {
            return;
        }
        let key = title.to_lowercase();
        if let Some(&known) = self.known.get(&key) {
            let fact = &mut self.facts[known];
            fact.also.push(entry.place());
            if let Detail::Risk(risk) = &mut fact.detail {
                // What one place leaves out another may tell.
                risk.severity = risk.severity.take().or(told.risk.severity);
                risk.probability = risk.probability.take().or(told.risk.probability);
                risk.mitigation = risk.mitigation.take().or(told.risk.mitigation);
            }
            fact.owner = fact.owner.take().or(told.owner);
            return;
        }
        self.known.insert(key, self.facts.len());
        self.facts.push(Fact {
            heading: entry.heading_index(),
            timebox: self.reading.timebox.clone(),
            owner: told.owner,
            why: evidence.into_whys(),
            ..Fact::new(title, entry.place(), Detail::Risk(Box::new(told.risk)))
        });
    }
}

/// What follows `Risk 1:`, `Risk #2 –`, `R-03:` at the head of a name; else the name.
fn without_number(title: &str) -> &str {
    numbered(title).filter(|rest| rest.contains(char::is_alphabetic)).unwrap_or(title)
}

/// What follows `Risk 1:`, `R3 –`, `RISK-004:` at the head of a text.
fn numbered(text: &str) -> Option<&str> {
    let rest = words::after(text, &["risk"]).or_else(|| {
        let rest = text.strip_prefix(['R', 'r'])?;
        rest.trim_start_matches('-').starts_with(|letter: char| letter.is_ascii_digit()).then_some(rest)
    })?;
    let digits = rest.trim_start_matches([' ', '#', '-', '.']);
    let after = digits.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if after.len() == digits.len() && !after.starts_with([':', '–', '—']) {
        return None;
    }
    let name = after.trim_start().strip_prefix([':', '–', '—', '-', '.'])?;
    Some(name.trim())
}

/// A heading that is a risk: `### Risk 2: Vendor slips`, or one below `## Risks` with its grades.
fn section(heading: Entry<'_>, risks: &mut Risks<'_>) {
    let name = words::title(heading);
    let text = words::unnumbered(heading.text());
    let told = told_below(heading);
    let below = heading.parent().is_some_and(|above| speaks_of_risks(words::named(above)));
    // `R-3` may be anything with a number.
    let certain = below || told.risk != Risk::default() || words::after(text, &["risk"]).is_some();
    let named = numbered(text).filter(|rest| !rest.is_empty() && certain);
    let mut evidence = Evidence::new(risks.reading);
    if let Some(title) = named {
        evidence.add(2, "its heading says that it is a risk", heading.span());
        risks.add(title, heading, told, evidence);
        return;
    }
    if below && told.risk != Risk::default() && !speaks_of_risks(name) {
        evidence.add(2, "it stands below a heading about risks, with how bad it is or what is done", heading.span());
        risks.add(name, heading, told, evidence);
    }
}

/// A field, item or bold line that is a risk.
fn line(entry: Entry<'_>, risks: &mut Risks<'_>) {
    let mut evidence = Evidence::new(risks.reading);
    let label = entry.label();
    if risks.below_capitals || graded_field(entry) {
        if is_part(entry) || entry.value().is_empty() {
            return;
        }
        evidence.add(2, "it stands below a heading about risks, with how bad it is", entry.span());
        let (severity, mitigation) = grade::and_rest(entry.value());
        let mut told = told(entry, mitigation);
        told.risk.severity = told.risk.severity.or(severity.map(Into::into));
        risks.add(label, entry, told, evidence);
        return;
    }
    if !label.is_empty() && words::has(label, &NAMED) || label.starts_with(['R', 'r']) {
        let own = words::unnumbered(label);
        let announced = heading::announces_one(own);
        let plain = entry.kind() == Kind::Paragraph && !entry.is_bold() && !announced;
        let title = if announced {
            Some(entry.value()).filter(|text| text.contains(' '))
        } else if words::is(own, &NAMED) {
            // Only a risk is called one without its answer.
            let sure = words::is(own, &["risk", "key risk"]) || answered(entry);
            Some(entry.value()).filter(|_| sure)
        } else if (entry.is_bold() || entry.is_item()) && (words::after(own, &["risk"]).is_some() || is_below(entry)) {
            numbered(words::unnumbered(entry.text()))
        } else {
            None
        };
        // Below a risk of a list, it tells more of that one.
        let within = entry.parent().is_some_and(|above| above.is_item() && is_listed(above));
        if let Some(title) = title.filter(|title| !title.is_empty() && !plain && !within) {
            evidence.add(2, "its label says that it is a risk", entry.span());
            let (title, mitigation) = cut(title);
            risks.add(title, entry, told(entry, mitigation), evidence);
            return;
        }
    }
    if entry.is_item() && entry.task().is_none() && risks.lists(entry) && !is_part(entry) {
        evidence.add(2, "it stands in a list of risks", entry.span());
        // `The lift fails (high) – ramp`, `**The lift fails** (severity: high). Mitigation: ramp`
        if let Some((title, aside, rest)) = grade::split_aside(entry.text()) {
            let mut told = told(entry, Some(without_verb(rest)).filter(|rest| !rest.is_empty()));
            told.graded(aside);
            risks.add(title, entry, told, evidence);
            return;
        }
        let (title, mitigation) = listed(entry);
        risks.add(title, entry, told(entry, mitigation), evidence);
    }
}

/// Whether a plain line directly below a heading about risks is a risk with its grade: `Late rates: medium; ask twice`.
fn graded_field(entry: Entry<'_>) -> bool {
    entry.kind() == Kind::Field
        && grade::read(entry.value()).is_some()
        && !is_part(entry)
        && !words::has(entry.label(), &NAMED)
        && entry.parent().is_some_and(|above| above.is_heading() && speaks_of_risks(words::named(above)))
}

/// Whether a line that names a worry goes on with what is done, in itself or in the lines after it.
fn answered(entry: Entry<'_>) -> bool {
    let followers = entry.parent().into_iter().flat_map(|above| above.children());
    let next = { followers }.find(|sibling| sibling.id > entry.id);
    cut(entry.value()).1.is_some()
        || entry.children().any(|child| child.is_labelled(&MITIGATION))
        || next.is_some_and(|next| next.kind() == Kind::Field && next.is_labelled(&MITIGATION))
}

/// Whether a line stands somewhere below a heading about risks.
fn is_below(entry: Entry<'_>) -> bool {
    entry.ancestors().any(|above| above.is_heading() && speaks_of_risks(words::named(above)))
}

/// Whether an item stands directly in a list below a heading or line about risks.
fn is_listed(item: Entry<'_>) -> bool {
    let Some(above) = item.parent() else { return false };
    if above.is_item() {
        return false;
    }
    // A line that introduces the list may say what else it is: `**Mitigation:**`.
    let introduced = !above.is_heading();
    speaks_of_risks(words::named(above)) && (!introduced || above.label().is_empty() || above.value().is_empty())
}

/// Whether an item tells only of a part: how bad, how likely, what is done.
fn is_part(item: Entry<'_>) -> bool {
    const OTHER: Words = Words::of(&["status", "trigger", "score", "category"]);
    [SEVERITY, PROBABILITY, MITIGATION, OWNER, OTHER].iter().any(|labels| item.is_labelled(labels))
}

/// What stands below a heading that is a risk.
fn told_below(heading: Entry<'_>) -> Told {
    let mut told = Told::default();
    let parts = heading.children().filter(|child| !child.is_heading());
    parts.for_each(|part| told.take(part));
    told
}

/// What a line and what stands under it, or the fields that follow it, tell of a risk.
fn told(entry: Entry<'_>, mitigation: Option<&str>) -> Told {
    let mut told = Told::default();
    told.risk.mitigation = mitigation.map(words::bare).filter(|text| !text.is_empty()).map(Into::into);
    if let Some(aside) = grade::without_aside(entry.label()).1 {
        told.graded(aside);
    }
    entry.children().for_each(|child| told.take(child));
    if entry.kind() == Kind::Field {
        entry.following().take_while(|sibling| is_part_of_run(*sibling)).for_each(|sibling| told.take(sibling));
    }
    if told.risk.severity.is_none() {
        told.risk.severity = entry
            .ancestors()
            .take_while(|above| above.level() != 1)
            .find_map(|above| graded(words::named(above)))
            .map(Into::into);
    }
    told
}

/// The grade of a heading such as `High Risks`, `Critical`.
fn graded(name: &str) -> Option<String> {
    words::has(name, &["risk", "risks", "impact", "severity"]).then(|| grade::read(name))?
}

/// Whether a field goes on telling of the risk above it.
fn is_part_of_run(field: Entry<'_>) -> bool {
    matches!(field.kind(), Kind::Field | Kind::Item { .. }) && !field.is_labelled(&NAMED) && !field.label().is_empty()
}

impl Told {
    /// Takes the grades of a parenthesis; they are the nearest, and hold.
    fn graded(&mut self, aside: &str) {
        let (severity, probability) = grade::of_aside(aside);
        self.risk.severity = severity.map(Into::into).or(self.risk.severity.take());
        self.risk.probability = probability.map(Into::into).or(self.risk.probability.take());
    }

    /// Takes what a labelled line tells; the first of its sort holds.
    fn take(&mut self, part: Entry<'_>) {
        let set = |slot: &mut Option<Box<str>>, value: Option<String>| {
            if slot.is_none() {
                *slot = value.map(Into::into);
            }
        };
        if part.label().is_empty() {
            return;
        }
        if part.is_labelled(&SEVERITY) {
            set(&mut self.risk.severity, grade::read(part.value()));
        } else if part.is_labelled(&PROBABILITY) {
            set(&mut self.risk.probability, grade::read(part.value()));
        } else if part.is_labelled(&MITIGATION) {
            set(&mut self.risk.mitigation, text_of(part));
        } else if part.is_labelled(&OWNER) && self.owner.is_none() {
            self.owner =
                Some(part.value()).filter(|who| !super::phrase::names::is_blank(who)).map(|who| part.name(who));
        }
    }
}

/// The value of a field, or the items of the list that it introduces.
fn text_of(part: Entry<'_>) -> Option<String> {
    if !part.value().is_empty() {
        return Some(words::bare(part.value()).to_owned());
    }
    let items: Vec<&str> = part.children().filter(|child| child.is_item()).map(Entry::text).collect();
    (!items.is_empty()).then(|| items.join("; "))
}

#[cfg(test)]
mod tests;
