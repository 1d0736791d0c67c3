//! The examples of a page that are no commands: settings, front matter, documents, JSON.

use sprintbook::base::diagnostic::{Diagnostic, Level};
use sprintbook::load::inputs::Inputs;
use sprintbook::load::probe;
use sprintbook::{check, pipeline};

use crate::page::{Fence, Page};

/// Files of a handbook in memory: path and text.
pub type Files = Vec<(String, String)>;

/// Where an example stands that names no path.
const EXAMPLE: &str = "content/example.md";

/// What is wrong with the examples of a page.
pub fn mistakes(page: &Page) -> Vec<String> {
    let mut files = starter();
    let mut wrong = Vec::new();
    // Rule pages show what is wrong on purpose; `explanations` looks at the same texts.
    let is_rule = page.path.starts_with("content/manual/rules/") && !page.path.ends_with("index.md");
    for fence in &page.fences {
        let mistake = match (fence.file(), fence.language.as_str()) {
            (Some(path), _) => {
                files.retain(|(other, _)| other != path);
                files.push((path.to_owned(), fence.text.clone()));
                of_a_file(path, fence)
            }
            (None, "yaml") => of_yaml(fence, &files),
            (None, "json") => of_json(&fence.text),
            (None, "markdown" | "md") if !is_rule => of_findings(&with(&files, EXAMPLE, &fence.text)),
            _ => None,
        };
        wrong.extend(mistake.map(|mistake| format!("{}:{}: {mistake}\n{}", page.path, fence.line, fence.text)));
    }
    wrong
}

/// The handbook that `sprintbook init` writes.
pub fn starter() -> Files {
    let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/starter");
    let files = walkdir::WalkDir::new(&top).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files
        .map(|file| {
            let path = file.path().strip_prefix(&top).expect("below the starter").to_string_lossy().replace('\\', "/");
            (path, std::fs::read_to_string(file.path()).expect("the starter is text"))
        })
        .collect()
}

/// These files and one more.
pub fn with(files: &Files, path: &str, text: &str) -> Files {
    let mut files = files.clone();
    files.retain(|(other, _)| other != path);
    files.push((path.to_owned(), text.to_owned()));
    files
}

/// What is found in one of these files, at the level of the settings.
pub fn findings(files: &Files, path: &str) -> Vec<Diagnostic> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let mut inputs = Inputs::in_memory(&files, &check::codes());
    inputs.today = "2026-01-07".parse().expect("a date");
    let read = pipeline::read(&inputs);
    let (handbook, mut found) = pipeline::link(&inputs, read, |paths| probe::probe(&inputs, paths));
    drop(handbook);
    found.extend(inputs.config_diagnostics.iter().cloned());
    let mut found = check::settle(found, &inputs.config, &check::Overrides::default());
    found.retain(|finding| inputs.sources.shown_path(finding.source) == path);
    found
}

/// Files that other programs read are at least well formed; ours are judged by the commands that follow them.
fn of_a_file(path: &str, fence: &Fence) -> Option<String> {
    match fence.language.as_str() {
        "yaml" if path.ends_with(".yaml") || path.ends_with(".yml") => not_yaml(&fence.text),
        "json" => of_json(&fence.text),
        _ => None,
    }
}

fn of_yaml(fence: &Fence, files: &Files) -> Option<String> {
    match fence.word.as_deref() {
        Some("fragment") => not_yaml(&fence.text),
        Some(other) => Some(format!("`{other}` is neither a path nor `fragment`")),
        None if fence.text.starts_with("---\n") => {
            let document = format!("{}\n# Example\n", fence.text);
            of_findings(&with(files, EXAMPLE, &document))
        }
        None => {
            let inputs = Inputs::in_memory(&[("handbook.yaml", fence.text.as_bytes())], &check::codes());
            list(&inputs.config_diagnostics)
        }
    }
}

fn not_yaml(text: &str) -> Option<String> {
    serde_yaml::from_str::<serde_yaml::Value>(text).err().map(|error| error.to_string())
}

/// JSON in which `…` may stand for what is left out.
fn of_json(text: &str) -> Option<String> {
    let error = serde_json::from_str::<serde_json::Value>(text).err()?;
    (!text.contains('…')).then(|| error.to_string())
}

/// Errors, and front matter that does not do what it seems to.
fn of_findings(files: &Files) -> Option<String> {
    let mut found = findings(files, EXAMPLE);
    found.retain(|finding| finding.level == Level::Error || finding.code == "doc/unknown-key");
    list(&found)
}

fn list(found: &[Diagnostic]) -> Option<String> {
    let lines = found.iter().map(|finding| format!("{}: {}", finding.code, finding.message));
    (!found.is_empty()).then(|| lines.collect::<Vec<_>>().join("\n"))
}
