//! `allow/unused`, and what allowances do: they take findings away.

use std::collections::HashMap;

use super::{Check, Explanation, RULES, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::base::suggest;
use crate::link::Handbook;
use crate::parse::allow::WORDS;
use crate::parse::bare;
use crate::parse::document::Allowance;

pub(super) const RULE: Rule = Rule {
    code: "allow/unused",
    level: Level::Warning,
    explanation: Explanation {
        what: "A comment `<!-- sprintbook: allow CODE: reason -->` allows something that is not there, names no rule, \
               or gives no reason. It is for the next block, or inside a paragraph for that paragraph; \
               `allow-file` is for the whole document. CODE is a rule or a group of rules.",
        why: "An allowance that nothing needs hides the next mistake, and one without a reason cannot be judged by \
              others: it has no effect.",
        bad: "<!-- sprintbook: allow link/missing-file: comes on Day 5 -->\nSee the [guide](guide.md), which exists.",
        good: "<!-- sprintbook: allow link/missing-file: comes on Day 5 -->\nSee the [report](report.md).",
        configure: "",
    },
    // Told by `apply`, after all others.
    check: Check::Earlier,
};

/// Takes away what comments allow, and tells of the comments that allow nothing.
pub fn apply(handbook: &Handbook<'_>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let (mut comments, by_source) = comments(handbook);
    if comments.is_empty() {
        return found;
    }
    let mut left = take_away(&mut comments, &by_source, found);
    // What is said of allowances can be allowed as well.
    let own: Vec<Diagnostic> =
        comments.iter().filter(|comment| !comment.is_of_group()).filter_map(|c| c.finding(handbook)).collect();
    left.extend(take_away(&mut comments, &by_source, own));
    left.extend(comments.iter().filter(|comment| comment.is_of_group()).filter_map(|c| c.finding(handbook)));
    left
}

/// Takes away what comments allow, and nothing else.
pub fn without_allowed(handbook: &Handbook<'_>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let (mut comments, by_source) = comments(handbook);
    take_away(&mut comments, &by_source, found)
}

/// All comments, and which of them stand in a text.
fn comments<'h>(handbook: &'h Handbook<'_>) -> (Vec<Comment<'h>>, HashMap<SourceId, Vec<usize>>) {
    let mut comments = Vec::new();
    let mut by_source: HashMap<SourceId, Vec<usize>> = HashMap::new();
    let published = |at: &usize| handbook.is_published(*at);
    for document in (0..handbook.documents.len()).filter(published).map(|at| &handbook.documents[at]) {
        for allowance in &document.allowances {
            by_source.entry(document.source).or_default().push(comments.len());
            comments.push(Comment { source: document.source, allowance, used: false });
        }
    }
    (comments, by_source)
}

fn take_away(
    comments: &mut [Comment<'_>],
    by_source: &HashMap<SourceId, Vec<usize>>,
    found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut left = Vec::with_capacity(found.len());
    for diagnostic in found {
        let mut allowed = false;
        for &at in by_source.get(&diagnostic.source).into_iter().flatten() {
            if comments[at].allows(&diagnostic) {
                comments[at].used = true;
                allowed = true;
            }
        }
        if !allowed {
            left.push(diagnostic);
        }
    }
    left
}

struct Comment<'h> {
    source: SourceId,
    allowance: &'h Allowance,
    used: bool,
}

impl Comment<'_> {
    /// Whether it is about allowances themselves.
    fn is_of_group(&self) -> bool {
        self.allowance.code.split('/').next() == Some("allow")
    }

    fn allows(&self, diagnostic: &Diagnostic) -> bool {
        let Allowance { word, code, reason, covers, span } = self.allowance;
        let group = diagnostic.code.split('/').next().unwrap_or_default();
        let at = diagnostic.span.start;
        let inside = covers.start <= at && (at < covers.end || at == covers.start);
        // Nothing allows itself.
        let itself = diagnostic.code == RULE.code && diagnostic.span == *span;
        let is_sound = WORDS.contains(&word.as_str()) && !reason.is_empty();
        is_sound && (code == diagnostic.code || code == group) && inside && !itself
    }

    /// Whether it is for addresses of the web. Those are asked by `check --external` alone, and what is down today may
    /// be up tomorrow: nobody can say that such an allowance is not needed.
    fn is_for_the_web(&self, handbook: &Handbook<'_>) -> bool {
        let text = self.allowance.covers.of(&handbook.inputs.sources.get(self.source).text);
        matches!(self.allowance.code.as_str(), "link/external" | "link") && bare::addresses(text).next().is_some()
    }

    /// What is wrong with it, if anything.
    fn finding(&self, handbook: &Handbook<'_>) -> Option<Diagnostic> {
        let code = &self.allowance.code;
        let groups = || RULES.iter().filter_map(|rule| Some(rule.code.split_once('/')?.0));
        let known = RULES.iter().any(|rule| rule.code == code) || groups().any(|group| group == code);
        let tell = |message: String| Diagnostic::new(RULE.code, RULE.level, self.source, self.allowance.span, message);
        let word = self.allowance.word.as_str();
        if !WORDS.contains(&word) {
            let message = match word {
                "" => "This comment says nothing to sprintbook.".to_owned(),
                _ => {
                    format!("`{}` means nothing to sprintbook, so this comment does nothing.", super::links::cut(word))
                }
            };
            let near = suggest::nearest(word, WORDS).unwrap_or(WORDS[0]);
            return Some(tell(message).help(format!("Write `{near} CODE: ` and why.")));
        }
        if !known {
            let diagnostic = tell(if code.is_empty() {
                "This comment names no rule, so it allows nothing.".to_owned()
            } else {
                format!("There is no rule `{}`, so this comment allows nothing.", super::links::cut(code))
            });
            let near = suggest::nearest(code, RULES.iter().map(|rule| rule.code).chain(groups()));
            return Some(match near.filter(|_| code.len() < 80) {
                Some(near) => diagnostic.help(format!("Did you mean `{near}`?")),
                None => diagnostic.help("`sprintbook explain` lists all rules."),
            });
        }
        if self.allowance.reason.is_empty() {
            let help = format!("Write `allow {code}: ` and why.");
            return Some(tell("This comment gives no reason, so it allows nothing.".to_owned()).help(help));
        }
        if self.used || self.is_for_the_web(handbook) {
            return None;
        }
        let message = format!("Nothing here needs this: `{code}` finds nothing.");
        let text = &handbook.inputs.sources.get(self.source).text;
        Some(tell(message).fix("Delete the comment", with_line_end(text, self.allowance.span), ""))
    }
}

/// The comment, and its whole line where nothing else stands on it and the lines around it are no text: between
/// two paragraphs the line stays, empty, and keeps them apart.
fn with_line_end(text: &str, span: Span) -> Span {
    let before = &text[..span.start as usize];
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let after = &text[span.end as usize..];
    let blank = after.len() - after.trim_start_matches([' ', '\t']).len();
    let ending = match &after.as_bytes()[blank..] {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    };
    let line_end = span.end as usize + blank + ending;
    let is_blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    let apart = is_blank(before[..line_start].lines().next_back()) || is_blank(text[line_end..].lines().next());
    if before[line_start..].trim().is_empty() && ending > 0 && apart { Span::new(line_start, line_end) } else { span }
}
