//! Markdown as the markup of its page, construct by construct: what is written, and what the page must hold of it.

use sprintbook::pipeline;

/// What the cases refer to.
const OTHERS: &[(&str, &str)] = &[
    ("handbook.yaml", "repository: https://github.com/example/handbook\n"),
    ("content/other.md", "# Other\n\n## Aims\n\n## Aims\n\n### AB-1: First\n\n- AB-2: second\n- AB-3: third\n"),
    ("content/x/y.md", "# Why\n"),
    ("content/two words.md", "# Two words\n"),
    ("content/later.md", "---\ndraft: true\n---\n\n# Later\n"),
    ("content/twins/a.md", "# Twin\n"),
    ("content/x/a.md", "# Twin\n"),
    ("content/picture.png", "x"),
    ("content/data.csv", "a,b\n"),
];

/// The markup between the beginning and the end of each text's body.
fn bodies(texts: &[&str]) -> Vec<String> {
    let names: Vec<String> = (0..texts.len()).map(|at| format!("content/case-{at}.md")).collect();
    let cases = names.iter().map(String::as_str).zip(texts.iter().copied());
    let files: Vec<(&str, &[u8])> =
        OTHERS.iter().copied().chain(cases).map(|(path, text)| (path, text.as_bytes())).collect();
    let site = pipeline::in_memory(&files).site;
    let body = |at: usize| {
        let page = String::from_utf8(site[&format!("case-{at}/index.html")].clone()).expect("pages are UTF-8");
        let (_, rest) = page.split_once("<div class=\"body\">\n").expect("a body");
        let ends = ["<section class=\"below", "<footer class=\"about\"", "</article>"];
        let end = ends.iter().filter_map(|end| rest.find(end)).min().expect("an end");
        rest[..end].trim_end().strip_suffix("</div>").expect("the body's end").trim().to_owned()
    };
    (0..texts.len()).map(body).collect()
}

/// Fails for each text whose body is not exactly the markup beside it.
#[track_caller]
fn exactly(cases: &[(&str, &str)]) {
    let texts: Vec<&str> = cases.iter().map(|(text, _)| *text).collect();
    for ((text, expected), body) in cases.iter().zip(bodies(&texts)) {
        assert_eq!(body, *expected, "\n{text}");
    }
}

/// Fails for each text whose body does not hold all of what stands beside it, or something of what must be absent.
#[track_caller]
fn with_and_without(cases: &[(&str, &[&str], &[&str])]) {
    let texts: Vec<&str> = cases.iter().map(|(text, ..)| *text).collect();
    for ((text, wanted, unwanted), body) in cases.iter().zip(bodies(&texts)) {
        for wanted in *wanted {
            assert!(body.contains(wanted), "`{wanted}` is missing in\n{body}\nof\n{text}");
        }
        for unwanted in *unwanted {
            assert!(!body.contains(unwanted), "`{unwanted}` is in\n{body}\nof\n{text}");
        }
    }
}

#[test]
fn runs_of_fields_are_one_list() {
    exactly(&[
        (
            "**Owner:** Ada *L*\n**Due:** 2026-01-05",
            "<dl class=\"fields\">\n<div><dt>Owner</dt><dd>Ada <em>L</em></dd></div>\n<div><dt>Due</dt><dd>2026-01-05</dd></div>\n</dl>",
        ),
        (
            "**Owner**: Ada  \n**See:** [other](other.md)",
            "<dl class=\"fields\">\n<div><dt>Owner</dt><dd>Ada</dd></div>\n\
             <div><dt>See</dt><dd><a href=\"../other/index.html\">other</a></dd></div>\n</dl>",
        ),
        // A value may go on in the next line.
        (
            "**Why:** because it\ngoes on\n**Due:** soon",
            "<dl class=\"fields\">\n<div><dt>Why</dt><dd>because it\ngoes on</dd></div>\n<div><dt>Due</dt><dd>soon</dd></div>\n</dl>",
        ),
        // Emphasis inside of a sentence is no key.
        ("This is **bold:** and goes on.", "<p>This is <strong>bold:</strong> and goes on.</p>"),
        (
            "- **Lead:** Ada\n- **Room:** 5",
            "<ul>\n<li><strong>Lead:</strong> Ada</li>\n<li><strong>Room:</strong> 5</li>\n</ul>",
        ),
    ]);
}

