//! What all outputs share while a site is rendered.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::base::path;
use crate::base::source::{Source, SourceId};
use crate::config::PhoneNumbers;
use crate::link::Handbook;
use crate::link::address::{Addresses, CHANGES, Generated};
use crate::link::theme_file::{self, ThemeFile};
use crate::link::tree::Opens;
use crate::load::Inputs;
use crate::understand::fact::Fact;

use super::boxes::Boxes;
use super::calendar_days::CalendarDays;
use super::evidence::Evidence;
use super::facts::Published;
use super::feeds::Held;
use super::highlight::Highlighter;
use super::index::{Entry, Index};
use super::involvement::Involvement;
use super::overview::{self, Page};
use super::phone;
use super::shifts::Shifts;
use super::tags::{self, Tag};
use super::theme::{self, SiteContext, Theme};
use super::view::{DateView, LinkView, PageView, SiteView, TocView};
use super::{nav, view};

/// What the home page is called in the navigation.
pub const HOME: &str = "Home";

/// A handbook, a theme, and what was worked out for all pages at once.
pub struct Site<'s> {
    /// The handbook.
    pub handbook: &'s Handbook<'s>,
    /// Templates and their files.
    pub theme: &'s Theme,
    /// Colours of code.
    pub highlighter: Highlighter,
    /// Tags by slug.
    pub tags: BTreeMap<String, Tag>,
    /// Facts by kind.
    pub index: Index<'s>,
    /// Who is on duty when.
    pub shifts: Shifts<'s>,
    /// Who has to do with what.
    pub involvement: Involvement,
    /// What calendar feeds are made from.
    pub feeds: Held<'s>,
    /// Boxes by owner and by day.
    pub boxes: Boxes,
    /// What the criteria of gates rest on.
    pub evidence: Evidence<'s>,
    /// Whether telephone numbers are to be masked, and there may be some.
    pub masks: bool,
    /// Pages that are made from facts.
    pub overviews: Vec<Page>,
    /// Which facts stand in which file.
    pub published: Published,
    /// Documents by their texts.
    pub by_source: HashMap<SourceId, usize>,
    /// Days on which the calendar page has an entry.
    calendar_days: CalendarDays,
    /// By depth of the page: what templates see of the site.
    contexts: Vec<SiteContext>,
    /// The handbook's name.
    title: String,
}

impl<'s> Site<'s> {
    /// Prepares rendering.
    pub fn new(handbook: &'s Handbook<'s>, theme: &'s Theme) -> Self {
        let deepest = handbook.documents.iter().map(|document| document.path.matches('/').count()).max().unwrap_or(0);
        let title = handbook.title();
        let index = Index::new(handbook);
        let shifts = Shifts::new(index.of("rotation").iter().map(|entry| entry.fact));
        let involvement = Involvement::new(handbook, &index, &shifts);
        let feeds = Held::new(handbook, &index, &shifts, &involvement);
        let boxes = Boxes::new(handbook, &index);
        let evidence = Evidence::new(handbook, &index);
        let overviews = Vec::new();
        let by_source = handbook.documents.iter().enumerate().map(|(at, document)| (document.source, at)).collect();
        let tags = tags::collect(handbook);
        let highlighter = Highlighter::default();
        let published = Published::new(handbook);
        let contexts = Vec::new();
        let calendar_days = CalendarDays::default();
        let mut site = Self {
            handbook,
            theme,
            highlighter,
            tags,
            index,
            shifts,
            involvement,
            feeds,
            boxes,
            evidence,
            masks: masks(handbook),
            overviews,
            published,
            by_source,
            calendar_days,
            contexts,
            title,
        };
        site.contexts = (0..deepest + 4).map(|depth| theme.site(&site.view(&"x/".repeat(depth)))).collect();
        site.overviews = overview::plan(&site);
        site.calendar_days = CalendarDays::new(&site);
        site
    }

    /// What templates see of the site from a page at `address`.
    pub fn context(&self, address: &str) -> SiteContext {
        let depth = address.matches('/').count();
        match self.contexts.get(depth) {
            Some(context) => context.clone(),
            None => self.theme.site(&self.view(address)),
        }
    }

