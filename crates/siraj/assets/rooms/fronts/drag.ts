// Places by dragging: from a place or from the articles that may come, to a place. A line shows
// where it lands.

import type { Place, Sheet } from './sheet.ts';

export function drags(sheet: Sheet): void {
  let row: HTMLElement | null = null;
  let at: Place | null = null;

  document.addEventListener('dragstart', (event) => {
    row = (event.target as HTMLElement).closest?.<HTMLElement>('#front [data-article]') ?? null;
    if (!row) return;
    row.classList.add('dragged');
    event.dataTransfer?.setData('text/plain', row.dataset.headline ?? '');
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  });

  document.addEventListener('dragover', (event) => {
    if (!row) return;
    const over = (event.target as HTMLElement).closest<HTMLElement>('.slots[data-container], .container');
    const slots = over?.matches('.slots') ? over : over?.querySelector<HTMLElement>('.slots[data-container]');
    if (!slots) return;
    event.preventDefault();
    const next = landing(slots, event.clientY);
    if (next && (next.slots !== at?.slots || next.place !== at.place)) {
      at = next;
      sheet.landing(at, row.dataset.headline ?? '', row);
    }
  });

  document.addEventListener('drop', (event) => {
    if (!row || !at) return;
    event.preventDefault();
    const [moved, place] = [row, at];
    end();
    void sheet.put(moved, place);
  });

  document.addEventListener('dragend', end);

  /** The place under a height. */
  function landing(slots: HTMLElement, height: number): Place | null {
    const places = sheet.places(row).filter((place) => place.slots === slots);
    const rows = [...slots.querySelectorAll<HTMLElement>('[data-article]')];
    const above = rows.filter((one) => {
      const box = one.getBoundingClientRect();
      return one !== row && box.top + box.height / 2 < height;
    });
    return places[Math.min(above.length, places.length - 1)] ?? null;
  }

  function end(): void {
    row?.classList.remove('dragged');
    sheet.landing(null, '', null);
    row = null;
    at = null;
  }
}
