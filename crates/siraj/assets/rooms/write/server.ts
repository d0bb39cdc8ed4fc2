// Asking the server: every answer is one of a few things that the page can act on, and no
// answer at all is one of them.

import type { Slip } from '../editor/typography.ts';

/** A problem as the server says it, in the person's language. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors: { field: string; detail: string }[];
  [more: string]: unknown;
}

export type Answer<T> =
  | { is: 'done'; value: T }
  | { is: 'problem'; problem: Problem }
  /** Nothing is known: it may have been done or not. */
  | { is: 'silence' };

export const API = '/newsroom/api/v1';

/** So long an answer is waited for before the same is asked again. */
const PATIENCE = 20_000;

/** Asks; a request with a key may be asked again without being done twice. */
export async function ask<T>(method: string, path: string, body?: string, key?: string): Promise<Answer<T>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const headers: Record<string, string> = { 'accept-language': document.documentElement.lang };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (key) headers['idempotency-key'] = key;
    const answer = await fetch(API + path, { method, headers, body, signal: stop.signal, cache: 'no-store' });
    // What stands between may answer in the server's place, in its own words.
    const told: unknown = await answer.json();
    if (answer.ok) return { is: 'done', value: told as T };
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429) return { is: 'silence' };
    return { is: 'problem', problem: problem(answer.status, told) };
  } catch {
    return { is: 'silence' };
  } finally {
    clearTimeout(timer);
  }
}

function problem(status: number, told: unknown): Problem {
  const said = (told ?? {}) as Record<string, unknown>;
  const errors = Array.isArray(said.errors) ? said.errors : [];
  return {
    ...said,
    status,
    code: String(said.code ?? ''),
    title: String(said.title ?? ''),
    detail: String(said.detail ?? said.title ?? ''),
    errors: errors as Problem['errors'],
  };
}

/** Reads; nothing where nothing came. */
export async function read<T>(path: string): Promise<T | null> {
  const answer = await ask<T>('GET', path);
  return answer.is === 'done' ? answer.value : null;
}

/** What the house's typography says of each of these texts. */
export async function lookAt(texts: string[]): Promise<Slip[][] | null> {
  const sent = JSON.stringify({ texts: texts.map((text) => ({ text })) });
  const answer = await ask<{ items: { found: Slip[] }[] }>('POST', '/typography', sent);
  return answer.is === 'done' ? answer.value.items.map(({ found }) => found) : null;
}
