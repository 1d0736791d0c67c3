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

    def test_what_a_reader_refuses_is_a_fault(self):
        faults = self.faults(GOOD.replace(b"DTSTART:20260106T090000", b"DTSTART:soon"))
        self.assertIn("icalendar cannot read it", "\n".join(faults))


if __name__ == "__main__":
    unittest.main()