#[test]
fn boxes_say_whether_they_are_ticked() {
    // What a reader's tick is kept by comes from the text alone.
    let open = "<span class=\"box\" role=\"img\" aria-label=\"To do\" data-tick=\"aa1921ca46a7\"></span>";
    let done = "<span class=\"box\" role=\"img\" aria-label=\"Done\"></span>";
    exactly(&[
        (
            "- [ ] one\n- [x] **two**\n- [X] three",
            &format!(
                "<ul class=\"tasks\">\n<li class=\"task open\">{open} one</li>\n<li class=\"task done\">{done} <strong>two</strong></li>\n\
                 <li class=\"task done\">{done} three</li>\n</ul>"
            ),
        ),
        (
            "1. [ ] one\n   - [x] two",
            &format!(
                "<ol class=\"tasks\">\n<li class=\"task open\">{open} one<ul class=\"tasks\">\n<li class=\"task done\">{done} two</li>\n</ul>\n</li>\n</ol>"
            ),
        ),
        ("- [-] no box\n- [  ] none", "<ul>\n<li>[-] no box</li>\n<li>[  ] none</li>\n</ul>"),
        ("`- [ ]` and [ ] in text", "<p><code>- [ ]</code> and [ ] in text</p>"),
    ]);
}

#[test]
fn alerts_have_their_title() {
    for (kind, title) in
        [("NOTE", "Note"), ("TIP", "Tip"), ("IMPORTANT", "Important"), ("WARNING", "Warning"), ("CAUTION", "Caution")]
    {
        let text = format!("> [!{kind}]\n> Take care.");
        let class = kind.to_lowercase();
        let wanted = format!(
            "<div class=\"alert {class}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n<p>Take care.</p>\n</div>"
        );
        exactly(&[(&text, &wanted)]);
    }
    exactly(&[("> A quotation.", "<blockquote>\n<p>A quotation.</p>\n</blockquote>")]);
    with_and_without(&[("> [!OTHER]\n> Text.", &["<blockquote>", "[!OTHER]"], &["alert"])]);
}

#[test]
fn footnotes_are_numbered_by_their_first_mention_and_lead_back() {
    exactly(&[(
        "One[^b] two[^a] one[^b].\n\n[^a]: Second.\n[^b]: First, `code`.\n",
        "<p>One<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" aria-label=\"Footnote 1\">1</a></sup> \
         two<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" aria-label=\"Footnote 2\">2</a></sup> \
         one<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\" aria-label=\"Footnote 1\">1</a></sup>.</p>\n\
         <div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n\
         <li id=\"fn-1\"><p>First, <code>code</code>. <a class=\"footnote-back\" href=\"#fnref-1\" \
         aria-label=\"Back to the text of footnote 1\">↩</a></p></li>\n\
         <li id=\"fn-2\"><p>Second. <a class=\"footnote-back\" href=\"#fnref-2\" \
         aria-label=\"Back to the text of footnote 2\">↩</a></p></li>\n</ol>\n</div>",
    )]);
    with_and_without(&[
        ("Text[^gone].", &["[^gone]"], &["footnote"]),
        ("Text.\n\n[^a]: Nobody refers to it.", &["<p>Text.</p>"], &["Nobody"]),
    ]);
}

#[test]
fn definition_lists_are_lists() {
    exactly(&[
        (
            "Term\n: One\n: Two\n\nOther\n: Three",
            "<dl>\n<dt>Term</dt>\n<dd>One</dd>\n<dd>Two</dd>\n<dt>Other</dt>\n<dd>Three</dd>\n</dl>",
        ),
        ("No list: here", "<p>No list: here</p>"),
    ]);
}

