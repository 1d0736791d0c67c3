//! Amounts whose number is spelt out: `no more than two night calls`.

use super::quantity::{Quantity, scan_comparator};
use super::scan::Scanner;
use super::unit::scan_unit;
use super::words::Words;

/// Numbers that people spell out, from one on.
pub const NUMBERS: Words =
    Words::of(&["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]);

/// Reads an amount whose number is spelt out: `no more than two night calls`, `three days`; as [`super::quantity::read`].
pub fn read(text: &str) -> Option<(Quantity<'_>, usize)> {
    let mut scan = Scanner::new(text);
    let comparator = scan.attempt(scan_comparator);
    scan.spaces();
    let from = scan.at();
    let word = scan.word().filter(|_| scan.word_ends())?;
    let value = NUMBERS.all().iter().position(|known| word.eq_ignore_ascii_case(known))? + 1;
    let number = &text[from..scan.at()];
    let unit = scan.attempt(|scan| scan_unit(scan, value as f64)).unwrap_or("");
    Some((Quantity { comparator, value: value as f64, text: number, unit }, scan.at()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_may_be_spelt_out() {
        let shown = |text| {
            let (quantity, bytes) = read(text)?;
            Some(format!("{:?} {} {}|{}", quantity.comparator, quantity.value, quantity.unit, &text[bytes..]))
        };
        assert_eq!(shown("no more than two night calls a week").unwrap(), "Some(AtMost) 2 night calls| a week");
        assert_eq!(shown("Three working days").unwrap(), "None 3 working days|");
        for text in ["onerous", "no more than that", "at least", "2 days", ""] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,30}", near in "(no more than| |two|Three|é|days|%|a|/){0,8}") {
            for text in [text, near] {
                if let Some((_, bytes)) = read(&text) {
                    prop_assert!(text.is_char_boundary(bytes));
                }
            }
        }
    }
}
