//! What OLD and NEW mean: which file or folder of the handbook, and what it will be called.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::base::{path, suggest};
use crate::edit::moving::Move;
use crate::load::probe::{self, OnDisk};
use crate::load::{Inputs, left_out, root, symlinks};

/// A move that may be tried.
pub struct Named {
    /// The paths, below the folder of the documents.
    pub moved: Move,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// What was added to NEW, if anything.
    pub added: Option<String>,
}

/// What something of the handbook is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Document,
    File,
    Folder,
}

/// Reads OLD and NEW as they were typed in the folder `here`.
///
/// # Errors
/// A sentence for whoever typed them.
pub fn read(inputs: &Inputs, here: &Path, old: &str, new: &str) -> anyhow::Result<Named> {
    let content = &inputs.places.content;
    let typed = |typed: &str| below(content, &root::located(here, Path::new(typed)));
    let from_top = |typed: &str| path::join("", typed).filter(|_| !Path::new(typed).is_absolute());
    if old.is_empty() || new.is_empty() {
        bail!("OLD and NEW are paths, and one of them is empty. Write both.");
    }
    let near = typed(old).filter(|old| kind(inputs, old).is_some());
    let far = || from_top(old).map(|old| trimmed(&old)).filter(|old| kind(inputs, old).is_some());
    let inside = root::located(here, Path::new(".")).starts_with(content);
    let from_here = near.is_some();
    let Some(found) = near.or_else(far) else {
        bail!(missing(inputs, typed(old).into_iter().chain(from_top(old)), old))
    };
    let Some(kind) = kind(inputs, &found).filter(|_| !found.is_empty()) else {
        bail!(
            "`{old}` is the folder of all documents, which `source:` in handbook.yaml names. Move a document or a folder in it."
        );
    };
    // NEW starts where OLD was found: in this folder, else in the folder of the documents.
    let target = if from_here || !inside { typed(new).or_else(|| from_top(new)) } else { from_top(new) };
    let Some(target) = target else {
        bail!(
            "`{new}` lies outside of the documents' folder, {}. A document that leaves it leaves the handbook: move it by hand.",
            content.display()
        );
    };
    let slash = new.ends_with(['/', std::path::MAIN_SEPARATOR]) || matches!(path::name(new), "." | "..");
    let target = trimmed(&target);
    let (target, added) = complete(inputs, kind, &found, target, slash)?;
    refuse(inputs, kind, &found, &target)?;
    let moved = Move { old: found, new: target };
    refuse_links(inputs, &moved)?;
    Ok(Named { moved, is_folder: kind == Kind::Folder, added })
}

/// A path below the folder of the documents, with `/` between its parts.
fn below(content: &Path, absolute: &Path) -> Option<String> {
    Some(root::slashed(absolute.strip_prefix(content).ok()?))
}

fn trimmed(path: &str) -> String {
    path.trim_end_matches('/').to_owned()
}

/// What is at a path below the folder of the documents, as far as the handbook knows it.
fn kind(inputs: &Inputs, path: &str) -> Option<Kind> {
    let below = |known: &str| path.is_empty() || known.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    let documents = || inputs.documents.iter().map(|&id| inputs.sources.get(id).path.as_str());
    if documents().any(|known| known == path) {
        Some(Kind::Document)
    } else if inputs.files.contains(path) {
        Some(Kind::File)
    } else {
        let known = documents().chain(inputs.files.iter().map(String::as_str)).any(below);
        known.then_some(Kind::Folder)
    }
}

/// Why OLD cannot be moved: it is none of the handbook's, or it is not there.
fn missing(inputs: &Inputs, mut places: impl Iterator<Item = String>, typed: &str) -> String {
    let on_disk = places.find(|near| !matches!(at(inputs, near), OnDisk::Missing | OnDisk::WrongCase(_)));
    if let Some(path) = on_disk {
        let folder = at(inputs, &path) == OnDisk::Folder;
        return match left_out::why(inputs, &path, folder) {
            Some(why) => format!("`{typed}` is no part of the handbook: {why}. Move it by hand."),
            None => format!("`{typed}` holds nothing of the handbook. Move it by hand."),
        };
    }
    let wanted = trimmed(typed);
    let documents = inputs.documents.iter().map(|&id| inputs.sources.get(id).path.clone());
    let all: BTreeSet<String> = documents.chain(inputs.files.iter().cloned()).flat_map(with_folders).collect();
    let same_name = || {
        let mut alike = all.iter().filter(|known| path::name(known).eq_ignore_ascii_case(path::name(&wanted)));
        alike.next().filter(|_| alike.next().is_none()).map(String::as_str)
    };
    let near = suggest::nearest(&wanted, all.iter().map(String::as_str)).or_else(same_name);
    let help = near.map_or_else(
        || "Paths start in this folder, or in the folder of the documents.".to_owned(),
        |near| format!("Did you mean `{near}`?"),
    );
    format!("There is no `{typed}` in the handbook. {help}")
}

fn with_folders(path: String) -> Vec<String> {
    let folders: Vec<String> = path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect();
    folders.into_iter().chain([path]).collect()
}

/// What is on the disk at a path below the folder of the documents.
fn at(inputs: &Inputs, path: &str) -> OnDisk {
    let path = format!("{}{path}", inputs.places.content_in_repository);
    let path = path.trim_end_matches('/').to_owned();
    let probe = probe::probe(inputs, &BTreeSet::from([path.clone()]));
    probe.get(&path).cloned().unwrap_or(OnDisk::Missing)
}

