//! What stands at the head of a line and names what follows: `**Owner:** Ada`, `**Week 1** – Kafka`, `Owner: Ada`.

use std::ops::Range;

/// Label and value within a text; without a label, an empty one and the whole text.
pub(super) fn read(text: &str, bold: usize) -> (Range<u32>, Range<u32>) {
    let found = if bold > 0 { bold_label(text, bold) } else { plain_label(text) };
    let (label, value) = found.unwrap_or((0..0, 0..text.len()));
    (small(trimmed(text, label)), small(trimmed(text, value)))
}

fn small(range: Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}

/// The range without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    // Most pieces have none.
    if let [first, .., last] = piece.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return range;
    }
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

/// `**Label:** value`, `**Label**: value`, `**Label** – value`, `**Label (aside)** (more): value`, `**Label**`.
fn bold_label(text: &str, bold: usize) -> Option<(Range<usize>, Range<usize>)> {
    let head = text[..bold].trim_end();
    let rest = &text[bold..];
    if head.ends_with(':') {
        return Some((0..head.len() - 1, bold..text.len()));
    }
    if rest.trim().is_empty() {
        return Some((0..head.len(), text.len()..text.len()));
    }
    let aside = after_aside(rest);
    let end = bold + aside;
    separator(&text[end..]).map(|length| (0..end, end + length..text.len()))
}

/// Bytes of a parenthesis that stands between a bold label and its colon.
fn after_aside(rest: &str) -> usize {
    let inner = rest.trim_start();
    let Some(close) = inner.strip_prefix('(').and_then(|inner| inner.find(')')) else { return 0 };
    rest.len() - inner.len() + close + 2
}

/// Bytes of the colon or dash that ends a label.
fn separator(rest: &str) -> Option<usize> {
    let inner = rest.trim_start();
    let skipped = rest.len() - inner.len();
    if inner.starts_with(':') {
        return Some(skipped + 1);
    }
    let mark = ["–", "—", "→", "-", "|"].into_iter().find(|mark| inner.starts_with(mark))?;
    let after = &inner[mark.len()..];
    (skipped > 0 && (after.is_empty() || after.starts_with(char::is_whitespace))).then_some(skipped + mark.len())
}

/// Most bytes and words of a label that is not bold.
const LONGEST: usize = 48;
const MOST_WORDS: usize = 6;

/// `Owner: Ada`; no label in `Note that: x. y` and `12:30`.
fn plain_label(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let colon = head.find(':')?;
    let rest = &text[colon + 1..];
    let label = text[..colon].trim();
    let sound = (rest.is_empty() || rest.starts_with(char::is_whitespace))
        && label.chars().any(char::is_alphabetic)
        && !label.contains([',', ';', '?', '!'])
        && !has_stop(label)
        && label.split_whitespace().count() <= MOST_WORDS;
    sound.then_some((0..colon, colon + 1..text.len()))
}

/// Whether a text has a stop other than that of a number: `Firmware 7.2` has none.
fn has_stop(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    memchr::memchr_iter(b'.', bytes).any(|at| at == 0 || !digit(at - 1) || !digit(at + 1))
}

/// `Director – Ada Byron`: a few words that begin with a capital, a dash between spaces, and more.
pub(super) fn read_dashed(text: &str) -> Option<(Range<u32>, Range<u32>)> {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let (at, mark) = [" – ", " — ", " - "].iter().filter_map(|mark| head.find(mark).map(|at| (at, *mark))).min()?;
    let label = text[..at].trim();
    let sound = label.starts_with(char::is_uppercase)
        && !label.contains(['.', ',', ';', ':', '?', '!'])
        && label.split_whitespace().count() <= MOST_WORDS
        && !text[at + mark.len()..].trim().is_empty();
    sound.then(|| (small(trimmed(text, 0..at)), small(trimmed(text, at + mark.len()..text.len()))))
}

/// Whether a line that is not bold is a label and no more: `Meetings:`.
pub(super) fn introduces(line: &str) -> bool {
    plain_label(line.trim_end()).is_some_and(|(_, value)| value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_values() {
        let cases = [
            ("Owner: Ada", 0, "Owner", "Ada"),
            ("Owner: Ada", 6, "Owner", "Ada"),
            ("Owner: Ada", 5, "Owner", "Ada"),
            ("Week 1 – Kafka up", 6, "Week 1", "Kafka up"),
            ("Standup (09:00): Blockers", 15, "Standup (09:00)", "Blockers"),
            ("Standup (09:00): Blockers", 7, "Standup (09:00)", "Blockers"),
            ("Kickoff (Day 1) - All", 7, "Kickoff (Day 1)", "All"),
            ("Tier 1 (Primary):", 17, "Tier 1 (Primary)", ""),
            ("Agenda", 6, "Agenda", ""),
            ("Kickoff meeting at nine", 7, "", "Kickoff meeting at nine"),
            ("Firmware 7.2: from the maker", 0, "Firmware 7.2", "from the maker"),
            ("It is 12:30 now", 0, "", "It is 12:30 now"),
            ("Well, this is: x", 0, "", "Well, this is: x"),
            ("A-b", 1, "", "A-b"),
        ];
        for (text, bold, label, value) in cases {
            let (a, b) = read(text, bold);
            let of = |range: Range<u32>| &text[range.start as usize..range.end as usize];
            assert_eq!((of(a), of(b)), (label, value), "{text}");
        }
    }
}
