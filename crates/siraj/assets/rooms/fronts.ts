// The room of a front with a script: the forms of the page are sent without leaving it, and places
// are changed by keyboard and by dragging. The server draws every state; this moves nothing itself.

import { follows } from './fronts/keys.ts';
import { drags } from './fronts/drag.ts';
import { Sheet } from './fronts/sheet.ts';

const root = document.querySelector<HTMLElement>('#front[data-of]');
if (root) {
  const sheet = new Sheet();
  sheet.begin();
  follows(sheet);
  drags(sheet);
} else {
  // The other rooms of the fronts have no script but this: another edition is shown at once.
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-at-once]')) {
    form.querySelector('button')!.hidden = true;
    form.addEventListener('change', () => form.submit());
  }
}
