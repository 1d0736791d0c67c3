//! Trees, places and hostile texts.

use proptest::prelude::*;

use super::*;

fn tree(text: &str) -> Node {
    let parsed = parse(text, 0);
    assert_eq!(parsed.problems, []);
    parsed.root.expect("a tree")
}

fn only_problem(text: &str) -> Problem {
    let mut problems = parse(text, 0).problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.remove(0)
}

#[test]
fn spans_are_bytes_of_the_source_with_crlf_and_beyond_ascii() {
    let text = "é: \"😀\" # ß\r\nlist:\r\n  - ä\r\n  - {k: [ö, 1]}\r\ntext: |\r\n  x\r\n  y\r\nlast: ü";
    let source = format!("ÿ---\r\n{text}");
    let base = source.len() - text.len();
    let root = parse(text, base).root.expect("a tree");
    let entries = root.as_map().expect("a mapping");
    let shown: Vec<_> = entries.iter().map(|e| (e.key_span.of(&source), e.value.span.of(&source))).collect();
    let list = "- ä\r\n  - {k: [ö, 1]}".trim_start_matches("- ");
    assert_eq!(shown[0], ("é", "\"😀\""));
    assert!(shown[1].1.ends_with(list), "{:?}", shown[1]);
    assert_eq!(shown[2], ("text", "x\r\n  y"));
    assert_eq!(shown[3], ("last", "ü"));
    let items = entries[1].value.as_list().expect("a list");
    assert_eq!(items[1].span.of(&source), "{k: [ö, 1]}");
}

#[test]
fn absent_values_are_null_and_quoted_words_are_text() {
    let root = tree("a:\nb: ~\nc: 'null'\nd: \"1\"\ne: !!str 2\nf: 010\n");
    let entries = root.as_map().expect("a mapping");
    let null: Vec<_> = entries.iter().map(|entry| entry.value.is_null()).collect();
    assert_eq!(null, [true, true, false, false, false, false]);
    assert!(entries[3..].iter().all(|entry| entry.value.as_number().is_none()));
}

#[test]
fn common_mistakes_have_plain_sentences_at_their_place() {
    let cases = [
        ("title: Sprint 1: Kickoff\n", ":", "second `: `"),
        ("owner: @ann\n", "@", "cannot start with `@`"),
        ("tags: [a, b\n", "[", "`[` is not closed"),
        ("title: *important*\n", "*", "No `&name` above"),
        ("a: 'x' y\n", "y", "behind the closing quote"),
        ("a: 1\na: 2\n", "a", "`a` stands here twice"),
        ("? [a]\n: 1\n", "[a]", "must be a name"),
        ("a: \0\n", "\0", "U+0000"),
        ("a: 1\n---\nb: 1\n", "---", "second YAML document"),
        ("a: &x [*x]\n", "*x", "inside the value that it repeats"),
    ];
    for (text, place, part) in cases {
        let problem = only_problem(text);
        assert!(problem.message.contains(part), "{text:?}: {}", problem.message);
        assert_eq!(problem.span.of(text), place, "{text:?}");
    }
    assert!(only_problem("a:\n\tb: 1\n").message.contains("tabs"));
}

#[test]
fn after_a_duplicate_key_the_first_value_stands() {
    let parsed = parse("a: 1\nb: 2\na: 3\n", 0);
    assert_eq!(parsed.problems[0].related.as_ref().map(|(span, _)| span.start), Some(0));
    let root = parsed.root.expect("a tree");
    assert_eq!(root.to_value(), serde_yaml::from_str::<serde_yaml::Value>("a: 1\nb: 2").expect("YAML"));
}

#[test]
fn hostile_texts_end_in_one_sentence() {
    let mut laughs = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for (from, to) in ('a'..'i').zip('b'..='i') {
        let line = format!("{to}: &{to} [*{from}, *{from}, *{from}, *{from}, *{from}, *{from}, *{from}, *{from}]\n");
        laughs.push_str(&line);
    }
    assert!(only_problem(&laughs).message.contains("grow beyond"));
    assert!(only_problem(&"[".repeat(100_000)).message.contains("levels deep"));
    assert!(only_problem(&"- ".repeat(100_000)).message.contains("levels deep"));
    let stairs: String = (0..1_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect();
    assert!(only_problem(&stairs).message.contains("levels deep"));
    let (open, close) = ("[".repeat(60), "]".repeat(60));
    let ladder = format!("a: &a {open}{close}\nb: {open}*a{close}\n");
    assert!(only_problem(&ladder).message.contains("levels deep"));
    assert!(only_problem(&"a: 1\n".repeat(1 << 20)).message.contains("1 MiB"));
    assert_eq!(parse(&"a: 1\n".repeat(10_000), 0).problems.len(), 100);
}

#[test]
fn many_keys_are_told_apart() {
    let text: String = (0..100).map(|at| format!("k{at}: 1\n")).collect();
    assert_eq!(tree(&text).as_map().map(<[_]>::len), Some(100));
    assert_eq!(parse(&format!("{text}k3: 1\nk99: 1\n"), 0).problems.len(), 2);
}

/// Every span of the tree.
fn spans(node: &Node, found: &mut Vec<Span>) {
    found.push(node.span);
    match &node.content {
        Content::Scalar { .. } => {}
        Content::List(items) => items.iter().for_each(|item| spans(item, found)),
        Content::Map(entries) => entries.iter().for_each(|entry| {
            found.push(entry.key_span);
            spans(&entry.value, found);
        }),
    }
}

/// Whether serde_yaml's value has only keys that are strings and no tags, as ours.
fn plain(value: &serde_yaml::Value) -> bool {
    match value {
        serde_yaml::Value::Sequence(items) => items.iter().all(plain),
        serde_yaml::Value::Mapping(map) => map.iter().all(|(key, value)| key.is_string() && plain(value)),
        serde_yaml::Value::Tagged(_) => false,
        _ => true,
    }
}

proptest! {
    #[test]
    fn any_text_is_survived_and_all_spans_fit(text in r#"([a-c]: |[-?:,\[\]{}#&*!|>'"%@`~\\ \n\r\t]|é|😀|\PC|&a |\*a|\n  |\n- |---\n){0,40}"#, base in 0usize..5) {
        let source = format!("{}{text}", "x".repeat(base));
        let parsed = parse(&text, base);
        let mut found: Vec<Span> = parsed.problems.iter().map(|problem| problem.span).collect();
        if let Some(root) = &parsed.root {
            spans(root, &mut found);
        }
        for span in found {
            prop_assert!(span.start as usize >= base && source.get(span.range()).is_some(), "{span:?}");
        }
    }

    #[test]
    fn values_are_those_of_serde_yaml(text in r#"(([a-e]: ([0-9]{1,3}|-?[0-9].[0-9]|0x1f|true|null|~|é x|'a b'|"q\\n"|\[1, x\]|\{k: v\}|>-\n  a\n  b|\n  - 1\n  - z)|# c)\n){0,6}"#) {
        let parsed = parse(&text, 0);
        if let (true, Ok(expected)) = (parsed.problems.is_empty(), serde_yaml::from_str::<serde_yaml::Value>(&text))
            && plain(&expected)
        {
            prop_assert_eq!(parsed.root.map_or(serde_yaml::Value::Null, |root| root.to_value()), expected);
        }
    }
}
