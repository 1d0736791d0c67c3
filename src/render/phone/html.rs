//! Pages without telephone numbers: text, code, attributes that are read, and `tel:` links, which become text.

use std::ops::Range;

use super::{MASK, find_with, is_label, mask};

/// Elements within a line: a number may go through them.
const INLINE: [&str; 25] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "u", "wbr",
];

/// Attributes that are read to somebody.
const READ: [&str; 7] = ["alt", "title", "aria-label", "content", "data-copy", "data-label", "placeholder"];

/// A page, or a part of one, without numbers.
pub fn masked(html: &str) -> String {
    let mut masking = Masking { html, changes: Vec::new(), pieces: Vec::new(), ..Masking::default() };
    masking.whole();
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    masking.changes.sort_by_key(|(range, _)| range.start);
    for (range, with) in masking.changes {
        out.push_str(&html[at..range.start]);
        out.push_str(&with);
        at = range.end;
    }
    out.push_str(&html[at..]);
    out
}

#[derive(Default)]
struct Masking<'h> {
    html: &'h str,
    changes: Vec<(Range<usize>, String)>,
    /// Texts of the line that is being read.
    pieces: Vec<Range<usize>>,
    /// Whether what was read last is the name of a field of numbers.
    after_label: bool,
    /// Of the table that is being read: the columns of numbers, and the column.
    columns: Vec<usize>,
    column: usize,
    in_head: bool,
    /// Whether a `tel:` link is open.
    in_link: bool,
    /// Whether the block of the line names what follows: `<dt>`, `<th>`.
    is_name: bool,
    /// Whether the cell of the line is in a column of numbers.
    is_cell: bool,
}

impl<'h> Masking<'h> {
    fn whole(&mut self) {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|open| at + open) {
            if open > at {
                self.pieces.push(at..open);
            }
            at = open;
            let Some(end) = tag_end(&bytes[open..]).map(|end| open + end) else { break };
            at = self.tag(open, end);
        }
        if at < self.html.len() {
            self.pieces.push(at..self.html.len());
        }
        self.line();
    }

    /// A tag from its `<` to behind its `>`; gives where to read on.
    fn tag(&mut self, start: usize, end: usize) -> usize {
        let tag = &self.html[start..end];
        let is_end = tag.starts_with("</");
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let name = name.to_ascii_lowercase();
        if name == "a" {
            self.link(start..end, is_end);
        } else if !is_end {
            self.attributes(start, tag);
        }
        if !INLINE.contains(&name.as_str()) {
            self.line();
            self.block(&name, is_end);
        }
        if !is_end && matches!(name.as_str(), "script" | "style") {
            let close = format!("</{name}");
            return self.html[end..].find(&close).map_or(self.html.len(), |close| end + close);
        }
        end
    }

    fn block(&mut self, name: &str, is_end: bool) {
        match (name, is_end) {
            ("table", _) => self.columns.clear(),
            ("thead", _) => self.in_head = !is_end,
            ("tr", false) => self.column = 0,
            ("th" | "td", false) => {
                self.is_name = name == "th";
                self.is_cell = !self.in_head && self.columns.contains(&self.column);
                self.column += 1;
            }
            ("th" | "td", true) => (self.is_name, self.is_cell) = (false, false),
            ("dt", _) => self.is_name = !is_end,
            _ => {}
        }
    }

    /// A link that calls a number becomes text.
    fn link(&mut self, range: Range<usize>, is_end: bool) {
        if is_end {
            if std::mem::take(&mut self.in_link) {
                self.changes.push((range, "</span>".to_owned()));
            }
            return;
        }
        let tag = &self.html[range.clone()];
        let href = attribute(tag, "href").map(|range| tag[range].trim().to_ascii_lowercase()).unwrap_or_default();
        let href = href.replace("&#58;", ":").replace("&colon;", ":");
        if ["tel:", "sms:", "callto:", "facetime:"].iter().any(|scheme| href.starts_with(scheme)) {
            self.in_link = true;
            self.changes.push((range, "<span>".to_owned()));
        } else {
            self.attributes(range.start, tag);
        }
    }

    fn attributes(&mut self, start: usize, tag: &str) {
        if !super::may_hold(tag.as_bytes()) {
            return;
        }
        for range in READ.iter().filter_map(|name| attribute(tag, name)) {
            let with = mask(&tag[range.clone()]);
            if with != tag[range.clone()] {
                self.changes.push((start + range.start..start + range.end, with));
            }
        }
    }

    /// The end of a line: its texts are one.
    fn line(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let text: String = pieces.iter().map(|piece| &self.html[piece.clone()]).collect();
        if text.trim().is_empty() {
            return;
        }
        let said = self.after_label || self.is_cell;
        self.after_label = self.is_name && is_label(&text);
        if self.after_label && self.in_head {
            self.columns.push(self.column.saturating_sub(1));
            self.after_label = false;
        }
        if !said && !super::may_hold(text.as_bytes()) {
            return;
        }
        for found in find_with(&text, said) {
            let mut before = 0;
            let mut is_first = true;
            for piece in &pieces {
                let (from, to) = (found.start.max(before), found.end.min(before + piece.len()));
                if from < to {
                    let place = piece.start + from - before..piece.start + to - before;
                    self.changes.push((place, if is_first { MASK } else { "" }.to_owned()));
                    is_first = false;
                }
                before += piece.len();
            }
        }
    }
}