#[test]
fn wikilinks_lead_to_pages_by_name() {
    exactly(&[
        ("[[other]]", "<p><a href=\"../other/index.html\">other</a></p>"),
        ("[[Other#Aims|the aims]]", "<p><a href=\"../other/index.html#aims\">the aims</a></p>"),
        ("[[two words]]", "<p><a href=\"../two-words/index.html\">two words</a></p>"),
        ("[[x/y]]", "<p><a href=\"../x/y/index.html\">x/y</a></p>"),
        ("![[picture.png]]", "<p><img src=\"../picture.png\" alt=\"picture.png\" loading=\"lazy\"></p>"),
        (
            "[[nowhere]]",
            "<p><span class=\"broken\" title=\"Broken reference: no page is called “nowhere”\">nowhere</span></p>",
        ),
        ("[[a]]", "<p><span class=\"broken\" title=\"Broken reference: 2 pages have this name\">a</span></p>"),
        ("`[[other]]`", "<p><code>[[other]]</code></p>"),
    ]);
}

#[test]
fn paths_in_code_spans_are_links_when_they_resolve() {
    exactly(&[
        ("`other.md`", "<p><a class=\"path\" href=\"../other/index.html\"><code>other.md</code></a></p>"),
        ("`x/y.md`", "<p><a class=\"path\" href=\"../x/y/index.html\"><code>x/y.md</code></a></p>"),
        ("`gone.md`", "<p><code class=\"broken\" title=\"Broken reference: there is no gone.md\">gone.md</code></p>"),
        ("`<squad>/charter.md`", "<p><code>&lt;squad&gt;/charter.md</code></p>"),
        ("`YYYY-MM-DD.md`", "<p><code>YYYY-MM-DD.md</code></p>"),
        ("`docs/*.md`", "<p><code>docs/*.md</code></p>"),
        ("`let x = 1`", "<p><code>let x = 1</code></p>"),
        ("[`other.md`](x/y.md)", "<p><a href=\"../x/y/index.html\"><code>other.md</code></a></p>"),
    ]);
}

#[test]
fn ids_of_a_series_lead_to_where_they_are_defined() {
    let first = "<a class=\"task-id\" href=\"../other/index.html#ab-1-first\">";
    exactly(&[
        ("See AB-1.", &format!("<p>See {first}AB-1</a>.</p>")),
        ("See AB-1, 2.", &format!("<p>See {first}AB-1</a>, {first}2</a>.</p>")),
        ("See AB-1–3.", &format!("<p>See {first}AB-1</a>–{first}3</a>.</p>")),
        ("See AB-9, UTF-8 and `AB-1`.", "<p>See AB-9, UTF-8 and <code>AB-1</code>.</p>"),
        ("[AB-1](x/y.md)", "<p><a href=\"../x/y/index.html\">AB-1</a></p>"),
    ]);
}

#[test]
fn addresses_of_the_web_are_links() {
    let link = |href: &str, text: &str| format!("<a class=\"external\" href=\"{href}\" rel=\"noopener\">{text}</a>");
    let bare = |href: &str| link(href, href);
    exactly(&[
        ("See https://a.example/b?c=d&e.", &format!("<p>See {}.</p>", bare("https://a.example/b?c=d&amp;e"))),
        ("(http://a.example/x_(y))", &format!("<p>({})</p>", bare("http://a.example/x_(y)"))),
        ("<https://a.example/>", &format!("<p>{}</p>", bare("https://a.example/"))),
        ("[text](https://a.example)", &format!("<p>{}</p>", link("https://a.example", "text"))),
        ("`https://a.example`", "<p><code>https://a.example</code></p>"),
    ]);
    with_and_without(&[
        ("<ada@a.example>", &["href=\"mailto:ada@a.example\"", ">ada@a.example</a>"], &[]),
        ("[mail](mailto:ada@a.example)", &["href=\"mailto:ada@a.example\""], &["broken"]),
        ("[https://b.example](x/y.md)", &["<a href=\"../x/y/index.html\">https://b.example</a>"], &["external"]),
    ]);
}

