// Topics of an article: those that it carries, those that its text mentions, and all others by
// search. Nothing is added by itself.

import { drawList } from './lists.ts';
import { offering } from './offers.ts';
import { type Named, byId, data, el, t, verb } from './page.ts';
import { read } from './server.ts';

interface Listed {
  id: string;
  name: Record<string, string>;
  aliases: Record<string, string[]>;
  merged_into: string | null;
}

/** A topic with everything that it is found by, folded. */
interface Findable extends Named {
  names: string[];
}

/** Most that a search offers. */
const OFFERED = 8;

export class Topics {
  #now: string[] = [];
  #known = new Map<string, string>(data.page.choices.topics.map((one) => [one.id, one.name]));
  #all: Promise<Findable[]> | undefined;
  #found: Named[] = [];
  #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#search();
  }

  read(): string[] {
    return [...this.#now];
  }

  write(topics: string[]): void {
    this.#now = [...topics];
    if (topics.some((id) => !this.#known.has(id))) void this.#list().then(() => this.#draw());
    this.#draw();
  }

  /** Asks what the saved text mentions. */
  async look(): Promise<void> {
    const told = await read<{ items: Named[] }>(`/articles/${data.id}/mentions`);
    if (!told) return;
    this.#found = told.items;
    for (const one of told.items) this.#known.set(one.id, one.name);
    this.#draw();
  }

  #add(id: string): void {
    if (!this.#now.includes(id)) this.#now.push(id);
    this.#draw();
    this.#changed();
  }

  /** Adds one that was found; the next is at hand, so that several are added by one key. */
  #take(id: string, at: number): void {
    this.#add(id);
    const left = byId('found-topics').querySelectorAll('button');
    (left[Math.min(at, left.length - 1)] ?? byId('topic')).focus();
  }

  #draw(): void {
    const called = (id: string) => ({ name: this.#known.get(id) ?? '…' });
    drawList(byId('topics'), this.#now, called, {
      remove: (at) => {
        this.#now.splice(at, 1);
        this.#draw();
        this.#changed();
      },
    });
    const found = this.#found.filter((one) => !this.#now.includes(one.id));
    byId('found').hidden = found.length === 0;
    const add = (one: Named, at: number) => verb(t('add'), () => this.#take(one.id, at), t('add_what', { name: one.name }));
    byId('found-topics').replaceChildren(...found.map((one, at) => el('li', {}, el('bdi', { class: 'what' }, one.name), el('span', { class: 'verbs' }, add(one, at)))));
  }

  async #list(): Promise<Findable[]> {
    this.#all ??= read<{ items: Listed[] }>('/topics').then((told) => {
      if (!told) this.#all = undefined;
      const language = document.documentElement.lang;
      const all = (told?.items ?? []).filter((one) => !one.merged_into).map((one) => ({
        id: one.id,
        name: one.name[language] || Object.values(one.name).find(Boolean) || '',
        names: [...Object.values(one.name), ...Object.values(one.aliases ?? {}).flat()].map(folded),
      }));
      for (const one of all) this.#known.set(one.id, one.name);
      return all;
    });
    return this.#all;
  }

  #search(): void {
    const find = async (words: string) => {
      const wanted = folded(words);
      const all = await this.#list();
      return all.filter((one) => one.names.some((name) => name.includes(wanted)) && !this.#now.includes(one.id)).slice(0, OFFERED);
    };
    offering(byId('topic-adding'), { id: 'topic', label: t('find_topic'), offers: t('topics'), find, take: (one) => this.#add(one.id) });
  }
}

/** Names as a search sees them: without marks, one alef, one ya. */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/\u0649/g, '\u064a')
    .replace(/\u0629/g, '\u0647')
    .replace(/\s+/g, ' ')
    .trim();
}
