// A list of the rail whose things are chosen, put in order and taken out again, by pointer and
// by keyboard alike.

import { el, t, verb } from './page.ts';

export interface Shown {
  name: string;
  /** What stands after the name, such as a role's choice. */
  more?: Node;
  foreign?: boolean;
}

/** Draws a list; `order` moves a thing by so many places, `remove` takes it out. */
export function drawList<T>(list: HTMLElement, things: T[], show: (thing: T) => Shown, acts: { order?: (from: number, to: number) => void; remove: (at: number) => void }): void {
  const focused = list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.verb : undefined;
  list.replaceChildren(
    ...things.map((thing, at) => {
      const { name, more } = show(thing);
      const move = (to: number) => {
        acts.order?.(at, to);
        list.querySelector<HTMLElement>(`[data-verb="${to < at ? 'up' : 'down'}-${to}"]`)?.focus();
      };
      const up = acts.order && at > 0 && named(verb(t('up'), () => move(at - 1), t('up_what', { name })), `up-${at}`);
      const down = acts.order && at < things.length - 1 && named(verb(t('down'), () => move(at + 1), t('down_what', { name })), `down-${at}`);
      const remove = named(verb(t('remove'), () => acts.remove(at), t('remove_what', { name })), `remove-${at}`);
      return el('li', {}, el('bdi', { class: 'what' }, name), more, el('span', { class: 'verbs' }, up, down, remove));
    }),
  );
  list.hidden = things.length === 0;
  if (!focused) return;
  const again = list.querySelector<HTMLElement>(`[data-verb="${focused}"]`) ?? list.querySelector<HTMLElement>('[data-verb]');
  again?.focus();
}

function named(button: HTMLButtonElement, name: string): HTMLButtonElement {
  button.dataset.verb = name;
  return button;
}
