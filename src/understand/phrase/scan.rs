//! A cursor over a text from which phrases read words and numbers.

/// A short word in lower case, for a `match`; what is longer than any word that is asked for is empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lower {
    bytes: [u8; Self::LONGEST],
    length: usize,
}

impl Lower {
    const LONGEST: usize = 16;

    /// Of a word, whatever its case.
    pub fn of(word: &str) -> Self {
        let mut bytes = [0; Self::LONGEST];
        let length = if word.len() > Self::LONGEST { 0 } else { word.len() };
        for (to, from) in bytes.iter_mut().zip(word.as_bytes()[..length].iter()) {
            *to = from.to_ascii_lowercase();
        }
        Self { bytes, length }
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// A place in a text; copy it to come back to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// At the head of the text.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes read so far.
    pub fn at(&self) -> usize {
        self.at
    }

    /// What is still to be read.
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether a word or number ends here.
    pub fn word_ends(&self) -> bool {
        match self.text.as_bytes().get(self.at) {
            None => true,
            Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric(),
            _ => !self.peek().is_some_and(char::is_alphanumeric),
        }
    }

    /// Reads white space; whether there was any.
    pub fn spaces(&mut self) -> bool {
        let before = self.at;
        if !self.text.as_bytes().get(self.at).is_some_and(|byte| byte.is_ascii_graphic()) {
            self.at = self.text.len() - self.rest().trim_start().len();
        }
        self.at > before
    }

    /// Reads one of these characters, if it is next.
    pub fn eat(&mut self, any: &[char]) -> Option<char> {
        let next = self.peek().filter(|next| any.contains(next))?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Reads so many bytes, which must end a character.
    pub fn take(&mut self, bytes: usize) -> Option<&'a str> {
        let taken = self.rest().get(..bytes)?;
        self.at += bytes;
        Some(taken)
    }

    /// Reads a run of letters.
    pub fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let ascii = rest.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
        let end = match rest.as_bytes().get(ascii) {
            Some(128..) => rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len()),
            _ => ascii,
        };
        self.at += end;
        (end > 0).then(|| &rest[..end])
    }

    /// Reads one of these lower-case words, whatever its case, if it is next and whole.
    pub fn keyword(&mut self, any: &[&str]) -> Option<&'a str> {
        // Most words are none of these, which their first letter tells.
        let first = self.text.as_bytes().get(self.at)?.to_ascii_lowercase();
        if !any.iter().any(|known| known.as_bytes()[0] == first) {
            return None;
        }
        self.attempt(|scan| {
            let word = scan.word()?;
            (scan.word_ends() && any.iter().any(|known| word.eq_ignore_ascii_case(known))).then_some(word)
        })
    }

    /// Reads a run of at most `most` digits (at most 9); a longer run is no such number.
    pub fn number(&mut self, most: usize) -> Option<u32> {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > most {
            return None;
        }
        let value = rest[..digits].parse().ok()?;
        self.at += digits;
        Some(value)
    }

    /// Reads a whole number of at most three digits, or a number word: `two`, `twelve`.
    pub fn count(&mut self) -> Option<u32> {
        const WORDS: [&str; 13] =
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        if self.peek()?.is_ascii_digit() {
            return self.attempt(|scan| scan.number(3).filter(|_| scan.word_ends()));
        }
        let word = self.keyword(&WORDS)?;
        WORDS.iter().position(|known| word.eq_ignore_ascii_case(known)).map(|at| at as u32)
    }

    /// Reads these lower-case words, whatever their case, with spaces or hyphens between them.
    pub fn words(&mut self, words: &[&str]) -> Option<()> {
        self.attempt(|scan| {
            for (at, word) in words.iter().enumerate() {
                if at > 0 {
                    scan.spaces();
                    scan.eat(&['-', '‑']);
                }
                scan.keyword(&[word])?;
            }
            Some(())
        })
    }

    /// Reads one of these marks, as it stands.
    pub fn mark(&mut self, any: &[&str]) -> Option<()> {
        let mark = any.iter().find(|mark| self.rest().starts_with(**mark))?;
        self.at += mark.len();
        Some(())
    }

    /// Reads exactly so many digits.
    pub fn digits(&mut self, exactly: usize) -> Option<u32> {
        self.attempt(|scan| {
            let before = scan.at;
            scan.number(exactly).filter(|_| scan.at - before == exactly)
        })
    }

    /// Reads what the closure reads, or nothing when it gives nothing.
    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let value = read(&mut ahead)?;
        *self = ahead;
        Some(value)
    }

    /// Reads a dash or a word that makes a range (`–`, `to`, `→` …), with the spaces around it.
    pub fn range_mark(&mut self) -> Option<()> {
        self.attempt(|scan| {
            scan.spaces();
            if scan.eat(&['-', '–', '—', '→', '‑']).is_none() {
                scan.keyword(&["to", "through", "until", "till", "thru"])?;
            } else if scan.eat(&['>']).is_none() {
                scan.eat(&['-']);
            }
            scan.spaces();
            Some(())
        })
    }
}
