//! `sprintbook check`

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use crate::base::diagnostic::Diagnostic;
use crate::link::Handbook;
use crate::load::probe;
use crate::render::plan;
use crate::render::site::Site;
use crate::{check, pipeline};

use super::Outcome;
use super::adoption::{self, Known, KnownFindings, Looked};
use super::args::{self, Telling, Which};
use super::external;
use super::output::{self, Chatter, Stream};
use super::since::Past;

#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 clean, 1 findings at a failing level, 2 usage, configuration or machine.")]
pub(crate) struct Check {
    /// Folder of the handbook, like --root
    #[arg(value_name = "DIR", conflicts_with = "root")]
    pub dir: Option<PathBuf>,
    #[command(flatten)]
    pub which: Which,
    /// Address at which the site will be reached
    #[arg(long, value_name = "URL", value_parser = args::address)]
    pub base_url: Option<String>,
    /// Ask the web whether addresses still lead somewhere
    #[arg(long)]
    pub external: bool,
    /// Ask all addresses, also those that were sound a while ago
    #[arg(long, requires = "external")]
    pub no_cache: bool,
    #[command(flatten)]
    pub known: Known,
    /// Write all findings of this run into a file for --baseline, and exit 0
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "changed_since", "output_file"])]
    pub write_baseline: Option<PathBuf>,
    /// Tell only what a branch brought about: findings in documents that differ from where it left REV, and new
    /// findings elsewhere
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    #[command(flatten)]
    pub telling: Telling,
}

/// Checks the handbook; findings are what was asked for, and go to standard output.
pub fn run(arguments: &Check) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let chatter = Chatter::new(&arguments.telling.loudness);
    let known = KnownFindings::read(&arguments.known, &arguments.which, arguments.dir.as_ref())?;
    let mut request = output::request(&arguments.which, arguments.dir.as_ref())?;
    request.base_url.clone_from(&arguments.base_url);
    let inputs = output::load(&request)?;
    chatter.say(|| format!("Documents: {}", inputs.places.content.display()));
    chatter.phase("load");
    let telling = &arguments.telling;
    if !inputs.config_diagnostics.is_empty() {
        output::tell(&inputs, &inputs.config_diagnostics, telling, Stream::Out, started, "")?;
        return Ok(Outcome::Configuration);
    }
    let overrides = output::overrides(telling);
    let past = |revision: &String| Past::read(revision, &request, &inputs, &overrides);
    let past = arguments.changed_since.as_ref().map(past).transpose()?;
    if past.is_some() {
        chatter.phase("check of what it was");
    }
    let read = pipeline::read(&inputs);
    chatter.phase("parse, understand");
    let (handbook, mut found) = pipeline::link(&inputs, read, |paths| probe::probe(&inputs, paths));
    chatter.phase("link, check");
    found.extend(of_templates(&handbook, &chatter));
    let mut away = None;
    if arguments.external {
        let asked = external::ask(&handbook, !arguments.no_cache, &chatter, started, telling.loudness.quiet);
        away = asked.away;
        found.extend(check::without_allowed(&handbook, asked.findings));
        chatter.phase("external");
    }
    check::sort(&handbook, &mut found);
    let found = check::settle(found, &inputs.config, &overrides);
    let on_request = arguments.external && away.is_none();
    let looked = Looked { handbook: &handbook, overrides: &overrides, on_request };
    let quiet = telling.loudness.quiet;
    let mut narrowed = adoption::narrow(looked, found, known.as_ref(), past.as_ref());
    if let Some(file) = &arguments.write_baseline {
        if let Some(away) = away {
            return Err(away);
        }
        if output::outcome(&narrowed.found, telling.strict) != Outcome::Configuration {
            return adoption::write(file, looked, &narrowed.found, quiet);
        }
        narrowed.after = format!(" {} was not written: mend the templates first.", file.display());
    }
    let found = &narrowed.found;
    output::tell(&inputs, found, telling, Stream::Out, started, &narrowed.after)?;
    narrowed.tell_gone(quiet)?;
    let outcome = output::outcome(found, telling.strict);
    // The process ends here: giving every document's memory back one by one would only take time.
    std::mem::forget(handbook);
    std::mem::forget(inputs.sources);
    match away {
        Some(away) => Err(away),
        None => Ok(outcome),
    }
}

/// Mistakes in templates. Only those of the handbook's own can fail while pages are rendered.
fn of_templates(handbook: &Handbook<'_>, chatter: &Chatter) -> Vec<Diagnostic> {
    let theme = match pipeline::theme(handbook.inputs) {
        Ok(theme) => theme,
        Err(mistakes) => return mistakes,
    };
    let mut found = pipeline::unknown_templates(handbook, &theme);
    if !handbook.inputs.templates.is_empty() {
        let site = Site::new(handbook, &theme);
        let plan: Vec<_> = plan::plan(&site).into_iter().collect();
        found.extend(pipeline::template_mistakes(&site, &plan));
        chatter.phase("render");
    }
    found
}
