//! How far the lines above an entry say that its amounts are thresholds.

use super::super::reading::{Entry, Kind, clean};
use super::super::words;

/// What the lines above say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Context {
    /// They are results, limits of approval, or settings: no targets.
    Other,
    /// Nothing.
    #[default]
    Unknown,
    /// Limits that are kept: what has a comparator and a measure is a target.
    Limits,
    /// Metrics: what has a comparator is a target.
    Metrics,
    /// Targets, criteria, service levels: amounts are targets.
    Targets,
}

/// The last line that was asked for.
#[derive(Debug, Default)]
pub(super) struct Contexts {
    last: Option<(u32, Context)>,
    /// What the last line in capitals says that stands where a heading would, and what it stands under.
    capitals: Option<(Option<u32>, Context)>,
}

impl Contexts {
    /// Takes note of the next entry, if it is a heading of plain text: `SERVICE`.
    pub fn pass(&mut self, entry: Entry<'_>) {
        match entry.kind() {
            Kind::Heading { .. } => self.capitals = None,
            Kind::Paragraph if words::heads_in_capitals(entry) => {
                self.capitals = Some((entry.parent().map(|parent| parent.id), of_text(entry.text())));
            }
            _ => {}
        }
    }

    /// What the lines above an entry say.
    pub fn of(&mut self, entry: Entry<'_>) -> Context {
        let parent = entry.parent();
        let capitals = self.capitals.filter(|(above, _)| *above == parent.map(|parent| parent.id));
        match capitals {
            Some((_, context)) if context != Context::Unknown => context,
            _ => self.above(parent),
        }
    }

    fn above(&mut self, parent: Option<Entry<'_>>) -> Context {
        let Some(parent) = parent else { return Context::Unknown };
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
const TARGETS: [&str; 24] = [
    "aims",
    "ambitions",
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
const METRICS: [&str; 11] = [
    "agreements",
    "metric",
    "metrics",
    "numbers",
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

/// Words one behind the other that announce targets.
const RUNS: [&str; 7] = [
    "service level",
    "definition of done",
    "go/no-go",
    "go / no-go",
    "go or no-go",
    "how good is good enough",
    "how we know it worked",
];

/// Whether a heading tells what somebody wants to reach: `What we want to reach`, `What we aim for`, `What good looks
/// like`, `Where we want to be`.
fn wants(lower: &str) -> bool {
    if !lower.contains("want") && !lower.contains("aim") && !lower.contains("reach") && !lower.contains("look") {
        return false;
    }
    ["want to reach", "want to be", "want to see", "want to achieve", "want to get", "we aim", "aim for", "aiming for"]
        .iter()
        .chain(&["to be reached", "shall reach", "should reach", "will reach", "success looks like", "good looks like"])
        .any(|run| lower.contains(run))
}

/// What a heading, or a header of a form, says.
pub(super) fn of_text(text: &str) -> Context {
    let lower = text.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let has = |any: &[&str]| words.clone().any(|word| any.contains(&word));
    if has(&TARGETS) && !has(&["variable", "audience", "users", "platform"])
        || RUNS.iter().any(|run| lower.contains(run))
        || wants(&lower)
    {
        return Context::Targets;
    }
    // `Limits` of a feast or a ward are kept; those of a program, or of an approval, are settings.
    if ["limits", "our limits", "limits we keep", "the limits", "service", "our service"].contains(&&*lower) {
        return Context::Limits;
    }
    if has(&OTHER) {
        return Context::Other;
    }
    if words.any(|word| METRICS.contains(&word)) { Context::Metrics } else { Context::Unknown }
}
