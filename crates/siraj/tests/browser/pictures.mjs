// Draws the picture of the site that README.md shows: the front on a desk and its lead article on a
// phone, side by side, into docs/pictures/. The demo dates its articles from its first start, so two
// runs never give the same bytes: it is made anew when the look has changed, and looked at.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { browser } from './harness/browser.mjs';
import { root, site } from './harness/site.mjs';

const HEIGHT = 1040;
const DESK = 1280;
const PHONE = 360;
const GAP = 32;
/** A README is read on slow networks too. */
const MOST_BYTES = 300 * 1024;

const { origin, stop } = await site();
const chromium = await browser(origin);
try {
  const front = await shot(DESK, '/');
  const article = await shot(PHONE, front.lead);
  const width = GAP + DESK + GAP + PHONE + GAP;
  const page = await chromium.page(width);
  await page.setViewportSize({ width, height: GAP + HEIGHT + GAP });
  await page.setContent(`<!doctype html><style>
    body { margin: 0; padding: ${GAP}px; display: flex; gap: ${GAP}px; background: #d9d5cd; }
    img { display: block; block-size: ${HEIGHT}px; box-shadow: 0 2px 14px #0004; }
  </style><img src="${front.image}"><img src="${article.image}">`);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  // Playwright knows no WebP; the debugger does.
  const debug = await page.context().newCDPSession(page);
  const { data } = await debug.send('Page.captureScreenshot', { format: 'webp', quality: 84 });
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > MOST_BYTES) throw new Error(`the picture has ${bytes.length} bytes, more than ${MOST_BYTES}`);
  const folder = join(root, 'docs/pictures');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'front-and-article.webp'), bytes);
  console.log(`docs/pictures/front-and-article.webp: ${bytes.length} bytes`);
} finally {
  await chromium.close();
  await stop();
}

/** The top of a page as a data address, and the lead article that a front leads to. */
async function shot(width, path) {
  const page = await chromium.page(width);
  await page.setViewportSize({ width, height: HEIGHT });
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
  // The short address names the host of this run, which is nobody's.
  await page.evaluate(() => document.querySelector('.share .short')?.remove());
  const png = await page.screenshot();
  const links = await page.locator('.card.lead .headline a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  await page.context().close();
  return { image: `data:image/png;base64,${png.toString('base64')}`, lead: links[0] };
}
