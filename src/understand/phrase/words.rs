//! Sets of words, and whether a text has one of them: every line is asked for many sets, so a word that is in none is
//! to be known by a glance at its first letter, its last letter and its length.

/// Words in lower case, made when the program is compiled.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// By first letter: which lengths and last letters its words have.
    shapes: [u64; 32],
    all: &'static [&'static str],
}

/// Anything that knows words: a set, or a short list that is asked for seldom.
pub trait Known {
    /// Whether this is one of its words, whatever its case.
    fn knows(&self, word: &str) -> bool;
}

impl Words {
    /// The set of these words, none of them empty, all in lower case.
    pub const fn of(all: &'static [&'static str]) -> Self {
        let mut shapes = [0; 32];
        let mut at = 0;
        while at < all.len() {
            let shape = shape(all[at].as_bytes());
            shapes[shape.first as usize] |= 1 << shape.bit;
            at += 1;
        }
        Self { shapes, all }
    }

    /// Whether a word of this shape may be among them.
    #[inline]
    pub fn may_know(&self, shape: Shape) -> bool {
        self.shapes[shape.first as usize] >> shape.bit & 1 == 1
    }

    /// Its words.
    pub const fn all(&self) -> &'static [&'static str] {
        self.all
    }
}

impl Known for Words {
    #[inline]
    fn knows(&self, word: &str) -> bool {
        !word.is_empty() && self.may_know(Shape::of(word)) && self.all.knows(word)
    }
}

/// What a glance at a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    first: u8,
    bit: u8,
}

impl Shape {
    /// That of a word that is not empty.
    #[inline]
    pub fn of(word: &str) -> Self {
        shape(word.as_bytes())
    }
}

impl Known for [&str] {
    #[inline]
    fn knows(&self, word: &str) -> bool {
        // Most words have another length: nothing is called for these.
        self.iter().any(|known| known.len() == word.len() && known.eq_ignore_ascii_case(word))
    }
}

impl<const N: usize> Known for [&str; N] {
    #[inline]
    fn knows(&self, word: &str) -> bool {
        self.as_slice().knows(word)
    }
}

/// The first letter of a word, and a bit for its length and its last letter; alike for both cases of ASCII.
#[inline]
const fn shape(word: &[u8]) -> Shape {
    let length = word.len() as u8 & 15;
    let last = word[word.len() - 1] & 3;
    Shape { first: word[0] & 31, bit: length << 2 | last }
}

/// Whether a text has one of these words (lower case), whole and whatever its case.
pub fn has_word(text: &str, any: &(impl Known + ?Sized)) -> bool {
    words(text).any(|word| any.knows(word))
}

/// The words of a text: runs of letters and digits.
pub fn words(text: &str) -> Runs<'_> {
    Runs { rest: text, letters: LETTER, joins: &[] }
}

/// The same, hyphens and apostrophes among them: `go-live`, `it's`.
pub fn joined_words(text: &str) -> Runs<'_> {
    Runs { rest: text, letters: LETTER | JOINS, joins: &['’'] }
}

/// Cuts a text into its [`joined_words`], each told where it begins and ends and whether it is of letters and digits of
/// ASCII alone; gives whether there was a digit. A whole document is cut like this: nothing is sliced and checked.
pub fn cut(text: &str, mut word: impl FnMut(usize, usize, bool)) -> bool {
    let (runs, bytes) = (joined_words(text), text.as_bytes());
    let (mut at, mut all) = (0, 0);
    while at < bytes.len() {
        let (start, mut seen) = (at, 0);
        while at < bytes.len() {
            let class = CLASSES[bytes[at] as usize];
            if class & WIDE != 0 {
                let (is_letter, length) = runs.wide(at);
                if !is_letter {
                    break;
                }
                at += length - 1;
            } else if class == 0 {
                break;
            }
            seen |= class;
            at += 1;
        }
        if at > start {
            word(start, at, seen & (JOINS | WIDE) == 0);
            all |= seen;
        }
        // Past the mark that ends the word, or stands alone.
        if at < bytes.len() {
            at += if bytes[at] < 0x80 { 1 } else { runs.wide(at).1 };
        }
    }
    all & DIGIT != 0
}

