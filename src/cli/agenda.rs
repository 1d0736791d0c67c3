//! `sprintbook agenda`

use std::io::{BufWriter, Write};

use chrono::{Days, NaiveDate};
use clap::{Args, ValueEnum};

use crate::base::date;
use crate::load;
use crate::pipeline;
use crate::render::agenda::{self, Person, Wanted};

use super::Outcome;
use super::args::{self, Loudness, Which};
use super::output;

#[derive(Debug, Args)]
pub(crate) struct Agenda {
    #[command(flatten)]
    pub which: Which,
    /// First day; today if not given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = args::date)]
    pub from: Option<NaiveDate>,
    /// Last day; 13 days after the first if not given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = args::date)]
    pub to: Option<NaiveDate>,
    /// The week that this day is in; today's if no day is given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = args::date, num_args = 0..=1, conflicts_with_all = ["from", "to"])]
    pub week: Option<Option<NaiveDate>>,
    /// Only what this person, role or group takes part in, owns or decides
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// How the agenda is written
    #[arg(long, value_enum, default_value_t = AgendaFormat::Table)]
    pub format: AgendaFormat,
    #[command(flatten)]
    pub loudness: Loudness,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AgendaFormat {
    /// For people
    Table,
    /// For programs
    Json,
}

/// The longest time that is looked at, in days: ten years.
const LONGEST: i64 = 3_660;

/// Prints what happens and what is due.
pub fn run(arguments: &Agenda) -> anyhow::Result<Outcome> {
    let request = output::request(&arguments.which, None)?;
    let inputs = output::load(&request)?;
    if !inputs.config_diagnostics.is_empty() {
        output::tell_mistakes(&inputs, &inputs.config_diagnostics, arguments.loudness, "")?;
        return Ok(Outcome::Configuration);
    }
    let (from, to) = days(arguments, request.today, inputs.config.week_start)?;
    let read = pipeline::read(&inputs);
    let handbook = pipeline::handbook(&inputs, read, |paths| load::probe::probe(&inputs, paths));
    let person = arguments.person.as_deref().map(|name| Person::new(&handbook, name));
    let wanted = Wanted { from, to, person };
    let agenda = agenda::collect(&handbook, &wanted);
    if agenda.days.is_empty() && !arguments.loudness.quiet {
        let whose = arguments.person.as_ref().map_or(String::new(), |person| format!(" for {person}"));
        anstream::eprintln!("Nothing{whose} from {from} to {to}.");
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    match arguments.format {
        AgendaFormat::Table => agenda::table(&agenda, inputs.config.timezone, &mut out)?,
        AgendaFormat::Json => agenda::json(&agenda, &wanted, &inputs.sources, &mut out)?,
    }
    out.flush()?;
    Ok(Outcome::Clean)
}

/// First and last day.
fn days(arguments: &Agenda, today: NaiveDate, week_start: chrono::Weekday) -> anyhow::Result<(NaiveDate, NaiveDate)> {
    let after = |day: NaiveDate, days: u64| {
        day.checked_add_days(Days::new(days)).ok_or_else(|| anyhow::anyhow!("the calendar ends before that"))
    };
    if let Some(day) = arguments.week {
        let day = day.unwrap_or(today);
        let first =
            date::week_start(day, week_start).ok_or_else(|| anyhow::anyhow!("the calendar begins after that"))?;
        return Ok((first, after(first, 6)?));
    }
    let from = arguments.from.unwrap_or(today);
    let to = match arguments.to {
        Some(to) => to,
        None => after(from, 13)?,
    };
    anyhow::ensure!(from <= to, "the first day, {from}, is after the last, {to}");
    anyhow::ensure!((to - from).num_days() <= LONGEST, "from {from} to {to} are more than ten years");
    Ok((from, to))
}
