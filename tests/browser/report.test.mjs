// The report in a real browser. The pages come from the .NET tests (artifacts/pages); run those first.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, open } from "./browser.mjs";

const pages = fileURLToPath(new URL("../../artifacts/pages/", import.meta.url));
const sample = `${pages}sample/report.html`;
let browser;

before(async () => {
  assert.ok(existsSync(sample), `${sample} is not there; run the .NET tests first, they write it.`);
  browser = await launch();
});
after(() => browser?.close());

async function visit(file, options, check) {
  const page = await open(browser, file, options);
  await check(page);
  assert.deepEqual(page.problems, [], "the console must stay silent");
  assert.deepEqual(page.requests, [], "nothing may be loaded");
  await page.context().close();
}

const names = (page) => page.locator("#category-table tbody tr:visible th").evaluateAll((cells) => cells.map((cell) => cell.dataset.value));

test("headings sort the categories, by pointer and by keyboard", () => visit(sample, {}, async (page) => {
  const heading = page.locator("#category-table th", { hasText: "Category" });
  await heading.locator("button").click();
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  const sorted = await names(page);
  assert.deepEqual(sorted, [...sorted].sort((a, b) => a.localeCompare(b, "en")));
  await heading.locator("button").focus();
  await page.keyboard.press("Enter");
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
  await page.locator("#category-table th", { hasText: "Over-refusal" }).locator("button").click();
  const rates = await page.locator("#category-table tbody tr:visible td[data-label='Over-refusal']").evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.value)));
  assert.deepEqual(rates, [...rates].sort((a, b) => b - a));
}));

test("the category filter narrows the table and says how far", () => visit(sample, {}, async (page) => {
  const before = await names(page);
  assert.equal(before.length, 12, "a long table starts short");
  await page.locator("[data-filter-of]").fill("weapons");
  const left = await names(page);
  assert.ok(left.length > 0 && left.length < 12);
  assert.match(await page.locator("[data-found-of]").textContent(), new RegExp(`^${left.length} of \\d+$`));
}));

test("the explorer filters, searches answers and opens the drawer with the refusal marked", () => visit(sample, {}, async (page) => {
  assert.match(await page.locator("#x-found").textContent(), /^567 of 567/);
  await page.locator("#x-error").selectOption("over");
  await page.waitForFunction(() => document.getElementById("x-found").textContent.startsWith("37 of"));
  await page.locator(".x-row").first().click();
  await page.locator("#drawer .onset").waitFor();
  assert.ok((await page.locator("#drawer .onset").textContent()).length > 5);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#drawer").isVisible(), false);
  await page.locator("#x-clear").click();
  await page.locator("#x-search").fill("phone tree broke");
  await page.waitForFunction(() => document.getElementById("x-found").textContent.startsWith("1 of"));
}));

test("the keyboard alone reaches an answer and comes back", () => visit(sample, {}, async (page) => {
  await page.locator("#x-list").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator("#x-list").getAttribute("aria-activedescendant"), "x-2");
  await page.keyboard.press("Enter");
  await page.locator("#drawer").waitFor();
  assert.match(await page.locator("#drawer-title").textContent(), /^Answer 3 of 567/);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), "x-list");
}));

test("a dot of the picture tells its figures on focus and leads to its answers", () => visit(sample, {}, async (page) => {
  await page.locator(".point").last().focus();
  assert.match(await page.locator("#tip").textContent(), /Over-refusal .*95% interval/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#tip").isVisible(), false);
  await page.locator(".point").last().press("Enter");
  await page.waitForFunction(() => !document.getElementById("x-found").textContent.startsWith("567"));
}));

test("dark follows the system, the button overrules it", () => visit(sample, { colorScheme: "dark" }, async (page) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.locator("#theme").click();
  assert.notEqual(await paper(), dark);
  assert.equal(await page.locator("#theme").getAttribute("aria-pressed"), "false");
}));

