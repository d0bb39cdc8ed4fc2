// What the library and the page of a picture do with a script; both work without, file by file.

import { focal } from './pictures/focal.ts';
import { arrivals } from './pictures/arrivals.ts';
import { shortcuts } from './pictures/shortcuts.ts';
import { sizes, unsaved } from './pictures/saving.ts';

const library = document.querySelector<HTMLElement>('[data-library]');
if (library) arrivals(library);
const whole = document.querySelector<HTMLElement>('[data-focal]');
if (whole) focal(whole);
const words = document.querySelector<HTMLFormElement>('form[data-words]');
if (words) unsaved(words);
sizes();
shortcuts();
