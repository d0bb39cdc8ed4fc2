// A box in which something is looked for by its name: what fits is offered below it, and taken by
// keyboard or pointer.

import { type Named, el } from './page.ts';

interface Wanted {
  /** The box's id; offers are called after it. */
  id: string;
  label: string;
  /** What the list of offers is called. */
  offers: string;
  /** What fits; nothing for nothing. */
  find: (words: string) => Promise<Named[]>;
  take: (one: Named) => void;
  /** So long nothing more must be typed before it is looked for, in milliseconds. */
  rest?: number;
}

export function offering(into: HTMLElement, { id, label, offers: called, find, take, rest = 0 }: Wanted): void {
  const box = el('input', { type: 'text', id, autocomplete: 'off', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': `${id}-offers`, 'aria-autocomplete': 'list' });
  const offers = el('ul', { id: `${id}-offers`, class: 'offers', role: 'listbox', 'aria-label': called, hidden: true });
  into.append(el('p', { class: 'field' }, el('label', { for: id }, label), box), offers);
  let at = -1;
  let shown: Named[] = [];
  const mark = (place: number) => {
    at = place;
    [...offers.children].forEach((one, n) => one.setAttribute('aria-selected', String(n === at)));
    if (at >= 0) box.setAttribute('aria-activedescendant', `${id}-${at}`);
    else box.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    offers.hidden = true;
    box.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const taken = (one: Named | undefined) => {
    if (!one || offers.hidden) return;
    take(one);
    box.value = '';
    close();
    box.focus();
  };
  box.addEventListener('input', async () => {
    const wanted = box.value;
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    // Another letter came, before it was looked for or while it was.
    if (wanted !== box.value) return;
    const found = wanted.trim() ? await find(wanted) : [];
    if (wanted !== box.value) return;
    shown = found;
    offers.replaceChildren(
      ...shown.map((one, n) => {
        const offer = el('li', { role: 'option', id: `${id}-${n}`, 'aria-selected': 'false', click: () => taken(one) }, el('bdi', {}, one.name));
        offer.addEventListener('mousedown', (event) => event.preventDefault());
        return offer;
      }),
    );
    offers.hidden = shown.length === 0;
    box.setAttribute('aria-expanded', String(shown.length > 0));
    mark(shown.length > 0 ? 0 : -1);
  });
  box.addEventListener('keydown', (event) => {
    if (event.code === 'ArrowDown' || event.code === 'ArrowUp') {
      event.preventDefault();
      if (shown.length > 0) mark((at + (event.code === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length);
    } else if (event.code === 'Enter') {
      event.preventDefault();
      taken(shown[at]);
    } else if (event.code === 'Escape') close();
  });
  box.addEventListener('blur', close);
}
