//! Numbers of things, and the lists of these things: `7 key decision points:`, `Sprint Backlog (12 Tasks)`,
//! `(3 meetings)` beside a list of meetings.

use super::{Measure, Sum, has_word, is_open_ended, is_table, lists, rows};
use crate::base::span::Span;
use crate::parse::task_id;
use crate::understand::reading::{Entry, Reading, clean};

/// A number and what it counts.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Counted<'t> {
    /// How many.
    pub value: i64,
    /// The number as written, a slice of the text.
    pub number: &'t str,
    /// What is counted, adjectives among it.
    pub noun: &'t str,
    before: &'t str,
    after: &'t str,
}

const WORDS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Nouns that are no entries of a list.
const MEASURES: [&str; 41] = [
    "minutes",
    "mins",
    "hours",
    "hrs",
    "days",
    "weeks",
    "months",
    "quarters",
    "years",
    "seconds",
    "secs",
    "ms",
    "points",
    "lines",
    "words",
    "pages",
    "bytes",
    "users",
    "persons",
    "times",
    "events",
    "percent",
    "dollars",
    "euros",
    "metres",
    "meters",
    "miles",
    "km",
    "sprints",
    "weekends",
    "nights",
    "mornings",
    "attempts",
    "retries",
    "records",
    "samples",
    "rows",
    "requests",
    "connections",
    "guests",
    "seats",
];

/// Words before a number that make it something other than the length of a list.
const VAGUE: [&str; 38] = [
    "about",
    "around",
    "approximately",
    "approx",
    "least",
    "most",
    "over",
    "under",
    "than",
    "top",
    "first",
    "last",
    "next",
    "of",
    "other",
    "another",
    "additional",
    "remaining",
    "every",
    "within",
    "after",
    "before",
    "sprint",
    "week",
    "day",
    "phase",
    "release",
    "version",
    "step",
    "part",
    "or",
    "to",
    "up",
    "no",
    "per",
    "fewer",
    "nearly",
    "almost",
];

/// Words that may stand before a number that ends an introduction.
const LEADS: [&str; 34] = [
    "at",
    "in",
    "into",
    "has",
    "have",
    "are",
    "is",
    "with",
    "by",
    "the",
    "these",
    "those",
    "following",
    "need",
    "needs",
    "require",
    "requires",
    "cover",
    "covers",
    "contain",
    "contains",
    "comprises",
    "through",
    "across",
    "on",
    "meet",
    "our",
    "all",
    "run",
    "runs",
    "form",
    "includes",
    "own",
    "hold",
];

/// What a sentence may begin with that goes on with its number.
const OPENINGS: [&str; 14] = [
    "",
    "there are",
    "there will be",
    "we have",
    "we need",
    "we see",
    "these are",
    "here are",
    "the",
    "these",
    "our",
    "the following",
    "all",
    "it has",
];

/// All numbers of things whose list is certain.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    for entry in reading.entries() {
        if entry.is_row() || is_table(entry) {
            continue;
        }
        let text = entry.text();
        if !may_count(text) {
            continue;
        }
        if entry.is_heading() {
            sums.extend(heading(entry));
        } else if let Some(sum) = introduction(entry).or_else(|| named_list(entry)).or_else(|| in_line(entry)) {
            sums.push(sum);
        }
    }
}

/// Whether a text has a digit, or a number in words.
fn may_count(text: &str) -> bool {
    text.len() < 400 && (text.bytes().any(|byte| byte.is_ascii_digit()) || has_word(text, &WORDS[1..]))
}

/// All that a text counts.
pub(in super::super) fn counted(text: &str) -> Vec<Counted<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_alphanumeric()).map(|next| next + at) {
        let end = start + text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        at = end;
        let number = &text[start..end];
        let Some(value) = value_of(number) else { continue };
        let (before, rest) = (&text[..start], &text[end..]);
        let free = before.is_empty() || before.ends_with([' ', '(', '*', '"', '“']);
        let vague = before
            .trim_end()
            .ends_with(['~', '≈', '<', '>', '≥', '≤', '+', '/', '-', '–', '—', '#', '$', '€', '&', '.', ',', '×'])
            && !before.ends_with("+ ")
            && !before.ends_with("- ")
            && !before.ends_with("– ")
            && !before.ends_with(", ")
            && !before.ends_with("— ");
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        if !free || vague || VAGUE.iter().any(|word| last.eq_ignore_ascii_case(word)) || !rest.starts_with(' ') {
            continue;
        }
        let length = noun_length(rest);
        let noun = rest[..length].trim();
        if is_plural(noun) {
            found.push(Counted { value, number, noun, before, after: &rest[length..] });
        }
    }
    found
}

