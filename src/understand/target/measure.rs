//! One line -> what it measures, and the threshold.

use super::super::phrase::mention::{Mention, Phrase};
use super::super::phrase::offset::Side;
use super::super::phrase::quantity::{self, Comparator};
use super::super::reading::{Entry, Kind, clean};
use super::Context;

/// A metric with its threshold.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measure<'r> {
    /// What is measured.
    pub metric: String,
    /// How a value is compared to the threshold.
    pub comparator: Comparator,
    /// The threshold.
    pub value: f64,
    /// Its unit, as written.
    pub unit: &'r str,
}

/// An amount in a text, with where it stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount<'r> {
    /// First byte, comparator included, and the byte after the unit.
    range: (usize, usize),
    comparator: Option<Comparator>,
    value: f64,
    unit: &'r str,
    /// Whether it is a length of time.
    time: bool,
    /// Whether the number is followed by a plus: `50+ assets`.
    plus: bool,
}

/// The thresholds of a line.
pub(super) fn read<'r>(entry: Entry<'r>, context: Context) -> Vec<Measure<'r>> {
    let text = bare(entry.text());
    if context == Context::Other || text.len() > LONGEST || tells_otherwise(text) {
        return Vec::new();
    }
    if !entry.label().is_empty() && !entry.value().is_empty() {
        return labelled(entry, context);
    }
    let prose = entry.kind() == Kind::Paragraph;
    amounts(entry, text).find_map(|amount| unlabelled(text, amount, context, prose)).into_iter().collect()
}

/// Most bytes of a line; a longer one tells a story.
const LONGEST: usize = 400;

/// A line of a form or list without its box, number and symbols.
fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(['-', '*', ' ']);
    let boxed = ["[ ]", "[x]", "[X]"].iter().find_map(|mark| text.strip_prefix(mark));
    clean(boxed.unwrap_or(text))
}

/// Whether a line tells of a result, a condition or a limit of approval.
fn tells_otherwise(text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "actual",
        "actually",
        "achieved",
        "currently",
        "measured",
        "approval",
        "approve",
        "approves",
        "escalate",
        "escalates",
        "if",
        "when",
        "alert",
        "alerts",
        "alerting",
        "trigger",
        "triggers",
        "increased",
        "improved",
        "faster",
        "estimated",
        "budget",
        "cost",
        "costs",
    ];
    text.split(|letter: char| !letter.is_alphanumeric())
        .any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Amounts of a piece of the entry's text, in order.
pub(super) fn amounts<'r>(entry: Entry<'r>, text: &'r str) -> impl Iterator<Item = Amount<'r>> {
    entry.mentions_in(text).filter_map(move |mention| amount(entry, text, mention))
}

