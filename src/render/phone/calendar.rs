//! Calendar feeds without telephone numbers: lines are unfolded (RFC 5545, 3.1), masked and folded again.

use super::mask;
use crate::render::ics::fold;

/// Properties that people read.
const READ: [&str; 8] =
    ["SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "X-WR-CALNAME", "X-WR-CALDESC", "NAME"];

/// A feed without numbers.
pub fn masked(feed: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(feed.len());
    for line in feed.replace("\r\n ", "").split_terminator("\r\n") {
        let name = &line[..line.find([':', ';']).unwrap_or(line.len())];
        // A break of a line is written as `\n`, and a letter of it would hide what stands behind.
        let with = if READ.contains(&name) {
            line.split("\\n").map(mask).collect::<Vec<_>>().join("\\n")
        } else {
            line.to_owned()
        };
        fold(&mut out, &with);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_masked_and_lines_stay_folded() {
        let long = "x".repeat(60);
        let feed = format!("UID:+49301234567\r\nDESCRIPTION:{long} +49 30\r\n  1234567\\n+49 30 7654321\r\n");
        let masked = String::from_utf8(super::masked(&feed)).unwrap();
        assert!(masked.starts_with("UID:+49301234567\r\n"));
        let unfolded = masked.replace("\r\n ", "");
        assert!(unfolded.ends_with(&format!("{long} [number hidden]\\n[number hidden]\r\n")), "{unfolded}");
        assert!(masked.lines().all(|line| line.len() <= 75), "{masked}");
    }
}
