//! `new`, `completions` and `man`.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Folder, Run};

const KINDS: [&str; 5] = ["sprint", "charter", "decision", "status", "meeting"];

/// The handbook that `init` writes: Sprint 1 runs from Monday, 2 to Friday, 13 March 2026.
fn starter() -> Folder {
    let folder = Folder::new(&[]);
    folder.run(&["init", "-q"]).ends(0);
    folder
}

fn new(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["new"], arguments].concat())
}

/// Days and titles of the events of one document.
fn events(folder: &Folder, path: &str) -> Vec<(String, String)> {
    let told = folder.run(&["facts", "--format", "json", "--kind", "event", path]).ends(0);
    let whole: Value = serde_json::from_str(&told.out).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let event = |fact: &Value| (text(&fact["when"]["start"]), text(&fact["title"]));
    whole["facts"].as_array().expect("a list").iter().map(event).collect()
}

#[test]
fn every_kind_is_written_and_clean() {
    let folder = starter();
    new(&folder, &["sprint", "Sprint 2: \"Refunds\" & more"]).ends(0).says(&["Wrote content/sprint-2/index.md"]);
    new(&folder, &["charter", "Risk squad"]).ends(0).says(&["Wrote content/charters/risk.md", "Next:"]);
    new(&folder, &["decision", "Cloud: provider #1"]).ends(0).says(&["content/decisions/cloud-provider-1.md"]);
    new(&folder, &["status", "2026-03-06"]).ends(0).says(&["content/status/2026-03-06.md", "Sprint 1"]);
    let told = new(&folder, &["meeting", "Kickoff", "--date", "2026-03-04"]).ends(0);
    told.says(&["content/meetings/2026-03-04-kickoff.md", "Wednesday, 4 March 2026"]);
    let told = folder.run(&["check", "--strict"]).ends(0);
    for severe in ["error[", "warning["] {
        assert!(!told.out.contains(severe), "{}", told.out);
    }
    assert_eq!(events(&folder, "meetings"), [("2026-03-04".to_owned(), "Kickoff".to_owned())]);
    let sprint = events(&folder, "sprint-2");
    let want =
        [("2026-03-16", "Sprint Planning"), ("2026-03-27", "Sprint Review"), ("2026-03-27", "Sprint Retrospective")];
    assert_eq!(sprint, want.map(|(day, title)| (day.to_owned(), title.to_owned())));
    folder.run(&["build", "--strict", "-q"]).ends(0);
    let calendar = String::from_utf8(folder.files("public").remove("calendar.ics").expect("a calendar")).expect("text");
    for day in ["20260304", "20260316", "20260327"] {
        assert!(calendar.contains(&format!("DTSTART;VALUE=DATE:{day}")), "{day}");
    }
    assert!(folder.read("public/status/2026-03-06/index.html").contains("href=\"../../sprint-1/"));
}

#[test]
fn documents_are_clean_where_there_is_nothing_else() {
    let folder = Folder::new(&[("handbook.yaml", "required_notice: Internal. Do not pass on.\n")]);
    for kind in KINDS {
        new(&folder, &[kind, "First"]).ends(0);
    }
    folder.run(&["check", "--strict"]).ends(0);
    let bare = Folder::new(&[]);
    new(&bare, &["sprint", "1", "--date", "2026-01-05"]).ends(0).says(&["Monday, 5 January 2026", "lasts two weeks"]);
    bare.run(&["check", "--strict"]).ends(0);
}

#[test]
fn nothing_is_overwritten() {
    let folder = starter();
    let before = folder.files("");
    new(&folder, &["sprint", "Sprint 1"]).ends(2).complains(&["content/sprint-1/index.md", "Nothing was written"]);
    new(&folder, &["charter", "Checkout team"]).ends(2).complains(&["content/charters/checkout.md"]);
    new(&folder, &["decision", "X", "--path", "handbook.yaml"]).ends(2);
    folder.write("content/decisions/taken.md/inside.txt", "");
    new(&folder, &["decision", "Taken"]).ends(2).complains(&["there already"]);
    std::fs::remove_dir_all(folder.at("content/decisions/taken.md")).expect("a folder");
    assert_eq!(folder.files(""), before);
}

