//! What the rules about references share: going over those that are broken, what to call them, what to write instead.

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Span;
use crate::base::yaml::shortened;
use crate::link::Handbook;
use crate::link::target::{Broken, Target};
use crate::parse::document::{Link, LinkKind};

/// A reference that leads nowhere.
pub struct BrokenLink<'h> {
    /// The document it stands in.
    pub document: usize,
    /// The reference.
    pub link: &'h Link,
    /// Why it is broken.
    pub broken: &'h Broken,
}

/// All broken references, each once: one that takes its target from a definition is told at the definition.
pub fn broken<'h>(handbook: &'h Handbook<'_>) -> impl Iterator<Item = BrokenLink<'h>> {
    handbook.targets.iter().enumerate().flat_map(move |(document, targets)| {
        let links = &handbook.documents[document].links;
        targets.iter().zip(links).filter_map(move |(target, link)| match target {
            Target::Broken(broken) if !link.by_definition => Some(BrokenLink { document, link, broken }),
            _ => None,
        })
    })
}

impl BrokenLink<'_> {
    /// A finding at the reference's target.
    pub fn diagnostic(
        &self,
        handbook: &Handbook<'_>,
        code: &'static str,
        level: Level,
        message: impl Into<String>,
    ) -> Diagnostic {
        let own = &handbook.documents[self.document];
        let written = self.link.target_span.of(&handbook.source(self.document).text);
        let span = if written.trim().is_empty() { self.link.span } else { self.link.target_span };
        // A default of handbook.yaml stands in that text, not in the document's.
        let elsewhere = (self.link.kind == LinkKind::FrontMatter && span.is_empty()).then(|| {
            let front_matter = &own.front_matter;
            let mut given = front_matter.related.iter().chain(&front_matter.charter);
            given.find(|given| given.source != own.source && given.value == *self.link.target)
        });
        let (source, span) = elsewhere.flatten().map_or((own.source, span), |given| (given.source, given.span));
        Diagnostic::new(code, level, source, span, message)
    }

    /// What to call the reference in a sentence.
    pub fn noun(&self) -> &'static str {
        match self.link.kind {
            LinkKind::Image | LinkKind::HtmlImage | LinkKind::WikiImage => "picture",
            LinkKind::FrontMatter => "reference",
            LinkKind::Path => "path",
            _ => "link",
        }
    }

    /// The target as written, cut to what fits a sentence.
    pub fn shown(&self) -> String {
        cut(&self.link.target)
    }
}

/// A text cut to what fits a sentence.
pub fn cut(text: &str) -> String {
    if text.chars().count() <= 80 { text.to_owned() } else { shortened(text) }
}

/// A path below the repository's root as people know it: below the content root where it is there.
pub fn shown_path<'p>(handbook: &Handbook<'_>, path: &'p str) -> &'p str {
    path.strip_prefix(handbook.inputs.places.content_in_repository.as_str()).unwrap_or(path)
}

/// Where a document says what it is called: its first heading, else its first block, else its beginning.
pub fn head(handbook: &Handbook<'_>, document: usize) -> Span {
    let document = &handbook.documents[document];
    let title = document.outline.iter().find(|heading| heading.level == 1).map(|heading| heading.span);
    let span = title.or_else(|| document.blocks.first().map(|block| block.span));
    let source = handbook.inputs.sources.get(document.source);
    let span = span.unwrap_or_default();
    let line = source.line_span(source.line(span.start));
    Span { start: span.start, end: span.end.min(line.end).max(span.start) }
}
