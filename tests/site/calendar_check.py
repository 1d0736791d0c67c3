#!/usr/bin/env python3
"""Holds calendar files against RFC 5545 and against three readers that share no code with us.

usage: calendar_check.py FILE.ics… [--expect EXPECTED.json]
       calendar_check.py FOLDER…      every .ics below

The bytes are looked at here: CRLF, lines of at most 75 octets, no character cut by a fold, the properties that the RFC
requires, UIDs once each, no METHOD (which would make a published file an invitation). Then Python's icalendar, khal and
ical.js read each file. They must tell the same events at the same instants, however often something recurs, and these
must be the instants of Python's zoneinfo (see calendar_readers.py).

EXPECTED.json lists what must be there, each once and nothing besides:
  [{"summary": "a part of it", "start": "2026-01-05", "end": "2026-01-05", "allday": true}]
`start` and `end` are ISO dates, both inclusive, local times such as 2026-01-05T09:00 of what floats, or instants such as
2026-01-05T17:00Z; both may be left out. Of what recurs each time is one. Exit 1 when anything is wrong. Runs with the
python of tests/.venv; ical.js with node.
"""

import argparse
import datetime
import json
import os
import sys

import calendar_readers as readers
from calendar_structure import byte_faults, structure_faults


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
    """Where a reader tells other times than zoneinfo does."""
    # What has no end in the file, readers give one as they like.
    open_ended = {event["uid"] for event in reference if event["start"] == event["end"] and not event["allday"]}

    def keys(events):
        def of(event):
            return (event["uid"], event["summary"], event["allday"], event["start"], "" if event["uid"] in open_ended else event["end"])
        return {of(event) for event in events}

    mine, other = keys(events), keys(reference)
    faults = [f"{reader} alone has {one}" for one in sorted(mine - other)[:3]]
    return faults + [f"{reader} has not {one}" for one in sorted(other - mine)[:3]]


def check(path, expected=None):
    """Everything that is wrong with the file, and how many entries it has."""
    with open(path, "rb") as file:
        data = file.read()
    faults = byte_faults(data) + structure_faults(data)
    try:
        calendar = readers.parsed(path)
        horizon = readers.horizon_of(calendar)
        reference = readers.read_zoneinfo(calendar, horizon)
    except Exception as error:  # whatever a reader makes of it is a fault of the file
        return [*faults, f"icalendar cannot read it: {error}"], 0
    todos = readers.todos(calendar)
    first = min((event["start"][:10] for event in reference), default="1970-01-01")
    first = datetime.datetime.fromisoformat(first)

    def ical_js():
        events, tasks = readers.read_ical_js(path, horizon)
        if tasks != todos:
            faults.append(f"ical.js and icalendar differ about tasks: {sorted(set(tasks) ^ set(todos), key=str)[:4]}")
        return events

    all_readers = {"icalendar": lambda: readers.read_icalendar(calendar, horizon), "ical.js": ical_js,
                   "khal": lambda: readers.read_khal(path, first, horizon)}
    for reader, read in all_readers.items():
        try:
            events = read()
        except Exception as error:
            faults.append(f"{reader} cannot read it: {error}")
            continue
        faults += differences(reader, events, reference)
        if expected is not None:
            faults += disagreements(reader, events, expected)
    return faults, len(calendar.walk("VEVENT")) + len(todos)


def feeds(given):
    """The files, and all below the folders, in order."""
    for path in given:
        if not os.path.isdir(path):
            yield path
            continue
        found = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names if name.endswith(".ics")]
        yield from sorted(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="+")
    parser.add_argument("--expect")
    given = parser.parse_args()
    expected = None
    if given.expect:
        with open(given.expect, encoding="utf-8") as file:
            expected = json.load(file)
    files = entries = wrong = 0
    for path in feeds(given.file):
        try:
            faults, count = check(path, expected)
        except OSError as error:
            print(f"calendar: {error}", file=sys.stderr)
            return 2
        files, entries, wrong = files + 1, entries + count, wrong + len(faults)
        for fault in faults:
            print(f"{path}: {fault}")
    print(f"calendar: {files} files, {entries} entries, read by icalendar, khal and ical.js, {wrong} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
