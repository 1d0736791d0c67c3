//! Sentences that say of a meeting when it is: `The hand-over is on Tuesday 7 April at 10:00`, `Leads meet on Mondays at
//! 16:00`, `Retro follows at 15:15, 45 min.`

use super::name::is_name;
use super::title;
use super::told::{Gathered, Told};
use super::{line, words};
use crate::understand::evidence::Evidence;
use crate::understand::moment;
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::reading::{Entry, Kind, Says};

/// Most bytes of a paragraph that is looked at, and most words of a subject.
const LONGEST: usize = 600;
const MOST_WORDS: usize = 6;
const STANDS: &str = " stands up ";
/// Most sentences of a paragraph.
const MOST: usize = 12;

/// Verbs, the longest first, and whether they say themselves that people meet.
const VERBS: [(&str, bool); 21] = [
    (": ", false),
    (" takes place ", false),
    (" take place ", false),
    (" is planned for ", false),
    (" is scheduled for ", false),
    (" is held ", false),
    (" are held ", false),
    (" happens ", false),
    (" starts ", false),
    (" begins ", false),
    (" follows ", false),
    (" follow ", false),
    (" meets ", true),
    (" meet ", true),
    (" stands up ", true),
    (" stand up ", true),
    (" gathers ", true),
    (" runs ", false),
    (" run ", false),
    (" is ", false),
    (" are ", false),
];

/// The events of the sentences of a paragraph or item; each says a time of day, and a day, a date or how often.
///
/// `inside` says that it stands in the section of an event: what only follows that is another event.
pub(super) fn read(entry: Entry<'_>, inside: bool) -> Vec<Told<'_>> {
    let says = entry.says();
    if !says.any(Says::CLOCK.or(Says::DATE)) || !matches!(entry.kind(), Kind::Paragraph | Kind::Item { .. }) {
        return Vec::new();
    }
    let text = entry.text();
    if text.len() > LONGEST || !entry.phrases().any(has_clock) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = 0;
    for _ in 0..MOST {
        let rest = &text[from..];
        let end = from + sentence_end(rest);
        let sentence = &text[from..end];
        if !inside || sentence.contains(" follow") {
            found.extend(event(entry, sentence));
        }
        from = end;
        while text[from..].starts_with(['.', ';', '!', ' ', '\n', '\u{1f}']) {
            from += 1;
        }
        if from >= text.len() {
            break;
        }
    }
    found
}

/// Where the first sentence of a text ends.
fn sentence_end(text: &str) -> usize {
    text.match_indices(['.', ';', '!', '\u{1f}'])
        .find(|(at, mark)| {
            let rest = &text[at + 1..];
            let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
            *mark == "\u{1f}" || spaced && !(*mark == "." && title::is_short(&text[..*at]))
        })
        .map_or(text.len(), |(at, _)| at)
}

fn has_clock(phrase: &Phrase) -> bool {
    matches!(phrase, Phrase::Clock(_) | Phrase::Date { clock: Some(_), .. })
}

fn event<'r>(entry: Entry<'r>, sentence: &'r str) -> Option<Told<'r>> {
    let mentions: Vec<&Mention> = entry.mentions_in(sentence).collect();
    if !mentions.iter().any(|mention| has_clock(&mention.phrase)) {
        return None;
    }
    let (subject, rest, meets) = split(sentence)?;
    // Labels of lines are read with them.
    if !entry.label().is_empty() && sentence[subject.len()..].starts_with(':') {
        return None;
    }
    let subject = without_article(subject.rsplit(", ").next().unwrap_or(subject));
    let (subject, date) = on_date(entry, subject);
    let names = words::names_happening(subject.rsplit(' ').next()?);
    let plain =
        subject.split(' ').all(|word| word.chars().all(|letter| letter.is_alphanumeric() || "-&'’".contains(letter)));
    if !(names || meets || date.is_some())
        || !plain
        || subject.split(' ').count() > MOST_WORDS
        || !is_name(subject)
        || words::is_told(subject)
    {
        return None;
    }
    // The day or the time follows at once: `The review is a formality, at 10:00 we go on` tells of no review.
    let first = entry.mentions_in(rest).next()?;
    let gap = rest.get(..entry.phrase_text(first).as_ptr() as usize - rest.as_ptr() as usize)?;
    let joins = ["on", "at", "from", "every", "by", "for", "held", "the", "always", "then", "now", "again", "only"];
    if !gap.split_whitespace().all(|word| joins.contains(&word)) {
        return None;
    }
    let mut gathered = Gathered::default();
    date.into_iter().chain(entry.mentions_in(rest)).for_each(|mention| gathered.add(entry, mention));
    gathered.when.time?;
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(4, "a sentence says on which day and at which time it is", entry.span_of(sentence));
    let rule = gathered.recurring().filter(|_| !gathered.is_dated());
    if !gathered.is_dated() && rule.is_none() {
        of_section(entry, &mut gathered, meets)?;
    }
    let daily = sentence.contains(STANDS).then(|| "FREQ=DAILY".to_owned());
    let mut when = gathered.when;
    when.rrule = rule.or(daily.filter(|_| when.start.is_none() && when.day.is_none())).map(Into::into);
    if when.text.is_empty() {
        when.text = entry.phrase_text(first).into();
    }
    let name = if meets { sentence.get(..sentence.len() - rest.len())?.trim() } else { subject };
    let mut told = Told::new(entry, name, when, evidence);
    told.span = entry.span_of(sentence);
    told.fullness = 7;
    // Sentences of one paragraph tell of different events.
    told.list = Some(entry.id);
    Some(told)
}

/// The words before the verb, those behind it, and whether the verb says that people meet.
fn split(sentence: &str) -> Option<(&str, &str, bool)> {
    let found = VERBS.iter().filter_map(|(verb, meets)| Some((sentence.find(verb)?, verb.len(), *meets)));
    let (at, length, meets) = found.min_by_key(|(at, length, _)| (*at, std::cmp::Reverse(*length)))?;
    Some((sentence[..at].trim(), &sentence[at + length..], meets))
}

/// `The sprints on Saturday 5 September`: the name, and its date.
fn on_date<'r>(entry: Entry<'r>, subject: &'r str) -> (&'r str, Option<&'r Mention>) {
    let Some((name, day)) = subject.split_once(" on ") else { return (subject, None) };
    let date = entry.mentions_in(day).find(|mention| line::is_day(&mention.phrase));
    if date.is_some_and(|date| entry.phrase_text(date) == day) { (name, date) } else { (subject, None) }
}

/// `The hand-over`, `An APAC-friendly call`, `Every squad`
fn without_article(subject: &str) -> &str {
    let (first, rest) = subject.split_once(' ').unwrap_or(("", subject));
    let known = ["the", "a", "an", "our", "this", "that", "and", "every", "each"];
    let rest = if known.iter().any(|known| first.eq_ignore_ascii_case(known)) { rest } else { subject };
    rest.strip_prefix("week's ").unwrap_or(rest)
}

/// A time alone is on the day that the heading above names; a stand-up without a day is held every day.
fn of_section(entry: Entry<'_>, gathered: &mut Gathered, meets: bool) -> Option<()> {
    if meets {
        // What stands up does so every day.
        return entry.text().contains(STANDS).then_some(());
    }
    let (above, _, moment) = moment::governing(entry)?;
    if !above.is_heading() || moment.end.is_some() {
        return None;
    }
    (gathered.when.day, gathered.when.start) = (moment.day, moment.start);
    gathered.is_dated().then_some(())
}
