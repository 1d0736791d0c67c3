//! A template engine's error -> a `template/invalid` that names the author's line.

use std::collections::BTreeMap;

use tera::{ErrorKind, Tera};

use super::archetype::own_archetypes;
use super::{TemplateOverride, Texts, own_templates};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::base::suggest::nearest;

/// The handbook's templates by name, to find the place that an error is about.
pub(super) struct Overrides {
    theirs: BTreeMap<String, Override>,
    ours: fn() -> Texts,
    /// What has no variable of that name: the end of a sentence.
    without: &'static str,
}

struct Override {
    source: SourceId,
    text: String,
    not_utf8: Option<u32>,
}

/// An error as the engine tells it: in which template, where, what.
struct Told {
    template: String,
    span: Span,
    message: String,
}

/// What could not be read would be lost in whatever the template makes.
fn not_utf8(template: &Override, at: u32) -> Diagnostic {
    let start = template.text.floor_char_boundary(at as usize);
    let end = start + template.text[start..].chars().next().map_or(0, char::len_utf8);
    let message = "The template is not UTF-8: this byte is no part of any character.";
    let found = Diagnostic::new("template/invalid", Level::Error, template.source, Span::new(start, end), message);
    found.help("Save it as UTF-8.")
}

impl Overrides {
    /// Templates of pages.
    pub(super) fn of_pages(templates: &[TemplateOverride<'_>]) -> Self {
        Self::new(templates, own_templates, "which this page does not have")
    }

    /// Archetypes of documents.
    pub(super) fn of_archetypes(templates: &[TemplateOverride<'_>]) -> Self {
        Self::new(templates, own_archetypes, "which archetypes do not have")
    }

    fn new(templates: &[TemplateOverride<'_>], ours: fn() -> Texts, without: &'static str) -> Self {
        let entry = |t: &TemplateOverride<'_>| {
            (t.name.to_string(), Override { source: t.source, text: t.text.to_string(), not_utf8: t.not_utf8 })
        };
        Self { theirs: templates.iter().map(entry).collect(), ours, without }
    }

    /// Mistakes that a template has by itself, of encoding or of grammar: one for each that has any.
    pub(super) fn syntax_mistakes(&self) -> Vec<Diagnostic> {
        let alone = |(name, template): (&String, &Override)| {
            // A picture that lies among templates has zeros in it, and nobody takes it for a text.
            if let Some(at) = template.not_utf8.filter(|_| !template.text.contains('\0')) {
                return Some(not_utf8(template, at));
            }
            let error = Tera::new().add_raw_template(name, &template.text).err()?;
            matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| self.mistake(&error))
        };
        self.theirs.iter().filter_map(alone).collect()
    }

    /// All that one error tells; the engine joins what it finds when templates are put together.
    pub(super) fn mistakes(&self, error: &tera::Error) -> Vec<Diagnostic> {
        self.told(error).into_iter().map(|told| self.diagnostic(told)).collect()
    }

    /// The first thing that an error tells.
    ///
    /// # Panics
    /// Where the handbook overrides no template: the theme's own render every view.
    pub(super) fn mistake(&self, error: &tera::Error) -> Diagnostic {
        let told = self.told(error).into_iter().next().expect("an error tells at least one thing");
        self.diagnostic(told)
    }

    fn told(&self, error: &tera::Error) -> Vec<Told> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = report.span().range.clone();
                let span = Span::new(range.start, range.end.max(range.start));
                vec![Told { template: report.filename().into(), span, message: report.message().into() }]
            }
            ErrorKind::MissingParent { current, parent } => {
                vec![self.quoted(current, parent, format!("There is no template `{parent}` to extend"))]
            }
            ErrorKind::CircularExtend { tpl, .. } => {
                vec![self.quoted(tpl, "extends", format!("`{tpl}` extends itself, directly or through others"))]
            }
            ErrorKind::CircularInclude { tpl, .. } => {
                vec![self.quoted(tpl, "include", format!("`{tpl}` includes itself, directly or through others"))]
            }
            ErrorKind::Msg(text) => self.reports(text),
            other => vec![self.quoted("", "", other.to_string())],
        }
    }

    /// An error that the engine tells without a place: the first mention of a word in that template.
    fn quoted(&self, template: &str, word: &str, message: String) -> Told {
        let at = self.theirs.get(template).and_then(|found| found.text.find(word)).unwrap_or(0);
        Told { template: template.into(), span: Span::new(at, at + word.len()), message }
    }

    /// Reports that the engine has joined to one text: `error: what`, then ` --> template:line:column`, then the line
    /// and carets below the place.
    fn reports(&self, text: &str) -> Vec<Told> {
        text.split("\n\nerror: ").map(|report| self.report(report)).collect()
    }

    fn report(&self, report: &str) -> Told {
        let message = report.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let place = report.lines().nth(1).and_then(|line| line.trim_start().strip_prefix("--> ")).and_then(|place| {
            let mut parts = place.rsplitn(3, ':');
            let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some((parts.next()?, line, column))
        });
        let Some((template, line, column)) = place else {
            return self.quoted(self.named_in(message), "", message.into());
        };
        let carets = report.lines().last().map_or(0, |line| line.matches('^').count());
        let span = self.theirs.get(template).map(|found| char_span(&found.text, line, column, carets));
        Told { template: template.into(), span: span.unwrap_or_default(), message: message.into() }
    }

    /// The first of our author's templates that a message names in backticks, else nothing.
    fn named_in<'a>(&self, message: &'a str) -> &'a str {
        message.split('`').find(|part| self.theirs.contains_key(*part)).unwrap_or_default()
    }

    fn diagnostic(&self, told: Told) -> Diagnostic {
        let what = told.message.trim_end_matches('.');
        match self.theirs.get(&told.template) {
            Some(found) => {
                let span = fitting(told.span, &found.text);
                let templates: Vec<String> = (self.ours)().into_keys().chain(self.theirs.keys().cloned()).collect();
                let (message, help) = in_words(what, dotted(span, &found.text), self.without, &templates);
                let diagnostic = Diagnostic::new("template/invalid", Level::Error, found.source, span, message);
                if help.is_empty() { diagnostic } else { diagnostic.help(help) }
            }
            None => self.elsewhere(&told.template, what),
        }
    }

    /// An error in one of the theme's own templates: the handbook's template that it is built on is to blame.
    fn elsewhere(&self, template: &str, what: &str) -> Diagnostic {
        let base = ["base.html", "lists.html"].iter().find_map(|name| self.theirs.get_key_value(*name));
        let (name, blamed) = base.or_else(|| self.theirs.iter().next()).unwrap_or_else(|| {
            unreachable!("the theme's own templates render every view, but `{template}` did not: {what}")
        });
        let message = format!("`{name}` does not fit the theme's `{template}`: {what}.");
        Diagnostic::new("template/invalid", Level::Error, blamed.source, Span::at(0), message)
            .help(format!("Keep the blocks and components that the theme's own `{name}` has."))
    }
}

