//! Path patterns of `handbook.yaml`: which documents an entry is about.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::reader::Reader;
use crate::base::yaml::{Node, Spanned};

/// Longer patterns are refused: a pattern is compiled, and nobody writes one of a thousand characters.
const MAX_LENGTH: usize = 1_000;

/// A glob of `/`-separated paths below the content root.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// As written.
    pub text: Spanned<String>,
    matcher: GlobSet,
}

impl Pattern {
    /// Whether it matches this path, or a folder above it.
    pub fn is_match(&self, path: &str) -> bool {
        self.matcher.is_match(path)
    }
}

impl Reader<'_> {
    /// A path pattern. `*` stays within a folder, `**` does not; the name of a folder means all that is in it.
    pub fn pattern(&mut self, name: &str, node: &Node) -> Option<Pattern> {
        const WANTS: &str = "a path pattern such as drafts/**";
        let Some(written) = node.as_text().filter(|text| !text.trim().is_empty() && text.len() <= MAX_LENGTH) else {
            self.wrong(name, node, WANTS);
            return None;
        };
        match compile(written) {
            Ok(matcher) => Some(Pattern { text: self.text(name, node)?, matcher }),
            Err(error) => {
                let message = format!("`{name}` wants {WANTS}; this one is broken: {}.", error.kind());
                self.error(node.span, message);
                None
            }
        }
    }
}

fn compile(written: &str) -> Result<GlobSet, globset::Error> {
    let path = written.trim().trim_start_matches("./").trim_matches('/');
    let glob = |text: &str| GlobBuilder::new(text).literal_separator(true).backslash_escape(true).build();
    let mut set = GlobSetBuilder::new();
    set.add(glob(path)?);
    set.add(glob(&format!("{path}/**"))?);
    set.build()
}
