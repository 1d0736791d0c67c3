//! What one reference refers to: "What a reference means", rule by rule.

use crate::base::path;
use crate::load::probe::OnDisk;
use crate::parse::document::{Link, LinkKind};
use crate::parse::slug;

use super::address::{CHANGES, FEED, Generated};
use super::parts::{Parts, is_line_anchor, scheme, take_apart};
use super::target::{Broken, Target};
use super::{names::Names, theme_file};

/// Asks what is at a path below the repository's root that no document has.
type Ask<'a> = dyn FnMut(&str) -> OnDisk + 'a;

/// Files that are published when a page outside of whose folder they lie refers to them.
const ATTACHMENTS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico", "pdf", "doc", "docx", "xls", "xlsx", "ppt",
    "pptx", "odt", "ods", "odp", "csv", "ics", "zip", "mp3", "mp4", "webm", "ogg", "wav", "mov", "drawio", "vsdx",
];

/// Resolves one link of a document.
pub fn link(names: &Names<'_>, document: usize, link: &Link, ask: &mut Ask<'_>) -> Target {
    let resolver = Resolver { names, document: document as u32, kind: link.kind, ask };
    match link.kind {
        LinkKind::Wiki | LinkKind::WikiImage => resolver.wiki(&link.target),
        LinkKind::Path => resolver.code_path(&link.target, link.below.as_deref()),
        LinkKind::FrontMatter => resolver.front_matter(&link.target),
        _ => resolver.reference(&link.target),
    }
}

/// Pages that a repository has on GitHub beside its files.
const FORGE_PAGES: &[&str] = &[
    "actions",
    "branches",
    "commits",
    "compare",
    "contributors",
    "discussions",
    "graphs",
    "issues",
    "labels",
    "milestones",
    "projects",
    "pull",
    "pulls",
    "releases",
    "security",
    "tags",
    "tree",
    "wiki",
];

struct Resolver<'n, 'a, 'k> {
    names: &'n Names<'a>,
    document: u32,
    kind: LinkKind,
    ask: &'k mut Ask<'k>,
}

