// Builds everything that the program embeds from what is beside this file, into dist/:
// fonts cut to what news needs, pictures of the interface, style sheets and scripts. The same
// sources give the same bytes. `bin/build` calls it before cargo; nothing of dist/ is committed.
//
// Every css/*.css, reader/{reader,theme,sw}.ts and the entries of rooms/ named in `scripts` (what they import lies in folders
// beside them), every file of icons/ is taken as it is.

import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleScript, bundleStyles } from './build/bundle.mjs';
import { buildFont, FONTS, rareFaces } from './build/fonts.mjs';
import { Output } from './build/output.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const kept = join(here, '..', 'node_modules', '.cache', 'siraj-fonts');
const output = new Output(join(here, 'dist'));

await fonts();
await icons();
await styles();
await scripts();
const written = await output.write();
report(written);

/** Cutting the fonts takes seconds, so they are kept under the hash of the code that makes them. */
async function fonts() {
  const recipe = createHash('sha256');
  for (const part of ['build/fonts.mjs', 'build/sfnt.mjs', '../package-lock.json']) {
    recipe.update(await readFile(join(here, part)));
  }
  const folder = join(kept, recipe.digest('hex').slice(0, 16));
  await mkdir(folder, { recursive: true });
  for (const font of FONTS) {
    if (!existsSync(join(folder, `${font.file}.woff2`))) {
      const files = Object.entries(await buildFont(font));
      // The file looked for comes last, so that a build broken off is begun again.
      for (const [name, bytes] of files.reverse()) await writeFile(join(folder, name), bytes);
    }
    for (const name of [`${font.file}.woff2`, `${font.file}-rare.woff2`]) {
      output.add(name, await readFile(join(folder, name)));
    }
  }
}

async function icons() {
  for (const name of await entries('icons', /\.(svg|png|ico)$/)) {
    output.add(name, await readFile(join(here, 'icons', name)));
  }
}

async function styles() {
  for (const name of await entries('css', /\.css$/)) {
    const extra = /^(reader|rooms)\.css$/.test(name) ? rareFaces((file) => output.url(file)) : '';
    output.add(name, await bundleStyles(join(here, 'css', name), output, extra));
  }
}

/** The service worker comes last: it is told what to keep, and changes whenever that does. */
async function scripts() {
  const rooms = ['rooms', 'write', 'acts', 'rooms-pictures', 'rooms-picture-field', 'fronts'].map((name) => ['rooms', name]);
  for (const [folder, name] of [['reader', 'theme'], ['reader', 'reader'], ...rooms]) {
    const entry = join(here, folder, `${name}.ts`);
    if (existsSync(entry)) output.add(`${name}.js`, await bundleScript(entry, {}));
  }
  const worker = join(here, 'reader', 'sw.ts');
  if (existsSync(worker)) {
    const offline = [...output.files.keys()].filter((logical) => !/-rare\.|^(rooms|write|acts|fronts|paper|strip)[.-]/.test(logical)).sort();
    const assets = offline.map((logical) => output.url(logical));
    const version = createHash('sha256').update(assets.join()).digest('hex').slice(0, 12);
    const constants = { __ASSETS__: assets, __VERSION__: version };
    output.add('sw.js', await bundleScript(worker, constants));
  }
}

async function entries(folder, pattern) {
  const path = join(here, folder);
  if (!existsSync(path)) return [];
  return (await readdir(path)).filter((name) => pattern.test(name)).sort();
}

function report(files) {
  const sizes = new Map(files);
  for (const [name, size] of files) {
    if (/\.(gz|br)$/.test(name)) continue;
    const forms = ['gz', 'br'].filter((end) => sizes.has(`${name}.${end}`));
    const sent = forms.map((end) => `, ${end} ${sizes.get(`${name}.${end}`)}`).join('');
    console.log(`  ${name}: ${size} bytes${sent}`);
  }
}