#[test]
fn raw_html_does_what_it_may_and_no_more() {
    with_and_without(&[
        ("a <b onclick=\"x()\">b</b>", &["a <b>b</b>"], &["onclick"]),
        ("<script>alert(1)</script>after", &["after"], &["script", "alert"]),
        ("<div style=\"color:red\" align=\"center\">x</div>", &["<div align=\"center\">x</div>"], &["style"]),
        ("<a href=\"javascript:x()\">x</a>", &["x"], &["javascript:x", "href="]),
        ("<a href=\"other.md#aims\">x</a>", &["href=\"../other/index.html#aims\""], &["broken"]),
        ("<img src=\"picture.png\" width=\"9\">", &["src=\"../picture.png\"", "width=\"9\""], &[]),
        ("<img src=\"gone.png\" alt=\"x\">", &["class=\"broken\""], &["src="]),
        (
            "<details><summary>More</summary>\n\n**in**\n\n</details>",
            &["<summary>More</summary>", "<strong>in</strong>"],
            &[],
        ),
        ("<h2>Raw</h2>", &["<h2 id=\"raw\">Raw</h2>"], &[]),
        ("H<sub>2</sub>O <kbd>K</kbd> a<br>b", &["H<sub>2</sub>O", "<kbd>K</kbd>", "<br>"], &[]),
        ("before <!-- a comment --> after", &["before", "after"], &["comment"]),
        ("<div class=\"broken\" id=\"site.main\">x</div>", &["<div>x</div>"], &["class=\"broken\"", "site.main"]),
        ("<style>p {}</style><iframe src=\"x\"></iframe>x", &["x"], &["<style", "p {}", "<iframe"]),
        // Our own markup around it stays.
        (
            "<b>x</b>\n\n- [ ] task\n\n`other.md`",
            &["class=\"task open\"", "aria-label=\"To do\"", "class=\"path\""],
            &[],
        ),
        // Two dashes and an arrow in text are no comment's end.
        ("a <b>x</b> --> b", &["--&gt; b"], &[]),
    ]);
}

#[test]
fn unsafe_html_is_left_as_it_is() {
    with_and_without(&[(
        "---\nunsafe_html: true\n---\n\n<div style=\"color:red\" class=\"own\" onclick=\"x()\">x</div>\n\n<a href=\"other.md\">o</a>",
        &["<div style=\"color:red\" class=\"own\" onclick=\"x()\">x</div>", "href=\"../other/index.html\""],
        &[],
    )]);
}

#[test]
fn headings_have_the_ids_that_github_gives() {
    let heading = |level: u8, id: &str, href: &str, html: &str, text: &str| {
        format!(
            "<div class=\"heading\"><h{level} id=\"{id}\">{html}</h{level}><a class=\"anchor\" href=\"#{href}\" \
             aria-label=\"Link to section: {text}\"></a></div>"
        )
    };
    exactly(&[
        (
            "# A\n## A\n### A",
            &[heading(1, "a", "a", "A", "A"), heading(2, "a-1", "a-1", "A", "A"), heading(3, "a-2", "a-2", "A", "A")]
                .join("\n"),
        ),
        (
            "## Größe & `Code`: *x*!",
            &heading(
                2,
                "größe--code-x",
                "gr%C3%B6%C3%9Fe--code-x",
                "Größe &amp; <code>Code</code>: <em>x</em>!",
                "Größe &amp; Code: x!",
            ),
        ),
        (
            "## Given {#mine}\n## Given",
            &[heading(2, "mine", "mine", "Given", "Given"), heading(2, "given", "given", "Given", "Given")].join("\n"),
        ),
        ("Setext\n---", &heading(2, "setext", "setext", "Setext", "Setext")),
        ("## [Other](other.md)", &heading(2, "other", "other", "<a href=\"../other/index.html\">Other</a>", "Other")),
    ]);
    with_and_without(&[("## 🎉 Party", &["<h2 id=\"-party\">🎉 Party</h2>"], &[])]);
}

#[test]
fn tables_keep_their_alignment_and_can_be_scrolled() {
    exactly(&[(
        "| l | c | r | n |\n|:--|:-:|--:|---|\n| a \\| b | **c** | `d` | |",
        "<section class=\"table\" aria-label=\"Table 1\" tabindex=\"0\"><table><thead><tr><th class=\"left\">l</th>\
         <th class=\"center\">c</th><th class=\"right\">r</th><th>n</th></tr></thead>\n<tbody>\n<tr><td class=\"left\">a | b</td>\
         <td class=\"center\"><strong>c</strong></td><td class=\"right\"><code>d</code></td><td></td></tr>\n</tbody></table></section>",
    )]);
}

