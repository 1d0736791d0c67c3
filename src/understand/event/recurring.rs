//! Events that come again and again, and meetings whose time is still a blank: `Daily stand-up, 09:00`.

use chrono::NaiveDate;

use super::name::is_name;
use super::place::Place;
use super::title::{self, Split};
use super::told::{Gathered, Told};
use super::{hours, line, words};
use crate::understand::evidence::Evidence;
use crate::understand::moment;
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::phrase::state;
use crate::understand::phrase::words::{Shape, Words};
use crate::understand::reading::{Entry, Kind, Says, clean};

/// Verbs that say that something takes place, and nothing of what.
const TAKES_PLACE: Words = Words::of(&[
    "occurs",
    "occur",
    "takes",
    "take",
    "happens",
    "happen",
    "is",
    "are",
    "held",
    "runs",
    "run",
    "published",
    "meets",
    "meet",
    "sent",
    "will",
    "conducted",
    "performed",
    "scheduled",
    "starts",
    "goes",
    "every",
]);
/// Verbs after which something else is told.
const OTHER: Words = Words::of(&[
    "rotates",
    "rotate",
    "showing",
    "covers",
    "covering",
    "attendance",
    "tracking",
    "focusing",
    "captures",
    "reviews",
    "keeps",
    "must",
    "should",
    "collects",
    "stored",
    "wiring",
]);

/// What says that people meet, and nothing of what for.
const MEET: [&str; 9] = [
    "we meet",
    "we all meet",
    "the team meets",
    "the group meets",
    "the squad meets",
    "the working group meets",
    "it meets",
    "they meet",
    "meets",
];

/// Most sentences of a paragraph that are looked at.
const MOST: usize = 8;

/// The events of a line without a day that recur, or a meeting still to be scheduled.
pub(super) fn read<'r>(entry: Entry<'r>, place: Place<'r>, plans: bool) -> Vec<Told<'r>> {
    // Without a label nothing but a rule tells of more than one time.
    if entry.label().is_empty() && !entry.says().any(Says::RECURRENCE)
        || place.other && !is_duty(entry)
        || state::read_head(entry.text()).is_some()
    {
        return Vec::new();
    }
    if !entry.label().is_empty() || entry.kind() != Kind::Paragraph {
        let body = title::first_clause(if entry.label().is_empty() { entry.text() } else { entry.value() }).0;
        return clause(entry, body, place, plans).into_iter().collect();
    }
    let mut rest = entry.text();
    let mut found = Vec::new();
    let says_how_often = |piece: &str| entry.mentions_in(piece).any(|mention| is_rule(&mention.phrase));
    for _ in 0..MOST {
        if !says_how_often(rest) {
            break;
        }
        let (body, next) = title::first_clause(rest);
        if says_how_often(body) {
            found.extend(clause(entry, body.trim(), place, plans));
        }
        rest = next;
    }
    found
}

