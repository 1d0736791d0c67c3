//! Pages that are made from facts and front matter: which there are.

use crate::load::Inputs;
use crate::parse::document::Document;
use crate::understand::fact::{DecisionState, Detail, Fact, State};

use super::Addresses;

/// Pages that we make where there is something to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Generated {
    /// `calendar/`: what happens when.
    Calendar,
    /// `sprints/`: sprints, waves, phases, releases and weeks, a page each.
    Sprints,
    /// `checklists/`: every box.
    Checklists,
    /// `gates/`: forms and criteria, a sheet each.
    Gates,
    /// `decisions/`: choices, with their deciders.
    Decisions,
    /// `people/`: people, roles and squads, a page each.
    People,
    /// `squads/`: squads and their charters.
    Squads,
    /// `on-call/`: who is on duty when.
    OnCall,
    /// `risks/`: what may go wrong.
    Risks,
    /// `targets/`: thresholds.
    Targets,
    /// `escalations/`: who is told after how long.
    Escalations,
    /// `dependencies/`: what needs what.
    Dependencies,
    /// `timeline/`: sprints and milestones to scale.
    Timeline,
    /// `tags/`
    Tags,
}

impl Generated {
    /// All of them, as they stand in the navigation.
    pub const ALL: [Self; 14] = [
        Self::Calendar,
        Self::Sprints,
        Self::Checklists,
        Self::Gates,
        Self::Decisions,
        Self::People,
        Self::Squads,
        Self::OnCall,
        Self::Risks,
        Self::Targets,
        Self::Escalations,
        Self::Dependencies,
        Self::Timeline,
        Self::Tags,
    ];

    /// Its folder on the site.
    pub fn name(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Sprints => "sprints",
            Self::Checklists => "checklists",
            Self::Gates => "gates",
            Self::Decisions => "decisions",
            Self::People => "people",
            Self::Squads => "squads",
            Self::OnCall => "on-call",
            Self::Risks => "risks",
            Self::Targets => "targets",
            Self::Escalations => "escalations",
            Self::Dependencies => "dependencies",
            Self::Timeline => "timeline",
            Self::Tags => "tags",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Calendar => "Calendar",
            Self::Sprints => "Sprints",
            Self::Checklists => "Checklists",
            Self::Gates => "Gates",
            Self::Decisions => "Decisions",
            Self::People => "People",
            Self::Squads => "Squads",
            Self::OnCall => "On call",
            Self::Risks => "Risks",
            Self::Targets => "Targets",
            Self::Escalations => "Escalations",
            Self::Dependencies => "Dependencies",
            Self::Timeline => "Timeline",
            Self::Tags => "Tags",
        }
    }
}

impl Addresses {
    /// Which generated pages have something to show.
    pub(super) fn needed(
        &self,
        inputs: &Inputs,
        documents: &[Document],
        facts: &[Vec<Fact>],
    ) -> Vec<(Generated, Option<u32>)> {
        let published = || (0..documents.len()).filter(|&at| self.documents[at].is_some());
        let mut shown = [false; Generated::ALL.len()];
        for generated in published().flat_map(|at| &facts[at]).flat_map(shown_by) {
            shown[generated as usize] = true;
        }
        shown[Generated::Sprints as usize] = !self.sprints.is_empty();
        shown[Generated::People as usize] &= inputs.config.people && !self.people.is_empty();
        shown[Generated::Gates as usize] = !self.gates.is_empty();
        shown[Generated::Tags as usize] = published().any(|at| !documents[at].front_matter.tags.is_empty());
        let at = |generated: Generated| {
            let address = self.page(generated.name());
            let folder = format!("{}/", generated.name());
            self.documents
                .iter()
                .position(|own| own.as_ref().is_some_and(|own| *own == address || *own == folder))
                .map(|at| at as u32)
        };
        Generated::ALL
            .into_iter()
            .filter(|&generated| shown[generated as usize])
            .map(|generated| (generated, at(generated)))
            .collect()
    }
}

/// The generated pages that a fact gives something to show.
fn shown_by(fact: &Fact) -> impl Iterator<Item = Generated> {
    let (first, second) = match &fact.detail {
        Detail::Timebox(_) => (Some(Generated::Calendar), Some(Generated::Timeline)),
        Detail::Event(event) => (Some(Generated::Calendar).filter(|_| event.in_calendar), Some(Generated::People)),
        // Rows of tables are tasks, too, but no boxes.
        Detail::Task(task) => (task.item.map(|_| Generated::Checklists), None),
        Detail::Decision(_) => (Some(Generated::Decisions), Some(Generated::People)),
        Detail::Role(_) => (Some(Generated::People), None),
        Detail::Squad(_) => (Some(Generated::Squads), Some(Generated::People)),
        Detail::Rotation(_) => (Some(Generated::OnCall), Some(Generated::People)),
        Detail::Escalation(_) => (Some(Generated::Escalations), None),
        Detail::Risk(_) => (Some(Generated::Risks), None),
        Detail::Dependency(_) => (Some(Generated::Dependencies), None),
        Detail::Target(_) => (Some(Generated::Targets), None),
        // Gates are known by their sheets.
        Detail::Form(_) | Detail::Artifact(_) => (None, None),
    };
    let is_due = match &fact.detail {
        Detail::Decision(decision) => fact.due.is_some() && decision.state == DecisionState::Open,
        Detail::Task(_) => fact.due.is_some() && !matches!(fact.state, Some(State::Done | State::Cancelled)),
        Detail::Rotation(rotation) => rotation.shifts.iter().any(|shift| shift.start.is_some()),
        _ => false,
    };
    first.into_iter().chain(second).chain(is_due.then_some(Generated::Calendar))
}
