// The editor as a writer meets it: real keys in Chromium, in both languages; what counts is what the
// document says afterwards. Pasting and hints have files of their own.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { ARTICLES, doc, editorSite, h, node, p, sentences, text } from './harness/editor.mjs';

const site = await editorSite();
after(() => site.close());

const page = await site.page(1280);
const ID = '01890000-0000-7000-8000-000000000002';

/** Every block and every mark of the typed body, as the server writes it (a Rust test holds it to that), and empty ones. */
const EVERY = JSON.parse(await readFile(new URL('./harness/every-block.json', import.meta.url), 'utf8'));
const FULL = doc(...EVERY.content, node('ordered_list', node('list_item', p('واحد')), node('list_item', p())), p());

test('every block and mark comes out as it went in', async () => {
  assert.deepEqual(await page.evaluate((json) => globalThis.roundTrip(json), FULL), FULL);
  await page.mount(FULL);
  assert.deepEqual(await page.json(), FULL);
  assert.equal(await page.evaluate(() => globalThis.changes), 0);
});

test('an unknown block is refused, not dropped', async () => {
  await assert.rejects(page.evaluate((json) => globalThis.roundTrip(json), doc(node('hologram'))), /hologram/);
});

test('what the server leaves out is filled in for the caret', async () => {
  const bare = doc(node('quotation', p('قول')), node('pull_quote'), node('key_points'));
  const filled = await page.evaluate((json) => globalThis.roundTrip(json), bare);
  assert.deepEqual(filled, doc(node('quotation', p('قول'), node('attribution')), node('pull_quote', node('pull_text'), node('attribution')), node('key_points', node('key_point'))));
});

test('each paragraph runs as its own letters do, digits and nothing as the edition', async () => {
  await page.mount(doc(p('عربي'), p('English first، ثم عربي'), p('2026'), p(), p('«BBC» تعلن')));
  const directions = () => page.evaluate(() => [...document.querySelectorAll('.ProseMirror > p')].map((element) => element.dir));
  assert.deepEqual(await directions(), ['rtl', 'ltr', 'rtl', 'rtl', 'ltr']);
  await page.evaluate(() => globalThis.editor.goTo(3));
  await page.keyboard.type('Now');
  assert.deepEqual((await directions())[3], 'ltr');
  await page.keyboard.press('Control+Shift+X');
  assert.deepEqual((await directions())[3], 'rtl');
  assert.equal((await page.blocks())[3].content[0].text, '\u200fNow');
  await page.keyboard.press('Control+Shift+X');
  assert.equal((await page.blocks())[3].content[0].text, 'Now');
});

test('the caret walks through mixed text letter by letter, by the order of writing', async () => {
  await page.mount(doc(p('قال BBC اليوم')));
  await page.select(1);
  const seen = [];
  for (let step = 0; step < 13; step += 1) {
    const at = await page.caret();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((was) => globalThis.view.state.selection.head !== was, at);
    seen.push(await page.caret());
  }
  assert.equal(seen.at(-1), 14);
  const reaches = (at) => page.waitForFunction((wanted) => globalThis.view.state.selection.head === wanted, at);
  await page.keyboard.press('Home');
  await reaches(1);
  await page.keyboard.press('End');
  await reaches(14);
  await page.select(5, 8);
  await page.keyboard.press('Control+B');
  assert.deepEqual((await page.blocks())[0], p('قال ', text('BBC', 'strong'), ' اليوم'));
  await page.keyboard.type('سراج');
  assert.deepEqual((await page.blocks())[0], p('قال ', text('سراج', 'strong'), ' اليوم'));
});

test('keys lie where they lie, whatever the layout writes', async () => {
  await page.mount(doc(p('نص للتجربة')));
  await page.select(1, 4);
  const press = (code, key, more = {}) => page.evaluate((init) => globalThis.view.dom.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ctrlKey: true, ...init })), { code, key, ...more });
  await press('KeyB', 'لا');
  assert.deepEqual((await page.blocks())[0], p(text('نص', 'strong'), ' للتجربة'));
  await press('KeyZ', 'ئ');
  assert.deepEqual((await page.blocks())[0], p('نص للتجربة'));
  await press('Digit2', '2', { altKey: true });
  assert.equal((await page.blocks())[0].type, 'heading');
  await press('Digit3', '3', { altKey: true });
  assert.equal((await page.blocks())[0].attrs.level, 3);
  await press('Digit3', '3', { altKey: true });
  assert.equal((await page.blocks())[0].type, 'paragraph');
});

