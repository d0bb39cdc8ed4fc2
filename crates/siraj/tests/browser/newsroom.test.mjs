// The main job, done by people who have never seen the rooms: in by the printed link, a story written
// with a picture and its English counterpart, sent for review, published by another person,
// corrected, and all of it found right on the public page; on a desk and on a telephone.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browser, screenshot, thirdParties } from './harness/browser.mjs';
import { drawn } from './harness/drawn.mjs';
import { ownSite } from './harness/site.mjs';

const { origin, link, stop } = await ownSite();
const chromium = await browser(origin);
after(async () => {
  await chromium.close();
  await stop();
});

const PASSWORD = 'تمشي القافلة ليلاً';
const OWNER = 'layla@marsa.example';
const HEADLINE = 'لجنة الصيد تفتح المرفأ الشرقي قبل موعده بعشرة أيام';
const STANDFIRST = 'عادت القوارب إلى الرصيف بعد ستة أسابيع من الإصلاح، وبقي الرصيف الصغير مغلقًا.';
const FIRST = 'فتحت لجنة الصيد في مرسى النور المرفأ الشرقي صباح اليوم، قبل موعده بعشرة أيام.';
const SUBHEAD = 'الشباك تعود';
const SAID = 'كنّا نعدّ الأيام بالشباك الجافّة.';
const ALT = 'خمسة قوارب راسية على رصيف عند الغروب';
const CREDIT = 'نور الهادي / سراج';
const ENGLISH = 'The fishing board of Marsa al-Nur opened the eastern harbour this morning.';
const WRONG = 'كتبنا أن الرصيف الصغير مفتوح، وهو مغلق حتى الربيع.';

/** Opens a link that lets somebody in, and chooses what to sign in with. */
async function comeIn(page, address, email) {
  await page.goto(address);
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  await page.click('button.primary');
  await page.locator('header.bar nav').waitFor();
}

/** The owner invites somebody; answers their link. */
async function invited(owner, ar, en, slug, role) {
  await owner.goto('/newsroom/people');
  await owner.fill('#name_ar', ar);
  await owner.fill('#name_en', en);
  await owner.fill('#slug', slug);
  await owner.selectOption('#role', role);
  await owner.click('main .button.primary');
  return owner.locator('.secret').innerText();
}

const saved = (page) => page.locator('#saved.saved').waitFor({ timeout: 30_000 });

/** Begins an article where the person writes, and answers where it is. */
async function begins(page) {
  await page.goto('/newsroom/');
  await page.click('.bar .begin button');
  if (/\/articles\/new$|\/articles$/.test(new URL(page.url()).pathname)) await page.click('main .button.primary');
  await page.locator('.ProseMirror').waitFor();
  return new URL(page.url()).pathname;
}

/** Says who made the picture and what it shows, in the fields beside it. */
async function describes(page, picture) {
  const field = (name) => picture.getByLabel(name, { exact: false }).first();
  await field('النص البديل').fill(ALT);
  await field('تصوير').fill(CREDIT);
  await field('تصوير').blur();
}

