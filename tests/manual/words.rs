//! Commands and flags in code spans: none may be named that there is not.

use std::collections::BTreeSet;

use clap::{Arg, Command};

use crate::page::Page;

/// Commands and flags of a page's code spans that sprintbook does not have.
pub fn unknown(page: &Page) -> Vec<String> {
    let program = sprintbook::cli::command();
    let mut wrong = Vec::new();
    for (line, span) in &page.spans {
        let words: Vec<&str> = span.split_whitespace().collect();
        let mistake = match words.as_slice() {
            ["sprintbook", command, rest @ ..] if !command.starts_with('-') => match program.find_subcommand(command) {
                None => Some(format!("there is no command `{command}`")),
                Some(found) => unknown_flag(&[found, &program], rest),
            },
            ["sprintbook", rest @ ..] => unknown_flag(&[&program], rest),
            [flag, ..] if is_flag(flag) && !is_style_variable(flag) => {
                let commands: Vec<&Command> = program.get_subcommands().chain([&program]).collect();
                unknown_flag(&commands, &words)
            }
            _ => None,
        };
        wrong.extend(mistake.map(|mistake| format!("{}:{line}: `{span}`: {mistake}", page.path)));
    }
    wrong
}

fn is_flag(word: &str) -> bool {
    word.strip_prefix("--").or(word.strip_prefix('-')).is_some_and(|name| name.starts_with(char::is_alphabetic))
}

/// Whether it is a variable of the theme's style sheet, which looks like a flag.
fn is_style_variable(word: &str) -> bool {
    crate::read("static/style.css").contains(&format!("\n  {word}: "))
}

/// The first flag among the words that none of the commands has, or whose value is none of its values.
fn unknown_flag(commands: &[&Command], words: &[&str]) -> Option<String> {
    for (at, word) in words.iter().enumerate().filter(|(_, word)| is_flag(word)) {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (*word, words.get(at + 1).copied()),
        };
        if matches!(name, "--help" | "-h" | "--version" | "-V") {
            continue;
        }
        let arguments = commands.iter().flat_map(|command| command.get_arguments());
        let named: Vec<&Arg> = arguments.filter(|argument| answers_to(argument, name)).collect();
        if named.is_empty() {
            return Some(format!("there is no flag `{name}`"));
        }
        let values: BTreeSet<String> =
            named.iter().flat_map(|argument| argument.get_possible_values()).map(|v| v.get_name().to_owned()).collect();
        let is_word = |value: &str| value.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if let Some(value) = value.filter(|value| !values.is_empty() && is_word(value) && !values.contains(*value)) {
            let takes = named.iter().any(|argument| argument.get_action().takes_values());
            if takes {
                return Some(format!("`{name}` has no value `{value}`"));
            }
        }
    }
    None
}

fn answers_to(argument: &Arg, flag: &str) -> bool {
    match flag.strip_prefix("--") {
        Some(long) => {
            argument.get_long() == Some(long) || argument.get_all_aliases().is_some_and(|names| names.contains(&long))
        }
        None => {
            let short = flag.chars().nth(1);
            argument.get_short() == short
                || argument.get_all_short_aliases().is_some_and(|names| short.is_some_and(|c| names.contains(&c)))
        }
    }
}

#[test]
fn what_there_is_not_is_seen() {
    let found = |text: &str| unknown(&Page::new("a.md", text)).len();
    assert_eq!(found("`sprintbook build --strict` and `--format json`, `-o DIR`, `--dest-dir`, `cargo build --x`"), 0);
    assert_eq!(found("`sprintbook polish`"), 1);
    assert_eq!(found("`sprintbook build --polish`"), 1);
    assert_eq!(found("`--polish`"), 1);
    assert_eq!(found("`sprintbook check --format yaml`"), 1);
    assert_eq!(found("`sprintbook explain --strict`"), 1);
}
