//! What an author did that a message should say. What the machine did is an `Err`, never one of these.

use super::source::SourceId;
use super::span::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Advice; never fails a run.
    Hint,
    /// Fails a run under `--strict`.
    Warning,
    /// Fails a run.
    Error,
}

impl Level {
    /// The word that every format uses: `error`, `warning`, `hint`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }

    /// Whether a finding of this level fails a run; warnings do in a `strict` one.
    pub fn fails(self, strict: bool) -> bool {
        match self {
            Self::Error => true,
            Self::Warning => strict,
            Self::Hint => false,
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// `group/name`, as in the list of rules.
    pub code: &'static str,
    /// The rule's own level, until the settings of the run are applied.
    pub level: Level,
    /// One plain sentence that names both sides.
    pub message: String,
    /// The text it is about.
    pub source: SourceId,
    /// The narrowest span it is about.
    pub span: Span,
    /// What to do, if there is more to say.
    pub help: Option<String>,
    /// The change that mends it, where only one answer is possible.
    pub fix: Option<Fix>,
    /// Other places that belong to it, the most telling first.
    pub related: Vec<Related>,
}

/// A change of texts that mends a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, as an imperative.
    pub title: String,
    /// What to replace; the edits do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The text to change.
    pub source: SourceId,
    /// What to replace.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// Another place that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The text.
    pub source: SourceId,
    /// The place in it.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

impl Diagnostic {
    /// A finding without help, fix or related places.
    pub fn new(code: &'static str, level: Level, source: SourceId, span: Span, message: impl Into<String>) -> Self {
        Self { code, level, message: message.into(), source, span, help: None, fix: None, related: Vec::new() }
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a fix of one edit in the same source.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        let edit = Edit { source: self.source, span, text: text.into() };
        self.fix = Some(Fix { title: title.into(), edits: vec![edit] });
        self
    }

    /// With another place.
    #[must_use]
    pub fn related(mut self, source: SourceId, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { source, span, message: message.into() });
        self
    }
}
