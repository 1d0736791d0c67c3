//! `task/unknown-id`

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::parse::document::{Document, TaskIdMention};

pub(super) const RULE: Rule = Rule {
    code: "task/unknown-id",
    level: Level::Warning,
    explanation: Explanation {
        what: "An id such as `OPS-19` that no heading, row or item of the handbook explains, though the handbook explains \
               most ids of that series and at least three near this one. Where a register has `R1` to `R8`, `R11` is reported, too. Ids inside ranges, in file names and in \
               links to other sites are not reported, nor are series that live in a tracker elsewhere.",
        why: "Readers look for a task that is not there: its number has a typing error, or its entry was deleted.",
        bad: "- OPS-1: Access review\n- OPS-2: Backup drill\n- OPS-3: Fire drill\n- OPS-4: Hand-over\n\nThe hand-over waits for OPS-5.",
        good: "- OPS-1: Access review\n- OPS-2: Backup drill\n- OPS-3: Fire drill\n- OPS-4: Hand-over\n\nThe hand-over waits for OPS-3.",
        configure: "",
    },
    check: Check::Handbook(check),
};

/// Ids of one series: the number of each, and whether the handbook explains it.
#[derive(Default)]
struct Series<'h> {
    defined: BTreeMap<u32, &'h str>,
    mentioned: BTreeSet<u32>,
}

/// How far a defined neighbour may be, and how many there must be.
const NEAR: u32 = 10;
const NEIGHBOURS: usize = 3;

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let strays = handbook.claims.iter().any(|claims| !claims.strays.is_empty());
    if !strays && handbook.documents.iter().all(|document| document.task_ids.is_empty()) {
        return Vec::new();
    }
    let mut defined: BTreeMap<&str, usize> =
        handbook.task_ids.iter().map(|(id, definition)| (&**id, definition.document as usize)).collect();
    for (at, claims) in handbook.claims.iter().enumerate() {
        for named in claims.ids.iter().filter(|named| named.explained) {
            defined.entry(&named.id).or_insert(at);
        }
    }
    let mut series: HashMap<&str, Series<'_>> = HashMap::new();
    for id in defined.keys() {
        if let Some((name, number)) = split(id) {
            series.entry(name).or_default().defined.entry(number).or_insert(id);
        }
    }
    let mut unknown: BTreeMap<&str, Vec<(usize, &TaskIdMention)>> = BTreeMap::new();
    for (at, document) in handbook.documents.iter().enumerate() {
        for mention in document.task_ids.iter().filter(|mention| !mention.implied) {
            let Some((name, number)) = split(&mention.id) else { continue };
            let Some(series) = series.get_mut(name) else { continue };
            if defined.contains_key(&*mention.id) {
                series.mentioned.insert(number);
            } else if is_plain(handbook, at, document, mention) {
                series.mentioned.insert(number);
                unknown.entry(&mention.id).or_default().push((at, mention));
            }
        }
    }
    let found = unknown.into_iter().filter_map(|(id, places)| told(handbook, &defined, &series, id, &places));
    found.chain(strays_told(handbook, &defined)).collect()
}

/// Names of series without a dash, such as `R11` where a register ends with `R8`.
fn strays_told(handbook: &Handbook<'_>, defined: &BTreeMap<&str, usize>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, claims) in handbook.claims.iter().enumerate() {
        for stray in claims.strays.iter().filter(|stray| !defined.contains_key(&*stray.id)) {
            let message = format!(
                "{} is explained nowhere in this handbook, which explains its neighbours, such as {} ({}).",
                stray.id, stray.nearest, handbook.documents[at].path
            );
            found.push(Diagnostic::new(RULE.code, RULE.level, handbook.documents[at].source, stray.span, message));
        }
    }
    found
}

fn told(
    handbook: &Handbook<'_>,
    defined: &BTreeMap<&str, usize>,
    series: &HashMap<&str, Series<'_>>,
    id: &str,
    places: &[(usize, &TaskIdMention)],
) -> Option<Diagnostic> {
    let (name, number) = split(id)?;
    let series = series.get(name)?;
    let near: Vec<(&u32, &&str)> = series.defined.range(number.saturating_sub(NEAR)..=number + NEAR).collect();
    let of_ours = series.mentioned.iter().filter(|number| series.defined.contains_key(number)).count();
    // What is older than all that are explained was left out on purpose.
    if series.defined.keys().next().is_some_and(|first| number < *first) {
        return None;
    }
    // A series of which much is explained nowhere lives elsewhere.
    if near.len() < NEIGHBOURS || of_ours * 5 < series.mentioned.len() * 3 {
        return None;
    }
    let (first, rest) = places.split_first()?;
    let source = |at: usize| handbook.documents[at].source;
    let (_, nearest) = near.iter().min_by_key(|(other, _)| (other.abs_diff(number), **other))?;
    let mut message = format!("{id} is explained nowhere in this handbook, which explains its neighbours");
    if let Some(definition) = defined.get(**nearest) {
        message += &format!(", such as {nearest} ({})", handbook.documents[*definition].path);
    }
    let mut found = Diagnostic::new(RULE.code, RULE.level, source(first.0), first.1.span, message + ".");
    for (at, mention) in rest.iter().take(3) {
        found = found.related(source(*at), mention.span, format!("{id} is named here, too."));
    }
    Some(found)
}

/// `OPS` and 12 of `OPS-12` and of `OPS-12A`.
fn split(id: &str) -> Option<(&str, u32)> {
    let (name, number) = id.rsplit_once('-')?;
    Some((name, number.trim_end_matches(|c: char| c.is_ascii_uppercase()).parse().ok()?))
}

/// Whether an id stands for itself: neither an end of a range nor part of a file's name nor a link to another site.
fn is_plain(handbook: &Handbook<'_>, at: usize, document: &Document, mention: &TaskIdMention) -> bool {
    let text = &handbook.source(at).text;
    let after = &text[mention.span.end as usize..];
    let before = &text[..mention.span.start as usize];
    let in_name =
        after.strip_prefix(['-', '_', '.', '/']).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
            || before.ends_with(['-', '_', '/', '.', '`']);
    let in_range = document.task_ids.iter().any(|other| other.implied && other.span.contains(mention.span));
    let in_link = document.links.iter().any(|link| link.span.contains(mention.span) && link.target.contains("://"));
    !in_name && !in_range && !in_link
}
