//! `rules`: the levels that a handbook gives rules, by code or by group.

use serde_json::{Value as Json, json};

use super::reader::{Reader, near};
use crate::base::diagnostic::Level;
use crate::base::yaml::{Entry, Spanned, shortened};

/// What becomes of a rule's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// They are not told.
    Allow,
    /// They are told at this level.
    Report(Level),
}

impl Setting {
    /// By its word or a synonym of it.
    pub fn from_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|(known, _)| *known == word).map(|&(_, setting)| setting)
    }
}

const WORDS: [(&str, Setting); 7] = [
    ("error", Setting::Report(Level::Error)),
    ("warning", Setting::Report(Level::Warning)),
    ("hint", Setting::Report(Level::Hint)),
    ("allow", Setting::Allow),
    ("deny", Setting::Report(Level::Error)),
    ("warn", Setting::Report(Level::Warning)),
    ("off", Setting::Allow),
];

/// One entry of `rules`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSetting {
    /// A code (`link/missing-file`) or a group (`link`).
    pub name: Spanned<String>,
    /// What it is set to.
    pub setting: Setting,
}

impl Reader<'_> {
    /// A mapping from codes or groups to levels.
    pub fn rules(&mut self, entry: &Entry) -> Vec<RuleSetting> {
        let Some(entries) = entry.value.as_map() else {
            self.wrong(&entry.key, &entry.value, "a mapping such as `link/missing-file: warning`");
            return Vec::new();
        };
        entries.iter().filter_map(|entry| self.rule(entry)).collect()
    }

    fn rule(&mut self, entry: &Entry) -> Option<RuleSetting> {
        let codes = self.rule_codes;
        let groups = codes.iter().filter_map(|code| Some(code.split_once('/')?.0));
        let known = codes.contains(&entry.key.as_str()) || groups.clone().any(|group| group == entry.key);
        if !known {
            let message = format!("There is no rule `{}`.", shortened(&entry.key));
            let help = near(&entry.key, codes.iter().copied().chain(groups));
            self.error(entry.key_span, message).help = help.map(|near| format!("Did you mean `{near}`?"));
        }
        let setting = entry.value.as_text().and_then(Setting::from_word);
        let setting = self.checked(&entry.key, &entry.value, setting, "error, warning, hint or allow")?.value;
        let name = Spanned { value: entry.key.clone(), source: self.source, span: entry.key_span };
        known.then_some(RuleSetting { name, setting })
    }
}

/// Schema of `rules`. Which codes there are, only the program knows.
pub fn schema() -> Json {
    let words: Vec<_> = WORDS.iter().map(|(word, _)| word).collect();
    json!({"type": "object", "propertyNames": {"pattern": "^[a-z]+(/[a-z-]+)?$"}, "additionalProperties": {"enum": words}})
}
