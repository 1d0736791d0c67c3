//! What the formats for people look like, and `json`; the others have tests of their own.

use super::*;
use crate::base::source::{Source, SourceKind};
use crate::base::span::Span;

/// Sources `a.md`, `b.md`, … with these texts.
pub(super) fn sources(texts: &[&str]) -> Sources {
    let mut sources = Sources::default();
    for (text, name) in texts.iter().zip('a'..) {
        sources.add(Source::new(SourceKind::Document, format!("{name}.md"), (*text).to_owned()));
    }
    sources
}

/// The span of the first `part` in a source.
pub(super) fn span(sources: &Sources, id: u32, part: &str) -> Span {
    let at = sources.get(SourceId(id)).text.find(part).unwrap();
    Span::new(at, at + part.len())
}

pub(super) type Format = fn(&Report, &mut dyn std::io::Write) -> std::io::Result<()>;

/// The documents of a run over two.
pub(super) const TWO: &[SourceId] = &[SourceId(0), SourceId(1)];

/// A report with nothing but these.
pub(super) fn report<'a>(
    sources: &'a Sources,
    diagnostics: &'a [Diagnostic],
    path: &'a dyn Fn(SourceId) -> String,
) -> Report<'a> {
    Report {
        sources,
        diagnostics,
        documents: TWO,
        elapsed: None,
        shown: path,
        in_repository: path,
        strict: false,
        rules: &[],
    }
}

