//! `sprintbook explain`

use std::io::Write;

use clap::Args;

use crate::base::suggest;
use crate::check;

use super::Outcome;

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The rule, such as link/missing-file, or a group such as link; all rules if not given
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Prints what a rule means, those of a group, or the list of all.
pub fn run(arguments: &Explain) -> anyhow::Result<Outcome> {
    let mut out = std::io::stdout().lock();
    let Some(code) = &arguments.code else {
        out.write_all(check::list().as_bytes())?;
        return Ok(Outcome::Clean);
    };
    let group = format!("{code}/");
    let rules: Vec<_> = check::RULES.iter().filter(|rule| rule.code == code || rule.code.starts_with(&group)).collect();
    if rules.is_empty() {
        // What has no `/` is meant to be a group.
        let groups = check::codes().into_iter().filter_map(|known| known.split('/').next());
        let near = match code.contains('/') {
            true => suggest::nearest(code, check::codes()),
            false => suggest::nearest(code, groups),
        };
        let advice = near.map_or("`sprintbook explain` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
        anyhow::bail!("there is no rule `{code}`; {advice}");
    }
    for (at, rule) in rules.into_iter().enumerate() {
        if at > 0 {
            out.write_all(b"\n")?;
        }
        out.write_all(check::explain(rule).as_bytes())?;
    }
    Ok(Outcome::Clean)
}
