//! What templates see: plain data, all decided; a template only lays it out.
//!
//! Every `href` is relative to the page that shows it, ready for an attribute; every `…_html` is safe markup;
//! every other string is text that the template escapes.

use serde::Serialize;

use super::theme::Variables;

pub mod calendar;
pub mod checklists;
pub mod gates;
pub mod people;
pub(super) mod lists;
pub mod registers;
pub mod sprints;
pub mod timeline;

/// What all pages of a site share, as seen from one page.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// The handbook's name.
    pub title: String,
    /// What it is about; may be empty.
    pub description: String,
    /// BCP 47 tag, for `lang`.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// From the page to the site's root: `./`, `../`, `../../` …
    pub root: String,
    /// Relative address of the home page.
    pub home: String,
    /// `theme.footer`, if any.
    pub footer: Option<String>,
    /// Relative address of `theme.logo`, if any.
    pub logo: Option<String>,
    /// Relative address of `theme.favicon`, if any.
    pub favicon: Option<String>,
    /// Whether `theme.accent` is set; the site has `assets/accent.css` then.
    pub accent: bool,
    /// Whether raw HTML of documents is published as it stands; pages carry no Content-Security-Policy then.
    pub unsafe_html: bool,
    /// Generated pages that have something to show: Calendar, Checklists, Tags.
    pub tools: Vec<LinkView>,
    /// Relative address of the feed of changes, if there is one.
    pub changes: Option<String>,
    /// `sprintbook 0.1.0`
    pub generator: &'static str,
}

/// A name with its address.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// Its name.
    pub title: String,
    /// Its address, relative to this page.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}

/// An entry of the sidebar.
#[derive(Clone, Debug)]
pub struct NavView {
    /// Its name.
    pub title: String,
    /// Its address; a group without a page of its own has none.
    pub href: Option<String>,
    /// Whether it is this page.
    pub current: bool,
    /// Whether this page is below it.
    pub open: bool,
    /// What stands below it; empty unless it is open.
    pub children: Vec<NavView>,
}

/// An entry of the page's contents.
#[derive(Clone, Debug)]
pub struct TocView {
    /// The heading.
    pub title: String,
    /// `#id`
    pub href: String,
    /// The headings one level below.
    pub children: Vec<TocView>,
}

/// Someone who links here.
#[derive(Clone, Debug)]
pub struct BacklinkView {
    /// The linking page.
    pub title: String,
    /// Its address.
    pub href: String,
    /// The sentence around the link, with the link's text marked (`<mark>`).
    pub sentence_html: String,
}

/// Related pages of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedView {
    /// What relates them: `Related`, `Charter`, `Same sprint`, `Documents of this squad` …
    pub label: String,
    /// The pages. Templates see `links_html`, a list.
    #[serde(rename = "links_html", serialize_with = "lists::serialize_links")]
    pub links: Vec<LinkView>,
}

/// A page in a listing.
#[derive(Clone, Debug, Serialize)]
pub struct ListingView {
    /// Its title.
    pub title: String,
    /// Its address.
    pub href: String,
    /// One sentence about it, if it has one.
    pub description: Option<String>,
    /// How many documents stand below it; 0 for a document.
    pub documents: usize,
}

/// A date for people and machines.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// `2026-01-05`
    pub iso: String,
    /// `5 January 2026`
    pub text: String,
}

/// One page, whatever it shows: `base.html` needs this much.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// Its title, for the tab and the top.
    pub title: String,
    /// One sentence for search engines and link previews; may be empty.
    pub description: String,
    /// `document`, `section`, `tags`, `tag`, `not-found`, and the names of overviews: `calendar`, `checklists` …
    pub kind: &'static str,
    /// Absolute address, where `base_url` is set.
    pub canonical: Option<String>,
    /// Whether search engines should leave it alone.
    pub noindex: bool,
    /// The way from home to this page, this page left out.
    pub breadcrumbs: Vec<LinkView>,
    /// The sidebar: the way from the root to the page, and the page's own section. Templates see `nav_html`, a list.
    #[serde(rename = "nav_html", serialize_with = "lists::serialize_nav")]
    pub nav: Vec<NavView>,
    /// Contents: headings of level 2 and 3. Templates see `toc_html`, a list.
    #[serde(rename = "toc_html", serialize_with = "lists::serialize_toc")]
    pub toc: Vec<TocView>,
    /// The page before, in reading order.
    pub previous: Option<LinkView>,
    /// The page after, in reading order.
    pub next: Option<LinkView>,
}

