//! `sprintbook build`

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use crate::base::diagnostic::Diagnostic;
use crate::load::{self, Inputs, probe};
use crate::publish::{Changes, Publication};
use crate::render::plan::{self, Work};
use crate::render::site::Site;
use crate::render::theme::Theme;
use crate::report::counted;
use crate::{check, pipeline};

use super::Outcome;
use super::adoption::{self, Known, KnownFindings, Looked, Narrowed};
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
    let looked = Looked { handbook: &handbook, overrides: &overrides, on_request: false };
    let run = Run { arguments, looked, known: known.as_ref(), chatter: &chatter, started };
    let outcome = match pipeline::theme(&inputs) {
        Ok(theme) => run.with_theme(&theme, found),
        Err(mistakes) => {
            found.extend(mistakes);
            run.tell(&run.narrowed(found), NO_TEMPLATES)?;
            Ok(Outcome::Configuration)
        }
    };
    // The process ends here: giving every document's memory back one by one would only take time.
    std::mem::forget(handbook);
    std::mem::forget(inputs.sources);
    outcome
}

const NO_TEMPLATES: &str = " Nothing was published: mend the templates first.";

/// A run whose documents have been read and checked.
struct Run<'a> {
    arguments: &'a Build,
    looked: Looked<'a>,
    known: Option<&'a KnownFindings>,
    chatter: &'a Chatter,
    started: Instant,
}

impl<'a> Run<'a> {
    /// The findings to tell, at the levels of this run.
    fn narrowed(&self, found: Vec<Diagnostic>) -> Narrowed<'a> {
        let found = check::settle(found, &self.looked.handbook.inputs.config, self.looked.overrides);
        adoption::narrow(self.looked, found, self.known, None)
    }

    /// Tells them; `after` ends the summary's line.
    fn tell(&self, narrowed: &Narrowed<'_>, after: &str) -> anyhow::Result<()> {
        let telling = &self.arguments.telling;
        let after = format!("{}{after}", narrowed.after);
        output::tell(self.looked.handbook.inputs, &narrowed.found, telling, Stream::Err, self.started, &after)?;
        Ok(narrowed.tell_gone(telling.loudness.quiet)?)
    }

    /// Publishes, unless a template or the arguments forbid it.
    fn with_theme(&self, theme: &Theme, mut found: Vec<Diagnostic>) -> anyhow::Result<Outcome> {
        let handbook = self.looked.handbook;
        found.extend(pipeline::unknown_templates(handbook, theme));
        let site = Site::new(handbook, theme);
        let plan: Vec<_> = plan::plan(&site).into_iter().collect();
        found.extend(pipeline::template_mistakes(&site, &plan));
        check::sort(handbook, &mut found);
        let narrowed = self.narrowed(found);
        let outcome = output::outcome(&narrowed.found, self.arguments.telling.strict);
        let after = match outcome {
            Outcome::Configuration => NO_TEMPLATES.to_owned(),
            Outcome::Findings if self.arguments.only_if_clean => {
                " Nothing was published: --only-if-clean was given.".to_owned()
            }
            Outcome::Clean | Outcome::Findings => {
                self.chatter.phase("plan");
                self.publish(&site, &plan)?
            }
        };
        self.tell(&narrowed, &after)?;
        std::mem::forget(site);
        Ok(outcome)
    }

    /// Writes the site and says so in a sentence.
    fn publish(&self, site: &Site<'_>, plan: &[(String, Work)]) -> anyhow::Result<String> {
        let inputs = self.looked.handbook.inputs;
        let changes = publish(inputs, site, plan, self.started, self.arguments.telling.loudness.quiet)?;
        self.chatter.phase("render, publish");
        self.chatter.say(|| {
            let Changes { created, replaced, deleted, kept } = changes;
            format!("  {created} files created, {replaced} replaced, {deleted} deleted, {kept} kept")
        });
        let pages = plan.iter().filter(|(_, work)| work.is_page()).count();
        Ok(format!(" Published {} to {}.", counted(pages, "page"), output::from_here(&inputs.places.output)))
    }
}

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
