//! `aliases` in a document's front matter, changed in the form that the author gave it.

use crate::base::diagnostic::Edit;
use crate::base::source::{Source, SourceId};
use crate::base::span::Span;
use crate::base::yaml::{self, Entry, Node, scalar, with_quotes};
use crate::parse::front_matter;

/// What becomes of a document's aliases.
#[derive(Debug, Default)]
pub struct Change {
    /// Aliases of its own that are no more, or that are written anew: their places, and the new text.
    pub old: Vec<(Span, Option<String>)>,
    /// New ones.
    pub new: Vec<String>,
}

/// The front matter cannot be changed: it has no end, or is not YAML.
#[derive(Debug)]
pub struct Unreadable;

/// The edits that make the change.
///
/// # Errors
/// Where the front matter that is there cannot be read.
pub fn edits(id: SourceId, source: &Source, mut change: Change) -> Result<Vec<Edit>, Unreadable> {
    // A place that gets free takes a new alias, so that the list keeps its form.
    for (_, text) in change.old.iter_mut().filter(|(_, text)| text.is_none()) {
        *text = (!change.new.is_empty()).then(|| change.new.remove(0));
    }
    if change.old.is_empty() && change.new.is_empty() {
        return Ok(Vec::new());
    }
    let text = &source.text;
    for (span, _) in &mut change.old {
        *span = with_quotes(text, *span);
    }
    let split = front_matter::split(text);
    let page = Page { text, id, end: line_end(text) };
    let Some(block) = split.block else {
        return if split.unclosed.is_some() { Err(Unreadable) } else { Ok(vec![page.block(&change.new)]) };
    };
    let parsed = yaml::parse(block.yaml.of(text), block.yaml.start as usize);
    let root = parsed.root.filter(|root| !root.is_null());
    if root.is_none() && !parsed.problems.is_empty() {
        return Err(Unreadable);
    }
    let Some(root) = root else { return Ok(vec![page.at_end(block.yaml, "", &change.new)]) };
    let entries = root.as_map().ok_or(Unreadable)?;
    Ok(match entry(entries) {
        Some(entry) => page.in_entry(entry, &change),
        None if change.new.is_empty() => Vec::new(),
        None if root.span.of(text).starts_with('{') => vec![page.in_flow(&root, entries.is_empty(), &change.new)],
        None => {
            let first = entries.first().map_or(block.yaml.start, |entry| entry.key_span.start) as usize;
            let line = text[..first].rfind(['\n', '\r']).map_or(0, |at| at + 1);
            vec![page.at_end(block.yaml, &text[line..first], &change.new)]
        }
    })
}

/// The entry that holds the aliases: `aliases`, else its synonym; one without a value if there is no other.
fn entry(entries: &[Entry]) -> Option<&Entry> {
    let named = |name: &str| entries.iter().find(|entry| entry.key == name);
    let both = [named("aliases"), named("redirect_from")];
    both.iter().flatten().find(|entry| !entry.value.is_null()).or_else(|| both.iter().flatten().next()).copied()
}

/// How a text's lines end.
fn line_end(text: &str) -> &'static str {
    match text.find(['\n', '\r']).map(|at| &text[at..]) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

struct Page<'t> {
    text: &'t str,
    id: SourceId,
    end: &'static str,
}

