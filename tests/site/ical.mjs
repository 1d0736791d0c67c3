// ical.mjs FILE HORIZON: what ical.js reads in a calendar, as JSON on stdout: every time before the horizon (an instant
// in UTC) at which an event takes place, and the tasks. An error and exit 1 when it cannot read it.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [path, until] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
// ical.js knows no zone but those that the file defines.
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const horizon = Date.parse(until);
const two = (number) => String(number).padStart(2, "0");
const day = (time) => `${time.year}-${two(time.month)}-${two(time.day)}`;
const floats = (time) => time.zone === ICAL.Timezone.localTimezone;
// Milliseconds, of days and of what floats as if they were in UTC.
const moment = (time) =>
  time.isDate || floats(time)
    ? Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute)
    : time.toUnixTime() * 1000;
const written = (time) => {
  if (time.isDate) return day(time);
  if (floats(time)) return `${day(time)}T${two(time.hour)}:${two(time.minute)}`;
  return `${new Date(moment(time)).toISOString().slice(0, 16)}Z`;
};

const events = [];
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  const add = (start, endOf) => {
    const end = endOf.clone();
    if (end.isDate) end.adjust(-1, 0, 0, 0); // DTEND of a whole day is the day after the last
    events.push({ uid: event.uid, summary: event.summary, start: written(start), end: written(end), allday: start.isDate });
  };
  if (!event.isRecurring()) {
    add(event.startDate, event.endDate);
    continue;
  }
  const times = event.iterator();
  for (let next = times.next(); next && moment(next) < horizon; next = times.next()) {
    const details = event.getOccurrenceDetails(next);
    add(details.startDate, details.endDate);
  }
}
const todos = calendar.getAllSubcomponents("vtodo").map((todo) => {
  const value = (name) => todo.getFirstPropertyValue(name);
  const due = value("due");
  return [value("uid"), value("summary"), due ? written(due) : null, value("status") ?? ""];
});
process.stdout.write(JSON.stringify({ events, todos }));
