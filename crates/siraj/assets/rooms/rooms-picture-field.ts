// What forms that name a picture do with a script: it is chosen in the library's dialog and shown.

import { pictureField, type Control } from './pictures/field.ts';

for (const control of document.querySelectorAll<Control>('[data-picture-field]')) pictureField(control);
