// What a reader does on a page: chooses a theme and a text size that are remembered, meets the
// related article that slides in, or has no script and misses nothing. No cookie is set and nobody
// else is asked for anything.

import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { after, test } from 'node:test';
import { addresses, one, samples } from './harness/addresses.mjs';
import { browser, screenshot, thirdParties } from './harness/browser.mjs';
import { site } from './harness/site.mjs';

const { origin, stop } = await site();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

const related = await articleWithRelated();

async function articleWithRelated() {
  for (const { path } of (await addresses(origin)).filter(({ kind, edition }) => kind === 'article' && edition === 'ar')) {
    const html = await (await fetch(origin + path)).text();
    if (html.includes('data-fly-in')) return path;
  }
  throw new Error('no article of the demo has related ones');
}

test('a theme and a text size chosen on one page hold on the next, before it is drawn', async () => {
  const page = await chromium.page(1280);
  await page.goto(related);
  const before = await look(page);
  await page.locator('[data-display] summary').click();
  await page.locator('[data-display] label', { has: page.locator('input[name=theme][value=dark]') }).click();
  await page.locator('[data-display] label', { has: page.locator('input[name=size][value="3"]') }).click();
  const chosen = await look(page);
  assert.notEqual(chosen.paper, before.paper);
  assert.ok(chosen.size > before.size, `${chosen.size} px after ${before.size} px`);

  await page.goto(await one(origin, 'article', 'en'), { waitUntil: 'commit' });
  await page.waitForSelector('body', { state: 'attached' });
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.goto(related);
  assert.deepEqual(await look(page), chosen);
  assert.ok(await page.locator('[data-display] input[value=dark]').isChecked());
  await page.context().close();
});

test('the display panel opens, works and closes with the keyboard alone', async () => {
  const page = await chromium.page(1280);
  await page.goto(related);
  await page.locator('[data-display] summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await page.evaluate(() => localStorage.getItem('theme')), null);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('[data-display]').getAttribute('open'), null);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'summary');
  await page.context().close();
});

async function look(page) {
  return page.evaluate(() => ({
    paper: getComputedStyle(document.body).backgroundColor,
    size: Number.parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize),
  }));
}

for (const [way, width, close] of [
  ['the pointer', 1280, (page) => page.locator('[data-fly-in] [data-close]').click()],
  ['the keyboard', 360, (page) => page.keyboard.press('Escape')],
  ['its focused button', 1280, async (page) => {
    await page.locator('[data-fly-in] [data-close]').focus();
    await page.keyboard.press('Enter');
  }],
]) {
  test(`the related box comes near the end at ${width} px, goes with ${way} and stays away`, async () => {
    const page = await chromium.page(width, { calm: false });
    const box = page.locator('[data-fly-in]');
    await page.goto(related);
    assert.equal(await box.isVisible(), false, 'not at the beginning');
    await scrollTowardsTheEnd(page);
    await box.waitFor({ state: 'visible' });
    assert.ok((await box.locator('a').count()) > 0, 'it leads somewhere');
    await screenshot(page, `related-box-${width}`);
    await close(page);
    await box.waitFor({ state: 'hidden' });
    await page.reload();
    await scrollTowardsTheEnd(page);
    await page.waitForTimeout(300);
    assert.equal(await box.isVisible(), false, 'it remembers');
    await page.context().close();
  });
}

test('who asks for less motion gets the related box without any', async () => {
  const page = await chromium.page(1280, { calm: true });
  await page.goto(related);
  await scrollTowardsTheEnd(page);
  await page.locator('[data-fly-in]').waitFor({ state: 'visible' });
  const moving = await page.evaluate(() =>
    document.getAnimations().filter((animation) => animation.effect.getComputedTiming().duration > 50).length,
  );
  assert.equal(moving, 0);
  await page.context().close();
});

test('the related box makes way for the block that holds the same article, and comes back', async () => {
  for (const width of [360, 1280]) {
    const page = await chromium.page(width);
    const box = page.locator('[data-fly-in]');
    await page.goto(related);
    await scrollTowardsTheEnd(page);
    await box.waitFor({ state: 'visible' });
    await page.evaluate(() => document.querySelector('#related').scrollIntoView());
    await box.waitFor({ state: 'hidden' });
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(300);
    assert.equal(await box.isVisible(), false, `not over the foot of the page either (${width} px)`);
    await scrollTowardsTheEnd(page);
    await box.waitFor({ state: 'visible' });
    await page.context().close();
  }
});

