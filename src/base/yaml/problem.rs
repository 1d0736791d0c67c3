//! What is wrong with a YAML text, in plain words.

use granit_parser::{ErrorKind, ScanError};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::base::span::Span;

/// One thing that is wrong with a YAML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place.
    pub span: Span,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Another place that belongs to it, with what stands there.
    pub related: Option<(Span, String)>,
}

impl Problem {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None, related: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// As an error with this code in this source.
    pub fn into_diagnostic(self, code: &'static str, source: SourceId) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(code, Level::Error, source, self.span, self.message);
        diagnostic.help = self.help;
        match self.related {
            Some((span, message)) => diagnostic.related(source, span, message),
            None => diagnostic,
        }
    }

    /// The parser's own finding at `at` in `text`, which begins `base` bytes into its source.
    pub(super) fn from_scan(error: &ScanError, text: &str, base: usize) -> Self {
        let at = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()).min(text.len()));
        let here = text[at..].chars().next().filter(|c| !c.is_whitespace());
        let span = Span::new(at, at + here.map_or(0, char::len_utf8)).shifted(base);
        let (message, help) = explain(error, here);
        Self { span, message, help: help.map(str::to_owned), related: None }
    }
}

const QUOTE: &str = "Put the whole value in quotes.";

/// A sentence and advice for the mistakes that people make; the parser's own words for the others.
fn explain(error: &ScanError, here: Option<char>) -> (String, Option<&'static str>) {
    use ErrorKind as K;
    let here = here.map_or_else(String::new, |c| c.escape_debug().to_string());
    let (message, help) = match error.kind() {
        K::MappingValueNotAllowed | K::InvalidColonPlacement => {
            ("A second `: ` stands in this value, so YAML cannot tell where the value begins.", QUOTE)
        }
        K::UnexpectedCharacter { .. } => return (format!("A value cannot start with `{here}` in YAML."), Some(QUOTE)),
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => {
            ("More text stands behind the closing quote.", "Put the whole value inside the quotes.")
        }
        K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent | K::DocumentIndicatorInQuotedScalar => {
            ("A quoted text is not closed.", "Close it with the same quote that opens it.")
        }
        K::UnknownQuotedScalarEscape | K::InvalidQuotedScalarHexEscape => {
            ("A backslash in double quotes must be doubled in YAML.", "Write `\\\\`, or use single quotes.")
        }
        K::UnclosedFlowCollection { open } => {
            return (format!("`{open}` is not closed."), Some("Close it, or put the value in quotes if it is text."));
        }
        K::MismatchedFlowCollectionEnd { open, close } => {
            return (format!("`{open}` is closed by `{close}`."), Some("Use brackets of one sort."));
        }
        K::MisplacedFlowCollectionEnd => ("This bracket closes nothing.", QUOTE),
        K::ExpectedFlowMappingSeparator | K::ExpectedFlowSequenceSeparator => {
            ("A comma or a closing bracket is missing before this.", "Values with brackets need quotes.")
        }
        K::UnknownAnchor => {
            ("No `&name` above gives this `*name` a meaning.", "Put the value in quotes if it is text.")
        }
        K::TabNotAllowed | K::TabInBlockIndentation | K::TabInIndentation | K::TabAtBlockScalarStart => {
            ("YAML cannot be indented with tabs.", "Use spaces.")
        }
        K::SimpleKeyExpected | K::InvalidSimpleKey => {
            ("This line has no `key: value`.", "Write a colon and a space behind the key.")
        }
        K::ExpectedBlockMappingKey | K::ExpectedBlockSequenceEntry | K::InvalidIndentation => {
            ("This line does not fit the lines above it.", "Indent the lines of one list or mapping equally.")
        }
        K::BlockSequenceEntryNotAllowed => ("A list cannot start here.", "Start it on a line of its own."),
        K::RecursionLimitExceeded => return (too_deep(), None),
        other => return (format!("This is not YAML: {other}."), None),
    };
    (message.to_owned(), Some(help))
}

/// The sentence for nesting that nobody writes by hand.
pub(super) fn too_deep() -> String {
    format!("This is nested more than {} levels deep.", super::MAX_DEPTH)
}