fn clause<'r>(entry: Entry<'r>, body: &'r str, place: Place<'r>, plans: bool) -> Option<Told<'r>> {
    let label = entry.label();
    let (in_label, mut in_body) = (mentions(entry, label), mentions(entry, body));
    in_body.extend(across(entry));
    let labelled = in_label.iter().chain(&in_body).any(|mention| is_rule(&mention.phrase));
    let mut gathered = Gathered::default();
    // `every second Tuesday from 20 January`: the rule, then its first day.
    let leads = leads(entry);
    for mention in in_label.iter().chain(&in_body) {
        match &mention.phrase {
            Phrase::Date { clock: Some(clock), .. } if leads => gathered.clock(entry, *clock),
            phrase if leads && line::is_day(phrase) => {}
            _ => gathered.add(entry, mention),
        }
    }
    if gathered.is_dated() {
        return None;
    }
    let weekday_beside = in_label.iter().any(|mention| matches!(mention.phrase, Phrase::Weekday(_)));
    if !labelled && !weekday_beside {
        return unscheduled(entry, place, gathered);
    }
    let rule = gathered.recurring()?;
    let named = name(entry, label, body, !in_label.is_empty(), &in_body)?;
    let exact = gathered.is_exact();
    let listed = place.schedule || place.role.is_some();
    // A title is a piece of what is named, so most lines are known for none before it is cut.
    let most = named.weight + i32::from(listed) + 2 * i32::from(exact) + i32::from(plans);
    let enough = if plans { 3 } else { 5 };
    if (most < enough || line::is_prose(entry)) && !words::names_happening(named.text) {
        return None;
    }
    let Split { title, optional, .. } = title::split(named.text);
    let happens = words::names_happening(title);
    // `Two each evening: one at the door`
    let vague = !title.contains(' ') && !happens && !exact && entry.kind() == Kind::Paragraph;
    if vague
        || words::is_open_hours(title)
        || !is_name(title)
        || title.split_whitespace().count() > 8
        || line::is_prose(entry) && !happens
    {
        return None;
    }
    let mut evidence = Evidence::new(entry.reading);
    let span = entry.span();
    evidence.add(named.weight, "its line says how often", span);
    if happens {
        evidence.add(2, "its name is that of something that takes place", span);
    } else if !exact && !label.is_empty() && entry.value().is_empty() {
        evidence.add(-2, "it only introduces a list", span);
    }
    if listed {
        evidence.add(1, "it stands under what lists things that take place", span);
    }
    if exact {
        evidence.add(2, "its line says on which day or at which time", span);
    }
    if plans {
        evidence.add(1, "the document plans a timebox", span);
    }
    if evidence.weight() < enough {
        return None;
    }
    let mut when = gathered.when;
    when.rrule = Some(rule.into());
    when.text = named.rule.into();
    if leads {
        when.start = in_body.iter().find_map(|mention| first_day(entry, mention));
    }
    let mut told = Told::new(entry, title, when, evidence);
    told.event.optional = optional;
    told.by = place.by();
    told.people = place.role.map_or_else(Vec::new, |role| vec![role.name(clean(role.text()))]);
    let parts = [told.when.minutes.is_some(), told.when.time.is_some(), place.schedule, !label.is_empty()];
    told.fullness = 8 + parts.into_iter().filter(|part| *part).count() as u32 * 2;
    Some(told)
}

/// A daily meeting among someone's duties is one all the same, and so is a drill among the answers to risks.
fn is_duty(entry: Entry<'_>) -> bool {
    let allowed = entry.parent().is_some_and(|above| {
        above.is_heading() && !words::is_log(above.text())
            || above.is_labelled(&["responsibilities", "duties", "updates"])
    });
    allowed && words::names_ceremony(title::first_clause(entry.text()).0)
}

/// Whether a field's value begins with how often: `Steering: every second Tuesday from 20 January`.
pub(super) fn leads(entry: Entry<'_>) -> bool {
    let value = entry.value();
    !entry.label().is_empty()
        && entry
            .mentions_in(value)
            .next()
            .is_some_and(|first| is_rule(&first.phrase) && value.starts_with(entry.phrase_text(first)))
}

/// The date behind `from` or `starting`.
fn first_day(entry: Entry<'_>, mention: &Mention) -> Option<NaiveDate> {
    let Phrase::Date { days, .. } = &mention.phrase else { return None };
    let before = entry.raw_text().get(..mention.start as usize)?.trim_end();
    let begins = ["from", "starting", "beginning", "starts", "since", "starting on", "starts on"];
    let begins = begins.iter().any(|word| before.ends_with(word));
    moment::of_dates(entry, *days).start.filter(|_| begins && days.last.is_none())
}

/// `Daily: every weekday` is one phrase, though its first word is the label.
fn across(entry: Entry<'_>) -> Option<&Mention> {
    let label = entry.label();
    let at = label.as_ptr() as usize - entry.raw_text().as_ptr() as usize;
    let within = |mention: &&Mention| (mention.start as usize) == at && mention.end as usize > at + label.len();
    if label.is_empty() { None } else { entry.mentions().iter().find(within) }
}

