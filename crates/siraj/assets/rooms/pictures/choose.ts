// The chooser: pictures of the library in a dialog, searched, uploaded and chosen without leaving
// the page that asks for them. `choosePictures` is what other rooms call.

import type { PictureHit } from '../editor/face.ts';
import { address, findPictures, hit, pictureWords, Refused, type Told, type Words } from './library.ts';
import { fetched, upload } from './upload.ts';

export { onePicture, pictureWords, savePicture } from './library.ts';
export { fetchPicture, uploadPicture } from './upload.ts';

/** How a picture is asked for. */
export interface Asked {
  many: boolean;
  /** The language of the words that come along. */
  language?: string;
}

/** What is waited for after a key before the library is asked. */
const TYPING_MS = 250;
const PICTURES = 'image/jpeg,image/png,image/webp,image/gif';

/** Opens the chooser; answers nothing when the person chose nothing. */
export function choosePictures(words: Words = pictureWords(), asked: Asked = { many: false }): Promise<PictureHit[]> {
  return new Chooser(words, asked).open();
}

type Attributes = Record<string, string | boolean>;

/** An element with attributes and what is in it; words are text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...inside: (Node | string)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(attribute, '');
    else if (value !== false) made.setAttribute(attribute, value);
  }
  made.append(...inside);
  return made;
}

/** The pictures among what was dropped or pasted. */
export function files(from: DataTransfer | null): File[] {
  return Array.from(from?.files ?? []).filter((file) => file.type.startsWith('image/') || file.type === '');
}

class Chooser {
  private readonly dialog: HTMLDialogElement;
  private readonly search: HTMLInputElement;
  private readonly status: HTMLElement;
  private readonly under: HTMLUListElement;
  private readonly grid: HTMLUListElement;
  private readonly more: HTMLButtonElement;
  private readonly insert: HTMLButtonElement;
  private readonly elsewhere: HTMLButtonElement;
  private readonly why: HTMLElement;
  private readonly chosen = new Map<string, Told>();
  private readonly shown = new Map<HTMLButtonElement, Told>();
  private asking = new AbortController();
  private readonly leaving = new AbortController();
  private answer: (hits: PictureHit[]) => void = () => {};

  constructor(
    private readonly words: Words,
    private readonly asked: Asked,
  ) {
    const { many } = asked;
    const w = (key: string) => words[key] ?? '';
    this.search = element('input', { type: 'search', id: 'chooser-search', autocomplete: 'off', spellcheck: 'false', maxlength: '200' });
    this.status = element('p', { class: 'meta', role: 'status' });
    this.under = element('ul', { class: 'arriving' });
    this.grid = element('ul', { class: 'choices', 'aria-label': w('title') });
    this.more = element('button', { type: 'button', class: 'button outlined', hidden: true }, w('more'));
    this.why = element('span', { class: 'meta', id: 'chooser-why' }, w('choose_first'));
    this.insert = element('button', { type: 'button', class: 'button primary', 'aria-describedby': 'chooser-why' }, many ? w('insert_many') : w('insert'));
    this.elsewhere = element('button', { type: 'button', class: 'button outlined', hidden: true }, w('fetch'));
    const pick = element('input', { type: 'file', accept: PICTURES, multiple: many, class: 'unseen', id: 'chooser-files' });
    const label = element('label', { for: 'chooser-files', class: 'button outlined' }, w('upload'));
    const close = element('button', { type: 'button', class: 'verb' }, w('close'));
    const cancel = element('button', { type: 'button', class: 'button outlined' }, w('nothing'));
    this.dialog = element(
      'dialog',
      { class: 'chooser', 'aria-labelledby': 'chooser-title' },
      element('header', {}, element('h2', { id: 'chooser-title' }, many ? w('title_many') : w('title')), close),
      element(
        'div',
        { class: 'asks' },
        element('p', { class: 'field' }, element('label', { for: 'chooser-search' }, w('search')), this.search, this.elsewhere),
        element('p', { class: 'files' }, pick, label),
      ),
      element('p', { class: 'meta drops' }, w('drop')),
      this.under,
      this.status,
      element('div', { class: 'scrolls' }, this.grid, element('p', { class: 'turn' }, this.more)),
      element('footer', {}, this.insert, cancel, this.why),
    );
    this.listen(pick);
    for (const button of [close, cancel]) button.addEventListener('click', () => this.leave([]));
  }

