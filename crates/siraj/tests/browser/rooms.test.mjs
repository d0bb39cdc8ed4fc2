// The newsroom's doors as people meet them: the first owner's link, signing in on a second device,
// codes of an app, sessions; with the keyboard alone, without script, narrow and wide, light and
// dark, in both languages.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browser, thirdParties } from './harness/browser.mjs';
import { vnu } from './harness/checks.mjs';
import { looker } from './harness/look.mjs';
import { code } from './harness/codes.mjs';
import { ownSite } from './harness/site.mjs';

const { origin, link, siraj, stop } = await ownSite();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

const EMAIL = 'layla@marsa.example';
const PASSWORD = 'تمشي القافلة ليلاً';
const { look, documents } = looker('room');

/** Looks at a room in both languages. */
async function lookInBoth(page, name) {
  for (const language of ['en', 'ar']) {
    await page.goto(`${page.url().split('?')[0]}?language=${language}`);
    await look(page, name);
  }
}

async function signIn(page) {
  await page.goto('/newsroom/');
  await page.fill('#email', EMAIL);
  await page.fill('#password', PASSWORD);
  await page.click('button.primary');
}

const desk = await chromium.page(1280, { lang: 'ar' });
const phone = await chromium.page(360, { lang: 'en', dark: true });
let key;
let recovery;

test('the first owner comes in by the link that the program prints', async () => {
  await desk.goto(link);
  await lookInBoth(desk, 'link');
  await desk.fill('#email', EMAIL);
  await desk.fill('#password', 'قصيرة');
  await desk.click('button.primary');
  assert.match(await desk.locator('[role=alert]').innerText(), /قصيرة/);
  await desk.fill('#password', PASSWORD);
  await desk.click('button.primary');
  assert.equal(new URL(desk.url()).pathname, '/newsroom/account');
  await look(desk, 'account');
  await phone.goto(link);
  assert.match(await phone.locator('h1').innerText(), /opens nothing any more/);
  await look(phone, 'void-link');
});

test('a second device signs in, and what is typed wrong is told', async () => {
  await phone.goto('/newsroom/');
  await lookInBoth(phone, 'sign-in');
  await phone.goto('/newsroom/sign-in?language=en');
  await phone.fill('#email', EMAIL);
  await phone.fill('#password', 'not the password');
  await phone.click('button.primary');
  assert.match(await phone.locator('[role=alert]').innerText(), /^Not signed in\./);
  assert.equal(await phone.inputValue('#email'), EMAIL, 'what was typed stays');
  await look(phone, 'refused');
  await signIn(phone);
  assert.equal(new URL(phone.url()).pathname, '/newsroom/');
  assert.equal(await phone.locator('html').getAttribute('lang'), 'ar', 'the person’s language, not the device’s');
});

test('codes of an app are set up, asked for, and replaced by a recovery code', async () => {
  await desk.goto('/newsroom/account');
  await desk.click('a.primary');
  await look(desk, 'codes');
  key = await desk.inputValue('[name=key]');
  assert.equal((await desk.locator('.secret').innerText()).replaceAll(' ', ''), key);
  await desk.fill('#code', '000000');
  await desk.click('button.primary');
  assert.ok(await desk.locator('[role=alert]').isVisible());
  assert.equal(await desk.inputValue('[name=key]'), key, 'the same key, for it is in the app now');
  await desk.fill('#code', code(key));
  await desk.click('button.primary');
  recovery = await desk.locator('.codes li').allInnerTexts();
  assert.equal(recovery.length, 10);
  await look(desk, 'recovery');
  await desk.click('a.primary');
  await look(desk, 'account-with-codes');
  // The other device was put out, and the password alone lets it in no more.
  await signIn(phone);
  assert.equal(new URL(phone.url()).pathname, '/newsroom/code');
  await look(phone, 'code');
  await phone.goto('/newsroom/account');
  assert.equal(new URL(phone.url()).pathname, '/newsroom/code');
  await phone.fill('#code', code(key, 1));
  await phone.click('button.primary');
  assert.equal(new URL(phone.url()).pathname, '/newsroom/');
  await phone.goto('/newsroom/account');
  await phone.click('form.leave button');
  assert.equal(new URL(phone.url()).pathname, '/newsroom/sign-in');
  await signIn(phone);
  await phone.fill('#code', recovery[4].toUpperCase());
  await phone.press('#code', 'Enter');
  assert.equal(new URL(phone.url()).pathname, '/newsroom/');
});

test('a device is signed out from another one', async () => {
  await desk.goto('/newsroom/account');
  const rows = desk.locator('.rows li');
  assert.equal(await rows.count(), 2);
  await rows.locator('button').click();
  assert.ok(await desk.locator('[role=status]').isVisible());
  assert.equal(await rows.count(), 1);
  await phone.goto('/newsroom/account');
  assert.equal(new URL(phone.url()).pathname, '/newsroom/sign-in');
});

test('the language of the rooms is the person’s, on every device', async () => {
  await desk.click('button[value=en]');
  assert.equal(await desk.locator('html').getAttribute('lang'), 'en');
  await look(desk, 'account');
  await desk.goto('/newsroom/nothing');
  await look(desk, 'nothing');
});

