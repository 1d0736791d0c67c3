//! A document, file or folder gets another path: what each text becomes so that everything that led to it still does.
//!
//! The handbook is read once as it is and once as it would be after the move with the same texts. References that mean
//! the same in both are left alone, byte for byte; for each other one the candidates of [`candidates`] are asked of the
//! resolver until one means what the old one meant. Then old addresses get their aliases, and the handbook is read a
//! last time with the new texts: a reference that was sound and is broken now, or an address that leads nowhere any
//! more, makes the whole move refused. So what is handed on is proven.

mod addresses;
mod alias_list;
mod candidates;
mod path;
mod references;
mod same;
mod settings;
#[cfg(test)]
mod tests;
mod world;

use std::collections::BTreeMap;

use crate::base::diagnostic::Edit;
use crate::base::source::SourceId;
use crate::link::Handbook;
use crate::load::Inputs;

use references::{Lost, Rewriting};
use same::Both;

pub use path::Move;
use world::Known;
pub use world::{Look, probe};

/// References that name a folder which other references are written below change first; then those.
const MOST_ROUNDS: usize = 4;

/// What a move needs beside the handbook.
pub struct Surroundings<'s> {
    /// Asks the disk, as it is before the move, what is at paths below the repository's root.
    pub look: &'s Look<'s>,
    /// The codes of all rules, which handbook.yaml may name.
    pub known_codes: &'s [&'static str],
}

/// What a move does to the texts.
#[derive(Debug)]
pub struct Plan {
    /// The new texts of all sources that change.
    pub texts: BTreeMap<SourceId, String>,
    /// By source: how many references in it are written anew.
    pub rewritten: BTreeMap<SourceId, usize>,
    /// How many paths in code spans are right, but not read as references any more: they have a blank now.
    pub plain_text: usize,
    /// Documents, by their paths after the move, and the addresses that lead to them from now on.
    pub aliases: Vec<(String, String)>,
    /// Old and new addresses that differ in letter case alone, which no alias can bridge on every disk.
    pub case_only: Vec<(String, String)>,
    /// Documents, by their paths after the move, that get other front matter from `defaults` than before.
    pub other_defaults: Vec<String>,
    /// Documents, by their paths after the move, that are not published any more.
    pub unpublished: Vec<String>,
    /// What a run would read after the move.
    pub after: Inputs,
}

/// Why a move is not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Two documents would have one address.
    #[error("`{first}` and `{second}` would both have the address /{address}. Choose another name.")]
    SameAddress {
        /// The address.
        address: String,
        /// One document, by its path after the move.
        first: String,
        /// The other.
        second: String,
    },
    /// An alias of another document is the address that one would have.
    #[error(
        "/{address} would be the address of `{first}`, and it is an alias in `{second}`. Choose another name, or take that alias out first."
    )]
    AliasTaken {
        /// The address.
        address: String,
        /// The document that would have it, by its path after the move.
        first: String,
        /// The document with the alias.
        second: String,
    },
    /// `exclude` would leave something out that is in the handbook now.
    #[error("`{0}` would be no part of the handbook: `exclude` in handbook.yaml names it. Choose another name.")]
    Excluded(String),
    /// A text that has to change is not UTF-8.
    #[error("`{0}` has to change, and it is not UTF-8. Save it as UTF-8, then run this again.")]
    NotUtf8(String),
    /// Front matter that needs an alias cannot be read.
    #[error(
        "`{0}` needs an alias for its old address, and its front matter cannot be read. Mend it first: sprintbook check tells what is wrong with it."
    )]
    FrontMatter(String),
    /// A reference would break, and no text at its place can mend it.
    #[error(
        "`{place}`: the reference `{target}` would break, and nothing that can stand there would mend it. \
         Change it by hand first, or choose another name."
    )]
    Unwritable {
        /// Document and line.
        place: String,
        /// The target as written.
        target: String,
    },
    /// The last look found something broken. A mistake in sprintbook.
    #[error("{0} would be broken by the move. This is a mistake in sprintbook: please report it. Nothing was changed.")]
    Ours(String),
}

/// Says what each text becomes when a file or folder moves. Both paths are below the folder of the documents; nothing
/// has the new one.
///
/// # Errors
/// Why the move must not be done.
pub fn plan(before: &Handbook<'_>, moved: &Move, around: &Surroundings<'_>) -> Result<Plan, Refusal> {
    let (texts, rewritten, lost) = Default::default();
    let mut run = Run { before, moved, around, texts, rewritten, lost, known: Known::of(before, moved) };
    let in_repository = moved.below(&before.inputs.places.content_in_repository);
    let mut settings_done = false;
    let mut round = 0;
    while round < MOST_ROUNDS {
        let inputs = run.inputs();
        let after = world::handbook(&inputs, &in_repository, around.look, &mut run.known);
        let both = Both::new(before, &after, moved);
        // handbook.yaml first: what it says decides what other references mean.
        if !std::mem::replace(&mut settings_done, true) {
            let edits = settings::edits(before, moved, &|folder| both.listing(folder));
            if !edits.is_empty() {
                run.count(&edits);
                run.take(before.inputs, edits);
                continue;
            }
        }
        let left_out = |path: &&str| moved.brings(path) && inputs.config.is_excluded(path);
        let mut documents = after.documents.iter().map(|document| document.path.as_str());
        if let Some(path) = documents.find(left_out).or_else(|| inputs.files.iter().map(String::as_str).find(left_out))
        {
            return Err(Refusal::Excluded(path.to_owned()));
        }
        if let Some((address, first, second, false)) = addresses::collision(&both) {
            return Err(Refusal::SameAddress { address, first, second });
        }
        let found = references::rewriting(&both, around.look, round > 0, &mut run.lost);
        run.refuse_stuck(&both, &found)?;
        if round > 0 && found.edits.is_empty() {
            let upkeep = addresses::upkeep(&both);
            if let Some(&document) = upkeep.unreadable.first() {
                return Err(Refusal::FrontMatter(both.path(document).to_owned()));
            }
            let path = |document: u32| both.path(document).to_owned();
            let aliases = upkeep.aliases.into_iter().map(|(document, address)| (path(document), address)).collect();
            run.known.keep(after);
            run.take(&inputs, upkeep.edits);
            return run.finish(aliases, upkeep.case_only);
        }
        run.count(&found.edits);
        run.known.keep(after);
        run.take(&inputs, found.edits);
        round += 1;
    }
    Err(Refusal::Ours("A reference".to_owned()))
}

