// The desk, the list of articles, search or run, keys, notes and notices as people meet them: with the
// keyboard alone, without script, narrow and wide, light and dark, in both languages.

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
const { look, documents } = looker('desk');
const page = await chromium.page(1280, { lang: 'ar' });

async function speaks(language) {
  await page.goto('/newsroom/account');
  await page.click(`button[value=${language}]`);
}

const path = () => new URL(page.url()).pathname;

let draft;

test('whoever comes in stands at their desk, which says what waits', async () => {
  await page.goto(link);
  await page.fill('#email', EMAIL);
  await page.fill('#password', PASSWORD);
  await page.click('button.primary');
  await page.click('.bar .name a');
  assert.equal(path(), '/newsroom/');
  assert.equal(await page.locator('.bar nav a').first().getAttribute('aria-current'), 'page');
  const section = (await ask(page, 'GET', '/sections')).items.find((one) => one.edition).slug;
  const text = (headline, words) => ({
    edition: 'ar', section, headline, body: { format: 'markdown', text: words },
  });
  draft = await ask(page, 'POST', '/articles', text('مرفأ مرسى النور يستعيد ثلثي حركته، والصيادون ينتظرون', 'كلمات المسودة هنا.'));
  const waits = await ask(page, 'POST', '/articles', text('الموازنة الجديدة: من يدفع ثمن رفع الدعم؟', 'نصّ كامل.'));
  await ask(page, 'POST', `/articles/${waits.id}/submission`, {});
  const at = new Date(Date.now() + 26 * 3_600_000).toISOString();
  const signed = { bylines: [{ guest: 'نور الهادي', role: 'writing' }] };
  const later = await ask(page, 'POST', '/articles', { ...text('صباح الأربعاء: ما ينبغي أن تعرفه', 'موجز.'), ...signed });
  await ask(page, 'PUT', `/articles/${later.id}/schedule`, { at });
  for (const language of ['en', 'ar']) {
    await speaks(language);
    await page.goto('/newsroom/');
    await look(page, 'desk');
  }
  assert.match(await page.locator('[aria-labelledby=s-waiting]').innerText(), /للمراجعة/);
  assert.match(await page.locator('[aria-labelledby=s-drafts]').innerText(), /مرفأ مرسى النور/);
  assert.match(await page.locator('[aria-labelledby=s-published]').innerText(), /\S/);
});

test('the list answers while one types, marks what was found, and the address keeps it', async () => {
  for (const language of ['en', 'ar']) {
    await speaks(language);
    await page.goto('/newsroom/articles');
    await look(page, 'list');
  }
  const before = await page.locator('.articles li').count();
  assert.equal(before, 40, 'a page of the demo');
  await page.keyboard.press('Slash');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
  // The index follows what is written at a little distance.
  await page.waitForFunction(async () => {
    const answer = await fetch('/newsroom/articles?q=المسودة', { headers: { accept: 'text/html' } });
    return (await answer.text()).includes('والصيادون ينتظرون');
  });
  // A word of the draft's text, half typed.
  await page.keyboard.insertText('كلمات المسود');
  await page.locator('.articles .snippet mark').first().waitFor();
  assert.match(await page.locator('.articles li').first().innerText(), /مرفأ مرسى النور/);
  assert.match(await page.locator('[data-part=shown] [role=status]').innerText(), /«كلمات المسود»/);
  assert.match(decodeURIComponent(page.url()), /q=كلمات\+المسود/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q', 'one goes on typing');
  await page.fill('#q', 'المرفأ');
  await page.waitForFunction(() => document.querySelectorAll('.articles mark').length > 5);
  await look(page, 'list-found');
  await page.reload();
  assert.equal(await page.inputValue('#q'), 'المرفأ');
  await speaks('en');
  await page.goto(`/newsroom/articles?q=${encodeURIComponent('harbour fund')}&order=new`);
  await look(page, 'list-found');
  await speaks('ar');
  await page.goto('/newsroom/articles');
  await page.fill('#q', 'زرقاوان');
  await page.waitForFunction(() => document.querySelectorAll('.articles li').length === 0);
  assert.match(await page.locator('[data-part=rows]').innerText(), /لا مقال يطابق/);
});

test('rows are moved through, ticked and put into the bin by keys, and it is undone', async () => {
  await page.goto('/newsroom/articles?state=draft&who=me');
  const all = await page.locator('.articles li').count();
  assert.ok(all >= 1);
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.locator('.articles li.here').count(), 1);
  assert.ok(!(await page.locator('[data-bulk]').isVisible()), 'nothing is ticked');
  await page.keyboard.press('KeyX');
  assert.ok(await page.locator('[data-bulk]').isVisible());
  assert.match(await page.locator('[data-count]').innerText(), /المحدَّد: 1/);
  await look(page, 'list-ticked');
  await page.keyboard.press('KeyE');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'to');
  await page.click('button[value=bin]');
  await page.waitForURL('**/articles**');
  assert.match(await page.locator('.toast').innerText(), /نُقل مقال إلى السلة/);
  assert.ok(!page.url().includes('did='), 'told once');
  assert.equal(await page.locator('.articles li').count(), all - 1);
  await look(page, 'list-toast');
  await page.click('.toast button');
  await page.waitForFunction((all) => document.querySelectorAll('.articles li').length === all, all);
  assert.equal(await page.locator('.toast').count(), 0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  assert.ok(await page.locator('dialog[open]').isVisible(), 'a quick look');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
});

