//! A new document: where it belongs in a handbook, and what its archetype is told.

mod home;
mod known;
mod sprint;
#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};

use crate::base::{date, path};
use crate::config::NavItem;
use crate::load::Inputs;
use crate::parse::document::Document;
use crate::parse::slug;
use crate::understand::fact::Fact;

use home::{Home, is_sprint_folder, renumbered};
pub use known::{HandbookName, Known, SprintLink};
pub use sprint::{Length, Start};
use sprint::{Sprint, Sprints};

/// The kinds that are treated in a way of their own.
const SPRINT: &str = "sprint";
const CHARTER: &str = "charter";
const STATUS: &str = "status";
const MEETING: &str = "meeting";

/// Who answers for a document where nothing in the handbook says.
const OWNER: &str = "Product Manager";

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The kind of document, which is its archetype's name.
    pub kind: String,
    /// What it is to be called.
    pub name: String,
    /// Its day; for a sprint its first one. None to choose.
    pub date: Option<NaiveDate>,
    /// The day of the run.
    pub today: NaiveDate,
    /// Another place than the usual: a path below the content root, with a slash at the end for a folder.
    pub path: Option<String>,
}

/// A document that is still to be written.
#[derive(Clone, Debug)]
pub struct New {
    /// Path below the content root.
    pub path: String,
    /// What its archetype is told.
    pub known: Known,
    /// For a sprint: why it has these days.
    pub why: Option<(Start, Length)>,
    /// Whether `nav` lists pages by hand and leaves this one out.
    pub outside_nav: bool,
}

/// Why there is no such document to be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The name is a path.
    #[error(
        "`{0}` has a slash, and a name becomes the name of one file. Write it without, or add --path FILE to say where the file goes."
    )]
    Slash(String),
    /// The name has neither letters nor digits.
    #[error(
        "`{0}` has no letter and no digit to name a file by. Give another name, or say with --path FILE where the file goes."
    )]
    NoName(String),
    /// The name means something else.
    #[error("`{path}` would be {meaning}. Give another name, or another place with --path FILE.")]
    Reserved {
        /// The path that the name leads to.
        path: String,
        /// What it means.
        meaning: &'static str,
    },
    /// There is such a document.
    #[error("{what} is there already: {path}. Nothing was written.")]
    There {
        /// What is there.
        what: String,
        /// Where, as people are shown it.
        path: String,
    },
    /// handbook.yaml leaves the place out.
    #[error(
        "`{0}` is left out of the handbook by `exclude` in handbook.yaml. Say with --path FILE where the file goes."
    )]
    Excluded(String),
    /// Not a place for a document.
    #[error("`{0}` is no document: its name must end in .md. A folder has a slash at its end.")]
    NoDocument(String),
    /// Hidden.
    #[error("`{0}` is hidden by the dot at its beginning, and hidden files are not part of a handbook.")]
    Hidden(String),
    /// The name begins with what looks like a day, and there is no such day.
    #[error("the name begins with {0}, and there is no such day. Give another date.")]
    NoDay(String),
    /// Beyond the end of time.
    #[error("a sprint on {0} does not fit into the calendar")]
    NoDate(NaiveDate),
}

/// The document that is wanted, in this handbook.
///
/// # Errors
/// When it has no place there, or has one already.
pub fn plan(wanted: &Wanted, inputs: &Inputs, documents: &[Document], facts: &[Vec<Fact>]) -> Result<New, Refused> {
    let sprints = Sprints::new(documents, facts);
    let name = Name::new(wanted, &sprints);
    let slug = slug_of(wanted, &name, documents, &sprints)?;
    let (mut home, siblings) = home(wanted, &name, documents, &sprints);
    let slug = home.number_given(slug);
    let date = name.date.to_string();
    let path = match &wanted.path {
        None => home.path(&slug, &date),
        Some(folder) if folder.is_empty() || folder.ends_with('/') => {
            Home { folder: folder.trim_end_matches('/').to_owned(), ..home.clone() }.path(&slug, &date)
        }
        Some(path) => path.clone(),
    };
    allowed(&path, inputs)?;
    absent(wanted, &name, &path, inputs, documents, &sprints)?;
    let dates = match wanted.kind == SPRINT {
        true => Some(
            sprint::dates(wanted.date.or(name.written), wanted.today, sprints.last(), &inputs.config)
                .ok_or(Refused::NoDate(name.date))?,
        ),
        false => None,
    };
    let number = match home.prefix {
        home::Prefix::Number(_, next, _) => Some(next),
        _ if wanted.kind == SPRINT => Some(sprint::number(&name.sprint).unwrap_or_else(|| sprints.next_number())),
        _ => None,
    };
    let link = |sprint: &Sprint| SprintLink::new(sprint, &documents[sprint.document], &path);
    let own = dates.as_ref().map(|dates| SprintLink::own(&name.sprint, &name.title, dates, &path));
    let known = Known {
        kind: wanted.kind.clone(),
        name: name.typed.clone(),
        title: name.title.clone(),
        slug,
        day: in_words(name.date),
        number,
        start: dates.as_ref().map(|dates| dates.start.to_string()),
        end: dates.as_ref().map(|dates| dates.end.to_string()),
        last_day: dates.as_ref().map(|dates| dates.last_day),
        sprint: own.or_else(|| sprints.on(name.date).next().map(link)),
        previous: sprints.last().filter(|_| dates.is_some()).map(link),
        sprints: sprints.on(name.date).map(link).collect(),
        owner: owner(documents, &siblings, &sprints),
        squad: squad(&name.title).to_owned(),
        notice: inputs.config.required_notice.as_ref().map(|notice| one_line(&notice.value)),
        handbook: HandbookName { title: handbook_title(inputs, documents) },
        date,
    };
    let outside_nav = !inputs.config.nav.is_empty() && !is_named(&inputs.config.nav, &path);
    Ok(New { path, known, why: dates.map(|dates| (dates.why_start, dates.why_length)), outside_nav })
}

