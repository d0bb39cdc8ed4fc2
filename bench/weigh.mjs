// Weighs the pages of a site: all articles as gzip carries them, and a first visit to a page of each
// kind in Chromium, everything that crosses the line counted. Prints Markdown.

import { addresses, one } from '../crates/siraj/tests/browser/harness/addresses.mjs';
import { browser } from '../crates/siraj/tests/browser/harness/browser.mjs';

const origin = process.argv[2];
const ARTICLE = 25_000;
const VISIT = 130_000;
/** What a first visit asks for, by what the browser wants it for. */
const COLUMNS = ['document', 'stylesheet', 'script', 'font', 'other'];

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const verdict = (bytes, limit) => (bytes <= limit ? 'met' : `**falls short** by ${((bytes / limit - 1) * 100).toFixed(1)} %`);

/** The size of a page as the first reader gets it in gzip, its head not counted. */
async function zipped(path) {
  const answer = await fetch(origin + path, { headers: { 'accept-encoding': 'gzip' } });
  await answer.arrayBuffer();
  if (answer.headers.get('content-encoding') !== 'gzip') throw new Error(`${path} is not in gzip`);
  return Number(answer.headers.get('content-length'));
}

async function articles() {
  const paths = (await addresses(origin)).filter((page) => page.kind === 'article').map((page) => page.path);
  const sizes = [];
  for (const path of paths) sizes.push(await zipped(path));
  sizes.sort((a, b) => a - b);
  const [median, largest] = [sizes[Math.floor(sizes.length / 2)], sizes.at(-1)];
  console.log('## Weight\n');
  console.log(`All ${sizes.length} articles of the demo, HTML as gzip carries it to the first reader: median ${kb(median)}, largest ${kb(largest)}; target ≤ 25 KB: ${verdict(largest, ARTICLE)}.\n`);
}

/** What a visit with an empty cache carries, heads and bodies, by kind; pictures apart. */
async function visit(chromium, path) {
  const page = await chromium.page(360);
  const requests = [];
  page.context().on('requestfinished', (request) => requests.push(request));
  await page.goto(path, { waitUntil: 'networkidle' });
  // The service worker is installed after the page is there.
  await page.evaluate(() => navigator.serviceWorker?.ready).catch(() => undefined);
  await page.waitForTimeout(1000);
  const sum = { worker: 0, image: 0 };
  for (const request of requests) {
    const { responseHeadersSize, responseBodySize } = await request.sizes();
    const type = request.resourceType();
    const kind = request.serviceWorker() ? 'worker' : COLUMNS.includes(type) || type === 'image' ? type : 'other';
    sum[kind] = (sum[kind] ?? 0) + responseHeadersSize + responseBodySize;
  }
  await page.context().close();
  return sum;
}

await articles();
console.log('First visits at 360 px, heads of the answers included, as Chromium counts them.\n');
console.log('| page | HTML | CSS | script | fonts | other | in all | target | | and pictures | and the service worker |');
console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --- | --: | --: |');
const chromium = await browser(origin);
try {
  for (const edition of ['ar', 'en']) {
    for (const kind of ['home', 'section', 'article']) {
      const sum = await visit(chromium, await one(origin, kind, edition));
      const parts = COLUMNS.map((column) => sum[column] ?? 0);
      const all = parts.reduce((a, b) => a + b);
      const cells = [...parts.map(kb), kb(all), '≤ 130 KB', verdict(all, VISIT), kb(sum.image), kb(sum.worker)];
      console.log(`| ${kind}, ${edition} | ${cells.join(' | ')} |`);
    }
  }
} finally {
  await chromium.close();
}
