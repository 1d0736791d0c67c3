//! `handbook.yaml`: as written, all optional and with places, becomes as meant, with what is left out filled in.

mod defaults;
mod external;
pub mod front_matter;
mod holidays;
mod keys;
mod nav;
mod pattern;
mod reader;
mod repository;
mod roles;
mod rules;
mod schema;
mod shape;
mod theme;

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{Source, SourceId};
use crate::base::span::Span;
use crate::base::yaml::{self, Spanned};

pub use defaults::Defaults;
pub use external::{AddressPattern, External};
pub use holidays::Holiday;
pub use nav::{NavItem, nav_paths};
pub use pattern::Pattern;
pub use reader::{Reader, Voice};
pub use repository::Repository;
pub use roles::{Alias, Role};
pub use rules::{RuleSetting, Setting};
pub use schema::json_schema;
pub use shape::Numbering;
pub use theme::Theme;

/// The code of every mistake in `handbook.yaml`.
pub const INVALID: &str = "config/invalid";

/// The settings of a handbook.
#[derive(Clone, Debug)]
pub struct Config {
    /// Name of the handbook.
    pub title: Option<String>,
    /// One sentence about it.
    pub description: Option<String>,
    /// Language of the documents, a BCP 47 tag.
    pub language: String,
    /// Where it is published: an absolute address without a `/` at its end.
    pub base_url: Option<Spanned<String>>,
    /// Where the documents' source is.
    pub repository: Option<Repository>,
    /// Folder of the documents below the handbook's root, as written; not yet looked for.
    pub source: Option<Spanned<String>>,
    /// Documents to leave out.
    pub exclude: Vec<Pattern>,
    /// Order of the pages; by folders if empty.
    pub nav: Vec<NavItem>,
    /// Where times of day hold.
    pub timezone: Option<Tz>,
    /// First day of the week.
    pub week_start: Weekday,
    /// Days on which nobody works.
    pub holidays: Vec<Holiday>,
    /// How days of a timebox are counted, unless a document says otherwise; calendar days where nothing says it.
    pub numbering: Option<Numbering>,
    /// Roles and groups.
    pub roles: Vec<Role>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// Levels of rules; see [`Config::rule`].
    pub rules: Vec<RuleSetting>,
    /// A notice that every document must begin with.
    pub required_notice: Option<Spanned<String>>,
    /// Front matter by path; see [`Config::defaults_for`].
    pub defaults: Vec<Defaults>,
    /// Options of the theme.
    pub theme: Theme,
    /// How `check --external` asks addresses of the web.
    pub external: External,
    /// Make pages and feeds of people and roles.
    pub people: bool,
    /// Whether telephone numbers are published.
    pub phone_numbers: PhoneNumbers,
    /// Leave raw HTML of all documents as it is.
    pub unsafe_html: bool,
    /// Ask search engines to stay away, if the file says so or not; see [`Config::is_noindex`].
    pub noindex: Option<bool>,
    /// Addresses of pages end in `.html`.
    pub flat: bool,
    /// Publish drafts too.
    pub drafts: bool,
}

/// Whether telephone numbers are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneNumbers {
    /// Something else stands in their place.
    Mask,
    /// As they are written.
    Show,
}

impl Default for Config {
    /// The settings of an empty file.
    fn default() -> Self {
        Self {
            title: None,
            description: None,
            language: "en".to_owned(),
            base_url: None,
            repository: None,
            source: None,
            exclude: Vec::new(),
            nav: Vec::new(),
            timezone: None,
            week_start: Weekday::Mon,
            holidays: Vec::new(),
            numbering: None,
            roles: Vec::new(),
            aliases: Vec::new(),
            rules: Vec::new(),
            required_notice: None,
            defaults: Vec::new(),
            theme: Theme::default(),
            external: External::default(),
            people: true,
            phone_numbers: PhoneNumbers::Mask,
            unsafe_html: false,
            noindex: None,
            flat: false,
            drafts: false,
        }
    }
}

impl Config {
    /// Whether search engines should stay away: as the file says, else as long as nobody said where it is published.
    pub fn is_noindex(&self) -> bool {
        self.noindex.unwrap_or(self.base_url.is_none())
    }

    /// What the file says about a rule: its code before its group.
    pub fn rule(&self, code: &str) -> Option<Setting> {
        let group = code.split('/').next().unwrap_or_default();
        let of = |name: &str| self.rules.iter().find(|rule| rule.name.value == name).map(|rule| rule.setting);
        of(code).or_else(|| of(group))
    }

    /// The defaults of the document at this path below the content root, in the order of the file: later ones win.
    pub fn defaults_for(&self, path: &str) -> Vec<&Defaults> {
        self.defaults.iter().filter(|defaults| defaults.pattern.is_match(path)).collect()
    }

    /// Whether the document at this path below the content root is left out.
    pub fn is_excluded(&self, path: &str) -> bool {
        self.exclude.iter().any(|pattern| pattern.is_match(path))
    }

    /// The holiday that this day is, if it is one.
    pub fn holiday(&self, day: NaiveDate) -> Option<&Holiday> {
        self.holidays.iter().find(|holiday| holiday.contains(day))
    }
}

const VOICE: Voice = Voice { value_code: INVALID, unknown_key: (INVALID, Level::Error), unknown_help: None };

/// Reads `handbook.yaml`. What is wrong is told, all of it, and left out of the settings.
///
/// `known_codes` are the codes of all rules, which `rules` may name.
pub fn read(id: SourceId, source: &Source, known_codes: &[&'static str]) -> (Config, Vec<Diagnostic>) {
    let mut reader = Reader::new(id, &source.text, known_codes, VOICE);
    let mut config = Config::default();
    if let Some(at) = source.not_utf8 {
        let at = source.text.floor_char_boundary(at as usize);
        let end = at + source.text[at..].chars().next().map_or(0, char::len_utf8);
        let message = format!("{} is not UTF-8: this byte is no part of any character.", source.path);
        reader.error(Span::new(at, end), message).help = Some("Save it as UTF-8.".to_owned());
    }
    let parsed = yaml::parse(&source.text, 0);
    reader.found.extend(parsed.problems.into_iter().map(|problem| problem.into_diagnostic(INVALID, id)));
    if let Some(root) = parsed.root.filter(|root| !root.is_null()) {
        match root.as_map() {
            Some(entries) => reader.mapping(&source.path, keys::KEYS, entries, &mut config),
            None => {
                let message =
                    format!("{} wants lines such as `title: Handbook`; this is {}.", source.path, root.describe());
                reader.error(root.span, message);
            }
        }
    }
    (config, reader.finish())
}

#[cfg(test)]
mod tests;
