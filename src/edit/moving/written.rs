//! How a target is written in its text: escapes, entities, percent-encoding, quotes. What the author wrote stays
//! wherever it still says the right thing.

use pulldown_cmark::{Event, Tag};

use crate::base::path;
use crate::base::span::Span;
use crate::base::yaml;
use crate::parse::document::{Link, LinkKind};
use crate::parse::{html, markdown};

/// The syntax around a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `(target)` of Markdown, or that of a definition.
    Bare,
    /// `<target>` of Markdown.
    Angle,
    /// The value of an attribute.
    Html,
    /// A code span.
    Code,
    /// `[[target]]`
    Wiki,
    /// A text of YAML, quotes undone.
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
            LinkKind::HtmlLink | LinkKind::HtmlImage => Self::Html,
            _ if text[..start].ends_with('<') && text[end..].starts_with('>') => Self::Angle,
            _ => Self::Bare,
        }
    }

    /// What a target means that is written so; none where it would be read as something else.
    pub fn read(self, raw: &str) -> Option<String> {
        match self {
            Self::Bare => destination(&format!("[x]({raw})")),
            Self::Angle => destination(&format!("[x](<{raw}>)")),
            Self::Html if !raw.contains(['&', '"']) => Some(raw.to_owned()),
            Self::Html => {
                let found = html::read(&format!("<a href=\"{raw}\">"), 0);
                found.references.into_iter().next().map(|(_, target, _)| target)
            }
            Self::Code | Self::Yaml => Some(raw.to_owned()),
            Self::Wiki => (!raw.contains(['|', '[', ']', '\n', '\r'])).then(|| raw.to_owned()),
        }
    }

    /// Whether `%20` is a blank here.
    fn is_address(self) -> bool {
        !matches!(self, Self::Code | Self::Wiki)
    }

    /// One part of a path as it may stand here.
    fn encode(self, part: &str, ascii: bool) -> String {
        if !self.is_address() {
            return part.to_owned();
        }
        // What would end the target or its path, begin an escape, or be read as a scheme or as maths.
        let odd = match self {
            Self::Bare => "%#?:\"<>()[]|\\`$",
            Self::Angle => "%#?:<>[]|\\`$",
            Self::Html => "%#?:\"'<>|\\`,=&",
            Self::Yaml | Self::Code | Self::Wiki => "%#?:",
        };
        let blanks = matches!(self, Self::Angle | Self::Yaml);
        let entity = part.contains(';');
        let mut written = String::with_capacity(part.len());
        for c in part.chars() {
            let bad = odd.contains(c)
                || c.is_control()
                || c.is_whitespace() && !(blanks && c == ' ')
                || c == '&' && entity
                || ascii && !c.is_ascii();
            if bad {
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
            found = Some(dest_url.to_string());
        }
    });
    found
}

/// A target taken apart.
#[derive(Clone, Debug)]
pub struct Written {
    form: Form,
    /// The path as it stands there.
    pub raw: String,
    /// The path that is meant, percent-encoding undone.
    pub path: String,
    /// `?…#…`, as it stands there.
    pub suffix: String,
    /// Parts of the path: what is meant, and how it stands there.
    parts: Vec<(String, String)>,
}

impl Written {
    /// Takes a target apart that stands in the text as `raw` and means `target`; none where it does not mean that.
    pub fn new(form: Form, raw: &str, target: &str) -> Option<Self> {
        if raw != target && form.read(raw)? != target {
            return None;
        }
        let split = if form.is_address() { target.find(['?', '#']) } else { target.find('#') };
        let path = split.map_or(target, |at| &target[..at]);
        let at = match split {
            None => raw.len(),
            Some(at) if raw == target => at,
            Some(_) => raw.match_indices(['?', '#']).map(|(at, _)| at).find(|&at| {
                let before = &raw[..at];
                before == path || form.read(before).as_deref() == Some(path)
            })?,
        };
        let (raw, suffix) = raw.split_at(at);
        let meant = |part: &str| {
            let read = form.read(part).unwrap_or_else(|| part.to_owned());
            if form.is_address() { path::decode(&read) } else { read }
        };
        let parts = raw.split('/').map(|part| (meant(part), part.to_owned())).collect();
        let path = if form.is_address() { path::decode(path) } else { path.to_owned() };
        Some(Self { form, raw: raw.to_owned(), path, suffix: suffix.to_owned(), parts })
    }

