// Opens pages of a site in Chromium: no axe-core violation, no error on the console, the search finds WORD.
// usage: site.mjs FOLDER WORD PAGE... [--shots DIR]
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { browser } from "./browser.mjs";

const args = process.argv.slice(2);
const at = args.indexOf("--shots");
const shots = at < 0 ? null : args.splice(at, 2)[1];
const [folder, word, ...pages] = args;
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const errors = [];
const chrome = await browser();
const page = await chrome.newPage();
page.on("console", (m) => m.type() === "error" && errors.push(`console: ${m.text()}`));
page.on("pageerror", (e) => errors.push(`script: ${e.message}`));
const audit = async (name) => {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations.map((v) => `${v.id}: ${v.nodes[0].html}`));
  errors.push(...found.map((v) => `${name}: ${v}`));
  if (shots) await page.screenshot({ path: path.join(shots, `${name.replaceAll("/", "_")}.png`), fullPage: false });
};
for (const name of pages) {
  await page.setViewport({ width: 1100, height: 1400 });
  await page.goto(pathToFileURL(path.join(folder, name)).href);
  await audit(name);
  await page.setViewport({ width: 320, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 330) errors.push(`${name}: ${wide} pixels wide on a screen of 320`);
}
await page.setViewport({ width: 1100, height: 1400 });
await page.goto(pathToFileURL(path.join(folder, "recherche.html")).href);
await page.focus("#q");
await page.keyboard.type(word);
await page.keyboard.press("Enter");
await page.waitForFunction(() => document.querySelectorAll("#resultats a").length > 0, { timeout: 10000 }).catch(() => errors.push(`the search finds nothing for ${word}`));
const target = await page.evaluate(() => document.querySelector("#resultats a")?.href);
if (target && !fs.existsSync(new URL(target))) errors.push(`the search leads to ${target}, which is not there`);
await audit("recherche.html");
await chrome.close();
console.log(errors.slice(0, 20).join("\n") || `${pages.length + 1} pages without a violation, the search finds ${word}`);
process.exit(errors.length ? 1 : 0);
