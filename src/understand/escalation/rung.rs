//! One rung of a ladder: who is told, after how long, beyond what.

use super::super::fact::{Comparator, Name, Step};
use super::super::phrase::duration::{self, DurationPhrase};
use super::super::phrase::mention::Phrase;
use super::super::phrase::names;
use super::super::phrase::offset::Side;
use super::super::phrase::role::{self, Sort};
use super::super::reading::Entry;
use super::super::words::{self, Known, Words};
use super::limit;
use crate::base::span::Span;

/// The rung that a piece of an entry's text tells. A capitalised name that may be a thing is taken for somebody where
/// `surely` the piece names people.
pub(super) fn read<'r>(entry: Entry<'r>, piece: &'r str, surely: bool) -> Step {
    let after_minutes = after(entry, piece);
    let beyond = limit::read(entry, piece);
    let condition = || condition(piece);
    let place = entry.span();
    let (text, limit) = match beyond {
        Some((text, limit)) => (Some(text), Some(limit)),
        None => (condition(), None),
    };
    // `after_minutes` says it.
    let timed = after_minutes.is_some() && limit.as_ref().is_some_and(|limit| &*limit.unit == "minutes");
    let surely = surely || after_minutes.is_some() || limit.is_some();
    Step {
        who: who(entry, piece, surely),
        after_minutes,
        beyond: text.filter(|_| !timed).map(Into::into),
        beyond_span: text.map_or(Span { start: place.start, end: place.start }, |text| entry.span_of(text)),
        limit,
        span: place,
    }
}

/// `if sprint-blocking`, `for critical blockers` in parentheses or at the end.
fn condition(piece: &str) -> Option<&str> {
    let inside = piece.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside.trim());
    let inside = inside.filter(|inside| words::after(inside, &["if", "for", "when", "unless", "on"]).is_some());
    inside.or_else(|| {
        let (at, _) = words::find(piece, &["if", "when", "unless"])?;
        Some(words::bare(piece[at..].trim_end_matches([',', ')'])))
    })
}

/// Minutes until the rung begins: of `2-4 hours` the first, of `after 30 minutes` and `30 min` all, of `immediately` 0.
pub(super) fn after(entry: Entry<'_>, piece: &str) -> Option<u32> {
    if let Some(minutes) = range(piece) {
        return Some(minutes);
    }
    let zero = words::after(piece.trim(), &["0"]).is_some_and(|rest| words::words(rest).count() <= 1);
    if zero || words::has(piece, &["immediately", "immediate", "instantly"]) {
        return Some(0);
    }
    // How fast somebody answers is not when he is told.
    let lower = piece.to_lowercase();
    let unanswered = ["no acknowledg", "not acknowledg", "unacknowledg", "no respon", "without a respon"];
    if (lower.contains("respon") || lower.contains("acknowledg")) && !unanswered.iter().any(|said| lower.contains(said))
    {
        return None;
    }
    let said = entry.mentions_in(piece).find_map(|mention| match &mention.phrase {
        Phrase::Offset(offset) if offset.side != Side::Before => Some(offset.minutes),
        // `Less than 2 hours` begins at once.
        Phrase::Duration(length) => match limit::sign_before(piece, entry.phrase_text(mention)) {
            Some(Comparator::Less | Comparator::AtMost) => Some(0),
            _ => Some(minutes(*length)),
        },
        _ => None,
    });
    said.or_else(|| at_once(piece).then_some(0))
}

/// Words without which nothing says that a rung begins at once.
pub(super) const AT_ONCE: Words = Words::of(&["at", "right", "straight", "first", "same", "immediately"]);

/// `at once`, `straight away`, `same day`
pub(super) fn at_once(piece: &str) -> bool {
    const SAID: [&str; 5] = ["at once", "right away", "straight away", "first of all", "same day"];
    words::has(piece, &AT_ONCE) && {
        let lower = piece.to_ascii_lowercase();
        SAID.iter().any(|said| lower.contains(said))
    }
}

fn minutes(length: DurationPhrase) -> u32 {
    match length {
        DurationPhrase::Minutes(minutes) => minutes,
        DurationPhrase::Days(days) => days * 24 * 60,
    }
}

