//! `link/missing-wikilink`

use std::collections::HashMap;

use super::moved::Moved;
use super::nearest::{Index, Nearest, plain};
use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::path;
use crate::base::span::Span;
use crate::base::suggest::is_slip;
use crate::link::Handbook;
use crate::link::target::Broken;
use crate::parse::document::LinkKind;

pub(super) const RULE: Rule = Rule {
    code: "link/missing-wikilink",
    level: Level::Error,
    explanation: Explanation {
        what: "`[[Page]]` names no page, or `![[picture.png]]` no file. Wikilinks go by the file's name anywhere in \
               the handbook, without its extension and without regard to letter case.",
        why: "The reader sees a name that leads nowhere.",
        bad: "See [[coordinaton guide]].",
        good: "See [[coordination guide]].",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut missing = links::broken(handbook).filter(|link| matches!(link.broken, Broken::Wiki { .. })).peekable();
    if missing.peek().is_none() {
        return Vec::new();
    }
    let (index, names, moved) = (Index::new(handbook), Names::new(handbook), Moved::new(handbook));
    let found = missing.filter_map(|link| {
        let Broken::Wiki { name } = link.broken else { return None };
        let picture = link.link.kind == LinkKind::WikiImage;
        let kind = if picture { "file" } else { "page" };
        let message = format!("No {kind} of the handbook is called `{}`.", links::cut(name));
        let diagnostic = link.diagnostic(handbook, RULE.code, RULE.level, message);
        let titled = names.titled(name).map(|path| Nearest { path: path.to_owned(), certain: true, slip: false });
        let near = moved.of_wikilink(name).or(titled).or_else(|| {
            let wanted = if picture || path::is_document(name) { name.clone() } else { format!("{name}.md") };
            index.find(&wanted, &handbook.documents[link.document].path)
        });
        Some(match near {
            Some(near) => suggested(handbook, diagnostic, &link, name, &near, names.wikilink(&near.path)),
            None => diagnostic,
        })
    });
    found.collect()
}

/// With the nearest name, and a fix where it can be no other.
fn suggested(
    handbook: &Handbook<'_>,
    found: Diagnostic,
    link: &links::BrokenLink<'_>,
    name: &str,
    near: &Nearest,
    shown: &str,
) -> Diagnostic {
    let found = found.help(format!("Did you mean `[[{shown}]]`?"));
    let text = &handbook.source(link.document).text;
    let span = link.link.target_span;
    let written = span.of(text);
    // Before the heading and the label, which stay.
    let certain = near.certain || near.slip && !name.contains('/');
    let Some(at) = written.find(name).filter(|_| written == &*link.link.target && certain) else { return found };
    let place = Span::new(span.start as usize + at, span.start as usize + at + name.len());
    // Readers see the name where there is no label, so another name must not change what they read.
    let rest = &text[place.end as usize..];
    let unlabelled = rest.starts_with("]]");
    let label = unlabelled && !is_slip(name, path::stem(shown)) && link.link.kind == LinkKind::Wiki;
    let new = if label { format!("{shown}|{name}") } else { shown.to_owned() };
    let readable = !shown.contains(['[', ']', '|', '#', '\\', '`', '<', '\n']) && !name.contains('\n');
    if readable { found.fix(format!("Change it to `[[{new}]]`"), place, new) } else { found }
}

/// What pages are called.
struct Names<'h> {
    /// Paths by title, without case and separators.
    titles: HashMap<String, Vec<&'h str>>,
    /// How many documents have a file name, without case and extension.
    stems: HashMap<String, u32>,
}

impl<'h> Names<'h> {
    fn new(handbook: &'h Handbook<'_>) -> Self {
        let mut names = Self { titles: HashMap::new(), stems: HashMap::new() };
        for document in &handbook.documents {
            names.titles.entry(plain(document.title())).or_default().push(&document.path);
            *names.stems.entry(path::stem(&document.path).to_lowercase()).or_default() += 1;
        }
        names
    }

    /// The only document of that title.
    fn titled(&self, name: &str) -> Option<&'h str> {
        match self.titles.get(&plain(name))?.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The shortest name of a document or file that a wikilink can have.
    fn wikilink<'p>(&self, to: &'p str) -> &'p str {
        let shown = if path::is_document(to) { to.rsplit_once('.').map_or(to, |(stem, _)| stem) } else { to };
        let alike = self.stems.get(&path::name(shown).to_lowercase()).copied().unwrap_or_default();
        if alike > 1 { shown } else { path::name(shown) }
    }
}
