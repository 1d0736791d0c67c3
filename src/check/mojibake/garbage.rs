//! Finds UTF-8 that was read as Windows-1252 or Latin-1, and tells it from letters that people write.
//!
//! A lead byte of UTF-8 (C2 to F4) becomes a letter such as `Ã`, `â` or `ð`, and each byte that continues it a sign or
//! a capital letter. The first of a sequence says how many follow. In real text such a letter is followed by small
//! letters; what is left to tell apart is the end of a word before a quote, an ellipsis or a dash ("MANHÃ…",
//! "« café »", „Ä“), a trademark (NESCAFÉ®) and a unit (Å²).

use std::str;

use crate::base::span::Span;

/// A run of garbage on one line.
#[derive(Debug, PartialEq, Eq)]
pub struct Garbage {
    /// Where it stands.
    pub span: Span,
    /// What it was, where all its bytes are there.
    pub restored: Option<String>,
    /// What it most likely was, where they are not.
    pub likely: Option<char>,
}

/// All garbage of a text, in order.
pub fn find(text: &str) -> Vec<Garbage> {
    let mut found: Vec<Garbage> = Vec::new();
    let mut from = 0;
    // U+00C2 to U+00F4 are C3 82 to C3 B4 in UTF-8.
    while let Some(at) = memchr::memchr(0xC3, &text.as_bytes()[from..]).map(|at| at + from) {
        let run = run(text, at);
        from = run.end.max(at + 2);
        if let Some(garbage) = judge(text, at, &run) {
            found.push(garbage);
        }
    }
    found
}

/// Sequences that follow each other without anything between them.
#[derive(Default)]
struct Run {
    sequences: Vec<Sequence>,
    end: usize,
}

/// A lead and what continues it.
struct Sequence {
    bytes: Vec<u8>,
    /// The characters that continue it.
    tail: Vec<char>,
    /// Whether it is as long as its lead says, and valid.
    whole: bool,
}

fn run(text: &str, start: usize) -> Run {
    let mut run = Run { sequences: Vec::new(), end: start };
    while let Some((sequence, length)) = sequence(&text[run.end..]) {
        run.sequences.push(sequence);
        run.end += length;
    }
    run
}

fn sequence(text: &str) -> Option<(Sequence, usize)> {
    let mut characters = text.chars();
    let lead = characters.next()?;
    let wanted = match lead {
        '\u{c2}'..='\u{df}' => 1,
        '\u{e0}'..='\u{ef}' => 2,
        '\u{f0}'..='\u{f4}' => 3,
        _ => return None,
    };
    let tail: Vec<char> = characters.take(wanted).take_while(|&c| continues(c).is_some() || c == '\u{fffd}').collect();
    if tail.is_empty() {
        return None;
    }
    let mut bytes = vec![lead as u8];
    bytes.extend(tail.iter().filter_map(|&c| continues(c)));
    let length = lead.len_utf8() + tail.iter().map(|c| c.len_utf8()).sum::<usize>();
    let whole = str::from_utf8(&bytes).is_ok_and(|text| !text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}')));
    Some((Sequence { bytes, tail, whole }, length))
}

/// The bytes 80 to 9F in Windows-1252; five of them are nothing there, and are read as Latin-1 has them.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte 80 to BF that a character is in Windows-1252, or in Latin-1.
fn continues(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{bf}' => Some(c as u8),
        _ => HIGH.iter().position(|&high| high == c).map(|at| 0x80 + at as u8),
    }
}

/// What people write behind the last letter of a word.
fn ends_words(c: char) -> bool {
    matches!(
        c,
        '…' | '‘'
            | '’'
            | '“'
            | '”'
            | '„'
            | '‚'
            | '‹'
            | '›'
            | '«'
            | '»'
            | '–'
            | '—'
            | '•'
            | '·'
            | '\u{a0}'
            | '™'
            | '®'
            | '©'
            | '°'
            | '²'
            | '³'
            | '¹'
            | '´'
            | '¨'
            | '¿'
            | '¡'
            | '\u{ad}'
            | '†'
            | '‡'
            | '§'
            | '¶'
            | 'ª'
            | 'º'
    )
}

/// What a run is: garbage, or letters of somebody's language.
fn judge(text: &str, start: usize, run: &Run) -> Option<Garbage> {
    let whole = run.sequences.iter().filter(|sequence| sequence.whole).count();
    let before = text[..start].chars().next_back();
    let after = text[run.end..].chars().next();
    let certain = |sequence: &Sequence| is_garbage(sequence, before, after);
    if run.sequences.is_empty() || (whole < 2 || !varied(run)) && !run.sequences.iter().any(certain) {
        return None;
    }
    let span = Span::new(start, run.end);
    if whole == run.sequences.len() {
        let bytes: Vec<u8> = run.sequences.iter().flat_map(|sequence| sequence.bytes.iter().copied()).collect();
        let proven = goes_back(&text[span.range()], &bytes);
        let restored = again(String::from_utf8(bytes).ok()?);
        // `ï¿½` was a replacement character before: its letter is lost.
        let restored = (proven && !restored.contains('\u{fffd}')).then_some(restored);
        return Some(Garbage { span, restored, likely: None });
    }
    let likely = match run.sequences.as_slice() {
        [one] => likely(one),
        _ => None,
    };
    Some(Garbage { span, restored: None, likely })
}

