//! The events of a document in two to four bytes each, so that its Markdown is parsed once and read twice.
//!
//! Rendering needs the same events as parsing, but only when all other documents are known. To parse again takes ten
//! times as long as to read a tape, and the events themselves would take ten times the memory of the text.
//!
//! An event is a code, the distance of its start from the start of the event before, and its length; strings are places
//! in the text that was parsed. Events with strings that are not pieces of it (entities undone, say) stand beside.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, MetadataBlockKind, Tag, TagEnd,
};

use super::markdown::offset_in;

/// The events of one text.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    bytes: Box<[u8]>,
    /// Events that are no pieces of the text, in order.
    others: Box<[Event<'static>]>,
}

impl Tape {
    /// The events with their ranges; `text` must be the one that they were recorded from.
    pub fn read<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Event<'a>, Range<usize>)> {
        Reader { text, bytes: &self.bytes, others: self.others.iter(), start: 0 }
    }
}

/// What a code stands for, for events that are nothing but their kind.
macro_rules! plain_events {
    ($($code:literal => ($($event:tt)+),)+) => {
        fn plain_code(event: &Event<'_>) -> Option<u8> {
            match event {
                $($($event)+ => Some($code),)+
                _ => None,
            }
        }

        fn plain_event(code: u8) -> Option<Event<'static>> {
            match code {
                $($code => Some($($event)+),)+
                _ => None,
            }
        }
    };
}

plain_events! {
    0 => (Event::Start(Tag::Paragraph)),
    1 => (Event::End(TagEnd::Paragraph)),
    2 => (Event::SoftBreak),
    3 => (Event::HardBreak),
    4 => (Event::Start(Tag::Item)),
    5 => (Event::End(TagEnd::Item)),
    6 => (Event::Start(Tag::TableCell)),
    7 => (Event::End(TagEnd::TableCell)),
    8 => (Event::Start(Tag::TableRow)),
    9 => (Event::End(TagEnd::TableRow)),
    10 => (Event::Start(Tag::TableHead)),
    11 => (Event::End(TagEnd::TableHead)),
    12 => (Event::End(TagEnd::Table)),
    13 => (Event::Start(Tag::Strong)),
    14 => (Event::End(TagEnd::Strong)),
    15 => (Event::Start(Tag::Emphasis)),
    16 => (Event::End(TagEnd::Emphasis)),
    17 => (Event::Start(Tag::Strikethrough)),
    18 => (Event::End(TagEnd::Strikethrough)),
    19 => (Event::End(TagEnd::Link)),
    20 => (Event::End(TagEnd::Image)),
    21 => (Event::Start(Tag::List(None))),
    22 => (Event::End(TagEnd::List(false))),
    23 => (Event::End(TagEnd::List(true))),
    24 => (Event::TaskListMarker(true)),
    25 => (Event::TaskListMarker(false)),
    26 => (Event::Rule),
    27 => (Event::End(TagEnd::CodeBlock)),
    28 => (Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))),
    29 => (Event::Start(Tag::HtmlBlock)),
    30 => (Event::End(TagEnd::HtmlBlock)),
    31 => (Event::End(TagEnd::FootnoteDefinition)),
    32 => (Event::Start(Tag::DefinitionList)),
    33 => (Event::End(TagEnd::DefinitionList)),
    34 => (Event::Start(Tag::DefinitionListTitle)),
    35 => (Event::End(TagEnd::DefinitionListTitle)),
    36 => (Event::Start(Tag::DefinitionListDefinition)),
    37 => (Event::End(TagEnd::DefinitionListDefinition)),
    38 => (Event::Start(Tag::BlockQuote(None))),
    39 => (Event::End(TagEnd::BlockQuote(None))),
    40 => (Event::Start(Tag::BlockQuote(Some(BlockQuoteKind::Note)))),
    41 => (Event::End(TagEnd::BlockQuote(Some(BlockQuoteKind::Note)))),
    42 => (Event::Start(Tag::BlockQuote(Some(BlockQuoteKind::Tip)))),
    43 => (Event::End(TagEnd::BlockQuote(Some(BlockQuoteKind::Tip)))),
    44 => (Event::Start(Tag::BlockQuote(Some(BlockQuoteKind::Important)))),
    45 => (Event::End(TagEnd::BlockQuote(Some(BlockQuoteKind::Important)))),
    46 => (Event::Start(Tag::BlockQuote(Some(BlockQuoteKind::Warning)))),
    47 => (Event::End(TagEnd::BlockQuote(Some(BlockQuoteKind::Warning)))),
    48 => (Event::Start(Tag::BlockQuote(Some(BlockQuoteKind::Caution)))),
    49 => (Event::End(TagEnd::BlockQuote(Some(BlockQuoteKind::Caution)))),
    50 => (Event::End(TagEnd::Heading(HeadingLevel::H1))),
    51 => (Event::End(TagEnd::Heading(HeadingLevel::H2))),
    52 => (Event::End(TagEnd::Heading(HeadingLevel::H3))),
    53 => (Event::End(TagEnd::Heading(HeadingLevel::H4))),
    54 => (Event::End(TagEnd::Heading(HeadingLevel::H5))),
    55 => (Event::End(TagEnd::Heading(HeadingLevel::H6))),
    56 => (Event::Start(Tag::Superscript)),
    57 => (Event::End(TagEnd::Superscript)),
    58 => (Event::Start(Tag::Subscript)),
    59 => (Event::End(TagEnd::Subscript)),
    60 => (Event::End(TagEnd::MetadataBlock(MetadataBlockKind::YamlStyle))),
    61 => (Event::End(TagEnd::MetadataBlock(MetadataBlockKind::PlusesStyle))),
}

