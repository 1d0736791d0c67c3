//! Who shall do a task, as its own text says: `… (Product Manager)`, `assign Infra & Ops`, `DevOps to prepare …`.

use std::ops::Range;

use super::role::{Sort, is_one_of, qualified, sort, words};
use super::words::Words;
use super::{date, names};

/// Who shall do it, as a task's text says, with how sure that is; bytes of the text.
///
/// `… (Product Manager)`, `… (Infra + SLM)`, `… – @ada`, `Owner: Ada`, `assign Infra & Ops`, `DevOps to prepare …`.
/// A parenthesis with one capitalised word may be a thing: it comes as [`Sort::Capitalised`], for a roster to judge.
pub fn doer(text: &str) -> Option<(Range<usize>, Sort)> {
    labelled(text).or_else(|| in_parentheses(text)).or_else(|| handle_at_end(text)).or_else(|| before_to(text))
}

/// `(Product Manager)` at the end.
fn in_parentheses(text: &str) -> Option<(Range<usize>, Sort)> {
    let inside = qualified(text)?.inside;
    let inner = text[inside.clone()].strip_prefix("owner: ").or(text[inside.clone()].strip_prefix("Owner: "));
    let range = inside.end - inner.map_or(inside.len(), str::len)..inside.end;
    names_in(text, range)
}

/// The sort of which the surest of several names is. A day or an amount may follow them: `(Kim, 12 May)`.
fn names_in(text: &str, range: Range<usize>) -> Option<(Range<usize>, Sort)> {
    let mut found: Option<(usize, Sort)> = None;
    for piece in names::split_ranges(&text[range.clone()]) {
        let name = &text[range.start + piece.start..range.start + piece.end];
        let Some(sort) = sort(name).or_else(|| joined_by_slash(name)) else {
            let dated = name.contains(|letter: char| letter.is_ascii_digit()) || date::weekday(name).is_some();
            if dated { break } else { return None }
        };
        found = Some((range.start + piece.end, found.map_or(sort, |(_, best)| best.min(sort))));
    }
    let (end, sort) = found?;
    Some((range.start..end, sort))
}

/// `QA/Security`
fn joined_by_slash(name: &str) -> Option<Sort> {
    name.contains('/').then(|| name.split('/').map(sort).collect::<Option<Vec<_>>>()?.into_iter().min())?
}

/// `Owner: Ada`, `assign Infra & Ops`, `assigned to Ada` anywhere; up to the end or a mark.
fn labelled(text: &str) -> Option<(Range<usize>, Sort)> {
    const LABELS: [&str; 7] = ["owner:", "owners:", "assignee:", "dri:", "assigned to", "assign to", "assign"];
    let at = text.char_indices().filter(|(at, letter)| {
        matches!(letter, 'o' | 'O' | 'a' | 'A' | 'd' | 'D') && !text[..*at].ends_with(char::is_alphanumeric)
    });
    let (from, label) = at.into_iter().find_map(|(at, _)| {
        let known = |label: &&&str| text.get(at..at + label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label));
        Some((at, LABELS.iter().find(known)?))
    })?;
    let from = from + label.len();
    let rest = &text[from..];
    if !rest.starts_with(' ') && !label.ends_with(':') {
        return None;
    }
    let end = rest.find([';', '.', ')', ']', '|', '–', '—', ':', '(']).unwrap_or(rest.len());
    let end = [" to ", " for ", " as ", " - "].iter().filter_map(|word| rest[..end].find(word)).min().unwrap_or(end);
    let part = &rest[..end];
    let start = from + part.len() - part.trim_start().len();
    names_in(text, start..start + part.trim().len())
}

/// ` @ada` at the end, after a dash or not.
fn handle_at_end(text: &str) -> Option<(Range<usize>, Sort)> {
    let end = text.trim_end().trim_end_matches(['.', ']', ')']).len();
    let word = text[..end].rsplit(char::is_whitespace).next()?;
    let from = end - word.len();
    let from = from + text[from..end].bytes().take_while(|byte| matches!(byte, b'[' | b'(')).count();
    (sort(&text[from..end])? == Sort::Handle).then_some((from..end, Sort::Handle))
}

