//! Names of events for good: by them a calendar knows that an event it has was changed.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::parse::slug::github as slug;
use crate::understand::fact::Fact;

/// The UID of every event, by the fact's id.
///
/// It is the id that the author gave (`{#kickoff}`), else the title's words, within the sprint, or within the
/// document where no sprint is known. Where one title stands on several days of a sprint, the day's label is added;
/// where that does not tell them apart, an ordinal by date. So it survives a rebuild, a reordering, an edit
/// elsewhere and a changed date. `host` is that of the site, where it has one.
pub fn uids<'a>(events: impl IntoIterator<Item = &'a Fact>, host: Option<&str>) -> BTreeMap<&'a str, String> {
    let mut events: Vec<&Fact> = events.into_iter().filter(|fact| fact.event().is_some()).collect();
    events.sort_by_key(|fact| fact.start().map_or((true, None), |start| (false, Some(start))));
    let names: Vec<String> = events.iter().map(|fact| name(fact)).collect();
    let mut labels: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (fact, name) in events.iter().zip(&names) {
        labels.entry(name).or_default().insert(day_label(fact));
    }
    let host = host.unwrap_or("sprintbook");
    let mut repeats: HashMap<String, u32> = HashMap::new();
    let mut uids = BTreeMap::new();
    for (fact, name) in events.iter().zip(&names) {
        let label = slug(day_label(fact));
        let several = labels.get(name.as_str()).is_some_and(|labels| labels.len() > 1);
        let local = if several && !label.is_empty() { format!("{name}.{label}") } else { name.clone() };
        let count = repeats.entry(local.clone()).and_modify(|count| *count += 1).or_insert(1);
        let ordinal = if *count > 1 { format!(".{count}") } else { String::new() };
        uids.insert(&*fact.id, format!("{local}{ordinal}@{host}"));
    }
    uids
}

/// The name of an event within its sprint or document. Parts are joined by what no slug has.
fn name(fact: &Fact) -> String {
    let document = fact.id.split_once('#').map_or(&*fact.id, |(stem, _)| stem);
    let scope = match &fact.timebox {
        Some(timebox) => slug(timebox),
        None => document.split('/').map(slug).collect::<Vec<_>>().join("."),
    };
    let explicit = fact.event().and_then(|event| event.explicit_id.as_deref());
    match explicit {
        Some(id) => format!("{scope}#{}", slug(id)),
        None => format!("{scope}.{}", normalised(&fact.title)),
    }
}

/// The day of the timebox as written; nothing for a date, which may change without making another event.
fn day_label(fact: &Fact) -> &str {
    let explicit = fact.event().is_some_and(|event| event.explicit_id.is_some());
    let when = fact.when.as_ref().filter(|when| when.day.is_some() && !explicit);
    when.map_or("", |when| &when.text)
}

/// A title's words, less those that say only that it is a meeting.
fn normalised(title: &str) -> String {
    let words = || title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let telling = |word: &&str| !["meeting", "session"].iter().any(|filler| word.eq_ignore_ascii_case(filler));
    let kept: Vec<String> = words().filter(telling).map(str::to_lowercase).collect();
    if kept.is_empty() { words().map(str::to_lowercase).collect::<Vec<_>>().join("-") } else { kept.join("-") }
}

#[cfg(test)]
mod tests {
    use crate::understand::testing;

    use super::*;

    const START: &str = "---\nstart: 2026-01-05\n---\n# Sprint 4\n\n";

    /// Titles with their UIDs, in order.
    fn named(path: &str, text: &str) -> Vec<(String, String)> {
        let facts = testing::facts(path, text);
        let uids = uids(&facts, None);
        facts.iter().filter_map(|fact| Some((fact.title.to_string(), uids.get(&*fact.id)?.clone()))).collect()
    }

    fn uid_of(text: &str, title: &str) -> String {
        let (_, uid) = named("a/b.md", text).into_iter().find(|(name, _)| name == title).unwrap();
        uid
    }

    #[test]
    fn a_uid_survives_reordering_edits_elsewhere_and_another_date() {
        let kickoff = "## Day 1: Kickoff Meeting\n\n";
        let review = "## Day 9: Review\n\n";
        let before = uid_of(&format!("{START}{kickoff}{review}"), "Review");
        assert_eq!(before, "sprint-4.review@sprintbook");
        let more = "## Day 2: Kickoff (again)\n\n**Duration:** 1 hour\n\n## 2026-01-09: Demo\n\n";
        assert_eq!(uid_of(&format!("{START}{review}{more}{kickoff}"), "Review"), before);
        assert_eq!(uid_of(&format!("{START}{kickoff}## Day 10: Review\n"), "Review"), before);
        assert_eq!(uid_of(&format!("{START}## 2026-02-10: Review\n").replace("01-05", "02-01"), "Review"), before);
    }

    #[test]
    fn repeats_are_told_apart_by_day_then_by_ordinal() {
        let text = format!("{START}## Day 14: Sync\n\n## Day 7: Sync\n\n## Day 7: Sync meeting\n");
        let uids: Vec<_> = named("a.md", &text).into_iter().map(|(_, uid)| uid).collect();
        let want =
            ["sprint-4.sync.day-14@sprintbook", "sprint-4.sync.day-7@sprintbook", "sprint-4.sync.day-7.2@sprintbook"];
        assert_eq!(uids, want);
        // Minutes, newest first: the older keep their names when one is added on top.
        let older = "## 2026-01-14: Sync\n\n## 2026-01-07: Sync\n";
        let newer = named("a.md", &format!("## 2026-01-21: Sync\n\n{older}"));
        assert_eq!(named("a.md", older), newer[1..]);
        assert_eq!(newer[2].1, "a.sync@sprintbook");
    }

    #[test]
    fn an_id_of_the_author_is_kept_whatever_else_changes() {
        let before = uid_of(&format!("{START}## Day 1: Kickoff {{#start}}\n"), "Kickoff");
        assert_eq!(before, "sprint-4#start@sprintbook");
        assert_eq!(uid_of(&format!("{START}## Day 2: Opening {{#start}}\n\n## Day 3: Start\n"), "Opening"), before);
    }
}