#[test]
fn references_that_lead_nowhere_are_shown_so() {
    let broken = |why: &str, text: &str| {
        format!("<p><span class=\"broken\" title=\"Broken reference: {why}\">{text}</span></p>")
    };
    exactly(&[
        ("[x](gone.md)", &broken("there is no file content/gone.md", "x")),
        ("[x](Other.md)", &broken("the file is called content/other.md", "x")),
        ("[x](other.md#none)", &broken("the page has no heading or id “none”", "x")),
        ("[x](#none)", &broken("the page has no heading or id “none”", "x")),
        ("[x](../../../x)", &broken("it leads out of the handbook", "x")),
        ("[x](later.md)", &broken("the page is a draft, which is not published", "x")),
        ("[x]()", &broken("it has no target", "x")),
        ("![x *y*](gone.png)", &broken("there is no file content/gone.png", "x y")),
        (
            "[x](javascript:alert)",
            "<p><span class=\"broken\" title=\"Left out: javascript: addresses are not allowed\">x</span></p>",
        ),
        ("[x][nowhere] [x]", "<p>[x][nowhere] [x]</p>"),
    ]);
}

#[test]
fn links_are_relative_addresses_of_pages_and_files() {
    exactly(&[
        ("[x](other.md)", "<p><a href=\"../other/index.html\">x</a></p>"),
        ("[x](other.md#aims-1 \"T\")", "<p><a href=\"../other/index.html#aims-1\" title=\"T\">x</a></p>"),
        ("[x](other.md#aims_1)", "<p><a href=\"../other/index.html#aims-1\">x</a></p>"),
        ("[x](/other.md)", "<p><a href=\"../other/index.html\">x</a></p>"),
        ("[x](/other/)", "<p><a href=\"../other/index.html\">x</a></p>"),
        ("[x](x/)", "<p><a href=\"../x/index.html\">x</a></p>"),
        ("[x](<two words.md>)", "<p><a href=\"../two-words/index.html\">x</a></p>"),
        ("[x](two%20words.md)", "<p><a href=\"../two-words/index.html\">x</a></p>"),
        ("[x](#top)", "<p><a href=\"#\">x</a></p>"),
        ("[x][l]\n\n[L]: other.md \"T\"", "<p><a href=\"../other/index.html\" title=\"T\">x</a></p>"),
        ("[x](data.csv?raw=true#L1)", "<p><a href=\"../data.csv?raw=true#L1\">x</a></p>"),
        ("![x](picture.png \"T\")", "<p><img src=\"../picture.png\" alt=\"x\" title=\"T\" loading=\"lazy\"></p>"),
        (
            "[![x](picture.png)](other.md)",
            "<p><a href=\"../other/index.html\"><img src=\"../picture.png\" alt=\"x\" loading=\"lazy\"></a></p>",
        ),
        ("![x](https://a.example/b.png)", "<p><img src=\"https://a.example/b.png\" alt=\"x\" loading=\"lazy\"></p>"),
    ]);
}

#[test]
fn code_is_highlighted_with_classes_and_diagrams_stay_readable() {
    with_and_without(&[
        (
            "```rust\nfn main() {}\n```",
            &["<pre class=\"code\" tabindex=\"0\"><code class=\"language-rust\">", "<span class=\"hl-"],
            &["style="],
        ),
        ("```rust,ignore\nfn x() {}\n```", &["<span class=\"hl-"], &[]),
        ("```nolang\n<x>\n```", &["<code class=\"language-nolang\">&lt;x&gt;\n</code>"], &["hl-"]),
        ("```\nplain\n```", &["<pre class=\"code\" tabindex=\"0\"><code>plain\n</code></pre>"], &["hl-"]),
        ("    indented", &["<code>indented"], &[]),
        (
            "```mermaid\ngraph TD\n  a --> b\n```",
            &[
                "<pre class=\"diagram\" tabindex=\"0\"><code class=\"language-mermaid\">graph TD\n  a --&gt; b\n</code></pre>",
            ],
            &["hl-"],
        ),
        ("```math\na^2\n```", &["<pre class=\"math\" tabindex=\"0\">"], &[]),
        ("$a_1$ and $$b^2$$", &["<code class=\"math\">a_1</code>", "<code class=\"math display\">b^2</code>"], &[]),
        ("It costs $5 and $6.", &["It costs $5 and $6."], &["math"]),
    ]);
}

