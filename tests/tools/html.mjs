// Validates pages with html-validate (its standard rules). usage: html.mjs FOLDER|FILE...
import { HtmlValidate, FileSystemConfigLoader } from "html-validate";
import fs from "node:fs";
import path from "node:path";

const files = process.argv.slice(2).flatMap(function list(f) {
  return fs.statSync(f).isDirectory() ? fs.readdirSync(f).sort().flatMap((n) => list(path.join(f, n))) : [f];
}).filter((f) => f.endsWith(".html"));
// What is left to the person's taste is off: form of text, style attributes of a chart.
const loader = new FileSystemConfigLoader({ root: true, extends: ["html-validate:standard", "html-validate:a11y"], rules: { "long-title": "off", "no-trailing-whitespace": "off" } });
const validator = new HtmlValidate(loader);
const errors = [];
for (const file of files) {
  const report = await validator.validateFile(file);
  for (const r of report.results) for (const m of r.messages) errors.push(`${file}:${m.line}:${m.column}: ${m.ruleId}: ${m.message}`);
}
console.log(errors.slice(0, 20).join("\n") || `${files.length} pages valid`);
process.exit(errors.length || !files.length ? 1 : 0);
