// The writing page on bad lines and with bad luck: the server dies, the line goes, the session
// ends, the browser's store is full, answers come late, twice or never, two people and two
// windows write the same text. Not a word is lost, and the page says how the text stands.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser } from './harness/browser.mjs';
import { vnu } from './harness/checks.mjs';
import { looker } from './harness/look.mjs';
import { api, comeIn, invite, lastingSite, signIn, speak } from './harness/lasting.mjs';

const site = await lastingSite();
const chromium = await browser(site.origin);
after(async () => {
  await chromium.close();
  await site.stop();
});

const LAYLA = 'layla@marsa.example';
const MAHA = 'maha@marsa.example';
const { look, documents } = looker('room', /<svg[\s\S]*?<\/svg>/g);
let layla;
let maha;

const standing = (page, name) => page.locator(`#saved.${name}`).waitFor({ timeout: 30_000 });
const stored = async (page, article) => (await api(page, 'GET', `/articles/${article.id}?text=prosemirror`)).told;
const words = (told) => JSON.stringify(told.manuscript.body);

/** A new article of the Arabic edition, with a text that can be published. */
async function begin(page, lines = ['الفقرة الأولى من الخبر.', 'الفقرة الثانية من الخبر.', 'الفقرة الثالثة من الخبر.'], edition = 'ar') {
  if (!page.url().startsWith('http')) await page.goto('/newsroom/account');
  const sections = (await api(page, 'GET', '/sections')).told.items;
  const editions = (await api(page, 'GET', '/settings/editions')).told.items;
  const own = editions.find((one) => one.language === edition);
  const section = sections.find((one) => one.edition === own.id);
  const { status, told } = await api(page, 'POST', '/articles', {
    edition,
    section: section.id,
    headline: edition === 'ar' ? 'مرفأ مرسى النور يستعيد حركته' : 'Marsa al-Nur harbour moves again',
    standfirst: edition === 'ar' ? 'بعد ستة أسابيع من الإغلاق عادت السفن.' : 'Ships are back after six weeks.',
    body: { format: 'markdown', text: lines.join('\n\n') },
  });
  assert.equal(status, 201, JSON.stringify(told));
  return told;
}

async function open(page, article) {
  await page.goto(`/newsroom/articles/${article.short_id}`);
  await page.locator('.ProseMirror').waitFor();
}

/** Writes at the end of the text. */
async function write(page, text) {
  await page.locator('.ProseMirror').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

before(async () => {
  layla = await chromium.page(1280, { lang: 'ar' });
  await comeIn(layla, site.link, LAYLA);
  const link = await invite(layla, 'مها العطّار', 'Maha al-Attar', 'editor');
  maha = await chromium.page(1280, { lang: 'ar' });
  await comeIn(maha, link, MAHA);
});

test('what is typed is saved by itself, and the page says so', async () => {
  const article = await begin(layla);
  await open(layla, article);
  await layla.fill('#headline', 'مرفأ مرسى النور يستعيد ثلثي حركته');
  await write(layla, ' وعاد الصيادون إلى البحر.');
  await standing(layla, 'saved');
  await layla.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector('#saved').textContent));
  const told = await stored(layla, article);
  assert.equal(told.manuscript.headline, 'مرفأ مرسى النور يستعيد ثلثي حركته');
  assert.match(words(told), /وعاد الصيادون إلى البحر/);
  // Ctrl+S saves at once, whatever the keyboard's language.
  await write(layla, ' أخيرًا');
  await layla.keyboard.press('Control+s');
  await standing(layla, 'saved');
  assert.match(words(await stored(layla, article)), /أخيرًا/);
});

test('details are chosen, saved, and told where they are wrong', async () => {
  const article = await begin(layla);
  await open(layla, article);
  await layla.selectOption('#format', 'analysis');
  await layla.fill('#place', 'مرسى النور');
  await layla.fill('#guest', 'نور الهادي');
  await layla.keyboard.press('Enter');
  assert.match(await layla.locator('#bylines').innerText(), /نور الهادي/);
  await layla.selectOption('#bylines select', 'photographs');
  await standing(layla, 'saved');
  const told = await stored(layla, article);
  assert.equal(told.manuscript.format, 'analysis');
  assert.equal(told.manuscript.dateline.place, 'مرسى النور');
  assert.deepEqual(told.manuscript.bylines, [{ guest: 'نور الهادي', role: 'photographs' }]);
  await layla.fill('#slug', 'هذا ليس مسارًا !!');
  await standing(layla, 'refused');
  assert.ok(await layla.locator('#slug-wrong').isVisible());
  assert.equal(await layla.getAttribute('#slug', 'aria-invalid'), 'true');
  await layla.fill('#slug', 'مرفأ-مرسى-النور');
  await standing(layla, 'saved');
  assert.ok(await layla.locator('#slug-wrong').isHidden());
});

