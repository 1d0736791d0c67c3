//! Lists of shifts: `- Week 1: Ada (primary), Kai (secondary)`, `- 5–11 January: Lin`.

use super::shift::{self, Days};
use super::{AWAY, Rota, home, is_duty, name_of};
use crate::understand::evidence::Evidence;
use crate::understand::fact::Shift;
use crate::understand::phrase::mention::Phrase;
use crate::understand::phrase::{date, names};
use crate::understand::reading::Entry;
use crate::understand::staff::{self, Words};

/// A rota, if the items directly under a heading or line are shifts.
pub(super) fn read(entry: Entry<'_>) -> Option<Rota<'_>> {
    // Most entries have nothing under them.
    entry.children().filter(|child| child.is_item()).nth(1)?;
    if entry.text().len() > 160 {
        return None;
    }
    let surely = is_duty(name_of(entry));
    if !surely && !may_be(entry) {
        return None;
    }
    let items: Vec<Entry<'_>> = entry.children().filter(|child| child.is_item()).collect();
    let found: Vec<Vec<(Days, Shift)>> = items.iter().map(|item| of_item(*item)).collect();
    let so = found.iter().filter(|shifts| !shifts.is_empty()).count();
    // Where nothing but the page speaks of duty, every line must be a shift.
    if so < 2 || so * 3 < items.len() * 2 || !surely && (so < items.len() || so < 3) {
        return None;
    }
    let mut shifts: Vec<(Days, Shift)> = found.into_iter().flatten().collect();
    shift::finish(&mut shifts);
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(2, "its items are days and names", items[0].span());
    evidence.add(2, if surely { "the line above speaks of duty" } else { "its section speaks of duty" }, entry.span());
    let mut rota = Rota::new(items[0], evidence).with(shifts.into_iter().map(|(_, shift)| shift).collect());
    let named = if surely || entry.is_heading() { Some(entry) } else { entry.heading() };
    (rota.home, rota.title) = (Some(entry), named.map_or(name_of(entry), name_of));
    Some(rota)
}

/// Whether a heading or line stands where people take turns: `Who stands at the door`, or on a page about duty.
fn may_be(entry: Entry<'_>) -> bool {
    const WHO: Words = Words::of(&["who", "turns", "turn", "cover"]);
    // Lists of names and days that are no rotas, beside those of who is away.
    const OTHERS: Words = Words::of(&["speakers", "speaks", "swaps"]);
    let heading = if entry.is_heading() { Some(entry) } else { entry.heading() };
    let name = heading.map_or("", name_of);
    if !staff::has_word(name, &WHO) && home(entry).is_none() {
        return false;
    }
    let holidays = staff::has_word(name, &["holiday", "holidays"]) && !staff::has_word(name, &["bank", "public"]);
    let other = |text: &str| staff::has_word(text, &AWAY) || staff::has_word(text, &OTHERS);
    !holidays && !other(name) && !other(entry.text())
}

/// The shifts of an item: one, or one for each name that says where: `14 November: Ada (door), Kai (bar)`.
fn of_item(item: Entry<'_>) -> Vec<(Days, Shift)> {
    let Some((days, rest)) = days_at_head(item) else { return Vec::new() };
    let people = names::split(rest);
    if people.len() > 1 && people.iter().all(|name| place(name).is_some()) {
        let each = people.iter().map(|name| {
            let mut shift = shift::plain(item, days, item.name(staff::bare(name)));
            shift.slot = place(name).unwrap_or_default().into();
            (days, shift)
        });
        return each.collect();
    }
    one(item, days, people).into_iter().collect()
}

/// Where a person stands: `door` of `Ada (door)`.
fn place(name: &str) -> Option<&str> {
    let inner = inner(name).filter(|_| staff::is_person(name))?;
    let plain = inner.starts_with(char::is_lowercase) && inner.split_whitespace().count() <= 2;
    (plain && !stands_in(inner)).then_some(inner)
}

fn stands_in(name: &str) -> bool {
    staff::has_word(name, &["backup", "secondary", "deputy", "standby", "shadow"])
}

/// Days at the head of an item, and what stands behind them.
fn days_at_head(item: Entry<'_>) -> Option<(Days, &str)> {
    let mentions = item.mentions();
    let first = mentions.first().filter(|mention| {
        item.text().as_ptr() == item.phrase_text(mention).as_ptr() || is_head(item, item.phrase_text(mention))
    })?;
    if !matches!(
        first.phrase,
        Phrase::Date { .. } | Phrase::Day(_) | Phrase::Weeks(..) | Phrase::Weekday(_) | Phrase::Recurrence(_)
    ) {
        return None;
    }
    let text = item.text();
    let is_day = |phrase: &Phrase| matches!(phrase, Phrase::Date { .. } | Phrase::Weeks(..) | Phrase::Clock(_));
    // `Week 1 (5–11 January): Ada`
    let last = mentions.iter().take_while(|mention| is_day(&mention.phrase)).last().unwrap_or(first);
    let end = item.phrase_text(last).as_ptr() as usize + item.phrase_text(last).len() - text.as_ptr() as usize;
    let rest = text[end..].trim_start_matches(|letter: char| letter.is_whitespace() || ":-–—→|)(,".contains(letter));
    let head = &text[..end];
    let mut days = shift::days_of(item, head);
    days.is_week = days.end.is_none() && staff::has_word(head, &["week"]);
    Some((days, rest))
}

/// One shift, with who stands in.
fn one<'r>(item: Entry<'r>, days: Days, people: Vec<&'r str>) -> Option<(Days, Shift)> {
    let mut people = people.into_iter();
    let who = people.next().filter(|name| staff::is_person(name) || staff::is_role_or_group(staff::bare(name)))?;
    if staff::bare(who).split_whitespace().count() > 4 {
        return None;
    }
    let backup = people.find(|name| stands_in(name)).or_else(|| inner(who).filter(|inner| stands_in(inner)));
    let backup = backup.map(|name| staff::bare(after_label(name)));
    let mut shift = shift::plain(item, days, item.name(staff::bare(who)));
    shift.backup = backup.map(|name| item.name(name));
    Some((days, shift))
}

/// Whether a phrase stands at the head, behind a word such as `Week of`.
fn is_head(item: Entry<'_>, phrase: &str) -> bool {
    let before = &item.text()[..phrase.as_ptr() as usize - item.text().as_ptr() as usize];
    before.len() <= 20
        && staff::words(before).all(|word| {
            let week = ["week", "of", "starting", "from", "commencing"];
            // `Good Friday, 3 April`
            let feast = date::weekday(word).is_some()
                || ["good", "easter", "whit", "boxing", "day"].iter().any(|known| word.eq_ignore_ascii_case(known));
            feast || week.iter().any(|known| word.eq_ignore_ascii_case(known))
        })
}

/// What stands in a name's parentheses.
fn inner(name: &str) -> Option<&str> {
    name.split_once('(').map(|(_, inner)| inner.trim_end_matches(')'))
}

/// `backup: Kai` -> `Kai`
fn after_label(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, name)| name).trim()
}
