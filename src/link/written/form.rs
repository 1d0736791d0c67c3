//! The syntax around a target, which says how it is escaped: what a raw text means there, and what may stand there.

use pulldown_cmark::{Event, Tag};

use crate::base::path;
use crate::base::span::Span;
use crate::parse::document::{Link, LinkKind};
use crate::parse::path::of_code;
use crate::parse::{html, markdown};

/// The syntax around a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `(target)` of Markdown, or that of a definition.
    Bare,
    /// `<target>` of Markdown.
    Angle,
    /// The value of an attribute, with the quote before it if one stands there.
    Html(Option<char>),
    /// A code span.
    Code,
    /// `[[target]]`
    Wiki,
    /// A text of YAML, quotes undone: [`crate::base::yaml`] has those.
    Yaml,
}

impl Form {
    /// The syntax around a link's target.
    pub fn of(link: &Link, text: &str) -> Self {
        let (start, end) = (link.target_span.start as usize, link.target_span.end as usize);
        match link.kind {
            LinkKind::Wiki | LinkKind::WikiImage => Self::Wiki,
            LinkKind::Path => Self::Code,
            LinkKind::FrontMatter => Self::Yaml,
            LinkKind::HtmlLink | LinkKind::HtmlImage => {
                Self::Html(text[..start].chars().next_back().filter(|c| matches!(c, '"' | '\'')))
            }
            _ if text[..start].ends_with('<') && text[end..].starts_with('>') => Self::Angle,
            _ => Self::Bare,
        }
    }

    /// What a target means that is written so: escapes and entities undone, percent-encoding left as it is. None where
    /// it would be read as something else.
    pub fn read(self, raw: &str) -> Option<String> {
        match self {
            Self::Bare => destination(&format!("[x]({raw})")),
            Self::Angle => destination(&format!("[x](<{raw}>)")),
            Self::Html(quote) => attribute(raw, quote),
            Self::Code => (!raw.contains(['`', '\n', '\r'])).then(|| raw.to_owned()),
            Self::Wiki => (!raw.contains(['|', '[', ']', '\n', '\r'])).then(|| raw.to_owned()),
            Self::Yaml => Some(raw.to_owned()),
        }
    }

    /// Whether a target that is written so is seen as a reference: in code spans, names with blanks are not.
    pub fn is_seen(self, raw: &str) -> bool {
        self != Self::Code || of_code(raw) == Some(raw)
    }

    /// Whether `%20` is a blank here.
    pub(super) fn is_address(self) -> bool {
        !matches!(self, Self::Code | Self::Wiki)
    }

    /// One part of a path as it may stand here, with what is beyond ASCII encoded if that is `ascii`.
    pub(super) fn part(self, part: &str, ascii: bool) -> String {
        if !self.is_address() {
            return part.to_owned();
        }
        // What would end the target or its path, begin an escape, or be read as a scheme or as maths.
        self.encoded(part, ascii, |c| c == ':' || self.is_odd(c))
    }

    /// What follows a `#`, as it may stand here; what is beyond ASCII is encoded where the author did so in the old one.
    pub fn anchor(self, id: &str, old: &str) -> String {
        self.encoded(id, old.is_ascii() && !path::decode(old).is_ascii(), |c| self.is_odd(c))
    }

    fn is_odd(self, c: char) -> bool {
        let odd = match self {
            Self::Bare => "%#?\"<>()[]|\\`$",
            Self::Angle => "%#?<>[]|\\`$",
            Self::Html(_) => "%#?\"'<>|\\`,=&",
            Self::Yaml | Self::Code | Self::Wiki => "%#?",
        };
        let blanks = matches!(self, Self::Angle | Self::Yaml);
        odd.contains(c) || c.is_control() || c.is_whitespace() && !(blanks && c == ' ')
    }

    fn encoded(self, text: &str, ascii: bool, is_odd: impl Fn(char) -> bool) -> String {
        let entity = text.contains(';');
        let mut written = String::with_capacity(text.len());
        for c in text.chars() {
            if is_odd(c) || c == '&' && entity || ascii && !c.is_ascii() {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    written.push_str(&format!("%{byte:02X}"));
                }
            } else {
                written.push(c);
            }
        }
        written
    }
}

/// The destination of the one link of a text.
fn destination(text: &str) -> Option<String> {
    let mut found = None;
    markdown::read(text, &mut Vec::new(), |event, range| {
        if let Event::Start(Tag::Link { dest_url, .. }) = event
            && range == (0..text.len())
        {
            found = Some(dest_url.into_string());
        }
    });
    found
}

/// The value of an attribute that is written so. Without a quote before it, it may stand alone or among those of a
/// `srcset`.
fn attribute(raw: &str, quote: Option<char>) -> Option<String> {
    if quote.is_none() && raw.contains(['"', '\'', ',']) {
        return None;
    }
    let quote = quote.map(String::from).unwrap_or_default();
    let start = format!("<a href={quote}");
    let found = html::read(&format!("{start}{raw}{quote}>"), 0);
    let [(place, target, _)] = found.references.try_into().ok()?;
    (place == Span::new(start.len(), start.len() + raw.len())).then_some(target)
}