/// The first of `2-4 hours`, `0 – 30 min`, in minutes.
fn range(piece: &str) -> Option<u32> {
    let bytes = piece.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let begins =
            bytes[at].is_ascii_digit() && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'-');
        if !begins {
            return None;
        }
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let first: u32 = piece[at..at + digits].parse().ok()?;
        let rest = piece[at + digits..].trim_start();
        let rest = rest.strip_prefix(['-', '–', '—']).or_else(|| rest.strip_prefix("to "))?.trim_start();
        let last = rest.len() - rest.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
        let last: u32 = rest[..last].parse().ok()?;
        let (length, _) = duration::read(rest)?;
        (last > first).then(|| (u64::from(minutes(length)) * u64::from(first) / u64::from(last)) as u32)
    })
}

/// Words after a name that say what somebody does.
const DOES: Words = Words::of(&[
    "escalation",
    "escalations",
    "escalates",
    "escalate",
    "approval",
    "approves",
    "approve",
    "attempts",
    "attempt",
    "notified",
    "notifies",
    "notify",
    "vote",
    "votes",
    "review",
    "reviews",
    "required",
    "requires",
    "is",
    "are",
    "to",
    "must",
    "may",
    "can",
    "decides",
    "decide",
    "informed",
    "informs",
    "joins",
    "paged",
    "handles",
    "resolves",
    "resolve",
    "takes",
    "take",
    "decision",
    "sign-off",
    "signoff",
    "will",
    "tries",
    "works",
    "owns",
    "involved",
    "investigates",
    "consulted",
    "gets",
    "has",
    "have",
    "steps",
    "leads",
    "orders",
    "repairs",
    "acknowledges",
    "answers",
    "writes",
    "asks",
    "says",
    "together",
    "alone",
    "has",
    "gives",
    "signs",
    "closes",
    "checks",
    "discusses",
    "discuss",
    "called",
    "calls",
    "triages",
    "level",
    "intervention",
    "intervenes",
    "who",
    "at",
    "within",
    "after",
    "if",
    "when",
    "for",
    "via",
    "by",
    "with",
    "on",
]);

/// Words before a name that say that somebody is told.
const TELLS: &[&str] = &[
    "escalate to",
    "escalates to",
    "escalated to",
    "escalation to",
    "raise to",
    "raise with",
    "raise it with",
    "report to",
    "bring to",
    "bring in",
    "loop in",
    "go to",
    "talk to",
    "speak to",
    "reach out to",
    "hand over to",
    "contact",
    "notify",
    "inform",
    "page",
    "call",
    "tell",
    "alert",
    "ask",
    "involve",
    "email",
    "e-mail",
    "message",
    "ping",
    "to",
    "the",
    "your",
    "via",
    "anyone of",
    "any of",
    "anyone in",
    "one of",
    "anybody of",
    "all of",
    "ring",
    "rings",
    "phone",
    "fetch",
];

/// Who a piece of an entry's text names at its head.
fn who<'r>(entry: Entry<'r>, piece: &'r str, surely: bool) -> Vec<Name> {
    let (head, level) = named(entry, piece);
    let mut head = words::unnumbered(head.split(['(', '–', '—', ';', '.', '[']).next().unwrap_or_default());
    let told = head;
    while let Some(rest) = words::after(head, TELLS) {
        head = rest.trim_start();
    }
    let surely = surely || level || head.len() < told.len();
    // `Emergency meeting` is nobody.
    const NOBODY: &[&str] = &["meeting", "call", "workshop", "session", "process", "procedure"];
    if words::words(head).take_while(|word| !DOES.knows(word)).any(|word| words::is(word, NOBODY)) {
        return Vec::new();
    }
    let people = names::split(head).into_iter().map(until_verb);
    let people: Vec<&str> =
        people.filter(|name| is_somebody(name, surely) || surely && is_called_by_role(name)).collect();
    let role = |name: &str| role::sort(name) == Some(Sort::Role);
    match people.as_slice() {
        // `Head of Works, Ada Lane, decides`: the second says who the first is.
        [first, second] if role(first) && !role(second) && head.contains(&format!("{first}, {second}")) => {
            vec![entry.name(first)]
        }
        people => people.iter().map(|name| entry.name(name)).collect(),
    }
}

/// `Ada decides on technique` -> `Ada`; `the Head Cook` -> `Head Cook`
pub(super) fn until_verb(name: &str) -> &str {
    let name = words::after(name, &["the", "your", "our"]).map_or(name, str::trim_start);
    // `Engineer on duty`, `Doctor on call`
    let duty = ["on duty", "on call", "on shift"].iter().find_map(|duty| Some(name.find(duty)? + duty.len()));
    let from = duty.unwrap_or_default();
    let verb = words::words(&name[from..]).find(|word| DOES.knows(word));
    let end = verb.map_or(name.len(), |word| word.as_ptr() as usize - name.as_ptr() as usize);
    name[..end].trim_end_matches([':', '-', ' ', ','])
}

