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

#[test]
fn tables_that_show_where_things_stand_beside_where_they_shall() {
    let text = "# Library\n\n| Goal | Now | Wanted |\n| - | - | - |\n| Books back in time | 81 % | at least 90 % |\n| Days until a book is back on its shelf | 4 | under 2 |\n\n| What | Baseline | Aim |\n| - | - | - |\n| Lost cards | 14 | ≤ 5 |\n\n| Severity | Acknowledge | Example |\n| - | - | - |\n| S1 | 5 min | all doors shut |\n| S2 | 2 hours | one door shut |\n\n| Person | Wanted |\n| - | - |\n| Ada | tea |\n\n| Goal | Owner |\n| - | - |\n| 5 lamps | Kai |\n";
    let want = [
        "Books back in time >= 90 %",
        "Days until a book is back on its shelf < 2",
        "Lost cards <= 5",
        "S1 Acknowledge = 5 min",
        "S2 Acknowledge = 2 hours",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn lines_that_begin_with_how_much() {
    let text = "# Feast\n\n## What we aim for\n\n- Fewer than 3 wasps a table\n- No more than two calls to the police\n- Queue at the till < 10 minutes\n- Songs per band: at most 6\n\n## Limits\n\n- Not more than 900 people in the tent\n- Noise at the fence ≤ 60 dB(A) until midnight\n- Call the warden\n\n## Rate limits\n\n- At most 100 requests per minute\n\n## Criteria\n\n- Invite at least two bands\n- Deno 2.1+ with all tools\n- Colours: red (>0.8), blue (<0.5)\n";
    let want = [
        "wasps a table < 3 wasps",
        "calls to the police <= 2 calls",
        "Queue at the till < 10 minutes",
        "Songs per band <= 6",
        "people in the tent <= 900 people",
        "Noise at the fence <= 60 dB",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn goals_beside_what_was_measured() {
    let text = "# Bakery\n\n## Results\n\n- Loaves sold by noon: 71 % (goal ≥ 80 %)\n- Baking of 200 rolls: target under 40 min, took 38 min\n- Burnt: 3 %\n- Staff: 4 (goal 6)\n\n## Quality\n\n- Escape rate (target: <5 per month)\n";
    let want = ["Loaves sold by noon >= 80 %", "Baking of 200 rolls < 40 min", "Escape rate < 5"];
    assert_eq!(shown(text), want);
}

#[test]
fn sentences_that_promise_and_that_say_when_it_is_enough() {
    let text = "# Ferry\n\nWe open the second pier when the error rate is < 2 % and the waiting time stays ≤ 20 minutes.\n\nIt is a success with at least 300 riders and a satisfaction of more than 80 %.\n\nEvery complaint is answered within 3 days. A lost bag comes back within two days.\n\nWhat we promise: the early boat leaves with a delay under 5 minutes.\n\nA boat that is late may leave within 2 hours. A page goes to Ada within 5 minutes, otherwise to Kai.\n\nWe start when the bell rings at 9. The hull is painted within 3 weeks.\n\nIf the error rate is > 5 % we stop.\n";
    let want = [
        "error rate < 2 %",
        "waiting time <= 20 minutes",
        "riders >= 300 riders",
        "satisfaction > 80 %",
        "Every complaint is answered <= 3 days",
        "delay < 5 minutes",
    ];
    assert_eq!(shown(text), want);
}