fn mentions<'r>(entry: Entry<'r>, piece: &str) -> Vec<&'r Mention> {
    if piece.is_empty() { Vec::new() } else { entry.mentions_in(piece).collect() }
}

fn is_rule(phrase: &Phrase) -> bool {
    matches!(phrase, Phrase::Recurrence(_))
}

/// What a recurring event is called, and how much its line's form speaks for it.
struct Named<'r> {
    text: &'r str,
    weight: i32,
    rule: &'r str,
}

fn name<'r>(
    entry: Entry<'r>,
    label: &'r str,
    body: &'r str,
    in_label: bool,
    in_body: &[&Mention],
) -> Option<Named<'r>> {
    let rule_in = |piece: &str| {
        entry
            .mentions_in(piece)
            .find(|mention| is_rule(&mention.phrase) || matches!(mention.phrase, Phrase::Weekday(_)))
    };
    if in_label && let Some(rule) = rule_in(label) {
        // `Wednesday 15:00, 20 minutes, weekly: look at the alerts`, `Daily: 09:45, 15 min, Mon-Fri`
        if hours::says_only_when(entry, label) {
            let first = entry.mentions_in(entry.value()).next();
            let timed = first.is_some_and(|first| entry.value().starts_with(entry.phrase_text(first)));
            let text = if timed { label } else { title::before_names(title::first_clause(body).0, |_| false).0 };
            let whole = !timed || label.split_whitespace().count() == 1;
            return whole.then_some(Named { text, weight: 2, rule: entry.phrase_text(rule) });
        }
        let text = subject(entry, label, rule)?;
        return Some(Named { text, weight: 2, rule: entry.phrase_text(rule) });
    }
    let rule = in_body.iter().find(|mention| is_rule(&mention.phrase))?;
    let said = entry.phrase_text(rule);
    // `Closing of the books: last working day of each month`
    let head = (said.as_ptr() as usize).wrapping_sub(body.as_ptr() as usize);
    let day = |word: &str| {
        let known =
            ["on", "the", "first", "last", "second", "third", "working", "business", "calendar", "day", "of", "in"];
        known.iter().any(|known| word.eq_ignore_ascii_case(known))
    };
    let of_month = body.get(..head).is_some_and(|head| head.split_whitespace().all(day));
    // `Standup: daily at 9:00`
    if !label.is_empty() && of_month && !said.starts_with(label) {
        return Some(Named { text: label, weight: 2, rule: said });
    }
    if !label.is_empty() && said.starts_with(label) {
        return Some(Named { text: label, weight: 2, rule: said });
    }
    if label.is_empty() && body.starts_with(said) && stands_alone(&body[said.len()..]) {
        // `## Volunteer meetings` above `Every second Tuesday at 18:30`
        let above =
            entry.parent().map(|above| clean(if above.label().is_empty() { above.text() } else { above.label() }))?;
        if let Some(text) = done(&body[said.len()..]) {
            return Some(Named { text, weight: 2, rule: said });
        }
        return words::names_happening(above).then_some(Named { text: above, weight: 2, rule: said });
    }
    // `We meet every Monday at 10:00`: the heading says who.
    let head = &body[..said.as_ptr() as usize - body.as_ptr() as usize];
    if label.is_empty() && MEET.iter().any(|meet| head.trim().eq_ignore_ascii_case(meet)) {
        let heading = entry.heading()?;
        const GENERAL: [&str; 6] = ["overview", "about", "about us", "introduction", "general", "how we work"];
        let general = GENERAL.iter().any(|known| clean(heading.text()).eq_ignore_ascii_case(known));
        let text = if general { clean(entry.reading.document.title()) } else { clean(heading.text()) };
        return (text.split_whitespace().count() <= 6).then_some(Named { text, weight: 3, rule: said });
    }
    let text = subject(entry, body, rule)?;
    // `Stand-up: 15 minutes on every working day`
    if words::names_happening(label) && label.split_whitespace().count() <= 5 && !words::names_happening(text) {
        return Some(Named { text: label, weight: 2, rule: said });
    }
    Some(Named { text, weight: if body.starts_with(said) { 2 } else { 1 }, rule: said })
}

