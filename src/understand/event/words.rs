//! What the words of titles, labels and headings say of events.

use super::lexicon::{self, FRAMES, HAPPENS, LISTS, LOG, MEETS, NEVER, OTHER};
use crate::understand::phrase::words::{Known, Words, words as runs};

/// All that the words of a text say, of [`lexicon`].
pub(super) fn says(text: &str) -> u8 {
    let (mut says, mut before) = (0, "");
    for word in runs(text) {
        if lexicon::may_know(word) {
            says |= small(word, lexicon::says);
        }
        if FIRST.knows(before) || FIRST.knows(before.strip_suffix(['s', 'S']).unwrap_or_default()) {
            says |= small(before, |one| small(word, |other| join(one, other).map_or(0, lexicon::says)));
        }
        before = word;
    }
    says
}

/// Asks what a word says, in small letters and in the singular; 0 for one that is too long to be known.
fn small(word: &str, says: impl FnOnce(&str) -> u8) -> u8 {
    let mut small = [0u8; LONGEST];
    let Some(own) = small.get_mut(..word.len()) else { return 0 };
    own.copy_from_slice(word.as_bytes());
    own.make_ascii_lowercase();
    let length = singular_length(own, word.len());
    std::str::from_utf8(&small[..length]).map_or(0, says)
}

/// First halves of [`join`].
const FIRST: Words =
    Words::of(&["kick", "stand", "check", "dry", "walk", "hand", "handing", "sign", "town", "all", "go", "cut", "on"]);

/// Longest word that is looked up.
const LONGEST: usize = 20;

/// Makes a word in small letters singular; gives its new length.
fn singular_length(word: &mut [u8], length: usize) -> usize {
    match &mut word[..length] {
        [.., y, b'e', b's'] if length > 5 && *y == b'i' => {
            *y = b'y';
            length - 2
        }
        [.., before, b's'] if length > 3 && !matches!(before, b's' | b'u' | b'i') => length - 1,
        _ => length,
    }
}

/// Words of a text as they are compared: lower case, in the singular, `kick-off` and `kick off` as `kickoff`.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let pieces = text.split(|letter: char| !(letter.is_alphanumeric() || letter == '.' || letter == '_'));
    for piece in pieces.map(|piece| piece.trim_matches(['.', '_'])).filter(|piece| !piece.is_empty()) {
        let word = singular(&piece.to_lowercase());
        let joined = words.last().and_then(|last| join(last, &word));
        match joined {
            Some(joined) => {
                words.pop();
                words.push(joined.to_owned());
            }
            None => words.push(synonym(word)),
        }
    }
    words
}

/// Two words that many write as one.
fn join(first: &str, second: &str) -> Option<&'static str> {
    Some(match (first, second) {
        ("kick", "off") => "kickoff",
        ("stand", "up") => "standup",
        ("check", "in") => "checkin",
        ("dry", "run") => "dryrun",
        ("walk", "through") => "walkthrough",
        ("hand", "off") | ("hand", "over") | ("handing", "over") => "handoff",
        ("sign", "off") => "signoff",
        ("town", "hall") => "townhall",
        ("all", "hand") => "allhands",
        ("go", "live") => "golive",
        ("cut", "over") => "cutover",
        ("on", "call") => "oncall",
        _ => return None,
    })
}

fn synonym(word: String) -> String {
    match word.as_str() {
        "retro" => "retrospective".to_owned(),
        "handover" => "handoff".to_owned(),
        "syncing" => "sync".to_owned(),
        _ => word,
    }
}

fn singular(word: &str) -> String {
    let mut bytes = word.as_bytes().to_vec();
    let length = bytes.len();
    let length = singular_length(&mut bytes, length);
    bytes.truncate(length);
    String::from_utf8(bytes).unwrap_or_else(|_| word.to_owned())
}

/// Whether a text names something that takes place.
pub(in crate::understand) fn names_happening(text: &str) -> bool {
    says(text) & HAPPENS != 0
}