fn value_of(word: &str) -> Option<i64> {
    if word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok().filter(|value| *value > 0);
    }
    WORDS[1..].iter().position(|known| word.eq_ignore_ascii_case(known)).map(|at| at as i64 + 2)
}

/// Bytes of the words that follow a number up to the next mark or little word.
fn noun_length(rest: &str) -> usize {
    const ENDS: [&str; 40] = [
        "of",
        "for",
        "in",
        "to",
        "with",
        "that",
        "which",
        "from",
        "at",
        "on",
        "by",
        "per",
        "and",
        "or",
        "are",
        "is",
        "has",
        "have",
        "will",
        "must",
        "before",
        "after",
        "who",
        "need",
        "needs",
        "each",
        "as",
        "below",
        "above",
        "were",
        "was",
        "should",
        "can",
        "restored",
        "remain",
        "remaining",
        "listed",
        "run",
        "total",
        "ready",
    ];
    let mut at = 0;
    for word in rest.split_inclusive(' ') {
        let bare = word.trim();
        if ENDS.contains(&bare) {
            break;
        }
        let clear = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        at += word.find(clear).unwrap_or(0) + clear.len();
        if clear.len() < bare.len() || bare.contains(['(', '/', ':']) {
            return at;
        }
        at += word.len() - word.trim_end().len();
    }
    at
}

/// Whether a phrase of at most four words ends in something that can be counted.
fn is_plural(noun: &str) -> bool {
    let words = noun.split(' ').count();
    let Some(last) = noun.rsplit(' ').next().filter(|last| !last.is_empty()) else { return false };
    let lower = last.to_ascii_lowercase();
    let plural = lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is")
        && lower.len() > 3;
    words <= 4
        && (plural || lower == "people")
        && lower.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        && !MEASURES.contains(&lower.as_str())
}

/// The only thing a text counts.
fn only(text: &str) -> Option<Counted<'_>> {
    let found = counted(text);
    (found.len() == 1).then(|| found[0])
}

/// A line that counts what the list below it holds: `at 7 key decision points:`, `Three requests restored work:`.
fn introduction(line: Entry<'_>) -> Option<Sum> {
    let text = line.text().trim_end_matches(['*', ' ', ':']);
    if is_open_ended(text) || line.is_item() && line.task().is_some() {
        return None;
    }
    let mut all = lists(line);
    let tables: Vec<Entry<'_>> = line.children().filter(|child| is_table(*child)).collect();
    let entries = match (all.len(), &tables[..]) {
        (1, []) => all.pop()?,
        (0, [table]) => rows(*table),
        _ => return None,
    };
    let stated = only(text).or_else(|| bare(text))?;
    let last =
        stated.before.trim_end().rsplit(' ').next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    let rest = stated.after.trim_matches(['*', ' ', ':', '.', ')']);
    let bracketed = stated.before.trim_end().ends_with('(') && stated.after.starts_with(')');
    let opening = clean(stated.before);
    let begins = OPENINGS.iter().any(|known| opening.eq_ignore_ascii_case(known));
    let leads = LEADS.iter().any(|word| last.eq_ignore_ascii_case(word));
    // A label ends without its colon; a sentence that does is none.
    let introduces = line.text().trim_end_matches('*').ends_with(':') || !line.label().is_empty();
    let sound = introduces
        && (bracketed
            || rest.is_empty() && (begins || leads)
            || begins && rest.split(' ').count() <= 8 && !line.is_item());
    if !sound || begins && has_word(rest, &["or", "of", "out"]) {
        return None;
    }
    sum(line, &stated, &entries)
}

/// `Squads (3)`
fn bare(text: &str) -> Option<Counted<'_>> {
    let inner = text.trim_end().strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let number = &inner[open + 1..];
    let before = inner[..open].trim_end();
    let noun = before.rsplit([':', '–', '—', '(', ')']).next()?.trim();
    let last = noun.rsplit(' ').next()?;
    let value = value_of(number).filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    is_plural(last).then_some(Counted { value, number, noun: last, before: &text[..open + 1], after: ")" })
}

/// `(3 meetings)` in a field of something that has a list of meetings.
fn named_list(field: Entry<'_>) -> Option<Sum> {
    if field.label().is_empty() || field.is_item() {
        return None;
    }
    let value = field.value();
    if value.len() > 120 || is_open_ended(value) {
        return None;
    }
    let parent = field.parent()?;
    for stated in counted(value) {
        let list = parent
            .children()
            .find(|line| line.id != field.id && !line.label().is_empty() && is_same(clean(line.label()), stated.noun));
        let Some(list) = list else { continue };
        let mut all = lists(list);
        if all.len() == 1
            && let Some(entries) = all.pop()
            && !is_open_ended(list.text())
        {
            return sum(field, &stated, &entries);
        }
    }
    None
}

