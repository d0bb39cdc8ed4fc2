// The breaking line can be put away; it stays away until another item breaks.

import { remember, remembered } from './storage';

const KEY = 'breaking-read';

export function breaking(): void {
  const bar = document.querySelector<HTMLElement>('[data-breaking]');
  const button = bar?.querySelector<HTMLButtonElement>('[data-dismiss]');
  if (!bar || !button) return;
  const item = bar.dataset.breaking ?? '';
  bar.hidden = remembered(KEY) === item;
  button.hidden = false;
  button.addEventListener('click', () => {
    remember(KEY, item);
    bar.hidden = true;
    document.querySelector<HTMLElement>('#main')?.focus();
  });
}
