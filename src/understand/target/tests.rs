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
fn lists_of_metrics_and_criteria() {
    let text = "# Launch\n\n## Quality targets\n\n- **Test Coverage:** ≥75% across all modules\n- **Bug Count:** 0 critical bugs, <5 high-priority bugs\n- **Search:** p95 < 300 ms, p99 < 900 ms\n- Checkout success rate >95%\n- [ ] Support answers within 4 hours\n- 99.9% uptime\n- 250 concurrent visitors\n- RTO <4 hours achievable\n- Response time: 15 minutes\n- Doors open on 12 May\n- 40+ pages of handbook\n- 13 points planned\n- Checklist 100% complete\n";
    let want = [
        "Test Coverage >= 75 %",
        "Bug Count = 0 critical bugs",
        "Bug Count: high-priority bugs < 5 high-priority bugs",
        "Search p95 < 300 ms",
        "Search p99 < 900 ms",
        "Checkout success rate > 95 %",
        "Support answers <= 4 hours",
        "uptime = 99.9 %",
        "concurrent visitors = 250 concurrent visitors",
        "RTO < 4 hours",
        "Response time = 15 minutes",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn tables_of_metrics() {
    let text = "# Clinic\n\n| Indicator | Today | Target | Note |\n| - | - | - | - |\n| Waiting time | 40 min | < 20 min | from the door |\n| Patients lost | 2 | 0 | |\n| Calls answered | 80 % | 95 % | |\n| Opening | | 2026-05-01 | |\n| Rooms ready | | 3 of 4 | |\n\n| Product | Target | Price |\n| - | - | - |\n| Vaccine | adults | 20 |\n";
    assert_eq!(shown(text), ["Waiting time < 20 min", "Patients lost = 0", "Calls answered = 95 %"]);
}

#[test]
fn told_twice_is_told_once_under_the_fuller_name() {
    let text = "## Success criteria\n\n- [ ] All tests pass with ≥80% coverage\n\n## Metrics\n\n- **Test Coverage:** ≥80%\n- **Branch Coverage:** ≥60%\n";
    assert_eq!(shown(text), ["Test Coverage >= 80 % +1", "Branch Coverage >= 60 %"]);
}

#[test]
fn prose_needs_metric_comparator_and_unit() {
    let text = "# Plan\n\nThe search answers with a p95 latency under 300 ms at all times. We meet at least 2 times.\n\nA cake for 100 guests.\n\n- Lunch for 40 guests\n- Meeting: 2 hours\n- Port: 8080\n";
    assert_eq!(shown(text), ["p95 latency < 300 ms"]);
}

#[test]
fn limits_alarms_results_and_settings_are_no_targets() {
    let text = "# Plan\n\n## Approval\n\n- <3 story points: Product Manager\n- Budget exceeded by >20%: Finance\n\n## Alerts\n\n- Error rate > 5% for 10 minutes\n\n## Results\n\n- Coverage: 82%\n\n## Settings\n\n- Timeout: 30 seconds\n- Retries: up to 3 times\n- Alert if latency > 1 s\n- Passwords have at least 12 characters\n";
    assert_eq!(shown(text), [""; 0]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "(## Targets\n|\\| Metric \\| Target \\|\n|\\| - \\| - \\|\n|\\| |<|≥|5|%| ms| p95|latency|: |\\(|\\)|,| and |\n|- |- \\[ \\] |é|\\*\\*|within 4 hours|0 bugs){0,24}") {
        shown(&text);
    }
}

#[test]
fn promises_and_boxes_that_state_how_it_shall_be() {
    let text = "# Desk\n\n## What we promise\n\n| What | Promise |\n| - | - |\n| Answer to a letter | within 4 working days |\n| Wrong invoices | at most 2 a month |\n\n## Promises\n\n- A call is answered, or called back, within 2 hours.\n- 1st desk answers 95 % of calls within 5 minutes\n\n## Checks\n\n- [ ] every visitor waits less than 15 minutes\n- [ ] Write a speech of less than 10 minutes\n";
    let want = [
        "Answer to a letter <= 4 working days",
        "Wrong invoices <= 2",
        "call is answered, or called back <= 2 hours",
        "1st desk answers = 95 %",
        "every visitor waits < 15 minutes",
    ];
    assert_eq!(shown(text), want);
}