test('slips are shown where they were saved, mended by one key, and kept mended', async () => {
  const article = await begin(layla, ['وصلت السفن , ثم غادرت.', 'قال "نعم" ومضى الى البحر.']);
  await open(layla, article);
  await layla.locator('.hint-here').first().waitFor();
  assert.deepEqual(await layla.locator('.hint-here').allInnerTexts(), [' ', ',', '"', '"', 'الى']);
  await layla.locator('.ProseMirror p').first().click();
  await layla.keyboard.press('Alt+Shift+Enter');
  await layla.waitForFunction(() => document.querySelectorAll('.hint-here').length === 1);
  await standing(layla, 'saved');
  const text = async () => words(await stored(layla, article));
  assert.match(await text(), /وصلت السفن، ثم غادرت\..*قال «نعم» ومضى الى البحر/);
  await layla.keyboard.press('Control+z');
  await layla.keyboard.press('Control+s');
  await standing(layla, 'saved');
  assert.match(await text(), /وصلت السفن , ثم غادرت\..*ومضى الى البحر/, 'one step is undone');
  // The headline's stand under it, with the same key.
  await layla.fill('#headline', 'المرفأ يفتح ، والصيادون "يعودون"');
  await layla.keyboard.press('Control+s');
  await layla.locator('#headline-slips .verb').first().waitFor();
  await layla.keyboard.press('Alt+Shift+Enter');
  assert.equal(await layla.inputValue('#headline'), 'المرفأ يفتح، والصيادون «يعودون»');
  assert.ok(await layla.locator('#headline-slips').isHidden());
  await layla.keyboard.press('Control+z');
  assert.equal(await layla.inputValue('#headline'), 'المرفأ يفتح ، والصيادون "يعودون"');
  await layla.keyboard.press('Control+s');
  await standing(layla, 'saved');
});

test('what was published on it goes into the text, or stands beside it as an editor decides', async () => {
  const article = await begin(layla, ['استعاد مرفأ مرسى النور حركته بعد ستة أسابيع من الإغلاق، والصيادون ينتظرون التعويض.']);
  await open(layla, article);
  await layla.locator('#like summary').click();
  await layla.locator('#like-list li').first().waitFor();
  assert.ok((await layla.locator('#like-list li').count()) <= 8);
  await look(layla, 'like');
  const first = await layla.locator('#like-list .what').first().innerText();
  await layla.locator('.ProseMirror').click();
  await layla.keyboard.press('Control+End');
  await layla.locator('#like-list .verb').first().click();
  assert.ok((await layla.locator('.ProseMirror a').allInnerTexts()).includes(first));
  await layla.locator('#like-list .verb').nth(1).click();
  assert.match(await layla.locator('.ProseMirror .related').innerText(), new RegExp(first.slice(0, 8)));
  await layla.keyboard.press('Control+s');
  await standing(layla, 'saved');
  assert.match(words(await stored(layla, article)), /article:.*"related"/);
  const row = (n) => layla.locator('#related-list li').nth(n);
  await layla.route('**/related/*', (route) => route.fulfill({ status: 422, json: { code: 'refused', detail: 'لا يُثبَّت هذا المقال.' } }), { times: 1 });
  await layla.locator('#like-list li').nth(0).locator('.verb').nth(2).click();
  await layla.locator('#related-said:has-text("لا يُثبَّت")').waitFor();
  for (const n of [0, 1]) {
    await layla.locator('#like-list li').nth(n).locator('.verb').nth(2).click();
    await row(n).getByText('مثبّت').waitFor();
  }
  const second = await row(1).locator('.what').innerText();
  await row(1).locator('.verb').first().click().then(() => row(0).getByText(second).waitFor());
  await layla.fill('#related-find', 'النجد الأعلى');
  await layla.locator('#related-find-0').waitFor();
  await layla.press('#related-find', 'Enter');
  await row(2).getByText('مثبّت').waitFor();
  await row(2).locator('.verb').last().click();
  await layla.locator('#related-banned li').waitFor();
  await look(layla, 'related');
  await layla.locator('#related-banned .verb').click();
  await layla.locator('#related-out').waitFor({ state: 'hidden' });
});

