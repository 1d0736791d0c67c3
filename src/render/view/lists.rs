//! The long lists of a page as markup: the sidebar, the contents, related pages, backlinks.
//!
//! Together they have up to a hundred entries a page; laid out by templates, they took more time than all else on it.

use serde::Serializer;

use crate::render::escape;

use super::{BacklinkView, LinkView, NavView, TocView};

/// Deeper entries than this nobody could read.
const DEEPEST: usize = 16;

/// For serde: the sidebar as templates get it.
pub fn serialize_nav<S: Serializer>(nav: &[NavView], serializer: S) -> Result<S::Ok, S::Error> {
    let mut html = String::with_capacity(100 * nav.len());
    if !nav.is_empty() {
        nav_into(&mut html, nav, 0);
    }
    serializer.serialize_str(&html)
}

fn nav_into(html: &mut String, entries: &[NavView], depth: usize) {
    html.push_str("<ul>");
    for entry in entries {
        html.push_str("\n<li>");
        match &entry.href {
            Some(href) => {
                link_into(html, href, if entry.current { "\" aria-current=\"page\">" } else { "\">" }, &entry.title)
            }
            None => {
                html.push_str("<span>");
                escape::text_into(html, &entry.title);
                html.push_str("</span>");
            }
        }
        if !entry.children.is_empty() && depth < DEEPEST {
            nav_into(html, &entry.children, depth + 1);
        }
        html.push_str("</li>");
    }
    html.push_str("\n</ul>");
}

/// For serde: the contents as templates get them.
pub fn serialize_toc<S: Serializer>(toc: &[TocView], serializer: S) -> Result<S::Ok, S::Error> {
    let mut html = String::with_capacity(100 * toc.len());
    if !toc.is_empty() {
        toc_into(&mut html, toc);
    }
    serializer.serialize_str(&html)
}

/// Two levels, as [`TocView`] has them.
fn toc_into(html: &mut String, entries: &[TocView]) {
    html.push_str("<ul>");
    for entry in entries {
        html.push_str("\n<li>");
        link_into(html, &entry.href, "\">", &entry.title);
        if !entry.children.is_empty() {
            toc_into(html, &entry.children);
        }
        html.push_str("</li>");
    }
    html.push_str("\n</ul>");
}

/// For serde: links as templates get them.
pub fn serialize_links<S: Serializer>(links: &[LinkView], serializer: S) -> Result<S::Ok, S::Error> {
    let mut html = String::with_capacity(100 * links.len() + 20);
    html.push_str("<ul>");
    for link in links {
        html.push_str("\n<li>");
        link_into(&mut html, &link.href, "\">", &link.title);
        html.push_str("</li>");
    }
    html.push_str("\n</ul>");
    serializer.serialize_str(&html)
}

/// For serde: backlinks as templates get them; empty where there are none.
pub fn serialize_backlinks<S: Serializer>(links: &[BacklinkView], serializer: S) -> Result<S::Ok, S::Error> {
    let mut html = String::with_capacity(300 * links.len());
    if !links.is_empty() {
        html.push_str("<ul>");
        for link in links {
            html.push_str("\n<li>");
            link_into(&mut html, &link.href, "\">", &link.title);
            if !link.sentence_html.is_empty() {
                html.push_str("<p>");
                html.push_str(&link.sentence_html);
                html.push_str("</p>");
            }
            html.push_str("</li>");
        }
        html.push_str("\n</ul>");
    }
    serializer.serialize_str(&html)
}

/// What a state is called on a page.
pub fn state_word(state: &str) -> &'static str {
    match state {
        "done" => "Done",
        "in-progress" => "In progress",
        "blocked" => "Blocked",
        "cancelled" => "Cancelled",
        _ => "To do",
    }
}

/// `href` is ready for an attribute; `end` ends the start tag.
fn link_into(html: &mut String, href: &str, end: &str, title: &str) {
    html.push_str("<a href=\"");
    html.push_str(href);
    html.push_str(end);
    escape::text_into(html, title);
    html.push_str("</a>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sidebar_marks_the_page_and_escapes_titles() {
        let entry = |title: &str, href: Option<&str>, current, children| NavView {
            title: title.to_owned(),
            href: href.map(str::to_owned),
            current,
            open: true,
            children,
        };
        let inner = vec![entry("<b>", Some("../b/"), true, Vec::new())];
        let mut html = String::new();
        nav_into(&mut html, &[entry("A & B", None, false, inner)], 0);
        assert_eq!(
            html,
            "<ul>\n<li><span>A &amp; B</span><ul>\n<li><a href=\"../b/\" aria-current=\"page\">&lt;b&gt;</a></li>\n</ul></li>\n</ul>"
        );
    }
}
