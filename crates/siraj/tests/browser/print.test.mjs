// The print edition of an article: its words and its short address are on paper, the navigation,
// the sharing and the related articles are not.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addresses } from './harness/addresses.mjs';
import { browser, screenshot } from './harness/browser.mjs';
import { pdfText, plain } from './harness/checks.mjs';
import { site } from './harness/site.mjs';

const { origin, stop } = await site();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

const articles = (await addresses(origin)).filter(({ kind }) => kind === 'article');

/** What belongs to the screen; each must be on the screen, or the test would prove nothing. */
const SCREEN_ONLY = ['header.masthead', 'nav.menu', '.share', '#related', 'footer.foot'];

for (const edition of ['ar', 'en']) {
  test(`an article of the ${edition} edition prints its words and nothing to press`, async () => {
    const page = await chromium.page(1280, { lang: edition });
    await withRelated(page, edition);
    const wanted = await page.evaluate(() => {
      const paragraphs = [...document.querySelectorAll('.body > p:not(.dateline)')].map((p) => p.innerText);
      return {
        headline: document.querySelector('main h1').innerText,
        first: paragraphs[0],
        last: paragraphs.at(-1),
        short: location.pathname.split('/').at(-2),
        related: [...document.querySelectorAll('#related h3')].map((title) => title.innerText),
      };
    });
    for (const selector of SCREEN_ONLY) {
      assert.ok(await page.locator(selector).first().isVisible(), `${selector} is on the screen`);
    }

    const paper = await pdfText(page);
    for (const part of ['headline', 'first', 'last']) {
      const share = printed(paper, wanted[part]);
      assert.ok(share > 0.6, `${part} is on paper (${share}): ${wanted[part]}\n${paper.slice(0, 600)}`);
    }
    // A title of a few letters could stand on the paper by chance.
    const telling = wanted.related.filter((title) => windows(plain(title)).length > 10);
    assert.ok(telling.length > 0, 'a related article has a title to look for');
    for (const title of telling) {
      const share = printed(paper, title);
      assert.ok(share < 0.6, `a related article is on paper (${share}): ${title}`);
    }
    assert.match(paper, new RegExp(`/a/${wanted.short}`), 'the short address is on paper');

    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.print-head strong').isVisible(), 'the name is on paper');
    for (const selector of [...SCREEN_ONLY, '[data-fly-in]', 'button']) {
      for (const element of await page.locator(selector).all()) {
        assert.equal(await element.isVisible(), false, `${selector} stays off the paper`);
      }
    }
    await screenshot(page, `${edition}-print`, { fullPage: true });
    await page.context().close();
  });
}

test('a page chosen dark prints black on white', async () => {
  const page = await chromium.page(1280, { dark: true });
  await page.goto(articles[0].path);
  await page.evaluate(() => localStorage.setItem('theme', 'dark'));
  await page.reload();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const colours = await page.evaluate(() => ({
    paper: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.querySelector('.body > p:not(.dateline)')).color,
  }));
  await page.context().close();
  assert.deepEqual(colours, { paper: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)' });
});

/** Opens the edition's first article that has related ones. */
async function withRelated(page, edition) {
  for (const { path } of articles.filter((article) => article.edition === edition)) {
    await page.goto(path, { waitUntil: 'load' });
    if ((await page.locator('#related').count()) > 0) return;
  }
  throw new Error(`no article of ${edition} has related ones`);
}

/** Letters read at a time; long enough that other text rarely has the same ones together. */
const WINDOW = 7;

/**
 * The share of a text that is on the paper. Not a search for words: a PDF keeps glyphs, so what is
 * read back has the letters of a ligature in another order («األعلى») and gaps inside words. Seven
 * letters in whatever order are still the same seven letters.
 */
function printed(paper, text) {
  const there = new Set(windows(paper));
  const wanted = windows(plain(text));
  assert.ok(wanted.length > 10, `«${text}» is long enough to be looked for`);
  return wanted.filter((window) => there.has(window)).length / wanted.length;
}

function windows(text) {
  const letters = [...text.replace(/[^\p{L}\p{N}]/gu, '')];
  return letters.slice(WINDOW - 1).map((_, at) => letters.slice(at, at + WINDOW).sort().join(''));
}
