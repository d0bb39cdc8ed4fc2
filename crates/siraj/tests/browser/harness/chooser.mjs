// A picture chosen for a form as somebody does it who has a keyboard and no pointer.

import assert from 'node:assert/strict';

const buttons = (page, id) => page.locator(`.field:has(#${id}) .picture-field button`);

async function hasFocus(page, id) {
  const here = await page.evaluate((id) => document.activeElement === document.getElementById(id).nextElementSibling.querySelector('button'), id);
  assert.ok(here, 'focus is back on the button that opens the chooser');
}

/** Chooses a picture by its place in the dialog, none of the words typed; answers its id. */
export async function choose(page, id, steps = 0) {
  const forward = (await page.getAttribute('html', 'dir')) === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  await buttons(page, id).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.choices button');
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < steps; step += 1) await page.keyboard.press(forward);
  await page.keyboard.press('Space');
  const words = (await page.locator('.choices [aria-pressed=true] bdi').innerText()).trim();
  await page.keyboard.press('Control+Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await hasFocus(page, id);
  await isShown(page, id);
  const field = page.locator(`.field:has(#${id})`);
  assert.ok((await field.locator('[role=status]').innerText()).endsWith(words), 'it is said what was chosen');
  return page.inputValue(`#${id}`);
}

/** The picture that a form names is there to be seen, with its description. */
export async function isShown(page, id) {
  const field = page.locator(`.field:has(#${id})`);
  await field.locator('img').waitFor();
  assert.ok(await field.locator('img').evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
  assert.notEqual((await field.locator('.picture-field bdi').innerText()).trim(), '');
  assert.ok(await page.locator(`#${id}`).isHidden(), 'the plain control only carries the value');
}

/** Takes it away again. */
export async function takeAway(page, id) {
  await buttons(page, id).first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await hasFocus(page, id);
  assert.equal(await page.inputValue(`#${id}`), '');
  const field = page.locator(`.field:has(#${id})`);
  assert.ok(await field.locator('img').isHidden());
  assert.equal(await buttons(page, id).last().isVisible(), false);
  assert.notEqual(await field.locator('[role=status]').innerText(), '', 'it is said that it is gone');
}

/** Both verbs are as large as a thumb on a telephone. */
export async function isInReach(page, id) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  for (const button of await buttons(page, id).all()) {
    const { width, height } = await button.boundingBox();
    assert.ok(width >= 44 && height >= 44, `${await button.innerText()}: ${width} × ${height}`);
  }
  await page.setViewportSize(before);
}
