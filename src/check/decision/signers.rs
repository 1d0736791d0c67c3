//! `decision/signers`

use super::super::who::{People, list};
use super::super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::fact::{Fact, Name};

pub(in super::super) const RULE: Rule = Rule {
    code: "decision/signers",
    level: Level::Warning,
    explanation: Explanation {
        what: "Somebody signs a decision and is not among its deciders, or decides and does not sign. Groups are opened \
               into their members by the handbook's lists of roles, and one member may sign for a group. Groups that \
               nobody lists are given the benefit of the doubt.",
        why: "A signature without a say is worth nothing, and a decider who does not sign can say so later.",
        bad: "### Venue\n\n**Decision:** School vs Barn\n**Deciders:** Head Cook, Treasurer\n\n```\nApproved By:\n\
              - Head Cook: ______\n- Director: ______\n```",
        good: "### Venue\n\n**Decision:** School vs Barn\n**Deciders:** Head Cook, Treasurer\n\n```\nApproved By:\n\
               - Head Cook: ______\n- Treasurer: ______\n```",
        configure: "`roles` and `aliases` in handbook.yaml say who belongs to a group.",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let all = handbook.facts.iter().enumerate();
    all.flat_map(|(document, facts)| facts.iter().filter_map(move |fact| judge(handbook, document, fact))).collect()
}

fn judge(handbook: &Handbook<'_>, document: usize, fact: &Fact) -> Option<Diagnostic> {
    let decision = fact.decision()?;
    if decision.signers.is_empty() || fact.people.is_empty() {
        return None;
    }
    let deciders = People::new(handbook, document, &fact.people);
    let signers = People::new(handbook, document, &decision.signers);
    let not_in = |people: &People<'_>, others: &People<'_>| -> Vec<String> {
        let missing = people.names.iter().filter(|(_, whom)| !others.may_hold(handbook, whom));
        missing.map(|(name, _)| name.to_string()).collect()
    };
    let strangers = not_in(&signers, &deciders);
    let silent = not_in(&deciders, &signers);
    let first: &Name = if strangers.is_empty() {
        decision.signers.first()?
    } else {
        decision.signers.iter().find(|name| strangers.iter().any(|stranger| **stranger == *name.text))?
    };
    let line = handbook.source(document).line(fact.people.first()?.span.start);
    let told = deciders.text(handbook);
    let (signs, decides) = (verb(&strangers, "signs", "sign"), verb(&silent, "decides", "decide"));
    let does = verb(&silent, "does", "do");
    let message = match (strangers.is_empty(), silent.is_empty()) {
        (true, true) => return None,
        (false, true) => format!(
            "{} {signs} “{}”, but {} not among its deciders, {told} (line {line}).",
            list(&strangers),
            fact.title,
            verb(&strangers, "is", "are"),
        ),
        (true, false) => format!(
            "{} {decides} on “{}” (line {line}), but {does} not sign: the signers are {}.",
            list(&silent),
            fact.title,
            signers.text(handbook),
        ),
        (false, false) => format!(
            "{} {signs} “{}” without being among its deciders, {told} (line {line}), and {}, who {decides}, {does} not sign.",
            list(&strangers),
            fact.title,
            list(&silent),
        ),
    };
    let source = handbook.documents[document].source;
    let diagnostic = Diagnostic::new(RULE.code, RULE.level, source, first.span, message)
        .help("Let those sign who decide, or name the signers among the deciders.")
        .related(source, fact.people.first()?.span, "The deciders are named here.");
    Some(diagnostic)
}

fn verb(names: &[String], one: &'static str, many: &'static str) -> &'static str {
    if names.len() == 1 { one } else { many }
}
