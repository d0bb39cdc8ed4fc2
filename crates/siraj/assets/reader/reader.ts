// The public pages' one deferred script. Every page works without it.

import { breaking } from './breaking';
import { display } from './display';
import { flyIn } from './fly-in';
import { share } from './share';
import { times } from './times';

display();
times();
breaking();
share();
flyIn();

if ('serviceWorker' in navigator) {
  // A browser that refuses (private window, plain HTTP) simply has no offline page.
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
