#!/usr/bin/env python3
"""Reads findings in every format as the services do that the formats are for.

usage: reports_check.py BINARY FOLDER                 the findings in a handbook, as it is
       reports_check.py BINARY FOLDER --with-faults   those in a copy of it, with faulty documents added

What `--format json` says is the measure; each other format must tell the same findings:
  sarif     the published JSON schema, the regions in the files, fixes that give the same bytes as json's edits
  gitlab    the fields that GitLab's documentation requires, fingerprints once each
  junit     read by junitparser; a suite for each document, a failure for each finding that fails
  github    read by the rules of the runner of GitHub Actions
  markdown  at most 60 KB, with every finding shown or counted as left out
Exit 1 when anything is wrong. Runs with the python of tests/.venv.
"""

import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree

import jsonschema
import junitparser

import faulty

HERE = os.path.dirname(os.path.abspath(__file__))
BOM = "\ufeff"
LEVELS = ("error", "warning", "hint")
FORMATS = ("sarif", "gitlab", "junit", "github", "markdown")

def repository(folder):
    """The root of the git repository around a folder, else the folder itself, as sprintbook sees it."""
    above = os.path.realpath(folder)
    while not os.path.exists(os.path.join(above, ".git")):
        if os.path.dirname(above) == above:
            return os.path.realpath(folder)
        above = os.path.dirname(above)
    return above


class Files:
    """Texts below a folder, and what stands where in them."""

    def __init__(self, root):
        self.root = root
        self.known = {}

    def text(self, path):
        """As sprintbook reads it, with the byte order mark; None where there is no such file."""
        if path not in self.known:
            try:
                with open(os.path.join(self.root, path), "rb") as file:
                    self.known[path] = file.read().decode("utf-8", "replace")
            except OSError:
                self.known[path] = None
        return self.known[path]

    def lines(self, path):
        """Without the mark, each with its line end."""
        text = self.text(path)
        return None if text is None else re.split(r"(?<=\n)|(?<=\r)(?!\n)", text.removeprefix(BOM))


# --- one function for each format: what was written -> what is wrong with it ---------------------------------------


def fails(finding, strict=False):
    return finding["severity"] == "error" or (strict and finding["severity"] == "warning")


def offset(lines, line, column):
    """Characters before a place; None where there is none."""
    if not 1 <= line <= len(lines) or not 1 <= column <= len(lines[line - 1]) + 1:
        return None
    return sum(len(text) for text in lines[: line - 1]) + column - 1


def span(lines, region):
    """Start and end of a region, in characters without the byte order mark."""
    start = offset(lines, region["startLine"], region["startColumn"])
    end = offset(lines, region["endLine"], region["endColumn"])
    return (start, end) if start is not None and end is not None and start <= end else None


def sarif_path(place, faults):
    """The path that an address means."""
    if place.get("uriBaseId") != "%SRCROOT%":
        faults.append(f"{place} is not relative to the repository")
    if re.search(r"[^A-Za-z0-9._~/%-]", place["uri"]):
        faults.append(f"{place['uri']} is not encoded")
    return urllib.parse.unquote(place["uri"], errors="strict")


def spliced(text, edits):
    """A text after replacements of (start, end, new), the last first."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def sarif_fixed(fix, files, faults):
    """What the files become, by path."""
    fixed = {}
    for change in fix["artifactChanges"]:
        path = sarif_path(change["artifactLocation"], faults)
        whole, lines, edits = files.text(path), files.lines(path), []
        if whole is None:
            faults.append(f"there is no {path}")
            continue
        mark = 1 if whole.startswith(BOM) else 0
        for replacement in change["replacements"]:
            region, new = replacement["deletedRegion"], replacement.get("insertedContent", {}).get("text", "")
            if "byteOffset" in region:
                before = whole.encode()[: region["byteOffset"]].decode()
                cut = whole.encode()[: region["byteOffset"] + region["byteLength"]].decode()
                edits.append((len(before), len(cut), new))
                continue
            found = span(lines, region)
            if found is None:
                faults.append(f"{path}: {region} is not in the file")
                continue
            edits.append((found[0] + mark, found[1] + mark, new))
        fixed[path] = spliced(whole, edits)
    return fixed


def json_fixed(fix, prefix, files):
    """The same by json's offsets in bytes."""
    by_path = collections.defaultdict(list)
    for edit in fix["edits"]:
        by_path[prefix(edit["path"])].append((edit["start"], edit["end"], edit["text"].encode()))
    return {path: spliced(files.text(path).encode(), edits).decode() for path, edits in by_path.items()}


