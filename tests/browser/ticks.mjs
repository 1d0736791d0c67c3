// Boxes that readers tick for themselves: kept over a reload, the same on every page, cleared in one go and back again.

/** Runs all of it on a page of checklists; gives the faults as sentences. */
export async function ticks(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const faults = [];
  const hold = (is, sentence) => void (is || faults.push(sentence));
  const first = () => page.locator(".tick").first();
  const tray = () => page.locator(".ticks");
  await page.goto(address);
  const boxes = await page.locator(".tick").count();
  hold(boxes > 1, `${boxes} boxes to tick`);
  if (boxes < 2) return faults;
  hold(!(await tray().isVisible()), "ticks are spoken of before there is one");
  hold((await page.locator(".task.done .tick").count()) === 0, "a box that the document says is done can be unticked");
  hold(((await first().getAttribute("aria-label")) ?? "").length > 2, "a box has no name");

  await first().focus();
  await page.keyboard.press("Space");
  hold(await first().isChecked(), "the space bar does not tick");
  hold((await tray().innerText()).includes("stay on this device"), "nothing says where ticks stay");
  await page.reload();
  hold(await first().isChecked(), "a tick is gone after a reload");

  const name = await first().getAttribute("name");
  const group = page.locator("[data-ticks]").first().locator("xpath=ancestor::section[1]").locator("h2 a");
  await page.goto(new URL(await group.getAttribute("href"), page.url()).href);
  const twin = page.locator(`.tick[name="${name.replaceAll('"', '\\"')}"]`);
  hold((await twin.count()) > 0 && (await twin.first().isChecked()), "a tick is not on the document's own page");

  await page.goto(address);
  await page.locator(".tick").nth(1).check();
  const clear = tray().getByRole("button", { name: "Clear all 2 ticks" });
  await clear.focus();
  await page.keyboard.press("Enter");
  hold((await page.locator(".tick:checked").count()) === 0, "ticks are not cleared");
  const undo = tray().getByRole("button", { name: "Undo" });
  hold(await undo.evaluate((button) => button === document.activeElement), "the focus is lost when ticks are cleared");
  await page.keyboard.press("Enter");
  hold((await page.locator(".tick:checked").count()) === 2, "ticks do not come back");
  hold(!(await undo.isVisible()), "ticks come back twice");
  await page.emulateMedia({ media: "print" });
  hold((await page.locator(".tick:visible").count()) === 0, "ticks of a reader are printed");
  hold(await page.locator(".task:not(.done) .box").first().isVisible(), "no empty box is printed");
  await context.close();
  faults.push(...(await withoutStorage(browser, address)), ...(await withOddStorage(browser, address)));
  return faults;
}

/** A browser that refuses storage: boxes can be ticked, and it is said that nothing is kept. */
async function withoutStorage(browser, address) {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    const refuse = () => { throw new DOMException("no", "SecurityError"); };
    Object.defineProperty(window, "localStorage", { get: refuse });
  });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script error without storage: ${error.message}`));
  await page.goto(address);
  await page.locator(".tick").first().check();
  if (!(await page.locator(".ticks").innerText()).includes("keeps nothing")) faults.push("nothing says that ticks are not kept");
  await page.locator(".ticks button").first().click();
  if (await page.locator(".tick").first().isChecked()) faults.push("without storage, ticks are not cleared");
  await context.close();
  return faults;
}

/** What somebody else left in the storage stops nothing. */
async function withOddStorage(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script error with odd storage: ${error.message}`));
  for (const odd of ["{", "[1]", "7", "null"]) {
    await page.goto(address);
    await page.locator(".tick").first().check();
    await page.evaluate((odd) => {
      for (const key of Object.keys(localStorage)) if (key.startsWith("sprintbook-ticks:")) localStorage.setItem(key, odd);
    }, odd);
    await page.reload();
    if (await page.locator(".tick").first().isChecked()) faults.push(`${odd} is a tick`);
    await page.locator(".tick").first().check();
    await page.reload();
    if (!(await page.locator(".tick").first().isChecked())) faults.push(`nothing is kept after ${odd}`);
    await page.locator(".tick").first().uncheck();
  }
  await context.close();
  return faults;
}
