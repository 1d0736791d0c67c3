//! What a walk leaves out: hidden folders, the output, what .gitignore names, and what `exclude:` names.
#![expect(clippy::disallowed_methods, reason = "load reads the disk")]

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The `.gitignore` files that apply at one place of a walk: from the repository's root down.
#[derive(Debug, Default)]
pub struct Ignored {
    /// Depth of the folder (in parts of its absolute path) and its rules, outermost first.
    rules: Vec<(PathBuf, Gitignore)>,
}

impl Ignored {
    /// The rules of the folders from `repository` down to `folder`, this one left out.
    pub fn above(repository: &Path, folder: &Path) -> Self {
        let mut ignored = Self::default();
        let mut outer: Vec<_> = folder.ancestors().skip(1).take_while(|above| above.starts_with(repository)).collect();
        outer.reverse();
        for above in outer {
            ignored.enter(above);
        }
        ignored
    }

    /// The rules of these `.gitignore` files: each one's folder, and its text.
    pub fn of(files: impl IntoIterator<Item = (PathBuf, String)>) -> Self {
        let read = |(folder, text): (PathBuf, String)| {
            let mut rules = GitignoreBuilder::new(&folder);
            for line in text.trim_start_matches('\u{feff}').lines() {
                // A line that cannot be read as a pattern is left out, as git does.
                let _ = rules.add_line(None, line);
            }
            Some((folder, rules.build().ok()?))
        };
        let mut rules: Vec<_> = files.into_iter().filter_map(read).collect();
        rules.sort_by_key(|(folder, _)| folder.components().count());
        Self { rules }
    }

    /// Reads a folder's own `.gitignore`, and forgets those of folders that were left.
    pub fn enter(&mut self, folder: &Path) {
        self.rules.retain(|(above, _)| folder.starts_with(above) && above != folder);
        let path = folder.join(".gitignore");
        if path.is_file() {
            // A line that cannot be read as a pattern is left out, as git does.
            let (rules, _) = Gitignore::new(&path);
            self.rules.push((folder.to_owned(), rules));
        }
    }

    /// Whether git would leave this path out.
    pub fn covers(&self, path: &Path, is_folder: bool) -> bool {
        for (_, rules) in self.rules.iter().rev().filter(|(folder, _)| path.starts_with(folder)) {
            let found = rules.matched(path, is_folder);
            if !found.is_none() {
                return found.is_ignore();
            }
        }
        false
    }
}
