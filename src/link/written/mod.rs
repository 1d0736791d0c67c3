//! How a target is written in its text, and how another one would be written there.
//!
//! A target has three faces: what stands in the text (`two\_words%20more.md`), what that means to Markdown, HTML or YAML
//! (`two_words%20more.md`), and the path that this names (`two_words more.md`). What the author wrote stays wherever
//! it still says the right thing: parts of the path that do not change, the query, the anchor. What is new is proven
//! by reading it again.

mod form;

use crate::base::path;
use crate::base::span::Span;
use crate::parse::document::Link;

use super::parts::take_apart;

pub use form::Form;

/// A target taken apart.
#[derive(Clone, Debug)]
pub struct Written {
    /// The syntax around it.
    pub form: Form,
    /// Where it stands, without blanks around it. In YAML the value stands there, or nothing.
    pub span: Span,
    /// The path that is meant, percent-encoding undone.
    pub path: String,
    /// The path as it stands there.
    raw: String,
    /// `?…#…`, as it stands there.
    suffix: String,
    /// The same as it is read.
    read_suffix: String,
    parts: Vec<Part>,
}

/// One part of a path.
#[derive(Clone, Debug)]
struct Part {
    /// As it stands there.
    raw: String,
    /// With escapes and entities undone.
    read: String,
    /// With percent-encoding undone, too.
    name: String,
}

impl Written {
    /// Takes the target of a link apart; none where another text stands at its place than one that means it.
    pub fn of(link: &Link, text: &str) -> Option<Self> {
        let form = Form::of(link, text);
        let raw = link.target_span.of(text);
        let target = link.target.trim();
        if form == Form::Yaml {
            return Some(Self { span: link.target_span, ..Self::new(form, target, target)? });
        }
        let start = link.target_span.start as usize + (raw.len() - raw.trim_start().len());
        let raw = raw.trim();
        Some(Self { span: Span::new(start, start + raw.len()), ..Self::new(form, raw, target)? })
    }

    /// The same as if the target stood there just as it is read.
    pub fn plain(link: &Link, text: &str) -> Self {
        let target = link.target.trim();
        Self::new(Form::of(link, text), target, target).expect("what is read as itself means itself")
    }

    fn new(form: Form, raw: &str, target: &str) -> Option<Self> {
        if raw != target && form.read(raw)? != target {
            return None;
        }
        let read_suffix = match form {
            Form::Code => "",
            Form::Wiki => target.find('#').map_or("", |at| &target[at..]),
            _ => take_apart(target).suffix,
        };
        let read_path = &target[..target.len() - read_suffix.len()];
        let at = match read_suffix {
            "" => raw.len(),
            _ if raw == target => read_path.len(),
            _ => raw.match_indices(['?', '#']).map(|(at, _)| at).find(|&at| {
                let before = &raw[..at];
                before == read_path || form.read(before).as_deref() == Some(read_path)
            })?,
        };
        let (raw_path, suffix) = raw.split_at(at);
        let name = |read: &str| if form.is_address() { path::decode(read) } else { read.to_owned() };
        let part = |part: &str| {
            let read = if raw == target { None } else { form.read(part) };
            let read = read.unwrap_or_else(|| part.to_owned());
            Part { raw: part.to_owned(), name: name(&read), read }
        };
        Some(Self {
            form,
            span: Span::default(),
            path: name(read_path),
            raw: raw_path.to_owned(),
            suffix: suffix.to_owned(),
            read_suffix: read_suffix.to_owned(),
            parts: raw_path.split('/').map(part).collect(),
        })
    }

    /// Another path in the same way, with the same query and anchor: the text for it. None where no text there means
    /// that path.
    pub fn with(&self, path: &str) -> Option<String> {
        // An author who encodes letters beyond ASCII does so in new names, too.
        let ascii = self.raw.is_ascii() && !self.path.is_ascii();
        let part = |part: &str| {
            let same = self.parts.iter().find(|own| own.name == part);
            same.map_or_else(|| self.form.part(part, ascii), |own| own.raw.clone())
        };
        let parts: Vec<String> = path.split('/').map(part).collect();
        let text = parts.join("/") + &self.suffix;
        let again = Self::new(self.form, &text, &self.form.read(&text)?)?;
        (again.path == path && again.read_suffix == self.read_suffix).then_some(text)
    }