def sarif_faults(text, base, files, prefix):
    whole = json.loads(text)
    with open(os.path.join(HERE, "sarif-2.1.0.schema.json"), encoding="utf-8") as file:
        checker = jsonschema.Draft7Validator(json.load(file), format_checker=jsonschema.FormatChecker())
    faults = [f"schema: {error.json_path}: {error.message}" for error in checker.iter_errors(whole)]
    if faults:
        return faults
    run = whole["runs"][0]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    if len(results) != len(base):
        return [f"{len(results)} results for {len(base)} findings"]
    if run["columnKind"] != "unicodeCodePoints":
        faults.append("columns count characters, but columnKind says otherwise")
    names = [result["partialFingerprints"]["sprintbookFinding/v1"] for result in results]
    if len(set(names)) != len(names):
        faults.append("two results have one fingerprint")
    for result, finding in zip(results, base):
        here = f"{finding['path']}:{finding['line']}: {finding['code']}"
        expected = {"error": "error", "warning": "warning", "hint": "note"}[finding["severity"]]
        if (result["ruleId"], result["level"]) != (finding["code"], expected) or rules[result["ruleIndex"]]["id"] != finding["code"]:
            faults.append(f"{here}: is {result['ruleId']}, {result['level']}")
        place = result["locations"][0]["physicalLocation"]
        path, lines = sarif_path(place["artifactLocation"], faults), None
        lines = files.lines(path)
        if lines is None or path != prefix(finding["path"]):
            faults.append(f"{here}: there is no {path}")
        elif span(lines, place["region"]) is None or place["region"]["startLine"] != finding["line"]:
            faults.append(f"{here}: {place['region']} is not in the file")
        related = result.get("relatedLocations", [])
        ids = [one["id"] for one in related]
        if len(related) != len(finding["related"]) or len(set(ids)) != len(ids):
            faults.append(f"{here}: {len(related)} related places")
        linked = re.findall(r"(?<!\\)\[(?:[^\[\]\\]|\\.)*\]\((\d+)\)", result["message"]["text"])
        if [int(one) for one in linked] != ids[:8]:
            faults.append(f"{here}: links to {linked}, the related places are {ids}")
        fixes = result.get("fixes", [])
        if len(fixes) != (finding["fix"] is not None):
            faults.append(f"{here}: {len(fixes)} fixes")
        elif fixes and sarif_fixed(fixes[0], files, faults) != json_fixed(finding["fix"], prefix, files):
            faults.append(f"{here}: the fix gives another text than json's")
    return faults


def gitlab_faults(text, base, files, prefix):
    if text.startswith(BOM):
        return ["GitLab wants no byte order mark"]
    whole, faults = json.loads(text), []
    if len(whole) != len(base):
        return [f"{len(whole)} entries for {len(base)} findings"]
    severity = {"error": "major", "warning": "minor", "hint": "info"}
    for entry, finding in zip(whole, base):
        path, begin = entry["location"]["path"], entry["location"]["lines"]["begin"]
        if not all(isinstance(entry.get(key), str) and entry[key] for key in ("description", "check_name", "fingerprint", "severity")):
            faults.append(f"a field is missing in {entry}")
        elif (entry["check_name"], entry["severity"]) != (finding["code"], severity[finding["severity"]]):
            faults.append(f"{entry} is not {finding['code']}")
        if path != prefix(finding["path"]) or path.startswith(("./", "/")) or files.text(path) is None:
            faults.append(f"there is no {path}")
        elif begin != finding["line"] or begin > len(files.lines(path)):
            faults.append(f"{path} has no line {begin}")
    if len({entry["fingerprint"] for entry in whole}) != len(whole):
        faults.append("two entries have one fingerprint")
    return faults


