// The room of the fronts as curators meet it: places by keyboard, by dragging and by forms alone;
// words, boost, undo; the preview is the page, and publishing shows it to readers at once.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browser, screenshot } from './harness/browser.mjs';
import { axe, vnu } from './harness/checks.mjs';
import { choose, isShown } from './harness/chooser.mjs';
import { looker } from './harness/look.mjs';
import { ownSite } from './harness/site.mjs';

const { origin, link, stop } = await ownSite();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

const { look, documents } = looker('room');
const desk = await chromium.page(1280, { lang: 'ar' });
await desk.goto(link);
await desk.fill('#email', 'layla@marsa.example');
await desk.fill('#password', 'تمشي القافلة ليلاً');
await desk.click('button.primary');

const top = (page) => page.locator('.slots[data-container="top"] > [data-article]');
const headlines = async (page) => (await top(page).locator('.headline').allInnerTexts()).map((text) => text.trim());
const says = (page) => page.locator('#front-says').innerText();

/** Does something and waits for the page that answers it. */
async function answered(page, act) {
  const mark = await page.evaluate(() => document.querySelector('#front').dataset.revision);
  await act();
  await page.waitForFunction((mark) => document.querySelector('#front').dataset.revision !== mark, mark);
}

test('a place is given by keyboard, step by step, and each step is said', async () => {
  await desk.goto('/newsroom/fronts');
  const before = await headlines(desk);
  assert.equal(before.length, 6);
  await top(desk).nth(3).locator('.handle').focus();
  await desk.keyboard.press('Space');
  assert.match(await says(desk), /المكان 4 من 6/);
  await desk.keyboard.press('ArrowUp');
  await desk.keyboard.press('ArrowUp');
  assert.match(await says(desk), /المكان 2 من 6/);
  assert.match(await desk.locator('.landing').innerText(), /المكان 2/);
  await desk.keyboard.press('Escape');
  assert.match(await says(desk), /عاد/);
  assert.equal(await desk.locator('.landing').count(), 0);
  await desk.keyboard.press('Space');
  await desk.keyboard.press('ArrowUp');
  await desk.keyboard.press('ArrowUp');
  await answered(desk, () => desk.keyboard.press('Space'));
  assert.match(await says(desk), /وُضع/);
  const now = await headlines(desk);
  assert.equal(now[1], before[3]);
  const focused = await desk.evaluate(() => document.activeElement.closest('[data-article]')?.dataset.place);
  assert.equal(focused, '1', 'the focus stays with what was moved');
  // Alt and an arrow move by one; letters boost and let go; the steps come back.
  await answered(desk, () => desk.keyboard.press('Alt+ArrowUp'));
  assert.equal((await headlines(desk))[0], before[3]);
  await answered(desk, () => desk.keyboard.press('b'));
  assert.match(await top(desk).first().locator('.states').innerText(), /معزّز/);
  await answered(desk, () => desk.keyboard.press('Control+z'));
  await answered(desk, () => desk.keyboard.press('Control+z'));
  assert.deepEqual(await headlines(desk), now);
  await answered(desk, () => desk.keyboard.press('Control+Shift+z'));
  assert.equal((await headlines(desk))[0], before[3]);
});

test('an article is dragged from those that may come, and given words of the front', async () => {
  // In view together with the place: dragging starts where the pointer is after any scrolling.
  const row = desk.locator('.pool-row').nth(1);
  const headline = (await row.locator('.headline').innerText()).trim();
  await answered(desk, () => row.dragTo(top(desk).nth(2), { targetPosition: { x: 200, y: 4 } }));
  assert.equal((await headlines(desk))[2], headline);
  await top(desk).nth(2).locator('.handle').focus();
  await desk.keyboard.press('h');
  assert.equal(await desk.evaluate(() => document.activeElement.name), 'headline');
  await desk.keyboard.insertText('عنوان للواجهة وحدها');
  await answered(desk, () => desk.keyboard.press('Enter'));
  assert.equal((await headlines(desk))[2], 'عنوان للواجهة وحدها');
  assert.match(await top(desk).nth(2).innerText(), new RegExp(headline.slice(0, 12)));
  await look(desk, 'front');
});

test('what is previewed is published at once, sombre too', async () => {
  await answered(desk, () => desk.click('button[value=sombre]'));
  await desk.goto((await desk.locator('a[href*="/preview"]').getAttribute('href')) ?? '');
  const draft = desk.frameLocator('iframe.desk');
  assert.match(await draft.locator('.lead-package').innerText(), /عنوان للواجهة وحدها/);
  assert.equal(await draft.locator('body').getAttribute('class'), 'sombre');
  await look(desk, 'front-preview');
  const reader = await chromium.page(1280, { lang: 'ar' });
  await reader.goto('/');
  assert.equal(await reader.locator('body.sombre').count(), 0);
  await desk.goto('/newsroom/fronts');
  await answered(desk, () => desk.keyboard.press('Control+Enter'));
  assert.match(await desk.locator('[role=status].said').innerText(), /نُشرت/);
  await reader.reload();
  assert.equal(await reader.locator('body.sombre').count(), 1);
  assert.match(await reader.locator('.lead-package').innerText(), /عنوان للواجهة وحدها/);
  for (const colorScheme of ['light', 'dark']) {
    await reader.emulateMedia({ colorScheme });
    assert.deepEqual(await axe(reader), []);
    await screenshot(reader, `front-sombre-${colorScheme}`);
  }
  await reader.context().close();
});

