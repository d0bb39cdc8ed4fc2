// Hints in the text, the margin, and the editor as a page: for the keyboard alone, for screen readers,
// narrow and wide, light and dark, in both languages.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { screenshot } from './harness/browser.mjs';
import { axe, vnu } from './harness/checks.mjs';
import { ARTICLES, doc, editorSite, h, node, p, sentences, text } from './harness/editor.mjs';

const site = await editorSite();
after(() => site.close());
const page = await site.page(1280);
const ID = '01890000-0000-7000-8000-000000000001';

const hinted = (count) => page.waitForFunction((wanted) => document.querySelectorAll('.hint-here').length === wanted, count);
const marked = () => page.evaluate(() => [...document.querySelectorAll('.hint-here')].map((element) => element.textContent));

/** A finding as the server tells it: the `nth` time that the words stand in a text. */
const slip = (said, words, kind, put, { nth = 0, mends = true } = {}) => {
  let from = -1;
  for (let n = 0; n <= nth; n += 1) from = said.indexOf(words, from + 1);
  return { from, to: from + words.length, kind, text: put, mends };
};
const told = (opened, document, ...pieces) =>
  opened.evaluate(([saved, found]) => globalThis.editor.typography(saved, found), [document, pieces.map(([piece, ...found]) => ({ in: 'body', piece, found }))]);

test('hints come when the writer pauses, and a key puts each right', async () => {
  const [first, second] = ['بين 10-15 يومًا, ثم "قال" له الى الغد', 'ثم ،قال'];
  const document = doc(p(first), p(), p(second));
  await page.mount(document);
  await told(
    page,
    document,
    [0, slip(first, ',', 'latin_sign', '،'), slip(first, '"', 'quotes', '«'), slip(first, '"', 'quotes', '»', { nth: 1 }), slip(first, 'الى', 'missing_hamza', 'إلى', { mends: false })],
    [1, slip(second, ' ', 'space_before', ''), { from: 4, to: 4, kind: 'space_after', text: ' ', mends: true }],
  );
  await hinted(7);
  assert.deepEqual(await marked(), ['بين 10-15', ',', '"', '"', 'الى', ' ', '،']);
  await page.keyboard.press('F8');
  assert.match(await page.locator('.editor-said').innerText(), /مقلوبًا/);
  await page.keyboard.press('Alt+Enter');
  await page.keyboard.press('F8');
  await page.keyboard.press('Alt+Enter');
  await page.keyboard.press('F8');
  await page.keyboard.press('Alt+Enter');
  assert.deepEqual((await page.blocks())[0], p('من 10 إلى 15 يومًا، ثم «قال» له الى الغد'), 'marks of quotation go together');
  await page.keyboard.press('Control+Z');
  assert.deepEqual((await page.blocks())[0], p('من 10 إلى 15 يومًا، ثم "قال" له الى الغد'));
});

test('one key mends every slip, asks about what the server has not seen, and is undone in one step', async () => {
  const [first, second] = ['جاء , وذهب الى  البيت', 'كلام سليم'];
  const document = doc(p(first), p(second));
  const asked = { texts: [] };
  await page.exposeFunction('looked', (texts) => {
    asked.texts.push(...texts);
    return texts.map((text) => [...text.matchAll(/,/g)].map(({ index }) => ({ from: index, to: index + 1, kind: 'latin_sign', text: '،', mends: true })));
  });
  await page.mount(document);
  await page.evaluate(() => globalThis.ask((texts) => globalThis.looked(texts)));
  await told(page, document, [0, slip(first, ' ', 'space_before', ''), slip(first, ',', 'latin_sign', '،'), slip(first, 'الى', 'missing_hamza', 'إلى', { mends: false }), slip(first, '  ', 'doubled_space', ' ')]);
  await hinted(4);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(', حقًا');
  await page.keyboard.press('Alt+Shift+Enter');
  await page.waitForFunction(() => globalThis.view.state.doc.textContent.includes('سليم،'));
  assert.deepEqual(await page.blocks(), [p('جاء، وذهب الى البيت'), p('كلام سليم، حقًا')], 'hints are left to the writer');
  assert.ok(asked.texts.includes('كلام سليم, حقًا') && !asked.texts.includes(first), 'only what is not known is asked about');
  assert.match(await page.locator('.editor-said').innerText(), /4/);
  await page.keyboard.press('Control+Z');
  assert.deepEqual(await page.blocks(), [p(first), p('كلام سليم, حقًا')]);
});

test('a paragraph that was changed since says nothing until it is looked at again', async () => {
  const first = 'جاء , وذهب';
  const document = doc(p(first));
  await page.mount(document);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' معهم');
  await told(page, document, [0, slip(first, ',', 'latin_sign', '،')]);
  const now = await page.json();
  await told(page, now, [0, slip(first, ' ', 'space_before', '')]);
  await hinted(1);
  assert.deepEqual(await marked(), [' ']);
});

