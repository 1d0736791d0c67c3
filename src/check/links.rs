//! What the rules about references share: going over them, and the nearest thing that exists.

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::{path, suggest};
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
        let span = if self.link.target_span.is_empty() { self.link.span } else { self.link.target_span };
        Diagnostic::new(code, level, handbook.documents[self.document].source, span, message)
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
}

/// An existing document or file near to a path that does not exist.
pub struct Nearest {
    /// Its path below the content root.
    pub path: String,
    /// Whether it can only be this one.
    pub certain: bool,
}

/// The nearest existing document or file to `missing` (below the content root): the same name elsewhere; a name in
/// the same folder; any name.
pub fn nearest(handbook: &Handbook<'_>, missing: &str) -> Option<Nearest> {
    let name = path::name(missing).to_lowercase();
    let known = || {
        let documents = handbook.documents.iter().map(|document| document.path.as_str());
        documents.chain(handbook.inputs.files.iter().map(String::as_str))
    };
    let moved: Vec<&str> = known().filter(|known| path::name(known).to_lowercase() == name).collect();
    if let [one] = moved.as_slice() {
        return Some(Nearest { path: (*one).to_owned(), certain: !is_generic(&name) });
    }
    if let Some(closest) = moved.iter().max_by_key(|moved| shared_parts(moved, missing)) {
        return Some(Nearest { path: (*closest).to_owned(), certain: false });
    }
    let folder = path::folder(missing);
    // Without its extension: a link to `guide` means `guide.md`.
    let bare: Vec<&str> =
        known().filter(|known| path::folder(known) == folder && path::stem(known).to_lowercase() == name).collect();
    if let [one] = bare.as_slice() {
        return Some(Nearest { path: (*one).to_owned(), certain: true });
    }
    let beside = known().filter(|known| path::folder(known) == folder);
    let near = suggest::nearest(missing, beside).or_else(|| suggest::nearest(missing, known()));
    near.map(|near| Nearest { path: near.to_owned(), certain: false })
}

/// Names that many folders have, so that the same name elsewhere says little.
fn is_generic(name: &str) -> bool {
    matches!(name, "readme.md" | "index.md" | "_index.md")
}

fn shared_parts(a: &str, b: &str) -> usize {
    a.rsplit('/').zip(b.rsplit('/')).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
}

/// What to write in a document to refer to a path below the content root, percent-encoded where Markdown needs it,
/// with the query and fragment that stood there.
pub fn written(handbook: &Handbook<'_>, document: usize, to: &str, old: &str) -> String {
    let suffix = old.find(['?', '#']).map_or("", |at| &old[at..]);
    let to =
        if old.starts_with('/') { format!("/{to}") } else { path::relative(&handbook.documents[document].path, to) };
    let dotted = if old.starts_with("./") && !to.starts_with('.') { format!("./{to}") } else { to };
    let encoded = dotted.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    encoded + suffix
}
