//! What a move does to paths.

/// A file or folder and where it goes. Paths are `/`-separated, without a slash at their ends, below one root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where it is.
    pub old: String,
    /// Where it goes.
    pub new: String,
}

impl Move {
    /// The same move with both paths below another root: `prefix` is what stands before them, with its slash.
    pub fn below(&self, prefix: &str) -> Self {
        Self { old: format!("{prefix}{}", self.old), new: format!("{prefix}{}", self.new) }
    }

    /// What a path is called after the move.
    pub fn after(&self, path: &str) -> String {
        rest(path, &self.old).map_or_else(|| path.to_owned(), |rest| format!("{}{rest}", self.new))
    }

    /// Whether a path is moved.
    pub fn takes(&self, path: &str) -> bool {
        rest(path, &self.old).is_some()
    }

    /// Whether a path lies where the move brings something to.
    pub fn brings(&self, path: &str) -> bool {
        rest(path, &self.new).is_some()
    }

    /// What a path was called before the move; none for what the move takes away. Letter case does not count at the
    /// new place, so that a path that differs in nothing else is asked for as well: the flag says so.
    pub fn before(&self, path: &str) -> Option<(String, bool)> {
        if let Some(rest) = rest(path, &self.new) {
            return Some((format!("{}{rest}", self.old), true));
        }
        let count = self.new.split('/').count();
        let head: Vec<&str> = path.split('/').take(count).collect();
        if head.join("/").to_lowercase() == self.new.to_lowercase() {
            let rest: String = path.split('/').skip(count).map(|part| format!("/{part}")).collect();
            return Some((format!("{}{rest}", self.old), false));
        }
        (!self.takes(path)).then(|| (path.to_owned(), true))
    }
}

/// What follows a path's beginning: nothing, or a slash and more.
fn rest<'p>(path: &'p str, beginning: &str) -> Option<&'p str> {
    path.strip_prefix(beginning).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::Move;

    #[test]
    fn a_folder_takes_what_is_in_it() {
        let folder = Move { old: "a/b".to_owned(), new: "c".to_owned() };
        assert_eq!(folder.after("a/b/d.md"), "c/d.md");
        assert_eq!(folder.after("a/b/"), "c/");
        assert_eq!(folder.after("a/bc.md"), "a/bc.md");
        assert_eq!(folder.before("c/d.md"), Some(("a/b/d.md".to_owned(), true)));
        assert_eq!(folder.before("C/d.md"), Some(("a/b/d.md".to_owned(), false)));
        assert_eq!(folder.before("a/b/d.md"), None);
        assert_eq!(folder.before("x.md"), Some(("x.md".to_owned(), true)));
    }
}