#[test]
fn text_is_text() {
    exactly(&[
        ("~~gone~~ *em* **st** a  \nb\\\nc", "<p><del>gone</del> <em>em</em> <strong>st</strong> a<br>\nb<br>\nc</p>"),
        ("a < b & c > d \"e\"", "<p>a &lt; b &amp; c &gt; d &quot;e&quot;</p>"),
        ("&copy; &amp;lt; &#x41;", "<p>© &amp;lt; A</p>"),
        ("3. three\n4. four", "<ol start=\"3\">\n<li>three</li>\n<li>four</li>\n</ol>"),
        ("---\n", "<hr>"),
        ("H~2~O and 2^nd^", "<p>H~2~O and 2^nd^</p>"),
    ]);
}

/// A sprint with a start, and who takes part.
const SPRINT: &str = "---\nsprint: Sprint 4\nstart: 2026-01-05\n---\n# Sprint 4\n\n| Role | Who |\n|---|---|\n| Lead | Ada Byron |\n| Sponsor | Kai West |\n| Tester | Mira Bell |\n\n";

#[test]
fn a_meeting_is_a_card_from_its_heading_to_the_next() {
    let text = format!(
        "{SPRINT}## Day 3: Review <i>& more</i>\n\n**Time:** 10:00 UTC\n**Duration:** 1 hour\n**Attendees:** Ada Byron, \
         end users\n**CRITICAL:** yes\n\n### Notes\n\n> ## Day 4: Quoted\n>\n> **Duration:** 1 hour\n\nMore.\n\n## After\n\nText.\n"
    );
    with_and_without(&[(
        &text,
        &[
            "<section class=\"card meeting\" aria-labelledby=\"day-3-review--more\">\n<div class=\"heading\"><h2",
            "<p class=\"meeting-line\"><a class=\"day\" href=\"../calendar/index.html#2026-01-07\"><time datetime=\"2026-01-07\">Day 3 · Wed 7 Jan</time></a> <span class=\"hours\">10:00–11:00 UTC</span> <span class=\"length\">1 h</span> <strong class=\"state critical\">Critical</strong>",
            "<a class=\"name\" href=\"../people/ada-byron/index.html\">Ada Byron</a>, end users</dd>",
            "<blockquote>\n<div class=\"heading\"><h2 id=\"day-4-quoted\"><span class=\"day\"><time datetime=\"2026-01-08\">Day 4 · Thu 8 Jan</time></span>: Quoted</h2>",
            "<p>More.</p>\n</section>\n<div class=\"heading\"><h2 id=\"after\">",
        ],
        &["aria-labelledby=\"day-4-quoted\"", "\"name\" href=\"../people/end-users"],
    )]);
}

#[test]
fn two_meetings_of_one_title_are_two_cards_and_one_of_a_row_is_none() {
    let text = format!(
        "{SPRINT}## Day 1: Sync\n\n**Duration:** 1 hour\n\n## Day 2: Sync\n\n**Duration:** 1 hour\n\n## Meetings\n\n\
         | Meeting | Day | Attendees |\n|---|---|---|\n| Demo | Day 8 | Ada Byron |\n"
    );
    with_and_without(&[(
        &text,
        &[
            "aria-labelledby=\"day-1-sync\"",
            "</section>\n<section class=\"card meeting\" aria-labelledby=\"day-2-sync\">",
            "</section>\n<div class=\"heading\"><h2 id=\"meetings\">",
            "<tr><td>Demo</td><td><a class=\"day\" href=\"../calendar/index.html#2026-01-12\"><time datetime=\"2026-01-12\">Day 8 · Mon 12 Jan</time></a></td>",
        ],
        &["aria-labelledby=\"meetings\""],
    )]);
}

