"""The calendar checker on small files: a sound one stays silent in all readers, every fault is named."""

import os
import tempfile
import unittest

import calendar_check

EVENT = """BEGIN:VEVENT
UID:{uid}@example.org
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260105
DTEND;VALUE=DATE:{end}
SUMMARY:Kickoff\\, all of us
END:VEVENT
"""
TIMED = """BEGIN:VEVENT
UID:timed@example.org
DTSTAMP:20260101T000000Z
DTSTART:20260106T090000
DTEND:20260106T093000
SUMMARY:Review
END:VEVENT
"""
EXPECTED = [
    {"summary": "kickoff, all", "start": "2026-01-05", "end": "2026-01-06", "allday": True},
    {"summary": "Review", "start": "2026-01-06T09:00", "end": "2026-01-06T09:30", "allday": False},
]


ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:20250330T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251026T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
DAILY = """BEGIN:VEVENT
UID:daily@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260327T090000
DTEND;TZID=Europe/Berlin:20260327T091500
RRULE:FREQ=DAILY;UNTIL=20260330T070000Z
EXDATE;TZID=Europe/Berlin:20260328T090000
SUMMARY:Daily
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Daily
TRIGGER:-PT15M
END:VALARM
END:VEVENT
"""
TODO = """BEGIN:VTODO
UID:todo@example.org
DTSTAMP:20260101T000000Z
DUE;VALUE=DATE:20260105
SUMMARY:Write
STATUS:NEEDS-ACTION
END:VTODO
"""
TIMES = [
    {"summary": "Daily", "start": "2026-03-27T08:00Z", "end": "2026-03-27T08:15Z"},
    {"summary": "Daily", "start": "2026-03-29T07:00Z"},
    {"summary": "Daily", "start": "2026-03-30T07:00Z"},
]


def calendar(*events, head="PRODID:-//x//y//EN\nVERSION:2.0\n"):
    return f"BEGIN:VCALENDAR\n{head}{''.join(events)}END:VCALENDAR\n".replace("\n", "\r\n").encode()


GOOD = calendar(EVENT.format(uid="a", end="20260107"), TIMED)


class Calendar(unittest.TestCase):
    def faults(self, data, expected=None):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "calendar.ics")
            with open(path, "wb") as file:
                file.write(data)
            return calendar_check.check(path, expected)[0]

    def found(self, words, data):
        faults = calendar_check.byte_faults(data) + calendar_check.structure_faults(data)
        self.assertIn(words, "\n".join(faults))

    def test_a_sound_calendar_is_read_the_same_by_all(self):
        self.assertEqual(self.faults(GOOD, EXPECTED), [])

    def test_what_recurs_is_told_at_the_same_instants_by_all(self):
        self.assertEqual(self.faults(calendar(ZONE, DAILY, TODO), TIMES), [])

    def test_a_wrong_zone_is_seen_by_those_who_read_it(self):
        faults = "\n".join(self.faults(calendar(ZONE.replace("BYMONTH=3;BYDAY=-1SU", "BYMONTH=3;BYDAY=2SU"), DAILY)))
        self.assertIn("ical.js alone has ('daily@example.org', 'Daily', False, '2026-03-27T07:00Z'", faults)
        self.assertIn("icalendar has not ('daily@example.org', 'Daily', False, '2026-03-27T08:00Z'", faults)

    def test_a_start_out_of_step_is_a_fault(self):
        faults = self.faults(calendar(ZONE, DAILY.replace("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO").replace("EXDATE", "X-EXDATE")))
        self.assertIn("not in step", "\n".join(faults))

    def test_expectations_are_held_both_ways(self):
        moved = [{**EXPECTED[0], "start": "2026-01-04"}, EXPECTED[1]]
        faults = "\n".join(self.faults(GOOD, moved))
        for reader in ("icalendar", "ical.js", "khal"):
            self.assertIn(f"{reader}: no event", faults)
            self.assertIn(f"{reader}: an event that nobody expected", faults)

    def test_bytes(self):
        self.found("LF or CR alone", GOOD.replace(b"VERSION:2.0\r\n", b"VERSION:2.0\n"))
        self.found("80 octets", GOOD.replace(b"SUMMARY:Review", b"SUMMARY:" + b"x" * 72))
        self.found("cuts a character", GOOD.replace(b"Review", b"Re\xc3\r\n \xa9"))
        self.found("does not end with CRLF", GOOD[:-2])

    def test_required_properties(self):
        self.found("0 PRODID", calendar(TIMED, head="VERSION:2.0\n"))
        self.found("0 UID", GOOD.replace(b"UID:timed@example.org\r\n", b""))
        self.found("DTSTAMP is not in UTC", GOOD.replace(b"DTSTAMP:20260101T000000Z", b"DTSTAMP:20260101T000000", 1))
        self.found("METHOD", calendar(TIMED, head="PRODID:x\nVERSION:2.0\nMETHOD:REQUEST\n"))
        self.found("is empty", calendar())

    def test_events(self):
        self.found("a@example.org twice", calendar(EVENT.format(uid="a", end="20260107") * 2))
        self.found("DTEND is not after DTSTART", calendar(EVENT.format(uid="a", end="20260105")))
        self.found("without VALUE=DATE", GOOD.replace(b"DTEND;VALUE=DATE", b"DTEND"))
        self.found("which no VTIMEZONE defines", GOOD.replace(b"DTSTART:2026", b"DTSTART;TZID=Europe/Berlin:2026"))

    def test_tasks_zones_and_alarms(self):
        good = calendar(ZONE, DAILY, TODO)
        self.found("twice", calendar(TODO * 2))
        self.found("DUE is a day without VALUE=DATE", good.replace(b"DUE;VALUE=DATE", b"DUE"))
        self.found("STATUS DONE is none of a task", good.replace(b"NEEDS-ACTION", b"DONE"))
        self.found("is defined and not used", calendar(ZONE, TIMED))
        self.found("0 TZOFFSETFROM", good.replace(b"TZOFFSETFROM:+0100\r\n", b""))
        self.found("0 TRIGGER", good.replace(b"TRIGGER:-PT15M\r\n", b""))
        self.found("UNTIL=20260330T070000 beside", good.replace(b"T070000Z", b"T070000"))
        self.found("an empty DESCRIPTION", good.replace(b"SUMMARY:Write", b"SUMMARY:Write\r\nDESCRIPTION:"))
        self.found("ATTENDEE without an address", good.replace(b"SUMMARY:Daily", b"SUMMARY:Daily\r\nATTENDEE:Ada"))

    def test_what_a_reader_refuses_is_a_fault(self):
        faults = self.faults(GOOD.replace(b"DTSTART:20260106T090000", b"DTSTART:soon"))
        self.assertIn("icalendar cannot read it", "\n".join(faults))


if __name__ == "__main__":
    unittest.main()
