// Chromium without a network of its own, and pages from files.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });

/** Opens a page file and waits until its list of answers is drawn; collects console errors and every request but the page's own. */
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.problems = [];
  page.requests = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") page.problems.push(message.text()); });
  page.on("pageerror", (error) => page.problems.push(String(error)));
  const url = pathToFileURL(file).href;
  page.on("request", (request) => { if (request.url() !== url) page.requests.push(request.url()); });
  await page.goto(url);
  if (options.javaScriptEnabled !== false) await page.waitForSelector("html[data-ready], html:not(:has(#x-list))", { state: "attached" });
  return page;
}
