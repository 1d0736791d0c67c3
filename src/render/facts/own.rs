//! What belongs to one kind of fact, as `facts.json` has it.

use chrono::{NaiveDate, NaiveTime};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::json::WhenView;
use crate::config::Numbering;
use crate::understand::fact::{
    AgendaItem, Artifact, Decision, Detail, Event, Listed, Name, Risk, Role, Rotation, Shift, Squad, Step, Target,
    Task, Tier, Timebox,
};

/// The part of a fact that its kind alone has.
pub(super) struct Own<'a>(pub &'a Detail);

impl Own<'_> {
    /// Writes it into the map of the fact.
    pub(super) fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match self.0 {
            Detail::Timebox(timebox) => write_timebox(map, timebox),
            Detail::Event(event) => write_event(map, event),
            Detail::Task(task) => write_task(map, task),
            Detail::Decision(decision) => write_decision(map, decision),
            Detail::Role(role) => write_role(map, role),
            Detail::Squad(squad) => write_squad(map, squad),
            Detail::Rotation(rotation) => write_rotation(map, rotation),
            Detail::Escalation(steps) => map.serialize_entry("steps", &List(steps, step)),
            Detail::Risk(risk) => write_risk(map, risk),
            Detail::Dependency(dependency) => map.serialize_entry("needed_by", &dependency.needed_by),
            Detail::Artifact(artifact) => write_artifact(map, artifact),
            Detail::Target(target) => write_target(map, target),
            Detail::Form(form) => {
                map.serialize_entry("blanks", &form.blanks)?;
                map.serialize_entry("items", &form.items)
            }
        }
    }
}

fn write_timebox<M: SerializeMap>(map: &mut M, timebox: &Timebox) -> Result<(), M::Error> {
    let numbering = match timebox.numbering {
        Numbering::Calendar => "calendar",
        Numbering::Working => "working",
    };
    map.serialize_entry("name", &*timebox.name)?;
    map.serialize_entry("unit", timebox.unit.word())?;
    map.serialize_entry("start", &timebox.start.to_string())?;
    map.serialize_entry("end", &timebox.end.to_string())?;
    map.serialize_entry("numbering", numbering)
}

fn write_event<M: SerializeMap>(map: &mut M, event: &Event) -> Result<(), M::Error> {
    map.serialize_entry("agenda", &List(&event.agenda, agenda_item))?;
    map.serialize_entry("critical", &event.critical)?;
    map.serialize_entry("optional", &event.optional)?;
    map.serialize_entry("deliverables", &event.deliverables)?;
    map.serialize_entry("preparation", &event.preparation)
}

fn write_task<M: SerializeMap>(map: &mut M, task: &Task) -> Result<(), M::Error> {
    map.serialize_entry("points", &task.points)?;
    map.serialize_entry("priority", &task.priority)?;
    map.serialize_entry("group", &*task.group)
}

fn write_decision<M: SerializeMap>(map: &mut M, decision: &Decision) -> Result<(), M::Error> {
    map.serialize_entry("options", &decision.options)?;
    map.serialize_entry("blocks", &decision.blocks)?;
    map.serialize_entry("signers", &texts(&decision.signers))?;
    map.serialize_entry("backups", &texts(&decision.backups))
}

fn write_role<M: SerializeMap>(map: &mut M, role: &Role) -> Result<(), M::Error> {
    map.serialize_entry("members", &texts(&role.members))?;
    map.serialize_entry("hours", &role.hours.map(|(minutes, _)| f64::from(minutes) / 60.0))?;
    map.serialize_entry("meetings", &List(&role.meetings, meeting))?;
    map.serialize_entry("responsibilities", &role.responsibilities)
}

fn write_squad<M: SerializeMap>(map: &mut M, squad: &Squad) -> Result<(), M::Error> {
    map.serialize_entry("members", &texts(&squad.members))?;
    map.serialize_entry("charter", &squad.charter)?;
    map.serialize_entry("mission", &squad.mission)
}

fn write_rotation<M: SerializeMap>(map: &mut M, rotation: &Rotation) -> Result<(), M::Error> {
    map.serialize_entry("shifts", &List(&rotation.shifts, shift))?;
    map.serialize_entry("tiers", &List(&rotation.tiers, tier))
}

fn write_risk<M: SerializeMap>(map: &mut M, risk: &Risk) -> Result<(), M::Error> {
    map.serialize_entry("severity", &risk.severity)?;
    map.serialize_entry("probability", &risk.probability)?;
    map.serialize_entry("mitigation", &risk.mitigation)
}

fn write_artifact<M: SerializeMap>(map: &mut M, artifact: &Artifact) -> Result<(), M::Error> {
    map.serialize_entry(if artifact.is_url { "url" } else { "path" }, &artifact.target)?;
    map.serialize_entry("exists", &artifact.exists)?;
    map.serialize_entry("planned", &artifact.planned)
}

fn write_target<M: SerializeMap>(map: &mut M, target: &Target) -> Result<(), M::Error> {
    map.serialize_entry("metric", &target.metric)?;
    map.serialize_entry("comparator", target.comparator.sign())?;
    map.serialize_entry("value", &target.value)?;
    map.serialize_entry("unit", &target.unit)
}

fn texts(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| &*name.text).collect()
}

/// A list whose items are written as what the function makes of them.
struct List<'a, T, V>(&'a [T], fn(&'a T) -> V);

impl<'a, T, V: Serialize> Serialize for List<'a, T, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(self.1))
    }
}

#[derive(Serialize)]
struct AgendaItemView<'a> {
    title: &'a str,
    minutes: Option<u32>,
}

fn agenda_item(item: &AgendaItem) -> AgendaItemView<'_> {
    AgendaItemView { title: &item.title, minutes: item.minutes }
}

#[derive(Serialize)]
struct MeetingView<'a> {
    title: &'a str,
    when: WhenView<'a>,
}

fn meeting(listed: &Listed) -> MeetingView<'_> {
    MeetingView { title: &listed.title, when: WhenView::new(&listed.when) }
}

#[derive(Serialize)]
struct ShiftView<'a> {
    start: Option<String>,
    end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    who: &'a str,
    backup: Option<&'a str>,
}

fn shift(shift: &Shift) -> ShiftView<'_> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let time = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string());
    ShiftView {
        start: day(shift.start),
        end: day(shift.end),
        from: time(shift.from),
        until: time(shift.until),
        who: &shift.who,
        backup: shift.backup.as_deref(),
    }
}

#[derive(Serialize)]
struct TierView<'a> {
    name: &'a str,
    who: Vec<&'a str>,
    minutes: Option<u32>,
}

fn tier(tier: &Tier) -> TierView<'_> {
    TierView { name: &tier.name, who: texts(&tier.who), minutes: tier.minutes }
}

#[derive(Serialize)]
struct StepView<'a> {
    who: Vec<&'a str>,
    after_minutes: Option<u32>,
    beyond: Option<&'a str>,
}

fn step(step: &Step) -> StepView<'_> {
    StepView { who: texts(&step.who), after_minutes: step.after_minutes, beyond: step.beyond.as_deref() }
}
