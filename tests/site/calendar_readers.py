"""When the events of a calendar file are: as Python's zoneinfo says, and as three readers say that share no code with us.

Each gives a list of times, one for every time that something takes place before a horizon:
  {"uid", "summary", "start", "end", "allday"}
`start` and `end` are days (both inclusive), local times such as 2026-01-05T09:00 of what floats, and instants such as
2026-01-05T17:00Z of all else. `zoneinfo` is our reference: the lines as they stand, their rules expanded on the clocks
of the zone that they name, whatever the file says of that zone. Python's icalendar is asked the other way round: it has
to take the zone from the file.
"""

import datetime
import json
import logging
import os
import subprocess
import tempfile
import zoneinfo

import icalendar
from dateutil import rrule

HERE = os.path.dirname(os.path.abspath(__file__))
UTC = datetime.timezone.utc
DAY = datetime.timedelta(days=1)
# For how long what recurs without an end is followed: both changes of any zone's clocks, and the first again.
OPEN_END = 400


def shown(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.tzinfo is None:
        return value.strftime("%Y-%m-%dT%H:%M")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def one_time(uid, summary, start, end):
    whole_day = not isinstance(start, datetime.datetime)
    return {"uid": uid, "summary": summary, "start": shown(start), "end": shown(end - DAY if whole_day else end), "allday": whole_day}


def naive(value):
    """A day or time without its zone, as a time."""
    if not isinstance(value, datetime.datetime):
        return datetime.datetime.combine(value, datetime.time())
    return value.replace(tzinfo=None)


def before(start, horizon):
    return naive(start if not isinstance(start, datetime.datetime) or start.tzinfo is None else start.astimezone(UTC)) < horizon


class Event:
    """An event as icalendar gives its parts, on the clock of `zone`."""

    def __init__(self, component, zones):
        self.uid, self.summary = str(component["UID"]), str(component.get("SUMMARY", ""))
        self.component = component
        start = component["DTSTART"].dt
        self.whole_day = not isinstance(start, datetime.datetime)
        name = component["DTSTART"].params.get("TZID")
        self.zone = zones[name] if name else getattr(start, "tzinfo", None)
        self.start = naive(start)
        if "DTEND" in component:
            self.length = self.instant(naive(component["DTEND"].dt)) - self.instant(self.start)
        elif "DURATION" in component:
            self.length = component["DURATION"].dt
        else:
            # Readers do not agree about how long something is of which nobody said so.
            self.length = DAY if self.whole_day else datetime.timedelta()

    def instant(self, local):
        """A local time as an instant in UTC, so that lengths are exact; days and what floats stay as they are."""
        return local if self.zone is None else local.replace(tzinfo=self.zone).astimezone(UTC)

    def last(self):
        """The last moment on its own clock, or None for what has no end."""
        if "RRULE" not in self.component:
            return self.start
        until = self.component["RRULE"].get("UNTIL")
        if not until:
            return None
        until = until[0]
        if self.zone is not None and getattr(until, "tzinfo", None) is not None:
            until = until.astimezone(self.zone)
        return naive(until)

    def starts(self, horizon):
        if "RRULE" not in self.component:
            return [self.start]
        rule = self.component["RRULE"].copy()
        rule.pop("UNTIL", None)
        last = min(self.last() or horizon, horizon + DAY)
        dates = rrule.rrulestr(rule.to_ical().decode(), dtstart=self.start).between(self.start, last, inc=True)
        assert dates and dates[0] == self.start, f"{self.uid}: DTSTART is not in step with its RRULE"
        found = self.component.get("EXDATE", [])
        found = found if isinstance(found, list) else [found]
        skipped = {naive(date.dt) for part in found for date in part.dts}
        assert skipped <= set(dates) or self.last() is None, f"{self.uid}: EXDATE of no date of its RRULE"
        return [date for date in dates if date not in skipped]

    def times(self, horizon):
        for start in self.starts(horizon):
            begin = start.date() if self.whole_day else self.instant(start)
            end = (start + self.length).date() if self.whole_day else begin + self.length
            if before(begin, horizon):
                yield one_time(self.uid, self.summary, begin, end)


def parsed(path):
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    for part in calendar.walk():
        if part.errors:
            raise ValueError(f"{part.name}: {part.errors}")
    return calendar


class ByName(dict):
    """Zones by their names, as the machine knows them."""

    def __missing__(self, name):
        return zoneinfo.ZoneInfo(name)


def read_zoneinfo(calendar, horizon):
    events = [Event(component, ByName()) for component in calendar.walk("VEVENT")]
    return [time for event in events for time in event.times(horizon)]


def read_icalendar(calendar, horizon):
    zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.walk("VTIMEZONE")}
    events = [Event(component, zones) for component in calendar.walk("VEVENT")]
    return [time for event in events for time in event.times(horizon)]