    /// The site as seen from a page at `address`; only its depth counts.
    pub fn view(&self, address: &str) -> SiteView {
        let config = &self.handbook.inputs.config;
        let root = "../".repeat(address.matches('/').count());
        let file = |written: &str| Some(format!("{root}{}", path::encode(&published(self.handbook.inputs, written)?)));
        SiteView {
            title: self.title.clone(),
            description: config.description.clone().unwrap_or_default(),
            language: config.language.clone(),
            dir: if is_right_to_left(&config.language) { "rtl" } else { "ltr" },
            root: if root.is_empty() { "./".to_owned() } else { root.clone() },
            home: self.handbook.addresses.href(address, ""),
            footer: config.theme.footer.as_ref().map(|footer| footer.value.clone()),
            logo: config.theme.logo.as_ref().and_then(|logo| file(&logo.value)),
            favicon: config.theme.favicon.as_ref().and_then(|favicon| file(&favicon.value)),
            accent: config.theme.accent.is_some(),
            unsafe_html: config.unsafe_html,
            tools: self.tools(address),
            changes: self.handbook.addresses.changes.then(|| format!("{root}{CHANGES}")),
            generator: concat!("sprintbook ", env!("CARGO_PKG_VERSION")),
        }
    }

    /// The generated pages that stand in the bar at the top, as far as there are such.
    fn tools(&self, address: &str) -> Vec<LinkView> {
        const IN_BAR: [Generated; 5] =
            [Generated::Calendar, Generated::Sprints, Generated::Checklists, Generated::Decisions, Generated::People];
        let addresses = &self.handbook.addresses;
        let link = |generated: Generated| {
            let to = addresses.generated(generated)?;
            Some(LinkView { title: generated.title().to_owned(), href: addresses.href(address, &to), current: false })
        };
        IN_BAR.into_iter().filter_map(link).collect()
    }

    /// The absolute address of a page, where the site has a host.
    pub fn absolute(&self, address: &str) -> Option<String> {
        let base = &self.handbook.inputs.config.base_url.as_ref()?.value;
        Some(format!("{}/{}", base.trim_end_matches('/'), path::encode(address)))
    }

    /// A page that stands in no folder: its frame.
    pub fn frame(&self, address: &str, title: &str, kind: &'static str) -> PageView {
        let home = LinkView { title: HOME.to_owned(), href: self.handbook.addresses.href(address, ""), current: false };
        PageView {
            title: title.to_owned(),
            description: String::new(),
            kind,
            canonical: self.absolute(address),
            noindex: self.handbook.inputs.config.is_noindex(),
            breadcrumbs: vec![home],
            nav: nav::sidebar(self.handbook, address, None),
            toc: Vec::new(),
            previous: None,
            next: None,
        }
    }

    /// A link from the page at `address` to an entry of the navigation.
    pub fn link(&self, address: &str, node: usize) -> Option<LinkView> {
        let to = self.handbook.address_of(node)?;
        let title = if node == 0 { HOME.to_owned() } else { self.handbook.tree.nodes[node].title.clone() };
        Some(LinkView { title, href: self.handbook.addresses.href(address, &to), current: false })
    }

    /// A link from the page at `address` to a document.
    pub fn document_link(&self, address: &str, document: u32) -> Option<LinkView> {
        let to = self.handbook.addresses.documents[document as usize].as_ref()?;
        let title = self.handbook.documents[document as usize].title().to_owned();
        Some(LinkView { title, href: self.handbook.addresses.href(address, to), current: false })
    }

    /// The generated page whose address the document of an entry has.
    pub fn generated_at(&self, node: usize) -> Option<Generated> {
        let document = self.document_at(node)? as u32;
        let mut written = self.handbook.addresses.generated.iter();
        written.find(|(_, at)| *at == Some(document)).map(|(generated, _)| *generated)
    }

    /// The document that tells a fact most fully.
    pub fn document_of(&self, fact: &Fact) -> Option<usize> {
        self.by_source.get(&fact.place.source).copied()
    }

    /// Where a document stands among all that are read one after the other.
    pub fn reading_place(&self, document: u32) -> Option<usize> {
        let tree = &self.handbook.tree;
        tree.of_document[document as usize].and_then(|node| tree.place[node])
    }

