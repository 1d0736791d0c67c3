//! `link/missing-file`

use super::moved::Moved;
use super::nearest::{Index, plain};
use super::{Check, Explanation, Rule, links, missing_anchor, nav};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::path;
use crate::base::span::Span;
use crate::link::Handbook;
use crate::link::names::anchor_of;
use crate::link::target::Broken;
use crate::link::theme_file;
use crate::load::Inputs;

pub(super) const RULE: Rule = Rule {
    code: "link/missing-file",
    level: Level::Error,
    explanation: Explanation {
        what: "A link, a picture or an HTML `href` or `src` names a file that is not there. The same goes for \
               `related` and `charter` in front matter and for `nav`, `theme.logo` and `theme.favicon` in \
               handbook.yaml.",
        why: "The reader who follows it finds nothing. Most often the file was moved or renamed, or the path starts \
              from another folder than the document's own.",
        bad: "See the [kickoff plan](kickof.md).",
        good: "See the [kickoff plan](kickoff.md).",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut index = None;
    let moved = Moved::new(handbook);
    let mut found = Vec::new();
    for link in links::broken(handbook) {
        if let Broken::File { path } = link.broken {
            let index = index.get_or_insert_with(|| Index::new(handbook));
            found.push(in_document(handbook, index, &moved, &link, path));
        }
    }
    for fault in nav::faults(handbook) {
        if matches!(fault.kind, nav::Kind::Missing) {
            let index = index.get_or_insert_with(|| Index::new(handbook));
            found.push(in_nav(handbook, index, &moved, &fault));
        }
    }
    found.extend(in_theme(handbook.inputs));
    found
}

fn in_document(
    handbook: &Handbook<'_>,
    index: &Index<'_>,
    moved: &Moved<'_>,
    link: &links::BrokenLink<'_>,
    path: &str,
) -> Diagnostic {
    let written = &*link.link.target;
    let inside = links::shown_path(handbook, path);
    let bare = written.split(['?', '#']).next().unwrap_or(written);
    let leads = if inside.is_empty() || bare.trim_start_matches("./") == inside {
        String::new()
    } else {
        format!(" (it leads to `{}`)", links::cut(inside))
    };
    let message = format!("This {} names `{}`, but there is no such file{leads}.", link.noun(), link.shown());
    let mut diagnostic = link.diagnostic(handbook, RULE.code, RULE.level, message);
    if written.starts_with("www.") {
        let target = format!("https://{written}");
        diagnostic.help = Some("An address begins with `https://`.".to_owned());
        return link.change_to(handbook, diagnostic, &target);
    }
    // Where git saw it go is surer than any likeness.
    let seen = moved.from(path);
    let is_seen = seen.is_some();
    let near = seen.or_else(|| index.find(inside, &handbook.documents[link.document].path));
    if let Some(near) = near {
        let target = link.rewritten(handbook, &near.path);
        diagnostic.help = Some(format!("Did you mean `{target}`?"));
        let meant = || leads_somewhere(handbook, &near.path, &target) && !is_meant_so(handbook, link, &near.path);
        // A heading that it has no more may have another name today: the next finding's matter.
        if near.certain && (is_seen || meant()) {
            diagnostic = link.change_to(handbook, diagnostic, &target);
        }
    }
    diagnostic
}

/// Whether a page is published, and has the heading or id that the target wants, or one that can only be it: another
/// page of that name may be another page.
fn leads_somewhere(handbook: &Handbook<'_>, path: &str, target: &str) -> bool {
    let Ok(at) = handbook.documents.binary_search_by(|document| document.path.as_str().cmp(path)) else { return true };
    let document = &handbook.documents[at];
    let fragment = target.split_once('#').map_or("", |(_, fragment)| fragment);
    let anchor = path::decode(fragment.split(":~:").next().unwrap_or_default());
    let there = anchor.is_empty() || anchor.eq_ignore_ascii_case("top") || anchor_of(document, &anchor).is_some();
    handbook.is_published(at) && (there || missing_anchor::is_certain(document, &anchor))
}

/// Whether the words of a link spell the name as its target does, and not as the file's: nobody slips twice.
fn is_meant_so(handbook: &Handbook<'_>, link: &links::BrokenLink<'_>, to: &str) -> bool {
    let (old, new) = (plain(path::stem(&path::decode(&link.link.target))), plain(path::stem(to)));
    let text = &handbook.source(link.document).text;
    let words = Span { end: link.link.target_span.start.max(link.link.span.start), ..link.link.span };
    let words = plain(words.of(text));
    old != new && !old.is_empty() && words.contains(&old) && !words.contains(&new)
}

/// Pictures of the theme that are nowhere.
fn in_theme(inputs: &Inputs) -> impl Iterator<Item = Diagnostic> + '_ {
    let missing = theme_file::named(inputs).filter(|(_, file)| theme_file::find(inputs, &file.value).is_none());
    missing.map(|(key, file)| {
        let message = format!("`{key}` names `{}`, but there is no such file.", links::cut(&file.value));
        Diagnostic::new(RULE.code, RULE.level, file.source, file.span, message)
            .help("Its path starts beside handbook.yaml, such as `static/logo.svg`, or at the folder of the documents.")
    })
}

fn in_nav(handbook: &Handbook<'_>, index: &Index<'_>, moved: &Moved<'_>, fault: &nav::Fault<'_>) -> Diagnostic {
    let written = &fault.path.value;
    let message = format!("`nav` names `{}`, but there is no such document.", links::cut(written));
    let mut diagnostic = Diagnostic::new(RULE.code, RULE.level, fault.path.source, fault.path.span, message);
    let old = format!("{}{}", handbook.inputs.places.content_in_repository, fault.clean);
    match moved.from(&old).or_else(|| index.find(&fault.clean, "")) {
        Some(near) => {
            diagnostic.help = Some(format!("Did you mean `{}`?", near.path));
            if near.certain {
                diagnostic = fault.change_to(handbook, diagnostic, &near.path);
            }
        }
        None => diagnostic.help = Some("Paths in `nav` start at the folder of the documents.".to_owned()),
    }
    diagnostic
}
