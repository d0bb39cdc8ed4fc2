// Moving through rows by keys: the row that one is at is marked, and what is done is done with it.

import { dialog, isWriting } from './page.ts';

const rows = () => [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter((row) => row.offsetParent !== null);
const tickOf = (row: HTMLElement | undefined) => row?.querySelector<HTMLInputElement>('input[type="checkbox"][name="id"]') ?? undefined;

/** Listens for the keys of lists. */
export function movesThroughRows(): void {
  if (rows().length === 0) return;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.body.dataset.keys === undefined || document.querySelector('dialog[open]')) return;
    if (isWriting(event)) {
      if (event.code === 'Escape' && (event.target as HTMLElement).id === 'q') (event.target as HTMLElement).blur();
      return;
    }
    if (pressed(event)) event.preventDefault();
  });
  document.addEventListener('focusin', (event) => {
    const row = (event.target as HTMLElement).closest?.<HTMLElement>('main [data-row]');
    if (row) mark(row);
  });
}

function here(): HTMLElement | undefined {
  return document.querySelector<HTMLElement>('main [data-row].here') ?? undefined;
}

function mark(row: HTMLElement): void {
  here()?.classList.remove('here');
  row.classList.add('here');
}

function move(by: number, extends_: boolean): boolean {
  const all = rows();
  const now = here();
  const at = now ? all.indexOf(now) : by > 0 ? -1 : all.length;
  const next = all[at + by];
  if (!next) return now !== undefined;
  const link = next.querySelector<HTMLElement>('a.line, a, button');
  mark(next);
  link?.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
  if (extends_) for (const row of [now, next]) tick(row, true);
  return true;
}

function tick(row: HTMLElement | undefined, on?: boolean): boolean {
  const box = tickOf(row);
  if (!box) return false;
  box.checked = on ?? !box.checked;
  box.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}

function pressed(event: KeyboardEvent): boolean {
  const row = here();
  const onControl = (event.target as HTMLElement).closest('a, button, input, summary') !== null;
  switch (event.code) {
    case 'ArrowDown':
    case 'KeyJ':
      return move(1, event.shiftKey && event.code === 'ArrowDown');
    case 'ArrowUp':
    case 'KeyK':
      return move(-1, event.shiftKey && event.code === 'ArrowUp');
    case 'Slash': {
      if (event.shiftKey) return false;
      const field = document.querySelector<HTMLInputElement>('#q, #find');
      field?.focus();
      field?.select();
      return field !== null;
    }
    case 'KeyX':
      return !event.shiftKey && tick(row);
    case 'KeyR': {
      const verb = row?.querySelector<HTMLAnchorElement>('[data-verb]');
      verb?.click();
      return verb != null;
    }
    case 'KeyE': {
      if (!row) return false;
      const section = document.querySelector<HTMLSelectElement>('#to');
      if (section && !document.querySelector('input[name="id"]:checked')) tick(row, true);
      section?.focus();
      return section !== null;
    }
    case 'Enter':
    case 'NumpadEnter':
      if (onControl) return false;
      row?.querySelector<HTMLAnchorElement>('a.line')?.click();
      return row !== undefined;
    case 'Space':
      // A box or a button that has the focus keeps its own key.
      if (!row || (event.target as HTMLElement).closest('button, input, summary')) return false;
      return look(row);
    default:
      return false;
  }
}

/** What the row says, large and alone, with its ways on. */
function look(row: HTMLElement): boolean {
  const link = row.querySelector<HTMLAnchorElement>('a.line');
  if (!link) return false;
  const close = document.querySelector<HTMLElement>('[data-finder]')?.dataset.close ?? '';
  const made = dialog(link.textContent ?? '', close);
  const parts = row.querySelectorAll('.meta, .of, .by, .word, .says');
  for (const part of parts) {
    const line = document.createElement('p');
    line.className = 'looked';
    line.textContent = part.textContent;
    if (line.textContent?.trim()) made.append(line);
  }
  made.append(link.cloneNode(true));
  made.showModal();
  made.addEventListener('keydown', (event) => {
    if (event.code === 'Space' && (event.target as HTMLElement).closest('button') === null) made.close();
  });
  made.addEventListener('close', () => link.focus());
  made.querySelector<HTMLElement>('a.line')?.focus();
  return true;
}
