// The public pages' one deferred script. Every page works without it.

import { breaking } from './breaking';
import { display } from './display';
import { find } from './find';
import { flyIn } from './fly-in';
import { live } from './live';
import { share } from './share';
import { times } from './times';

display();
times();
breaking();
share();
find();
flyIn();
live();

// Each edition has a worker of its own, whose scope is the edition's front: on a host of its own that
// is the root, else its prefix.
const front = document.querySelector<HTMLAnchorElement>('.masthead .name a')?.pathname;
if (front && 'serviceWorker' in navigator) {
  // A browser that refuses (private window, plain HTTP) simply has no offline page.
  navigator.serviceWorker.register('/sw.js', { scope: front }).catch(() => undefined);
}
