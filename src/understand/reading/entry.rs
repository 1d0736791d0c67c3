//! A node of a reading with all that can be asked of it.

use std::ops::Range;

use super::node::{Cell, Kind, Node};
use super::role::Role;
use super::{Declared, Reading, Says, vocabulary};
use crate::base::span::Span;
use crate::parse::document::Link;
use crate::understand::fact::{Name, Place};
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::phrase::words::{Known, Words};

/// A node of a reading.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'r> {
    /// The document's reading.
    pub reading: &'r Reading<'r>,
    /// Its index; what stands under it has the next ones.
    pub id: u32,
}

/// A cell of a row.
#[derive(Clone, Copy, Debug)]
pub struct CellRef<'r> {
    /// Its row.
    pub row: Entry<'r>,
    /// Its column, from 0.
    pub column: usize,
    cell: &'r Cell,
}

impl<'r> Entry<'r> {
    fn node(self) -> &'r Node {
        &self.reading.parts.nodes[self.id as usize]
    }

    fn slice(self, range: &Range<u32>) -> &'r str {
        &self.reading.parts.text[range.start as usize..range.end as usize]
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Level of a heading; 0 for anything else.
    pub fn level(self) -> u8 {
        match self.kind() {
            Kind::Heading { level, .. } => level,
            _ => 0,
        }
    }

    /// Whether it is a heading.
    pub fn is_heading(self) -> bool {
        self.level() > 0
    }

    /// Whether it is a list item.
    pub fn is_item(self) -> bool {
        matches!(self.kind(), Kind::Item { .. })
    }

    /// Whether it is a row of a table other than its header.
    pub fn is_row(self) -> bool {
        matches!(self.kind(), Kind::Row { header: false, .. })
    }

    /// Its plain text on one line; for a row, its cells with `\u{1f}` after each.
    pub fn text(self) -> &'r str {
        self.slice(&self.node().trimmed)
    }

    /// Its text as its mentions count its bytes.
    pub fn raw_text(self) -> &'r str {
        self.slice(&self.node().text)
    }

    /// Whether its text has one of these words (lower case), whole and whatever its case; a hyphen or apostrophe joins two.
    /// Its words are known: this is cheaper than [`crate::understand::words::has`].
    pub fn has(self, any: &Words) -> bool {
        let words = &self.node().words;
        vocabulary::among(self.whole(), &self.reading.parts.words[words.start as usize..words.end as usize], any)
    }

    /// The same of a piece of its text that begins and ends with whole words.
    pub fn has_in(self, piece: &str, any: &Words) -> bool {
        let start = (piece.as_ptr() as usize).wrapping_sub(self.whole().as_ptr() as usize);
        let end = start.wrapping_add(piece.len());
        let words = &self.node().words;
        let words = &self.reading.parts.words[words.start as usize..words.end as usize];
        let from = words.partition_point(|word| (word.start as usize) < start);
        let until = words.partition_point(|word| word.end as usize <= end);
        from < until && vocabulary::among(self.whole(), &words[from..until], any)
    }

    /// Which sorts of phrases its text has.
    pub fn says(self) -> Says {
        self.node().says.0
    }

    /// Which sorts of phrases its text has, and all that stands under it.
    pub fn says_below(self) -> Says {
        self.node().says.1
    }

    fn whole(self) -> &'r str {
        &self.reading.parts.text
    }

    /// What names what follows: `Owner` of `**Owner:** Ada`. Empty where there is no label.
    pub fn label(self) -> &'r str {
        self.slice(&self.node().label)
    }

    /// What follows the label; the whole text where there is no label.
    pub fn value(self) -> &'r str {
        self.slice(&self.node().value)
    }

    /// Whether its text begins bold.
    pub fn is_bold(self) -> bool {
        self.node().bold > 0
    }

    /// The bold text at its head; empty where there is none.
    pub fn bold(self) -> &'r str {
        let node = self.node();
        self.slice(&(node.text.start..node.text.start + node.bold)).trim()
    }

    /// Whether its label is one of these (lower case), whatever its case and its symbols.
    pub fn is_labelled(self, any: &(impl Known + ?Sized)) -> bool {
        let label = &self.node().named;
        !label.is_empty() && any.knows(self.slice(label))
    }

    /// Where its own text stands in the source, children left out.
    pub fn span(self) -> Span {
        self.node().span
    }

    /// From its first byte to the last of all that stands under it.
    pub fn whole_span(self) -> Span {
        let own = self.span();
        let nodes = &self.reading.parts.nodes[self.id as usize..self.node().end as usize];
        Span { start: own.start, end: nodes.iter().map(|node| node.span.end).max().unwrap_or(own.end) }
    }

    /// Its own text as the place of a fact.
    pub fn place(self) -> Place {
        Place { source: self.reading.document.source, span: self.span() }
    }

    /// Where a piece of its text stands in the source; `piece` must be a slice of what it gave.
    pub fn span_of(self, piece: &str) -> Span {
        let buffer = self.reading.parts.text.as_ptr() as usize;
        let start = (piece.as_ptr() as usize).wrapping_sub(buffer);
        if start > self.reading.parts.text.len() || start + piece.len() > self.reading.parts.text.len() {
            debug_assert!(piece.is_empty(), "{piece:?} is no slice of the reading");
            return self.span();
        }
        let span = self.reading.parts.span(start..start + piece.len());
        // An entity or escape is longer in the source than on the page.
        let source = &self.reading.source.text;
        Span::new(source.floor_char_boundary(span.start as usize), source.ceil_char_boundary(span.end as usize))
    }

    /// A piece of its text as a name with its place.
    pub fn name(self, piece: &str) -> Name {
        Name { text: piece.into(), span: self.span_of(piece) }
    }

    /// The phrases of its text; [`Entry::phrase_text`] and [`Entry::phrase_span`] say where they stand.
    pub fn mentions(self) -> &'r [Mention] {
        let range = &self.node().mentions;
        &self.reading.parts.mentions[range.start as usize..range.end as usize]
    }

    /// Its phrases alone.
    pub fn phrases(self) -> impl Iterator<Item = &'r Phrase> {
        self.mentions().iter().map(|mention| &mention.phrase)
    }

    /// The phrases that stand wholly within a piece of its text.
    pub fn mentions_in(self, piece: &str) -> impl Iterator<Item = &'r Mention> {
        let base = self.reading.parts.text.as_ptr() as usize + self.node().text.start as usize;
        let start = (piece.as_ptr() as usize).wrapping_sub(base);
        let end = start.wrapping_add(piece.len());
        self.mentions().iter().filter(move |mention| start <= mention.start as usize && mention.end as usize <= end)
    }

    /// A phrase as written.
    pub fn phrase_text(self, mention: &Mention) -> &'r str {
        let start = self.node().text.start;
        self.slice(&(start + mention.start..start + mention.end))
    }

    /// Where a phrase stands in the source.
    pub fn phrase_span(self, mention: &Mention) -> Span {
        self.span_of(self.phrase_text(mention))
    }

    /// What it stands under.
    pub fn parent(self) -> Option<Self> {
        self.node().parent.map(|id| Self { id, ..self })
    }

    /// What it stands under, the nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |entry| entry.parent())
    }

    /// The nearest heading above it, or itself.
    pub fn heading(self) -> Option<Self> {
        std::iter::once(self).chain(self.ancestors()).find(|entry| entry.is_heading())
    }

    /// Index of the last heading at or before it, in the document's outline.
    pub fn heading_index(self) -> Option<u32> {
        self.node().heading
    }

    /// All that stands under it, in the order of the text.
    pub fn descendants(self) -> impl DoubleEndedIterator<Item = Self> {
        (self.id + 1..self.node().end).map(move |id| Self { id, ..self })
    }

    /// What stands directly under it.
    pub fn children(self) -> impl Iterator<Item = Self> {
        self.side_by_side(self.id + 1, self.node().end)
    }

    /// What follows it under the same thing, in the order of the text; nothing for what stands under nothing.
    pub fn following(self) -> impl Iterator<Item = Self> {
        let end = self.parent().map_or(0, |above| above.node().end);
        self.side_by_side(self.node().end, end)
    }

    fn side_by_side(self, first: u32, end: u32) -> impl Iterator<Item = Self> {
        let first = (first < end).then_some(first);
        let ids = std::iter::successors(first, move |&id| {
            let next = self.reading.parts.nodes[id as usize].end;
            (next < end).then_some(next)
        });
        ids.map(move |id| Self { id, ..self })
    }

    /// The first field, item or paragraph directly under it with one of these labels (lower case).
    pub fn field(self, labels: &(impl Known + ?Sized)) -> Option<Self> {
        self.children().find(|child| !child.is_heading() && child.is_labelled(labels))
    }

    /// Index of its box in the document's tasks, for an item of a task list.
    pub fn task(self) -> Option<u32> {
        self.node().task
    }

    /// Cells of a row.
    pub fn cells(self) -> impl Iterator<Item = CellRef<'r>> {
        let range = &self.node().cells;
        let cells = &self.reading.parts.cells[range.start as usize..range.end as usize];
        cells.iter().enumerate().map(move |(column, cell)| CellRef { row: self, column, cell })
    }

    /// The first cell of a row whose column says this, where it is not empty.
    pub fn cell(self, role: Role) -> Option<CellRef<'r>> {
        self.cells().find(|cell| cell.role() == role && !cell.text().is_empty())
    }

    /// The header row of a row's table.
    pub fn header(self) -> Option<Self> {
        let Kind::Row { table, .. } = self.kind() else { return None };
        let id = self.reading.table(table).node + 1;
        Some(Self { id, ..self }).filter(|entry| matches!(entry.kind(), Kind::Row { header: true, .. }))
    }

    /// Pieces of its text that are code, as written between the ticks.
    pub fn code(self) -> impl Iterator<Item = &'r str> {
        let text = &self.node().text;
        let code = &self.reading.parts.code;
        let from = code.partition_point(|range| range.start < text.start);
        code[from..].iter().take_while(|range| range.start < text.end).map(move |range| self.slice(range))
    }

    /// Links, images and paths in its own text, by their index in the document's list.
    pub fn links(self) -> impl Iterator<Item = (u32, &'r Link)> {
        let span = self.span();
        let links = &self.reading.document.links;
        let from = links.partition_point(|link| link.span.start < span.start);
        let inside = links[from..].iter().take_while(move |link| link.span.start < span.end);
        inside.enumerate().map(move |(at, link)| ((from + at) as u32, link))
    }

    /// How the document's days are counted.
    pub fn declared(self) -> &'r Declared<'r> {
        &self.reading.declared
    }
}

