//! Front matter: finding the block of YAML at the head of a document, and reading it.

mod find;

use crate::base::diagnostic::{Diagnostic, Edit, Fix, Level};
use crate::base::source::{Source, SourceId};
use crate::base::span::Span;
use crate::base::yaml;
use crate::config::{Defaults, INVALID, Reader, Voice};

pub use crate::base::yaml::Spanned;
pub use crate::config::front_matter::FrontMatter;
pub use find::split;

/// The code of what is wrong with front matter or a value in it.
pub const FRONT_MATTER: &str = "doc/front-matter";
/// The code of keys that nothing reads.
pub const UNKNOWN_KEY: &str = "doc/unknown-key";
/// The code of front matter that does not stand at the very beginning.
pub const DISPLACED: &str = "doc/displaced-front-matter";

/// What stands at the head of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// The front matter.
    pub block: Option<Block>,
    /// What stands above it, if it does not begin with the first byte.
    pub displaced: Option<Displacement>,
    /// The `---` of YAML that no second `---` ends; it is read as text.
    pub unclosed: Option<Span>,
}

/// A block of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// All of it: both fences, and the line end after the second.
    pub whole: Span,
    /// The YAML between the fences.
    pub yaml: Span,
}

/// What stands above displaced front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Displacement {
    /// A byte order mark and nothing else.
    Bom,
    /// Text, comments or blank lines, perhaps below a byte order mark.
    Banner,
}

const BOM: &str = "\u{FEFF}";

const VOICE: Voice = Voice {
    value_code: FRONT_MATTER,
    unknown_key: (UNKNOWN_KEY, Level::Warning),
    unknown_help: Some("Delete it, or put keys of your own below `extra:`."),
};

/// Reads the front matter that [`split`] found in `source`, over the `defaults` that match the document.
///
/// Later defaults win over earlier ones, and the document over all; a value that cannot be read is told and left out.
/// Mistakes in defaults are not told here but by [`crate::config::read`].
pub fn read(id: SourceId, source: &Source, split: &Split, defaults: &[&Defaults]) -> (FrontMatter, Vec<Diagnostic>) {
    let mut front_matter = FrontMatter::default();
    for default in defaults {
        let voice = Voice { value_code: INVALID, ..VOICE };
        front_matter.fill(&mut Reader::new(default.source, "", &[], voice), &default.front_matter);
    }
    let mut reader = Reader::new(id, &source.text, &[], VOICE);
    if let Some(fence) = split.unclosed {
        let message = "This front matter has no end, so it is shown as text.".to_owned();
        reader.error(fence, message).help = Some("Write a line `---` below its last key.".to_owned());
    }
    let Some(block) = split.block else { return (front_matter, reader.finish()) };
    if let Some(displaced) = split.displaced {
        reader.found.push(displacement(id, source, block, displaced));
    }
    let parsed = yaml::parse(block.yaml.of(&source.text), block.yaml.start as usize);
    reader.found.extend(parsed.problems.into_iter().map(|problem| problem.into_diagnostic(FRONT_MATTER, id)));
    if let Some(root) = parsed.root.filter(|root| !root.is_null()) {
        match root.as_map() {
            Some(entries) => front_matter.fill(&mut reader, entries),
            None => {
                let message =
                    format!("Front matter wants lines such as `title: Kickoff`; this is {}.", root.describe());
                reader.error(root.span, message);
            }
        }
    }
    (front_matter, reader.finish())
}

/// That the block stands in the wrong place, with the change that moves it.
fn displacement(id: SourceId, source: &Source, block: Block, displaced: Displacement) -> Diagnostic {
    let text = &source.text;
    let bom = Span::new(0, if text.starts_with(BOM) { BOM.len() } else { 0 });
    let fence = Span::new(block.whole.start as usize, block.whole.start as usize + 3);
    let (message, title, edits) = match displaced {
        Displacement::Bom => (
            "Front matter stands behind an invisible byte order mark (U+FEFF), where many programs do not find it."
                .to_owned(),
            "Delete the byte order mark",
            vec![Edit { source: id, span: bom, text: String::new() }],
        ),
        Displacement::Banner => {
            let line = source.line(block.whole.start);
            let mut moved = block.whole.of(text).to_owned();
            if !moved.ends_with(['\n', '\r']) {
                moved.push_str(source.line_ending());
            }
            (
                format!("Front matter begins in line {line}, below other text, where most programs do not find it."),
                "Move the front matter to the first line",
                vec![
                    Edit { source: id, span: bom, text: moved },
                    Edit { source: id, span: block.whole, text: String::new() },
                ],
            )
        }
    };
    let mut diagnostic = Diagnostic::new(DISPLACED, Level::Warning, id, fence, message);
    diagnostic.fix = Some(Fix { title: title.to_owned(), edits });
    diagnostic.help = Some("Move it to the very beginning of the file.".to_owned());
    diagnostic
}

#[cfg(test)]
mod tests;
