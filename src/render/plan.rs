//! Which artifacts a site has, and how each is made.

use std::collections::{BTreeMap, HashSet};

use crate::base::diagnostic::Diagnostic;
use crate::link::address::{CHANGES, Generated};
use crate::link::target::Target;
use crate::link::theme_file::{self, ThemeFile};
use crate::link::tree::Opens;

use super::facts::FACTS;
use super::feeds::Feed;
use super::overview::{self, OVERVIEWS};
use super::site::{self, Site};
use super::{atom, document, feeds, phone, special, tags, theme};

/// What an artifact is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// The page of an entry of the navigation.
    Page(usize),
    /// A page that is made from facts, by its number in [`Site::overviews`].
    Overview(usize),
    /// A file beside such pages: the overview's and its own number.
    OverviewFile(usize, usize),
    /// The page of all tags.
    Tags,
    /// A tag's page.
    Tag(String),
    /// A calendar feed.
    Feed(Feed),
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
        matches!(self, Self::Page(_) | Self::Overview(_) | Self::Tags | Self::Tag(_))
    }
}

/// One output: which artifacts it adds. What comes first keeps an address that a later one wants too.
type Output = fn(&Site<'_>) -> Vec<(String, Work)>;

/// All outputs; pages that people wrote come first.
const OUTPUTS: &[Output] =
    &[pages, overviews, tag_pages, feeds, changes, redirects, frame, theme_files, static_files, assets, fact_files];

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
        Work::Overview(page) => overview::page(site, *page)?,
        Work::OverviewFile(of, file) => (OVERVIEWS[*of].files[*file].1)(site),
        Work::Tags => tags::whole(site)?,
        Work::Tag(slug) => tags::page(site, slug)?,
        Work::Feed(feed) => feeds::bytes(site, *feed),
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
    Ok(Some(if site.masks { without_numbers(work, bytes) } else { bytes }))
}

/// What people wrote or what is made from it, without telephone numbers; files that are published as they are, as they
/// are.
fn without_numbers(work: &Work, bytes: Vec<u8>) -> Vec<u8> {
    let way: fn(&str) -> Vec<u8> = match work {
        Work::Page(_)
        | Work::Overview(_)
        | Work::Tags
        | Work::Tag(_)
        | Work::Changes
        | Work::Redirect(_)
        | Work::NotFound => |text| phone::html::masked(text).into_bytes(),
        Work::Feed(_) => phone::calendar::masked,
        Work::Facts | Work::FactsPart(_) | Work::OverviewFile(..) => |text| phone::mask(text).into_bytes(),
        _ => return bytes,
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) if phone::may_hold(&bytes) => way(text),
        _ => bytes,
    }
}

fn pages(site: &Site<'_>) -> Vec<(String, Work)> {
    let tree = &site.handbook.tree;
    let page = |&node: &usize| Some((site::file(&site.handbook.address_of(node)?), Work::Page(node)));
    let is_written = |node: &&usize| matches!(tree.nodes[**node].opens, Opens::Document(_));
    let (written, listings): (Vec<&usize>, Vec<&usize>) = tree.order.iter().partition(is_written);
    written.into_iter().chain(listings).filter_map(page).collect()
}

/// Pages made from facts, and the files beside them; one whose address a document has is made with that document.
fn overviews(site: &Site<'_>) -> Vec<(String, Work)> {
    let addresses = &site.handbook.addresses;
    let written = |of: Generated| addresses.generated.iter().any(|(one, by)| *one == of && by.is_some());
    let alone = |(_, page): &(usize, &overview::Page)| page.above.is_some() || !written(OVERVIEWS[page.overview].of);
    let pages = site.overviews.iter().enumerate().filter(alone);
    let pages = pages.map(|(at, page)| (site::file(&page.address), Work::Overview(at)));
    let shown = OVERVIEWS.iter().enumerate().filter(|(_, overview)| addresses.generated(overview.of).is_some());
    let files = shown.flat_map(|(of, overview)| {
        let file = move |(at, (name, _)): (usize, &(&str, _))| {
            (format!("{}/{name}", overview.of.name()), Work::OverviewFile(of, at))
        };
        overview.files.iter().enumerate().map(file)
    });
    pages.chain(files).collect()
}

fn tag_pages(site: &Site<'_>) -> Vec<(String, Work)> {
    let addresses = &site.handbook.addresses;
    let alone = addresses.generated.contains(&(Generated::Tags, None));
    let whole = alone.then(|| (site::file(&addresses.page(Generated::Tags.name())), Work::Tags));
    let pages = site.tags.keys();
    let pages = pages.map(|slug| (site::file(&tags::address(site.handbook, slug)), Work::Tag(slug.clone())));
    whole.into_iter().chain(pages).collect()
}

fn feeds(site: &Site<'_>) -> Vec<(String, Work)> {
    feeds::all(site).into_iter().map(|(address, feed)| (address, Work::Feed(feed))).collect()
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
