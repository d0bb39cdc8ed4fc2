// Kicker, headline and standfirst: boxes in the reader's own type that grow with their words and
// hold one line of thought each.

import { FITS, grow } from '../editor/dom.ts';
import { byId, t } from './page.ts';
import type { Manuscript } from './text.ts';

const NAMES = ['kicker', 'headline', 'standfirst'] as const;
/** What the checklist asks of a headline. */
const HEADLINE = 110;

export class Fields {
  #boxes = Object.fromEntries(NAMES.map((name) => [name, byId<HTMLTextAreaElement>(name)])) as Record<(typeof NAMES)[number], HTMLTextAreaElement>;

  constructor(changed: () => void, leaves: () => void) {
    for (const name of NAMES) {
      const box = this.#boxes[name];
      box.addEventListener('input', (event) => {
        // A line that was pasted with breaks in it is one line here, the caret where it was.
        if (!(event as InputEvent).isComposing && /[\r\n]/.test(box.value)) {
          const at = box.selectionStart;
          box.value = box.value.replace(/[\r\n]/g, ' ');
          box.setSelectionRange(at, at);
        }
        this.#grown(name);
        changed();
      });
      box.addEventListener('keydown', (event) => {
        if (event.code !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const next = NAMES[NAMES.indexOf(name) + 1];
        if (next) this.#boxes[next].focus();
        else leaves();
      });
    }
    if (!FITS) {
      const all = () => NAMES.forEach((name) => this.#grown(name));
      addEventListener('resize', all);
      // Asked for, this lays out the page.
      void document.fonts?.ready.then(all);
    }
    NAMES.forEach((name) => this.#grown(name));
  }

  read(): Pick<Manuscript, (typeof NAMES)[number]> {
    const { kicker, headline, standfirst } = this.#boxes;
    return { kicker: kicker.value, headline: headline.value, standfirst: standfirst.value };
  }

  write(text: Manuscript): void {
    for (const name of NAMES) {
      const box = this.#boxes[name];
      if (box.value === text[name]) continue;
      const at = box.selectionStart;
      box.value = text[name];
      if (document.activeElement === box) box.setSelectionRange(at, at);
    }
    NAMES.forEach((name) => this.#grown(name));
  }

  allow(writes: boolean): void {
    for (const name of NAMES) this.#boxes[name].readOnly = !writes;
  }

  focus(): void {
    this.#boxes.headline.focus();
  }

  #grown(name: (typeof NAMES)[number]): void {
    const box = this.#boxes[name];
    grow(box);
    if (name !== 'headline') return;
    const length = [...box.value.trim()].length;
    const count = byId('headline-count');
    count.textContent = length === 0 ? '' : t('characters_of', { count: length, most: HEADLINE });
    count.classList.toggle('over', length > HEADLINE);
  }
}

/** Says at its field what is wrong with it; `null` takes all of it back. */
export function wrongFields(errors: { field: string; detail: string }[] | null): void {
  for (const place of document.querySelectorAll<HTMLElement>('.wrong')) {
    place.hidden = true;
    place.textContent = '';
  }
  for (const box of document.querySelectorAll('[aria-invalid]')) box.removeAttribute('aria-invalid');
  for (const { field, detail } of errors ?? []) {
    const name = field.split(/[.[]/)[0] ?? '';
    const place = document.getElementById(`${name}-wrong`) ?? byId('body-wrong');
    place.append(...(place.textContent ? [' '] : []), detail);
    place.hidden = false;
    document.getElementById(name)?.setAttribute('aria-invalid', 'true');
  }
}
