// Pictures of a page: node shoot.mjs PAGE.html FOLDER
import { mkdirSync } from "node:fs";
import { launch, open } from "./browser.mjs";

const [page, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
const shots = [["desktop", 1440, "light"], ["tablet", 768, "light"], ["phone", 390, "light"], ["dark", 1440, "dark"]];
for (const [name, width, colorScheme] of shots) {
  const view = await open(browser, page, { viewport: { width, height: 900 }, colorScheme });
  await view.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  if (name === "desktop" && await view.locator("#x-list").count() > 0) {
    await view.locator(".surprise summary").first().click();
    await view.locator("#surprises").screenshot({ path: `${folder}/surprise.png` });
    await view.locator("#x-error").selectOption("over");
    await view.locator("#x-list").focus();
    await view.keyboard.press("Enter");
    await view.locator("#drawer").waitFor();
    await view.screenshot({ path: `${folder}/drawer.png` });
    await view.keyboard.press("Escape");
    await view.emulateMedia({ media: "print" });
    await view.pdf({ path: `${folder}/print.pdf`, format: "A4", printBackground: true });
  }
  await view.context().close();
}
await browser.close();