/// Whether a name begins with a role: `Engineer on duty`, `Team lead Checkout`, `Steward of the hall`; or is that of a
/// line of support: `2nd line`.
pub(super) fn is_called_by_role(name: &str) -> bool {
    let begins = || {
        let mut ends = words::words(name).map(|word| word.as_ptr() as usize - name.as_ptr() as usize + word.len());
        let group = words::words(name).count() == 2;
        ends.by_ref().take(3).any(|end| match role::sort(&name[..end]) {
            Some(Sort::Role) => true,
            // `Board circle`
            Some(Sort::Group) => group,
            _ => false,
        })
    };
    let duty = || name.ends_with(" on duty") || name.ends_with(" on call") || name.ends_with(" on shift");
    let mut letters = name.chars();
    let ordinal = letters.next().is_some_and(|first| first.is_ascii_digit());
    let count = words::words(name).count();
    ordinal && is_level(name) && count == 2
        || name.starts_with(char::is_uppercase) && (2..=6).contains(&count) && (duty() || begins())
}

/// The part of a piece that names somebody, and whether a level or a time stands before it: `Level 2: Head nurse`,
/// `After 30 minutes: Head nurse`, `Head nurse – bed shortages`.
fn named<'r>(entry: Entry<'r>, piece: &'r str) -> (&'r str, bool) {
    let Some((before, after)) = split(piece) else { return (piece, false) };
    let timed =
        entry.mentions_in(before).any(|mention| matches!(mention.phrase, Phrase::Duration(_) | Phrase::Offset(_)));
    let bare = words::unnumbered(before);
    let asks =
        words::is(bare, &["contact", "who", "notify", "escalate to", "owner", "first", "then", "finally", "next"]);
    // `1-3 points: Team Lead`
    let limited = before.starts_with(|first: char| first.is_ascii_digit() || "<>≤≥$€£".contains(first))
        || limit::read(entry, before).is_some();
    if timed || asks || limited || is_level(bare) || range(before).is_some() { (after, true) } else { (before, false) }
}

/// What stands before and after the first colon or dash.
fn split(piece: &str) -> Option<(&str, &str)> {
    let colon = piece.find(": ").map(|at| (at, 1));
    let dash = [" – ", " — ", " - "].iter().filter_map(|dash| Some((piece.find(dash)?, dash.len()))).min();
    let (at, length) = colon.into_iter().chain(dash).min()?;
    Some((piece[..at].trim(), piece[at + length..].trim()))
}

/// Whether a text is called a level: `Level 2`, `L1`, `Tier 3 (Executive)`, `2nd line`.
pub(super) fn is_level(text: &str) -> bool {
    let rest = words::after(text, &["level", "tier", "step", "stage", "line", "rung", "layer", "phase"]);
    let short = || text.strip_prefix(['L', 'T']).filter(|rest| rest.starts_with(|digit: char| digit.is_ascii_digit()));
    let numbered = rest.map(str::trim_start).or_else(short).is_some_and(|rest| {
        let after = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
        after.len() < rest.len() && (after.is_empty() || after.trim_start().starts_with(['(', ':', '–', '—', '-']))
    });
    numbered
        || words::words(text).nth(1).is_some_and(|word| words::is(word, &["line", "level"]))
            && words::words(text).count() == 2
}

/// `The team` -> `team`
pub(super) fn without_article(name: &str) -> &str {
    words::after(name, &["the", "your", "our"]).map_or(name, str::trim_start)
}

/// Whether a name is that of a role, a group or, where that is sure, of a person.
pub(super) fn is_somebody(name: &str, surely: bool) -> bool {
    let sort = role::sort(name).or_else(|| {
        // `1. team lead` is written small.
        let mut letters = name.chars();
        let first = letters.next().filter(|first| first.is_lowercase())?;
        let large: String = first.to_uppercase().chain(letters).collect();
        role::sort(&large).filter(|sort| matches!(sort, Sort::Role | Sort::Group))
    });
    match sort {
        Some(Sort::Role | Sort::Group | Sort::Handle) => true,
        Some(Sort::Capitalised) => surely,
        None => false,
    }
}