/// `Attendees (4): Ana, Bo, Cy`
fn in_line(field: Entry<'_>) -> Option<Sum> {
    let (label, value) = (field.label(), field.value());
    let stated = only(label).filter(|stated| stated.after.starts_with(')')).or_else(|| bare(label))?;
    let pieces: Vec<&str> = value.split([',', ';']).map(str::trim).collect();
    let names = pieces
        .iter()
        .all(|piece| !piece.is_empty() && piece.split(' ').count() <= 5 && !piece.contains(['.', ':', '(', '+']));
    if pieces.len() < 3
        || !names
        || is_open_ended(value)
        || has_word(value, &["more", "others", "other", "tbd"])
        || field.children().next().is_some()
    {
        return None;
    }
    let joins = (value.matches(" and ").count() + value.matches(" & ").count() + value.matches('/').count()) as i64;
    let least = pieces.len() as i64;
    (least * 2 > stated.value && least <= stated.value * 2).then(|| Sum {
        measure: Measure::Count,
        stated: stated.value,
        span: field.span_of(stated.number),
        readings: vec![(least, least + joins)],
        complete: true,
        parts: vec![field.span_of(value)],
        what: stated.noun.into(),
    })
}

/// Whether two names mean the same things: `Meetings` and `meetings`.
fn is_same(label: &str, noun: &str) -> bool {
    let plain = |name: &str| name.to_ascii_lowercase();
    let (label, noun) = (plain(label), plain(noun));
    label == noun || label.rsplit(' ').next() == Some(&*noun)
}

/// A heading that counts what its section holds.
fn heading(heading: Entry<'_>) -> Option<Sum> {
    let text = heading.text().trim_end_matches(['*', ' ', ':']);
    if is_open_ended(text) {
        return None;
    }
    let stated = only(text).or_else(|| bare(text))?;
    let bracketed = stated.before.trim_end().ends_with('(') && stated.after.starts_with(')');
    let rest = stated.after.trim_matches(['*', ' ', ')', '✅', '⚠', '\u{fe0f}']);
    let before = clean(stated.before);
    let whole = before.is_empty() && rest.is_empty();
    let dashed = rest.is_empty() && stated.before.trim_end().ends_with(['-', '–', '—', ':']);
    if !(bracketed || whole || dashed) {
        return None;
    }
    let below: Vec<Entry<'_>> = heading.children().filter(|child| child.is_heading()).collect();
    let noun = stated.noun.rsplit(' ').next().unwrap_or_default();
    if !below.is_empty() {
        return of_sections(heading, &stated, &below, noun);
    }
    let mut groups = lists(heading);
    groups.extend(heading.children().filter(|child| is_table(*child)).map(rows));
    let introduced = heading.children().filter(|child| !child.is_item());
    let extra: Vec<Vec<Entry<'_>>> = introduced.flat_map(lists).collect();
    let entries = groups.pop().filter(|_| groups.is_empty() && extra.is_empty())?;
    let title = bare(text).map_or(before, |_| noun);
    is_evident(noun, title, whole, &entries).then(|| sum(heading, &stated, &entries)).flatten()
}

