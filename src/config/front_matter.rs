//! Front matter, typed: which keys there are, their synonyms, what each wants.
//!
//! It stands here and not in `parse`, because `handbook.yaml` gives documents front matter too (`defaults`), and
//! mistakes there are told once, when the configuration is read.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::Value as Json;

use super::reader::{Key, Reader, find, mapping_schema};
use super::shape::{self, Numbering};
use crate::base::yaml::{Entry, Spanned};

/// What a document says about itself, and what `handbook.yaml` says for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// Name of the page.
    pub title: Option<Spanned<String>>,
    /// One sentence for search engines and previews.
    pub description: Option<Spanned<String>>,
    /// When it was written.
    pub date: Option<Spanned<NaiveDate>>,
    /// When it was last changed.
    pub updated: Option<Spanned<NaiveDate>>,
    /// Place among its siblings; small numbers first.
    pub order: Option<Spanned<f64>>,
    /// Not to be published yet.
    pub draft: Option<Spanned<bool>>,
    /// Last part of the page's address.
    pub slug: Option<Spanned<String>>,
    /// Former addresses.
    pub aliases: Vec<Spanned<String>>,
    /// Tags.
    pub tags: Vec<Spanned<String>>,
    /// The template that renders the page.
    pub template: Option<Spanned<String>>,
    /// Whether the page shows its contents.
    pub toc: Option<Spanned<bool>>,
    /// Whether the search finds the page.
    pub search: Option<Spanned<bool>>,
    /// Whether search engines should leave the page out.
    pub noindex: Option<Spanned<bool>>,
    /// The sort of document: guide, charter, decision, sprint, …
    pub kind: Option<Spanned<String>>,
    /// The sprint it belongs to, as written.
    pub sprint: Option<Spanned<String>>,
    /// The stream it belongs to.
    pub stream: Option<Spanned<String>>,
    /// The squad it belongs to.
    pub squad: Option<Spanned<String>>,
    /// First day of the timebox.
    pub start: Option<Spanned<NaiveDate>>,
    /// Last day of the timebox.
    pub end: Option<Spanned<NaiveDate>>,
    /// Who answers for it.
    pub owner: Vec<Spanned<String>>,
    /// State, as written.
    pub status: Option<Spanned<String>>,
    /// Who takes part.
    pub people: Vec<Spanned<String>>,
    /// Whether its events go into the calendar.
    pub calendar: Option<Spanned<bool>>,
    /// How its days are counted.
    pub numbering: Option<Spanned<Numbering>>,
    /// Where its times of day hold.
    pub timezone: Option<Spanned<Tz>>,
    /// Paths of related documents: references.
    pub related: Vec<Spanned<String>>,
    /// Path of its squad's charter: a reference.
    pub charter: Option<Spanned<String>>,
    /// Whether raw HTML of the body is left as it is.
    pub unsafe_html: Option<Spanned<bool>>,
    /// When somebody has to look at it again.
    pub next_review: Option<Spanned<NaiveDate>>,
    /// Anything that templates of the handbook want.
    pub extra: Option<Spanned<serde_yaml::Value>>,
}

impl FrontMatter {
    /// Reads the entries over what is there already: what they say wins, what they leave out or get wrong stays.
    pub fn fill(&mut self, reader: &mut Reader<'_>, entries: &[Entry]) {
        reader.mapping("Front matter", KEYS, entries, self);
    }
}

/// Whether front matter has a key or a synonym of that name at its top.
pub fn is_known_key(name: &str) -> bool {
    find(KEYS, name).is_some() || name == "sidebar"
}

/// The schema of front matter.
pub fn schema() -> Json {
    mapping_schema(KEYS, &[])
}

type Read = fn(&mut FrontMatter, &mut Reader<'_>, &Entry);

const fn key(name: &'static str, about: &'static str, schema: fn() -> Json, read: Read) -> Key<FrontMatter> {
    Key { name, synonyms: &[], about, schema, read }
}

const fn known_as(synonyms: &'static [&'static str], key: Key<FrontMatter>) -> Key<FrontMatter> {
    Key { synonyms, ..key }
}

/// Puts a value that could be read in its field.
fn set<T>(field: &mut T, value: Option<impl Into<T>>) {
    if let Some(value) = value {
        *field = value.into();
    }
}

