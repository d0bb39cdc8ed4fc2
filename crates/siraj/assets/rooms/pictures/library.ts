// The library of pictures as scripts ask it: over the write API, with the session's own right.
// What is said to the person comes with the page (templates/rooms/pictures/words.html).

import type { PictureFields, PictureHit } from '../editor/face.ts';

/** Sentences by key. */
export type Words = Record<string, string>;

type Named = Record<string, string>;

/** A picture as the API tells it, as far as scripts use it. */
export interface Told {
  id: string;
  public_key: string;
  width: number;
  height: number;
  alt: Named;
  caption: Named;
  credit: Named;
  decorative: boolean;
  [field: string]: unknown;
}

const API = '/newsroom/api/v1/pictures';
/** What a change of words takes; the rest of what is told is the server's own. */
const FIELDS = ['alt', 'decorative', 'caption', 'credit', 'rights', 'expires_at', 'focal', 'warning', 'source'];

/** The sentences that the page brought along. */
export function pictureWords(): Words {
  const brought = document.querySelector<HTMLTemplateElement>('template[data-picture-words]');
  return JSON.parse(brought?.dataset.pictureWords ?? '{}') as Words;
}

/** Something that did not happen, said in the person's words. */
export class Refused extends Error {
  /** Whether trying again may help. */
  readonly again: boolean;

  constructor(words: string, again: boolean) {
    super(words);
    this.again = again;
  }
}

/** What a problem document says, or that the server did not answer. */
export function refusal(status: number, text: string, words: Words): Refused {
  if (status === 401) return new Refused(words.signed_out ?? '', false);
  try {
    const problem = JSON.parse(text) as { detail?: string };
    if (problem.detail) return new Refused(problem.detail, status >= 500);
  } catch {
    // Not one of our answers: a proxy's, or none.
  }
  return new Refused(words.no_answer ?? '', true);
}

/** Asks the API; rejects with what to say. */
export async function ask(path: string, words: Words, options: RequestInit = {}): Promise<unknown> {
  let answer: Response;
  try {
    const headers = new Headers(options.headers);
    headers.set('accept-language', document.documentElement.lang);
    answer = await fetch(path, { ...options, headers });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Refused(words.no_answer ?? '', true);
  }
  const text = await answer.text().catch(() => '');
  if (!answer.ok) throw refusal(answer.status, text, words);
  return text === '' ? null : JSON.parse(text);
}

/** Words in a language, else in the first that has any. */
function said(named: Named, language: string): string {
  return named[language] || Object.values(named).find((words) => words !== '') || '';
}

/** Where a picture's file of this name lies for whoever is inside. */
export function address(told: Told, file: string): string {
  return `/newsroom/media/${told.public_key}/${file}`;
}

/** A picture with its words in a language. */
export function hit(told: Told, language = document.documentElement.lang): PictureHit {
  return {
    id: told.id,
    src: address(told, '960.webp'),
    width: told.width,
    height: told.height,
    alt: said(told.alt, language),
    caption: said(told.caption, language),
    credit: said(told.credit, language),
    decorative: told.decorative,
  };
}

/** Where the smallest file of all of a picture lies. */
export function small(of: PictureHit): string {
  return of.src.replace(/[^/]+$/, '320.webp');
}

/** The newest pictures, or those that words find; before a place where one is given. */
export async function findPictures(q: string, words: Words, before?: string, signal?: AbortSignal): Promise<Told[]> {
  const query = new URLSearchParams({ limit: '40' });
  if (q.trim() !== '') query.set('q', q);
  if (before) query.set('before', before);
  const found = (await ask(`${API}?${query}`, words, signal ? { signal } : {})) as { items: Told[] };
  return found.items;
}

/** One picture, or nothing where it is in the library no more. */
export async function onePicture(id: string, language?: string): Promise<PictureHit | null> {
  const answer = await fetch(`${API}/${encodeURIComponent(id)}`).catch(() => null);
  return answer?.ok ? hit((await answer.json()) as Told, language) : null;
}

/** Changes some of a picture's words in a language and leaves the others as they are. */
export async function savePicture(id: string, fields: PictureFields, words: Words, language = document.documentElement.lang): Promise<void> {
  const path = `${API}/${encodeURIComponent(id)}`;
  const told = (await ask(path, words)) as Told;
  const sent: Record<string, unknown> = {};
  for (const name of FIELDS) if (told[name] != null) sent[name] = told[name];
  for (const name of ['alt', 'caption', 'credit'] as const) {
    if (fields[name] !== undefined) sent[name] = { ...told[name], [language]: fields[name] };
  }
  if (fields.decorative !== undefined) sent.decorative = fields.decorative;
  const form = new FormData();
  form.set('words', JSON.stringify(sent));
  await ask(path, words, { method: 'PUT', body: form });
}
