//! Which artifacts a site has, and how each is made.

use std::collections::{BTreeMap, HashSet};

use crate::base::diagnostic::Diagnostic;
use crate::link::address::{CHANGES, FEED, Generated};
use crate::link::target::Target;
use crate::link::theme_file::{self, ThemeFile};
use crate::link::tree::Opens;

use super::facts::FACTS;
use super::site::{self, Site};
use super::{atom, document, feeds, generated, special, tags, theme};

/// What an artifact is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// The page of an entry of the navigation.
    Page(usize),
    /// A generated page.
    Generated(Generated),
    /// A page of the checklists below the first.
    Checklists(usize),
    /// A tag's page.
    Tag(String),
    /// The feed of all events.
    Feed,
    /// The feed of changes.
    Changes,
    /// All facts, or where they are.
    Facts,
    /// A further file of facts, by its number.
    FactsPart(usize),
    /// A redirect, by its number.
    Redirect(usize),
    /// `404.html`
    NotFound,
    /// `sitemap.xml`
    Sitemap,
    /// `robots.txt`
    Robots,
    /// The theme's file of that name below the site's root.
    Theme(String),
    /// The stylesheet of the handbook's own colour.
    Accent,
    /// A file of `static/`, by its number.
    Static(usize),
    /// A file that pages refer to: its path below the repository's root.
    Asset(String),
}

impl Work {
    /// Whether readers would call it a page: not what stands in for one that is not there, nor a redirect.
    pub fn is_page(&self) -> bool {
        matches!(self, Self::Page(_) | Self::Generated(_) | Self::Checklists(_) | Self::Tag(_))
    }
}

/// One output: which artifacts it adds. What comes first keeps an address that a later one wants too.
type Output = fn(&Site<'_>) -> Vec<(String, Work)>;

/// All outputs; pages that people wrote come first.
const OUTPUTS: &[Output] = &[
    pages,
    generated_pages,
    checklists,
    tag_pages,
    feed,
    changes,
    redirects,
    frame,
    theme_files,
    static_files,
    assets,
    fact_files,
];

/// Every artifact by its path below the site's root.
pub fn plan(site: &Site<'_>) -> BTreeMap<String, Work> {
    let mut plan = BTreeMap::new();
    let mut taken = HashSet::new();
    for (path, work) in OUTPUTS.iter().flat_map(|output| output(site)) {
        if taken.insert(path.to_lowercase()) {
            plan.insert(path, work);
        }
    }
    plan
}

/// An artifact's bytes. None for files that are on the disk: they are for `load` to read.
pub fn render(site: &Site<'_>, work: &Work) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    let bytes = match work {
        Work::Page(node) => document::page(site, *node)?,
        Work::Generated(page) => generated::page(site, *page)?,
        Work::Checklists(page) => generated::checklists_below(site, *page)?,
        Work::Tag(slug) => generated::tag(site, slug)?,
        Work::Feed => feeds::feed(site),
        Work::Changes => atom::atom(site)?,
        Work::Facts => site.published.index(site.handbook),
        Work::FactsPart(at) => site.published.parts[*at].bytes(site.handbook),
        Work::Redirect(at) => special::redirect(site, &site.handbook.addresses.redirects[*at])?,
        Work::NotFound => special::not_found(site)?,
        Work::Sitemap => special::sitemap(site)?,
        Work::Robots => special::robots(site)?,
        Work::Theme(path) => {
            site.theme.statics().find(|(name, _)| name == path).map(|(_, bytes)| bytes.to_vec()).unwrap_or_default()
        }
        Work::Accent => special::accent(site).unwrap_or_default(),
        Work::Static(at) => site.handbook.inputs.statics[*at].1.clone(),
        Work::Asset(_) => return Ok(None),
    };
    Ok(Some(bytes))
}