/// Whether a text names a meeting of people, or its like.
pub(super) fn names_ceremony(text: &str) -> bool {
    says(text) & MEETS != 0
}

/// Whether a heading, or a line that introduces a list, speaks of things that take place.
pub(super) fn is_schedule(text: &str) -> bool {
    says(text) & LISTS != 0
}

/// Whether a heading, or a line that introduces a list, speaks of something else.
pub(super) fn is_other(text: &str) -> bool {
    says(text) & OTHER != 0
}

/// Whether a heading stands above a record of what was done, version by version.
pub(super) fn is_log(text: &str) -> bool {
    says(text) & LOG != 0
}

/// Whether a label's date is that of a document, or frames something.
pub(super) fn is_metadata(label: &str) -> bool {
    let word = |word: Option<&str>, any: &[&str]| {
        word.is_some_and(|word| any.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    let mut words = label.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let (first, second, third) = (words.next(), words.next(), words.next());
    let last = words.next_back().or(third).or(second).or(first);
    // `Release date` is a release's date; `Last review`, `Next review` are the document's.
    // `Next meeting` is one, `Next review` mostly the document's.
    let meets = word(first, &["next"])
        && word(
            second,
            &["meeting", "call", "session", "sync", "retro", "retrospective", "demo", "planning", "workshop"],
        );
    let document = word(first, &["last", "next", "document", "previous"]) && !meets
        || word(last, &["generated", "created", "updated", "written", "modified", "revised"]);
    // `End of lease` is no end of the document's own timebox.
    let framed = third.is_some() && word(first, &["start", "end"]) && word(second, &["of"]);
    let says = says(label);
    // `Mid-sprint check` is a check.
    let check = word(last, &["check", "checks", "cutoff", "off"]) && second.is_some();
    document || says & HAPPENS == 0 && !framed && !check && says & FRAMES != 0
}

/// Whether a name is that of hours in which somebody is there: `Opening hours`, `Support hours`.
pub(super) fn is_open_hours(title: &str) -> bool {
    let mut words = title.split(' ').rev();
    let hours = words.next().is_some_and(|last| last.eq_ignore_ascii_case("hours"));
    hours
        && words.next().is_some_and(|word| {
            ["opening", "business", "working", "support", "core", "service"]
                .iter()
                .any(|known| word.eq_ignore_ascii_case(known))
        })
}

/// Whether a clause's last word says that it is over: `Demo held`, `Hall booked`.
pub(super) fn is_over(clause: &str) -> bool {
    let last = clause.rsplit([' ', '(']).next().unwrap_or_default();
    last.len() > 4 && last.ends_with("ed") || ["held", "was", "were", "done", "sent", "built", "met"].contains(&last)
}

/// Whether a clause tells something, and is no name: `Sponsors have been told that set-up`, `A must wait for B`.
pub(super) fn is_told(clause: &str) -> bool {
    const TELLS: [&str; 21] = [
        "was", "were", "that", "which", "who", "because", "must", "cannot", "can", "may", "should", "will", "have",
        "has", "had", "been", "due", "needs", "waits", "wants", "depends",
    ];
    clause.split(' ').skip(1).any(|word| TELLS.contains(&word))
}

/// Whether a text speaks of something else whatever stands beside: `Vacation calendar`, `Change log of the release`.
pub(super) fn is_surely_other(text: &str) -> bool {
    says(text) & NEVER != 0
}

/// Words that end like a verb in the past, and tell of nothing that is over.
const NO_PAST: [&str; 15] = [
    "Speed",
    "Feed",
    "Need",
    "Shared",
    "United",
    "Unified",
    "Expected",
    "Planned",
    "Scheduled",
    "Proposed",
    "Estimated",
    "Targeted",
    "Extended",
    "Advanced",
    "Combined",
];

/// Whether a clause tells of what is over: its first verb stands in the past (`Fixed …`, `Reverted by …`).
pub(super) fn is_past(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.len() > 4 && first.ends_with("ed") && !NO_PAST.contains(&first)
}