test('the server is struck down while somebody types, and has every word when it is back', async () => {
  const article = await begin(layla);
  await open(layla, article);
  await write(layla, ' قبل السقوط');
  await standing(layla, 'saved');
  await site.strike();
  await write(layla, ' وفي أثنائه');
  await standing(layla, 'kept');
  assert.match(await layla.locator('#line').innerText(), /لا اتصال/);
  await write(layla, ' وبعده');
  await site.rise();
  await standing(layla, 'saved');
  assert.match(words(await stored(layla, article)), /قبل السقوط وفي أثنائه وبعده/);
});

test('without a line the text waits here, also for the next visit', async () => {
  const article = await begin(layla);
  const other = await begin(layla);
  await open(layla, article);
  await layla.context().setOffline(true);
  await write(layla, ' من غير خط');
  await layla.fill('#headline', 'عنوان من غير خط');
  await standing(layla, 'kept');
  await layla.close();
  layla = await maha.context().browser().contexts()[0].newPage();
  await layla.context().setOffline(false);
  // Another article says that something is still here.
  await open(layla, other);
  await layla.locator(`[data-told=others] a[href$="${article.short_id}"]`).click();
  await layla.locator('[data-told=kept]').waitFor();
  await standing(layla, 'saved');
  const told = await stored(layla, article);
  assert.equal(told.manuscript.headline, 'عنوان من غير خط');
  assert.match(words(told), /من غير خط/);
  await layla.reload();
  await layla.locator('.ProseMirror').waitFor();
  assert.equal(await layla.locator('[data-told=kept], [data-told=others]').count(), 0, 'nothing is left behind');
});

test('the line comes back while the page is open', async () => {
  const article = await begin(layla);
  await open(layla, article);
  await layla.context().setOffline(true);
  await write(layla, ' انقطع');
  await standing(layla, 'kept');
  await layla.context().setOffline(false);
  await standing(layla, 'saved');
  assert.match(words(await stored(layla, article)), /انقطع/);
});

test('an answer that never came, one that came twice and one that came late lose nothing', async () => {
  const article = await begin(layla);
  await open(layla, article);
  const keys = [];
  let fate = 'lost';
  await layla.route(`**/articles/${article.id}`, async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (fate === 'lost') {
      // The server does it, and nobody hears of it.
      fate = 'twice';
      await route.fetch();
      return route.abort();
    }
    if (fate === 'twice') {
      fate = 'late';
      await route.fetch();
      return route.fulfill({ response: await route.fetch() });
    }
    const response = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    return route.fulfill({ response });
  });
  await write(layla, ' واحد');
  await standing(layla, 'kept');
  await write(layla, ' اثنان');
  await standing(layla, 'saved');
  assert.equal(keys[0], keys[1], 'the same request is asked again as it was');
  await write(layla, ' ثلاثة');
  await standing(layla, 'saving');
  await write(layla, ' أربعة');
  await layla.waitForFunction(() => document.querySelector('#saved').classList.contains('saved'));
  await layla.unroute(`**/articles/${article.id}`);
  assert.match(words(await stored(layla, article)), /واحد اثنان ثلاثة أربعة/);
});

test('a session that ended keeps the text here, and signing in elsewhere goes on without a reload', async () => {
  const article = await begin(layla);
  await open(layla, article);
  await layla.context().clearCookies();
  await write(layla, ' بعد الجلسة');
  await standing(layla, 'ended');
  const door = await layla.context().newPage();
  await signIn(door, LAYLA);
  await door.close();
  await layla.evaluate(() => dispatchEvent(new Event('focus')));
  await standing(layla, 'saved');
  assert.match(words(await stored(layla, article)), /بعد الجلسة/);
});

test('a browser that keeps nothing says so, offers the text and asks before it is closed', async () => {
  const article = await begin(layla);
  const page = await layla.context().newPage();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await open(page, article);
  await page.context().setOffline(true);
  await write(page, ' بلا مكان');
  await standing(page, 'lost');
  assert.match(await page.locator('#line').innerText(), /انسخ/);
  const asked = page.waitForEvent('dialog');
  void page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), 'beforeunload');
  await dialog.dismiss();
  await page.context().setOffline(false);
  await standing(page, 'saved');
  assert.match(words(await stored(page, article)), /بلا مكان/);
  await page.close();
});

test('of two windows of one person one writes, and the other takes over with every word', async () => {
  const article = await begin(layla);
  await open(layla, article);
  const second = await layla.context().newPage();
  await open(second, article);
  await second.locator('[data-told=window]').waitFor();
  assert.equal(await second.locator('.ProseMirror').getAttribute('contenteditable'), 'false');
  await layla.context().setOffline(true);
  await write(layla, ' من النافذة الأولى');
  await layla.context().setOffline(false);
  await second.locator('[data-told=window] button').click();
  await second.locator('.ProseMirror[contenteditable=true]').waitFor();
  await layla.locator('[data-told=window]').waitFor();
  await write(second, ' ومن الثانية');
  await standing(second, 'saved');
  assert.match(words(await stored(second, article)), /من النافذة الأولى ومن الثانية/);
  await second.close();
});

