//! Links and pictures, broken ones as broken.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{Image, OpenLink, Writer};
use crate::base::span::Span;
use crate::link::target::Target;
use crate::parse::document::{Link, LinkKind};
use crate::render::body::href::{self, Written};
use crate::render::escape;

impl<'w> Writer<'w> {
    /// The reference at a span of the text, and what it leads to.
    pub(super) fn find_link(&mut self, span: Span, is: impl Fn(LinkKind) -> bool) -> Option<(&'w Link, &'w Target)> {
        let links = &self.document.links;
        let at = links.partition_point(|link| link.span.start < span.start);
        let same = |(_, link): &(usize, &Link)| link.span.start == span.start;
        let mut candidates = links[at..].iter().enumerate().take_while(same);
        let (offset, link) = candidates.find(|(_, link)| link.span == span && is(link.kind))?;
        Some((link, &self.handbook.targets[self.at][at + offset]))
    }

    pub(super) fn start_link(&mut self, link_type: LinkType, target: &str, title: &str, span: Span) {
        let written = match self.find_link(span, |kind| matches!(kind, LinkKind::Link | LinkKind::Wiki)) {
            Some((link, target)) => href::of(self.handbook, self.at, self.address, &link.target, target),
            None if link_type == LinkType::Email => {
                Written::Link { href: escape::attribute(&format!("mailto:{target}")), class: "" }
            }
            None => Written::Plain { class: "unlinked", title: String::new() },
        };
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape::attribute(title)) };
        match written {
            Written::Link { href, class } => {
                let (class, rel) = match class {
                    "" => (["", "", ""], ""),
                    class => ([" class=\"", class, "\""], " rel=\"noopener\""),
                };
                self.tag_with("a", &[class[0], class[1], class[2], " href=\"", &href, "\"", &title, rel]);
                self.open_links.push(OpenLink { end: "</a>" });
            }
            Written::Plain { class: "", .. } => {
                self.out.push_str("[[");
                self.open_links.push(OpenLink { end: "]]" });
            }
            Written::Plain { class, title } => {
                self.broken += usize::from(class == "broken");
                self.tag("span", &format!(" class=\"{class}\" title=\"{}\"", escape::attribute(&title)));
                self.open_links.push(OpenLink { end: "</span>" });
            }
        }
    }

    pub(super) fn start_image(&mut self, target: &str, title: &str, span: Span) {
        let written = match self.find_link(span, |kind| matches!(kind, LinkKind::Image | LinkKind::WikiImage)) {
            Some((link, target)) => href::of(self.handbook, self.at, self.address, &link.target, target),
            None => Written::Link { href: escape::attribute(target), class: "" },
        };
        self.image = Some(Image { written, title: title.to_owned(), alt: String::new(), depth: 1 });
    }

    /// Inside a picture there is only text. True if the event was that.
    pub(super) fn in_image(&mut self, event: &Event<'_>) -> bool {
        let Some(image) = &mut self.image else { return false };
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => image.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) => {
                image.depth -= 1;
                if image.depth == 0 {
                    self.end_image();
                }
            }
            _ => {}
        }
        true
    }

    pub(super) fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let alt = escape::attribute(&image.alt);
        match image.written {
            Written::Link { href, .. } => {
                let title = if image.title.is_empty() {
                    String::new()
                } else {
                    format!(" title=\"{}\"", escape::attribute(&image.title))
                };
                self.tag("img", &format!(" src=\"{href}\" alt=\"{alt}\"{title} loading=\"lazy\""));
            }
            Written::Plain { class, title } => {
                self.broken += usize::from(class == "broken");
                self.tag("span", &format!(" class=\"{class}\" title=\"{}\"", escape::attribute(&title)));
                let shown = if alt.is_empty() { "Picture" } else { &alt };
                self.out.push_str(shown);
                self.out.push_str("</span>");
            }
        }
    }
}
