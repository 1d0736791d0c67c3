//! A document's Markdown as the markup of its page.

mod attributes;
mod href;
mod inline;
mod sanitize;
mod writer;

use crate::link::Handbook;

use super::highlight::Highlighter;

/// What a body became.
pub struct Body {
    /// Safe markup.
    pub html: String,
    /// How many references on it lead nowhere.
    pub broken: usize,
}

/// The markup of a document's text, for its page at `address`.
pub fn render(handbook: &Handbook<'_>, highlighter: &Highlighter, document: usize, address: &str) -> Body {
    let written = writer::write(handbook, highlighter, document, address);
    let front_matter = &handbook.documents[document].front_matter;
    let unsafe_html = front_matter.unsafe_html.as_ref().map_or(handbook.inputs.config.unsafe_html, |own| own.value);
    let html = if handbook.documents[document].has_raw_html && !unsafe_html {
        sanitize::clean(&written.html, &written.own)
    } else {
        written.own.put_back(written.html)
    };
    Body { html, broken: written.broken }
}
