// What writing costs: the script of the writing page as it is carried, a key in a text of 20,000 words
// until it is painted, and the way to the first key on a processor slowed down four times. Chromium
// writes on the real page, autosave, hints and all. Prints Markdown.

import { browser } from '../crates/siraj/tests/browser/harness/browser.mjs';
import { doc, h, node, p, text } from '../crates/siraj/tests/browser/harness/editor.mjs';
import { api, comeIn, lastingSite } from '../crates/siraj/tests/browser/harness/lasting.mjs';

const WORDS = 20_000;
const KEYS = 120;
const SLOWER = 4;
const LIMITS = { bundle: 300_000, key: 50, first: 1_000 };

const SENTENCE = 'وقال مدير الأرصفة وائل الجابري إن الحركة بلغت ثلثي ما كانت عليه قبل الإغلاق في 15 يومًا، وفق اللائحة المنشورة أمس.';
const HINTED = 'وقال وائل الجابرى إن ذلك يستغرق بين 10-15 يومًا, وفق اللائحة.';

const verdict = (value, limit) => (value <= limit ? 'met' : `**falls short** by ${((value / limit - 1) * 100).toFixed(1)} %`);
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

/** A text of at least so many words: paragraphs, subheads, lists, and something to mend. */
function long(words) {
  const blocks = [];
  for (let count = 0, at = 0; count < words; at += 1) {
    const block =
      at % 12 === 0
        ? h(2, 'تعويض على الورق')
        : at % 12 === 6
          ? node('bullet_list', ...[0, 1, 2].map(() => node('list_item', p(SENTENCE))))
          : at % 20 === 5
            ? p(HINTED)
            : p(`${SENTENCE} ${SENTENCE} `, text(SENTENCE, 'strong'));
    blocks.push(block);
    count += spoken(block).split(/\s+/).length - 1;
  }
  return doc(...blocks);
}

const spoken = (block) => (block.text ?? '') + (block.content ?? []).map(spoken).join('') + (block.type === 'paragraph' ? ' ' : '');

/** A draft of the Arabic edition. */
async function begin(page, document) {
  const editions = (await api(page, 'GET', '/settings/editions')).told.items;
  const { id: edition } = editions.find((one) => one.language === 'ar');
  const section = (await api(page, 'GET', '/sections')).told.items.find((one) => one.edition === edition).id;
  const headline = 'مرفأ مرسى النور يستعيد ثلثي حركته';
  const { status, told } = await api(page, 'POST', '/articles', { edition, section, headline, body: { format: 'prosemirror', document } });
  if (status !== 201) throw new Error(JSON.stringify(told));
  return `/newsroom/articles/${told.short_id}`;
}

/** From each real key press to the frame after it, in milliseconds, the quickest first. */
async function typed(page, count) {
  await page.evaluate(() => {
    globalThis.times = [];
    document.addEventListener(
      'keydown',
      () => {
        const start = performance.now();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => globalThis.times.push(performance.now() - start);
          channel.port2.postMessage(0);
        });
      },
      { capture: true },
    );
  });
  for (let key = 0; key < count; key += 1) {
    await page.keyboard.press(key % 6 === 5 ? 'Space' : 'KeyA');
    await page.waitForFunction((seen) => globalThis.times.length > seen, key);
  }
  return (await page.evaluate(() => globalThis.times)).sort((a, b) => a - b);
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

const site = await lastingSite();
const chromium = await browser(site.origin);
try {
  console.log('## Writing\n');
  const page = await chromium.page(1280, { lang: 'ar' });
  await comeIn(page, site.link, 'bench@marsa.example');
  const short = await begin(page, doc(p('نص قصير.')));
  const address = await begin(page, long(WORDS));

  let script = 0;
  page.on('response', (answer) => {
    if (/\/write\.\w+\.js$/.test(answer.url())) script = Number(answer.headers()['content-length']);
  });
  await page.goto(short);
  await page.locator('.ProseMirror').waitFor();
  const gzip = await fetch(await page.evaluate(() => document.querySelector('script[src*="/write."]').src), { headers: { 'accept-encoding': 'gzip' } });
  const bundle = (await gzip.arrayBuffer(), Number(gzip.headers.get('content-length')));
  row('', '', 'target', '');
  row('---', '--:', '--:', '---');
  row('the script of the writing page, gzip', `${(bundle / 1000).toFixed(1)} KB`, `≤ ${LIMITS.bundle / 1000} KB`, verdict(bundle, LIMITS.bundle));
  row('and as Chromium is given it', `${(script / 1000).toFixed(1)} KB`, '', '');

  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: width < 600 ? 740 : 900 });
    await page.goto(address);
    const passages = page.locator('.ProseMirror > p');
    await passages.nth(Math.floor((await passages.count()) / 2)).click();
    const words = (await page.locator('#figures').innerText()).match(/[\d,٬.]+/)[0];
    const times = await typed(page, KEYS);
    const most = at(times, 0.99);
    row(`a key until it is painted, in ${words} words, ${width} px`, `median ${at(times, 0.5).toFixed(1)} ms, 99 % ${most.toFixed(1)} ms`, `≤ ${LIMITS.key} ms`, verdict(most, LIMITS.key));
  }

  // A browser that has never been here, on a slow processor.
  const slow = await page.context().newPage();
  const session = await slow.context().newCDPSession(slow);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await slow.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      if (!document.querySelector('.ProseMirror')) return;
      globalThis.mounted = performance.now();
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await slow.goto(short);
  await slow.locator('.ProseMirror').click();
  const mounted = await slow.evaluate(() => globalThis.mounted);
  const [first] = await typed(slow, 1);
  row(`the first key at 1/${SLOWER} of the speed: ${mounted.toFixed(0)} ms until the text can be written in, ${first.toFixed(0)} ms for the key`, `${(mounted + first).toFixed(0)} ms`, `≤ ${LIMITS.first} ms`, verdict(mounted + first, LIMITS.first));
} finally {
  await chromium.close();
  await site.stop();
}
