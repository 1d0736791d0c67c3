"""Moves documents and folders about in a copy of somebody's documents, and finds that nothing else changed.

    moves.py BINARY FOLDER [--moves N]

After each move `check` must tell what it told before, apart from paths; every line that changed must hold a reference
or be an alias; and every page that the site had must still be there, as itself or as a redirect.
"""

import argparse
import collections
import difflib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# What a changed line must hold: a link, a definition, an attribute, a wikilink, a code span, or an item of YAML.
REFERENCE = re.compile(r"\]\(|^\s*\[[^\]]+\]:|(?:href|src)\s*=|\[\[|`|^\s*(?:- |related|charter|aliases|redirect_from)")
ALIAS = re.compile(r"^(---|aliases:|  - /.*|)$")


def run(binary, *arguments):
    done = subprocess.run([binary, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    if "panicked" in done.stderr:
        sys.exit(done.stderr)
    return done


def told(binary, root):
    """How often each rule is told, hints left out: which page is an orphan, or nearest in name, depends on names."""
    found = json.loads(run(binary, "check", "--format", "json", "--root", str(root)).stdout)["diagnostics"]
    return collections.Counter(one["code"] for one in found if one["severity"] != "hint")


def pages(binary, root, site):
    done = run(binary, "build", "--quiet", "--root", str(root), "--output-dir", str(site))
    if done.returncode > 1:
        sys.exit(done.stderr)
    return {str(path.relative_to(site)) for path in site.rglob("*.html")}


def texts(root):
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def moved_path(path, old, new):
    return new + path[len(old):] if path == old or path.startswith(old + "/") else path


def faults_of_text(path, was, now):
    """Lines that changed and hold neither a reference nor an alias."""
    was, now = (bytes_.decode("utf-8", "replace").splitlines(keepends=True) for bytes_ in (was, now))
    faults = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = was[a:b], now[c:d]
        if kind == "insert" and all(ALIAS.match(line.rstrip("\r\n")) for line in come):
            continue
        if len(gone) == len(come) and all(REFERENCE.search(line) for line in gone + come):
            continue
        faults.append(f"{path}: {gone!r} became {come!r}")
    return faults


def plan(root, count):
    """Moves that try what people do: into a folder, up, renamed, and folders with all that is in them."""
    documents = sorted(str(p.relative_to(root)) for p in root.rglob("*.md") if not any(q.startswith(".") for q in p.parts))
    folders = sorted({str(pathlib.PurePosixPath(path).parent) for path in documents} - {"."})
    step = max(1, len(documents) // max(1, count))
    for at, path in enumerate(documents[::step][:count]):
        name = pathlib.PurePosixPath(path).name
        yield path, [f"moved here/{name}", f"moved-{at}.md", f"deep/er/{at}/Page {at}.md", f"{at}_(new) & more.md"][at % 4]
    for at, folder in enumerate(folders[: max(1, count // 2)]):
        yield folder, f"moved-folders/{at}"


def one_move(binary, root, site, old, new):
    before, known = texts(root), told(binary, root)
    addresses = pages(binary, root, site)
    done = run(binary, "mv", "--root", str(root), str(root / old), str(root / new))
    if done.returncode:
        unchanged = texts(root) == before
        refused = "both have the address" in done.stderr or "UTF-8" in done.stderr or "front matter" in done.stderr
        return None if refused and unchanged else [f"{old} -> {new}: {done.stderr.strip()} (unchanged: {unchanged})"]
    after = texts(root)
    faults = []
    expected = {moved_path(path, old, new) for path in before}
    if expected != set(after):
        faults.append(f"files: {sorted(expected ^ set(after))[:5]}")
    for path, was in before.items():
        now = after.get(moved_path(path, old, new))
        if now is not None and now != was:
            faults += faults_of_text(path, was, now)
    new_told = told(binary, root)
    # A broken reference that moves along keeps its text, and may lead somewhere from its new place.
    mended = {code for code in known - new_told if code.startswith("link/")}
    if new_told - known or set(known - new_told) - mended:
        faults.append(f"check: {dict(known - new_told)} before, {dict(new_told - known)} after")
    gone = addresses - pages(binary, root, site)
    # Pages for each part of the checklists are made anew, by folder, where there are very many boxes.
    gone = {path for path in gone if not path.startswith("checklists/")}
    if gone:
        faults.append(f"pages are gone: {sorted(gone)[:5]}")
    return [f"{old} -> {new}: {fault}" for fault in faults]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--moves", type=int, default=6)
    arguments = parser.parse_args()
    faults, done, refused = [], 0, 0
    with tempfile.TemporaryDirectory() as work:
        root = pathlib.Path(work, "copy")
        shutil.copytree(arguments.folder, root)
        for at, (old, new) in enumerate(list(plan(root, arguments.moves))):
            if not (root / old).exists():
                continue
            found = one_move(arguments.binary, root, pathlib.Path(work, f"site-{at}"), old, new)
            done, refused = done + (found is not None), refused + (found is None)
            faults += found or []
    print("\n".join(faults))
    print(f"{done} moved, {refused} refused, {len(faults)} faults")
    sys.exit(1 if faults or not done else 0)


if __name__ == "__main__":
    main()