impl<'r> CellRef<'r> {
    /// Its plain text.
    pub fn text(self) -> &'r str {
        self.row.slice(&self.cell.text).trim()
    }

    /// Whether it has one of these words: [`Entry::has`].
    pub fn has(self, any: &Words) -> bool {
        self.row.has_in(self.row.slice(&self.cell.text), any)
    }

    /// All of it in the source.
    pub fn span(self) -> Span {
        self.cell.span
    }

    /// What its column says.
    pub fn role(self) -> Role {
        let Kind::Row { table, .. } = self.row.kind() else { return Role::Other };
        self.row.reading.table(table).roles.get(self.column).copied().unwrap_or(Role::Other)
    }

    /// The header of its column; empty where there is none.
    pub fn header(self) -> &'r str {
        self.row.header().and_then(|header| header.cells().nth(self.column)).map_or("", CellRef::text)
    }

    /// The phrases of its text.
    pub fn mentions(self) -> impl Iterator<Item = &'r Mention> {
        self.row.mentions_in(self.row.slice(&self.cell.text))
    }
}

/// A text without the symbols, emoji and list numbers at its head and the colon at its end: `🔄 2. Review:` -> `Review`.
pub fn clean(text: &str) -> &str {
    // Most texts begin with a letter and end with one.
    if let [first, .., last] = text.as_bytes()
        && first.is_ascii_alphabetic()
        && last.is_ascii_alphanumeric()
    {
        return text;
    }
    let head = text.trim_start_matches(|letter: char| {
        !letter.is_alphanumeric() && !matches!(letter, '#' | '@' | '(' | '[' | '"' | '$' | '<' | '>' | '≥' | '≤')
    });
    let digits = head.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let numbered = head.len() > digits.len()
        && (head[..head.len() - digits.len()].ends_with('.') || digits.starts_with(')'))
        && digits.trim_start_matches(')').starts_with(char::is_whitespace);
    let head = if numbered { digits.trim_start_matches(')').trim_start() } else { head };
    head.trim_end().trim_end_matches(':').trim_end()
}