test('who comes second reads along, sees who writes, and asks for the pen', async () => {
  const article = await begin(layla);
  await open(layla, article);
  await open(maha, article);
  await maha.locator('[data-told=writer]').waitFor();
  assert.equal(await maha.locator('.ProseMirror').getAttribute('contenteditable'), 'false');
  await maha.locator('[data-told=writer] button').click();
  await layla.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await layla.locator('[data-told=asked]').waitFor();
  assert.match(await layla.locator('[data-told=asked]').innerText(), /مها العطّار/);
  await write(layla, ' قبل التسليم');
  await layla.locator('[data-told=asked] button').first().click();
  await maha.locator('.ProseMirror[contenteditable=true]').waitFor({ timeout: 15_000 });
  await maha.waitForFunction(() => document.querySelector('.ProseMirror').textContent.includes('قبل التسليم'));
  await maha.goto('/newsroom/account');
});

/** Saves in Maha's name over what is newest. */
async function mahaSaves(article, change) {
  const told = await stored(maha, article);
  const text = structuredClone(told.manuscript);
  change(text);
  const { status } = await api(maha, 'PUT', `/articles/${article.id}`, { ...text, base: told.head.id });
  assert.equal(status, 200);
}

test('texts of two people that do not collide go together by themselves', async () => {
  const article = await begin(layla);
  await open(layla, article);
  await layla.context().setOffline(true);
  await write(layla, ' من ليلى');
  await standing(layla, 'kept');
  await mahaSaves(article, (text) => {
    text.standfirst = 'مقدّمة من مها';
    text.body.document.content[0].content[0].text = 'الفقرة الأولى كما صحّحتها مها.';
  });
  await layla.context().setOffline(false);
  await layla.locator('[data-told=merged]').waitFor();
  await standing(layla, 'saved');
  assert.equal(await layla.inputValue('#standfirst'), 'مقدّمة من مها');
  const told = await stored(layla, article);
  assert.match(words(told), /صحّحتها مها/);
  assert.match(words(told), /من ليلى/);
});

test('texts that collide are chosen place by place, with the keyboard alone, and both stay', async () => {
  const article = await begin(layla);
  await open(layla, article);
  await layla.context().setOffline(true);
  await layla.fill('#headline', 'مرفأ مرسى النور والصيادون ينتظرون التعويض');
  await write(layla, ' هذا من ليلى.');
  await standing(layla, 'kept');
  await mahaSaves(article, (text) => {
    text.headline = 'مرفأ مرسى النور والصيادون يطالبون بتعويض عاجل';
    text.body.document.content[2].content[0].text = 'الفقرة الثالثة من الخبر كما كتبتها مها.';
  });
  await layla.context().setOffline(false);
  await layla.locator('#conflict:not([hidden])').waitFor();
  await standing(layla, 'conflict');
  await look(layla, 'conflict');
  assert.equal(await layla.locator('.place[role=group]').count(), 2);
  assert.equal(await layla.locator('.conflict-foot .primary').getAttribute('aria-disabled'), 'true');
  await layla.keyboard.press('F8');
  await layla.keyboard.press('1');
  await layla.keyboard.press('F8');
  await layla.keyboard.press('2');
  await layla.keyboard.press('Control+z');
  assert.match(await layla.locator('#conflict-left').innerText(), /موضع واحد/);
  await layla.keyboard.press('2');
  await layla.keyboard.press('Control+Enter');
  await layla.locator('#conflict[hidden]').waitFor({ state: 'attached' });
  await standing(layla, 'saved');
  const told = await stored(layla, article);
  assert.match(told.manuscript.headline, /ينتظرون التعويض/);
  assert.match(words(told), /كما كتبتها مها/);
  assert.doesNotMatch(words(told), /هذا من ليلى/);
  const revisions = (await api(layla, 'GET', `/articles/${article.id}/revisions`)).told.items;
  assert.ok(revisions.some((one) => JSON.stringify(one).includes('هذا من ليلى')), 'what was not chosen is in the versions');
  assert.ok(revisions.some((one) => one.manuscript.headline.includes('يطالبون بتعويض عاجل')));
});