test("pairs can be narrowed to a verdict", () => visit(sample, {}, async (page) => {
  await page.locator("[data-pairs]").selectOption("both-answered");
  const verdicts = await page.locator(".pair:visible").evaluateAll((pairs) => [...new Set(pairs.map((pair) => pair.dataset.verdict))]);
  assert.deepEqual(verdicts, ["both-answered"]);
}));

test("without scripts the figures, tables and exchanges are there", () => visit(sample, { javaScriptEnabled: false }, async (page) => {
  assert.match(await page.locator("h1").textContent(), /refuses \d+\.\d% of what it should answer and answers/);
  assert.ok(await page.locator("#category-table tbody tr:visible").count() > 40);
  await page.locator(".surprise summary").first().click();
  assert.ok(await page.locator(".surprise .said").first().isVisible());
  assert.equal(await page.locator(".controls:visible").count(), 0);
}));

for (const [name, file] of [["report", "sample/report.html"], ["hostile report", "hostile/report.html"], ["comparison", "diff.html"], ["hostile comparison", "hostile-diff.html"]]) {
  for (const width of [360, 768]) {
    test(`the ${name} fits a screen of ${width} pixels`, () => visit(pages + file, { viewport: { width, height: 780 } }, async (page) => {
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `scrolls sideways by ${overflow} pixels`);
    }));
  }
}

for (const file of ["hostile/report.html", "hostile-diff.html"]) {
  test(`hostile texts stay texts in ${file}`, () => visit(pages + file, {}, async (page) => {
    for (const details of await page.locator("details.surprise > summary").all()) await details.click();
    if (await page.locator("#x-list").count() > 0) {
      await page.locator(".x-row").first().click();
      await page.locator("#drawer .said").first().waitFor();
      assert.match(await page.locator("#drawer .said").first().textContent(), /<\/script><script>window\.owned=1.*\[U\+202E\]esrever \[U\+0000\]/);
    }
    assert.equal(await page.evaluate(() => window.owned), undefined);
    assert.equal(await page.locator("main img, main style, main script").count(), 0);
    assert.ok(await page.locator("h1").isVisible());
  }));
}

test("the policy stops what an escape would have missed", async () => {
  const page = await open(browser, sample);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.owned = 1";
    document.body.append(script);
    const image = new Image();
    image.src = "http://127.0.0.1:9/x.png";
    document.body.append(image);
  });
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => window.owned), undefined);
  assert.ok(page.problems.filter((problem) => problem.includes("Content Security Policy")).length >= 2);
  await page.context().close();
});

test("twenty thousand answers load in under three seconds and scroll", () => visit(`${pages}large/report.html`, {}, async (page) => {
  const ready = await page.evaluate(() => performance.now());
  assert.ok(ready < 3000, `ready after ${ready} ms`);
  assert.ok(await page.locator(".x-row").count() < 60, "only what is seen is drawn");
  await page.locator("#x-list").focus();
  await page.keyboard.press("End");
  await page.locator("#x-19999").waitFor();
  await page.locator("#x-search").fill("phone tree broke");
  await page.waitForFunction(() => /^\d\d of 20,000/.test(document.getElementById("x-found").textContent), undefined, { timeout: 8000 });
}));

test("every text has the contrast of WCAG AA, light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await visit(sample, { colorScheme }, async (page) => {
      const poor = await page.evaluate(poorContrast);
      assert.deepEqual(poor, []);
    });
  }
});

/** Runs in the page: the texts whose colour is too near to what is behind them. */
function poorContrast() {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 200) return colour;
    }
    return [255, 255, 255, 255];
  };
  const poor = new Set();
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    if (!hasText || !element.checkVisibility() || element.ownerSVGElement) continue;
    const style = getComputedStyle(element);
    const [one, two] = [luminance(rgba(style.color)), luminance(behind(element))].sort((a, b) => b - a);
    const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if ((one + 0.05) / (two + 0.05) < (isLarge ? 3 : 4.5)) poor.add(`${element.tagName}.${element.className}: ${((one + 0.05) / (two + 0.05)).toFixed(2)}`);
  }
  return [...poor];
}
