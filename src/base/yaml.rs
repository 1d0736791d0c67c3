//! YAML with places: every key and every value knows where it stands. One way for `handbook.yaml` and front matter.
//!
//! One pass over `granit-parser`'s events makes the tree, so that a value and its span cannot disagree and one
//! library is the authority on what is YAML. Plain scalars stay text until somebody asks for a type (`1.10` is a
//! number to one key and a version to another); types are those of `serde_yaml`, whose [`serde_yaml::Value`] is
//! what [`Node::to_value`] gives.
//!
//! Hostile text is refused early: more than [`MAX_BYTES`], more than [`MAX_DEPTH`] levels, aliases that multiply.

mod build;
mod problem;
mod write;

use super::source::SourceId;
use super::span::Span;

pub use build::{MAX_BYTES, MAX_DEPTH, parse};
pub use problem::Problem;
pub use write::{replaced, says, scalar, with_quotes};

/// A value with the place where somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What it says.
    pub value: T,
    /// The text that says so: the document itself, or `handbook.yaml` for a default.
    pub source: SourceId,
    /// The place in that text.
    pub span: Span,
}

/// What [`parse`] gives: as much of a tree as could be read, and all that is wrong with the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The top of the tree; nothing for an empty text and for one that is not YAML.
    pub root: Option<Node>,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands; for an alias, the `*name`.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Text, a number, true or false, or nothing.
    Scalar {
        /// Without quotes, escapes undone.
        text: String,
        /// Not in quotes, so it may be a number or a word such as `true`.
        plain: bool,
    },
    /// `[a, b]` or lines with `-`.
    List(Vec<Node>),
    /// `{a: b}` or lines with `key: value`.
    Map(Vec<Entry>),
}

/// One `key: value` of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as text.
    pub key: String,
    /// Where the key stands, quotes included.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// Whether it says nothing: an empty value, `~` or `null`.
    pub fn is_null(&self) -> bool {
        self.plain().is_some_and(|text| matches!(text, "" | "~" | "null" | "Null" | "NULL"))
    }

    /// As true or false.
    pub fn as_bool(&self) -> Option<bool> {
        match self.plain()? {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }

    /// As a number, by `serde_yaml`'s rules.
    pub fn as_number(&self) -> Option<serde_yaml::Number> {
        let text = self.plain()?;
        // No number starts otherwise; most values are words, and a failed parse costs an allocation.
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')).then(|| text.parse().ok())?
    }

    /// As text: whatever is written, numbers too, but neither nothing nor true or false.
    pub fn as_text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar { text, .. } if !self.is_null() && self.as_bool().is_none() => Some(text),
            _ => None,
        }
    }

    /// As a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.content {
            Content::List(items) => Some(items),
            _ => None,
        }
    }

    /// As a mapping.
    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.content {
            Content::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value without its places, typed by YAML 1.2's core schema.
    pub fn to_value(&self) -> serde_yaml::Value {
        use serde_yaml::Value;
        match &self.content {
            Content::Scalar { .. } if self.is_null() => Value::Null,
            Content::Scalar { text, .. } => match (self.as_bool(), self.as_number()) {
                (Some(yes), _) => Value::Bool(yes),
                (None, Some(number)) => Value::Number(number),
                (None, None) => Value::String(text.clone()),
            },
            Content::List(items) => Value::Sequence(items.iter().map(Self::to_value).collect()),
            Content::Map(entries) => {
                let pairs = entries.iter().map(|entry| (Value::String(entry.key.clone()), entry.value.to_value()));
                Value::Mapping(pairs.collect())
            }
        }
    }

    /// What it says, for a message: quoted text cut to a line, or the sort of collection.
    pub fn describe(&self) -> String {
        match &self.content {
            Content::Scalar { .. } if self.is_null() => "nothing".to_owned(),
            Content::Scalar { text, plain: true } if self.as_text().is_none() || self.as_number().is_some() => {
                shortened(text)
            }
            Content::Scalar { text, .. } => format!("\"{}\"", shortened(text)),
            Content::List(_) => "a list".to_owned(),
            Content::Map(_) => "a mapping".to_owned(),
        }
    }

    fn plain(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar { text, plain: true } => Some(text),
            _ => None,
        }
    }
}

/// The first line of a text, at most 40 characters of it, with an ellipsis for the rest.
pub fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(40).filter(|c| !c.is_control()).collect();
    if cut.len() < text.trim_end().len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests;