#[test]
fn what_is_wrong_is_said() {
    let folder = starter();
    let before = folder.files("");
    new(&folder, &["sprnt", "X"]).ends(2).complains(&["`sprnt`", "Did you mean `sprint`?", "charter, decision"]);
    new(&folder, &["decision", "AWS/Azure"]).ends(2).complains(&["slash", "--path"]);
    new(&folder, &["decision", "index"]).ends(2).complains(&["the page of its whole folder"]);
    new(&folder, &["decision"]).ends(2).complains(&["<NAME>"]);
    new(&folder, &["meeting", "X", "--date", "tomorrow"]).ends(2).complains(&["2026-01-05"]);
    new(&folder, &["meeting", "X", "--path", "../x.md"]).ends(2).complains(&["not among the documents"]);
    new(&folder, &["meeting", "X", "-C", "nowhere"]).ends(2).complains(&["not a folder"]);
    new(&folder, &[]).ends(2);
    assert_eq!(folder.files(""), before);
    folder.write("handbook.yaml", "titel: x\n");
    new(&folder, &["meeting", "X"]).ends(2).complains(&["config/invalid", "handbook.yaml:1:1"]);
    folder.write("handbook.yaml", "title: x\n");
    std::fs::create_dir(folder.at(".git")).expect("a folder");
    folder.write(".gitignore", "meetings/\n");
    new(&folder, &["meeting", "X"]).ends(2).complains(&["meetings/", "a .gitignore names it"]);
    assert!(!folder.has("content/meetings"));
}

#[test]
fn places_and_flags() {
    let folder = starter();
    new(&folder, &["meeting", "Demo", "--path", "sprint-1/", "--date", "2026-03-13"]).ends(0);
    new(&folder, &["meeting", "Retro", "--path", "content/sprint-1/retro.md"]).ends(0);
    assert!(folder.has("content/sprint-1/retro.md") && folder.has("content/sprint-1/2026-03-13-demo.md"));
    let told = folder.run_in("content/sprint-1", &["new", "decision", "Which", "bank", "--path", "../bank.md"]).ends(0);
    told.says(&["Wrote ../bank.md"]);
    assert!(folder.read("content/bank.md").contains("# Decision: Which bank\n"));
    let before = folder.files("");
    let printed = new(&folder, &["status", "2026-03-06", "--stdout"]).ends(0).out;
    assert!(printed.starts_with("---\ntitle: Status of 6 March 2026\n"), "{printed}");
    assert_eq!(folder.files(""), before);
    assert_eq!(new(&folder, &["status", "2026-03-06", "-q"]).ends(0).out, "");
    assert_eq!(folder.read("content/status/2026-03-06.md"), printed);
    let outside = Folder::new(&[]);
    let root = folder.path().to_str().expect("UTF-8");
    let told = outside.run(&["new", "charter", "Core", "-C", root]).ends(0);
    told.says(&["charters/core.md", "sprintbook check -C"]);
    assert!(folder.has("content/charters/core.md"));
}

#[test]
fn nav_by_hand_is_pointed_at() {
    let folder = starter();
    let told = new(&folder, &["decision", "A"]).ends(0);
    assert!(!told.out.contains("nav"), "{}", told.out);
    new(&folder, &["sprint", "2"]).ends(0).says(&["`nav` in handbook.yaml does not name it", "add `sprint-2`"]);
}

#[test]
fn a_handbook_has_archetypes_of_its_own() {
    let folder = starter();
    folder.write("templates/archetypes/decision.md", "---\ntitle: {{ title | yaml }}\nkind: decision\n---\n{% include \"archetypes/parts/head.md\" %}\n{{ number }}{{ sprint.name }}{{ handbook.title }}\n");
    folder.write("templates/archetypes/parts/head.md", "# {{ title }} & more\n");
    folder.write("templates/archetypes/risk.md", "# Risk: {{ name | upper }} ({{ date }})\n");
    new(&folder, &["decision", "A: b", "--date", "2026-03-03"]).ends(0);
    assert_eq!(
        folder.read("content/decisions/a-b.md"),
        "---\ntitle: 'A: b'\nkind: decision\n---\n# A: b & more\n\nSprint 1Our handbook\n"
    );
    new(&folder, &["risk", "late", "--date", "2026-03-03"]).ends(0).says(&["content/risks/late.md"]);
    assert_eq!(folder.read("content/risks/late.md"), "# Risk: LATE (2026-03-03)\n");
    new(&folder, &["rsk", "late"]).ends(2).complains(&["Did you mean `risk`?"]);
    // They are neither pages nor templates of pages.
    folder.run(&["check", "--strict"]).ends(0);
    folder.write("content/a.md", "---\ntemplate: archetypes/sprint.md\n---\n# A\n");
    folder.run(&["check"]).ends(1).says(&["There is no template `archetypes/sprint.md`"]);
}

