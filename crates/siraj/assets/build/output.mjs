// Collects what the program embeds: each file under a name with the hash of its bytes, so that a
// reader's browser may keep it for ever, and beside it the compressed forms that are sent.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A compressed form is worth its place from this share of the original on. */
const WORTHWHILE = 0.95;

export class Output {
  constructor(folder) {
    this.folder = folder;
    this.files = new Map();
  }

  /** Takes a file in and answers the address under which the program will serve it. */
  add(logical, bytes) {
    if (this.files.has(logical)) throw new Error(`two assets are named ${logical}`);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const dot = logical.lastIndexOf('.');
    const name = `${logical.slice(0, dot)}.${hash}${logical.slice(dot)}`;
    this.files.set(logical, { name, bytes });
    return `/assets/${name}`;
  }

  /** The address of an asset already taken in. */
  url(logical) {
    const file = this.files.get(logical);
    if (!file) throw new Error(`there is no asset ${logical}; there are ${[...this.files.keys()].join(', ')}`);
    return `/assets/${file.name}`;
  }

  /** Writes all, leaves alone what is already there with the same bytes, removes the rest. */
  async write() {
    await mkdir(this.folder, { recursive: true });
    const wanted = new Map();
    const manifest = {};
    for (const [logical, { name, bytes }] of [...this.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      manifest[logical] = name;
      wanted.set(name, bytes);
      for (const [end, form] of [['gz', gzip(bytes)], ['br', brotli(bytes)]]) {
        if (form.length < bytes.length * WORTHWHILE) wanted.set(`${name}.${end}`, form);
      }
    }
    for (const old of await readdir(this.folder)) {
      if (!wanted.has(old) && old !== 'manifest.json') await rm(join(this.folder, old), { recursive: true });
    }
    for (const [name, bytes] of wanted) {
      // A file's hash is in its name: the same name and size are the same bytes.
      const there = await stat(join(this.folder, name)).catch(() => undefined);
      if (there?.size !== bytes.length) await writeFile(join(this.folder, name), bytes);
    }
    // Written only when it changed: cargo rebuilds the program when this file is newer.
    const list = `${JSON.stringify(manifest, null, 2)}\n`;
    const place = join(this.folder, 'manifest.json');
    if ((await readFile(place, 'utf8').catch(() => '')) !== list) await writeFile(place, list);
    return [...wanted].map(([name, bytes]) => [name, bytes.length]);
  }
}

function gzip(bytes) {
  const form = gzipSync(bytes, { level: 9 });
  // The operating system's number is the one byte that differs between machines.
  form[9] = 255;
  return form;
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
