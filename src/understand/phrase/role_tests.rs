//! Names, judged by their words.

use proptest::prelude::*;

use super::*;

#[test]
fn names_are_sorted_by_their_words() {
    for (name, want) in [
        ("Tech Lead", Some(Sort::Role)),
        ("CTO", Some(Sort::Role)),
        ("Head of Research", Some(Sort::Role)),
        ("Head Nurse", Some(Sort::Role)),
        ("Tiger Crew", Some(Sort::Group)),
        ("Executive Sponsors", Some(Sort::Group)),
        ("All stakeholders (Ada, Kai)", Some(Sort::Group)),
        ("all team", Some(Sort::Group)),
        ("QA", Some(Sort::Group)),
        ("Infra & Ops", Some(Sort::Group)),
        ("@ada", Some(Sort::Handle)),
        ("Ada Lovelace", Some(Sort::Capitalised)),
        ("Ludwig van Beethoven", Some(Sort::Capitalised)),
        ("write the plan", None),
        ("We met the vendor yesterday evening in town", None),
        ("Day 3", None),
        ("TBD", None),
        ("", None),
    ] {
        assert_eq!(sort(name), want, "{name}");
    }
}

#[test]
fn roles_and_their_people_are_told_apart() {
    let shown = |text: &str| filled(text).map(|found| format!("{}|{}", &text[found.role], &text[found.people]));
    for (text, want) in [
        ("Policy Lead (Ada)", "Policy Lead|Ada"),
        ("Ada Lovelace (Policy Lead)", "Policy Lead|Ada Lovelace"),
        ("Tech Lead: Ada Lovelace", "Tech Lead|Ada Lovelace"),
        ("Ada – Scrum Master", "Scrum Master|Ada"),
        ("Tiger Crew (Ada, Kai)", "Tiger Crew|Ada, Kai"),
    ] {
        assert_eq!(shown(text).as_deref(), Some(want), "{text}");
    }
    for text in
        ["Executive Sponsors (CEO, CTO)", "Policy Lead", "Policy Lead (optional)", "Tech Lead (Day 3)", "Ada (Kai)"]
    {
        assert_eq!(shown(text), None, "{text}");
    }
    let text = "All stakeholders (Tech Lead, QA (two), Ops)";
    let parts = qualified(text).unwrap();
    assert_eq!((&text[parts.name], &text[parts.inside]), ("All stakeholders", "Tech Lead, QA (two), Ops"));
}

proptest! {
    #[test]
    fn any_text_is_survived(text in ".{0,40}", near in "(Ada|Tech Lead|\\(|\\)| to |assign |Owner: |@|, | & |é|/|All |–){0,10}") {
        for text in [text, near] {
            sort(&text);
            if let Some(found) = filled(&text) {
                prop_assert!(text.get(found.people).is_some() && text.get(found.role).is_some());
            }
        }
    }
}
