//! Remarks on other work at the end of a line.

/// Where a remark at the end on other work begins: `…, needs OPS-2`, `… (after OPS-2)`.
pub(super) fn relation(title: &str) -> Option<usize> {
    const WORDS: [&str; 8] =
        ["needs ", "after ", "waits for ", "waiting for ", "depends on ", "requires ", "see ", "blocked by "];
    let (at, inner) = match title.strip_suffix(')') {
        Some(inner) => inner.rfind('(').map(|at| (at, &inner[at + 1..])),
        None => title.contains(',').then(|| title.rfind(", ")).flatten().map(|at| (at, &title[at + 2..])),
    }?;
    let id = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.trim_end_matches([',', '.']).ends_with(|c: char| c.is_ascii_digit())
    };
    let begins = WORDS.iter().any(|word| inner.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)));
    let alone = || ![" – ", " — ", " - "].iter().any(|dash| inner.contains(dash));
    (begins && alone() && inner.split(' ').any(id)).then_some(at)
}

/// Whether a day in parentheses after this text is that of a thing it mentions: `Meeting scheduled (Day 3)`.
pub(super) fn speaks_of_something_else(text: &str) -> bool {
    const SCHEDULED: [&str; 9] =
        ["scheduled", "booked", "planned", "arranged", "announced", "set", "rescheduled", "invited", "confirmed"];
    const EVENTS: [&str; 16] = [
        "meeting",
        "review",
        "demo",
        "session",
        "call",
        "workshop",
        "kickoff",
        "retro",
        "retrospective",
        "standup",
        "launch",
        "release",
        "sprint",
        "event",
        "day",
        "deadline",
    ];
    let last = text.trim_end().rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
    let for_event = || [" for ", " at ", " before ", " after "].iter().any(|word| text.contains(word));
    SCHEDULED.contains(&last.as_str()) || EVENTS.contains(&last.as_str()) && for_event()
}
