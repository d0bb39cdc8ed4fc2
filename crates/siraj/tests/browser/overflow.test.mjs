// No page scrolls sideways, from a phone at 320 px (which is also 400 % zoom of a desktop) to a
// wide screen, in either direction of writing, with text one step and two steps larger.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { samples } from './harness/addresses.mjs';
import { browser } from './harness/browser.mjs';
import { site } from './harness/site.mjs';

const WIDTHS = [320, 360, 768, 1280, 1600];

const { origin, stop } = await site();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

for (const { kind, edition, path } of await samples(origin)) {
  test(`${edition} ${kind} ${decodeURI(path)} fits its width`, async () => {
    const page = await chromium.page(1280, { lang: edition });
    await page.goto(path, { waitUntil: 'load' });
    const found = [];
    for (const size of ['1', '3']) {
      await page.evaluate((size) => { document.documentElement.dataset.size = size; }, size);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const wide = await page.evaluate(overflowing);
        if (wide) found.push(`${width} px, text ${size}: ${wide}`);
      }
    }
    await page.context().close();
    assert.deepEqual(found, []);
  });
}

test('text spacing as WCAG 1.4.12 allows it does not push a page out of its width', async () => {
  const page = await chromium.page(360);
  for (const { path } of await samples(origin, 1)) {
    await page.goto(path, { waitUntil: 'load' });
    await page.evaluate(() => {
      // Set through the object model, which the site's policy allows.
      for (const element of document.querySelectorAll('main *')) {
        element.style.setProperty('line-height', '1.5', 'important');
        element.style.setProperty('letter-spacing', '0.12em', 'important');
        element.style.setProperty('word-spacing', '0.16em', 'important');
      }
    });
    assert.equal(await page.evaluate(overflowing), '', decodeURI(path));
  }
  await page.context().close();
});

/** In the page: what sticks out, or nothing. Hiding the overflow of the root would not be a repair. */
function overflowing() {
  const root = document.scrollingElement;
  const hidden = [document.documentElement, document.body].some((element) =>
    ['hidden', 'clip'].includes(getComputedStyle(element).overflowX),
  );
  if (root.scrollWidth <= root.clientWidth && !hidden) return '';
  const scrolls = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    }
    return false;
  };
  const culprits = [...document.body.querySelectorAll('*')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < -1 || right > root.clientWidth + 1) && !scrolls(element);
  });
  if (culprits.length === 0 && hidden && root.scrollWidth <= root.clientWidth) return '';
  const names = culprits.slice(0, 5).map((element) => `${element.localName}.${element.className}`);
  return `${root.scrollWidth} px wide${hidden ? ', overflow hidden on the root' : ''}: ${names.join(', ')}`;
}
