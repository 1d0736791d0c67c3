//! Colours of code at build time, as classes.
//!
//! syntect with bat's grammars: on the 20 lines of Rust that every page of the benchmark has, 305 µs against giallo's
//! 666 µs, and 3 ms against 42 ms to load (November 2026). The words of its scopes that a theme can tell apart become
//! one class a span; everything else stays plain, which keeps pages small.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::base::fingerprint::Fingerprint;

use super::escape;

/// Longer blocks and lines stay plain: nobody reads colours there, and grammars can take very long over them.
const LONGEST_BLOCK: usize = 64 * 1024;
const LONGEST_LINE: usize = 2_000;
/// Blocks are remembered up to this many bytes of markup in all.
const REMEMBERED: usize = 16 * 1024 * 1024;

/// Scope (and what lies below it) to class, the more special first.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hl-comment"),
    ("constant.character.escape", "hl-constant"),
    ("string", "hl-string"),
    ("constant", "hl-constant"),
    ("entity.name.function", "hl-entity"),
    ("entity.name.tag", "hl-entity"),
    ("entity.name", "hl-entity"),
    ("entity.other.attribute-name", "hl-support"),
    ("keyword.operator", "hl-punctuation"),
    ("keyword", "hl-keyword"),
    ("storage", "hl-storage"),
    ("support", "hl-support"),
    ("variable.function", "hl-entity"),
    ("variable.parameter", "hl-variable"),
    ("markup.heading", "hl-entity"),
    ("markup.bold", "hl-markup"),
    ("markup.inserted", "hl-string"),
    ("markup.deleted", "hl-keyword"),
    ("markup.raw", "hl-string"),
];

/// Highlights code; remembers what it did, since templates and examples repeat.
pub struct Highlighter {
    syntaxes: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
    done: RwLock<Done>,
}

#[derive(Default)]
struct Done {
    blocks: HashMap<Fingerprint, Arc<str>>,
    bytes: usize,
}

impl Default for Highlighter {
    fn default() -> Self {
        let classes = CLASSES.iter().filter_map(|&(scope, class)| Some((Scope::new(scope).ok()?, class)));
        Self { syntaxes: two_face::syntax::extra_newlines(), classes: classes.collect(), done: RwLock::default() }
    }
}

impl Highlighter {
    /// Markup of a block of code in a language that an info string names; None where the language is not known.
    pub fn highlight(&self, language: &str, code: &str) -> Option<Arc<str>> {
        let syntax = self.syntax(language)?;
        if code.len() > LONGEST_BLOCK || code.lines().any(|line| line.len() > LONGEST_LINE) {
            return None;
        }
        let key = Fingerprint::of(format!("{language}\0{code}").as_bytes());
        if let Some(done) = self.done.read().ok().and_then(|done| done.blocks.get(&key).cloned()) {
            return Some(done);
        }
        let html: Arc<str> = self.write(syntax, code)?.into();
        if let Ok(mut done) = self.done.write()
            && done.bytes + html.len() <= REMEMBERED
        {
            done.bytes += html.len();
            done.blocks.insert(key, html.clone());
        }
        Some(html)
    }

    fn syntax(&self, language: &str) -> Option<&SyntaxReference> {
        let token = match language.to_ascii_lowercase().as_str() {
            "" | "text" | "txt" | "plain" | "plaintext" | "none" | "console-output" | "output" => return None,
            "shell" | "console" | "sh" | "zsh" | "terminal" => "bash".to_owned(),
            "jsonc" | "json5" => "json".to_owned(),
            "tsx" => "tsx".to_owned(),
            "jsx" | "mjs" | "cjs" | "node" => "js".to_owned(),
            "docker" => "dockerfile".to_owned(),
            other => other.to_owned(),
        };
        self.syntaxes.find_syntax_by_token(&token).filter(|syntax| syntax.name != "Plain Text")
    }

    fn write(&self, syntax: &SyntaxReference, code: &str) -> Option<String> {
        let mut out = String::with_capacity(code.len() * 2);
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut open: Option<&'static str> = None;
        for line in LinesWithEndings::from(code) {
            let changes = state.parse_line(line, &self.syntaxes).ok()?;
            let mut from = 0;
            for (at, change) in changes {
                self.piece(&mut out, &mut open, &line[from..at], &stack);
                from = at;
                stack.apply(&change).ok()?;
            }
            self.piece(&mut out, &mut open, &line[from..], &stack);
        }
        if open.is_some() {
            out.push_str("</span>");
        }
        Some(out)
    }

    /// Writes a piece of code under its class; pieces of one class share a span, and white space needs none.
    fn piece(&self, out: &mut String, open: &mut Option<&'static str>, text: &str, stack: &ScopeStack) {
        if text.is_empty() {
            return;
        }
        let class = if text.trim().is_empty() { *open } else { self.class(stack) };
        if class != *open {
            if open.is_some() {
                out.push_str("</span>");
            }
            if let Some(class) = class {
                out.push_str("<span class=\"");
                out.push_str(class);
                out.push_str("\">");
            }
            *open = class;
        }
        escape::text_into(out, text);
    }

    fn class(&self, stack: &ScopeStack) -> Option<&'static str> {
        let of = |scope: &Scope| {
            self.classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
        };
        stack.as_slice().iter().rev().find_map(of)
    }
}

#[cfg(test)]
mod tests {
    use super::Highlighter;

    #[test]
    fn code_gets_classes_and_is_escaped() {
        let html = Highlighter::default().highlight("rust", "let x = \"<b>\"; // hi\n").unwrap();
        assert!(html.contains("<span class=\"hl-string\">&quot;&lt;b&gt;&quot;</span>"), "{html}");
        assert!(html.contains("<span class=\"hl-comment\">// hi"), "{html}");
        assert!(!html.contains("<b>"));
    }

    #[test]
    fn common_languages_are_known_and_text_is_plain() {
        let highlighter = Highlighter::default();
        for language in [
            "bash",
            "yaml",
            "json",
            "toml",
            "typescript",
            "ts",
            "python",
            "sql",
            "dockerfile",
            "html",
            "diff",
            "markdown",
            "tsx",
        ] {
            assert!(highlighter.highlight(language, "a: 1\n").is_some(), "{language}");
        }
        assert!(highlighter.highlight("text", "a").is_none() && highlighter.highlight("no-such", "a").is_none());
    }
}
