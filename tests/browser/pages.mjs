// Which pages of a published folder stand for all: one of each kind, found by looking at the files.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";

const GENERATED = /^(calendar|checklists|gates|tags|tag|people|search|print)(\/|\.html)/;

function htmlFiles(folder, below = "") {
  return readdirSync(join(folder, below)).sort().flatMap((name) => {
    const path = posix.join(below, name);
    if (statSync(join(folder, path)).isDirectory()) return htmlFiles(folder, path);
    return name.endsWith(".html") ? [path] : [];
  });
}

/** `{ kind: path }`, a path being null where the folder has no page of that kind. */
export function kinds(folder) {
  const first = (...paths) => paths.find((path) => existsSync(join(folder, path))) ?? null;
  const all = htmlFiles(folder);
  const redirect = (path) => /http-equiv="?refresh/i.test(readFileSync(join(folder, path), "utf8").slice(0, 4096));
  const sections = all.filter((path) => path.endsWith("/index.html") && !GENERATED.test(path)
    && all.some((other) => other !== path && other.startsWith(posix.dirname(path) + "/")));
  const documents = all
    .filter((path) => !["index.html", "404.html"].includes(path) && !GENERATED.test(path) && !sections.includes(path) && !redirect(path))
    .sort((a, b) => statSync(join(folder, b)).size - statSync(join(folder, a)).size);
  return {
    home: first("index.html"),
    "longest document": documents[0] ?? null,
    document: documents[Math.floor(documents.length / 2)] ?? null,
    "section listing": sections[0] ?? null,
    calendar: first("calendar/index.html", "calendar.html"),
    checklists: first("checklists/index.html", "checklists.html"),
    "checklists by owner": first("checklists/by-owner/index.html", "checklists/by-owner.html"),
    "checklists by due date": first("checklists/by-due/index.html", "checklists/by-due.html"),
    gates: first("gates/index.html", "gates.html"),
    "sheet of a gate": all.find((path) => /^gates\/(?!index)/.test(path)) ?? null,
    404: first("404.html"),
  };
}
