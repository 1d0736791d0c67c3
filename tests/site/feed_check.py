#!/usr/bin/env python3
"""Holds a feed of changes against RFC 4287 and reads it with feedparser, which shares no code with us.

usage: feed_check.py FILE.xml [--entries N]

Exit 1 when anything is wrong, or when there are fewer than N entries (1 if not given).
Runs with the python of tests/.venv.
"""

import argparse
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree
from datetime import datetime

import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"


def element_faults(element, name):
    """What the RFC requires of a feed or entry (sections 4.1.1 and 4.1.2) and this one lacks."""
    faults = []
    for required in ("id", "title", "updated"):
        found = element.findall(ATOM + required)
        if len(found) != 1 or not (found[0].text or "").strip():
            faults.append(f"{name}: {len(found)} times <{required}>, or an empty one")
    identifier = element.findtext(ATOM + "id", "")
    if not urllib.parse.urlsplit(identifier).scheme:
        faults.append(f"{name}: the id {identifier!r} is no absolute IRI")
    updated = element.findtext(ATOM + "updated", "")
    try:
        if datetime.fromisoformat(updated.replace("Z", "+00:00")).tzinfo is None:
            faults.append(f"{name}: {updated!r} has no zone")
    except ValueError:
        faults.append(f"{name}: {updated!r} is no RFC 3339 date")
    if not any(link.get("href") for link in element.findall(ATOM + "link")):
        faults.append(f"{name}: no link")
    return faults


def faults_of(path, wanted):
    """All that is wrong with the feed."""
    root = ElementTree.parse(path).getroot()
    if root.tag != ATOM + "feed":
        return [f"the root is {root.tag}"]
    entries = root.findall(ATOM + "entry")
    faults = element_faults(root, "feed")
    if root.find(f"{ATOM}author/{ATOM}name") is None:
        faults.append("feed: no author, and the entries have none")
    for number, entry in enumerate(entries, 1):
        faults += element_faults(entry, f"entry {number}")
    identifiers = [entry.findtext(ATOM + "id") for entry in entries]
    faults += [f"the id {one} is there twice" for one in sorted(set(identifiers)) if identifiers.count(one) > 1]
    if len(entries) < wanted:
        faults.append(f"{len(entries)} entries, but {wanted} are wanted")
    read = feedparser.parse(path)
    if read.bozo:
        faults.append(f"feedparser: {read.bozo_exception}")
    if read.version != "atom10":
        faults.append(f"feedparser takes it for {read.version!r}")
    told = [(entry.id, entry.title, bool(entry.updated_parsed)) for entry in read.entries]
    ours = [(entry.findtext(ATOM + "id"), entry.findtext(ATOM + "title"), True) for entry in entries]
    if told != ours:
        faults.append(f"feedparser read other entries: {told} instead of {ours}")
    dates = [entry.updated_parsed for entry in read.entries]
    if dates != sorted(dates, reverse=True):
        faults.append("the newest entry is not the first")
    for entry in read.entries:
        if not entry.content or "<" not in entry.content[0].value:
            faults.append(f"feedparser finds no markup in the content of {entry.title!r}")
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--entries", type=int, default=1)
    arguments = parser.parse_args()
    faults = faults_of(arguments.file, arguments.entries)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
