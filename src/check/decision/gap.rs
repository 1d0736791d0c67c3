//! `decision/gap`

use super::super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::fact::{Bound, Fact, Limit, Step};

pub(in super::super) const RULE: Rule = Rule {
    code: "decision/gap",
    level: Level::Warning,
    explanation: Explanation {
        what: "The limits of a ladder of approvals or escalations leave a value to nobody: one step ends below it, and \
               the next begins above it. Only limits in one unit and of one thing are compared.",
        why: "The case that falls between two steps is the one about which people argue.",
        bad: "## Escalation\n\n1. **Head Cook approval** (orders <300 €)\n2. **Director approval** (orders >300 €)",
        good: "## Escalation\n\n1. **Head Cook approval** (orders <300 €)\n2. **Director approval** (orders ≥300 €)",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let all = handbook.facts.iter().enumerate();
    all.flat_map(|(document, facts)| facts.iter().filter_map(move |fact| judge(handbook, document, fact))).collect()
}

/// A step with its limit.
type Rung<'f> = (&'f Step, &'f Limit);

fn judge(handbook: &Handbook<'_>, document: usize, fact: &Fact) -> Option<Diagnostic> {
    let steps = fact.steps()?;
    let rungs: Vec<Rung<'_>> = steps.iter().filter_map(|step| Some((step, step.limit.as_ref()?))).collect();
    // A step that begins after a time without a limit may close any gap.
    let timed = steps.iter().any(|step| step.after_minutes.is_some() && step.limit.is_none());
    let below = |rung: &&Rung<'_>| !(timed && &*rung.1.unit == "minutes");
    let rungs: Vec<Rung<'_>> = rungs.iter().filter(below).copied().collect();
    let (under, over) = rungs.iter().find_map(|under| Some((*under, next(&rungs, *under)?)))?;
    let (top, bottom) = (under.1.high?, over.1.low?);
    let source = handbook.source(document);
    let span = if under.0.beyond_span.is_empty() { under.0.span } else { under.0.beyond_span };
    let other = if over.0.beyond_span.is_empty() { over.0.span } else { over.0.beyond_span };
    let message = format!(
        "In “{}”, nobody has {}: this step ends at {} and the next begins at {} (line {}).",
        fact.title,
        between(top, bottom, &under.1.unit),
        source_text(handbook, document, span),
        source_text(handbook, document, other),
        source.line(other.start),
    );
    let diagnostic = Diagnostic::new(RULE.code, RULE.level, handbook.documents[document].source, span, message)
        .help("Let one of the two steps include the value between them, with ≤ or ≥.")
        .related(handbook.documents[document].source, other, "The next step begins here.");
    Some(diagnostic)
}

/// The step that begins above the end of another, where none covers what is between.
fn next<'f>(rungs: &[Rung<'f>], under: Rung<'f>) -> Option<Rung<'f>> {
    let top = under.1.high?;
    let comparable = |rung: &Rung<'_>| {
        let measures = rung.1.measure.is_empty() || under.1.measure.is_empty() || rung.1.measure == under.1.measure;
        rung.1.unit == under.1.unit && measures && !std::ptr::eq(rung.0, under.0)
    };
    let others: Vec<Rung<'f>> = rungs.iter().copied().filter(comparable).collect();
    let above = others.iter().filter(|rung| rung.1.low.is_some_and(|low| low.value >= top.value));
    let next = above.min_by(|a, b| {
        let low = |rung: &Rung<'_>| rung.1.low.map_or(f64::MAX, |low| low.value);
        low(a).total_cmp(&low(b))
    })?;
    let bottom = next.1.low?;
    let covered = others.iter().any(|rung| {
        let reaches = rung.1.high.is_none_or(|high| high.value > top.value || high.value == top.value && high.included);
        let begins = rung.1.low.is_none_or(|low| low.value < top.value || low.value == top.value && low.included);
        reaches && begins
    });
    (is_gap(top, bottom) && !covered).then_some(*next)
}

/// Whether a value lies between the end of one range and the begin of the next.
fn is_gap(top: Bound, bottom: Bound) -> bool {
    if top.value == bottom.value {
        return !top.included && !bottom.included;
    }
    // `1-3` and `4-8` leave nothing out where whole things are counted.
    let whole = top.value.fract() == 0.0 && bottom.value.fract() == 0.0;
    !(top.included && bottom.included && whole && bottom.value - top.value <= 1.0)
}

/// The values between, in words.
fn between(top: Bound, bottom: Bound, unit: &str) -> String {
    let unit = match unit {
        "" => String::new(),
        "minutes" => " minutes".to_owned(),
        "%" | "$" | "€" | "£" => format!(" {unit}"),
        unit => format!(" {unit}"),
    };
    if top.value == bottom.value {
        return format!("exactly {}{unit}", top.value);
    }
    format!("what lies between {} and {}{unit}", top.value, bottom.value)
}

/// A limit as written.
fn source_text(handbook: &Handbook<'_>, document: usize, span: crate::base::span::Span) -> String {
    let text = span.of(&handbook.source(document).text).trim();
    let line = text.lines().next().unwrap_or_default();
    format!("“{}”", line.trim_matches(['*', '|', ' ']))
}
