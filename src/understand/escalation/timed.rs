//! Ladders of clauses that each name somebody and say when: `porter at once, head porter after 10 minutes`,
//! `Porter → (5 min) head porter → (20 min) Ada`, `Minute 0: porter. Minute 15: Ada.`

use super::super::evidence::Evidence;
use super::super::fact::{Fact, Name, Step};
use super::super::phrase::names;
use super::super::reading::{Entry, Kind};
use super::super::words::{self, Known, Words};
use super::{chain, climb, fact, rung, title};
use crate::understand::phrase::role;

/// Words of which a line has one that says when somebody is told.
const TIMES: Words =
    Words::of(&["after", "within", "once", "immediately", "minute", "min", "minutes", "then", "away", "hour", "hours"]);

/// Most steps, and most words of somebody's name.
const MOST: usize = 8;
const MOST_WORDS: usize = 6;

/// A clause: who, and after how many minutes; and whether a word marks the time as that of a step.
struct Clause<'r> {
    who: Vec<&'r str>,
    minutes: Option<u32>,
    marked: bool,
}

/// The ladder that the lines of a list tell, or the clauses of a line.
pub(super) fn ladder(entry: Entry<'_>) -> Option<Fact> {
    match entry.kind() {
        Kind::Heading { .. } => list(entry),
        Kind::Paragraph | Kind::Field | Kind::Item { .. } if entry.task().is_none() => {
            line(entry).or_else(|| list(entry))
        }
        _ => None,
    }
}

/// `- at once: the porter`, `- after 10 minutes: the head porter`
fn list(above: Entry<'_>) -> Option<Fact> {
    let items = || above.children().filter(|item| item.is_item());
    let timed = |item: &Entry<'_>| item.has(&TIMES) && item.task().is_none();
    if above.is_item() || items().filter(timed).nth(1).is_none() || items().nth(MOST).is_some() {
        return None;
    }
    let clauses: Vec<(Entry<'_>, Clause<'_>)> =
        items().map(|item| Some((item, clause(item.text())?))).collect::<Option<_>>()?;
    if !climbs(clauses.iter().map(|(_, clause)| clause), true) {
        return None;
    }
    let steps = clauses.iter().map(|(item, clause)| step(*item, clause)).collect();
    let mut evidence = Evidence::new(above.reading);
    evidence.add(4, "its lines name one after another who is told, each later", above.span());
    Some(fact(super::list_place(above), &title(above), steps, evidence))
}

fn line(entry: Entry<'_>) -> Option<Fact> {
    if !entry.has(&TIMES) {
        return None;
    }
    let text = if entry.label().is_empty() { entry.text() } else { entry.value() };
    let arrows = chain::has_arrow(text);
    let pieces = pieces(entry, text, arrows);
    let clauses: Option<Vec<Clause<'_>>> = pieces.iter().map(|piece| clause(piece)).collect();
    let clauses = clauses.filter(|clauses| climbs(clauses.iter(), !arrows)).or_else(|| followed(text))?;
    let steps = clauses.iter().map(|clause| step(entry, clause)).collect();
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(4, "it names one after another who is told, each later", entry.span());
    let named = !entry.label().is_empty() && !words::words(entry.label()).any(|word| words::is(word, &["minute"]));
    let above = || entry.parent().map_or_else(|| entry.reading.document.title().to_owned(), title);
    let title = if named { words::bare(words::unnumbered(entry.label())).to_owned() } else { above() };
    Some(fact(entry, &title, steps, evidence))
}

/// The clauses of a line: between arrows, stops, semicolons or commas.
fn pieces<'r>(entry: Entry<'r>, text: &'r str, arrows: bool) -> Vec<&'r str> {
    if arrows {
        return chain::parts(text);
    }
    let whole = entry.text();
    // `Minute 0: porter. Minute 15: Ada.`
    let (text, stop) = if words::after(whole, &["minute"]).is_some() {
        (whole, ". ")
    } else if text.contains("; ") {
        (text, "; ")
    } else {
        (text, ", ")
    };
    let pieces: Vec<&str> = text.split(stop).map(words::bare).filter(|piece| !piece.is_empty()).collect();
    // A comma within a clause joins two who are told together: `Ada, Kai after 5 minutes` is left alone.
    pieces.into_iter().take(MOST + 1).collect()
}

