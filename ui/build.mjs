// node ui/build.mjs OUTDIR
//
// Builds what the pages are dressed with: one style sheet (Designsystemet, its theme, our own), the islands as
// one ES module, what draws models (dmn-js) as another with its own style and icons, and the mark. Every file carries a hash of its content in its name; manifest.json tells which
// name is which, and the server refuses to start without it. Nothing is loaded from elsewhere at run time.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error('usage: node ui/build.mjs OUTDIR');
  process.exit(2);
}

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '--noEmit', '-p', here], { stdio: 'inherit' });

const made = await build({
  entryPoints: {
    site: join(here, 'islands/site.ts'),
    style: join(here, 'style/site.css'),
    model: join(here, 'islands/model.ts'),
    modeler: join(here, 'islands/modeler.ts'),
  },
  absWorkingDir: here,
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2020'],
  write: false,
  legalComments: 'none',
  // The icons of dmn-js: every browser we know takes the one format.
  loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'empty', '.eot': 'empty', '.svg': 'empty' },
  assetNames: '[name]',
  publicPath: '/assets',
  logLevel: 'warning',
});

const files = new Map();
for (const file of made.outputFiles) files.set(basename(file.path).replace(/^style\./, 'site.'), file.contents);
files.set('dmn_js.txt', readFileSync(join(here, '../node_modules/dmn-js/LICENSE')));
for (const name of readdirSync(join(here, 'images'))) files.set(name, readFileSync(join(here, 'images', name)));

const manifest = {};
function withHashedNames(css) {
  return Buffer.from(css).toString().replace(/\/assets\/([\w.-]+)(\?\w+)?/g, (_, name) => `/assets/${manifest[name]}`);
}

mkdirSync(out, { recursive: true });
for (const old of readdirSync(out)) rmSync(join(out, old), { recursive: true, force: true });
// Icons before the style that names them.
const last = (name) => (extname(name) === '.css' ? 1 : 0);
for (let [name, contents] of [...files].sort(([a], [b]) => last(a) - last(b) || (a < b ? -1 : 1))) {
  if (extname(name) === '.css') contents = withHashedNames(contents);
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  const hashed = `${basename(name, extname(name))}.${hash}${extname(name)}`;
  writeFileSync(join(out, hashed), contents);
  manifest[name] = hashed;
}
writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
