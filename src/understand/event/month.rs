//! Months as headers of columns, and days as the cells below them.

use crate::understand::phrase::date;

/// `Jan`, `January 2026` as a month and its year.
pub(super) fn month(header: &str) -> Option<(u32, Option<i32>)> {
    let header = header.trim();
    if header.len() < 3 || header.len() > 16 || !header.starts_with(char::is_alphabetic) {
        return None;
    }
    let text = format!("1 {header}");
    let (days, length) = date::read(&text)?;
    (length == text.len() && days.last.is_none()).then_some((days.first.month, days.first.year))
}

/// Days of a month in a cell: `Mon 7`, `12th`, `10 - 13`.
pub(super) fn days_of(text: &str) -> Vec<u32> {
    let mut days = Vec::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let ordinal = matches!(&word[digits..], "" | "st" | "nd" | "rd" | "th");
        match word[..digits].parse() {
            Ok(day @ 1..=31) if ordinal && days.len() < 2 => days.push(day),
            _ if date::weekday(word).is_some() => {}
            _ => break,
        }
    }
    days
}