def junit_faults(text, base, documents, prefix):
    xml.etree.ElementTree.fromstring(text)
    whole = junitparser.JUnitXml.fromstring(text.encode())
    suites, faults = list(whole), []
    cases = [case for suite in suites for case in suite]
    results = [result for case in cases for result in case.result]
    failures = [result for result in results if isinstance(result, junitparser.Failure)]
    skipped = [result for result in results if isinstance(result, junitparser.Skipped)]
    expected = sum(fails(finding) for finding in base)
    if (len(failures), len(skipped)) != (expected, len(base) - expected):
        faults.append(f"{len(failures)} failures, {len(skipped)} skipped; {expected} of {len(base)} findings fail")
    if (whole.tests, whole.failures, whole.skipped, whole.errors) != (len(cases), len(failures), len(skipped), 0):
        faults.append(f"the totals say {whole.tests}, {whole.failures}, {whole.skipped}, {whole.errors}")
    names = [(case.classname, case.name) for case in cases]
    if len(set(names)) != len(names):
        faults.append("two tests have one name")
    named = [suite.name for suite in suites]
    others = {prefix(finding["path"]) for finding in base if finding["path"].endswith((".yaml", ".html"))}
    if len(set(named)) != len(named) or not documents <= len(named) <= documents + len(others):
        faults.append(f"{len(named)} suites for {documents} documents")
    failing = {prefix(finding["path"]) for finding in base if fails(finding)}
    for suite in suites:
        if (suite.failures > 0) != (suite.name in failing):
            faults.append(f"{suite.name}: {suite.failures} failures")
    return faults


