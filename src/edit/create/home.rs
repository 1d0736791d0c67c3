//! Where documents of a kind live in a handbook, and what their files are called.

use std::collections::BTreeMap;

use crate::base::{date, path};
use crate::parse::document::Document;
use crate::parse::slug;

/// How documents of a kind are known: by `kind` in front matter, else by the folder that they are in.
struct Habit {
    kind: &'static str,
    /// What else front matter may call them.
    also: &'static [&'static str],
    /// Folders that hold them; the first is made where there is none.
    folders: &'static [&'static str],
}

const HABITS: [Habit; 5] = [
    Habit { kind: "sprint", also: &["iteration"], folders: &[""] },
    Habit { kind: "charter", also: &["squad charter", "team charter"], folders: &["charters"] },
    Habit { kind: "decision", also: &["decision record", "adr"], folders: &["decisions", "adr", "adrs"] },
    Habit {
        kind: "status",
        also: &["status report", "report", "summary"],
        folders: &["status", "status-reports", "reports", "summaries"],
    },
    Habit {
        kind: "meeting",
        also: &["minutes", "meeting minutes", "meeting notes"],
        folders: &["meetings", "minutes", "meeting-notes"],
    },
];

/// How the files of a kind are named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Prefix {
    /// By what they are called alone.
    #[default]
    None,
    /// With the date before that.
    Date,
    /// With a number of so many digits before that, and perhaps letters before it; this is the next.
    Number(String, u32, usize),
}

/// Where documents of a kind live.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Home {
    /// Folder below the content root; empty for the root itself.
    pub folder: String,
    /// Where each has a folder of its own: the name of its file in that, such as `index.md`.
    pub own_folder: Option<String>,
    /// What the names begin with.
    pub prefix: Prefix,
}

impl Home {
    /// Where the documents of a kind live: where most of them are, else in a folder with one of the usual names, else
    /// in a new one. Gives their indices, too.
    pub fn of(kind: &str, documents: &[Document]) -> (Self, Vec<usize>) {
        let habit = HABITS.iter().find(|habit| habit.kind == kind);
        let mut siblings: Vec<usize> = (0..documents.len()).filter(|&at| is_of(&documents[at], kind, habit)).collect();
        let plural = [format!("{kind}s"), kind.to_owned()];
        let usual: Vec<&str> = match habit {
            Some(habit) => habit.folders.to_vec(),
            None => plural.iter().map(String::as_str).collect(),
        };
        if siblings.is_empty() {
            let of_folder = |name: &&str| {
                let inside = |at: &usize| path::name(documents[*at].folder()).eq_ignore_ascii_case(name);
                let found: Vec<usize> = (0..documents.len()).filter(inside).collect();
                // The folder that is nearest to the root, without its own page.
                let folder = found.iter().map(|&at| documents[at].folder()).min_by_key(|folder| folder.len())?;
                let found = found.iter().copied().filter(|&at| documents[at].folder() == folder);
                Some((folder, found.filter(|&at| !is_section_page(&documents[at])).collect()))
            };
            let found = usual.iter().filter(|name| !name.is_empty()).find_map(of_folder);
            let Some((folder, found)) = found else { return (Self::new_folder(kind, usual[0]), Vec::new()) };
            siblings = found;
            let prefix = prefix(kind, documents, &siblings);
            return (Self { folder: folder.to_owned(), own_folder: None, prefix }, siblings);
        }
        let (folder, own_folder) = most_common(documents, &siblings);
        siblings.retain(|&at| place(&documents[at], is_own_folder(&documents[at])).0 == folder);
        let prefix = prefix(kind, documents, &siblings);
        (Self { folder: folder.to_owned(), own_folder: own_folder.map(str::to_owned), prefix }, siblings)
    }

    /// Where the document that declares a sprint lives, and so will the next.
    pub fn like(document: &Document, sprint: &str) -> Self {
        let (folder, own_folder) = place(document, is_sprint_folder(document, sprint));
        Self { folder: folder.to_owned(), own_folder: own_folder.map(str::to_owned), prefix: Prefix::None }
    }

    fn new_folder(kind: &str, folder: &str) -> Self {
        let own_folder = (kind == super::SPRINT).then(|| "index.md".to_owned());
        Self { folder: folder.to_owned(), own_folder, prefix: prefix(kind, &[], &[]) }
    }

    /// Takes the number that a name begins with, where names here begin with one: gives the rest of the name.
    pub fn number_given(&mut self, slug: String) -> String {
        let Prefix::Number(letters, next, width) = &mut self.prefix else { return slug };
        match leading_number(&slug) {
            Some((given, digits, own)) if digits == *width && own.eq_ignore_ascii_case(letters) => {
                *next = given;
                slug[own.len() + digits + 1..].to_owned()
            }
            _ => slug,
        }
    }

