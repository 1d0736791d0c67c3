//! Every page is markup without a tag unclosed or misnested, and nothing that a document holds runs on it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use sprintbook::pipeline;

use crate::{markup, soup};

/// Builds the documents into one site and looks at each page.
fn look(documents: &[String]) -> Result<(), TestCaseError> {
    let names: Vec<String> = (0..documents.len()).map(|at| format!("content/d{at}.md")).collect();
    let mut files: Vec<(&str, &[u8])> =
        names.iter().map(String::as_str).zip(documents.iter().map(String::as_bytes)).collect();
    files.push(("handbook.yaml", b"title: Soup\ntheme: {footer: \"<script>x</script> & more\"}\n"));
    let built = pipeline::in_memory(&files);
    prop_assert!(built.site.len() > documents.len() / 2, "a site was made");
    for (path, bytes) in built.site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = markup::read(bytes);
        let own = path.strip_prefix('d').and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
        let text = own.and_then(|at| documents.get(at));
        prop_assert!(page.faults.is_empty(), "{path}: {:?}\n{text:?}", page.faults);
        // What an author writes as HTML stands where the author put it.
        let raw_html = text.is_some_and(|text| text.contains('<'));
        prop_assert!(page.misplaced.is_empty() || raw_html, "{path}: {:?}\n{text:?}", page.misplaced);
        prop_assert!(page.dangers().is_empty(), "{path}: {:?}\n{text:?}", page.dangers());
    }
    Ok(())
}

proptest! {
    #![proptest_config(soup::cases(10))]

    #[test]
    fn of_any_markdown(documents in proptest::collection::vec(soup::document(), 12)) {
        look(&documents)?;
    }

    #[test]
    fn of_any_html(documents in proptest::collection::vec(soup::html(), 12)) {
        look(&documents)?;
    }
}

/// What has been used against sanitizers and renderers before.
const ATTACKS: &[&str] = &[
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=\"x` `<script>alert(1)</script>\"` `>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<div><a\nhref=x\n</title>",
    "<img srcset=\"a.png 1x, javascript:x 2x\">",
    "**A:** 1:***b\n**C:** 2**",
    "**A:** *x\n**B:** y*\n\n**K:** [l\n**M:** z](x.md)",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "[x](javascript&colon;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](jAvAsCrIpT:alert(1) \"title\" )",
    "<a href=\"  javascript:alert(1)\">x</a>",
    "<a href=\"java\nscript:alert(1)\">x</a>",
    "![x](https://a.example/\"onerror=\"alert(1))",
    "[x](https://a.example/\"onclick=\"alert(1))",
    "[x](<a.md\" onclick=\"alert(1)>)",
    "# Heading\" onclick=\"alert(1)\n\n[x](#heading-onclickalert1)",
    "## A {#x\" onclick=\"alert(1)}\n\n## B {#<script>}",
    "```\"><script>alert(1)</script>\nx\n```",
    "```rust\" onclick=\"alert(1)\nx\n```",
    "---\ntitle: \"</title><script>alert(1)</script>\"\ndescription: \"\\\"><script>alert(1)</script>\"\ntags: [\"<script>alert(1)</script>\"]\n---\nx",
    "---\naliases: [\"/a/\\\"><script>alert(1)</script>/\"]\n---\nx",
    "- [ ] <img src=x onerror=alert(1)>\n- [x] [a](javascript:alert(1))",
    "**<img src=x onerror=alert(1)>:** <script>alert(1)</script>\n**b:** [x](javascript:alert(1))",
    "[[a|<img src=x onerror=alert(1)>]] ![[x\" onerror=\"alert(1)]]",
    "x[^<script>]\n\n[^<script>]: <img src=x onerror=alert(1)>",
    "| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |",
    "## Day 1: <img src=x onerror=alert(1)>\n\n**Duration:** 1 hour\n**Attendees:** <script>alert(1)</script>",
    "[x](a.md \"<script>alert(1)</script>\")\n\n[y][\"><script>]\n\n[\"><script>]: a.md",
    "<details ontoggle=alert(1) open>x</details><video onloadstart=alert(1)><source onerror=alert(1)></video>",
    "<a href=\"#\" target=\"_blank\" rel=\"opener\" ping=\"https://a.example/\">x</a>",
    "<div id=\"site.main\" class=\"banner\">x</div><a name=\"site.nav\">x</a>",
];

#[test]
fn known_attacks_do_nothing() {
    let mut texts = BTreeMap::new();
    for (at, attack) in ATTACKS.iter().enumerate() {
        texts.insert(format!("content/d{at}.md"), (*attack).to_owned());
        texts.insert(format!("content/from{at}.md"), format!("# From\n\nSee [that](d{at}.md), {attack}\n"));
    }
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    for (path, bytes) in pipeline::in_memory(&files).site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = markup::read(bytes);
        let number = path.trim_start_matches(char::is_alphabetic).split('/').next().unwrap_or_default();
        let attack = number.parse::<usize>().map_or("", |at| ATTACKS[at]);
        assert!(page.faults.is_empty(), "{path} of {attack:?}: {:?}", page.faults);
        assert!(page.dangers().is_empty(), "{path} of {attack:?}: {:?}", page.dangers());
        let scripts = String::from_utf8_lossy(bytes).matches("<script").count();
        assert!(scripts <= 2, "{path} of {attack:?} has {scripts} scripts");
    }
}
