// Pictures on their way into the library: chosen, dropped or pasted, several at once, each with its
// progress, its pause and its second try. What was not finished when the page was left is named, so
// that the same files, chosen again, go on where they were.

import { element, files } from './choose.ts';
import { address, hit, pictureWords, Refused, type Told, type Words } from './library.ts';
import { fetched, upload } from './upload.ts';

/** How many are sent at once: a bad line is shared by few. */
const AT_ONCE = 2;
const KEPT = 'siraj-uploads';
/** What is not gone on with for so long the server has swept. */
const KEPT_MS = 6 * 24 * 3600 * 1000;

/** An upload that was begun. */
interface Begun {
  name: string;
  size: number;
  at: number;
}

/** Takes over the form of the library and everything that falls on the page. */
export function arrivals(library: HTMLElement): void {
  const all = new Arrivals(library, pictureWords());
  const form = library.querySelector<HTMLFormElement>('form[data-sends]')!;
  const field = form.querySelector<HTMLInputElement>('input[type=file]')!;
  field.multiple = true;
  form.classList.add('live');
  field.addEventListener('change', () => {
    all.take(Array.from(field.files ?? []));
    field.value = '';
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    field.click();
  });
  field.required = false;
  elsewhere(library.querySelector<HTMLFormElement>('form[data-address]')!);
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    library.classList.add('over');
  });
  for (const end of ['dragleave', 'drop'] as const) {
    document.addEventListener(end, (event) => {
      if (end === 'drop' || (event as DragEvent).relatedTarget === null) library.classList.remove('over');
    });
  }
  document.addEventListener('drop', (event) => {
    const found = files(event.dataTransfer);
    if (found.length === 0) return;
    event.preventDefault();
    all.take(found);
  });
  document.addEventListener('paste', (event) => {
    const found = files(event.clipboardData);
    if (found.length === 0) return;
    event.preventDefault();
    all.take(found);
  });
}

/** A picture by its address elsewhere: it is taken in, and its own page asks for its words. */
function elsewhere(form: HTMLFormElement): void {
  const field = form.querySelector('input')!;
  const note = form.querySelector<HTMLElement>('[role=status]')!;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    note.textContent = form.dataset.fetching ?? '';
    fetched(field.value)
      .then(({ id }) => location.assign(`/newsroom/pictures/${id}?done=added`))
      .catch((error: unknown) => (note.textContent = error instanceof Error ? error.message : ''));
  });
}

class Arrivals {
  private readonly place: HTMLElement;
  private readonly list: HTMLElement;
  private readonly status: HTMLElement;
  private readonly left: HTMLElement;
  private readonly waiting: Arrival[] = [];
  private under = 0;
  private arrived = 0;

  constructor(
    library: HTMLElement,
    private readonly words: Words,
  ) {
    this.place = library.querySelector<HTMLElement>('[data-arriving]')!;
    this.list = this.place.querySelector<HTMLElement>('.arriving')!;
    this.status = this.place.querySelector<HTMLElement>('[data-status]')!;
    this.left = this.place.querySelector<HTMLElement>('[data-left]')!;
    this.remind();
    window.addEventListener('beforeunload', (event) => {
      if (this.under > 0) event.preventDefault();
    });
  }

  take(found: File[]): void {
    for (const file of found) {
      const arrival = new Arrival(file, this.words, () => this.wait(arrival), (told) => this.came(arrival, told), () => this.next());
      this.list.append(arrival.row);
      this.wait(arrival);
    }
    this.place.hidden = false;
  }

  private wait(arrival: Arrival): void {
    if (!this.waiting.includes(arrival)) this.waiting.push(arrival);
    this.next();
  }

  private next(): void {
    while (this.under < AT_ONCE) {
      const arrival = this.waiting.shift();
      if (!arrival) return;
      if (!arrival.row.isConnected) continue;
      this.under += 1;
      keep(arrival.file);
      void arrival.go().finally(() => {
        this.under -= 1;
        this.next();
      });
    }
  }

