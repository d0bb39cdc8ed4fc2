// Chromium as readers meet it: a width, a theme, a language, with or without script. Nothing
// outside the site is reachable, so that a request to a third party is seen and goes nowhere.

import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './site.mjs';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  // Letters are as wide as the font says, whatever the machine's screen settings.
  '--font-render-hinting=none',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** A browser for one test file. `page()` opens pages, `close()` ends it. */
export async function browser(origin) {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('Chromium is not installed; bin/test installs it, or set CHROMIUM');
  const running = await chromium.launch({ executablePath, args: ARGUMENTS });

  /** An empty profile with one page; `requests` lists every address that it asks for. */
  async function page(width, { dark = false, lang = 'ar', js = true, calm = true } = {}) {
    const context = await running.newContext({
      baseURL: origin,
      viewport: { width, height: width < 600 ? 740 : 900 },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: calm ? 'reduce' : 'no-preference',
      locale: lang,
      javaScriptEnabled: js,
    });
    const opened = await context.newPage();
    opened.requests = [];
    opened.complaints = [];
    context.on('request', (request) => opened.requests.push(request.url()));
    opened.on('pageerror', (error) => opened.complaints.push(String(error)));
    opened.on('console', (message) => {
      if (message.type() === 'error') opened.complaints.push(message.text());
    });
    return opened;
  }

  return { page, close: () => running.close() };
}

/** Addresses outside the site that the page asked for. */
export function thirdParties(page, origin) {
  return page.requests.filter((address) => !address.startsWith(`${origin}/`) && !address.startsWith('data:'));
}

/** Keeps a picture of the page in target/screenshots/, where one is asked for: `SIRAJ_SCREENSHOTS=1`. */
export async function screenshot(page, name, options = {}) {
  if (!process.env.SIRAJ_SCREENSHOTS) return;
  const folder = join(root, 'target/screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), ...options });
}
