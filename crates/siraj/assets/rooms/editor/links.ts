// Links: to an address, checked as it is typed, or to an article of our own, found by its words. The
// same form changes a link and takes it away.

import type { Mark, ResolvedPos } from 'prosemirror-model';
import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { articleOf, completed, providerNames, providerOf } from './addresses.ts';
import { act, holdsMarks, putBlock } from './commands.ts';
import { button, freshId, make } from './dom.ts';
import type { ArticleHit } from './face.ts';
import { labelled, popover } from './popover.ts';
import type { Desk } from './desk.ts';
import { LIMITS, markType, schema, type } from './schema.ts';

const PAUSE = 200;

/** Searches while somebody types; only the answer to the last question is heard. */
export class Search {
  private timer = 0;
  private asked = 0;

  constructor(private readonly ask: (q: string) => Promise<ArticleHit[]>) {}

  look(q: string, found: (hits: ArticleHit[] | null) => void): void {
    window.clearTimeout(this.timer);
    this.asked += 1;
    const mine = this.asked;
    this.timer = window.setTimeout(async () => {
      try {
        const hits = await this.ask(q.trim());
        if (mine === this.asked) found(hits.slice(0, 8));
      } catch {
        if (mine === this.asked) found(null);
      }
    }, PAUSE);
  }

  stop(): void {
    window.clearTimeout(this.timer);
    this.asked += 1;
  }
}

/** The whole of the link, or other mark with a value, in which a position stands. */
export function rangeOfMark($at: ResolvedPos, name: string): { from: number; to: number; mark: Mark } | null {
  const parent = $at.parent;
  const kind = markType(name);
  let found: Mark | undefined;
  const parts: { from: number; to: number; mark: Mark | undefined }[] = [];
  parent.forEach((child, offset) => {
    parts.push({ from: offset, to: offset + child.nodeSize, mark: kind.isInSet(child.marks) });
  });
  let at = parts.findIndex(({ from, to }) => from < $at.parentOffset && $at.parentOffset <= to);
  if (!parts[at]?.mark) at = parts.findIndex(({ from }) => from === $at.parentOffset);
  found = parts[at]?.mark;
  if (!found) return null;
  let [first, last] = [at, at];
  while (parts[first - 1]?.mark?.eq(found)) first -= 1;
  while (parts[last + 1]?.mark?.eq(found)) last += 1;
  const start = $at.start();
  return { from: start + (parts[first]?.from ?? 0), to: start + (parts[last]?.to ?? 0), mark: found };
}

/** Links the selection, or puts in words that are linked. */
export function putLink(view: EditorView, from: number, to: number, href: string, words: string): void {
  const mark = markType('link').create({ href });
  const tr = view.state.tr;
  let end = to;
  if (from === to) {
    const marks = mark.addToSet(view.state.doc.resolve(from).marks());
    tr.insert(from, schema.text(words, marks));
    end = from + words.length;
  } else {
    tr.removeMark(from, to, markType('link')).addMark(from, to, mark);
  }
  act(view, tr.setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(markType('link')).scrollIntoView());
}

/** Puts an article of our own into the text: its card, or a link over the selection or its headline. */
export function putArticle(desk: Desk, hit: ArticleHit, card: boolean): void {
  const { view } = desk;
  const { from, to } = view.state.selection;
  if (card) {
    desk.articles.set(hit.id, hit);
    act(view, putBlock(view.state.tr, type('related').create({ article: hit.id })));
  } else if (holdsMarks(view.state)) putLink(view, from, to, `article:${hit.id}`, hit.headline);
  else desk.say(desk.words('no_marks_here'));
  view.focus();
}

