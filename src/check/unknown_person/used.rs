//! Where facts name somebody.

use crate::base::span::Span;
use crate::understand::claim::Duty;
use crate::understand::fact::{Detail, Fact, Name, TellingBy};

/// What somebody does where a fact names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Attends,
    Owns,
    Decides,
    Signs,
    StandsIn,
    IsTold,
    IsOnCall,
    Covers,
}

impl Use {
    /// Whether nothing can be decided without them.
    pub fn is_grave(self) -> bool {
        matches!(self, Self::Decides | Self::Signs)
    }

    /// In words that follow the name.
    pub fn says(self) -> &'static str {
        match self {
            Self::Attends => "is to attend",
            Self::Owns => "is to do a task",
            Self::Decides => "is to decide",
            Self::Signs => "is to sign",
            Self::StandsIn => "is to stand in for a decider",
            Self::IsTold => "is a step of an escalation",
            Self::IsOnCall => "is on call",
            Self::Covers => "is to stand in for somebody",
        }
    }
}

/// A name that a fact uses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used<'f> {
    pub name: &'f str,
    pub span: Span,
    pub by: Use,
}

/// All names that a document's facts and claims use and that stand in its text, in the order of the facts.
pub(super) fn all<'f>(facts: &'f [Fact], duties: &'f [(Name, Duty)]) -> Vec<Used<'f>> {
    let mut used = Vec::new();
    for fact in facts {
        match &fact.detail {
            Detail::Event(event) => {
                push(&mut used, &fact.people, Use::Attends);
                // A role's own list has the role alone.
                for told in event.told.iter().filter(|told| told.by != TellingBy::RoleList) {
                    push(&mut used, &told.people, Use::Attends);
                }
            }
            Detail::Task(_) => push(&mut used, fact.owner.as_slice(), Use::Owns),
            Detail::Decision(decision) => {
                push(&mut used, &fact.people, Use::Decides);
                push(&mut used, &decision.signers, Use::Signs);
                push(&mut used, &decision.backups, Use::StandsIn);
            }
            Detail::Escalation(steps) => {
                for step in steps {
                    push(&mut used, &step.who, Use::IsTold);
                }
            }
            Detail::Rotation(rota) => {
                for tier in &rota.tiers {
                    push(&mut used, &tier.who, Use::IsOnCall);
                }
            }
            _ => {}
        }
    }
    for (name, duty) in duties {
        let by = match duty {
            Duty::IsTold => Use::IsTold,
            Duty::Covers => Use::Covers,
        };
        push(&mut used, std::slice::from_ref(name), by);
    }
    used.into_iter().map(|(name, by)| Used { name: &name.text, span: name.span, by }).collect()
}

fn push<'f>(used: &mut Vec<(&'f Name, Use)>, names: &'f [Name], by: Use) {
    used.extend(names.iter().filter(|name| !name.span.is_empty()).map(|name| (name, by)));
}