/// A text that is its range.
const TEXT: u8 = 64;
/// An event of the list beside the bytes.
const OTHER: u8 = 65;
/// A level follows.
const HEADING: u8 = 66;
/// The first number follows.
const NUMBERED_LIST: u8 = 67;
/// The number of columns and their alignments follow.
const TABLE: u8 = 68;
/// How it is written, target, title and id follow.
const LINK: u8 = 69;
const IMAGE: u8 = 70;
/// Events with one string, which follows.
const TEXT_PIECE: u8 = 71;
const CODE: u8 = 72;
const INLINE_MATH: u8 = 73;
const DISPLAY_MATH: u8 = 74;
const HTML: u8 = 75;
const INLINE_HTML: u8 = 76;
const FOOTNOTE_REFERENCE: u8 = 77;
const FOOTNOTE_DEFINITION: u8 = 78;
const FENCED_CODE: u8 = 79;

const LEVELS: [HeadingLevel; 6] =
    [HeadingLevel::H1, HeadingLevel::H2, HeadingLevel::H3, HeadingLevel::H4, HeadingLevel::H5, HeadingLevel::H6];
const ALIGNMENTS: [Alignment; 4] = [Alignment::None, Alignment::Left, Alignment::Center, Alignment::Right];
const LINK_TYPES: [LinkType; 11] = [
    LinkType::Inline,
    LinkType::Reference,
    LinkType::ReferenceUnknown,
    LinkType::Collapsed,
    LinkType::CollapsedUnknown,
    LinkType::Shortcut,
    LinkType::ShortcutUnknown,
    LinkType::Autolink,
    LinkType::Email,
    LinkType::WikiLink { has_pothole: false },
    LinkType::WikiLink { has_pothole: true },
];

/// Makes a [`Tape`].
pub struct Recorder<'t> {
    text: &'t str,
    bytes: Vec<u8>,
    others: Vec<Event<'static>>,
    /// Where the last event started.
    start: usize,
}