/// Whether it is certain that the entries are what the noun counts.
fn is_evident(noun: &str, title: &str, whole: bool, entries: &[Entry<'_>]) -> bool {
    let lower = noun.to_ascii_lowercase();
    let singular = lower
        .strip_suffix("ies")
        .map_or_else(|| lower.strip_suffix('s').unwrap_or(&lower).to_owned(), |stem| format!("{stem}y"));
    let all = |test: &dyn Fn(&Entry<'_>) -> bool| entries.iter().all(test);
    match &*singular {
        "task" | "story" | "ticket" => {
            return all(&|entry| entry.task().is_some() || ids(entry.text()) > 0)
                || entries.iter().all(|entry| entry.is_row());
        }
        "file" | "document" | "doc" | "spec" | "specification" | "schema" | "script" => {
            return all(&|entry| has_path(*entry));
        }
        _ => {}
    }
    let header = entries
        .first()
        .and_then(|entry| entry.header())
        .and_then(|header| header.cells().next())
        .map(|cell| cell.text());
    let named = |text: &str| has_word(text, &[&lower, &singular]);
    whole
        || ["item", "entry", "thing", "point"].contains(&&*singular)
        || named(title)
        || header.is_some_and(named)
        || all(&|entry| {
            clean(entry.text()).get(..singular.len()).is_some_and(|head| head.eq_ignore_ascii_case(&singular))
        })
}

fn has_path(entry: Entry<'_>) -> bool {
    entry.code().any(|code| code.contains(['.', '/'])) || entry.links().next().is_some()
}

/// A heading above headings: the number is that of the headings, or of the entries with ids or boxes below them.
fn of_sections(heading: Entry<'_>, stated: &Counted<'_>, below: &[Entry<'_>], noun: &str) -> Option<Sum> {
    let lower = noun.to_ascii_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    let is_named = |entry: &Entry<'_>| {
        clean(entry.text()).get(..singular.len()).is_some_and(|head| head.eq_ignore_ascii_case(singular))
    };
    let named: Vec<Entry<'_>> = below.iter().copied().filter(is_named).collect();
    if named.len() > 1 && named.len() == below.len() {
        return sum(heading, stated, &named);
    }
    if !["task", "story", "ticket", "storie"].contains(&singular) {
        return None;
    }
    let with_id = |entry: &Entry<'_>| leading_ids(entry.text()) > 0;
    let headings: Vec<Entry<'_>> = heading.descendants().filter(|entry| entry.is_heading() && with_id(entry)).collect();
    let boxes: Vec<Entry<'_>> = heading
        .descendants()
        .filter(|entry| entry.task().is_some() && entry.parent().is_none_or(|parent| !parent.is_item()))
        .collect();
    let entries = if headings.is_empty() { boxes } else { headings };
    // Boxes are tasks where they all have ids.
    let sound = entries.iter().all(|entry| with_id(entry));
    sound.then(|| sum(heading, stated, &entries)).flatten()
}

/// Ids that a text names, ranges spelt out.
fn ids(text: &str) -> i64 {
    if memchr::memchr(b'-', text.as_bytes()).is_none() { 0 } else { task_id::find(text).len() as i64 }
}

/// Ids at the head of a text: one, or those of its range.
pub(in super::super) fn leading_ids(text: &str) -> i64 {
    let text = clean(text).trim_start_matches(['[', '(']);
    if memchr::memchr(b'-', &text.as_bytes()[..text.len().min(16)]).is_none() {
        return 0;
    }
    let found = task_id::find(text);
    let Some(first) = found.first().filter(|first| first.range.start == 0) else { return 0 };
    // What follows the first without a word between belongs to it.
    let mut end = first.range.end;
    let mut count = 0;
    for id in &found {
        if id.range.start > end + 3 {
            break;
        }
        count += 1;
        end = end.max(id.range.end);
    }
    count
}

/// How many things entries are: each is one, or as many as the range of ids at its head.
pub(in super::super) fn size(entries: &[Entry<'_>]) -> (i64, i64) {
    let least = entries.len() as i64;
    let more: i64 = entries.iter().map(|entry| (leading_ids(entry.text()) - 1).max(0)).sum();
    (least, least + more)
}

/// Whether an entry stands for more than itself: `And 9 more roles`.
fn goes_on(entry: Entry<'_>) -> bool {
    entry.text().len() < 80
        && (is_open_ended(entry.text()) || has_word(entry.text(), &["more", "others", "various", "tbd"]))
}

/// How many entries more it may be where one entry hands over two things: `Database schema and data dictionary`.
fn joined(noun: &str, entries: &[Entry<'_>]) -> i64 {
    if !has_word(noun, &["deliverables", "artifacts", "outputs", "documents", "guides", "reports", "files", "changes"])
    {
        return 0;
    }
    let joins = entries.iter().map(|entry| {
        entry.text().matches(" and ").count()
            + entry.text().matches(" + ").count()
            + entry.text().matches(" & ").count()
    });
    joins.sum::<usize>() as i64
}

fn sum(line: Entry<'_>, stated: &Counted<'_>, entries: &[Entry<'_>]) -> Option<Sum> {
    let (least, most) = size(entries);
    // What is worth twice as much or half of it is something else, and so is a list that says that it goes on.
    let near = least >= 2 && least * 2 > stated.value && least <= stated.value * 2;
    if !near || entries.iter().any(|entry| goes_on(*entry)) {
        return None;
    }
    let most = most + joined(stated.noun, entries);
    let spans: Vec<Span> = entries.iter().map(|entry| entry.span()).collect();
    Some(Sum {
        measure: Measure::Count,
        stated: stated.value,
        span: line.span_of(stated.number),
        readings: vec![(least, most)],
        complete: true,
        parts: spans,
        what: stated.noun.into(),
    })
}
