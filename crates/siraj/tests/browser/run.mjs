// Runs the browser tests against one site: starts it, hands its address to node's test runner, and
// stops it. Names of files after the command run only those.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { site } from './harness/site.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2);
const files = named.length > 0 ? named : readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => join(here, name));

const { origin, stop } = await site();
const tests = spawn(
  process.execPath,
  ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files],
  { stdio: 'inherit', env: { ...process.env, SIRAJ_SITE: origin } },
);
const code = await new Promise((resolve) => tests.once('exit', resolve));
await stop();
process.exitCode = code ?? 1;
