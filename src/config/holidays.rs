//! `holidays`: days on which nobody works.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::reader::{Key, Reader, mapping_schema};
use super::shape;
use crate::base::yaml::{Entry, Node, Spanned};

/// One holiday, or a run of days off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// First day.
    pub start: NaiveDate,
    /// Last day, inclusive.
    pub end: NaiveDate,
    /// What it is called.
    pub name: Option<String>,
}

impl Holiday {
    /// Whether this day is off.
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.start..=self.end).contains(&day)
    }
}

/// As written: `date`, or `start` and `end`.
#[derive(Default)]
struct Written {
    date: Option<Spanned<NaiveDate>>,
    start: Option<Spanned<NaiveDate>>,
    end: Option<Spanned<NaiveDate>>,
    name: Option<Spanned<String>>,
}

const fn key(
    name: &'static str,
    about: &'static str,
    schema: fn() -> Json,
    read: fn(&mut Written, &mut Reader<'_>, &Entry),
) -> Key<Written> {
    Key { name, synonyms: &[], about, schema, read }
}

const KEYS: &[Key<Written>] = &[
    key("date", "The day.", shape::a_date, |w, r, e| w.date = r.date(&e.key, &e.value)),
    key("start", "First day off.", shape::a_date, |w, r, e| w.start = r.date(&e.key, &e.value)),
    key("end", "Last day off.", shape::a_date, |w, r, e| w.end = r.date(&e.key, &e.value)),
    key("name", "What the day is called.", shape::text, |w, r, e| w.name = r.text(&e.key, &e.value)),
];

const WANTS: &str = "dates such as 2026-12-25, or mappings with `date`, or with `start` and `end`";

impl Reader<'_> {
    /// The entries of `holidays`.
    pub fn holidays(&mut self, name: &str, node: &Node) -> Vec<Holiday> {
        let items = self.list(name, node, "a list of dates");
        items.iter().filter_map(|item| self.holiday(name, item)).collect()
    }

    fn holiday(&mut self, name: &str, node: &Node) -> Option<Holiday> {
        let Some(entries) = node.as_map() else {
            let day = self.date(name, node)?.value;
            return Some(Holiday { start: day, end: day, name: None });
        };
        let before = self.found.len();
        let mut written = Written::default();
        self.mapping("A holiday", KEYS, entries, &mut written);
        let name = written.name.map(|name| name.value);
        match (written.date, written.start, written.end) {
            (Some(day), None, None) => Some(Holiday { start: day.value, end: day.value, name }),
            (None, Some(start), Some(end)) if start.value <= end.value => {
                Some(Holiday { start: start.value, end: end.value, name })
            }
            (None, Some(start), Some(end)) => {
                let message = format!("This holiday ends on {} and starts after that, on {}.", end.value, start.value);
                self.error(end.span, message);
                None
            }
            // What is missing may be what was told to be wrong.
            _ if self.found.len() > before => None,
            _ => {
                self.error(node.span, format!("`holidays` wants {WANTS}; this entry has not just these."));
                None
            }
        }
    }
}

/// Schema of `holidays`.
pub fn schema() -> Json {
    let mut one = mapping_schema(KEYS, &[]);
    one["anyOf"] = json!([{"required": ["date"]}, {"required": ["start", "end"]}]);
    json!({"type": "array", "items": {"anyOf": [shape::a_date(), one]}})
}
