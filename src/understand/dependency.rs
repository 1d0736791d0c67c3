//! What something needs: who delivers it, by when, and what waits for it.

use std::borrow::Cow;
use std::collections::HashMap;

use super::evidence::Evidence;
use super::fact::{Dependency, Detail, Fact};
use super::phrase::names;
use super::reading::{Entry, Kind, Reading};
use super::words::{self, Known, Words};
use crate::parse::task_id;

mod clause;
mod heading;
mod order;
mod table;
mod told;

use clause::Told;
use heading::{Said, said, speaks_of_dependencies, starts_with_digit};

/// Labels of fields that list what an entry needs.
const NEEDS: Words = Words::of(&[
    "dependencies",
    "dependency",
    "depends on",
    "depends upon",
    "dependent on",
    "blocked by",
    "waiting for",
    "waiting on",
    "waits for",
    "waits on",
    "needs",
    "shared dependencies",
    "external dependencies",
    "internal dependencies",
    "key dependencies",
    "upstream dependencies",
]);
/// Labels of fields that list what waits for an entry.
const BLOCKS: Words = Words::of(&["blocks", "blocking", "required by", "unblocks"]);

/// One fact for each thing that is needed, told in a list or table of dependencies or in a field of what needs it.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut dependencies = Dependencies { reading, facts: Vec::new(), known: HashMap::new() };
    // Whether the heading of plain text in capitals above says that dependencies follow.
    let mut plain = None;
    let tells = reading.vocabulary().may_have(&told::VERBS);
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Table(_) => table::rows(entry, &mut dependencies),
            Kind::Heading { .. } => {
                plain = None;
                list(entry, &mut dependencies);
            }
            Kind::Paragraph if words::heads_in_capitals(entry) => plain = said(entry.text()),
            Kind::Field | Kind::Paragraph if plain.is_some() => {
                item(entry, plain.unwrap_or(Said::Perhaps), &mut dependencies);
            }
            Kind::Field | Kind::Item { .. } | Kind::Paragraph if !entry.label().is_empty() => {
                line(entry, &mut dependencies);
            }
            _ => {}
        }
        if tells && matches!(entry.kind(), Kind::Item { .. } | Kind::Paragraph) && !is_listed(entry) {
            told::line(entry, &mut dependencies);
        }
    }
    dependencies.facts
}

/// Dependencies so far; one that is told again is the same.
struct Dependencies<'a> {
    reading: &'a Reading<'a>,
    facts: Vec<Fact>,
    /// By what is needed and what needs it.
    known: HashMap<(String, String), usize>,
}

impl Dependencies<'_> {
    fn add(&mut self, title: &str, entry: Entry<'_>, told: Told, evidence: Evidence) {
        // `Open data ✅`: a sign at the end tells how far it is.
        let title = words::bare(words::unnumbered(title))
            .trim_end_matches(|letter: char| !letter.is_ascii() && !letter.is_alphanumeric());
        let title = title.trim_end();
        if !title.contains(char::is_alphabetic) || names::is_blank(title) {
            return;
        }
        let key = (title.to_lowercase(), told.needed_by.join(", ").to_lowercase());
        if let Some(&known) = self.known.get(&key) {
            self.facts[known].also.push(entry.place());
            return;
        }
        self.known.insert(key, self.facts.len());
        let refs = task_id::find(title).into_iter().map(|found| found.id.into()).collect();
        let Told { needed_by, begins, there, id, after, .. } = told;
        let detail = Dependency { needed_by, begins, there, id, after };
        self.facts.push(Fact {
            heading: entry.heading_index(),
            timebox: self.reading.timebox.clone(),
            owner: told.owner,
            when: told.when.map(Box::new),
            due: told.due,
            refs,
            why: evidence.into_whys(),
            ..Fact::new(title, entry.place(), Detail::Dependency(detail))
        });
    }
}

/// The list directly below a heading about dependencies.
fn list(heading: Entry<'_>, dependencies: &mut Dependencies<'_>) {
    if heading.has(&heading::SAYS)
        && let Some(said) = said(words::title(heading))
    {
        items(heading, said, dependencies);
    }
}

