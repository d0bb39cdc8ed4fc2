// The guide's pictures: each screen brought to the same state in each language, with every moment
// replaced by one, since the demo dates its articles from its first start.

import { join } from 'node:path';
import { browser } from './browser.mjs';
import { ask } from './lasting.mjs';
import { ownSite, root } from './site.mjs';

export const FOLDER = join(root, 'docs/guide/pictures');

const WIDTH = 1280;
const HEIGHT = 800;
const QUALITY = 72;
const EMAIL = 'maha@marsa.example';
const PASSWORD = 'تمشي القافلة ليلاً';

const TEXT = {
  ar: { edition: 'ar', headline: 'المرفأ الشرقي يستعيد ثلثي حركته', first: 'عادت القوارب إلى الرصيف الشرقي صباح اليوم، وبقي الرصيف الصغير مغلقًا.', subhead: 'من يدفع ثمن الإصلاح؟', second: 'تقول لجنة الصيد إن صندوق المرفأ دفع النصف، وإن الباقي يأتي في الربيع.' },
  en: { edition: 'en', headline: 'The eastern harbour moves again', first: 'Boats came back to the eastern quay this morning; the small quay stays closed.', subhead: 'Who pays for the repairs?', second: 'The fishing board says that the harbour fund paid half and that the rest will come in spring.' },
};

/** Each screen by the name of its page, with what brings it about. */
const SCREENS = [
  ['desk', async (page) => page.goto('/newsroom/')],
  ['write', async (page, language) => {
    await page.goto(`/newsroom/articles/${await draft(page, language)}`);
    await page.locator('.ProseMirror').waitFor();
  }],
  ['pictures', async (page) => {
    // The demo takes its pictures in in no order; what is drawn is always the same.
    const all = (await ask(page, 'GET', '/pictures?limit=200')).items;
    const first = all.sort((one, other) => (one.original < other.original ? -1 : 1))[0];
    await page.goto(`/newsroom/pictures/${first.id}`);
  }],
  ['publish', async (page, language) => page.goto(`/newsroom/articles/${await draft(page, language)}/publish`)],
  ['correct', async (page, language) => {
    await page.goto(`/newsroom/articles/${await published(page, language)}/correct`);
    await page.fill('#text', TEXT[language].first);
  }],
  ['languages', async (page, language) => {
    await page.goto(`/newsroom/articles/${await draft(page, language)}/translate`);
    await page.locator('button[value=begin]').click();
    await page.waitForURL(/done=begin/);
  }],
  ['fronts', async (page) => page.goto('/newsroom/fronts')],
  ['live', async (page, language) => {
    const article = await published(page, language, { format: 'live' });
    const { first, second } = TEXT[language];
    for (const text of [first, second]) await ask(page, 'POST', `/articles/${article}/posts`, { body: { format: 'markdown', text } });
    await page.goto(`/newsroom/articles/${article}/live`);
  }],
  ['house', async (page) => page.goto('/newsroom/house/identity')],
];

/** Takes every picture, one after the other: `{name, bytes}`. */
export async function* taken() {
  const { origin, link, stop } = await ownSite();
  const chromium = await browser(origin);
  try {
    for (const language of ['ar', 'en']) {
      const page = await chromium.page(WIDTH, { lang: language });
      await page.setViewportSize({ width: WIDTH, height: HEIGHT });
      await page.goto(`/newsroom/sign-in?language=${language}`);
      yield { name: `enter-${language}`, bytes: await picture(page) };
      await comeIn(page, language === 'ar' ? link : null);
      await page.request.post('/newsroom/account/language', { form: { language }, headers: { 'sec-fetch-site': 'same-origin' } });
      for (const [name, go] of SCREENS) {
        await go(page, language);
        yield { name: `${name}-${language}`, bytes: await picture(page) };
      }
      await page.context().close();
    }
  } finally {
    await chromium.close();
    await stop();
  }
}

async function comeIn(page, link) {
  await page.goto(link ?? '/newsroom/sign-in');
  await page.fill('#email', EMAIL);
  await page.fill('#password', PASSWORD);
  await page.click('button.primary');
  await page.locator('header.bar nav').waitFor();
}

async function begin(page, language, more = {}) {
  await page.goto('/newsroom/account');
  const text = TEXT[language];
  const editions = (await ask(page, 'GET', '/settings/editions')).items;
  const edition = editions.find((one) => one.language === language);
  const sections = (await ask(page, 'GET', '/sections')).items;
  return ask(page, 'POST', '/articles', {
    edition: edition.id,
    section: sections.find((one) => one.edition === edition.id).id,
    headline: text.headline,
    body: { format: 'markdown', text: `${text.first}\n\n## ${text.subhead}\n\n${text.second}` },
    ...more,
  });
}

const draft = async (page, language) => (await begin(page, language)).short_id;

async function published(page, language, others = {}) {
  const more = { ...others, standfirst: TEXT[language].second, bylines: [{ guest: language === 'ar' ? 'نور الهادي' : 'Nour al-Hadi', role: 'writing' }] };
  const begun = await begin(page, language, more);
  await ask(page, 'POST', `/articles/${begun.short_id}/publication`, { revision: begun.head.id, kind: 'first' });
  return begun.short_id;
}

/** The screen as WebP: calm, whole, and at no moment in particular. */
async function picture(page) {
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight).map((image) => image.decode().catch(() => {})));
    for (const time of document.querySelectorAll('time')) time.textContent = '14:42';
    for (const field of document.querySelectorAll('input[type=date], input[type=time], input[type=datetime-local]')) field.value = '';
    // Short ids, hosts and moments within sentences.
    for (const place of document.querySelectorAll('.address, .secret, .alarms .says')) place.textContent = '…';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const calm = text.data.replace(/\d{1,2}:\d{2}/g, '14:42').replace(/\d{1,2} [^\d]{3,40} \d{4}/g, '…');
      if (calm !== text.data) text.data = calm;
    }
    document.activeElement?.blur();
    document.getSelection()?.removeAllRanges();
  });
  const debug = await page.context().newCDPSession(page);
  const { data } = await debug.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await debug.detach();
  return Buffer.from(data, 'base64');
}
