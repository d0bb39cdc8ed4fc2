// Two people wrote the same place: both texts beside each other, place by place, and a choice at
// each. Nothing is saved before the last is made, and nothing is lost whatever is chosen.

import { announce } from './bar.ts';
import { button, byId, data, el, isolated, t, verb } from './page.ts';
import { type Choice, type Merged, type Place } from './merge.ts';
import { type Byline, type Manuscript, type Node as Block, plain } from './text.ts';
import { compared } from './words.ts';

export interface Conflict {
  merged: Merged;
  /** Who saved the other text, and when each was written. */
  name: string;
  mineAt: string;
  theirsAt: string;
  save(choices: Choice[]): void;
  /** Leaves with one's own text as an article of its own. */
  apart(): void;
}

export class ConflictPage {
  #conflict: Conflict;
  #choices: (Choice | undefined)[];
  #undo: { at: number; before: Choice | undefined }[] = [];
  #rows: HTMLElement[] = [];
  #save: HTMLButtonElement;
  #left = el('span', { id: 'conflict-left' });
  #keys = (event: KeyboardEvent) => this.#key(event);

  constructor(conflict: Conflict) {
    this.#conflict = conflict;
    this.#choices = conflict.merged.places.map(() => undefined);
    this.#save = button(t('save_merged'), () => this.#done(), 'primary');
    this.#save.setAttribute('aria-describedby', 'conflict-left');
    this.#draw();
    byId('columns').hidden = true;
    byId('conflict').hidden = false;
    document.addEventListener('keydown', this.#keys, true);
    this.#show();
    const title = byId('conflict-title');
    title.focus();
    announce(title.textContent ?? '');
  }

  close(): void {
    document.removeEventListener('keydown', this.#keys, true);
    byId('conflict').hidden = true;
    byId('conflict').replaceChildren();
    byId('columns').hidden = false;
  }

  #draw(): void {
    const { name, mineAt, theirsAt, merged } = this.#conflict;
    const head = el(
      'div',
      { class: 'place head' },
      el('span', { class: 'label' }),
      el('div', { class: 'side' }, el('h2', {}, t('your_text')), el('p', { class: 'meta' }, t('kept_here_at', { time: mineAt }), ' · ', verb(t('take_all_yours'), () => this.#all('mine')))),
      el('div', { class: 'side' }, el('h2', {}, t('text_of', { name: isolated(name) })), el('p', { class: 'meta' }, t('on_server_at', { time: theirsAt }), ' · ', verb(t('take_all_theirs'), () => this.#all('theirs')))),
    );
    const body: HTMLElement[] = [];
    merged.places.forEach((place, at) => place.values && body.push(this.#place(place, at)));
    for (const part of merged.parts) {
      if ('settled' in part) body.push(folded(part.settled));
      else body.push(this.#place(merged.places[part.place]!, part.place));
    }
    const next = verb(t('go_to_it'), () => this.#next());
    byId('conflict').replaceChildren(
      el('h1', { id: 'conflict-title', tabindex: '-1' }, t('conflict_title', { name: isolated(name) })),
      el('p', { class: 'under' }, t('conflict_what')),
      head,
      ...body,
      el('div', { class: 'conflict-foot' }, this.#save, el('p', {}, this.#left, ' ', next), button(t('save_apart'), () => this.#conflict.apart())),
      el(
        'ul',
        { class: 'keys', 'aria-label': t('keys') },
        ...[
          ['F8', 'key_next_place'],
          ['1', 'your_text'],
          ['2', 'key_theirs'],
          ['Ctrl Z', 'key_undo_choice'],
          ['Ctrl Enter', 'key_save'],
        ].map(([key, words]) => el('li', {}, el('kbd', {}, key), ' ', t(words!))),
      ),
    );
  }

  #place(place: Place, at: number): HTMLElement {
    const label = place.values ? t(labelOf(place.field)) : t('passage', { n: place.at + 1 });
    const texts = words(place);
    const side = (which: 'mine' | 'theirs') => {
      const text = texts[which];
      const gone = text === '' && texts.base !== '';
      const shown = gone ? el('del', {}, texts.base) : text === '' ? el('span', { class: 'meta' }, t('empty')) : null;
      const runs = shown ? [shown] : compared(texts.base, text).map((run) => (run.fate === 'kept' ? document.createTextNode(run.text) : el(run.fate === 'added' ? 'ins' : 'del', {}, run.text)));
      return el(
        'div',
        { class: 'side', 'data-side': which },
        el('p', { class: 'text', lang: data.page.language, dir: data.page.direction }, ...runs),
        gone ? el('p', { class: 'meta' }, which === 'mine' ? t('you_removed') : t('removed_by', { name: isolated(this.#conflict.name) })) : texts.same ? el('p', { class: 'meta' }, t('form_only')) : null,
        this.#radio(at, which, which === 'mine' ? t('take_yours') : t('take_theirs', { name: isolated(this.#conflict.name) })),
      );
    };
    const both = place.takesBoth ? el('div', { class: 'both' }, this.#radio(at, 'both', t('take_both'))) : null;
    const row = el('div', { class: 'place', role: 'group', 'aria-label': label, tabindex: '-1' }, el('span', { class: 'label' }, label), side('mine'), side('theirs'), both);
    row.addEventListener('focusin', () => row.classList.add('current'));
    row.addEventListener('focusout', () => row.classList.remove('current'));
    this.#rows[at] = row;
    return row;
  }

  #radio(at: number, choice: Choice, words: string): HTMLElement {
    const input = el('input', { type: 'radio', name: `place-${at}`, value: choice });
    input.addEventListener('change', () => this.#choose(at, choice));
    return el('label', { class: 'choice-of' }, input, ' ', words);
  }

  #choose(at: number, choice: Choice): void {
    this.#undo.push({ at, before: this.#choices[at] });
    this.#choices[at] = choice;
    this.#show();
  }

  #all(choice: Choice): void {
    this.#choices.forEach((before, at) => {
      this.#undo.push({ at, before });
      this.#choices[at] = choice;
    });
    this.#show();
    this.#save.focus();
  }

  #show(): void {
    this.#rows.forEach((row, at) => {
      const choice = this.#choices[at];
      row.classList.toggle('open', !choice);
      for (const side of row.querySelectorAll<HTMLElement>('[data-side]')) side.classList.toggle('taken', choice === side.dataset.side || choice === 'both');
      for (const input of row.querySelectorAll('input')) input.checked = input.value === choice;
    });
    const left = this.#choices.filter((choice) => !choice).length;
    this.#left.textContent = left > 0 ? t('places_left', { n: left }) : t('none_left');
    this.#left.parentElement?.querySelector('.verb')?.toggleAttribute('hidden', left === 0);
    this.#save.setAttribute('aria-disabled', String(left > 0));
  }

  #done(): void {
    const chosen = this.#choices.filter((choice): choice is Choice => Boolean(choice));
    if (chosen.length < this.#choices.length) return this.#next();
    this.#conflict.save(chosen);
  }

  /** Leads to the next place without a choice, else to the next of all. */
  #next(): void {
    const here = this.#rows.findIndex((row) => row.contains(document.activeElement));
    const order = this.#rows.map((_, n) => (here + 1 + n) % this.#rows.length);
    const at = order.find((n) => !this.#choices[n]) ?? order[0];
    if (at === undefined) return;
    this.#rows[at]!.scrollIntoView({ block: 'center' });
    this.#rows[at]!.focus();
  }

  #key(event: KeyboardEvent): void {
    const control = event.ctrlKey || event.metaKey;
    const here = this.#rows.findIndex((row) => row.contains(document.activeElement));
    const digit = { Digit1: 'mine', Numpad1: 'mine', Digit2: 'theirs', Numpad2: 'theirs', Digit3: 'both' }[event.code] as Choice | undefined;
    if (event.code === 'F8') this.#next();
    else if (digit && !control && !event.altKey && here >= 0 && (digit !== 'both' || this.#conflict.merged.places[here]!.takesBoth)) this.#choose(here, digit);
    else if (event.code === 'KeyZ' && control) {
      const last = this.#undo.pop();
      if (last) this.#choices[last.at] = last.before;
      this.#show();
    } else if ((event.code === 'Enter' || event.code === 'KeyS') && control) this.#done();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function folded(all: Block[]): HTMLElement {
  const lines = all.map(plain).filter(Boolean);
  return el(
    'details',
    { class: 'same' },
    el('summary', {}, t('same_passages', { n: all.length }), ' ', el('span', { class: 'show' }, t('show_them'))),
    ...lines.map((line) => el('p', { lang: data.page.language, dir: data.page.direction }, line)),
  );
}

const LABELS: Record<string, string> = { picture: 'lead_picture' };

function labelOf(field: string): string {
  return LABELS[field] ?? field;
}

/** A place's three texts, in words. */
function words(place: Place): { base: string; mine: string; theirs: string; same: boolean } {
  const of = (blocks: Block[], value: unknown) => (place.values ? named(place.field, value) : blocks.map(plain).join('\n'));
  const base = of(place.base, place.values?.base);
  const mine = of(place.mine, place.values?.mine);
  const theirs = of(place.theirs, place.values?.theirs);
  return { base, mine, theirs, same: mine === theirs };
}

/** A field's value as a person reads it. */
function named(field: string, value: unknown): string {
  const { sections, formats, people, sources, stories } = data.page.choices;
  const called = (list: { id: string; name: string }[], id: unknown) => list.find((one) => one.id === id)?.name ?? '';
  if (field === 'section') return called(sections, value);
  if (field === 'format') return called(formats, value);
  if (field === 'story') return called(stories, value);
  if (field === 'picture') return value ? t('picture_number', { id: String(value).slice(-6) }) : '';
  if (field === 'bylines') return (value as Byline[]).map((one) => `${one.guest ?? called(people, one.person)} (${t(`role_${one.role}`)})`).join('\n');
  if (field === 'dateline') {
    const { place, sources: all, as_sent } = value as Manuscript['dateline'];
    return [place, ...all.map((id) => called(sources, id)), as_sent].filter(Boolean).join('\n');
  }
  return String(value ?? '');
}