test('a name spelled two ways is told once, by the rarer spelling', async () => {
  await page.mount(doc(p('قال وائل الجابري إن العمل مستمر.'), p('وأضاف وائل الجابرى أن الرصيف مفتوح.'), p('وختم وائل الجابري كلامه على المدينة.')));
  await hinted(1);
  assert.deepEqual(await marked(), ['وائل الجابرى']);
  await page.getByRole('button', { name: 'أصلِح' }).click();
  assert.deepEqual((await page.blocks())[1], p('وأضاف وائل الجابري أن الرصيف مفتوح.'));
});

test('marks stay when a sign beside them is put right', async () => {
  const document = doc(p('قال "', text('نعم', 'strong'), '" ومضى'));
  await page.mount(document);
  await told(page, document, [0, slip('قال "نعم" ومضى', '"', 'quotes', '«'), slip('قال "نعم" ومضى', '"', 'quotes', '»', { nth: 1 })]);
  await hinted(2);
  await page.keyboard.press('F8');
  await page.keyboard.press('Alt+Enter');
  assert.deepEqual(await page.blocks(), [p('قال «', text('نعم', 'strong'), '» ومضى')]);
});

test('what came from a wire is said in the margin, once a passage', async () => {
  const wired = (words) => text(words, { type: 'provenance', attrs: { item: 'sahil:41', source: 'وكالة الساحل' } });
  await page.mount(doc(p(wired('دخلت')), p(wired('المرفأ')), p('لنا')));
  await page.locator('.margin .note').waitFor();
  assert.equal(await page.locator('.margin .note').count(), 1);
  assert.match(await page.locator('.margin .note').innerText(), /وكالة الساحل/);
  await page.locator('.margin .note button').click();
  assert.deepEqual(await page.evaluate(() => globalThis.asked), [['compare', 'sahil:41']]);
});

test('the keyboard alone: into the tools, along them, back, and out of the text', async () => {
  const words = await sentences('ar');
  await page.mount(doc(node('bullet_list', node('list_item', p('واحد')), node('list_item', p('اثنان')))));
  await page.evaluate(() => globalThis.editor.goTo(0));
  await page.keyboard.press('Alt+F10');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), words.tool_paragraph);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), words.tool_heading);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'listbox');
  await page.keyboard.press('Escape');
  assert.match(await page.evaluate(() => document.activeElement.textContent), new RegExp(words.tool_all));
  await page.keyboard.press('Escape');
  assert.ok(await page.evaluate(() => document.activeElement === globalThis.view.dom));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement !== globalThis.view.dom));
});

const wired = (words) => text(words, { type: 'provenance', attrs: { item: 'sahil:41', source: 'وكالة الساحل' } });
const STORY = {
  ar: doc(
    p(text('مرسى النور', 'strong'), ' – عند السادسة من صباح الثلاثاء أفرغت السفينة «ريح الشمال» أول حمولة قمح تصل إلى المرفأ منذ منتصف كانون الثاني/يناير.'),
    p(wired('وبحسب سلطة المرافئ، دخلت المرفأ 38 سفينة في الأسبوع الأخير من شباط/فبراير، مقابل 57 في الأسبوع نفسه من العام الماضي.')),
    h(2, 'تعويض على الورق'),
    p('يستغرق صرف التعويض بين 10-15 يومًا بعد اكتمال الملف, وفق ', text('لائحة الصندوق', { type: 'link', attrs: { href: 'https://example.org/' } }), ' المنشورة.'),
    node('pull_quote', node('pull_text', '«قالوا لنا: عودوا إلى البحر. بأي شباك نعود؟»'), node('attribution', 'حسن البحّار، صياد من الحي القديم')),
    { type: 'picture', attrs: { media: ID, alt: null, caption: 'صياد يصلح شباكه على الرصيف الثالث', layout: 'column' } },
    node('bullet_list', node('list_item', p('الرصيف الشمالي'), node('ordered_list', node('list_item', p('رافعتان'))))),
    node('quotation', p('لم يصلنا شيء بعد.'), node('attribution')),
    node('fact_box', node('fact_title', 'الصندوق في أرقام'), p('أُنشئ قبل عام، وتلقى 600 طلب.')),
    node('key_points', node('key_point', 'عادت ثلثا الحركة.'), node('key_point', 'الصيادون ينتظرون.')),
    { type: 'table', attrs: { caption: 'السفن' }, content: [node('table_row', node('table_header', p('الشهر')), node('table_header', p('السفن'))), node('table_row', node('table_cell', p('شباط')), node('table_cell', p('38')))] },
    { type: 'related', attrs: { article: ARTICLES[1].id } },
    { type: 'embed', attrs: { url: 'https://youtu.be/x', provider: 'youtube', title: 'المرفأ من الجو' } },
    { type: 'horizontal_rule' },
    p('Reuters-style English paragraph inside, with عربي.'),
    node('gallery', { type: 'picture', attrs: { media: ID, alt: 'صورة', caption: null, layout: 'column' } }, { type: 'picture', attrs: { media: ID, alt: null, caption: null, layout: 'column' } }),
    p('ولم يردّ مدير الصندوق.'),
  ),
  en: doc(
    p(text('Marsa al-Nur', 'strong'), ' – At six on Tuesday morning the ship unloaded the first wheat to reach the harbour since January.'),
    p(wired('The ports authority counted 38 ships in the last week of February.')),
    h(2, 'Paid on paper'),
    p('The fund answered  nobody.'),
    node('quotation', p('Go back to sea, they said.'), node('attribution', 'Hasan, a fisherman')),
    { type: 'picture', attrs: { media: ID, alt: null, caption: null, layout: 'wide' } },
    { type: 'related', attrs: { article: ARTICLES[2].id } },
    p('عربي في النص الإنجليزي'),
  ),
};