test('search or run opens by its key, is steered by arrows and goes where it says', async () => {
  await page.goto('/newsroom/');
  await page.keyboard.press('Control+Slash');
  await page.locator('dialog[open] [role=option]').first().waitFor();
  await look(page, 'finder');
  await page.keyboard.insertText('السلة');
  // A command that is called so comes before the texts that have the word.
  await page.waitForFunction(() => document.querySelector('dialog [role=option][aria-selected=true]')?.textContent === 'السلة');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/articles?state=binned');
  await page.keyboard.press('Control+Slash');
  await page.locator('dialog[open] [role=option]').first().waitFor();
  await page.keyboard.insertText('كلمات المسود');
  await page.locator('dialog .snippet mark').first().waitFor();
  await look(page, 'finder-text');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/articles/${draft.short_id}`);
  await page.goto('/newsroom/');
  await page.keyboard.press('Control+Slash');
  await page.locator('dialog[open] [role=option]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  const active = await page.getAttribute('dialog [role=combobox]', 'aria-activedescendant');
  assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
});

test('single keys lead through the rooms, are named by ?, and can be switched off', async () => {
  await page.goto('/newsroom/');
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyA');
  await page.waitForURL('**/newsroom/articles');
  await page.keyboard.press('Shift+Slash');
  await page.locator('dialog[open] kbd').first().waitFor();
  await look(page, 'keys-dialog');
  await page.keyboard.press('Escape');
  for (const language of ['en', 'ar']) {
    await speaks(language);
    await page.goto('/newsroom/keys');
    await look(page, 'keys');
  }
  await page.goto('/newsroom/account');
  await page.click('button[name=keys][value=off]');
  assert.ok(await page.locator('[role=status]').isVisible());
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyD');
  await page.keyboard.press('Shift+Slash');
  assert.equal(path(), '/newsroom/account');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.click('button[name=keys][value=on]');
});

test('notes are written with a name chosen by keys, settled and opened again', async () => {
  for (const language of ['en', 'ar']) {
    await speaks(language);
    await page.goto(`/newsroom/articles/${draft.short_id}/notes`);
    await look(page, 'notes-empty');
  }
  const names = await page.locator('[data-name]').count();
  await page.focus('#words');
  await page.keyboard.insertText('هل راجعتم الرقم الأخير؟');
  if (names > 0) {
    await page.keyboard.press('Space');
    await page.keyboard.type('@');
    await page.locator('.picker [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('[data-name]:checked').count(), 1);
  }
  await page.keyboard.press('Control+Enter');
  await page.locator('.thread li').waitFor();
  await look(page, 'notes');
  await page.click('button[name=settle]');
  await page.locator('button[name=reopen]').waitFor();
  await page.click('button[name=reopen]');
  await page.locator('button[name=settle]').waitFor();
});

test('notices say what happened and are put to silence', async () => {
  for (const language of ['en', 'ar']) {
    await speaks(language);
    await page.goto('/newsroom/notices');
    await look(page, 'notices');
  }
  await page.locator('[aria-labelledby=s-kinds] button').first().click();
  assert.match(await page.locator('[aria-labelledby=s-kinds]').innerText(), /صامتة/);
});

test('an article is begun by a key, where one wrote last', async () => {
  await page.goto('/newsroom/articles/new');
  await look(page, 'begin');
  await page.goto('/newsroom/');
  await page.keyboard.press('KeyN');
  await page.waitForURL(/\/newsroom\/articles\/\d\w{7}$/);
});

test('everything works without script', async () => {
  const plain = await chromium.page(360, { lang: 'ar', js: false });
  await plain.goto('/newsroom/');
  await plain.fill('#email', EMAIL);
  await plain.fill('#password', PASSWORD);
  await plain.click('button.primary');
  await plain.goto('/newsroom/articles');
  await plain.fill('#q', 'المرفأ');
  await plain.click('.sieve button');
  assert.ok((await plain.locator('.articles mark').count()) > 0);
  await plain.goto('/newsroom/articles?state=draft&who=me');
  await plain.locator('.articles input').first().check();
  await plain.click('button[value=bin]');
  assert.match(await plain.locator('.toast').innerText(), /نُقل مقال إلى السلة/);
  await plain.click('.toast button');
  await plain.click('.bar .finder');
  await plain.fill('#find', 'مسودات');
  await plain.click('.asks button');
  assert.ok((await plain.locator('.hits a').count()) > 0);
  await plain.context().close();
});

test('what stands in the rooms is valid, complete and nobody else’s', async () => {
  assert.deepEqual(await vnu(documents), []);
  assert.deepEqual(thirdParties(page, origin), []);
  const complaints = page.complaints.filter((text) => !/status of (403|404|410|422)/.test(text));
  assert.deepEqual(complaints, []);
});
