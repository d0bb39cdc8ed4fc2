// The guide's pictures show the rooms as they are: when a screen changes, its picture is stale and
// this fails. `node crates/siraj/tests/browser/guide.mjs` takes them anew.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { browser } from './harness/browser.mjs';
import { FOLDER, taken } from './harness/guide.mjs';
import { difference } from './harness/likeness.mjs';

/** Of all places: one changed label is more. */
const STALE = 0.004;
const PAGES = 10;

test('every picture of the guide shows the screen as it is', { timeout: 240_000 }, async () => {
  const chromium = await browser('about:blank');
  const page = await chromium.page(800);
  const stale = [];
  const names = [];
  try {
    for await (const { name, bytes } of taken()) {
      names.push(`${name}.webp`);
      const kept = await readFile(join(FOLDER, `${name}.webp`)).catch(() => null);
      const apart = kept === null ? 1 : await difference(page, kept, bytes);
      if (apart > STALE) stale.push(`${name} (${(apart * 100).toFixed(1)} % of it)`);
    }
  } finally {
    await chromium.close();
  }
  assert.deepEqual(stale, [], 'stale: run node crates/siraj/tests/browser/guide.mjs and look at them');
  assert.deepEqual((await readdir(FOLDER)).sort(), names.sort(), 'a picture that nobody takes any more');
});

test('the guide has ten pages in each language, and every picture and page it names is there', async () => {
  const files = {};
  for (const language of ['ar', 'en']) {
    const folder = join(FOLDER, '..', language);
    files[language] = (await readdir(folder)).sort();
    assert.equal(files[language].length, PAGES + 1);
    for (const file of files[language]) {
      const text = await readFile(join(folder, file), 'utf8');
      for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) {
        await readFile(join(folder, target)).catch(() => assert.fail(`${language}/${file} names ${target}, which is not there`));
      }
    }
  }
  assert.deepEqual(files.ar, files.en);
});