def command(line):
    """A workflow command as the runner takes it apart: (name, properties, message); None where it is none."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, rest = line[2:end].partition(" ")

    def undo(text, also=()):
        for token, escape in (("\r", "%0D"), ("\n", "%0A"), *also, ("%", "%25")):
            text = text.replace(escape, token)
        return text

    pairs = (pair.split("=", 1) for pair in rest.strip().split(",") if pair)
    properties = {pair[0]: undo(pair[1], ((":", "%3A"), (",", "%2C"))) for pair in pairs if len(pair) == 2}
    return name, properties, undo(line[end + 2 :])


def github_faults(text, base, files, prefix):
    lines, faults = text.split("\n"), []
    if lines.pop() != "" or len(lines) != len(base):
        return [f"{len(lines)} lines for {len(base)} findings"]
    for line, finding in zip(lines, base):
        parsed = command(line)
        expected = {"error": "error", "warning": "warning", "hint": "notice"}[finding["severity"]]
        if parsed is None or parsed[0] != expected:
            faults.append(f"{line!r} is not one of {expected}")
            continue
        _, properties, message = parsed
        if properties["file"] != prefix(finding["path"]) or files.text(properties["file"]) is None:
            faults.append(f"there is no {properties['file']!r}")
        if properties["title"] != finding["code"] or int(properties["line"]) != finding["line"]:
            faults.append(f"{line!r} is not about {finding['code']} in line {finding['line']}")
        if ("col" in properties) != (properties["line"] == properties["endLine"]) or int(properties["endLine"]) < int(properties["line"]):
            faults.append(f"GitHub refuses the place of {line!r}")
        if not message.startswith(visible(finding["message"])[:40]):
            faults.append(f"{message!r} is not {finding['message']!r}")
        if re.search(r"[\x00-\x09\x0b-\x1f\x7f]", message):
            faults.append(f"{line!r} holds control characters")
    return faults


def visible(text):
    """Control characters as the terminal is shown them."""
    text = re.sub(r"[\x00-\x08\x0b-\x1f]", lambda found: chr(0x2400 + ord(found[0])), text.replace("\x7f", "␡"))
    return re.sub("[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ue000]", "\ufffd", text)


def markdown_faults(text, base):
    size, faults = len(text.encode()), []
    if size > 60_000:
        faults.append(f"{size} bytes")
    if not base:
        return faults + ([] if text.count("\n") == 1 and "passes" in text else ["a clean run is not one line"])
    verdict = "fails" if any(fails(finding) for finding in base) else "passes"
    if not text.startswith(f"## The handbook check {verdict}: "):
        faults.append(f"the verdict is {text.splitlines()[0]!r}")
    counts = collections.Counter(finding["severity"] for finding in base)
    told = {level: int(count) for level, count in re.findall(r"^\| (error|warning|hint) \| (\d+) \|$", text, re.M)}
    if told != {level: counts[level] for level in LEVELS if counts[level]}:
        faults.append(f"the table says {told}, there are {dict(counts)}")
    shown = len(re.findall(r"^- \*\*(?:error|warning|hint)\*\* `", text, re.M))
    left_out = sum(int(count) for count in re.findall(r"^\*\*(\d+) more findings? (?:is|are) left out here\*\*", text, re.M))
    if shown + left_out != len(base):
        faults.append(f"{shown} shown and {left_out} left out, of {len(base)}")
    if re.sub(r"</?details>|</?summary>|</?code>", "", text) != text and len(base) <= 10:
        faults.append("a short report is folded")
    return faults


# --- a handbook ------------------------------------------------------------------------------------------------


def run(binary, folder, arguments):
    """Exit code and standard output, as text without any translation of line ends."""
    environment = {**os.environ, "NO_COLOR": "1", "GITHUB_ACTIONS": "false"}
    done = subprocess.run([binary, "check", "--root", folder, "--today", "2026-01-05", *arguments], capture_output=True, env=environment)
    if done.returncode > 1:
        raise SystemExit(f"check {' '.join(arguments)} ended with {done.returncode}: {done.stderr.decode()}")
    return done.returncode, done.stdout.decode()


def faults_of(binary, folder, work):
    """What is wrong with the reports on a handbook, in words."""
    root = repository(folder)
    # Where the documents are is told by a report that is not under test here for anything else.
    code, text = run(binary, folder, ["--format", "json"])
    whole = json.loads(text)
    base, files = whole["diagnostics"], Files(root)
    below = os.path.relpath(os.path.realpath(folder), root)
    top = "" if below == "." else f"{below}/"
    content = f"{top}content/" if os.path.isdir(os.path.join(folder, "content")) else top

    def prefix(path):
        return (top if path == "handbook.yaml" else content) + path

    print(f"{folder}: {whole['summary']}")
    faults = []
    for name in FORMATS:
        its_code, text = run(binary, folder, ["--format", name])
        if its_code != code:
            faults.append(f"{name}: exit {its_code}, but json {code}")
        file = os.path.join(work, f"{name}.out")
        run(binary, folder, ["--format", name, "--output-file", file])
        with open(file, encoding="utf-8", newline="") as written:
            if written.read() != text:
                faults.append(f"{name}: --output-file holds something else")
        if name == "junit":
            found = junit_faults(text, base, whole["summary"]["documents"], prefix)
        elif name == "markdown":
            found = markdown_faults(text, base)
        else:
            look = {"sarif": sarif_faults, "gitlab": gitlab_faults, "github": github_faults}[name]
            found = look(text, base, files, prefix)
        faults.extend(f"{name}: {fault}" for fault in found)
    return faults


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--with-faults", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as work:
        folder = options.folder
        if options.with_faults:
            # In a folder of a repository, so that paths differ from those of the handbook.
            subprocess.run(["git", "init", "--quiet", os.path.join(work, "repo")], check=True)
            copy = os.path.join(work, "repo", "hand book")
            shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".git", "target", "node_modules", ".venv", "public"))
            folder = copy
            faulty.add(folder)
        faults = faults_of(os.path.abspath(options.binary), folder, work)
    for fault in faults[:40]:
        print(fault)
    if len(faults) > 40:
        print(f"and {len(faults) - 40} more")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
