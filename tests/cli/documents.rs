//! Files as people's tools leave them.
//!
//! A file that may not be read is not tested here: tests often run as root, who may read everything.

use crate::support::Folder;

#[test]
fn bytes_that_are_no_text_are_told_and_shown() {
    let folder = Folder::new(&[]);
    folder.write("index.md", b"# Caf\xE9\n\nFirst.\n\n[gone](gone.md)\n");
    folder.run(&["check"]).ends(1).says(&["doc/encoding", "link/missing-file", "index.md:5:", "2 errors"]);
    folder.run(&["build"]).ends(1);
    assert!(folder.read("public/index.html").contains("Caf\u{fffd}"));
}

#[test]
fn any_bytes_are_survived() {
    let folder = Folder::new(&[]);
    folder.write("index.md", [0_u8, 255, 254, 10, 91, 0, 93, 40, 41]);
    folder.write("empty.md", b"");
    folder.write("utf16.md", b"\xFF\xFE#\0 \0A\0\n\0");
    folder.write("deep.md", ">".repeat(20_000) + &"[".repeat(20_000) + &"*a ".repeat(20_000));
    folder.write("items.md", (0..500).map(|depth| " ".repeat(2 * depth) + "- x\n").collect::<String>());
    folder.write("tags.md", "<div>".repeat(20_000));
    folder.write("bomb.md", BOMB);
    folder.write("title.md", format!("---\ntitle: {}\n---\n", "[".repeat(20_000)));
    folder.run(&["build", "--format", "short"]).ends(1);
    assert!(folder.has("public/deep/index.html") && folder.has("public/bomb/index.html"));
}

/// Nine levels of nine: 387 million texts, if anyone wrote them all out.
const BOMB: &str = "---
a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g]
tags: *h
---

# Bomb
";

#[test]
fn a_bomb_in_the_configuration_is_survived() {
    let folder = Folder::new(&[("index.md", "# Home\n")]);
    let yaml = BOMB.trim_start_matches("---\n").split("---").next().expect("the YAML");
    folder.write("handbook.yaml", yaml);
    folder.run(&["check"]).ends(2).says(&["config/invalid"]);
    folder.write("handbook.yaml", "[".repeat(100_000));
    folder.run(&["check"]).ends(2).says(&["config/invalid"]);
    folder.write("handbook.yaml", [0xFF, 0xFE, 0x00]);
    folder.run(&["check"]).ends(2).says(&["config/invalid"]);
}

#[test]
fn a_byte_order_mark_hides_nothing() {
    let folder = Folder::new(&[]);
    folder.write("index.md", "\u{feff}---\ntitle: Marked\n---\n\n# Heading\n\n[gone](gone.md)\n");
    folder.run(&["check"]).ends(1).says(&["doc/displaced-front-matter", "index.md:7:", "1 error, 1 warning"]);
    folder.run(&["build"]).ends(1);
    let page = folder.read("public/index.html");
    assert!(page.contains("<title>Marked") && !page.contains("title: Marked"));
    folder.write("index.md", "\u{feff}# Only a heading\n");
    folder.run(&["check", "--strict"]).ends(0);
}

#[test]
fn line_ends_of_every_system_read_alike() {
    let text = "---\ntitle: Ends\n---\n\n# Ends\n\n**Owner:** Ada\n**Due:** 2026-01-05\n\n- [ ] one\n- [x] two\n\n\
                | a | b |\n|---|---|\n| c | d |\n\n[gone](gone.md)\n";
    let main = |text: String| {
        let folder = Folder::new(&[("index.md", text.as_str())]);
        let told = folder.run(&["check", "--format", "short"]).ends(1);
        folder.run(&["build"]).ends(1);
        let page = folder.read("public/index.html").replace("\r\n", "\n").replace('\r', "\n");
        (told.out, page)
    };
    let unix = main(text.to_owned());
    assert!(unix.0.starts_with("index.md:17:8: error[link/missing-file]"), "{}", unix.0);
    assert_eq!(main(text.replace('\n', "\r\n")), unix);
    assert_eq!(main(text.replace('\n', "\r")), unix);
}

#[test]
fn a_folder_that_looks_like_a_document_is_a_folder() {
    let folder = Folder::new(&[("index.md", "# Home\n\n[Folder](notes.md/), [page](notes.md/a.md)\n")]);
    folder.write("notes.md/a.md", "# A\n");
    folder.run(&["check"]).ends(0).says(&["2 documents"]);
    folder.run(&["build"]).ends(0);
    assert!(folder.has("public/notes.md/a/index.html"), "{:?}", folder.files("public").keys());
}

#[test]
fn names_with_spaces_and_other_letters_are_addresses() {
    let folder = Folder::new(&[(
        "index.md",
        "# Home\n\n[a](<Größe & Co.md>) [b](Gr%C3%B6%C3%9Fe%20&%20Co.md) [c](<日本 語/%41 #1.md>) [d](<what?.md>)\n",
    )]);
    folder.write("Größe & Co.md", "# A\n");
    folder.write("日本 語/%41 #1.md", "# B\n");
    // `#` and `?` begin other parts of an address, and a bare `%41` is an A.
    folder.run(&["check", "--format", "short"]).ends(1);
    folder.write("index.md", "# Home\n\n[a](<Größe & Co.md>) [c](<日本 語/%2541 %231.md>)\n");
    folder.run(&["check", "--strict"]).ends(0);
    folder.run(&["build"]).ends(0);
}
