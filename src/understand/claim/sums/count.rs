//! Numbers of things, and the lists of these things: `7 key decision points:`, `Sprint Backlog (12 Tasks)`,
//! `(3 meetings)` beside a list of meetings.

use super::counted::{Counted, bare, counted, ids, leading_ids, may_count, only, size};
use super::{Measure, Sum, has_word, is_open_ended, is_table, lists, rows, siblings};
use crate::base::span::Span;
use crate::understand::phrase::words::{Known, Words};
use crate::understand::reading::{Entry, Reading, clean};

/// Words that may stand before a number that ends an introduction.
const LEADS: Words = Words::of(&[
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
]);

/// What a sentence may begin with that goes on with its number.
pub(super) const OPENINGS: [&str; 14] = [
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
        // What has neither a list nor a label counts nothing that could be found.
        let bare = !entry.is_heading() && entry.label().is_empty() && entry.children().next().is_none();
        if bare || entry.is_row() || is_table(entry) {
            continue;
        }
        if !may_count(entry) {
            continue;
        }
        if entry.is_heading() {
            sums.extend(heading(entry));
        } else if let Some(sum) = introduction(entry).or_else(|| named_list(entry)).or_else(|| in_line(entry)) {
            sums.push(sum);
        }
    }
}

/// A line that counts what the list below it holds: `at 7 key decision points:`, `Three requests restored work:`.
fn introduction(line: Entry<'_>) -> Option<Sum> {
    let closes = line.text().ends_with(':');
    if line.children().next().is_none() || line.task().is_some() && !closes {
        return None;
    }
    let text = line.text().trim_end_matches(['*', ' ', ':']);
    let stated = only(text).or_else(|| bare(text))?;
    if is_open_ended(text) {
        return None;
    }
    let mut all = lists(line);
    let tables: Vec<Entry<'_>> = line.children().filter(|child| is_table(*child)).collect();
    let entries = match (all.len(), &tables[..]) {
        (1, []) => all.pop()?,
        (0, [table]) => rows(*table),
        _ => return None,
    };
    let last =
        stated.before.trim_end().rsplit(' ').next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    let rest = stated.after.trim_matches(['*', ' ', ':', '.', ')']);
    let bracketed = stated.before.trim_end().ends_with('(') && stated.after.starts_with(')');
    let opening = clean(stated.before.rsplit([';', '.', '–', '—']).next().unwrap_or_default().trim());
    let begins = OPENINGS.iter().any(|known| opening.eq_ignore_ascii_case(known));
    let leads = LEADS.knows(last);
    // A label ends without its colon; a sentence that does is none.
    let introduces = line.text().trim_end_matches('*').ends_with(':') || !line.label().is_empty();
    let sound = introduces
        && (bracketed
            || rest.is_empty() && (begins || leads)
            || begins && rest.split(' ').count() <= 8 && (!line.is_item() || closes));
    if !sound || begins && has_word(rest, &["or", "of", "out"]) {
        return None;
    }
    of_numbers(line, &stated, &entries).or_else(|| sum(line, &stated, &entries))
}

/// `12 votes were cast:` over entries that each end in how many they got: `Longer breaks (5)`.
fn of_numbers(line: Entry<'_>, stated: &Counted<'_>, entries: &[Entry<'_>]) -> Option<Sum> {
    let number = |entry: &Entry<'_>| {
        let inner = entry.text().trim_end_matches('.').strip_suffix(')')?.rsplit_once('(')?.1;
        inner.parse::<u8>().ok().map(i64::from)
    };
    let sum: i64 = entries.iter().map(number).sum::<Option<i64>>()?;
    let near = (sum - stated.value).abs() * 5 <= stated.value || (sum - stated.value).abs() == 1;
    // Numbers may also be those of something else, and the entries what is counted.
    (entries.len() > 1 && near && entries.len() as i64 != stated.value).then(|| Sum {
        measure: Measure::Count,
        stated: stated.value,
        span: line.span_of(stated.number),
        readings: vec![(sum, sum)],
        complete: true,
        parts: entries.iter().map(|entry| entry.span()).collect(),
        what: stated.noun.into(),
    })
}

