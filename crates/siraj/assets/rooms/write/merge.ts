// Two texts that were written over the same third one, brought together block by block and
// field by field. What only one of them changed is taken as it is; what both changed
// differently is a place at which a person chooses. Of neither text anything is lost: a block
// that either wrote stands in the outcome or in a place. Pure: no page, no clock.

import { type Byline, type Manuscript, type Node, blocks, canonical, plain, signed, withBlocks } from './text.ts';
import { common, likeness } from './words.ts';

/** What is chosen at a place. */
export type Choice = 'mine' | 'theirs' | 'both';

/** A place at which both wrote something else. */
export interface Place {
  /** `headline`, `bylines`, …; `block` for blocks of the text. */
  field: string;
  /** The number of the first block in the outcome so far, from 0; for its label. */
  at: number;
  base: Node[];
  mine: Node[];
  theirs: Node[];
  /** A field's values, as they stand in a manuscript. */
  values?: { base: unknown; mine: unknown; theirs: unknown };
  /** Whether both may stand, one after the other: where both only added. */
  takesBoth: boolean;
}

/** A part of the body: blocks that are settled, or a place. */
export type Part = { settled: Node[] } | { place: number };

export interface Merged {
  /** Places at which a person chooses; none when everything went together by itself. */
  places: Place[];
  parts: Part[];
  /** The fields as far as they are settled; theirs at places. */
  fields: Manuscript;
  /** Whether the other's text brought anything along. */
  brought: boolean;
}

const FIELDS = ['headline', 'kicker', 'standfirst', 'section', 'format', 'slug', 'picture', 'story', 'bylines', 'dateline'] as const;

/** Brings two texts together. */
export function merge(base: Manuscript, mine: Manuscript, theirs: Manuscript): Merged {
  const fields: Manuscript = { ...theirs };
  const places: Place[] = [];
  let brought = false;
  for (const field of FIELDS) {
    const [b, m, t] = [spell(field, base), spell(field, mine), spell(field, theirs)];
    if (t !== b && t !== m) brought = true;
    if (m === t || m === b) continue;
    if (t === b) Object.assign(fields, { [field]: mine[field] });
    else places.push({ field, at: 0, base: [], mine: [], theirs: [], values: { base: base[field], mine: mine[field], theirs: theirs[field] }, takesBoth: false });
  }
  fields.topics = together(base.topics, mine.topics, theirs.topics);
  if (JSON.stringify(base.topics) !== JSON.stringify(theirs.topics)) brought = true;
  const parts = mergeBlocks(blocks(base), blocks(mine), blocks(theirs), places);
  const list = (all: Node[]) => all.map(canonical).join('\n');
  if (list(blocks(theirs)) !== list(blocks(base))) brought = true;
  return { places, parts, fields, brought };
}

/** The outcome with a choice for every place. */
export function outcome(merged: Merged, choices: Choice[]): Manuscript {
  const text = { ...merged.fields };
  merged.places.forEach((place, n) => {
    if (place.values) Object.assign(text, { [place.field]: choices[n] === 'mine' ? place.values.mine : place.values.theirs });
  });
  const content = merged.parts.flatMap((part) => ('settled' in part ? part.settled : chosen(merged.places[part.place]!, choices[part.place] ?? 'both')));
  // Nothing in it is shared with the texts that it was made of: they stay what they were.
  return structuredClone(withBlocks(text, content));
}

function chosen(place: Place, choice: Choice): Node[] {
  if (choice === 'mine') return place.mine;
  if (choice === 'theirs') return place.theirs;
  return [...place.theirs, ...place.mine];
}

function spell(field: (typeof FIELDS)[number], text: Manuscript): string {
  const value = text[field];
  if (field === 'bylines') return JSON.stringify((value as Byline[]).map(signed));
  if (field === 'dateline') {
    const { place, sources, as_sent } = text.dateline;
    return JSON.stringify([place?.trim() || null, sources, as_sent?.trim() || null]);
  }
  return typeof value === 'string' ? value.trim() : JSON.stringify(value || null);
}

/** A list without order of importance: what either added is in, what either took out is out. */
function together(base: string[], mine: string[], theirs: string[]): string[] {
  const gone = (one: string) => base.includes(one) && !(mine.includes(one) && theirs.includes(one));
  return [...new Set([...theirs, ...mine])].filter((one) => !gone(one));
}

/** What one side made of the base: of each of its blocks, and before each. */
interface Made {
  /** The block in the place of each of the base's; `null` where it was taken out. */
  became: (Node | null)[];
  /** What was put before each block of the base, and after the last. */
  before: Node[][];
}

const AKIN = 0.5;

function made(base: Node[], side: Node[]): Made {
  const became: (Node | null)[] = base.map(() => null);
  const before: Node[][] = Array.from({ length: base.length + 1 }, () => []);
  const pairs = common(base.map(canonical), side.map(canonical));
  let [i, j] = [0, 0];
  for (const [at, also] of [...pairs, [base.length, side.length] as const]) {
    pairUp(base, side, [i, at], [j, also], became, before);
    if (at < base.length) became[at] = side[also]!;
    [i, j] = [at + 1, also + 1];
  }
  return { became, before };
}

/** Within a stretch that was rewritten: which block became which, in their order. */
function pairUp(base: Node[], side: Node[], [i, at]: [number, number], [j, also]: [number, number], became: (Node | null)[], before: Node[][]): void {
  let from = j;
  for (let n = i; n < at; n++) {
    // As many blocks as there were: each stands for the one in its place.
    const inPlace = at - i === also - j ? j + (n - i) : -1;
    let akin = -1;
    for (let m = from; m < also && akin < 0; m++) {
      const same = side[m]!.type === base[n]!.type;
      if (same && (m === inPlace || likeness(plain(base[n]!), plain(side[m]!)) >= AKIN)) akin = m;
    }
    if (akin < 0) continue;
    before[n]!.push(...side.slice(from, akin));
    became[n] = side[akin]!;
    from = akin + 1;
  }
  before[at]!.push(...side.slice(from, also));
}

function mergeBlocks(base: Node[], mine: Node[], theirs: Node[], places: Place[]): Part[] {
  const parts: Part[] = [];
  let count = 0;
  const settle = (all: Node[]) => {
    if (all.length === 0) return;
    const last = parts[parts.length - 1];
    if (last && 'settled' in last) last.settled.push(...all);
    else parts.push({ settled: [...all] });
    count += all.length;
  };
  const collide = (was: Node[], m: Node[], t: Node[], takesBoth: boolean) => {
    places.push({ field: 'block', at: count, base: was, mine: m, theirs: t, takesBoth });
    parts.push({ place: places.length - 1 });
    count += 1;
  };
  const [own, other] = [made(base, mine), made(base, theirs)];
  for (let n = 0; n <= base.length; n++) {
    const [m, t] = [own.before[n]!, other.before[n]!];
    if (m.length === 0 || t.length === 0) settle([...t, ...m]);
    else if (m.map(canonical).join('\n') === t.map(canonical).join('\n')) settle(t);
    else collide([], m, t, true);
    if (n === base.length) break;
    const was = canonical(base[n]!);
    const [became, also] = [own.became[n]!, other.became[n]!];
    const [left, right] = [became ? canonical(became) : null, also ? canonical(also) : null];
    if (left === right || left === was) settle(also ? [also] : []);
    else if (right === was) settle(became ? [became] : []);
    else collide([base[n]!], became ? [became] : [], also ? [also] : [], false);
  }
  return parts;
}