    /// Where a fact is told: the address of its page below the site's root, and the id of its heading there.
    pub fn place_of<'a>(&'a self, entry: &Entry<'a>) -> Option<(&'a str, Option<&'a str>)> {
        let address = self.handbook.addresses.documents[entry.document as usize].as_deref()?;
        let outline = &self.handbook.documents[entry.document as usize].outline;
        let heading = entry.fact.heading.and_then(|heading| outline.get(heading as usize));
        Some((address, heading.map(|heading| heading.id.as_str())))
    }

    /// A link from the page at `address` to where a fact is told, ready for an attribute.
    pub fn href_of(&self, address: &str, entry: &Entry<'_>) -> String {
        self.href_to_heading(address, entry.document, entry.fact.heading)
    }

    /// The same for a fact alone.
    pub fn href_of_fact(&self, address: &str, fact: &Fact) -> String {
        let document = self.document_of(fact);
        document.map(|document| self.href_to_heading(address, document as u32, fact.heading)).unwrap_or_default()
    }

    /// A link from the page at `address` to a document, or to the heading of that number in its outline.
    pub fn href_to_heading(&self, address: &str, document: u32, heading: Option<u32>) -> String {
        let Some(to) = &self.handbook.addresses.documents[document as usize] else { return String::new() };
        let outline = &self.handbook.documents[document as usize].outline;
        let id = heading.and_then(|heading| outline.get(heading as usize)).map(|heading| heading.id.as_str());
        self.handbook.addresses.href_to(address, to, id)
    }

    /// A link from a document's page at `address` to a day of the calendar page, where that has an entry.
    pub fn href_to_day(&self, document: usize, address: &str, day: NaiveDate) -> Option<String> {
        let calendar = self.calendar_days.page(document, day)?;
        Some(self.handbook.addresses.href_to(address, calendar, Some(&day.format("%Y-%m-%d").to_string())))
    }

    /// The document of an entry of the navigation, if it opens one.
    pub fn document_at(&self, node: usize) -> Option<usize> {
        match self.handbook.tree.nodes[node].opens {
            Opens::Document(document) => Some(document as usize),
            _ => None,
        }
    }
}

/// Whether telephone numbers are to be masked, and some document, setting or template may hold one: most handbooks
/// have none, and nothing of theirs is looked through twice.
fn masks(handbook: &Handbook<'_>) -> bool {
    let sources: Vec<&Source> = handbook.inputs.sources.iter().map(|(_, source)| source).collect();
    handbook.inputs.config.phone_numbers == PhoneNumbers::Mask
        && sources.par_iter().any(|source| phone::may_give(&source.text))
}

/// A date for people and machines.
pub fn date(date: NaiveDate) -> DateView {
    DateView { iso: date.format("%Y-%m-%d").to_string(), text: date.format("%-d %B %Y").to_string() }
}

/// A page's contents: headings of level 2 and 3.
pub fn toc(document: &crate::parse::document::Document) -> Vec<TocView> {
    let mut toc: Vec<view::TocView> = Vec::new();
    let mut seen_h1 = false;
    for heading in &document.outline {
        let repeated = heading.level == 1 && seen_h1;
        seen_h1 |= heading.level == 1;
        let entry = || TocView {
            title: heading.text.clone(),
            href: format!("#{}", path::encode(&heading.id)),
            children: Vec::new(),
        };
        match (heading.level, toc.last_mut()) {
            (2, _) => toc.push(entry()),
            (1, _) if repeated => toc.push(entry()),
            (3, Some(above)) => above.children.push(entry()),
            (3, None) => toc.push(entry()),
            _ => {}
        }
    }
    toc.retain(|entry| !entry.title.is_empty());
    toc
}

/// Where an address leads below the root of the site, as a file.
pub fn file(address: &str) -> String {
    Addresses::file(address)
}

fn is_right_to_left(language: &str) -> bool {
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    matches!(primary.as_str(), "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb")
}

/// Where a picture that `theme` names is published; none where there is no such file.
fn published(inputs: &Inputs, written: &str) -> Option<String> {
    Some(match theme_file::find(inputs, written)? {
        ThemeFile::Static(name) if theme::is_theme_file(&name) => format!("{}/{name}", theme::ASSETS),
        ThemeFile::Static(name) | ThemeFile::Content(name) => name,
    })
}
