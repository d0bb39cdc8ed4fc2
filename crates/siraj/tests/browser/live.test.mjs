// A live article as readers and its newsroom meet it: posts come behind a button, nothing moves, a
// broken line loses nothing; narrow and wide, light and dark, in both languages.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browser } from './harness/browser.mjs';
import { vnu } from './harness/checks.mjs';
import { choose, isInReach, isShown, takeAway } from './harness/chooser.mjs';
import { looker } from './harness/look.mjs';
import { ownSite } from './harness/site.mjs';

const { origin, link, stop } = await ownSite();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

const { look, documents } = looker('live');
const desk = await chromium.page(1280, { lang: 'ar' });
const reader = await chromium.page(360, { lang: 'ar' });
let article;
let room;

async function addressOf(feed, words) {
  const { items } = await (await fetch(origin + feed)).json();
  return items.find((item) => item.title.includes(words)).url.replace(origin, '');
}

test('readers see what runs and what has ended', async () => {
  article = await addressOf('/marsa/feed.json', 'ندى');
  await reader.goto(article);
  assert.equal(await reader.locator('.post').count(), 15);
  assert.match(await reader.locator('.coverage-state').innerText(), /مباشر/);
  const data = await reader.locator('script[type="application/ld+json"]').first().textContent();
  const live = JSON.parse(data);
  assert.equal(live['@type'], 'LiveBlogPosting');
  assert.ok(live.coverageStartTime && !live.coverageEndTime && live.liveBlogUpdate.length > 5);
  await look(reader, 'page');
  const ended = await addressOf('/en/sawahil/feed.json', 'drainage');
  await reader.goto(ended);
  assert.match(await reader.locator('.coverage-state').innerText(), /ended/);
  await look(reader, 'ended');
  const short = (await reader.locator('.post .when').last().getAttribute('href')).replace(origin, '');
  await reader.goto(short);
  assert.equal(new URL(reader.url()).hash, '#post-1');
});

test('the room takes a post by keyboard and readers are offered it without a jump', async () => {
  await desk.goto(link);
  await desk.fill('#email', 'layla@marsa.example');
  await desk.fill('#password', 'تمشي القافلة ليلاً');
  await desk.click('button.primary');
  const short = /\/(\d[0-9a-z]{7})\//.exec(article)[1];
  room = `/newsroom/articles/${short}/live`;
  await desk.goto(room);
  await look(desk, 'room');
  await reader.clock.install();
  await reader.setViewportSize({ width: 360, height: 740 });
  await reader.goto(article);
  await reader.evaluate(() => scrollTo(0, 1500));
  await desk.setViewportSize({ width: 1280, height: 900 });
  await desk.fill('#new-text', 'عاد التيار إلى حيّ المنارة.');
  await desk.press('#new-text', 'Control+Enter');
  await desk.locator('.own-post', { hasText: 'عاد التيار' }).waitFor();
  assert.equal(await desk.inputValue('#new-text'), '');
  const before = await reader.evaluate(() => scrollY);
  await reader.clock.runFor(31_000);
  const button = reader.locator('.fresh button');
  await button.waitFor({ state: 'visible' });
  assert.equal((await button.innerText()).trim(), 'مدخل جديد');
  assert.equal(await reader.evaluate(() => scrollY), before, 'nothing moved');
  assert.equal(await reader.locator('.post').count(), 15);
  await button.click();
  assert.equal(await reader.locator('.post').count(), 16);
  assert.match(await reader.locator('.post').first().innerText(), /عاد التيار/);
  await reader.locator('.fresh button').waitFor({ state: 'hidden' });
});

test('a broken line keeps the post and sends it once when the line is back', async () => {
  await desk.context().setOffline(true);
  await desk.fill('#new-text', 'كُتب هذا بلا اتصال.');
  await desk.press('#new-text', 'Control+Enter');
  await desk.locator('.outbox li').waitFor();
  await desk.fill('#new-text', 'وهذا لم يكتمل');
  await desk.context().setOffline(false);
  await desk.locator('.own-post', { hasText: 'بلا اتصال' }).waitFor();
  assert.equal(await desk.locator('.own-post', { hasText: 'بلا اتصال' }).count(), 1);
  assert.equal(await desk.locator('.outbox li').count(), 0);
  await desk.reload();
  assert.equal(await desk.inputValue('#new-text'), 'وهذا لم يكتمل', 'the draft outlives the page');
});

test('what is refused stays with its reason', async () => {
  await desk.fill('#new-text', '# عنوان لا يُقبل');
  await desk.press('#new-text', 'Control+Enter');
  const row = desk.locator('.outbox li');
  await row.locator('.state.stop').waitFor();
  assert.match(await row.innerText(), /فقرات/);
  await row.locator('button', { hasText: 'أعِده' }).click();
  assert.match(await desk.inputValue('#new-text'), /عنوان لا يُقبل/);
  await desk.fill('#new-text', '');
});

test('a picture is chosen by keyboard, outlives the page, is posted and taken away again', async () => {
  for (const language of ['en', 'ar']) {
    await desk.goto('/newsroom/account');
    await desk.click(`button[value=${language}]`);
    await desk.goto(room);
    const words = language === 'ar' ? 'صورة من الرصيف.' : 'A picture from the quay.';
    await desk.fill('#new-text', words);
    await desk.locator('.live-new .field-more summary').click();
    const chosen = await choose(desk, 'new-picture', 1);
    await isInReach(desk, 'new-picture');
    await look(desk, 'picture-chosen');
    await desk.reload();
    assert.equal(await desk.inputValue('#new-picture'), chosen, 'the draft has its picture');
    await isShown(desk, 'new-picture');
    await desk.press('#new-text', 'Control+Enter');
    const post = desk.locator('.own-post', { hasText: words });
    await post.waitFor();
    assert.equal(await desk.inputValue('#new-picture'), '');
    await desk.locator('.live-new .picture-field img').waitFor({ state: 'hidden' });
    const id = await post.getAttribute('id');
    await reader.goto(article);
    assert.equal(await reader.locator(`#${id} img`).count(), 1, 'readers see it');
    await post.locator('a[href*="open=change"]').click();
    await isShown(desk, 'change-picture');
    assert.equal(await desk.inputValue('#change-picture'), chosen);
    await takeAway(desk, 'change-picture');
    await look(desk, 'picture-taken-away');
    await desk.click('button[value=change]');
    await desk.waitForURL((url) => !url.search.includes('open='));
    await reader.goto(article);
    assert.equal(await reader.locator(`#${id} img`).count(), 0, 'readers see it no more');
  }
});

test('a post is changed, corrected and removed, in both languages', async () => {
  await desk.locator('.own-post a', { hasText: 'عدّل' }).first().click();
  await look(desk, 'change');
  await desk.goto(`${room}?open=remove&post=2#open`);
  await look(desk, 'remove');
  await desk.goto('/newsroom/account');
  await desk.click('button[value=en]');
  await desk.goto(room);
  await look(desk, 'room');
});

test('every room and page is valid HTML', async () => {
  assert.deepEqual(await vnu(documents), []);
});