/// The items below a heading or line.
fn items(above: Entry<'_>, said: Said, dependencies: &mut Dependencies<'_>) {
    let items: Vec<Entry<'_>> = above
        .children()
        .filter(|child| child.is_item() && child.task().is_none() && !child.is_labelled(&BLOCKS))
        .collect();
    // A list of packages is no agreement between people.
    let packages = items.iter().filter(|item| is_package(**item)).count();
    if packages * 2 > items.len() {
        return;
    }
    for item in items {
        if item.is_labelled(&NEEDS) || item.is_labelled(&["owner", "note", "notes", "status", "due", "contact"]) {
            continue;
        }
        self::item(item, said, dependencies);
    }
}

/// Whether a line stands in a list of dependencies, and has been taken.
fn is_listed(entry: Entry<'_>) -> bool {
    entry.is_item()
        && entry.task().is_none()
        && entry.parent().is_some_and(|above| {
            let named = if above.is_heading() { words::title(above) } else { words::unnumbered(above.label()) };
            above.has(&heading::SAYS) && said(named).is_some() || above.is_labelled(&NEEDS)
        })
}

/// A line of a list of dependencies.
fn item(item: Entry<'_>, said: Said, dependencies: &mut Dependencies<'_>) {
    let mut told = Told::default();
    let labelled = !item.label().is_empty() && (item.is_bold() || item.label().split_whitespace().count() <= 4);
    let name = if labelled { item.label() } else { clause::title(item.text()) };
    told.take(item, if labelled { item.value() } else { item.text() });
    for line in item.children() {
        if line.is_labelled(&["owner", "owners", "provider", "team", "responsible", "contact"]) {
            told.take_owner(line, line.value());
        } else if line.is_labelled(&["due", "by", "needed by", "date", "when", "deadline", "due date", "eta"]) {
            told.take_due(line, line.value());
        }
    }
    // `Verify the certificates` is something to do, `Test track (Works, by Oct 18)` is none.
    let does = words::words(item.text()).next().is_some_and(|first| DO.knows(first));
    if does && (told.owner.is_none() || told.due.is_none()) {
        return;
    }
    // `OPS-1 before OPS-3`, `The stage waits for power` name both.
    let named = order::of_ids(item.text()).or_else(|| order::of_sentence(item.text()));
    let (name, needing) = named.map_or((name, None), |(first, second)| (first, Some(second)));
    told.needed_by = needing.map_or(told.needed_by, |needing| vec![needing.into()]);
    if said == Said::Perhaps && told.owner.is_none() && told.due.is_none() {
        return;
    }
    told.begins = told::begins(item, item.text());
    let mut evidence = Evidence::new(item.reading);
    evidence.add(2, "it stands in a list of dependencies", item.span());
    dependencies.add(name, item, told, evidence);
}

/// Words at the head of something to do.
const DO: Words = Words::of(&[
    "verify", "check", "ensure", "install", "run", "update", "confirm", "make", "monitor", "test", "validate", "use",
    "see", "add",
]);

/// `fastapi`, `react 18.2`, `numpy>=1.2`, `requests: HTTP for people`
fn is_package(item: Entry<'_>) -> bool {
    let text = item.text();
    let head = if item.label().is_empty() { text } else { item.label() };
    let code = item.code().next().is_some_and(|code| text.starts_with(code));
    let version = text.split_whitespace().any(|word| {
        let number = word.trim_start_matches(['v', '^', '~', '>', '<', '=', '(']).trim_end_matches(['.', ')']);
        number.contains('.') && starts_with_digit(number) || word.contains(">=") || word.contains("==")
    });
    let small =
        !text.contains(' ') && text.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_@/0123456789".contains(&byte));
    let plus = text.split_whitespace().any(|word| word.len() > 1 && word.ends_with('+') && starts_with_digit(word));
    code || small || (version || plus) && head.split_whitespace().count() <= 4
}

