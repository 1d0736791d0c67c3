#!/usr/bin/env node
// pictures.mjs SITE OUT: the pictures of README.md and the manual, taken from our own built handbook SITE.
//
//   target/debug/sprintbook build && node tests/browser/pictures.mjs public content/manual/images
//
// The picture of a finding shows what the program really prints: a handbook of `sprintbook init` with two broken links
// in its home page. SPRINTBOOK is the program, else the debug build.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { launch } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const DESKTOP = { width: 1200, height: 700 };
// As wide as the text alone, so that the whole of a meeting is seen.
const TABLET = { width: 760, height: 944 };
const PHONE = { width: 375, height: 640 };
// Day 3 of our Sprint 18, so that the calendar marks a day that has a meeting.
const TODAY = new Date("2026-01-07T09:00:00Z");
const LIMIT = 120 * 1024;

// `at`: the element that stands below the bar, `gap` pixels from it; the top of the page if not given.
const PAGES = [
  { name: "sprint.png", path: "sprint-18/index.html" },
  { name: "meeting.png", path: "sprint-18/meetings/cloud-provider-selection/index.html", at: "#day-3-cloud-provider-selection", viewport: TABLET, gap: -32 },
  { name: "calendar.png", path: "calendar/index.html", at: "[id='2026-01']", gap: 0, viewport: { width: 1200, height: 560 } },
  { name: "charter-dark.png", path: "parallel-sprints/charters/runtime-and-training/index.html", scheme: "dark" },
  { name: "checklists-phone.png", path: "checklists/index.html", viewport: PHONE, scale: 1.6 },
];

/** What two wrong links in the home page of a new handbook lead to, with the colours of a terminal. */
function finding() {
  const program = resolve(process.env.SPRINTBOOK ?? "target/debug/sprintbook");
  const folder = mkdtempSync(join(tmpdir(), "sprintbook-pictures-"));
  try {
    execFileSync(program, ["init", "--quiet"], { cwd: folder });
    const home = join(folder, "content/index.md");
    const text = readFileSync(home, "utf8");
    const broken = text
      .replace("[Sprint 1](sprint-1/index.md)", "[Sprint 1](sprint-1/index.md#day-3-choice-of-payment-provider)")
      .replace("(charters/checkout.md)", "(charter/checkout.md)");
    if (broken === text) throw new Error("the starter's home page has other links now: change this script");
    writeFileSync(home, broken);
    const { stdout, status } = spawnSync(program, ["check", "--color", "always"], { cwd: folder, encoding: "utf8" });
    if (status !== 1) throw new Error(`check found nothing: exit code ${status}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const COLOURS = { 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea" };

/** Text with the escape sequences of a terminal's colours, as HTML. */
function html(text) {
  const plain = (part) => part.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  let style = {};
  return text.split(/(\x1b\[[0-9;]*m)/).map((part) => {
    const codes = part.match(/^\x1b\[([0-9;]*)m$/);
    if (!codes) return part && `<span style="${Object.entries(style).map((entry) => entry.join(":")).join(";")}">${plain(part)}</span>`;
    for (const code of codes[1].split(";").map(Number)) {
      if (code === 0) style = {};
      if (code === 1) style["font-weight"] = "bold";
      const colour = COLOURS[code] ?? COLOURS[code - 60];
      if (colour) style.color = colour;
    }
    return "";
  }).join("");
}

async function terminal(browser, file) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 600 } });
  await page.setContent(`<!doctype html><meta charset="utf-8"><body style="margin:0"><pre id="shot" style="margin:0;
    padding:20px 24px;width:fit-content;background:#16181d;color:#d8dae0;font:14px/1.45 'DejaVu Sans Mono',monospace"
    ><span style="color:#8b93a3">$</span> sprintbook check\n${html(finding())}</pre>`);
  await page.locator("#shot").screenshot({ path: file });
  await page.close();
}

async function shot(browser, origin, out, { name, path, at, scheme = "light", viewport = DESKTOP, scale = 1, gap = 16, height = viewport.height }) {
  const size = { width: viewport.width, height };
  const page = await browser.newPage({ colorScheme: scheme, viewport: size, deviceScaleFactor: scale, reducedMotion: "reduce" });
  await page.clock.setFixedTime(TODAY);
  const answer = await page.goto(`${origin}/${path}`);
  if (!answer.ok()) throw new Error(`${path} is not in the site: ${answer.status()}`);
  if (at) {
    const bar = await page.locator("header").first().evaluate((element) => element.getBoundingClientRect().height);
    await page.locator(at).evaluate((element, above) => scrollTo(0, scrollY + element.getBoundingClientRect().top - above), bar + gap);
    await page.waitForTimeout(200);
  }
  await page.screenshot({ path: join(out, name) });
  await page.close();
}

const [site, out] = process.argv.slice(2);
if (!site || !out) {
  console.error("usage: pictures.mjs SITE OUT");
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const browser = await launch();
const server = await serve(resolve(site));
for (const picture of PAGES) await shot(browser, server.origin, out, picture);
await terminal(browser, join(out, "finding.png"));
await browser.close();
server.stop();

let heavy = 0;
for (const name of [...PAGES.map((picture) => picture.name), "finding.png"]) {
  const { size } = statSync(join(out, name));
  console.log(`${String(Math.round(size / 1024)).padStart(4)} KB  ${join(out, name)}`);
  if (size > LIMIT) heavy += 1;
}
if (heavy > 0) console.error(`${heavy} pictures are over ${LIMIT / 1024} KB.`);
process.exit(heavy > 0 ? 1 : 0);