async function writes(page) {
  await page.fill('#headline', HEADLINE);
  await page.fill('#standfirst', STANDFIRST);
  await page.locator('.ProseMirror').click();
  await page.keyboard.type(FIRST);
  await page.keyboard.press('Enter');
  await page.keyboard.type(`## ${SUBHEAD}`);
  await page.keyboard.press('Enter');
  await page.keyboard.type(`> ${SAID}`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('الصياد ياسر');
  await saved(page);
}

/** Puts a picture at the end of the text, by a file that is chosen. */
async function illustrates(page, name) {
  await page.locator('.ProseMirror').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.locator('input[type=file]').first().setInputFiles(await drawn(page, name));
  const picture = page.locator('.ProseMirror figure, .ProseMirror .picture').last();
  await picture.locator('img').waitFor({ timeout: 30_000 });
  await describes(page, picture);
  await saved(page);
}

for (const width of [1280, 360]) {
  test(`a story goes from an empty page to its readers at ${width} px`, { timeout: 300_000 }, async () => {
    const owner = await chromium.page(width, { lang: 'ar' });
    if (width === 1280) await comeIn(owner, link, OWNER);
    else {
      await owner.goto('/newsroom/sign-in');
      await owner.fill('#email', OWNER);
      await owner.fill('#password', PASSWORD);
      await owner.click('button.primary');
    }
    const writer = await chromium.page(width, { lang: 'ar' });
    const editor = await chromium.page(width, { lang: 'ar' });
    await comeIn(writer, await invited(owner, 'نور الهادي', 'Nour al-Hadi', `nour-${width}`, 'reporter'), `nour${width}@marsa.example`);
    await comeIn(editor, await invited(owner, 'سامر عون', 'Samer Aoun', `samer-${width}`, 'editor'), `samer${width}@marsa.example`);

    // She writes, without a manual, and sends it.
    const article = await begins(writer);
    await writes(writer);
    await illustrates(writer, `quay-${width}.jpg`);
    // On a telephone the details are a page of their own.
    if (width < 600) await writer.locator('.foot-bar').getByRole('button', { name: 'تفاصيل' }).click();
    await writer.fill('#place', 'مرسى النور');
    await saved(writer);
    await screenshot(writer, `story-written-${width}`, { fullPage: true });
    await writer.goto(`${article}/publish`);
    assert.equal(await writer.locator('.checks .blocks').count(), 0, await writer.locator('.checks').innerText());
    await writer.click('button[value=submit]');
    await writer.waitForURL(/done=/);

    // Somebody else finds it on the desk, looks, and publishes.
    await editor.goto('/newsroom/');
    await screenshot(editor, `story-waits-${width}`, { fullPage: true });
    assert.ok((await editor.locator('main').innerText()).includes(HEADLINE), 'it waits for an editor');
    await editor.goto(`${article}/publish`);
    await screenshot(editor, `story-panel-${width}`, { fullPage: true });
    await editor.click('button[value=publish]');
    await editor.waitForURL(/done=publish/);
    const address = await editor.locator('a.address').getAttribute('href');

    // Its counterpart is begun beside it, written, and published.
    await editor.goto(`${article}/translate`);
    await editor.click('button[value=begin]');
    await editor.waitForURL(/done=begin/);
    const english = new URL(editor.url()).pathname.replace(/\/translate$/, '');
    await editor.goto(english);
    await editor.locator('.ProseMirror').waitFor();
    await editor.fill('#headline', 'Fishing board opens the eastern harbour ten days early');
    await editor.fill('#standfirst', 'Boats are back at the quay after six weeks of repairs.');
    await editor.locator('.ProseMirror').click();
    await editor.keyboard.press('Control+a');
    await editor.keyboard.type(ENGLISH);
    await saved(editor);
    await screenshot(editor, `story-english-${width}`, { fullPage: true });
    // The house wants a second person for what an editor wrote.
    await editor.goto(`${english}/publish`);
    await editor.click('button[value=submit]');
    await editor.waitForURL(/done=/);
    await owner.goto(`${english}/publish`);
    await owner.click('button[value=publish]');
    await owner.waitForURL(/done=publish/);

    // A mistake is corrected in public.
    await editor.goto(`${article}/correct`);
    await editor.fill('#text', WRONG);
    await editor.click('main .button.primary');
    await editor.waitForURL(/done=corrected/);

    // Readers find all of it.
    const reader = await chromium.page(width, { lang: 'ar' });
    assert.equal((await reader.goto(address)).status(), 200);
    const page = await reader.locator('main').innerText();
    for (const words of [HEADLINE, STANDFIRST, FIRST, SUBHEAD, SAID, 'الصياد ياسر', WRONG, CREDIT, 'نور الهادي']) {
      assert.ok(page.includes(words), `the reader sees «${words}»`);
    }
    assert.equal(await reader.locator(`main img[alt="${ALT}"]`).count(), 1);
    await screenshot(reader, `story-read-${width}`, { fullPage: true });
    await reader.locator('.masthead a[hreflang=en]').click();
    assert.match(await reader.locator('h1').innerText(), /ten days early/);
    assert.ok((await reader.locator('main').innerText()).includes(ENGLISH));
    await reader.goto('/');
    assert.ok((await reader.locator('main').innerText()).includes(HEADLINE), 'it is on the front');
    for (const one of [owner, writer, editor, reader]) {
      assert.deepEqual(thirdParties(one, origin), []);
      assert.deepEqual(one.complaints, []);
    }
  });
}
