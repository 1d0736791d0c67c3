//! What to write instead of a target, in the form in which its author wrote it.
//!
//! A target has two forms: what it means (`two words.md`, escapes undone, percent-encoding left as it is) and what
//! stands in the text (`two\_words.md`, `<two words.md>`, `a&amp;b.md`, `'it''s.md'`). Rules think in the first; the
//! second is what a fix replaces, and only where reading it again gives the first.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::links::BrokenLink;
use crate::base::diagnostic::Diagnostic;
use crate::base::path;
use crate::base::span::Span;
use crate::base::yaml;
use crate::link::Handbook;
use crate::parse::document::LinkKind;
use crate::parse::{self, html, markdown};

/// What is read as something else, or ends a path or the construct around it.
const ANGLES: &AsciiSet =
    &CONTROLS.add(b'%').add(b'#').add(b'?').add(b'"').add(b'<').add(b'>').add(b'`').add(b'|').add(b'\\');
/// The same where blanks and brackets end it, too.
pub const BARE: &AsciiSet = &ANGLES.add(b' ').add(b'(').add(b')');
/// The same where quotes do, and commas part the pictures of a `srcset`.
pub const ATTRIBUTE: &AsciiSet = &BARE.add(b'\'').add(b',');
/// In front matter only `#` and `?` end a path.
const YAML: &AsciiSet = &CONTROLS.add(b'%').add(b'#').add(b'?');

impl BrokenLink<'_> {
    /// The target as it stands in the text, which a fix replaces; none where something else stands there.
    pub fn place(&self, handbook: &Handbook<'_>) -> Option<Span> {
        let text = &handbook.source(self.document).text;
        let written = self.link.target_span.of(text);
        let same = *written == *self.link.target
            || self.read_again(written, self.context(text)).as_deref() == Some(&*self.link.target);
        (!written.is_empty() && same).then_some(self.link.target_span)
    }

    /// With the fix that makes the target `target`, where that can be written here.
    pub fn change_to(&self, handbook: &Handbook<'_>, found: Diagnostic, target: &str) -> Diagnostic {
        if target == &*self.link.target {
            return found;
        }
        let Some(place) = self.place(handbook) else { return found };
        let Some(text) = self.written(handbook, target) else { return found };
        found.fix(format!("Change it to `{target}`"), place, text)
    }

    /// What to write to refer to a path below the content root: with the query and the fragment of the old target,
    /// from the root where that starts with `/`, with its `./`.
    pub fn rewritten(&self, handbook: &Handbook<'_>, to: &str) -> String {
        let old = &*self.link.target;
        let own = &handbook.documents[self.document].path;
        let suffix = old.find(['?', '#']).map_or("", |at| &old[at..]);
        let way = path::relative(own, to);
        if self.link.kind == LinkKind::Path && !old.starts_with('.') {
            // From the document's folder where it lies below, else from the folder of all documents.
            return if way.starts_with('.') { to.to_owned() } else { way };
        }
        let way = match old {
            _ if old.starts_with('/') => format!("/{to}"),
            _ if old.starts_with("./") && !way.starts_with('.') => format!("./{way}"),
            _ => way,
        };
        if self.link.kind == LinkKind::Path {
            return way;
        }
        encoded(&way, old, self.context(&handbook.source(self.document).text).encoded()) + suffix
    }

    /// What stands around the target.
    fn context(&self, text: &str) -> Context {
        let before = text[..self.link.target_span.start as usize].chars().next_back();
        match (self.link.kind, before) {
            (LinkKind::FrontMatter, Some('"')) => Context::DoubleQuotes,
            (LinkKind::FrontMatter, Some('\'')) => Context::SingleQuotes,
            (LinkKind::Path | LinkKind::FrontMatter, _) => Context::Plain,
            (LinkKind::HtmlLink | LinkKind::HtmlImage, _) => Context::Attribute,
            (_, Some('<')) => Context::Angles,
            _ => Context::Bare,
        }
    }

    /// The text that means `target` here; none where nothing can be written that does.
    fn written(&self, handbook: &Handbook<'_>, target: &str) -> Option<String> {
        let text = &handbook.source(self.document).text;
        let context = self.context(text);
        let mut forms = [target.to_owned(), context.escape(target)];
        if self.link.target_span.of(text).contains("&amp;") {
            forms.reverse();
        }
        forms.into_iter().find(|form| self.read_again(form, context).as_deref() == Some(target))
    }

    /// What a text at the target's place means; none where it would not be a target any more.
    fn read_again(&self, written: &str, context: Context) -> Option<String> {
        match context {
            Context::Bare | Context::Angles => {
                let (open, close) = if context == Context::Angles { ("<", ">") } else { ("", "") };
                let mut found = None;
                let link = format!("[x]({open}{written}{close})\n");
                markdown::read(&link, &mut Vec::new(), |event, range| {
                    if let pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) = event
                        && range == (0..link.len() - 1)
                    {
                        found = Some(dest_url.into_string());
                    }
                });
                found
            }
            Context::Attribute => {
                let quote = if written.contains('"') { '\'' } else { '"' };
                let tag = format!("<a href={quote}{written}{quote}>");
                let [(_, target, _)] = html::read(&tag, 0).references.try_into().ok()?;
                Some(target)
            }
            Context::Plain if self.link.kind == LinkKind::Path => {
                (parse::path::of_code(written) == Some(written)).then(|| written.to_owned())
            }
            Context::Plain => in_yaml(written, None),
            Context::SingleQuotes => in_yaml(written, Some('\'')),
            Context::DoubleQuotes => in_yaml(written, Some('"')),
        }
    }
}

