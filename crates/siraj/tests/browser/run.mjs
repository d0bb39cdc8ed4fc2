// Runs the browser tests: lays a demo out once, starts the site that is only read, hands both to node's
// test runner, and takes them away. Names of files after the command run only those.

import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec as Spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { laidOut, site } from './harness/site.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2).map((name) => resolve(name));
const all = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort();

/** What takes longest begins first, so that none is left alone at the end. */
const LONG = ['axe.test.mjs', 'write.test.mjs'];
const order = [...LONG, ...all.filter((name) => !LONG.includes(name))];

const demo = await laidOut();
process.env.SIRAJ_LAID_OUT = demo.data;
const { origin, stop } = await site();
process.env.SIRAJ_SITE = origin;
const files = named.length > 0 ? named : order.map((name) => join(here, name));
const tests = run({ files, concurrency: 2 });
tests.on('test:fail', () => {
  process.exitCode = 1;
});
tests.compose(new Spec()).pipe(process.stdout);
await once(tests, 'end');
await stop();
await demo.remove();