test('two who curate at once are told of each other, and the step is taken again', async () => {
  const other = await desk.context().newPage();
  await other.goto('/newsroom/fronts');
  await desk.goto('/newsroom/fronts');
  await answered(other, () => other.click('button[value=plain]'));
  await top(desk).nth(4).locator('.handle').focus();
  await answered(desk, () => desk.keyboard.press('p'));
  assert.match(await desk.locator('[role=alert]').innerText(), /لم يضِع شيء/);
  assert.equal(await desk.locator('button[value=plain]').getAttribute('aria-pressed'), 'true', 'the draft as it is now');
  await answered(desk, () => desk.click('.pending button'));
  assert.match(await top(desk).nth(4).locator('.states').innerText(), /مثبّت/);
  await other.close();
});

test('without a script and on a telephone everything is done by forms', async () => {
  const context = await desk.context().browser().newContext({
    baseURL: origin,
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: false,
    storageState: await desk.context().storageState(),
  });
  const phone = await context.newPage();
  await phone.goto('/newsroom/fronts');
  const row = phone.locator('.pool-row').nth(8);
  const headline = (await row.locator('.headline').innerText()).trim();
  await row.locator('a.verb').click();
  await top(phone).nth(1).locator('button[value=put]').click();
  assert.equal((await headlines(phone))[1], headline);
  await top(phone).nth(1).locator('summary').click();
  await top(phone).nth(1).locator('[name=until]').fill('2026-01-01T10:00');
  await top(phone).nth(1).locator('form:has([value=until]) button').click();
  assert.match(await phone.locator('[role=alert]').innerText(), /مضى/);
  await top(phone).nth(1).locator('summary').click();
  await top(phone).nth(1).locator('button[value=release]').click();
  assert.notEqual((await headlines(phone))[1], headline);
  await phone.locator('button[value=publish]').click();
  assert.ok(await phone.locator('[role=status].said').isVisible());
  await phone.locator('a[href*="/history"]').click();
  assert.equal(await phone.locator('.versions > li').count(), 2);
  await phone.locator('.versions > li').last().locator('button').click();
  assert.equal(await phone.locator('button[value=sombre]').getAttribute('aria-pressed'), 'true');
  await context.close();
});

test('bar, placements, pages and menus are looked at in every form', async () => {
  for (const language of ['en', 'ar']) {
    await desk.goto('/newsroom/account');
    await desk.click(`button[value=${language}]`);
    await desk.goto('/newsroom/fronts/breaking');
    await desk.fill('#text', language === 'ar' ? 'عودة العبّارة بعد توقف يومين' : 'The ferry runs again');
    await desk.click('button[value=see]');
    assert.match(await desk.frameLocator('iframe.desk').locator('.breaking').innerText(), language === 'ar' ? /العبّارة/ : /ferry/);
    await look(desk, 'breaking');
    await desk.goto('/newsroom/fronts/placements/new');
    await look(desk, 'placement');
    await desk.fill('#text', 'معرض الكتاب في عين الصفا');
    const picture = await choose(desk, 'picture', 1);
    await desk.click('button[value=see]');
    assert.equal(await desk.inputValue('#picture'), picture);
    await isShown(desk, 'picture');
    await look(desk, 'placement-picture');
    await desk.click('button[value=save]');
    await look(desk, 'placements');
    await desk.goto('/newsroom/fronts/pages');
    await look(desk, 'pages');
    await desk.locator('.rows a.what').first().click();
    assert.equal(await desk.locator('.said.warn').count(), 0, 'nothing of the page would be lost');
    await look(desk, 'page');
    await desk.goto('/newsroom/fronts/menus');
    await look(desk, 'menus');
  }
});

test('the room speaks both languages, and its pages are valid', async () => {
  await desk.goto('/newsroom/account');
  await desk.click('button[value=en]');
  await desk.goto('/newsroom/fronts');
  await desk.locator('.slots [data-article] summary').first().click();
  await look(desk, 'front');
  await desk.locator('.pool-row a.verb').first().click();
  await desk.waitForSelector('.placing');
  await look(desk, 'front-placing');
  await desk.goto((await desk.locator('a[href*="/history"]').getAttribute('href')) ?? '');
  await look(desk, 'front-history');
  assert.deepEqual(await vnu(documents), []);
  const complaints = desk.complaints.filter((text) => !/status of (403|404|409|422)/.test(text));
  assert.deepEqual(complaints, []);
});
