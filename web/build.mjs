// Bundles web/src into the folder given as the only argument; run by hatch_build.py.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error("usage: node build.mjs FOLDER");
  process.exit(2);
}

await build({
  entryPoints: { musnad: join(here, "src/main.js"), style: join(here, "src/main.css") },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  legalComments: "linked",
  logLevel: "warning",
});

copyFileSync(join(here, "src/icon.svg"), join(out, "icon.svg"));

// What the lockfile says was bundled, with the licence texts beside it (fonts are OFL: the notice must travel).
const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
const notices = Object.entries(lock.packages)
  .filter(([path]) => path.startsWith("node_modules/@fontsource/"))
  .map(([path, entry]) => `${path.slice("node_modules/".length)} ${entry.version} (${entry.license})\n\n` +
    readFileSync(join(here, path, "LICENSE"), "utf8"));
writeFileSync(join(out, "THIRD_PARTY_LICENSES.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