#[test]
fn authors_html_is_not_broken_by_cards() {
    let meeting = "## Day 1: Sync\n\n**Duration:** 1 hour\n\n";
    let card = "<section class=\"card meeting\" aria-labelledby=\"day-1-sync\">";
    let line = "<p class=\"meeting-line\">";
    with_and_without(&[
        (&format!("{SPRINT}{meeting}<details>\n\nText.\n\n</details>\n\n## Next\n"), &[card, line, "<details>"], &[]),
        (&format!("{SPRINT}<p align=\"center\">Logo\n\n{meeting}"), &[card, line], &[]),
        (&format!("{SPRINT}<div>\n\n{meeting}</div>\n\n## Next\n"), &[line], &[card]),
        (&format!("{SPRINT}{meeting}<div>\n\n## Next\n\n</div>\n"), &[line], &[card]),
        (
            &format!("{SPRINT}{meeting}</div>\n\n<section class=\"card\">x</section>\n"),
            &[line],
            &[card, "class=\"card\""],
        ),
    ]);
}

#[test]
fn an_agenda_has_a_rail_of_time() {
    let meeting = |length: &str, items: &str| {
        format!("{SPRINT}## Day 1: Sync\n\n**Time:** 09:30\n**Duration:** {length}\n**Agenda:**\n{items}\n")
    };
    with_and_without(&[
        (
            &meeting("1 hour", "1. Aims (15 min)\n   - why\n2. Plan (25 min)"),
            &[
                "<ol class=\"rail\">\n<li class=\"slot m15\"><span class=\"clock\">09:30</span> Aims (15 min)<ul>\n<li>why</li>",
                "<li class=\"slot m25\"><span class=\"clock\">09:45</span> Plan (25 min)</li>\n</ol>\n<p class=\"slot rest m20\">20 min not allocated</p>",
            ],
            &[],
        ),
        (
            &meeting("30 min", "- Aims (15 min)\n- Plan (25 min)"),
            &["<ul class=\"rail\">", "<p class=\"slot rest over\">The items take 10 min longer than the meeting</p>"],
            &["not allocated"],
        ),
        (&meeting("40 min", "- Aims (15 min)\n- Plan (25 min)"), &["class=\"slot m25\""], &["class=\"slot rest"]),
        (
            &meeting("1 hour", "\n| What | Length |\n|---|---|\n| Aims | 15 min |\n| Plan | 25 min |"),
            &[
                "<tr><td>Plan</td><td>25 min</td></tr>\n</tbody></table></section>\n<p class=\"slot rest m20\">20 min not allocated</p>",
            ],
            &["rail"],
        ),
        (&meeting("40 min", "- Aims\n- Plan"), &["<li>Aims</li>"], &["slot", "rail"]),
    ]);
}

#[test]
fn days_have_their_dates_where_they_stand() {
    let chip = |day: &str, iso: &str, shown: &str| {
        format!("<span class=\"day\"><time datetime=\"{iso}\">{day} · {shown}</time></span>")
    };
    let text = format!(
        "{SPRINT}**Day 6:** rest\n**Day 7 (Sunday):** rest\n\nOn *Day 9*, `Day 8`, [Day 8](other.md), all of Week 2. And Day 8 of Sprint 5.\n"
    );
    with_and_without(&[
        (
            &text,
            &[
                &format!("<dt>{}</dt>", chip("Day 6", "2026-01-10", "Sat 10 Jan")),
                &chip("Day 7", "2026-01-11", "11 Jan"),
                &format!("<em>{}</em>", chip("Day 9", "2026-01-13", "Tue 13 Jan")),
                "<code>Day 8</code>",
                "index.html\">Day 8</a>",
                "Week 2 · <time datetime=\"2026-01-12\">12</time>–<time datetime=\"2026-01-18\">18 Jan</time></span>",
                "</span>. And Day 8 of Sprint 5.",
            ],
            &["undated"],
        ),
        // Nobody knows when it begins: nothing is guessed.
        (
            "# Sprint 9\n\n## Day 3: Review\n\n**Duration:** 1 hour\n\nSee Day 4.\n",
            &["See <span class=\"day undated\" title=\"No date yet: no start is known\">Day 4</span>."],
            &["<time"],
        ),
        // Who counts no days of a sprint may write so.
        ("# Notes\n\nThis is day 2 thinking.\n", &["<p>This is day 2 thinking.</p>"], &[]),
    ]);
}

