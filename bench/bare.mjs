// A Chromium that is told what to do and is not watched: a browser under test records where every
// request and every script came from, which takes longer than what is measured.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Answers `{page, stop}`: `page(method, params)` speaks the DevTools protocol with its one page. */
export async function bareBrowser(executable) {
  const folder = await mkdtemp(join(tmpdir(), 'siraj-bare-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--window-size=1280,900', '--remote-debugging-pipe'];
  const program = spawn(executable, [...flags, `--user-data-dir=${folder}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => program.once('exit', resolve));
  const [, , , input, output] = program.stdio;
  const waits = new Map();
  let last = 0;
  let rest = '';
  output.setEncoding('utf8');
  output.on('data', (part) => {
    const messages = (rest + part).split('\0');
    rest = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const wait = waits.get(id);
      waits.delete(id);
      if (error) wait?.reject(new Error(error.message));
      else wait?.resolve(result);
    }
  });
  const send = (method, params, sessionId) =>
    new Promise((resolve, reject) => {
      last += 1;
      waits.set(last, { resolve, reject });
      input.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  return {
    page: (method, params = {}) => send(method, params, sessionId),
    async stop() {
      await send('Browser.close');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