test('one’s own text can leave a conflict as a draft of its own', async () => {
  const article = await begin(layla);
  await open(layla, article);
  await layla.context().setOffline(true);
  await layla.fill('#headline', 'عنوان ليلى');
  await standing(layla, 'kept');
  await mahaSaves(article, (text) => (text.headline = 'عنوان مها'));
  await layla.context().setOffline(false);
  await layla.locator('#conflict:not([hidden])').waitFor();
  await layla.locator('.conflict-foot .outlined').click();
  const link = layla.locator('[data-told=apart] a');
  await link.waitFor();
  assert.equal(await layla.inputValue('#headline'), 'عنوان مها');
  await link.click();
  await layla.locator('.ProseMirror').waitFor();
  assert.equal(await layla.inputValue('#headline'), 'عنوان ليلى');
});

test('a clock that is wrong, and jumps, loses nothing, and hours are the newsroom’s', async () => {
  const article = await begin(layla);
  await layla.clock.setSystemTime(Date.now() + 26 * 3600e3);
  await open(layla, article);
  const shows = async () => {
    await standing(layla, 'saving');
    await standing(layla, 'saved');
    const { at } = (await stored(layla, article)).head;
    const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Beirut' }).format(new Date(at));
    await layla.waitForFunction((hour) => document.querySelector('#saved').textContent.includes(hour), hour);
  };
  await write(layla, ' كُتب غدًا.');
  await shows();
  await layla.clock.setSystemTime(Date.now() - 26 * 3600e3);
  await write(layla, ' وكُتب أمس.');
  await shows();
  await layla.clock.setSystemTime(Date.now());
  assert.match(words(await stored(layla, article)), /كُتب غدًا\. وكُتب أمس\./);
  await layla.reload();
  await layla.locator('.ProseMirror', { hasText: 'وكُتب أمس.' }).waitFor();
  assert.equal(await layla.locator('[data-told=kept]').count(), 0);
});

test('a note stands beside its passage, follows it, and is settled there', async () => {
  const article = await begin(layla);
  await open(layla, article);
  await layla.locator('.ProseMirror p', { hasText: 'الفقرة الثانية' }).click();
  await layla.fill('#note', 'من أين هذا الرقم؟');
  await layla.locator('#note-adding button').click();
  const note = layla.locator('.margin .note', { hasText: 'من أين هذا الرقم؟' });
  await note.waitFor();
  assert.equal(await layla.inputValue('#note'), '');
  const beside = () =>
    layla.waitForFunction(() => {
      const top = (element) => element?.getBoundingClientRect().top ?? NaN;
      const passage = [...document.querySelectorAll('.ProseMirror p')].find((one) => one.textContent.startsWith('الفقرة الثانية'));
      return Math.abs(top(document.querySelector('.margin .note')) - top(passage)) < 12;
    });
  await beside();
  await look(layla, 'note');
  // What is written above it moves both.
  await layla.locator('.ProseMirror p', { hasText: 'الفقرة الأولى' }).click();
  await layla.keyboard.press('End');
  await layla.keyboard.press('Enter');
  await layla.keyboard.type('فقرة بين الأولى والثانية.');
  await beside();
  await standing(layla, 'saved');
  await layla.reload();
  await note.waitFor();
  await beside();
  await note.locator('button').click();
  await note.waitFor({ state: 'detached' });
  const notes = (await api(layla, 'GET', `/articles/${article.id}/notes`)).told.items;
  assert.equal(notes.length, 1);
  assert.ok(notes[0].settled);
});

test('versions are compared and brought back, without script too', async () => {
  const article = await begin(layla);
  await mahaSaves(article, (text) => (text.headline = 'عنوان ثانٍ من مها'));
  await layla.goto(`/newsroom/articles/${article.short_id}/versions`);
  await look(layla, 'versions');
  assert.match(await layla.locator('.passage').first().innerText(), /ثانٍ/);
  await layla.click('.comparison .act button');
  assert.ok(await layla.locator('[role=status]').first().isVisible());
  assert.equal((await stored(layla, article)).manuscript.headline, article.manuscript.headline);
});

test('the writing page is whole in both languages, on every screen, and for every reader', async () => {
  for (const language of ['ar', 'en']) {
    await speak(layla, language);
    const article = await begin(layla, undefined, language);
    await open(layla, article);
    await layla.locator('#checks li').first().waitFor();
    await look(layla, 'write');
    await layla.setViewportSize({ width: 360, height: 740 });
    await layla.locator('#strip').click();
    await look(layla, 'details', [360]);
    await layla.setViewportSize({ width: 1280, height: 900 });
  }
  await speak(layla, 'ar');
});

test('what stands on these pages is valid', async () => {
  assert.deepEqual(await vnu(documents), []);
});
