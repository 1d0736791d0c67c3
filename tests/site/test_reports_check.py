"""The readers of reports on small ones: sound ones stay silent, every fault is named."""

import json
import os
import tempfile
import unittest

import reports_check as reports

TEXT = "\ufeffSee [é](tow.md)\r\nx\r\n"
FINDING = {
    "code": "link/missing-file", "severity": "error", "message": "No: `tow.md`,\x1b 1%.", "path": "a.md", "line": 1, "column": 10,
    "related": [{"path": "a.md", "line": 2, "column": 1, "message": "here"}],
    "fix": {"title": "mend", "edits": [{"path": "a.md", "start": 12, "end": 18, "text": "two.md"}]},
}
REGION = {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 15}
FILE = {"uri": "docs/a.md", "uriBaseId": "%SRCROOT%"}
PLACE = {"physicalLocation": {"artifactLocation": FILE, "region": REGION}}
SARIF = {
    "version": "2.1.0",
    "runs": [{
        "tool": {"driver": {"name": "x", "rules": [{"id": "link/missing-file"}]}},
        "columnKind": "unicodeCodePoints",
        "results": [{
            "ruleId": "link/missing-file", "ruleIndex": 0, "level": "error", "message": {"text": "No. See [here](1)."}, "locations": [PLACE],
            "relatedLocations": [{"id": 1, **PLACE}], "partialFingerprints": {"sprintbookFinding/v1": "a"},
            "fixes": [{"artifactChanges": [{"artifactLocation": FILE, "replacements": [{"deletedRegion": REGION, "insertedContent": {"text": "two.md"}}]}]}],
        }],
    }],
}
GITLAB = [{"description": "No.", "check_name": "link/missing-file", "fingerprint": "a", "severity": "major",
           "location": {"path": "docs/a.md", "lines": {"begin": 1}}}]
GITHUB = "::error file=docs/a.md,line=1,col=9,endLine=1,endColumn=15,title=link/missing-file::No: `tow.md`,␛ 1%25.%0AHelp.\n"
JUNIT = ('<testsuites name="x" tests="2" skipped="0" failures="1" errors="0"><testsuite name="docs/a.md" tests="1" skipped="0" errors="0" failures="1">'
         '<testcase name="n" classname="docs/a.md"><failure message="m" type="t">d</failure></testcase></testsuite>'
         '<testsuite name="docs/b.md" tests="1" skipped="0" errors="0" failures="0"><testcase name="n" classname="docs/b.md"/></testsuite></testsuites>')
MARKDOWN = ("## The handbook check fails: 1 error\n\n| Level | Findings |\n| --- | ---: |\n| error | 1 |\n\nFound in 1 file; 1 document checked.\n\n"
            "### `docs/a.md`\n\n- **error** `docs/a.md:1:10`: No. (`link/missing-file`)\n")


def prefix(path):
    return "docs/" + path