impl Page<'_> {
    fn edit(&self, span: Span, text: String) -> Edit {
        Edit { source: self.id, span, text }
    }

    /// Front matter where there was none: below a byte order mark, above everything else.
    fn block(&self, aliases: &[String]) -> Edit {
        let at = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let gap = if self.text[at..].starts_with(['\n', '\r']) || self.text[at..].is_empty() { "" } else { self.end };
        let end = self.end;
        self.edit(Span::at(at), format!("---{end}{}---{end}{gap}", self.lines("", aliases)))
    }

    fn lines(&self, indent: &str, aliases: &[String]) -> String {
        let end = self.end;
        let items: String = aliases.iter().map(|alias| format!("{indent}  - {}{end}", scalar(alias, ""))).collect();
        format!("{indent}aliases:{end}{items}")
    }

    /// A key of its own, after all others.
    fn at_end(&self, yaml: Span, indent: &str, aliases: &[String]) -> Edit {
        self.edit(Span::at(yaml.end as usize), self.lines(indent, aliases))
    }

    /// The same in front matter that is written as `{key: value}`.
    fn in_flow(&self, root: &Node, empty: bool, aliases: &[String]) -> Edit {
        let at = root.span.end as usize - 1;
        let comma = if empty { "" } else { ", " };
        self.edit(Span::at(at), format!("{comma}aliases: {}", flow(aliases)))
    }

    /// In the list that is there.
    fn in_entry(&self, entry: &Entry, change: &Change) -> Vec<Edit> {
        let value = &entry.value;
        if value.is_null() {
            let text = format!(" {}", flow(&change.new));
            let colon = self.text[entry.key_span.end as usize..].find(':').unwrap_or(0) + 1;
            let after = Span::at(entry.key_span.end as usize + colon);
            return vec![if value.span.is_empty() {
                self.edit(after, text)
            } else {
                self.edit(value.span, flow(&change.new))
            }];
        }
        let Some(items) = value.as_list() else {
            let kept = self.kept(std::slice::from_ref(value), change);
            return match (change.new.is_empty(), kept.as_slice()) {
                (true, [one]) => vec![self.edit(value.span, one.clone())],
                _ => vec![self.edit(value.span, format!("[{}]", kept.join(", ")))],
            };
        };
        let is_block = !value.span.of(self.text).starts_with(['[', '*']);
        let gone = change.old.iter().any(|(_, text)| text.is_none());
        let here = items.iter().all(|item| value.span.contains(item.span));
        if gone || !here || items.is_empty() {
            // Rare: an alias that has become the page's own address, and no other to take its place.
            return self.all_anew(entry, items, is_block && here, change);
        }
        let replaced = change.old.iter().filter_map(|(span, text)| {
            let text = text.as_ref()?;
            Some(self.edit(*span, scalar(text, span.of(self.text))))
        });
        let mut edits: Vec<Edit> = replaced.collect();
        let last = &items[items.len() - 1];
        if !change.new.is_empty() && is_block {
            edits.push(self.below_item(last, &change.new));
        } else if !change.new.is_empty() {
            let more: String = change.new.iter().map(|alias| format!(", {}", scalar(alias, ""))).collect();
            edits.push(self.edit(Span::at(last.span.end as usize), more));
        }
        edits
    }

    /// New items of a list of lines, below its last one.
    fn below_item(&self, last: &Node, aliases: &[String]) -> Edit {
        let start = self.text[..last.span.start as usize].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let head = &self.text[start..last.span.start as usize];
        // `aliases: [` cannot come before it here, but a tag or an anchor can.
        let dash = head.rfind('-').map_or(head.len(), |at| at + 1);
        let blanks = head[dash..].len() - head[dash..].trim_start().len();
        let head = &head[..dash];
        let items: String = aliases
            .iter()
            .map(|alias| format!("{head}{}{}{}", " ".repeat(blanks.max(1)), scalar(alias, ""), self.end))
            .collect();
        self.edit(Span::at(self.next_line(last.span.end as usize)), items)
    }

    /// Where the line begins that follows a place.
    fn next_line(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let stop = rest.find(['\n', '\r']).unwrap_or(rest.len());
        from + stop + if rest[stop..].starts_with("\r\n") { 2 } else { usize::from(stop < rest.len()) }
    }

    /// The items that stay, as they stand there, and the new ones.
    fn kept(&self, items: &[Node], change: &Change) -> Vec<String> {
        let old = items.iter().filter(|item| !item.is_null()).filter_map(|item| {
            let written = item.span.of(self.text);
            match change.old.iter().find(|(span, _)| *span == item.span) {
                Some((_, None)) => None,
                Some((_, Some(text))) => Some(scalar(text, written)),
                // In brackets a text may need quotes that it needs nowhere else.
                None if written.starts_with(['"', '\'']) => Some(written.to_owned()),
                None => Some(scalar(item.as_text().unwrap_or(written), "")),
            }
        });
        old.chain(change.new.iter().map(|alias| scalar(alias, ""))).collect()
    }

    fn all_anew(&self, entry: &Entry, items: &[Node], is_block: bool, change: &Change) -> Vec<Edit> {
        let kept = self.kept(items, change);
        let value = entry.value.span;
        if !is_block {
            return vec![self.edit(value, format!("[{}]", kept.join(", ")))];
        }
        let ends = items
            .first()
            .zip(items.last())
            .map_or((value.start, value.end), |(first, last)| (first.span.start, last.span.end));
        let (first, last) = (ends.0 as usize, ends.1 as usize);
        let line_of = |at: usize| self.text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let start = line_of(first);
        if kept.is_empty() {
            let line = line_of(entry.key_span.start as usize);
            return vec![self.edit(Span::new(line, self.next_line(last)), String::new())];
        }
        let indent = self.text[start..first].split('-').next().unwrap_or_default();
        let lines: Vec<String> = kept.iter().map(|item| format!("- {item}")).collect();
        vec![self.edit(Span::new(start + indent.len(), last), lines.join(&format!("{}{indent}", self.end)))]
    }
}

