// Saving against a server that loses requests, loses answers, is slow, ends sessions and is written
// to by others: whatever happens, every word that was typed is there in the end. The page's own
// code is run, with a server and a browser's store of a few lines.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, mock, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'siraj-saver-'));
after(() => rm(folder, { recursive: true, force: true }));

async function load(name) {
  const outfile = join(folder, `${name}.mjs`);
  await build({ entryPoints: [join(here, `../../assets/rooms/write/${name}.ts`)], bundle: true, format: 'esm', outfile, logLevel: 'error' });
  return import(pathToFileURL(outfile));
}

const { Saver } = await load('saver');
const { merge, outcome } = await load('merge');
const { isSame } = await load('text');

const FIELDS = { section: 's', format: 'news', kicker: '', standfirst: '', slug: null, dateline: { place: null, sources: [], as_sent: null }, bylines: [], picture: null, topics: [], story: null };
const text = (headline, lines) => ({
  ...FIELDS,
  headline,
  body: { format: 'prosemirror', document: { type: 'doc', content: lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })) } },
});
const said = (made) => JSON.stringify(made.body.document);

function dice(seed) {
  let state = seed >>> 0;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** The newsroom's rule of saves: a base, folding, answers kept by key. */
class Server {
  moment = 0;
  revisions = [];
  answers = new Map();

  constructor(first) {
    this.#put(first, 'me');
  }

  get head() {
    return this.revisions[this.revisions.length - 1];
  }

  #put(manuscript, by) {
    this.revisions.push({ id: `r${this.revisions.length}`, at: String(++this.moment), by, manuscript: structuredClone(manuscript) });
  }

  save(sent, by) {
    const { base, seen, apart, ...manuscript } = sent;
    if (base !== this.head.id || (seen && seen !== this.head.at)) {
      return { is: 'problem', problem: { status: 409, code: 'refused.write.stale', detail: '', errors: [], newest: structuredClone(this.head) } };
    }
    if (this.head.by === by && !apart && this.revisions.length > 1) {
      this.head.manuscript = structuredClone(manuscript);
      this.head.at = String(++this.moment);
    } else this.#put(manuscript, by);
    const { id, at } = this.head;
    return { is: 'done', value: { head: { id, at, number: this.revisions.length, by }, manuscript, checklist: [] } };
  }

  once(attempt, by) {
    if (!this.answers.has(attempt.key)) {
      const answer = this.save(JSON.parse(attempt.body), by);
      // A refusal changes nothing and is not kept.
      if (answer.is !== 'done') return answer;
      this.answers.set(attempt.key, answer);
    }
    return structuredClone(this.answers.get(attempt.key));
  }
}

class Store {
  kept = new Map();
  full = false;
  keep = async (one) => (this.full ? false : (this.kept.set(one.id, structuredClone(one)), true));
  get = async (id) => structuredClone(this.kept.get(id));
  forget = async (id) => void this.kept.delete(id);
}

/** A page that somebody writes on. */
function page(server, store, line, now) {
  const state = { text: structuredClone(now ?? server.head.manuscript), standings: [], conflicts: 0 };
  state.saver = new Saver(
    {
      person: 'p',
      article: 'a',
      short_id: 's',
      text: () => structuredClone(state.text),
      stands: (standing) => state.standings.push(standing),
      saved: () => undefined,
      newer: (newer, ancestor) => {
        const own = structuredClone(state.text);
        const merged = merge(ancestor, own, newer.manuscript);
        state.text = outcome(merged, merged.places.map((place) => (place.takesBoth ? 'both' : 'mine')));
        if (merged.places.length === 0) state.saver.resume(newer);
        else {
          state.conflicts++;
          state.saver.settle(newer, own);
        }
      },
      send: (attempt) => line(attempt),
      isStill: async () => true,
    },
    store,
    { id: server.head.id, at: server.head.at },
    structuredClone(server.head.manuscript),
  );
  return state;
}