def horizon_of(calendar):
    """Until when the file is read: everything that has an end, and some time of the rest."""
    latest = datetime.datetime(1970, 1, 1)
    for component in calendar.walk("VEVENT"):
        event = Event(component, ByName())
        last = event.last() or event.start + OPEN_END * DAY
        latest = max(latest, last + max(event.length, datetime.timedelta()) + 2 * DAY)
    return latest.replace(hour=0, minute=0, second=0)


def todos(calendar):
    """Tasks, as (uid, summary, day by which they are due, status)."""
    def of(todo):
        due = todo["DUE"].dt.isoformat() if "DUE" in todo else None
        return (str(todo["UID"]), str(todo["SUMMARY"]), due, str(todo.get("STATUS", "")))
    return [of(todo) for todo in calendar.walk("VTODO")]


def read_ical_js(path, horizon):
    """What ical.js makes of it: its times, and its tasks."""
    arguments = ["node", os.path.join(HERE, "ical.mjs"), os.path.abspath(path), horizon.strftime("%Y-%m-%dT%H:%M:%SZ")]
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode:
        raise ValueError(done.stderr.strip()[-400:])
    read = json.loads(done.stdout)
    return read["events"], [tuple(todo) for todo in read["todos"]]


KHAL_CONFIG = """[calendars]
[[handbook]]
path = {folder}/handbook
type = calendar
[locale]
local_timezone = UTC
default_timezone = UTC
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


class Complaints(logging.Handler):
    """What khal warns about."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


def read_khal(path, first, horizon):
    """What khal has of it after an import into an empty calendar of its own."""
    from khal.cli_utils import build_collection
    from khal.controllers import import_ics
    from khal.settings import get_config

    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "handbook"))
        config = os.path.join(folder, "config")
        with open(config, "w", encoding="utf-8") as file:
            file.write(KHAL_CONFIG.format(folder=folder))
        complaints = Complaints()
        logging.getLogger("khal").addHandler(complaints)
        # khal turns icalendar to zones of another sort, for as long as the process lives.
        icalendar.use_pytz()
        try:
            conf = get_config(config)
            collection = build_collection(conf, None)
            with open(path, encoding="utf-8", newline="") as file:
                import_ics(collection, conf, file.read(), batch=True)
            begin, end = first - 2 * DAY, horizon + 2 * DAY
            localized = collection.get_localized(begin.replace(tzinfo=UTC), end.replace(tzinfo=UTC))
            found = [*localized, *collection.get_floating(begin, end)]
            times = [khal_time(event) for event in found]
        finally:
            icalendar.use_zoneinfo()
            logging.getLogger("khal").removeHandler(complaints)
    if complaints.said:
        raise ValueError("; ".join(complaints.said)[:400])
    unique = {(time["uid"], time["start"]): time for start, time in times if before(start, horizon)}
    return list(unique.values())


def khal_time(event):
    start, end = event.start, event.end
    return start, one_time(str(event.uid), str(event.summary), start, end + DAY if event.allday else end)