  open(): Promise<PictureHit[]> {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.search.focus();
    this.ready();
    void this.find();
    return new Promise((resolve) => (this.answer = resolve));
  }

  private listen(pick: HTMLInputElement): void {
    let typing: ReturnType<typeof setTimeout> | undefined;
    this.search.addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(() => void this.find(), TYPING_MS);
    });
    this.search.addEventListener('keydown', (event) => {
      if (event.code === 'ArrowDown') {
        event.preventDefault();
        this.move(0);
      } else if (event.code === 'Enter') event.preventDefault();
    });
    pick.addEventListener('change', () => {
      this.take(Array.from(pick.files ?? []));
      pick.value = '';
    });
    this.more.addEventListener('click', () => void this.find(true));
    this.elsewhere.addEventListener('click', () => void this.fetch());
    this.insert.addEventListener('click', () => this.done());
    this.grid.addEventListener('keydown', (event) => this.key(event));
    this.dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.leave([]);
    });
    this.dialog.addEventListener('keydown', (event) => {
      // Keys of the page below do not act while one chooses.
      event.stopPropagation();
      if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) this.done();
    });
    this.dialog.addEventListener('paste', (event) => {
      const found = files(event.clipboardData);
      if (found.length > 0) {
        event.preventDefault();
        this.take(found);
      }
    });
    this.dialog.addEventListener('dragover', (event) => event.preventDefault());
    this.dialog.addEventListener('drop', (event) => {
      event.preventDefault();
      this.take(files(event.dataTransfer));
    });
  }

  /** Takes in the picture whose address stands in the search field. */
  private async fetch(): Promise<void> {
    this.status.textContent = this.words.fetching ?? '';
    try {
      const told = await fetched(this.search.value.trim(), { words: this.words, signal: this.leaving.signal });
      this.search.value = '';
      await this.find();
      const button = [...this.shown].find(([, shown]) => shown.id === told.id)?.[0] ?? this.show(told, 'prepend');
      if (!this.chosen.has(told.id)) this.toggle(button);
      this.status.textContent = this.words.arrived ?? '';
      button.focus();
    } catch (error) {
      if (!this.leaving.signal.aborted) this.status.textContent = error instanceof Error ? error.message : '';
    }
  }

  /** Asks the library, anew or for what comes after. */
  private async find(further = false): Promise<void> {
    this.asking.abort();
    this.elsewhere.hidden = !/^https:\/\//i.test(this.search.value.trim());
    if (!this.elsewhere.hidden) {
      this.status.textContent = '';
      return;
    }
    const asking = (this.asking = new AbortController());
    const buttons = [...this.shown.keys()];
    const last = further ? this.shown.get(buttons.at(-1)!)?.id : undefined;
    try {
      const found = await findPictures(this.search.value, this.words, last, asking.signal);
      if (asking.signal.aborted) return;
      if (!further) this.empty();
      const first = found.map((told) => this.show(told)).at(0);
      this.more.hidden = found.length < 40;
      this.status.textContent = this.shown.size > 0 ? '' : this.search.value.trim() === '' ? (this.words.none_yet ?? '') : (this.words.none_found ?? '');
      if (further) first?.focus();
    } catch (error) {
      if (!asking.signal.aborted) this.status.textContent = error instanceof Error ? error.message : '';
    }
  }

  private empty(): void {
    this.grid.replaceChildren();
    this.shown.clear();
  }

  private show(told: Told, at: 'append' | 'prepend' = 'append'): HTMLButtonElement {
    const words = hit(told, this.asked.language);
    const name = words.alt || words.caption || String(told.file_name ?? '') || this.words.no_words || '';
    const image = element('img', { src: address(told, '4x3-320.webp'), alt: '', width: '320', height: '240', loading: 'lazy', decoding: 'async' });
    const notes = words.alt === '' && !words.decorative ? [element('span', { class: 'lacks' }, this.words.no_alt ?? '')] : [];
    const button = element('button', { type: 'button', 'aria-pressed': 'false', tabindex: '-1' }, image, element('bdi', {}, name), ...notes);
    button.addEventListener('click', () => this.toggle(button));
    button.addEventListener('dblclick', () => this.done());
    this.shown.set(button, told);
    this.grid[at](element('li', {}, button));
    this.press(button, this.chosen.has(told.id));
    if (this.grid.querySelector('[tabindex="0"]') === null) button.tabIndex = 0;
    return button;
  }

  private press(button: HTMLButtonElement, pressed: boolean): void {
    button.setAttribute('aria-pressed', String(pressed));
  }

  private toggle(button: HTMLButtonElement): void {
    const told = this.shown.get(button)!;
    const was = this.chosen.has(told.id);
    if (!this.asked.many) {
      this.chosen.clear();
      for (const other of this.shown.keys()) this.press(other, false);
    }
    if (was) this.chosen.delete(told.id);
    else this.chosen.set(told.id, told);
    this.press(button, !was);
    this.rove(button);
    this.ready();
  }

  /** The button that ends it says why it cannot yet. */
  private ready(): void {
    const ready = this.chosen.size > 0;
    this.insert.setAttribute('aria-disabled', String(!ready));
    this.why.hidden = ready;
  }

  private rove(button: HTMLButtonElement): void {
    for (const other of this.shown.keys()) other.tabIndex = other === button ? 0 : -1;
  }

  private move(to: number): void {
    const buttons = [...this.grid.querySelectorAll('button')];
    const button = buttons[Math.max(0, Math.min(to, buttons.length - 1))];
    if (!button) return;
    this.rove(button);
    button.focus();
  }

  /** Arrows are physical: → goes to what is drawn on the right. */
  private key(event: KeyboardEvent): void {
    const buttons = [...this.grid.querySelectorAll('button')];
    const now = buttons.indexOf(event.target as HTMLButtonElement);
    if (now < 0) return;
    const top = buttons[0]!.offsetTop;
    const across = Math.max(1, buttons.filter((button) => button.offsetTop === top).length);
    const forward = getComputedStyle(this.grid).direction === 'rtl' ? -1 : 1;
    const steps: Record<string, number> = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: across, ArrowUp: -across, Home: -now, End: buttons.length };
    const step = steps[event.code];
    if (step === undefined) return;
    event.preventDefault();
    if (event.code === 'ArrowUp' && now < across) this.search.focus();
    else this.move(now + step);
  }

  private take(found: File[]): void {
    for (const file of this.asked.many ? found : found.slice(0, 1)) void this.arrive(file);
  }

  private async arrive(file: File): Promise<void> {
    const bar = element('progress', { max: '1', value: '0', 'aria-label': file.name });
    const note = element('span', { class: 'meta' });
    const again = element('button', { type: 'button', class: 'verb', hidden: true }, this.words.again ?? '');
    const row = element('li', {}, element('bdi', {}, file.name), bar, note, again);
    this.under.append(row);
    const go = async (): Promise<void> => {
      again.hidden = true;
      note.textContent = '';
      note.classList.remove('stop');
      try {
        const told = await upload(file, (part) => (bar.value = part), {
          words: this.words,
          signal: this.leaving.signal,
          waits: (waiting) => (note.textContent = waiting ? (this.words.waits ?? '') : ''),
        });
        row.remove();
        const known = [...this.shown].find(([, shown]) => shown.id === told.id)?.[0];
        const button = known ?? this.show(told, 'prepend');
        if (!this.chosen.has(told.id)) this.toggle(button);
        this.status.textContent = this.words.arrived ?? '';
        button.scrollIntoView({ block: 'nearest' });
      } catch (error) {
        if (this.leaving.signal.aborted) return;
        note.textContent = error instanceof Error ? error.message : '';
        note.classList.add('stop');
        note.setAttribute('role', 'alert');
        again.hidden = !(error instanceof Refused && error.again);
      }
    };
    again.addEventListener('click', () => void go());
    await go();
  }

  private done(): void {
    if (this.chosen.size === 0) return this.search.focus();
    this.leave([...this.chosen.values()].map((told) => hit(told, this.asked.language)));
  }

  private leave(hits: PictureHit[]): void {
    this.asking.abort();
    this.leaving.abort();
    this.dialog.close();
    this.dialog.remove();
    this.answer(hits);
  }
}
