//! `doc/notice`

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Span;
use crate::link::Handbook;

pub(super) const RULE: Rule = Rule {
    code: "doc/notice",
    level: Level::Warning,
    explanation: Explanation {
        what: "The notice that `required_notice` in handbook.yaml wants at the head of every document is missing or \
               altered. Line breaks, blanks, `*`, `_` and the `>` of a quotation do not count; front matter may stand before it.",
        why: "A notice that everybody has to see is only seen where it stands.",
        bad: "# Kickoff",
        good: "**Internal use only.**\n\n# Kickoff",
        configure: "`required_notice: \"Internal use only.\"` in handbook.yaml. Without it nothing is reported.",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let Some(notice) = &handbook.inputs.config.required_notice else { return Vec::new() };
    let wanted = words(&notice.value);
    if wanted.is_empty() {
        return Vec::new();
    }
    let found = (0..handbook.documents.len()).filter_map(|at| {
        let fault = fault(handbook, at, &wanted)?;
        let source = handbook.documents[at].source;
        let (span, message) = match fault.kind {
            Kind::Missing => (fault.span, "The notice that handbook.yaml requires is missing here.".to_owned()),
            Kind::Below(line) => {
                (fault.span, format!("The notice that handbook.yaml requires begins in line {line}, not at the head."))
            }
            Kind::Altered(what) => (fault.span, format!("The notice is altered: {what}.")),
        };
        let diagnostic = Diagnostic::new(RULE.code, RULE.level, source, span, message);
        let mut diagnostic = diagnostic.related(notice.source, notice.span, "The notice is required here.");
        match fault.insert_at {
            Some(place) => {
                let ending = handbook.inputs.sources.get(source).line_ending();
                let lines: Vec<&str> = notice.value.trim().lines().collect();
                let text = format!("{}{ending}{ending}", lines.join(ending));
                diagnostic = diagnostic.fix("Insert the notice", Span::at(place), text);
            }
            None => diagnostic.help = Some("Write it as handbook.yaml has it.".to_owned()),
        }
        Some(diagnostic)
    });
    found.collect()
}

/// What is wrong with the head of a document.
struct Fault {
    kind: Kind,
    span: Span,
    /// Where the whole notice has to be put.
    insert_at: Option<usize>,
}

enum Kind {
    Missing,
    /// It stands further down, from this line on.
    Below(u32),
    /// What differs, as the end of a sentence.
    Altered(String),
}

/// A word without emphasis, and where it stands.
struct Word<'t> {
    text: String,
    place: Span,
    written: &'t str,
}

/// The words of a text; emphasis and white space are no part of them.
fn words(text: &str) -> Vec<Word<'_>> {
    words_from(text, 0, text.len())
}

fn words_from(text: &str, start: usize, end: usize) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    for written in text[start..end].split_whitespace() {
        let at = written.as_ptr() as usize - text.as_ptr() as usize;
        let bare: String = written.chars().filter(|c| !matches!(c, '*' | '_')).collect();
        // `>` begins the lines of a quotation, wherever those break.
        if !bare.is_empty() && bare != ">" {
            found.push(Word { text: bare, place: Span::new(at, at + written.len()), written });
        }
    }
    found
}

fn fault(handbook: &Handbook<'_>, at: usize, wanted: &[Word<'_>]) -> Option<Fault> {
    let document = &handbook.documents[at];
    let source = handbook.source(at);
    let text = source.text.as_str();
    let body = document.body.start as usize;
    let end = document.body.hole.map_or(text.len(), |hole| hole.start as usize);
    // Comments for sprintbook are no text that a reader meets before the notice.
    let start = document.allowances.iter().fold(body, |start, allowance| {
        let (from, to) = (allowance.span.start as usize, allowance.span.end as usize);
        let is_next = to <= end && text.get(start..from).is_some_and(|before| before.trim().is_empty());
        if is_next { to } else { start }
    });
    // The head is as long as the notice, and a little longer for what was added to it.
    let head_end = head_end(text, start, end, wanted.len() * 2 + 20);
    let head = words_from(text, start, head_end);
    let same = head.iter().zip(wanted).take_while(|(own, wanted)| own.text == wanted.text).count();
    if same == wanted.len() {
        return None;
    }
    let first_line = head.first().map_or(Span::at(start), |word| source.line_span(source.line(word.place.start)));
    let below = find(&words_from(text, start, text.len()), wanted).map(|word| word.start);
    if below.is_some() || same < wanted.len().min(3) && !resembles(&head, wanted) {
        let kind = below.map_or(Kind::Missing, |place| Kind::Below(source.line(place)));
        let insert_at = matches!(kind, Kind::Missing).then_some(body);
        let span = below.map_or(first_line, |place| source.line_span(source.line(place)));
        return Some(Fault { kind, span, insert_at });
    }
    let want = wanted[same].written;
    let ends =
        |own: &Word<'_>| same > 0 && is_parted(&text[head[same - 1].place.end as usize..own.place.start as usize]);
    let (span, what) = match head.get(same) {
        Some(own) if ends(own) => (head[same - 1].place, format!("it ends before “{want}”")),
        Some(own) => (own.place, format!("it has “{}” where handbook.yaml has “{want}”", own.written)),
        None => (first_line, format!("it ends before “{want}”")),
    };
    Some(Fault { kind: Kind::Altered(what), span, insert_at: None })
}

/// Whether a blank line stands between two words.
fn is_parted(between: &str) -> bool {
    between.bytes().filter(|byte| *byte == b'\n').count() > 1
}

/// Where the first `count` words end.
fn head_end(text: &str, start: usize, end: usize, count: usize) -> usize {
    let last = text[start..end].split_whitespace().take(count).last();
    last.map_or(start, |last| last.as_ptr() as usize - text.as_ptr() as usize + last.len())
}

/// Whether most words of the notice stand in the head, in about their places.
fn resembles(head: &[Word<'_>], wanted: &[Word<'_>]) -> bool {
    let near = |at: usize, word: &Word<'_>| {
        let around = at.saturating_sub(3)..(at + 4).min(head.len());
        head.get(around).is_some_and(|around| around.iter().any(|own| own.text.eq_ignore_ascii_case(&word.text)))
    };
    let shared = wanted.iter().enumerate().filter(|(at, word)| near(*at, word)).count();
    shared * 3 >= wanted.len() * 2
}

/// Where the words stand in a row.
fn find(text: &[Word<'_>], wanted: &[Word<'_>]) -> Option<Span> {
    let fits = |window: &&[Word<'_>]| window.iter().zip(wanted).all(|(own, wanted)| own.text == wanted.text);
    text.windows(wanted.len()).find(fits).map(|window| window[0].place)
}
