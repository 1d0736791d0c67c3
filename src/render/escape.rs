//! Text where markup is expected.

/// Text in an attribute or between tags of HTML.
pub fn text_into(out: &mut String, text: &str) {
    pulldown_cmark_escape::escape_html(out, text).expect("a string takes all that is written");
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
        assert_eq!(super::attribute("ä's"), "ä&#39;s");
        assert_eq!(super::attribute(""), "");
    }
}
