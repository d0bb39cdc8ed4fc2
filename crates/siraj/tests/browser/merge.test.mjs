// Two people's texts brought together: whatever the two wrote, nothing of either is lost. The code
// is the writing page's own, run here without a page.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'siraj-merge-'));
after(() => rm(folder, { recursive: true, force: true }));

async function load(name) {
  const outfile = join(folder, `${name}.mjs`);
  await build({ entryPoints: [join(here, `../../assets/rooms/write/${name}.ts`)], bundle: true, format: 'esm', outfile, logLevel: 'error' });
  return import(pathToFileURL(outfile));
}

const { merge, outcome } = await load('merge');
const { canonical, isSame } = await load('text');
const { compared, common } = await load('words');

const paragraph = (text) => ({ type: 'paragraph', content: text ? [{ type: 'text', text }] : undefined });
const EMPTY = {
  section: 's', format: 'news', kicker: '', headline: 'عنوان', standfirst: '', slug: null,
  dateline: { place: null, sources: [], as_sent: null }, bylines: [], picture: null, topics: ['a', 'b'], story: null,
};
const text = (lines, fields = {}) => ({ ...EMPTY, ...fields, body: { format: 'prosemirror', document: { type: 'doc', content: lines.map(paragraph) } } });
const lines = (made) => made.body.document.content.map((block) => block.content?.[0]?.text ?? '');

test('what only one changed goes together by itself', () => {
  const base = text(['واحد', 'اثنان', 'ثلاثة']);
  const mine = text(['واحد معدّل', 'اثنان', 'ثلاثة', 'أربعة'], { headline: 'عنوان جديد', topics: ['b', 'c'] });
  const theirs = text(['واحد', 'ثلاثة مصحّحة'], { standfirst: 'مقدّمة', topics: ['a', 'b', 'd'] });
  const merged = merge(base, mine, theirs);
  assert.deepEqual(merged.places, []);
  const made = outcome(merged, []);
  assert.deepEqual(lines(made), ['واحد معدّل', 'ثلاثة مصحّحة', 'أربعة']);
  assert.equal(made.headline, 'عنوان جديد');
  assert.equal(made.standfirst, 'مقدّمة');
  assert.deepEqual(made.topics, ['b', 'd', 'c']);
  assert.ok(merged.brought);
});

test('what both changed waits for a choice', () => {
  const base = text(['دخلت المرفأ 38 سفينة', 'سطر']);
  const mine = text(['دخلت المرفأ 38 سفينة هذا الشهر', 'سطر'], { headline: 'عنواني' });
  const theirs = text(['دخلت المرفأ 39 سفينة'], { headline: 'عنوانها' });
  const merged = merge(base, mine, theirs);
  assert.deepEqual(merged.places.map((place) => place.field), ['headline', 'block']);
  assert.deepEqual(lines(outcome(merged, ['mine', 'theirs'])), ['دخلت المرفأ 39 سفينة']);
  assert.equal(outcome(merged, ['mine', 'theirs']).headline, 'عنواني');
});

test('a passage that one took out and the other rewrote is a place, and both may add', () => {
  const merged = merge(text(['أول', 'دخلت السفينة المرفأ', 'آخر']), text(['أول', 'دخلت السفينة المرفأ صباحًا', 'آخر']), text(['أول', 'آخر']));
  assert.deepEqual(merged.places.map((place) => [place.mine.length, place.theirs.length, place.takesBoth]), [[1, 0, false]]);
  assert.deepEqual(lines(outcome(merged, ['theirs'])), ['أول', 'آخر']);
  const both = merge(text(['أول']), text(['أول', 'من عندي']), text(['أول', 'من عندها']));
  assert.equal(both.places.length, 1);
  assert.deepEqual(lines(outcome(both, ['both'])), ['أول', 'من عندها', 'من عندي']);
});

test('one text in two spellings is one text', () => {
  const one = { type: 'paragraph', content: [{ type: 'text', text: 'أب' }] };
  const other = { type: 'paragraph', attrs: { dir: null }, content: [{ type: 'text', text: 'أ', marks: [] }, { type: 'text', text: 'ب' }] };
  assert.equal(canonical(one), canonical(other));
  const bold = (marks) => canonical({ type: 'paragraph', content: [{ type: 'text', text: 'أ', marks }] });
  assert.equal(bold([{ type: 'strong' }, { type: 'em' }]), bold([{ type: 'em' }, { type: 'strong' }]));
  assert.notEqual(bold([{ type: 'strong' }]), bold([]));
  assert.ok(isSame(text(['أ', '']), text(['أ'])), 'an empty line at the end says nothing');
});

