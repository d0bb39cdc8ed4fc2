// What makes the rooms easier with a script; everything works without.

import { examples } from './examples.ts';
import { live } from './live.ts';
import { order } from './order.ts';
import { passkeys } from './passkeys.ts';
import { reveals } from './reveal.ts';

for (const field of document.querySelectorAll<HTMLInputElement>('input[data-show]')) reveals(field);
passkeys();
order();
examples();
live();
