"""The schemas take what is right and refuse what is wrong."""

import copy
import unittest

from schemas_check import mistakes

PLACE = {"path": "a.md", "line": 3, "column": 1, "end_line": 9}
WHEN = {"text": "Day 3", "day": 3, "start": "2026-01-07", "end": None, "time": None, "tz": None, "minutes": 120, "rrule": None}
EVENT = {
    "kind": "event", "id": "a#review", "title": "Review", "source": PLACE, "also": [PLACE], "timebox": "Sprint 4",
    "when": WHEN, "people": ["Ada"], "agenda": [{"title": "Numbers", "minutes": None}], "critical": True,
    "optional": False, "deliverables": [], "preparation": ["a#slides"],
}
FACTS = {"schema": "sprintbook-facts/1", "facts": [EVENT]}
FINDING = {
    "code": "link/missing-file", "severity": "error", "message": "There is none.", "path": "a.md", "line": 1, "column": 2,
    "end_line": 1, "end_column": 5, "help": None, "fix": {"title": "Mend it", "edits": [{"path": "a.md", "start": 0, "end": 1, "text": ""}]},
    "related": [{"path": "b.md", "line": 1, "column": 1, "message": "Here."}],
}
DIAGNOSTICS = {
    "schema": "sprintbook-diagnostics/1", "diagnostics": [FINDING],
    "summary": {"errors": 1, "warnings": 0, "hints": 0, "documents": 2},
}


def changed(value, path, new):
    """A copy in which one part is another, or gone where that is `...`."""
    value = copy.deepcopy(value)
    inner = value
    for part in path[:-1]:
        inner = inner[part]
    if new is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return value


class Schemas(unittest.TestCase):
    def test_what_is_right_is_taken(self):
        self.assertEqual(mistakes("facts", FACTS), [])
        part = {"kind": "task", "section": "", "path": "facts/task/documents.json", "count": 1200}
        self.assertEqual(mistakes("facts", FACTS | {"parts": [part]}), [])
        self.assertEqual(mistakes("diagnostics", DIAGNOSTICS), [])

    def test_wrong_facts_are_refused(self):
        first = ["facts", 0]
        for path, new in [
            (["schema"], "sprintbook-facts/2"),
            (["facts"], {}),
            (["more"], 1),
            (["parts"], [{"kind": "task"}]),
            (first + ["kind"], "meeting"),
            (first + ["kind"], "task"),
            (first + ["id"], "review"),
            (first + ["people"], ...),
            (first + ["people"], "Ada"),
            (first + ["also"], ...),
            (first + ["steps"], []),
            (first + ["agenda", 0, "minutes"], "20"),
            (first + ["when", "start"], "7 January"),
            (first + ["when", "tz"], ...),
            (first + ["when", "rrule"], "RRULE:FREQ=DAILY"),
            (first + ["source", "line"], 0),
        ]:
            self.assertNotEqual(mistakes("facts", changed(FACTS, path, new)), [], f"{path} = {new}")

    def test_wrong_diagnostics_are_refused(self):
        first = ["diagnostics", 0]
        for path, new in [
            (["schema"], "sprintbook-diagnostics/2"),
            (["summary", "hints"], -1),
            (first + ["code"], "missing-file"),
            (first + ["severity"], "fatal"),
            (first + ["help"], ...),
            (first + ["line"], 0),
            (first + ["fix", "edits"], []),
            (first + ["related", 0, "more"], 1),
        ]:
            self.assertNotEqual(mistakes("diagnostics", changed(DIAGNOSTICS, path, new)), [], f"{path} = {new}")


if __name__ == "__main__":
    unittest.main()
