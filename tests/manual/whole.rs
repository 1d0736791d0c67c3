//! The manual is whole: every command, every flag and every key of handbook.yaml has its place in it.

use sprintbook::config::json_schema;

use crate::{none, pages, read};

/// The page of a command.
fn page_of(command: &str) -> String {
    format!("content/manual/commands/{command}.md")
}

#[test]
fn every_command_has_a_page_with_all_of_its_flags() {
    let pages = pages();
    let program = sprintbook::cli::command();
    let shared = read(&page_of("index"));
    let mut wrong = Vec::new();
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = command.get_name();
        let Some(page) = pages.iter().find(|page| page.path == page_of(name)) else {
            wrong.push(format!("{} is missing", page_of(name)));
            continue;
        };
        if !shared.contains(&format!("({name}.md")) {
            wrong.push(format!("{} does not link to {name}.md", page_of("index")));
        }
        let flags = command.get_arguments().filter(|flag| !flag.is_hide_set()).filter_map(|flag| flag.get_long());
        for flag in flags.filter(|flag| !matches!(*flag, "help" | "version")) {
            let is_there = |text: &str| text.contains(&format!("`--{flag}"));
            if !is_there(&page.text) && !is_there(&shared) {
                wrong.push(format!("{}: `--{flag}` is missing", page.path));
            }
        }
    }
    none("the manual leaves commands out", &wrong);
}

#[test]
fn every_key_of_the_settings_is_in_the_table_and_under_a_heading() {
    let path = "content/manual/configuration.md";
    let pages = pages();
    let page = pages.iter().find(|page| page.path == path).expect("the page is there");
    let schema = json_schema();
    let keys = schema["properties"].as_object().expect("the settings are a mapping").keys();
    let mut wrong = Vec::new();
    for key in keys {
        let is_heading = |heading: &String| heading.split([',', ' ']).any(|word| word == key);
        if !page.headings.iter().any(is_heading) {
            wrong.push(format!("{path}: no heading names `{key}`"));
        }
        if !page.text.contains(&format!("| [`{key}`](#")) {
            wrong.push(format!("{path}: the table has no row for `{key}`"));
        }
    }
    none("the manual leaves keys out", &wrong);
}