/// What a new document is called.
struct Name {
    /// On one line, as typed.
    typed: String,
    /// What the page is called.
    title: String,
    /// The words that its file is named by.
    file: String,
    /// Its day.
    date: NaiveDate,
    /// The day that the name begins with.
    written: Option<NaiveDate>,
    /// For a sprint: its name without its goal.
    sprint: String,
}

impl Name {
    fn new(wanted: &Wanted, sprints: &Sprints) -> Self {
        let typed = one_line(&wanted.name);
        let (written, rest) = match typed.get(..10).and_then(date::parse_iso) {
            Some(day) if !typed[10..].starts_with(char::is_alphanumeric) => {
                (Some(day), typed[10..].trim_matches([' ', ':', '-', '–', '—']))
            }
            _ => (None, typed.as_str()),
        };
        let mut day = wanted.date.or(written).unwrap_or(wanted.today);
        let sprint = if rest.is_empty() { format!("Sprint {}", sprints.next_number()) } else { sprint::name(rest) };
        let mut title = if rest.is_empty() { typed.clone() } else { rest.to_owned() };
        let mut file = if written.is_some() && !rest.is_empty() { format!("{day} {rest}") } else { typed.clone() };
        match wanted.kind.as_str() {
            SPRINT => {
                if rest.bytes().all(|byte| byte.is_ascii_digit()) {
                    title.clone_from(&sprint);
                }
                file.clone_from(&sprint);
                if let Some(start) = wanted.date.or(written) {
                    day = start;
                } else if let Some(last) = sprints.last() {
                    day = last.end;
                }
            }
            CHARTER => file = squad(&typed).to_owned(),
            STATUS if rest.is_empty() => title = format!("Status of {}", in_words(day)),
            MEETING if rest.is_empty() => title = "Meeting".to_owned(),
            _ => {}
        }
        Self { typed, title, file, date: day, written, sprint }
    }
}

/// The name of the file; empty where another place was asked for and the name gives none.
fn slug_of(wanted: &Wanted, name: &Name, documents: &[Document], sprints: &Sprints) -> Result<String, Refused> {
    // A sprint's is like that of the last one, with the other number.
    let like_last = || {
        let (last, own) = (sprints.last()?, sprint::number(&name.sprint)?);
        renumbered(&documents[last.document], &last.name, sprint::number(&last.name)?, own)
    };
    let like_last = if wanted.kind == SPRINT { like_last() } else { None };
    let slug = like_last.unwrap_or_else(|| slug::file_name(&name.file));
    let file_given = wanted.path.as_ref().is_some_and(|path| !path.is_empty() && !path.ends_with('/'));
    if let Some(day) = name.typed.get(..10)
        && date::has_date_shape(day)
        && date::parse_iso(day).is_none()
    {
        return Err(Refused::NoDay(day.to_owned()));
    }
    if !file_given && name.typed.contains(['/', '\\']) {
        return Err(Refused::Slash(name.typed.clone()));
    }
    if slug.is_empty() && !file_given || name.title.is_empty() {
        return Err(Refused::NoName(name.typed.clone()));
    }
    Ok(slug)
}

