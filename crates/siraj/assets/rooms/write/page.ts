// What the server told this page, its sentences, and small helpers for making what it shows.

import type { Told } from './saver.ts';

export interface Named {
  id: string;
  name: string;
}

export interface Section extends Named {
  /** Where addresses of its articles start. */
  start: string;
}

type Sentence = string | Record<string, string>;

/** What the page was made with: the article as the API tells it, and what belongs to the page. */
export interface Data extends Told {
  id: string;
  short_id: string;
  state: string;
  edition: { id: string; language: string };
  page: {
    person: { id: string; name: string };
    language: string;
    direction: 'rtl' | 'ltr';
    may_edit: boolean;
    may_use_pictures: boolean;
    may_publish: boolean;
    may_relate: boolean;
    zone: string | null;
    choices: {
      sections: Section[];
      formats: Named[];
      people: Named[];
      sources: Named[];
      stories: Named[];
      topics: Named[];
      counterparts: { language: string; headline: string; url: string }[];
    };
    able: string[];
    words: Record<string, Sentence>;
    checks: Record<string, Sentence>;
    editor: Record<string, string>;
    editor_too: Record<string, string>;
  };
}

export const data = JSON.parse(document.getElementById('told-data')!.textContent ?? '{}') as Data;

const rules = new Intl.PluralRules(document.documentElement.lang);

/** A sentence of the person's language. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  return said(data.page.words[key] ?? key, values);
}

/** A sentence of the checklist. */
export function check(code: string, values: Record<string, string> = {}): string {
  const key = code.replace(/^checklist\./, '');
  return said(data.page.checks[key] ?? code, values);
}

function said(sentence: Sentence, values: Record<string, string | number>): string {
  const n = Number(values.n ?? 0);
  const form = typeof sentence === 'string' ? sentence : ((n === 0 ? sentence.zero : undefined) ?? sentence[rules.select(n)] ?? sentence.other ?? '');
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Letters that no direction around them reorders. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

let clock: Intl.DateTimeFormat | undefined;

/** A moment as the newsroom's clock shows it. */
export function time(at: string | number | Date): string {
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  try {
    clock ??= new Intl.DateTimeFormat('en-GB', { ...options, timeZone: data.page.zone ?? undefined });
  } catch {
    clock = new Intl.DateTimeFormat('en-GB', options);
  }
  return clock.format(new Date(at));
}

/** Whether a moment is of this day, by the newsroom's clock. */
export function isToday(at: string): boolean {
  try {
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: data.page.zone ?? undefined });
    return day.format(new Date(at)) === day.format(new Date());
  } catch {
    return false;
  }
}

export const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

type Made = string | Node | null | undefined | false;

/** An element with its attributes and what is in it. */
export function el<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string | boolean | (() => void)> = {}, ...inside: Made[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener('click', value);
    else if (value === true) made.setAttribute(attribute, '');
    else if (value !== false) made.setAttribute(attribute, value);
  }
  made.append(...inside.filter((one): one is string | Node => Boolean(one)));
  return made;
}

/** A button that looks like a link: a verb. */
export function verb(words: string, act: () => void, label?: string): HTMLButtonElement {
  return el('button', { type: 'button', class: 'verb', ...(label ? { 'aria-label': label } : {}), click: act }, words);
}

/** An outlined button. */
export function button(words: string, act: () => void, kind = 'outlined'): HTMLButtonElement {
  return el('button', { type: 'button', class: `button ${kind}`, click: act }, words);
}
