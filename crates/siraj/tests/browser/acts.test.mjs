// What is done with an article, as people do it: the panel with its checklist, a correction, a
// withdrawal, the bin, the preview on every kind of screen, a link for somebody outside; with the
// keyboard, without script, narrow and wide, light and dark, in both languages.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browser, thirdParties } from './harness/browser.mjs';
import { vnu } from './harness/checks.mjs';
import { ask } from './harness/lasting.mjs';
import { looker } from './harness/look.mjs';
import { ownSite } from './harness/site.mjs';

const { origin, link, stop } = await ownSite();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

const EMAIL = 'layla@marsa.example';
const PASSWORD = 'تمشي القافلة ليلاً';
const { look, documents } = looker('acts');
const desk = await chromium.page(1280, { lang: 'ar' });
const plain = await chromium.page(360, { lang: 'ar', js: false });
const stranger = await chromium.page(360, { lang: 'en' });
let short;

const speaks = (language) => desk.request.post('/newsroom/account/language', { form: { language }, headers: { 'sec-fetch-site': 'same-origin' } });
const room = (end) => `/newsroom/articles/${short}${end}`;

/** Looks at one of the article's rooms in both languages; Arabic is spoken afterwards. */
async function lookInBoth(end, name) {
  for (const language of ['en', 'ar']) {
    await speaks(language);
    await desk.goto(room(end));
    await look(desk, name);
  }
}

async function draft(fields) {
  // A preview's own policy lets nothing be asked.
  await desk.goto('/newsroom/account');
  const begun = await ask(desk, 'POST', '/articles', {
    edition: 'ar',
    section: 'ports',
    headline: 'الجابري يفتح المرفأ الشرقي قبل موعده',
    dateline: { place: 'سرو' },
    body: { format: 'markdown', text: 'فتحت اللجنة المرفأ الشرقي صباح اليوم.\n\nوقال وائل الجابرى إن الرصيف جاهز.' },
    ...fields,
  });
  return begun.short_id;
}

test('the panel tells what stops an article and lets it be put right there', async () => {
  await desk.goto(link);
  await desk.fill('#email', EMAIL);
  await desk.fill('#password', PASSWORD);
  await desk.click('button.primary');
  short = await draft({});
  await lookInBoth('/publish', 'publish-stopped');
  const first = desk.locator('[data-primary]');
  assert.equal(await first.getAttribute('aria-disabled'), 'true');
  assert.ok(await desk.locator('#why-first').isVisible(), 'the reason stands beside the button');
  // It is named disabled to those who hear it, and pressed all the same.
  await first.click({ force: true });
  assert.equal(await desk.evaluate(() => document.activeElement.name), 'value', 'it leads to what stops it');
  // The keyboard goes from one repair to the next.
  await desk.keyboard.press('F8');
  await desk.keyboard.press('Shift+Tab');
  await desk.locator('.checks .blocks button').click();
  assert.equal(await desk.locator('.checks .blocks').count(), 0);
  await desk.fill('.checks .warns textarea', 'بعد أسبوعين من الإصلاح.');
  await desk.locator('.checks .warns form button').first().click();
  await desk.locator('.checks .warns [form]').first().click();
  assert.equal(await desk.locator('.checks .warns').count(), 0);
  assert.ok(!(await desk.content()).includes('الجابرى'));
  await lookInBoth('/publish', 'publish-ready');
});

test('publishing is one key, and the page then says where the article is', async () => {
  await desk.goto(room('/publish'));
  await desk.keyboard.press('Control+Enter');
  await desk.waitForURL(/done=publish/);
  const address = await desk.locator('a.address').getAttribute('href');
  assert.equal((await stranger.goto(address)).status(), 200);
  await lookInBoth('/publish', 'publish-out');
});

test('a correction is seen while it is written and stands in public at once', async () => {
  await lookInBoth('/correct', 'correct');
  await desk.fill('#text', 'كتبنا أن المرفأ أُغلق، وهو مفتوح.');
  assert.ok(await desk.locator('.as-seen').isVisible());
  await desk.check('#kind-clarification');
  assert.match(await desk.locator('[data-seen-label]').innerText(), /توضيح/);
  await look(desk, 'correct-written');
  await desk.click('button.primary');
  await desk.waitForURL(/done=corrected/);
  await stranger.reload();
  assert.match(await stranger.locator('.correction').innerText(), /وهو مفتوح/);
});

