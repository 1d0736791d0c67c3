//! A document's Markdown as the markup of its page.

mod attributes;
mod dress;
mod href;
mod inline;
mod sanitize;
mod writer;

use dress::Dress;

use super::site::Site;

/// What a body became.
pub struct Body {
    /// Safe markup.
    pub html: String,
    /// How many references on it lead nowhere.
    pub broken: usize,
}

/// What becomes of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RawHtml {
    /// There is none but comments, which are left out.
    Nothing,
    /// It is published as it stands: `unsafe_html`.
    AsItIs,
    /// The whole body will be sanitized.
    Sanitized,
    /// It is shown, not obeyed.
    AsText,
}

/// The markup of a document's text, for its page at `address`.
pub fn render(site: &Site<'_>, document: usize, address: &str) -> Body {
    let handbook = site.handbook;
    let front_matter = &handbook.documents[document].front_matter;
    let unsafe_html = front_matter.unsafe_html.as_ref().map_or(handbook.inputs.config.unsafe_html, |own| own.value);
    let raw = match (handbook.documents[document].has_raw_html, unsafe_html) {
        (false, _) => RawHtml::Nothing,
        (true, true) => RawHtml::AsItIs,
        (true, false) => RawHtml::Sanitized,
    };
    let dress = Dress::of(site, document, address);
    let written = writer::write(site, &dress, document, address, raw);
    if raw == RawHtml::Sanitized && sanitize::is_too_deep(&written.html) {
        let written = writer::write(site, &dress, document, address, RawHtml::AsText);
        return Body { html: written.html, broken: written.broken };
    }
    let html = if raw == RawHtml::Sanitized { sanitize::clean(&written.html, &written.own) } else { written.html };
    Body { html, broken: written.broken }
}
