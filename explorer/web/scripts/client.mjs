// Writes src/api/schema.d.ts, the types of the service's routes, from its OpenAPI document.
// Run `npm run client` after a route changed; PYTHON names the interpreter, .venv's by default.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const root = path.resolve(import.meta.dirname, "../../..");
const own = path.join(root, ".venv", "bin", "python");
const python = process.env.PYTHON ?? (existsSync(own) ? own : "python3");
const script =
  "import json; from reelgraph.document import openapi; print(json.dumps(openapi(), sort_keys=True))";
const document = execFileSync(python, ["-c", script], { cwd: root, encoding: "utf8" }).trim();
const types = astToString(await openapiTS(document, { alphabetize: true }));
const digest = createHash("sha256").update(document).digest("hex");
const head = `// Made by \`npm run client\` from the OpenAPI document of the service with this digest:\n// ${digest}\n\n`;
writeFileSync(path.join(root, "explorer/web/src/api/schema.d.ts"), head + types);