const PAID = 'The fund answered  nobody.';
const WAITS = 'يستغرق صرف التعويض بين 10-15 يومًا بعد اكتمال الملف, وفق لائحة الصندوق المنشورة.';
const SLIPS = {
  ar: [[3, slip(WAITS, ',', 'latin_sign', '،')]],
  en: [[3, slip(PAID, '  ', 'doubled_space', ' ')]],
};

const documents = {};

for (const language of ['ar', 'en']) {
  test(`nothing is wrong with the editor for anybody, narrow and wide, light and dark: ${language}`, async () => {
    const opened = await site.page(1280, { lang: language });
    const found = [];
    for (const width of [1280, 360]) {
      for (const colorScheme of ['light', 'dark']) {
        await opened.setViewportSize({ width, height: width < 600 ? 740 : 900 });
        await opened.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await opened.mount(STORY[language]);
        await told(opened, STORY[language], ...SLIPS[language]);
        await opened.locator('.hint-here').first().waitFor();
        await opened.locator('.note').first().waitFor();
        await opened.locator('.ruled.lacks').first().waitFor();
        const look = async (name) => {
          found.push(...(await axe(opened)).map((violation) => `${language} ${name}, ${width} px, ${colorScheme}: ${violation}`));
          const wide = await opened.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${language} ${name} is ${wide} px wide at ${width}`);
        };
        await look('text');
        await screenshot(opened, `editor-${language}-${width}-${colorScheme}`, { fullPage: true });
        documents[`${language} ${width}`] = await opened.content();
        await opened.evaluate(() => globalThis.editor.goTo(0));
        await opened.keyboard.press('Home');
        await opened.keyboard.press('Enter');
        await opened.keyboard.press('ArrowUp');
        await opened.keyboard.type('/');
        await opened.locator('.menu:visible').waitFor();
        await look('menu');
        await screenshot(opened, `editor-menu-${language}-${width}-${colorScheme}`);
        await opened.keyboard.press('Escape');
        await opened.keyboard.press('Control+K');
        await opened.locator('.popover').waitFor();
        await look('link');
        await screenshot(opened, `editor-link-${language}-${width}-${colorScheme}`);
        await opened.keyboard.press('Escape');
      }
    }
    assert.deepEqual(found, []);
    assert.deepEqual(opened.complaints, []);
  });
}

test('on a telephone the tools stand at the foot, and one of them opens everything', async () => {
  const words = await sentences('ar');
  const phone = await site.page(360);
  await phone.mount(doc(p()));
  const foot = phone.locator('.foot-bar');
  assert.deepEqual(await foot.getByRole('button').allInnerTexts(), ['insert', 'picture', 'heading', 'strong', 'link', 'details'].map((id) => words[`foot_${id}`]));
  assert.equal((await foot.boundingBox()).height, 57);
  await foot.getByRole('button', { name: words.foot_insert }).click();
  await phone.locator('.option', { hasText: words.fact_box }).click();
  assert.equal((await phone.blocks())[0].type, 'fact_box');
  await foot.getByRole('button', { name: words.foot_details }).click();
  assert.deepEqual(await phone.evaluate(() => globalThis.asked), [['details']]);
  const slipped = 'بين 10-15 يومًا, ثم ، قال';
  await phone.mount(doc(p(slipped)));
  await told(phone, doc(p(slipped)), [0, slip(slipped, ',', 'latin_sign', '،'), slip(slipped, ' ', 'space_before', '', { nth: 3 })]);
  await phone.locator('.body > .note').waitFor();
  assert.equal(await phone.locator('.body > .note').count(), 1);
  assert.match(await phone.locator('.body > .note').innerText(), /وغيره في هذه الفقرة: 2/);
});

test('a text that may only be read has no tools and no caret', async () => {
  await page.mount(doc(p('للقراءة')), { readOnly: true });
  assert.equal(await page.locator('[role=toolbar]').count(), 0);
  assert.equal(await page.locator('.ProseMirror').getAttribute('contenteditable'), 'false');
});

test('the HTML is valid', async () => {
  assert.deepEqual(await vnu(documents), []);
});
