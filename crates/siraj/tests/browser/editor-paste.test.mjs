// Pasting: from Word, Google Docs, pages of the web, Telegram and WhatsApp, in each one's own clipboard
// form, and from ourselves. Structure and links stay, looks go, Arabic spacing is mended.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { doc, editorSite, h, node, p, text } from './harness/editor.mjs';
import { DOCS, TELEGRAM, WEB, WHATSAPP, WORD } from './harness/clipboards.mjs';

const site = await editorSite();
after(() => site.close());
const page = await site.page(1280);

const link = (href) => ({ type: 'link', attrs: { href } });
const item = (words, ...inner) => node('list_item', p(words), ...inner);
const row = (type, ...cells) => node('table_row', ...cells.map((cell) => node(type, Array.isArray(cell) ? p(...cell) : cell === '' ? p() : p(cell))));
const table = (...rows) => ({ type: 'table', attrs: { caption: null }, content: rows });

async function pasted(parts, into = doc(p()), at = 1) {
  await page.mount(into);
  await page.select(at);
  await page.paste(parts);
  return page.blocks();
}

test('from Word', async () => {
  assert.deepEqual(await pasted(WORD), [
    h(2, 'تعويض على الورق'),
    p(text('أعلنت البلدية', 'strong'), '، أمس، عن ', text('خطة جديدة', 'strong', 'em'), '، وفق ', text('اللائحة', link('https://example.org/plan')), ' المنشورة.'),
    node('bullet_list', item('أولًا', node('bullet_list', item('داخل'))), item('ثانيًا')),
    node('ordered_list', item('One'), item('Two')),
    table(row('table_cell', [text('الشهر', 'strong')], 'السفن'), row('table_cell', 'شباط', ['38', node('hard_break'), 'سفينة'])),
  ]);
});

test('from Google Docs, and the pictures that stay behind are told', async () => {
  assert.deepEqual(await pasted(DOCS), [
    h(2, 'عنوان'),
    p('قال ', text('المدير', 'strong'), ' إن ', text('الحركة', link('https://example.org/port')), text(' عادت', 'em'), '.'),
    node('bullet_list', item('واحد', node('bullet_list', item('داخل')))),
  ]);
  assert.match(await page.locator('.editor-said').innerText(), /بلا صوره/);
});

test('from a page of the web', async () => {
  assert.deepEqual(await pasted(WEB), [
    p(text('مرسى النور', 'strong'), ' – عادت السفن.'),
    p('وقال مصدر لـ', text('الموقع', link('https://example.org/a')), ' إن ذلك صحيح.'),
    p('الرصيف الثالث'),
    node('quotation', p('عودوا إلى البحر.'), node('attribution', 'حسن البحّار')),
    p(text('let a = 1;', 'left_to_right'), node('hard_break'), text('f(a, b);', 'left_to_right')),
    { type: 'horizontal_rule' },
    node('bullet_list', item('نقطة', node('bullet_list', item('أخرى', node('bullet_list', item('ثالثة'), item('رابعة')))))),
    table(row('table_header', 'السفن', ''), row('table_cell', 'شباط', '38'), row('table_cell', '', '57')),
  ]);
});

test('from Telegram and WhatsApp', async () => {
  assert.deepEqual(await pasted(TELEGRAM), [
    p(text('عاجل', 'strong'), ' | سلطة المرافئ:'),
    p('عادت الحركة إلى ثلثيها، والسبب ', text('انتهاء الأعمال', 'strong'), '.'),
    node('bullet_list', item('رصيف الشمال'), item('رصيف الجنوب')),
    p('التفاصيل: ', text('https://example.org/port', link('https://example.org/port')), '.'),
  ]);
  assert.deepEqual(await pasted(WHATSAPP), [
    p(text('بيان صحفي', 'strong')),
    p('تعلن البلدية عن ', text('تأجيل', 'em'), ' الاجتماع؟'),
    node('quotation', p('قرار سابق'), node('attribution')),
    node('ordered_list', item('الموعد'), item('المكان')),
    p('2*3 و snake_case'),
  ]);
});

test('the letters alone, when they are asked for', async () => {
  await page.mount(doc(p()));
  await page.paste({ 'text/plain': '*عاجل*\n- واحد\n- اثنان' }, true);
  assert.deepEqual(await page.blocks(), [p('*عاجل*'), p('- واحد'), p('- اثنان')]);
});

