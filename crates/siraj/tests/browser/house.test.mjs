// The house as chiefs keep it: sections put in order by keyboard and pointer, the identity with its
// effect on the front, editions with their examples, stories, topics, profiles and tokens, pictures
// chosen for them from the library; narrow and wide, light and dark, in both languages.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browser, thirdParties } from './harness/browser.mjs';
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

const { look, documents } = looker('house');
const page = await chromium.page(1280, { lang: 'ar' });

async function speak(language) {
  await page.goto('/newsroom/account');
  await page.click(`button[value=${language}]`);
}

/** Looks at a room in both languages. */
async function lookInBoth(path, name) {
  for (const language of ['ar', 'en']) {
    await speak(language);
    await page.goto(path);
    await look(page, name);
  }
}

test('the owner comes in', async () => {
  await page.goto(link);
  await page.fill('#email', 'layla@marsa.example');
  await page.fill('#password', 'تمشي القافلة ليلاً');
  await page.click('button.primary');
  await lookInBoth('/newsroom/house', 'house');
});

test('sections are put in order by the keyboard, and focus stays where it was', async () => {
  await lookInBoth('/newsroom/house/sections', 'sections');
  const names = () => page.locator('.order').first().locator('.what bdi').allInnerTexts();
  const before = await names();
  const row = page.locator('.order').first().locator('li:has(button[value=up])').first();
  const name = await row.locator('.what bdi').innerText();
  await row.locator('a').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.waitForURL('**step=up**');
  const after = await names();
  assert.ok(after.indexOf(name) < before.indexOf(name), `${name}: ${before} / ${after}`);
  assert.ok(await page.locator('[role=status]').isVisible());
  const focused = await page.evaluate(() => document.activeElement.closest('li')?.querySelector('bdi')?.textContent);
  assert.equal(focused, name);
});

test('a section is changed, taken back, and merged after it is asked', async () => {
  await page.goto('/newsroom/house/sections');
  await page.locator('.order').first().locator('.what').first().click();
  await page.waitForURL('**/sections/*');
  const name = await page.inputValue('[id=name]');
  await page.fill('[id=name]', 'قسم جديد الاسم');
  await page.click('form.fields button.primary');
  assert.equal(await page.locator('h1').innerText(), 'قسم جديد الاسم');
  await look(page, 'section');
  await page.click('.undo button');
  assert.equal(await page.locator('h1').innerText(), name);
  await page.fill('[id=slug]', 'not a path');
  await page.click('form.fields button.primary');
  assert.ok(await page.locator('#slug-wrong').isVisible());
  await look(page, 'section-refused');
  await page.goto(page.url() + '/merge');
  await look(page, 'merge');
});

test('the accent is refused when it is faint, and the nearest shade is offered', async () => {
  await lookInBoth('/newsroom/house/identity', 'identity');
  await page.fill('#accent', '#ffcc00');
  await page.click('form.fields button.primary');
  assert.ok(await page.locator('[role=alert]').isVisible());
  await look(page, 'identity-faint');
  const [front] = await Promise.all([page.context().waitForEvent('page'), page.click('button[value=preview]')]);
  await front.waitForLoadState();
  assert.ok(await front.locator('.masthead').first().isVisible(), 'the front as it would be');
  await front.close();
  await page.click('button[name=shade]');
  assert.ok(await page.locator('.said[role=status]').isVisible());
  await page.click('.undo button');
  assert.equal(await page.inputValue('#accent'), '');
});

test('an example follows the choice', async () => {
  await lookInBoth('/newsroom/house/editions', 'editions');
  await lookInBoth('/newsroom/house/editions/ar', 'edition');
  const example = () => page.locator('#months-example').innerText();
  const before = await example();
  await page.selectOption('#months', 'algerian');
  assert.notEqual(await example(), before);
});

test('what stops an article is chosen, seen in the panel’s words, and taken back', async () => {
  await lookInBoth('/newsroom/house/checks', 'checks');
  await page.selectOption('#standfirst', 'blocks');
  await page.click('form.fields button.primary');
  assert.ok(await page.locator('[role=status]').first().isVisible());
  assert.equal(await page.inputValue('#standfirst'), 'blocks');
  await page.click('.undo button');
  assert.equal(await page.inputValue('#standfirst'), 'warns');
});

test('a token is shown once and taken back', async () => {
  await lookInBoth('/newsroom/house/tokens', 'tokens');
  await page.click('form.fields button.primary');
  assert.match(await page.locator('.secret').innerText(), /^siraj_/);
  await look(page, 'token');
  await page.click('.rows button');
  assert.ok(await page.locator('.said[role=status]').isVisible());
  assert.equal(await page.locator('.secret').count(), 0);
});

