//! Lists of shifts: `- Week 1: Ada (primary), Kai (secondary)`, `- 5–11 January: Lin`.

use super::shift::{self, Days};
use super::{Rota, name_of};
use crate::understand::evidence::Evidence;
use crate::understand::fact::Shift;
use crate::understand::phrase::mention::Phrase;
use crate::understand::phrase::names;
use crate::understand::reading::Entry;
use crate::understand::staff;

/// A rota, if the items directly under a heading or line are shifts.
pub(super) fn read(entry: Entry<'_>) -> Option<Rota<'_>> {
    // Most entries have nothing under them.
    let second = entry.children().filter(|child| child.is_item()).nth(1);
    if second.is_none() || !super::speaks_of_duty(entry) {
        return None;
    }
    let items: Vec<Entry<'_>> = entry.children().filter(|child| child.is_item()).collect();
    let mut shifts: Vec<(Days, Shift)> = items.iter().filter_map(|item| of_item(*item)).collect();
    if shifts.len() < 2 || shifts.len() * 3 < items.len() * 2 {
        return None;
    }
    shift::finish(&mut shifts);
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(2, "its items are days and names", items[0].span());
    evidence.add(2, "the line above speaks of duty", entry.span());
    let mut rota = Rota::new(items[0], evidence).with(shifts.into_iter().map(|(_, shift)| shift).collect());
    (rota.home, rota.title) = (Some(entry), name_of(entry));
    Some(rota)
}

/// One shift: days at the head, then names.
fn of_item(item: Entry<'_>) -> Option<(Days, Shift)> {
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
    let mut people = names::split(rest).into_iter();
    let who = people.next().filter(|name| staff::is_person(name) || staff::is_role_or_group(staff::bare(name)))?;
    if staff::bare(who).split_whitespace().count() > 4 {
        return None;
    }
    let stands_in = |name: &&str| staff::has_word(name, &["backup", "secondary", "deputy", "standby", "shadow"]);
    let backup = people.find(stands_in).or_else(|| inner(who).filter(|inner| stands_in(inner)));
    let backup = backup.map(|name| staff::bare(after_label(name)));
    let head = &text[..end];
    let mut days = shift::days_of(item, head);
    days.is_week = days.end.is_none() && staff::has_word(head, &["week"]);
    let shift = Shift {
        start: days.start,
        end: days.end,
        who: item.name(staff::bare(who)),
        backup: backup.map(|name| item.name(name)),
        slot: "".into(),
        span: item.span(),
    };
    Some((days, shift))
}

/// Whether a phrase stands at the head, behind a word such as `Week of`.
fn is_head(item: Entry<'_>, phrase: &str) -> bool {
    let before = &item.text()[..phrase.as_ptr() as usize - item.text().as_ptr() as usize];
    before.len() <= 20
        && staff::words(before).all(|word| {
            ["week", "of", "starting", "from", "commencing"].iter().any(|known| word.eq_ignore_ascii_case(known))
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
