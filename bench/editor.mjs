// What the editor weighs and how long a key takes: `node bench/editor.mjs` prints it. Chromium types
// into a text of 20,000 words; the first key is also timed on a processor slowed down four times.

import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const crate = join(dirname(fileURLToPath(import.meta.url)), '../crates/siraj');
const { build } = createRequire(join(crate, 'package.json'))('esbuild');
const { doc, editorSite, h, node, p, text } = await import(pathToFileURL(join(crate, 'tests/browser/harness/editor.mjs')));

const bundle = await build({ entryPoints: [join(crate, 'assets/rooms/editor/editor.ts')], bundle: true, minify: true, write: false, format: 'iife', charset: 'utf8', target: ['chrome108', 'firefox110', 'safari16'] });
const bytes = bundle.outputFiles[0].contents;
console.log(`bundle: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}`);

const SENTENCE = 'وقال مدير الأرصفة وائل الجابري إن الحركة بلغت ثلثي ما كانت عليه قبل الإغلاق في 15 يومًا، وفق اللائحة المنشورة أمس.';
const HINTED = 'وقال وائل الجابرى إن ذلك يستغرق بين 10-15 يومًا, وفق اللائحة.';
const WORDS = SENTENCE.split(' ').length;
const long = doc(...Array.from({ length: Math.ceil(21_500 / (WORDS * 3)) }, (_none, at) => {
  if (at % 12 === 0) return h(2, 'تعويض على الورق');
  if (at % 12 === 6) return node('bullet_list', node('list_item', p(SENTENCE)), node('list_item', p(SENTENCE)), node('list_item', p(SENTENCE)));
  return at % 20 === 5 ? p(HINTED) : p(`${SENTENCE} ${SENTENCE} `, text(SENTENCE, 'strong'));
}));

const site = await editorSite();
for (const width of [1280, 360]) {
  const page = await site.page(width);
  await page.mount(long);
  const { words } = await page.evaluate(() => globalThis.editor.counts());
  await page.locator('.hint-here').first().waitFor();
  const middle = Math.floor(long.content.length / 2) + 1;
  await page.evaluate((at) => globalThis.editor.goTo(at), middle);
  const times = await typed(page, 60);
  console.log(`${width} px, ${words} words, a key until it is painted: median ${at(times, 0.5)} ms, 95 of 100 under ${at(times, 0.95)} ms, worst ${at(times, 1)} ms`);
  await page.context().close();
}
const slow = await site.page(1280);
const session = await slow.context().newCDPSession(slow);
await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
await slow.reload();
await slow.waitForFunction(() => 'mount' in globalThis);
const began = Date.now();
await slow.mount(doc(p('نص ')));
const mounted = Date.now() - began;
const [first] = await typed(slow, 1);
const ready = await slow.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd);
console.log(`at a quarter of the speed: page and script ${Math.round(ready)} ms, mounted in ${mounted} ms, first key painted in ${first} ms`);
await site.close();

/** From each real key press to the frame after it, in milliseconds. */
async function typed(page, count) {
  await page.evaluate(() => {
    globalThis.times = [];
    document.addEventListener('keydown', () => {
      const start = performance.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => globalThis.times.push(performance.now() - start);
        channel.port2.postMessage(0);
      });
    }, { capture: true });
  });
  for (let key = 0; key < count; key += 1) {
    await page.keyboard.press(key % 6 === 5 ? 'Space' : 'KeyA');
    await page.waitForFunction((seen) => globalThis.times.length > seen, key);
  }
  return (await page.evaluate(() => globalThis.times)).map((time) => Math.round(time * 10) / 10).sort((a, b) => a - b);
}

function at(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
