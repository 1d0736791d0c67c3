//! The pictures that `theme` in handbook.yaml names: its logo and its icon.

use crate::base::path;
use crate::base::yaml::Spanned;
use crate::load::Inputs;

/// Where such a picture is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemeFile {
    /// In `static/`: its path below it.
    Static(String),
    /// Beside the documents: its path below the content root.
    Content(String),
}

/// The file at a path below the handbook's root, or below the folder of the documents; none where there is none.
pub fn find(inputs: &Inputs, written: &str) -> Option<ThemeFile> {
    let clean = path::join("", written.trim_start_matches('/'))?;
    let name = clean.strip_prefix("static/").filter(|name| inputs.statics.iter().any(|(known, _)| known == name));
    if let Some(name) = name {
        return Some(ThemeFile::Static(name.to_owned()));
    }
    let below = clean.strip_prefix(inputs.sources.content_prefix.as_str());
    let relative = below.into_iter().chain([clean.as_str()]).find(|path| inputs.files.contains(*path))?;
    Some(ThemeFile::Content(relative.to_owned()))
}

/// The keys of `theme` that name a picture, with what they say.
pub fn named(inputs: &Inputs) -> impl Iterator<Item = (&'static str, &Spanned<String>)> {
    let theme = &inputs.config.theme;
    let named = [("logo", &theme.logo), ("favicon", &theme.favicon)];
    named.into_iter().filter_map(|(key, written)| Some((key, written.as_ref()?)))
}

/// The path below the repository's root of the file of `static/` that is published at an address.
pub fn published_at(inputs: &Inputs, address: &str) -> Option<String> {
    let found = inputs.statics.iter().any(|(name, _)| name == address);
    found.then(|| format!("{}static/{address}", inputs.places.root_in_repository))
}
