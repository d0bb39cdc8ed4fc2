// The library in the rooms: pictures are uploaded over a line that is cut, paused and resumed, looked
// through, described, their focal point moved by keys, chosen in the dialog; wide and narrow, light
// and dark, in both languages, with the keyboard and without a script.

import assert from 'node:assert/strict';
import { createServer, request as ask } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateSync, crc32 } from 'node:zlib';
import { browser, thirdParties } from './harness/browser.mjs';
import { vnu } from './harness/checks.mjs';
import { looker } from './harness/look.mjs';
import { ownSite, root } from './harness/site.mjs';

const { origin, link, stop } = await ownSite();
const chromium = await browser(origin);
const { look, documents } = looker('room');
after(async () => {
  await chromium.close();
  await stop();
});

const PASSWORD = 'تمشي القافلة ليلاً';
const desk = await chromium.page(1280, { lang: 'en' });
/** Another way to the program, over a line that breaks. */
let through = origin;

/** A PNG of noise, so that it cannot be packed: its size is what is wanted. */
function noise(width, height, seed = 1) {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  let state = seed;
  for (let at = 0; at < rows.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    rows[at] = at % (width * 3 + 1) === 0 ? 0 : state >>> 24;
  }
  const chunk = (kind, body) => {
    const all = Buffer.concat([Buffer.from(kind), body]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(body.length, 0);
    ends.writeUInt32BE(crc32(all) >>> 0, 4);
    return Buffer.concat([ends.subarray(0, 4), all, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0))]);
}

const file = (name, buffer) => ({ name, mimeType: 'image/png', buffer });

async function speak(page, language) {
  const here = page.url();
  await page.goto('/newsroom/account');
  await page.click(`button[value=${language}]`);
  await page.goto(here);
}

test('the owner comes in and looks at the library', async () => {
  await desk.goto(link);
  await desk.fill('#email', 'layla@marsa.example');
  await desk.fill('#password', PASSWORD);
  await desk.click('button.primary');
  await desk.click('nav a[href="/newsroom/pictures"]');
  assert.ok((await desk.locator('.pictures li').count()) === 40, 'a whole page of the demo');
  for (const language of ['ar', 'en']) {
    await speak(desk, language);
    await look(desk, 'pictures');
  }
});

test('words find pictures, whatever is joined to the noun, and the address keeps what was asked', async () => {
  const first = await desk.locator('.pictures bdi').first().innerText();
  const word = first.split(' ').find((part) => part.length > 4);
  await desk.fill('#q', word);
  await desk.press('#q', 'Enter');
  await desk.waitForURL('**q=**');
  assert.equal(await desk.inputValue('#q'), word);
  assert.ok((await desk.locator('.pictures li').count()) > 0);
  await desk.fill('#q', 'zzzznothing');
  await desk.press('#q', 'Enter');
  await desk.waitForSelector('.empty');
  await look(desk, 'pictures-none');
});

