// Whatever is done to a text in whatever order: no word is lost, the document stays one that the body
// holds, and what is drawn is what a fresh look would draw. Runs in node; the commands need no browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './harness/site.mjs';

test('thousands of random acts lose no word and break no rule of the body', async () => {
  const entry = join(root, 'crates/siraj/tests/browser/harness/editor-acts.ts');
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'esm', platform: 'node', logLevel: 'error' });
  const { play } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  assert.deepEqual(play(600, 12), []);
});
