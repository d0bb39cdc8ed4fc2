// The service worker of one edition: pages come from the network; without one, the last-read articles
// come from the device, and for anything else the edition's offline page. Assets are immutable and
// kept as they come. Nothing is fetched ahead for a reader who asks for less data.

declare const __ASSETS__: string[];
declare const __VERSION__: string;

const worker = self as unknown as {
  addEventListener(type: string, act: (event: never) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  registration: { scope: string };
};

type Waiting = { waitUntil(work: Promise<unknown>): void };
type Fetching = { request: Request; respondWith(answer: Promise<Response>): void };

const SHELL = `shell-${__VERSION__}`;
const READ = 'read';
/** How many articles stay readable without a network. */
const KEPT = 20;
/** The page for who has no network: below the scope, which is the edition's front. */
const OFFLINE = new URL('offline', worker.registration.scope).pathname;
const ARTICLE = /^(\/[a-z]{2,3})?\/[^/]+\/\d[0-9a-z]{7}\//;

worker.addEventListener('install', (event: Waiting) => {
  const { connection } = navigator as unknown as { connection?: { saveData?: boolean } };
  const pages = connection?.saveData ? [] : [OFFLINE, ...__ASSETS__.filter((asset) => /\.css$|600|naskh-400/.test(asset))];
  event.waitUntil(
    caches
      .open(SHELL)
      .then((shell) => Promise.allSettled(pages.map((page) => shell.add(page))))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event: Waiting) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL && name !== READ).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('fetch', (event: Fetching) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (request.mode === 'navigate') event.respondWith(page(request, pathname));
});

async function asset(request: Request): Promise<Response> {
  const known = await caches.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

async function page(request: Request, pathname: string): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (ARTICLE.test(pathname)) await keep(request, answer.clone());
    return answer;
  } catch {
    return (await caches.match(request)) ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

/** Keeps a read article; what was withdrawn since is forgotten. */
async function keep(request: Request, answer: Response): Promise<void> {
  const read = await caches.open(READ);
  await read.delete(request);
  if (!answer.ok) return;
  await read.put(request, answer);
  const pages = await read.keys();
  await Promise.all(pages.slice(0, Math.max(0, pages.length - KEPT)).map((old) => read.delete(old)));
}
