//! What to write instead of a broken target, in the form in which its author wrote it.

use super::links::BrokenLink;
use crate::base::diagnostic::Diagnostic;
use crate::base::path;
use crate::base::yaml;
use crate::link::Handbook;
use crate::link::written::{Form, Written};
use crate::parse::document::LinkKind;

impl BrokenLink<'_> {
    /// The target as it stands in the text; none where something else stands there.
    pub fn written(&self, handbook: &Handbook<'_>) -> Option<Written> {
        let text = &handbook.source(self.document).text;
        let place = self.link.target_span;
        let in_yaml = self.link.kind == LinkKind::FrontMatter;
        if place.is_empty() || in_yaml && !yaml::says(text, place, &self.link.target) {
            return None;
        }
        Written::of(self.link, text)
    }

    /// With the fix that makes the target `target`, where that can be written here.
    pub fn change_to(&self, handbook: &Handbook<'_>, found: Diagnostic, target: &str) -> Diagnostic {
        if target == &*self.link.target {
            return found;
        }
        let Some(written) = self.written(handbook) else { return found };
        let Some(new) = written.with_target(target) else { return found };
        let (place, new) = match written.form {
            Form::Yaml => yaml::replaced(&handbook.source(self.document).text, written.span, &new),
            _ => (written.span, new),
        };
        found.fix(format!("Change it to `{target}`"), place, new)
    }

    /// The target that refers to a path below the content root: with the query and the fragment of the old one, from
    /// the root where that starts with `/`, with its `./`.
    pub fn rewritten(&self, handbook: &Handbook<'_>, to: &str) -> String {
        let old = &*self.link.target;
        let way = path::relative(&handbook.documents[self.document].path, to);
        let way = match old {
            // From the document's folder where it lies below, else from the folder of all documents.
            _ if self.link.kind == LinkKind::Path && !old.starts_with('.') => {
                if way.starts_with('.') {
                    to.to_owned()
                } else {
                    way
                }
            }
            _ if old.starts_with('/') => format!("/{to}"),
            _ if old.starts_with("./") && !way.starts_with('.') => format!("./{way}"),
            _ => way,
        };
        let plain = || Written::plain(self.link, &handbook.source(self.document).text);
        let written = self.written(handbook).unwrap_or_else(plain);
        written.with(&way).and_then(|text| written.form.read(&text)).unwrap_or(way)
    }
}
