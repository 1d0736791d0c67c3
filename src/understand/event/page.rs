//! Pages and sections that are about one event, and whose first line says when that is: `# Spring fair` above
//! `**Saturday 4 July, 14:00**, …`.

use super::name::is_name;
use super::told::{Gathered, Told};
use super::{hours, title, words};
use crate::understand::evidence::Evidence;
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::{Entry, Kind, Reading, Says, clean};

/// Words behind a date that make it the text's own.
const FRAMES: [&str; 9] = ["written", "by", "updated", "version", "draft", "status", "author", "last", "minutes"];

/// The event that a document is about.
pub(super) fn read<'r>(reading: &'r Reading<'r>) -> Option<Told<'r>> {
    if reading.timebox.is_some() || reading.anchors.own.days.is_some() {
        return None;
    }
    let title = reading.entries().find(|entry| entry.is_heading()).filter(|heading| heading.level() == 1)?;
    if title.phrases().any(|phrase| matches!(phrase, Phrase::Weeks(..) | Phrase::Date { .. })) {
        return None;
    }
    let line = title.children().take_while(|child| !child.is_heading()).next()?;
    let gathered = says_when(line)?;
    let name = title::tidy(without_year(title));
    let mut evidence = Evidence::new(reading);
    evidence.add(4, "the first line under its title says when it is", line.span());
    let mut told = Told::new(title, name, gathered.when, evidence);
    told.span = line.span();
    told.fullness = 60;
    is_name(name).then_some(told)
}

/// The event of a section that names a meeting above nothing but when it is: `## Next meeting`, `22 January, 9:00`.
pub(super) fn below<'r>(heading: Entry<'r>) -> Option<Told<'r>> {
    let line =
        heading.children().next().filter(|line| line.kind() == Kind::Paragraph && line.says().any(Says::DATE))?;
    let text = clean(heading.text());
    if heading.level() == 1 || !words::names_ceremony(text) || text.split_whitespace().count() > 5 {
        return None;
    }
    let gathered = says_when(line).filter(|_| hours::says_only_when(line, line.text()))?;
    let mut evidence = Evidence::new(heading.reading);
    evidence.add(4, "its heading names a meeting, and the line below says when", line.span());
    let mut told = Told::new(heading, title::tidy(text), gathered.when, evidence);
    told.fullness = 30;
    Some(told)
}

/// A sentence of a first paragraph that begins with a date and its time, or with a span of dates, in a few words.
fn says_when(line: Entry<'_>) -> Option<Gathered> {
    if line.kind() != Kind::Paragraph || line.text().len() > 200 {
        return None;
    }
    let mentions = line.mentions();
    let at = mentions.iter().position(|mention| matches!(mention.phrase, Phrase::Date { .. }))?;
    let text = line.raw_text();
    let before = text.get(..mentions[at].start as usize)?.trim_end();
    let Phrase::Date { days, clock, .. } = &mentions[at].phrase else { return None };
    let next = mentions.get(at + 1).filter(|next| {
        let between = text.get(mentions[at].end as usize..next.start as usize).unwrap_or("x");
        matches!(next.phrase, Phrase::Clock(_)) && !between.contains(char::is_alphanumeric)
    });
    let exact = days.last.is_some() || clock.is_some() || next.is_some();
    let rest = text.get(mentions[at].end as usize..)?.to_lowercase();
    let mut words = rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let framed = words.by_ref().take(4).any(|word| FRAMES.contains(&word));
    if !(before.is_empty() || before.ends_with('.')) || !exact || framed {
        return None;
    }
    let mut gathered = Gathered::default();
    gathered.add(line, &mentions[at]);
    next.into_iter().for_each(|next| gathered.add(line, next));
    gathered.when.start.is_some().then_some(gathered)
}

/// `Soil Days 2026` -> `Soil Days`
fn without_year<'r>(title: Entry<'r>) -> &'r str {
    let text = clean(title.text());
    let year = text.rsplit(' ').next().filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    year.map_or(text, |year| text[..text.len() - year.len()].trim_end())
}