/// The whole new path: into a folder that is there, and with the extension that the old one has.
fn complete(
    inputs: &Inputs,
    kind: Kind,
    old: &str,
    new: String,
    slash: bool,
) -> anyhow::Result<(String, Option<String>)> {
    let name = path::name(old);
    let into = |folder: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let is_own = new == old || kind == Kind::Folder && new.starts_with(&format!("{old}/"));
    if new.is_empty() || !is_own && at(inputs, &new) == OnDisk::Folder || slash && kind != Kind::Folder {
        return Ok((into(&new), None));
    }
    let extension = |path: &str| path::name(path).rsplit_once('.').map(|(_, extension)| extension.to_owned());
    match kind {
        Kind::Folder if path::is_document(&new) => {
            bail!("`{old}` is a folder, and `{new}` is the name of a document. Give the folder a name without `.md`.")
        }
        Kind::Document if !path::is_document(&new) => {
            let own = extension(old).unwrap_or_else(|| "md".to_owned());
            // `v1.2` and `Dr. Who` are names; `.html` says that something else is wanted.
            let other = extension(&new).filter(|end| !end.is_empty() && end.chars().all(|c| c.is_ascii_alphabetic()));
            match other {
                Some(other) => bail!(
                    "`{old}` is a document, and `.{other}` is not the end of a document's name. Did you mean `{new}.{own}`?"
                ),
                None => Ok((format!("{new}.{own}"), Some(format!(".{own}")))),
            }
        }
        Kind::File if path::is_document(&new) => {
            bail!("`{old}` is no document, and `{new}` is the name of one. Rename it by hand if it is to become one.")
        }
        Kind::File => match extension(old).filter(|_| extension(&new).is_none()) {
            Some(own) => Ok((format!("{new}.{own}"), Some(format!(".{own}")))),
            None => Ok((new, None)),
        },
        _ => Ok((new, None)),
    }
}

/// What no move may do.
fn refuse(inputs: &Inputs, kind: Kind, old: &str, new: &str) -> anyhow::Result<()> {
    if new == old {
        bail!("`{old}` has that name already.");
    }
    if kind == Kind::Folder && new.starts_with(&format!("{old}/")) {
        bail!("The folder `{old}` cannot be moved into itself.");
    }
    if new.contains(|c: char| c.is_control() || c == '\\') {
        bail!(
            "`{}` is no name that every disk can hold: it has a backslash or a control character.",
            new.escape_debug()
        );
    }
    let case_only = new.to_lowercase() == old.to_lowercase();
    for (end, _) in new.match_indices('/') {
        let folder = &new[..end];
        match at(inputs, folder) {
            OnDisk::File => bail!("`{folder}` is a file, so nothing can be moved into it."),
            OnDisk::WrongCase(actual) if !case_only => {
                let actual = actual.strip_prefix(&inputs.places.content_in_repository).unwrap_or(&actual);
                bail!("The folder `{folder}` is called `{actual}`: write it in these letters.");
            }
            _ => {}
        }
    }
    match at(inputs, new) {
        OnDisk::Missing => {}
        OnDisk::WrongCase(_) if case_only => {}
        OnDisk::WrongCase(actual) => {
            let actual = actual.strip_prefix(&inputs.places.content_in_repository).unwrap_or(&actual);
            bail!("`{actual}` is there already, and many disks cannot tell it from `{new}`. Choose another name.");
        }
        OnDisk::File | OnDisk::Folder => {
            bail!("`{new}` is there already, and nothing is overwritten. Choose another name, or move it away first.")
        }
    }
    // What `exclude` leaves out is seen later, when the patterns that name the old path have followed it.
    match left_out::why(inputs, new, kind == Kind::Folder).filter(|why| *why != left_out::LeftOut::Excluded) {
        Some(why) => bail!("`{new}` would be no part of the handbook: {why}. Choose another name."),
        None => Ok(()),
    }
}

/// Symbolic links keep what is written in them, so no file that one leads to may move from under it. A document with
/// two names has one list of aliases, which cannot say for which of them.
fn refuse_links(inputs: &Inputs, moved: &Move) -> anyhow::Result<()> {
    let content = &inputs.places.content;
    for (link, to) in symlinks::find(inputs) {
        let now = moved.after(&link);
        let leads_to = |link: &str| match to.is_absolute() {
            true => below(content, &to),
            false => path::join(path::folder(link), &root::slashed(&to)),
        };
        let was = leads_to(&link);
        let leads_as_before = match &was {
            Some(was) => leads_to(&now) == Some(moved.after(was)),
            // Outside of the documents' folder, where nothing moves.
            None => to.is_absolute() || path::folder(&link) == path::folder(&now),
        };
        let moves = link != now || was.is_some_and(|was| moved.takes(&was));
        if !leads_as_before || moves && path::is_document(&link) {
            bail!(
                "`{link}` is a symbolic link to `{}`. After the move it would lead elsewhere, or both would have one alias. Make it a file of its own, or change the link, by hand first.",
                to.display()
            );
        }
    }
    Ok(())
}

/// Where a path below the folder of the documents is on the disk.
pub fn on_disk(inputs: &Inputs, path: &str) -> PathBuf {
    let mut whole = inputs.places.content.clone();
    whole.extend(path.split('/'));
    whole
}
