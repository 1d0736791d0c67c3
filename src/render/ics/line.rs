//! Content lines of RFC 5545: escaped, folded, ended by CRLF.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Most octets of a line, its end left out (RFC 5545, 3.1).
const WIDTH: usize = 75;

/// What may not stand in a URI; letters beyond ASCII are always encoded.
const NOT_IN_URI: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// Lines written so far.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<u8>);

impl Lines {
    /// A property whose value needs no escaping.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A property whose value is text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escape(value)));
    }

    /// A property whose value is a list of texts; nothing for an empty list.
    pub fn list<'a>(&mut self, name: &str, values: impl Iterator<Item = &'a str>) {
        let values: Vec<String> = values.map(escape).collect();
        if !values.is_empty() {
            self.fold(&format!("{name}:{}", values.join(",")));
        }
    }

    /// A property whose value is an address.
    pub fn uri(&mut self, name: &str, value: &str) {
        let value: String = value.chars().filter(|letter| !letter.is_control()).collect();
        self.fold(&format!("{name}:{}", utf8_percent_encode(&value, NOT_IN_URI)));
    }

    /// The file.
    pub fn bytes(self) -> Vec<u8> {
        self.0
    }

    /// Writes a line, cut between characters where it is too long; a space begins each further piece.
    fn fold(&mut self, line: &str) {
        fold(&mut self.0, line);
    }
}

/// Writes a line, cut between characters where it is too long; a space begins each further piece.
pub fn fold(out: &mut Vec<u8>, line: &str) {
    let mut rest = line;
    let mut room = WIDTH;
    while rest.len() > room {
        let (piece, more) = rest.split_at(rest.floor_char_boundary(room));
        out.extend_from_slice(piece.as_bytes());
        out.extend_from_slice(b"\r\n ");
        (rest, room) = (more, WIDTH - 1);
    }
    out.extend_from_slice(rest.as_bytes());
    out.extend_from_slice(b"\r\n");
}

/// TEXT of RFC 5545, 3.3.11: line ends as `\n`, and no other control character but the tab.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push('\t'),
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unfold(bytes: &[u8]) -> String {
        String::from_utf8(bytes.to_vec()).unwrap().replace("\r\n ", "")
    }

    fn unescape(text: &str) -> String {
        let mut letters = text.chars();
        let mut plain = String::new();
        while let Some(letter) = letters.next() {
            plain.push(match letter {
                '\\' => match letters.next().unwrap() {
                    'n' => '\n',
                    other => other,
                },
                other => other,
            });
        }
        plain
    }

    #[test]
    fn control_characters_cannot_make_a_line() {
        assert_eq!(escape("a\r\nb\rc\nd\u{0}\u{7f}\te\u{85}"), "a\\nb\\nc\\nd\te");
    }

    proptest! {
        #[test]
        fn folded_lines_are_short_and_unfold_to_the_text(text in "\\PC{0,300}") {
            let mut lines = Lines::default();
            lines.text("SUMMARY", &text);
            let bytes = lines.bytes();
            prop_assert!(bytes.ends_with(b"\r\n"));
            let whole = std::str::from_utf8(&bytes).unwrap();
            prop_assert!(whole.split("\r\n").all(|line| line.len() <= WIDTH));
            let value = unfold(&bytes).strip_prefix("SUMMARY:").unwrap().strip_suffix("\r\n").unwrap().to_owned();
            prop_assert_eq!(unescape(&value), text);
        }

        #[test]
        fn any_text_stays_one_line(text in "(.|\r|\n){0,200}") {
            let mut lines = Lines::default();
            lines.text("SUMMARY", &text);
            lines.uri("URL", &text);
            prop_assert_eq!(unfold(&lines.bytes()).matches(['\r', '\n']).count(), 4);
        }
    }
}