test('code, addresses and numbers are left as they are', async () => {
  const [first] = await pasted({ 'text/plain': 'بلغت 1,000 طن وفق https://example.org/a,b;c?d و C++, ثم 4.5%' });
  assert.deepEqual(first, p('بلغت 1,000 طن وفق ', text('https://example.org/a,b;c?d', link('https://example.org/a,b;c?d')), ' و C++, ثم 4.5%'));
});

test('isolates are paired as the server pairs them', async () => {
  const [first] = await pasted({ 'text/plain': 'قال \u2066BBC اليوم\u202b، \u2069ثم\u2069 مضى \u2067هنا' });
  assert.deepEqual(first, p('قال \u2066BBC اليوم، \u2069ثم مضى \u2067هنا\u2069'));
});

test('one paste is one step back, and what is typed after it another', async () => {
  await page.mount(doc(p('قبل ')));
  await page.keyboard.press('End');
  await page.keyboard.type('كلمة ');
  await page.paste({ 'text/plain': 'ملصق' });
  await page.keyboard.type(' بعد');
  await page.keyboard.press('Control+Z');
  assert.deepEqual(await page.blocks(), [p('قبل كلمة ملصق')]);
  await page.keyboard.press('Control+Z');
  assert.deepEqual(await page.blocks(), [p('قبل كلمة ')]);
});

test('our own text keeps all its marks, provenance too, through copying, splitting and joining', async () => {
  const wired = (words) => text(words, { type: 'provenance', attrs: { item: 'sahil:41', source: 'وكالة الساحل' } });
  await page.mount(doc(p(wired('دخلت المرفأ 38 سفينة')), p('لنا')));
  await page.select(1, 12);
  const copied = await page.evaluate(() => {
    const data = new DataTransfer();
    globalThis.view.dom.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return { 'text/html': data.getData('text/html'), 'text/plain': data.getData('text/plain') };
  });
  await page.select(26);
  await page.paste(copied);
  assert.deepEqual((await page.blocks())[1], p('لنا', wired('دخلت المرفأ')));
  await page.select(12);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  assert.deepEqual((await page.blocks())[0], p(wired('دخلت المرفأ 38 سفينة')));
  await page.keyboard.type('س');
  assert.deepEqual((await page.blocks())[0], p(wired('دخلت المرفأس 38 سفينة')));
  await page.keyboard.press('End');
  await page.keyboard.type('.');
  assert.deepEqual((await page.blocks())[0], p(wired('دخلت المرفأس 38 سفينة'), '.'));
  assert.equal(await page.locator('p.from-wire').count(), 2);
});

test('several paragraphs fit where one stands, and none is lost', async () => {
  const two = { 'text/plain': 'أولى\nثانية' };
  assert.deepEqual(await pasted(two, doc(node('pull_quote', node('pull_text'), node('attribution'))), 2), [node('pull_quote', node('pull_text', 'أولى ثانية'), node('attribution'))]);
  assert.deepEqual(await pasted(two, doc(table(row('table_cell', '', ''))), 4), [table(row('table_cell', ['أولى', node('hard_break'), 'ثانية'], ''))]);
  assert.deepEqual(await pasted(two, doc(node('bullet_list', item('قبل '))), 7), [node('bullet_list', item('قبل أولى'), item('ثانية'))]);
  assert.deepEqual(await pasted(two, doc(node('key_points', node('key_point'))), 2), [node('key_points', node('key_point', 'أولى'), node('key_point', 'ثانية'))]);
});

test('an address alone is a card, a link over chosen words, or itself', async () => {
  const video = 'https://www.youtube.com/watch?v=x';
  assert.deepEqual((await pasted({ 'text/plain': video }))[0], { type: 'embed', attrs: { url: video, provider: 'youtube', title: 'YouTube' } });
  await page.mount(doc(p('لائحة الصندوق')));
  await page.select(1, 6);
  await page.paste({ 'text/plain': 'https://example.org/' });
  assert.deepEqual(await page.blocks(), [p(text('لائحة', link('https://example.org/')), ' الصندوق')]);
  assert.deepEqual(await pasted({ 'text/plain': 'https://example.org/' }), [p(text('https://example.org/', link('https://example.org/')))]);
});

test('nobody complained', () => {
  assert.deepEqual(page.complaints, []);
});
