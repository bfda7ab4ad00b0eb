// Validates a JSON Feed against the schema of the package jsonfeed-schema. usage: jsonfeed.mjs FILE
import fs from "node:fs";
import { createRequire } from "node:module";
import addFormats from "ajv-formats";
import Ajv from "ajv";

const require = createRequire(import.meta.url);
const schema = JSON.parse(fs.readFileSync(require.resolve("jsonfeed-schema/package.json").replace("package.json", "schema-v1.1.json"), "utf8"));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
delete schema.$schema;
const feed = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const ok = ajv.validate(schema, feed);
console.log(ok ? `${feed.items.length} items valid` : JSON.stringify(ajv.errors.slice(0, 10), null, 1));
process.exit(ok && feed.items.length ? 0 : 1);
