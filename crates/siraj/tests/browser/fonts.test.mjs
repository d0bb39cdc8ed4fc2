// The fonts that we cut shape text exactly as the makers' whole fonts do: every line is as wide.
// Joining, ligatures, marks and kerning all move the width when they are lost.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { COMMON, FONTS, RARE } from '../../assets/build/fonts.mjs';
import { browser } from './harness/browser.mjs';
import { root } from './harness/site.mjs';

const require = createRequire(import.meta.url);
const dist = join(root, 'crates/siraj/assets/dist');
const manifest = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8'));
const chromium = await browser('http://127.0.0.1');
after(() => chromium.close());

/** Lines of common letters only, with every kind of joining. */
const LINES = [
  'أعلنت الحكومة، الثلاثاء، أنّ «السلام» لا يُبنى إلا بالعدل',
  'لا لأ لإ لآ الله لله فلا بلاغ',
  'مُدَرِّسٌ مَدرَسَةٌ كِتَابًا شيئًا هٰذا ٱلكتاب',
  'تشرين الثاني/نوفمبر 2026، الساعة 14:30',
  '٠١٢٣٤٥٦٧٨٩ ٤٫٥٪ ١٬٠٠٠',
  'پاکستان گرجستان چک ژاله ڤيينا ڨابس ڭلميم کوردستان',
  'AVATAR To Ye “quoted” fi fl office – €1,250.50 (IMF)',
  'بين 10 و15 كيلومتراً على طريق A1 قرب Café',
  'سسس صصص ععع ههه كككك ببب تتت يييي',
];

for (const font of FONTS) {
  test(`${font.file} is as wide as the font it was cut from`, async () => {
    const page = await chromium.page(800);
    const fonts = {
      whole: (await readFile(require.resolve(font.source))).toString('base64'),
      cut: (await readFile(join(dist, manifest[`${font.file}.woff2`]))).toString('base64'),
      rare: (await readFile(join(dist, manifest[`${font.file}-rare.woff2`]))).toString('base64'),
    };
    const widths = await page.evaluate(measure, { fonts, lines: LINES, rare: RARE });
    await page.context().close();
    assert.deepEqual(widths.cut, widths.whole);
    assert.deepEqual(widths.rareCut, widths.rareWhole);
  });
}

test('the lines are written with letters that every page has', () => {
  const strange = new Set(LINES.join('').split('').filter((letter) => !COMMON.includes(letter)));
  assert.deepEqual([...strange], []);
});

/** In the page: the width of each line in each font, at a size where a unit is a tenth of a pixel. */
async function measure({ fonts, lines, rare }) {
  const pen = document.createElement('canvas').getContext('2d');
  for (const [name, base64] of Object.entries(fonts)) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    document.fonts.add(await new FontFace(name, bytes).load());
  }
  const width = (font, text) => {
    // A face that lacks a letter falls back to one of known, other width.
    pen.font = `100px ${font}, monospace`;
    return Math.round(pen.measureText(text).width);
  };
  return {
    whole: lines.map((line) => width('whole', line)),
    cut: lines.map((line) => width('cut', line)),
    rareWhole: [...rare].map((letter) => width('whole', letter)),
    rareCut: [...rare].map((letter) => width('rare', letter)),
  };
}