const made = {
  heading2: { type: 'heading', attrs: { level: 2 } },
  heading3: { type: 'heading', attrs: { level: 3 } },
  quotation: node('quotation', p(), node('attribution')),
  pull_quote: node('pull_quote', node('pull_text'), node('attribution')),
  bullet_list: node('bullet_list', node('list_item', p())),
  ordered_list: node('ordered_list', node('list_item', p())),
  key_points: node('key_points', node('key_point')),
  fact_box: node('fact_box', node('fact_title'), p()),
  divider: { type: 'horizontal_rule' },
  picture: { type: 'picture', attrs: { media: ID, alt: null, caption: null, layout: 'column' } },
};

for (const language of ['ar', 'en']) {
  test(`the slash menu puts in every block by its name: ${language}`, async () => {
    const words = await sentences(language);
    for (const [id, expected] of Object.entries(made)) {
      await page.mount(doc(p()));
      await page.keyboard.type('/');
      await page.locator('[role=listbox]').first().waitFor();
      await page.keyboard.type(words[id]);
      assert.equal(await page.locator('.option').first().locator('.option-label').innerText(), (await sentences('ar'))[id], `${language} ${id}`);
      await page.keyboard.press('Enter');
      await page.waitForFunction((type) => JSON.stringify(globalThis.editor.json()).includes(`"${type}"`), expected.type);
      assert.deepEqual((await page.blocks())[0], expected, id);
    }
    await page.mount(doc(p()));
    await page.keyboard.type('/table');
    await page.keyboard.press('Enter');
    const [table] = await page.blocks();
    assert.deepEqual(table.content.map((row) => row.content.map((cell) => cell.type)), [Array(3).fill('table_header'), Array(3).fill('table_cell'), Array(3).fill('table_cell')]);
  });
}

test('the menu is found by the keys of the other layout, and a word that begins with its letter is a word', async () => {
  await page.mount(doc(p()));
  const type = (code, key) => page.evaluate(([c, k]) => {
    const { view } = globalThis;
    const event = new KeyboardEvent('keydown', { code: c, key: k, bubbles: true, cancelable: true });
    view.dom.dispatchEvent(event);
    const { from, to } = view.state.selection;
    if (!view.someProp('handleTextInput', (f) => f(view, from, to, k))) view.dispatch(view.state.tr.insertText(k, from, to));
  }, [code, key]);
  await type('Slash', 'ظ');
  assert.equal(await page.locator('.menu:visible').count(), 1);
  // The keys t, a, b under an Arabic layout.
  for (const [code, key] of [['KeyT', 'ف'], ['KeyA', 'ش'], ['KeyB', 'لا']]) await type(code, key);
  assert.match(await page.locator('.option').first().innerText(), /جدول/);
  await page.keyboard.press('Enter');
  assert.equal((await page.blocks())[0].type, 'table');
  await page.mount(doc(p()));
  await type('Slash', 'ظ');
  await type('KeyI', 'ه');
  await type('KeyV', 'ر');
  assert.equal(await page.locator('.menu:visible').count(), 0);
  await page.keyboard.press('Enter');
  assert.deepEqual(await page.blocks(), [p('ظهر'), p()]);
});

test('a slash within a word or left alone stays a slash', async () => {
  await page.mount(doc(p()));
  await page.keyboard.type('شباط/فبراير');
  assert.equal(await page.locator('.menu:visible').count(), 0);
  await page.keyboard.type(' /');
  assert.equal(await page.locator('.menu:visible').count(), 1);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.menu:visible').count(), 0);
  assert.deepEqual(await page.blocks(), [p('شباط/فبراير /')]);
});

test('two brackets look for an article of ours: a link in a sentence, a card on a line of its own', async () => {
  await page.mount(doc(p('انظر ')));
  await page.keyboard.press('End');
  await page.keyboard.type('[[صندوق');
  await page.locator('.option').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type(' هنا');
  assert.deepEqual(await page.blocks(), [p('انظر ', text(ARTICLES[1].headline, { type: 'link', attrs: { href: `article:${ARTICLES[1].id}` } }), ' هنا')]);
  await page.keyboard.press('Enter');
  await page.keyboard.type('[[مرفأ');
  await page.locator('.option').waitFor();
  await page.keyboard.press('Enter');
  assert.deepEqual((await page.blocks())[1], { type: 'related', attrs: { article: ARTICLES[0].id } });
  await page.locator('.related .headline', { hasText: 'مرفأ' }).waitFor();
});

