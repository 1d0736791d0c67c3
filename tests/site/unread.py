"""Counts what sprintbook recognised in handbooks, and what looks like a date, a name or a state and was left unread.

    unread.py BINARY [--verbose] HANDBOOK...

It judges nothing: not every date is a fact. With --verbose it lists, by document, what was left, so that a person can
see what the recognisers miss. A text counts as read where a fact of at most three lines stands on its line, or where a
longer fact around it repeats it.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
LIKE = {
    "date": re.compile(
        rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\b(?: \d{{4}})?"
        rf"|Q[1-4] \d{{4}}|Days? \d+|Weeks? \d+|{WEEKDAY}|(?:bi)?weekly|daily|nightly|monthly|\d{{1,2}}:\d{{2}}(?: ?[AP]M)?)\b"
    ),
    "name": re.compile(
        r"\b(?:[A-Z][\w/&-]+ ){0,2}(?:Lead|Leads|Manager|Engineer|Engineers|Owner|Officer|Director|Team|Squad|Guild|Crew|Sponsors?|Stakeholders?|CEO|CTO|CFO|SRE|DBA)\b"
    ),
    "state": re.compile(
        r"✅|❌|🟥|🟨|🟩|🟡|🔴|🟢|⏳|🚧|\[[xX ]\]|\b(?:In Progress|Not Started|Completed?|DONE|Done|Blocked|Pending|Cancelled|TODO|Planned|Deferred)\b"
    ),
}


def facts(binary, root):
    run = subprocess.run([binary, "facts", "--format", "json", "--root", root], capture_output=True, check=False)
    if run.returncode:
        sys.exit(f"{root}: {run.stderr.decode(errors='replace')}")
    return json.loads(run.stdout)["facts"]


def lines(path):
    """The numbered lines of a document that stand outside of fences."""
    fence = None
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and (fence is None or mark[1].startswith(fence)):
            fence = mark[1] if fence is None else None
        elif fence is None:
            yield number, line


def places(found):
    """By document and line: facts that take at most three lines, and the texts of longer ones."""
    short, long = collections.defaultdict(set), collections.defaultdict(list)
    for fact in found:
        text = json.dumps(fact, ensure_ascii=False).lower()
        for place in [fact["source"], *fact["also"]]:
            span = range(place["line"], place["end_line"] + 1)
            if len(span) <= 3:
                short[place["path"]].update(span)
            else:
                short[place["path"]].add(span[0])
                long[place["path"]].append((span, text))
    return short, long


def unread(root, found):
    """By sort: how many texts there are, and those left unread as (document, line, text, line's text)."""
    content = root / "content" if (root / "content").is_dir() else root
    short, long = places(found)
    totals, left = collections.Counter(), collections.defaultdict(list)
    for path in sorted(content.rglob("*.md")):
        name = path.relative_to(content).as_posix()
        for number, line in lines(path):
            for sort, pattern in LIKE.items():
                for match in pattern.finditer(line):
                    totals[sort] += 1
                    text = match[0].lower()
                    told = number in short[name] or any(number in span and text in said for span, said in long[name])
                    if not told:
                        left[sort].append((name, number, match[0], line.strip()))
    return totals, left


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("handbooks", nargs="+", type=pathlib.Path)
    arguments.add_argument("--verbose", action="store_true")
    arguments = arguments.parse_args()
    for root in arguments.handbooks:
        found = facts(arguments.binary, root)
        kinds = collections.Counter(fact["kind"] for fact in found)
        print(f"{root.resolve().name}: {len(found)} facts: " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
        totals, left = unread(root, found)
        for sort in LIKE:
            print(f"  {sort}-like: {totals[sort]} texts, {len(left[sort])} unread")
            if arguments.verbose:
                by_document = collections.defaultdict(list)
                for name, number, text, line in left[sort]:
                    by_document[name].append((number, text, line))
                for name, texts in sorted(by_document.items(), key=lambda item: -len(item[1])):
                    print(f"    {name}: {len(texts)}")
                    for number, text, line in texts[:5]:
                        print(f"      {number}: {text!r} in {line[:100]}")
        if not found:
            sys.exit(f"{root}: nothing was recognised")


if __name__ == "__main__":
    main()