/// `whoever sees it calls the porter, then the head porter`: one after another, without a time.
fn followed(text: &str) -> Option<Vec<Clause<'_>>> {
    let (before, after) = text.split_once(", then ")?;
    let before = before.rsplit(". ").next()?;
    let (_, end) = words::find(before, &climb::TELLS)?;
    let after = after.split([',', ';', '.']).next()?;
    let one = |text| people(words::bare(text)).filter(|who| who.iter().all(|name| is_role(name)));
    let clause = |who| Clause { who, minutes: None, marked: false };
    let (first, second) = (one(&before[end..])?, one(after)?);
    (first != second).then(|| vec![clause(first), clause(second)])
}

/// Whether clauses make a ladder: each later than the one before, with people or roles.
fn climbs<'a, 'r: 'a>(clauses: impl Iterator<Item = &'a Clause<'r>>, marked: bool) -> bool {
    let (mut count, mut timed, mut roles, mut people, mut last) = (0, 0, 0, 0, None);
    let mut known: Vec<&[&str]> = Vec::new();
    for clause in clauses {
        count += 1;
        roles += usize::from(clause.who.iter().any(|name| is_role(name)));
        people += usize::from(clause.who.iter().any(|name| is_person(name)));
        if known.contains(&clause.who.as_slice()) || marked && !clause.marked {
            return false;
        }
        known.push(&clause.who);
        match clause.minutes {
            // Only the first may have no time.
            None if count > 1 => return false,
            None => {}
            Some(minutes) => {
                if last.is_some_and(|last| minutes <= last) {
                    return false;
                }
                (last, timed) = (Some(minutes), timed + 1);
            }
        }
    }
    let known = roles + people;
    (2..=MOST).contains(&count) && timed > 1 && roles > 0 && known > 1 && known * 2 >= count
}

fn step(entry: Entry<'_>, clause: &Clause<'_>) -> Step {
    let who: Vec<Name> = clause.who.iter().map(|name| entry.name(name)).collect();
    Step {
        who,
        after_minutes: clause.minutes,
        beyond: None,
        beyond_span: chain::nowhere(entry),
        limit: None,
        span: entry.span(),
    }
}

/// Whether a name, whatever its case, is that of a role: at its head (`nurse on the ward`) or at its end
/// (`nearest steward`).
pub(super) fn is_role(name: &str) -> bool {
    let large = |text: &str| {
        let mut letters = text.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    let name = rung::without_article(name);
    let head = words::find(name, &["on", "in", "of", "at", "for"]).map_or(name, |(at, _)| name[..at].trim_end());
    let last = head.rsplit(' ').next().unwrap_or_default();
    let whole = large(name);
    SERVES.knows(last)
        || rung::is_somebody(&whole, false)
        || rung::is_called_by_role(&whole)
        || [large(head), large(last)].iter().any(|name| role::sort(name) == Some(role::Sort::Role))
}

/// `Theodora Lamm`
fn is_person(name: &str) -> bool {
    let capital = name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    capital && name.contains(' ') && !is_role(name) && rung::is_somebody(name, true)
}

/// Words of those who can be called, beside those that any document takes for roles.
const SERVES: Words = Words::of(&[
    "vet",
    "keeper",
    "porter",
    "guard",
    "matron",
    "driver",
    "skipper",
    "pilot",
    "plumber",
    "hotline",
    "helpline",
    "police",
    "brigade",
    "ambulance",
    "chair",
    "neighbour",
    "neighbor",
    "landlord",
    "owner",
    "boss",
    "parent",
    "partner",
    "primary",
    "secondary",
    "duty",
    "desk",
]);

/// What a clause tells: who stands beside its one time.
fn clause(piece: &str) -> Option<Clause<'_>> {
    let piece = words::bare(piece);
    let Some(time) = time(piece) else {
        return Some(Clause { who: people(piece)?, minutes: None, marked: false });
    };
    let before = piece[..time.start].trim_end_matches([' ', ':', '(', '–', '—', '-', ',', '+']);
    let after = piece[time.end..].trim_start_matches([' ', ':', ')', '–', '—', '-', ',']);
    let who = if before.is_empty() { people(after)? } else { people(before)? };
    Some(Clause { who, minutes: Some(time.minutes), marked: time.marked })
}

