//! The theme: templates that lay views out, and the files that every page loads.
//!
//! Both are inside the binary (`templates/` and `static/` of the repository), and a handbook overrides them file by
//! file. A mistake in an overriding template is its author's and becomes a `template/invalid`; the theme's own
//! templates render every view, which tests make sure of.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::Embed;
use serde::Serialize;
use tera::{Context, Tera};

use super::view::{AtomView, Content, PageView, RedirectView, RobotsView, SiteView, SitemapView};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Source, SourceId};
use mistake::Overrides;

pub use accent::accent_css;

mod accent;
pub mod archetype;
mod mistake;

/// Folder below the site's root where the theme's files are published.
pub const ASSETS: &str = "assets";

#[derive(Embed)]
#[folder = "templates/"]
struct OwnTemplates;

#[derive(Embed)]
#[folder = "static/"]
struct OwnStatics;

/// A template of the handbook, which stands in for the theme's template of that name or is included by others.
#[derive(Clone, Copy, Debug)]
pub struct TemplateOverride<'a> {
    /// Path below the handbook's `templates/`, with `/`: `page.html`.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Where its bytes stop to be UTF-8, if they do.
    pub not_utf8: Option<u32>,
    /// Its number, for messages.
    pub source: SourceId,
}

impl<'a> TemplateOverride<'a> {
    /// The template of that name, which was read as this source.
    pub fn new(name: &'a str, id: SourceId, source: &'a Source) -> Self {
        Self { name, text: &source.text, not_utf8: source.not_utf8, source: id }
    }
}

/// Templates and files of one run; shared by all threads that render.
pub struct Theme {
    tera: Tera,
    overrides: Overrides,
    statics: BTreeMap<String, Cow<'static, [u8]>>,
}

/// Texts of templates by name.
type Texts = BTreeMap<String, Cow<'static, str>>;

/// What all pages at one depth share, ready for templates; make it once per depth and reuse it.
#[derive(Clone, Debug)]
pub struct SiteContext(Context);

/// What the template of an overview sees beside `site` and `page`.
#[derive(Clone, Debug, Default)]
pub struct Variables(Context);

impl Variables {
    /// One variable.
    pub fn of(name: &'static str, value: &impl Serialize) -> Self {
        Self::default().with(name, value)
    }

    /// The same and one more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &impl Serialize) -> Self {
        self.0.insert(name, value);
        self
    }
}