/// An engine's words in ours, and what to do; `name` is the dotted name that ends with the span.
fn in_words(what: &str, name: &str, without: &str, templates: &[String]) -> (String, String) {
    let guess = |wanted: &str, known: Vec<&str>| nearest(wanted, known).map(|near| format!("Did you mean `{near}`?"));
    if what.contains("is not defined") || what.contains("is undefined") {
        // `Field `titel` is not defined. Available fields: kind, title`
        let known = what.split_once(": ").map_or(Vec::new(), |(_, names)| names.split(", ").collect());
        let last = name.rsplit('.').next().unwrap_or(name);
        let help = guess(last, known).unwrap_or_else(|| "Check the spelling, or guard it with `{% if … %}`.".into());
        return (format!("The template uses `{name}`, {without}."), help);
    }
    let Some(included) = what.strip_prefix("Unknown template `").map(|rest| rest.trim_end_matches('`')) else {
        return (format!("The template cannot be used: {what}."), String::new());
    };
    let help = guess(included, templates.iter().map(String::as_str).collect()).unwrap_or_default();
    (format!("The template includes `{included}`, which neither the handbook nor the theme has."), help)
}

/// The dotted name that the span is the end of: `page.title`, where the engine points at `title`.
fn dotted(span: Span, text: &str) -> &str {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let start = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.').len();
    text.get(start..span.end as usize).unwrap_or_default()
}

/// The span of `length` characters from a 1-based line and column; columns count characters, lines end with LF alone.
fn char_span(text: &str, line: usize, column: usize, length: usize) -> Span {
    let mut start = 0;
    let mut lines = text.split_inclusive('\n');
    for before in lines.by_ref().take(line.saturating_sub(1)) {
        start += before.len();
    }
    let within = lines.next().unwrap_or_default().trim_end_matches(['\n', '\r']);
    let byte = |chars: usize| within.char_indices().nth(chars).map_or(within.len(), |(at, _)| at);
    let first = column.saturating_sub(1);
    Span::new(start + byte(first), start + byte(first + length.max(1)))
}

/// The span, or what of it lies in the text on character boundaries.
fn fitting(span: Span, text: &str) -> Span {
    let start = text.floor_char_boundary(span.start as usize);
    Span::new(start, text.ceil_char_boundary(span.end as usize).max(start))
}
