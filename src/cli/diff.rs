//! Diffs on standard output: coloured for people, byte for byte for programs.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use clap::builder::styling::{AnsiColor, Style};

use crate::base::source::SourceId;
use crate::edit;
use crate::load::Inputs;

use super::args::Loudness;
use super::output;

/// Prints one diff after the other.
pub struct DiffPrinter<'a> {
    inputs: &'a Inputs,
    out: BufWriter<StdoutLock<'static>>,
    colour: bool,
    terminal: bool,
    /// What stands before the path of every file.
    prefix: String,
}

impl<'a> DiffPrinter<'a> {
    /// For the sources of a handbook, by paths from the current folder where they lie below it, else from the
    /// repository's root, as git has them.
    pub fn new(inputs: &'a Inputs, loudness: &Loudness) -> Self {
        let here = output::from_here(&inputs.places.root);
        let below = !here.starts_with("..") && !here.starts_with('/');
        let prefix = if below { here } else { inputs.places.root_in_repository.clone() };
        let terminal = io::stdout().is_terminal();
        let colour = output::colour(loudness.color, terminal);
        Self { inputs, out: BufWriter::new(io::stdout().lock()), colour, terminal, prefix }
    }

    /// The difference of a source's two texts.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn print(&mut self, source: SourceId, old: &str, new: &str) -> io::Result<()> {
        let path = format!("{}{}", self.prefix, self.inputs.sources.shown_path(source));
        for line in edit::diff(&path, old, new).split_inclusive('\n') {
            let shown = if self.terminal { visible(line) } else { Cow::Borrowed(line) };
            match style(line).filter(|_| self.colour) {
                Some(style) => {
                    let text = shown.trim_end_matches('\n');
                    writeln!(self.out, "{style}{text}{style:#}")?;
                }
                None => self.out.write_all(shown.as_bytes())?,
            }
        }
        Ok(())
    }

    /// Where the diffs go, for what is said between them.
    pub fn out(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Ends the output.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Git's own colours.
fn style(line: &str) -> Option<Style> {
    if line.starts_with("--- ") || line.starts_with("+++ ") {
        return Some(Style::new().bold());
    }
    match line.as_bytes().first()? {
        b'+' => Some(AnsiColor::Green.on_default()),
        b'-' => Some(AnsiColor::Red.on_default()),
        b'@' => Some(AnsiColor::Cyan.on_default()),
        _ => None,
    }
}

/// A line without what a terminal would obey.
fn visible(line: &str) -> Cow<'_, str> {
    let obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !line.contains(obeyed) {
        return Cow::Borrowed(line);
    }
    let line = line.strip_suffix("\r\n").map_or_else(|| line.to_owned(), |line| format!("{line}\n"));
    Cow::Owned(
        line.chars()
            .map(|c| {
                if obeyed(c) {
                    char::from_u32(0x2400 + c as u32).filter(|_| (c as u32) < 0x20).unwrap_or('\u{fffd}')
                } else {
                    c
                }
            })
            .collect(),
    )
}
