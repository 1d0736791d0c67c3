"""Holds what sprintbook writes for programs against the JSON Schemas that it publishes.

    schemas_check.py BINARY HANDBOOK...

Of every handbook: `facts --format json` with and without reasons, `check --format json`, and `facts.json` of the site
with its parts. Beside those that are named, of some that are generated. Exit 1 where something does not fit.
"""

import functools
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import jsonschema

MANUAL = pathlib.Path(__file__).resolve().parents[2] / "content" / "manual"


@functools.cache
def validator(name):
    schema = json.loads((MANUAL / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def mistakes(name, value):
    """What of a value does not fit, a line each; ten at most."""
    found = []
    for error in validator(name).iter_errors(value):
        where = "/".join(str(part) for part in error.absolute_path)
        found.append(f"{where}: {error.message[:300]}")
        if len(found) == 10:
            break
    return found


# Pieces of documents; each is one that some recogniser reads, or nearly.
PIECES = [
    "## Day {n}: Review\n\n**Duration:** {n} hours\n**Attendees:** Ada, Tech Lead\n\n**Agenda:**\n1. Numbers ({n} min)\n2. Vote\n",
    "## 2026-03-0{n}: Demo\n\n**Time:** 0{n}:30 UTC\n\n**Preparation Required:**\n- [ ] Slides (Kai)\n- [x] Room\n",
    "## Decision {n}: Supplier\n\n**Decision:** Which supplier?\n**Decision Maker:** Board + Buyer\n**Timeline:** by Day {n}\n**Impact:** blocks OVEN-1{n}\n",
    "## Roster\n\n### Buyers\n\n**Who:** Ada, Kai\n**Time Commitment:** {n} hours total\n**Meetings:**\n- Review (Day {n}) - 2 hours\n**Responsibilities:**\n- Prices\n",
    "| Week Starting | Primary | Backup |\n| --- | --- | --- |\n| 2026-03-02 | Ada | Kai |\n| 2026-03-09 | Kai | Ada |\n",
    "| Task | Owner | Status | Points | Priority |\n| --- | --- | --- | --- | --- |\n| OVEN-1{n} Clean it | Ada | ✅ Done | {n} | High |\n| OVEN-2{n} Heat it | Kai | In Progress | 1.5 | P1 |\n",
    "| Risk | Probability | Impact | Mitigation | Owner |\n| --- | --- | --- | --- | --- |\n| Flour is late | Medium | High | Two mills | Buyer |\n",
    "## Escalation\n\n- 0-{n} hours: Shift lead\n- {n}-8 hours: Head baker\n- Over 8 hours: Owner\n",
    "## Squads\n\n| Squad | Mission | Lead | Members |\n| --- | --- | --- | --- |\n| Red | Bread | Ada | Kai, Mira |\n",
    "## Dependencies\n\n- **Needs:** Oven from Facilities by Day {n}\n- Depends on OVEN-1{n}\n",
    "## Targets\n\n- Waiting time p95 < {n}00 ms\n- Waste ≤ {n}%\n- Happy guests ≥ 9{n}%\n",
    "See [the plan](plan.md), `docs/menu-{n}.md` and <https://example.org/{n}>.\n",
    "```\nName: ____\nDate: ____\n[ ] Tasted\n[ ] Cooled\n```\n",
    "- Daily stand-up at 09:{n}0 PT (15 min)\n- Every Friday: tasting\n- Deadline: Thursday 5th March 2026 (AoE)\n",
    "## Sprint {n} (March 2 - March 13, 2026)\n\n**Start Date:** 2026-03-02\n**End Date:** 2026-03-13\n",
]


def generate(folder, seed):
    """A handbook of some documents, made of pieces in any order."""
    dice = random.Random(seed)
    content = folder / "content"
    for at in range(dice.randint(2, 8)):
        head = f"---\nsprint: Sprint {dice.randint(1, 3)}\n"
        if dice.random() < 0.5:
            head += "start: 2026-03-02\nend: 2026-03-13\n"
        pieces = [piece.replace("{n}", str(dice.randint(1, 5))) for piece in dice.choices(PIECES, k=dice.randint(0, 12))]
        path = content / dice.choice(["", "a", "a/b", "c"]) / f"{at}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + f"---\n\n# Bakery {at}\n\n" + "\n".join(pieces), encoding="utf-8")


def output(binary, *arguments):
    run = subprocess.run([binary, *arguments], capture_output=True, check=False)
    if run.returncode > 1:
        sys.exit(f"{' '.join(map(str, arguments))}: {run.stderr.decode(errors='replace')}")
    return json.loads(run.stdout)


def site(binary, root, folder):
    """`facts.json` of a site and its parts."""
    run = subprocess.run([binary, "build", "--quiet", "--root", root, "--output-dir", folder], capture_output=True, check=False)
    if run.returncode > 1:
        sys.exit(f"{root}: {run.stderr.decode(errors='replace')}")
    index = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    yield index
    for part in index.get("parts", []):
        held = json.loads((folder / part["path"]).read_text(encoding="utf-8"))
        assert len(held["facts"]) == part["count"], part
        assert all(fact["kind"] == part["kind"] for fact in held["facts"]), part
        yield held


def handbook(binary, root, folder):
    """What does not fit of a handbook, and how many facts of which kind did."""
    facts = output(binary, "facts", "--format", "json", "--root", root)
    explained = output(binary, "facts", "--format", "json", "--explain", "--root", root)
    published = list(site(binary, root, folder))
    # A schema of this size takes its time: reasons are looked at where there are not too many.
    explained["facts"] = explained["facts"][:500]
    found = [("facts", value) for value in (explained, *published)]
    found.append(("diagnostics", output(binary, "check", "--format", "json", "--quiet", "--root", root)))
    wrong = [f"{root}: {name}: {line}" for name, value in found for line in mistakes(name, value)]
    ids = sorted(fact["id"] for part in published for fact in part["facts"])
    if ids != sorted(fact["id"] for fact in facts["facts"]):
        wrong.append(f"{root}: facts.json and `sprintbook facts` tell different facts")
    return wrong, [fact["kind"] for fact in facts["facts"]]


def main():
    binary, *roots = sys.argv[1:]
    wrong, kinds = [], set()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for seed in range(8):
            generate(work / f"generated-{seed}", seed)
            roots.append(work / f"generated-{seed}")
        for at, root in enumerate(roots):
            told, of = handbook(binary, root, work / f"site-{at}")
            wrong += told
            kinds.update(of)
    print("\n".join(wrong[:40]) or f"{len(roots)} handbooks fit; kinds: {', '.join(sorted(kinds))}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
