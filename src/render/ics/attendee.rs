//! Who takes part, with an address to write to (RFC 5545, 3.8.4.1).

use super::line::Lines;

/// Somebody with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// What they are called.
    pub name: String,
    /// Their address: `ada@example.org`.
    pub email: String,
}

/// Writes them. What is no address is left out: readers choke on it, and the description has the name.
pub(super) fn write(lines: &mut Lines, attendee: &Attendee) {
    if is_address(&attendee.email) {
        lines.raw(&format!("ATTENDEE;CN={};ROLE=REQ-PARTICIPANT", quoted(&attendee.name)), &mailto(&attendee.email));
    }
}

fn mailto(email: &str) -> String {
    format!("mailto:{email}")
}

fn is_address(email: &str) -> bool {
    let sound = |letter: char| letter.is_alphanumeric() || ".!#$&'*+-/=?^_{|}~@[]:".contains(letter);
    let sides = email.rsplit_once('@').filter(|(name, host)| !name.is_empty() && !host.is_empty());
    sides.is_some() && email.chars().all(sound)
}

/// A parameter's value in quotes, which nothing may stand for (RFC 5545, 3.2).
fn quoted(value: &str) -> String {
    let letters = value.chars().map(|letter| if letter == '"' { '\'' } else { letter });
    format!("\"{}\"", letters.filter(|letter| !letter.is_control()).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_only_addresses_are_written() {
        let written = |name: &str, email: &str| {
            let mut lines = Lines::default();
            write(&mut lines, &Attendee { name: name.into(), email: email.into() });
            String::from_utf8(lines.bytes()).unwrap()
        };
        let want = "ATTENDEE;CN=\"QA; 'the' Lead\";ROLE=REQ-PARTICIPANT:mailto:qa+1@example.org\r\n";
        assert_eq!(written("QA; \"the\" Lead\r\n", "qa+1@example.org"), want);
        for wrong in ["", "qa", "@example.org", "qa@", "a b@example.org", "a@b.org\r\nX:1", "<qa@example.org>"] {
            assert_eq!(written("QA", wrong), "", "{wrong}");
        }
    }
}
