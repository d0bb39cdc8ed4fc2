// A picture that a form names: shown with its description, chosen in the library's dialog, taken away.
// The form's own control goes on carrying the value, unseen; without a script it is all there is.

import type { PictureHit } from '../editor/face.ts';
import { choosePictures, element } from './choose.ts';
import { onePicture, pictureWords, small, type Words } from './library.ts';

/** A control whose value is a picture's id. */
export type Control = HTMLInputElement | HTMLSelectElement;

/** Puts the verbs in the control's place. */
export function pictureField(control: Control, words: Words = pictureWords()): void {
  new PictureField(control, words);
}

class PictureField {
  private readonly group: HTMLElement;
  private readonly image: HTMLImageElement;
  private readonly name: HTMLElement;
  private readonly change: HTMLButtonElement;
  private readonly away: HTMLButtonElement;
  private readonly status: HTMLElement;
  /** What is known of pictures already: one just chosen is shown without a line, too. */
  private readonly known = new Map<string, PictureHit>();
  private drawn = 0;

  constructor(
    private readonly control: Control,
    private readonly words: Words,
  ) {
    const { id } = control;
    // The description stands beside the picture, so the picture itself says nothing.
    this.image = element('img', { alt: '', width: '160', height: '120', decoding: 'async' });
    this.name = element('bdi', { id: `${id}-shows` });
    const described = [`${id}-shows`, control.getAttribute('aria-describedby') ?? ''].join(' ').trim();
    this.change = element('button', { type: 'button', class: 'button outlined', 'aria-describedby': described });
    this.away = element('button', { type: 'button', class: 'verb', 'aria-describedby': `${id}-shows` }, words.take_away ?? '');
    this.status = element('span', { class: 'unseen', role: 'status' });
    this.change.addEventListener('click', () => void this.choose());
    this.away.addEventListener('click', () => this.take(null));
    // The page of a live article empties its fields and fills them again; a browser that goes back does too.
    control.addEventListener('change', () => void this.draw());
    window.addEventListener('pageshow', () => void this.draw());
    this.group = element('span', { class: 'picture-field', role: 'group' }, this.name, element('span', { class: 'verbs' }, this.change, this.away), this.status);
    this.stand();
    void this.draw();
  }

  /** Takes the control's place. Inside a paragraph, so of spans alone. */
  private stand(): void {
    const field = this.control.closest('.field');
    const label = this.control.labels?.[0];
    if (label) {
      label.id ||= `${this.control.id}-label`;
      this.group.setAttribute('aria-labelledby', label.id);
      // A label of what is not seen leads to what is.
      label.addEventListener('click', () => this.change.focus());
    }
    // What tells how to fill in the control that is hidden.
    for (const said of field?.querySelectorAll<HTMLElement>('[data-no-script]') ?? []) said.hidden = true;
    field?.classList.add('with-picture');
    this.control.hidden = true;
    this.control.after(this.group);
  }

  private async choose(): Promise<void> {
    const words = { ...this.words, insert: this.words.choose_this ?? '' };
    const [chosen] = await choosePictures(words, { many: false });
    if (chosen) this.take(chosen);
    else this.change.focus();
  }

  private take(chosen: PictureHit | null): void {
    const id = chosen?.id ?? '';
    if (chosen) this.known.set(id, chosen);
    if (this.control instanceof HTMLSelectElement && ![...this.control.options].some((option) => option.value === id)) {
      // A list has the newest alone.
      this.control.add(new Option(chosen ? this.saying(chosen) : '', id));
    }
    this.control.value = id;
    this.control.dispatchEvent(new Event('input', { bubbles: true }));
    this.control.dispatchEvent(new Event('change', { bubbles: true }));
    this.change.focus();
    this.status.textContent = chosen ? `${this.words.chosen ?? ''} ${this.saying(chosen)}` : (this.words.taken_away ?? '');
  }

  private saying(hit: PictureHit): string {
    return hit.alt || hit.caption || this.words.no_words || '';
  }

  private async draw(): Promise<void> {
    const drawn = ++this.drawn;
    const id = this.control.value.trim();
    this.change.textContent = (id === '' ? this.words.choose : this.words.change) ?? '';
    this.away.hidden = id === '';
    if (id === '') return this.show(null, this.words.no_picture);
    const hit = this.known.get(id) ?? (await onePicture(id));
    // Another was chosen while this one was asked for.
    if (drawn !== this.drawn) return;
    if (hit) this.known.set(id, hit);
    this.show(hit, hit ? this.saying(hit) : this.words.not_shown);
    // A picture that will be sent is not hidden behind a summary.
    const more = this.control.closest('details');
    if (more) more.open = true;
  }

  private show(hit: PictureHit | null, words = ''): void {
    if (hit) {
      this.image.src = small(hit);
      this.group.prepend(this.image);
    } else this.image.remove();
    this.name.textContent = words;
  }
}
