//! Attributes of our own in markup that will be sanitized.
//!
//! What a document holds goes through ammonia as a whole, together with the markup we make of its Markdown, since raw
//! HTML may begin in one place and end in another. Attributes that are ours wait outside: the markup has a mark
//! `data-own="TOKEN-n"` in their place, which nobody can guess who writes the document, and they are put back
//! afterwards. So authors cannot use what we may.

use crate::base::fingerprint::Fingerprint;

/// The attribute that stands for ours.
pub const MARK: &str = "data-own";

/// Attributes that wait to be put back.
pub struct Own {
    token: Option<String>,
    waiting: Vec<String>,
}

impl Own {
    /// For a text that will be sanitized, or not.
    pub fn new(text: &str, sanitized: bool) -> Self {
        // The token depends on all of the text, so the text cannot contain it.
        Self { token: sanitized.then(|| Fingerprint::of(text.as_bytes()).to_string()), waiting: Vec::new() }
    }

    /// Writes attributes (with the space before each, values escaped) into a start tag.
    pub fn write(&mut self, out: &mut String, attributes: &str) {
        match &self.token {
            None => out.push_str(attributes),
            Some(token) => {
                out.push_str(&format!(" {MARK}=\"{token}-{}\"", self.waiting.len()));
                self.waiting.push(attributes.to_owned());
            }
        }
    }

    /// How the values of our marks begin; nothing else may have the attribute.
    pub fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    /// The markup with our attributes in the place of their marks.
    pub fn put_back(&self, html: String) -> String {
        let Some(token) = &self.token else { return html };
        let mark = format!(" {MARK}=\"{token}-");
        let mut out = String::with_capacity(html.len() + html.len() / 4);
        let mut rest = html.as_str();
        while let Some(at) = rest.find(&mark) {
            out.push_str(&rest[..at]);
            let number = &rest[at + mark.len()..];
            let end = number.find('"').unwrap_or(number.len());
            if let Some(attributes) = number[..end].parse::<usize>().ok().and_then(|number| self.waiting.get(number)) {
                out.push_str(attributes);
            }
            rest = number.get(end + 1..).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }
}
