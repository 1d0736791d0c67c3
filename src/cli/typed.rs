//! What people type to name rules and places -> rules and documents.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::base::source::SourceId;
use crate::base::suggest;
use crate::check;
use crate::load::{Inputs, root};

/// Rules and places, as the words of a command line name them. Nothing of a kind means all of it.
#[derive(Debug, Default)]
pub struct Typed {
    /// Codes of rules, and groups of them.
    codes: Vec<String>,
    /// The sources that are named.
    sources: Option<BTreeSet<SourceId>>,
}

impl Typed {
    /// Reads words that are codes, groups, or paths: of a document, a folder or handbook.yaml, from the current folder
    /// `here` as a shell completes them, else from the folder of the documents.
    ///
    /// # Errors
    /// For a word that is neither, with what is near it.
    pub fn read(words: &[String], inputs: &Inputs, here: &Path) -> anyhow::Result<Self> {
        let mut typed = Self::default();
        let known = names_of_rules();
        for word in words {
            if known.contains(&word.as_str()) {
                typed.codes.push(word.clone());
                continue;
            }
            let Some(found) = sources(word, inputs, here) else { anyhow::bail!("{}", unknown(word, &known, inputs)) };
            typed.sources.get_or_insert_default().extend(found);
        }
        Ok(typed)
    }

    /// Whether a rule is meant.
    pub fn has_code(&self, code: &str) -> bool {
        let group = code.split('/').next().unwrap_or_default();
        self.codes.is_empty() || self.codes.iter().any(|wanted| wanted == code || wanted == group)
    }

    /// Whether a text is meant.
    pub fn has_source(&self, source: SourceId) -> bool {
        self.sources.as_ref().is_none_or(|sources| sources.contains(&source))
    }
}

/// Codes and groups.
fn names_of_rules() -> Vec<&'static str> {
    let codes = check::codes();
    let groups: BTreeSet<&str> = codes.iter().filter_map(|code| code.split('/').next()).collect();
    codes.into_iter().chain(groups).collect()
}

/// The sources at a path, or below it; none where there are none.
fn sources(word: &str, inputs: &Inputs, here: &Path) -> Option<Vec<SourceId>> {
    let places = &inputs.places;
    let typed = Path::new(word);
    // A link is itself; where that is no document, what it leads to.
    let candidates =
        [root::located(here, typed), root::absolute(&here.join(typed)), root::plain(&places.content.join(typed))];
    candidates.into_iter().find_map(|path| {
        let found: Vec<SourceId> = own(inputs).filter(|(_, file)| file.starts_with(&path)).map(|(id, _)| id).collect();
        (!found.is_empty()).then_some(found)
    })
}

/// Documents and handbook.yaml, with their files.
fn own(inputs: &Inputs) -> impl Iterator<Item = (SourceId, PathBuf)> + '_ {
    inputs.documents.iter().copied().chain(inputs.config_source).map(|id| (id, inputs.path_of(id)))
}

fn unknown(word: &str, known: &[&str], inputs: &Inputs) -> String {
    let documents = inputs.documents.iter().map(|&id| inputs.sources.get(id).path.as_str());
    let wanted = word.trim_start_matches("./").trim_start_matches(inputs.sources.content_prefix.as_str());
    let near_code = suggest::nearest(word, known.iter().copied());
    let near_path = suggest::nearest(wanted, documents);
    let near: Vec<String> = [near_code.map(str::to_owned), near_path.map(str::to_owned)]
        .into_iter()
        .flatten()
        .map(|near| format!("`{near}`"))
        .collect();
    let advice = if near.is_empty() {
        "`sprintbook explain` lists all rules; paths are from this folder, or from the folder of the documents"
            .to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    format!("`{word}` is neither a rule nor a document or folder of documents; {advice}")
}
