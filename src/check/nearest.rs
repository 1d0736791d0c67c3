//! The nearest document or file to a path that does not exist.
//!
//! Made once for all broken references of a rule; a question costs at most one pass over the names that have the same
//! numbers in them, so that thousands of broken references stay cheap.

use std::collections::{BTreeSet, HashMap};

use crate::base::path;
use crate::base::suggest::is_slip;
use crate::link::Handbook;

/// An existing document or file near to a path that does not exist.
pub struct Nearest {
    /// Its path below the content root; folders end with a slash.
    pub path: String,
    /// Whether it can only be this one.
    pub certain: bool,
    /// Whether its name differs by a slip of the pen and no other name is near, wherever it is.
    pub slip: bool,
}

/// A plain name without extension, and the path.
type Named<'h> = (String, &'h str);

/// All that there is to refer to, by its names.
pub struct Index<'h> {
    /// By file name without case and separators.
    by_plain: HashMap<String, Vec<&'h str>>,
    /// By folder and name without extension, likewise.
    by_stem: HashMap<(&'h str, String), Vec<&'h str>>,
    /// By first letter and the numbers in the name: few names share theirs, and other numbers mean other things.
    alike: HashMap<(Option<char>, String), Vec<Named<'h>>>,
    /// Folders of documents.
    folders: BTreeSet<&'h str>,
    /// Section pages by folder.
    sections: HashMap<&'h str, &'h str>,
}

impl<'h> Index<'h> {
    /// Of a handbook's documents, files and folders.
    pub fn new(handbook: &'h Handbook<'_>) -> Self {
        let mut index = Self {
            by_plain: HashMap::new(),
            by_stem: HashMap::new(),
            alike: HashMap::new(),
            folders: BTreeSet::new(),
            sections: HashMap::new(),
        };
        for document in &handbook.documents {
            index.add(&document.path);
            let mut folder = document.folder();
            while !folder.is_empty() && index.folders.insert(folder) {
                folder = path::folder(folder);
            }
        }
        for file in &handbook.inputs.files {
            index.add(file);
        }
        for (folder, &document) in &handbook.addresses.sections {
            index.sections.insert(folder, &handbook.documents[document as usize].path);
        }
        index
    }

    fn add(&mut self, known: &'h str) {
        let name = path::name(known);
        self.by_plain.entry(plain(name)).or_default().push(known);
        self.by_stem.entry((path::folder(known), plain(path::stem(known)))).or_default().push(known);
        let stem = plain(path::stem(known));
        self.alike.entry((stem.chars().next(), numbers(name))).or_default().push((stem, known));
    }

    /// The nearest to `missing`, a path below the content root (or what is known of one): the same name elsewhere, the
    /// same name with another extension, a similar name. Never `own`, the document that asks.
    pub fn find(&self, missing: &str, own: &str) -> Option<Nearest> {
        let name = path::name(missing);
        let folder = path::folder(missing);
        if name.is_empty() {
            return None;
        }
        if missing.ends_with('/') {
            // `guide/steps/` is how the site calls `guide/steps.md`.
            let page = || self.same_stem(path::folder(missing), name, own);
            let similar = self.similar_folder(missing);
            return similar.map(|near| found(&format!("{near}/"), false)).or_else(page);
        }
        if is_generic(name) {
            let section = self.sections.get(folder).filter(|section| **section != own);
            let similar = || self.sections.get(self.similar_folder(folder)?).filter(|section| **section != own);
            return section.map(|section| found(section, true)).or_else(|| Some(found(similar()?, false)));
        }
        self.same_name(name, missing, own).or_else(|| self.same_stem(folder, name, own)).or_else(|| {
            let stem = plain(path::stem(name));
            let same_kind = |known: &str| path::is_document(known) == (path::is_document(name) || !name.contains('.'));
            let candidates = self.alike.get(&(stem.chars().next(), numbers(name)))?.iter();
            let candidates = candidates.filter(|(_, known)| *known != own && same_kind(known));
            let near = candidates.filter_map(|(other, known)| Some((distance(&stem, other)?, *known)));
            let near: Vec<(usize, &str)> = near.collect();
            let &(least, best) = near.iter().min_by_key(|&&(distance, known)| {
                (distance, path::folder(known) != folder, usize::MAX - shared_parts(known, missing))
            })?;
            let alone = near.iter().filter(|(distance, _)| *distance <= least + 1).count() == 1;
            let slip = alone && is_slip(path::stem(name), path::stem(best));
            Some(Nearest { slip, ..found(best, slip && path::folder(best) == folder) })
        })
    }

