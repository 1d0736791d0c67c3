//! The references that would mean something else after the move, and what to write instead.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::Edit;
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::base::yaml;
use crate::link::resolve;
use crate::link::target::{Broken, Target};
use crate::link::written::{Form, Written};
use crate::parse::document::{Link, LinkKind};

use super::candidates::Reference;
use super::same::Both;
use super::world::{self, Look};

/// Which references are seen as such after the move. A path in a code span that gets a blank is none any more.
#[derive(Clone, Debug, Default)]
pub struct Lost(BTreeSet<(SourceId, usize)>);

impl Lost {
    /// How many are none any more.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// What has to be written anew.
#[derive(Debug, Default)]
pub struct Rewriting {
    /// The changes, in texts as they are after the move.
    pub edits: Vec<Edit>,
    /// References that no text at their place can mean: source and place after the move, and the target as written.
    pub stuck: Vec<(SourceId, Span, String)>,
}

/// Finds them. Without `lists`, paths below a folder that a list names are left for the next look: that folder's name
/// may change first.
pub fn rewriting(both: &Both<'_, '_, '_>, look: &Look<'_>, lists: bool, lost: &mut Lost) -> Rewriting {
    let mut found = Rewriting::default();
    for document in 0..both.before.documents.len() {
        let source = both.before.documents[document].source;
        let now = both.number[document] as usize;
        let Some(pairs) = pairs(both, document, lost) else {
            found.stuck.push((source, Span::default(), "all of them".to_owned()));
            continue;
        };
        for (at, then) in pairs {
            let (was, target) = (&both.before.documents[document].links[at], &both.before.targets[document][at]);
            let link = &both.after.documents[now].links[then];
            let now = &both.after.targets[now][then];
            let later = link.below.is_some() && !lists;
            if link.by_definition || later || both.is_same(target, now) || is_still_the_folder(both, link, target, now)
            {
                continue;
            }
            match rewritten(both, look, document as u32, was, link, target) {
                // What was broken is not mended by being no reference any more. A bare name that one document of
                // another folder has is not broken: it leads there, and is told as a hint.
                Some(Anew { is_reference: false, .. }) if is_broken(target) => {}
                Some(Anew { edits, is_reference }) => {
                    found.edits.extend(edits);
                    if !is_reference {
                        lost.0.insert((source, at));
                    }
                }
                // What was broken before may be left as it is.
                None if matches!(target, Target::Broken(_)) => {}
                None => found.stuck.push((source, link.target_span, link.target.to_string())),
            }
        }
    }
    found
}

/// Whether a target leads nowhere.
fn is_broken(target: &Target) -> bool {
    matches!(target, Target::Broken(broken) if !matches!(broken, Broken::Path { elsewhere: Some(_), .. }))
}

/// Whether a folder in backquotes is named as before: it is the folder, whichever page it opens.
fn is_still_the_folder(both: &Both<'_, '_, '_>, link: &Link, target: &Target, now: &Target) -> bool {
    let Target::Page { document, .. } = target else { return false };
    let folder = both.moved.after(both.before.documents[*document as usize].folder());
    let is_same = match now {
        Target::Listing { folder: there } => folder == *there,
        Target::Page { document, .. } => folder == both.after.documents[*document as usize].folder(),
        _ => false,
    };
    link.kind == LinkKind::Path && link.target.ends_with('/') && is_same
}

/// The references of a document before and after the move, by their places in both lists; none where the text's own
/// ones are not as many. `defaults` may give it others than before: these are other references then.
fn pairs(both: &Both<'_, '_, '_>, document: usize, lost: &Lost) -> Option<Vec<(usize, usize)>> {
    let (before, after) = (&both.before.documents[document], &both.after.documents[both.number[document] as usize]);
    let sorted =
        |links: &[Link]| -> (Vec<usize>, Vec<usize>) { (0..links.len()).partition(|&at| is_default(&links[at])) };
    let (given, mut own) = sorted(&before.links);
    let (given_now, own_now) = sorted(&after.links);
    own.retain(|&at| !lost.0.contains(&(before.source, at)));
    let mut pairs: Vec<(usize, usize)> = own.iter().copied().zip(own_now.iter().copied()).collect();
    if given.len() == given_now.len() {
        pairs.extend(given.into_iter().zip(given_now));
    }
    (own.len() == own_now.len()).then_some(pairs)
}

/// Whether a reference of front matter stands in handbook.yaml.
fn is_default(link: &Link) -> bool {
    link.kind == LinkKind::FrontMatter && link.target_span.is_empty()
}

struct Anew {
    edits: Vec<Edit>,
    /// Whether it is still seen as a reference.
    is_reference: bool,
}

fn rewritten(
    both: &Both<'_, '_, '_>,
    look: &Look<'_>,
    document: u32,
    was: &Link,
    link: &Link,
    target: &Target,
) -> Option<Anew> {
    let own = &both.after.documents[both.number[document as usize] as usize];
    let text = &both.after.inputs.sources.get(own.source).text;
    let written = Written::of(link, text)?;
    let form = written.form;
    let reference = Reference { document, link: was, target, written: &written };
    let candidates = reference.candidates(both);
    let means_it = |candidate: &&String| {
        let Some(meant) = form.read(candidate) else { return false };
        let other = Link { target: meant.into(), ..link.clone() };
        let mut ask = |path: &str| {
            let probe = world::probe(&both.in_repository, &BTreeSet::from([path.to_owned()]), look);
            probe.get(path).cloned().unwrap_or(crate::load::probe::OnDisk::Missing)
        };
        let now = resolve::link(&both.names, both.number[document as usize] as usize, &other, &mut ask);
        both.is_same(target, &now)
    };
    let seen = |candidate: &&String| form.is_seen(candidate);
    let right: Vec<&String> = candidates.iter().filter(means_it).collect();
    let best = right.iter().copied().find(seen).or_else(|| right.first().copied())?;
    let is_reference = seen(&best);
    if form != Form::Yaml {
        let edit = Edit { source: own.source, span: written.span, text: best.clone() };
        return Some(Anew { edits: vec![edit], is_reference });
    }
    let places = yaml_places(both, own.source, link);
    let edits = places.into_iter().map(|(source, span)| {
        let (span, text) = yaml::replaced(&both.after.inputs.sources.get(source).text, span, best);
        Edit { source, span, text }
    });
    Some(Anew { edits: edits.collect(), is_reference })
}

/// Where a reference of front matter stands: in the document, or in `defaults` of handbook.yaml.
fn yaml_places(both: &Both<'_, '_, '_>, source: SourceId, link: &Link) -> Vec<(SourceId, Span)> {
    if !link.target_span.is_empty() {
        return vec![(source, link.target_span)];
    }
    let documents = both.after.documents.iter().filter(|document| document.source == source);
    let given =
        documents.flat_map(|document| document.front_matter.related.iter().chain(&document.front_matter.charter));
    let given = given.filter(|given| given.source != source && given.value == *link.target);
    given.map(|given| (given.source, given.span)).collect()
}

/// Of every text: how many references of it were written anew.
pub fn counted(edits: &[Edit]) -> BTreeMap<SourceId, usize> {
    let mut counts = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for edit in edits {
        if seen.insert((edit.source, edit.span)) {
            *counts.entry(edit.source).or_default() += 1;
        }
    }
    counts
}