#[test]
fn states_are_shown_where_they_are_told() {
    let text = format!(
        "{SPRINT}## Tasks\n\n- [ ] One (Ada Byron)\n- [ ] BLOCKED: two\n- [ ] 🚧 three (before Day 12)\n- [x] four (due 12 January 2026)\n- [ ] five & <b>six</b> (due 2026-01-14)\n- Not\n  - [ ] seven\n\n\
         | Task | Owner | Status | Due |\n|---|---|---|---|\n| Write | Ada Byron | In Progress | Day 9 |\n| Read | Kai West | ✅ | Day 2 |\n"
    );
    with_and_without(&[(
        &text,
        &[
            "</span> One <span class=\"aside\">(<a class=\"name\" href=\"../people/ada-byron/index.html\">Ada Byron</a>)</span></li>",
            "<li class=\"task blocked\"><span class=\"box\" role=\"img\" aria-label=\"Blocked\"",
            "</span> BLOCKED: two</li>",
            "<li class=\"task in-progress\" data-due=\"2026-01-16\"><span class=\"box\" role=\"img\" aria-label=\"In progress\"",
            "</span> <strong class=\"state in-progress\">In progress</strong> 🚧 three",
            "<li class=\"task done\"><span class=\"box\" role=\"img\" aria-label=\"Done\"></span> four <span class=\"aside\">(due <time datetime=\"2026-01-12\">12 January 2026</time>)</span></li>",
            "<li class=\"task open\" data-due=\"2026-01-14\">",
            "<li>Not<ul class=\"tasks\">",
            "<tr data-due=\"2026-01-13\"><td>Write</td>",
            "<td class=\"of-state in-progress\">In Progress</td>",
            "<td class=\"of-state done signed\"><span class=\"sr\">Done</span>✅</td>",
        ],
        &[],
    )]);
}

#[test]
fn a_decision_is_a_card_with_its_state() {
    let text = |more: &str| {
        format!(
            "{SPRINT}## Decision: Which hall\n\n**Decision:** North or south\n**Deciders:** Ada Byron, Kai West\n**Deadline:** Day 6\n{more}\n## Next\n"
        )
    };
    let sign = "<ul class=\"signatures print-only\" aria-label=\"Signatures\">\n<li><span>Ada Byron</span> <span>Signature</span> <span>Date</span></li>\n<li><span>Kai West";
    with_and_without(&[
        (
            &text(""),
            &[
                "<section class=\"card decision\" aria-labelledby=\"decision-which-hall\">",
                "<p class=\"decision-line\" data-due=\"2026-01-10\"><strong class=\"state open\">Open</strong></p>",
                "<dd><a class=\"name\" href=\"../people/ada-byron/index.html\">Ada Byron</a>, <a class=\"name\"",
                sign,
            ],
            &[],
        ),
        (
            &text("\n```\nAda Byron: ______\n```\n"),
            &["class=\"decision-line\"", "<code>Ada Byron: ______"],
            &["class=\"signatures"],
        ),
        (
            &format!(
                "{SPRINT}## Decisions\n\n| Decision | Decider | Due | Status |\n|---|---|---|---|\n| Tent | Ada Byron | Day 4 | Open |\n| Bar | Kai West | Day 3 | Decided |\n"
            ),
            &[
                "<tr class=\"decision-line\" data-due=\"2026-01-08\">",
                "<td class=\"of-state open\">Open</td>",
                "<td class=\"of-state decided\">Decided</td>",
            ],
            &["class=\"signatures"],
        ),
    ]);
}
