//! What every site has beside its pages: 404.html, redirects, sitemap.xml, robots.txt, the theme's colours.

use crate::base::diagnostic::Diagnostic;
use crate::link::address::Redirect;

use super::site::Site;
use super::theme;
use super::view::{Content, RedirectView, RobotsView, SitemapEntryView, SitemapView};

/// `404.html`: it is served at any depth, so its links start at the site's root.
pub fn not_found(site: &Site<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let base = site.handbook.inputs.config.base_url.as_ref();
    let path = base.map(|base| base.value.splitn(4, '/').nth(3).unwrap_or_default().trim_end_matches('/').to_owned());
    let root = match path {
        Some(path) if !path.is_empty() => format!("/{path}/"),
        _ => "/".to_owned(),
    };
    let mut view = site.view("");
    let rooted = |href: &str| format!("{root}{}", href.trim_start_matches("./"));
    view.home = root.clone();
    for file in [&mut view.logo, &mut view.favicon, &mut view.changes] {
        *file = file.as_deref().map(rooted);
    }
    for tool in &mut view.tools {
        tool.href = rooted(&tool.href);
    }
    let mut page = site.frame("404.html", "Page not found", "not-found");
    page.noindex = true;
    page.canonical = None;
    for entry in &mut page.nav {
        root_entry(entry, &root);
    }
    for crumb in &mut page.breadcrumbs {
        crumb.href = root.clone();
    }
    view.root = root;
    site.theme.page(&site.theme.site(&view), &page, Content::NotFound, None).map(String::into_bytes)
}

fn root_entry(entry: &mut super::view::NavView, root: &str) {
    entry.href = entry.href.as_deref().map(|href| format!("{root}{}", href.trim_start_matches("./")));
    for child in &mut entry.children {
        root_entry(child, root);
    }
}

/// The page at an old address of a document.
pub fn redirect(site: &Site<'_>, redirect: &Redirect) -> Result<Vec<u8>, Box<Diagnostic>> {
    let document = redirect.document as usize;
    let to = site.handbook.addresses.documents[document].clone().unwrap_or_default();
    let view = RedirectView {
        title: site.handbook.documents[document].title().to_owned(),
        href: site.handbook.addresses.href(&redirect.address, &to),
        canonical: site.absolute(&to),
    };
    site.theme.redirect(&site.context(&redirect.address), &view).map(String::into_bytes)
}

/// Whether there is a sitemap: it needs absolute addresses, and pages that may be listed.
pub fn has_sitemap(site: &Site<'_>) -> bool {
    site.handbook.inputs.config.base_url.is_some() && !site.handbook.inputs.config.is_noindex()
}

/// `sitemap.xml`, of at most 50,000 pages (sitemaps.org).
pub fn sitemap(site: &Site<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let entry = |&node: &usize| {
        let document = site.document_at(node);
        let hidden = document.is_some_and(|at| {
            site.handbook.documents[at].front_matter.noindex.as_ref().is_some_and(|noindex| noindex.value)
        });
        let address = site.handbook.address_of(node).filter(|_| !hidden)?;
        let updated = document.and_then(|document| super::document::updated(site, document));
        Some(SitemapEntryView {
            address: site.absolute(&address)?,
            updated: updated.map(|date| date.format("%Y-%m-%d").to_string()),
        })
    };
    let entries = site.handbook.tree.order.iter().filter_map(entry).take(50_000).collect();
    site.theme.sitemap(&site.context(""), &SitemapView { entries }).map(String::into_bytes)
}

/// `robots.txt`
pub fn robots(site: &Site<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let sitemap = if has_sitemap(site) { site.absolute("sitemap.xml") } else { None };
    site.theme.robots(&site.context(""), &RobotsView { sitemap }).map(String::into_bytes)
}

/// The stylesheet of the handbook's own colour, where it has one.
pub fn accent(site: &Site<'_>) -> Option<Vec<u8>> {
    let accent = site.handbook.inputs.config.theme.accent.as_ref()?;
    theme::accent_css(&accent.value).map(String::into_bytes)
}
