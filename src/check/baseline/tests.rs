//! What wakes a known finding, and what does not.

use super::*;
use crate::base::diagnostic::Level;
use crate::base::span::Span;

/// Findings of one document: at each place of each `wanted`, a finding of `code`.
fn found(text: &str, code: &'static str, wanted: &str) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new(SourceKind::Document, "plans/a.md", text.to_owned()));
    let at = |(at, _): (usize, &str)| {
        let message = format!("Byte {at} is wrong.");
        Diagnostic::new(code, Level::Error, id, Span::new(at, at + wanted.len()), message)
    };
    let found = text.match_indices(wanted).map(at).collect();
    (sources, found)
}

/// What of `now` is new, by line, and how many findings of `before` are gone.
fn new_and_gone(before: &str, now: &str, wanted: &str) -> (Vec<u32>, usize) {
    let (sources, known) = found(before, "text/blank", wanted);
    let baseline = Baseline::parse(&Baseline::of(&sources, &known).to_text()).expect("what was written can be read");
    let (sources, now) = found(now, "text/blank", wanted);
    let compared = baseline.compare(&sources, &now);
    let new = now.iter().zip(&compared.known).filter(|(_, known)| !**known);
    let lines = new.map(|(diagnostic, _)| sources.get(diagnostic.source).line(diagnostic.span.start)).collect();
    (lines, compared.gone.len())
}

#[test]
fn edits_elsewhere_wake_nothing() {
    let before = "# A\n\nOwner: TBD\n";
    for now in [before, "# B\n\nNew.\n\nOwner: TBD\n", "Owner: TBD, said Ada.\n", "The owner:\r\n\tTBD\r\n"] {
        assert_eq!(new_and_gone(before, now, "TBD"), (vec![], 0), "{now}");
    }
}

#[test]
fn a_copy_is_new_and_the_right_one_is_named() {
    let before = "Owner: TBD\n\nBudget: TBD\n";
    assert_eq!(new_and_gone(before, "Goal: TBD\n\nOwner: TBD\n\nBudget: TBD\n", "TBD"), (vec![1], 0));
    assert_eq!(new_and_gone(before, "Owner: TBD\n\nOwner: TBD\n\nBudget: TBD\n", "TBD"), (vec![3], 0));
    assert_eq!(new_and_gone(before, "Owner: Ada\n\nBudget: TBD\n", "TBD"), (vec![], 1));
    assert_eq!(new_and_gone(before, "Nothing.\n", "TBD"), (vec![], 2));
    assert_eq!(new_and_gone("Nothing.\n", before, "TBD"), (vec![1, 3], 0));
}

#[test]
fn a_wrapped_text_is_the_same_text() {
    let (sources, known) = found("See [a\nlong one](b.md).\n", "link/empty", "[a\nlong one](b.md)");
    let baseline = Baseline::of(&sources, &known);
    assert_eq!(baseline.entries[0].text, "[a long one](b.md)");
    let (sources, now) = found("See\n[a long one](b.md).\n", "link/empty", "[a long one](b.md)");
    assert_eq!(baseline.compare(&sources, &now).known, [true]);
}

#[test]
fn a_finding_about_the_document_survives_a_new_title() {
    let (sources, known) = found("# Old\n", "doc/orphan", "# Old");
    let baseline = Baseline::of(&sources, &known);
    let (sources, now) = found("# New\n", "doc/orphan", "# New");
    assert_eq!(baseline.compare(&sources, &now).known, [true]);
    let (sources, other) = found("# New\n", "doc/notice", "# New");
    assert_eq!(baseline.compare(&sources, &other).known, [false]);
}

#[test]
fn long_texts_are_cut_and_still_told_apart() {
    let long = |end: &str| format!("{}{end}", "Ä".repeat(500));
    let (sources, known) = found(&long("a"), "text/mojibake", &long("a"));
    let baseline = Baseline::of(&sources, &known);
    assert!(baseline.entries[0].text.len() < 200 && baseline.entries[0].context.len() < 1200);
    let (sources, other) = found(&long("b"), "text/mojibake", &long("b"));
    assert_eq!(baseline.compare(&sources, &other).known, [false]);
}

#[test]
fn a_broken_template_is_never_known() {
    let (sources, known) = found("x\n", "template/invalid", "x");
    assert_eq!(Baseline::of(&sources, &known), Baseline::default());
    let entry = Entry {
        path: "plans/a.md".to_owned(),
        code: "template/invalid".to_owned(),
        text: "x".to_owned(),
        context: String::new(),
    };
    let baseline = Baseline::new(vec![entry]);
    assert_eq!(baseline.compare(&sources, &known).known, [false]);
}

#[test]
fn the_file_is_sorted_with_one_entry_a_line() {
    let (sources, mut known) = found("Owner: TBD\n\nTBD\n", "text/blank", "TBD");
    known.reverse();
    let text = Baseline::of(&sources, &known).to_text();
    let expected = "{\n\"schema\": \"sprintbook-baseline/1\",\n\"findings\": [\n\
                    {\"path\":\"plans/a.md\",\"code\":\"text/blank\",\"text\":\"TBD\"},\n\
                    {\"path\":\"plans/a.md\",\"code\":\"text/blank\",\"text\":\"TBD\",\"context\":\"Owner: TBD\"}\n]\n}\n";
    assert_eq!(text, expected);
    assert_eq!(Baseline::parse(&Baseline::default().to_text()), Ok(Baseline::default()));
}

#[test]
fn other_files_are_told_from_damaged_ones() {
    assert_eq!(Baseline::parse("{\"name\": \"x\"}"), Err(Unreadable::Foreign));
    assert_eq!(Baseline::parse("# Notes"), Err(Unreadable::Foreign));
    let next = "{\"schema\": \"sprintbook-baseline/2\"}";
    assert_eq!(Baseline::parse(next), Err(Unreadable::Version("sprintbook-baseline/2".to_owned())));
    let text = Baseline::default().to_text();
    let cut = &text[..text.len() - 4];
    assert!(matches!(Baseline::parse(cut), Err(Unreadable::Damaged(_))));
    let merged = text.replace("[\n", "[\n<<<<<<< HEAD\n");
    assert!(matches!(Baseline::parse(&merged), Err(Unreadable::Damaged(why)) if why.contains("line 4")));
    let odd = text.replace("[\n", "[\n{\"path\": 1}\n");
    assert!(matches!(Baseline::parse(&odd), Err(Unreadable::Damaged(why)) if why.contains("line 4")));
    assert!(is_baseline(" \n") && is_baseline(cut) && is_baseline(next) && !is_baseline("{\"name\": \"x\"}"));
}
