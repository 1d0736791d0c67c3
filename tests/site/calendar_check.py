#!/usr/bin/env python3
"""Holds a calendar file against RFC 5545 and against three readers that share no code with us.

usage: calendar_check.py FILE.ics [--expect EXPECTED.json]

The bytes are looked at here: CRLF, lines of at most 75 octets, no character cut by a fold, the
properties that the RFC requires, UIDs once each, no METHOD (which would make a published file an
invitation). Then Python's icalendar, khal and ical.js read the file and must tell the same events.

EXPECTED.json lists what must be there, each once and nothing besides:
  [{"summary": "a part of it", "start": "2026-01-05", "end": "2026-01-05", "allday": true}]
`start` and `end` are ISO dates, both inclusive, or local times such as 2026-01-05T09:00; both may be
left out. Exit 1 when anything is wrong. Runs with the python of tests/.venv; ical.js with node.
"""

import argparse
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
UTC = re.compile(r"\d{8}T\d{6}Z$")
DATE = re.compile(r"\d{8}$")


def byte_faults(data):
    """What is wrong with the bytes and lines, before anything is understood."""
    faults = []
    if not data.endswith(b"\r\n"):
        faults.append("the last line does not end with CRLF")
    if b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        faults.append("a line ends with LF or CR alone")
    for number, line in enumerate(data.split(b"\r\n"), 1):
        if len(line) > 75:
            faults.append(f"line {number} has {len(line)} octets; 75 are allowed")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            faults.append(f"line {number} cuts a character, or is not UTF-8")
            continue
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
            faults.append(f"line {number} has a control character")
    return faults


def content_lines(data):
    """(name, parameters, value) of each unfolded line."""
    unfolded = re.sub(rb"\r?\n[ \t]", b"", data).decode("utf-8", "replace")
    for line in unfolded.splitlines():
        found = re.match(r"([A-Za-z0-9-]+)((?:;[^=]+=(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*):(.*)$", line)
        yield (found.group(1).upper(), found.group(2).upper(), found.group(3)) if found else (None, "", line)


def components(data):
    """The tree of components as nested dicts, and what is wrong with the nesting."""
    root = {"name": "FILE", "properties": [], "children": []}
    stack, faults = [root], []
    for name, parameters, value in content_lines(data):
        if name is None:
            faults.append(f"not a content line: {value[:60]!r}")
        elif name == "BEGIN":
            child = {"name": value.upper(), "properties": [], "children": []}
            stack[-1]["children"].append(child)
            stack.append(child)
        elif name == "END":
            if len(stack) == 1 or stack[-1]["name"] != value.upper():
                faults.append(f"END:{value} closes {stack[-1]['name']}")
            if len(stack) > 1:
                stack.pop()
        else:
            stack[-1]["properties"].append((name, parameters, value))
    if len(stack) > 1:
        faults.append(f"{stack[-1]['name']} is never closed")
    return root, faults


def only(component, name, faults, required=True):
    """The property of that name, which may stand once."""
    found = [(parameters, value) for key, parameters, value in component["properties"] if key == name]
    if len(found) > 1 or (required and not found):
        faults.append(f"{component['name']} has {len(found)} {name} instead of one")
    return found[0] if found else ("", "")


def structure_faults(data):
    """What RFC 5545 section 3.6 requires of the calendar and of each event."""
    root, faults = components(data)
    calendars = root["children"]
    if len(calendars) != 1 or calendars[0]["name"] != "VCALENDAR" or root["properties"]:
        return [*faults, "the file is not one VCALENDAR"]
    calendar = calendars[0]
    only(calendar, "PRODID", faults)
    if only(calendar, "VERSION", faults)[1] != "2.0":
        faults.append("VERSION is not 2.0")
    if any(name == "METHOD" for name, _, _ in calendar["properties"]):
        faults.append("METHOD makes the file an invitation")
    if not calendar["children"]:
        faults.append("the calendar is empty, which RFC 5545 forbids")
    zones = {value for zone in calendar["children"] if zone["name"] == "VTIMEZONE"
             for name, _, value in zone["properties"] if name == "TZID"}
    seen = {}
    for event in calendar["children"]:
        if event["name"] == "VEVENT":
            event_faults(event, zones, seen, faults)
    return faults


def event_faults(event, zones, seen, faults):
    uid = only(event, "UID", faults)[1]
    recurrence = only(event, "RECURRENCE-ID", faults, required=False)[1]
    if (uid, recurrence) in seen:
        faults.append(f"UID {uid} twice")
    seen[uid, recurrence] = True
    if not UTC.match(only(event, "DTSTAMP", faults)[1]):
        faults.append(f"{uid}: DTSTAMP is not in UTC")
    only(event, "SUMMARY", faults)
    start_parameters, start = only(event, "DTSTART", faults)
    end_parameters, end = only(event, "DTEND", faults, required=False)
    if end and any(name == "DURATION" for name, _, _ in event["properties"]):
        faults.append(f"{uid}: both DTEND and DURATION")
    for name, parameters, value in (("DTSTART", start_parameters, start), ("DTEND", end_parameters, end)):
        if DATE.match(value) and "VALUE=DATE" not in parameters.split(";"):
            faults.append(f"{uid}: {name} is a day without VALUE=DATE")
        zone = re.search(r'TZID="?([^";]+)', parameters)
        if zone and zone.group(1) not in {known.upper() for known in zones}:
            faults.append(f"{uid}: {name} names the zone {zone.group(1)}, which no VTIMEZONE defines")
    if end and bool(DATE.match(end)) != bool(DATE.match(start)):
        faults.append(f"{uid}: a day and a time in DTSTART and DTEND")
    elif end and start_parameters == end_parameters and end <= start:
        faults.append(f"{uid}: DTEND is not after DTSTART")


