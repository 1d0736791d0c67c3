//! One line -> what it measures, and the threshold.

use super::super::phrase::quantity::Comparator;
use super::super::phrase::words::{Known, Words, words as runs};
use super::super::reading::{Entry, Kind, clean};
use super::amount::{self, Amount};
use super::context::Context;
use super::criteria;
use super::metric::{is_named, is_percentile, is_promise, last_clause, trimmed, with_percentile, words};

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

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A label and a value.
    Labelled,
    /// A line of a list or form.
    Line,
    /// A paragraph.
    Prose,
}

/// The thresholds of a line.
pub(super) fn read<'r>(entry: Entry<'r>, context: Context) -> Vec<Measure<'r>> {
    let text = bare(entry.text());
    if text.len() > LONGEST {
        return Vec::new();
    }
    let is_labelled = !entry.label().is_empty() && !entry.value().is_empty();
    if is_labelled && let Some(aimed) = aimed(entry) {
        return vec![aimed];
    }
    if let Some(conditions) = criteria::conditions(text) {
        return clauses(entry, conditions);
    }
    if context == Context::Other {
        return Vec::new();
    }
    let mut found =
        if is_labelled { labelled(entry, context) } else { unnamed(entry, text, context).into_iter().collect() };
    if found.is_empty() && is_labelled && criteria::promises(entry.label()) {
        found = clauses(entry, entry.value());
    }
    if found.is_empty() || tells_otherwise(text, context) { Vec::new() } else { found }
}

/// `Crash-free sessions: 99.4 % (goal ≥ 99.5 %)`: the amount that is called one.
fn aimed<'r>(entry: Entry<'r>) -> Option<Measure<'r>> {
    let (label, value) = (bare(entry.label()), entry.value());
    if !entry.has_in(value, &criteria::AIMS) || words(label) > 8 {
        return None;
    }
    let called = |amount: &Amount<'_>| criteria::ends_with_aim(&value[..amount.start]);
    let amount = amount::all(entry, value).find(called)?;
    (!amount.unit.is_empty() && !is_uncountable(amount)).then(|| measure(label.to_owned(), amount))
}

/// The thresholds of a sentence, one to a clause: `error rate < 2 % and replication lag ≤ 2 s`.
fn clauses<'r>(entry: Entry<'r>, text: &'r str) -> Vec<Measure<'r>> {
    if tells_otherwise(text, Context::Targets) {
        return Vec::new();
    }
    let clauses = text.split([',', ';']).flat_map(|clause| clause.split(" and "));
    let of_clause = |clause: &'r str| {
        let clause = clause.trim();
        let amount = amount::all(entry, clause).next()?;
        unlabelled(clause, amount, Context::Targets, Form::Line)
    };
    clauses.filter_map(of_clause).collect()
}

/// The threshold of a line without a label.
fn unnamed<'r>(entry: Entry<'r>, text: &'r str, context: Context) -> Option<Measure<'r>> {
    let form = if entry.kind() == Kind::Paragraph { Form::Prose } else { Form::Line };
    let boxed = entry.task().is_some();
    amount::all(entry, text).find_map(|amount| {
        let context = if boxed && is_stated(text, amount) { context.max(Context::Metrics) } else { context };
        unlabelled(text, amount, context, form)
    })
}

/// Whether a box states how something shall be, and is no order: `the queue waits less than 15 minutes`.
fn is_stated(text: &str, amount: Amount<'_>) -> bool {
    const LITTLE: [&str; 5] = ["in", "over", "up", "for", "again"];
    let mut words = text[..amount.start].split_whitespace().rev().skip_while(|word| LITTLE.contains(word));
    let verb = words.next().unwrap_or_default();
    let states =
        verb.len() > 3 && verb.ends_with('s') && !verb.ends_with("ss") && verb.bytes().all(|b| b.is_ascii_lowercase());
    amount.comparator.is_some() && !amount.is_loose && states && words.next().is_some()
}

/// Most bytes of a line; a longer one tells a story.
const LONGEST: usize = 400;

/// A line of a form or list without its box, number and symbols.
fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(['-', '*', ' ']);
    let boxed = ["[ ]", "[x]", "[X]"].iter().find_map(|mark| text.strip_prefix(mark));
    clean(boxed.unwrap_or(text))
}

/// Words of lines that tell of a result, a condition, an alarm, a limit of approval or a setting.
const OTHERWISE: Words = Words::of(&[
    "achieved",
    "actual",
    "actually",
    "alert",
    "alerting",
    "alerts",
    "currently",
    "drift",
    "drop",
    "drops",
    "escalate",
    "escalates",
    "estimated",
    "every",
    "exceed",
    "exceeds",
    "excluded",
    "faster",
    "if",
    "improved",
    "increased",
    "limit",
    "limiting",
    "limits",
    "measured",
    "outside",
    "retries",
    "rollback",
    "simulate",
    "throttling",
    "timeout",
    "trigger",
    "triggers",
    "unavailable",
    "weight",
    "when",
]);

