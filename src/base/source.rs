//! Texts that people wrote, and where a byte of them stands.

use super::span::Span;

/// A source's number in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// What a source is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A Markdown document of the handbook.
    Document,
    /// `handbook.yaml`.
    Config,
    /// A template that overrides one of the theme's.
    Template,
}

/// One text with its path.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is for.
    pub kind: SourceKind,
    /// `/`-separated; a document's below the content root, any other's below the handbook's root.
    pub path: String,
    /// The text, as UTF-8.
    pub text: String,
    /// Where the first byte stood that is not UTF-8, if there was one (bytes were replaced then).
    pub not_utf8: Option<u32>,
    /// Start of each line, in bytes.
    lines: Vec<u32>,
}

/// A 1-based line and column; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Counted from 1.
    pub line: u32,
    /// In characters, counted from 1.
    pub column: u32,
}

impl Source {
    /// A source from text; line ends are LF, CRLF or lone CR, as CommonMark reads them.
    pub fn new(kind: SourceKind, path: impl Into<String>, text: String) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                lines.push(at as u32 + 1);
            }
        }
        Self { kind, path: path.into(), text, not_utf8: None, lines }
    }

    /// A source from bytes: what is not UTF-8 becomes U+FFFD, and the first such place is kept.
    pub fn from_bytes(kind: SourceKind, path: impl Into<String>, bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(kind, path, text),
            Err(error) => {
                let at = error.utf8_error().valid_up_to() as u32;
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Self { not_utf8: Some(at), ..Self::new(kind, path, text) }
            }
        }
    }

    /// What ends the text's lines, as its first line does: LF, CRLF or CR; LF where there is but one line.
    pub fn line_ending(&self) -> &'static str {
        let bytes = self.text.as_bytes();
        match memchr::memchr2(b'\n', b'\r', bytes) {
            Some(at) if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') => "\r\n",
            Some(at) if bytes[at] == b'\r' => "\r",
            _ => "\n",
        }
    }

    /// The 1-based line of a byte.
    pub fn line(&self, byte: u32) -> u32 {
        self.lines.partition_point(|&start| start <= byte) as u32
    }

    /// Line and column of a byte.
    pub fn position(&self, byte: u32) -> Position {
        let line = self.line(byte);
        let start = self.lines[line as usize - 1] as usize;
        let end = (byte as usize).min(self.text.len());
        let column = self.text.get(start..end).map_or(0, |before| before.chars().count()) as u32 + 1;
        Position { line, column }
    }

    /// The 1-based line as a span, without its line end; the text's end for a line that there is not.
    pub fn line_span(&self, line: u32) -> Span {
        let start = self.lines.get(line as usize - 1).map_or(self.text.len(), |&start| start as usize);
        let end = self.lines.get(line as usize).map_or(self.text.len(), |&next| next as usize);
        let trimmed = self.text[start..end].trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + trimmed)
    }
}

/// All sources of a run, in the order of their paths; diagnostics name them by number.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
    /// What stands before a document's path to make it a path below the handbook's root (`content/`, or nothing).
    pub content_prefix: String,
}

impl Sources {
    /// Adds a source and gives its number.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.list.push(source);
        SourceId(self.list.len() as u32 - 1)
    }

    /// Gives a source another text, and returns the one that it had.
    pub fn replace(&mut self, id: SourceId, text: String) -> String {
        let source = &mut self.list[id.0 as usize];
        let new = Source::new(source.kind, std::mem::take(&mut source.path), text);
        std::mem::replace(source, new).text
    }

    /// The source of that number.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.list[id.0 as usize]
    }

    /// Path below the handbook's root, for people and for editors.
    pub fn shown_path(&self, id: SourceId) -> String {
        let source = self.get(id);
        match source.kind {
            SourceKind::Document => format!("{}{}", self.content_prefix, source.path),
            _ => source.path.clone(),
        }
    }

    /// Every source with its number.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.list.iter().enumerate().map(|(at, source)| (SourceId(at as u32), source))
    }
}
