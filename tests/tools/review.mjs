// Reviews a record in Chromium with the keyboard alone: evidence lights up, a correction is saved. Then hovers, and
// audits the page with axe-core. usage: review.mjs PAGE.html DOWNLOADS POINTER NEW_VALUE NAME [--shots DIR]
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { browser } from "./browser.mjs";

const args = process.argv.slice(2);
const at = args.indexOf("--shots");
const shots = at < 0 ? null : args.splice(at, 2)[1];
const [file, downloads, pointer, value, name] = args;
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const errors = [];
const chrome = await browser();
const page = await chrome.newPage();
page.on("console", (m) => m.type() === "error" && errors.push(`console: ${m.text()}`));
page.on("pageerror", (e) => errors.push(`script: ${e.message}`));
await page.setViewport({ width: 1400, height: 900 });
const session = await page.createCDPSession();
await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: path.resolve(downloads) });
await page.goto(pathToFileURL(file).href);

const focused = () => page.evaluate(() => ({ id: document.activeElement.id, pointer: document.activeElement.dataset?.pointer, tag: document.activeElement.tagName }));
const tab = async (until, back = false) => {
  for (let i = 0; i < 400; i += 1) {
    if (back) await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    if (back) await page.keyboard.up("Shift");
    const f = await focused();
    if (until(f)) return true;
  }
  errors.push(`Tab does not lead to ${until}`);
  return false;
};
await tab((f) => f.id === "nom");
await page.keyboard.type(name);
await tab((f) => f.pointer === pointer);
const lit = await page.evaluate(() => [...document.querySelectorAll("#texte mark")].map((m) => m.textContent).join(" "));
const old = await page.evaluate(() => document.activeElement.value);
if (!lit) errors.push(`no evidence lights up for ${pointer}`);
if (shots) await page.screenshot({ path: path.join(shots, "review.png") });
await page.keyboard.down("Control");
await page.keyboard.press("a");
await page.keyboard.up("Control");
await page.keyboard.type(value);
await tab((f) => f.tag === "BUTTON" && f.id === "", true);
for (let i = 0; i < 400 && !(await page.evaluate(() => document.activeElement.type === "submit")); i += 1) {
  await page.keyboard.down("Shift");
  await page.keyboard.press("Tab");
  await page.keyboard.up("Shift");
}
await page.keyboard.press("Enter");
for (let i = 0; i < 50 && !fs.readdirSync(downloads).some((f) => f.endsWith(".json")); i += 1) await new Promise((r) => setTimeout(r, 100));
const saved = fs.readdirSync(downloads).filter((f) => f.endsWith(".json"));
if (saved.length !== 1) errors.push(`saved: ${saved}`);

// Each evidence that the record has leads to its print.
const dark = await page.evaluate(() => {
  const out = [];
  const all = JSON.parse(document.getElementById("donnees").textContent)[0].record.evidence;
  for (const f of document.querySelectorAll("#fiche [data-pointer]")) {
    f.focus();
    const marks = [...document.querySelectorAll("#texte mark")].map((m) => m.textContent);
    const span = all[f.dataset.pointer];
    if (span && !marks.join("").trim()) out.push(f.dataset.pointer);
    if (span?.text && marks.length === 1 && marks[0] !== span.text) out.push(`${f.dataset.pointer}: ${marks[0]} is not ${span.text}`);
  }
  return out;
});
errors.push(...dark.map((p) => `dark: ${p}`));
const row = await page.$("#fiche table input");
if (row) {
  await page.evaluate(() => document.activeElement.blur());
  await row.hover();
  if (!(await page.evaluate(() => document.querySelectorAll("#texte mark").length))) errors.push("hovering lights nothing up");
}
await page.evaluate(axe);
const found = await page.evaluate(async () => (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations.map((v) => `${v.id}: ${v.nodes[0].html}`));
errors.push(...found);
await chrome.close();
console.log(errors.slice(0, 20).join("\n") || `« ${lit} » lit up; ${old} became ${value}`);
process.exit(errors.length ? 1 : 0);