/// `at 09:15 we stand in front of the board, ten minutes` -> `stand in front of the board`
fn done(rest: &str) -> Option<&str> {
    let clause = rest.split(['.', ';']).next()?;
    let after = [" we ", " everybody ", " everyone ", " all of us "].iter().find_map(|who| clause.split_once(who))?.1;
    let text = after.split([',', '(', ':']).next()?.trim();
    let words = text.split(' ').count();
    ((2..=8).contains(&words) && !text.starts_with("meet ")).then_some(text)
}

/// Whether no noun follows the words that say how often.
fn stands_alone(rest: &str) -> bool {
    let next = rest.split_whitespace().next().unwrap_or_default();
    !rest.starts_with(' ')
        || next.starts_with(|letter: char| !letter.is_alphabetic())
        || ["at", "in", "on", "from", "with", "for", "via", ""].contains(&next)
}

/// Whether a word is one of these as they are written: a verb within a sentence has no capital.
fn is_exactly(word: &str, any: &Words) -> bool {
    !word.is_empty() && any.may_know(Shape::of(word)) && any.all().contains(&word)
}

/// The subject of a clause: what stands before the words that say how often, or behind them where they are first.
fn subject<'r>(entry: Entry<'r>, clause: &'r str, rule: &Mention) -> Option<&'r str> {
    let said = entry.phrase_text(rule);
    let at = said.as_ptr() as usize - clause.as_ptr() as usize;
    let head = clean(&clause[..at]);
    let whole = if head.is_empty() {
        // `Weekly chaos drill rotates …`: the word is part of the name.
        clause
    } else {
        &clause[..at]
    };
    let mut from = 0;
    let mut end = whole.len();
    for word in whole.split(' ') {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if is_exactly(bare, &OTHER) && head.is_empty() {
            end = from;
            break;
        }
        if is_exactly(bare, &OTHER) {
            return None;
        }
        if is_exactly(bare, &TAKES_PLACE) && from > 0 {
            end = from;
            break;
        }
        from += word.len() + 1;
    }
    let text = whole[..end.min(whole.len())].trim_end().trim_end_matches(['(', '-', '–', '—', ',', '@']).trim_end();
    let text = text.strip_suffix(" on").or_else(|| text.strip_suffix(" at")).unwrap_or(text);
    (!clean(text).is_empty() && clean(text) != said).then_some(text)
}

/// `**Sprint Planning:** [Date/Time] - 2 hours`: a meeting with a length, among meetings.
fn unscheduled<'r>(entry: Entry<'r>, place: Place<'r>, gathered: Gathered) -> Option<Told<'r>> {
    let label = entry.label();
    let value = entry.value();
    let blank = ["[", "tbd", "tba", "to be"]
        .iter()
        .any(|blank| value.get(..blank.len()).is_some_and(|head| head.eq_ignore_ascii_case(blank)));
    let named = words::names_ceremony(label) && label.split_whitespace().count() <= 6;
    let timed = gathered.when.minutes.is_some() || gathered.when.time.is_some();
    if !named || !place.schedule || !(timed || blank) {
        return None;
    }
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(2, "its name is that of a meeting", entry.span());
    evidence.add(2, "it stands under what lists things that take place", entry.span());
    let Split { title, optional, .. } = title::split(label);
    if !is_name(title) {
        return None;
    }
    let mut when = gathered.when;
    when.text = value.into();
    let mut told = Told::new(entry, title, when, evidence);
    told.event.optional = optional;
    told.by = place.by();
    told.fullness = 10;
    Some(told)
}