pub(super) fn write(sources: &Sources, diagnostics: &[Diagnostic], format: Format) -> String {
    let path = |id| format!("docs/{}", sources.get(id).path);
    let mut out = Vec::new();
    format(&report(sources, diagnostics, &path), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn plain_human(report: &Report, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    human(report, Look::default(), out)
}

/// One error about the first `part` of a text.
fn about(text: &str, part: &str) -> String {
    let sources = sources(&[text]);
    let diagnostic = Diagnostic::new("x/y", Level::Error, SourceId(0), span(&sources, 0, part), "No.");
    write(&sources, &[diagnostic], plain_human)
}

#[test]
fn a_finding_with_everything() {
    let s = sources(&["# One\n\nSee [two](tow.md) and\n", "# Two\n\n## Part\n"]);
    let target = span(&s, 0, "tow.md");
    let finding = Diagnostic::new("link/missing-file", Level::Error, SourceId(0), target, "`tow.md` is not there.")
        .help("Did you mean `two.md`?")
        .related(SourceId(1), span(&s, 1, "## Part"), "this is near")
        .related(SourceId(0), span(&s, 0, "# One"), "it begins\nhere")
        .fix("change it to `two.md`", target, "two.md");
    let expected = "\
error[link/missing-file]: `tow.md` is not there.
 --> docs/a.md:3:11
  |
1 | # One
  | ----- it begins here
2 |
3 | See [two](tow.md) and
  |           ^^^^^^
  |
 ::: docs/b.md:3:1
  |
3 | ## Part
  | ------- this is near
  |
  = help: Did you mean `two.md`?
help: change it to `two.md`
  |
3 - See [two](tow.md) and
3 + See [two](two.md) and
  |

";
    assert_eq!(write(&s, std::slice::from_ref(&finding), plain_human), expected);
    let one_line = "docs/a.md:3:11: error[link/missing-file]: `tow.md` is not there.\n";
    assert_eq!(write(&s, &[finding], short), one_line);
}

#[test]
fn levels_have_their_names_and_colours_come_only_when_asked() {
    let s = sources(&["text"]);
    let at = |level| Diagnostic::new("x/y", level, SourceId(0), Span::new(0, 4), "m");
    let all = [at(Level::Error), at(Level::Warning), at(Level::Hint)];
    let text = write(&s, &all, plain_human);
    for start in ["error[x/y]: m\n", "\nwarning[x/y]: m\n", "\nhint[x/y]: m\n"] {
        assert!(text.contains(start), "{text}");
    }
    assert!(!text.contains('\u{1b}'));
    let coloured = |report: &Report, out: &mut dyn std::io::Write| human(report, Look { colour: true, width: 80 }, out);
    let text = write(&s, &all, coloured);
    assert!(text.contains("\u{1b}[") && text.contains("docs/a.md:1:1") && !text.contains("1:1:1"), "{text}");
}

#[test]
fn carets_stand_below_tabs_wide_characters_and_any_line_end() {
    let expected = "error[x/y]: No.\n --> docs/a.md:2:5\n  |\n2 |     日本 here\n  |          ^^^^\n\n";
    for end in ["\n", "\r\n", "\r"] {
        assert_eq!(about(&format!("one{end}\t日本 here{end}three"), "here"), expected);
    }
}

#[test]
fn the_end_of_a_text_and_an_empty_one_can_be_pointed_at() {
    for (text, line) in [("", 1), ("a\n", 2), ("a\r\n\r\n", 3)] {
        let s = sources(&[text]);
        let end = Diagnostic::new("x/y", Level::Error, SourceId(0), Span::at(text.len()), "No.");
        let expected = format!("error[x/y]: No.\n --> docs/a.md:{line}:1\n  |\n{line} |\n  | ^\n\n");
        assert_eq!(write(&s, &[end], plain_human), expected);
    }
}

#[test]
fn a_place_of_many_lines_shows_its_beginning_and_says_where_it_ends() {
    let text = "line\n".repeat(50);
    let expected = "\
error[x/y]: No.
 --> docs/a.md:1:1
  |
1 | / line
2 | | line
3 | | line
4 | | line
  | |____^ … to line 40

";
    assert_eq!(about(&text, &"line\n".repeat(40)), expected);
}

#[test]
fn a_long_line_is_cut_and_its_column_is_right() {
    let text = format!("{}é[bad]{}", "x".repeat(60_000), "y".repeat(60_000));
    let shown = about(&text, "bad");
    assert!(shown.contains("docs/a.md:1:60003\n"), "{shown}");
    assert!(shown.len() < 1000 && shown.contains("[bad]"), "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    let column = |line: &str, what: &str| line[..line.find(what).unwrap()].chars().count();
    assert_eq!(column(lines[3], "bad"), column(lines[4], "^^^"));
    assert!(about(&text, &"y".repeat(50_000)).len() < 2000);
}

#[test]
fn nothing_in_a_document_steers_the_terminal() {
    let evil = "\u{1b}]0;title\u{7}\u{1b}[31mred\u{9b}2J\u{202e}\u{0}\u{e000}:9:9 bad\u{8}\u{7f}\u{2028}";
    let s = sources(&[evil, evil]);
    let place = span(&s, 0, "bad");
    let finding = Diagnostic::new("x/y", Level::Error, SourceId(0), place, evil)
        .help(evil)
        .related(SourceId(1), place, evil)
        .fix(evil, place, evil);
    let shown = |_| evil.to_owned();
    let findings = [finding];
    let report = report(&s, &findings, &shown);
    let mut out = Vec::new();
    for format in [plain_human as Format, short, github, markdown] {
        format(&report, &mut out).unwrap();
    }
    let text = String::from_utf8(out).unwrap();
    assert!(
        !text.contains(|c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2028}\u{e000}".contains(c))),
        "{text:?}"
    );
    assert!(text.contains("␛]0;title␇␛[31mred"));
}

#[test]
fn json_is_what_the_rules_say() {
    let s = sources(&["# é\n\nSee [é](tow.md)\n", "# Two\n"]);
    let target = span(&s, 0, "tow.md");
    let findings = [
        Diagnostic::new("link/missing-file", Level::Error, SourceId(0), target, "Not \"there\".\u{1b}")
            .help("Look.")
            .related(SourceId(1), span(&s, 1, "Two"), "here")
            .fix("change it", target, "two.md"),
        Diagnostic::new("doc/orphan", Level::Hint, SourceId(1), Span::new(0, 6), "Alone."),
    ];
    let text = write(&s, &findings, json);
    assert!(text.ends_with("}\n"));
    let expected = serde_json::json!({
        "schema": "sprintbook-diagnostics/1",
        "diagnostics": [
            {
                "code": "link/missing-file", "severity": "error", "message": "Not \"there\".\u{1b}",
                "path": "a.md", "line": 3, "column": 9, "end_line": 3, "end_column": 15, "help": "Look.",
                "fix": {"title": "change it", "edits": [{"path": "a.md", "start": 15, "end": 21, "text": "two.md"}]},
                "related": [{"path": "b.md", "line": 1, "column": 3, "message": "here"}],
            },
            {
                "code": "doc/orphan", "severity": "hint", "message": "Alone.", "path": "b.md",
                "line": 1, "column": 1, "end_line": 2, "end_column": 1, "help": null, "fix": null, "related": [],
            },
        ],
        "summary": {"errors": 1, "warnings": 0, "hints": 1, "documents": 2},
    });
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), expected);
}

#[test]
fn no_findings_are_nothing_for_people_and_valid_for_programs() {
    let s = sources(&["text"]);
    assert_eq!(write(&s, &[], plain_human) + &write(&s, &[], short), "");
    let value: serde_json::Value = serde_json::from_str(&write(&s, &[], json)).unwrap();
    assert_eq!(value["diagnostics"], serde_json::json!([]));
    assert_eq!(value["summary"], serde_json::json!({"errors": 0, "warnings": 0, "hints": 0, "documents": 2}));
}

#[test]
fn the_summary_counts_what_there_is() {
    let s = sources(&["text"]);
    let shown = |_| String::new();
    let at = |level| Diagnostic::new("x/y", level, SourceId(0), Span::at(0), "m");
    let say = |levels: &[Level], documents: usize, elapsed: Option<u64>| {
        let diagnostics: Vec<Diagnostic> = levels.iter().map(|&level| at(level)).collect();
        let elapsed = elapsed.map(Duration::from_millis);
        let documents = &vec![SourceId(0); documents];
        summary(&Report { documents, elapsed, ..report(&s, &diagnostics, &shown) })
    };
    use Level::{Error, Hint, Warning};
    assert_eq!(say(&[], 0, None), "0 documents checked: no findings.");
    assert_eq!(say(&[Hint], 1, Some(3)), "1 document checked in under 0.01 s: 1 hint.");
    assert_eq!(
        say(&[Error, Warning, Error, Error, Hint, Hint], 12, Some(80)),
        "12 documents checked in 0.08 s: 3 errors, 1 warning, 2 hints."
    );
}

mod any {
    use proptest::prelude::*;

    use super::*;

    /// Texts of line ends, tabs, wide, joined, combining and control characters, with long lines now and then.
    fn text() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            8 => "[a-z \n\r\t日é\u{301}\u{200d}😀\u{1b}\u{0}\u{e000}`|]{0,12}",
            1 => (1..900usize, "[a日\t]").prop_map(|(count, c)| c.repeat(count)),
        ];
        proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
    }

    fn some_span(text: &str, (start, length): (u16, u16)) -> Span {
        let start = text.floor_char_boundary(start as usize % (text.len() + 1));
        let end = text.floor_char_boundary((start + length as usize).min(text.len())).max(start);
        Span::new(start, end)
    }

    proptest! {
        #[test]
        fn place_in_any_text_can_be_shown(
            texts in (text(), text()),
            places in proptest::collection::vec((any::<u16>(), 0..400u16), 5),
            new in text(),
        ) {
            let s = sources(&[&texts.0, &texts.1]);
            let own = |at: usize| some_span(&texts.0, places[at]);
            let mut finding = Diagnostic::new("x/y", Level::Error, SourceId(0), own(0), new.clone())
                .related(SourceId(0), own(1), new.clone())
                .related(SourceId(1), some_span(&texts.1, places[2]), "there")
                .fix("mend it", own(3), new.clone());
            let second = own(4);
            if let Some(fix) = &mut finding.fix
                && (second.start >= own(3).end || second.end <= own(3).start) && second != own(3)
            {
                fix.edits.push(crate::base::diagnostic::Edit { source: SourceId(0), span: second, text: new });
            }
            let shown = write(&s, &[finding], plain_human);
            let steers = |c: char| c != '\n' && (c.is_control() || c == super::super::plain::MARK);
            prop_assert!(!shown.contains(steers));
        }
    }
}
