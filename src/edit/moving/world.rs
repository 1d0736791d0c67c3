//! The handbook as it would be: the same texts, or new ones, at the places where the move brings them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::base::source::{Source, SourceId, SourceKind, Sources};
use crate::link::{self, Handbook};
use crate::load::Inputs;
use crate::load::history::History;
use crate::load::probe::{OnDisk, Probe};
use crate::parse::document::Document;
use crate::understand::Understood;
use crate::understand::claim::Claims;
use crate::understand::fact::Fact;
use crate::{parse, understand};

use super::path::Move;

/// Asks the disk, as it is before the move, what is at paths below the repository's root.
pub type Look<'l> = dyn Fn(&BTreeSet<String>) -> Probe + Sync + 'l;

/// What a run would read after the move, with `texts` in place of those that there were. Sources keep their numbers.
pub fn inputs(
    before: &Inputs,
    moved: &Move,
    texts: &BTreeMap<SourceId, String>,
    known_codes: &[&'static str],
) -> Inputs {
    let mut sources = Sources::default();
    sources.content_prefix.clone_from(&before.sources.content_prefix);
    for (id, source) in before.sources.iter() {
        let path = match source.kind {
            SourceKind::Document => moved.after(&source.path),
            _ => source.path.clone(),
        };
        let mut new = Source::new(source.kind, path, texts.get(&id).unwrap_or(&source.text).clone());
        new.not_utf8 = source.not_utf8;
        sources.add(new);
    }
    let mut documents = before.documents.clone();
    documents.sort_by(|a, b| sources.get(*a).path.cmp(&sources.get(*b).path));
    let in_root = moved.below(&before.sources.content_prefix);
    let in_repository = moved.below(&before.places.content_in_repository);
    let mut after = Inputs {
        documents,
        config: before.config.clone(),
        config_diagnostics: Vec::new(),
        config_source: before.config_source,
        files: before.files.iter().map(|file| moved.after(file)).collect(),
        templates: before.templates.clone(),
        archetypes: before.archetypes.clone(),
        statics: before.statics.clone(),
        revised: before.revised.iter().map(|(path, date)| (moved.after(path), *date)).collect(),
        modified: before.modified.iter().map(|(path, date)| (moved.after(path), *date)).collect(),
        changes: Vec::new(),
        history: History::default(),
        tree: before.tree.iter().map(|path| in_repository.after(path)).collect(),
        today: before.today,
        drafts: before.drafts,
        places: before.places.clone(),
        in_memory: before.in_memory.iter().map(|(path, bytes)| (in_root.after(path), bytes.clone())).collect(),
        sources,
    };
    if before.config_source.is_some_and(|id| texts.contains_key(&id)) {
        after.read_settings_again(known_codes);
    }
    after
}

/// Documents that need not be read again: neither their texts, nor their paths, nor handbook.yaml have changed.
#[derive(Default)]
pub struct Known(HashMap<SourceId, (Document, Understood)>);

impl Known {
    /// What is known of a handbook, for one that differs from it by the move alone.
    pub fn of(before: &Handbook<'_>, moved: &Move) -> Self {
        let understood = before.facts.iter().zip(&before.claims);
        let stays = before.documents.iter().zip(understood).filter(|(document, _)| !moved.takes(&document.path));
        let known = |(document, (facts, claims)): (&Document, (&Vec<Fact>, &Claims))| {
            let understood = Understood { facts: facts.clone(), claims: claims.clone() };
            (document.source, (document.clone(), understood))
        };
        Self(stays.map(known).collect())
    }

    /// Takes the documents of a handbook that is needed no more.
    pub fn keep(&mut self, after: Handbook<'_>) {
        let Handbook { documents, facts, claims, .. } = after;
        let understood = facts.into_iter().zip(claims).map(|(facts, claims)| Understood { facts, claims });
        let documents = documents.into_iter().zip(understood);
        self.0 = documents.map(|(document, understood)| (document.source, (document, understood))).collect();
    }

    /// Forgets one, since it gets another text.
    pub fn forget(&mut self, source: SourceId) {
        self.0.remove(&source);
    }

    /// Forgets all of them, since handbook.yaml gets another text.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// Reads and links it, without what is known. `moved` is the move below the repository's root.
pub fn handbook<'i>(inputs: &'i Inputs, moved: &Move, look: &Look<'_>, known: &mut Known) -> Handbook<'i> {
    let read = |(id, known): (SourceId, Option<(Document, Understood)>)| {
        known.unwrap_or_else(|| {
            let source = inputs.sources.get(id);
            let (document, _) = parse::document(id, source, &inputs.config);
            let understood = understand::document(&document, source, &inputs.config);
            (document, understood)
        })
    };
    let all: Vec<_> = inputs.documents.iter().map(|id| (*id, known.0.remove(id))).collect();
    let (documents, understood): (Vec<_>, Vec<_>) = all.into_par_iter().map(read).unzip();
    let (mut facts, mut claims): (Vec<_>, Vec<_>) =
        understood.into_iter().map(|understood| (understood.facts, understood.claims)).unzip();
    link::anchor::anchor(inputs, &documents, &mut facts, &mut claims, false);
    let draft = link::draft(inputs, &documents, &facts, &claims);
    let probe = probe(moved, &draft.outside, look);
    link::link(inputs, documents, facts, claims, draft, &probe)
}

/// What is at paths after the move, from what is on the disk before it.
pub fn probe(moved: &Move, paths: &BTreeSet<String>, look: &Look<'_>) -> Probe {
    let before: BTreeSet<String> = paths.iter().filter_map(|path| Some(moved.before(path)?.0)).collect();
    let found = look(&before);
    let answer = |path: &String| {
        let Some((old, exact)) = moved.before(path) else { return OnDisk::Missing };
        match found.get(&old).cloned().unwrap_or(OnDisk::Missing) {
            OnDisk::WrongCase(actual) if moved.takes(&actual) && !moved.takes(&old) => OnDisk::Missing,
            OnDisk::WrongCase(actual) => OnDisk::WrongCase(moved.after(&actual)),
            OnDisk::File | OnDisk::Folder if !exact => OnDisk::WrongCase(moved.after(&old)),
            answer => answer,
        }
    };
    Probe::of(paths.iter().map(|path| (path.clone(), answer(path))).collect::<HashMap<_, _>>())
}