/// Every key of front matter: the only list of them.
pub const KEYS: &[Key<FrontMatter>] = &[
    key("title", "Name of the page.", shape::text, |f, r, e| set(&mut f.title, r.text(&e.key, &e.value))),
    key("description", "One sentence for search engines and previews.", shape::text, |f, r, e| {
        set(&mut f.description, r.text(&e.key, &e.value));
    }),
    key("date", "When it was written.", shape::a_date, |f, r, e| set(&mut f.date, r.date(&e.key, &e.value))),
    known_as(
        &["lastmod", "last_updated", "last_modified"],
        key("updated", "When it was last changed.", shape::a_date, |f, r, e| {
            set(&mut f.updated, r.date(&e.key, &e.value));
        }),
    ),
    known_as(
        &["weight", "nav_order", "sidebar.order", "sidebar_position"],
        key("order", "Place among its siblings; small numbers first.", shape::number, |f, r, e| {
            set(&mut f.order, r.number(&e.key, &e.value));
        }),
    ),
    key("draft", "Not to be published yet.", shape::flag, |f, r, e| set(&mut f.draft, r.flag(&e.key, &e.value))),
    key("slug", "Last part of the page's address.", shape::text, |f, r, e| set(&mut f.slug, r.text(&e.key, &e.value))),
    known_as(
        &["redirect_from"],
        key("aliases", "Former addresses, which lead here.", shape::texts, |f, r, e| {
            set(&mut f.aliases, r.texts(&e.key, &e.value));
        }),
    ),
    key("tags", "Tags, as a list or with commas.", shape::texts, |f, r, e| set(&mut f.tags, r.words(&e.key, &e.value))),
    key("template", "The template that renders the page.", shape::text, |f, r, e| {
        set(&mut f.template, r.text(&e.key, &e.value));
    }),
    key("toc", "Whether the page shows its contents.", shape::flag, |f, r, e| {
        set(&mut f.toc, r.flag(&e.key, &e.value))
    }),
    key("search", "Whether the search finds the page.", shape::flag, |f, r, e| {
        set(&mut f.search, r.flag(&e.key, &e.value));
    }),
    key("noindex", "Whether search engines should leave the page out.", shape::flag, |f, r, e| {
        set(&mut f.noindex, r.flag(&e.key, &e.value));
    }),
    key("kind", "The sort of document: guide, charter, decision, sprint.", shape::text, |f, r, e| {
        set(&mut f.kind, r.text(&e.key, &e.value));
    }),
    key("sprint", "The sprint it belongs to.", shape::text, |f, r, e| set(&mut f.sprint, r.text(&e.key, &e.value))),
    key("stream", "The stream it belongs to.", shape::text, |f, r, e| set(&mut f.stream, r.text(&e.key, &e.value))),
    key("squad", "The squad it belongs to.", shape::text, |f, r, e| set(&mut f.squad, r.text(&e.key, &e.value))),
    known_as(
        &["start_date"],
        key("start", "First day of the sprint or phase.", shape::a_date, |f, r, e| {
            set(&mut f.start, r.date(&e.key, &e.value));
        }),
    ),
    known_as(
        &["end_date"],
        key("end", "Last day of the sprint or phase.", shape::a_date, |f, r, e| {
            set(&mut f.end, r.date(&e.key, &e.value));
        }),
    ),
    key("owner", "Who answers for it.", shape::texts, |f, r, e| set(&mut f.owner, r.texts(&e.key, &e.value))),
    key("status", "State of the document or sprint.", shape::text, |f, r, e| {
        set(&mut f.status, r.text(&e.key, &e.value));
    }),
    key("people", "Who takes part, as a list or with commas.", shape::texts, |f, r, e| {
        set(&mut f.people, r.words(&e.key, &e.value));
    }),
    key("calendar", "Whether its events go into the calendar.", shape::flag, |f, r, e| {
        set(&mut f.calendar, r.flag(&e.key, &e.value));
    }),
    key("numbering", "How its days are counted.", shape::numbering, |f, r, e| {
        set(&mut f.numbering, r.numbering(&e.key, &e.value));
    }),
    key("timezone", "Where its times of day hold.", shape::timezone, |f, r, e| {
        set(&mut f.timezone, r.timezone(&e.key, &e.value));
    }),
    key("related", "Paths of related documents.", shape::texts, |f, r, e| {
        set(&mut f.related, r.texts(&e.key, &e.value));
    }),
    key("charter", "Path of its squad's charter.", shape::text, |f, r, e| {
        set(&mut f.charter, r.text(&e.key, &e.value));
    }),
    key("unsafe_html", "Whether raw HTML of the body is left as it is.", shape::flag, |f, r, e| {
        set(&mut f.unsafe_html, r.flag(&e.key, &e.value));
    }),
    key("next_review", "When somebody has to look at it again.", shape::a_date, |f, r, e| {
        set(&mut f.next_review, r.date(&e.key, &e.value));
    }),
    key("extra", "Anything that templates of the handbook want.", shape::anything, |f, r, e| {
        let value = e.value.to_value();
        f.extra = Some(Spanned { value, source: r.source, span: e.value.span });
    }),
];
