//! `&Handbook` -> diagnostics; one rule a file.
//!
//! A rule's file holds its code, its level, what `explain` and the manual say of it, and its check.

mod ambiguous_wikilink;
mod attendance;
pub mod baseline;
mod blank;
mod date_impossible;
mod date_order;
mod date_outside;
mod date_span;
mod date_unanchored;
mod date_weekday;
mod date_weekend;
mod date_words;
mod day;
mod decision;
mod dependency;
mod disagrees;
mod double_booked;
mod duplicate_id;
mod duplicate_task;
mod duplicate_url;
mod empty_link;
mod encoding;
mod explain;
mod external;
mod forbidden_scheme;
mod links;
pub mod manual;
mod missing_anchor;
mod missing_file;
mod missing_path;
mod missing_wikilink;
mod mojibake;
mod moved;
mod nav;
mod nearest;
mod no_charter;
mod notice;
mod numbered_weekday;
mod orphan;
mod outside_root;
mod renamed;
mod review_overdue;
mod rewrite;
mod rota;
mod status_contradicts;
mod sum_agenda;
mod sum_count;
mod sum_hours;
mod sum_points;
mod sums;
mod to_draft;
mod told_earlier;
mod two_section_pages;
mod undefined_reference;
mod unknown_person;
mod unknown_task;
mod unscheduled;
mod unused_allowance;
mod who;
mod wrong_case;

use std::collections::HashSet;

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::config::{Config, Setting};
use crate::link::Handbook;

pub use explain::{explain, list};
pub use orphan::all as orphans;

/// One rule.
pub struct Rule {
    /// `group/name`
    pub code: &'static str,
    /// Its level, unless settings say otherwise.
    pub level: Level,
    /// What `explain CODE` and the manual say.
    pub explanation: Explanation,
    /// How it is found.
    pub check: Check,
}

/// How a rule's findings are found.
pub enum Check {
    /// From the whole handbook.
    Handbook(fn(&Handbook<'_>) -> Vec<Diagnostic>),
    /// While its text is read or rendered; the phase that does so tells it.
    Earlier,
    /// By asking the world outside of the handbook, in runs that are told to; [`crate::external`] tells it.
    OnRequest,
}

/// A rule in words. Markdown; examples without their fence.
pub struct Explanation {
    /// What is reported, in a sentence or two.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// A text that is reported.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
    /// What can be set, beyond the rule's level.
    pub configure: &'static str,
}

/// All rules, in the order in which `explain` lists them.
pub const RULES: &[Rule] = &[
    missing_file::RULE,
    missing_anchor::RULE,
    wrong_case::RULE,
    outside_root::RULE,
    to_draft::RULE,
    forbidden_scheme::RULE,
    empty_link::RULE,
    undefined_reference::RULE,
    missing_wikilink::RULE,
    ambiguous_wikilink::RULE,
    missing_path::RULE,
    external::RULE,
    told_earlier::FRONT_MATTER,
    told_earlier::UNKNOWN_KEY,
    told_earlier::DISPLACED,
    duplicate_url::RULE,
    duplicate_id::RULE,
    encoding::RULE,
    notice::RULE,
    two_section_pages::RULE,
    orphan::RULE,
    review_overdue::RULE,
    mojibake::RULE,
    blank::RULE,
    unknown_person::RULE,
    attendance::RULE,
    double_booked::RULE,
    unscheduled::RULE,
    rota::GAP,
    rota::OVERLAP,
    rota::UNKNOWN,
    date_weekday::RULE,
    date_impossible::RULE,
    date_order::RULE,
    date_span::RULE,
    date_outside::RULE,
    date_weekend::RULE,
    date_unanchored::RULE,
    disagrees::RULE,
    sum_agenda::RULE,
    sum_hours::RULE,
    sum_points::RULE,
    sum_count::RULE,
    status_contradicts::RULE,
    unknown_task::RULE,
    duplicate_task::RULE,
    decision::SIGNERS,
    decision::ABSENT,
    decision::GAP,
    decision::LATE,
    dependency::CYCLE,
    dependency::ORDER,
    no_charter::RULE,
    unused_allowance::RULE,
    told_earlier::CONFIG,
    told_earlier::TEMPLATE,
];

/// Whether a rule's findings are looked for only in runs that are told to: without that, none of them is gone or new.
pub fn is_on_request(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code == code && matches!(rule.check, Check::OnRequest))
}

/// The codes of all rules.
pub fn codes() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.code).collect()
}

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// What `--allow`, `--warn` and `--deny` say; each names codes or groups. A code wins over its group, whatever flag
/// names it; of two that name the same, the stricter wins.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Code or group, and its setting, the strictest last.
    pub settings: Vec<(String, Setting)>,
}

impl Overrides {
    /// Whether the command line turns a rule off, so that this run does not say whether there are findings of it.
    pub fn turn_off(&self, code: &str) -> bool {
        self.named(code) == Some(Setting::Allow)
    }

    /// What the command line says of a rule.
    fn named(&self, code: &str) -> Option<Setting> {
        let group = code.split('/').next().unwrap_or_default();
        let named =
            |wanted: &str| self.settings.iter().rev().find(|(name, _)| name == wanted).map(|(_, setting)| *setting);
        named(code).or_else(|| named(group))
    }

    /// The level of a rule in this run: the command line before handbook.yaml before the rule itself. None: not told.
    fn level(&self, code: &str, level: Level, config: &Config) -> Option<Level> {
        match self.named(code).or_else(|| config.rule(code)) {
            None => Some(level),
            Some(Setting::Report(level)) => Some(level),
            Some(Setting::Allow) => None,
        }
    }
}

/// All findings of a handbook and those of `earlier` phases, less those that comments allow, in the order of places.
pub fn check(handbook: &Handbook<'_>, earlier: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let checks: Vec<_> = RULES
        .iter()
        .filter_map(|rule| match rule.check {
            Check::Handbook(check) => Some(check),
            Check::Earlier | Check::OnRequest => None,
        })
        .collect();
    let mut found: Vec<Diagnostic> = checks.into_par_iter().flat_map(|check| check(handbook)).collect();
    found.extend(earlier);
    let mut found = unused_allowance::apply(handbook, without_drafts(handbook, found));
    sort(handbook, &mut found);
    found
}

/// Findings that were made after [`check`], less those that comments allow.
pub fn without_allowed(handbook: &Handbook<'_>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    unused_allowance::without_allowed(handbook, without_drafts(handbook, found))
}

fn without_drafts(handbook: &Handbook<'_>, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let drafts: HashSet<_> = (0..handbook.documents.len())
        .filter(|&at| !handbook.is_published(at))
        .map(|at| handbook.documents[at].source)
        .collect();
    found.retain(|diagnostic| !drafts.contains(&diagnostic.source));
    found
}

/// Puts findings in the order of their places.
pub fn sort(handbook: &Handbook<'_>, found: &mut [Diagnostic]) {
    let sources = &handbook.inputs.sources;
    found.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.span.start, d.span.end, d.code);
        sources
            .get(a.source)
            .path
            .cmp(&sources.get(b.source).path)
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
}

/// The same findings at the levels of this run, without those that are turned off.
pub fn settle(found: Vec<Diagnostic>, config: &Config, overrides: &Overrides) -> Vec<Diagnostic> {
    let settled = found.into_iter().filter_map(|mut diagnostic| {
        // What keeps the handbook from being made is told, whatever settings say.
        if !matches!(diagnostic.code, "config/invalid" | "template/invalid") {
            diagnostic.level = overrides.level(diagnostic.code, diagnostic.level, config)?;
        }
        Some(diagnostic)
    });
    settled.collect()
}
