//! Which of the documents and files that are named as artifacts exist.

use crate::base::span::Span;
use crate::load::probe::OnDisk;
use crate::parse::document::{Link, LinkKind};
use crate::understand::fact::{Artifact, Detail, Fact};

use super::names::Names;
use super::resolve;
use super::target::{Broken, Target};

/// Asks the disk about the paths in code that are no references of their document.
pub fn ask(names: &Names<'_>, document: usize, facts: &[Fact], ask: &mut dyn FnMut(&str) -> OnDisk) {
    for artifact in loose(facts) {
        resolve::link(names, document, &reference(artifact), ask);
    }
}

/// Says of those paths whether they are there. `ask` has the answers.
pub fn fill_loose(names: &Names<'_>, document: usize, facts: &mut [Fact], ask: &mut dyn FnMut(&str) -> OnDisk) {
    for fact in facts {
        if let Detail::Artifact(artifact) = &mut fact.detail
            && artifact.link.is_none()
        {
            artifact.exists = exists(&resolve::link(names, document, &reference(artifact), ask));
        }
    }
}

/// Says of all others whether they are there. `targets` are those of the document's references.
pub fn fill(facts: &mut [Fact], targets: &[Target]) {
    for fact in facts {
        if let Detail::Artifact(artifact) = &mut fact.detail
            && let Some(target) = artifact.link.and_then(|link| targets.get(link as usize))
            && !artifact.is_url
        {
            artifact.exists = exists(target);
        }
    }
}

/// Whether some artifact of a document is a path in code that is no reference.
pub fn has_loose(facts: &[Fact]) -> bool {
    loose(facts).next().is_some()
}

fn loose(facts: &[Fact]) -> impl Iterator<Item = &Artifact> {
    facts.iter().filter_map(Fact::artifact).filter(|artifact| artifact.link.is_none())
}

/// A path in code as the reference that it is not.
fn reference(artifact: &Artifact) -> Link {
    let nowhere = Span { start: 0, end: 0 };
    Link {
        kind: LinkKind::Path,
        span: nowhere,
        target_span: nowhere,
        target: artifact.target.clone(),
        block: None,
        by_definition: false,
        planned: artifact.planned,
        below: None,
    }
}

/// Whether there is something at a target; none where nobody can know.
fn exists(target: &Target) -> Option<bool> {
    match target {
        Target::External | Target::Forge { .. } | Target::Text => None,
        // The page is there; its heading is another matter.
        Target::Broken(Broken::Anchor { .. } | Broken::ListingAnchor { .. }) => Some(true),
        Target::Broken(_) => Some(false),
        _ => Some(true),
    }
}