/** Lets timers and promises go on for a while. */
async function pass(milliseconds) {
  for (let gone = 0; gone < milliseconds; gone += 100) {
    mock.timers.tick(100);
    for (let n = 0; n < 12; n++) await Promise.resolve();
  }
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('every word is there in the end, whatever the line, the server and others do', async () => {
  for (let seed = 1; seed <= 150; seed++) {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
    try {
      await oneLife(seed);
    } finally {
      mock.timers.reset();
    }
  }
});

async function oneLife(seed) {
  const roll = dice(seed);
  const server = new Server(text('عنوان', ['أول', 'ثان', 'ثالث']));
  const store = new Store();
  let isGood = false;
  const line = async (attempt) => {
    const luck = isGood ? 9 : roll(10);
    if (luck < 2) return { is: 'silence' };
    if (luck === 2) {
      await wait(roll(8_000));
      return { is: 'problem', problem: { status: 401, code: '', detail: '', errors: [] } };
    }
    if (!isGood) await wait(roll(3_000));
    const answer = server.once(attempt, 'me');
    if (luck < 5) return { is: 'silence' };
    if (!isGood) await wait(roll(3_000));
    return answer;
  };
  let own = page(server, store, line);
  let typed = 0;
  for (let step = 0; step < 25; step++) {
    const at = roll(own.text.body.document.content.length);
    const run = own.text.body.document.content[at].content[0];
    run.text += ` ك${typed++}`;
    own.saver.changed();
    await pass(roll(20) * 100);
    if (roll(9) === 0) {
      // Somebody else saves: another paragraph, or the very same.
      const theirs = structuredClone(server.head.manuscript);
      theirs.body.document.content[roll(theirs.body.document.content.length)].content[0].text += ` هـ${step}`;
      server.save({ ...theirs, base: server.head.id }, 'other');
    }
    if (roll(9) === 0) {
      // The page is closed and opened again, as a browser does: what is kept comes back.
      await own.saver.keep();
      await own.saver.stop();
      const kept = await store.get('p:a');
      own = page(server, store, line, kept?.text);
      if (kept) own.saver.take(kept);
    }
  }
  isGood = true;
  own.saver.wake();
  await pass(60_000);
  assert.equal(own.saver.standing, 'saved', `seed ${seed}: ${own.standings.slice(-5)}`);
  assert.equal(store.kept.size, 0, `seed ${seed}: something is still kept here`);
  // Somebody may have saved over it since: a page learns that with its next save.
  const isHead = server.head.id === own.saver.base.id && server.head.at === own.saver.base.at;
  assert.ok(isHead ? isSame(server.head.manuscript, own.text) : server.head.by === 'other', `seed ${seed}: the server has another text`);
  const everything = server.revisions.map((one) => said(one.manuscript)).join('\n');
  for (let n = 0; n < typed; n++) {
    assert.match(said(server.head.manuscript), new RegExp(`ك${n}(?!\\d)`), `seed ${seed}: ك${n} is gone`);
  }
  for (const [, word] of everything.matchAll(/(هـ\d+)/g)) assert.ok(everything.includes(word));
}

test('a save comes soon after the last key and every five seconds while one types on', async () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  try {
    const server = new Server(text('عنوان', ['أول']));
    const sent = [];
    const own = page(server, new Store(), async (attempt) => (sent.push(Date.now()), server.once(attempt, 'me')));
    own.text.headline = 'عنوان آخر';
    const begun = Date.now();
    own.saver.changed();
    await pass(2_000);
    assert.equal(sent.length, 1);
    assert.ok(sent[0] - begun <= 2_000);
    for (let n = 0; n < 40; n++) {
      own.text.headline += '.';
      own.saver.changed();
      await pass(300);
    }
    assert.ok(sent.length >= 3, `${sent.length} saves in twelve seconds of typing`);
    await pass(3_000);
    assert.equal(server.head.manuscript.headline, own.text.headline);
  } finally {
    mock.timers.reset();
  }
});

test('what can be kept nowhere is told, and told again when it can', async () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  try {
    const server = new Server(text('عنوان', ['أول']));
    const store = new Store();
    store.full = true;
    let isGood = false;
    const own = page(server, store, async (attempt) => (isGood ? server.once(attempt, 'me') : { is: 'silence' }));
    own.text.headline = 'آخر';
    own.saver.changed();
    await pass(3_000);
    assert.equal(own.saver.standing, 'lost');
    assert.ok(own.saver.isUnkept);
    store.full = false;
    own.text.headline = 'آخر أيضًا';
    own.saver.changed();
    await pass(1_000);
    assert.equal(own.saver.standing, 'kept');
    assert.ok(!own.saver.isUnkept);
    isGood = true;
    own.saver.wake();
    await pass(2_000);
    assert.equal(own.saver.standing, 'saved');
    assert.equal(server.head.manuscript.headline, 'آخر أيضًا');
  } finally {
    mock.timers.reset();
  }
});