    /// Another path in the same way, with the same query and anchor.
    pub fn with(&self, path: &str) -> String {
        // An author who encodes letters beyond ASCII does so in new names, too.
        let ascii = self.raw.is_ascii() && !self.path.is_ascii();
        let part = |part: &str| {
            let same = self.parts.iter().find(|(meant, _)| meant == part);
            same.map_or_else(|| self.form.encode(part, ascii), |(_, raw)| raw.clone())
        };
        let parts: Vec<String> = path.split('/').map(part).collect();
        parts.join("/") + &self.suffix
    }

    /// The same, with the author's letter case where a part differs in nothing else.
    pub fn with_own_case(&self, path: &str) -> String {
        let own = |part: &str| {
            let alike = self.parts.iter().find(|(meant, _)| meant.to_lowercase() == part.to_lowercase());
            alike.map_or_else(|| part.to_owned(), |(meant, _)| meant.clone())
        };
        let parts: Vec<String> = path.split('/').map(own).collect();
        self.with(&parts.join("/"))
    }
}

/// A value of YAML with the quotes around it: places of values lie inside of them.
pub fn with_quotes(text: &str, value: Span) -> Span {
    let (start, end) = (value.start as usize, value.end as usize);
    let before = text[..start].chars().next_back().filter(|c| matches!(c, '"' | '\''));
    match before {
        Some(quote) if text[end..].starts_with(quote) => Span::new(start - 1, end + 1),
        _ => value,
    }
}

/// A value in the quotes that it had; with quotes where it needs them.
pub fn scalar(value: &str, was: &str) -> String {
    if was.starts_with('\'') && !value.contains(['\n', '\r']) {
        return format!("'{}'", value.replace('\'', "''"));
    }
    let simple = |c: char| c.is_alphanumeric() || "/._-~+@()=$ &%*?!".contains(c);
    let safe = value.chars().all(simple)
        && value.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_'))
        && !value.ends_with(' ')
        && yaml::parse(value, 0).root.and_then(|root| root.as_text().map(|text| text == value)) == Some(true);
    if safe && !was.starts_with('"') {
        return value.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(form: Form, raw: &str, path: &str) -> String {
        let target = form.read(raw).expect("a target");
        Written::new(form, raw, &target).expect("it means that").with(path)
    }

    #[test]
    fn what_stays_is_written_as_it_was() {
        let bare = |raw, path| with(Form::Bare, raw, path);
        assert_eq!(bare("Gr%C3%B6%C3%9Fe/a.md#x", "../Größe/b.md"), "../Gr%C3%B6%C3%9Fe/b.md#x");
        assert_eq!(bare("Größe/a.md?raw=true#x%20y", "Größe/b c.md"), "Größe/b%20c.md?raw=true#x%20y");
        assert_eq!(bare("a\\_b/c.md", "a_b/d.md"), "a\\_b/d.md");
        assert_eq!(bare("a&amp;b/c.md#x", "a&b/d.md"), "a&amp;b/d.md#x");
        assert_eq!(bare("a.md", "x (1).md"), "x%20%281%29.md");
        assert_eq!(bare("%C3%A4.md", "ö.md"), "%C3%B6.md");
        assert_eq!(with(Form::Angle, "b c.md#aims", "d e.md"), "d e.md#aims");
        assert_eq!(with(Form::Html, "a.md?x=1&amp;y=2#z", "b&c.md"), "b%26c.md?x=1&amp;y=2#z");
        assert_eq!(with(Form::Html, "caf&eacute;/a.md", "café/b.md"), "caf&eacute;/b.md");
        assert_eq!(with(Form::Code, "docs/a.md", "docs/100%.md"), "docs/100%.md");
        assert_eq!(with(Form::Yaml, "a.md", "b c: d.md"), "b c%3A d.md");
    }

    #[test]
    fn values_of_yaml_keep_their_quotes_and_get_those_they_need() {
        assert_eq!(scalar("a/b.md", "x.md"), "a/b.md");
        assert_eq!(scalar("a/b.md", "'x.md'"), "'a/b.md'");
        assert_eq!(scalar("a\"b.md", "\"x.md\""), "\"a\\\"b.md\"");
        assert_eq!(scalar("it's: so.md", "x.md"), "\"it's: so.md\"");
        assert_eq!(scalar("true", "x.md"), "\"true\"");
        assert_eq!(scalar("a, b", "x.md"), "\"a, b\"");
        assert_eq!(scalar("guide/**", "x"), "guide/**");
        assert_eq!(scalar("**/x", "x"), "\"**/x\"");
    }
}