  private came(arrival: Arrival, told: Told): void {
    forget(arrival.file);
    this.remind();
    this.arrived += 1;
    const words = hit(told);
    const image = element('img', { src: address(told, '4x3-320.webp'), alt: '', width: '96', height: '72' });
    const name = words.alt || words.caption || arrival.file.name;
    const known = arrival.known ? [element('span', { class: 'meta' }, this.words.known ?? '')] : [];
    const link = element('a', { href: `/newsroom/pictures/${told.id}`, class: 'back' }, words.alt === '' && !words.decorative ? (this.words.describe ?? '') : (this.words.open ?? ''));
    arrival.row.className = 'here';
    arrival.row.replaceChildren(image, element('bdi', {}, name), link, ...known);
    this.status.textContent = this.arrived === 1 ? (this.words.came_one ?? '') : (this.words.came ?? '');
  }

  /** Names what was begun and not finished, in this browser. */
  private remind(): void {
    const names = kept().map(({ name }) => name);
    this.left.textContent = names.length === 0 ? '' : `${this.words.left ?? ''} ${names.map((name) => `\u2068${name}\u2069`).join(`${this.words.comma ?? ','} `)}`;
    if (names.length > 0) this.place.hidden = false;
  }
}

/** One file on its way. */
class Arrival {
  readonly row: HTMLLIElement;
  known = false;
  private readonly bar: HTMLProgressElement;
  private readonly note: HTMLElement;
  private readonly pause: HTMLButtonElement;
  private readonly again: HTMLButtonElement;
  private stop = new AbortController();

  constructor(
    readonly file: File,
    private readonly words: Words,
    goOn: () => void,
    private readonly came: (told: Told) => void,
    private readonly over: () => void,
  ) {
    this.bar = element('progress', { max: '1', value: '0', 'aria-label': file.name });
    this.note = element('span', { class: 'meta' });
    this.pause = element('button', { type: 'button', class: 'verb', hidden: true }, words.pause ?? '');
    this.again = element('button', { type: 'button', class: 'verb', hidden: true }, words.go_on ?? '');
    const away = element('button', { type: 'button', class: 'verb' }, words.leave_out ?? '');
    const verbs = element('span', { class: 'verbs' }, this.pause, this.again, away);
    this.row = element('li', {}, element('bdi', {}, file.name), this.bar, verbs, this.note);
    this.pause.addEventListener('click', () => this.stop.abort());
    this.again.addEventListener('click', () => {
      this.stopped('', false);
      this.again.hidden = true;
      goOn();
      if (this.pause.hidden) away.focus();
      else this.pause.focus();
    });
    away.addEventListener('click', () => {
      this.stop.abort();
      forget(file);
      this.row.remove();
      this.over();
    });
  }

  async go(): Promise<void> {
    this.stop = new AbortController();
    this.known = false;
    this.pause.hidden = false;
    try {
      const told = await upload(this.file, (part) => (this.bar.value = part), {
        words: this.words,
        signal: this.stop.signal,
        known: () => (this.known = true),
        waits: (waiting) => this.stopped(waiting ? (this.words.waits ?? '') : '', false),
      });
      this.came(told);
    } catch (error) {
      const paused = this.stop.signal.aborted;
      const again = paused || (error instanceof Refused && error.again);
      this.pause.hidden = true;
      this.again.hidden = !again;
      this.again.textContent = (paused ? this.words.go_on : this.words.again) ?? '';
      this.stopped(paused ? (this.words.paused ?? '') : error instanceof Error ? error.message : '', !paused);
      if (!again) forget(this.file);
      if (paused && document.activeElement === document.body) this.again.focus();
    }
  }

  private stopped(words: string, wrong: boolean): void {
    this.note.textContent = words;
    this.note.classList.toggle('stop', wrong);
    if (wrong) this.note.setAttribute('role', 'alert');
    else this.note.removeAttribute('role');
  }
}

/** What was begun and not finished, of late. A browser that keeps nothing reminds of nothing. */
function kept(): Begun[] {
  try {
    const all = JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Begun[];
    return all.filter(({ at }) => Date.now() - at < KEPT_MS);
  } catch {
    return [];
  }
}

function keep({ name, size }: File): void {
  write([...kept().filter((one) => one.name !== name || one.size !== size), { name, size, at: Date.now() }]);
}

function forget({ name, size }: File): void {
  write(kept().filter((one) => one.name !== name || one.size !== size));
}

function write(all: Begun[]): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(all.slice(-50)));
  } catch {
    // Private windows may refuse; the server knows the upload all the same.
  }
}