fn amount<'r>(entry: Entry<'r>, text: &'r str, mention: &Mention) -> Option<Amount<'r>> {
    let written = entry.phrase_text(mention);
    let start = (written.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let end = start + written.len();
    match &mention.phrase {
        Phrase::Quantity { comparator, value, number, unit } => Some(Amount {
            range: (start, end),
            comparator: *comparator,
            value: *value,
            unit: written.get(unit.0 as usize..unit.1 as usize)?,
            time: false,
            plus: written.get(number.1 as usize..).is_some_and(|rest| rest.starts_with('+')),
        }),
        Phrase::Duration(_) => {
            let (read, _) = quantity::read(written)?;
            let (begin, comparator) = before(text, start);
            Some(Amount {
                range: (begin, end),
                comparator,
                value: read.value,
                unit: read.unit,
                time: true,
                plus: false,
            })
        }
        Phrase::Offset(offset) if offset.side == Side::Within => {
            let number = written.find(|letter: char| letter.is_ascii_digit())?;
            let (read, _) = quantity::read(&written[number..])?;
            let comparator = Some(Comparator::AtMost);
            Some(Amount {
                range: (start, end),
                comparator,
                value: read.value,
                unit: read.unit,
                time: true,
                plus: false,
            })
        }
        _ => None,
    }
    .filter(|amount| !amount.unit.is_empty())
}

/// The comparator before a length of time, and where it begins.
fn before(text: &str, start: usize) -> (usize, Option<Comparator>) {
    use Comparator::{AtLeast, AtMost, Greater, Less};
    const SIGNS: [(&str, Comparator); 15] = [
        ("<=", AtMost),
        (">=", AtLeast),
        ("<", Less),
        (">", Greater),
        ("≤", AtMost),
        ("≥", AtLeast),
        ("less than", Less),
        ("more than", Greater),
        ("at most", AtMost),
        ("at least", AtLeast),
        ("no more than", AtMost),
        ("up to", AtMost),
        ("under", Less),
        ("below", Less),
        ("within", AtMost),
    ];
    let head = text[..start].trim_end();
    let found = SIGNS.iter().find(|(sign, _)| {
        let from = head.len().checked_sub(sign.len()).filter(|from| head.is_char_boundary(*from));
        let apart =
            |from: usize| !sign.starts_with(char::is_alphabetic) || !head[..from].ends_with(char::is_alphanumeric);
        from.is_some_and(|from| head[from..].eq_ignore_ascii_case(sign) && apart(from))
    });
    found.map_or((start, None), |(sign, comparator)| (head.len() - sign.len(), Some(*comparator)))
}

/// `Test Coverage: ≥75% across all modules`, `Bug Count: 0 critical bugs, <5 high-priority bugs`
fn labelled<'r>(entry: Entry<'r>, context: Context) -> Vec<Measure<'r>> {
    let (label, value) = (bare(entry.label()), entry.value());
    let mut found: Vec<Measure<'r>> = Vec::new();
    for amount in amounts(entry, value) {
        let lead = value[..amount.range.0].trim_matches(|letter: char| !letter.is_alphanumeric());
        let own = lead.rsplit([',', ';']).next().unwrap_or(lead).trim();
        let first = found.is_empty();
        // The amount begins the value, or only the measure's own name stands before it: `p95 < 200 ms`.
        let near = if first { words(lead) <= 3 } else { amount.comparator.is_some() && words(own) <= 3 };
        let metric = match (first, own) {
            (true, "") => label.to_owned(),
            (true, own) if own.len() == lead.len() => format!("{label} {}", trimmed(own)),
            (_, "") => format!("{label}: {}", amount.unit),
            (_, own) => format!("{label}: {}", trimmed(own)),
        };
        let metric = with_percentile(metric.trim(), &value[amount.range.1..]);
        if near && words(label) <= 8 && is_target(&metric, &value[amount.range.1..], amount, context, false) {
            found.push(measure(metric, amount));
        } else if first {
            break;
        }
    }
    found
}

/// `API p95 latency <200 ms`, `100% attendance at the kickoff`, `Load tests passed (100 concurrent users)`
fn unlabelled<'r>(text: &'r str, amount: Amount<'r>, context: Context, prose: bool) -> Option<Measure<'r>> {
    let (head, rest) = (&text[..amount.range.0], &text[amount.range.1..]);
    let before = trimmed(last_clause(head));
    let named = ["with ", "of ", "at ", "to ", "for "].iter().any(|word| head.trim_end().ends_with(word.trim_end()));
    let metric = if before.is_empty() || named && !starts_clause(rest) {
        after(rest, amount)?
    } else {
        with_percentile(before, rest)
    };
    let short = (1..=9).contains(&words(&metric));
    (short && is_target(&metric, rest, amount, context, prose)).then(|| measure(metric, amount))
}

