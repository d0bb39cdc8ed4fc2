// Every page in the sitemap, and one of each kind beside it, is valid HTML for the Nu checker and
// for the browser's own console.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addresses, samples } from './harness/addresses.mjs';
import { browser } from './harness/browser.mjs';
import { vnu } from './harness/checks.mjs';
import { site } from './harness/site.mjs';

/** Enough to meet every block and mark; the checker reads about fifty pages a second. */
const AT_MOST = 120;

const { origin, stop } = await site();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

test('the Nu checker finds no error', async () => {
  const documents = {};
  const pages = [...(await samples(origin)), ...(await addresses(origin))];
  for (const { path } of pages) {
    if (Object.keys(documents).length >= AT_MOST) break;
    documents[decodeURI(path)] ??= await (await fetch(origin + path)).text();
  }
  const errors = await vnu(documents);
  assert.equal(errors.length, 0, `\n${errors.join('\n')}`);
});

for (const { kind, edition, path } of await samples(origin, 1)) {
  test(`${edition} ${kind} ${decodeURI(path)} leaves no complaint in the console`, async () => {
    const page = await chromium.page(1280, { lang: edition });
    await page.goto(path, { waitUntil: 'load' });
    // The browser itself notes a page's own status of 404 as an error.
    const complaints = page.complaints.filter((text) => kind !== 'missing' || !text.includes('404'));
    await page.context().close();
    assert.deepEqual(complaints, []);
  });
}
