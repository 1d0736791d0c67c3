// ical.mjs FILE: the events of a calendar as ical.js reads them, as JSON on stdout; an error and exit 1 when it cannot.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
// Zones that the file defines itself must be known before a time in them is read.
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const two = (number) => String(number).padStart(2, "0");
const written = (time) =>
  `${time.year}-${two(time.month)}-${two(time.day)}${time.isDate ? "" : `T${two(time.hour)}:${two(time.minute)}`}`;

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const end = event.endDate.clone();
  if (end.isDate) end.adjust(-1, 0, 0, 0); // DTEND of a whole day is the day after the last
  return { uid: event.uid, summary: event.summary, start: written(event.startDate), end: written(end), allday: event.startDate.isDate };
});
process.stdout.write(JSON.stringify(events));