test('the preview shows the text on every kind of screen', async () => {
  for (const form of ['reader', 'phone', 'print', 'card']) await lookInBoth(`/preview?as=${form}`, `preview-${form}`);
  await desk.goto(room('/preview?as=phone&theme=dark'));
  const frame = desk.frameLocator('iframe');
  await frame.locator('.strip').waitFor();
  assert.equal(await frame.locator('html').getAttribute('data-theme'), 'dark');
  assert.equal(await desk.locator('iframe').evaluate((frame) => frame.clientWidth), 360);
  await desk.goto(room('/preview/page?as=print'));
  assert.ok(await desk.locator('.print-head').isVisible(), 'what is printed is seen');
  assert.ok(!(await desk.locator('.masthead').isVisible()));
});

test('a link shows a draft to somebody without an account until it is ended', async () => {
  short = await draft({ headline: 'مسودة للمحامي' });
  await lookInBoth('/share', 'share');
  await desk.fill('#reader', 'المحامية نادين خوري');
  await desk.click('button.primary');
  await look(desk, 'share-made');
  const secret = await desk.locator('.secret').innerText();
  await stranger.goto(secret);
  assert.match(await stranger.locator('.strip').innerText(), /نادين خوري/);
  await look(stranger, 'shared');
  await desk.goto(room('/share'));
  await desk.locator('.rows button').click();
  assert.ok(await desk.locator('[role=status]').isVisible());
  assert.equal((await stranger.goto(secret)).status(), 410);
  await look(stranger, 'share-over');
});

test('a translation stands beside its source, and tells when that has changed', async () => {
  short = await draft({ headline: 'مقال يُترجم', bylines: [{ guest: 'سامر عون', role: 'writing' }], standfirst: 'جملة.' });
  await lookInBoth('/translate', 'translate-none');
  await desk.locator('button[value=begin]').click();
  await desk.waitForURL(/done=begin/);
  const begun = desk.url().split('/').at(-2);
  const source = await ask(desk, 'GET', `/articles/${short}`);
  const text = { ...source.manuscript, base: source.head.id, headline: 'مقال تُرجم ثم تغيّر' };
  await ask(desk, 'PUT', `/articles/${short}`, text);
  short = begun;
  await lookInBoth('/translate', 'translate-changed');
  assert.match(await desk.locator('.difference ins').first().innerText(), /تُرجم/);
  await desk.locator('button[value=level]').click();
  assert.equal(await desk.locator('.difference').count(), 0);
  await lookInBoth('/translate', 'translate-level');
});

test('everything is done without a script too, on a telephone', async () => {
  short = await draft({});
  const { cookies } = await desk.context().storageState();
  await plain.context().addCookies(cookies);
  await plain.goto(room('/publish'));
  await plain.locator('.checks .blocks button').click();
  await plain.locator('.later').nth(0).locator('summary').click();
  await plain.locator('button[value=schedule]').click();
  assert.match(await plain.locator('.held').first().innerText(), /سيُنشر/);
  await plain.locator('button[value=unschedule]').click();
  await plain.goto(room('/bin'));
  await plain.locator('button[value=bin]').click();
  assert.match(await plain.locator('h1').innerText(), /السلة/);
  await plain.locator('button[value=back]').click();
  await plain.goto(room('/publish'));
  await plain.locator('button[value=publish]').click();
  assert.match(plain.url(), /done=publish/);
  await plain.goto(room('/withdraw'));
  await plain.fill('#notice', 'سُحب المقال لأن مصدره تراجع عن قوله.');
  await plain.locator('button.stop').click();
  assert.match(await plain.locator('h1').innerText(), /سُحب/);
});

test('the bin, a withdrawal and what is withdrawn look right in both languages', async () => {
  await lookInBoth('/withdraw', 'withdrawn');
  short = await draft({ headline: 'مسودة للسلة' });
  await lookInBoth('/bin', 'bin');
  await desk.locator('button[value=bin]').click();
  await lookInBoth('/bin', 'binned');
  short = await draft({ bylines: [], dateline: { place: 'سرو', sources: ['siraj-network'] } });
  await ask(desk, 'POST', `/articles/${short}/publication`, { revision: (await ask(desk, 'GET', `/articles/${short}`)).head.id, kind: 'first' });
  await lookInBoth('/withdraw', 'withdraw');
});

test('the pages are valid, ask nobody else, and complain of nothing', async () => {
  assert.deepEqual(await vnu(documents), []);
  for (const page of [desk, plain, stranger]) assert.deepEqual(thirdParties(page, origin), []);
  assert.deepEqual(desk.complaints, []);
});