impl Resolver<'_, '_, '_> {
    fn reference(mut self, target: &str) -> Target {
        let target = target.trim();
        if target.is_empty() {
            return Target::Broken(Broken::Empty);
        }
        if let Some(found) = scheme(target, self.kind) {
            return found;
        }
        let parts = take_apart(target);
        if parts.path.is_empty() {
            return self.anchor_on(self.document, &parts);
        }
        let folder = self.names.documents[self.document as usize].folder();
        if let Some(rooted) = parts.path.strip_prefix('/') {
            return self.rooted(rooted, &parts);
        }
        match self.below_content(folder, &parts.path) {
            Some(path) => self.at(&path, &parts).unwrap_or_else(|| self.missing(&path)),
            None => self.forge(folder, &parts),
        }
    }

    /// A page of the forge, where the target leaves the repository as GitHub's own addresses do.
    fn forge(&self, folder: &str, parts: &Parts<'_>) -> Target {
        let from = format!("{}{folder}", self.names.inputs.places.content_in_repository);
        let mut depth = from.split('/').filter(|part| !part.is_empty()).count() as i64;
        let ups = parts.path.split('/').take_while(|part| *part == "..").count();
        depth -= ups as i64;
        let rest: Vec<&str> = parts.path.split('/').skip(ups).collect();
        // A file of the root is at OWNER/NAME/blob/BRANCH/: two folders up stand the repository's pages.
        if depth == -2 && rest.first().is_some_and(|first| FORGE_PAGES.contains(first)) && !rest.contains(&"..") {
            return Target::Forge { path: rest.join("/"), suffix: parts.suffix.to_owned() };
        }
        Target::Broken(Broken::Outside)
    }

    /// `relative` from a folder of the content, as a path below the repository's root.
    fn below_content(&self, folder: &str, relative: &str) -> Option<String> {
        path::join(&format!("{}{folder}", self.names.inputs.places.content_in_repository), relative)
    }

    /// `/x/` is a page's address, `/x.md` and `/x.png` are files; from the content root, else as on the forge.
    fn rooted(&mut self, rooted: &str, parts: &Parts<'_>) -> Target {
        let places = &self.names.inputs.places;
        let Some(in_content) = path::join(&places.content_in_repository, rooted) else {
            return Target::Broken(Broken::Outside);
        };
        if let Some(found) = self.at(&in_content, parts).or_else(|| self.by_address(rooted, parts)) {
            return found;
        }
        for root in [places.root_in_repository.as_str(), ""] {
            let Some(path) = path::join(root, rooted) else { continue };
            if let Some(found) = self.at(&path, parts) {
                return found;
            }
        }
        self.missing(&in_content)
    }

    /// A page by its address from the root of the site.
    fn by_address(&self, rooted: &str, parts: &Parts<'_>) -> Option<Target> {
        let bare = rooted.trim_end_matches('/');
        let stem = bare.strip_suffix("/index.html").or_else(|| bare.strip_suffix(".html")).unwrap_or(bare);
        if let Some(document) = self.names.address(stem) {
            return Some(self.document_target(document, parts));
        }
        if let Some(path) = theme_file::published_at(self.names.inputs, rooted) {
            return Some(Target::Asset { path, published: rooted.to_owned(), suffix: parts.suffix.to_owned() });
        }
        let address = self.generated(bare)?;
        Some(Target::Generated { address, anchor: parts.fragment.clone() })
    }

    /// The address of a page or feed that we make, given without slashes around it.
    fn generated(&self, bare: &str) -> Option<String> {
        let addresses = self.names.addresses;
        // Only a site with an address of its own can be mapped.
        let sitemap = bare == "sitemap.xml" && !self.names.inputs.config.is_noindex();
        if bare == FEED && addresses.feed
            || bare == CHANGES && addresses.changes
            || bare == "404.html"
            || sitemap && self.names.inputs.config.base_url.is_some()
        {
            return Some(bare.to_owned());
        }
        let stem = bare.strip_suffix("/index.html").or_else(|| bare.strip_suffix(".html")).unwrap_or(bare);
        if let Some(page) = Generated::ALL.into_iter().find(|page| page.name() == stem) {
            return addresses.generated(page);
        }
        let page = addresses.page(stem);
        if addresses.below_generated().any(|address| address == page) {
            return Some(page);
        }
        let tag = stem.strip_prefix(Generated::Tags.name())?.strip_prefix('/')?;
        let mut tags = self.names.documents.iter().flat_map(|document| &document.front_matter.tags);
        tags.any(|known| slug::github(&known.value) == tag).then(|| addresses.page(stem))
    }

    /// What is at a path below the repository's root, if anything.
    fn at(&mut self, path: &str, parts: &Parts<'_>) -> Option<Target> {
        let places = &self.names.inputs.places;
        if let Some(inside) = inside(path, &places.content_in_repository) {
            if let Some(document) = self.names.document(inside) {
                return Some(self.document_target(document, parts));
            }
            if self.names.is_folder(inside) {
                return Some(self.folder_target(inside, parts));
            }
            if self.names.files().contains(inside) {
                let suffix = parts.suffix.to_owned();
                return Some(Target::Asset { path: path.to_owned(), published: inside.to_owned(), suffix });
            }
        }
        match (self.ask)(path) {
            OnDisk::Missing => None,
            OnDisk::WrongCase(actual) => {
                let inside = inside(&actual, &places.content_in_repository);
                let document = inside.and_then(|inside| self.names.document(inside));
                Some(Target::Broken(Broken::Case { actual, document }))
            }
            OnDisk::Folder => {
                Some(Target::Source { path: path.to_owned(), folder: true, suffix: parts.suffix.to_owned() })
            }
            OnDisk::File => Some(self.file_target(path, parts)),
        }
    }

    fn document_target(&self, document: u32, parts: &Parts<'_>) -> Target {
        let draft = self.names.documents[document as usize].is_draft() && !self.names.inputs.drafts;
        if draft && document != self.document {
            return Target::Broken(Broken::Draft { document });
        }
        self.anchor_on(document, parts)
    }

    /// A folder's anchors are those of its README.md, index.md or _index.md.
    fn folder_target(&self, folder: &str, parts: &Parts<'_>) -> Target {
        match self.names.folder_text(folder) {
            Some(document) => self.document_target(document, parts),
            None => {
                let folder = folder.trim_end_matches('/').to_owned();
                if let Some(document) = self.names.only_drafts(&folder) {
                    return Target::Broken(Broken::Draft { document });
                }
                match parts.fragment.as_deref().map(|fragment| fragment.split(":~:").next().unwrap_or_default()) {
                    None | Some("" | "top") => Target::Listing { folder },
                    Some(anchor) => Target::Broken(Broken::ListingAnchor { folder, anchor: anchor.to_owned() }),
                }
            }
        }
    }

    /// A file outside the documents: a picture or attachment is published, anything else stays in the repository.
    fn file_target(&self, path: &str, parts: &Parts<'_>) -> Target {
        let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        let attached = extension.is_some_and(|extension| ATTACHMENTS.contains(&extension.as_str()));
        let picture = matches!(self.kind, LinkKind::Image | LinkKind::HtmlImage | LinkKind::WikiImage);
        let suffix = parts.suffix.to_owned();
        if attached || picture {
            let published = inside(path, &self.names.inputs.places.content_in_repository);
            let published = published.map_or_else(|| format!("files/{path}"), str::to_owned);
            Target::Asset { path: path.to_owned(), published, suffix }
        } else {
            Target::Source { path: path.to_owned(), folder: false, suffix }
        }
    }

    fn anchor_on(&self, document: u32, parts: &Parts<'_>) -> Target {
        let Some(anchor) = &parts.fragment else {
            return if parts.path.is_empty() && parts.query.is_empty() && document == self.document {
                Target::Top
            } else {
                Target::Page { document, anchor: None }
            };
        };
        let anchor = anchor.split(":~:").next().unwrap_or_default();
        if anchor.is_empty() || anchor.eq_ignore_ascii_case("top") {
            return if document == self.document { Target::Top } else { Target::Page { document, anchor: None } };
        }
        match self.names.anchor(document, anchor) {
            Some(id) => Target::Page { document, anchor: Some(id) },
            None if is_line_anchor(anchor) && parts.query.contains("plain=1") => {
                Target::Page { document, anchor: None }
            }
            None => Target::Broken(Broken::Anchor { document, anchor: anchor.to_owned() }),
        }
    }

    fn missing(&self, path: &str) -> Target {
        Target::Broken(Broken::File { path: path.to_owned() })
    }

    /// `[[Page#Heading|text]]`
    fn wiki(mut self, target: &str) -> Target {
        let (name, heading) = target.split_once('#').map_or((target, None), |(name, heading)| (name, Some(heading)));
        if name.trim().is_empty() && heading.is_none_or(|heading| heading.trim().is_empty()) {
            return Target::Broken(Broken::Empty);
        }
        // `[[:alpha:]]` and `[[1, 2]]` are text.
        let named = name.contains(char::is_alphabetic) && !name.starts_with(':');
        if !named && !name.trim().is_empty() {
            return Target::Text;
        }
        let found = if name.trim().is_empty() { vec![self.document] } else { self.names.wiki(name) };
        match found.as_slice() {
            &[document] => {
                let fragment = heading.map(|heading| self.wiki_heading(document, heading));
                let parts = Parts { path: name.to_owned(), query: "", fragment, suffix: "" };
                self.document_target(document, &parts)
            }
            [] => self.wiki_file(name).unwrap_or_else(|| Target::Broken(Broken::Wiki { name: name.trim().to_owned() })),
            several => Target::Broken(Broken::Ambiguous { documents: several.to_vec() }),
        }
    }

    /// A heading is named by its text or by its id.
    fn wiki_heading(&self, document: u32, heading: &str) -> String {
        let heading = heading.trim();
        let by_text = slug::github(heading.rsplit('#').next().unwrap_or(heading));
        let known = self.names.anchor(document, heading).or_else(|| self.names.anchor(document, &by_text));
        known.unwrap_or_else(|| heading.to_owned())
    }

    fn wiki_file(&mut self, name: &str) -> Option<Target> {
        let wanted = name.trim().to_lowercase();
        let ends = |file: &&String| {
            let file = file.to_lowercase();
            file.strip_suffix(&wanted).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        // Of several, the one that the whole path names.
        let exact = self.names.files().iter().find(|file| file.to_lowercase() == wanted);
        let found = exact.or_else(|| self.names.files().iter().find(ends))?;
        let path = format!("{}{found}", self.names.inputs.places.content_in_repository);
        Some(Target::Asset { path, published: found.clone(), suffix: String::new() })
    }

    /// From the document's folder, the content root, the handbook's root, the repository's root, in this order.
    fn code_path(mut self, target: &str, below: Option<&str>) -> Target {
        let parts = Parts { path: target.to_owned(), query: "", fragment: None, suffix: "" };
        let places = &self.names.inputs.places;
        let folder =
            format!("{}{}", places.content_in_repository, self.names.documents[self.document as usize].folder());
        let bare = target.trim_start_matches('/');
        let relative = if target.starts_with('/') { None } else { Some(folder.as_str()) };
        let roots = [places.content_in_repository.as_str(), places.root_in_repository.as_str(), ""];
        let bases: Vec<&str> = relative.into_iter().chain(roots).collect();
        let mut other_case = None;
        for base in &bases {
            let direct = path::join(base, bare);
            let under = below.and_then(|below| path::join(base, &format!("{below}/{bare}")));
            for path in direct.into_iter().chain(under) {
                match self.at(&path, &parts) {
                    Some(Target::Broken(Broken::Case { actual, document })) => {
                        other_case = Some(Broken::Case { actual, document })
                    }
                    Some(Target::Broken(Broken::Draft { document })) => {
                        return Target::Broken(Broken::Draft { document });
                    }
                    Some(found) => return found,
                    None => {}
                }
            }
        }
        let elsewhere = if target.contains('/') { None } else { self.names.only_by_name(target) };
        Target::Broken(other_case.unwrap_or_else(|| Broken::Path { path: target.to_owned(), elsewhere }))
    }

    /// `related` and `charter`: from the document's folder, else from the content root.
    fn front_matter(mut self, target: &str) -> Target {
        let target = target.trim();
        if let Some(found) = scheme(target, self.kind) {
            return found;
        }
        let parts = take_apart(target);
        let rooted = parts.path.trim_start_matches('/').to_owned();
        let folder =
            if parts.path.starts_with('/') { "" } else { self.names.documents[self.document as usize].folder() };
        let near = self.below_content(folder, &rooted);
        let far = self.below_content("", &rooted);
        let Some(shown) = near.clone().or_else(|| far.clone()) else { return Target::Broken(Broken::Outside) };
        let found = near.into_iter().chain(far).find_map(|path| self.at(&path, &parts));
        found.unwrap_or_else(|| self.missing(&shown))
    }
}

/// A path below the repository's root as one below the content root.
fn inside<'p>(path: &'p str, content: &str) -> Option<&'p str> {
    path.strip_prefix(content).or_else(|| (path == content.trim_end_matches('/')).then_some(""))
}
