"""What is wrong with the bytes and the structure of a calendar file, by the letter of RFC 5545."""

import re

UTC = re.compile(r"\d{8}T\d{6}Z$")
DATE = re.compile(r"\d{8}$")
LOCAL = re.compile(r"\d{8}T\d{6}$")


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
    for part in calendar["children"]:
        if part["name"] == "VEVENT":
            event_faults(part, zones, seen, faults)
        elif part["name"] == "VTODO":
            todo_faults(part, seen, faults)
        elif part["name"] == "VTIMEZONE":
            zone_faults(part, faults)
        else:
            faults.append(f"a {part['name']} among the entries")
    used = set(re.findall(rb'TZID="?([^":;]+)"?:', re.sub(rb"\r\n ", b"", data)))
    return faults + [f"the zone {zone} is defined and not used" for zone in sorted(zones - {name.decode() for name in used})]


def entry_faults(entry, seen, faults):
    """What events and tasks have in common."""
    uid = only(entry, "UID", faults)[1]
    if not UTC.match(only(entry, "DTSTAMP", faults)[1]):
        faults.append(f"{uid}: DTSTAMP is not in UTC")
    only(entry, "SUMMARY", faults)
    for name in ("DESCRIPTION", "CATEGORIES", "URL", "RRULE", "SEQUENCE", "LAST-MODIFIED"):
        found = [value for key, _, value in entry["properties"] if key == name]
        if len(found) > 1:
            faults.append(f"{uid}: {name} {len(found)} times")
        if "" in found:
            faults.append(f"{uid}: an empty {name}")
    for name, parameters, value in entry["properties"]:
        if name == "ATTENDEE" and not re.match(r"mailto:[^@\s]+@[^@\s]+$", value):
            faults.append(f"{uid}: ATTENDEE without an address: {value}")
    for alarm in entry["children"]:
        if alarm["name"] != "VALARM":
            faults.append(f"{uid}: a {alarm['name']} inside")
        if only(alarm, "ACTION", faults)[1] == "DISPLAY":
            only(alarm, "DESCRIPTION", faults)
        parameters, trigger = only(alarm, "TRIGGER", faults)
        if not re.match(r"-?PT?\d", trigger):
            faults.append(f"{uid}: TRIGGER is no duration: {trigger}")
        if entry["name"] == "VTODO" and "RELATED=END" not in parameters:
            faults.append(f"{uid}: an alarm counts from the start, and the task has none")
    return uid


def todo_faults(todo, seen, faults):
    uid = entry_faults(todo, seen, faults)
    if uid in seen:
        faults.append(f"UID {uid} twice")
    seen[uid] = True
    parameters, due = only(todo, "DUE", faults, required=False)
    if due and DATE.match(due) and "VALUE=DATE" not in parameters.split(";"):
        faults.append(f"{uid}: DUE is a day without VALUE=DATE")
    status = only(todo, "STATUS", faults, required=False)[1]
    if status not in ("", "NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"):
        faults.append(f"{uid}: STATUS {status} is none of a task")
    if any(name == "COMPLETED" and not UTC.match(value) for name, _, value in todo["properties"]):
        faults.append(f"{uid}: COMPLETED is not in UTC")


def zone_faults(zone, faults):
    name = only(zone, "TZID", faults)[1]
    if not zone["children"]:
        faults.append(f"{name}: a zone without an offset")
    for part in zone["children"]:
        if part["name"] not in ("STANDARD", "DAYLIGHT"):
            faults.append(f"{name}: a {part['name']} inside")
        if not re.match(r"\d{8}T\d{6}$", only(part, "DTSTART", faults)[1]):
            faults.append(f"{name}: DTSTART is not local")
        for offset in ("TZOFFSETFROM", "TZOFFSETTO"):
            if not re.match(r"[+-]\d{4}(\d\d)?$", only(part, offset, faults)[1]):
                faults.append(f"{name}: {offset} is no offset")


def event_faults(event, zones, seen, faults):
    uid = entry_faults(event, seen, faults)
    recurrence = only(event, "RECURRENCE-ID", faults, required=False)[1]
    if (uid, recurrence) in seen:
        faults.append(f"UID {uid} twice")
    seen[uid, recurrence] = True
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
    rule = only(event, "RRULE", faults, required=False)[1]
    until = re.search(r"UNTIL=([^;]+)", rule)
    if until and (DATE if DATE.match(start) else UTC if UTC.match(start) or "TZID" in start_parameters else LOCAL).match(until.group(1)) is None:
        faults.append(f"{uid}: UNTIL={until.group(1)} beside DTSTART{start_parameters}:{start}")
    if end and bool(DATE.match(end)) != bool(DATE.match(start)):
        faults.append(f"{uid}: a day and a time in DTSTART and DTEND")
    elif end and start_parameters == end_parameters and end <= start:
        faults.append(f"{uid}: DTEND is not after DTSTART")