impl Theme {
    /// The theme with a handbook's own templates and files in place of ours.
    ///
    /// `statics` are paths below the handbook's `static/` with their bytes; only those with the name of a theme's
    /// file ([`is_theme_file`]) count here. Gives every mistake of the templates that can be seen before rendering.
    pub fn new<'a>(
        templates: &[TemplateOverride<'_>],
        statics: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let overrides = Overrides::of_pages(templates);
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".htm", ".xml", ".svg", ".atom"]);
        let broken = overrides.syntax_mistakes();
        if !broken.is_empty() {
            return Err(broken);
        }
        let mut texts = own_templates();
        texts.extend(templates.iter().map(|template| (template.name.into(), Cow::Borrowed(template.text))));
        if let Err(error) = tera.add_raw_templates(texts) {
            return Err(overrides.mistakes(&error));
        }
        let mut files: BTreeMap<_, _> =
            OwnStatics::iter().filter_map(|name| Some((name.to_string(), OwnStatics::get(&name)?.data))).collect();
        for (name, bytes) in statics {
            if let Some(file) = files.get_mut(name) {
                *file = Cow::Owned(bytes.to_vec());
            }
        }
        Ok(Self { tera, overrides, statics: files })
    }

    /// The theme's files to publish: path below the site's root (`assets/style.css`) and bytes, ordered by path.
    pub fn statics(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.statics.iter().map(|(name, bytes)| (format!("{ASSETS}/{name}"), bytes.as_ref()))
    }

    /// What the pages at one depth share.
    pub fn site(&self, site: &SiteView) -> SiteContext {
        let mut context = Context::new();
        context.insert("site", site);
        SiteContext(context)
    }

    /// A page's HTML, from the template of its content or another one of that name.
    pub fn page(
        &self,
        site: &SiteContext,
        page: &PageView,
        content: Content<'_>,
        template: Option<&str>,
    ) -> Result<String, Box<Diagnostic>> {
        let mut context = site.0.clone();
        context.insert("page", page);
        self.insert(&mut context, &content)?;
        self.render(template.filter(|name| self.has_template(name)).unwrap_or(content.template()), &context)
    }

    /// The names of all templates, in no order.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.tera.get_template_names()
    }

    /// Whether there is a template of that name.
    pub fn has_template(&self, name: &str) -> bool {
        self.template_names().any(|known| known == name)
    }

    /// The page at an address that another page once had.
    pub fn redirect(&self, site: &SiteContext, redirect: &RedirectView) -> Result<String, Box<Diagnostic>> {
        let mut context = site.0.clone();
        context.insert("redirect", redirect);
        self.render("redirect.html", &context)
    }

    /// `sitemap.xml`
    pub fn sitemap(&self, site: &SiteContext, sitemap: &SitemapView) -> Result<String, Box<Diagnostic>> {
        let mut context = site.0.clone();
        context.insert("sitemap", sitemap);
        self.render("sitemap.xml", &context)
    }

    /// `atom.xml`
    pub fn atom(&self, site: &SiteContext, feed: &AtomView) -> Result<String, Box<Diagnostic>> {
        let mut context = site.0.clone();
        context.insert("feed", feed);
        let text = self.render("atom.xml", &context)?;
        // Characters that no XML text can hold, not even escaped (XML 1.0, production 2).
        let is_sound = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        Ok(if text.chars().all(is_sound) { text } else { text.replace(|c| !is_sound(c), "\u{fffd}") })
    }

    /// `robots.txt`
    pub fn robots(&self, site: &SiteContext, robots: &RobotsView) -> Result<String, Box<Diagnostic>> {
        let mut context = site.0.clone();
        context.insert("robots", robots);
        self.render("robots.txt", &context)
    }

    /// The variables of a content.
    fn insert(&self, context: &mut Context, content: &Content<'_>) -> Result<(), Box<Diagnostic>> {
        match content {
            Content::Document(doc) => context.insert("doc", doc),
            Content::Both(doc, below) => {
                self.insert(context, below)?;
                context.insert("doc", doc);
            }
            Content::Tags(listing) => context.insert("listing", listing),
            Content::Tag { name, listing } => {
                context.insert("tag", name);
                context.insert("listing", listing);
            }
            Content::Overview { template, variables } => {
                let mut own = context.clone();
                own.extend(variables.0.clone());
                let html = self.render(template, &own)?;
                context.insert("overview_html", &html);
            }
            Content::NotFound => {}
        }
        Ok(())
    }

    fn render(&self, template: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        let text = self.tera.render(template, context).map_err(|error| Box::new(self.overrides.mistake(&error)))?;
        // No markup can hold this character, not even escaped (HTML, "preprocessing the input stream").
        Ok(if memchr::memchr(0, text.as_bytes()).is_some() { text.replace('\0', "\u{fffd}") } else { text })
    }
}

/// Whether a file of the handbook's `static/` replaces one of the theme's, and is published in its place by
/// [`Theme::statics`] and nowhere else.
pub fn is_theme_file(name: &str) -> bool {
    OwnStatics::get(name).is_some()
}

/// Our own templates of pages by name.
fn own_templates() -> Texts {
    own_texts(|name| !name.starts_with(archetype::FOLDER))
}

/// Files of `templates/` by name.
fn own_texts(wanted: impl Fn(&str) -> bool) -> Texts {
    OwnTemplates::iter()
        .filter(|name| wanted(name))
        .filter_map(|name| Some((name.to_string(), OwnTemplates::get(&name)?.data)))
        .map(|(name, bytes)| (name, Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())))
        .collect()
}