fn measure(metric: String, amount: Amount<'_>) -> Measure<'_> {
    Measure {
        metric,
        comparator: amount.comparator.unwrap_or(Comparator::Equal),
        value: amount.value,
        unit: amount.unit,
    }
}

/// What stands after an amount at the head: `attendance at the kickoff`, `critical bugs`.
fn after(rest: &str, amount: Amount<'_>) -> Option<String> {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let end = rest.find(['(', ',', ';', '.', '–', '—', ':']).unwrap_or(rest.len());
    let rest = rest[..end].trim();
    let unit = if amount.unit.starts_with(char::is_alphabetic) && !amount.time { amount.unit } else { "" };
    let metric = format!("{unit} {rest}");
    let metric = metric.trim();
    let begins = metric.starts_with(|letter: char| letter.is_alphabetic());
    // Of a long text the first words name it.
    let name: Vec<&str> = metric.split_whitespace().take(8).collect();
    begins.then(|| name.join(" "))
}

/// Whether nothing is named after an amount.
fn starts_clause(rest: &str) -> bool {
    !rest.trim_start().starts_with(char::is_alphabetic)
}

/// `<200 ms p95` names the percentile after the amount.
fn with_percentile(metric: &str, rest: &str) -> String {
    let word = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let percentile =
        word.len() >= 3 && word.starts_with(['p', 'P']) && word[1..].bytes().all(|byte| byte.is_ascii_digit());
    if percentile { format!("{metric} {word}") } else { metric.to_owned() }
}

/// The last clause of a text: after a comma outside of parentheses, a colon or `and`.
fn last_clause(head: &str) -> &str {
    let mut head = head.trim_end().trim_end_matches(['(', ' ']);
    for mark in [", ", "; ", ": ", " and ", " so that ", " that ", " – ", " — ", ". ", "), "] {
        if let Some(at) = head.rfind(mark) {
            head = &head[at + mark.len()..];
        }
    }
    head
}

/// Without the words that lead to an amount or begin a demand: `Keep the error rate at` -> `error rate`.
fn trimmed(text: &str) -> &str {
    const LAST: [&str; 34] = [
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
    ];
    const FIRST: [&str; 16] = [
        "keep", "maintain", "achieve", "ensure", "reach", "verify", "target", "the", "our", "a", "an", "with", "have",
        "and", "that", "all",
    ];
    let mut text = text.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != ')' && letter != '%');
    while let Some((rest, last)) = text.rsplit_once(' ') {
        if !LAST.iter().any(|word| last.eq_ignore_ascii_case(word)) {
            break;
        }
        text = rest.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != ')');
    }
    while let Some((first, rest)) = text.split_once(' ') {
        if !FIRST.iter().any(|word| first.eq_ignore_ascii_case(word)) {
            break;
        }
        text = rest.trim_start();
    }
    text
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Words of which at least one names something that is measured.
const METRICS: [&str; 58] = [
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
    "retention",
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
    "ttfb",
    "turnaround",
    "turnout",
    "uptime",
    "utilization",
    "waiting",
];

fn names_metric(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
        (2..=13).contains(&word.len()) && METRICS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
    })
}

/// Units that count something that is no measure of quality: points, pages, money, sizes.
const NO_UNITS: [&str; 44] = [
    "point",
    "points",
    "story points",
    "sp",
    "pts",
    "pt",
    "page",
    "pages",
    "asset",
    "assets",
    "line",
    "lines",
    "file",
    "files",
    "commit",
    "commits",
    "sprint",
    "sprints",
    "task",
    "tasks",
    "usd",
    "eur",
    "gbp",
    "$",
    "€",
    "£",
    "x",
    "kb",
    "mb",
    "gb",
    "tb",
    "kib",
    "mib",
    "gib",
    "px",
    "characters",
    "chars",
    "bytes",
    "people",
    "members",
    "items",
    "step",
    "steps",
    "screens",
];

/// Whether an amount is a threshold of that metric.
pub(super) fn is_target(metric: &str, rest: &str, amount: Amount<'_>, context: Context, prose: bool) -> bool {
    let unit = amount.unit.to_ascii_lowercase();
    let last = unit.rsplit([' ', '-']).next().unwrap_or_default();
    if metric.is_empty() || amount.plus || NO_UNITS.contains(&unit.as_str()) || NO_UNITS.contains(&last) {
        return false;
    }
    let rate = unit.contains('/')
        || unit.contains(" per ")
        || unit.starts_with("concurrent")
        || unit == "rps"
        || unit == "tps";
    let measured = names_metric(metric) || names_metric(rest.get(..rest.floor_char_boundary(24)).unwrap_or_default());
    if prose {
        return amount.comparator.is_some() && measured && !amount.time
            || context == Context::Targets && amount.comparator.is_some() && measured;
    }
    let extreme = amount.value == 0.0 || unit == "%" && amount.value == 100.0;
    match (context, amount.comparator) {
        (Context::Targets, Some(_)) => true,
        (Context::Targets, None) => !amount.time && (unit == "%" || extreme || rate) || measured,
        (Context::Metrics, Some(_)) => measured || rate || unit == "%",
        (Context::Metrics, None) => rate || extreme && unit != "%",
        (_, Some(_)) => measured || rate && names_metric(metric),
        // `99.9% uptime` and `100 concurrent users` say it themselves.
        (_, None) => rate && !amount.time && unit.starts_with("concurrent"),
    }
}

#[cfg(test)]
pub(super) fn metrics_are_sorted() -> bool {
    METRICS.is_sorted()
}
