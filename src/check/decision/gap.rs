//! `decision/gap`

use super::super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Span;
use crate::link::Handbook;
use crate::understand::claim::Limits;
use crate::understand::fact::{Bound, Limit, Step};

pub(in super::super) const RULE: Rule = Rule {
    code: "decision/gap",
    level: Level::Warning,
    explanation: Explanation {
        what: "The limits of a ladder of approvals or escalations, or of lines that share out who does what, leave a value \
               to nobody: one step ends below it, and the next begins above it. Only limits in one unit and of one \
               thing are compared.",
        why: "The case that falls between two steps is the one about which people argue.",
        bad: "## Escalation\n\n1. **Head Cook approval** (orders <300 €)\n2. **Director approval** (orders >300 €)",
        good: "## Escalation\n\n1. **Head Cook approval** (orders <300 €)\n2. **Director approval** (orders ≥300 €)",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (document, facts) in handbook.facts.iter().enumerate() {
        let ladders = facts.iter().filter_map(|fact| Some((&*fact.title, of_steps(fact.steps()?))));
        let of_lines = |limits: &'_ Limits| limits.lines.iter().map(|line| (line.span, line.limit.clone())).collect();
        let lists = handbook.claims[document].limits.iter().map(|limits| (&*limits.title, of_lines(limits)));
        let mut told: Vec<Span> = Vec::new();
        for (title, rungs) in ladders.chain(lists) {
            let Some((span, diagnostic)) = judge(handbook, document, title, &rungs) else { continue };
            // A list may be read as a ladder and as limits.
            let line = |span: Span| handbook.source(document).line(span.start);
            if told.iter().all(|known| line(*known) != line(span)) {
                told.push(span);
                found.push(diagnostic);
            }
        }
    }
    found
}

/// A limit, and where it stands.
type Rung = (Span, Limit);

/// The limits of a ladder.
fn of_steps(steps: &[Step]) -> Vec<Rung> {
    // A step that begins after a time without a limit may close any gap.
    let timed = steps.iter().any(|step| step.after_minutes.is_some() && step.limit.is_none());
    let rungs = steps.iter().filter_map(|step| {
        let span = if step.beyond_span.is_empty() { step.span } else { step.beyond_span };
        Some((span, step.limit.clone()?))
    });
    rungs.filter(|(_, limit)| !(timed && &*limit.unit == "minutes")).collect()
}

fn judge(handbook: &Handbook<'_>, document: usize, title: &str, rungs: &[Rung]) -> Option<(Span, Diagnostic)> {
    let (under, over) = rungs.iter().find_map(|under| Some((under, next(rungs, under)?)))?;
    let (top, bottom) = (under.1.high?, over.1.low?);
    let source = handbook.source(document);
    let (span, other) = (under.0, over.0);
    let message = format!(
        "In “{}”, nobody has {}: this step ends at {} and the next begins at {} (line {}).",
        title.trim_end_matches(':'),
        between(top, bottom, &under.1.unit),
        source_text(handbook, document, span),
        source_text(handbook, document, other),
        source.line(other.start),
    );
    let diagnostic = Diagnostic::new(RULE.code, RULE.level, handbook.documents[document].source, span, message)
        .help("Let one of the two steps include the value between them, with ≤ or ≥.")
        .related(handbook.documents[document].source, other, "The next step begins here.");
    Some((span, diagnostic))
}

/// The step that begins above the end of another, where none covers what is between.
fn next<'f>(rungs: &'f [Rung], under: &Rung) -> Option<&'f Rung> {
    let top = under.1.high?;
    let own = &*under.1.measure;
    let others = || rungs.iter().filter(|rung| rung.1.unit == under.1.unit && !std::ptr::eq(*rung, under));
    let same = |rung: &&Rung| is_within(own, &rung.1.measure) || is_within(&rung.1.measure, own);
    let above = others().filter(same).filter(|rung| rung.1.low.is_some_and(|low| low.value >= top.value));
    let next = above.min_by(|a, b| {
        let low = |rung: &Rung| rung.1.low.map_or(f64::MAX, |low| low.value);
        low(a).total_cmp(&low(b))
    })?;
    let bottom = next.1.low?;
    // What may speak of the same covers it.
    let covered = others().any(|rung| {
        let speaks = same(&rung) || rung.1.measure.split(' ').any(|word| own.split(' ').any(|other| other == word));
        let reaches = rung.1.high.is_none_or(|high| high.value > top.value || high.value == top.value && high.included);
        let begins = rung.1.low.is_none_or(|low| low.value < top.value || low.value == top.value && low.included);
        speaks && reaches && begins
    });
    (is_gap(top, bottom) && !covered).then_some(next)
}

/// Whether all words of one measure stand in the other; none do so in all.
fn is_within(few: &str, many: &str) -> bool {
    few.split_whitespace().all(|word| many.split_whitespace().any(|other| other == word))
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
