//! Names of entries for good: by them a calendar knows that an entry it has was changed.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use crate::parse::slug::github as slug;
use crate::understand::fact::Fact;

/// The UID of every event, by the fact's id.
///
/// It is the id that the author gave (`{#kickoff}`), else the title's words, within the sprint, or within the
/// document where no sprint is known. Where one title stands on several days of a sprint, the day's label is added;
/// where that does not tell them apart, an ordinal by date. So it survives a rebuild, a reordering, an edit
/// elsewhere and a changed date. `host` is that of the site, where it has one.
pub fn uids<'a>(events: impl IntoIterator<Item = &'a Fact>, host: Option<&str>) -> BTreeMap<&'a str, String> {
    let events: Vec<&Fact> = events.into_iter().filter(|fact| fact.event().is_some()).collect();
    let named = events.iter().map(|fact| Named { name: name(fact), label: day_label(fact).into(), day: fact.start() });
    events.iter().map(|fact| &*fact.id).zip(told_apart(named.collect(), host)).collect()
}

/// What an entry is that tells something else of a fact than that it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The day by which it is due.
    Due,
    /// The task itself.
    Todo,
}

/// The UIDs of decisions, tasks and dependencies, in their order: their kind and their title's words, within the
/// sprint or the document. Where one title stands under several headings, the heading is added; where that does not
/// tell them apart, an ordinal by date. No event, and no entry of another sort, has one of them.
pub fn uids_of<'a>(facts: impl IntoIterator<Item = &'a Fact>, sort: Sort, host: Option<&str>) -> Vec<String> {
    let prefix = match sort {
        Sort::Due => "due~",
        Sort::Todo => "",
    };
    let named = facts.into_iter().map(|fact| {
        let heading = fact.task().and_then(|task| task.group.last());
        Named {
            name: format!("{prefix}{}~{}.{}", fact.detail.kind(), scope(fact), normalised(&fact.title)),
            label: heading.cloned().unwrap_or_default(),
            day: fact.due,
        }
    });
    told_apart(named.collect(), host)
}

/// A turn of a rota.
#[derive(Clone, Debug)]
pub struct Duty<'a> {
    /// The rota.
    pub rota: &'a Fact,
    /// Who is on duty.
    pub who: Vec<&'a str>,
    /// Which of several at one time; empty where there is one.
    pub slot: &'a str,
    /// Its first day.
    pub start: NaiveDate,
}

/// The UIDs of shifts, in their order: the rota and who is on duty, with an ordinal by date.
pub fn uids_of_shifts<'a>(shifts: impl IntoIterator<Item = Duty<'a>>, host: Option<&str>) -> Vec<String> {
    let named = shifts.into_iter().map(|duty| Named {
        name: format!(
            "shift~{}.{}.{}",
            scope(duty.rota),
            normalised(&duty.rota.title),
            normalised(&duty.who.join(" "))
        ),
        label: duty.slot.into(),
        day: Some(duty.start),
    });
    told_apart(named.collect(), host)
}

/// What an entry is known by.
struct Named {
    name: String,
    /// What tells it from others of that name, as written; empty for nothing.
    label: Box<str>,
    day: Option<NaiveDate>,
}

/// A UID for each. Labels are used where those of one name differ, ordinals by day where they do not.
fn told_apart(named: Vec<Named>, host: Option<&str>) -> Vec<String> {
    let host = host.unwrap_or("sprintbook");
    let mut labels: HashMap<&str, HashSet<&str>> = HashMap::new();
    for one in &named {
        labels.entry(&one.name).or_default().insert(&one.label);
    }
    let mut order: Vec<usize> = (0..named.len()).collect();
    order.sort_by_key(|&at| named[at].day.map_or((true, None), |day| (false, Some(day))));
    let mut repeats: HashMap<String, u32> = HashMap::new();
    let mut uids = vec![String::new(); named.len()];
    for at in order {
        let Named { name, label, .. } = &named[at];
        let label = slug(label);
        let several = labels.get(name.as_str()).is_some_and(|labels| labels.len() > 1);
        let local = if several && !label.is_empty() { format!("{name}.{label}") } else { name.clone() };
        let count = repeats.entry(local.clone()).and_modify(|count| *count += 1).or_insert(1);
        let ordinal = if *count > 1 { format!(".{count}") } else { String::new() };
        uids[at] = format!("{local}{ordinal}@{host}");
    }
    uids
}

/// The name of an event within its sprint or document. Parts are joined by what no slug has.
fn name(fact: &Fact) -> String {
    let scope = scope(fact);
    let explicit = fact.event().and_then(|event| event.explicit_id.as_deref());
    match explicit {
        Some(id) => format!("{scope}#{}", slug(id)),
        None => format!("{scope}.{}", normalised(&fact.title)),
    }
}

/// The sprint, else the document.
fn scope(fact: &Fact) -> String {
    let document = fact.id.split_once('#').map_or(&*fact.id, |(stem, _)| stem);
    match &fact.timebox {
        Some(timebox) => slug(timebox),
        None => document.split('/').map(slug).collect::<Vec<_>>().join("."),
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
    fn what_is_due_has_names_of_its_own() {
        let row = |id: &str, due: &str| format!("| {id} | Write the plan | {due} |\n");
        let head = "## Tasks\n\n| Id | Task | Due |\n|---|---|---|\n";
        let uids = |rows: &[String], sort: Sort| {
            let facts =
                testing::facts("a/b.md", &format!("{START}## Day 2: Write the plan\n\n{head}{}", rows.concat()));
            let tasks: Vec<_> = facts.iter().filter(|fact| fact.task().is_some()).collect();
            assert_eq!(tasks.len(), rows.len(), "{facts:?}");
            uids_of(tasks, sort, Some("x.org"))
        };
        let both = [row("A-1", "2026-01-14"), row("A-2", "2026-01-09")];
        let want = ["task~sprint-4.write-the-plan.2@x.org", "task~sprint-4.write-the-plan@x.org"];
        assert_eq!(uids(&both, Sort::Todo), want);
        assert_eq!(uids(&both[1..], Sort::Due), ["due~task~sprint-4.write-the-plan@x.org"]);
    }

    #[test]
    fn an_id_of_the_author_is_kept_whatever_else_changes() {
        let before = uid_of(&format!("{START}## Day 1: Kickoff {{#start}}\n"), "Kickoff");
        assert_eq!(before, "sprint-4#start@sprintbook");
        assert_eq!(uid_of(&format!("{START}## Day 2: Opening {{#start}}\n\n## Day 3: Start\n"), "Opening"), before);
    }
}
