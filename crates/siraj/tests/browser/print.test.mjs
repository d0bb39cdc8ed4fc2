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
        name: document.querySelector('.masthead .name').innerText,
      };
    });
    for (const selector of SCREEN_ONLY) {
      assert.ok(await page.locator(selector).first().isVisible(), `${selector} is on the screen`);
    }

    const paper = (await pdfText(page)).join(' ');
    for (const part of ['headline', 'first', 'last', 'name']) {
      assertWords(paper, wanted[part], part);
    }
    assert.match(paper, new RegExp(`/a/${wanted.short}`), 'the short address is on paper');

    await page.emulateMedia({ media: 'print' });
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
    ink: getComputedStyle(document.querySelector('.body p')).color,
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

/**
 * Nearly all words of `text` are on the paper. Not a plain search: a line break, an isolate or a
 * mixed-direction line may set words apart or in another order in what is read back from a PDF.
 */
function assertWords(paper, text, what) {
  const words = plain(text).split(' ').map(bare).filter((word) => word.length > 2);
  const printed = new Set(paper.split(' ').map(bare));
  const lacking = words.filter((word) => !printed.has(word));
  assert.ok(words.length > 0, `${what} has words`);
  assert.ok(
    lacking.length <= words.length / 10,
    `${what} lacks ${lacking.join(' ')} on paper, which begins: ${paper.slice(0, 600)}`,
  );
}

function bare(word) {
  return word.replace(/[^\p{L}\p{N}]/gu, '');
}
