"""Holds the files that get sprintbook into other people's servers against the published schemas of those servers.

    recipes.py [MANUAL…]

Checked are our own files in hidden folders, and every whole file of YAML that the given pages of the manual show. The
schemas come with check-jsonschema, so that nothing is fetched. Shell within the files is read by `bash -n`.
The last line is `N passed, N failed`.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

import ruamel.yaml

TOP = pathlib.Path(__file__).resolve().parents[2]
TOOLS = pathlib.Path(sys.executable).parent
OWN = [
    ".github/actions/sprintbook/action.yml",
    ".github/workflows/ci.yml",
    ".github/workflows/release.yml",
    ".gitlab/sprintbook.yml",
    ".pre-commit-hooks.yaml",
]
FENCE = re.compile(r"^```yaml (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def checker(path):
    """The command that knows files of that name; none for files of other programs."""
    schema = [str(TOOLS / "check-jsonschema"), "--builtin-schema"]
    if path.startswith(".github/actions/"):
        return [*schema, "vendor.github-actions"]
    if path.startswith(".github/workflows/"):
        return [*schema, "vendor.github-workflows"]
    if path.startswith(".gitlab"):
        return [*schema, "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]
    if path == ".pre-commit-hooks.yaml":
        return [str(TOOLS / "pre-commit"), "validate-manifest"]
    if path == ".pre-commit-config.yaml":
        return [str(TOOLS / "pre-commit"), "validate-config"]
    return None


def scripts(value, key=None):
    """Every piece of shell in a file: values of `run`, and lists of `script` and its like."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from scripts(below, name)
    elif isinstance(value, list) and key in ("script", "before_script"):
        yield "\n".join(str(line) for line in value)
    elif isinstance(value, list):
        for below in value:
            yield from scripts(below)
    elif key == "run":
        yield str(value)


def faults(shown, path):
    """What is wrong with one file on the disk that is meant to have the path `shown`."""
    told = subprocess.run([*checker(shown), str(path)], capture_output=True, text=True)
    found = [] if told.returncode == 0 else [told.stdout + told.stderr]
    content = ruamel.yaml.YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    for script in scripts(content):
        # What the server puts in is one word.
        plain = re.sub(r"\$\{\{.*?\}\}", "x", script)
        read = subprocess.run(["bash", "-n"], input=plain, capture_output=True, text=True)
        if read.returncode != 0:
            found.append(f"{read.stderr}in:\n{script}")
    return found


def main(pages):
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        files = [(name, name, TOP / name) for name in OWN]
        for page in pages:
            for name, text in FENCE.findall(pathlib.Path(page).read_text(encoding="utf-8")):
                if checker(name) is None:
                    continue
                path = pathlib.Path(folder) / str(len(files)) / name
                path.parent.mkdir(parents=True)
                path.write_text(text, encoding="utf-8")
                files.append((f"{page}: {name}", name, path))
        if pages and len(files) == len(OWN):
            print(f"no whole file of YAML in {', '.join(pages)}")
            failed += 1
        for title, name, path in files:
            found = faults(name, path)
            passed, failed = (passed, failed + 1) if found else (passed + 1, failed)
            for fault in found:
                print(f"{title}: {fault.strip()}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