/// `(3 meetings)` in a field of something that has a list of meetings.
fn named_list(field: Entry<'_>) -> Option<Sum> {
    if field.label().is_empty() || field.is_item() {
        return None;
    }
    let value = field.value();
    if value.len() > 120 {
        return None;
    }
    let all = counted(value);
    if all.is_empty() || is_open_ended(value) {
        return None;
    }
    for stated in all {
        let list = siblings(field)
            .into_iter()
            .find(|line| line.id != field.id && name_of(*line).is_some_and(|name| is_same(name, stated.noun)));
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

/// What a line that introduces a list names: `Meetings:`, `Stories (key; title):`.
fn name_of(line: Entry<'_>) -> Option<&str> {
    let label = if line.label().is_empty() { line.text().strip_suffix(':')? } else { line.label() };
    Some(clean(label.split('(').next().unwrap_or(label)))
}

/// A text without what stands in parentheses.
fn without_asides(text: &str) -> String {
    let mut depth = 0_u32;
    let keep = |letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars()
        .filter({
            let mut keep = keep;
            move |letter| keep(*letter)
        })
        .collect()
}

/// `Attendees (4): Ana, Bo, Cy`
fn in_line(field: Entry<'_>) -> Option<Sum> {
    let (label, value) = (field.label(), field.value());
    let stated = only(label).filter(|stated| stated.after.starts_with(')')).or_else(|| bare(label))?;
    let plain = without_asides(value);
    let pieces: Vec<&str> = plain.split([',', ';']).map(str::trim).collect();
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
    // `Meetings you attend`
    label == noun
        || label.rsplit(' ').next() == Some(&*noun)
        || label.split_once(" you ").is_some_and(|(head, _)| head == noun)
}

/// A heading that counts what its section holds.
fn heading(heading: Entry<'_>) -> Option<Sum> {
    let text = heading.text().trim_end_matches(['*', ' ', ':']);
    let stated = only(text).or_else(|| bare(text))?;
    if is_open_ended(text) || stated.before.is_empty() && is_numbered(heading, stated.value) {
        return None;
    }
    let bracketed = stated.before.trim_end().ends_with('(') && stated.after.starts_with(')');
    let rest = stated.after.trim_matches(['*', ' ', ')', '✅', '⚠', '\u{fe0f}']);
    let before = clean(stated.before);
    let articles = ["", "the", "our", "all", "these"];
    let whole = articles.iter().any(|article| before.eq_ignore_ascii_case(article)) && rest.is_empty();
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
    // What follows the heading at once is what it counts, whatever comes later.
    let at_once = heading.children().next().is_some_and(|first| first.is_item() || is_table(first));
    let entries = groups.pop().filter(|_| groups.is_empty() && (at_once || extra.is_empty()))?;
    let title = bare(text).map_or(before, |_| noun);
    is_evident(noun, title, whole, &entries).then(|| sum(heading, &stated, &entries)).flatten()
}

/// Whether the number at the head of a heading is its own, as that of a heading beside it shows: `2 Goals`, `3 Risks`.
fn is_numbered(heading: Entry<'_>, number: i64) -> bool {
    let beside = |other: Entry<'_>| {
        let text = clean(other.text());
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let own = text[..digits].parse::<i64>().is_ok_and(|own| (own - number).abs() == 1);
        own && text[digits..].starts_with([' ', '.', ')', ':'])
    };
    heading.reading.entries().any(|other| other.is_heading() && other.level() == heading.level() && beside(other))
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
    let header = entries.first().and_then(|entry| entry.header());
    let named = |text: &str| has_word(text, &[&*lower, &*singular]);
    whole
        || ["item", "entry", "thing", "point"].contains(&&*singular)
        || named(title)
        || header.is_some_and(|header| header.cells().any(|cell| named(cell.text())))
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
    let sound = entries.iter().all(with_id);
    sound.then(|| sum(heading, stated, &entries)).flatten()
}

/// Whether an entry stands for more than itself: `And 9 more roles`.
pub(super) fn goes_on(entry: Entry<'_>) -> bool {
    let text = entry.text();
    let more = has_word(text, &["more"]) && !text.contains("more than");
    text.len() < 80 && (more || is_open_ended(text) || has_word(text, &["others", "various", "tbd"]))
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

/// A number of things held against the entries that they are.
pub(super) fn sum(line: Entry<'_>, stated: &Counted<'_>, entries: &[Entry<'_>]) -> Option<Sum> {
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
