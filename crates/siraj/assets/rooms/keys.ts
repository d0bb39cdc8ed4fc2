// The rooms' keys, by their place on the keyboard, so that they work under an Arabic layout. Single
// keys do nothing in fields, and nothing at all where they are switched off.

import { openFinder } from './finder.ts';
import { dialog, isWriting, pageAt } from './page.ts';

/** Where the second key after G leads. */
const PLACES: Record<string, string> = {
  KeyD: '/newsroom/',
  KeyA: '/newsroom/articles',
  KeyP: '/newsroom/pictures',
  KeyF: '/newsroom/fronts',
};

let leads = false;

/** Listens for keys on the whole page. */
export function keys(): void {
  if (!document.querySelector('[data-finder]')) return;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const held = event.ctrlKey || event.metaKey;
    if (held && !event.altKey && event.code === 'Slash') {
      event.preventDefault();
      openFinder();
      return;
    }
    if (held || event.altKey || isWriting(event) || document.querySelector('dialog[open]')) return;
    if (document.body.dataset.keys === undefined) return;
    if (pressed(event)) event.preventDefault();
  });
}

function pressed(event: KeyboardEvent): boolean {
  const after = leads;
  leads = false;
  if (after && event.code in PLACES) {
    // Only where the bar leads there too: whoever may not go is not sent.
    const place = document.querySelector<HTMLAnchorElement>(`.bar nav a[href="${PLACES[event.code]}"]`);
    place?.click();
    return place !== null;
  }
  if (event.shiftKey && event.code === 'Slash') return shown();
  if (event.shiftKey) return false;
  switch (event.code) {
    case 'KeyG':
      leads = true;
      window.setTimeout(() => (leads = false), 1500);
      return true;
    case 'KeyN':
      document.querySelector<HTMLFormElement>('form.begin')?.requestSubmit();
      return true;
    case 'Escape':
      return back();
    default:
      return false;
  }
}

function shown(): boolean {
  const box = document.querySelector<HTMLElement>('[data-finder]');
  void pageAt('/newsroom/keys').then((page) => {
    const all = page?.querySelector('[data-all-keys]');
    if (!all) return;
    const made = dialog(all.querySelector('h1')?.textContent ?? '', box?.dataset.close ?? '');
    all.querySelector('h1')?.remove();
    const inside = document.createElement('div');
    inside.className = 'all-keys';
    inside.append(...all.children);
    made.append(inside);
    made.showModal();
  });
  return true;
}

/** From a page about one thing to the list that it is of: its own way back, where it has one. */
function back(): boolean {
  const way = document.querySelector<HTMLAnchorElement>('main p:first-child > a.back');
  way?.click();
  return way !== null;
}
