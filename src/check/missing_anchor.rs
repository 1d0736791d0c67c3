//! `link/missing-anchor`

use super::nearest::{distance, numbers, plain};
use super::renamed::Renamed;
use super::{Check, Explanation, Rule, links};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::path;
use crate::base::span::Span;
use crate::base::suggest::is_slip;
use crate::link::Handbook;
use crate::link::target::Broken;
use crate::link::written::Form;
use crate::parse::document::{Document, LinkKind};
use crate::parse::slug;

pub(super) const RULE: Rule = Rule {
    code: "link/missing-anchor",
    level: Level::Error,
    explanation: Explanation {
        what: "The page that a link leads to is there, but the heading or id behind its `#` is not.",
        why: "The reader lands at the top of the page and has to search. Most often the heading was reworded. \
              Ids of headings are those of GitHub: small letters, hyphens for spaces, no punctuation, `-1` and `-2` \
              for repeated ones. The ids that Python-Markdown makes are accepted too.",
        bad: "# Plan\n\nSee the [goals](#goal).\n\n## Goals\n\nOne goal.",
        good: "# Plan\n\nSee the [goals](#goals).\n\n## Goals\n\nOne goal.",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut renamed = Renamed::default();
    let found = links::broken(handbook).filter_map(|link| match link.broken {
        Broken::Anchor { document, anchor } => Some(finding(handbook, &mut renamed, &link, *document as usize, anchor)),
        Broken::ListingAnchor { folder, anchor } => {
            let (folder, anchor) = (links::cut(folder), links::cut(anchor));
            let message =
                format!("`{folder}` has no README.md or index.md, so there is no heading or id `{anchor}` in it.");
            Some(link.diagnostic(handbook, RULE.code, RULE.level, message))
        }
        _ => None,
    });
    found.collect()
}

fn finding(
    handbook: &Handbook<'_>,
    renamed: &mut Renamed,
    link: &links::BrokenLink<'_>,
    to: usize,
    anchor: &str,
) -> Diagnostic {
    let target = &handbook.documents[to];
    let page = if to == link.document { "This page".to_owned() } else { format!("`{}`", target.path) };
    let message = format!("{page} has no heading or id `{}`.", links::cut(anchor));
    let mut diagnostic = link.diagnostic(handbook, RULE.code, RULE.level, message);
    let place = fragment(handbook, link);
    if let Some(place) = place {
        diagnostic.span = place;
    }
    let renamed = renamed.find(handbook, to, anchor);
    // What history knows is surer than any likeness.
    let known = renamed.as_deref().map(|id| Near { id, certain: true, repeated: false });
    let Some(near) = known.or_else(|| nearest(target, anchor)) else { return diagnostic };
    diagnostic.help = Some(near.help(target));
    if let Some(heading) = target.outline.iter().find(|heading| heading.id == near.id) {
        let place = Span { end: heading.span.start + first_line(handbook, to, heading.span), ..heading.span };
        diagnostic = diagnostic.related(target.source, place, format!("This heading's id is `{}`.", near.id));
    }
    // `&#38;` has a `#` that begins no fragment.
    if near.certain
        && let Some(place) = place
        && let Some(own) = link.written(handbook)
        && !link.link.target_span.of(&handbook.source(link.document).text).contains("&#")
    {
        let text = written(link, own.form, target, &near, anchor);
        diagnostic = diagnostic.fix(format!("Change it to `#{}`", near.id), place, format!("#{text}"));
    }
    diagnostic
}

/// An id as the author wrote the anchor: percent-encoded or not, and in wikilinks as the heading's own text.
fn written(link: &links::BrokenLink<'_>, form: Form, target: &Document, near: &Near<'_>, anchor: &str) -> String {
    let old = link.link.target.split_once('#').map_or("", |(_, fragment)| fragment);
    match link.link.kind {
        LinkKind::Wiki | LinkKind::WikiImage => {
            let heading = target.outline.iter().find(|heading| heading.id == near.id);
            let as_text = anchor.contains(|c: char| c.is_whitespace() || c.is_uppercase());
            let plain = |text: &&str| !text.contains(['#', '|', '[', ']', '`', '\\', '<', '*', '_']);
            let text = heading.map(|heading| heading.text.as_str()).filter(|_| as_text).filter(plain);
            text.filter(|text| slug::github(text) == near.id).unwrap_or(near.id).to_owned()
        }
        _ => form.anchor(near.id, old),
    }
}

/// The length of a heading's first line.
fn first_line(handbook: &Handbook<'_>, document: usize, span: Span) -> u32 {
    span.of(&handbook.source(document).text).lines().next().map_or(0, |line| line.len() as u32)
}

/// Where the `#` and what follows it stands.
fn fragment(handbook: &Handbook<'_>, link: &links::BrokenLink<'_>) -> Option<Span> {
    let written = link.link.target_span.of(&handbook.source(link.document).text);
    let at = written.find('#')? as u32;
    let end = written.find('|').map_or(written.len(), |bar| bar.max(at as usize)) as u32;
    Some(Span { start: link.link.target_span.start + at, end: link.link.target_span.start + end })
}

/// An id that is there and resembles the one that is not.
struct Near<'d> {
    id: &'d str,
    /// Whether it can only be this one.
    certain: bool,
    /// Whether it is the last of several headings of one name.
    repeated: bool,
}

