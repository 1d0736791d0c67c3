//! Whether an output is the one that the manual shows.

/// Whether the output is the expected one: `…` alone on a line stands for any lines, times may differ, and blank
/// lines at the end do not count.
pub fn same(expected: &str, output: &str) -> bool {
    let lines =
        |text: &str| -> Vec<String> { text.trim_end().lines().map(|line| without_times(line.trim_end())).collect() };
    fit(&lines(expected), &lines(output))
}

fn fit(expected: &[String], output: &[String]) -> bool {
    match expected.split_first() {
        None => output.is_empty(),
        Some((any, rest)) if any.trim() == "…" => (0..=output.len()).any(|skipped| fit(rest, &output[skipped..])),
        Some((line, rest)) => output.split_first().is_some_and(|(first, others)| first == line && fit(rest, others)),
    }
}

/// A line with `0` for each number before the unit `s` or `ms`, and without the `under` before very short times.
fn without_times(line: &str) -> String {
    let line = line.replace("under 0.01 s", "0 s");
    let words = line.split(' ').collect::<Vec<_>>();
    let is_unit = |word: &&str| matches!(word.trim_end_matches([',', '.', ';', ':', ')']), "s" | "ms");
    let is_number = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    let shown = words.iter().enumerate().map(|(at, word)| {
        let is_time = is_number(word) && words.get(at + 1).is_some_and(is_unit);
        if is_time { "0" } else { word }
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn times_and_left_out_lines_do_not_count_and_all_else_does() {
    assert!(same("4 documents in 0.02 s.\n", "4 documents in 1.3 s.\n\n"));
    assert!(same("parse: 12 ms", "parse: 3 ms") && same("4 in 0.1 s: none.", "4 in under 0.01 s: none."));
    assert!(same("a\n…\nd\n", "a\nb\nc\nd\n") && same("a\n…\n", "a\n") && same("…", "x\ny"));
    assert!(!same("4 documents", "5 documents") && !same("a\n…\nd", "a\nb") && !same("", "a") && !same("a", ""));
    assert!(!same("3 sprints", "4 sprints"));
}