/// A field that lists what its entry needs, or what waits for it.
fn line(field: Entry<'_>, dependencies: &mut Dependencies<'_>) {
    // Below a heading of that name the line only introduces its list.
    if field.is_labelled(&BLOCKS) {
        blocks(field, dependencies);
        return;
    }
    let introduces = field.value().is_empty() && speaks_of_dependencies(words::unnumbered(field.label()));
    if introduces && !field.is_labelled(&NEEDS) {
        items(field, Said::Plainly, dependencies);
        return;
    }
    if !field.is_labelled(&NEEDS) || field.kind() == Kind::Paragraph && !field.is_bold() {
        return;
    }
    let own = needing(field);
    if field.value().is_empty() {
        if own.is_none() {
            items(field, Said::Plainly, dependencies);
            return;
        }
        let does = |item: &Entry<'_>| words::words(item.text()).next().is_some_and(|first| DO.knows(first));
        for item in field.children().filter(|child| child.is_item() && !does(child)) {
            add_need(item, clause::title(item.text()), item.text(), own, dependencies);
        }
        return;
    }
    for name in needs(field.value()) {
        add_need(field, clause::title(&name), &name, own, dependencies);
    }
}

fn add_need(line: Entry<'_>, title: &str, text: &str, own: Option<&str>, dependencies: &mut Dependencies<'_>) {
    let mut told = Told::default();
    // An id spelt out is no piece of the line, and tells nothing more.
    if first_id(text).is_none() {
        told.take(line, text);
    }
    if let Some(own) = own {
        told.needed_by = vec![own.into()];
    }
    let mut evidence = Evidence::new(line.reading);
    evidence.add(2, "a field of what needs it lists it", line.span());
    dependencies.add(title, line, told, evidence);
}

/// `**Blocks:** OPS-7, OPS-9`: each of those needs the entry. Only ids are certain.
fn blocks(field: Entry<'_>, dependencies: &mut Dependencies<'_>) {
    let Some(own) = needing(field) else { return };
    let names = ids(field.value());
    if first_id(own).is_none() {
        return;
    }
    for name in names {
        let told = Told { needed_by: vec![name.into()], ..Told::default() };
        let mut evidence = Evidence::new(field.reading);
        evidence.add(2, "a field of it lists what waits for it", field.span());
        dependencies.add(own, field, told, evidence);
    }
}

/// What has the field: the id, else the name of the item, bold line or heading that it stands under.
fn needing<'r>(field: Entry<'r>) -> Option<&'r str> {
    let above = field.ancestors().find(|above| above.is_item() || above.is_heading() || above.is_bold())?;
    // A document or a section of many things does not need what its field lists; a task does.
    let text = above.text();
    if let Some(id) = first_id(text) {
        return Some(id);
    }
    let plain = above.is_heading() && (above.level() < 3 || speaks_of_dependencies(words::title(above)));
    let name = if above.is_heading() || above.label().is_empty() { words::title(above) } else { above.label() };
    (!plain && name.len() <= 100).then(|| words::bare(name))
}

/// The first id of a task in a text.
fn first_id(text: &str) -> Option<&str> {
    memchr::memchr(b'-', text.as_bytes())?;
    let found = task_id::find(text).into_iter().next()?;
    Some(&text[found.range])
}

/// The ids that a value lists, spelt out; none where it says anything else.
fn ids(value: &str) -> Vec<String> {
    let found = task_id::find(value);
    let mut rest = value.to_owned();
    for id in found.iter().rev().filter(|id| !id.implied) {
        rest.replace_range(id.range.clone(), "");
    }
    let plain = words::words(&rest).all(|word| words::is(word, &["and", "to", "through", "-"]));
    if plain { found.into_iter().map(|found| found.id).collect() } else { Vec::new() }
}

/// The things that a value lists: ids and names; nothing for `None – can start at once`.
fn needs(value: &str) -> Vec<Cow<'_, str>> {
    let value = value.trim();
    let nothing = words::after(value, &["none", "nothing", "no", "n/a", "na", "nil"]).is_some();
    if nothing || !value.contains(char::is_alphanumeric) || value.starts_with(['[', '<', '{']) {
        return Vec::new();
    }
    let ids = ids(value);
    if !ids.is_empty() {
        return ids.into_iter().map(Cow::Owned).collect();
    }
    names::split(value).into_iter().map(Cow::Borrowed).collect()
}

#[cfg(test)]
mod tests;