/// A list in brackets.
fn flow(aliases: &[String]) -> String {
    let items: Vec<String> = aliases.iter().map(|alias| scalar(alias, "")).collect();
    format!("[{}]", items.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::{SourceKind, Sources};
    use crate::edit;

    /// Adds `/new/`, takes `gone` out, and gives the new text.
    fn changed(text: &str, gone: &str, new: &[&str]) -> String {
        let mut sources = Sources::default();
        let id = sources.add(Source::new(SourceKind::Document, "a.md", text.to_owned()));
        let at = text.find(gone).filter(|_| !gone.is_empty());
        let old = at.map(|at| (Span::new(at, at + gone.len()), None));
        let change =
            Change { old: old.into_iter().collect(), new: new.iter().map(|alias| (*alias).to_owned()).collect() };
        let edits = edits(id, sources.get(id), change).expect("front matter that can be read");
        edit::apply(&sources, edits).remove(&id).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn an_alias_is_added_in_the_form_of_the_file() {
        let table = [
            ("# A\n", "---\naliases:\n  - /new/\n---\n\n# A\n"),
            ("\u{feff}# A\r\n", "\u{feff}---\r\naliases:\r\n  - /new/\r\n---\r\n\r\n# A\r\n"),
            ("\n# A\n", "---\naliases:\n  - /new/\n---\n\n# A\n"),
            ("", "---\naliases:\n  - /new/\n---\n"),
            ("---\n---\n# A\n", "---\naliases:\n  - /new/\n---\n# A\n"),
            ("---\ntitle: A\n---\n", "---\ntitle: A\naliases:\n  - /new/\n---\n"),
            ("---\r\ntitle: A\r\n---\r\n", "---\r\ntitle: A\r\naliases:\r\n  - /new/\r\n---\r\n"),
            ("---\n  title: A\n---\n", "---\n  title: A\n  aliases:\n    - /new/\n---\n"),
            ("---\n{title: A}\n---\n", "---\n{title: A, aliases: [/new/]}\n---\n"),
            ("---\naliases: [/a/, /b/] # old\n---\n", "---\naliases: [/a/, /b/, /new/] # old\n---\n"),
            ("---\naliases: []\n---\n", "---\naliases: [/new/]\n---\n"),
            ("---\naliases: /a/\n---\n", "---\naliases: [/a/, /new/]\n---\n"),
            ("---\naliases:\ntitle: A\n---\n", "---\naliases: [/new/]\ntitle: A\n---\n"),
            ("---\naliases: ~\n---\n", "---\naliases: [/new/]\n---\n"),
            ("---\naliases:\n- /a/ # first\ntitle: A\n---\n", "---\naliases:\n- /a/ # first\n- /new/\ntitle: A\n---\n"),
            (
                "---\nredirect_from:\n    -   \"/a/\"\n---\n",
                "---\nredirect_from:\n    -   \"/a/\"\n    -   /new/\n---\n",
            ),
            (
                "<!-- banner -->\n\n---\ntitle: A\n---\n\nText\n",
                "<!-- banner -->\n\n---\ntitle: A\naliases:\n  - /new/\n---\n\nText\n",
            ),
            ("---\ntitle: |\n  A\n---\n", "---\ntitle: |\n  A\naliases:\n  - /new/\n---\n"),
        ];
        for (before, after) in table {
            assert_eq!(changed(before, "", &["/new/"]), after, "{before:?}");
        }
    }

    #[test]
    fn an_alias_that_is_the_pages_own_address_makes_room() {
        let table = [
            ("---\naliases: [/a/, /b/]\n---\n", "---\naliases: [/new/, /b/]\n---\n"),
            ("---\naliases:\n  - '/a/'\n---\n", "---\naliases:\n  - '/new/'\n---\n"),
            ("---\naliases: /a/\n---\n", "---\naliases: /new/\n---\n"),
        ];
        for (before, after) in table {
            assert_eq!(changed(before, "/a/", &["/new/"]), after, "{before:?}");
        }
        assert_eq!(changed("---\naliases: [/a/, /b/]\n---\n", "/a/", &[]), "---\naliases: [/b/]\n---\n");
        assert_eq!(changed("---\ntitle: A\naliases:\n  - /a/\n---\n", "/a/", &[]), "---\ntitle: A\n---\n");
        assert_eq!(
            changed("---\naliases:\n  - /a/\n  - /b/\ntitle: A\n---\n", "/a/", &[]),
            "---\naliases:\n  - /b/\ntitle: A\n---\n"
        );
    }

    #[test]
    fn what_cannot_be_read_is_not_changed() {
        for text in ["---\ntitle: A\n", "---\ntitle: [a\n---\n# A\n"] {
            let source = Source::new(SourceKind::Document, "a.md", text.to_owned());
            let change = Change { old: Vec::new(), new: vec!["/new/".to_owned()] };
            assert!(edits(SourceId(0), &source, change).is_err(), "{text:?}");
        }
    }
}