class Reports(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        os.mkdir(os.path.join(self.folder.name, "docs"))
        with open(os.path.join(self.folder.name, "docs", "a.md"), "w", encoding="utf-8", newline="") as file:
            file.write(TEXT)
        self.files = reports.Files(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def sarif(self, change=lambda result, run: None):
        whole = json.loads(json.dumps(SARIF))
        change(whole["runs"][0]["results"][0], whole["runs"][0])
        return " ".join(reports.sarif_faults(json.dumps(whole), [FINDING], self.files, prefix))

    def test_sarif(self):
        self.assertEqual(self.sarif(), "")

        def place(result, uri=None, region=None):
            if uri:
                result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = uri
            result["locations"][0]["physicalLocation"]["region"].update(region or {})

        self.assertIn("schema: ", self.sarif(lambda result, run: result.update(level="hint")))
        self.assertIn("schema: ", self.sarif(lambda result, run: place(result, "a b.md")))
        self.assertIn("there is no", self.sarif(lambda result, run: place(result, "a.md")))
        self.assertIn("is not in the file", self.sarif(lambda result, run: place(result, region={"endColumn": 40})))
        self.assertIn("1 findings", self.sarif(lambda result, run: run["results"].append(result)))
        self.assertIn("columnKind", self.sarif(lambda result, run: run.update(columnKind="utf16CodeUnits")))
        self.assertIn("is x", self.sarif(lambda result, run: result.update(ruleId="x")))
        self.assertIn("links to", self.sarif(lambda result, run: result.update(message={"text": "[a](2)"})))
        self.assertIn("related places", self.sarif(lambda result, run: result.pop("relatedLocations")))
        self.assertIn("0 fixes", self.sarif(lambda result, run: result.pop("fixes")))
        one_off = {**REGION, "startColumn": 8}
        replacement = [{"deletedRegion": one_off, "insertedContent": {"text": "two.md"}}]
        self.assertIn("another text", self.sarif(lambda result, run: result["fixes"][0]["artifactChanges"][0].update(replacements=replacement)))

    def test_bytes_of_a_mark(self):
        finding = {**FINDING, "fix": {"edits": [{"path": "a.md", "start": 0, "end": 3, "text": ""}]}}
        whole = json.loads(json.dumps(SARIF))
        change = whole["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]
        change["replacements"] = [{"deletedRegion": {"byteOffset": 0, "byteLength": 3}}]
        self.assertEqual(reports.sarif_faults(json.dumps(whole), [finding], self.files, prefix), [])

    def test_gitlab(self):
        def said(**change):
            return " ".join(reports.gitlab_faults(json.dumps([{**GITLAB[0], **change}]), [FINDING], self.files, prefix))

        self.assertEqual(said(), "")
        self.assertIn("is missing", said(description=""))
        self.assertIn("is not link/missing-file", said(severity="high"))
        self.assertIn("there is no", said(location={"path": "./docs/a.md", "lines": {"begin": 1}}))
        self.assertIn("no line 9", said(location={"path": "docs/a.md", "lines": {"begin": 9}}))
        twice = json.dumps(GITLAB * 2)
        self.assertIn("one fingerprint", " ".join(reports.gitlab_faults(twice, [FINDING] * 2, self.files, prefix)))

    def test_github(self):
        def said(old="", new=""):
            return " ".join(reports.github_faults(GITHUB.replace(old, new), [FINDING], self.files, prefix))

        self.assertEqual(said(), "")
        self.assertIn("is not one of", said("::error", "::notice"))
        self.assertIn("there is no", said("docs/", ""))
        self.assertIn("GitHub refuses", said("endLine=1", "endLine=2"))
        self.assertIn("is not 'No", said("No: ", "Yes: "))
        self.assertIn("control characters", said("Help", "\x1b"))
        self.assertIn("2 lines", said("%0A", "\n"))

    def test_junit(self):
        def said(old="", new="", documents=2):
            return " ".join(reports.junit_faults(JUNIT.replace(old, new), [FINDING], documents, prefix))

        self.assertEqual(said(), "")
        self.assertIn("0 failures", said('<failure message="m" type="t">d</failure>', ""))
        self.assertIn("the totals", said('tests="2"', 'tests="3"'))
        self.assertIn("one name", said('classname="docs/b.md"', 'classname="docs/a.md"'))
        self.assertIn("suites for", said(documents=3))
        with self.assertRaises(Exception):
            said('type="t">d', 'type="t">\x00')

    def test_markdown(self):
        def said(old="", new=""):
            return " ".join(reports.markdown_faults(MARKDOWN.replace(old, new), [FINDING]))

        self.assertEqual(said(), "")
        self.assertIn("verdict", said("fails", "passes"))
        self.assertIn("the table", said("| error | 1 |", "| error | 2 |"))
        self.assertIn("0 shown", said("- **error** `", "- `"))
        self.assertIn("bytes", said("No.", "x" * 60_000))
        self.assertEqual(reports.markdown_faults("**The handbook check passes:** 1 document, no findings.\n", []), [])
        self.assertIn("one line", " ".join(reports.markdown_faults("passes\n\n", [])))


if __name__ == "__main__":
    unittest.main()
