// A page with the editor alone: a little server of the test's own gives it, under the policy that the
// rooms have, with the rooms' own style sheet and fonts.

import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { browser } from './browser.mjs';
import { root } from './site.mjs';

const crate = join(root, 'crates/siraj');
const TYPES = { js: 'text/javascript', css: 'text/css', woff2: 'font/woff2', svg: 'image/svg+xml' };

/** The policy as the program sends it, read where it is written. */
async function policy() {
  const source = await readFile(join(crate, 'src/web/reply.rs'), 'utf8');
  const found = /const CONTENT_SECURITY: &str = "([^"]+)"/.exec(source);
  return found[1].replace(/\\\n\s*/g, '');
}

/** The sentences of a language; these files are plain tables of strings. */
export async function sentences(language) {
  const text = await readFile(join(crate, `messages/${language}/editor.toml`), 'utf8');
  return Object.fromEntries([...text.matchAll(/^(\w+) = "(.*)"$/gm)].map(([, key, value]) => [key, value]));
}

export const ARTICLES = [
  { id: '01890000-0000-7000-8000-00000000a001', headline: 'مرفأ مرسى النور يستعيد حركته', state: 'منشور', when: '3 مارس' },
  { id: '01890000-0000-7000-8000-00000000a002', headline: 'صندوق التعويض ينتظر اللائحة', state: 'مسودة', when: 'اليوم' },
  { id: '01890000-0000-7000-8000-00000000a003', headline: 'The harbour fund waits for its rules', state: 'published', when: '3 March' },
];

/** A quay, drawn. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"><rect width="1280" height="430" fill="#cfdbe0"/><rect y="430" width="1280" height="290" fill="#6f8a92"/><path d="M0 600h1280v120H0z" fill="#3f4347"/><path d="M240 600V200h420v24H264v376z" fill="#4f5f66"/></svg>`;

async function pageOf(language, style) {
  const other = language === 'ar' ? 'en' : 'ar';
  const block = (id, value) => `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Editor</title>
<link rel="stylesheet" href="/assets/${style}"><link rel="stylesheet" href="/page.css"></head>
<body><header class="bar"><div class="wrap"><p class="name">سِراج</p></div></header>
<main><div class="wrap editor-test"><h1>مرفأ</h1><div id="text"></div><p><a href="#text" id="after">After</a></p></div></main>
${block('words', await sentences(language))}${block('other-words', await sentences(other))}${block('articles', ARTICLES)}
<script src="/editor.js" defer></script></body></html>`;
}

/** Answers `{page, close}`; `page(width, options)` opens the editor with a document in it. */
export async function editorSite() {
  const bundle = await build({ entryPoints: [join(crate, 'tests/browser/harness/editor-page.ts')], bundle: true, write: false, format: 'iife', charset: 'utf8', target: ['chrome108'], logLevel: 'error' });
  const script = bundle.outputFiles[0].contents;
  const dist = join(crate, 'assets/dist');
  const style = (await readdir(dist)).find((name) => /^rooms\.[0-9a-f]+\.css$/.test(name));
  const headers = { 'content-security-policy': await policy() };
  const server = createServer(async (request, reply) => {
    const path = new URL(request.url, 'http://editor').pathname;
    const send = (type, body) => reply.writeHead(200, { ...headers, 'content-type': type }).end(body);
    try {
      if (path === '/ar' || path === '/en') send('text/html; charset=utf-8', await pageOf(path.slice(1), style));
      else if (path === '/page.css') send(TYPES.css, '@media (min-width: 1280px) { .editor-test { padding-inline-start: 18rem; } }');
      else if (path === '/editor.js') send(TYPES.js, script);
      else if (path === '/picture.svg') send(TYPES.svg, PICTURE);
      else if (path.startsWith('/assets/')) send(TYPES[path.split('.').at(-1)], await readFile(join(dist, path.slice('/assets/'.length))));
      else reply.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    } catch {
      reply.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const chromium = await browser(origin);

  async function page(width, { lang = 'ar', ...options } = {}) {
    const opened = await chromium.page(width, { lang, ...options });
    await opened.goto(`/${lang}`);
    await opened.waitForFunction(() => 'mount' in globalThis);
    opened.mount = (document, more = {}) => opened.evaluate(([doc, rest]) => globalThis.mount({ document: doc, ...rest }), [document, more]);
    opened.json = () => opened.evaluate(() => globalThis.editor.json());
    opened.blocks = async () => (await opened.json()).content;
    opened.caret = () => opened.evaluate(() => globalThis.view.state.selection.head);
    opened.select = (from, to = from) => opened.evaluate(([a, b]) => globalThis.select(a, b), [from, to]);
    opened.paste = (parts, plain = false) => opened.evaluate(([given, bare]) => globalThis.paste(given, bare), [parts, plain]);
    return opened;
  }

  return {
    page,
    async close() {
      await chromium.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// Short ways of writing documents.
export const text = (words, ...marks) => ({ type: 'text', text: words, ...(marks.length > 0 ? { marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)) } : {}) });
export const p = (...content) => ({ type: 'paragraph', ...inside(content) });
export const h = (level, words) => ({ type: 'heading', attrs: { level }, content: [text(words)] });
export const node = (type, ...content) => ({ type, ...inside(content) });
export const doc = (...content) => ({ type: 'doc', content });
const inside = (content) => (content.length > 0 ? { content: content.map((child) => (typeof child === 'string' ? text(child) : child)) } : {});
