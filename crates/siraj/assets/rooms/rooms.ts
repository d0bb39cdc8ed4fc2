// What makes the rooms easier with a script; everything works without.

import { finds } from './finder.ts';
import { keys } from './keys.ts';
import { answersAtOnce } from './list.ts';
import { names } from './names.ts';
import { examples } from './examples.ts';
import { order } from './order.ts';
import { live } from './live.ts';
import { passkeys } from './passkeys.ts';
import { reveals } from './reveal.ts';
import { movesThroughRows } from './rows.ts';
import { leaves } from './toast.ts';

for (const field of document.querySelectorAll<HTMLInputElement>('input[data-show]')) reveals(field);
for (const box of document.querySelectorAll<HTMLAnchorElement>('[data-finder]')) finds(box);
for (const list of document.querySelectorAll<HTMLElement>('[data-list]')) answersAtOnce(list);
for (const form of document.querySelectorAll<HTMLFormElement>('[data-names]')) names(form);
for (const toast of document.querySelectorAll<HTMLElement>('[data-toast]')) leaves(toast);
passkeys();
keys();
movesThroughRows();
order();
examples();
live();
