// A reader searches: from any page, by key or by finger, with a script or without; what may be
// meant is offered while one types, and the page says what was found.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, screenshot } from './harness/browser.mjs';
import { axe } from './harness/checks.mjs';
import { searchable, site } from './harness/site.mjs';

const { origin, stop } = await site();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

/** The words of a headline of each edition's front, and a topic that it tells of. */
const asked = {};

before(async () => {
  await searchable(origin);
  for (const [edition, base] of [['ar', ''], ['en', '/en']]) {
    const page = await chromium.page(1280, { lang: edition });
    await page.goto(`${base}/latest`);
    const headline = await page.locator('main .headline a').first().innerText();
    const topic = await page.goto(`${base}/search`).then(() => page.locator('.named a').first().innerText());
    asked[edition] = { base, headline, topic };
    await page.context().close();
  }
});

for (const edition of ['ar', 'en']) {
  for (const width of [360, 1280]) {
    test(`${edition}, ${width} px: a headline is found from the front without a script`, async () => {
      const { base, headline } = asked[edition];
      const page = await chromium.page(width, { lang: edition, js: false });
      await page.goto(`${base}/`);
      await page.locator('.find summary').click();
      await page.locator('.find input[name=q]').fill(headline);
      await page.locator('.find button').click();
      await page.waitForURL(/search\?q=/);
      assert.equal(await page.locator('.entries .headline').first().innerText(), headline);
      assert.ok((await page.locator('.entries mark').count()) > 0);
      assert.equal(await page.locator('main input[name=q]').inputValue(), headline);
      assert.equal(await page.locator('html').getAttribute('lang'), edition);
      await page.context().close();
    });

    test(`${edition}, ${width} px: pages of the search have no accessibility violation`, async () => {
      const { base, headline } = asked[edition];
      const word = headline.split(' ').find((word) => word.length > 4);
      const page = await chromium.page(width, { lang: edition });
      const found = [];
      const states = {
        begun: '/search',
        found: `/search?q=${encodeURIComponent(word)}&from=2020-01-01&section=nowhere`,
        none: `/search?q=${encodeURIComponent('zzzzqqqq')}&format=live`,
      };
      for (const [name, path] of Object.entries(states)) {
        await page.goto(base + path, { waitUntil: 'load' });
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          found.push(...(await axe(page)).map((violation) => `${name}, ${colorScheme}: ${violation}`));
          await screenshot(page, `search-${name}-${edition}-${width}-${colorScheme}`, { fullPage: true });
        }
      }
      assert.deepEqual(page.complaints, []);
      await page.context().close();
      assert.equal(found.length, 0, `\n${found.join('\n')}`);
    });
  }

  test(`${edition}: «/» leads to the field, and names are offered and chosen by keys`, async () => {
    const { base, topic } = asked[edition];
    const page = await chromium.page(1280, { lang: edition });
    await page.goto(`${base}/`);
    await page.keyboard.press('/');
    const field = page.locator('.find input[name=q]');
    assert.ok(await field.evaluate((element) => element === document.activeElement));
    assert.equal(await field.inputValue(), '');
    await field.pressSequentially(topic.slice(0, 4));
    const option = page.getByRole('option').filter({ hasText: topic }).first();
    await option.waitFor();
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await axe(page), []);
    await screenshot(page, `search-names-${edition}`);
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('option').count(), 0);
    assert.ok(await field.isVisible(), 'the first Escape takes the names away only');
    await field.press('End');
    await field.pressSequentially(topic.slice(4, 5) || ' ');
    await option.waitFor();
    const place = (await page.getByRole('option').allInnerTexts()).indexOf(topic);
    for (let step = 0; step <= place; step += 1) await page.keyboard.press('ArrowDown');
    assert.equal(await page.locator('[aria-selected=true]').innerText(), topic);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(topic|author)\/|\/[^/]+$/);
    assert.equal(await page.locator('main h1').innerText(), topic);
    await page.context().close();
  });
}

test('a second Escape closes the field in the masthead and gives the focus back', async () => {
  const page = await chromium.page(360);
  await page.goto('/');
  await page.locator('.find summary').click();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('[data-find]').getAttribute('open'), null);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'summary');
  await page.context().close();
});

test('the search is narrowed in its form and widened by a chip, without a script', async () => {
  const { headline } = asked.ar;
  const page = await chromium.page(360, { js: false });
  await page.goto(`/search?q=${encodeURIComponent(headline)}`);
  await page.locator('.narrowing summary').click();
  await page.locator('select[name=format]').selectOption('live');
  await page.locator('main .find-field button').click();
  await page.waitForURL(/format=live/);
  assert.equal(await page.locator('.chips a').count(), 1);
  await page.locator('.chips a').click();
  await page.waitForURL((address) => !address.search.includes('format'));
  assert.equal(await page.locator('.entries .headline').first().innerText(), headline);
  await page.context().close();
});

test('a page that is not there offers to search for it', async () => {
  const page = await chromium.page(360);
  await page.goto('/%D9%84%D8%A7-%D8%B4%D9%8A%D8%A1');
  await page.locator('main input[name=q]').fill(asked.ar.headline);
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\?q=/);
  assert.ok((await page.locator('.entries .headline').count()) > 0);
  await page.context().close();
});