test('the related box stays while the focus is in it and goes when the focus leaves', async () => {
  const page = await chromium.page(1280);
  const box = page.locator('[data-fly-in]');
  await page.goto(related);
  await scrollTowardsTheEnd(page);
  await box.waitFor({ state: 'visible' });
  await box.locator('.headline a').focus();
  await page.evaluate(() => document.querySelector('#related').scrollIntoView());
  await page.waitForTimeout(300);
  assert.ok(await box.isVisible());
  assert.ok(await box.evaluate((element) => element.contains(document.activeElement)), 'the focus is where it was');
  await page.evaluate(() => document.querySelector('#related .headline a').focus());
  await box.waitFor({ state: 'hidden' });
  assert.ok(await page.evaluate(() => document.querySelector('#related').contains(document.activeElement)));
  await page.context().close();
});

test('each edition has a worker of its own and, without a network, its own offline page', async () => {
  for (const [edition, front] of [['ar', '/'], ['en', '/en/']]) {
    const page = await chromium.page(360);
    await page.goto(front);
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    assert.equal(scope, `${origin}${front}`);
    await page.context().setOffline(true);
    await page.goto(`${front}never-read`);
    assert.equal(await page.locator('html').getAttribute('lang'), edition);
    assert.ok((await page.locator('main h1').innerText()).length > 3);
    await page.context().close();
  }
});

test('the worker fetches nothing ahead for a reader who asks for less data', async () => {
  const script = await (await fetch(`${origin}/sw.js`)).text();
  for (const [saveData, expected] of [[true, false], [false, true], [undefined, true]]) {
    const fetched = [];
    const acts = {};
    const self = {
      addEventListener: (type, act) => (acts[type] = act),
      skipWaiting: async () => {},
      clients: { claim: async () => {} },
      registration: { scope: `${origin}/` },
    };
    const caches = { open: async () => ({ add: async (page) => fetched.push(page) }) };
    const navigator = { connection: saveData === undefined ? undefined : { saveData } };
    runInNewContext(script, { self, caches, navigator, URL, location: new URL(origin) });
    let installed;
    acts.install({ waitUntil: (work) => (installed = work) });
    await installed;
    assert.equal(fetched.includes('/offline'), expected, `saveData ${saveData}: ${fetched}`);
    assert.equal(fetched.length > 1, expected);
  }
});

/** To where the last lines of the text are in view and the related block is not yet. */
async function scrollTowardsTheEnd(page) {
  await page.evaluate(() => {
    const { bottom } = document.querySelector('.piece-text').getBoundingClientRect();
    scrollTo(0, scrollY + bottom - innerHeight);
  });
}

test('without script every kind of page shows its words and the related articles', async () => {
  const page = await chromium.page(360, { js: false });
  for (const { kind, path } of await samples(origin, 1)) {
    const answer = await page.goto(path);
    assert.equal(answer.status(), kind === 'missing' ? 404 : 200, decodeURI(path));
    assert.ok((await page.locator('main').innerText()).trim().length > 20, decodeURI(path));
  }
  await page.goto(related);
  assert.ok(await page.locator('#related a').first().isVisible());
  assert.equal(await page.locator('[data-fly-in]').isVisible(), false);
  assert.equal(await page.locator('[data-display]').isVisible(), false, 'no control that does nothing');
  assert.ok(await page.locator('.share a').first().isVisible());
  await page.context().close();
});

test('no page sets a cookie or asks a third party for anything', async () => {
  const page = await chromium.page(1280);
  for (const { path } of await samples(origin, 1)) {
    await page.goto(path, { waitUntil: 'load' });
  }
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(thirdParties(page, origin), []);
  await page.context().close();
});

test('the first visit of an article weighs at most 130 KB beside its pictures', async () => {
  const page = await chromium.page(360);
  const debug = await page.context().newCDPSession(page);
  await debug.send('Network.enable');
  const answers = new Map();
  const sizes = [];
  debug.on('Network.responseReceived', ({ requestId, type, response }) => answers.set(requestId, [type, response.url]));
  debug.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const [type, address] = answers.get(requestId) ?? [];
    if (type !== 'Image') sizes.push([encodedDataLength, address]);
  });
  await page.goto(related, { waitUntil: 'networkidle' });
  await page.context().close();
  const sum = sizes.reduce((bytes, [size]) => bytes + size, 0);
  const list = sizes.sort(([a], [b]) => b - a).map(([size, address]) => `${size} ${address}`).join('\n');
  assert.ok(sum <= 130 * 1024, `${sum} bytes:\n${list}`);
});

test('both typefaces arrive and carry Arabic and Latin', async () => {
  const page = await chromium.page(1280);
  await page.goto(related, { waitUntil: 'load' });
  const missing = await page.evaluate(async () => {
    await document.fonts.ready;
    const sample = 'نصّ «عربي» 123 Latin گچپژ';
    const faces = ['400 16px "Siraj Naskh"', '600 16px "Siraj Sans"'];
    await Promise.all(faces.map((face) => document.fonts.load(face, sample)));
    return faces.filter((face) => !document.fonts.check(face, sample));
  });
  await page.context().close();
  assert.deepEqual(missing, []);
});
