//! The comment that `explain` gives for a rule does what `explain` says.

use crate::support::Folder;

/// Handbooks with one finding of a rule each: the rule, the document it is in, front matter and text of that document.
const CASES: [(&str, &str, &str, &str); 10] = [
    ("doc/orphan", "alone.md", "", "# Alone\n"),
    ("doc/unknown-key", "alone.md", "---\nnope: 1\n---\n", "# A\n"),
    ("doc/front-matter", "alone.md", "---\ntitle: [\n---\n", "# A\n"),
    ("doc/review-overdue", "alone.md", "---\nnext_review: 2020-01-01\n---\n", "# A\n"),
    ("doc/displaced-front-matter", "alone.md", "", "A banner.\n\n---\ntitle: A\n---\n\n# A\n"),
    ("doc/duplicate-url", "alone.md", "---\naliases: [/team/]\n---\n", "# A\n"),
    ("doc/two-section-pages", "team/README.md", "", "# A\n"),
    ("doc/duplicate-id", "alone.md", "# A {#a}\n\n", "## B {#a}\n"),
    ("link/missing-file", "alone.md", "# A\n\n", "[b](b.md)\n"),
    ("text/blank", "alone.md", "# A\n\n", "**Owner:** TBD\n"),
];

#[test]
fn the_comment_that_explain_gives_silences_the_rule() {
    for (code, path, head, text) in CASES {
        let explained = Folder::new(&[]).run(&["explain", code]).ends(0).out;
        let comment = explained.lines().find(|line| line.starts_with("<!-- sprintbook: allow")).expect("a comment");
        let check = |between: &str| {
            let folder = Folder::new(&[
                ("index.md", "# Home\n\n[Team](team/index.md), [other](other.md)\n"),
                ("other.md", "# Other\n\n[Home](index.md)\n"),
                ("team/index.md", "# Team\n"),
                (path, &format!("{head}{between}{text}")),
            ]);
            folder.run(&["check", "--deny", code, "--format", "short"]).out
        };
        assert!(check("").contains(code), "{code} is not found: {}", check(""));
        let allowed = check(&format!("{comment}\n\n"));
        assert!(!allowed.contains(code), "`{comment}` does not silence it: {allowed}");
    }
}