/// Where a tag or comment ends; quotes may hold `>`.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    if bytes.starts_with(b"<!--") {
        return memchr::memmem::find(bytes, b"-->").map(|end| end + 3);
    }
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Where the value of an attribute stands in a tag.
fn attribute(tag: &str, name: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = tag[from..].find(name).map(|found| from + found) {
        from = found + name.len();
        let is_whole = tag[..found].ends_with(|letter: char| letter.is_ascii_whitespace());
        let Some(value) = tag[from..].strip_prefix('=').filter(|_| is_whole) else { continue };
        let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''));
        let start = from + 1 + usize::from(quote.is_some());
        let end = match quote {
            Some(quote) => tag[start..].find(quote)?,
            None => tag[start..].find([' ', '>'])?,
        };
        return Some(start..start + end);
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_masked_wherever_they_are_read() {
        for (html, want) in [
            ("<p>Call +49 30 1234567.</p>", "<p>Call [number hidden].</p>"),
            ("<p>+49 <em>30</em> 1234567</p>", "<p>[number hidden]<em></em></p>"),
            ("<a href=\"tel:+4930123456\">call <b>us</b></a>", "<span>call <b>us</b></span>"),
            ("<img alt='Ada, +49 30 1234567' src=\"a.png\">", "<img alt='Ada, [number hidden]' src=\"a.png\">"),
            ("<dt>Mobile</dt><dd>0171 234567</dd>", "<dt>Mobile</dt><dd>[number hidden]</dd>"),
            ("<p><strong>Phone:</strong> 030 123456</p>", "<p><strong>Phone:</strong> [number hidden]</p>"),
            ("<code>Tel: 030-123456</code>", "<code>Tel: [number hidden]</code>"),
            (
                "<table><thead><tr><th>Who</th><th>Phone</th><th>Id</th></tr></thead><tbody><tr><td>Ada</td><td>12345</td><td>67890</td></tr></tbody></table>",
                "<table><thead><tr><th>Who</th><th>Phone</th><th>Id</th></tr></thead><tbody><tr><td>Ada</td><td>[number hidden]</td><td>67890</td></tr></tbody></table>",
            ),
        ] {
            assert_eq!(masked(html), want);
        }
    }

    #[test]
    fn what_is_not_read_stays() {
        for html in [
            "<a href=\"a.html?x=(415) 555-0123#b\">Day 3</a>",
            "<script>var a = '+4930123456';</script><p>a > b</p>",
            "<p>2026-01-05</p><!-- +49 30 1234567 --><p>c</p>",
            "<dt>Phone</dt><dd>Ada</dd><dd>12345</dd>",
            "<p>a < b",
        ] {
            assert_eq!(masked(html), html);
        }
    }

    proptest! {
        #[test]
        fn any_markup_is_survived(html in "(<(/)?(p|td|th|tr|thead|dt|a|b)( (href|alt)=\"[a-z:+0-9]{0,9}\")?>|[+(]?[0-9]{2,6}[ )-]?|Phone|[<>\"'é]){0,20}") {
            masked(&masked(&html));
        }

        #[test]
        fn no_number_with_a_sign_is_left(html in "(<(/)?(p|td|a|b)( (href|alt)=\"[a-z:+0-9]{0,9}\")?>|[+(]?[0-9]{2,6}[ )-]?|[<>\"'é]){0,20}") {
            let once = masked(&html);
            prop_assert_eq!(masked(&once), once.clone(), "{:?}", html);
        }
    }
}
