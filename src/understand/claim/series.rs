//! Series of entries that are numbered without a dash: `R1` to `R8` of a register, `M1 Contract signed`; and what is named
//! like one of them and stands nowhere: `R11`.

use super::ids::{NamedId, Sort};
use crate::base::span::Span;
use crate::understand::phrase::words::{Known, Words};
use crate::understand::reading::{Entry, Kind, Reading, Says, clean, role::Role};

/// A name that looks like one of a series of this document which has no such entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The name: `R11`.
    pub id: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// The entry of the series that is nearest.
    pub nearest: Box<str>,
}

/// Letters that number days, weeks, quarters and grades, not things.
const NO_SERIES: Words =
    Words::of(&["q", "h", "d", "w", "t", "y", "fy", "kw", "cw", "p", "v", "l", "sev", "n", "g", "cy", "wk", "no", "x"]);
/// Names that mean something of their own.
const OTHERS: Words = Words::of(&["s3", "a3", "a4", "a5", "a6", "c4", "b2b", "e2e", "ec2", "r2"]);

/// An entry that begins with a name of this sort.
struct Head<'r> {
    entry: Entry<'r>,
    letters: &'r str,
    number: u32,
    id: &'r str,
    title: &'r str,
    sort: Sort,
}

/// Adds the entries of such series, and gives what is named and stands nowhere.
pub(super) fn read(reading: &Reading<'_>, ids: &mut Vec<NamedId>) -> Vec<Stray> {
    let mut heads: Vec<Head<'_>> = reading.entries().filter_map(head).collect();
    let mut strays = Vec::new();
    if heads.len() < 3 {
        return strays;
    }
    heads.sort_by_key(|head| head.letters);
    for series in heads.chunk_by(|one, next| one.letters == next.letters) {
        let Some(numbers) = numbers(series) else { continue };
        ids.extend(series.iter().map(Head::named));
        strays.extend(strays_of(reading, series, &numbers));
    }
    strays.sort_by_key(|stray| stray.span.start);
    strays
}

/// The letters and the number that a text begins with, and their length: `R1` of `R1: Rain`.
fn leading(text: &str) -> Option<(&str, u32, usize)> {
    let bytes = text.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let digits = bytes[letters..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let end = letters + digits;
    if !(1..=3).contains(&letters) || !(1..=3).contains(&digits) {
        return None;
    }
    let rest = &text[end..];
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '’' | '\''))
        && !rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    ends.then(|| Some((&text[..letters], text[letters..end].parse().ok()?, end)))?
}

fn head(entry: Entry<'_>) -> Option<Head<'_>> {
    let (text, sort) = match entry.kind() {
        Kind::Row { header: true, .. } | Kind::Table(_) | Kind::Fence | Kind::FenceLine => return None,
        Kind::Row { .. } => (entry.cells().find(|cell| cell.column == 0 || cell.role() == Role::Id)?.text(), Sort::Row),
        Kind::Heading { .. } => (entry.text(), Sort::Heading),
        Kind::Item { .. } if entry.task().is_some() => (entry.text(), Sort::Box),
        Kind::Item { .. } => (entry.text(), Sort::Item),
        Kind::Paragraph | Kind::Field if entry.is_bold() || !entry.label().is_empty() => (entry.text(), Sort::Line),
        Kind::Paragraph | Kind::Field => return None,
    };
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (letters, number, end) = leading(text)?;
    let rest = clean(&text[end..]).trim_start_matches([')', ']', ':', '.', '-', '–', '—', ' ', '*']);
    let title = match sort {
        Sort::Row if rest.is_empty() => entry.cells().find(|cell| cell.column == 1).map_or("", |cell| cell.text()),
        _ => rest,
    };
    let title_end = [" (", " – ", " — ", ". "].iter().filter_map(|mark| title.find(mark)).min().unwrap_or(title.len());
    Some(Head { entry, letters, number, id: &text[..end], title: title[..title_end].trim(), sort })
}

impl Head<'_> {
    fn named(&self) -> NamedId {
        NamedId {
            id: self.id.into(),
            title: self.title.into(),
            explained: !self.title.is_empty(),
            span: self.entry.span_of(self.id),
            sort: self.sort,
            list: self.entry.parent().map_or(u32::MAX, |parent| parent.id),
        }
    }
}

