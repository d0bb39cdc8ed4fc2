// A room looked at in every form in which it is shown: wide and narrow, light and dark.

import assert from 'node:assert/strict';
import { screenshot } from './browser.mjs';
import { axe } from './checks.mjs';

/**
 * `look(page, name)` finds nothing wrong with a page for anybody and nothing wider than the screen,
 * keeps pictures of it under `prefix` where they are asked for, and its HTML in `documents`, without what matches `without`.
 */
export function looker(prefix, without = null) {
  const documents = {};
  async function look(page, name, widths = [1280, 360]) {
    const found = [];
    const before = page.viewportSize();
    const { lang, dir } = await page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
    assert.equal(dir, lang === 'ar' ? 'rtl' : 'ltr');
    for (const width of widths) {
      for (const colorScheme of ['light', 'dark']) {
        await page.setViewportSize({ width, height: width < 600 ? 740 : 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        found.push(...(await axe(page)).map((violation) => `${lang} ${name}, ${width} px, ${colorScheme}: ${violation}`));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${lang} ${name} is ${wide} px wide at ${width}`);
        await screenshot(page, `${prefix}-${name}-${lang}-${width}-${colorScheme}`, { fullPage: true });
      }
    }
    const html = await page.content();
    documents[`${lang} ${name}`] = without === null ? html : html.replace(without, '');
    await page.setViewportSize(before);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    assert.deepEqual(found, []);
  }
  return { look, documents };
}
