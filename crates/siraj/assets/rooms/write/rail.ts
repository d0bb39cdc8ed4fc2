// The details of an article: section and format, who signs, where it comes from, story, address.
// Topics and the lead picture have files of their own.

import { drawList } from './lists.ts';
import { byId, data, el, t, verb } from './page.ts';
import type { Byline, Manuscript } from './text.ts';

type Details = Pick<Manuscript, 'section' | 'format' | 'slug' | 'dateline' | 'bylines' | 'story'>;

const ROLES = ['writing', 'photographs', 'translation'];

export class Rail {
  #changed: () => void;
  #now: Details;

  constructor(text: Manuscript, changed: () => void) {
    this.#changed = changed;
    this.#now = this.#of(text);
    const { sections, formats, stories } = data.page.choices;
    options('section', sections);
    options('format', formats);
    options('story', [{ id: '', name: t('no_story') }, ...stories]);
    for (const id of ['section', 'format', 'story']) {
      byId<HTMLSelectElement>(id).addEventListener('change', (event) => {
        const { value } = event.currentTarget as HTMLSelectElement;
        Object.assign(this.#now, { [id]: id === 'story' ? value || null : value });
        this.#told();
      });
    }
    this.#typed('place', (value) => (this.#now.dateline.place = value || null));
    this.#typed('as-sent', (value) => (this.#now.dateline.as_sent = value || null));
    this.#typed('slug', (value) => (this.#now.slug = value.trim() || null));
    this.#adding();
    this.write(text);
    counterparts();
  }

  read(): Details {
    return structuredClone(this.#now);
  }

  write(text: Manuscript): void {
    this.#now = this.#of(text);
    const set = (id: string, value: string | null) => {
      const field = byId<HTMLInputElement | HTMLSelectElement>(id);
      if (field.value !== (value ?? '')) field.value = value ?? '';
    };
    set('section', text.section);
    set('format', text.format);
    set('story', text.story);
    set('place', text.dateline.place);
    set('as-sent', text.dateline.as_sent);
    set('slug', text.slug);
    this.#draw();
    this.address(text.headline);
  }

  allow(writes: boolean): void {
    byId<HTMLFieldSetElement>('rail-fields').disabled = !writes;
  }

  /** Shows the address that the article has or will have. */
  address(headline: string): void {
    const section = data.page.choices.sections.find((one) => one.id === this.#now.section);
    const last = this.#now.slug || slugOf(headline);
    byId('address').textContent = section ? `${decoded(section.start)}${data.short_id}/${last}` : '';
    byId<HTMLInputElement>('slug').placeholder = '';
  }

  #of(text: Manuscript): Details {
    const { section, format, slug, dateline, bylines, story } = text;
    return structuredClone({ section, format, slug, dateline, bylines, story });
  }

  #typed(id: string, take: (value: string) => void): void {
    byId<HTMLInputElement>(id).addEventListener('input', (event) => {
      take((event.currentTarget as HTMLInputElement).value);
      this.#told();
    });
  }

  #told(): void {
    this.#changed();
  }

  #again(): void {
    this.#draw();
    this.#told();
  }

  #draw(): void {
    const { people, sources } = data.page.choices;
    const { bylines, dateline } = this.#now;
    const called = (list: { id: string; name: string }[], id: string | undefined) => list.find((one) => one.id === id)?.name ?? t('unknown');
    const shown = (byline: Byline) => ({
      name: byline.guest ?? called(people, byline.person),
      more: this.#role(byline),
    });
    drawList(byId('bylines'), bylines, shown, {
      order: (from, to) => this.#moved(bylines, from, to),
      remove: (at) => this.#removed(bylines, at),
    });
    drawList(byId('sources'), dateline.sources, (id) => ({ name: called(sources, id) }), {
      order: (from, to) => this.#moved(dateline.sources, from, to),
      remove: (at) => this.#removed(dateline.sources, at),
    });
  }

  #moved(list: unknown[], from: number, to: number): void {
    list.splice(to, 0, ...list.splice(from, 1));
    this.#again();
  }

  #removed(list: unknown[], at: number): void {
    list.splice(at, 1);
    this.#again();
  }

  #role(byline: Byline): HTMLElement {
    const choice = el('select', { 'aria-label': t('role_of', { name: byline.guest ?? '' }) }, ...ROLES.map((role) => el('option', { value: role }, t(`role_${role}`))));
    choice.value = byline.role;
    choice.addEventListener('change', () => {
      byline.role = choice.value;
      this.#told();
    });
    return choice;
  }

  /** Where people, guests and sources are added. */
  #adding(): void {
    const { people, sources } = data.page.choices;
    const sign = (byline: Byline) => {
      this.#now.bylines.push(byline);
      this.#again();
    };
    const person = choose(t('add_person'), people, (id) => sign({ person: id, role: 'writing' }));
    const guest = el('input', { type: 'text', id: 'guest', maxlength: '120', autocomplete: 'off' });
    const take = () => {
      if (!guest.value.trim()) return guest.focus();
      sign({ guest: guest.value.trim(), role: 'writing' });
      guest.value = '';
    };
    guest.addEventListener('keydown', (event) => {
      if (event.code !== 'Enter') return;
      event.preventDefault();
      take();
    });
    const box = el('p', { class: 'field with-verb' }, el('label', { for: 'guest' }, t('guest')), guest, verb(t('add'), take, t('add_guest')));
    byId('byline-adding').append(person, box);
    byId('source-adding').append(
      choose(t('add_source'), sources, (id) => {
        if (!this.#now.dateline.sources.includes(id)) this.#now.dateline.sources.push(id);
        this.#again();
      }),
    );
  }
}

/** A choice that adds what is chosen and is ready for the next. */
function choose(label: string, all: { id: string; name: string }[], take: (id: string) => void): HTMLElement {
  const first = el('option', { value: '' }, label);
  const select = el('select', { 'aria-label': label }, first, ...all.map((one) => el('option', { value: one.id }, one.name)));
  // With the keyboard a choice passes over others on its way: it is taken with the button or Enter.
  const add = verb(t('add'), () => {
    if (!select.value) return select.focus();
    take(select.value);
    select.value = '';
    select.focus();
  }, t('add_what', { name: label }));
  return el('p', { class: 'with-verb' }, select, add);
}

function options(id: string, all: { id: string; name: string }[]): void {
  byId(id).replaceChildren(...all.map((one) => el('option', { value: one.id }, one.name)));
}

/** As the server makes it of a headline, near enough to be shown; the server's own word counts. */
function slugOf(headline: string): string {
  return headline
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

function counterparts(): void {
  const all = data.page.choices.counterparts;
  const list = byId('counterparts');
  if (all.length === 0) return list.replaceChildren(el('li', { class: 'meta' }, t('no_counterpart')));
  // Names of languages are dear: a slow machine reads them for a tenth of a second.
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: 'language' });
  list.replaceChildren(
    ...all.map((one) => el('li', {}, el('a', { href: one.url }, el('bdi', {}, one.headline || t('no_headline'))), el('span', { class: 'meta' }, names.of(one.language) ?? one.language))),
  );
}