/// The numbers of a series in order; none where entries do not count up, or leave out many numbers.
fn numbers(series: &[Head<'_>]) -> Option<Vec<u32>> {
    let letters = series.first()?.letters;
    if series.len() < 3 || NO_SERIES.knows(&letters.to_ascii_lowercase()) {
        return None;
    }
    let ups = series.windows(2).filter(|pair| pair[0].number < pair[1].number).count();
    let downs = series.windows(2).filter(|pair| pair[0].number > pair[1].number).count();
    let mut numbers: Vec<u32> = series.iter().map(|head| head.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    let filled = numbers.len() * 5 >= (last - first + 1) as usize * 4;
    // Names that come again and again are of rooms, sprints or groups.
    let once = (series.len() - numbers.len()) * 3 <= series.len();
    (numbers.len() >= 3 && ups >= 2 * downs && filled && once && first <= 1 + 2 * u32::from(last > 9))
        .then_some(numbers)
}

/// What is named like an entry of a series, right behind its last one or in a gap.
fn strays_of(reading: &Reading<'_>, series: &[Head<'_>], numbers: &[u32]) -> Vec<Stray> {
    /// How far behind the last one a name may be.
    const BEHIND: u32 = 10;
    let mut strays: Vec<Stray> = Vec::new();
    let (Some(first), Some(last), letters) = (numbers.first(), numbers.last(), series[0].letters) else {
        return strays;
    };
    // Sprints go on after those that are planned.
    let dated = series.iter().filter(|head| head.entry.says().any(Says::DATE)).count() * 2 > series.len();
    if dated && matches!(letters, "S" | "I" | "IT") {
        return strays;
    }
    for entry in reading.entries() {
        if !entry.says().any(Says::DIGIT) || matches!(entry.kind(), Kind::Fence | Kind::FenceLine) {
            continue;
        }
        let text = entry.text();
        for at in memchr::memmem::find_iter(text.as_bytes(), letters) {
            let Some((own, number, length)) = leading(&text[at..]) else { continue };
            let (before, after) = (&text[..at], &text[at + length..]);
            let known = numbers.binary_search(&number).is_ok();
            if own != letters || known || number < *first || number > last + BEHIND || !stands_alone(before, after) {
                continue;
            }
            let id = &text[at..at + length];
            let span = entry.span_of(id);
            let is_code = entry.code().any(|code| code.contains(id));
            let is_link = entry.links().any(|(_, link)| link.target.contains("://"));
            if is_code
                || is_link
                || OTHERS.knows(&id.to_ascii_lowercase())
                || strays.iter().any(|stray| *stray.id == *id)
            {
                continue;
            }
            let nearest = series.iter().min_by_key(|head| head.number.abs_diff(number)).map_or(id, |head| head.id);
            strays.push(Stray { id: id.into(), span, nearest: nearest.into() });
        }
    }
    strays
}

/// Whether a name is neither part of another, nor the end of a range, nor explained in place: `R11 (late delivery)`.
fn stands_alone(before: &str, after: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '_' | '/' | '.' | '#' | '$' | '+');
    let behind =
        after.strip_prefix(['-', '–', '_', '/', '+']).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let explained = [" (", ":", " –", " —", " ="].iter().any(|mark| after.starts_with(mark));
    !before.ends_with(part) && !behind && !explained && !before.trim_end().ends_with([':', '–'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_series() {
        assert_eq!(leading("R11 is open"), Some(("R", 11, 3)));
        assert_eq!(leading("DR2: Rain"), Some(("DR", 2, 3)));
        for text in ["R1.5", "R1-3", "R2D2", "Rain 1", "R", "r1", "ABCD1", "K8s"] {
            assert_eq!(leading(text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_alone() {
        assert!(stands_alone("We follow ", " closely"));
        assert!(stands_alone("(", ")"));
        for (before, after) in [("R2–", ""), ("a", ""), ("see ", "-b"), ("and ", " (late delivery)"), ("R9/", "")] {
            assert!(!stands_alone(before, after), "{before}R11{after}");
        }
    }
}
