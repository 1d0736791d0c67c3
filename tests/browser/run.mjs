#!/usr/bin/env node
// run.mjs SITE [--any]: looks at one page of each kind of a published folder in a browser.
//
// Served on loopback below a sub-path, at three widths, light and dark: nothing scrolls sideways, nothing is
// written to the console, nothing is asked of another host, axe finds nothing serious. Then without JavaScript,
// on paper, from disk, and the page for addresses that do not exist. The last line is `N passed, N failed`.
// A kind of page that the folder lacks is a failure; with --any it is only told.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { launch } from "./chromium.mjs";
import { kinds } from "./pages.mjs";
import { serve, SUB_PATH } from "./serve.mjs";
import { ticks } from "./ticks.mjs";

const WIDTHS = [320, 768, 1280];
const SCHEMES = ["light", "dark"];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const MARKUP = new HtmlValidate({ root: true, extends: ["html-validate:standard", "html-validate:a11y"], rules: { "no-inline-style": "error" } });

let passed = 0;
let failed = 0;

/** Counts one test: `faults` are sentences, none of them when it passes. */
function test(name, faults) {
  if (faults.length === 0) return void (passed += 1);
  failed += 1;
  console.log(`FAILED ${name}`);
  for (const fault of faults.slice(0, 8)) console.log(`    ${fault}`);
  if (faults.length > 8) console.log(`    … and ${faults.length - 8} more`);
}

/** Writes down all that a page says or asks for, into the list that is returned. */
function listen(page, allowed) {
  const heard = [];
  page.on("console", (message) => {
    const { url } = message.location();
    if (url !== page.url() || !message.text().includes("404")) heard.push(`console ${message.type()}: ${message.text()} (${url})`);
  });
  page.on("pageerror", (error) => heard.push(`script error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(allowed) && !request.url().startsWith("data:")) heard.push(`asks another host: ${request.url()}`);
  });
  page.on("requestfailed", (request) => heard.push(`request failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== "document") heard.push(`${response.status()} for ${response.url()}`);
  });
  return heard;
}

/** Runs in the page: what makes it wider than the window, if anything does. */
function tooWide() {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  const sticksOut = (element) => element.getBoundingClientRect().right > width + 1
    || (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === "visible");
  const last = [...document.body.querySelectorAll("*")].filter(sticksOut).at(-1);
  return [`${document.scrollingElement.scrollWidth} px wide in a window of ${width} px; ${last ? `<${last.localName} class="${last.className}"> (${last.textContent.trim().slice(0, 40)})` : "?"} sticks out`];
}

async function accessible(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter((violation) => ["serious", "critical"].includes(violation.impact))
    .map((violation) => `axe ${violation.id} (${violation.impact}): ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 100)).join(" | ")}`);
}

async function atEachSize(browser, origin, pages) {
  for (const scheme of SCHEMES) {
    const context = await browser.newContext({ colorScheme: scheme });
    for (const [kind, path] of pages) {
      for (const width of WIDTHS) {
        const page = await context.newPage();
        await page.setViewportSize({ width, height: 800 });
        const heard = listen(page, origin);
        await page.goto(origin + path, { waitUntil: "load" });
        const name = `${kind}, ${width} px, ${scheme}`;
        test(`${name}: nothing sticks out`, await page.evaluate(tooWide));
        test(`${name}: axe`, await accessible(page));
        test(`${name}: quiet`, heard);
        await page.close();
      }
    }
    await context.close();
  }
}

async function withoutScript(browser, origin, pages) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  for (const [kind, path] of pages) {
    const page = await context.newPage();
    const heard = listen(page, origin);
    await page.goto(origin + path);
    const faults = [...heard];
    if ((await page.locator("main").innerText().catch(() => "")).trim().length < 20) faults.push("<main> shows no text");
    if ((await page.locator("h1:visible").count()) !== 1) faults.push("not one h1 to be seen");
    if ((await page.locator("nav a[href]").count()) === 0) faults.push("no link in any <nav>");
    test(`${kind}: works without JavaScript`, faults);
    await page.close();
  }
  await context.close();
}

