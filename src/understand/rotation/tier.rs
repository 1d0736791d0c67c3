//! Tiers of a rota: who is called first, second, third, and how soon they answer.

use super::{home, is_duty, name_of};
use crate::understand::fact::Tier;
use crate::understand::phrase::duration::DurationPhrase;
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::{Entry, Kind, Reading, clean};
use crate::understand::staff;

/// Words with which a tier's name begins.
const TIER: [&str; 8] = ["tier", "level", "l1", "l2", "l3", "primary", "secondary", "tertiary"];

/// All tiers under headings that speak of duty, each with its entry.
pub(super) fn all<'r>(reading: &'r Reading<'r>) -> Vec<(Entry<'r>, Tier)> {
    let found = reading.entries().filter_map(|entry| {
        let tier = match entry.kind() {
            Kind::Row { header: false, .. } => row(entry),
            Kind::Field | Kind::Item { .. } | Kind::Paragraph => line(entry),
            _ => None,
        };
        tier.map(|tier| (entry, tier))
    });
    found.collect()
}

/// The tiers of one rota: those of its own section, else those of the document where it is the only rota.
pub(super) fn of<'r>(
    tiers: &[(Entry<'r>, Tier)],
    homes: &[Option<u32>],
    at: usize,
    reading: &'r Reading<'r>,
) -> Vec<Tier> {
    let under = |entry: Entry<'r>, home: u32| entry.ancestors().any(|above| above.id == home);
    let own = |(entry, _): &&(Entry<'r>, Tier)| homes[at].is_some_and(|home| under(*entry, home));
    let mut found: Vec<Tier> = tiers.iter().filter(own).map(|(_, tier)| tier.clone()).collect();
    let parent = || homes[at].and_then(|home| reading.entry(home).parent()).filter(|above| is_duty(name_of(*above)));
    if found.is_empty()
        && let Some(parent) = parent()
    {
        let near = tiers.iter().filter(|(entry, _)| under(*entry, parent.id));
        found = near.map(|(_, tier)| tier.clone()).collect();
    }
    if found.is_empty() && homes.len() == 1 {
        found = tiers.iter().map(|(_, tier)| tier.clone()).collect();
    }
    found
}

fn is_tier(label: &str) -> bool {
    let mut words = staff::words(label);
    let first = words.next().unwrap_or_default();
    let mut numbered =
        || words.next().is_some_and(|second| second.len() <= 2 && second.bytes().all(|byte| byte.is_ascii_digit()));
    let known = TIER.iter().position(|word| first.eq_ignore_ascii_case(word));
    known.is_some_and(|at| at >= 2 || numbered()) && label.len() <= 60
}

/// `**Tier 1 (Primary):**` with a list, `- **Tier 2:** Tech Lead – 30 minutes`
fn line(entry: Entry<'_>) -> Option<Tier> {
    let label = clean(if entry.label().is_empty() { entry.bold() } else { entry.label() });
    if label.is_empty() || !is_tier(label) || home(entry).is_none() {
        return None;
    }
    let mut who = staff::members(entry, entry.value());
    let mut minutes = minutes(entry);
    for item in entry.children().filter(|child| child.is_item()) {
        if item.label().is_empty() {
            who.extend(staff::members(item, item.text()));
        }
        minutes = minutes.or_else(|| self::minutes(item));
    }
    (!who.is_empty()).then(|| Tier { name: label.into(), who, minutes })
}

fn minutes(entry: Entry<'_>) -> Option<u32> {
    entry.phrases().find_map(|phrase| match phrase {
        Phrase::Duration(DurationPhrase::Minutes(minutes)) => Some(*minutes),
        Phrase::Offset(offset) => Some(offset.minutes),
        _ => None,
    })
}

/// `| Tier | Who | Answers within |`
fn row(row: Entry<'_>) -> Option<Tier> {
    let header = row.header()?.cells().next()?;
    let first = row.cells().next()?;
    let tiers = staff::has_word(header.text(), &["tier", "level", "priority", "line"]);
    if !tiers || home(row).is_none() || first.text().is_empty() {
        return None;
    }
    let who = row.cells().skip(1).map(|cell| staff::members(row, cell.text())).find(|who| !who.is_empty())?;
    Some(Tier { name: clean(first.text()).into(), who, minutes: minutes(row) })
}
