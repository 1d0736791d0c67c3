//! A page of the manual: its fences and its words in code, with their lines.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page, taken apart.
pub struct Page {
    /// Below the project's folder.
    pub path: String,
    pub text: String,
    pub fences: Vec<Fence>,
    /// Code spans, with their lines.
    pub spans: Vec<(usize, String)>,
}

/// A block of code.
pub struct Fence {
    pub line: usize,
    /// First word of the info string.
    pub language: String,
    /// Second word of the info string.
    pub word: Option<String>,
    pub text: String,
    /// Where the text stands in the page, if it stands there in one piece.
    pub range: Option<Range<usize>>,
}

/// A command of a fence, and what it prints according to the page; `None` where the page does not say.
pub struct Command {
    pub line: usize,
    pub command: String,
    pub expected: Option<String>,
}

impl Page {
    /// Takes a page's text apart.
    pub fn new(path: &str, text: &str) -> Self {
        let mut page = Self { path: path.to_owned(), text: text.to_owned(), fences: Vec::new(), spans: Vec::new() };
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let mut open: Option<Fence> = None;
        let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let mut words = info.split_whitespace().map(str::to_owned);
                    open = Some(Fence {
                        line: line(range.start),
                        language: words.next().unwrap_or_default(),
                        word: words.next(),
                        text: String::new(),
                        range: None,
                    });
                }
                Event::End(TagEnd::CodeBlock) => page.fences.extend(open.take()),
                Event::Text(words) => {
                    if let Some(fence) = &mut open {
                        fence.range = fence.text.is_empty().then_some(range);
                        fence.text.push_str(&words);
                    }
                }
                Event::Code(words) => page.spans.push((line(range.start), words.into_string())),
                _ => {}
            }
        }
        page
    }

    /// All commands of the page.
    pub fn commands(&self) -> impl Iterator<Item = String> {
        self.fences.iter().flat_map(Fence::commands).map(|command| command.command)
    }
}

impl Fence {
    /// The path of the file that the fence is, if it is one.
    pub fn file(&self) -> Option<&str> {
        self.word.as_deref().filter(|word| word.contains(['.', '/']))
    }

    /// The commands of a fence that has some. A line that ends in `\` goes on in the next.
    pub fn commands(&self) -> Vec<Command> {
        let mut commands: Vec<Command> = Vec::new();
        let mut goes_on = false;
        let is_console = self.language == "console";
        if self.file().is_some() || !(is_console || self.language == "bash") {
            return commands;
        }
        for (at, line) in self.text.lines().enumerate() {
            let written = if is_console { line.strip_prefix("$ ") } else { Some(line) };
            match (written, commands.last_mut()) {
                (_, Some(last)) if goes_on => {
                    last.command.push('\n');
                    last.command.push_str(line);
                }
                (Some(command), _) => commands.push(Command {
                    line: self.line + 1 + at,
                    command: command.to_owned(),
                    expected: is_console.then(String::new),
                }),
                (None, Some(last)) => {
                    let expected = last.expected.get_or_insert_default();
                    expected.push_str(line);
                    expected.push('\n');
                    continue;
                }
                (None, None) => panic!("line {}: a ```console fence begins with `$ command`", self.line + 1 + at),
            }
            goes_on = line.ends_with('\\');
        }
        commands.retain(|command| {
            let words = command.command.trim();
            !words.is_empty() && !words.starts_with('#')
        });
        commands
    }
}