/// Where the document goes, and the documents of its kind that are there.
fn home(wanted: &Wanted, name: &Name, documents: &[Document], sprints: &Sprints) -> (Home, Vec<usize>) {
    if wanted.kind == SPRINT
        && let Some(last) = sprints.last()
    {
        return (Home::like(&documents[last.document], &last.name), vec![last.document]);
    }
    let (mut home, siblings) = Home::of(&wanted.kind, documents);
    // Where each sprint keeps its own, this one's belongs to the sprint that runs on its day.
    let folder_of = |sprint: &Sprint| {
        let document = &documents[sprint.document];
        is_sprint_folder(document, &sprint.name).then(|| document.folder().to_owned())
    };
    let inside = sprints.all().filter_map(folder_of).find(|folder| is_below(&home.folder, folder));
    let ours = sprints.on(name.date).find_map(folder_of);
    if let (Some(inside), Some(ours)) = (inside, ours) {
        home.folder = ours + &home.folder[inside.len()..];
    }
    (home, siblings)
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a document may be at that path.
fn allowed(path: &str, inputs: &Inputs) -> Result<(), Refused> {
    if !path::is_document(path) {
        return Err(Refused::NoDocument(path.to_owned()));
    }
    if path.split('/').any(|part| part.starts_with('.')) {
        return Err(Refused::Hidden(path.to_owned()));
    }
    if inputs.config.is_excluded(path) {
        return Err(Refused::Excluded(path.to_owned()));
    }
    let reserved = |meaning| Err(Refused::Reserved { path: path.to_owned(), meaning });
    let device = |part: &str| {
        let stem = part.split('.').next().unwrap_or(part).to_lowercase();
        let numbered =
            |name: &str| stem.strip_prefix(name).is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']));
        matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
    };
    if path.split('/').any(device) {
        return reserved("the name of a device on Windows, where nobody could open it");
    }
    let at_root = inputs.sources.content_prefix.is_empty();
    match path.split_once('/').map(|(folder, _)| folder) {
        Some("templates" | "static") if at_root && inputs.config_source.is_some() => {
            reserved("in a folder that overrides the theme, and no page")
        }
        Some("public") if at_root => reserved("in the folder that the handbook is published to"),
        _ if path.split('/').any(|part| part == "node_modules") => {
            reserved("in a folder of installed packages, which is no part of a handbook")
        }
        _ => Ok(()),
    }
}

/// Whether nothing is there that the document would stand in for.
fn absent(
    wanted: &Wanted,
    name: &Name,
    path: &str,
    inputs: &Inputs,
    documents: &[Document],
    sprints: &Sprints,
) -> Result<(), Refused> {
    let shown = |document: &Document| inputs.sources.shown_path(document.source);
    if wanted.kind == SPRINT
        && let Some(there) = sprints.named(&name.sprint)
    {
        let what = format!("A sprint called {}", there.name);
        return Err(Refused::There { what, path: shown(&documents[there.document]) });
    }
    let wanted_page = page(path);
    if let Some(there) = documents.iter().find(|document| page(&document.path) == wanted_page) {
        return Err(Refused::There { what: "That document".to_owned(), path: shown(there) });
    }
    let is_page = wanted.path.is_none() && ["index", "_index", "readme"].contains(&path::stem(path));
    // A folder of its own is meant to have a page; a name that happens to be `index` is not.
    if is_page && slug::file_name(&name.file) == path::stem(path) {
        return Err(Refused::Reserved { path: path.to_owned(), meaning: "the page of its whole folder" });
    }
    Ok(())
}

/// The page that a path leads to, as one folds it: `a/b` of `a/B.md` and of `a/b/README.md`.
fn page(path: &str) -> String {
    let lower = path.to_lowercase();
    let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem);
    let folder = ["/index", "/_index", "/readme"].iter().find_map(|page| stem.strip_suffix(page));
    folder.unwrap_or(stem).to_owned()
}

/// Who answers for the last of the documents of its kind, else for the last sprint.
fn owner(documents: &[Document], siblings: &[usize], sprints: &Sprints) -> String {
    let of = |at: &usize| documents[*at].front_matter.owner.first().map(|owner| owner.value.clone());
    let last_sprint = sprints.last().map(|sprint| sprint.document);
    siblings.iter().rev().find_map(of).or_else(|| last_sprint.as_ref().and_then(of)).unwrap_or_else(|| OWNER.to_owned())
}

/// `Checkout` of `Checkout squad`.
fn squad(name: &str) -> &str {
    let lower = name.to_lowercase();
    let words = [" squad charter", " team charter", " charter", " squad", " team"];
    let end = words.iter().find(|word| lower.ends_with(**word)).map_or(0, |word| word.len());
    // Letters that change their length in lower case are no part of those words.
    name.get(..name.len() - end).unwrap_or(name).trim_end()
}

/// What the handbook is called, as far as its documents alone say.
fn handbook_title(inputs: &Inputs, documents: &[Document]) -> String {
    let home = || documents.iter().find(|document| page(&document.path) == "index" || document.path == "README.md");
    let folder = || inputs.places.root.file_name().map(|name| name.to_string_lossy().into_owned());
    let title = inputs.config.title.clone().or_else(|| home().map(|home| home.title().to_owned()));
    title.or_else(folder).unwrap_or_default()
}

/// Whether `nav` names the page, or a folder that it is in.
fn is_named(nav: &[NavItem], path: &str) -> bool {
    nav.iter().any(|item| match item {
        NavItem::Section { children, .. } => is_named(children, path),
        NavItem::Page { path: named, .. } => {
            let named = path::join("", named.value.trim_start_matches('/')).unwrap_or_default();
            let named = page(named.trim_end_matches('/'));
            page(path) == named || !named.is_empty() && is_below(&path.to_lowercase(), &named)
        }
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `9 January 2026`, as the calendar reads it, too.
fn in_words(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), day.format("%B"), day.year())
}
