// Places by keyboard. On a handle: the arrows walk, Space lifts and drops, Esc returns, Alt with an
// arrow moves by one; letters pin, boost and word. Everywhere: undo, redo, publish.

import type { Place, Sheet } from './sheet.ts';

type Lifted = { row: HTMLElement; at: number; places: Place[] };

export function follows(sheet: Sheet): void {
  let lifted: Lifted | null = null;

  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    const writes = target.matches('input, select, textarea');
    const handle = target.closest<HTMLElement>('#front .handle');
    const command = event.ctrlKey || event.metaKey;
    if (command && !writes && event.code === 'KeyZ') return press(event, event.shiftKey ? 'redo' : 'undo');
    if (command && !writes && event.code === 'KeyY') return press(event, 'redo');
    if (command && event.code === 'Enter') return press(event, 'publish');
    if (!handle || command) return;
    const row = handle.closest<HTMLElement>('[data-article]')!;
    if (lifted) carry(event, lifted);
    else if (event.altKey) step(event, row);
    else on(event, row, handle);
  });

  document.addEventListener('click', (event) => {
    const handle = (event.target as HTMLElement).closest<HTMLElement>('#front .handle');
    // Space presses a button too: keydown has answered it by then, with a detail of 0.
    if (handle && event.detail > 0) handle.focus();
  });
  document.addEventListener('focusout', (event) => {
    if (lifted && (event.target as HTMLElement).closest('.handle')) drop();
  });

  function press(event: KeyboardEvent, act: string): void {
    const button = sheet.root.querySelector<HTMLButtonElement>(`.acts-of-front [value="${act}"]`);
    if (!button) return;
    event.preventDefault();
    if (button.getAttribute('aria-disabled') !== 'true') button.form!.requestSubmit(button);
  }

  function on(event: KeyboardEvent, row: HTMLElement, handle: HTMLElement): void {
    const pinned = row.classList.contains('pinned');
    const boosted = row.querySelector('[value="unboost"]') !== null;
    const { article = '' } = row.dataset;
    switch (event.code) {
      case 'ArrowDown':
        return walk(event, handle, 1);
      case 'ArrowUp':
        return walk(event, handle, -1);
      case 'Space':
        return lift(event, row, handle);
      case 'KeyP':
        return pinned ? act(event, 'release', { article }) : act(event, 'put', own(row));
      case 'KeyB':
        return act(event, boosted ? 'unboost' : 'boost', { article });
      case 'Delete':
      case 'Backspace':
        return act(event, pinned ? 'release' : 'hide', { article });
      case 'KeyH': {
        event.preventDefault();
        const details = row.querySelector('details');
        if (details) details.open = true;
        row.querySelector<HTMLElement>('[name="headline"]')?.focus();
      }
    }
  }

  function act(event: KeyboardEvent, name: string, more: Record<string, string>): void {
    event.preventDefault();
    void sheet.send(sheet.step(name, more));
  }

  /** The place at which an article stands. */
  function own(row: HTMLElement): Record<string, string> {
    const { article = '', place = '' } = row.dataset;
    return { article, place, from: place, container: row.closest<HTMLElement>('[data-container]')!.dataset.container! };
  }

  function walk(event: KeyboardEvent, handle: HTMLElement, by: number): void {
    event.preventDefault();
    const handles = [...sheet.root.querySelectorAll<HTMLElement>('.handle')];
    handles[handles.indexOf(handle) + by]?.focus();
  }

  function step(event: KeyboardEvent, row: HTMLElement): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (!by) return;
    event.preventDefault();
    const places = sheet.places(row);
    const place = places[where(places, row) + by];
    if (place) void sheet.put(row, place);
  }

  function where(places: Place[], row: HTMLElement): number {
    return places.findIndex((at) => at.slots.contains(row) && at.place === Number(row.dataset.place));
  }

  function lift(event: KeyboardEvent, row: HTMLElement, handle: HTMLElement): void {
    event.preventDefault();
    const places = sheet.places(row);
    lifted = { row, places, at: where(places, row) };
    handle.setAttribute('aria-pressed', 'true');
    tell(lifted, 'lifted');
  }

  function carry(event: KeyboardEvent, now: Lifted): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code] ?? 0;
    if (event.code === 'Escape') {
      sheet.say(sheet.words('returned', { headline: now.row.dataset.headline ?? '' }));
      drop();
    } else if (event.code === 'Space' || event.code === 'Enter') {
      const place = now.places[now.at]!;
      drop();
      void sheet.put(now.row, place);
    } else if (by !== 0) {
      now.at = Math.min(Math.max(now.at + by, 0), now.places.length - 1);
      sheet.landing(now.places[now.at]!, now.row.dataset.headline ?? '', now.row);
      tell(now, 'over');
    } else if (event.code === 'Tab') return drop();
    else return;
    event.preventDefault();
  }

  function tell(now: Lifted, sentence: string): void {
    const at = now.places[now.at]!;
    const headline = now.row.dataset.headline ?? '';
    sheet.say(sheet.words(sentence, { headline, place: at.place + 1, count: at.count, container: at.title }));
  }

  function drop(): void {
    lifted?.row.querySelector('.handle')?.removeAttribute('aria-pressed');
    lifted = null;
    sheet.landing(null, '', null);
  }
}