    fn same_name(&self, name: &str, missing: &str, own: &str) -> Option<Nearest> {
        let moved = self.by_plain.get(&plain(name))?.iter().copied().filter(|known| *known != own);
        let moved: Vec<&str> = moved.collect();
        let closest = moved.iter().max_by_key(|known| shared_parts(known, missing))?;
        let (here, there) = (path::folder(missing), path::folder(closest));
        // `overview.md` elsewhere may be another overview; `incident-runbook.md` is hardly another runbook. Above or
        // below, the path was merely written from the wrong folder.
        let telling = path::stem(name).contains(|c: char| matches!(c, '-' | '_' | ' ') || c.is_ascii_digit());
        let beside = here == there;
        let nested = !there.is_empty() && path::name(there) == path::name(here);
        let in_line = numbers(here) == numbers(there) && (is_below(here, there) || is_below(there, here));
        let certain = moved.len() == 1 && (telling || beside || nested || in_line) && !other_numbers(here, there);
        Some(found(closest, certain))
    }

    /// `guide` or `guide.html` means `guide.md`.
    fn same_stem(&self, folder: &str, name: &str, own: &str) -> Option<Nearest> {
        let web = name.ends_with(".html") || name.ends_with(".htm") || !name.contains('.');
        let stem = if web { path::stem(name) } else { name };
        let known = self.by_stem.get(&(folder, plain(stem))).map(Vec::as_slice)?;
        match known {
            [one] if *one != own => Some(found(one, web)),
            _ => None,
        }
    }

    /// A folder of nearly that name in the same place, or of that name in another that begins alike.
    fn similar_folder(&self, missing: &str) -> Option<&'h str> {
        let missing = missing.trim_end_matches('/');
        let (above, name) = (path::folder(missing), plain(path::name(missing)));
        let root = missing.split('/').next();
        let near = self.folders.iter().filter_map(|known| {
            let distance = distance(&name, &plain(path::name(known)))?;
            let beside = path::folder(known) == above && numbers(path::name(known)) == numbers(&name);
            let moved = distance == 0 && (above.is_empty() || known.split('/').next() == root);
            (beside || moved).then_some((distance, *known))
        });
        near.min().map(|(_, known)| known)
    }
}

/// Whether one folder lies in another; the root is empty, and everything lies in it.
fn is_below(folder: &str, above: &str) -> bool {
    above.is_empty() || folder.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether two folders are parts of different series: what `sprint-2` lacks is not what `sprint-1` has.
fn other_numbers(a: &str, b: &str) -> bool {
    let (a, b) = (numbers(a), numbers(b));
    !a.is_empty() && !b.is_empty() && a != b
}

fn found(path: &str, certain: bool) -> Nearest {
    Nearest { path: path.to_owned(), certain, slip: false }
}

/// Names that many folders have, so that the same name elsewhere says little.
fn is_generic(name: &str) -> bool {
    ["readme.md", "index.md", "_index.md", "readme", "index", "index.html"]
        .iter()
        .any(|generic| name.eq_ignore_ascii_case(generic))
}

/// Without case and separators: `Sprint_18 Plan.md` and `sprint-18-plan.md` are one name.
pub fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
    kept.flat_map(char::to_lowercase).collect()
}

/// The numbers in a name, without zeros before them: `sprint-08/day-2` has `8 2`.
pub fn numbers(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let trimmed: Vec<&str> = parts.map(|part| part.trim_start_matches('0')).collect();
    trimmed.join(" ")
}

/// How far two names are apart, if that is near enough for one to be meant by the other: a slip of the pen, or more
/// words behind the same beginning.
pub fn distance(a: &str, b: &str) -> Option<usize> {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    if long.len() > 200 || a.chars().next() != b.chars().next() {
        return None;
    }
    let most = (long.len() / 4).max(1);
    let more = long.len() - short.len();
    let slip = (more <= most).then(|| strsim::osa_distance(a, b)).filter(|distance| *distance <= most);
    // More words are never as near as a slip of the pen.
    slip.or_else(|| (short.len() >= 8 && long.starts_with(short)).then_some((more / 2).max(3)))
}

/// How many parts two paths share, from the end, then from the start.
fn shared_parts(a: &str, b: &str) -> usize {
    let same = |(a, b): &(&str, &str)| a.eq_ignore_ascii_case(b);
    a.rsplit('/').zip(b.rsplit('/')).take_while(same).count() * 100
        + a.split('/').zip(b.split('/')).take_while(same).count()
}