/// Words that tell of limits of approval, unless the line stands among targets: `Approvals signed within 24 hours`.
const APPROVAL: Words = Words::of(&["approval", "approve", "approves", "budget", "cost", "costs"]);

/// `Every call is answered …` says what holds for all; `… every week` says how often.
fn starts_with_every(text: &str) -> bool {
    text.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("every "))
}

fn tells_otherwise(text: &str, context: Context) -> bool {
    let has = |any: &Words| runs(text).skip(usize::from(starts_with_every(text))).any(|word| any.knows(word));
    // Among promises alerts are what is answered: `95 % of alerts are answered within 5 minutes`.
    let answered = |word: &str| context == Context::Targets && word == "alerts" && text.contains("% of alerts");
    let otherwise =
        runs(text).skip(usize::from(starts_with_every(text))).any(|word| OTHERWISE.knows(word) && !answered(word));
    otherwise || context <= Context::Unknown && has(&APPROVAL)
}

/// `Test Coverage: ≥75% across all modules`, `Bug Count: 0 critical bugs, <5 high-priority bugs`
fn labelled<'r>(entry: Entry<'r>, context: Context) -> Vec<Measure<'r>> {
    // `Escape rate (target: < 5 a month)` has its colon in a parenthesis.
    let label = bare(entry.label());
    let label = match label.rsplit_once('(') {
        Some((_, aside)) if !aside.contains(')') && is_named(aside) => aside,
        Some((name, aside)) if !aside.contains(')') => name.trim_end(),
        _ => label,
    };
    let value = entry.value();
    let mut found: Vec<Measure<'r>> = Vec::new();
    let mut from = 0;
    for amount in amount::all(entry, value) {
        let between = &value[from..amount.start];
        let own = trimmed(last_clause(between.rsplit([',', ';']).next().unwrap_or(between)));
        let first = from == 0;
        from = amount.end;
        // The amount begins the value, or only the measure's own name stands before it: `p95 < 200 ms`.
        let near = words(own) <= 3 && (first || amount.comparator.is_some()) && words(label) <= 8;
        let rest = &value[amount.end..];
        let Some(metric) = metric_of(label, own, first, amount, rest) else { break };
        let metric = with_percentile(&metric, rest);
        if near && is_target(&metric, rest, amount, context, Form::Labelled) {
            found.push(measure(metric, amount));
        } else if first {
            break;
        }
    }
    found
}

/// What a labelled amount measures: the label, its own words, or both.
fn metric_of(label: &str, own: &str, first: bool, amount: Amount<'_>, rest: &str) -> Option<String> {
    const GENERIC: [&str; 7] =
        ["target", "targets", "goal", "goals", "performance targets", "performance", "acceptance criteria"];
    let generic = GENERIC.iter().any(|word| label.eq_ignore_ascii_case(word));
    let metric = match own {
        "" if first => label.to_owned(),
        // `≥15% reduction within 6 months` has one threshold.
        "" if amount.is_time && !rest.starts_with(" for ") => return None,
        "" if amount.is_time => format!("{label}: {}", after(&rest[" for".len()..], amount)?),
        "" if amount.unit == "%" => format!("{label}: {}", after(rest, amount)?),
        "" => format!("{label}: {}", amount.unit),
        own if generic || !first && is_named(own) && !is_percentile(own) => own.to_owned(),
        own if first || is_percentile(own) => format!("{label} {own}"),
        own => format!("{label}: {own}"),
    };
    Some(metric)
}

/// Most words before an amount, unless a metric is named among the last ones.
const FAR: usize = 12;

/// `API p95 latency <200 ms`, `100% attendance at the kickoff`, `Load tests passed (100 concurrent users)`
fn unlabelled<'r>(text: &'r str, amount: Amount<'r>, context: Context, form: Form) -> Option<Measure<'r>> {
    let (head, rest) = (text[..amount.start].trim_end(), &text[amount.end..]);
    let before = trimmed(last_clause(head));
    // `All tests pass with ≥75% coverage`, `All tests pass (≥75% coverage)`
    let leads = [" with", " of", " at", " to", " for", " and"].iter().any(|word| head.ends_with(word));
    let opened = head.ends_with('(') && amount.unit == "%" || head.ends_with(',');
    let named = rest.trim_start().starts_with("of ") && is_named(before);
    let behind = before.is_empty() || (leads || opened) && !named && rest.trim_start().starts_with(char::is_alphabetic);
    // A long sentence does not say which of its words is measured; `0 → 100 users` is a course.
    let sentence = head.rsplit(". ").next().unwrap_or(head);
    if !behind && words(sentence) > FAR && !is_named(before) || head.ends_with(['→', '–']) {
        return None;
    }
    let metric = if behind { after(rest, amount)? } else { with_percentile(before, rest) };
    let short = (1..=9).contains(&words(&metric))
        && metric.starts_with(char::is_alphanumeric)
        && metric.contains(char::is_alphabetic);
    let is_target = || {
        is_target(&metric, rest, amount, context, form)
            // A line of promises or limits that begins with how much: `No more than 3 calls a night`.
            || head.is_empty() && context >= Context::Limits && form == Form::Line && limits(amount)
            || context != Context::Other && criteria::is_general(sentence, rest) && amount.is_time && limits(amount)
    };
    (short && is_target()).then(|| measure(metric, amount))
}

