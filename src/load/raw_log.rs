//! What `git log` and `git diff` print with `--raw -z`: blobs, what was done to them, and their paths.

/// The flags that make them print it so, with renames found.
pub const SHAPE: [&str; 4] = ["--raw", "--no-abbrev", "-z", "-M"];

/// What was done to one file (git-diff, "raw output format").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raw<'t> {
    /// The blob before; zeros where there was none.
    pub before: &'t str,
    /// The blob after; zeros where there is none.
    pub after: &'t str,
    /// `A`dded, `C`opied, `D`eleted, `M`odified, `R`enamed, `T`ype changed.
    pub status: u8,
    /// Its path below the repository's root before.
    pub old_path: &'t str,
    /// Its path after.
    pub path: &'t str,
}

/// Reads the output: `:MODE MODE BLOB BLOB STATUS`, and one path or, of a rename or copy, two. What else the format of
/// a log prints is passed over, and so are symbolic links and submodules, which are no texts.
pub fn read(output: &str) -> Vec<Raw<'_>> {
    let mut tokens = output.split('\0').map(|token| token.trim_start_matches('\n'));
    let mut found = Vec::new();
    while let Some(token) = tokens.next() {
        let Some(fields) = token.strip_prefix(':') else { continue };
        let fields: Vec<&str> = fields.split(' ').collect();
        let &[_, mode, before, after, status] = fields.as_slice() else { continue };
        let status = status.as_bytes().first().copied().unwrap_or_default();
        let Some(old_path) = tokens.next() else { break };
        let new_path = if matches!(status, b'R' | b'C') { tokens.next() } else { None };
        if mode.starts_with("100") || status == b'D' {
            found.push(Raw { before, after, status, old_path, path: new_path.unwrap_or(old_path) });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_have_two_paths_and_links_are_passed_over() {
        let log = "\u{1}c0ffee 1\0\n:100644 100644 a b M\0x.md\0:100644 100644 c d R097\0old name.md\0new.md\0\
                   :000000 120000 0 e A\0link.md\0\u{1}beef 2\0\n:100644 000000 f 0 D\0gone.md\0";
        let found: Vec<_> = read(log).into_iter().map(|raw| (raw.status, raw.old_path, raw.path, raw.after)).collect();
        let expected =
            [(b'M', "x.md", "x.md", "b"), (b'R', "old name.md", "new.md", "d"), (b'D', "gone.md", "gone.md", "0")];
        assert_eq!(found, expected);
    }
}
