//! Text where markup is expected.

/// Text in an attribute or between tags of HTML.
pub fn text_into(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut quotes = memchr::memchr_iter(b'"', bytes).peekable();
    let mut others = memchr::memchr3_iter(b'&', b'<', b'>', bytes).peekable();
    let mut from = 0;
    while let Some(at) = match (quotes.peek(), others.peek()) {
        (Some(quote), Some(other)) if quote < other => quotes.next(),
        (Some(_), None) => quotes.next(),
        _ => others.next(),
    } {
        out.push_str(&text[from..at]);
        out.push_str(match bytes[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// The same, as a new string; for attributes in double quotes.
pub fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text_into(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_markup_would_read_is_escaped() {
        assert_eq!(super::attribute("a \"b\" <c> & \"d"), "a &quot;b&quot; &lt;c&gt; &amp; &quot;d");
        assert_eq!(super::attribute("ä's"), "ä's");
        assert_eq!(super::attribute(""), "");
    }
}
