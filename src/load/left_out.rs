//! Why a walk leaves a path out: asked of entries while walking, and of paths that are only planned.

use std::path::Path;

use super::ignored::Ignored;
use super::inputs::{Inputs, Places};

/// Why a path is no part of the handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeftOut {
    /// Its name begins with a dot.
    #[error("names that begin with a dot are hidden")]
    Hidden,
    /// It lies in the output.
    #[error("that is where the site goes")]
    Output,
    /// `templates/` and `static/` beside handbook.yaml.
    #[error("templates/ and static/ beside handbook.yaml belong to the theme")]
    Theme,
    /// `node_modules`
    #[error("node_modules holds installed packages")]
    Packages,
    /// git would leave it out.
    #[error("a .gitignore names it")]
    Ignored,
    /// `exclude:` names it.
    #[error("`exclude` in handbook.yaml names it")]
    Excluded,
}

/// What the name or the place of an entry alone says.
pub fn by_name(path: &Path, is_folder: bool, places: &Places, has_config: bool) -> Option<LeftOut> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let theme = has_config && matches!(name.as_ref(), "templates" | "static") && path.parent() == Some(&places.root);
    match name.as_ref() {
        name if name.starts_with('.') => Some(LeftOut::Hidden),
        _ if path == places.output => Some(LeftOut::Output),
        _ if theme => Some(LeftOut::Theme),
        "node_modules" if is_folder => Some(LeftOut::Packages),
        _ => None,
    }
}

/// Why a walk would leave out a path below the folder of the documents, whether something is there or not.
pub fn why(inputs: &Inputs, path: &str, is_folder: bool) -> Option<LeftOut> {
    let places = &inputs.places;
    let mut ignored = Ignored::above(&places.repository, &places.content);
    ignored.enter(&places.content);
    let parts: Vec<&str> = path.split('/').collect();
    let mut at = places.content.clone();
    for (count, part) in parts.iter().enumerate() {
        at.push(part);
        let folder = is_folder || count + 1 < parts.len();
        let found = by_name(&at, folder, places, inputs.config_source.is_some());
        let found = found.or_else(|| ignored.covers(&at, folder).then_some(LeftOut::Ignored));
        if found.is_some() {
            return found;
        }
        ignored.enter(&at);
    }
    inputs.config.is_excluded(path).then_some(LeftOut::Excluded)
}
