//! Comments for pull requests: what they look like, that they are never too long, and that nothing in them acts.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

use super::markdown::LARGEST;
use super::tests::{report, sources, span, write};
use super::*;
use crate::base::span::Span;

#[test]
fn a_small_report() {
    let s = sources(&["See [two](tow.md)\n", "# Two\n"]);
    let found = [
        Diagnostic::new(
            "link/missing-file",
            Level::Error,
            SourceId(0),
            span(&s, 0, "tow.md"),
            "`tow.md` is not there.",
        )
        .help("Did you mean `two.md`?"),
        Diagnostic::new("doc/orphan", Level::Hint, SourceId(1), Span::at(0), "Ask @team, see #12 | <b>*now*</b>."),
        Diagnostic::new("link/empty", Level::Warning, SourceId(0), Span::at(4), "A ` and `` and R&D."),
    ];
    let expected = "\
## The handbook check fails: 1 error, 1 warning, 1 hint

| Level | Findings |
| --- | ---: |
| error | 1 |
| warning | 1 |
| hint | 1 |

Found in 2 files; 2 documents checked.

### `docs/a.md`

- **error** `docs/a.md:1:11`: `tow.md` is not there. Did you mean `two.md`? (`link/missing-file`)
- **warning** `docs/a.md:1:5`: A ` and `\\` and R&amp;\u{200b}D. (`link/empty`)

### `docs/b.md`

- **hint** `docs/b.md:1:1`: Ask @\u{200b}team, see #\u{200b}12 \\| &lt;b&gt;\\*now\\*&lt;/b&gt;. (`doc/orphan`)
";
    assert_eq!(write(&s, &found, markdown), expected);
}

#[test]
fn the_verdict_is_that_of_the_run() {
    let s = sources(&["text", "text"]);
    let path = |_| "a.md".to_owned();
    let warning = [Diagnostic::new("x/y", Level::Warning, SourceId(0), Span::at(0), "m")];
    let says = |found: &[Diagnostic], strict| {
        let mut out = Vec::new();
        markdown(&Report { strict, ..report(&s, found, &path) }, &mut out).unwrap();
        String::from_utf8(out).unwrap().lines().next().unwrap().to_owned()
    };
    assert_eq!(says(&warning, false), "## The handbook check passes: 1 warning");
    assert_eq!(says(&warning, true), "## The handbook check fails: 1 warning");
    assert_eq!(write(&s, &[], markdown), "**The handbook check passes:** 2 documents, no findings.\n");
}

#[test]
fn many_findings_are_folded_and_too_many_are_cut_the_gravest_last() {
    let s = sources(&["text", "text"]);
    let at = |level, count: usize, id| {
        (0..count).map(move |at| Diagnostic::new("x/y", level, SourceId(id), Span::at(0), format!("Number {at}.")))
    };
    let few: Vec<Diagnostic> = at(Level::Warning, 11, 0).collect();
    let text = write(&s, &few, markdown);
    assert!(text.contains("<details>\n<summary><code>docs/a.md</code>: 11 warnings</summary>\n\n- "), "{text}");
    assert!(text.ends_with("\n</details>\n") && !text.contains("left out"));

    let many: Vec<Diagnostic> = at(Level::Hint, 5000, 0).chain(at(Level::Error, 3, 1)).collect();
    let text = write(&s, &many, markdown);
    assert!((LARGEST - 500..=LARGEST).contains(&text.len()), "{}", text.len());
    let shown = text.matches("\n- **hint**").count();
    assert_eq!(text.matches("\n- **error**").count(), 3);
    let rest = 5000 - shown;
    let said =
        format!("\n**{rest} more findings are left out here** ({rest} hints), because a comment has a largest size.\n");
    assert!(text.ends_with(&said), "{}", &text[text.len() - 300..]);
    assert!(text.contains("<summary><code>docs/a.md</code>: 5000 hints</summary>"));
}

/// Words that mean something on a forge or in Markdown, and what could end what they are put in.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => "[`|@#<>\\[\\]()!*_~\\\\$&%:a-z0-9 \n\r\t\"-]{0,10}",
        1 => Just("</details>".to_owned()),
        1 => Just("<!--".to_owned()),
        1 => Just("\n\n# Title\n\n- [x](javascript:x)\n\n```\n".to_owned()),
        1 => Just("GH-12 @team #12 &copy; <a href=x>".to_owned()),
        1 => Just("` https://a.example/ WWW.b.example `".to_owned()),
        1 => "[日\u{202e}\u{0}😀é]{0,6}",
        1 => (1..3000usize, "[a日`<&]").prop_map(|(count, c)| c.repeat(count)),
    ];
    proptest::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

/// What a comment does when a forge shows it, in words; empty when it only says something.
fn acts(comment: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_code = false;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
    for event in Parser::new_ext(comment, options) {
        use pulldown_cmark::{Tag, TagEnd};
        match event {
            Event::Html(html) => {
                let rest = html.replace("<details>", "").replace("</details>", "");
                let rest = rest.replace("<summary><code>", "").replace("</summary>", "").replacen("</code>", "", 1);
                if rest.contains('<') {
                    found.push(format!("HTML {html}"));
                }
            }
            Event::InlineHtml(html) => found.push(format!("HTML {html}")),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                found.push(format!("link {dest_url}"))
            }
            Event::Start(Tag::Strikethrough | Tag::Emphasis | Tag::BlockQuote(_)) => found.push("markup".to_owned()),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code => {
                let letters: Vec<char> = text.chars().collect();
                let refers = |pair: &[char]| matches!(pair[0], '@' | '#') && pair[1].is_alphanumeric();
                let address = ["://", "www.b"].iter().any(|sign| text.to_ascii_lowercase().contains(sign));
                found.extend(address.then(|| format!("address {text}")));
                found.extend(letters.windows(2).filter(|pair| refers(pair)).map(|pair| format!("reference {pair:?}")));
            }
            _ => {}
        }
    }
    assert!(!in_code, "a block of code is never closed");
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn comment_is_never_too_long_and_never_acts(
        findings in proptest::collection::vec((text(), text(), 0..3usize, 0..2u32), 0..150),
        path in text(),
        strict: bool,
    ) {
        let s = sources(&["text", "text"]);
        let levels = [Level::Error, Level::Warning, Level::Hint];
        let found: Vec<Diagnostic> = findings
            .iter()
            .map(|(message, help, level, id)| {
                Diagnostic::new("x/y", levels[*level], SourceId(*id), Span::at(0), message.clone()).help(help.clone())
            })
            .collect();
        let path = |id: SourceId| format!("{}/{}{path}", id.0, path.replace('/', ""));
        let mut out = Vec::new();
        markdown(&Report { strict, ..report(&s, &found, &path) }, &mut out).unwrap();
        let comment = String::from_utf8(out).unwrap();
        prop_assert!(comment.len() <= LARGEST, "{} bytes", comment.len());
        let acts = acts(&comment);
        prop_assert!(acts.is_empty(), "{acts:?} in\n{comment}");
        prop_assert_eq!(comment.matches("\n<details>\n").count(), comment.matches("\n</details>\n").count());
        let shown = comment.lines().filter(|line| line.starts_with("- **")).count();
        let rest = format!("**{} more ", found.len() - shown);
        prop_assert!(shown == found.len() || comment.contains(&rest), "no `{rest}`");
    }
}
