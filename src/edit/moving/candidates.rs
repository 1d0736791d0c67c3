//! What a reference could be written as after the move, the author's own way first. Which of these means the right
//! thing is for the resolver to say: it knows all rules, and nothing here repeats them.

use crate::base::path;
use crate::link::target::{Broken, Target};
use crate::link::written::Written;
use crate::parse::document::{Link, LinkKind};

use super::same::Both;

/// One reference that has to be written anew.
pub struct Reference<'r> {
    /// The document that it stands in, by its number before the move.
    pub document: u32,
    /// The reference, as it was before the move.
    pub link: &'r Link,
    /// What it led to.
    pub target: &'r Target,
    /// How it is written.
    pub written: &'r Written,
}

impl Reference<'_> {
    /// Targets as they may stand in the text, the best first.
    pub fn candidates(&self, both: &Both<'_, '_, '_>) -> Vec<String> {
        let mut paths = match self.link.kind {
            LinkKind::Wiki | LinkKind::WikiImage => return self.wikilinks(both),
            LinkKind::Path => self.code(both),
            LinkKind::FrontMatter => self.front_matter(both),
            _ if self.written.path.starts_with('/') => self.rooted(both),
            _ => self.relative(both),
        };
        if matches!(self.target, Target::Broken(Broken::Case { .. })) {
            let own = paths.iter().filter_map(|path| self.written.with_own_case(path));
            return own.chain(paths.iter().filter_map(|path| self.written.with(path))).collect();
        }
        paths.retain(|path| !path.is_empty());
        paths.iter().filter_map(|path| self.written.with(path)).collect()
    }

    /// Where the document is after the move, below the repository's root.
    fn from(&self, both: &Both<'_, '_, '_>) -> String {
        format!("{}{}", content(both), both.path(self.document))
    }

    /// The folder the document was in, below the repository's root.
    fn folder(&self, both: &Both<'_, '_, '_>) -> String {
        format!("{}{}", content(both), both.before.documents[self.document as usize].folder())
    }

    /// Paths below the repository's root at which the target itself is after the move.
    fn things(&self, both: &Both<'_, '_, '_>) -> Vec<String> {
        let content = content(both);
        match self.target {
            Target::Page { document, .. }
            | Target::Broken(Broken::Anchor { document, .. } | Broken::Draft { document })
            | Target::Broken(Broken::Case { document: Some(document), .. })
            | Target::Broken(Broken::Path { elsewhere: Some(document), .. }) => {
                vec![format!("{content}{}", both.path(*document))]
            }
            Target::Listing { folder } | Target::Broken(Broken::ListingAnchor { folder, .. }) => {
                let there = both.listing(folder);
                let slash = if path::is_document(&there) || there.is_empty() { "" } else { "/" };
                vec![format!("{content}{there}{slash}")]
            }
            Target::Source { path, folder: true, .. } => vec![both.source_folder(path)],
            Target::Asset { path, .. } | Target::Source { path, .. } => vec![both.in_repository.after(path)],
            Target::Broken(Broken::Case { actual, .. }) => vec![both.in_repository.after(actual)],
            Target::Top => vec![self.from(both)],
            _ => Vec::new(),
        }
    }

    /// `../guide/page.md`
    fn relative(&self, both: &Both<'_, '_, '_>) -> Vec<String> {
        let from = self.from(both);
        if let Target::Forge { path, .. } = self.target {
            let up = from.matches('/').count() + 2;
            return vec![format!("{}{path}", "../".repeat(up))];
        }
        let named = path::join(&self.folder(both), &self.written.path).map(|named| both.in_repository.after(&named));
        let mut things = self.things(both);
        if let Target::Broken(Broken::Case { .. }) = self.target {
            things.truncate(1);
        } else if let Some(named) = named {
            things.insert(0, named);
        }
        things.iter().map(|to| self.styled(path::relative(&from, to))).collect()
    }

    /// A relative path with `./` before it and a slash after it, or without, as the author has it.
    fn styled(&self, relative: String) -> String {
        let written = &self.written.path;
        let bare = if written.ends_with('/') || !relative.ends_with('/') {
            relative
        } else {
            relative.trim_end_matches('/').to_owned()
        };
        if written.starts_with("./") && !bare.starts_with('.') { format!("./{bare}") } else { bare }
    }

    /// `/guide/page.md`, from the folder of the documents, the handbook's root or the repository's; `/guide/page/`.
    fn rooted(&self, both: &Both<'_, '_, '_>) -> Vec<String> {
        let written = self.written.path.trim_start_matches('/');
        let bases = [content(both), both.before.inputs.places.root_in_repository.as_str(), ""];
        let mut found = Vec::new();
        for base in bases {
            let named = path::join(base, written).map(|named| both.in_repository.after(&named));
            found.extend(named.and_then(|named| Some(format!("/{}", named.strip_prefix(base)?))));
        }
        found.extend(self.address(both));
        for thing in self.things(both) {
            found.extend(bases.iter().filter_map(|base| Some(format!("/{}", thing.strip_prefix(base)?))));
        }
        found
    }

    /// The address of the page that is meant, in the form of the old one.
    fn address(&self, both: &Both<'_, '_, '_>) -> Option<String> {
        let (Target::Page { document, .. } | Target::Broken(Broken::Anchor { document, .. })) = self.target else {
            return None;
        };
        let address = both.after.addresses.documents[both.number[*document as usize] as usize].as_ref()?;
        let stem = address.trim_end_matches('/').trim_end_matches(".html");
        let written = &self.written.path;
        let end = ["/index.html", ".html", "/"].into_iter().find(|end| written.ends_with(end)).unwrap_or("");
        Some(if stem.is_empty() { "/".to_owned() } else { format!("/{stem}{end}") })
    }

    /// A path in a code span: from the base that the old one has, else from any.
    fn code(&self, both: &Both<'_, '_, '_>) -> Vec<String> {
        let written = self.written.path.trim_start_matches('/');
        let (from, folder) = (self.from(both), self.folder(both));
        let own = format!("{}/", path::folder(&from));
        let own = if own == "/" { "" } else { own.as_str() };
        let root = both.before.inputs.places.root_in_repository.as_str();
        let bases = [(folder.as_str(), own), (content(both), content(both)), (root, root), ("", "")];
        let slash = if self.written.path.starts_with('/') { "/" } else { "" };
        let below = self.link.below.as_deref();
        let mut found = Vec::new();
        for (old, new) in bases {
            let direct = path::join(old, written).map(|named| (named, String::new()));
            let under =
                below.and_then(|below| Some((path::join(old, &format!("{below}/{written}"))?, format!("{below}/"))));
            for (named, under) in direct.into_iter().chain(under) {
                let there = both.in_repository.after(&named);
                if written.starts_with('.') && new == own {
                    found.push(self.styled(path::relative(&from, &there)));
                }
                let inside = there.strip_prefix(new).map(|inside| inside.strip_prefix(&under).unwrap_or(inside));
                found.extend(inside.map(|inside| format!("{slash}{inside}")));
            }
        }
        for thing in self.things(both) {
            if matches!(self.target, Target::Broken(Broken::Path { .. })) {
                found.push(path::name(&thing).to_owned());
            }
            for (_, base) in bases {
                found.extend(thing.strip_prefix(base).map(|inside| format!("{slash}{inside}")));
            }
            found.push(path::relative(&from, &thing));
            found.push(format!("./{}", path::relative(&from, &thing)));
        }
        found
    }

    /// `related` and `charter`: from the document's folder, or from the folder of all documents.
    fn front_matter(&self, both: &Both<'_, '_, '_>) -> Vec<String> {
        let written = self.written.path.trim_start_matches('/');
        let from = self.from(both);
        let rooted = self.written.path.starts_with('/');
        let near = path::join(&self.folder(both), written).filter(|_| !rooted);
        let far = path::join(content(both), written);
        let mut found = Vec::new();
        let inside = |path: &str| {
            let inside = both.inside(path).unwrap_or(path).to_owned();
            if rooted { format!("/{inside}") } else { inside }
        };
        found.extend(near.map(|named| self.styled(path::relative(&from, &both.in_repository.after(&named)))));
        found.extend(far.map(|named| inside(&both.in_repository.after(&named))));
        for thing in self.things(both) {
            if !rooted {
                found.push(self.styled(path::relative(&from, &thing)));
            }
            found.push(inside(&thing));
        }
        found
    }

    /// `[[page]]`, with as many folders before it as it had; with more where that fits several.
    fn wikilinks(&self, both: &Both<'_, '_, '_>) -> Vec<String> {
        let name = self.written.path.trim();
        let with_extension = path::is_document(name);
        let parts = name.trim_start_matches("./").trim_matches('/').split('/').count();
        let last = name.rsplit('/').next().unwrap_or(name);
        let mut found = Vec::new();
        for thing in self.things(both) {
            let inside = both.inside(&thing).unwrap_or(&thing);
            let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
            let bare = if path::is_document(inside) && !with_extension { stem } else { inside };
            // `[[1.0]]` is text and `[[1.0.md]]` a page; of many pages called README, `/README` is the topmost.
            for shown in [bare, inside] {
                let all: Vec<&str> = shown.split('/').collect();
                let fewest = parts.min(all.len());
                for count in (fewest..=all.len()).chain((1..fewest).rev()) {
                    let mut end: Vec<&str> = all[all.len() - count..].to_vec();
                    if let Some(own) = end.last_mut().filter(|end| plain(end) == plain(last)) {
                        *own = last;
                    }
                    found.extend(self.written.with(&end.join("/")));
                }
                found.extend(self.written.with(&format!("/{shown}")));
            }
        }
        found
    }
}

fn content<'w>(both: &Both<'w, '_, '_>) -> &'w str {
    &both.before.inputs.places.content_in_repository
}

/// A wikilink's name as it is compared.
fn plain(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}