/// A document's page, or a section's.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentView {
    /// Whether the body has an H1 of its own; the template writes the title only if not.
    pub has_h1: bool,
    /// The text.
    pub body_html: String,
    /// What readers' ticks on its boxes are kept by: the document's path; none where it has no box.
    pub ticks: Option<String>,
    /// Whether it is a draft.
    pub draft: bool,
    /// What front matter has below `extra`, for templates of the handbook's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<serde_yaml::Value>,
    /// Where to edit it, on the forge.
    pub edit_href: Option<String>,
    /// When it was last updated.
    pub updated: Option<DateView>,
    /// Its tags.
    pub tags: Vec<LinkView>,
    /// Number of broken references on the page.
    pub broken: usize,
    /// Related pages by kind.
    pub related: Vec<RelatedView>,
    /// Who links here. Templates see `backlinks_html`, a list.
    #[serde(rename = "backlinks_html", serialize_with = "lists::serialize_backlinks")]
    pub backlinks: Vec<BacklinkView>,
    /// How many more link here than are listed.
    pub backlinks_more: usize,
    /// Pages of the section, for a section page whose text does not list them.
    pub listing: Vec<ListingView>,
}

/// How to subscribe to a calendar feed: for the component `subscribe`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SubscribeView {
    /// What it holds, after "subscribe to": `all events`, `the deadlines`.
    pub what: &'static str,
    /// Relative address of the feed.
    pub download: String,
    /// Where calendars find it, where `base_url` is set.
    pub web: Option<WebView>,
}

/// Absolute addresses of a feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WebView {
    /// To copy.
    pub https: String,
    /// For the calendar of the reader's machine.
    pub webcal: String,
    /// For Google Calendar.
    pub google: String,
    /// For Outlook at work or school.
    pub outlook: String,
    /// For Outlook.com.
    pub outlook_live: String,
}

/// What a page shows below its title: decides its template, and the variables that stand beside `site` and `page`.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// `page.html` with `doc`: a document or a section.
    Document(&'a DocumentView),
    /// A document at the address of a generated page: `page.html` with `doc` and the variables of that page.
    Both(&'a DocumentView, &'a Content<'a>),
    /// `tags.html` with `listing`: all tags, with the number of their pages.
    Tags(&'a [ListingView]),
    /// `tag.html` with `tag` and `listing`: one tag's pages.
    Tag {
        /// The tag.
        name: &'a str,
        /// Its pages.
        listing: &'a [ListingView],
    },
    /// `overview.html` with `overview_html`: what the template of an overview made of its variables.
    Overview {
        /// That template.
        template: &'static str,
        /// What it sees beside `site` and `page`.
        variables: &'a Variables,
    },
    /// `404.html`, whose `site` holds addresses that work at any depth.
    NotFound,
}

impl Content<'_> {
    /// The name of its template.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Document(_) | Self::Both(..) => "page.html",
            Self::Tags(_) => "tags.html",
            Self::Tag { .. } => "tag.html",
            Self::Overview { .. } => "overview.html",
            Self::NotFound => "404.html",
        }
    }
}

/// An address that a page once had: `redirect.html`.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectView {
    /// The title of the page it leads to.
    pub title: String,
    /// That page's address, relative to the old one.
    pub href: String,
    /// That page's absolute address, where `base_url` is set.
    pub canonical: Option<String>,
}

/// `sitemap.xml`; there is one only where `base_url` is set.
#[derive(Clone, Debug, Serialize)]
pub struct SitemapView {
    /// Every page that search engines may list (the format takes at most 50,000).
    pub entries: Vec<SitemapEntryView>,
}

/// One page of the sitemap.
#[derive(Clone, Debug, Serialize)]
pub struct SitemapEntryView {
    /// Its absolute address.
    pub address: String,
    /// ISO date of its last update, where known.
    pub updated: Option<String>,
}

/// `robots.txt`.
#[derive(Clone, Debug, Serialize)]
pub struct RobotsView {
    /// Absolute address of the sitemap, if there is one.
    pub sitemap: Option<String>,
}

/// `atom.xml`.
#[derive(Clone, Debug, Serialize)]
pub struct AtomView {
    /// What the feed is called for ever: an absolute IRI.
    pub id: String,
    /// When it last changed (RFC 3339).
    pub updated: String,
    /// Its own absolute address, where `base_url` is set.
    pub address: Option<String>,
    /// The address of the home page.
    pub home: String,
    /// The newest first.
    pub entries: Vec<AtomEntryView>,
}

/// One entry of the feed of changes.
#[derive(Clone, Debug, Serialize)]
pub struct AtomEntryView {
    /// What happened to what.
    pub title: String,
    /// What the entry is called for ever: an absolute IRI.
    pub id: String,
    /// When it happened (RFC 3339).
    pub updated: String,
    /// The page's address.
    pub href: String,
    /// The handbook's section that it stands in, if any.
    pub section: Option<String>,
    /// Markup, which the feed holds as text.
    pub content_html: String,
}