#[test]
fn mistakes_in_archetypes_have_a_place() {
    let folder = starter();
    let before = folder.files("content");
    let mistake_in = |bytes: &[u8], words: &[&str]| {
        folder.write("templates/archetypes/risk.md", bytes);
        let told = new(&folder, &["risk", "x"]).ends(2).complains(&["error[template/invalid]"]);
        told.complains(words);
        assert_eq!(folder.files("content"), before);
    };
    let mistake = |text: &str, words: &[&str]| mistake_in(text.as_bytes(), words);
    mistake_in(b"# A\n\nK\xf6ln\n", &["risk.md:3:2", "not UTF-8"]);
    mistake("# A\n{{ titel }}\n", &["templates/archetypes/risk.md:2:4", "`titel`", "Did you mean `title`?"]);
    mistake("# A\n\n{% if x %}\n", &["templates/archetypes/risk.md:3"]);
    mistake("{{ sprint.nam }}{{ handbook.titl }}", &["risk.md:1:"]);
    mistake("{% include \"archetypes/head.md\" %}", &["archetypes/head.md"]);
    mistake("{{ name | shout }}", &["shout"]);
    // A broken one keeps nobody from using the others, and no page from being made.
    folder.write("templates/archetypes/risk.md", "{% if");
    new(&folder, &["decision", "A"]).ends(0);
    folder.run(&["build", "-q"]).ends(0);
}

#[test]
fn scripts_for_every_shell() {
    let folder = Folder::new(&[]);
    for (shell, word) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef sprintbook"),
        ("fish", "complete -c sprintbook"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion:arg-completer[sprintbook]"),
    ] {
        let told = folder.run(&["completions", shell]).ends(0);
        let told = told.says(&[word, "only-if-clean", "decision"]);
        assert_eq!(told.err, "");
    }
    folder.run(&["completions", "tcsh"]).ends(2).complains(&["bash", "powershell"]);
    folder.run(&["completions"]).ends(2);
    // Bash itself has to complete with it, not only to read it.
    let script = folder.run(&["completions", "bash"]).out;
    folder.write("script", script + "\nCOMP_WORDS=(sprintbook ne); COMP_CWORD=1; _sprintbook sprintbook ne sprintbook\necho \"${COMPREPLY[@]}\"\n");
    let bash = Command::new("bash").arg(folder.at("script")).stdin(Stdio::null()).output().expect("bash is there");
    assert_eq!(String::from_utf8_lossy(&bash.stdout).trim(), "new", "{}", String::from_utf8_lossy(&bash.stderr));
}

#[test]
fn a_page_of_the_manual_for_every_command() {
    let folder = Folder::new(&[]);
    folder.run(&["man"]).ends(0).says(&[".TH sprintbook 1", "sprintbook\\-new(1)"]);
    folder.run(&["man", "sprintbook"]).ends(0).says(&[".TH sprintbook 1"]);
    folder.run(&["man", "new"]).ends(0).says(&[".TH sprintbook-new 1", "\\-\\-stdout"]);
    folder.run(&["man", "buld"]).ends(2).complains(&["no command `buld`", "did you mean `build`?"]);
    folder.run(&["man", "build", "-o", "x"]).ends(2);
    let listed = folder.run(&["man", "--output-dir", "share/man1"]).ends(0).out;
    let pages = folder.files("share/man1");
    assert!(pages.contains_key("sprintbook.1") && pages.contains_key("sprintbook-check.1"), "{:?}", pages.keys());
    assert_eq!(listed.lines().count(), pages.len());
    assert!(!pages.keys().any(|page| page.contains("help")), "{:?}", pages.keys());
    folder.run(&["man", "--output-dir", "share/man1"]).ends(0);
    assert_eq!(folder.files("share/man1"), pages);
    folder.write("file", "");
    folder.run(&["man", "--output-dir", "file"]).ends(2).complains(&["file"]);
}