struct Run<'r, 'a> {
    before: &'r Handbook<'a>,
    moved: &'r Move,
    around: &'r Surroundings<'r>,
    texts: BTreeMap<SourceId, String>,
    rewritten: BTreeMap<SourceId, usize>,
    lost: Lost,
    known: Known,
}

impl Run<'_, '_> {
    fn inputs(&self) -> Inputs {
        world::inputs(self.before.inputs, self.moved, &self.texts, self.around.known_codes)
    }

    fn take(&mut self, inputs: &Inputs, edits: Vec<Edit>) {
        let texts = super::apply(&inputs.sources, edits);
        match inputs.config_source.filter(|config| texts.contains_key(config)) {
            Some(_) => self.known.clear(),
            None => texts.keys().for_each(|source| self.known.forget(*source)),
        }
        self.texts.extend(texts);
    }

    fn count(&mut self, edits: &[Edit]) {
        for (source, count) in references::counted(edits) {
            *self.rewritten.entry(source).or_default() += count;
        }
    }

    fn refuse_stuck(&self, both: &Both<'_, '_, '_>, found: &Rewriting) -> Result<(), Refusal> {
        let Some((source, span, target)) = found.stuck.first() else { return Ok(()) };
        let source = both.after.inputs.sources.get(*source);
        let place = format!("{}:{}", source.path, source.line(span.start));
        Err(Refusal::Unwritable { place, target: target.clone() })
    }

    /// Looks at the handbook with all its new texts once more.
    fn finish(mut self, aliases: Vec<(String, String)>, case_only: Vec<(String, String)>) -> Result<Plan, Refusal> {
        let inputs = self.inputs();
        for &id in self.texts.keys() {
            if inputs.sources.get(id).not_utf8.is_some() {
                return Err(Refusal::NotUtf8(inputs.sources.get(id).path.clone()));
            }
        }
        let in_repository = self.moved.below(&self.before.inputs.places.content_in_repository);
        let after = world::handbook(&inputs, &in_repository, self.around.look, &mut self.known);
        let both = Both::new(self.before, &after, self.moved);
        if let Some((address, first, second, by_alias)) = addresses::collision(&both) {
            return Err(match by_alias {
                true => Refusal::AliasTaken { address, first, second },
                false => Refusal::SameAddress { address, first, second },
            });
        }
        let left = references::rewriting(&both, self.around.look, true, &mut self.lost);
        self.refuse_stuck(&both, &left)?;
        if let Some(edit) = left.edits.first() {
            let source = inputs.sources.get(edit.source);
            let target = edit.span.of(&source.text);
            return Err(Refusal::Ours(format!("The reference `{target}` in `{}`", source.path)));
        }
        let unpublished = unpublished(&both);
        if unpublished.is_empty() {
            let served = addresses::served(&after);
            if let Some(dead) = addresses::served(self.before).difference(&served).find(|dead| !self.is_draft(dead)) {
                return Err(Refusal::Ours(format!("The address /{dead}")));
            }
        }
        if !inputs.config_diagnostics.is_empty() {
            return Err(Refusal::Ours("handbook.yaml".to_owned()));
        }
        let other_defaults = other_defaults(&both);
        drop(after);
        let plain_text = self.lost.count();
        let Self { texts, rewritten, .. } = self;
        Ok(Plan { texts, rewritten, plain_text, aliases, case_only, other_defaults, unpublished, after: inputs })
    }

    /// Whether an address is that of a draft, which is shown for this run alone.
    fn is_draft(&self, address: &str) -> bool {
        let inputs = self.before.inputs;
        let of_draft = self.before.documents.iter().zip(&self.before.addresses.documents).any(|(document, own)| {
            document.is_draft() && own.as_ref().is_some_and(|own| own.to_lowercase() == *address)
        });
        inputs.drafts && !inputs.config.drafts && of_draft
    }
}

/// Documents that had a page and have none after the move.
fn unpublished(both: &Both<'_, '_, '_>) -> Vec<String> {
    let gone = (0..both.before.documents.len())
        .filter(|&at| both.before.is_published(at) && !both.after.is_published(both.number[at] as usize));
    gone.map(|at| both.path(at as u32).to_owned()).collect()
}

/// Documents to which other entries of `defaults` apply than before.
fn other_defaults(both: &Both<'_, '_, '_>) -> Vec<String> {
    let (before, after) = (&both.before.inputs.config, &both.after.inputs.config);
    let apply = |config: &crate::config::Config, path: &str| -> Vec<usize> {
        let matching = config.defaults.iter().enumerate().filter(|(_, defaults)| defaults.pattern.is_match(path));
        matching.map(|(at, _)| at).collect()
    };
    let changed = both.before.documents.iter().enumerate().filter(|(at, document)| {
        let now = both.path(*at as u32);
        document.path != now && apply(before, &document.path) != apply(after, now)
    });
    changed.map(|(at, _)| both.path(at as u32).to_owned()).collect()
}
