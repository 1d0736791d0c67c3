//! What a browser keeps a reader's tick by: the document's path, the box's text, and how many boxes before it in the
//! document have the same text. An edit elsewhere leaves ticks where they are.

use std::collections::HashMap;

use crate::parse::document::Document;

/// The key of a box within its document.
pub fn key(document: &Document, item: u32) -> String {
    let tasks = &document.tasks[..=item as usize];
    let Some((own, before)) = tasks.split_last() else { return String::new() };
    written(&own.text, before.iter().filter(|task| task.text == own.text).count())
}

/// The keys of all boxes of a document, in their order.
pub fn keys(document: &Document) -> Vec<String> {
    let mut repeats: HashMap<&str, usize> = HashMap::with_capacity(document.tasks.len());
    document
        .tasks
        .iter()
        .map(|task| {
            let before = repeats.entry(&task.text).or_default();
            *before += 1;
            written(&task.text, *before - 1)
        })
        .collect()
}

fn written(text: &str, before: usize) -> String {
    match before {
        0 => format!("{:x}", hash(text)),
        _ => format!("{:x}-{}", hash(text), before + 1),
    }
}

/// FNV-1a with 64 bits, folded to 48: short, and the same on every machine and in every version.
fn hash(text: &str) -> u64 {
    let all = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (all ^ all >> 48) & 0xffff_ffff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::testing;

    fn of(text: &str) -> Vec<String> {
        let (document, _) = testing::read("a.md", text);
        let keys = keys(&document);
        for (at, known) in keys.iter().enumerate() {
            assert_eq!(*known, key(&document, at as u32));
        }
        keys
    }

    #[test]
    fn a_key_stays_while_its_box_does() {
        let before = of("# A\n\n- [ ] One\n- [ ] Two\n- [ ] One\n");
        let after = of("# New\n\nText.\n\n- [x] Zero\n\n## B\n\n- [x] **One**\n- [ ] Two\n\n1. [ ] One\n");
        assert_eq!(before, after[1..]);
        assert_eq!(before[2], format!("{}-2", before[0]));
        assert_eq!(before[0], "ca19bf83591e", "what devices have kept stays valid");
    }
}
