//! The manual is whole: every command has its page, and every flag its place.

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