/// `DevOps to prepare the runbook`: a name at the head, and what it is to do.
fn before_to(text: &str) -> Option<(Range<usize>, Sort)> {
    let at = text.find(" to ")?;
    let head = &text[..at];
    let verb = text[at + 4..].starts_with(|letter: char| letter.is_lowercase());
    let article = ["the ", "a "].iter().any(|article| text[at + 4..].starts_with(article));
    let head_end = head.trim_end_matches(" is").trim_end_matches(" are").len();
    if !verb || article || head.split_whitespace().count() > 6 {
        return None;
    }
    let (range, sort) = names_in(text, 0..head_end)?;
    // `Access to staging` and `Link to notes` are capitalised, and no names.
    let doing = text[at + 4..].split(|letter: char| !letter.is_alphabetic()).next()?;
    let thing = words(&text[range.clone()]).next().is_none_or(|first| is_one_of(first, &THINGS));
    (sort != Sort::Capitalised || is_one_of(doing, &VERBS) && !thing).then_some((range, sort))
}

/// What somebody is to do, as lists of actions say.
const VERBS: Words = Words::of(&[
    "add",
    "agree",
    "approve",
    "arrange",
    "ask",
    "book",
    "bring",
    "build",
    "call",
    "check",
    "circulate",
    "clarify",
    "close",
    "confirm",
    "contact",
    "coordinate",
    "create",
    "decide",
    "define",
    "deliver",
    "deploy",
    "document",
    "draft",
    "ensure",
    "escalate",
    "find",
    "finish",
    "fix",
    "implement",
    "investigate",
    "invite",
    "lead",
    "notify",
    "order",
    "organise",
    "organize",
    "plan",
    "prepare",
    "present",
    "propose",
    "provide",
    "publish",
    "review",
    "schedule",
    "send",
    "share",
    "sign",
    "submit",
    "talk",
    "update",
    "verify",
    "write",
]);

/// Words before `to` that name nobody.
const THINGS: Words = Words::of(&[
    "access", "link", "links", "need", "needs", "plan", "time", "ability", "option", "request", "proposal", "how",
    "what", "where", "when", "who", "continue", "start", "try", "remember", "agree", "agreed", "decided", "ready",
    "able", "failure",
]);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_task_says_who_shall_do_it() {
        let shown = |text: &str| doer(text).map(|(range, sort)| format!("{}|{sort:?}", &text[range]));
        for (text, want) in [
            ("Write the plan (Product Manager)", "Product Manager|Role"),
            ("Patch it (Infra + SLM)", "Infra + SLM|Group"),
            ("Run the scan (QA/Security)", "QA/Security|Group"),
            ("Write the plan (Ada)", "Ada|Capitalised"),
            ("Write the plan – @ada", "@ada|Handle"),
            ("Write the plan (@ada, @kai)", "@ada, @kai|Handle"),
            ("Write it. Owner: Ada Lovelace; due Friday", "Ada Lovelace|Capitalised"),
            ("Unclear, assign Infra & Ops", "Infra & Ops|Group"),
            ("DevOps to prepare the runbook", "DevOps|Group"),
            ("Kim to call the venue by Wednesday", "Kim|Capitalised"),
            ("Signed contract (Kim, 12 May)", "Kim|Capitalised"),
            ("Tech Lead and QA Team to agree on it", "Tech Lead and QA Team|Role"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(want), "{text}");
        }
        for text in [
            "Write the plan",
            "Link to notes",
            "Access to staging (optional)",
            "Write it (Day 3)",
            "Write it (2 hours)",
            "Get access to the vault",
            "Write it (see the notes below for more)",
            "2025-11-14 (Fri)",
            "Confirm the room (by 3 June)",
            "Failure to confirm",
            "Mail ada@example.org",
            "",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,40}", near in "(Ada|Tech Lead|\\(|\\)| to |assign |Owner: |@|, | & |é|/|All |–|call){0,10}") {
            for text in [text, near] {
                if let Some((range, _)) = doer(&text) {
                    prop_assert!(text.get(range).is_some());
                }
            }
        }
    }
}
