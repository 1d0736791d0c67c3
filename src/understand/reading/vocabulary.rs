//! The words of a document, looked at once: where they stand in each text, and which words it has at all, so that most
//! questions of the recognisers are answered without reading its texts again.

use crate::understand::phrase::words::{Known, Shape, Words, joined_words};

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

/// All words of a text that stands at `start` in the buffer.
pub(super) fn words(text: &str, start: u32, into: &mut Vec<Word>) {
    let base = text.as_ptr() as usize;
    into.extend(joined_words(text).map(|word| {
        let start = start + (word.as_ptr() as usize - base) as u32;
        Word { start, end: start + word.len() as u32, shape: Shape::of(word) }
    }));
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
    /// Adds a word, the parts of one with hyphens, and its beginning.
    pub(super) fn add(&mut self, word: &str) {
        self.add_one(word);
        if word.bytes().any(|byte| !byte.is_ascii_alphanumeric()) {
            word.split(['-', '\'', '’']).for_each(|part| self.add_one(part));
        }
    }

    fn add_one(&mut self, word: &str) {
        let mut hash = SEED;
        for (at, byte) in word.bytes().enumerate() {
            if at == HEAD {
                self.set(hash ^ BEGINS);
            }
            hash = next(hash, byte);
        }
        if word.len() == HEAD {
            self.set(hash ^ BEGINS);
        }
        self.set(hash);
    }

    fn set(&mut self, hash: u32) {
        let at = place(hash);
        self.bits[at / 64] |= 1 << (at % 64);
    }

    fn has_hash(&self, hash: u32) -> bool {
        let at = place(hash);
        self.bits[at / 64] >> (at % 64) & 1 == 1
    }

    /// Whether the document may say one of these, words or several words with blanks between; `false` is certain. A word
    /// with a hyphen is asked for whole or by a part.
    pub fn may_have(&self, any: &Words) -> bool {
        let has = |word: &str| self.has_hash(word.bytes().fold(SEED, next));
        any.all().iter().any(|said| said.split([' ', '/', '.', '&']).all(|word| word.is_empty() || has(word)))
    }

    /// Whether a word of the document may begin like this: five letters (lower case), for words that are told by their
    /// stem; `false` is certain.
    pub fn may_begin(&self, head: &[u8; HEAD]) -> bool {
        self.has_hash(head.iter().copied().fold(SEED, next) ^ BEGINS)
    }
}

/// FNV-1a over the letters without their case (Fowler, Noll, Vo; draft-eastlake-fnv).
const SEED: u32 = 0x811c_9dc5;
const BEGINS: u32 = 0x5bd1_e995;

fn next(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
}

fn place(hash: u32) -> usize {
    (hash ^ hash >> 15) as usize % BITS
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
        ["Go-Live", "ESCALATION", "Tiers", "élan"].into_iter().for_each(|word| known.add(word));
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
                words(&text, 0, &mut list);
                list.iter().for_each(|word| known.add(&text[word.start as usize..word.end as usize]));
                let has = joined_words(&text).any(|word| SET.knows(word));
                prop_assert_eq!(among(&text, &list, &SET), has);
                prop_assert!(!has || known.may_have(&SET));
            }
        }
    }
}
