//! How far the lines above an entry say that its amounts are thresholds.

use super::super::reading::{Entry, clean};

/// What the lines above say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Context {
    /// They are results, limits of approval, or settings: no targets.
    Other,
    /// Nothing.
    #[default]
    Unknown,
    /// Metrics: what has a comparator is a target.
    Metrics,
    /// Targets, criteria, service levels: amounts are targets.
    Targets,
}

/// The last line that was asked for.
#[derive(Debug, Default)]
pub(super) struct Contexts {
    last: Option<(u32, Context)>,
}

impl Contexts {
    /// What the lines above an entry say.
    pub fn of(&mut self, entry: Entry<'_>) -> Context {
        let Some(parent) = entry.parent() else { return Context::Unknown };
        if let Some((id, context)) = self.last
            && id == parent.id
        {
            return context;
        }
        let mut context = Context::Unknown;
        for line in std::iter::once(parent).chain(parent.ancestors()) {
            match said(line) {
                // The nearest line that speaks against it decides.
                Context::Other if context == Context::Unknown => {
                    context = Context::Other;
                    break;
                }
                said => context = context.max(said),
            }
        }
        self.last = Some((parent.id, context));
        context
    }
}

/// Words that announce targets.
const TARGETS: [&str; 22] = [
    "promise",
    "promises",
    "promised",
    "owe",
    "commitment",
    "commitments",
    "target",
    "targets",
    "sla",
    "slas",
    "slo",
    "slos",
    "criteria",
    "criterion",
    "thresholds",
    "kpi",
    "kpis",
    "goals",
    "objectives",
    "nfr",
    "nfrs",
    "gates",
];
/// Words that announce metrics, whether to be reached or measured.
const METRICS: [&str; 10] = [
    "agreements",
    "metric",
    "metrics",
    "performance",
    "quality",
    "indicators",
    "measure",
    "measures",
    "reliability",
    "success",
];
/// Words of lines under which amounts are something else.
const OTHER: [&str; 36] = [
    "escalation",
    "escalations",
    "approval",
    "approvals",
    "budget",
    "budgets",
    "cost",
    "costs",
    "pricing",
    "capacity",
    "results",
    "result",
    "achieved",
    "achievements",
    "baseline",
    "benchmark",
    "benchmarks",
    "alerts",
    "alert",
    "alerting",
    "troubleshooting",
    "example",
    "examples",
    "configuration",
    "limits",
    "agenda",
    "findings",
    "history",
    "risk",
    "risks",
    "issues",
    "retention",
    "comparison",
    "velocity",
    "estimate",
    "estimates",
];

/// What one line says.
fn said(line: Entry<'_>) -> Context {
    let text = if line.is_heading() || line.label().is_empty() { line.text() } else { line.label() };
    let text = clean(text);
    if text.len() > 80 {
        return Context::Unknown;
    }
    match of_text(text) {
        // A title says what all of a document is about only where it is short.
        _ if line.level() == 1 && text.split_whitespace().count() > 6 => Context::Unknown,
        said if line.level() == 1 && said != Context::Targets => Context::Unknown,
        said => said,
    }
}

/// What a heading, or a header of a form, says.
pub(super) fn of_text(text: &str) -> Context {
    let lower = text.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let has = |any: &[&str]| words.clone().any(|word| any.contains(&word));
    if has(&TARGETS) && !has(&["variable", "audience", "users", "platform"])
        || lower.contains("service level")
        || lower.contains("definition of done")
    {
        return Context::Targets;
    }
    if has(&OTHER) {
        return Context::Other;
    }
    if words.any(|word| METRICS.contains(&word)) { Context::Metrics } else { Context::Unknown }
}
