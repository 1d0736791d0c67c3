//! The words of a document, looked at once: where they stand in each text, and which words it has at all, so that most
//! questions of the recognisers are answered without reading its texts again.

use crate::understand::phrase::words::{self, Known, Shape, Words};

/// A word of a text, hyphens and apostrophes within.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// First byte in the reading's buffer.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// What a glance at it tells.
    pub shape: Shape,
}

/// Adds all words of a text that stands at `base` in the buffer; gives whether it has a digit.
pub(super) fn read(text: &str, base: u32, into: &mut Vec<Word>, known: &mut Vocabulary) -> bool {
    words::cut(text, |start, end, plain| {
        let word = &text[start..end];
        known.add(word.as_bytes());
        if !plain {
            word.split(['-', '\'', '’']).for_each(|part| known.add(part.as_bytes()));
        }
        into.push(Word { start: base + start as u32, end: base + end as u32, shape: Shape::of(word) });
    })
}

/// Bits of the filter; a document of 1,000 different words sets one in thirty.
const BITS: usize = 1 << 15;
/// Letters of a beginning that can be asked for.
const HEAD: usize = 5;

/// Which words a document has: a filter (Bloom, CACM 13(7), 1970) that may know a word too many and never one too few.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    bits: Box<[u64; BITS / 64]>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { bits: Box::new([0; BITS / 64]) }
    }
}

impl Vocabulary {
    /// Adds a word, or a part of one, and its beginning.
    #[inline]
    fn add(&mut self, word: &[u8]) {
        if let Some(head) = word.first_chunk::<HEAD>() {
            self.set(hash(head) ^ BEGINS);
        }
        self.set(hash(word));
    }

    fn set(&mut self, hash: u64) {
        let at = place(hash);
        self.bits[at / 64] |= 1 << (at % 64);
    }

    fn has_hash(&self, hash: u64) -> bool {
        let at = place(hash);
        self.bits[at / 64] >> (at % 64) & 1 == 1
    }

    /// Whether the document may say one of these, words or several words with blanks between; `false` is certain. A word
    /// with a hyphen is asked for whole or by a part.
    pub fn may_have(&self, any: &Words) -> bool {
        let has = |word: &str| self.has_hash(hash(word.as_bytes()));
        any.all().iter().any(|said| said.split([' ', '/', '.', '&']).all(|word| word.is_empty() || has(word)))
    }

    /// Whether a word of the document may begin like this: five letters (lower case), for words that are told by their
    /// stem; `false` is certain.
    pub fn may_begin(&self, head: &[u8; HEAD]) -> bool {
        self.has_hash(hash(head) ^ BEGINS)
    }
}

/// Tells beginnings from words.
const BEGINS: u64 = 0x5bd1_e995_5bd1_e995;
/// An odd number with bits all over (2^64 divided by the golden ratio; Knuth, TAOCP 6.4).
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
/// The bit by which capitals and small letters of ASCII differ, in each byte; other characters it may confuse.
const CASE: u64 = 0x2020_2020_2020_2020;

/// Eight bytes at a time, for words are short; alike for both cases of ASCII.
#[inline]
fn hash(word: &[u8]) -> u64 {
    let (chunks, rest) = word.as_chunks::<8>();
    let whole = chunks.iter().fold(0, |hash, chunk| next(hash, u64::from_le_bytes(*chunk)));
    next(whole, few(rest))
}

#[inline]
fn next(hash: u64, bytes: u64) -> u64 {
    let mixed = (hash ^ (bytes | CASE)).wrapping_mul(MIX);
    mixed ^ mixed >> 32
}

/// Up to seven bytes as one number, by reads that overlap.
#[inline]
fn few(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (head, tail) = (u32::from_le_bytes(*head), u32::from_le_bytes(*tail));
        return u64::from(head) | u64::from(tail) << (8 * (length - 4));
    }
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| u64::from(*byte) << (8 * at));
    byte(0) | byte(1) | byte(2)
}

fn place(hash: u64) -> usize {
    hash as usize % BITS
}

/// Whether one of these words is in a set.
pub(super) fn among(text: &str, words: &[Word], any: &Words) -> bool {
    words.iter().any(|word| any.may_know(word.shape) && any.knows(&text[word.start as usize..word.end as usize]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_is_known_whole_by_its_parts_and_by_its_beginning() {
        let mut known = Vocabulary::default();
        read("Go-Live: ESCALATION, Tiers (élan)", 0, &mut Vec::new(), &mut known);
        let sets: [&[&str]; 5] = [&["go-live"], &["x", "live"], &["escalation"], &["élan"], &["escalation tiers"]];
        for set in sets {
            assert!(known.may_have(&Words::of(set.to_vec().leak())), "{set:?}");
        }
        assert!(known.may_begin(b"escal") && known.may_begin(b"tiers"));
        assert!(!known.may_have(&Words::of(&["escalate", "tier", "go tier"])) && !known.may_begin(b"scala"));
    }

    proptest! {
        #[test]
        fn no_word_of_a_text_is_missed(text in ".{0,40}", near in "([a-cA-C0-9]|-|'|’| ){0,40}") {
            const SET: Words = Words::of(&["a", "ab", "b", "c-a", "abc"]);
            for text in [text, near] {
                let (mut list, mut known) = (Vec::new(), Vocabulary::default());
                read(&text, 0, &mut list, &mut known);
                let has = words::joined_words(&text).any(|word| SET.knows(word));
                prop_assert_eq!(among(&text, &list, &SET), has);
                prop_assert!(!has || known.may_have(&SET));
            }
        }
    }
}
