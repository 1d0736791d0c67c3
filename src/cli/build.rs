//! `sprintbook build`

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use crate::base::diagnostic::Diagnostic;
use crate::load::{self, Inputs, probe};
use crate::publish::{Changes, Publication};
use crate::render::plan::{self, Work};
use crate::render::site::Site;
use crate::{check, pipeline};

use super::Outcome;
use super::adoption::{self, Known, KnownFindings, Looked};
use super::args::{self, Telling, Which};
use super::output::{self, Chatter, Stream};
use super::progress::Progress;

#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 clean, 1 findings at a failing level (the handbook is published all the same), \
                        2 usage, configuration or machine.")]
pub(crate) struct Build {
    /// Folder of the handbook, like --root
    #[arg(value_name = "DIR", conflicts_with = "root")]
    pub dir: Option<PathBuf>,
    #[command(flatten)]
    pub which: Which,
    /// Where the site goes; `public` in the handbook's folder if not given
    #[arg(short, long, visible_short_alias = 'd', aliases = ["dest-dir", "site-dir"], value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// Address at which the site will be reached
    #[arg(long, value_name = "URL", value_parser = args::address)]
    pub base_url: Option<String>,
    /// Page addresses end in .html
    #[arg(long)]
    pub flat: bool,
    /// Publish nothing when a finding fails
    #[arg(long)]
    pub only_if_clean: bool,
    #[command(flatten)]
    pub known: Known,
    #[command(flatten)]
    pub telling: Telling,
}

/// Checks the handbook and publishes it, with findings too.
pub fn run(arguments: &Build) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let telling = &arguments.telling;
    let chatter = Chatter::new(&telling.loudness);
    let known = KnownFindings::read(&arguments.known, &arguments.which, arguments.dir.as_ref())?;
    let mut request = output::request(&arguments.which, arguments.dir.as_ref())?;
    request.output.clone_from(&arguments.output_dir);
    request.base_url.clone_from(&arguments.base_url);
    request.flat = arguments.flat;
    request.changes = true;
    let inputs = output::load(&request)?;
    chatter.say(|| format!("Documents: {}", inputs.places.content.display()));
    chatter.phase("load");
    if !inputs.config_diagnostics.is_empty() {
        let after = " Nothing was published: mend handbook.yaml first.";
        output::tell(&inputs, &inputs.config_diagnostics, telling, Stream::Err, started, after)?;
        return Ok(Outcome::Configuration);
    }
    let read = pipeline::read(&inputs);
    chatter.phase("parse, understand");
    let (handbook, mut found) = pipeline::link(&inputs, read, |paths| probe::probe(&inputs, paths));
    chatter.phase("link, check");
    let overrides = output::overrides(telling);
    let looked = Looked { handbook: &handbook, overrides: &overrides, without: adoption::ONLY_WHEN_ASKED };
    let narrow = |found: Vec<Diagnostic>| {
        adoption::narrow(looked, check::settle(found, &inputs.config, &overrides), known.as_ref(), None)
    };
    let theme = match pipeline::theme(&inputs) {
        Ok(theme) => theme,
        Err(mistakes) => {
            found.extend(mistakes);
            output::tell(&inputs, &narrow(found).found, telling, Stream::Err, started, NO_TEMPLATES)?;
            return Ok(Outcome::Configuration);
        }
    };
    found.extend(pipeline::unknown_templates(&handbook, &theme));
    let site = Site::new(&handbook, &theme);
    let plan: Vec<_> = plan::plan(&site).into_iter().collect();
    let mistakes = pipeline::template_mistakes(&site, &plan);
    let broken_templates = !mistakes.is_empty();
    found.extend(mistakes);
    check::sort(&handbook, &mut found);
    let narrowed = narrow(found);
    let found = &narrowed.found;
    let outcome = output::outcome(found, telling.strict);
    if broken_templates {
        output::tell(&inputs, found, telling, Stream::Err, started, NO_TEMPLATES)?;
        return Ok(Outcome::Configuration);
    }
    if arguments.only_if_clean && outcome != Outcome::Clean {
        let after = format!("{} Nothing was published: --only-if-clean was given.", narrowed.after);
        output::tell(&inputs, found, telling, Stream::Err, started, &after)?;
        narrowed.tell_gone(telling.loudness.quiet)?;
        return Ok(outcome);
    }
    chatter.phase("plan");
    let changes = publish(&inputs, &site, &plan, started, telling.loudness.quiet)?;
    chatter.phase("render, publish");
    chatter.say(|| {
        let Changes { created, replaced, deleted, kept } = changes;
        format!("  {created} files created, {replaced} replaced, {deleted} deleted, {kept} kept")
    });
    let pages = plan.iter().filter(|(_, work)| work.is_page()).count();
    let after = format!(
        "{} Published {pages} {} to {}.",
        narrowed.after,
        if pages == 1 { "page" } else { "pages" },
        output::from_here(&inputs.places.output)
    );
    output::tell(&inputs, found, telling, Stream::Err, started, &after)?;
    narrowed.tell_gone(telling.loudness.quiet)?;
    // The process ends here: giving every document's memory back one by one would only take time.
    std::mem::forget(site);
    std::mem::forget(handbook);
    std::mem::forget(inputs.sources);
    Ok(outcome)
}

const NO_TEMPLATES: &str = " Nothing was published: mend the templates first.";

fn publish(
    inputs: &Inputs,
    site: &Site<'_>,
    plan: &[(String, Work)],
    started: Instant,
    quiet: bool,
) -> anyhow::Result<Changes> {
    let paths: Vec<String> = plan.iter().map(|(path, _)| path.clone()).collect();
    let publication = Publication::open(&inputs.places.output, &paths)?;
    let progress = Progress::new(plan.len(), "files", started, quiet);
    let asset = |path: &str| load::read::asset(&inputs.places, path);
    pipeline::render(site, plan, &asset, |path, bytes| {
        progress.one_more();
        publication.put(path, bytes).map(|_| ())
    })?;
    let changes = publication.finish()?;
    progress.finish();
    Ok(changes)
}