/// What stands around a target, which says what has to be escaped in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    /// `](target)`, `[label]: target`
    Bare,
    /// `](<target>)`
    Angles,
    /// `href="target"`
    Attribute,
    /// A code span, or YAML without quotes.
    Plain,
    /// YAML.
    SingleQuotes,
    /// YAML.
    DoubleQuotes,
}

impl Context {
    fn escape(self, target: &str) -> String {
        match self {
            Self::Bare | Self::Angles | Self::Attribute => target.replace('&', "&amp;"),
            Self::Plain => target.to_owned(),
            Self::SingleQuotes => target.replace('\'', "''"),
            Self::DoubleQuotes => target.replace('\\', "\\\\").replace('"', "\\\""),
        }
    }

    fn encoded(self) -> &'static AsciiSet {
        match self {
            Self::Bare => BARE,
            Self::Angles => ANGLES,
            Self::Attribute => ATTRIBUTE,
            Self::Plain | Self::SingleQuotes | Self::DoubleQuotes => YAML,
        }
    }
}

/// What a target of front matter or of handbook.yaml means; none where it would not be one text any more.
pub fn in_yaml(written: &str, before: Option<char>) -> Option<String> {
    let quote = before.filter(|c| matches!(c, '"' | '\'')).map(String::from).unwrap_or_default();
    let list = format!("[{quote}{written}{quote}]");
    let root = yaml::parse(&list, 0).root?;
    match root.as_list()? {
        [one] => one.as_text().map(str::to_owned),
        _ => None,
    }
}

/// A path with everything percent-encoded that would be misread, and what is beyond ASCII where `old` has it so.
pub fn encoded(way: &str, old: &str, set: &'static AsciiSet) -> String {
    let is_high = |pair: &[u8]| pair[0] == b'%' && matches!(pair[1], b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F');
    let beyond = old.as_bytes().windows(2).any(is_high);
    let mut encoded = String::with_capacity(way.len());
    for piece in way.split_inclusive(|c: char| !c.is_ascii()) {
        let (ascii, last) = match piece.char_indices().next_back() {
            Some((at, c)) if !c.is_ascii() => piece.split_at(at),
            _ => (piece, ""),
        };
        encoded.extend(utf8_percent_encode(ascii, set));
        if beyond { encoded.extend(utf8_percent_encode(last, set)) } else { encoded.push_str(last) }
    }
    encoded
}
