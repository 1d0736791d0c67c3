//! The addresses that published documents name.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use pulldown_cmark::{Event, Tag, TagEnd};
use url::Url;

use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::link::Handbook;
use crate::link::target::Target;
use crate::parse::document::{Document, Link, LinkKind};
use crate::parse::{bare, markdown};

use super::{html, reserved};

/// A place that names an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The text that names it.
    pub source: SourceId,
    /// Where.
    pub span: Span,
    /// The address as written.
    pub written: String,
    /// The fragment, if it names an id of the page.
    pub fragment: Option<String>,
}

/// A page of the web: what is asked once.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its address, without a fragment.
    pub url: Url,
    /// The places that name it.
    pub mentions: Vec<Mention>,
}

impl Page {
    /// The fragments that are to be there.
    pub fn fragments(&self) -> BTreeSet<&str> {
        self.mentions.iter().filter_map(|mention| mention.fragment.as_deref()).collect()
    }
}

/// How many addresses are not asked, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// By `exclude` in handbook.yaml.
    pub excluded: usize,
    /// Names that are kept for examples.
    pub reserved: usize,
    /// Below `base_url`: the handbook itself.
    pub own: usize,
}

/// All addresses of the web that a handbook names.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// The pages to ask, in the order in which they are first named.
    pub pages: Vec<Page>,
    /// Addresses that cannot be understood, and why.
    pub unreadable: Vec<(Mention, String)>,
    /// The others.
    pub left_out: LeftOut,
}

/// Finds the addresses in published documents, each place once.
pub fn collect(handbook: &Handbook<'_>) -> Addresses {
    let mut collector = Collector::new(handbook);
    for at in (0..handbook.documents.len()).filter(|&at| handbook.is_published(at)) {
        let document = &handbook.documents[at];
        for (link, target) in document.links.iter().zip(&handbook.targets[at]) {
            // A link that takes its target from a definition is mended at the definition.
            if *target == Target::External && !link.by_definition {
                let (source, span) = place(handbook, document, link);
                collector.add(source, span, &link.target);
            }
        }
        in_text(document, &handbook.source(at).text, |span, address| collector.add(document.source, span, address));
    }
    collector.found.pages = collector.pages.into_values().collect();
    collector.found
}

/// Where a link's target stands. A default of handbook.yaml stands in that text, not in the document's.
fn place(handbook: &Handbook<'_>, document: &Document, link: &Link) -> (SourceId, Span) {
    if link.kind == LinkKind::FrontMatter && link.target_span.is_empty() {
        let mut given = document.front_matter.related.iter().chain(&document.front_matter.charter);
        if let Some(given) = given.find(|given| given.source != document.source && given.value == *link.target) {
            return (given.source, given.span);
        }
    }
    let text = &handbook.inputs.sources.get(document.source).text;
    let blank = link.target_span.of(text).trim().is_empty();
    (document.source, if blank { link.span } else { link.target_span })
}

/// Bare addresses in the text, where the page shows them as links: outside links, headings and code.
fn in_text(document: &Document, source: &str, mut found: impl FnMut(Span, &str)) {
    let text = markdown::Text::new(source, document.body);
    let mut inside = 0_u32;
    for (event, range) in document.events.read(&text.text) {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Heading { .. } | Tag::CodeBlock(_)) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::Heading(_) | TagEnd::CodeBlock) => {
                inside = inside.saturating_sub(1);
            }
            Event::InlineHtml(tag) if opens_link(tag) => inside += 1,
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("</a") => inside = inside.saturating_sub(1),
            Event::Text(words) if inside == 0 => {
                for address in bare::addresses(words) {
                    // Text with its escapes undone does not stand in the source as it is.
                    let as_written = range.len() == words.len();
                    let own = range.start + address.start..range.start + address.end;
                    let span = text.span(if as_written { &own } else { &range });
                    found(span, &words[address]);
                }
            }
            _ => {}
        }
    }
}

/// `<a …>`
fn opens_link(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    tag.strip_prefix("<a").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '>'))
}

struct Collector<'h> {
    handbook: &'h Handbook<'h>,
    /// `base_url` as [`Url`] writes it, without a slash at its end.
    own: Option<String>,
    pages: IndexMap<Url, Page>,
    seen: BTreeSet<(SourceId, u32)>,
    found: Addresses,
}

impl<'h> Collector<'h> {
    fn new(handbook: &'h Handbook<'_>) -> Self {
        let base_url = handbook.inputs.config.base_url.as_ref().and_then(|url| Url::parse(&url.value).ok());
        let own = base_url.map(|url| url.as_str().trim_end_matches('/').to_owned());
        Self { handbook, own, pages: IndexMap::new(), seen: BTreeSet::new(), found: Addresses::default() }
    }

    fn add(&mut self, source: SourceId, span: Span, written: &str) {
        let written = written.trim();
        let absolute = if written.starts_with("//") { format!("https:{written}") } else { written.to_owned() };
        let lower = absolute.get(..8).unwrap_or(&absolute).to_ascii_lowercase();
        let of_web = lower.starts_with("http:") || lower.starts_with("https:");
        if !of_web || !self.seen.insert((source, span.start)) {
            return;
        }
        let mention = |fragment| Mention { source, span, written: written.to_owned(), fragment };
        let mut url = match Url::parse(&absolute) {
            Ok(url) => url,
            Err(why) => return self.found.unreadable.push((mention(None), why.to_string())),
        };
        let fragment = html::fragment(&url);
        let config = &self.handbook.inputs.config;
        let excludes = |address: &str| config.external.exclude.iter().any(|pattern| pattern.is_match(address));
        if excludes(&absolute) || excludes(url.as_str()) {
            self.found.left_out.excluded += 1;
            return;
        }
        if reserved::is_reserved(&url) {
            self.found.left_out.reserved += 1;
            return;
        }
        url.set_fragment(None);
        if self.own.as_ref().is_some_and(|own| is_below(url.as_str(), own)) {
            self.found.left_out.own += 1;
            return;
        }
        let page = self.pages.entry(url.clone()).or_insert_with(|| Page { url, mentions: Vec::new() });
        page.mentions.push(mention(fragment));
    }
}

fn is_below(address: &str, own: &str) -> bool {
    address.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}