async function onPaper(browser, origin, pages) {
  const page = await browser.newPage();
  for (const [kind, path] of pages) {
    await page.goto(origin + path);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    test(`${kind}: prints`, pdf.startsWith("%PDF") && sheets >= 1 ? [] : [`${sheets} sheets`]);
  }
  await page.close();
}

/** Opened as files: every page is quiet, and its links lead to pages, not to listings of a folder. */
async function fromDisk(browser, folder, pages) {
  const page = await browser.newPage();
  let heard = listen(page, "file://");
  for (const [kind, path] of pages) {
    heard.length = 0;
    await page.goto(pathToFileURL(join(folder, path)).href);
    const quiet = [...heard];
    const links = await page.locator("a[href]").evaluateAll((all) => [...new Set(all.map((a) => a.href.split("#")[0]))]);
    const inside = links.filter((link) => link.startsWith(pathToFileURL(folder).href) && !/\.(ics|xml|json)$/.test(link)).slice(0, 12);
    if (inside.length === 0 && kind !== "404") quiet.push("no link to another page");
    for (const link of inside) {
      const answer = await page.goto(link).catch((error) => error);
      if (answer instanceof Error || (/\.html$|\/$/.test(link) && (await page.locator("h1").count()) !== 1) || (await page.title()).startsWith("Index of"))
        quiet.push(`leads to no page: ${link.slice(pathToFileURL(folder).href.length)}`);
    }
    test(`${kind}: works from disk`, quiet);
  }
  await page.close();
}

/** The page for addresses that do not exist, shown deep below the root: styled, and its links lead somewhere. */
async function notFound(browser, origin) {
  const page = await browser.newPage();
  const heard = listen(page, origin);
  const answer = await page.goto(`${origin}/no/such/page/`);
  const faults = [...heard];
  if (answer.status() !== 404) faults.push(`status ${answer.status()}`);
  const links = await page.locator("a[href]").evaluateAll((all) => all.map((a) => a.href));
  const inside = [...new Set(links)].filter((link) => link.startsWith(origin) && !link.includes("#")).slice(0, 12);
  if (inside.length === 0) faults.push("no link back");
  for (const link of inside) {
    const status = (await page.request.get(link)).status();
    if (status >= 400) faults.push(`${status} for ${link}`);
  }
  test("404 below a folder that does not exist", faults);
  await page.close();
}

async function markup(folder, pages) {
  for (const [kind, path] of pages) {
    const report = await MARKUP.validateFile(join(folder, path));
    const messages = report.results.flatMap((result) => result.messages);
    test(`${kind}: markup`, messages.map((message) => `${path}:${message.line}:${message.column} ${message.ruleId}: ${message.message}`));
  }
}

const folder = resolve(process.argv[2] ?? "public");
const found = Object.entries(kinds(folder));
const pages = found.filter(([, path]) => path);
for (const [kind] of found.filter(([, path]) => !path)) {
  if (process.argv.includes("--any")) console.log(`no page of this kind: ${kind}`);
  else test(kind, [`${folder} has no such page`]);
}
const browser = await launch();
const server = await serve(folder);
try {
  const below = server.origin + SUB_PATH;
  const ordinary = pages.filter(([kind]) => kind !== "404"); // it may name the host's root, so it is looked at there
  const rest = pages.filter(([kind]) => kind === "404");
  await markup(folder, pages);
  await atEachSize(browser, below, ordinary);
  await atEachSize(browser, server.origin + "/", rest);
  await withoutScript(browser, below, ordinary);
  await onPaper(browser, below, ordinary);
  await fromDisk(browser, folder, ordinary);
  await notFound(browser, server.origin);
  for (const [kind, path] of ordinary.filter(([kind]) => kind === "checklists")) test(`${kind}: ticks`, await ticks(browser, below + path));
} finally {
  await browser.close();
  server.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