test('somebody is invited, comes in by the link that is shown, and is let out again', async () => {
  await desk.goto('/newsroom/people');
  await look(desk, 'people');
  await desk.click('.button.primary');
  assert.ok(await desk.locator('[role=alert]').isVisible());
  await desk.fill('#name_ar', 'رنا الخيّاط');
  await desk.fill('#name_en', 'Rana al-Khayyat');
  await desk.selectOption('#role', 'editor');
  await desk.click('.button.primary');
  await look(desk, 'invited');
  const rana = await chromium.page(360, { lang: 'ar' });
  await rana.goto(await desk.locator('.fresh .secret').innerText());
  assert.match(await rana.locator('main').innerText(), /رنا الخيّاط/);
  await rana.fill('#email', 'rana@marsa.example');
  await rana.fill('#password', PASSWORD);
  await rana.click('button.primary');
  assert.equal(new URL(rana.url()).pathname, '/newsroom/account');
  await rana.goto('/newsroom/people');
  await look(rana, 'not-yours');
  await desk.goto('/newsroom/people');
  await desk.click('.rows a:has-text("Rana")');
  await desk.selectOption('#role', 'reporter');
  await desk.click('button[value=role]');
  assert.ok(await desk.locator('[role=status]').isVisible());
  await look(desk, 'person');
  await desk.click('button[value=leave]');
  await rana.goto('/newsroom/account');
  assert.equal(new URL(rana.url()).pathname, '/newsroom/sign-in');
  await desk.goto('/newsroom/account');
  await desk.click('button[value=ar]');
  await desk.goto('/newsroom/people');
  await look(desk, 'people');
  await desk.locator('.rows a').first().click();
  await look(desk, 'person');
  await desk.goto('/newsroom/account');
  await desk.click('button[value=en]');
  await rana.context().close();
});

test('what happened is read, narrowed and taken along', async () => {
  for (const language of ['ar', 'en']) {
    await desk.goto('/newsroom/account');
    await desk.click(`button[value=${language}]`);
    await desk.goto('/newsroom/log');
    await look(desk, 'log');
  }
  await desk.selectOption('#what', 'people');
  await desk.click('.filters button');
  await desk.waitForURL('**what=people**');
  const acts = await desk.locator('.acts strong').allInnerTexts();
  assert.ok(acts.includes('Account taken away') && !acts.includes('Published'), acts.join());
  const [taken] = await Promise.all([desk.waitForEvent('download'), desk.click('a[download]')]);
  assert.equal(taken.suggestedFilename(), 'newsroom-log.csv');
});

test('the keyboard alone signs in, shows the password and hides it again', async () => {
  const page = await chromium.page(1280, { lang: 'en' });
  await page.goto('/newsroom/sign-in');
  await page.focus('#email');
  await page.keyboard.type(EMAIL);
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(PASSWORD);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Show');
  await page.keyboard.press('Enter');
  assert.equal(await page.getAttribute('#password', 'type'), 'text');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'password', 'back where one writes');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/newsroom/code');
  await page.context().close();
});

test('everything works without script', async () => {
  const page = await chromium.page(360, { lang: 'ar', js: false });
  await signIn(page);
  await page.fill('#code', recovery[5]);
  await page.click('button.primary');
  assert.equal(new URL(page.url()).pathname, '/newsroom/');
  await page.goto('/newsroom/account');
  await page.fill('#code', recovery[6]);
  await page.click('button[formaction$="/codes/end"]');
  assert.ok(await page.locator('[role=status]').isVisible());
  await page.click('form.leave button');
  assert.equal(new URL(page.url()).pathname, '/newsroom/sign-in');
  await page.context().close();
});

test('the command line lets a locked-out owner in again', async () => {
  const reset = await siraj('user', 'link');
  assert.ok(reset.startsWith(`${origin}/newsroom/link/`), reset);
  const page = await chromium.page(1280, { lang: 'en' });
  await page.goto(reset);
  assert.equal(await page.inputValue('#email'), EMAIL);
  await lookInBoth(page, 'reset');
  await page.fill('#password', 'Caravans walk by night');
  await page.click('button.primary');
  assert.equal(new URL(page.url()).pathname, '/newsroom/account');
  assert.match(await siraj('user', 'list'), new RegExp(`owner\\t${EMAIL}`));
  await page.context().close();
});

test('what stands in the rooms is valid, complete and nobody else’s', async () => {
  const errors = await vnu(documents);
  assert.deepEqual(errors, []);
  for (const page of [desk, phone]) assert.deepEqual(thirdParties(page, origin), []);
  // The browser itself notes a page's own status as an error.
  const complaints = [desk, phone].flatMap((page) => page.complaints).filter((text) => !/status of (403|404|410|422)/.test(text));
  assert.deepEqual(complaints, []);
  const cookies = await desk.context().cookies();
  assert.deepEqual(cookies.map(({ name, path, httpOnly, sameSite }) => [name, path, httpOnly, sameSite]), [['siraj', '/newsroom', true, 'Lax']]);
});
