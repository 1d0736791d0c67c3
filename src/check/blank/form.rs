//! Which documents, sections and lists are meant to have blanks.

use crate::parse::document::{BlockKind, Document};

/// Words that say so.
const WORDS: [&str; 14] = [
    "template",
    "templates",
    "form",
    "forms",
    "questionnaire",
    "worksheet",
    "boilerplate",
    "skeleton",
    "sign-off",
    "signoff",
    "signature",
    "signatures",
    "placeholder",
    "placeholders",
];

/// Whether a name says that blanks are meant to be there.
fn says_form(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.any(|word| WORDS.contains(&word)) || lower.contains("sign off") || lower.contains("fill in")
}

/// Whether the whole document is a form: by its title, its file or a folder that it is in.
pub fn is_form(document: &Document) -> bool {
    let stem = document.stem().replace(['-', '_', '/'], " ");
    says_form(&stem) || says_form(document.title())
}

/// The parts of a document that are forms.
pub struct Forms {
    /// By block.
    covered: Vec<bool>,
}

impl Forms {
    /// Of a document that is none as a whole.
    pub fn new(document: &Document, text: &str) -> Self {
        let sections = sections(document);
        let mut covered = Vec::with_capacity(document.blocks.len());
        // The text before a list or table, which says what it is.
        let mut introduced = false;
        for block in &document.blocks {
            let in_section = block.heading.is_some_and(|heading| sections[heading as usize]);
            let stands_alone = !block.in_item && block.kind != BlockKind::Cell;
            if stands_alone {
                let written = block.span.of(text);
                let is_intro = block.kind == BlockKind::Paragraph && written.trim_end().ends_with([':', '*']);
                introduced = is_intro && says_form(written);
            }
            covered.push(in_section || introduced);
        }
        Self { covered }
    }

    /// Whether a block belongs to a form.
    pub fn covers(&self, block: usize) -> bool {
        self.covered[block]
    }
}

/// By heading: whether it, or one above it, names a form.
fn sections(document: &Document) -> Vec<bool> {
    let mut open: Vec<(u8, bool)> = Vec::new();
    let mut sections = Vec::with_capacity(document.outline.len());
    for heading in &document.outline {
        open.retain(|(level, _)| *level < heading.level);
        let is_form = says_form(&heading.text) || open.last().is_some_and(|(_, form)| *form);
        open.push((heading.level, is_form));
        sections.push(is_form);
    }
    sections
}
