// The site under test: the real program with the demo newsroom in a folder of its own. A run of all
// files shares one site for what only reads (run.mjs sets SIRAJ_SITE), and copies one demo for every
// other (SIRAJ_LAID_OUT); a file started alone starts and lays out its own.

import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../../../..');

const run = promisify(execFile);

/** A debug build draws and seeds slowly on a busy machine. */
const STARTS_WITHIN = 60_000;

/** The environment without the tests' own variables: the program refuses keys that it does not know. */
function ordinary(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('SIRAJ_')));
}

/** Answers `{origin, stop}` of a serving site. */
export async function site() {
  if (process.env.SIRAJ_SITE) {
    return { origin: process.env.SIRAJ_SITE, stop: async () => {} };
  }
  return ownSite();
}

/**
 * A site that nobody else uses: `{origin, link, siraj, stop}`, with the link for its first owner and
 * a function that runs a command of the program in its newsroom and answers what it prints. It is
 * called by the host's name. `stop` ends it and removes its folder `data`; `end` and `remove` do one each.
 */
export async function ownSite(host = '127.0.0.1') {
  const folder = await mkdtemp(join(tmpdir(), 'siraj-browser-'));
  if (process.env.SIRAJ_LAID_OUT) await cp(process.env.SIRAJ_LAID_OUT, join(folder, 'data'), { recursive: true });
  const binary = process.env.SIRAJ_BIN ?? join(root, 'target/debug/siraj');
  // A name has to be told, and the port with it.
  const port = host === '127.0.0.1' ? 0 : await freePort();
  const named = port === 0 ? {} : { SIRAJ_PUBLIC_URL: `http://${host}:${port}` };
  const program = spawn(
    binary,
    ['serve', '--demo', '--data', join(folder, 'data'), '--listen', `127.0.0.1:${port}`],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...ordinary(process.env), ...named } },
  );
  const siraj = async (...words) => {
    const options = { env: { ...ordinary(process.env), SIRAJ_PUBLIC_URL: origin } };
    return (await run(binary, [...words, '--data', join(folder, 'data')], options)).stdout.trim();
  };
  let origin;
  const ended = new Promise((resolve) => program.once('exit', resolve));
  const end = async () => {
    program.kill('SIGTERM');
    await ended;
  };
  const remove = () => rm(folder, { recursive: true, force: true });
  const stop = async () => {
    await end();
    await remove();
  };
  try {
    const started = await listening(program);
    origin = started.origin;
    return { ...started, siraj, stop, end, remove, data: join(folder, 'data') };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A demo that nobody has used, laid out with the index of its search: `{data, remove}`. */
export async function laidOut() {
  const { origin, end, remove, data } = await ownSite();
  try {
    await searchable(origin);
  } finally {
    await end();
  }
  return { data, remove };
}

/** Waits until the search answers: its index is made when the program starts. */
export async function searchable(origin) {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await fetch(`${origin}/search?q=xx`)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the search does not answer yet');
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The addresses that the program prints when it is ready: the site's, and the first owner's link. */
function listening(program) {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => fail('does not listen yet'), STARTS_WITHIN);
    function fail(what) {
      clearTimeout(timer);
      reject(new Error(`siraj ${what}; it printed:\n${printed}`));
    }
    for (const stream of [program.stdout, program.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        // Both streams are read to the end, or the program would stop at a full pipe.
        printed = (printed + text).slice(-20_000);
        const found = /listening on (http:\/\/[^\s/]+)/.exec(printed);
        const link = /http:\/\/\S+\/newsroom\/link\/\w+/.exec(printed);
        if (found && link) {
          clearTimeout(timer);
          resolve({ origin: found[1], link: link[0] });
        }
      });
    }
    program.once('error', (error) => fail(`cannot be started: ${error.message}`));
    program.once('exit', (code) => fail(`ended with ${code}`));
  });
}
