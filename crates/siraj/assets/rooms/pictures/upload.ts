// A picture on its way to the server over a bad line: in parts, each kept when it has arrived. An
// upload is known by its content, so the same file, chosen again, goes on where it was.

import type { PictureHit } from '../editor/face.ts';
import { ask, hit, pictureWords, refusal, Refused, type Told, type Words } from './library.ts';

const UPLOADS = '/newsroom/api/uploads';
/** Bytes of a part: the first, the fewest on a bad line, the most on a good one. */
const FIRST = 256 << 10;
const FEWEST = 64 << 10;
const MOST = 4 << 20;
/** A part during which nothing moves for so long is given up. */
const STALLS_MS = 20_000;
/** Waits between tries; after the last one it is the person's to try again. */
const WAITS_MS = [500, 1000, 2000, 4000, 8000, 8000];

/** What an upload may be told and asked. */
export interface Ways {
  words?: Words;
  /** Ends the upload where it stands. Called again for the same file it goes on from there. */
  signal?: AbortSignal;
  /** The line is gone (true) or there again. */
  waits?(waiting: boolean): void;
  /** The picture was in the library before. */
  known?(): void;
  /** The language of its words. */
  language?: string;
}

interface Begun {
  id: string;
  offset: number;
  picture: Told | null;
}

/** Uploads a picture. Rejects with an `Error` whose message says what to do. */
export async function uploadPicture(file: File, progress: (part: number) => void, ways: Ways = {}): Promise<PictureHit> {
  return hit(await upload(file, progress, ways), ways.language);
}

/** The same, answering the picture as the API tells it. */
export async function upload(file: File, progress: (part: number) => void, ways: Ways = {}): Promise<Told> {
  const words = ways.words ?? pictureWords();
  if (file.size > Number(words.limit_bytes ?? Infinity)) throw new Refused(words.too_large ?? '', false);
  if (file.size === 0) throw new Refused(words.empty ?? '', false);
  const line = new Line(words, ways);
  const about = { mark: await mark(file), length: file.size, name: file.name, kind: file.type };
  const begin = () => line.tries(() => post<Begun>(UPLOADS, about, words, ways.signal));
  let begun = await begin();
  let offset = begun.offset;
  let size = FIRST;
  progress(offset / file.size);
  while (!begun.picture && offset < file.size) {
    const since = performance.now();
    const part = file.slice(offset, offset + size);
    const sent = await send(`${UPLOADS}/${begun.id}`, offset, part, (bytes) => progress((offset + bytes) / file.size), ways.signal);
    if (sent.status === 204 || sent.status === 409) {
      line.moves(sent.offset > offset);
      offset = sent.offset;
      if (sent.status === 204 && performance.now() - since < 1500) size = Math.min(MOST, size * 2);
    } else if (sent.status === 404) {
      // Swept meanwhile, or another node's.
      begun = await begin();
      offset = begun.offset;
    } else if (sent.status > 0 && sent.status !== 408 && sent.status < 500) {
      throw refusal(sent.status, sent.text, words);
    } else {
      size = Math.max(FEWEST, size / 2);
      await line.waits();
      begun = await begin();
      offset = begun.offset;
    }
    progress(offset / file.size);
  }
  progress(1);
  if (begun.picture) {
    ways.known?.();
    return begun.picture;
  }
  return line.tries(() => post<Told>(`${UPLOADS}/${begun.id}/picture`, {}, words, ways.signal));
}

/** Takes in a picture by its https address elsewhere: the server asks for it. */
export async function fetchPicture(address: string, progress: (part: number) => void, ways: Ways = {}): Promise<PictureHit> {
  progress(0);
  const told = await fetched(address, ways);
  progress(1);
  return hit(told, ways.language);
}

/** The same, answering the picture as the API tells it. */
export function fetched(address: string, ways: Ways = {}): Promise<Told> {
  return post<Told>('/newsroom/api/fetched', { address }, ways.words ?? pictureWords(), ways.signal);
}

/** What the content is called by: its hash, or where the browser makes none, its file's marks. */
export async function mark(file: File): Promise<string> {
  if (!globalThis.crypto?.subtle) return `file-${file.size}-${file.lastModified}-${file.name}`.slice(0, 190);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return `sha256-${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The line to the server, and how often it failed in a row. */
class Line {
  private failures = 0;
  private waiting = false;

  constructor(
    private readonly words: Words,
    private readonly ways: Ways,
  ) {}

  /** Something arrived. */
  moves(forward: boolean): void {
    if (forward) this.failures = 0;
    if (this.waiting) this.ways.waits?.((this.waiting = false));
  }

  /** Tries until it is answered. A turn that somebody else has is waited for too. */
  async tries<T>(act: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const done = await act();
        this.moves(true);
        return done;
      } catch (error) {
        if (!(error instanceof Refused) || !error.again) throw error;
        await this.waits(error);
      }
    }
  }

  async waits(error?: Refused): Promise<void> {
    const wait = WAITS_MS[this.failures++];
    if (wait === undefined) throw error ?? new Refused(this.words.no_answer ?? '', true);
    if (!this.waiting) this.ways.waits?.((this.waiting = true));
    const { signal } = this.ways;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(done, wait);
      window.addEventListener('online', done, { once: true });
      signal?.addEventListener('abort', stop, { once: true });
      function done(): void {
        clearTimeout(timer);
        window.removeEventListener('online', done);
        signal?.removeEventListener('abort', stop);
        resolve();
      }
      function stop(): void {
        done();
        reject(signal!.reason as Error);
      }
    });
  }
}

async function post<T>(path: string, body: unknown, words: Words, signal?: AbortSignal): Promise<T> {
  const options = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  try {
    return (await ask(path, words, signal ? { ...options, signal } : options)) as T;
  } catch (error) {
    // Another window makes the same picture: its answer is ours in a moment.
    if (error instanceof Refused && error.message === words.being_made) throw new Refused(error.message, true);
    throw error;
  }
}

interface Sent {
  status: number;
  offset: number;
  text: string;
}

/** Sends a part; status 0 where the line was cut. Only this kind of request tells how far it is. */
function send(path: string, offset: number, part: Blob, progress: (bytes: number) => void, signal?: AbortSignal): Promise<Sent> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const request = new XMLHttpRequest();
    let stall = setTimeout(cut, STALLS_MS);
    function cut(): void {
      request.abort();
    }
    function stop(): void {
      request.abort();
      reject(signal!.reason as Error);
    }
    signal?.addEventListener('abort', stop, { once: true });
    request.open('PATCH', path);
    request.setRequestHeader('upload-offset', String(offset));
    request.setRequestHeader('content-type', 'application/offset+octet-stream');
    request.setRequestHeader('accept-language', document.documentElement.lang);
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(stall);
      stall = setTimeout(cut, STALLS_MS);
      progress(Math.min(loaded, part.size));
    };
    request.onloadend = () => {
      clearTimeout(stall);
      signal?.removeEventListener('abort', stop);
      const at = Number.parseInt(request.getResponseHeader('upload-offset') ?? '', 10);
      resolve({ status: request.status, offset: Number.isNaN(at) ? offset : at, text: request.responseText });
    };
    request.send(part);
  });
}
