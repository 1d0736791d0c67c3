//! Remarks on other work at the end of a line.

/// Where a remark at the end on other work begins: `…, needs OPS-2`, `… (after OPS-2)`.
pub(super) fn relation(title: &str) -> Option<usize> {
    const WORDS: [&str; 8] =
        ["needs ", "after ", "waits for ", "waiting for ", "depends on ", "requires ", "see ", "blocked by "];
    let (at, inner) = match title.strip_suffix(')') {
        Some(inner) => inner.rfind('(').map(|at| (at, &inner[at + 1..])),
        None => title.rfind(", ").map(|at| (at, &title[at + 2..])),
    }?;
    let id = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.trim_end_matches([',', '.']).ends_with(|c: char| c.is_ascii_digit())
    };
    let begins = WORDS.iter().any(|word| inner.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)));
    let alone = ![" – ", " — ", " - "].iter().any(|dash| inner.contains(dash));
    (begins && alone && inner.split(' ').any(id)).then_some(at)
}
