//! What several documents tell is one where the rule says so, and only there.

use crate::check;
use crate::load::Inputs;
use crate::pipeline;

/// By group, the places that tell one fact, the fullest first: `plan.md Sprint Review`.
fn groups(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let files: Vec<(String, &[u8])> =
        files.iter().map(|(path, text)| (format!("content/{path}"), text.as_bytes())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let inputs = Inputs::in_memory(&files, &check::codes());
    let read = pipeline::read(&inputs);
    let handbook = pipeline::handbook(&inputs, read, |paths| crate::load::probe::probe(&inputs, paths));
    let shown = |&(document, at): &super::FactAt| {
        let fact = &handbook.facts[document as usize][at as usize];
        format!("{} {}", handbook.documents[document as usize].path, fact.title)
    };
    handbook.same.groups.iter().map(|group| group.iter().map(shown).collect()).collect()
}

const HEAD: &str = "---\nsprint: Sprint 4\nstart: 2026-01-05\nend: 2026-01-16\n---\n";

#[test]
fn an_event_of_two_documents_is_one() {
    let plan = format!("{HEAD}# Plan\n\n## Day 3: Review and Demo session\n\n**Duration:** 2 hours\n");
    let notes = "---\nsprint: \"sprint #4\"\n---\n# Notes\n\n## Day 3: Sprint Review\n\n## Day 4: Review and Demo\n";
    let want = [["plan.md Review and Demo session", "notes.md Sprint Review"]];
    assert_eq!(groups(&[("plan.md", &plan), ("notes.md", notes)]), want);
}

#[test]
fn what_leaves_a_choice_is_not_joined() {
    let plan = format!("{HEAD}# Plan\n\n## Day 3: Risk Review\n\n## Day 3: Security Review\n");
    let notes = "---\nsprint: Sprint 4\n---\n# Notes\n\n## Day 3: Review\n";
    assert_eq!(groups(&[("plan.md", &plan), ("notes.md", notes)]), Vec::<Vec<String>>::new());
    let other = "---\nsprint: Sprint 5\n---\n# Notes\n\n## Day 3: Risk Review\n";
    assert_eq!(groups(&[("plan.md", &plan), ("notes.md", other)]), Vec::<Vec<String>>::new());
    let alone = format!("{HEAD}# Plan\n\n## Day 3: Risk Review\n\n## Day 3: Risk Review Meeting\n");
    assert_eq!(groups(&[("plan.md", &alone), ("notes.md", notes)]), Vec::<Vec<String>>::new());
}

#[test]
fn squads_and_teams_have_their_own_events() {
    let red = format!("{}# Plan\n\n## Day 3: Review\n", HEAD.replace("sprint:", "squad: Red\nsprint:"));
    let blue = red.replace("Red", "Blue");
    let events = |found: Vec<Vec<String>>| found.iter().filter(|group| group[0].ends_with("Review")).count();
    assert_eq!(events(groups(&[("red.md", &red), ("blue.md", &blue)])), 0);
    assert_eq!(events(groups(&[("red.md", &red), ("also-red.md", &red)])), 1);
    let own = format!("{HEAD}# Plan\n\n## Day 3: Review\n");
    assert_eq!(events(groups(&[("a/plan.md", &own), ("b/plan.md", &own)])), 0);
    assert_eq!(events(groups(&[("a/plan.md", &own), ("b/notes.md", &own)])), 1);
}

#[test]
fn a_sprint_that_two_documents_declare_alike_is_one() {
    let sprint = format!("{HEAD}# Sprint 4\n");
    assert_eq!(groups(&[("a.md", &sprint), ("b.md", &sprint)]), [["a.md Sprint 4", "b.md Sprint 4"]]);
    let later = sprint.replace("2026-01-16", "2026-01-23");
    assert_eq!(groups(&[("a.md", &sprint), ("b.md", &later)]), Vec::<Vec<String>>::new());
}

#[test]
fn drafts_tell_nothing() {
    let plan = format!("{HEAD}# Plan\n\n## Day 3: Review\n");
    let draft = plan.replace("sprint:", "draft: true\nsprint:");
    assert_eq!(groups(&[("plan.md", &plan), ("draft.md", &draft)]), Vec::<Vec<String>>::new());
}
