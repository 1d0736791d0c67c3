// Debian's chromium, started so that it asks nobody anything.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PROGRAM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** A running browser; ends the process with a plain sentence when there is none. */
export async function launch() {
  if (!existsSync(PROGRAM)) {
    console.error(`browser tests: ${PROGRAM} is not there. Install the package chromium, or set CHROMIUM to its path.`);
    process.exit(1);
  }
  return chromium.launch({
    executablePath: PROGRAM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
}