/// Whether bytes, read as Windows-1252 or as Latin-1 throughout, are what stands in the text.
fn goes_back(text: &str, bytes: &[u8]) -> bool {
    let latin = |byte: &u8| char::from(*byte);
    let windows = |byte: &u8| if let 0x80..=0x9f = byte { HIGH[usize::from(byte - 0x80)] } else { latin(byte) };
    text.chars().eq(bytes.iter().map(windows)) || text.chars().eq(bytes.iter().map(latin))
}

/// Whether two or more sequences are more than letters in front of quotes.
fn varied(run: &Run) -> bool {
    run.sequences.iter().filter(|sequence| sequence.whole).any(|sequence| !sequence.tail.iter().all(|&c| ends_words(c)))
}

/// Whether one sequence alone can be nothing else, between these characters.
fn is_garbage(sequence: &Sequence, before: Option<char>, after: Option<char>) -> bool {
    let tail = &sequence.tail;
    let upper_before = before.is_some_and(char::is_uppercase);
    let ending = tail.iter().all(|&c| ends_words(c));
    match sequence.bytes[0] {
        // `Â°`, `Ã©`: signs and letters of Western Europe.
        0xC2 | 0xC3 => sequence.whole && !(ending && upper_before) && !is_quoted(before, tail[0]),
        // Letters of Central Europe stand in words.
        0xC4 | 0xC5 => {
            let ends_word = before.is_some_and(char::is_lowercase);
            sequence.whole && (ends_word || after.is_some_and(char::is_lowercase)) && !upper_before
        }
        // `â€™`, `âœ…`, `â†’`: punctuation, arrows, dingbats. No word ends in `â€`, and none begins with `â³`.
        0xE2 => {
            let alone = !before.is_some_and(char::is_alphanumeric) && !ends_words_after_letter(tail[0]);
            sequence.whole && !(ending && before.is_some_and(char::is_alphabetic) && tail[0] != '†')
                || matches!(tail[0], '€' | '\u{80}' | 'ƒ' | 'Œ' | 'œ' | 'š' | 'ž' | 'Ÿ' | '\u{fffd}')
                || !sequence.whole && alone
        }
        // Vietnamese.
        0xE1 => sequence.whole && matches!(tail[0], 'º' | '»') && !ends_words(tail[1]),
        // A byte order mark, the invisible half of an emoji, and wide punctuation.
        0xEF => {
            matches!(tail[0], '¸' | '»' | '¼' | '¿') && (tail.len() == 1 || !matches!(tail[1], '…' | '”' | '’' | '–'))
        }
        // Emoji.
        0xF0 => matches!(tail[0], 'Ÿ' | '\u{9f}'),
        _ => false,
    }
}

/// Signs that may stand behind a letter that stands alone, such as a quote.
fn ends_words_after_letter(c: char) -> bool {
    ends_words(c)
        && !matches!(c, '³' | '²' | '¹' | '®' | '°' | '†' | '‡' | '§' | '¶' | 'ª' | 'º' | '¨' | '´' | '¡' | '¿')
}

/// „Ä“ and the like: a letter that is spoken of.
fn is_quoted(before: Option<char>, after: char) -> bool {
    before.is_none_or(|before| matches!(before, '„' | '“' | '‘' | '‚' | '«' | '»' | '"' | '\'' | '\u{a0}'))
        && matches!(after, '“' | '”' | '’' | '‘' | '»' | '«' | '…' | '–' | '—')
}

/// Text that went through it twice is restored twice.
fn again(text: String) -> String {
    let inner = find(&text);
    if inner.is_empty() || inner.iter().any(|garbage| garbage.restored.is_none()) {
        return text;
    }
    let mut restored = String::new();
    let mut from = 0;
    for garbage in &inner {
        restored.push_str(&text[from..garbage.span.start as usize]);
        restored.push_str(garbage.restored.as_deref().unwrap_or_default());
        from = garbage.span.end as usize;
    }
    restored.push_str(&text[from..]);
    restored
}

/// What a sequence most likely was whose missing byte is one of the five that Windows-1252 does not have.
fn likely(sequence: &Sequence) -> Option<char> {
    match sequence.bytes.as_slice() {
        [0xE2, 0x80] => Some('”'),
        [0xE2, 0xB3] => Some('⏳'),
        _ => None,
    }
}