def shown(value, last_of_range=False):
    """A date or time as the expectations write it; an exclusive end day becomes the last day."""
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return (value - datetime.timedelta(days=1 if last_of_range else 0)).isoformat()


def read_icalendar(path):
    import icalendar

    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    for part in calendar.walk():
        if part.errors:
            raise ValueError(f"{part.name}: {part.errors}")
    events = []
    for event in calendar.walk("VEVENT"):
        start = event.decoded("DTSTART")
        whole_day = not isinstance(start, datetime.datetime)
        end = event.decoded("DTEND") if "DTEND" in event else event.end
        events.append({"uid": str(event["UID"]), "summary": str(event["SUMMARY"]), "start": shown(start),
                       "end": shown(end, whole_day), "allday": whole_day})
    return events


def read_ical_js(path):
    done = subprocess.run(["node", os.path.join(HERE, "ical.mjs"), os.path.abspath(path)], capture_output=True, text=True)
    if done.returncode:
        raise ValueError(done.stderr.strip()[-400:])
    return json.loads(done.stdout)


KHAL_CONFIG = """[calendars]
[[handbook]]
path = {folder}/handbook
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = handbook
[sqlite]
path = {folder}/khal.db
"""


def read_khal(path, first, days):
    """What khal shows of the range after importing the file into an empty calendar of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "handbook"))
        config = os.path.join(folder, "config")
        with open(config, "w", encoding="utf-8") as file:
            file.write(KHAL_CONFIG.format(folder=folder))
        environment = {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder, "XDG_DATA_HOME": folder}

        def khal(*arguments):
            program = os.path.join(os.path.dirname(sys.executable), "khal")
            done = subprocess.run([program, "-c", config, *arguments], capture_output=True, text=True, env=environment)
            if done.returncode:
                raise ValueError(f"khal {arguments[0]}: {done.stderr.strip()[-400:]}")
            return done.stdout

        khal("import", "--batch", "-a", "handbook", os.path.abspath(path))
        fields = ("uid", "title", "start-long-full", "end-long-full", "all-day")
        asked = [part for field in fields for part in ("--json", field)]
        listed = khal("list", *asked, "--once", first, f"{days}d")
    events = []
    # One JSON list for each day that has events.
    for event in (event for line in listed.splitlines() if line.strip() for event in json.loads(line)):
        whole_day = event["all-day"] in (True, "True")
        start, end = (event[field][: 10 if whole_day else 16].replace(" ", "T") for field in ("start-long-full", "end-long-full"))
        events.append({"uid": event["uid"], "summary": event["title"], "start": start, "end": end, "allday": whole_day})
    return events


def disagreements(reader, events, expected):
    """What the expectations name and the reader does not show, and the other way round."""
    faults, left = [], list(events)
    for want in expected:
        match = next((event for event in left if want["summary"].lower() in event["summary"].lower()
                      and all(event[key] == want[key] for key in ("start", "end", "allday") if key in want)), None)
        if match:
            left.remove(match)
        else:
            faults.append(f"{reader}: no event {json.dumps(want)}")
    return faults + [f"{reader}: an event that nobody expected: {json.dumps(event)}" for event in left]


def differences(reader, events, reference):
    """Where a reader tells other events than icalendar did. Times in zones are left to each reader's own clock."""
    def key(event):
        return (event["uid"], event["summary"], event["allday"], event["start"][:10] if event["allday"] else "", event["end"][:10] if event["allday"] else "")

    mine, other = sorted(map(key, events)), sorted(map(key, reference))
    return [] if mine == other else [f"{reader} and icalendar differ: {sorted(set(mine) ^ set(other))[:4]}"]


def check(path, expected=None):
    """Everything that is wrong with the file, and how many events it has."""
    with open(path, "rb") as file:
        data = file.read()
    faults = byte_faults(data) + structure_faults(data)
    try:
        reference = read_icalendar(path)
    except Exception as error:  # whatever a reader makes of it is a fault of the file
        return [*faults, f"icalendar cannot read it: {error}"], 0
    days = [event["start"][:10] for event in reference] + [event["end"][:10] for event in reference] or ["2026-01-01"]
    first = datetime.date.fromisoformat(min(days))
    count = (datetime.date.fromisoformat(max(days)) - first).days + 1
    readers = {"icalendar": lambda: reference, "ical.js": lambda: read_ical_js(path), "khal": lambda: read_khal(path, first.isoformat(), count)}
    for reader, read in readers.items():
        try:
            events = read()
        except Exception as error:
            faults.append(f"{reader} cannot read it: {error}")
            continue
        if reader == "ical.js" or not any("RRULE" in name for name, _, _ in content_lines(data)):
            faults += differences(reader, events, reference)
        if expected is not None:
            faults += disagreements(reader, events, expected)
    return faults, len(reference)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--expect")
    given = parser.parse_args()
    expected = None
    if given.expect:
        with open(given.expect, encoding="utf-8") as file:
            expected = json.load(file)
    try:
        faults, count = check(given.file, expected)
    except OSError as error:
        print(f"calendar: {error}", file=sys.stderr)
        return 2
    for fault in faults:
        print(f"{given.file}: {fault}")
    print(f"calendar: {count} events, read by icalendar, khal and ical.js, {len(faults)} problems")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
