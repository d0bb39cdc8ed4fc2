// Passkeys with a device of the browser's own: added, used, forgotten; and what is said where the
// device gives none.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browser, screenshot } from './harness/browser.mjs';
import { axe } from './harness/checks.mjs';
import { ownSite } from './harness/site.mjs';

// Browsers know passkeys for hosts with a name alone.
const { origin, link, stop } = await ownSite('localhost');
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

const EMAIL = 'layla@marsa.example';
const PASSWORD = 'تمشي القافلة ليلاً';

/** A page with a device that holds passkeys and knows its person, or does not. */
async function device(width, lang) {
  const page = await chromium.page(width, { lang });
  const debug = await page.context().newCDPSession(page);
  await debug.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    ctap2Version: 'ctap2_1',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await debug.send('WebAuthn.addVirtualAuthenticator', { options });
  const knows = (isUserVerified) => debug.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  return { page, knows };
}

const path = (page) => new URL(page.url()).pathname;
const owner = await device(1280, 'en');

test('a passkey is added and signs in without address, password and code', async () => {
  const { page } = owner;
  await page.goto(`${link}?language=en`);
  await page.fill('#email', EMAIL);
  await page.fill('#password', PASSWORD);
  await page.click('button.primary');
  await page.click('[data-passkey-adds]');
  await page.waitForURL('**/account?done=key');
  assert.match(await page.locator('[role=status]').innerText(), /The passkey is added/);
  assert.equal(await page.locator('[aria-labelledby=s-keys] li').count(), 1);
  assert.deepEqual(await axe(page), []);
  await screenshot(page, 'room-passkeys-en-1280-light', { fullPage: true });
  await page.goto('/newsroom/account');
  await page.click('form.leave button');
  await page.waitForURL('**/sign-in');
  await page.click('[data-passkey]');
  await page.waitForURL('**/newsroom/');
  await page.goto('/newsroom/account');
  assert.match(await page.locator('[aria-labelledby=s-keys] .meta').innerText(), /last used/);
});

test('a device that does not know its person signs nobody in, and says so', async () => {
  const { page, knows } = owner;
  await page.goto('/newsroom/account');
  await page.click('form.leave button');
  await page.waitForURL('**/sign-in');
  await page.goto('/newsroom/sign-in?language=ar');
  await knows(false);
  await page.click('[data-passkey]');
  await page.locator('[role=alert]').waitFor();
  assert.match(await page.locator('[role=alert]').innerText(), /مفتاح مرور/);
  assert.equal(path(page), '/newsroom/sign-in');
  assert.deepEqual(await axe(page), []);
  await page.setViewportSize({ width: 360, height: 740 });
  await screenshot(page, 'room-sign-in-passkey-ar-360-light', { fullPage: true });
  await knows(true);
  await page.click('[data-passkey]');
  await page.waitForURL('**/newsroom/');
});

test('a device without a key for this newsroom is told so, and nothing hangs', async () => {
  const { page } = await device(1280, 'en');
  await page.goto('/newsroom/sign-in?language=en');
  await page.click('[data-passkey]');
  await page.locator('[role=alert]').waitFor();
  assert.match(await page.locator('[role=alert]').innerText(), /gave no passkey/);
  assert.equal(await page.locator('[data-passkey]').getAttribute('aria-disabled'), null);
  await page.context().close();
});

test('a forgotten passkey signs nobody in', async () => {
  const { page } = owner;
  await page.goto('/newsroom/account');
  await page.click('[aria-labelledby=s-keys] .verb');
  await page.waitForURL('**/account?done=key_gone');
  assert.equal(await page.locator('[aria-labelledby=s-keys] li').count(), 0);
  await page.goto('/newsroom/account');
  await page.click('form.leave button');
  await page.waitForURL('**/sign-in');
  await page.click('[data-passkey]');
  await page.locator('[role=alert]').waitFor();
  assert.match(await page.locator('[role=alert]').innerText(), /does not know it/);
  assert.equal(path(page), '/newsroom/sign-in');
});
