// Every kind of public page, found as a search engine finds them: from the sitemap and the links on
// pages. The shapes are the promise of the site's addresses; a kind that the demo lacks is an error
// here, because a test of no page proves nothing.

import { searchable } from './site.mjs';

/** Kinds of which each edition of the demo must have a page. */
const KINDS = ['home', 'section', 'article', 'author', 'topic', 'corrections', 'latest', 'static', 'search', 'found'];

/** Kinds of which at least one edition must have a page. */
const SOMEWHERE = ['story', 'archive', 'missing'];

const found = new Map();

/** All public pages as `{kind, edition, path}`; asked for once in a process. */
export async function addresses(origin) {
  if (!found.has(origin)) found.set(origin, await discover(origin));
  return found.get(origin);
}

/** A few pages of every kind and edition: enough to see each template with full and with little data. */
export async function samples(origin, each = 2) {
  const all = await addresses(origin);
  const groups = grouped(all);
  return [...groups.values()].flatMap((pages) => spread(pages, pages[0].kind === 'article' ? each + 1 : each));
}

/** The first page of a kind in an edition. */
export async function one(origin, kind, edition = 'ar') {
  const page = (await addresses(origin)).find((page) => page.kind === kind && page.edition === edition);
  if (!page) throw new Error(`the demo has no ${kind} in ${edition}`);
  return page.path;
}

async function discover(origin) {
  const paths = new Set(await sitemap(origin, '/sitemap.xml'));
  for (const home of ['/', '/en/']) paths.add(home);
  // Pages that a sitemap need not list: what the fronts lead to, then what those lists and a few
  // articles lead to (authors, topics and archive pages are two steps away).
  const article = /\/\d[0-9a-hjkmnp-tv-z]{7}\//;
  const few = new Map();
  const near = (path) => {
    if (!article.test(path)) return true;
    const edition = path.startsWith('/en/');
    few.set(edition, (few.get(edition) ?? 0) + 1);
    return few.get(edition) <= 6;
  };
  const followed = new Set();
  for (const follows of [(path) => !article.test(path), near]) {
    for (const path of [...paths].filter(follows)) {
      if (followed.has(path) || /\.[a-z]+$/.test(path)) continue;
      followed.add(path);
      for (const link of await links(origin, path)) paths.add(link);
    }
  }
  const feeds = new Map();
  const pages = [];
  for (const path of [...paths].sort()) {
    const kind = await kindOf(origin, path, feeds);
    if (kind) pages.push({ kind, edition: path.startsWith('/en/') ? 'en' : 'ar', path });
  }
  // A question has no address that a sitemap tells of, and no answer before there is an index.
  await searchable(origin);
  for (const [edition, base, q] of [['ar', '', 'مدينة'], ['en', '/en', 'river']]) {
    const narrowed = edition === 'ar' ? '&section=' : '&format=song&from=2020-01-01';
    pages.push({ kind: 'found', edition, path: `${base}/search?q=${encodeURIComponent(q)}${narrowed}` });
    pages.push({ kind: 'found', edition, path: `${base}/search?q=${encodeURIComponent('قطار الفضاء')}` });
  }
  pages.push({ kind: 'missing', edition: 'ar', path: '/%D9%84%D8%A7-%D8%B4%D9%8A%D8%A1' });
  complain(pages);
  return pages;
}

function complain(pages) {
  const lacking = [];
  for (const kind of KINDS) {
    for (const edition of ['ar', 'en']) {
      if (!pages.some((page) => page.kind === kind && page.edition === edition)) lacking.push(`${kind} in ${edition}`);
    }
  }
  lacking.push(...SOMEWHERE.filter((kind) => !pages.some((page) => page.kind === kind)));
  if (lacking.length > 0) throw new Error(`the demo has no page of these kinds: ${lacking.join(', ')}`);
}

/** The paths of a sitemap or of all those that an index names. */
async function sitemap(origin, path) {
  const xml = await text(origin, path);
  const locations = [...xml.matchAll(/<loc>\s*([^<]+?)\s*<\/loc>/g)].map(([, address]) => pathOf(address));
  if (!xml.includes('<sitemapindex')) return locations;
  const inner = [];
  for (const location of locations) inner.push(...(await sitemap(origin, location)));
  return inner;
}

async function links(origin, path) {
  const html = await text(origin, path);
  return [...html.matchAll(/<a [^>]*?href="(\/[^"#?]*)/g)].map(([, address]) => pathOf(address));
}

/** The path of an absolute or local address; the demo's public address may name another host. */
function pathOf(address) {
  return new URL(address.replaceAll('&amp;', '&'), 'http://127.0.0.1').pathname;
}

async function kindOf(origin, path, feeds) {
  const parts = path.replace(/^\/en(?=\/|$)/, '').split('/').filter(Boolean);
  const [first, second] = parts;
  if (parts.length === 0) return 'home';
  if (/\.[a-z]+$/.test(path) || ['assets', 'media', 'api', 'a', 'newsroom'].includes(first)) return undefined;
  if (parts.at(-2) === 'page') return 'archive';
  if (parts.length === 3 && /^\d[0-9a-hjkmnp-tv-z]{7}$/.test(second)) return 'article';
  if (parts.length === 2 && ['topic', 'author', 'story'].includes(first)) return first;
  if (parts.length !== 1) return undefined;
  if (['corrections', 'latest', 'offline', 'search'].includes(first)) return first;
  if (!feeds.has(path)) feeds.set(path, (await fetch(`${origin}${path}/feed.xml`)).ok);
  return feeds.get(path) ? 'section' : 'static';
}

async function text(origin, path) {
  const answer = await fetch(origin + path);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return answer.text();
}

function key({ kind, edition }) {
  return `${edition} ${kind}`;
}

function grouped(pages) {
  const groups = new Map();
  for (const page of pages) groups.set(key(page), [...(groups.get(key(page)) ?? []), page]);
  return groups;
}

/** `count` of them, from the first to the last. */
function spread(pages, count) {
  if (pages.length <= count) return pages;
  return Array.from({ length: count }, (_, step) => pages[Math.floor((step * pages.length) / count)]);
}