impl Near<'_> {
    fn help(&self, target: &Document) -> String {
        let page = path::name(&target.path);
        if self.repeated {
            return format!("The last heading of that name on {page} is `#{}`.", self.id);
        }
        format!("Did you mean `#{}`?", self.id)
    }
}

/// Whether an anchor that a page lacks can only be one that it has.
pub(super) fn is_certain(target: &Document, anchor: &str) -> bool {
    nearest(target, anchor).is_some_and(|near| near.certain)
}

fn nearest<'d>(target: &'d Document, anchor: &str) -> Option<Near<'d>> {
    let ids = || {
        let headings = target.outline.iter().map(|heading| heading.id.as_str());
        headings.chain(target.ids.iter().map(|id| id.id.as_str())).filter(|id| !id.is_empty())
    };
    let near = |id, certain| Near { id, certain, repeated: false };
    if let Some(id) =
        only(ids().filter(|id| [slug::github(anchor).as_str(), anchor].iter().any(|one| squeezed(one) == squeezed(id))))
    {
        return Some(near(id, true));
    }
    if let Some(repeated) = repeated(target, anchor) {
        return Some(repeated);
    }
    let wanted = plain(anchor);
    let same_numbers = ids().filter(|id| numbers(id) == numbers(anchor));
    let mut candidates: Vec<(usize, &str)> =
        same_numbers.filter_map(|id| Some((distance(&wanted, &plain(id))?, id))).collect();
    candidates.sort_by_key(|&(distance, _)| distance);
    candidates.dedup_by_key(|&mut (_, id)| id);
    match candidates.as_slice() {
        [] => renumbered(ids(), anchor).map(|id| near(id, false)),
        [(first, id), rest @ ..] => {
            let alone = rest.first().is_none_or(|(second, _)| *second > first + 1);
            Some(near(id, alone && is_slip(anchor, id)))
        }
    }
}

/// `#setup-3` where there are `setup`, `setup-1` and `setup-2`.
fn repeated<'d>(target: &'d Document, anchor: &str) -> Option<Near<'d>> {
    let (base, count) = anchor.rsplit_once('-')?;
    count.parse::<u32>().ok()?;
    let own = target.outline.iter().find(|heading| heading.id == base)?;
    let last = target.outline.iter().rfind(|heading| heading.text == own.text)?;
    Some(Near { id: &last.id, certain: false, repeated: true })
}

/// `#2-goals` where the heading is `3. Goals` by now.
fn renumbered<'d>(ids: impl Iterator<Item = &'d str>, anchor: &str) -> Option<&'d str> {
    let letters = |id: &str| id.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>();
    let wanted = letters(anchor);
    only(ids.filter(|id| wanted.chars().count() >= 4 && letters(id) == wanted))
}

/// Without separators and case.
fn squeezed(id: &str) -> String {
    plain(&id.to_lowercase())
}

/// The one id, if there is exactly one.
fn only<'d>(ids: impl Iterator<Item = &'d str>) -> Option<&'d str> {
    let mut ids = ids;
    let first = ids.next()?;
    ids.all(|id| id == first).then_some(first)
}