/** The form of a link at the selection. */
export function linkForm(desk: Desk): boolean {
  const { view, words, host } = desk;
  if (!holdsMarks(view.state)) return desk.say(words('no_marks_here'));
  const { from, to, empty } = view.state.selection;
  const standing = rangeOfMark(view.state.doc.resolve(empty ? from : from + 1), 'link');
  const range = empty ? (standing ?? { from, to }) : { from, to };
  const href = (standing?.mark.attrs['href'] as string | undefined) ?? '';
  const field = make('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', dir: 'auto', role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list' });
  const found = make('div', { class: 'menu-list', role: 'listbox', id: freshId('found'), 'aria-label': words('articles') });
  found.hidden = true;
  field.setAttribute('aria-controls', found.id);
  const { element, trouble } = labelled(words('link_to'), field, words('link_hint'));
  const search = new Search((q) => host.searchArticles(q));
  const finish = (address: string, text: string) => {
    search.stop();
    close();
    putLink(view, range.from, range.to, address, text);
    view.focus();
  };
  const submit = () => {
    const chosen = found.querySelector<HTMLElement>('[aria-selected="true"]');
    if (chosen) return chosen.click();
    if (articleOf(href) && field.value === held) return close();
    const address = completed(field.value);
    if (!address) return trouble(words(field.value.trim() === '' ? 'link_empty' : 'link_refused'));
    finish(address, field.value.trim());
  };
  let held = articleOf(href) ? '' : href;
  field.value = held;
  const own = articleOf(href);
  if (own) {
    void host.article(own).then((hit) => {
      if (hit && field.value === '') field.value = held = hit.headline;
    }, () => undefined);
  }
  field.addEventListener('input', () => {
    trouble('');
    if (completed(field.value) || field.value.trim().length < 2) {
      search.stop();
      list(found, field, []);
      return;
    }
    search.look(field.value, (hits) => {
      if (hits === null) trouble(words('search_failed'));
      list(found, field, hits ?? [], (hit) => finish(`article:${hit.id}`, hit.headline));
    });
  });
  field.addEventListener('keydown', (event) => walk(event, found, field));
  const verbs = make('div', { class: 'popover-verbs' }, make('button', { class: 'button primary' }, words('link_set')));
  if (standing) {
    verbs.append(button(words('link_remove'), () => {
      close();
      act(view, view.state.tr.removeMark(standing.from, standing.to, markType('link')));
      view.focus();
    }, { class: 'button' }));
  }
  verbs.append(button(words('cancel'), () => close(), { class: 'button' }));
  const form = make('form', {}, element, found, verbs);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  const close = popover(view, desk.frame, words('link_title'), form, field);
  field.select();
  return true;
}

function list(found: HTMLElement, field: HTMLInputElement, hits: ArticleHit[], pick: (hit: ArticleHit) => void = () => undefined): void {
  found.replaceChildren(
    ...hits.map((hit, at) => {
      const option = make(
        'div',
        { class: 'option', role: 'option', id: `${found.id}-${at}`, 'aria-selected': 'false' },
        make('span', { class: 'option-label', dir: 'auto' }, hit.headline),
        make('span', { class: 'option-meta' }, [hit.state, hit.when].filter((part) => part !== '').join(' · ')),
      );
      option.addEventListener('mousedown', (event) => event.preventDefault());
      option.addEventListener('click', () => pick(hit));
      return option;
    }),
  );
  found.hidden = hits.length === 0;
  field.setAttribute('aria-expanded', String(hits.length > 0));
  field.removeAttribute('aria-activedescendant');
}

function walk(event: KeyboardEvent, found: HTMLElement, field: HTMLInputElement): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const options = [...found.children];
  if (options.length === 0) return;
  event.preventDefault();
  const now = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  const next = event.key === 'ArrowDown' ? (now + 1) % options.length : (now <= 0 ? options.length : now) - 1;
  options.forEach((option, at) => option.setAttribute('aria-selected', String(at === next)));
  field.setAttribute('aria-activedescendant', options[next]?.id ?? '');
  options[next]?.scrollIntoView({ block: 'nearest' });
}

/** The languages offered for a run of another language, by how often news needs them. */
const LANGUAGES = ['en', 'fr', 'es', 'de', 'it', 'tr', 'fa', 'ur', 'ku', 'he', 'ru', 'uk', 'zh', 'pt', 'nl', 'la', 'ar'];

/** The form of a run in another language. */
export function foreignForm(desk: Desk): boolean {
  const { view, words } = desk;
  const { from, to, empty } = view.state.selection;
  const standing = rangeOfMark(view.state.doc.resolve(empty ? from : from + 1), 'foreign');
  if (!holdsMarks(view.state)) return desk.say(words('no_marks_here'));
  if (empty && !standing) return desk.say(words('select_first'));
  const range = empty && standing ? standing : { from, to };
  const named = new Intl.DisplayNames([document.documentElement.lang || 'ar'], { type: 'language' });
  const now = standing?.mark.attrs['language'] as string | undefined;
  const codes = now && !LANGUAGES.includes(now) ? [now, ...LANGUAGES] : LANGUAGES;
  const select = make('select', {}, ...codes.filter((code) => code !== desk.host.language).map((code) => make('option', { value: code }, named.of(code) ?? code)));
  if (now) select.value = now;
  const { element } = labelled(words('foreign_language'), select, words('foreign_hint'));
  const verbs = make('div', { class: 'popover-verbs' }, make('button', { class: 'button primary' }, words('foreign_set')));
  if (standing) {
    verbs.append(button(words('foreign_remove'), () => {
      close();
      act(view, view.state.tr.removeMark(standing.from, standing.to, markType('foreign')));
      view.focus();
    }, { class: 'button' }));
  }
  verbs.append(button(words('cancel'), () => close(), { class: 'button' }));
  const form = make('form', {}, element, verbs);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    close();
    act(view, view.state.tr.addMark(range.from, range.to, markType('foreign').create({ language: select.value })));
    view.focus();
  });
  const close = popover(view, desk.frame, words('foreign_title'), form, select);
  return true;
}

/** The form of a card for something at a known provider. */
export function embedForm(desk: Desk): boolean {
  return addressForm(desk, 'embed', words => words('embed_hint', { providers: providerNames().join(desk.host.language === 'ar' ? '\u060c ' : ', ') }), (typed) => {
    const address = completed(typed);
    const provider = address ? providerOf(address) : null;
    if (!address || !provider) return desk.words('embed_refused');
    const { view } = desk;
    act(view, putBlock(view.state.tr, type('embed').create({ url: address, provider: provider.key, title: provider.name })));
    return null;
  });
}

/** A form that asks for one address; `take` answers what is wrong with it. */
export function addressForm(desk: Desk, key: string, hint: (words: Desk['words']) => string, take: (typed: string) => string | null): boolean {
  const { view, words } = desk;
  const field = make('input', { type: 'text', inputmode: 'url', autocomplete: 'off', spellcheck: 'false', dir: 'ltr', maxlength: String(LIMITS.shortText * 3) });
  const { element, trouble } = labelled(words('address'), field, hint(words));
  const form = make('form', {}, element, make('div', { class: 'popover-verbs' },
    make('button', { class: 'button primary' }, words(`${key}_set`)),
    button(words('cancel'), () => close(), { class: 'button' })));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = take(field.value);
    if (wrong) trouble(wrong);
    else close();
  });
  field.addEventListener('input', () => trouble(''));
  const close = popover(view, desk.frame, words(`${key}_title`), form, field);
  return true;
}