/// The words of a text, one by one.
#[derive(Clone, Debug)]
pub struct Runs<'t> {
    rest: &'t str,
    letters: u8,
    joins: &'static [char],
}

/// Letters and digits of ASCII.
const LETTER: u8 = 1;
/// Digits of ASCII, letters too.
const DIGIT: u8 = 8;
/// A hyphen, an apostrophe.
const JOINS: u8 = 2;
/// A byte of a character beyond ASCII.
const WIDE: u8 = 4;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'-' | b'\'' => JOINS,
            128.. => WIDE,
            digit if digit.is_ascii_digit() => LETTER | DIGIT,
            letter if letter.is_ascii_alphabetic() => LETTER,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

impl<'t> Runs<'t> {
    /// Where the next word begins; the length of the text if there is none.
    #[inline]
    fn begin(&self) -> usize {
        let bytes = self.rest.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let class = CLASSES[bytes[at] as usize];
            if class & (self.letters | WIDE) == 0 {
                at += 1;
            } else if class & WIDE == 0 {
                return at;
            } else {
                let (is_letter, length) = self.wide(at);
                if is_letter {
                    return at;
                }
                at += length;
            }
        }
        at
    }

    /// Where the word ends that has a letter before `at`.
    #[inline]
    fn end(&self, mut at: usize) -> usize {
        let bytes = self.rest.as_bytes();
        while at < bytes.len() {
            let class = CLASSES[bytes[at] as usize];
            if class & self.letters != 0 {
                at += 1;
            } else if class & WIDE == 0 {
                return at;
            } else {
                let (is_letter, length) = self.wide(at);
                if !is_letter {
                    return at;
                }
                at += length;
            }
        }
        at
    }

    /// Whether the character beyond ASCII at a place is of words, and its bytes.
    #[cold]
    fn wide(&self, at: usize) -> (bool, usize) {
        let letter = self.rest[at..].chars().next().unwrap_or_default();
        (letter.is_alphanumeric() || self.joins.contains(&letter), letter.len_utf8())
    }
}

impl<'t> Iterator for Runs<'t> {
    type Item = &'t str;

    #[inline]
    fn next(&mut self) -> Option<&'t str> {
        let start = self.begin();
        if start == self.rest.len() {
            self.rest = "";
            return None;
        }
        let end = self.end(start);
        let (word, rest) = (&self.rest[start..end], &self.rest[end..]);
        self.rest = rest;
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_known_whole_and_in_any_case() {
        const SET: Words = Words::of(&["risk", "risks", "go-live", "a", "élan"]);
        for word in ["risk", "RISKS", "Go-Live", "a", "élan"] {
            assert!(SET.knows(word), "{word}");
        }
        for word in ["", "ris", "riskss", "rusk", "b", "elan"] {
            assert!(!SET.knows(word), "{word}");
        }
        assert!(has_word("Top Risks & more", &SET) && has_word("Top Risks", &["risks"]));
        assert!(!has_word("Brisk walk", &SET));
    }

    proptest! {
        #[test]
        fn words_are_those_between_other_characters(text in ".{0,24}", near in "([a-c0-9]|-|'|’| |é|ß|\u{1f}|٣){0,24}") {
            for text in [text, near] {
                let plain: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
                prop_assert_eq!(words(&text).collect::<Vec<_>>(), plain);
                let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
                let joined: Vec<&str> = text.split(|c| !is_part(c)).filter(|word| !word.is_empty()).collect();
                prop_assert_eq!(joined_words(&text).collect::<Vec<_>>(), &joined[..]);
                let mut words = Vec::new();
                let digits = cut(&text, |start, end, plain| words.push((&text[start..end], plain)));
                let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric());
                prop_assert_eq!(words, joined.into_iter().map(|word| (word, plain(word))).collect::<Vec<_>>());
                prop_assert_eq!(digits, text.bytes().any(|byte| byte.is_ascii_digit()));
            }
        }

        #[test]
        fn a_set_knows_what_its_list_knows(word in "[a-dA-Dé-]{0,4}") {
            const SET: Words = Words::of(&["a", "ab", "abc", "d-a", "dé", "bbbb", "cab"]);
            prop_assert_eq!(SET.knows(&word), SET.all().knows(&word));
        }
    }
}
