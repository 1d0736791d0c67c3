//! The keys of `handbook.yaml`: the only list of them. Reading, suggestions and schema come from here.

use serde_json::{Value as Json, json};

use super::reader::{Key, Reader};
use super::{Config, defaults, external, holidays, nav, repository, roles, rules, shape, theme};
use crate::base::yaml::{Entry, Node};

const fn key(
    name: &'static str,
    about: &'static str,
    schema: fn() -> Json,
    read: fn(&mut Config, &mut Reader<'_>, &Entry),
) -> Key<Config> {
    Key { name, synonyms: &[], about, schema, read }
}

/// A yes or no that is no unless the file says otherwise.
fn yes(reader: &mut Reader<'_>, entry: &Entry) -> bool {
    reader.flag(&entry.key, &entry.value).is_some_and(|flag| flag.value)
}

/// A text whose place nobody will want.
fn words(reader: &mut Reader<'_>, entry: &Entry) -> Option<String> {
    reader.text(&entry.key, &entry.value).map(|text| text.value)
}

/// Every key, in the order in which a manual would list them.
pub const KEYS: &[Key<Config>] = &[
    key("title", "Name of the handbook.", shape::text, |c, r, e| c.title = words(r, e)),
    key("description", "One sentence about the handbook.", shape::text, |c, r, e| c.description = words(r, e)),
    key("language", "Language of the documents as a BCP 47 tag; `en` if not given.", shape::language, |c, r, e| {
        if let Some(language) = r.language(&e.key, &e.value) {
            c.language = language.value;
        }
    }),
    key("base_url", "Where the handbook is published.", shape::address, |c, r, e| {
        c.base_url = r.address(&e.key, &e.value);
    }),
    key("repository", "Where the documents' source is.", repository::schema, |c, r, e| c.repository = r.repository(e)),
    key("source", "Folder of the documents; `content` or the handbook itself if not given.", shape::text, |c, r, e| {
        c.source = r.text(&e.key, &e.value);
    }),
    key("exclude", "Patterns of paths that are left out.", shape::texts, |c, r, e| {
        let items = e.value.as_list().unwrap_or(std::slice::from_ref(&e.value));
        let present = |item: &&Node| !item.is_null();
        c.exclude = items.iter().filter(present).filter_map(|item| r.pattern(&e.key, item)).collect();
    }),
    key("nav", "Order of the pages; by folders if not given.", nav::schema, |c, r, e| c.nav = r.nav(&e.key, &e.value)),
    key("timezone", "Where times of day hold, such as Europe/Berlin.", shape::timezone, |c, r, e| {
        c.timezone = r.timezone(&e.key, &e.value).map(|zone| zone.value);
    }),
    key("week_start", "First day of the week; Monday if not given.", shape::weekday, |c, r, e| {
        if let Some(day) = r.weekday(&e.key, &e.value) {
            c.week_start = day.value;
        }
    }),
    key("holidays", "Days on which nobody works.", holidays::schema, |c, r, e| {
        c.holidays = r.holidays(&e.key, &e.value);
    }),
    key("numbering", "Whether days of a sprint are calendar or working days.", shape::numbering, |c, r, e| {
        c.numbering = r.numbering(&e.key, &e.value).map(|numbering| numbering.value);
    }),
    key("roles", "Roles and groups with their members.", roles::roles_schema, |c, r, e| c.roles = r.roles(e)),
    key("aliases", "Names with their other names.", roles::aliases_schema, |c, r, e| c.aliases = r.aliases(e)),
    key("rules", "Levels of rules, by code or group.", rules::schema, |c, r, e| c.rules = r.rules(e)),
    key("required_notice", "A notice that every document must begin with.", shape::text, |c, r, e| {
        c.required_notice = r.text(&e.key, &e.value);
    }),
    key("defaults", "Front matter for documents by path.", defaults::schema, |c, r, e| c.defaults = r.defaults(e)),
    key("theme", "Options of the theme.", theme::schema, |c, r, e| c.theme = r.theme(e)),
    key("external", "How `check --external` asks addresses of the web.", external::schema, |c, r, e| {
        c.external = r.external(e);
    }),
    key("people", "Make pages and feeds of people and roles; `on` if not given.", shape::switch, |c, r, e| {
        if let Some(people) = r.switch(&e.key, &e.value) {
            c.people = people.value;
        }
    }),
    key("phone_numbers", "Whether telephone numbers are published; `mask` if not given.", shape::phones, |c, r, e| {
        if let Some(phones) = r.phones(&e.key, &e.value) {
            c.phone_numbers = phones.value;
        }
    }),
    key("unsafe_html", "Leave raw HTML of all documents as it is.", shape::flag, |c, r, e| c.unsafe_html = yes(r, e)),
    key("noindex", "Ask search engines to leave the handbook out.", index_schema, |c, r, e| {
        c.noindex = r.flag(&e.key, &e.value).map(|flag| flag.value);
    }),
    key("flat", "Addresses of pages end in .html.", shape::flag, |c, r, e| c.flat = yes(r, e)),
    key("drafts", "Publish drafts too.", shape::flag, |c, r, e| c.drafts = yes(r, e)),
];

fn index_schema() -> Json {
    json!({"type": "boolean", "$comment": "true if not given and there is no base_url"})
}
