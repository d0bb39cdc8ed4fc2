// The articles that stand beside this one: what editors pinned, what was chosen by itself, what is
// kept out. Each decision holds at once, and is taken back by the verb that stands in its place.

import { announce } from './bar.ts';
import { type Listed, dayOf, hitRow } from './hits.ts';
import { offering } from './offers.ts';
import { byId, data, t, verb } from './page.ts';
import { type Answer, ask, read } from './server.ts';

interface Item extends Listed {
  is_pinned: boolean;
  is_named: boolean;
}

interface Told {
  items: Item[];
  banned: Listed[];
}

/** While somebody types it is looked for this much later, in milliseconds. */
const REST = 150;
/** Most that a search offers. */
const OFFERED = 8;

export class Related {
  #panel = byId<HTMLDetailsElement>('related');
  #said = byId('related-said');
  #told: Told = { items: [], banned: [] };
  /** Whether the list is there, so that opening the panel need not ask for it. */
  #isShown = false;

  constructor() {
    this.#panel.addEventListener('toggle', () => {
      if (this.#panel.open && !this.#isShown) void this.#look();
      this.#isShown = this.#panel.open;
    });
    if (data.page.may_relate) this.#search();
  }

  /** Pins an article, at the end of the pinned or at a place among them. */
  async pin(id: string, place?: number): Promise<void> {
    await this.#decide('PUT', id, { choice: 'pinned', place }, 'pinned');
  }

  /** Asks for the list; `said` is what was said meanwhile and stays. */
  async #look(said = ''): Promise<void> {
    const told = await read<Told>(`/articles/${data.id}/related`);
    if (told) this.#show(told, said);
    else this.#said.textContent = said || t('like_lost');
  }

  async #decide(method: string, id: string, sent: object | undefined, done: string): Promise<void> {
    const body = sent && JSON.stringify(sent);
    const answer: Answer<Told> = await ask(method, `/articles/${data.id}/related/${id}`, body, crypto.randomUUID());
    this.#isShown = true;
    this.#panel.open = true;
    if (answer.is !== 'done') return this.#look(answer.is === 'problem' ? answer.problem.detail : t('related_lost'));
    announce(t(done));
    this.#show(answer.value);
  }

  #show(told: Told, said = ''): void {
    this.#told = told;
    const { items, banned } = told;
    this.#said.textContent = said || (items.length > 0 ? '' : t('related_none'));
    const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('#related li')?.dataset.id;
    byId('related-list').replaceChildren(...items.map((one) => this.#row(one)));
    byId('related-banned').replaceChildren(...banned.map((one) => this.#banned(one)));
    byId('related-out').hidden = banned.length === 0;
    if (focused) document.querySelector<HTMLElement>(`#related li[data-id="${focused}"] .verb`)?.focus();
  }

  #row(one: Item): HTMLElement {
    const name = one.headline;
    const place = this.#told.items.filter((other) => other.is_pinned).indexOf(one);
    const verbs = one.is_pinned
      ? [
          place > 0 && verb(t('up'), () => void this.pin(one.id, place - 1), t('up_what', { name })),
          verb(t('unpin'), () => void this.#free(one.id, 'unpinned'), t('unpin_what', { name })),
        ]
      : [verb(t('pin'), () => void this.pin(one.id), t('pin_what', { name }))];
    const ban = verb(t('ban'), () => void this.#decide('PUT', one.id, { choice: 'banned' }, 'banned'), t('ban_what', { name }));
    const day = dayOf(one.published_at, t('related_not_public'));
    return this.#marked(one, hitRow(one, one.is_pinned ? t('pinned_at', { day }) : day, data.page.may_relate ? [...verbs, ban] : []));
  }

  #banned(one: Listed): HTMLElement {
    const allow = verb(t('allow'), () => void this.#free(one.id, 'allowed'), t('allow_what', { name: one.headline }));
    return this.#marked(one, hitRow(one, dayOf(one.published_at, t('related_not_public')), data.page.may_relate ? [allow] : []));
  }

  #marked(one: Listed, row: HTMLElement): HTMLElement {
    row.dataset.id = one.id;
    return row;
  }

  #free(id: string, done: string): Promise<void> {
    return this.#decide('DELETE', id, undefined, done);
  }

  #search(): void {
    const find = async (words: string) => {
      const told = await read<{ answers: Listed[] }>(`/search?edition=${data.edition.id}&q=${encodeURIComponent(words.trim())}`);
      const isHere = (id: string) => id === data.id || this.#told.items.some((one) => one.is_pinned && one.id === id);
      const found = (told?.answers ?? []).filter((one) => !isHere(one.id)).slice(0, OFFERED);
      return found.map((one) => ({ id: one.id, name: one.headline }));
    };
    offering(byId('related-adding'), { id: 'related-find', label: t('find_related'), offers: t('related'), rest: REST, find, take: (one) => void this.pin(one.id) });
  }
}
