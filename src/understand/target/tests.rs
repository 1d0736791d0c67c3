//! Targets of small documents.

use super::super::testing;

fn shown(text: &str) -> Vec<String> {
    let facts = testing::facts("a.md", text);
    let line = |fact: &super::Fact| {
        let target = fact.target()?;
        let also = if fact.also.is_empty() { String::new() } else { format!(" +{}", fact.also.len()) };
        Some(
            format!("{} {} {} {}{also}", target.metric, target.comparator.sign(), target.value, target.unit)
                .trim_end()
                .to_owned(),
        )
    };
    facts.iter().filter_map(line).collect()
}

#[test]
fn known_metrics_are_sorted() {
    assert!(super::measure::metrics_are_sorted());
}