impl<'t> Recorder<'t> {
    /// For the events of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, bytes: Vec::with_capacity(text.len() / 2), others: Vec::new(), start: 0 }
    }

    /// Adds an event.
    pub fn record(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let head = self.bytes.len();
        self.bytes.push(OTHER);
        self.signed(range.start as isize - self.start as isize);
        self.unsigned(range.len());
        self.start = range.start;
        let tail = self.bytes.len();
        match self.content(event, range) {
            Some(code) => self.bytes[head] = code,
            None => {
                self.bytes.truncate(tail);
                self.others.push(event.clone().into_static());
            }
        }
    }

    /// All events that were added.
    pub fn finish(self) -> Tape {
        // A copy, since many tapes are in memory at once and this one's room was a guess.
        Tape { bytes: self.bytes.as_slice().into(), others: self.others.into_boxed_slice() }
    }

    /// Writes what follows an event's range, and gives its code; none if it must stand beside.
    fn content(&mut self, event: &Event<'_>, range: &Range<usize>) -> Option<u8> {
        let (code, piece) = match event {
            Event::Text(text) if text.len() == range.len() && offset_in(self.text, text) == Some(range.start) => {
                return Some(TEXT);
            }
            Event::Start(Tag::Heading { level, id: None, classes, attrs })
                if classes.is_empty() && attrs.is_empty() =>
            {
                self.index(&LEVELS, level)?;
                return Some(HEADING);
            }
            Event::Start(Tag::List(Some(first))) => {
                self.unsigned(usize::try_from(*first).ok()?);
                return Some(NUMBERED_LIST);
            }
            Event::Start(Tag::Table(alignments)) => {
                self.unsigned(alignments.len());
                for alignment in alignments {
                    self.index(&ALIGNMENTS, alignment)?;
                }
                return Some(TABLE);
            }
            Event::Start(
                tag @ (Tag::Link { link_type, dest_url, title, id } | Tag::Image { link_type, dest_url, title, id }),
            ) => {
                self.index(&LINK_TYPES, link_type)?;
                [dest_url, title, id].into_iter().try_for_each(|piece| self.piece(piece))?;
                return Some(if matches!(tag, Tag::Link { .. }) { LINK } else { IMAGE });
            }
            Event::Text(piece) => (TEXT_PIECE, piece),
            Event::Code(piece) => (CODE, piece),
            Event::InlineMath(piece) => (INLINE_MATH, piece),
            Event::DisplayMath(piece) => (DISPLAY_MATH, piece),
            Event::Html(piece) => (HTML, piece),
            Event::InlineHtml(piece) => (INLINE_HTML, piece),
            Event::FootnoteReference(piece) => (FOOTNOTE_REFERENCE, piece),
            Event::Start(Tag::FootnoteDefinition(piece)) => (FOOTNOTE_DEFINITION, piece),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(piece))) => (FENCED_CODE, piece),
            event => return plain_code(event),
        };
        self.piece(piece).map(|()| code)
    }

    /// A string as its length, and its distance from the event's start unless it is empty.
    fn piece(&mut self, piece: &CowStr<'_>) -> Option<()> {
        self.unsigned(piece.len());
        if !piece.is_empty() {
            self.signed(offset_in(self.text, piece)? as isize - self.start as isize);
        }
        Some(())
    }

    fn index<T: PartialEq>(&mut self, all: &[T], one: &T) -> Option<()> {
        self.bytes.push(all.iter().position(|other| other == one)? as u8);
        Some(())
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    fn unsigned(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// Small numbers of either sign as small numbers.
    fn signed(&mut self, number: isize) {
        self.unsigned(((number << 1) ^ (number >> (isize::BITS - 1))) as usize);
    }
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    others: std::slice::Iter<'a, Event<'static>>,
    start: usize,
}

impl<'a> Iterator for Reader<'a> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.bytes.is_empty() {
            return None;
        }
        let code = self.byte();
        self.start = self.place();
        let range = self.start..self.start + self.unsigned();
        let event = match code {
            TEXT => Event::Text(CowStr::Borrowed(&self.text[range.clone()])),
            OTHER => self.others.next().cloned().expect("as many events stand beside as there are codes for them"),
            HEADING => {
                let level = LEVELS[usize::from(self.byte())];
                Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() })
            }
            NUMBERED_LIST => Event::Start(Tag::List(Some(self.unsigned() as u64))),
            TABLE => {
                let columns = self.unsigned();
                Event::Start(Tag::Table((0..columns).map(|_| ALIGNMENTS[usize::from(self.byte())]).collect()))
            }
            LINK | IMAGE => {
                let link_type = LINK_TYPES[usize::from(self.byte())];
                let [dest_url, title, id] = std::array::from_fn(|_| self.piece());
                Event::Start(if code == LINK {
                    Tag::Link { link_type, dest_url, title, id }
                } else {
                    Tag::Image { link_type, dest_url, title, id }
                })
            }
            TEXT_PIECE => Event::Text(self.piece()),
            CODE => Event::Code(self.piece()),
            INLINE_MATH => Event::InlineMath(self.piece()),
            DISPLAY_MATH => Event::DisplayMath(self.piece()),
            HTML => Event::Html(self.piece()),
            INLINE_HTML => Event::InlineHtml(self.piece()),
            FOOTNOTE_REFERENCE => Event::FootnoteReference(self.piece()),
            FOOTNOTE_DEFINITION => Event::Start(Tag::FootnoteDefinition(self.piece())),
            FENCED_CODE => Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(self.piece()))),
            code => plain_event(code).expect("codes are those that a recorder wrote"),
        };
        Some((event, range))
    }
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> u8 {
        let (&first, rest) = self.bytes.split_first().expect("a tape ends between two events");
        self.bytes = rest;
        first
    }

    fn unsigned(&mut self) -> usize {
        let mut number = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
    }

    /// A place in the text, by its distance from the start of the event.
    fn place(&mut self) -> usize {
        let number = self.unsigned();
        self.start.wrapping_add_signed((number >> 1) as isize ^ -((number & 1) as isize))
    }

    fn piece(&mut self) -> CowStr<'a> {
        match self.unsigned() {
            0 => CowStr::Borrowed(""),
            length => {
                let start = self.place();
                CowStr::Borrowed(&self.text[start..start + length])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::markdown;
    use super::*;

    /// Records a text and compares what is read.
    fn reads_as_recorded(text: &str) -> usize {
        let mut recorder = Recorder::new(text);
        let mut recorded = Vec::new();
        markdown::read(text, &mut Vec::new(), |event, range| {
            recorder.record(&event, &range);
            recorded.push((event, range));
        });
        let tape = recorder.finish();
        assert_eq!(tape.read(text).collect::<Vec<_>>(), recorded, "{text:?}");
        tape.others.len()
    }

    #[test]
    fn every_construct_is_read_as_it_was_recorded() {
        let all = "# A `b` *c* **d** ~~e~~\n\n## [f](g.md) ![i][j] [[k|l]] <m@n.example> <https://o.example>\n\n\
            300. p\n     1. q\n- [x] r\n- [ ] s[^t]\n\n> [!NOTE]\n> u  \n> v\n\n| w | x |\n|:-:|--:|\n| y | z |\n\n\
            ```rust\nfn a() {}\n```\n\n    b\n\n<div>c</div>\n\nd <b>e</b> $f$ $$g$$\n\nh\n: i\n\n[j]: k.png\n[^t]: l\n\n---\n";
        assert_eq!(reads_as_recorded(all), 0);
        assert!(reads_as_recorded("a &amp; b \\* c\r\n[d](e\\_f &copy;)\n") > 0);
        assert!(reads_as_recorded("[f](g.md \"h\")\n") > 0);
        assert_eq!(reads_as_recorded(""), 0);
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was_recorded(text in r"([a-c #*_`\[\]()!<>|:\\&;$^~\n0-9-]|ä|\[\^a\]|&lt;|\n\n|\t){0,80}") {
            reads_as_recorded(&text);
        }
    }
}