fn pages(site: &Site<'_>) -> Vec<(String, Work)> {
    let tree = &site.handbook.tree;
    let page = |&node: &usize| Some((site::file(&site.handbook.address_of(node)?), Work::Page(node)));
    let is_written = |node: &&usize| matches!(tree.nodes[**node].opens, Opens::Document(_));
    let (written, listings): (Vec<&usize>, Vec<&usize>) = tree.order.iter().partition(is_written);
    written.into_iter().chain(listings).filter_map(page).collect()
}

fn generated_pages(site: &Site<'_>) -> Vec<(String, Work)> {
    let addresses = &site.handbook.addresses;
    let alone = addresses.generated.iter().filter(|(_, written)| written.is_none());
    alone.map(|&(page, _)| (site::file(&addresses.page(page.name())), Work::Generated(page))).collect()
}

fn checklists(site: &Site<'_>) -> Vec<(String, Work)> {
    let below = site.checklists.iter().enumerate().skip(1);
    below.map(|(at, page)| (site::file(&generated::checklists_address(site, page)), Work::Checklists(at))).collect()
}

fn tag_pages(site: &Site<'_>) -> Vec<(String, Work)> {
    site.tags.keys().map(|slug| (site::file(&tags::address(site.handbook, slug)), Work::Tag(slug.clone()))).collect()
}

fn feed(site: &Site<'_>) -> Vec<(String, Work)> {
    if site.handbook.addresses.feed { vec![(FEED.to_owned(), Work::Feed)] } else { Vec::new() }
}

fn changes(site: &Site<'_>) -> Vec<(String, Work)> {
    if site.handbook.addresses.changes { vec![(CHANGES.to_owned(), Work::Changes)] } else { Vec::new() }
}

fn fact_files(site: &Site<'_>) -> Vec<(String, Work)> {
    let parts = site.published.parts.iter().enumerate().map(|(at, part)| (part.path.clone(), Work::FactsPart(at)));
    std::iter::once((FACTS.to_owned(), Work::Facts)).chain(parts).collect()
}

fn redirects(site: &Site<'_>) -> Vec<(String, Work)> {
    let redirects = site.handbook.addresses.redirects.iter().enumerate();
    redirects.map(|(at, redirect)| (site::file(&redirect.address), Work::Redirect(at))).collect()
}

fn frame(site: &Site<'_>) -> Vec<(String, Work)> {
    let mut files = vec![("404.html".to_owned(), Work::NotFound), ("robots.txt".to_owned(), Work::Robots)];
    if special::has_sitemap(site) {
        files.push(("sitemap.xml".to_owned(), Work::Sitemap));
    }
    files
}

fn theme_files(site: &Site<'_>) -> Vec<(String, Work)> {
    let mut files: Vec<_> = site.theme.statics().map(|(path, _)| (path.clone(), Work::Theme(path))).collect();
    if special::accent(site).is_some() {
        files.push((format!("{}/accent.css", theme::ASSETS), Work::Accent));
    }
    files
}

fn static_files(site: &Site<'_>) -> Vec<(String, Work)> {
    let statics = site.handbook.inputs.statics.iter().enumerate();
    statics
        .filter(|(_, (name, _))| !theme::is_theme_file(name))
        .map(|(at, (name, _))| (name.clone(), Work::Static(at)))
        .collect()
}

/// Of files that are not documents, those that some published page or the theme refers to.
fn assets(site: &Site<'_>) -> Vec<(String, Work)> {
    let handbook = site.handbook;
    let published = (0..handbook.documents.len()).filter(|&at| handbook.is_published(at));
    let mut assets = BTreeMap::new();
    for target in published.flat_map(|at| &handbook.targets[at]) {
        if let Target::Asset { path, published, .. } = target {
            assets.insert(published.clone(), Work::Asset(path.clone()));
        }
    }
    let inputs = handbook.inputs;
    for (_, written) in theme_file::named(inputs) {
        if let Some(ThemeFile::Content(path)) = theme_file::find(inputs, &written.value) {
            let source = format!("{}{path}", inputs.places.content_in_repository);
            assets.insert(path, Work::Asset(source));
        }
    }
    assets.into_iter().collect()
}
