// The reader's theme and text size: three choices each, kept on the device.

import { remember, remembered } from './storage';

/** The choice that is no choice: nothing is stored for it. */
const DEFAULTS: Record<string, string> = { theme: 'auto', size: '1' };

export function display(): void {
  const panel = document.querySelector<HTMLDetailsElement>('[data-display]');
  if (!panel) return;
  panel.hidden = false;
  for (const input of panel.querySelectorAll<HTMLInputElement>('input')) {
    const initial = DEFAULTS[input.name] ?? '';
    input.checked = (remembered(input.name) ?? initial) === input.value;
    input.addEventListener('change', () => choose(input.name, input.value === initial ? null : input.value));
  }
  document.addEventListener('click', (event) => {
    if (!panel.contains(event.target as Node)) panel.open = false;
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !panel.open) return;
    panel.open = false;
    panel.querySelector('summary')?.focus();
  });
}

function choose(name: string, value: string | null): void {
  remember(name, value);
  if (value === null) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
}