    /// The path of a document of that name.
    pub fn path(&self, name: &str, date: &str) -> String {
        let before = match &self.prefix {
            Prefix::Date if !name.starts_with(date) => format!("{date}-"),
            Prefix::Number(letters, next, width) => format!("{letters}{next:0width$}-"),
            _ => String::new(),
        };
        let folder = if self.folder.is_empty() { String::new() } else { format!("{}/", self.folder) };
        match &self.own_folder {
            Some(file) => format!("{folder}{before}{name}/{file}"),
            None => format!("{folder}{before}{name}.md"),
        }
    }
}

/// Whether a document says that it is of a kind: in its front matter, a charter also in its title.
fn is_of(document: &Document, kind: &str, habit: Option<&Habit>) -> bool {
    let Some(own) = &document.front_matter.kind else {
        let title = document.title().to_lowercase();
        return kind == super::CHARTER && title.contains("charter") && !title.contains("charters");
    };
    let own = own.value.trim().to_lowercase().replace(['-', '_'], " ");
    own == kind || habit.is_some_and(|habit| habit.also.contains(&own.as_str()))
}

/// Whether a document is the page of its folder.
fn is_section_page(document: &Document) -> bool {
    let stem = path::stem(&document.path);
    ["index", "_index", "readme"].iter().any(|name| stem.eq_ignore_ascii_case(name))
}

/// Whether a document has a folder of its own, as its page.
pub(super) fn is_own_folder(document: &Document) -> bool {
    !document.folder().is_empty() && is_section_page(document)
}

/// Whether the document that declares a sprint has a folder of its own: as its page, or because the folder is called
/// like the sprint.
pub(super) fn is_sprint_folder(document: &Document, sprint: &str) -> bool {
    let named = || slug::file_name(sprint) == path::name(document.folder()).to_lowercase();
    is_own_folder(document) || !document.folder().is_empty() && named()
}

/// The folder that a document lives in, and its file's name where it has a folder of its own there.
fn place(document: &Document, own_folder: bool) -> (&str, Option<&str>) {
    if own_folder {
        (path::folder(document.folder()), Some(path::name(&document.path)))
    } else {
        (document.folder(), None)
    }
}

/// The place that most of them share; of several, the last.
fn most_common<'d>(documents: &'d [Document], siblings: &[usize]) -> (&'d str, Option<&'d str>) {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for &at in siblings {
        *counts.entry(place(&documents[at], is_own_folder(&documents[at]))).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(place, _)| place).unwrap_or_default()
}

/// What the names of most of them begin with. Meetings begin with their date where there are none yet.
fn prefix(kind: &str, documents: &[Document], siblings: &[usize]) -> Prefix {
    if siblings.is_empty() {
        return if kind == super::MEETING { Prefix::Date } else { Prefix::None };
    }
    let names = || siblings.iter().map(|&at| name_of(&documents[at]));
    let most = |count: usize| count * 2 > siblings.len();
    if most(names().filter(|name| name.get(..10).is_some_and(|head| date::parse_iso(head).is_some())).count()) {
        return Prefix::Date;
    }
    let numbers: Vec<(u32, usize, &str)> = names().filter_map(leading_number).collect();
    match numbers.iter().max() {
        Some(&(highest, width, letters)) if most(numbers.len()) => {
            Prefix::Number(letters.to_owned(), highest.saturating_add(1), width)
        }
        _ => Prefix::None,
    }
}

/// The name of a document's file, or of its own folder.
fn name_of(document: &Document) -> &str {
    if is_own_folder(document) { path::name(document.folder()) } else { path::stem(&document.path) }
}

/// `(7, 4, "")` of `0007-use-postgres`, `(7, 3, "ADR-")` of `ADR-007-use-postgres`.
fn leading_number(name: &str) -> Option<(u32, usize, &str)> {
    let start = name.find(|c: char| c.is_ascii_digit())?;
    let letters = &name[..start];
    let (digits, rest) = name[start..].split_once('-')?;
    let plain = letters.trim_end_matches('-').bytes().all(|byte| byte.is_ascii_alphabetic()) && letters.len() <= 9;
    let number = (2..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain && number && !rest.is_empty() { Some((digits.parse().ok()?, digits.len(), letters)) } else { None }
}

/// The name of a file like that of the document of sprint `was`, for the sprint of another number: `Sprint-08` where
/// that is `Sprint-07`. None where its name does not hold the number.
pub(super) fn renumbered(document: &Document, sprint: &str, was: u32, number: u32) -> Option<String> {
    let folder = is_sprint_folder(document, sprint);
    let name = if folder { path::name(document.folder()) } else { path::stem(&document.path) };
    let end = name.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = name[..end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |before| before + 1);
    let start = name.ceil_char_boundary(start);
    let digits = &name[start..end];
    let width = if digits.starts_with('0') { digits.len() } else { 1 };
    (digits.parse() == Ok(was)).then(|| format!("{}{number:0width$}{}", &name[..start], &name[end..]))
}