/// Those whom a text names; none where it says anything else.
fn people(text: &str) -> Option<Vec<&str>> {
    // `Disagreement goes to Ada`, `escalate to the head porter`
    let text = text.rsplit_once(" to ").map_or(text, |(_, told)| told);
    let text = text.split(['(', '–', '—']).next()?.trim();
    let mut head = text;
    const TOLD: &[&str] = &[
        "to", "the", "then", "our", "your", "call", "calls", "page", "pages", "tell", "tells", "ring", "rings",
        "notify", "inform", "alert", "phone", "ask", "and",
    ];
    while let Some(rest) = words::after(head, TOLD) {
        head = rest.trim_start();
    }
    let named: Vec<&str> = names::split(head).into_iter().map(rung::without_article).collect();
    let sound = |name: &&str| {
        let count = words::words(name).count();
        (1..=MOST_WORDS).contains(&count)
            && !name.contains(|letter: char| letter.is_ascii_digit() || "?!/".contains(letter))
            && !words::has(name, NO_NAME)
    };
    (!named.is_empty() && named.len() <= 4 && named.iter().all(sound)).then_some(named)
}

/// Words of sentences, which no name has.
const NO_NAME: &[&str] = &[
    "is", "are", "was", "were", "be", "it", "if", "not", "we", "they", "you", "this", "that", "there", "which", "who",
    "least", "most", "than", "every", "each", "per", "meeting", "review", "break", "release", "nobody", "no",
];

/// A time in a clause.
struct Time {
    start: usize,
    end: usize,
    minutes: u32,
    marked: bool,
}

/// The one time that a clause names: `at once`, `after 10 minutes`, `Minute 15`, `(5 min)`, `within 1 day`.
fn time(piece: &str) -> Option<Time> {
    let base = piece.as_ptr() as usize;
    let mut found: Option<Time> = None;
    let mut before: [&str; 2] = ["", ""];
    let mut words = words::words(piece).peekable();
    let place = |word: &str| word.as_ptr() as usize - base;
    while let Some(word) = words.next() {
        let one = |any: &[&str]| words::is(word, any);
        let next = words.peek().copied().unwrap_or_default();
        let mut add = |start: usize, end: usize, minutes: u32, marked: bool| {
            let first = found.is_none();
            found.get_or_insert(Time { start, end, minutes, marked });
            first
        };
        if one(&["immediately", "instantly"])
            || one(&["once", "away"]) && words::is(before[1], &["at", "right", "straight"])
        {
            let start = if one(&["once", "away"]) { place(before[1]) } else { place(word) };
            add(start, place(word) + word.len(), 0, true);
        } else if one(&["minute", "min"]) && next.bytes().all(|byte| byte.is_ascii_digit()) && !next.is_empty() {
            add(place(word), place(next) + next.len(), next.parse().ok()?, true);
            words.next();
        } else if let Some(factor) = unit(word)
            && let Some(count) = number(before[1])
        {
            let marks = words::is(before[0], &["after", "within", "another"]);
            let start = if marks { place(before[0]) } else { place(before[1]) };
            add(start, place(word) + word.len(), (count * f64::from(factor)) as u32, marks);
        }
        before = [before[1], word];
    }
    // `at once` is never followed by an amount; what is left of several times is no name.
    found
}

fn number(word: &str) -> Option<f64> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    if words::is(word, &["a", "an"]) {
        return Some(1.0);
    }
    if words::is(word, &["half"]) {
        return Some(0.5);
    }
    let named = WORDS.iter().position(|known| word.eq_ignore_ascii_case(known)).map(|at| at as f64 + 1.0);
    named.or_else(|| word.parse().ok().filter(|number: &f64| *number < 1000.0))
}

/// Minutes of a unit of time.
fn unit(word: &str) -> Option<u32> {
    let units: [(&[&str], u32); 4] = [
        (&["min", "mins", "minute", "minutes", "m"], 1),
        (&["h", "hr", "hrs", "hour", "hours"], 60),
        (&["day", "days"], 24 * 60),
        (&["week", "weeks"], 7 * 24 * 60),
    ];
    units.iter().find(|(names, _)| words::is(word, *names)).map(|(_, minutes)| *minutes)
}