    /// The same, with the author's letter case where a part differs in nothing else.
    pub fn with_own_case(&self, path: &str) -> Option<String> {
        let own = |part: &str| {
            let alike = self.parts.iter().find(|own| own.name.to_lowercase() == part.to_lowercase());
            alike.map_or_else(|| part.to_owned(), |own| own.name.clone())
        };
        let parts: Vec<String> = path.split('/').map(own).collect();
        self.with(&parts.join("/"))
    }

    /// The text for a whole target, percent-encoded as it shall be. None where no text there means that target.
    pub fn with_target(&self, target: &str) -> Option<String> {
        let same = target.strip_suffix(&*self.read_suffix);
        let (path, suffix) = same.map_or((target, ""), |path| (path, &*self.suffix));
        let text = |escape: &dyn Fn(&str) -> String| {
            let part = |part: &str| {
                let same = self.parts.iter().find(|own| own.read == part);
                same.map_or_else(|| escape(part), |own| own.raw.clone())
            };
            path.split('/').map(part).collect::<Vec<_>>().join("/") + suffix
        };
        let escaped = |part: &str| part.replace('&', "&amp;");
        let mut texts = [text(&str::to_owned), text(&escaped)];
        if self.raw.contains("&amp;") {
            texts.reverse();
        }
        texts.into_iter().find(|text| self.form.read(text).as_deref() == Some(target) && self.form.is_seen(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTED: Form = Form::Html(Some('"'));

    fn written(form: Form, raw: &str) -> Written {
        let target = form.read(raw).expect("a target");
        Written::new(form, raw, &target).expect("it means that")
    }

    fn with(form: Form, raw: &str, path: &str) -> String {
        written(form, raw).with(path).expect("it can be written")
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
        assert_eq!(with(QUOTED, "a.md?x=1&amp;y=2#z", "b&c.md"), "b%26c.md?x=1&amp;y=2#z");
        assert_eq!(with(QUOTED, "caf&eacute;/a.md", "café/b.md"), "caf&eacute;/b.md");
        assert_eq!(with(Form::Code, "docs/a.md", "docs/100%.md"), "docs/100%.md");
        assert_eq!(with(Form::Yaml, "a.md", "b c: d.md"), "b c%3A d.md");
    }

    #[test]
    fn what_cannot_be_written_is_not() {
        assert_eq!(written(Form::Wiki, "a#x").with("b#c"), None);
        assert_eq!(written(Form::Code, "a/b.md").with("a/`b`.md"), None);
        assert_eq!(written(Form::Bare, "a.md").with_target("b c.md"), None);
        assert_eq!(written(Form::Code, "a/b.md").with_target("a/b c.md"), None);
        assert_eq!(written(Form::Html(Some('\'')), "It&#39;s.md").with_target("it's.md"), None);
        assert_eq!(written(Form::Html(None), "a.md").with_target("b c.md"), None);
    }

    #[test]
    fn whole_targets_keep_what_they_share_with_the_old_one() {
        let whole = |form, raw, target| written(form, raw).with_target(target).expect("it can be written");
        assert_eq!(whole(Form::Bare, "A\\_b/C.md#x\\_y", "A_b/c.md#x_y"), "A\\_b/c.md#x\\_y");
        assert_eq!(whole(Form::Bare, "C&amp;D.md", "c&d.md"), "c&amp;d.md");
        assert_eq!(whole(Form::Bare, "a|b/C.md#d\\|e", "a|b/c.md#d|e"), "a|b/c.md#d\\|e");
        assert_eq!(whole(QUOTED, "x'y/C.md?a=1&amp;b", "x'y/c.md?a=1&b"), "x'y/c.md?a=1&amp;b");
        assert_eq!(whole(Form::Bare, "www.example.org/a", "https://www.example.org/a"), "https://www.example.org/a");
    }

    #[test]
    fn ids_are_written_as_anchors() {
        assert_eq!(Form::Bare.anchor("größe (a)", "gr%C3%B6%C3%9F"), "gr%C3%B6%C3%9Fe%20%28a%29");
        assert_eq!(QUOTED.anchor("fn:1 'ß'", "x"), "fn:1%20%27ß%27");
    }
}