test('stories and topics are found, written and seen by readers', async () => {
  await lookInBoth('/newsroom/stories', 'stories');
  await page.locator('.rows .what').first().click();
  await page.waitForURL('**/stories/*');
  await look(page, 'story');
  const days = page.locator('input[type=date]');
  const n = await days.count();
  await days.nth(n - 1).fill('2026-11-24');
  await page.locator(`[id="timeline[${n - 1}].ar"]`).fill('عادت القوافل إلى الجسر القديم.');
  await page.click('form.fields > p button.primary');
  assert.ok(await page.locator('.said[role=status]').isVisible());
  await page.locator('main a[href^="/story/"]').click();
  assert.match(await page.locator('.milestones').innerText(), /عادت القوافل/);
  await lookInBoth('/newsroom/topics', 'topics');
  await page.fill('#q', 'مرسى');
  await page.click('.filters button');
  await page.waitForURL('**q=**');
  await look(page, 'topics-found');
  await page.locator('.rows .what').first().click();
  await page.waitForURL('**/topics/*');
  await look(page, 'topic');
});

test('profiles are written, and editors confined to sections', async () => {
  await lookInBoth('/newsroom/people', 'people');
  await page.locator('.rows .what').first().click();
  await page.waitForURL('**/people/*');
  await page.locator('main a[href$="/profile"]').click();
  await page.waitForURL('**/profile');
  await look(page, 'profile');
  await page.fill('#links', 'not an address');
  await page.click('form.fields button.primary');
  assert.ok(await page.locator('#links-wrong').isVisible());
});

test('pictures are chosen from the library by keyboard, kept, and taken away', async () => {
  const save = async () => {
    await page.click('form.fields > p button.primary');
    assert.ok(await page.locator('.said[role=status]').isVisible());
  };
  for (const language of ['ar', 'en']) {
    await speak(language);
    await page.goto('/newsroom/people');
    await page.locator('.rows .what').first().click();
    await page.locator('main a[href$="/profile"]').click();
    await page.waitForURL('**/profile');
    const path = new URL(page.url()).pathname;
    const chosen = await choose(page, 'portrait', language === 'ar' ? 0 : 2);
    await isInReach(page, 'portrait');
    await look(page, 'portrait-chosen');
    await save();
    await page.goto(path);
    assert.equal(await page.inputValue('#portrait'), chosen);
    await isShown(page, 'portrait');
    await page.locator('main a[href^="/author/"]').click();
    assert.ok(await page.locator('main img').first().isVisible(), 'readers see the person');
    await page.goto(path);
    await takeAway(page, 'portrait');
    await save();
    await page.goto(path);
    assert.equal(await page.inputValue('#portrait'), '');
    await look(page, 'portrait-none');
  }
  for (const list of ['stories', 'topics']) {
    await page.goto(`/newsroom/${list}`);
    await page.locator('.rows .what').first().click();
    await page.waitForURL(`**/${list}/*`);
    const chosen = await choose(page, 'picture', 1);
    await look(page, `${list}-picture`);
    await save();
    assert.equal(await page.inputValue('#picture'), chosen);
    await isShown(page, 'picture');
  }
  await page.goto('/newsroom/house/identity');
  const logo = await choose(page, 'logo');
  await look(page, 'identity-logo');
  await save();
  assert.equal(await page.inputValue('#logo'), logo);
  await page.click('.undo button');
  assert.equal(await page.inputValue('#logo'), '');
});

test('whoever chooses nothing has what was there, and is where they were', async () => {
  const change = page.locator('.field:has(#logo) button').first();
  await change.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.choices button');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  assert.ok(await change.evaluate((button) => button === document.activeElement));
  assert.equal(await page.inputValue('#logo'), '');
});

test('without a script a picture is chosen from a list', async () => {
  const plain = await chromium.page(360, { lang: 'ar', js: false });
  await plain.goto('/newsroom/');
  await plain.fill('#email', 'layla@marsa.example');
  await plain.fill('#password', 'تمشي القافلة ليلاً');
  await plain.click('button.primary');
  await plain.goto('/newsroom/house/identity');
  assert.ok(await plain.locator('select#logo').isVisible());
  assert.equal(await plain.locator('.picture-field').count(), 0);
  await plain.context().close();
});

test('what stands in the house is valid and nobody else’s', async () => {
  assert.deepEqual(await vnu(documents), []);
  assert.deepEqual(thirdParties(page, origin), []);
});
