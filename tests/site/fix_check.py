"""Holds `sprintbook fix` against a copy of somebody's documents.

What was found before and has a fix is gone, nothing is found that was not found before, no byte changed but in lines
that the fixes name, the diff is one that git applies, and fixing again changes nothing.

    fix_check.py PROGRAM FOLDER
"""

import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def findings(program, folder):
    run = subprocess.run([program, "check", "--format", "json", folder], capture_output=True, check=False)
    if run.returncode > 1:
        sys.exit(f"check: exit {run.returncode}: {run.stderr.decode()}")
    return json.loads(run.stdout)["diagnostics"]


def said(found):
    """How often each thing is said of a document, less the numbers in it: lines move."""
    return collections.Counter((one["code"], one["path"], re.sub(r"\d", "", one["message"])) for one in found)


def texts(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fix(program, folder, expected):
    run = subprocess.run([program, "fix"], cwd=folder, capture_output=True, check=False)
    if run.returncode != expected:
        sys.exit(f"fix: exit {run.returncode}: {run.stderr.decode()}")
    return run.stdout


def applied(original, scratch, diff):
    """The files that git makes of the original by the diff."""
    copy = scratch / "applied"
    shutil.copytree(original, copy, symlinks=True)
    subprocess.run(["git", "init", "-q", "."], cwd=copy, check=True)
    if diff:
        subprocess.run(["git", "apply", "-"], cwd=copy, input=diff, check=True)
    shutil.rmtree(copy / ".git")
    return texts(copy)


def main():
    program, original = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        folder = scratch / "copy"
        shutil.copytree(original, folder, symlinks=True)
        for path in folder.rglob("*"):
            path.chmod(path.stat().st_mode | 0o200)
        before, old = findings(program, folder), texts(folder)
        diff = fix(program, folder, 0)
        after, new = findings(program, folder), texts(folder)

        wrong = []
        come = said(after) - said(before)
        wrong += [f"new: {one}" for one in come]
        wrong += [f"left with a fix: {one['path']}:{one['line']} {one['message']}" for one in after if one.get("fix")]
        fixable = [one for one in before if one.get("fix")]
        if len(before) - len(after) < len(fixable):
            wrong.append(f"{len(fixable)} had a fix, and {len(before) - len(after)} are gone")
        named = {edit["path"] for one in fixable for edit in one["fix"]["edits"]}
        changed = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
        wrong += [f"changed, and no fix names it: {path}" for path in changed if str(path) not in named]
        wrong += [f"not what the diff makes of it: {path}" for path, text in applied(original, scratch, diff).items() if new.get(path) != text]
        for one in fixable:
            for edit in one["fix"]["edits"]:
                path = pathlib.Path(edit["path"])
                if old[path][edit["start"] : edit["end"]].decode() == edit["text"]:
                    wrong.append(f"a fix that changes nothing: {one}")
        if fix(program, folder, 0) or texts(folder) != new:
            wrong.append("fixing again changed something")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(before)} findings before, {len(after)} after, {len(changed)} files changed")


main()
