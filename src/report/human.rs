//! Findings for people, as rustc shows its own: the sentence, the place with its line, the way out.

use std::io;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Grade, Patch, Renderer, Snippet};

use super::excerpt::{Excerpt, Place};
use super::{Report, plain};
use crate::base::diagnostic::{Diagnostic, Edit, Fix, Level, Related};
use crate::base::source::{SourceId, Sources};

/// So many other places are shown; the rest are counted.
const MOST_RELATED: usize = 8;
/// Another place of the same text so many lines away is shown in one piece with the finding's own.
const NEAR: u32 = 6;
/// So many changed lines of a fix are shown; a larger fix is told by its title alone.
const MOST_EDITS: usize = 4;
/// A replacement of more bytes is not shown.
const LONGEST_EDIT: usize = 200;

/// What the terminal can do, which only the caller knows.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether to write colours, as escape sequences.
    pub colour: bool,
    /// Columns; wider lines of documents are cut around the place.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self { colour: false, width: 140 }
    }
}

/// Writes every finding, with an empty line after each. Nothing from a document reaches the terminal that could
/// steer it. Fails when `out` does.
pub fn human(report: &Report, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width.max(40));
    for diagnostic in report.diagnostics {
        let drawn = renderer.render(&groups(report, diagnostic));
        writeln!(out, "{}\n", without_own_positions(&drawn))?;
    }
    Ok(())
}

fn groups<'a>(report: &Report<'a>, diagnostic: &'a Diagnostic) -> Vec<Group<'a>> {
    let title = grade(diagnostic.level).primary_title(plain::lines(&diagnostic.message)).id(diagnostic.code);
    let mut group = Group::with_title(title).elements(snippets(report, diagnostic));
    if let Some(more) = diagnostic.related.len().checked_sub(MOST_RELATED).filter(|&more| more > 0) {
        group = group.element(Grade::NOTE.message(format!("and {more} more")));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Grade::HELP.message(plain::lines(help)));
    }
    let fix = diagnostic.fix.as_ref().map(|fix| fix_group(report, diagnostic, fix));
    [group].into_iter().chain(fix).collect()
}

fn grade(level: Level) -> Grade<'static> {
    match level {
        Level::Error => Grade::ERROR,
        Level::Warning => Grade::WARNING,
        Level::Hint => Grade::INFO.with_name(Level::Hint.word()),
    }
}

/// The finding's own place with the related ones near to it, then each other related place by itself.
fn snippets<'a>(report: &Report<'a>, diagnostic: &'a Diagnostic) -> Vec<Snippet<'a, Annotation<'a>>> {
    let source = report.sources.get(diagnostic.source);
    let own = Place::new(source, diagnostic.span);
    let shown = &diagnostic.related[..diagnostic.related.len().min(MOST_RELATED)];
    let placed: Vec<(&Related, Place)> =
        shown.iter().map(|related| (related, Place::new(report.sources.get(related.source), related.span))).collect();
    let is_near = |related: &Related, place: &Place| {
        related.source == diagnostic.source && place.last + NEAR >= own.first && place.first <= own.last + NEAR
    };
    let mut places = vec![own];
    places.extend(placed.iter().filter(|(related, place)| is_near(related, place)).map(|&(_, place)| place));
    let first = places.iter().map(|place| place.first).min().unwrap_or(own.first);
    let last = places.iter().map(|place| place.last).max().unwrap_or(own.last);
    let excerpt = Excerpt::new(source, first..=last, &places);

    let mut main = vec![annotation(AnnotationKind::Primary, &excerpt, &own, None)];
    let mut others = Vec::new();
    for (related, place) in &placed {
        if is_near(related, place) && excerpt.shows(place.span) {
            main.push(annotation(AnnotationKind::Context, &excerpt, place, Some(&related.message)));
        } else {
            let excerpt = Excerpt::new(report.sources.get(related.source), place.lines(), &[*place]);
            let annotation = annotation(AnnotationKind::Context, &excerpt, place, Some(&related.message));
            others.push(snippet(report, related.source, place, place.first, excerpt).annotation(annotation));
        }
    }
    let main = snippet(report, diagnostic.source, &own, first, excerpt).annotations(main);
    [main].into_iter().chain(others).collect()
}

fn snippet<'a, T: Clone>(
    report: &Report,
    source: SourceId,
    place: &Place,
    first: u32,
    excerpt: Excerpt,
) -> Snippet<'a, T> {
    Snippet::source(excerpt.text).line_start(first as usize).path(position(report, source, place))
}

fn annotation<'a>(kind: AnnotationKind, excerpt: &Excerpt, place: &Place, message: Option<&str>) -> Annotation<'a> {
    let goes_on = place.goes_on_to.map(|line| format!("… to line {line}"));
    let label: Vec<String> = message.map(plain::line).into_iter().chain(goes_on).collect();
    kind.span(excerpt.place(place.span)).label((!label.is_empty()).then(|| label.join(" ")))
}

/// The fix as the changed lines, if they are few and short; else as its title.
fn fix_group<'a>(report: &Report<'a>, diagnostic: &Diagnostic, fix: &'a Fix) -> Group<'a> {
    let title = Grade::HELP.secondary_title(plain::lines(&fix.title));
    let mut group = Group::with_title(title);
    let own = Place::new(report.sources.get(diagnostic.source), diagnostic.span);
    for (source, place, edits) in changed_lines(report.sources, fix) {
        let excerpt = Excerpt::new(report.sources.get(source), place.lines(), &[place]);
        let edits = edits.iter().filter(|edit| excerpt.shows(edit.span));
        let patches: Vec<Patch> =
            edits.map(|edit| Patch::new(excerpt.place(edit.span), plain::line_kept(&edit.text))).collect();
        // The place under the sentence is not named again.
        let at = if source == diagnostic.source { &own } else { &place };
        let path = position(report, source, at);
        group =
            group.element(Snippet::source(excerpt.text).line_start(place.first as usize).path(path).patches(patches));
    }
    group
}

/// The edits of a fix by the line that they change; nothing unless each is within one line, and all can be shown.
fn changed_lines<'a>(sources: &Sources, fix: &'a Fix) -> Vec<(SourceId, Place, Vec<&'a Edit>)> {
    let mut lines: Vec<(SourceId, Place, Vec<&Edit>)> = Vec::new();
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.source, edit.span));
    for edit in edits {
        let place = Place::new(sources.get(edit.source), edit.span);
        let is_short = edit.span.len() <= LONGEST_EDIT && edit.text.len() <= LONGEST_EDIT;
        if !is_short || place.first != place.last || place.span != edit.span || edit.text.contains(['\n', '\r']) {
            return Vec::new();
        }
        match lines.last_mut() {
            Some((source, line, edits)) if *source == edit.source && line.first == place.first => edits.push(edit),
            _ => lines.push((edit.source, place, vec![edit])),
        }
    }
    if lines.len() > MOST_EDITS { Vec::new() } else { lines }
}

/// `path:line:column` and a mark. The library appends a position of its own, which it counts in the excerpt.
fn position(report: &Report, source: SourceId, place: &Place) -> String {
    let at = report.sources.get(source).position(place.span.start);
    format!("{}:{}:{}{}", plain::line(&(report.shown)(source)), at.line, at.column, plain::MARK)
}

/// Takes the library's positions away, which stand after each mark.
fn without_own_positions(drawn: &str) -> String {
    let mut pieces = drawn.split(plain::MARK);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push_str(piece.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    text
}