/** Numbers that look random and are the same in every run. */
function dice(seed) {
  let state = seed >>> 0;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const WORDS = 'قال وقد مرفأ سفينة لجنة صندوق بحر صباح شباك رصيف مدينة حركة'.split(' ');

/** Somebody at work on a text: rewrites, takes out, puts in, moves; every new word is their own. */
function worked(base, name, roll) {
  const content = [...lines(base)];
  const fields = {};
  let own = 0;
  for (let n = roll(7); n > 0; n--) {
    const at = roll(content.length + 1);
    const fresh = `${name}${own++}`;
    switch (roll(5)) {
      case 0: content.splice(at, 0, `${fresh} ${WORDS[roll(WORDS.length)]} جديد`); break;
      case 1: if (content[at] !== undefined) content.splice(at, 1); break;
      case 2: if (content[at] !== undefined) content[at] = `${content[at]} ${fresh}`; break;
      case 3: if (content[at] !== undefined) content[at] = `${fresh} كُتب من جديد كلّه`; break;
      default: fields[['headline', 'kicker', 'standfirst', 'slug'][roll(4)]] = fresh;
    }
  }
  return text(content, { ...Object.fromEntries(Object.keys(EMPTY).map((key) => [key, base[key]])), ...fields });
}

test('of two people at work on one text nothing is lost, whatever they do', () => {
  for (let seed = 1; seed <= 4_000; seed++) {
    const roll = dice(seed);
    const base = text(Array.from({ length: roll(9) }, () => Array.from({ length: 2 + roll(7) }, () => WORDS[roll(WORDS.length)]).join(' ')));
    const [mine, theirs] = [worked(base, 'A', roll), worked(base, 'B', roll)];
    const merged = merge(base, mine, theirs);
    const everything = JSON.stringify(merged);
    for (const [side, other] of [[mine, theirs], [theirs, mine]]) {
      for (const block of side.body.document.content) {
        const was = base.body.document.content.some((one) => canonical(one) === canonical(block));
        assert.ok(was || everything.includes(JSON.stringify(block)), `seed ${seed}: ${JSON.stringify(block)} is gone`);
      }
      for (const field of ['headline', 'kicker', 'standfirst', 'slug']) {
        if (side[field] !== base[field]) assert.ok(everything.includes(JSON.stringify(side[field])), `seed ${seed}: ${field} is gone`);
      }
      // What nobody touched stands once in the outcome of either choice.
      const once = (line) => lines(base).filter((one) => one === line).length === 1;
      const kept = lines(base).filter((line) => once(line) && lines(side).includes(line) && lines(other).includes(line));
      const choice = merged.places.map(() => (side === mine ? 'mine' : 'theirs'));
      const made = lines(outcome(merged, choice));
      for (const line of new Set(kept)) assert.ok(made.includes(line), `seed ${seed}: «${line}» is gone`);
    }
    // Alone on a text one gets exactly one's own.
    for (const alone of [outcome(merge(base, mine, base), []), outcome(merge(base, base, mine), []), outcome(merge(base, mine, mine), [])]) {
      assert.ok(isSame(alone, mine), `seed ${seed}: ${JSON.stringify(lines(alone))} is not ${JSON.stringify(lines(mine))}`);
    }
  }
});

test('both lines can be read off their comparison', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const roll = dice(seed);
    const line = () => Array.from({ length: roll(12) }, () => [...WORDS, '،', '.', '38'][roll(15)]).join(' ');
    const [older, newer] = [line(), line()];
    const runs = compared(older, newer);
    const read = (not) => runs.filter((run) => run.fate !== not).map((run) => run.text).join('');
    assert.equal(read('added'), older);
    assert.equal(read('removed'), newer);
  }
  assert.deepEqual(compared('دخلت 38 سفينة', 'دخلت 39 سفينة').map((run) => run.fate), ['kept', 'removed', 'added', 'kept']);
  assert.deepEqual(common(['a', 'b', 'c'], ['b', 'c', 'd']), [[1, 0], [2, 1]]);
});
