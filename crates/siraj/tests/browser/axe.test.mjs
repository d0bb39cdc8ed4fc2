// Every kind of page is accessible (WCAG 2.2 AA as far as axe-core can tell), narrow and wide,
// light and dark.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { samples } from './harness/addresses.mjs';
import { browser, screenshot } from './harness/browser.mjs';
import { axe } from './harness/checks.mjs';
import { site } from './harness/site.mjs';

const { origin, stop } = await site();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

const pictured = new Set();

for (const { kind, edition, path } of await samples(origin)) {
  test(`${edition} ${kind} ${decodeURI(path)} has no accessibility violation`, async () => {
    const page = await chromium.page(1280, { lang: edition });
    await page.goto(path, { waitUntil: 'load' });
    const found = [];
    for (const width of [1280, 360]) {
      for (const colorScheme of ['light', 'dark']) {
        await page.setViewportSize({ width, height: width < 600 ? 740 : 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        found.push(...(await axe(page)).map((violation) => `${width} px, ${colorScheme}: ${violation}`));
        const name = `${edition}-${kind}-${width}-${colorScheme}`;
        if (!pictured.has(name)) {
          pictured.add(name);
          await screenshot(page, name, { fullPage: true });
        }
      }
    }
    await page.context().close();
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  });
}