test('a link is made, checked, changed and taken away', async () => {
  await page.mount(doc(p('لائحة الصندوق')));
  await page.select(1, 6);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('javascript:alert(1)');
  await page.keyboard.press('Enter');
  assert.match(await page.locator('.popover [role=alert]').innerText(), /لا يصحّ/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('example.org/list');
  await page.keyboard.press('Enter');
  assert.deepEqual((await page.blocks())[0], p(text('لائحة', { type: 'link', attrs: { href: 'https://example.org/list' } }), ' الصندوق'));
  await page.select(3);
  await page.keyboard.press('Control+K');
  assert.equal(await page.locator('.popover input').inputValue(), 'https://example.org/list');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('التعويض');
  await page.locator('.popover .option').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal((await page.blocks())[0].content[0].marks[0].attrs.href, `article:${ARTICLES[1].id}`);
  await page.select(3);
  await page.keyboard.press('Control+K');
  await page.getByRole('button', { name: 'أزِل الرابط' }).click();
  assert.deepEqual(await page.blocks(), [p('لائحة الصندوق')]);
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Escape');
  assert.ok(await page.evaluate(() => document.activeElement === globalThis.view.dom));
});

test('lists: items, levels to the limit, out again, and nothing is lost', async () => {
  await page.mount(doc(p()));
  await page.keyboard.type('- واحد');
  await page.keyboard.press('Enter');
  await page.keyboard.type('اثنان');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ثلاثة');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('أربعة');
  await page.keyboard.press('Tab');
  const item = (words, ...inner) => node('list_item', p(words), ...inner);
  const list = (...items) => node('bullet_list', ...items);
  assert.deepEqual(await page.blocks(), [list(item('واحد', list(item('اثنان', list(item('ثلاثة'), item('أربعة'))))))]);
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction(() => globalThis.view.state.selection.$from.parent.textContent === 'ثلاثة');
  await page.keyboard.press('Shift+Tab');
  assert.deepEqual(await page.blocks(), [list(item('واحد', list(item('اثنان'), item('ثلاثة', list(item('أربعة'))))))]);
  await page.keyboard.press('Control+Z');
  assert.deepEqual(await page.blocks(), [list(item('واحد', list(item('اثنان', list(item('ثلاثة'), item('أربعة'))))))]);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  assert.deepEqual(await page.blocks(), [list(item('واحد', list(item('اثنان'))), item('ثلاثة', list(item('أربعة'))))]);
  await page.keyboard.press('Shift+Tab');
  assert.deepEqual(await page.blocks(), [list(item('واحد', list(item('اثنان')))), p('ثلاثة'), list(item('أربعة'))]);
});

test('a quotation, a fact box and key points are written with Enter alone', async () => {
  await page.mount(doc(p()));
  await page.keyboard.type('> قالوا لنا');
  await page.keyboard.press('Enter');
  await page.keyboard.type('عودوا');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('حسن');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/facts');
  await page.keyboard.press('Enter');
  await page.keyboard.type('الصندوق');
  await page.keyboard.press('Enter');
  await page.keyboard.type('نص');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/key');
  await page.keyboard.press('Enter');
  await page.keyboard.type('نقطة');
  await page.keyboard.press('Enter');
  await page.keyboard.type('أخرى');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('بعدها');
  assert.deepEqual(await page.blocks(), [
    node('quotation', p('قالوا لنا'), p('عودوا'), node('attribution', 'حسن')),
    node('fact_box', node('fact_title', 'الصندوق'), p('نص')),
    node('key_points', node('key_point', 'نقطة'), node('key_point', 'أخرى')),
    p('بعدها'),
  ]);
});

test('Backspace at the start of a box takes the box and leaves the words', async () => {
  await page.mount(doc(node('pull_quote', node('pull_text', 'جملة'), node('attribution', 'حسن'))));
  await page.select(2);
  await page.keyboard.press('Backspace');
  assert.deepEqual(await page.blocks(), [p('جملة'), p('حسن')]);
});

test('tables: Tab, rows, arrows as they are drawn, and a header in the first row alone', async () => {
  const words = await sentences('ar');
  await page.mount(doc(p()));
  await page.keyboard.type('/جدول');
  await page.keyboard.press('Enter');
  for (const word of ['أ', 'ب', 'ج', 'د', 'ه', 'و', 'ز', 'ح', 'ط']) {
    await page.keyboard.type(word);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('ي');
  const rows = async () => (await page.blocks())[0].content.map((row) => row.content.map((cell) => cell.content[0].content?.[0].text ?? ''));
  assert.deepEqual(await rows(), [['أ', 'ب', 'ج'], ['د', 'ه', 'و'], ['ز', 'ح', 'ط'], ['ي', '', '']]);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  const before = await page.caret();
  // From the start of the first cell the arrow to the left goes on to what stands at its left.
  await page.select(4);
  assert.ok(before > 4);
  for (let step = 0; step < 3; step += 1) {
    const at = await page.caret();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((was) => globalThis.view.state.selection.head > was, at);
  }
  await page.select(4);
  await page.getByRole('button', { name: words.table_column_after }).click();
  assert.deepEqual((await rows())[0], ['أ', '', 'ب', 'ج']);
  await page.getByRole('button', { name: words.table_row_below }).click();
  assert.equal((await rows()).length, 5);
  assert.deepEqual((await page.blocks())[0].content.map((row) => row.content[0].type), ['table_header', 'table_cell', 'table_cell', 'table_cell', 'table_cell']);
  assert.equal(await page.getByRole('button', { name: words.table_row_above }).getAttribute('aria-disabled'), 'true');
  await page.locator('.table-block textarea').fill('حركة السفن');
  assert.equal((await page.blocks())[0].attrs.caption, 'حركة السفن');
  await page.select(4);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  assert.deepEqual((await rows())[0], ['أ', 'ب', 'ج']);
});

test('pictures ask under themselves for what they lack, and undo brings them back', async () => {
  const words = await sentences('ar');
  await page.mount(doc(p('قبل'), { type: 'picture', attrs: { media: ID.replace(/2$/, '1'), alt: null, caption: null, layout: 'column' } }, p('بعد')));
  await page.locator('.ruled.lacks').first().waitFor();
  await page.getByLabel(words.alt).fill('صياد يصلح شباكه');
  await page.getByLabel(words.caption).fill('الرصيف الثالث');
  assert.deepEqual((await page.blocks())[1].attrs, { media: ID.replace(/2$/, '1'), alt: 'صياد يصلح شباكه', caption: 'الرصيف الثالث', layout: 'column' });
  await page.getByLabel(words.credit).fill('سامر عون');
  await page.getByLabel(words.credit).blur();
  await page.waitForFunction(() => globalThis.asked.length > 0);
  assert.deepEqual(await page.evaluate(() => globalThis.asked[0]), ['save', ID.replace(/2$/, '1'), { credit: 'سامر عون' }]);
  await page.getByRole('button', { name: words.layout_wide }).click();
  assert.equal((await page.blocks())[1].attrs.layout, 'wide');
  await page.getByRole('button', { name: words.earlier }).click();
  assert.equal((await page.blocks())[0].type, 'picture');
  await page.getByRole('button', { name: words.remove }).click();
  assert.deepEqual(await page.blocks(), [p('قبل'), p('بعد')]);
  await page.keyboard.press('Control+Z');
  assert.equal((await page.blocks())[0].attrs.caption, 'الرصيف الثالث');
});

test('an upload shows how far it is in its place, fails in words, and is tried again', async () => {
  const words = await sentences('ar');
  await page.mount(doc(p('قبل'), p()));
  await page.evaluate(() => globalThis.editor.goTo(1));
  await page.locator('input[type=file][data-camera=false]').setInputFiles({ name: 'quay.png', mimeType: 'image/png', buffer: Buffer.from('x') });
  await page.locator('.upload progress').waitFor();
  await page.evaluate(() => globalThis.uploads[0].progress(0.5));
  assert.equal(await page.locator('.upload progress').evaluate((bar) => bar.value), 0.5);
  await page.keyboard.type('أكتب بينما تُرفع');
  await page.evaluate(() => globalThis.uploads[0].fail('الصورة أكبر من 40 ميغابايت.'));
  await page.getByText('أكبر من 40').waitFor();
  await page.getByRole('button', { name: words.retry }).click();
  await page.evaluate(() => globalThis.uploads[1].done());
  await page.locator('figure.picture').waitFor();
  assert.deepEqual((await page.blocks()).map(({ type }) => type), ['paragraph', 'picture', 'paragraph']);
  assert.deepEqual((await page.blocks())[2], p('أكتب بينما تُرفع'));
});

test('a document from elsewhere takes its place with undo and the caret', async () => {
  await page.mount(doc(p('أول'), p('ثانٍ'), p('ثالث')));
  await page.select(3);
  await page.evaluate((json) => globalThis.editor.replace(json), doc(p('أول'), p('ثانٍ'), p('ثالث من زميل'), p('رابع')));
  assert.equal(await page.caret(), 3);
  assert.equal((await page.blocks()).length, 4);
  assert.equal(await page.evaluate(() => globalThis.changes), 0);
  await page.keyboard.press('Control+Z');
  assert.equal((await page.blocks()).length, 3);
});

test('words and minutes are counted as the server counts them', async () => {
  await page.mount(FULL);
  const counts = await page.evaluate(() => globalThis.editor.counts());
  const plain = await page.evaluate(() => globalThis.editor.plainText());
  assert.equal(counts.words, plain.split(/\s+/).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length);
  assert.equal(counts.minutes, 1);
});

test('nobody complained', () => {
  assert.deepEqual(page.complaints, []);
});
