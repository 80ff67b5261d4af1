// node ui/build.mjs OUTDIR
//
// Builds what the pages are dressed with: one style sheet (Designsystemet, its theme, our own), the islands as
// one ES module, and the mark. Every file carries a hash of its content in its name; manifest.json tells which
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
  entryPoints: { site: join(here, 'islands/site.ts'), style: join(here, 'style/site.css') },
  absWorkingDir: here,
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2020'],
  write: false,
  legalComments: 'none',
  logLevel: 'warning',
});

const files = new Map();
for (const file of made.outputFiles) files.set(`site${extname(file.path)}`, file.contents);
for (const name of readdirSync(join(here, 'images'))) files.set(name, readFileSync(join(here, 'images', name)));

mkdirSync(out, { recursive: true });
for (const old of readdirSync(out)) rmSync(join(out, old), { recursive: true, force: true });
const manifest = {};
for (const [name, contents] of [...files].sort()) {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  const hashed = `${basename(name, extname(name))}.${hash}${extname(name)}`;
  writeFileSync(join(out, hashed), contents);
  manifest[name] = hashed;
}
writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
