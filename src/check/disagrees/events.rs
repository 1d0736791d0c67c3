//! Events that two documents put on different days, or give different times or lengths.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::RULE;
use super::said::{Common, date_of, difference, head, is_length_alone};
use crate::base::diagnostic::Diagnostic;
use crate::config::Numbering;
use crate::link::same::FactAt;
use crate::link::{Handbook, alike};
use crate::understand::fact::Fact;

/// Words that many different events of one sprint are called by: with none but these, a title names no event.
const COMMON: [&str; 22] = [
    "call",
    "check",
    "checkpoint",
    "daily",
    "day",
    "deadline",
    "due",
    "end",
    "event",
    "in",
    "launch",
    "milestone",
    "release",
    "scrum",
    "stand",
    "standup",
    "start",
    "sync",
    "update",
    "up",
    "week",
    "weekly",
];

/// What two documents tell of one event and cannot both be true; `apart` are the sprints whose own days are told
/// differently, so that dates counted from them differ too.
pub(super) fn find(handbook: &Handbook<'_>, apart: &HashSet<(String, String)>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for group in &handbook.same.groups {
        let (there, others) = (group[0], &group[1..]);
        found.extend(others.iter().filter_map(|here| told_together(handbook, *here, there, apart)));
    }
    for told in by_title(handbook).into_values() {
        found.extend(told_apart(handbook, &told, apart));
    }
    found
}

/// Two tellings of an event that is one for sure.
fn told_together(
    handbook: &Handbook<'_>,
    here: FactAt,
    there: FactAt,
    apart: &HashSet<(String, String)>,
) -> Option<Diagnostic> {
    let (one, other) = (fact(handbook, here), fact(handbook, there));
    one.event()?;
    let common = common(handbook, here, there, apart);
    let (when, then) = (one.when.as_deref()?, other.when.as_deref()?);
    let said = difference(when, then, common)?;
    let mut found = diagnostic(handbook, here, there, &said);
    if is_length_alone(when, then, common)
        && let (Some(here), Some(there)) = (one.event()?.length_span, other.event()?.length_span)
    {
        found.span = here;
        found.related[0].span = there;
    }
    Some(found)
}

/// Sprint, series of sprints, the title's words.
type Key = (String, String, Vec<String>);

/// Events of one title in one sprint.
fn by_title(handbook: &Handbook<'_>) -> BTreeMap<Key, Vec<FactAt>> {
    let mut by_title: BTreeMap<Key, Vec<FactAt>> = BTreeMap::new();
    for document in (0..handbook.documents.len()).filter(|&document| handbook.is_published(document)) {
        for (at, fact) in handbook.facts[document].iter().enumerate() {
            let (Some(_), Some(timebox)) = (fact.event(), fact.timebox.as_deref()) else { continue };
            let sprint = alike::name(timebox);
            let mut words = alike::words(&fact.title);
            words.retain(|word| !sprint.split(' ').any(|own| own == word));
            if words.iter().all(|word| COMMON.contains(&word.as_str())) {
                continue;
            }
            let key = (sprint, handbook.scopes[document].series.clone(), words);
            by_title.entry(key).or_default().push((document as u32, at as u32));
        }
    }
    by_title.retain(|_, told| told.len() > 1);
    by_title
}

/// Tellings of one title on two days, where each document tells it once: one event, or so it seems to readers.
fn told_apart(handbook: &Handbook<'_>, told: &[FactAt], apart: &HashSet<(String, String)>) -> Vec<Diagnostic> {
    let documents: HashSet<u32> = told.iter().map(|(document, _)| *document).collect();
    let is_single = |at: &FactAt| {
        fact(handbook, *at).when.as_deref().is_none_or(|when| when.rrule.is_none()) && !is_of_its_day(handbook, *at)
    };
    if documents.len() < told.len() || !told.iter().all(is_single) {
        return Vec::new();
    }
    // On three days it is a series.
    let days: BTreeSet<_> = told
        .iter()
        .filter_map(|at| fact(handbook, *at).when.as_deref())
        .filter(|when| when.day.is_some() || when.start.is_some())
        .map(|when| (when.start, when.start.is_none().then_some(when.day)))
        .collect();
    if days.len() > 2 {
        return Vec::new();
    }
    let Some(&there) = told.iter().find(|at| is_dated(handbook, **at)) else { return Vec::new() };
    let differs = |here: &FactAt| {
        let may_be = handbook.scopes[here.0 as usize].may_be(&handbook.scopes[there.0 as usize]);
        if *here == there || !may_be || handbook.same.are_one(*here, there) {
            return None;
        }
        let (one, other) = (fact(handbook, *here).when.as_deref()?, fact(handbook, there).when.as_deref()?);
        let said = date_of(one, other, common(handbook, *here, there, apart))?;
        Some(diagnostic(handbook, *here, there, &said))
    };
    told.iter().filter_map(differs).collect()
}

fn is_dated(handbook: &Handbook<'_>, at: FactAt) -> bool {
    let when = fact(handbook, at).when.as_deref();
    when.is_some_and(|when| when.day.is_some() || when.start.is_some())
}

/// Whether the event is what its document is about, such as the minutes of that day: others have their own minutes.
fn is_of_its_day(handbook: &Handbook<'_>, at: FactAt) -> bool {
    let document = &handbook.documents[at.0 as usize];
    let Some(start) = fact(handbook, at).start() else { return false };
    let date = document.front_matter.date.as_ref().map(|date| date.value);
    date == Some(start) || document.path.contains(&start.to_string())
}

fn fact<'h>(handbook: &'h Handbook<'_>, (document, at): FactAt) -> &'h Fact {
    &handbook.facts[document as usize][at as usize]
}

fn common(handbook: &Handbook<'_>, here: FactAt, there: FactAt, apart: &HashSet<(String, String)>) -> Common {
    let sprint = fact(handbook, here).timebox.as_deref().map(alike::name).unwrap_or_default();
    let series = handbook.scopes[here.0 as usize].series.clone();
    let numbering = |at: FactAt| numbering(handbook, at.0 as usize);
    Common { start: !apart.contains(&(sprint, series)), numbering: [numbering(here), numbering(there)] }
}

fn numbering(handbook: &Handbook<'_>, document: usize) -> Numbering {
    let own = handbook.documents[document].front_matter.numbering.as_ref();
    own.map(|numbering| numbering.value).or(handbook.inputs.config.numbering).unwrap_or_default()
}

fn diagnostic(handbook: &Handbook<'_>, here: FactAt, there: FactAt, said: &[String; 2]) -> Diagnostic {
    let (source, span) = head(handbook, fact(handbook, here));
    let (other, place) = head(handbook, fact(handbook, there));
    let (title, path) = (&fact(handbook, here).title, &handbook.documents[there.0 as usize].path);
    let message = format!("`{title}` {} here, but {} in `{path}`.", said[0], said[1]);
    Diagnostic::new(RULE.code, RULE.level, source, span, message)
        .help("Find out which is right, and correct the other. If they are two events, give them two titles.")
        .related(other, place, format!("Here it {}.", said[1]))
}