test('an upload goes on where it was after the line was cut, the page loaded anew, and a pause', async () => {
  // A line of its own before the program, which drops and holds what it is told to.
  let cuts = 2;
  let holds = false;
  const parts = [];
  const line = createServer((from, to) => {
    const headers = { ...from.headers, host: new URL(origin).host, ...(from.headers.origin ? { origin } : {}) };
    const at = Number(from.headers['upload-offset']);
    if (from.method === 'PATCH') parts.push(at);
    if (from.method === 'PATCH' && holds && at > 0) return;
    const onward = ask(`${origin}${from.url}`, { method: from.method, headers }, (answer) => {
      to.writeHead(answer.statusCode, answer.headers);
      answer.pipe(to);
    });
    onward.on('error', () => to.destroy());
    if (from.method !== 'PATCH' || cuts === 0) return from.pipe(onward);
    let passed = 0;
    from.on('error', () => onward.destroy());
    from.on('data', (bytes) => {
      passed += bytes.length;
      onward.write(bytes);
      if (passed < 100_000 || cuts === 0) return;
      cuts -= 1;
      from.destroy();
      onward.destroy();
    });
    from.on('end', () => onward.end());
  });
  await new Promise((resolve) => line.listen(0, '127.0.0.1', resolve));
  through = `http://127.0.0.1:${line.address().port}`;
  const page = await desk.context().newPage();
  page.on('dialog', (dialog) => dialog.accept());
  const big = file('big.png', noise(1000, 700));
  await page.goto(`${through}/newsroom/pictures`);
  await page.setInputFiles('#file', [big]);
  await page.waitForSelector('.arriving .here', { timeout: 40_000 });
  assert.equal(cuts, 0, 'the line was cut twice');
  assert.deepEqual(parts.slice(0, 1), [0]);
  assert.ok(parts.some((at) => at > 0 && at < 256 << 10), `what arrived of a part that was cut is kept: ${parts}`);
  // The same file again is known at once.
  parts.length = 0;
  await page.setInputFiles('#file', [big]);
  await page.waitForSelector('.arriving .here:nth-child(2)');
  assert.deepEqual(parts, []);
  // Another one is stopped in the middle, the page left, and the same file chosen again.
  holds = true;
  const other = file('other.png', noise(900, 500, 7));
  await page.setInputFiles('#file', [other]);
  await page.waitForFunction(() => document.querySelector('.arriving progress')?.value > 0.1);
  await page.click('.arriving .verbs button:visible');
  await page.waitForFunction(() => /Paused/.test(document.querySelector('.arriving').textContent));
  holds = false;
  await page.reload();
  assert.match(await page.locator('[data-left]').innerText(), /other\.png/);
  parts.length = 0;
  await page.setInputFiles('#file', [other]);
  await page.waitForSelector('.arriving .here');
  assert.ok(parts.length > 0 && parts[0] > 0, `it went on at ${parts[0]}`);
  assert.equal(await page.locator('[data-left]').innerText(), '');
  // What is no picture is said at its row, and is not tried again.
  await page.setInputFiles('#file', [{ name: 'x.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }]);
  await page.waitForSelector('.arriving [role=alert]');
  assert.match(await page.locator('.arriving [role=alert]').innerText(), /SVG/);
  await look(page, 'pictures-arrived');
  await page.close();
  line.close();
  line.closeAllConnections();
  await desk.goto('/newsroom/pictures');
});

test('a picture is described, its focal point moved by keys, and what is unsaved warns', async () => {
  await desk.goto('/newsroom/pictures?show=undescribed&whose=mine');
  await desk.locator('.pictures a').first().click();
  await desk.waitForSelector('#ring');
  await desk.keyboard.press('f');
  assert.equal(await desk.evaluate(() => document.activeElement.id), 'ring');
  for (let n = 0; n < 3; n += 1) await desk.keyboard.press('ArrowRight');
  await desk.keyboard.press('Shift+ArrowUp');
  assert.deepEqual([await desk.inputValue('#x'), await desk.inputValue('#y')], ['53', '40']);
  const live = await desk.locator('.crops img.live').count();
  assert.equal(live, 4, 'every crop follows');
  await desk.fill('#alt-en', 'Noise, as a test makes it');
  await desk.fill('#credit-ar', 'سامر عون');
  assert.match(await desk.locator('[data-state]').innerText(), /Not saved/);
  // Leaving asks first.
  const asked = desk.waitForEvent('dialog');
  const leaving = desk.evaluate(() => document.querySelector('.way a').click());
  await (await asked).dismiss();
  await leaving;
  await desk.click('#covered');
  await desk.click('.saves .primary');
  assert.match(await desk.locator('[role=alert]').first().innerText(), /Not saved/);
  assert.equal(await desk.inputValue('#alt-en'), 'Noise, as a test makes it', 'what was typed stays');
  await look(desk, 'picture-refused');
  await desk.fill('#warning-en', 'It flickers');
  await desk.keyboard.press('Control+s');
  await desk.waitForURL('**done=saved');
  assert.equal(await desk.inputValue('#x'), '53');
  for (const language of ['ar', 'en']) {
    await speak(desk, language);
    await look(desk, 'picture');
  }
});

test('arrows move the focal point to where they point, in Arabic too, and the pointer puts it', async () => {
  await speak(desk, 'ar');
  await desk.focus('#ring');
  const before = Number(await desk.inputValue('#x'));
  await desk.keyboard.press('ArrowLeft');
  assert.equal(Number(await desk.inputValue('#x')), before - 1);
  const box = await desk.locator('.whole img').boundingBox();
  await desk.mouse.click(box.x + box.width * 0.2, box.y + box.height * 0.8);
  assert.deepEqual([await desk.inputValue('#x'), await desk.inputValue('#y')], ['20', '80']);
  const ring = await desk.locator('#ring').boundingBox();
  assert.ok(Math.abs(ring.x + ring.width / 2 - (box.x + box.width * 0.2)) < 2, 'the ring is not mirrored');
  await desk.click('[data-middle]');
  assert.equal(await desk.inputValue('#x'), '50');
  await desk.keyboard.press('Control+s');
  await desk.waitForURL('**done=saved');
  await speak(desk, 'en');
});

test('a picture goes into the bin and comes back', async () => {
  await desk.goto('/newsroom/pictures?show=undescribed&whose=mine');
  await desk.locator('.pictures a').first().click();
  const here = new URL(desk.url()).pathname;
  await desk.click('form[action$="/bin"] button');
  await desk.waitForSelector('.said.stop');
  await look(desk, 'picture-binned');
  await desk.goto('/newsroom/pictures?show=bin');
  await desk.click(`a[href="${here}"]`);
  await desk.click('form[action$="/back"] button');
  await desk.waitForURL('**done=back');
});

test('the chooser finds, uploads and answers with the keyboard alone', async () => {
  const require = createRequire(import.meta.url);
  const { build } = require('esbuild');
  const entry = join(root, 'crates/siraj/assets/rooms/pictures/choose.ts');
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', globalName: 'chooser', target: 'es2022' });
  for (const language of ['ar', 'en']) {
    await desk.goto('/newsroom/pictures');
    await speak(desk, language);
    await desk.evaluate(`${outputFiles[0].text}; globalThis.chooser = chooser;`);
    const open = (many) => desk.evaluate((many) => { globalThis.answer = globalThis.chooser.choosePictures(undefined, { many }); }, many);
    await open(true);
    await desk.waitForSelector('.choices button');
    await look(desk, 'chooser');
    await desk.focus('#chooser-search');
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('Space');
    await desk.keyboard.press(language === 'ar' ? 'ArrowLeft' : 'ArrowRight');
    await desk.keyboard.press('Enter');
    assert.equal(await desk.locator('.choices [aria-pressed=true]').count(), 2);
    await desk.keyboard.press('Control+Enter');
    const chosen = await desk.evaluate(() => globalThis.answer);
    assert.equal(chosen.length, 2);
    assert.match(chosen[0].src, /^\/newsroom\/media\/[0-9a-f]{16}\/960\.webp$/);
    assert.equal(await desk.locator('dialog').count(), 0);
  }
  const open = () => desk.evaluate(() => { globalThis.answer = globalThis.chooser.choosePictures(undefined, { many: false }); });
  await open();
  await desk.setInputFiles('#chooser-files', [file('third.png', noise(60, 40, 9))]);
  await desk.waitForSelector('.choices [aria-pressed=true]');
  await desk.click('.chooser footer .primary');
  const [uploaded] = await desk.evaluate(() => globalThis.answer);
  assert.deepEqual([uploaded.width, uploaded.alt], [60, '']);
  const saved = await desk.evaluate(async (id) => {
    await globalThis.chooser.savePicture(id, { alt: 'Grey noise', credit: 'Nobody' }, {}, 'en');
    return globalThis.chooser.onePicture(id, 'en');
  }, uploaded.id);
  assert.deepEqual([saved.alt, saved.credit], ['Grey noise', 'Nobody']);
  await open();
  await desk.keyboard.press('Escape');
  assert.deepEqual(await desk.evaluate(() => globalThis.answer), []);
});

test('everything works without a script', async () => {
  const page = await chromium.page(360, { lang: 'en', js: false });
  await page.goto('/newsroom/');
  await page.fill('#email', 'layla@marsa.example');
  await page.fill('#password', PASSWORD);
  await page.click('button.primary');
  await page.goto('/newsroom/pictures');
  await page.setInputFiles('#file', [file('fourth.png', noise(50, 30, 11))]);
  await page.click('.sends .primary');
  assert.match(page.url(), /done=added/);
  await page.fill('#alt-en', 'Another noise');
  await page.fill('#x', '20');
  await page.click('.saves .primary');
  assert.match(page.url(), /done=saved/);
  assert.equal(await page.inputValue('#x'), '20');
  await page.setInputFiles('#file', [file('fifth.png', noise(70, 30, 12))]);
  await page.click('.replaces button');
  assert.match(page.url(), /done=replaced/);
  assert.match(await page.locator('.about-file').first().innerText(), /70×30/);
  await page.context().close();
});

test('what stands in the library is valid, complete and nobody else’s', async () => {
  assert.deepEqual(await vnu(documents), []);
  assert.deepEqual(thirdParties(desk, origin).filter((address) => !address.startsWith(`${through}/`)), []);
  const complaints = desk.complaints.filter((text) => !/status of (409|415|422)/.test(text));
  assert.deepEqual(complaints, []);
});
