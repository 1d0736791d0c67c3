//! An amount in a line, with the comparator before it.

use std::ops::Range;

use super::super::phrase::mention::{Mention, Phrase};
use super::super::phrase::offset::Side;
use super::super::phrase::quantity::{self, Comparator, Quantity};
use super::super::phrase::spelt;
use super::super::reading::Entry;
use super::super::words;
use super::criteria;

/// An amount in a text, and where it stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount<'r> {
    /// First byte, comparator included.
    pub start: usize,
    /// The byte after the unit.
    pub end: usize,
    /// How a value is compared to it, where that is written.
    pub comparator: Option<Comparator>,
    /// The number.
    pub value: f64,
    /// As written; empty only where there is a comparator.
    pub unit: &'r str,
    /// Whether it is a length of time.
    pub is_time: bool,
    /// Whether its comparator is a sign: `<`, `≥`.
    pub is_signed: bool,
    /// Whether it stands in a parenthesis that explains, and is not called a goal there: `Poor (<50)`.
    pub is_aside: bool,
    /// Whether its comparator limits rather than demands: `up to 3`, `max. 5`, `50+`.
    pub is_loose: bool,
}

/// Amounts of a piece of the entry's text, in order; last the one whose number is spelt out.
pub(super) fn all<'r>(entry: Entry<'r>, text: &'r str) -> impl Iterator<Item = Amount<'r>> {
    let written = entry.mentions_in(text).filter_map(move |mention| read(entry, text, mention));
    written.chain(std::iter::once_with(move || spelt_out(entry, text)).flatten())
}

/// `no more than two night calls`
fn spelt_out<'r>(entry: Entry<'r>, text: &'r str) -> Option<Amount<'r>> {
    if !entry.has_in(text, &spelt::NUMBERS) {
        return None;
    }
    let (number, _) = words::find(text, &spelt::NUMBERS)?;
    let start = quantity::begin(text, number);
    // Within a sentence it may be anything.
    if !text[..start].trim().is_empty() {
        return None;
    }
    let (read, bytes) = spelt::read(&text[start..])?;
    let known = entry.mentions_in(text).any(|mention| entry.phrase_text(mention).contains(read.text));
    let amount = Amount {
        start,
        end: start + bytes,
        comparator: read.comparator,
        value: read.value,
        unit: read.unit,
        is_time: false,
        is_signed: false,
        is_aside: false,
        is_loose: is_loose(&text[start..]),
    };
    (!known && amount.comparator.is_some() && !amount.unit.is_empty()).then_some(amount)
}

fn read<'r>(entry: Entry<'r>, text: &'r str, mention: &Mention) -> Option<Amount<'r>> {
    let written = entry.phrase_text(mention);
    let start = (written.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let end = start + written.len();
    let amount = match &mention.phrase {
        Phrase::Quantity { comparator, value, number, unit } => {
            let unit = written.get(unit.0 as usize..unit.1 as usize)?;
            let plus = written.get(number.1 as usize..).is_some_and(|rest| rest.starts_with('+'));
            Amount {
                start,
                end,
                comparator: *comparator,
                value: *value,
                unit,
                is_time: TIMES.iter().any(|time| unit.eq_ignore_ascii_case(time)),
                is_signed: written.starts_with(['<', '>', '≤', '≥']),
                is_aside: unit.is_empty() && is_aside(&text[..start]),
                is_loose: plus || is_loose(written),
            }
        }
        Phrase::Duration(_) => {
            let (read, _) = quantity::read(written).or_else(|| spelt::read(written))?;
            let (start, comparator) = before(text, start);
            length(start..end, comparator, &read)
        }
        Phrase::Offset(offset) if offset.side == Side::Within => {
            let (read, _) = match written.find(|letter: char| letter.is_ascii_digit()) {
                Some(number) => quantity::read(&written[number..])?,
                None => spelt::read(written)?,
            };
            length(start..end, Some(Comparator::AtMost), &read)
        }
        _ => return None,
    };
    // `at most 6` of what a label names; a number alone says nothing.
    (!amount.unit.is_empty() || amount.comparator.is_some()).then_some(amount)
}

/// A length of time that stands there in a text.
fn length<'r>(place: Range<usize>, comparator: Option<Comparator>, read: &Quantity<'r>) -> Amount<'r> {
    Amount {
        start: place.start,
        end: place.end,
        comparator,
        value: read.value,
        unit: read.unit,
        is_time: true,
        is_signed: false,
        is_aside: false,
        is_loose: false,
    }
}

/// Whether a parenthesis is open behind this text.
fn is_aside(before: &str) -> bool {
    before.rfind('(').is_some_and(|open| !before[open..].contains(')')) && !criteria::ends_with_aim(before)
}

/// Units of time that are too short for a length of its own.
const TIMES: [&str; 8] = ["ms", "s", "sec", "secs", "second", "seconds", "µs", "milliseconds"];

/// `up to`, `max`, `min`, `exactly`
fn is_loose(written: &str) -> bool {
    let word = written.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    ["up", "max", "maximum", "min", "minimum", "exactly"].iter().any(|loose| word.eq_ignore_ascii_case(loose))
}

/// Comparators before a length of time.
const SIGNS: [(&str, Comparator); 14] = [
    ("<=", Comparator::AtMost),
    (">=", Comparator::AtLeast),
    ("<", Comparator::Less),
    (">", Comparator::Greater),
    ("≤", Comparator::AtMost),
    ("≥", Comparator::AtLeast),
    ("less than", Comparator::Less),
    ("no more than", Comparator::AtMost),
    ("more than", Comparator::Greater),
    ("at most", Comparator::AtMost),
    ("at least", Comparator::AtLeast),
    ("under", Comparator::Less),
    ("below", Comparator::Less),
    ("within", Comparator::AtMost),
];

/// The comparator before a length of time, and where it begins.
fn before(text: &str, start: usize) -> (usize, Option<Comparator>) {
    let head = text[..start].trim_end();
    let found = SIGNS.iter().find(|(sign, _)| {
        let from = head.len().checked_sub(sign.len()).filter(|from| head.is_char_boundary(*from));
        from.is_some_and(|from| {
            let joined = sign.starts_with(char::is_alphabetic) && head[..from].ends_with(char::is_alphanumeric);
            head[from..].eq_ignore_ascii_case(sign) && !joined
        })
    });
    found.map_or((start, None), |(sign, comparator)| (head.len() - sign.len(), Some(*comparator)))
}
