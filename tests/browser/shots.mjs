#!/usr/bin/env node
// shots.mjs SITE OUT [PATH...]: pictures of one page of each kind (or of the given pages) for people to look at;
// phone and desktop, light and dark, and each as printed.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch } from "./chromium.mjs";
import { kinds } from "./pages.mjs";
import { serve } from "./serve.mjs";

const SIZES = { phone: { width: 375, height: 812 }, desktop: { width: 1280, height: 900 } };
const [site, out, ...paths] = process.argv.slice(2);
const folder = resolve(site);
const wanted = paths.length > 0 ? paths : [...new Set(Object.values(kinds(folder)).filter(Boolean))];

mkdirSync(out, { recursive: true });
const browser = await launch();
const server = await serve(folder);
for (const scheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const page = await browser.newPage({ colorScheme: scheme, viewport });
    for (const path of wanted) {
      await page.goto(`${server.origin}/${path}`);
      // Not the whole of a page of 50 screens: what a reader sees first, and three screens more.
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), viewport.height * 4);
      const name = `${path.replace(/\/?index\.html$|\.html$/, "").replaceAll("/", "-") || "home"}-${size}-${scheme}.png`;
      await page.screenshot({ path: join(out, name), clip: { x: 0, y: 0, width: viewport.width, height }, fullPage: true });
      console.log(join(out, name));
    }
    await page.close();
  }
}
const page = await browser.newPage();
for (const path of wanted) {
  await page.goto(`${server.origin}/${path}`);
  const name = `${path.replace(/\/?index\.html$|\.html$/, "").replaceAll("/", "-") || "home"}.pdf`;
  await page.pdf({ path: join(out, name), format: "A4" });
  console.log(join(out, name));
}
await browser.close();
server.stop();
