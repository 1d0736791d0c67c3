//! What is measured: the words beside an amount that name it.

/// Words of which at least one names something that is measured.
const METRICS: [&str; 56] = [
    "accuracy",
    "adoption",
    "attendance",
    "auc",
    "availability",
    "backpressure",
    "churn",
    "completion",
    "conversion",
    "coverage",
    "csat",
    "defects",
    "downtime",
    "error",
    "errors",
    "f1",
    "failure",
    "failures",
    "fcp",
    "fid",
    "inp",
    "lag",
    "latency",
    "lcp",
    "load",
    "loss",
    "mape",
    "mttd",
    "mttr",
    "nps",
    "occupancy",
    "p50",
    "p90",
    "p95",
    "p99",
    "participation",
    "precision",
    "rate",
    "recall",
    "recovery",
    "response",
    "rpo",
    "rto",
    "satisfaction",
    "score",
    "sla",
    "slo",
    "success",
    "throughput",
    "time",
    "tti",
    "turnaround",
    "turnout",
    "uptime",
    "utilization",
    "waiting",
];

/// Whether a text names something that is measured.
pub(super) fn is_named(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
        (2..=13).contains(&word.len()) && METRICS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
    })
}

/// Whether a length of time without a comparator is a promise: `RTO: 4 hours`, `Response time: 15 minutes`.
pub(super) fn is_promise(metric: &str) -> bool {
    let lower = metric.to_ascii_lowercase();
    ["rto", "rpo", "mttr", "mttd", "turnaround", "latency", "response time", "waiting time", "recovery time"]
        .iter()
        .any(|word| lower.contains(word))
}

/// `p95`, `P99`
pub(super) fn is_percentile(word: &str) -> bool {
    word.len() >= 3 && word.starts_with(['p', 'P']) && word[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// `<200 ms p95` names the percentile after the amount.
pub(super) fn with_percentile(metric: &str, rest: &str) -> String {
    let word = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if is_percentile(word) { format!("{metric} {word}") } else { metric.to_owned() }
}

pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The last clause of a text: after a comma or colon outside of parentheses, or `and`.
pub(super) fn last_clause(head: &str) -> &str {
    let mut head = head.trim_end().trim_end_matches(['(', ' ']);
    // `latency (p95 < 200 ms`, `coverage (target: 80%`: what is open belongs to what stands before it.
    if let Some(open) = head.rfind('(').filter(|open| !head[*open..].contains(')')) {
        let inner = head[open + 1..].trim();
        if words(inner) <= 3 && !is_named(inner) || is_percentile(inner) {
            head = head[..open].trim_end();
        } else {
            head = &head[open + 1..];
        }
    }
    for mark in [", ", "; ", ": ", " and ", " so that ", " that ", " but ", " with ", " – ", " — ", ". "] {
        let outside = |at: &usize| head[..*at].matches('(').count() <= head[..*at].matches(')').count();
        // `A dead till is repaired, or replaced, within …` has one clause.
        let goes_on = |at: &usize| ["or ", "and "].iter().any(|word| mark == ", " && head[*at + 2..].starts_with(word));
        if let Some(at) = head.rfind(mark).filter(outside).filter(|at| !goes_on(at)) {
            head = &head[at + mark.len()..];
        }
    }
    head
}

/// Words that lead to an amount.
const LAST: [&str; 40] = [
    "is",
    "are",
    "be",
    "of",
    "at",
    "to",
    "with",
    "must",
    "should",
    "shall",
    "will",
    "stays",
    "remains",
    "stay",
    "remain",
    "for",
    "in",
    "has",
    "have",
    "had",
    "a",
    "the",
    "by",
    "passed",
    "was",
    "reach",
    "reaches",
    "on",
    "than",
    "target",
    "targets",
    "achieving",
    "returning",
    "responds",
    "and",
    "takes",
    "handles",
    "processes",
    "handle",
    "take",
];
/// Words that begin a demand.
const FIRST: [&str; 18] = [
    "check", "keep", "maintain", "achieve", "ensure", "reach", "verify", "target", "the", "our", "a", "an", "with",
    "have", "and", "that", "all", "but",
];

/// Without the words that lead to an amount or begin a demand: `Keep the error rate at` -> `error rate`.
pub(super) fn trimmed(text: &str) -> &str {
    let is_one_of = |word: &str, any: &[&str]| any.iter().any(|known| word.eq_ignore_ascii_case(known));
    let mut text = text.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != ')' && letter != '%');
    // `95% of checkouts`
    if let Some((share, rest)) = text.split_once("% of ")
        && share.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        text = rest;
    }
    while let Some((rest, last)) = text.rsplit_once(' ') {
        if !is_one_of(last, &LAST) {
            break;
        }
        text = rest.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != ')');
    }
    while let Some((first, rest)) = text.split_once(' ') {
        if !is_one_of(first, &FIRST) {
            break;
        }
        text = rest.trim_start();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_are_sorted() {
        assert!(METRICS.is_sorted());
    }

    #[test]
    fn the_words_beside_an_amount_name_the_metric() {
        for (head, want) in [
            ("Keep the error rate at ", "error rate"),
            ("Gateway up, latency (p95 ", "latency"),
            ("Test coverage (target: ", "Test coverage"),
            ("Every call is logged and uptime must be ", "uptime"),
            ("Load tests passed (", "Load tests"),
            ("95% of checkouts ", "checkouts"),
            ("Sync (phones, tablets) success rate ", "Sync (phones, tablets) success rate"),
        ] {
            assert_eq!(trimmed(last_clause(head)), want, "{head}");
        }
    }
}