/// Whether an amount is one of a sort that is limited, with how it is.
fn limits(amount: Amount<'_>) -> bool {
    amount.comparator.is_some() && !amount.is_loose && (amount.unit == "people" || !is_uncountable(amount))
}

/// Whether an amount counts something that is no measure of quality.
fn is_uncountable(amount: Amount<'_>) -> bool {
    let unit = amount.unit.to_ascii_lowercase();
    let last = unit.rsplit([' ', '-']).next().unwrap_or_default();
    NO_UNITS.contains(&unit.as_str()) || NO_UNITS.contains(&last)
}

fn measure(metric: String, amount: Amount<'_>) -> Measure<'_> {
    let comparator = amount.comparator.unwrap_or(Comparator::Equal);
    Measure { metric, comparator, value: amount.value, unit: amount.unit }
}

/// What stands after an amount at the head: `attendance at the kickoff`, `critical bugs`.
fn after(rest: &str, amount: Amount<'_>) -> Option<String> {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let end = rest.find(['(', ')', ',', ';', '.', '–', '—', ':']).unwrap_or(rest.len());
    let unit = if amount.unit.starts_with(char::is_alphabetic) && !amount.is_time { amount.unit } else { "" };
    let metric = format!("{unit} {}", rest[..end].trim());
    let begins = metric.trim().starts_with(|letter: char| letter.is_alphabetic());
    // Of a long text the first words name it.
    let name: Vec<&str> = metric.split_whitespace().take(8).collect();
    begins.then(|| name.join(" "))
}

/// Units that count something that is no measure of quality: points, pages, money, sizes.
const NO_UNITS: [&str; 48] = [
    "approval",
    "approvals",
    "reviewer",
    "reviewers",
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
fn is_target(metric: &str, rest: &str, amount: Amount<'_>, context: Context, form: Form) -> bool {
    if metric.is_empty() || is_uncountable(amount) {
        return false;
    }
    let unit = amount.unit.to_ascii_lowercase();
    // What is counted stands elsewhere: in the label, or in a line that says that it is a target.
    if unit.is_empty() {
        return !amount.is_loose
            && !amount.is_aside
            && match form {
                Form::Labelled => context >= Context::Metrics,
                Form::Line => context == Context::Targets,
                Form::Prose => false,
            };
    }
    let next = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let measured = is_named(metric) || is_named(next);
    // `Checklist 100% complete` tells how far something is.
    let progress = ["complete", "completed", "done", "implemented", "free"].contains(&next);
    if progress && form != Form::Labelled {
        return false;
    }
    if form == Form::Prose {
        let promise = !amount.is_time || amount.comparator != Some(Comparator::AtMost) || is_promise(metric);
        return amount.comparator.is_some() && measured && !amount.is_loose && promise;
    }
    let rate = ["/", " per ", "concurrent", "simultaneous"].iter().any(|word| unit.contains(word))
        || ["rps", "tps", "qps"].contains(&unit.as_str());
    let extreme = amount.value == 0.0 || unit == "%" && amount.value == 100.0;
    match (context, amount.comparator) {
        (_, Some(_)) if amount.is_loose => measured && context > Context::Unknown && !amount.is_time,
        (Context::Targets | Context::Metrics | Context::Limits, Some(_)) => {
            measured || rate || unit == "%" || amount.is_time || extreme || form == Form::Labelled || {
                form == Form::Line && (context == Context::Targets || amount.is_signed)
            }
        }
        (_, Some(_)) => measured,
        (Context::Targets, None) if amount.is_time => is_promise(metric),
        // `95 % of calls within a minute`
        (Context::Targets, None) if unit == "%" && rest.starts_with(" of ") => true,
        (Context::Targets, None) => extreme || rate || unit == "%" && measured,
        (Context::Metrics, None) => rate || extreme,
        // `100 concurrent users` says it itself.
        (_, None) => unit.contains("concurrent") && measured,
    }
}
