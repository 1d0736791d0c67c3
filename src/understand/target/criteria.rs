//! Sentences that promise, and sentences that say when something is good enough.

use super::super::phrase::words::{Known, Words};
use super::super::words;

/// Words that call the amount behind them one to be reached.
pub(super) const AIMS: Words =
    Words::of(&["goal", "target", "aim", "objective", "wanted", "slo", "sla", "promised", "promise", "desired"]);

/// Whether a text ends with such a word: `99.4 % (goal`.
pub(super) fn ends_with_aim(before: &str) -> bool {
    let before = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let last = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let little = ["is", "of", "was", "be"].knows(last);
    let named = if little { before[..before.len() - last.len()].trim_end() } else { before };
    named.rsplit(|letter: char| !letter.is_alphanumeric()).next().is_some_and(|word| AIMS.knows(word))
}

/// Whether a label announces promises: `What we promise`, `Our SLOs`.
pub(super) fn promises(label: &str) -> bool {
    words::has(label, &["promise", "promises", "promised", "owe", "slo", "slos", "sla", "slas", "targets", "guarantee"])
}

/// What has to hold, of a sentence that says when a team goes on or is content: `We ship when …`, `We call it a success
/// with …`, `Done when …`.
pub(super) fn conditions(text: &str) -> Option<&str> {
    // Most lines begin otherwise.
    words::after(text, &["we", "the", "it", "this", "done", "success"])?;
    const JOINTS: Words = Words::of(&["when", "once", "if", "unless", "with", "means"]);
    let text = text.split(". ").next().unwrap_or(text);
    let (start, end) = words::find(text, &JOINTS)?;
    let (before, joint) = (&text[..start], &text[start..end]);
    if before.split_whitespace().count() > 7 || words::has(before, &["not", "never", "no"]) {
        return None;
    }
    let content = words::has(before, &["success", "succeeds", "successful", "done", "enough"]);
    let goes_on = ["when", "once", "if"].knows(joint)
        && words::after(before, &["we"]).is_some_and(|rest| words::after(rest.trim_start(), &GOES_ON).is_some());
    (content || goes_on).then(|| text[end..].trim_start_matches([':', ' ']))
}

/// What a team does that goes on to the next stage.
const GOES_ON: [&str; 14] = [
    "leave",
    "enter",
    "ship",
    "release",
    "launch",
    "promote",
    "go live",
    "go on",
    "go ahead",
    "move on",
    "proceed",
    "open",
    "start",
    "hand over",
];

/// Whether a sentence promises for all: `A security fix ships`, `Every letter is answered`; and what stands behind the
/// time does not say what happens otherwise.
pub(super) fn is_general(sentence: &str, rest: &str) -> bool {
    const ALL: Words = Words::of(&["a", "an", "every", "each", "any"]);
    let mut words = words::words(sentence);
    let Some(first) = words.next() else { return false };
    let one = first == "The"
        && ["of a", "of an", "of any", "of every", "of each", "after we", "after it", "of being"]
            .iter()
            .any(|event| words::after(rest.trim_start(), &[event]).is_some());
    if !(one || ALL.knows(first)) || !first.starts_with(char::is_uppercase) || sentence.contains([',', ':', '(']) {
        return false;
    }
    let count = words.clone().count();
    let verb = |word: &str| {
        word.len() > 1
            && word.ends_with('s')
            && !word.ends_with("ss")
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && !["this", "its", "as", "us", "was"].knows(word)
    };
    let denied = words.clone().any(|word| ["not", "no", "never", "may", "can", "could", "might"].knows(word));
    (2..=9).contains(&count)
        && !denied
        && words.skip(1).any(verb)
        && !words::has(rest, &["otherwise", "else", "or", "escalates", "escalated", "goes"])
}
