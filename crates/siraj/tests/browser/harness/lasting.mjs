// A site that can be struck down and comes back at the same address with what it had kept; and
// people of its newsroom, each in a browser of their own.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './site.mjs';

const run = promisify(execFile);
const STARTS_WITHIN = 60_000;
const PASSWORD = 'تمشي القافلة ليلاً';

/** Answers `{origin, link, strike, rise, stop}`. */
export async function lastingSite() {
  const folder = await mkdtemp(join(tmpdir(), 'siraj-lasting-'));
  const binary = process.env.SIRAJ_BIN ?? join(root, 'target/debug/siraj');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SIRAJ_')));
  environment.SIRAJ_PUBLIC_URL = origin;
  let program;
  let ended;
  async function rise(isFirst = false) {
    program = spawn(binary, ['serve', '--demo', '--data', join(folder, 'data'), '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
    ended = new Promise((resolve) => program.once('exit', resolve));
    return listening(program, isFirst);
  }
  const strike = async () => {
    program.kill('SIGKILL');
    await ended;
  };
  const stop = async () => {
    program.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const link = await rise(true);
  const siraj = async (...words) => (await run(binary, [...words, '--data', join(folder, 'data')], { env: environment })).stdout.trim();
  return { origin, link, siraj, strike, rise, stop };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until the program listens and, the first time, tells the first owner's link: answers it. */
function listening(program, isFirst) {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`siraj does not listen yet:\n${printed}`)), STARTS_WITHIN);
    for (const stream of [program.stdout, program.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        printed = (printed + text).slice(-20_000);
        const link = /http:\/\/\S+\/newsroom\/link\/\w+/.exec(printed)?.[0];
        if (!/listening on http/.test(printed) || (isFirst && !link)) return;
        clearTimeout(timer);
        resolve(link);
      });
    }
    program.once('exit', (code) => reject(new Error(`siraj ended with ${code}:\n${printed}`)));
  });
}

/** Comes in by a link, with a new password. */
export async function comeIn(page, link, email) {
  await page.goto(link);
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  await page.click('button.primary');
  await page.waitForURL('**/newsroom/account');
}

/** Signs in again. */
export async function signIn(page, email) {
  await page.goto('/newsroom/sign-in');
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  await page.click('button.primary');
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

/** Invites somebody as the person of a page; answers their link. */
export async function invite(page, arabic, english, role) {
  await page.goto('/newsroom/people');
  await page.fill('#name_ar', arabic);
  await page.fill('#name_en', english);
  await page.selectOption('#role', role);
  await page.click('.button.primary');
  return page.locator('.fresh .secret').innerText();
}

/** Chooses the person's language. */
export async function speak(page, language) {
  await page.goto('/newsroom/account');
  await page.click(`button[value=${language}]`);
}

/** What a script of the rooms asks of the server. */
export async function api(page, method, path, body) {
  return page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'content-type': 'application/json', 'accept-language': 'en' };
      const answer = await fetch(`/newsroom/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
      return { status: answer.status, told: await answer.json() };
    },
    [method, path, body],
  );
}

/** The same, of what must not be refused: answers what is told. */
export async function ask(page, method, path, body) {
  const { status, told } = await api(page, method, path, body);
  if (status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(told)}`);
  return told;
}
